//! The way in for events of Stripe, the pages of the subscription, and what every page says of payments.

use crate::harness::{app, app_upon};
use axum::body::Body;
use axum::http::Request;
use chrono::Utc;
use connector_kit::{
    Call, Method, OutboundConfig, OutboundPolicy,
    header::{AUTHORIZATION, HeaderMap},
    hmac_sha256,
};
use domain::{PlanCode, Role};
use hub::billing::BillingConfig;
use sandbox::{StripeOptions, StripeSandbox};
use sqlx::Row;
use testkit::{Actor, Answer, HubOptions, TestApp, member};

pub const SECRET: &str = "whsec_test_4f9c1e";

fn options() -> HubOptions {
    let billing = BillingConfig {
        secret_key: "sk_test_1".into(),
        webhook_secrets: vec!["whsec_next".into(), SECRET.into()],
        // Nobody listens there.
        base_url: Some("http://127.0.0.1:9/".parse().unwrap()),
    };
    HubOptions {
        billing: Some(billing),
        default_plan: Some(PlanCode::Free),
        call_timeout: Some(std::time::Duration::from_millis(200)),
        ..HubOptions::default()
    }
}

/// As after the start of a process: new companies are on the free plan.
async fn upon(options: HubOptions) -> TestApp {
    let app = app_upon(options).await;
    hub::plans::settle(app.hub()).await.unwrap();
    app
}

fn options_without_limit_of_time() -> HubOptions {
    HubOptions { call_timeout: None, ..options() }
}

/// The page of an answer, its no-break spaces as plain ones.
trait Shown {
    fn text(&self) -> String;
}

impl Shown for Answer {
    fn text(&self) -> String {
        self.body.replace('\u{a0}', " ")
    }
}

fn event(id: &str, kind: &str, livemode: bool) -> String {
    let created = Utc::now().timestamp();
    format!(
        r#"{{"id":"{id}","object":"event","type":"{kind}","created":{created},"livemode":{livemode},"data":{{"object":{{"id":"sub_1","object":"subscription","customer":"cus_1"}}}}}}"#
    )
}

/// What Stripe signs bytes with at a moment.
pub fn signature(body: &[u8], secret: &str, at: i64) -> String {
    let at_text = at.to_string();
    let parts: [&[u8]; 3] = [at_text.as_bytes(), b".", body];
    format!("t={at},v1={}", hex::encode(hmac_sha256::mac(secret.as_bytes(), &parts)))
}

async fn post(app: &TestApp, body: &str, signature: Option<String>) -> u16 {
    let mut request = Request::post("/hooks/stripe").header("content-type", "application/json");
    if let Some(signature) = signature {
        request = request.header("stripe-signature", signature);
    }
    let answer: Answer = app.anonymous().send(request.body(Body::from(body.to_owned())).unwrap()).await;
    assert!(answer.body.is_empty(), "{}", answer.body);
    answer.status.as_u16()
}

#[tokio::test]
async fn only_what_stripe_signed_now_for_this_account_is_kept_and_once() {
    let app = upon(options()).await;
    let now = Utc::now().timestamp();
    let body = event("evt_1", "customer.subscription.updated", false);
    let signed = |body: &str, at| Some(signature(body.as_bytes(), SECRET, at));
    assert_eq!(post(&app, &body, None).await, 401);
    assert_eq!(post(&app, &body, Some(signature(body.as_bytes(), "whsec_other", now))).await, 401);
    assert_eq!(post(&app, &body.replace("sub_1", "sub_2"), signed(&body, now)).await, 401);
    assert_eq!(post(&app, &body, signed(&body, now - 301)).await, 401);
    assert_eq!(post(&app, &body, signed(&body, now + 330)).await, 401);
    let live = event("evt_2", "invoice.paid", true);
    assert_eq!(post(&app, &live, signed(&live, now)).await, 400, "of the other world");
    let other = body.replace(r#""livemode":false"#, r#""livemode":false,"account":"acct_9""#);
    assert_eq!(post(&app, &other, signed(&other, now)).await, 400, "of another account");
    assert_eq!(post(&app, "{", signed("{", now)).await, 400);
    let long = " ".repeat(1024 * 1024 + 1);
    assert_eq!(post(&app, &long, signed(&long, now)).await, 413);
    let mut sql = app.database().connect_as("orion_system").await;
    let count = "select count(*) from stripe_events";
    assert_eq!(
        sqlx::query_scalar::<_, i64>(count).fetch_one(&mut sql).await.unwrap(),
        0,
        "nothing of it is kept"
    );

    // Twice the same, and one from which nothing follows; by either secret.
    assert_eq!(post(&app, &body, signed(&body, now)).await, 200);
    assert_eq!(post(&app, &body, Some(signature(body.as_bytes(), "whsec_next", now))).await, 200);
    let unknown = event("evt_3", "balance.available", false);
    assert_eq!(post(&app, &unknown, signed(&unknown, now)).await, 200);
    let rows = sqlx::query("select id, state, body from stripe_events order by id")
        .fetch_all(&mut sql)
        .await
        .unwrap();
    let states: Vec<_> =
        rows.iter().map(|row| (row.get::<String, _>("id"), row.get::<String, _>("state"))).collect();
    // Stripe cannot be asked here: it waits, and is not lost.
    assert_eq!(states, [("evt_1".into(), "waiting".into()), ("evt_3".into(), "ignored".into())]);
    assert_eq!(rows[0].get::<Vec<u8>, _>("body"), body.as_bytes(), "as it came");
}

#[tokio::test]
async fn without_keys_nothing_comes_in_and_the_pages_say_who_sets_the_plan() {
    let app = app().await;
    let body = event("evt_1", "invoice.paid", false);
    assert_eq!(
        post(&app, &body, Some(signature(body.as_bytes(), SECRET, Utc::now().timestamp()))).await,
        404
    );
    let owner = app.owner().await;
    let page = owner.get("/admin/assinatura").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Nada é cobrado nesta instalação"), "{}", page.body);
    assert!(page.body.contains("Assinatura e faturas"), "the menu leads there");
    let page = owner.get("/admin/assinatura/mudar/pro").await;
    assert!(page.status == 200 && page.body.contains("Nada é cobrado nesta instalação"), "{}", page.body);
    for ending in ["/admin/assinatura/mudar/free", "/admin/assinatura/encerrar"] {
        let page = owner.get(ending).await.body;
        assert!(page.contains("Nada é cobrado nesta instalação"), "{page}");
        assert!(!page.contains("/ui/billing/cancel"), "a button that ends nothing: {page}");
    }
    let plans = owner.get("/admin/planos").await.body;
    assert!(
        plans.contains("quem a administra define o plano") && !plans.contains("/admin/assinatura/mudar/"),
        "{plans}"
    );
    let answer = owner
        .submit("/ui/billing/subscribe", &[("plan", "pro"), ("interval", "month"), ("currency", "brl")])
        .await;
    assert_eq!(answer.outcome(), "303 /admin/assinatura");
    let page = owner.get("/admin/assinatura").await.body;
    assert!(page.contains("Quem administra a instalação define o plano da empresa."), "{page}");
}

#[tokio::test]
async fn a_team_that_is_larger_than_its_plan_stays_and_is_told_what_to_do() {
    let app = upon(options()).await;
    let owner = app.owner().await;
    let limit = async |members: i64| {
        let mut sql = app.database().connect_as("orion_system").await;
        sqlx::query("update org_plans set members = $1").bind(members).execute(&mut sql).await.unwrap();
        owner.get("/admin/equipe").await.body
    };
    let viewer = app.member(Role::Viewer).await;
    let team = limit(4).await;
    assert!(team.contains("/ui/team/invite") && !team.contains("Ninguém perde o acesso"), "{team}");
    let team = limit(1).await;
    assert!(team.contains("Lugares na equipe: 3 em uso, 1 no plano"), "{team}");
    assert!(!team.contains("/ui/team/invite") && team.contains("/admin/planos"), "{team}");
    let seen = viewer.get("/admin/equipe").await;
    assert_eq!(seen.status, 200, "nobody is sent away");
    assert!(!seen.body.contains("Ninguém perde o acesso"), "not theirs to see to");
    let fields = [("email", "bia@lojas.example"), ("role", "viewer"), ("return_to", "/admin/equipe")];
    assert_eq!(owner.submit("/ui/team/invite", &fields).await.outcome(), "303 /admin/equipe");
    assert!(owner.get("/admin/equipe").await.body.contains("O limite do plano foi atingido"));
}

#[tokio::test]
async fn what_is_used_beyond_a_limit_is_told_with_how_much_it_is() {
    let app = upon(options()).await;
    let known = member(app.hub(), Role::Owner).await;
    let owner = app.browser(&known);
    let used = async |count: i64| {
        let mut sql = app.database().connect_as("orion_system").await;
        let put = "insert into usage_months (org_id, meter, month, used)
             values ($1, 'validations', date_trunc('month', now())::date, $2)
             on conflict (org_id, meter, month) do update set used = $2";
        sqlx::query(put).bind(known.org().0).bind(count).execute(&mut sql).await.unwrap();
        owner.get("/admin/uso").await.text()
    };
    let page = used(100).await;
    assert!(page.contains("O limite foi atingido.") && !page.contains("ultrapassado"), "{page}");
    let page = used(155).await;
    assert!(page.contains("O limite foi ultrapassado em 55.") && !page.contains("atingido."), "{page}");
}

#[tokio::test]
async fn when_stripe_is_away_a_press_says_so_and_nothing_is_half_done() {
    let app = upon(options()).await;
    let owner = app.owner().await;
    let fields = [("plan", "pro"), ("interval", "month"), ("currency", "brl")];
    let answer = owner.call("/ui/billing/subscribe", &fields).await;
    assert_eq!(answer.status, 502, "{}", answer.body);
    let wrong = owner
        .call("/ui/billing/subscribe", &[("plan", "gold"), ("interval", "month"), ("currency", "brl")])
        .await;
    assert_eq!(wrong.status, 422);
    let admin = app.member(Role::Admin).await;
    assert_eq!(admin.get("/admin/assinatura").await.status, 403, "owners only");
    assert!(!admin.get("/admin/conta").await.body.contains("Assinatura e faturas"));
}

#[tokio::test]
async fn every_page_says_that_a_payment_is_missing_to_each_in_their_words() {
    let app = upon(options()).await;
    let owner = app.owner().await;
    let viewer = app.viewer().await;
    let mut sql = app.database().connect_as("orion_system").await;
    let set = "update org_plans set notice = $1, notice_at = now() + $2::int * interval '1 day'";
    let mut say = async |notice: Option<&str>, days: i32| {
        sqlx::query(set).bind(notice).bind(days).execute(&mut sql).await.unwrap();
    };
    for page in ["/admin", "/admin/vendas", "/admin/conta"] {
        say(None, 0).await;
        assert!(!owner.get(page).await.body.contains("não foi aprovado"));
        say(Some("payment_failed"), 5).await;
        let seen = owner.get(page).await.body;
        assert!(
            seen.contains("O último pagamento não foi aprovado") && seen.contains("Ver a assinatura"),
            "{page}"
        );
        let seen = viewer.get(page).await.body;
        assert!(seen.contains("Peça a um proprietário") && !seen.contains("Ver a assinatura"), "{page}");
        say(Some("plan_lost"), 0).await;
        assert!(owner.get(page).await.body.contains("O plano da assinatura não vale mais"));
        assert!(owner.get(page).await.body.contains("Pague o que falta antes disso"), "{page}");
        say(Some("plan_ended"), 0).await;
        let seen = owner.get(page).await.body;
        assert!(seen.contains("Assine de novo antes disso") && !seen.contains("Pague o que falta"), "{page}");
        say(Some("plan_lost"), -40).await;
        assert!(!owner.get(page).await.body.contains("O plano da assinatura não vale mais"), "not for ever");
    }
}

#[tokio::test]
async fn an_owner_subscribes_changes_and_ends_it_by_the_pages() {
    let stripe = StripeSandbox::start(StripeOptions::default()).await.unwrap();
    let near = BillingConfig {
        secret_key: stripe.secret_key().into(),
        webhook_secrets: vec![SECRET.into()],
        base_url: Some(stripe.base_url().parse().unwrap()),
    };
    let app = upon(HubOptions { billing: Some(near), ..options_without_limit_of_time() }).await;
    let owner = app.owner().await;
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Nenhuma assinatura"), "{page}");
    let page = owner.get("/admin/assinatura/encerrar").await.text();
    assert!(page.contains("A empresa não tem uma assinatura"), "{page}");
    assert!(!page.contains("/ui/billing/cancel"), "a button that ends nothing: {page}");
    let page = owner.get("/admin/planos").await.text();
    assert!(page.contains("Fale com quem administra esta instalação."), "by contract, with whom: {page}");
    assert!(page.contains("/admin/assinatura/mudar/pro?periodo=month&amp;moeda=brl"), "{page}");
    assert_eq!(page.matches("14 dias grátis").count(), 2, "beside what can be tried: {page}");
    assert!(page.contains("R$ 0,025 por produto além de 100.000 no mês"), "{page}");
    let page = owner.get("/admin/planos?periodo=month&moeda=usd").await.text();
    assert!(page.contains("/admin/assinatura/mudar/pro?periodo=month&amp;moeda=usd"), "{page}");
    let choosing = "Só quem é proprietário da empresa escolhe o plano: ";
    assert!(!page.contains(choosing), "{page}");
    let seen = app.member(Role::Admin).await.get("/admin/planos").await.text();
    assert!(seen.contains(choosing) && !seen.contains("/admin/assinatura/mudar/"), "{seen}");
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(
        page.contains("14 dias, depois US$ 49,00 por mês") && page.contains("Ir para o pagamento"),
        "{page}"
    );
    assert!(page.contains("Nada") && page.contains("US$ 49,00 em "), "today and the first payment: {page}");
    assert!(page.contains("Assim que o cartão for informado"), "{page}");

    // A page between leads on to Stripe's.
    let pro = [("plan", "pro"), ("interval", "month"), ("currency", "usd"), ("at", "")];
    let answer = owner.submit("/ui/billing/change", &pro).await;
    assert_eq!(answer.status, 200);
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("O pagamento do plano Pro ainda não foi concluído"), "{page}");
    assert!(page.contains("Continuar o pagamento") && !page.contains("Trocar o cartão"), "{page}");
    let start = answer.body.find(&format!("{}/c/pay/", stripe.base_url())).expect("it leads to the checkout");
    let url: String =
        answer.body[start..].chars().take_while(|sign| !matches!(sign, '"' | '&' | '<')).collect();
    let session = url.rsplit('/').next().unwrap();
    stripe.complete_checkout(session, "ana@lojas.example", "4242424242424242").unwrap();
    let page = owner.get(&format!("/admin/assinatura/retorno?session={session}")).await.text();
    assert!(
        page.contains("Assinatura ativa.") && page.contains("O plano Pro já vale, grátis até "),
        "{page}"
    );
    assert!(page.contains("a primeira cobrança: US$ 49,00 por mês."), "{page}");
    let page = owner.get("/admin/planos?periodo=month&moeda=brl").await.text();
    assert!(page.contains("A empresa paga em USD.") && !page.contains("R$ 249,00"), "{page}");
    assert!(page.contains("US$ 49,00 por mês") && !page.contains("dias grátis"), "{page}");
    let page = owner.get("/admin/assinatura").await.text();
    for said in ["Em teste", "US$ 49,00 por mês", "Trocar o cartão", "Encerrar a assinatura", "Faturas"] {
        assert!(page.contains(said), "{said} is missing: {page}");
    }
    assert_eq!(owner.get("/admin/assinatura/retorno?session=cs_test_none").await.status, 404);
    let page = owner.get("/admin/planos").await.text();
    assert!(
        page.contains("/admin/assinatura/mudar/business?periodo=month&amp;moeda=usd"),
        "as it pays: {page}"
    );
    assert!(!page.contains("/admin/assinatura/mudar/pro"), "it has that: {page}");
    let page = owner.get("/admin/planos?periodo=year&moeda=usd").await.text();
    assert!(page.contains("/admin/assinatura/mudar/pro?periodo=year&amp;moeda=usd"), "by the year: {page}");
    // Who ends it hears of the trial, of the plan that follows, and of each limit that is smaller then.
    let page = owner.get("/admin/assinatura/encerrar").await.text();
    assert!(page.contains("O teste grátis vai até ") && page.contains("passa ao plano Free"), "{page}");
    for less in [
        "Produtos conferidos por mês: 100 no novo plano, 10.000 no atual.",
        "Pedidos por mês: 300 no novo plano, 10.000 no atual.",
        "Conexões: 3 no novo plano, 10 no atual.",
    ] {
        assert!(page.contains(less), "{less} is missing: {page}");
    }
    assert!(page.find("Pedidos por mês") < page.find("/ui/billing/cancel"), "before the button: {page}");
    let page = owner.get("/admin/assinatura/mudar/business").await.text();
    assert!(page.contains("Primeiro pagamento") && page.contains("O teste grátis continua"), "{page}");

    // More at once, with what it costs today before.
    stripe.advance_days(15).await;
    hub::billing::reconcile(app.hub(), true).await.unwrap();
    let page = owner.get("/admin/assinatura/mudar/business?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Mudar agora") && page.contains("US$ 299,00 por mês"), "{page}");
    let at = page.split(r#"name="at" value=""#).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let business = [("plan", "business"), ("interval", "month"), ("currency", "usd"), ("at", &*at)];
    assert_eq!(owner.submit("/ui/billing/change", &business).await.outcome(), "303 /admin/assinatura");
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Plano mudado.") && page.contains("Conferências além do plano"), "{page}");

    // What goes beyond the plan has its price beside it, and is asked for before it is paid for.
    let costs = "US$ 0,005 por produto além de 100.000 no mês";
    assert!(page.contains(costs) && !page.contains("/ui/billing/overage"), "{page}");
    let page = owner.get("/admin/assinatura/alem-do-plano").await.text();
    assert!(page.contains(costs) && page.contains("/ui/billing/overage"), "{page}");
    owner.submit("/ui/billing/overage", &[("on", "1")]).await;
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Conferências além do plano ligadas.") && page.contains(costs), "{page}");
    assert!(page.contains("US$ 299,00 até agora, em "), "{page}");
    let before = page.split("/ui/billing/overage").next().unwrap().rsplit("</dl>").next().unwrap();
    assert!(before.contains(r#"class="actions""#), "apart from the price: {page}");
    owner.submit("/ui/billing/overage", &[("on", "")]).await;

    // Less at the end, and back.
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Agendar a mudança") && page.contains("Até lá fica o plano atual"), "{page}");
    owner.submit("/ui/billing/change", &pro).await;
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Mudança agendada") && page.contains("Desfazer a mudança"), "{page}");
    assert!(page.contains("US$ 49,00 por mês"), "what comes next, for how much: {page}");
    assert!(page.contains("US$ 49,00 em "), "and when that is paid: {page}");
    let page = owner.get("/admin/planos").await.text();
    assert!(page.contains("Pro a partir de "), "what comes next, beside the plan: {page}");
    let beyond = owner.submit("/ui/billing/overage", &[("on", "1")]).await;
    assert_eq!(beyond.outcome(), "303 /admin/assinatura");
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Desfaça antes a mudança agendada") && !page.contains("Nenhum pedido foi perdido"));
    let page = owner.get("/admin/assinatura/encerrar").await.text();
    assert!(page.contains("A mudança agendada para o plano Pro deixa de valer"), "{page}");
    owner.submit("/ui/billing/take-back", &[]).await;
    assert!(!owner.get("/admin/assinatura").await.body.contains("Desfazer a mudança"));
    let page = owner.get("/admin/assinatura/encerrar").await.text();
    assert!(page.contains("O plano vale até o fim do período pago, em "), "{page}");
    owner.submit("/ui/billing/cancel", &[]).await;
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Termina em") && page.contains("Manter a assinatura"), "{page}");
    let page = owner.get("/admin/planos").await.text();
    assert!(page.contains("A assinatura termina em "), "{page}");
    // Who pays by the year sees what a year costs, and a month where that is asked for.
    let mut sql = app.database().connect_as("orion_system").await;
    let yearly = "update billing_subscriptions set billing_interval = 'year'";
    sqlx::query(yearly).execute(&mut sql).await.unwrap();
    let (month, year) = ("US$ 49,00 por mês", "US$ 490,00 por ano");
    let page = owner.get("/admin/planos").await.text();
    assert!(page.contains(year) && !page.contains(month), "as it pays: {page}");
    let page = owner.get("/admin/planos?periodo=month").await.text();
    assert!(page.contains(month) && !page.contains(year), "as it is asked for: {page}");
    // Who hands the company over reads whose card pays for it from then on.
    let heir = testkit::member(app.hub(), Role::Viewer).await.principal.member().user;
    let page = owner.get(&format!("/admin/equipe/{heir}")).await.text();
    assert!(page.contains("O cartão e o endereço das faturas continuam os seus até "), "{page}");
    let answer = owner.submit("/ui/billing/portal", &[("flow", "card")]).await;
    assert!(answer.body.contains(&format!("{}/p/session/", stripe.base_url())), "{}", answer.body);
}

/// A company that went through the checkout of a plan, by the month and in dollars, its owner, and where they come back to.
async fn checked_out(plan: &str) -> (StripeSandbox, TestApp, Actor, String) {
    let stripe = StripeSandbox::start(StripeOptions::default()).await.unwrap();
    let near = BillingConfig {
        secret_key: stripe.secret_key().into(),
        webhook_secrets: vec![SECRET.into()],
        base_url: Some(stripe.base_url().parse().unwrap()),
    };
    let app = upon(HubOptions { billing: Some(near), ..options_without_limit_of_time() }).await;
    let owner = app.owner().await;
    let wish = [("plan", plan), ("interval", "month"), ("currency", "usd")];
    let between = owner.submit("/ui/billing/subscribe", &wish).await.body;
    let start = between.find(&format!("{}/c/pay/", stripe.base_url())).expect("it leads to the checkout");
    let url: String = between[start..].chars().take_while(|sign| !matches!(sign, '"' | '&' | '<')).collect();
    let session = url.rsplit('/').next().unwrap();
    stripe.complete_checkout(session, "ana@lojas.example", "4242424242424242").unwrap();
    let back = format!("/admin/assinatura/retorno?session={session}");
    (stripe, app, owner, back)
}

/// The same, which has come back.
async fn subscribed(plan: &str) -> (StripeSandbox, TestApp, Actor) {
    let (stripe, app, owner, back) = checked_out(plan).await;
    owner.get(&back).await;
    (stripe, app, owner)
}

/// Has a fifth taken off every payment of the one subscription that was made.
async fn take_a_fifth_off(stripe: &StripeSandbox) {
    at_stripe(stripe, "/v1/coupons", "id=menos20&percent_off=20&duration=forever").await;
    let events = stripe.events();
    let made = events.iter().find(|event| event["type"] == "customer.subscription.created").unwrap();
    let id = made["data"]["object"]["id"].as_str().unwrap();
    at_stripe(stripe, &format!("/v1/subscriptions/{id}"), "discounts[0][coupon]=menos20").await;
}

#[tokio::test]
async fn who_comes_back_from_a_checkout_reads_what_is_charged() {
    let (stripe, _app, owner, back) = checked_out("pro").await;
    take_a_fifth_off(&stripe).await;
    let page = owner.get(&back).await.text();
    assert!(page.contains("a primeira cobrança: US$ 39,20."), "{page}");
}

#[tokio::test]
async fn what_is_not_paid_is_not_called_paid() {
    let (stripe, app, owner) = subscribed("business").await;
    let mut sql = app.database().connect_as("orion_system").await;
    let customer: String =
        sqlx::query_scalar("select customer_id from billing_customers").fetch_one(&mut sql).await.unwrap();
    stripe.fail_next_payment(&customer, "insufficient_funds");
    stripe.advance_days(15).await;
    hub::billing::reconcile(app.hub(), true).await.unwrap();
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Falta um pagamento") && page.contains("/ui/billing/pay"), "{page}");
    assert!(!page.contains("já pago") && !page.contains("/ui/billing/change"), "{page}");
    let page = owner.get("/admin/assinatura/encerrar").await.text();
    assert!(page.contains("Falta um pagamento: sem ele, o plano vale até "), "{page}");
    assert!(!page.contains("período pago") && page.contains("/ui/billing/cancel"), "{page}");
    owner.submit("/ui/billing/cancel", &[]).await;
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("O plano vale até") && page.contains("Manter a assinatura"), "{page}");
    assert!(!page.contains("Termina em"), "one date: {page}");
    // The days that were given for the payment are over.
    let over = "update billing_subscriptions set grace_until = now() - interval '1 day'";
    sqlx::query(over).execute(&mut sql).await.unwrap();
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Termina em"), "{page}");
    let page = owner.get("/admin/assinatura/encerrar").await.text();
    assert!(page.contains("o plano da assinatura não vale mais. A assinatura termina em "), "{page}");
}

#[tokio::test]
async fn a_change_says_what_it_switches_off_and_undoes_and_what_is_charged_at_once() {
    let (stripe, app, owner) = subscribed("business").await;
    let (beyond, undone) = ("As conferências além do plano são desligadas.", "O fim que tinha sido pedido");
    let year = "/admin/assinatura/mudar/business?periodo=year&moeda=usd";
    let page = owner.get(year).await.text();
    assert!(page.contains("Mudar agora") && !page.contains(beyond) && !page.contains(undone), "{page}");
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Primeiro pagamento") && page.contains("US$ 49,00 em "), "{page}");
    assert!(page.contains("Até lá continua o teste grátis") && !page.contains("já pago"), "{page}");
    owner.submit("/ui/billing/overage", &[("on", "1")]).await;
    for (path, limit) in [
        (year, "100.000"),
        ("/admin/assinatura/mudar/pro?periodo=month&moeda=usd", "10.000"),
        ("/admin/assinatura/encerrar", "100"),
    ] {
        let page = owner.get(path).await.text();
        let stops = format!("{beyond} As conferências param em {limit} por mês");
        assert!(page.contains(&stops) && !page.contains(undone), "{path}: {page}");
    }
    // A smaller plan that waits keeps the switch from being pressed, and is undone beside it.
    let pro = [("plan", "pro"), ("interval", "month"), ("currency", "usd"), ("at", "")];
    owner.submit("/ui/billing/change", &pro).await;
    let page = owner.get("/admin/assinatura").await.text();
    let panel = page.split("desfaça antes a mudança.").nth(1).expect("it says why it cannot be pressed");
    assert!(panel.contains("/ui/billing/take-back") && !page.contains("/ui/billing/overage"), "{page}");
    owner.submit("/ui/billing/take-back", &[]).await;
    assert!(owner.get("/admin/assinatura").await.text().contains("/ui/billing/overage"), "it can again");
    owner.submit("/ui/billing/cancel", &[]).await;
    for path in [year, "/admin/assinatura/mudar/pro?periodo=month&moeda=usd"] {
        let page = owner.get(path).await.text();
        assert!(page.contains(undone), "{path}: {page}");
    }
    // It was tried once: another subscription is charged today.
    stripe.advance_days(20).await;
    hub::billing::reconcile(app.hub(), true).await.unwrap();
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Encerrada") && !page.contains("Conferências além do plano"), "{page}");
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Ir para o pagamento") && page.contains("Hoje"), "{page}");
    assert!(page.contains("US$ 49,00<"), "the sum itself, beside the price of a month: {page}");
}

#[tokio::test]
async fn a_credit_is_told_with_the_change_that_gives_it_and_the_payment_that_takes_it() {
    let (stripe, app, owner) = subscribed("pro").await;
    stripe.advance_days(15).await;
    hub::billing::reconcile(app.hub(), true).await.unwrap();
    let change = async |plan: &str, interval: &str| {
        let wish = [("plan", plan), ("interval", interval), ("currency", "usd"), ("at", "")];
        owner.submit("/ui/billing/change", &wish).await;
    };
    change("pro", "year").await;
    let page = owner.get("/admin/assinatura/mudar/business?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Crédito de US$ ") && page.contains(" para as próximas faturas"), "{page}");
    change("business", "month").await;
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("já com US$ ") && page.contains(" de crédito"), "{page}");
}

/// What somebody does at Stripe's dashboard.
async fn at_stripe(stripe: &StripeSandbox, path: &str, body: &str) {
    let allow = vec!["127.0.0.0/8".parse().unwrap()];
    let outbound = OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap();
    let url = format!("{}{path}", stripe.base_url()).parse().unwrap();
    let (body, mut headers) = (Some(body.as_bytes().to_vec()), HeaderMap::new());
    headers.insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    let call = Call { method: Method::POST, url, headers, body, cost: None, plain_http: true };
    let bearer = format!("Bearer {}", stripe.secret_key());
    let call = call.with_secret_header(AUTHORIZATION, &bearer).unwrap();
    let reply = outbound.exchange(call, std::time::Duration::from_secs(10)).await.unwrap();
    assert!(reply.is_success(), "{}", String::from_utf8_lossy(&reply.body));
}

#[tokio::test]
async fn a_page_says_which_currency_can_be_chosen_and_how_a_paused_subscription_goes_on() {
    let stripe = StripeSandbox::start(StripeOptions::default()).await.unwrap();
    let near = BillingConfig {
        secret_key: stripe.secret_key().into(),
        webhook_secrets: vec![SECRET.into()],
        base_url: Some(stripe.base_url().parse().unwrap()),
    };
    let app = upon(HubOptions { billing: Some(near), ..options_without_limit_of_time() }).await;
    let (owner, viewer) = (app.owner().await, app.viewer().await);
    let mut sql = app.database().connect_as("orion_system").await;
    let in_dollars = [("plan", "pro"), ("interval", "month"), ("currency", "usd")];
    assert_eq!(owner.submit("/ui/billing/subscribe", &in_dollars).await.status, 200);
    let customer: String =
        sqlx::query_scalar("select customer_id from billing_customers").fetch_one(&mut sql).await.unwrap();
    let price = stripe.price("pro_monthly_v1").unwrap();
    let begun = format!(
        "customer={customer}&items[0][price]={price}&currency=brl&payment_behavior=default_incomplete"
    );
    at_stripe(&stripe, "/v1/subscriptions", &begun).await;
    let business = [("plan", "business"), ("interval", "month"), ("currency", "usd")];
    assert_eq!(owner.submit("/ui/billing/subscribe", &business).await.outcome(), "303 /admin/assinatura");
    let page = owner.get("/admin/assinatura").await.text();
    assert!(
        page.contains("O plano não é vendido nesta moeda") && page.contains("Escolha a outra moeda."),
        "{page}"
    );

    let in_reais = [("plan", "pro"), ("interval", "month"), ("currency", "brl")];
    let between = owner.submit("/ui/billing/subscribe", &in_reais).await.body;
    let start = between.find(&format!("{}/c/pay/", stripe.base_url())).expect("it leads to the checkout");
    let url: String = between[start..].chars().take_while(|sign| !matches!(sign, '"' | '&' | '<')).collect();
    let session = url.rsplit('/').next().unwrap();
    stripe.complete_checkout(session, "ana@lojas.example", "4242424242424242").unwrap();
    owner.get(&format!("/admin/assinatura/retorno?session={session}")).await;
    let live = "select id from billing_subscriptions where status in ('active', 'trialing')";
    let id: String = sqlx::query_scalar(live).fetch_one(&mut sql).await.unwrap();
    at_stripe(&stripe, &format!("/v1/subscriptions/{id}/pause"), "type=subscription").await;
    hub::billing::reconcile(app.hub(), true).await.unwrap();
    let said = "A assinatura está pausada";
    assert!(owner.get("/admin").await.text().contains(said));
    let seen = viewer.get("/admin").await.text();
    assert!(
        seen.contains(said) && seen.contains("Peça a um proprietário que retome a assinatura."),
        "{seen}"
    );
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains(said) && page.contains("/ui/billing/resume"), "{page}");
    assert_eq!(owner.submit("/ui/billing/resume", &[]).await.outcome(), "303 /admin/assinatura");
    let page = owner.get("/admin/assinatura").await.text();
    assert!(page.contains("Assinatura retomada.") && !page.contains(said), "{page}");
}

#[tokio::test]
async fn what_a_company_has_without_paying_is_not_sold_to_it() {
    let stripe = StripeSandbox::start(StripeOptions::default()).await.unwrap();
    let near = BillingConfig {
        secret_key: stripe.secret_key().into(),
        webhook_secrets: vec![SECRET.into()],
        base_url: Some(stripe.base_url().parse().unwrap()),
    };
    let app = upon(HubOptions { billing: Some(near), ..options_without_limit_of_time() }).await;
    let owner = app.owner().await;
    let warns = "A empresa já tem o plano Pro sem pagar por ele";
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Ir para o pagamento") && !page.contains("sem pagar por ele"), "{page}");
    let mut sql = app.database().connect_as("orion_system").await;
    let mut give = async |plan: &str| {
        let given = "update org_plans set assigned = $1, plan = $1, source = 'assigned'";
        sqlx::query(given).bind(plan.to_owned()).execute(&mut sql).await.unwrap();
    };
    give("pro").await;
    let page = owner.get("/admin/planos").await.text();
    assert!(!page.contains("/admin/assinatura/mudar/pro"), "{page}");
    assert!(page.contains("/admin/assinatura/mudar/business") && page.contains("Seu plano"), "{page}");
    let page = owner.get("/admin/assinatura/mudar/pro?periodo=month&moeda=usd").await.text();
    assert!(page.contains(warns), "{page}");
    let page = owner.get("/admin/assinatura/mudar/business?periodo=month&moeda=usd").await.text();
    assert!(page.contains("Ir para o pagamento") && !page.contains(warns), "{page}");
    give("business").await;
    let page = owner.get("/admin/planos").await.text();
    assert!(!page.contains("/admin/assinatura/mudar/"), "{page}");
    assert!(page.contains("Incluído no plano Business, que a empresa tem sem pagar."), "{page}");
}

#[tokio::test]
async fn a_plan_by_contract_is_asked_for_where_the_operator_says() {
    let free = || HubOptions { default_plan: Some(PlanCode::Free), ..HubOptions::default() };
    let mail = r#"href="mailto:vendas@orion.example?subject=Plano%20Enterprise%20do%20Orion""#;
    for (contact, link) in [
        ("vendas@orion.example", mail),
        ("https://orion.example/vendas", r#"href="https://orion.example/vendas""#),
    ] {
        let app = upon(HubOptions { sales_contact: contact.parse().ok(), ..free() }).await;
        let page = app.owner().await.get("/admin/planos").await.body;
        assert!(page.contains(link) && page.contains("Pedir uma proposta"), "{page}");
        assert!(!page.contains("Fale com quem administra"), "{page}");
        let page = app.viewer().await.get("/admin/planos").await.body;
        assert!(!page.contains("Pedir uma proposta"), "who decides on the plan asks: {page}");
    }
    let app = upon(free()).await;
    let page = app.owner().await.get("/admin/planos").await.body;
    assert!(!page.contains("mailto:") && !page.contains("Pedir uma proposta"), "{page}");
}
