//! What owners are told by e-mail of what begins, what is to end, and who owns the company.

use super::{GOOD_CARD, LATER_DECLINED, World, conflict};
use chrono::{DateTime, Utc};
use domain::{BillingInterval, PlanCode, PlanCurrency, Role};
use hub::{
    billing::{self, CameBack},
    mail::Mail,
    second_factor::Proofs,
    sessions::Client,
};
use sandbox::StripeOptions;
use testkit::{PASSWORD, SignedIn, member};

impl World {
    /// E-mails to somebody of whose subjects this is part.
    async fn told(&self, who: &SignedIn, subject: &str) -> Vec<Mail> {
        let mails = self.mails().await.into_iter();
        mails.filter(|mail| mail.to == who.email && mail.subject.contains(subject)).collect()
    }

    /// How often each state is that of e-mails of a kind.
    async fn states(&self, kind: &str) -> Vec<String> {
        self.texts(&format!("select state from billing_mails where kind = '{kind}' order by created_at"))
            .await
    }

    /// Has the e-mails of a kind wait again, as if the server had not taken them.
    async fn wait_again(&self, kind: &str) {
        let failed = format!(
            "update billing_mails set state = 'failed', ended_at = now() where kind = '{kind}' and state <> 'waiting'"
        );
        self.execute(&failed).await;
        hub::outbox::again(&self.hub).await.unwrap();
    }
}

/// The text, which says the same as the HTML.
fn text(mail: &Mail) -> String {
    let (text, html) = (mail.text.replace('\u{a0}', " "), mail.html.as_ref().unwrap().replace('\u{a0}', " "));
    let said = text.split("\n\n").filter(|part| !part.starts_with("--") && !part.contains("http"));
    for part in said {
        assert!(html.contains(&part.replace('"', "&quot;")), "{part} is not in {html}");
    }
    text
}

fn day(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::America::Sao_Paulo).format("%d/%m/%Y").to_string()
}

#[tokio::test]
async fn a_subscription_that_began_is_told_of_once_with_its_price_and_when_it_is_paid() {
    let world = World::new().await;
    let session = world.pay(PlanCode::Pro, GOOD_CARD).await;
    for _ in 0..2 {
        assert_eq!(billing::come_back(&world.billing(), &session).await.unwrap(), CameBack::Subscribed);
    }
    let news = world.news();
    for event in news.iter().chain(&news) {
        world.deliver(event).await;
    }
    world.settle().await;
    let told = world.told(&world.owner, "A assinatura do plano Pro começou").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (said, until) = (text(&told[0]), world.subscription().await.trial_end.unwrap());
    for part in ["do plano Pro de Loja Azul começou", "US$ 49,00 por mês", &day(until), "/admin/assinatura"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains("teste grátis"), "{said}");

    // Paid for when the trial is over, which is no beginning.
    world.stripe.advance_days(15).await;
    world.deliver_all().await;
    world.mails().await;
    assert_eq!(world.states("subscription_started").await, ["sent"]);

    // In each language of whoever reads it.
    let mut subjects = vec![told[0].subject.clone()];
    for locale in ["en", "es", "fr"] {
        world.execute(&format!("update users set locale = '{locale}'")).await;
        world.wait_again("subscription_started").await;
        let mail = world.mails().await.pop().unwrap();
        assert!(text(&mail).contains("Loja Azul"), "{mail:?}");
        subjects.push(mail.subject);
    }
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 4, "{subjects:?}");
}

#[tokio::test]
async fn a_subscription_without_a_trial_says_when_it_is_paid_next() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    world.deliver_all().await;
    billing::cancel(&world.billing()).await.unwrap();
    world.stripe.advance_days(20).await;
    world.deliver_all().await;
    world.pay(PlanCode::Business, GOOD_CARD).await;
    world.deliver_all().await;
    let told = world.told(&world.owner, "A assinatura do plano Business começou").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (said, next) = (text(&told[0]), world.subscription().await.period_end.unwrap());
    assert!(said.contains("US$ 299,00 por mês") && !said.contains("teste"), "{said}");
    assert!(said.contains(&format!("A próxima cobrança é em {}", day(next))), "{said}");
}

#[tokio::test]
async fn the_end_that_was_asked_for_says_until_when_all_stays_and_how_it_is_taken_back() {
    let world = World::paying(PlanCode::Pro).await;
    let shops = format!(
        "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id, connected_at)
         select '{}', gen_random_uuid(), 'woocommerce', 'Loja ' || n, 'key_pair', '{{}}', 'connected', 'loja' || n,
             now() + n * interval '1 second'
         from generate_series(1, 5) as n",
        world.org()
    );
    world.execute(&shops).await;
    let cx = world.billing();
    let ends = billing::cancel(&cx).await.unwrap().unwrap();
    billing::cancel(&cx).await.unwrap();
    world.deliver_all().await;
    let told = world.told(&world.owner, "A assinatura de Loja Azul termina em").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.ends_with(&day(ends)), "{told:?}");
    let said = text(&told[0]);
    for part in [
        "do plano Pro de Loja Azul",
        &format!("até {}, e até lá tudo continua", day(ends)),
        "passa ao plano Free",
        "Conexões: 3",
        "Ficam paradas: Loja 4, Loja 5.",
        "US$ 49,00 por mês",
        "“Manter a assinatura”",
        "/admin/assinatura",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("última fatura"), "nothing goes beyond the plan: {said}");

    // What is taken back before it was told is not told; asked for once more it is.
    billing::keep_on(&cx).await.unwrap();
    world.wait_again("end_asked").await;
    world.mails().await;
    assert_eq!(world.states("end_asked").await, ["dropped"]);
    // At Stripe's own page this time.
    let id = world.texts("select id from billing_subscriptions").await.remove(0);
    world.at_stripe(&format!("/v1/subscriptions/{id}"), &format!("cancel_at={}", ends.timestamp())).await;
    world.deliver_all().await;
    assert_eq!(world.told(&world.owner, "A assinatura de Loja Azul termina em").await.len(), 2);
    assert_eq!(world.states("end_asked").await, ["dropped", "sent"]);
}

#[tokio::test]
async fn a_change_is_told_once_with_what_holds_since_when_and_for_how_much() {
    let world = World::paying(PlanCode::Pro).await;
    let change = world.look(PlanCode::Business).await;
    for _ in 0..2 {
        world.change(PlanCode::Business, &change).await.unwrap();
        world.deliver_all().await;
    }
    billing::deliver_mails(&world.hub).await.unwrap();
    let rests = "select count(*) from billing_mails where kind = 'subscription_changed' and state = 'waiting' and attempts = 0
                     and due_at between now() + interval '1 minute' and now() + interval '2 minutes'";
    assert_eq!(world.count(rests).await, 1, "it rests");
    let told = world.told(&world.owner, "A assinatura de Loja Azul mudou").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (said, next) = (text(&told[0]), world.subscription().await.period_end.unwrap());
    for part in [
        "US$ 299,00 por mês",
        &format!("vale desde {} o plano Business", day(Utc::now())),
        &format!("A próxima cobrança é em {}", day(next)),
        "/admin/assinatura",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Told late, when what was paid next then lies ahead no more.
    world
        .execute(
            "update billing_mails set data = jsonb_set(data, '{until}', to_jsonb(now())) where kind = 'subscription_changed'",
        )
        .await;
    world.wait_again("subscription_changed").await;
    let told = world.told(&world.owner, "A assinatura de Loja Azul mudou").await;
    assert_eq!(told.len(), 2, "{told:?}");
    let said = text(&told[1]);
    assert!(said.contains("o plano Business") && !said.contains("A próxima cobrança"), "{said}");

    // By the year, and before that is told, by the month again once the year is over.
    let cx = world.billing();
    let year = billing::change(&cx, PlanCode::Business, BillingInterval::Year, PlanCurrency::Usd, None);
    year.await.unwrap();
    let month = world.look(PlanCode::Business).await;
    world.change(PlanCode::Business, &month).await.unwrap();
    let told = world.told(&world.owner, "A assinatura de Loja Azul mudou").await;
    assert_eq!(told.len(), 3, "{told:?}");
    let (said, at) = (text(&told[2]), world.subscription().await.next.unwrap().at);
    for part in [
        "US$ 2.990,00 por ano",
        &format!("Desde {}, o plano Business de Loja Azul é pago por ano", day(Utc::now())),
        &format!("A partir de {}, o plano Business de Loja Azul é pago por mês", day(at)),
        "US$ 299,00 por mês",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }

    // In each language of whoever reads it; the first ones are not true any more.
    let mut subjects = vec![told[2].subject.clone()];
    for (locale, year, month) in [
        ("en", "is paid by the year", "is paid by the month"),
        ("es", "se paga por año", "se paga por mes"),
        ("fr", "est payée à l’année", "est payée au mois"),
    ] {
        world.execute(&format!("update users set locale = '{locale}'")).await;
        world.wait_again("subscription_changed").await;
        let mail = world.mails().await.pop().unwrap();
        let said = text(&mail);
        assert!(said.contains(year) && said.contains(month), "{said}");
        subjects.push(mail.subject);
        assert_eq!(world.states("subscription_changed").await, ["dropped", "dropped", "sent"]);
    }
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 4, "{subjects:?}");
}

#[tokio::test]
async fn a_change_to_come_is_told_when_it_is_asked_for_or_taken_back_and_not_as_it_comes() {
    let world = World::paying(PlanCode::Business).await;
    let less = world.look(PlanCode::Pro).await;
    world.change(PlanCode::Pro, &less).await.unwrap();
    let at = day(world.subscription().await.next.unwrap().at);
    let told = world.told(&world.owner, "A assinatura de Loja Azul muda em").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.ends_with(&at), "{told:?}");
    let said = text(&told[0]);
    for part in ["Até lá vale o plano Business", "US$ 49,00 por mês", &format!("passa ao plano Pro em {at}")]
    {
        assert!(said.contains(part), "{part}: {said}");
    }

    // What waited is taken away for the while in which the card is tried: where that changes nothing, nothing is told.
    world.stripe.fail_next_payment(&world.customer().await, "insufficient_funds");
    let cx = world.billing();
    let year = billing::change(&cx, PlanCode::Business, BillingInterval::Year, PlanCurrency::Usd, None);
    assert_eq!(conflict(year.await), "card_declined");
    world.deliver_all().await;
    world.mails().await;
    assert_eq!(world.states("subscription_changed").await, ["sent", "dropped"]);

    billing::take_back(&cx).await.unwrap();
    let told = world.told(&world.owner, "A assinatura de Loja Azul fica como está").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let said = text(&told[0]);
    assert!(said.contains("o plano Business continua") && said.contains("US$ 299,00 por mês"), "{said}");

    world.change(PlanCode::Pro, &less).await.unwrap();
    world.mails().await;
    world.stripe.advance_days(32).await;
    world.deliver_all().await;
    world.mails().await;
    assert_eq!(world.plan().await, PlanCode::Pro);
    assert_eq!(world.states("subscription_changed").await, ["sent", "dropped", "sent", "sent"]);
}

#[tokio::test]
async fn a_change_and_the_one_that_follows_are_told_together_while_the_first_rests() {
    let world = World::paying(PlanCode::Pro).await;
    let more = world.look(PlanCode::Business).await;
    world.change(PlanCode::Business, &more).await.unwrap();
    let less = world.look(PlanCode::Pro).await;
    world.change(PlanCode::Pro, &less).await.unwrap();
    let told = world.told(&world.owner, "A assinatura de Loja Azul mudou").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (said, at) = (text(&told[0]), day(world.subscription().await.next.unwrap().at));
    for part in [
        "US$ 299,00 por mês",
        &format!("vale desde {} o plano Business", day(Utc::now())),
        &format!("passa ao plano Pro em {at}"),
        "US$ 49,00 por mês",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("A próxima cobrança"), "{said}");
    assert_eq!(world.states("subscription_changed").await, ["dropped", "sent"]);
}

#[tokio::test]
async fn who_was_told_of_a_change_is_told_that_it_was_taken_back() {
    let world = World::paying(PlanCode::Business).await;
    let other = member(&world.hub, Role::Owner).await;
    let less = world.look(PlanCode::Pro).await;
    world.change(PlanCode::Pro, &less).await.unwrap();
    // One of the two was told already.
    let sent = format!(
        "update billing_mails set state = 'sent', attempts = 1, ended_at = now()
         where kind = 'subscription_changed' and user_id = '{}'",
        world.owner.principal.member().user
    );
    world.execute(&sent).await;
    billing::take_back(&world.billing()).await.unwrap();
    for owner in [&world.owner, &other] {
        let told = world.told(owner, "A assinatura de Loja Azul fica como está").await;
        assert_eq!(told.len(), 1, "{told:?}");
    }
}

#[tokio::test]
async fn an_end_that_is_taken_back_is_told_with_what_goes_on() {
    let world = World::paying(PlanCode::Pro).await;
    let cx = world.billing();
    billing::cancel(&cx).await.unwrap();
    world.mails().await;
    assert!(world.states("subscription_changed").await.is_empty(), "the end has an e-mail of its own");
    billing::keep_on(&cx).await.unwrap();
    world.deliver_all().await;
    let told = world.told(&world.owner, "A assinatura de Loja Azul continua").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let (said, next) = (text(&told[0]), world.subscription().await.period_end.unwrap());
    for part in ["o plano Pro continua", "US$ 49,00 por mês", &day(next)] {
        assert!(said.contains(part), "{part}: {said}");
    }

    // Together with another plan it is one change.
    billing::cancel(&cx).await.unwrap();
    let more = world.look(PlanCode::Business).await;
    world.change(PlanCode::Business, &more).await.unwrap();
    let told = world.told(&world.owner, "A assinatura de Loja Azul mudou").await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(text(&told[0]).contains("O fim que tinha sido pedido é desfeito"), "{told:?}");
    assert_eq!(world.states("subscription_changed").await, ["sent", "sent"]);
}

#[tokio::test]
async fn an_end_that_is_taken_back_is_told_with_the_change_that_rested_since_before_it() {
    let world = World::paying(PlanCode::Pro).await;
    let cx = world.billing();
    let more = world.look(PlanCode::Business).await;
    world.change(PlanCode::Business, &more).await.unwrap();
    billing::cancel(&cx).await.unwrap();
    billing::keep_on(&cx).await.unwrap();
    let told = world.told(&world.owner, "A assinatura de Loja Azul mudou").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let said = text(&told[0]);
    for part in ["o plano Business", "O fim que tinha sido pedido é desfeito"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(world.states("subscription_changed").await, ["dropped", "dropped", "sent"]);
}

#[tokio::test]
async fn the_end_of_what_is_not_paid_says_until_when_the_plan_is_waited_for() {
    let world = World::with(StripeOptions { retry_days: vec![20, 20, 20], ..StripeOptions::default() }).await;
    world.pay(PlanCode::Pro, LATER_DECLINED).await;
    world.stripe.advance_days(15).await;
    world.deliver_all().await;
    let ends = billing::cancel(&world.billing()).await.unwrap().unwrap();
    world.deliver_all().await;
    let subscription = world.subscription().await;
    let waits = subscription.grace_until.unwrap();
    assert!(waits < ends, "{subscription:?}");
    assert_eq!(subscription.waits_until(Utc::now()), Some(waits));
    assert_eq!(subscription.waits_until(waits), None);
    let told = world.told(&world.owner, "Foi pedido o fim da assinatura de Loja Azul").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let said = text(&told[0]);
    assert!(said.contains(&format!("sem ele, o plano vale até {}.", day(waits))), "{said}");
    assert!(!said.contains(&day(ends)) && !said.contains("tudo continua"), "{said}");
}

#[tokio::test]
async fn both_are_told_that_the_company_was_handed_over() {
    let world = World::paying(PlanCode::Pro).await;
    let cx = world.billing();
    let year = billing::change(&cx, PlanCode::Pro, BillingInterval::Year, PlanCurrency::Usd, None);
    year.await.unwrap();
    let heir = member(&world.hub, Role::Admin).await;
    world.execute(&format!("update users set name = 'Bia Herdeira' where email = '{}'", heir.email)).await;
    let (to, proofs) = (heir.principal.member().user, Proofs { password: PASSWORD, code: "" });
    let session = world.owner.token.hash();
    world.hub.hand_over(&world.owner.principal, to, proofs, &Client::default(), &session).await.unwrap();
    let (today, next) = (day(Utc::now()), world.subscription().await.period_end.unwrap());

    let told = world.told(&heir, "A propriedade de Loja Azul passou para você").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let said = text(&told[0]);
    let payment = "endereço das faturas continuam os de antes, de Ana Exemplo";
    for part in
        ["Ana Exemplo", &today, "plano Pro", "US$ 490,00 por ano", &day(next), payment, "/admin/equipe"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let told = world.told(&world.owner, "Você passou a propriedade de Loja Azul").await;
    assert_eq!(told.len(), 1, "{told:?}");
    let said = text(&told[0]);
    let payment = "continuam os seus até Bia Herdeira trocá-los";
    for part in ["Bia Herdeira", &today, "Administrador", payment, "/admin/equipe", "Se não foi você"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Also who has left since, or was removed.
    world.hub.leave(&world.owner.principal).await.unwrap();
    for kind in ["ownership_received", "ownership_given"] {
        world.wait_again(kind).await;
        world.mails().await;
        assert_eq!(world.states(kind).await, ["sent"]);
    }
}

#[tokio::test]
async fn the_history_tells_of_a_subscription_when_it_came_to_be_and_by_whom() {
    let world = World::new().await;
    world.pay(PlanCode::Pro, GOOD_CARD).await;
    let billing = "select action from audit_log where action like 'billing.%' order by at, id";
    assert_eq!(world.texts(billing).await, ["billing.checkout_started"], "nobody knows yet");
    world.deliver_all().await;
    world.deliver_all().await;
    assert_eq!(world.texts(billing).await, ["billing.checkout_started", "billing.subscribed"]);
    let told =
        "select actor_id::text || ' ' || actor_name || ' ' || (data->>'plan') || ' ' || (data->>'price')
                from audit_log where action = 'billing.subscribed'";
    let who = world.owner.principal.member();
    let expected = format!("{} {} pro 49.00 USD", who.user, who.user_name);
    assert_eq!(world.texts(told).await, [expected]);
}
