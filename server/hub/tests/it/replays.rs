//! What is kept of a channel's words, mapped again: the difference first, and then exactly that.

use crate::world::World;
use chrono::{TimeDelta, Utc};
use domain::{
    Fault, OrderStatus, ReplayId, ReplayScope, ReplayState, ReplayVerdict, SyncKind, SyncState, VerdictCode,
    view::{
        orders::{Change, OrderFilter},
        replays::{ReplayPart, ReplaySelection, ReplayView},
    },
};
use hub::{
    HubError,
    auth::OrgCx,
    permit::{RunSync, View},
    replays::{self, Of},
    syncs::{RunFilter, What},
};
use sandbox::{NewOrder, OrderChange, Platform, ShopOptions};
use serde_json::json;
use sqlx::PgPool;
use testkit::stranger;
use uuid::Uuid;

/// With orders of the last days, all read.
async fn filled(platform: Platform, orders: u32) -> World {
    let shop = ShopOptions { days: 10, ..ShopOptions::new(platform, "loja").orders(orders) };
    let world = World::of(shop, None).await;
    let now = Utc::now();
    // Some platforms are read in short windows: the years before would take a minute.
    let lately = What::Placed { from: now - TimeDelta::days(12), until: now + TimeDelta::minutes(1) };
    world.sync(lately).await;
    world
}

impl World {
    fn everything(&self) -> Of<'static> {
        let now = Utc::now();
        let (from, until) = (now - TimeDelta::days(400), now + TimeDelta::days(1));
        Of::Placed { connection: self.connection, from, until }
    }

    async fn replay(&self, id: ReplayId) -> ReplayView {
        replays::find(&self.owner.cx::<View>(), id).await.unwrap()
    }

    /// Looks up what would change.
    async fn look(&self, of: Of<'_>) -> ReplayView {
        let id = replays::look_at(&self.owner.cx::<RunSync>(), of, Uuid::now_v7()).await.unwrap();
        self.work_until(async || self.replay(id).await.state != ReplayState::Looking).await;
        let found = self.replay(id).await;
        assert_eq!(found.state, ReplayState::Ready, "{found:?}");
        found
    }

    async fn apply(&self, id: ReplayId) -> ReplayView {
        replays::apply(&self.owner.cx::<RunSync>(), id).await.unwrap();
        self.work_until(async || !self.replay(id).await.state.is_open()).await;
        self.replay(id).await
    }

    async fn one<T>(&self, select: &'static str) -> T
    where
        T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
    {
        let pool = PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query_scalar(select).fetch_one(&pool).await.unwrap()
    }

    async fn replay_runs(&self) -> usize {
        let filter = RunFilter { limit: 100, ..RunFilter::default() };
        let runs = hub::syncs::list(&self.owner.cx::<View>(), &filter).await.unwrap();
        runs.iter().filter(|run| run.kind == SyncKind::Replay).count()
    }
}

/// What was written by a mapping that is no longer today's is told, and written by today's.
async fn mapping_that_changed(platform: Platform) {
    let world = filled(platform, 8).await;
    let kept = world.count("orders").await;
    let same = world.look(world.everything()).await;
    assert_eq!((same.counts.looked, same.counts.same()), (kept, kept), "{platform:?} {:?}", same.items);
    assert_eq!(world.count("sync_runs where kind = 'replay'").await, 0, "nothing stays of a look");

    // As another mapping would have left it: another total and one line less.
    world.sql("update orders set shipping_method = 'Antigo' where number = 1").await;
    world.sql("delete from order_lines l using orders o where o.id = l.order_id and o.number = 2").await;
    let asked = world.shop.counters().requests;
    let found = world.look(world.everything()).await;
    assert_eq!((found.counts.looked, found.counts.changed), (kept, 2), "{platform:?} {:?}", found.items);
    let fields: Vec<_> = found.items.iter().flat_map(|item| &item.changes).collect();
    let of = |field: &str| fields.iter().find(|change| change.field == field);
    assert_eq!(of("shipping_method").and_then(|change| change.from.as_deref()), Some("Antigo"), "{fields:?}");
    assert!(of("lines").is_some_and(|change| change.from.is_none() && change.to.is_some()), "{fields:?}");
    assert_eq!(fields.len(), 2, "{fields:?}");
    assert_eq!(world.count("orders where shipping_method = 'Antigo'").await, 1, "only looked at");

    let numbers: i64 = world.one("select next_sale_number from organisations").await;
    let applied = world.apply(found.id).await;
    assert_eq!((applied.state, applied.counts.applied, applied.counts.moved), (ReplayState::Applied, 2, 0));
    assert_eq!(world.count("orders where shipping_method = 'Antigo'").await, 0, "{platform:?}");
    let run = world.run(applied.run.unwrap()).await;
    assert_eq!(
        (run.kind, run.state, run.counts.updated),
        (SyncKind::Replay, SyncState::Completed, 2),
        "{run:?}"
    );
    assert!(run.counts.add_up());
    assert_eq!(world.look(world.everything()).await.counts.changed, 0, "{platform:?}");
    // Pressed again, and nobody outside was asked or told.
    replays::apply(&world.owner.cx::<RunSync>(), found.id).await.unwrap();
    world.work_until(async || world.count("jobs where state in ('waiting', 'running')").await == 0).await;
    assert_eq!(world.replay_runs().await, 1);
    assert_eq!(world.shop.counters().requests, asked, "{platform:?}");
    assert_eq!(world.count("order_actions").await, 0);
    assert_eq!(numbers, world.one::<i64>("select next_sale_number from organisations").await);
    assert_eq!(world.count("order_verdicts where cause = 'replay' and code = 'updated'").await, 2);
}

#[tokio::test]
async fn a_mapping_of_woocommerce_that_changed_is_told_and_applied() {
    mapping_that_changed(Platform::Woocommerce).await;
}

#[tokio::test]
async fn a_mapping_of_shopify_that_changed_is_told_and_applied() {
    mapping_that_changed(Platform::Shopify).await;
}

#[tokio::test]
async fn a_mapping_of_mercado_livre_that_changed_is_told_and_applied() {
    mapping_that_changed(Platform::Mercadolivre).await;
}

#[tokio::test]
async fn a_mapping_of_magalu_that_changed_is_told_and_applied() {
    mapping_that_changed(Platform::Magalu).await;
}

#[tokio::test]
async fn a_mapping_of_tiktok_shop_that_changed_is_told_and_applied() {
    mapping_that_changed(Platform::TiktokShop).await;
}

#[tokio::test]
async fn an_order_that_changed_since_is_left_alone_and_told() {
    let world = filled(Platform::Woocommerce, 5).await;
    world.sql("update orders set note = 'antes'").await;
    let found = world.look(world.everything()).await;
    assert_eq!(found.counts.changed, 5);
    let id = world.shop.recent(1)[0].id;
    let note = Some("do cliente".to_owned());
    world.shop.change(id, OrderChange { note, ..OrderChange::default() }).unwrap();
    world.sync(What::Changes).await;
    let applied = world.apply(found.id).await;
    assert_eq!((applied.counts.applied, applied.counts.moved), (4, 1), "{applied:?}");
    let sale = format!("orders where external_id = '{id}' and note = 'do cliente'");
    assert_eq!(world.count(&sale).await, 1, "what came later stands");
    let run = world.run(applied.run.unwrap()).await;
    assert_eq!((run.counts.updated, run.counts.skipped), (4, 1), "{run:?}");
    let told =
        format!("order_verdicts where external_id = '{id}' and code = 'outdated' and cause = 'replay'");
    assert_eq!(world.count(&told).await, 1);
}

#[tokio::test]
async fn what_could_not_be_taken_before_becomes_a_sale() {
    let world = filled(Platform::Woocommerce, 4).await;
    // As a mapping that wanted more would have judged it.
    world
        .sql(
            "with gone as (delete from orders where number = 1 returning id)
             update source_records r set verdict = 'failed', reason = 'missing_field', order_id = null
             from gone where r.order_id = gone.id",
        )
        .await;
    let found = world.look(world.everything()).await;
    assert_eq!(found.counts.changed, 1, "{found:?}");
    let item = &found.items[0];
    let verdict =
        Change { field: "verdict".into(), from: Some("failed".into()), to: Some("imported".into()) };
    assert!(item.sale.is_none() && item.changes.contains(&verdict), "{item:?}");
    let applied = world.apply(found.id).await;
    assert_eq!(world.run(applied.run.unwrap()).await.counts.created, 1);
    assert_eq!(world.count("orders").await, 4);
    let payloads =
        "source_records r join payload_chunks c on c.id = r.payload_chunk and c.day = r.payload_day";
    assert_eq!(world.count(payloads).await, 4, "the payload stays where it was kept");
    assert_eq!(world.count("payload_chunks").await, 1, "and is not kept anew");
    let clues =
        hub::detective::look(&world.owner.cx::<View>(), &item.external_id).await.unwrap().unwrap().clues;
    let last = clues[0].history.last().map(|step| step.code);
    assert_eq!(last, Some(VerdictCode::Imported));
}

#[tokio::test]
async fn what_cannot_be_mapped_again_is_counted_with_its_reason() {
    let world = filled(Platform::Woocommerce, 4).await;
    let overlay = Some(json!({ "currency": "DINHEIRO" }));
    world.shop.create(NewOrder { overlay, ..NewOrder::default() }).unwrap();
    world.sync(What::Changes).await;
    let found = world.look(world.everything()).await;
    assert_eq!((found.counts.looked, found.counts.same()), (5, 5), "failed as before: {found:?}");
    // Taken by a mapping that knew the currency.
    world.sql("update source_records set verdict = 'imported', reason = null where verdict = 'failed'").await;
    let found = world.look(world.everything()).await;
    assert_eq!((found.counts.unreadable, found.counts.changed), (1, 0), "{found:?}");
    let item = &found.items[0];
    assert_eq!((item.verdict, item.reason.as_deref()), (ReplayVerdict::Unreadable, Some("unknown_currency")));
    let refused = replays::apply(&world.owner.cx::<RunSync>(), found.id).await;
    assert!(matches!(refused, Err(HubError::Fault(Fault::Conflict { .. }))), "{refused:?}");
    // Parts of it could not be read from the channel.
    world
        .sql("update source_records set verdict = 'failed', reason = 'unreadable' where order_id is null")
        .await;
    assert_eq!(world.look(world.everything()).await.counts.incomplete, 1);
    world.sql("delete from payload_chunks").await;
    let found = world.look(world.everything()).await;
    assert_eq!((found.counts.gone, found.counts.incomplete, found.counts.same()), (4, 1, 0), "{found:?}");
}

#[tokio::test]
async fn one_sale_or_a_run_is_mapped_again_and_nobody_elses() {
    let world = filled(Platform::Woocommerce, 3).await;
    let first: Uuid = world.one("select id from sync_runs").await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    let second = world.sync(What::Changes).await.id;
    world.sql("update orders set note = 'antes'").await;
    let counts = async |of: Of<'_>| world.look(of).await.counts;
    let of_first = counts(Of::Run(domain::SyncRunId(first))).await;
    assert_eq!((of_first.looked, of_first.changed), (3, 3));
    assert_eq!(counts(Of::Run(second)).await.changed, 1);
    let sale = PgPool::connect_with(world.database.superuser()).await.unwrap();
    let sale: Uuid = sqlx::query_scalar("select id from orders where external_id = $1")
        .bind(id.to_string())
        .fetch_one(&sale)
        .await
        .unwrap();
    let of_sale = Of::Order(domain::OrderId(sale));
    let found = world.look(of_sale).await;
    assert_eq!((found.counts.looked, found.counts.changed), (1, 1));
    assert_eq!(found.items[0].sale.map(|(id, _)| id), Some(domain::OrderId(sale)));

    let other = stranger(&world.hub).await;
    for of in [of_sale, Of::Run(second), world.everything()] {
        let refused = replays::look_at(&other.cx::<RunSync>(), of, Uuid::now_v7()).await;
        assert!(matches!(refused, Err(HubError::Fault(Fault::NotFound))), "{of:?} {refused:?}");
    }
    assert!(replays::find(&other.cx::<View>(), found.id).await.is_err());
    assert!(replays::apply(&other.cx::<RunSync>(), found.id).await.is_err());
    // One press is one look.
    let press = Uuid::now_v7();
    let cx = world.owner.cx::<RunSync>();
    let looks = [
        replays::look_at(&cx, of_sale, press).await.unwrap(),
        replays::look_at(&cx, of_sale, press).await.unwrap(),
    ];
    assert_eq!(looks[0], looks[1]);
    let refused = replays::apply(&cx, looks[0]).await;
    assert!(matches!(refused, Err(HubError::Fault(Fault::Conflict { .. }))), "still looking: {refused:?}");
}

#[tokio::test]
async fn what_would_become_something_else_than_was_shown_is_left_alone() {
    let world = filled(Platform::Shopify, 3).await;
    let overlay = Some(json!({ "test": true }));
    let test = world.shop.create(NewOrder { overlay, ..NewOrder::default() }).unwrap();
    world.sync(What::Changes).await;
    world.sql("update orders set note = 'antes'").await;
    let found = world.look(world.everything()).await;
    assert_eq!(found.counts.changed, 4, "{found:?}");
    // Now the mapping takes no test orders; and one is no longer what the difference began with.
    world.sql("update connections set settings = settings || '{\"skip_test_orders\": true}'").await;
    let key = world.shop.order_key(test);
    assert_eq!(world.count(&format!("orders where external_id = '{key}' and is_test")).await, 1);
    world.sql("update orders set note = 'outra coisa' where number = 1").await;
    let applied = world.apply(found.id).await;
    assert_eq!((applied.counts.applied, applied.counts.moved), (2, 2), "{applied:?}");
    assert_eq!(world.count("orders where note = 'antes'").await, 1, "the test order stays as it was");
    assert_eq!(world.count("orders where note = 'outra coisa'").await, 1);
    let judged = format!("source_records where external_id = '{key}' and verdict = 'imported'");
    assert_eq!(world.count(&judged).await, 1);
    let run = world.run(applied.run.unwrap()).await;
    assert_eq!((run.counts.updated, run.counts.skipped, run.counts.add_up()), (2, 2, true), "{run:?}");
    assert_eq!(world.count("sync_run_issues where reason = 'not_as_shown'").await, 2);
    assert_eq!(world.count("order_verdicts where cause = 'replay'").await, 2, "nothing became of the others");
}

#[tokio::test]
async fn what_cannot_be_made_again_when_it_is_written_is_counted() {
    let world = filled(Platform::Woocommerce, 3).await;
    world.shop.create(NewOrder::default()).unwrap();
    world.sync(What::Changes).await;
    world.sql("update orders set note = 'antes'").await;
    let found = world.look(world.everything()).await;
    assert_eq!(found.counts.changed, 4);
    world.sql("delete from payload_chunks where id = (select max(id::text)::uuid from payload_chunks)").await;
    let applied = world.apply(found.id).await;
    assert_eq!((applied.counts.applied, applied.counts.moved), (3, 1), "{applied:?}");
    // All of it.
    world.sql("update orders set note = 'antes'").await;
    let found = world.look(world.everything()).await;
    assert_eq!((found.counts.changed, found.counts.gone), (3, 1));
    world.sql("delete from payload_chunks").await;
    let applied = world.apply(found.id).await;
    assert_eq!((applied.state, applied.counts.applied, applied.counts.moved), (ReplayState::Applied, 0, 3));
    assert_eq!(world.count("orders where note = 'antes'").await, 4);
}

#[tokio::test]
async fn what_is_no_sale_is_mapped_again_by_its_key() {
    let world = filled(Platform::Woocommerce, 2).await;
    world
        .sql(
            "with gone as (delete from orders where number = 1 returning id)
             update source_records r set verdict = 'failed', reason = 'missing_field', order_id = null
             from gone where r.order_id = gone.id",
        )
        .await;
    let key: String = world.one("select external_id from source_records where verdict = 'failed'").await;
    let of = Of::Record { connection: world.connection, key: &key };
    let found = world.look(of).await;
    assert_eq!((found.counts.looked, found.counts.changed), (1, 1), "{found:?}");
    let applied = world.apply(found.id).await;
    assert_eq!(applied.counts.applied, 1);
    assert_eq!(world.count("orders").await, 2);
    let run = applied.run.unwrap();
    let cx = world.owner.cx::<View>();
    assert_eq!(replays::of_run(&cx, run).await.unwrap(), Some(found.id));
    let unknown = Of::Record { connection: world.connection, key: "no such order" };
    let other = stranger(&world.hub).await;
    for (cx, of) in [(world.owner.cx::<RunSync>(), unknown), (other.cx::<RunSync>(), of)] {
        let refused = replays::look_at(&cx, of, Uuid::now_v7()).await;
        assert!(matches!(refused, Err(HubError::Fault(Fault::NotFound))), "{refused:?}");
    }
    assert_eq!(replays::of_run(&other.cx::<View>(), run).await.unwrap(), None);
}

#[tokio::test]
async fn a_worker_that_was_taken_for_dead_notes_nothing() {
    let world = filled(Platform::Woocommerce, 2).await;
    let id =
        replays::look_at(&world.owner.cx::<RunSync>(), world.everything(), Uuid::now_v7()).await.unwrap();
    let job: Uuid = world.one("select id from jobs where kind = 'replay'").await;
    let db = world.database.db();
    let mut tx = db.begin(world.owner.org()).await.unwrap();
    let dead = store::jobs::start(&mut tx, domain::JobId(job)).await.unwrap().unwrap();
    let successor = store::jobs::start(&mut tx, domain::JobId(job)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let looked = store::replays::Looked { looked: 2, place: "9".into(), ..Default::default() };
    for (job, is_dead) in [(dead, true), (successor, false)] {
        let mut tx = db.begin(world.owner.org()).await.unwrap();
        let noted = store::replays::note_looked(&mut tx, id, &job, &looked).await;
        assert_eq!(matches!(noted, Err(store::StoreError::LeaseLost)), is_dead, "{noted:?}");
        tx.commit().await.unwrap();
    }
    assert_eq!(world.replay(id).await.counts.looked, 2, "once");
}

impl World {
    /// Looks up what would change of the sales of a filter, each connection's for itself.
    async fn look_at(&self, filter: &OrderFilter) -> ReplaySelection {
        let cx = self.owner.cx::<RunSync>();
        let selected = replays::look_at_selection(&cx, filter, "?status=open", Uuid::now_v7()).await.unwrap();
        self.selection(selected.id, |part| part.state != ReplayState::Looking).await
    }

    /// Works until each replay of a selection is as far as that.
    async fn selection(&self, id: Uuid, is_there: impl Fn(&ReplayPart) -> bool) -> ReplaySelection {
        let cx = self.owner.cx::<View>();
        let found = async || replays::find_selection(&cx, id).await.unwrap();
        self.work_until(async || found().await.parts.iter().all(&is_there)).await;
        found().await
    }
}

#[tokio::test]
async fn the_sales_of_a_filter_are_mapped_again_as_they_were_when_it_was_asked_for() {
    let world = filled(Platform::Woocommerce, 5).await;
    world.sql("update orders set note = 'antes', status = case when number <= 3 then 'open' else 'completed' end").await;
    let open = OrderFilter { status: Some(OrderStatus::Open), ..OrderFilter::default() };
    let cx = world.owner.cx::<RunSync>();
    let press = Uuid::now_v7();
    let selected = replays::look_at_selection(&cx, &open, "?status=open", press).await.unwrap();
    let only = selected.only.expect("one store has them all");
    // Before anybody has looked, one leaves the filter and another one comes into it.
    world.sql("update orders set status = 'completed' where number = 1").await;
    world.sql("update orders set status = 'open' where number = 5").await;
    let found = world.selection(selected.id, |part| part.state == ReplayState::Ready).await;
    assert_eq!((found.address.as_str(), found.parts.len(), found.parts[0].id), ("?status=open", 1, only));
    assert_eq!((found.parts[0].counts.looked, found.parts[0].counts.changed), (3, 3), "{found:?}");
    let shown = world.replay(only).await;
    assert_eq!((shown.scope, shown.selection), (ReplayScope::Filter, None), "it is alone");
    let mut numbers: Vec<_> =
        shown.items.iter().filter_map(|item| item.sale).map(|(_, number)| number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3]);

    replays::apply_selection(&cx, selected.id).await.unwrap();
    let applied = world.selection(selected.id, |part| part.state == ReplayState::Applied).await;
    assert_eq!(applied.parts[0].counts.applied, 3);
    assert_eq!(world.count("orders where note = 'antes'").await, 2, "the others stay as they were");
    // Pressed again, or the same press of the list, nothing is done twice.
    replays::apply_selection(&cx, selected.id).await.unwrap();
    assert_eq!(replays::look_at_selection(&cx, &open, "?status=open", press).await.unwrap(), selected);
    assert_eq!((world.replay_runs().await, world.count("replays").await), (1, 1));
}

#[tokio::test]
async fn each_store_of_a_filter_has_a_replay_and_all_are_applied_at_once() {
    let world = filled(Platform::Woocommerce, 3).await;
    world.sql("update orders set note = 'antes'").await;
    // One of them is of a second store.
    world
        .sql(
            "insert into connections select (jsonb_populate_record(c, jsonb_build_object(
                 'id', 'c0000000-0000-4000-8000-000000000002', 'name', 'Outra', 'account_id', 'outra'))).*
             from connections c",
        )
        .await;
    world
        .sql(
            "with moved as (
                 update orders set connection_id = 'c0000000-0000-4000-8000-000000000002' where number = 1
                 returning external_id
             )
             update source_records r set connection_id = 'c0000000-0000-4000-8000-000000000002'
             from moved where r.external_id = moved.external_id",
        )
        .await;
    let found = world.look_at(&OrderFilter::default()).await;
    let told: Vec<_> =
        found.parts.iter().map(|part| (part.state, part.counts.looked, part.counts.changed)).collect();
    assert_eq!(told.len(), 2, "{found:?}");
    assert_eq!(told.iter().map(|part| part.1).sum::<i64>(), 3, "{found:?}");
    let other = world.replay(found.parts[0].id).await;
    assert_eq!(other.selection, Some(found.id));
    replays::apply_selection(&world.owner.cx::<RunSync>(), found.id).await.unwrap();
    let applied = world.selection(found.id, |part| !part.state.is_open()).await;
    assert_eq!(applied.parts.iter().map(|part| part.counts.applied).sum::<i64>(), 3, "{applied:?}");
    assert_eq!(world.replay_runs().await, 2, "a run for each store");
}

#[tokio::test]
async fn too_many_sales_none_and_those_of_others_are_no_selection() {
    let world = filled(Platform::Woocommerce, 2).await;
    let cx = world.owner.cx::<RunSync>();
    let everything = OrderFilter::default();
    let refusal = async |cx: &OrgCx<RunSync>, filter: &OrderFilter| match replays::look_at_selection(
        cx,
        filter,
        "",
        Uuid::now_v7(),
    )
    .await
    {
        Err(HubError::Fault(fault)) => fault,
        other => panic!("{other:?}"),
    };
    let nothing = OrderFilter { status: Some(OrderStatus::Failed), ..OrderFilter::default() };
    assert_eq!(refusal(&cx, &nothing).await, Fault::NotFound);
    let other = stranger(&world.hub).await;
    assert_eq!(refusal(&other.cx(), &everything).await, Fault::NotFound);
    let own = world.look_at(&everything).await;
    assert!(replays::find_selection(&other.cx::<View>(), own.id).await.is_err());
    assert!(replays::apply_selection(&other.cx::<RunSync>(), own.id).await.is_err());
    let nothing_would_change = replays::apply_selection(&cx, own.id).await;
    assert!(
        matches!(nothing_would_change, Err(HubError::Fault(Fault::Conflict { .. }))),
        "{nothing_would_change:?}"
    );

    world
        .sql(
            "insert into orders select (jsonb_populate_record(null::orders, to_jsonb(o) || jsonb_build_object(
                 'id', gen_random_uuid(), 'number', 1000 + n, 'external_id', 'x' || n, 'external_number', 'x' || n))).*
             from (select * from orders limit 1) o, generate_series(1, 9998) n",
        )
        .await;
    assert_eq!(world.count("orders").await, i64::try_from(replays::MOST).unwrap());
    assert!(replays::look_at_selection(&cx, &everything, "", Uuid::now_v7()).await.is_ok(), "the most");
    world
        .sql(
            "insert into orders select (jsonb_populate_record(null::orders, to_jsonb(o) || jsonb_build_object(
                 'id', gen_random_uuid(), 'number', 999, 'external_id', 'z', 'external_number', 'z'))).*
             from (select * from orders limit 1) o",
        )
        .await;
    assert_eq!(refusal(&cx, &everything).await, Fault::Conflict { what: "replay_too_many".into() });
}
