//! Plans and their limits: what is asked for beyond them is refused, and what arrives is never lost.

use crate::world::World;
use chrono::{TimeDelta, Utc};
use domain::{
    ConnectionStatus, Fault, Limits, OrgId, OverQuota, PlanCode, PlanSource, Quota, Role, SheetId,
    SkipReason, SyncKind, ValidationState,
    view::{overview::OverviewSpan, usage::QuotaUse},
};
use futures::{future::join_all, stream};
use hub::{
    Hub, HubError, integrations, overview,
    permit::{EditCatalog, ManageConnections, ManageTeam, View},
    plans::{self, Assigned},
    syncs::What,
    team, usage,
    validation::{self, CheckCost, Format, Wanted},
};
use sandbox::{NewOrder, Platform, ShopOptions};
use std::io;
use testkit::{HubOptions, SignedIn, TestDatabase, member, work_for};

/// A contract that limits one thing.
async fn limit(hub: &Hub, org: OrgId, quota: Quota, limit: i64) {
    let mut limits = Limits::NONE;
    *limits.of_mut(quota) = Some(limit);
    let given = Assigned { plan: PlanCode::Enterprise, limits: Some(limits), until: None, note: None };
    plans::assign(hub, org, Some(&given)).await.unwrap();
}

async fn used(who: &SignedIn, quota: Quota) -> QuotaUse {
    let all = usage::plan_use(&who.cx::<View>()).await.unwrap();
    all.quotas.into_iter().find(|of| of.quota == quota).unwrap()
}

fn exceeded<T: std::fmt::Debug>(result: Result<T, HubError>) -> OverQuota {
    match result {
        Err(HubError::Fault(Fault::QuotaExceeded(over))) => over,
        other => panic!("{other:?}"),
    }
}

/// A shop whose orders are of the last days.
async fn shop(orders: u32) -> World {
    World::of(
        ShopOptions { days: 10, ..ShopOptions::new(Platform::Woocommerce, "loja").orders(orders) },
        None,
    )
    .await
}

#[tokio::test]
async fn orders_beyond_the_plan_wait_and_become_sales_as_soon_as_there_is_room() {
    let world = shop(20).await;
    let (hub, org) = (&world.hub, world.owner.org());
    limit(hub, org, Quota::Orders, 5).await;
    let run = world.sync(What::Everything).await;
    let counts = run.counts;
    assert_eq!((counts.created, counts.waiting, counts.skipped, counts.failed), (5, 15, 0, 0), "{run:?}");
    assert!(counts.add_up());
    assert_eq!(world.view().await.waiting_count, 15, "its card tells of them");
    let of = used(&world.owner, Quota::Orders).await;
    assert_eq!((of.used, of.limit, of.parked), (5, Some(5), 15));
    assert!(of.reached_on.is_some());
    // Read again, none of them is lost or doubled, and none comes in.
    let again = world.sync(What::Everything).await;
    assert_eq!((again.counts.created, again.counts.waiting, again.counts.skipped), (0, 15, 0), "{again:?}");
    assert!(again.counts.add_up());
    assert_eq!(world.count("orders").await, 5);

    limit(hub, org, Quota::Orders, 12).await;
    world.work_until(async || world.count("orders").await == 12).await;
    world.work_until(async || used(&world.owner, Quota::Orders).await.parked == 8).await;
    plans::assign(hub, org, None).await.unwrap();
    world.work_until(async || world.count("orders").await == 20).await;
    let of = used(&world.owner, Quota::Orders).await;
    assert_eq!((of.used, of.limit, of.parked), (20, None, 0));
    assert_eq!(world.view().await.waiting_count, 0);
    assert_eq!(usage::compare(hub).await.unwrap(), 0);
    // Each entry leads to the run that brought it.
    let (entries, more) = usage::entries(&world.owner.cx::<View>(), None, None).await.unwrap();
    assert!(!more);
    assert_eq!(entries.iter().map(|entry| entry.quantity).sum::<i64>(), 20);
    assert!(entries.iter().all(|entry| entry.cause == "run" && entry.cause_id.is_some()));
    let (name, first) = (world.view().await.name, entries.last().unwrap());
    assert_eq!((first.name.as_ref(), first.run_kind), (Some(&name), Some(SyncKind::Full)));
    assert!(entries.iter().any(|entry| entry.run_kind == Some(SyncKind::Replay)), "those that waited");
    // The ledger is kept longer than runs: then there is nothing to lead to.
    let mut sql = world.database.connect_as("orion_system").await;
    sqlx::query("delete from sync_runs").execute(&mut sql).await.unwrap();
    let (left, _) = usage::entries(&world.owner.cx::<View>(), None, None).await.unwrap();
    assert_eq!(left.len(), entries.len());
    assert!(left.iter().all(|entry| (entry.cause_id, &entry.name, entry.run_kind) == (None, &None, None)));
}

#[tokio::test]
async fn an_order_that_waits_says_so_and_takes_what_the_shop_changes_meanwhile() {
    let world = shop(3).await;
    let (hub, org) = (&world.hub, world.owner.org());
    limit(hub, org, Quota::Orders, 0).await;
    world.sync(What::Everything).await;
    let reasons: i64 = world
        .count("source_records where verdict = 'skipped' and reason = 'plan_limit' and order_id is null")
        .await;
    assert_eq!(reasons, 3);
    assert_eq!(SkipReason::PlanLimit.code(), "plan_limit");
    world.shop.create(NewOrder::default()).unwrap();
    world.sync(What::Changes).await;
    assert_eq!(used(&world.owner, Quota::Orders).await.parked, 4);
    plans::assign(hub, org, None).await.unwrap();
    world.work_until(async || world.count("orders").await == 4).await;
}

#[tokio::test]
async fn orders_of_long_ago_come_with_a_shop_and_count_nothing() {
    let shop = ShopOptions {
        days: 300,
        until: Some((Utc::now() - TimeDelta::days(60)).timestamp()),
        ..ShopOptions::new(Platform::Woocommerce, "loja").orders(12)
    };
    let world = World::of(shop, None).await;
    limit(&world.hub, world.owner.org(), Quota::Orders, 0).await;
    let run = world.sync(What::Everything).await;
    assert_eq!((run.counts.created, run.counts.waiting), (12, 0), "{run:?}");
    assert_eq!(used(&world.owner, Quota::Orders).await.used, 0);
}

#[tokio::test]
async fn connections_beyond_the_plan_stand_still_and_go_on_with_a_larger_one() {
    let world = shop(1).await;
    let (hub, org) = (&world.hub, world.owner.org());
    let none = Limits { connections: Some(0), ..Limits::NONE };
    let smaller = plans::smaller(&world.owner.cx::<View>(), &none).await.unwrap();
    assert_eq!(smaller.len(), 1, "{smaller:?}");
    assert_eq!((smaller[0].quota, smaller[0].is_over()), (Quota::Connections, true));
    assert_eq!(smaller[0].stopping, [world.view().await.name], "named before it is stopped");
    limit(hub, org, Quota::Connections, 0).await;
    let stopped = world.view().await;
    assert_eq!((stopped.status, stopped.problem.as_deref()), (ConnectionStatus::Paused, Some("plan_limit")));
    let waiting = async || overview::waiting(&world.owner.cx::<View>(), Utc::now()).await.unwrap();
    let while_stopped = waiting().await;
    let of = used(&world.owner, Quota::Connections).await;
    assert_eq!((of.used, of.limit, of.parked), (0, Some(0), 1));
    let over = exceeded(integrations::resume(&world.owner.cx::<ManageConnections>(), world.connection).await);
    assert_eq!((over.quota, over.limit, over.next), (Quota::Connections, 0, None));
    limit(hub, org, Quota::Connections, 1).await;
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
    assert_eq!(while_stopped - waiting().await, 1, "it waits for a hand");
    assert_eq!(world.sync(What::Everything).await.counts.created, 1);
}

#[tokio::test]
async fn the_place_of_one_that_is_disconnected_goes_to_the_one_that_waits() {
    let world = shop(1).await;
    world
        .sql(
            "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, account_id)
             select org_id, gen_random_uuid(), platform, name || ' ' || n, auth_kind, credentials, 'connected', 'outra' || n
             from connections, generate_series(2, 3) as n",
        )
        .await;
    limit(&world.hub, world.owner.org(), Quota::Connections, 1).await;
    let of = used(&world.owner, Quota::Connections).await;
    assert_eq!((of.used, of.parked), (1, 2));
    let first = world.view().await.name;
    let cx = world.owner.cx::<ManageConnections>();
    let going_on = integrations::disconnect(&cx, world.connection).await.unwrap();
    assert_eq!(going_on.len(), 1, "one place: {going_on:?}");
    assert!(going_on[0].starts_with(&first), "{going_on:?}");
    let of = used(&world.owner, Quota::Connections).await;
    assert_eq!((of.used, of.parked), (1, 1));
    assert_eq!(world.count("connections where status = 'connected' and parked_at is null").await, 1);
    assert_eq!(world.count("audit_log where action = 'connection.resumed'").await, 1);
    assert!(integrations::disconnect(&cx, world.connection).await.unwrap().is_empty(), "pressed twice");
}

#[tokio::test]
async fn demo_stores_take_no_place_and_are_told() {
    let world = shop(1).await;
    let of = used(&world.owner, Quota::Connections).await;
    assert_eq!((of.used, of.uncounted), (1, 0));
    world.sql("update connections set is_demo = true").await;
    let of = used(&world.owner, Quota::Connections).await;
    assert_eq!((of.used, of.uncounted), (0, 1));
}

#[tokio::test]
async fn orders_of_a_demo_store_count_nothing_and_never_wait() {
    let world = shop(6).await;
    world.sql("update connections set is_demo = true").await;
    limit(&world.hub, world.owner.org(), Quota::Orders, 2).await;
    let run = world.sync(What::Everything).await;
    assert_eq!((run.counts.created, run.counts.waiting), (6, 0), "{run:?}");
    let of = used(&world.owner, Quota::Orders).await;
    assert_eq!((of.used, of.parked), (0, 0));
    // The same shop as one's own is counted from then on.
    world.sql("update connections set is_demo = false").await;
    for _ in 0..3 {
        world.shop.create(NewOrder::default()).unwrap();
    }
    let run = world.sync(What::Changes).await;
    assert_eq!((run.counts.created, run.counts.waiting), (2, 1), "{run:?}");
    let of = used(&world.owner, Quota::Orders).await;
    assert_eq!((of.used, of.parked), (2, 1));
}

#[tokio::test]
async fn what_waits_of_a_demo_store_is_not_told_to_wait() {
    let world = shop(6).await;
    limit(&world.hub, world.owner.org(), Quota::Orders, 2).await;
    world.sync(What::Everything).await;
    let waiting = async || {
        let cx = world.owner.cx::<View>();
        let overview = overview::find(&cx, OverviewSpan::Week, Utc::now()).await.unwrap();
        (used(&world.owner, Quota::Orders).await.parked, overview.attention.plan.unwrap().waiting)
    };
    assert_eq!(waiting().await, (4, 4));
    world.sql("update connections set is_demo = true").await;
    assert_eq!(waiting().await, (0, 0));
}

#[tokio::test]
async fn what_a_person_paused_stays_paused_when_the_plan_grows() {
    let world = shop(1).await;
    let (hub, org) = (&world.hub, world.owner.org());
    integrations::pause(&world.owner.cx::<ManageConnections>(), world.connection).await.unwrap();
    limit(hub, org, Quota::Connections, 5).await;
    assert_eq!(world.view().await.status, ConnectionStatus::Paused);
    // It has its place, and needs no other one to go on.
    limit(hub, org, Quota::Connections, 1).await;
    integrations::resume(&world.owner.cx::<ManageConnections>(), world.connection).await.unwrap();
}

#[tokio::test]
async fn a_plan_holds_for_its_time_and_invitations_need_a_place() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    limit(&hub, owner.org(), Quota::Members, 2).await;
    let team_cx = owner.cx::<ManageTeam>();
    team::invite(&team_cx, "um@loja.example", "operator").await.unwrap();
    // Sent again it holds the same place.
    team::invite(&team_cx, "um@loja.example", "viewer").await.unwrap();
    let over = exceeded(team::invite(&team_cx, "dois@loja.example", "operator").await);
    assert_eq!((over.quota, over.limit, over.used, over.needed), (Quota::Members, 2, 2, 1));
    let until = Some(Utc::now() - TimeDelta::seconds(1));
    let given = Assigned { plan: PlanCode::Free, limits: None, until, note: None };
    plans::assign(&hub, owner.org(), Some(&given)).await.unwrap();
    plans::settle(&hub).await.unwrap();
    let holds = plans::find(&owner.cx::<View>()).await.unwrap();
    assert_eq!((holds.effective.plan, holds.effective.source), (PlanCode::Enterprise, PlanSource::Default));
    assert_eq!(holds.assigned, None);
    team::invite(&team_cx, "dois@loja.example", "operator").await.unwrap();
}

#[tokio::test]
async fn two_who_take_the_last_place_at_once_do_not_both_get_it() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    limit(&hub, owner.org(), Quota::Members, 2).await;
    let team_cx = owner.cx::<ManageTeam>();
    let addresses: Vec<_> = (0..8).map(|n| format!("pessoa{n}@loja.example")).collect();
    let invited = join_all(addresses.iter().map(|email| team::invite(&team_cx, email, "viewer"))).await;
    assert_eq!(invited.iter().filter(|one| one.is_ok()).count(), 1, "{invited:?}");
}

const SHEET: &str = "SKU;Título\nA-1;Camiseta\nA-2;Boné\nA-3;Meia\n";

async fn sheet(owner: &SignedIn, text: String) -> SheetId {
    let cx = owner.cx::<EditCatalog>();
    let sent = stream::iter([Ok::<_, io::Error>(bytes::Bytes::from(text))]);
    let sheet = validation::upload(&cx, "produtos.csv", sent).await.unwrap().sheet;
    let columns = ["sku", "title"].map(|field| Wanted { field });
    validation::set_columns(&cx, sheet, &columns, &["general".to_owned()]).await.unwrap();
    sheet
}

async fn check(hub: &Hub, owner: &SignedIn, sheet: SheetId) -> domain::view::validation::RunView {
    let run = validation::start(&owner.cx::<EditCatalog>(), sheet).await.unwrap();
    work_for(hub, async || {
        let (view, _) = validation::run_view(&owner.cx::<View>(), run).await.unwrap();
        (!view.state.is_open()).then_some(view)
    })
    .await
}

#[tokio::test]
async fn of_fifty_checks_at_once_with_one_product_left_exactly_one_begins() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let mut sheets = Vec::new();
    for n in 0..50 {
        sheets.push(sheet(&owner, format!("SKU;Título\nN-{n};Produto\n")).await);
    }
    limit(&hub, owner.org(), Quota::Validations, 1).await;
    let cx = owner.cx::<EditCatalog>();
    let started = join_all(sheets.iter().map(|sheet| validation::start(&cx, *sheet))).await;
    let (begun, refused): (Vec<_>, Vec<_>) = started.into_iter().partition(Result::is_ok);
    assert_eq!((begun.len(), refused.len()), (1, 49));
    for one in refused {
        let over = exceeded(one);
        assert_eq!((over.quota, over.limit), (Quota::Validations, 1));
    }
    let run = *begun[0].as_ref().unwrap();
    let ended = work_for(&hub, async || {
        let (view, _) = validation::run_view(&owner.cx::<View>(), run).await.unwrap();
        (!view.state.is_open()).then_some(view)
    })
    .await;
    assert_eq!((ended.state, ended.counts.metered), (ValidationState::Completed, 1));
    assert_eq!(used(&owner, Quota::Validations).await.used, 1);
}

#[tokio::test]
async fn a_check_of_more_than_is_left_counts_nothing_and_shows_nothing() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let products = sheet(&owner, SHEET.to_owned()).await;
    limit(&hub, owner.org(), Quota::Validations, 2).await;
    let ended = check(&hub, &owner, products).await;
    let over = serde_json::json!({ "needed": 3, "left": 2, "next": null, "currency": null });
    let told = Some(("plan_limit".to_owned(), over));
    assert_eq!((ended.state, ended.problem), (ValidationState::Failed, told));
    assert_eq!(used(&owner, Quota::Validations).await.used, 0);

    limit(&hub, owner.org(), Quota::Validations, 3).await;
    let ended = check(&hub, &owner, products).await;
    assert_eq!((ended.state, ended.counts.metered), (ValidationState::Completed, 3));
    // What was counted costs nothing more, although nothing is left.
    let ended = check(&hub, &owner, products).await;
    assert_eq!((ended.state, ended.counts.metered), (ValidationState::Completed, 0));
    let other = sheet(&owner, SHEET.replace("A-", "B-")).await;
    let over = exceeded(validation::start(&owner.cx::<EditCatalog>(), other).await);
    assert_eq!((over.used, over.limit, over.plan, over.next), (3, 3, PlanCode::Enterprise, None));
    assert_eq!(usage::compare(&hub).await.unwrap(), 0);
}

#[tokio::test]
async fn a_check_ends_once_it_is_certainly_beyond_the_plan() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let rows: String = (0..200_000).map(|at| format!("A-{at};;0\n")).collect();
    let products = sheet(&owner, format!("SKU;Título;Preço\n{rows}")).await;
    limit(&hub, owner.org(), Quota::Validations, 1_000).await;
    let ended = check(&hub, &owner, products).await;
    let (code, data) = ended.problem.unwrap();
    assert_eq!((code.as_str(), &data["left"]), ("plan_limit", &serde_json::json!(1_000)));
    assert!(data["stopped_at"].as_i64().is_some_and(|rows| rows < 200_000), "{data}");
    assert_eq!(used(&owner, Quota::Validations).await.used, 0);
    assert_eq!(usage::compare(&hub).await.unwrap(), 0);
}

/// Has what goes beyond the plan paid for, as a subscription does.
async fn pay_beyond(database: &TestDatabase) {
    let pool = sqlx::PgPool::connect_with(database.superuser()).await.unwrap();
    sqlx::query("update org_plans set overage = true").execute(&pool).await.unwrap();
}

#[tokio::test]
async fn a_check_whose_products_beyond_the_plan_are_paid_for_comes_to_its_end() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let rows: String =
        (0..200_000).map(|at| format!("A-{at};Copo de vidro azul número {at};9,90\n")).collect();
    let products = sheet(&owner, format!("SKU;Título;Preço\n{rows}")).await;
    let small = sheet(&owner, SHEET.to_owned()).await;
    limit(&hub, owner.org(), Quota::Validations, 2).await;
    pay_beyond(&database).await;
    let cost = async |id| validation::check_cost(&owner.cx::<View>(), id).await.unwrap().unwrap();
    let beyond = cost(products).await;
    assert!(beyond.pays_beyond && beyond.may_go_beyond() && !beyond.is_beyond_plan(), "{beyond:?}");
    assert!(beyond.about.is_some_and(|about| (190_000..=210_000).contains(&about)), "{beyond:?}");
    let ended = check(&hub, &owner, products).await;
    assert_eq!((ended.state, ended.problem), (ValidationState::Completed, None));
    assert_eq!(ended.counts.metered, 200_000);
    // Nothing that the plan includes is left, and the next one begins.
    let beyond = cost(small).await;
    assert_eq!((beyond.left, beyond.most, beyond.is_beyond_plan()), (0, Some(3), false));
    assert_eq!(check(&hub, &owner, small).await.counts.metered, 3);
    assert_eq!(usage::compare(&hub).await.unwrap(), 0);
}

#[tokio::test]
async fn what_other_checks_hold_is_not_told_to_be_left() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let products = sheet(&owner, SHEET.to_owned()).await;
    let other = sheet(&owner, SHEET.replace("A-", "B-")).await;
    let hold = async |statement: &'static str| {
        let pool = sqlx::PgPool::connect_with(database.superuser()).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
    };
    limit(&hub, owner.org(), Quota::Validations, 3).await;
    let run = validation::start(&owner.cx::<EditCatalog>(), products).await.unwrap();
    // As many as the plan includes, if nobody else held one of them.
    hold("update usage_months set reserved = reserved + 1").await;
    let ended = work_for(&hub, async || {
        let (view, _) = validation::run_view(&owner.cx::<View>(), run).await.unwrap();
        (!view.state.is_open()).then_some(view)
    })
    .await;
    let over = serde_json::json!({ "needed": 3, "left": 2, "next": null, "currency": null });
    assert_eq!(ended.problem, Some(("plan_limit".to_owned(), over)));

    hold("update usage_months set reserved = 3").await;
    let cost = validation::check_cost(&owner.cx::<View>(), other).await.unwrap().unwrap();
    assert!((cost.left, cost.is_beyond_plan()) == (0, true), "{cost:?}");
    let over = exceeded(validation::start(&owner.cx::<EditCatalog>(), other).await);
    assert_eq!((over.used, over.limit), (3, 3), "what is held is taken");
}

#[tokio::test]
async fn what_a_check_would_count_is_told_before_it_is_started() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let (view, edit) = (owner.cx::<View>(), owner.cx::<EditCatalog>());
    let id = sheet(&owner, "SKU;Título\nA-1;Vaso\nA-2;Jarro\n".into()).await;
    let cost = async || validation::check_cost(&view, id).await.unwrap();
    assert_eq!(cost().await, None, "without a limit nothing has to be told");
    limit(&hub, owner.org(), Quota::Validations, 10).await;
    let known = |most, left| Some(CheckCost { most: Some(most), about: None, left, pays_beyond: false });
    assert_eq!(cost().await, known(2, 10), "all of its rows were seen");
    let sent = stream::iter([Ok::<_, io::Error>(bytes::Bytes::from("SKU;Título\nN-1;Vaso\n"))]);
    let new = validation::upload(&edit, "novos.csv", sent).await.unwrap().sheet;
    let told = validation::check_cost(&view, new).await.unwrap();
    assert_eq!(told, known(1, 10), "nobody has confirmed its columns");
    check(&hub, &owner, id).await;
    assert_eq!(cost().await, known(0, 8), "they are counted");
    // With other rules the same products count again.
    let columns = ["sku", "title"].map(|field| Wanted { field });
    let packs = ["general", "shopify"].map(str::to_owned);
    validation::set_columns(&edit, id, &columns, &packs).await.unwrap();
    assert_eq!(cost().await, known(2, 8));
    assert_eq!(check(&hub, &owner, id).await.counts.metered, 2);
    assert_eq!(cost().await, known(0, 6));
    // Read in another way, or in another file, there may be other rows.
    let unquoted = |format: &mut Format| {
        if let Format::Text(text) = format {
            text.quotes = false;
        }
        Ok(())
    };
    validation::set_format(&edit, id, unquoted).await.unwrap();
    assert_eq!(cost().await, known(2, 6), "read in another way");
    assert_eq!(check(&hub, &owner, id).await.counts.metered, 0);
    assert_eq!(cost().await, known(0, 6));
    let other = bytes::Bytes::from("SKU;Título\nA-3;Copo\nA-4;Bule\nA-5;Prato\n");
    let other = stream::iter([Ok::<_, io::Error>(other)]);
    validation::replace(&edit, id, "outros.csv", other).await.unwrap();
    assert_eq!(cost().await, known(3, 6), "another file");
    assert!(!cost().await.unwrap().is_beyond_plan());
    limit(&hub, owner.org(), Quota::Validations, 4).await;
    assert_eq!(validation::included(&view).await.unwrap(), Some(4));
    assert!(cost().await.unwrap().is_beyond_plan());
    let columns = ["", "title"].map(|field| Wanted { field });
    validation::set_columns(&edit, id, &columns, &packs).await.unwrap();
    assert!(cost().await.unwrap().is_beyond_plan(), "to leave the SKU out frees nothing");
    limit(&hub, owner.org(), Quota::Validations, 20).await;
    assert_eq!(check(&hub, &owner, id).await.counts.metered, 3, "products without a SKU count, too");
    assert_eq!(check(&hub, &owner, id).await.counts.metered, 0, "once a month");
    assert_eq!(cost().await, known(0, 13));
}

#[tokio::test]
async fn products_are_counted_of_files_that_were_read_to_the_end_and_rows_are_estimated_of_others() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    limit(&hub, owner.org(), Quota::Validations, 100).await;
    let rows = |count: usize| (0..count).map(|at| format!("A-{at};Copo {at}\n")).collect::<String>();
    let id = sheet(&owner, format!("SKU;Título\n{}", rows(104))).await;
    let cost = async || validation::check_cost(&owner.cx::<View>(), id).await.unwrap().unwrap();
    let before = cost().await;
    assert_eq!((before.most, before.about, before.may_go_beyond()), (None, Some(104), true));
    check(&hub, &owner, id).await;
    assert_eq!(cost().await, before, "a check that is refused counts nothing, and its rows are not told");
    limit(&hub, owner.org(), Quota::Validations, 200).await;
    check(&hub, &owner, id).await;
    let packs = ["general", "shopify"].map(str::to_owned);
    let columns = ["sku", "title"].map(|field| Wanted { field });
    validation::set_columns(&owner.cx::<EditCatalog>(), id, &columns, &packs).await.unwrap();
    let after = cost().await;
    assert_eq!((after.most, after.about, after.left, after.may_go_beyond()), (Some(104), None, 96, true));
}

#[tokio::test]
async fn a_check_that_is_called_off_holds_nothing_any_more() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let owner = member(&hub, Role::Owner).await;
    let first = sheet(&owner, SHEET.to_owned()).await;
    let second = sheet(&owner, SHEET.replace("A-", "B-")).await;
    limit(&hub, owner.org(), Quota::Validations, 1).await;
    let cx = owner.cx::<EditCatalog>();
    let run = validation::start(&cx, first).await.unwrap();
    exceeded(validation::start(&cx, second).await);
    validation::cancel(&cx, run).await.unwrap();
    validation::start(&cx, second).await.unwrap();
}

#[tokio::test]
async fn an_order_that_waited_for_months_still_counts_and_holds_up_none_behind_it() {
    let world = shop(4).await;
    let (hub, org) = (&world.hub, world.owner.org());
    limit(hub, org, Quota::Orders, 0).await;
    world.sync(What::Everything).await;
    // Months later the payload of the one that came first is no longer kept.
    world
        .sql(
            "update source_records set first_seen_at = first_seen_at - interval '40 days', payload_chunk = gen_random_uuid()
             where external_id = (select min(external_id) from source_records)",
        )
        .await;
    limit(hub, org, Quota::Orders, 1).await;
    world
        .work_until(async || world.count("replays where scope = 'parked' and state = 'ready'").await == 1)
        .await;
    // The worker's next round finds the one behind it.
    world.work_until(async || world.count("orders").await == 1).await;
    let of = used(&world.owner, Quota::Orders).await;
    assert_eq!((of.used, of.parked), (1, 3));
}

#[tokio::test]
async fn what_an_order_is_made_of_is_kept_for_as_long_as_it_waits() {
    let world = shop(3).await;
    let (hub, org) = (&world.hub, world.owner.org());
    limit(hub, org, Quota::Orders, 0).await;
    world.sync(What::Everything).await;
    assert_eq!(used(&world.owner, Quota::Orders).await.parked, 3);
    let pages = world.count("payload_chunks").await;
    world
        .sql(
            "insert into retention_choices (org_id, kind, days, chosen_at)
              select id, 'payloads', 7, now() - interval '1 hour' from organisations",
        )
        .await;
    let mut owner = world.database.connect_as("orion_owner").await;
    // Older than the company keeps payloads, then than the installation does: each time beside a page that nobody waits for.
    for age in [10, 100] {
        let day = chrono::Utc::now().date_naive() - chrono::Days::new(age);
        let (name, until) = (day.format("%Y%m%d"), day + chrono::Days::new(1));
        let made = format!(
            "create table payload_chunks_{name} partition of payload_chunks for values from ('{day}') to ('{until}')"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(made)).execute(&mut owner).await.unwrap();
        world
            .sql("insert into payload_chunks select org_id, day, gen_random_uuid(), connection_id, kind, data, ends from payload_chunks limit 1")
            .await;
        world.sql(&format!("update payload_chunks set day = '{day}'")).await;
        world.sql(&format!("update source_records set payload_day = '{day}'")).await;
        assert_eq!(world.count("payload_chunks").await, pages + 1);
        hub::jobs::clean(hub).await.unwrap();
        assert_eq!(world.count("payload_chunks").await, pages, "{age} days ago");
    }

    limit(hub, org, Quota::Orders, 2).await;
    world.work_until(async || world.count("orders").await == 2).await;
    hub::jobs::clean(hub).await.unwrap();
    assert!(world.count("payload_chunks").await > 0, "one waits still");
    plans::assign(hub, org, None).await.unwrap();
    world.work_until(async || world.count("orders").await == 3).await;
    let of_that_day = "pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'payload_chunks'::regclass
          and c.relname = 'payload_chunks_' || to_char((now() at time zone 'utc')::date - 100, 'YYYYMMDD')";
    assert_eq!(world.count(of_that_day).await, 1);
    hub::jobs::clean(hub).await.unwrap();
    assert_eq!((world.count("payload_chunks").await, world.count(of_that_day).await), (0, 0));
}
