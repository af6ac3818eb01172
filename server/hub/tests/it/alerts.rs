//! What is told by itself, to whom, and that it is told once.

use crate::world::World;
use chrono::{TimeDelta, Utc};
use connector_kit::standard_webhooks;
use domain::{
    AlertKind, AlertLevel, Fault, Limits, PlanCode, Role,
    view::{alerts::AlertView, overview::OverviewSpan},
};
use hub::{
    HubError, alerts,
    alerts::HookForm,
    health,
    mail::{Mail, Mailer},
    overview,
    permit::{ManageOrganisation, RunSync, View},
    plans::{self, Assigned},
    syncs::What,
    usage,
};
use sandbox::{FaultRule, NewOrder, Platform, ShopOptions};
use std::fmt::Debug;
use testkit::{HubOptions, Receiver, SignedIn, member, stranger};

/// A world, and what it writes.
struct Watched {
    world: World,
    mailer: Mailer,
}

impl Watched {
    async fn with(platform: Platform, orders: u32) -> Self {
        let mailer = Mailer::memory("Orion <orion@orion.example>").unwrap();
        let shop = ShopOptions::new(platform, "loja").orders(orders);
        let options = HubOptions { mailer: Some(mailer.clone()), ..HubOptions::default() };
        Self { world: World::upon(shop, options).await, mailer }
    }

    async fn look(&self) {
        let (hub, now) = (&self.world.hub, Utc::now());
        let ground = alerts::Ground::find(hub, now).await.unwrap();
        alerts::look_at(hub, self.world.owner.org(), ground, now).await.unwrap();
    }

    /// Looks and sends; what was written since.
    async fn told(&self) -> Vec<Mail> {
        let before = self.mailer.sent().len();
        self.look().await;
        alerts::deliver(&self.world.hub).await.unwrap();
        self.mailer.sent().split_off(before)
    }

    /// Six minutes pass.
    async fn wait(&self) {
        self.world.sql("update alerts set seen_at = seen_at - interval '6 minutes'").await;
    }

    async fn open(&self) -> Vec<AlertView> {
        alerts::page(&self.world.owner.cx::<View>(), None, 10).await.unwrap().open
    }

    async fn kinds(&self) -> Vec<AlertKind> {
        self.open().await.iter().map(|view| view.alert.trouble.kind()).collect()
    }

    async fn dead_letter(&self) {
        self.world
            .sql(
                "insert into jobs (org_id, id, kind, priority, rank, queue, state, finished_at)
                  select id, gen_random_uuid(), 'register_webhooks', 'normal', 0, '', 'failed', now() from organisations",
            )
            .await;
    }
}

fn conflict<T: Debug>(done: Result<T, HubError>) -> String {
    match done {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_platform_that_is_down_is_told_once_and_told_to_be_back() {
    let watched = Watched::with(Platform::Woocommerce, 5).await;
    let world = &watched.world;
    world.shop.fault(FaultRule::always(sandbox::Fault::ServerError));
    world.start(What::Changes).await;
    world.until_it_waits().await;
    world.hurry().await;
    world.until_it_waits().await;
    health::flush(&world.hub).await.unwrap();
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.ends_with("não responde"), "{told:?}");
    assert!(!told[0].subject.contains("WooCommerce"), "each shop is a server of its own: {told:?}");
    assert_eq!(told[0].to, world.owner.email);
    assert!(told[0].text.contains("https://orion.example/admin/alertas"), "{}", told[0].text);
    let html = told[0].html.as_deref().unwrap();
    for shown in ["lang=\"pt-BR\"", "href=\"https://orion.example/admin/alertas\"", "não responde"] {
        assert!(html.contains(shown), "{html}");
    }
    assert!(watched.told().await.is_empty(), "it is told once");

    world.shop.clear_faults();
    world.hurry().await;
    testkit::work_until_idle(&world.owner, &world.hub).await;
    health::flush(&world.hub).await.unwrap();
    assert!(watched.told().await.is_empty(), "what comes and goes is one alert");
    watched.wait().await;
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.starts_with("[Orion] Resolvido: "), "{told:?}");
    assert!(watched.open().await.is_empty());
}

#[tokio::test]
async fn who_is_told_is_a_matter_of_the_role_and_of_what_they_chose() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let hub = &watched.world.hub;
    let operator = member(hub, Role::Operator).await;
    let viewer = member(hub, Role::Viewer).await;
    let admin = member(hub, Role::Admin).await;
    alerts::choose(&admin.cx::<View>(), AlertLevel::None.code(), (None, None), None).await.unwrap();
    watched.dead_letter().await;
    let got = |mails: &[Mail], who: &SignedIn| mails.iter().any(|mail| mail.to == who.email);
    let told = watched.told().await;
    assert!(got(&told, &watched.world.owner) && !got(&told, &admin), "{told:?}");
    assert!(!got(&told, &operator) && !got(&told, &viewer), "a warning is not theirs: {told:?}");

    watched.world.sql("update connections set status = 'needs_reauth', problem_since = now()").await;
    let told = watched.told().await;
    assert!(got(&told, &operator), "{told:?}");
    assert!(!got(&told, &viewer) && !got(&told, &admin), "{told:?}");
}

#[tokio::test]
async fn what_gets_worse_is_told_again_and_what_is_due_together_is_one_mail() {
    let watched = Watched::with(Platform::Mercadolivre, 1).await;
    watched.world.sql("update connection_tokens set consent_ends_at = now() + interval '20 days'").await;
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.contains("A autorização de"), "{told:?}");
    watched.world.sql("update connection_tokens set consent_ends_at = now() + interval '5 days'").await;
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.starts_with("[Orion] Piorou: "), "{told:?}");
    watched.world.sql("update connection_tokens set consent_ends_at = now() + interval '10 hours'").await;
    watched.dead_letter().await;
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.starts_with("[Orion] 2 alertas: "), "{told:?}");
    assert!(
        told[0].text.contains("Tarefas com erro") && told[0].text.contains("Piorou: "),
        "{}",
        told[0].text
    );
}

#[tokio::test]
async fn quiet_hours_hold_mails_back_and_what_is_over_meanwhile_is_never_told() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let zone = chrono_tz::America::Sao_Paulo;
    let clock = |minutes| (Utc::now() + TimeDelta::minutes(minutes)).with_timezone(&zone).time();
    let quiet = (Some(clock(-60)), Some(clock(60)));
    let owner = watched.world.owner.cx::<View>();
    assert_eq!(alerts::choose(&owner, "all", quiet, None).await.unwrap().before, None, "nothing was chosen");
    watched.dead_letter().await;
    assert!(watched.told().await.is_empty());
    watched.world.sql("update jobs set settled_at = now() where state = 'failed'").await;
    watched.wait().await;
    assert!(watched.told().await.is_empty());
    let before = alerts::choose(&owner, "all", (None, None), None).await.unwrap().before;
    assert!(before.is_some_and(|before| before.quiet.is_some()), "{before:?}");
    assert!(watched.told().await.is_empty(), "nobody needs to know any more");

    alerts::choose(&owner, "all", quiet, None).await.unwrap();
    watched.dead_letter().await;
    assert!(watched.told().await.is_empty());
    alerts::choose(&owner, "all", (None, None), None).await.unwrap();
    assert_eq!(watched.told().await.len(), 1, "it waited");
}

#[tokio::test]
async fn a_choice_that_is_given_up_leaves_what_the_role_is_told() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let owner = watched.world.owner.cx::<View>();
    alerts::choose(&owner, "none", (None, None), None).await.unwrap();
    let chosen = alerts::choose(&owner, "", (None, None), None).await.unwrap().before.unwrap();
    assert_eq!(chosen.level, AlertLevel::None);
    let usual = alerts::settings(&owner).await.unwrap().preference;
    assert_eq!((usual.level, usual.quiet), (AlertLevel::of_role(Role::Owner), None));
    let before = alerts::choose(&owner, "all", (None, None), None).await.unwrap().before;
    assert_eq!(before, None, "it is no choice of theirs");
}

#[tokio::test]
async fn a_muted_alert_and_a_kind_that_is_off_tell_nobody() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let world = &watched.world;
    let manage = world.owner.cx::<ManageOrganisation>();
    assert!(alerts::set_kind(&manage, AlertKind::DeadLetter, false).await.unwrap());
    assert!(!alerts::set_kind(&manage, AlertKind::DeadLetter, false).await.unwrap(), "it is off already");
    watched.dead_letter().await;
    assert!(watched.told().await.is_empty());
    assert_eq!(watched.kinds().await, [AlertKind::DeadLetter], "the page shows it all the same");
    alerts::set_kind(&manage, AlertKind::DeadLetter, true).await.unwrap();

    let run = world.owner.cx::<RunSync>();
    let id = watched.open().await[0].alert.id;
    assert!(alerts::mute(&run, id, Utc::now()).await.unwrap());
    assert!(!alerts::mute(&run, id, Utc::now()).await.unwrap(), "it is muted already");
    world
        .sql(
            "insert into jobs (org_id, id, kind, priority, rank, queue, state, finished_at)
              select id, gen_random_uuid(), 'register_webhooks', 'normal', 0, '', 'failed', now()
              from organisations, generate_series(1, 20)",
        )
        .await;
    assert!(watched.told().await.is_empty(), "it got worse, and is muted");
    assert!(alerts::unmute(&run, id).await.unwrap());
    assert!(!alerts::unmute(&run, id).await.unwrap(), "it is told already");
    world.sql("update jobs set settled_at = now() where state = 'failed'").await;
    watched.look().await;
    watched.wait().await;
    watched.look().await;
    assert_eq!(conflict(alerts::mute(&run, id, Utc::now()).await), "alert_over");
}

#[tokio::test]
async fn a_shop_that_stops_selling_is_told_by_its_own_rhythm() {
    let watched = Watched::with(Platform::Woocommerce, 3).await;
    watched.world.sync(What::Everything).await;
    watched
        .world
        .sql(
            "insert into completeness_hours (org_id, connection_id, hour, print, listed, imported, left_out, failed, gone, checked_at)
              select c.org_id, c.id, h, 0, 2, 2, 0, 0, 0, now() from connections c,
                  generate_series(date_trunc('hour', now() - interval '28 days'), now() - interval '9 hours', '1 hour') h
              on conflict do nothing",
        )
        .await;
    watched.world.sql("update webhook_events set received_at = now()").await;
    watched.world.sql("update orders set placed_at = now() - interval '9 hours'").await;
    watched.world.sql("update connections set last_success_at = now() - interval '8 hours 30 minutes'").await;
    assert!(watched.told().await.is_empty(), "up to when somebody looked the silence is short");
    watched.world.sql("update connections set last_success_at = now()").await;
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.ends_with("parou de vender"), "{told:?}");

    watched.world.sql("update connections set status = 'error', problem_since = now()").await;
    watched.wait().await;
    assert!(watched.told().await.is_empty(), "nobody looks: nobody knows");
    assert_eq!(watched.kinds().await, [AlertKind::SalesStopped]);
    watched.world.sql("update connections set status = 'connected', problem_since = null").await;
    watched.world.sql("update orders set placed_at = now()").await;
    watched.look().await;
    watched.wait().await;
    let told = watched.told().await;
    assert!(told.len() == 1 && told[0].subject.starts_with("[Orion] Resolvido: "), "{told:?}");
}

#[tokio::test]
async fn what_somebody_pauses_is_dropped_without_a_word() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    watched.world.sql("update connections set status = 'error', problem = 'rejected', problem_since = now() - interval '20 minutes'").await;
    let told = watched.told().await;
    assert!(told.len() == 1 && told[0].subject.ends_with("não sincroniza"), "{told:?}");
    watched.world.sql("update connections set status = 'paused'").await;
    assert!(watched.told().await.is_empty());
    watched.wait().await;
    assert!(watched.told().await.is_empty());
    assert!(watched.open().await.is_empty());
}

#[tokio::test]
async fn an_order_that_cannot_be_taken_is_a_gap_after_hours() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    watched
        .world
        .sql(
            "insert into completeness_hours (org_id, connection_id, hour, print, listed, imported, left_out, failed, gone, checked_at)
              select org_id, id, date_trunc('hour', now() - interval '2 hours'), 0, 2, 1, 0, 1, 0, now() from connections",
        )
        .await;
    assert!(watched.told().await.is_empty(), "there is time yet");
    watched
        .world
        .sql("update completeness_hours set hour = hour - interval '6 hours' where failed > 0")
        .await;
    let told = watched.told().await;
    assert!(told.len() == 1 && told[0].subject.contains("Faltam pedidos"), "{told:?}");
    watched.world.sql("update completeness_hours set failed = 0, imported = 2").await;
    watched.wait().await;
    let told = watched.told().await;
    assert!(told.len() == 1 && told[0].subject.starts_with("[Orion] Resolvido: "), "{told:?}");
}

#[tokio::test]
async fn what_got_worse_while_it_was_muted_is_told_afterwards() {
    let watched = Watched::with(Platform::Mercadolivre, 1).await;
    watched.world.sql("update connection_tokens set consent_ends_at = now() + interval '5 days'").await;
    assert_eq!(watched.told().await.len(), 1);
    let (run, id) = (watched.world.owner.cx::<RunSync>(), watched.open().await[0].alert.id);
    alerts::mute(&run, id, Utc::now()).await.unwrap();
    watched.world.sql("update connection_tokens set consent_ends_at = now() + interval '5 hours'").await;
    assert!(watched.told().await.is_empty());
    alerts::unmute(&run, id).await.unwrap();
    let told = watched.told().await;
    assert!(told.len() == 1 && told[0].subject.starts_with("[Orion] Piorou: "), "{told:?}");
}

#[tokio::test]
async fn test_mails_go_to_who_asks_and_not_without_end() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let who = &watched.world.owner.principal;
    for _ in 0..5 {
        alerts::test_mail(who).await.unwrap();
    }
    let refused = alerts::test_mail(who).await;
    assert!(matches!(refused, Err(HubError::Fault(Fault::Throttled { .. }))), "{refused:?}");
    let sent = watched.mailer.sent();
    assert!(sent.len() == 5 && sent.iter().all(|mail| mail.to == watched.world.owner.email), "{sent:?}");
    let (text, html) = (&sent[0].text, sent[0].html.as_deref().unwrap());
    for told in [text, html] {
        assert!(
            told.contains("Este endereço recebe os alertas de") && told.contains("/admin/alertas"),
            "{told}"
        );
    }
    assert!(html.contains("<html lang=\"pt-BR\">"), "{html}");
}

#[tokio::test]
async fn sales_that_come_without_events_are_told() {
    let watched = Watched::with(Platform::Woocommerce, 8).await;
    watched.world.sync(What::Everything).await;
    watched.world.sql("delete from webhook_events").await;
    watched.world.sql("update orders set placed_at = now() - interval '30 minutes'").await;
    watched.world.sql("update connections set connected_at = now() - interval '1 day'").await;
    assert!(watched.told().await.is_empty(), "no event ever came: nothing has stopped");
    watched
        .world
        .sql(
            "insert into webhook_events (org_id, received_at, id, connection_id, topic, state, about, headers, body, due_at)
              select org_id, now() - interval '2 hours', gen_random_uuid(), id, 'order.updated', 'done', 'orders', '{}', '', now()
              from connections",
        )
        .await;
    let told = watched.told().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].subject.contains("pararam de chegar"), "{told:?}");
}

#[tokio::test]
async fn work_that_nobody_does_is_told() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    watched
        .world
        .sql(
            "insert into jobs (org_id, id, connection_id, kind, priority, rank, queue, state, run_at)
              select org_id, gen_random_uuid(), id, 'check_completeness', 'low', 10, 'q', 'waiting', now() - interval '20 minutes'
              from connections",
        )
        .await;
    assert!(watched.told().await.is_empty(), "who has just begun may have yet to come to it");
    watched
        .world
        .sql(
            "insert into heartbeats (part, minute) select 'web', date_trunc('minute', now()) - make_interval(mins => n)
              from generate_series(0, 30) n on conflict do nothing",
        )
        .await;
    watched.world.sql("delete from heartbeats where part = 'worker'").await;
    watched.world.sql("update jobs set started_at = started_at - interval '1 hour', finished_at = finished_at - interval '1 hour'").await;
    assert_eq!(watched.told().await.len(), 1);
    assert_eq!(watched.kinds().await, [AlertKind::JobStuck]);
    let pause = "insert into job_pauses (org_id, kind) select id, 'check_completeness' from organisations";
    watched.world.sql(pause).await;
    watched.look().await;
    watched.wait().await;
    watched.look().await;
    assert!(watched.kinds().await.is_empty(), "what somebody paused waits as it should");
}

#[tokio::test]
async fn a_hook_is_called_with_a_signature_until_it_takes_the_message() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let (world, receiver) = (&watched.world, Receiver::start().await);
    let manage = world.owner.cx::<ManageOrganisation>();
    let form = HookForm {
        name: "Plantão".into(),
        url: receiver.url().into(),
        format: "json".into(),
        level: "all".into(),
    };
    let hook = alerts::add_hook(&manage, &form).await.unwrap();
    let key = alerts::fresh_key(&manage, hook.id, Utc::now()).await.unwrap().unwrap();
    let later = Utc::now() + TimeDelta::minutes(16);
    assert_eq!(alerts::fresh_key(&manage, hook.id, later).await.unwrap(), None, "it is shown once");
    assert_eq!(receiver.requests().len(), 1, "the test");

    receiver.answer(http::StatusCode::INTERNAL_SERVER_ERROR);
    watched.dead_letter().await;
    watched.told().await;
    let failing = alerts::settings(&world.owner.cx::<View>()).await.unwrap().hooks;
    assert_eq!(failing[0].failures, 1);
    assert!(failing[0].problem.as_deref().is_some_and(|problem| problem.contains("500")), "{failing:?}");
    receiver.answer(http::StatusCode::OK);
    assert!(watched.told().await.is_empty());
    assert_eq!(receiver.requests().len(), 2, "the next attempt has its time");
    world.sql("update alert_messages set due_at = now() where state = 'waiting'").await;
    alerts::deliver(&world.hub).await.unwrap();
    let requests = receiver.requests();
    assert_eq!(requests.len(), 3);
    let header = |at: usize, name: &str| requests[at].headers[name].to_str().unwrap().to_owned();
    assert_eq!(header(1, "webhook-id"), header(2, "webhook-id"), "the same message");
    let seconds = header(2, "webhook-timestamp").parse().unwrap();
    let signature = standard_webhooks::sign(&key, &header(2, "webhook-id"), seconds, &requests[2].body);
    assert_eq!(Some(header(2, "webhook-signature")), signature);
    let body: serde_json::Value = serde_json::from_slice(&requests[2].body).unwrap();
    assert_eq!(
        (&body["type"], &body["data"]["trouble"]["kind"]),
        (&"alert.opened".into(), &"dead_letter".into())
    );
    let settings = alerts::settings(&world.owner.cx::<View>()).await.unwrap();
    assert_eq!((settings.hooks[0].failures, settings.hooks[0].problem.as_deref()), (0, None));
}

#[tokio::test]
async fn a_hook_that_is_gone_is_called_again_once_it_takes_a_test() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let (world, receiver) = (&watched.world, Receiver::start().await);
    let manage = world.owner.cx::<ManageOrganisation>();
    let form = HookForm {
        name: "n8n".into(),
        url: receiver.url().into(),
        format: "json".into(),
        level: "all".into(),
    };
    let hook = alerts::add_hook(&manage, &form).await.unwrap().id;
    let is_off =
        async || alerts::settings(&world.owner.cx::<View>()).await.unwrap().hooks[0].disabled_at.is_some();
    receiver.answer(http::StatusCode::GONE);
    watched.dead_letter().await;
    watched.told().await;
    assert!(is_off().await);
    for status in [http::StatusCode::GONE, http::StatusCode::INTERNAL_SERVER_ERROR] {
        receiver.answer(status);
        alerts::test_hook(&manage, hook).await.unwrap_err();
        assert!(is_off().await, "{status} is no answer to a test");
    }
    let called = receiver.requests().len();
    // What waited from before is told to nobody there.
    world.sql("update alert_messages set state = 'waiting', due_at = now() where hook_id is not null").await;
    alerts::deliver(&world.hub).await.unwrap();
    assert_eq!(receiver.requests().len(), called);
    receiver.answer(http::StatusCode::OK);
    alerts::test_hook(&manage, hook).await.unwrap();
    assert!(!is_off().await);
}

#[tokio::test]
async fn a_hook_that_asks_for_a_pause_gets_it_for_all_that_waits() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let (world, receiver) = (&watched.world, Receiver::start().await);
    let form = HookForm {
        name: "n8n".into(),
        url: receiver.url().into(),
        format: "json".into(),
        level: "all".into(),
    };
    alerts::add_hook(&world.owner.cx::<ManageOrganisation>(), &form).await.unwrap();
    watched.dead_letter().await;
    watched.look().await;
    // A second message for it.
    world
        .sql(
            "insert into alert_messages (org_id, id, alert_id, event, stage, hook_id, due_at)
             select org_id, gen_random_uuid(), alert_id, event, stage + 1, hook_id, due_at from alert_messages
             where hook_id is not null",
        )
        .await;
    receiver.wait(3_600);
    alerts::deliver(&world.hub).await.unwrap();
    assert_eq!(receiver.requests().len(), 2, "the test and one message");
    let later = "alert_messages where hook_id is not null and state = 'waiting' and due_at > now() + interval '50 minutes'";
    assert_eq!(world.count(later).await, 2);
    let hook = alerts::settings(&world.owner.cx::<View>()).await.unwrap().hooks.remove(0);
    assert_eq!((hook.failures, hook.disabled_at), (0, None), "that is no failure");
    receiver.answer(http::StatusCode::OK);
    world.sql("update alert_messages set due_at = now() where state = 'waiting'").await;
    alerts::deliver(&world.hub).await.unwrap();
    assert_eq!(receiver.requests().len(), 4);
}

#[tokio::test]
async fn a_hook_into_the_private_network_or_that_does_not_take_the_test_is_refused() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let receiver = Receiver::start().await;
    let manage = watched.world.owner.cx::<ManageOrganisation>();
    let add = async |url: &str| {
        let form = HookForm {
            name: "Slack".into(),
            url: url.into(),
            format: "slack".into(),
            level: "critical".into(),
        };
        match alerts::add_hook(&manage, &form).await {
            Err(HubError::Fault(fault)) => fault,
            other => panic!("{url}: {other:?}"),
        }
    };
    for url in
        ["https://10.0.0.1/", "http://hooks.example/", "ftp://1.1.1.1/", "https://u:p@1.1.1.1/", "x", ""]
    {
        let fault = add(url).await;
        assert!(matches!(&fault, Fault::Invalid { fields } if fields[0].field == "url"), "{url}: {fault:?}");
    }
    receiver.answer(http::StatusCode::NOT_FOUND);
    assert!(matches!(add(receiver.url()).await, Fault::Upstream { .. }));
    assert!(alerts::settings(&watched.world.owner.cx::<View>()).await.unwrap().hooks.is_empty());
}

#[tokio::test]
async fn what_is_wrong_is_nobody_elses() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    watched.dead_letter().await;
    watched.look().await;
    let other = stranger(&watched.world.hub).await;
    let page = alerts::page(&other.cx::<View>(), None, 10).await.unwrap();
    assert!(page.open.is_empty() && page.closed.is_empty());
    let id = watched.open().await[0].alert.id;
    let muted = alerts::mute(&other.cx::<RunSync>(), id, Utc::now()).await;
    assert!(matches!(Fault::from(muted.unwrap_err()), Fault::NotFound));
}

#[tokio::test]
async fn who_left_is_told_nothing() {
    let watched = Watched::with(Platform::Woocommerce, 1).await;
    let operator = member(&watched.world.hub, Role::Admin).await;
    watched.dead_letter().await;
    watched.look().await;
    watched.world.sql("delete from memberships where role = 'admin'").await;
    alerts::deliver(&watched.world.hub).await.unwrap();
    let sent = watched.mailer.sent();
    assert!(!sent.iter().any(|mail| mail.to == operator.email), "{sent:?}");
    assert!(sent.iter().any(|mail| mail.to == watched.world.owner.email), "{sent:?}");
}

#[tokio::test]
async fn usage_that_does_not_add_up_is_told_until_it_does() {
    let watched = Watched::with(Platform::Woocommerce, 0).await;
    let world = &watched.world;
    assert_eq!(usage::compare(&world.hub).await.unwrap(), 0);
    watched.look().await;
    assert_eq!(watched.kinds().await, []);
    world
        .sql(
            "insert into usage_months (org_id, meter, month, used)
             select id, 'orders', date_trunc('month', now()), 5 from organisations",
        )
        .await;
    assert_eq!(usage::compare(&world.hub).await.unwrap(), 1);
    // What is used since changes nothing of what was found.
    world.sql("update usage_months set used = used + 7").await;
    let told = watched.told().await;
    assert_eq!(watched.kinds().await, [AlertKind::UsageDiffers]);
    assert!(told[0].text.contains("o total diz 5") && told[0].text.contains("somam 0"), "{}", told[0].text);
    world.sql("update usage_months set used = 0").await;
    assert_eq!(usage::compare(&world.hub).await.unwrap(), 0);
    watched.wait().await;
    watched.look().await;
    assert_eq!(watched.kinds().await, []);
}

#[tokio::test]
async fn a_plan_whose_orders_run_out_is_told_and_so_are_orders_that_wait_for_room() {
    let watched = Watched::with(Platform::Woocommerce, 0).await;
    let (world, hub) = (&watched.world, &watched.world.hub);
    let operator = member(hub, Role::Operator).await;
    let view = world.owner.cx::<View>();
    let limits = Some(Limits { orders: Some(5), ..Limits::NONE });
    let given = Assigned { plan: PlanCode::Enterprise, limits, until: None, note: None };
    plans::assign(hub, world.owner.org(), Some(&given)).await.unwrap();
    world
        .sql(
            "insert into usage_months (org_id, meter, month, used)
             select id, 'orders', date_trunc('month', now()), 3 from organisations",
        )
        .await;
    assert_eq!(watched.told().await.len(), 0);
    assert_eq!(overview::waiting(&view, Utc::now()).await.unwrap(), 0);

    world.sql("update usage_months set used = 4").await;
    // Counted beside the alert, which may be muted.
    assert_eq!(overview::waiting(&view, Utc::now()).await.unwrap(), 1);
    let told = watched.told().await;
    assert_eq!(watched.kinds().await, [AlertKind::PlanLimit]);
    assert!(told.iter().all(|mail| mail.to != operator.email), "a warning is not the operator's: {told:?}");
    assert!(told[0].subject.ends_with("Os pedidos do plano estão acabando"), "{told:?}");
    assert!(told[0].text.contains("Chegaram 4 dos 5"), "{told:?}");

    for _ in 0..3 {
        world.shop.create(NewOrder::default()).unwrap();
    }
    world.sync(What::Everything).await;
    let shown = overview::find(&view, OverviewSpan::Week, Utc::now()).await.unwrap().attention.plan.unwrap();
    assert_eq!((shown.used, shown.limit, shown.waiting), (5, 5, 2));
    let told = watched.told().await;
    assert!(told.iter().any(|mail| mail.to == operator.email), "{told:?}");
    assert!(told[0].subject.contains("2 pedidos esperam por espaço no plano"), "{told:?}");
    assert!(watched.told().await.is_empty(), "it is told once");

    plans::assign(hub, world.owner.org(), None).await.unwrap();
    // Room does not come and go: the next look closes it.
    let told = watched.told().await;
    assert!(told[0].subject.starts_with("[Orion] Resolvido: "), "{told:?}");
    assert_eq!(watched.kinds().await, []);
    assert_eq!(overview::find(&view, OverviewSpan::Week, Utc::now()).await.unwrap().attention.plan, None);
}
