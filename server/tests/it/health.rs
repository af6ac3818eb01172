//! How well things go, as pages and monitoring tell it.

use crate::harness::{app, app_upon, app_with, shop_with_a_failed_order};
use axum::{body::Body, extract::ConnectInfo, http::Request};
use chrono::Utc;
use domain::{
    CallClass, ConnectionId, Operation, OrgId,
    view::{day::hour_of, health::CallFigures},
};
use hub::billing::BillingConfig;
use serde_json::{Value, json};
use sqlx::Row;
use std::{net::SocketAddr, time::Duration};
use store::call_stats::{self, Counted};
use testkit::{HubOptions, TestApp};
use uuid::Uuid;

/// A connection, and calls of it in this hour: 20 ms each, of which some were not answered in time.
async fn called(app: &TestApp, good: u64, late: u64) -> Uuid {
    let connection = shop_with_a_failed_order(app, "connected", None).await;
    let mut sql = app.database().connect_as("orion_system").await;
    let org: Uuid = sqlx::query("select org_id from connections").fetch_one(&mut sql).await.unwrap().get(0);
    let mut figures = CallFigures::default();
    (0..good).for_each(|_| figures.note(Duration::from_millis(20), None));
    (0..late).for_each(|_| figures.note(Duration::from_secs(30), Some(CallClass::Timeout)));
    let (org, id) = (OrgId(org), ConnectionId(connection));
    let counted =
        Counted { org, connection: id, operation: Operation::OrdersPage, hour: hour_of(Utc::now()), figures };
    call_stats::add(app.database().db(), &[counted]).await.unwrap();
    connection
}

async fn beat(app: &TestApp) {
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query(
        "insert into heartbeats (part, minute)
         select p.part, date_trunc('minute', now()) - make_interval(mins => m)
         from generate_series(0, 10) m, (values ('web'), ('worker')) as p (part) where (p.part, m) <> ('web', 5)",
    )
    .execute(&mut sql)
    .await
    .unwrap();
}

async fn ask(app: &TestApp, peer: [u8; 4], bearer: Option<&str>) -> (u16, Value) {
    let mut request = Request::get("/health");
    if let Some(token) = bearer {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::from((peer, 5555))));
    let answer = app.anonymous().send(request).await;
    (answer.status.as_u16(), serde_json::from_str(&answer.body).unwrap())
}

const ELSEWHERE: [u8; 4] = [203, 0, 113, 9];
const HERE: [u8; 4] = [127, 0, 0, 1];

#[tokio::test]
async fn monitoring_needs_the_token_or_this_machine() {
    let app = app_with(|config| config.metrics_token = Some("a long enough token".to_owned().into())).await;
    beat(&app).await;
    assert_eq!(ask(&app, ELSEWHERE, Some("a long enough token")).await.0, 200);
    assert_eq!(ask(&app, ELSEWHERE, Some("another")).await, (401, json!({ "code": "unauthenticated" })));
    assert_eq!(ask(&app, ELSEWHERE, None).await.0, 401);
    assert_eq!(ask(&app, HERE, None).await.0, 200);
}

#[tokio::test]
async fn without_a_token_monitoring_is_for_this_machine_alone() {
    let app = app().await;
    beat(&app).await;
    assert_eq!(ask(&app, ELSEWHERE, Some("")).await.0, 401);
    assert_eq!(ask(&app, HERE, None).await.0, 200);
}

#[tokio::test]
async fn monitoring_is_told_of_every_connection() {
    let app = app().await;
    app.owner().await;
    let connection = called(&app, 99, 1).await;
    let (status, down) = ask(&app, HERE, None).await;
    assert_eq!((status, &down["status"], &down["worker"]), (503, &json!("down"), &json!(false)));
    beat(&app).await;
    let (status, told) = ask(&app, HERE, None).await;
    assert_eq!((status, &told["status"]), (200, &json!("ok")));
    let one = &told["integrations"][0];
    assert_eq!(
        (&one["id"], &one["platform"], &one["name"], &one["status"]),
        (&json!(connection), &json!("woocommerce"), &json!("Loja Centro"), &json!("connected"))
    );
    let day = &one["last_24_hours"];
    assert_eq!((&day["calls"], &day["success_rate"]), (&json!(100), &json!(0.99)));
    assert_eq!((&day["errors"]["timeout"], &day["errors"]["auth"]), (&json!(1), &json!(0)));
    assert!(day["p95_ms"].as_u64().unwrap() < 30 && day["p99_ms"].as_u64().unwrap() < 30, "{day}");

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update connections set status = 'needs_reauth'").execute(&mut sql).await.unwrap();
    let (status, told) = ask(&app, HERE, None).await;
    assert_eq!((status, &told["status"]), (200, &json!("attention")));
}

#[tokio::test]
async fn a_connections_page_shows_its_calls() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = called(&app, 3, 1).await;
    let path = format!("/admin/integracoes/{connection}");
    let few = owner.get(&path).await.body;
    assert!(few.contains("Poucas para avaliar") && few.contains("Listar pedidos"), "{few}");
    assert!(few.contains("Sem resposta a tempo") && few.contains("1 erro"), "{few}");
    assert!(!few.contains("75,0"), "a share of four calls");

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update call_stats set hour = hour - interval '1 day'").execute(&mut sql).await.unwrap();
    let none = owner.get(&path).await.body;
    assert!(none.contains("Nenhuma chamada nas últimas 24 horas."), "{none}");

    sqlx::query(
        "update call_stats set hour = hour + interval '1 day', counts = add_counts(counts, array[46])",
    )
    .execute(&mut sql)
    .await
    .unwrap();
    let many = owner.get(&path).await.body;
    assert!(many.contains("98,0%") && !many.contains("Poucas para avaliar"), "{many}");
}

#[tokio::test]
async fn targets_are_shown_with_data_only_and_told_when_missed() {
    let app = app().await;
    let owner = app.owner().await;
    let empty = owner.get("/admin/saude").await.body;
    assert_eq!(empty.matches("Ainda sem dados").count(), 4, "{empty}");
    assert!(!empty.contains("abaixo da meta"), "{empty}");
    assert!(empty.contains("Meta: 99,9%") && empty.contains("Meta: 98%"), "{empty}");

    called(&app, 40, 0).await;
    beat(&app).await;
    let page = owner.get("/admin/saude").await.body;
    assert!(page.contains("Cedo para avaliar") && page.contains("8 de 9 minutos"), "{page}");
    assert!(!page.contains("abaixo da meta") && !page.contains("88,8%"), "{page}");
    assert!(page.contains("Loja Centro") && page.contains("100,0%"), "{page}");
    assert_eq!(page.matches("Ainda sem dados").count(), 3, "{page}");

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query(
        "insert into heartbeats (part, minute)
         select p.part, date_trunc('minute', now()) - make_interval(mins => m)
         from generate_series(20, 2010) m, (values ('web'), ('worker')) as p (part)",
    )
    .execute(&mut sql)
    .await
    .unwrap();
    // Of two days ten minutes are missing.
    let page = owner.get("/admin/saude").await.body;
    assert!(page.contains("A disponibilidade está abaixo da meta"), "{page}");
    assert!(page.contains("99,5%") && page.contains("de 2.009 minutos"), "{page}");
}

#[tokio::test]
async fn what_will_expire_says_what_to_do_and_to_whom() {
    let app = app().await;
    let (owner, viewer) = (app.owner().await, app.viewer().await);
    let nothing = owner.get("/admin/vencimentos").await.body;
    assert!(nothing.contains("href=\"/admin/integracoes\""), "the way to the first connection: {nothing}");
    let connection = shop_with_a_failed_order(&app, "needs_reauth", Some("auth")).await;
    let page = owner.get("/admin/vencimentos").await.body;
    let press = format!("/admin/integracoes/{connection}/credenciais");
    assert!(page.contains("Acesso recusado pela plataforma") && page.contains(&press), "{page}");
    assert!(page.contains("Versão da API: wc/v3") && page.contains("Sem data anunciada"), "{page}");
    let page = viewer.get("/admin/vencimentos").await.body;
    assert!(page.contains("Acesso recusado pela plataforma") && !page.contains(&press), "{page}");

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update connections set status = 'connected', problem = null")
        .execute(&mut sql)
        .await
        .unwrap();
    let page = owner.get("/admin/vencimentos").await.body;
    assert!(
        page.contains("Nada depende de você nos próximos 30 dias.") && !page.contains("Mais adiante"),
        "{page}"
    );
    sqlx::query(
        "insert into connection_tokens (org_id, connection_id, tokens, consent_ends_at)
         select org_id, id, '{}', now() + interval '200 days' from connections",
    )
    .execute(&mut sql)
    .await
    .unwrap();
    let page = owner.get("/admin/vencimentos").await.body;
    assert!(page.contains("Nada depende de você nos próximos 30 dias."), "what is far away waits: {page}");
    assert!(page.contains("Mais adiante") && page.contains("Em 199 dias"), "{page}");
}

#[tokio::test]
async fn monitoring_is_told_of_what_nobody_sends_or_works_on_and_it_can_be_tried_again() {
    let app = app().await;
    app.owner().await;
    beat(&app).await;
    let queues = async || {
        let told = ask(&app, HERE, None).await.1;
        let of = told["queues"].as_array().unwrap().iter().map(|queue| {
            let count = |name: &str| queue[name].as_i64().unwrap();
            (queue["queue"].to_string(), count("waiting"), count("late"), count("failed_last_24_hours"))
        });
        (told["status"].clone(), of.collect::<Vec<_>>())
    };
    let (status, none) = queues().await;
    let names = ["\"account_mails\"", "\"billing_mails\"", "\"stripe_events\""];
    assert_eq!(none, names.map(|name| (name.to_owned(), 0, 0, 0)));
    assert_eq!(status, json!("ok"));

    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::raw_sql(
        "insert into account_mails (id, kind, notice, user_id, state, attempts, problem, created_at, due_at, ended_at)
         select gen_random_uuid(), n.kind, n.notice, u.id, n.state, n.attempts, n.problem, now() - n.age, now() - n.due,
                case n.state when 'failed' then now() end
         from (select id from users limit 1) u, (values
             ('password_was_reset', null, 'failed', 6, 'no such mailbox', interval '9 hours', interval '0'),
             -- Two things that happened, and neither was told.
             ('notice', 'passkey_added', 'failed', 6, 'no such mailbox', interval '9 hours', interval '0'),
             ('notice', 'passkey_added', 'failed', 6, 'no such mailbox', interval '8 hours', interval '0'),
             -- Nobody waits for this link any more.
             ('password_reset', null, 'failed', 6, 'no such mailbox', interval '9 hours', interval '0'),
             ('password_reset', null, 'waiting', 0, null, interval '1 minute', interval '1 minute'))
             as n (kind, notice, state, attempts, problem, age, due);
         insert into stripe_events (id, kind, created_at, state, attempts, problem, ended_at)
         values ('evt_1', 'invoice.paid', now(), 'failed', 30, 'Stripe did not answer', now()),
                ('evt_2', 'invoice.paid', now(), 'done', 1, null, now())",
    )
    .execute(&mut sql)
    .await
    .unwrap();
    let (status, now) = queues().await;
    let counts: Vec<_> = now.into_iter().map(|(_, waiting, late, failed)| (waiting, late, failed)).collect();
    assert_eq!(counts, [(1, 0, 4), (0, 0, 0), (0, 0, 1)]);
    assert_eq!(status, json!("ok"), "what was given up is told, and wakes nobody");
    let stuck = hub::outbox::stuck(app.hub()).await.unwrap();
    assert_eq!(stuck.len(), 5, "{stuck:?}");
    assert!(stuck.iter().any(|row| row.id == "evt_1" && row.is_given_up && row.attempts == 30));

    // The link that was asked for nine hours ago is left alone.
    assert_eq!(hub::outbox::again(app.hub()).await.unwrap(), 4);
    sqlx::raw_sql("update account_mails set due_at = now() - interval '11 minutes' where state = 'waiting'")
        .execute(&mut sql)
        .await
        .unwrap();
    let (status, now) = queues().await;
    let counts: Vec<_> = now.into_iter().map(|(_, waiting, late, failed)| (waiting, late, failed)).collect();
    assert_eq!(counts, [(4, 4, 1), (0, 0, 0), (1, 0, 0)]);
    assert_eq!(status, json!("attention"), "nobody sends");
}

#[tokio::test]
async fn events_of_stripe_are_late_only_where_payments_are_set_up() {
    let billing = BillingConfig {
        secret_key: "sk_test_1".into(),
        webhook_secrets: vec!["whsec_test".into()],
        // Nobody listens there.
        base_url: Some("http://127.0.0.1:9/".parse().unwrap()),
    };
    for (billing, late) in [(Some(billing), 1), (None, 0)] {
        let app = app_upon(HubOptions { billing, ..HubOptions::default() }).await;
        let mut sql = app.database().connect_as("orion_system").await;
        sqlx::raw_sql(
            "insert into stripe_events (id, kind, created_at, state, due_at)
             values ('evt_1', 'invoice.paid', now(), 'waiting', now() - interval '11 minutes')",
        )
        .execute(&mut sql)
        .await
        .unwrap();
        let report = hub::health::report(app.hub(), Utc::now()).await.unwrap();
        let of = report.queues.iter().find(|of| of.queue == "stripe_events").unwrap();
        assert_eq!((of.waiting, of.late, report.has_problem()), (1, late, late > 0));
    }
}

#[tokio::test]
async fn a_shop_that_does_not_answer_needs_a_look_until_it_does() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "connected", Some("network")).await;
    let mut sql = app.database().connect_as("orion_system").await;
    for statement in [
        "insert into sync_runs (org_id, id, connection_id, kind, state, problem)
         select org_id, gen_random_uuid(), id, 'incremental', 'waiting', 'network' from connections",
        "update connections set last_sync_at = now(), last_success_at = now() - interval '2 hours'",
    ] {
        sqlx::query(statement).execute(&mut sql).await.unwrap();
    }
    let card = async || {
        let page = owner.get("/admin/integracoes").await.body.replace("<!>", "");
        let (_, card) = page.split_once(&format!("href=\"/admin/integracoes/{connection}\"")).unwrap();
        card.split_once("</article>").unwrap().0.to_owned()
    };
    let waits = card().await;
    assert!(waits.contains("Atenção") && !waits.contains("Sincronizando"), "{waits}");
    assert!(!waits.contains("sincronização: agora") && !waits.contains("<progress"), "{waits}");
    sqlx::query("update sync_runs set state = 'running', problem = null, read = 50")
        .execute(&mut sql)
        .await
        .unwrap();
    let moves = card().await;
    assert!(moves.contains("<progress") && moves.contains("Atenção"), "it is not through yet: {moves}");
    sqlx::query("update connections set problem = null").execute(&mut sql).await.unwrap();
    let goes_on = card().await;
    assert!(goes_on.contains("Sincronizando") && goes_on.contains("sincronização: agora"), "{goes_on}");
}
