//! The history of a company: who did what.

use crate::world::World;
use chrono::{NaiveTime, TimeDelta, Utc};
use domain::{
    AuditSubject, AuthKind, Locale, PlanCode, RetainedKind, Role, Severity,
    view::{
        audit::{AuditActor, AuditFilter, AuditRow},
        connections::ConnectionSettings,
        validation::CheckSchedule,
    },
};
use futures::{TryStreamExt, stream};
use hub::{
    accounts::{CompanySettings, save_company},
    audit,
    catalog::{self, ProductInput},
    integrations::{self, ConnectForm, Connected, Outcome},
    permit::{EditCatalog, ManageConnections, ManageOrganisation, ManageTeam, View, ViewHistory},
    plans::{self, Assigned},
    sessions::Client,
    storage, team,
    validation::{self, Format, Wanted, WantedRule, WrittenSteps},
};
use sandbox::{Credentials, Platform};
use serde_json::{Value, json};
use std::io;
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, member, stranger};

/// What was done but for signing in, which every person of a test does.
async fn actions(who: &SignedIn, filter: &AuditFilter) -> Vec<String> {
    let rows = audit::list(&who.cx::<ViewHistory>(), filter, None, 50).await.unwrap();
    let actions = rows.into_iter().map(|row| row.action);
    actions.filter(|action| action != "session.signed_in").collect()
}

fn settings(name: &str) -> CompanySettings {
    CompanySettings {
        name: name.into(),
        time_zone: "America/Sao_Paulo".into(),
        currency: "BRL".into(),
        locale: "pt-BR".into(),
    }
}

#[tokio::test]
async fn what_was_done_is_found_by_person_subject_and_time() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let (owner, admin) = (member(&hub, Role::Owner).await, member(&hub, Role::Admin).await);
    team::invite(&owner.cx::<ManageTeam>(), "bia@lojas.example", "viewer").await.unwrap();
    save_company(&admin.cx(), &settings("=Loja Azul"), None).await.unwrap();
    save_company(&owner.cx(), &settings("Loja Azul"), None).await.unwrap();

    let all = AuditFilter::default();
    let newest_first = ["organisation.changed", "organisation.changed", "invitation.sent"];
    assert_eq!(actions(&owner, &all).await, newest_first);
    let by = |actor| AuditFilter { actor: Some(actor), ..all.clone() };
    let by_admin = by(AuditActor::Person(admin.principal.member().user));
    assert_eq!(actions(&owner, &by_admin).await, ["organisation.changed"]);
    assert!(actions(&owner, &by(AuditActor::Orion)).await.is_empty());
    let of_team = AuditFilter { about: Some(AuditSubject::Team), ..all.clone() };
    assert_eq!(actions(&owner, &of_team).await, ["invitation.sent"]);
    let (soon, before) = (Utc::now() + TimeDelta::minutes(1), Utc::now() - TimeDelta::minutes(1));
    assert!(actions(&owner, &AuditFilter { from: Some(soon), ..all.clone() }).await.is_empty());
    assert!(actions(&owner, &AuditFilter { until: Some(before), ..all.clone() }).await.is_empty());
    let whole = AuditFilter { from: Some(before), until: Some(soon), ..all.clone() };
    assert_eq!(actions(&owner, &whole).await.len(), 3);

    let cx = owner.cx::<ViewHistory>();
    let mut before = None;
    let mut walked = Vec::new();
    while let Some(row) = audit::list(&cx, &all, before, 1).await.unwrap().pop() {
        before = Some((row.at, row.id));
        walked.push(row.action);
    }
    walked.retain(|action| action != "session.signed_in");
    assert_eq!(walked, newest_first);
    assert!(actions(&stranger(&hub).await, &all).await.is_empty(), "others see their own");
}

#[tokio::test]
async fn who_left_and_orion_itself_are_found_by_what_they_did() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions { default_plan: Some(PlanCode::Free), ..HubOptions::default() });
    plans::settle(&hub).await.unwrap();
    let (owner, admin) = (member(&hub, Role::Owner).await, member(&hub, Role::Admin).await);
    save_company(&admin.cx(), &settings("Loja Lilás"), None).await.unwrap();
    let given = Assigned { plan: PlanCode::Pro, limits: None, until: None, note: None };
    plans::assign(&hub, owner.org(), Some(&given)).await.unwrap();
    let left = admin.principal.member();
    team::remove_member(&owner.cx(), left.user).await.unwrap();
    let people = audit::people(&owner.cx()).await.unwrap();
    let found = people.iter().find(|person| person.user == left.user).unwrap();
    assert_eq!(found.name, left.user_name);
    assert!(people.iter().any(|person| person.user == owner.principal.member().user));
    let by = |actor| AuditFilter { actor: Some(actor), ..AuditFilter::default() };
    let by_who_left = by(AuditActor::Person(left.user));
    assert_eq!(actions(&owner, &by_who_left).await, ["organisation.changed"]);
    let mut by_orion = actions(&owner, &by(AuditActor::Orion)).await;
    by_orion.sort();
    assert_eq!(by_orion, ["organisation.plan_changed", "organisation.plan_set"]);
    assert!(
        audit::people(&stranger(&hub).await.cx()).await.unwrap().len() < people.len(),
        "others see their own"
    );
}

#[tokio::test]
async fn what_a_plan_becomes_stands_with_what_is_paid_for_it() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions { default_plan: Some(PlanCode::Free), ..HubOptions::default() });
    plans::settle(&hub).await.unwrap();
    let owner = member(&hub, Role::Owner).await;
    let given = Assigned { plan: PlanCode::Pro, limits: None, until: None, note: None };
    plans::assign(&hub, owner.org(), Some(&given)).await.unwrap();
    let of = |about| AuditFilter { about: Some(about), ..AuditFilter::default() };
    let mut told = actions(&owner, &of(AuditSubject::Billing)).await;
    told.sort();
    assert_eq!(told, ["organisation.plan_changed", "organisation.plan_set"]);
    assert!(actions(&owner, &of(AuditSubject::Company)).await.is_empty());
}

#[tokio::test]
async fn the_history_is_taken_out_whole_and_starts_no_formula() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let pool = sqlx::PgPool::connect_with(database.superuser()).await.unwrap();
    sqlx::query("delete from audit_log").execute(&pool).await.unwrap();
    // More than one chunk.
    sqlx::query(
        "insert into audit_log (org_id, id, at, actor_id, actor_name, action, subject_kind, ip, data)
         select $1, gen_random_uuid(), now() - make_interval(secs => n), case when n < 2500 then gen_random_uuid() end, '=Ana', 'sku.linked', 'product', '10.0.0.7',
             jsonb_build_object('n', n)
         from generate_series(1, 2500) n",
    )
    .bind(owner.org().0)
    .execute(&pool)
    .await
    .unwrap();
    let headings = ["when", "who", "what", "object", "ip", "data"];
    let words = |row: &AuditRow| (row.action.clone(), row.data.to_string());
    let rows = audit::csv(owner.cx(), AuditFilter::default(), chrono_tz::UTC, headings, words);
    let chunks: Vec<Vec<u8>> = rows.try_collect().await.unwrap();
    let text = String::from_utf8(chunks.concat()).unwrap();
    let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!((lines.len(), lines[0]), (2501, "when;who;what;object;ip;data"));
    assert!(
        lines[1].contains("'=Ana;sku.linked;;10.0.0.7;") && lines[1].contains("\"\"n\"\":1"),
        "{}",
        lines[1]
    );
    assert!(lines[2500].contains(";Orion;") && lines[2500].contains("2500"), "{}", lines[2500]);
}

#[tokio::test]
async fn coming_going_and_what_is_ones_own_are_told_to_each_company() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let (session, client) = (owner.token.hash(), Client { ip: "192.0.2.7".parse().ok(), user_agent: None });
    hub.save_profile(&owner.principal, "Ana Maria", "en", None).await.unwrap();
    hub.save_profile(&owner.principal, "Ana Maria", "en", None).await.unwrap();
    hub.found_company(&owner.principal, ("Loja Lilás", Locale::PtBr), &session).await.unwrap();
    hub.sign_out(&session, &client).await.unwrap();
    let again = hub.sign_in(&owner.email, PASSWORD, &client, None).await.unwrap();
    hub.sign_out(&again.token.hash(), &client).await.unwrap();
    hub.sign_out(&again.token.hash(), &client).await.unwrap();

    let pool = sqlx::PgPool::connect_with(database.superuser()).await.unwrap();
    let told = async |org: domain::OrgId| -> Vec<(String, Option<String>, Value)> {
        let told = "select action, host(ip), data from audit_log where org_id = $1 order by at, id";
        sqlx::query_as(told).bind(org.0).fetch_all(&pool).await.unwrap()
    };
    let by_password = json!({ "by": "password" });
    let profile = json!({ "from": { "name": "Ana Exemplo", "locale": null }, "to": { "name": "Ana Maria", "locale": "en" } });
    let own = told(owner.org()).await;
    let own: Vec<_> = own.iter().map(|(action, ip, data)| (action.as_str(), ip.as_deref(), data)).collect();
    let (none, here) = (json!({}), Some("192.0.2.7"));
    assert_eq!(
        own,
        [
            ("session.signed_in", None, &by_password),
            ("profile.changed", None, &profile),
            ("session.signed_out", here, &none),
            ("session.signed_in", here, &by_password),
            ("session.signed_out", here, &none),
        ]
    );
    let companies = hub.companies(&owner.principal).await.unwrap();
    let other = companies.iter().find(|one| one.org != owner.org()).unwrap().org;
    let other: Vec<_> = told(other).await.into_iter().map(|(action, ..)| action).collect();
    assert_eq!(
        other,
        ["organisation.founded", "session.signed_out", "session.signed_in", "session.signed_out"]
    );
}

#[tokio::test]
async fn wrong_passwords_are_told_and_flood_no_history() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let pool = sqlx::PgPool::connect_with(database.superuser()).await.unwrap();
    let count = async || -> i64 {
        let told = "select count(*) from audit_log where action = 'password.wrong'";
        sqlx::query_scalar(told).fetch_one(&pool).await.unwrap()
    };
    // Told after the answer.
    let until = async |wanted: i64| {
        for _ in 0..500 {
            if count().await >= wanted {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("{} of {wanted}", count().await);
    };
    let nobody = hub.sign_in("ninguem@lojas.example", "errada errada errada", &Client::default(), None).await;
    nobody.unwrap_err();
    for tries in 1..=14 {
        // As if a quarter of an hour had passed each time.
        sqlx::query("delete from sign_in_throttles where key like 'account:%'").execute(&pool).await.unwrap();
        let wrong = hub.sign_in(&owner.email, "errada errada errada", &Client::default(), None).await;
        wrong.unwrap_err();
        until(tries.min(10)).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(count().await, 10);
    let whose: Vec<uuid::Uuid> =
        sqlx::query_scalar("select distinct actor_id from audit_log where action = 'password.wrong'")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(whose, [owner.principal.member().user.0]);
}

/// What entries tell of before and after, the oldest first; those that tell of neither are left out.
async fn told(who: &SignedIn) -> Vec<(String, Value, Value)> {
    let rows = audit::list(&who.cx::<ViewHistory>(), &AuditFilter::default(), None, 500).await.unwrap();
    let half = |row: &AuditRow, key: &str| row.data.get(key).cloned();
    let rows = rows.into_iter().rev();
    rows.filter_map(|row| Some((row.action.clone(), half(&row, "from")?, half(&row, "to")?))).collect()
}

fn sent(text: &'static str) -> impl futures::Stream<Item = Result<bytes::Bytes, io::Error>> + Send {
    stream::iter([Ok(bytes::Bytes::from_static(text.as_bytes()))])
}

#[tokio::test]
async fn what_was_changed_is_told_with_what_it_was_and_nothing_besides() {
    let world = World::with(Platform::Woocommerce, 1).await;
    let owner = &world.owner;
    let (organisation, channels) = (owner.cx::<ManageOrganisation>(), owner.cx::<ManageConnections>());
    let (edit, people) = (owner.cx::<EditCatalog>(), owner.cx::<ManageTeam>());
    let Credentials::Woocommerce { consumer_key, consumer_secret } = world.shop.credentials().clone() else {
        panic!()
    };

    // How everything is before.
    save_company(&organisation, &settings("Loja Azul"), None).await.unwrap();
    let usual = ConnectionSettings::default();
    integrations::update_settings(&channels, world.connection, "Loja Sul", &usual, None).await.unwrap();
    let rule = "general.title_required".to_owned();
    let chosen = |is_off| WantedRule { key: rule.clone(), is_off, severity: Severity::Hint };
    validation::choose_rules(&edit, &[chosen(true)], None).await.unwrap();
    let draft = "id: long\ntitle: Longo\nexplanation: Encurte.\nfield: title\ncheck: { max_length: 10 }\n";
    let own = validation::save_own_rule(&edit, None, draft, false).await.unwrap();
    let sheet =
        validation::upload(&edit, "produtos.csv", sent("SKU;Título\nA-1;Vaso\n")).await.unwrap().sheet;
    let columns = |second| [Wanted { field: "sku" }, Wanted { field: second }];
    let general = ["general".to_owned()];
    validation::set_columns(&edit, sheet, &columns("title"), &general).await.unwrap();
    validation::rename(&edit, sheet, "Vasos").await.unwrap();
    let vase = |name: &str, price: &str| ProductInput {
        sku: "A-1".into(),
        name: name.into(),
        price: price.into(),
        active: true,
        ..ProductInput::default()
    };
    let (product, _) = catalog::create(&edit, &vase("Vaso", "19,90")).await.unwrap();
    let catalogue = validation::add_catalogue(&edit, "Produtos").await.unwrap();
    storage::save(&organisation, &[(RetainedKind::Payloads, "14")], None).await.unwrap();
    let colleague = member(&world.hub, Role::Viewer).await.principal.member().user;
    team::invite(&people, "bia@lojas.example", "viewer").await.unwrap();
    let contract = |note: &str| Assigned {
        plan: PlanCode::Enterprise,
        limits: None,
        until: None,
        note: Some(note.to_owned()),
    };
    plans::assign(&world.hub, owner.org(), Some(&contract("6"))).await.unwrap();
    let before = told(owner).await.len();

    // All is changed, and saved a second time as it is by then.
    for _ in 0..2 {
        let company = CompanySettings { time_zone: "America/Manaus".into(), ..settings("Loja Verde") };
        save_company(&organisation, &company, None).await.unwrap();
    }
    let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
    let quiet = ConnectionSettings {
        every_minutes: Some(30),
        quiet_from: clock(22),
        quiet_until: clock(6),
        ..usual.clone()
    };
    for _ in 0..2 {
        integrations::update_settings(&channels, world.connection, "Loja Norte", &quiet, None).await.unwrap();
    }
    let form = ConnectForm {
        platform: "woocommerce".into(),
        connection: Some(world.connection),
        environment: None,
        auth: AuthKind::KeyPair,
        name: "Loja Centro".into(),
        config: [("store_url".to_owned(), world.sandbox.shop_url(&world.shop))].into(),
        secrets: [
            ("consumer_key".to_owned(), consumer_key.clone().into()),
            ("consumer_secret".to_owned(), consumer_secret.clone().into()),
        ]
        .into(),
        settings: quiet,
    };
    let saved = integrations::save(&channels, &form).await.unwrap();
    assert!(matches!(saved, Outcome::Saved { how: Connected::Edited, .. }), "{saved:?}");
    integrations::pause(&channels, world.connection).await.unwrap();
    for _ in 0..2 {
        validation::choose_rules(&edit, &[chosen(false)], None).await.unwrap();
    }
    let shorter = draft.replace("10", "8");
    for _ in 0..2 {
        validation::save_own_rule(&edit, Some(own), &shorter, false).await.unwrap();
    }
    let both = ["general", "fiscal_br"].map(str::to_owned);
    for _ in 0..2 {
        validation::set_columns(&edit, sheet, &columns("brand"), &both).await.unwrap();
    }
    let written = async || validation::steps(&owner.cx::<View>(), sheet, 1).await.unwrap().written.steps;
    let bare = written().await;
    let steps = WrittenSteps { steps: "- case: lower\n".into(), tests: String::new() };
    for _ in 0..2 {
        validation::set_steps(&edit, sheet, 1, &steps).await.unwrap().unwrap();
    }
    let lower = written().await;
    for _ in 0..2 {
        let unquoted = |format: &mut Format| {
            if let Format::Text(text) = format {
                text.quotes = false;
            }
            Ok(())
        };
        validation::set_format(&edit, sheet, unquoted).await.unwrap();
        validation::rename(&edit, sheet, "Jarros").await.unwrap();
    }
    for _ in 0..2 {
        validation::set_schedule(&edit, catalogue, CheckSchedule::EveryHours(12), false).await.unwrap();
    }
    for _ in 0..2 {
        catalog::update(&edit, product, &vase("Vaso azul", "")).await.unwrap();
    }
    for _ in 0..2 {
        catalog::set_active(&edit, &[product], false).await.unwrap();
    }
    for _ in 0..2 {
        storage::save(&organisation, &[(RetainedKind::Payloads, "30")], None).await.unwrap();
    }
    for _ in 0..2 {
        team::change_role(&people, colleague, Role::Operator, None).await.unwrap();
    }
    team::invite(&people, "bia@lojas.example", "operator").await.unwrap();
    for _ in 0..2 {
        plans::assign(&world.hub, owner.org(), Some(&contract("7"))).await.unwrap();
    }

    let expected = [
        (
            "organisation.changed",
            json!({ "name": "Loja Azul", "time_zone": "America/Sao_Paulo" }),
            json!({ "name": "Loja Verde", "time_zone": "America/Manaus" }),
        ),
        (
            "connection.settings_changed",
            json!({ "name": "Loja Sul", "every_minutes": 15, "quiet_from": null, "quiet_until": null }),
            json!({ "name": "Loja Norte", "every_minutes": 30, "quiet_from": "22:00", "quiet_until": "06:00" }),
        ),
        ("connection.updated", json!({ "name": "Loja Norte" }), json!({ "name": "Loja Centro" })),
        ("connection.paused", json!("connected"), json!("paused")),
        ("rule.chosen", json!({ "off": true }), json!({ "off": false })),
        ("rule.saved", json!({ "yaml": draft }), json!({ "yaml": shorter })),
        (
            "sheet.columns",
            json!({ "columns": { "Título": "title" }, "packs": ["general"] }),
            json!({ "columns": { "Título": "brand" }, "packs": ["general", "fiscal_br"] }),
        ),
        ("sheet.steps", json!({ "steps": bare }), json!({ "steps": lower })),
        ("sheet.format", json!({ "format": { "quotes": true } }), json!({ "format": { "quotes": false } })),
        ("sheet.renamed", json!({ "name": "Vasos" }), json!({ "name": "Jarros" })),
        ("sheet.schedule", json!({ "hours": null }), json!({ "hours": 12 })),
        (
            "product.updated",
            json!({ "name": "Vaso", "price": "19.90 BRL" }),
            json!({ "name": "Vaso azul", "price": null }),
        ),
        ("product.updated", json!({ "active": true }), json!({ "active": false })),
        ("retention.changed", json!(14), json!(30)),
        ("member.role_changed", json!("viewer"), json!("operator")),
        ("invitation.sent", json!("viewer"), json!("operator")),
        ("organisation.plan_set", json!({ "note": "6" }), json!({ "note": "7" })),
    ];
    let told = told(owner).await.split_off(before);
    for (told, (action, from, to)) in told.iter().zip(&expected) {
        assert_eq!(told, &((*action).to_owned(), from.clone(), to.clone()));
    }
    assert_eq!(told.len(), expected.len(), "what changed nothing is not written down");
    for secret in [&consumer_key, &consumer_secret] {
        let leaked = world.count(&format!("audit_log where data::text like '%{secret}%'")).await;
        assert_eq!(leaked, 0, "a secret is in the log");
    }
}
