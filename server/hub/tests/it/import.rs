//! What the store promises of a batch: it is written once, by one worker, and a row that Postgres
//! refuses stands alone.

use crate::world::World;
use chrono::{TimeDelta, Utc};
use domain::{
    ConnectionId, FailReason, FulfilmentStatus, JobId, JobPriority, OrderStatus, PaymentStatus, SkipReason,
    SyncCounts, SyncKind, SyncRunId, SyncState,
    view::catalog::{ProductKey, UnknownFilter},
};
use hub::{
    catalog::{self, ProductInput},
    permit::{EditCatalog, View},
    syncs::What,
};
use sandbox::{NewLine, NewOrder, Platform};
use serde_json::json;
use std::time::Duration;
use store::{
    Db, DbConfig, StoreError,
    import::{Address, Batch, Buyer, Content, Held, Line, OrderContent, Place, SourceItem, Turn, apply},
    jobs::{End, JobKind, JobLane, NewJob, StartedJob},
    sync_runs::{NewRun, RunEnd},
};

/// An order with this id, bought by this person.
pub fn order(id: &str, buyer: Buyer) -> SourceItem {
    let now = Utc::now();
    let content = OrderContent {
        takes_no_commission: false,
        keeps_people: false,
        external_number: id.to_owned(),
        external_number_key: id.to_owned(),
        purchase: None,
        status: OrderStatus::Open,
        payment_status: PaymentStatus::Paid,
        fulfilment_status: FulfilmentStatus::Unfulfilled,
        channel_status: "processing".into(),
        is_test: false,
        placed_at: now,
        changed_at: now,
        paid_at: None,
        cancelled_at: None,
        currency: "BRL".into(),
        goods_minor: 1000,
        discount_minor: 0,
        shipping_minor: 0,
        fees_minor: 0,
        tax_minor: 0,
        tax_included: false,
        total_minor: 1000,
        refunded_minor: 0,
        difference_minor: 0,
        buyer,
        shipping_method: None,
        client_ip: None,
        user_agent: None,
        note: None,
        tags: Vec::new(),
        lines: Vec::new(),
        addresses: Vec::new(),
        payments: Vec::new(),
        refunds: Vec::new(),
        ledger: Vec::new(),
    };
    SourceItem {
        external_id: id.to_owned(),
        digest: *uuid::Uuid::now_v7().as_bytes(),
        version: Some(now),
        content: Content::Order(Box::new(content)),
        raw: id.as_bytes().into(),
    }
}

pub fn line(sku: &str) -> Line {
    Line {
        external_id: sku.to_owned(),
        sku: Some(sku.to_owned()),
        sku_key: Some(sku.to_owned()),
        product_ref: None,
        title: sku.to_owned(),
        variant: None,
        quantity: 1.into(),
        unit_price: 5.into(),
        discount_minor: 0,
        tax_minor: 0,
        total_minor: 500,
    }
}

/// A line without SKU that the platform knows by this code.
fn coded(code: &str) -> Line {
    Line { sku: None, sku_key: None, product_ref: Some(code.to_owned()), ..line(code) }
}

/// An order with these lines.
fn with_lines(id: &str, lines: Vec<Line>) -> SourceItem {
    let mut item = order(id, Buyer::default());
    if let Content::Order(content) = &mut item.content {
        content.lines = lines;
    }
    item
}

fn person(document: &str, email: &str, phone: &str) -> Buyer {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Buyer {
        name: "Ana Souza".into(),
        name_key: "ana souza".into(),
        known_document: some(document),
        known_email: some(email),
        known_phone: some(phone),
        ..Buyer::default()
    }
}

/// A running job with its run, without a worker.
async fn running(world: &World) -> (SyncRunId, StartedJob) {
    running_for(world, world.connection).await
}

pub async fn running_for(world: &World, connection: ConnectionId) -> (SyncRunId, StartedJob) {
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let (run, job) = (SyncRunId::new(), JobId::new());
    let new = NewRun {
        id: run,
        connection,
        job,
        kind: SyncKind::Full,
        range: (None, None),
        requested_by: None,
        retry_of: None,
    };
    store::sync_runs::insert(&mut tx, &new).await.unwrap();
    let new = NewJob {
        id: job,
        connection: Some(connection),
        kind: JobKind::SyncOrders,
        lane: JobLane::Past,
        priority: JobPriority::Normal,
        payload: json!({}),
    };
    store::jobs::create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let started = store::jobs::start(&mut tx, job).await.unwrap().unwrap();
    store::sync_runs::start(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    (run, started)
}

async fn write(
    world: &World,
    run: SyncRunId,
    job: &StartedJob,
    items: &[SourceItem],
) -> Result<SyncCounts, StoreError> {
    write_at(world, run, job, items, Turn::now()).await
}

async fn write_at(
    world: &World,
    run: SyncRunId,
    job: &StartedJob,
    items: &[SourceItem],
    turn: Turn,
) -> Result<SyncCounts, StoreError> {
    write_for(world, world.connection, (run, job), items, turn).await
}

pub async fn write_for(
    world: &World,
    connection: ConnectionId,
    (run, job): (SyncRunId, &StartedJob),
    items: &[SourceItem],
    turn: Turn,
) -> Result<SyncCounts, StoreError> {
    write_through(world.database.db(), world, connection, (run, job), items, turn).await
}

async fn write_through(
    db: &Db,
    world: &World,
    connection: ConnectionId,
    (run, job): (SyncRunId, &StartedJob),
    items: &[SourceItem],
    turn: Turn,
) -> Result<SyncCounts, StoreError> {
    let batch = Batch {
        connection,
        run,
        kind: SyncKind::Incremental,
        job: job.id,
        lease: job.lease,
        items: items.to_vec(),
        unchanged: 0,
        place: Place { progress: &json!({}), expected: None },
        should_be_told: false,
        replay: None,
    };
    let tx = db.begin_import(world.owner.org(), connection, false).await?;
    Ok(apply(tx, batch, turn).await?.counts)
}

#[tokio::test]
async fn a_worker_that_was_taken_for_dead_cannot_write_beside_its_successor() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, dead) = running(&world).await;
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    let successor = store::jobs::start(&mut tx, dead.id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let items = [order("1", Buyer::default())];
    assert!(matches!(write(&world, run, &dead, &items).await, Err(StoreError::LeaseLost)));
    assert_eq!(world.count("orders").await, 0, "nothing of the refused batch stays");
    assert_eq!(write(&world, run, &successor, &items).await.unwrap().created, 1);
    let repeat = write(&world, run, &successor, &items).await.unwrap();
    assert_eq!(repeat, SyncCounts::default(), "a repeat is known, and counted");
}

#[tokio::test]
async fn what_a_run_reads_several_times_counts_once() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let failing = |id| SourceItem {
        content: Content::Failed { reason: FailReason::Unreadable, detail: String::new() },
        ..order(id, Buyer::default())
    };
    let items = [order("1", Buyer::default()), failing("2"), failing("3")];
    let (first, job) = running(&world).await;
    let counts = write(&world, first, &job, &items).await.unwrap();
    assert_eq!(counts, SyncCounts { read: 3, created: 1, failed: 2, ..SyncCounts::default() });
    assert_eq!(write(&world, first, &job, &items).await.unwrap(), SyncCounts::default());
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    store::jobs::finish(&mut tx, &job, End::Done).await.unwrap();
    let end = RunEnd { state: SyncState::Partial, problem: None };
    store::sync_runs::finish(&mut tx, first, &end).await.unwrap();
    tx.commit().await.unwrap();

    // As the failed ones are tried again by their keys, then read in their places.
    let (second, job) = running(&world).await;
    let counts = write(&world, second, &job, &items[1..]).await.unwrap();
    assert_eq!(counts, SyncCounts { read: 2, failed: 2, ..SyncCounts::default() });
    let twice = [items[0].clone(), items[0].clone(), items[1].clone(), failing("4"), failing("4")];
    let counts = write(&world, second, &job, &twice).await.unwrap();
    assert_eq!(counts, SyncCounts { read: 2, unchanged: 1, failed: 1, ..SyncCounts::default() });
    assert_eq!(world.count("sync_run_issues where external_id in ('2', '3', '4')").await, 5);
    // What Postgres refuses is written anew each time.
    let mut refused = order("5", Buyer::default());
    let Content::Order(content) = &mut refused.content else { panic!() };
    content.channel_status = "x".repeat(500);
    let counts = write(&world, second, &job, std::slice::from_ref(&refused)).await.unwrap();
    assert_eq!(counts, SyncCounts { read: 1, failed: 1, ..SyncCounts::default() });
    assert_eq!(write(&world, second, &job, &[refused]).await.unwrap(), SyncCounts::default());
}

#[tokio::test]
async fn each_record_keeps_its_newest_payload() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let now = Utc::now();
    let failing = |id, raw: &str, minutes| SourceItem {
        content: Content::Failed { reason: FailReason::Unreadable, detail: String::new() },
        version: Some(now + TimeDelta::minutes(minutes)),
        raw: raw.as_bytes().into(),
        ..order(id, Buyer::default())
    };
    let known = order("1", Buyer::default());
    write(&world, run, &job, std::slice::from_ref(&known)).await.unwrap();
    let items = [known, failing("2", "older", 0), failing("3", "third", 0), failing("2", "newer", 1)];
    write(&world, run, &job, &items).await.unwrap();
    for (id, raw) in [("2", "newer"), ("3", "third")] {
        let cx = world.owner.cx::<View>();
        let kept = hub::not_imported::payload(&cx, world.connection, id).await.unwrap();
        assert_eq!(kept.as_deref(), Some(raw), "{id}");
    }
}

#[tokio::test]
async fn a_row_that_postgres_refuses_stands_alone() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let mut items: Vec<SourceItem> = (0..9).map(|id| order(&format!("o{id}"), Buyer::default())).collect();
    for bad in [3, 7] {
        let Content::Order(content) = &mut items[bad].content else { panic!() };
        content.channel_status = "x".repeat(500);
    }
    let counts = write(&world, run, &job, &items).await.unwrap();
    assert_eq!((counts.created, counts.failed, counts.add_up()), (7, 2, true));
    assert_eq!(
        world.count("sync_run_issues where reason = 'refused' and external_id in ('o3', 'o7')").await,
        2
    );
    assert_eq!(world.count("source_records where verdict = 'failed'").await, 2);
}

#[tokio::test]
async fn what_a_channel_hides_later_stays_as_it_was() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let place = |street: Option<&str>| Address {
        kind: "shipping",
        name: street.map(|_| "Ana Souza".into()),
        street: street.map(str::to_owned),
        city: Some("São Paulo".into()),
        postal_code: Some("01001-000".into()),
        ..Address::default()
    };
    let shown = |id: &str, buyer: Buyer, address: Address, keeps: bool| {
        let mut item = order(id, buyer);
        let Content::Order(content) = &mut item.content else { panic!() };
        (content.addresses, content.keeps_people) = (vec![address], keeps);
        item
    };
    let ana = || Buyer {
        email: Some("ana@exemplo.com.br".into()),
        phone: Some("(11) 98765-4321".into()),
        document: Some("529.982.247-25".into()),
        ..person("52998224725", "ana@exemplo.com.br", "+5511987654321")
    };
    let ids = [("kept", true), ("told", false)];
    let first = ids.map(|(id, keeps)| shown(id, ana(), place(Some("Rua A")), keeps));
    write(&world, run, &job, &first).await.unwrap();
    let hidden = ids.map(|(id, keeps)| shown(id, Buyer::default(), place(None), keeps));
    let counts = write(&world, run, &job, &hidden).await.unwrap();
    assert_eq!(counts.updated, 2);
    let of_ana = "orders where buyer_name = 'Ana Souza' and buyer_email is not null and buyer_document is not null \
                  and buyer_phone is not null";
    assert_eq!(world.count(of_ana).await, 1, "a shop that takes a name away means it");
    let at_home = "order_addresses where street = 'Rua A' and name = 'Ana Souza' and city is not null";
    assert_eq!((world.count(at_home).await, world.count("order_addresses").await), (1, 2));
    assert_eq!(world.count("customer_identities").await, 3);
    let other =
        Buyer { name: "Bia Lima".into(), document: Some("111.444.777-35".into()), ..Buyer::default() };
    write(&world, run, &job, &[shown("kept", other, place(Some("Rua B")), true)]).await.unwrap();
    let moved = "orders o join order_addresses a on a.order_id = o.id where o.buyer_name = 'Bia Lima' and a.street = 'Rua B' \
                 and o.buyer_email = 'ana@exemplo.com.br'";
    assert_eq!(world.count(moved).await, 1, "what is told is taken");
}

#[tokio::test]
async fn an_older_version_never_overwrites_a_newer_one() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let newer = order("1", Buyer::default());
    let mut older = order("1", Buyer::default());
    older.version = newer.version.map(|at| at - TimeDelta::minutes(1));
    write(&world, run, &job, std::slice::from_ref(&newer)).await.unwrap();
    let counts = write(&world, run, &job, std::slice::from_ref(&older)).await.unwrap();
    assert_eq!((counts.skipped, counts.updated), (1, 0));
    let both = [older, order("1", Buyer::default())];
    let counts = write(&world, run, &job, &both).await.unwrap();
    assert_eq!(
        (counts.read, counts.updated, counts.skipped),
        (1, 1, 0),
        "the older one is listed and counted"
    );
    assert_eq!(world.count("orders").await, 1);
}

#[tokio::test]
async fn one_person_is_one_customer_and_a_family_is_not() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let ana = "11144477735";
    let items = [
        order("document and e-mail", person(ana, "ana@example.com", "+5511999990000")),
        order("e-mail only", person("", "ana@example.com", "")),
        order("phone only", person("", "", "+5511999990000")),
        order("her son, same e-mail", person("52998224725", "ana@example.com", "+5511999990000")),
        order("nobody", Buyer::default()),
    ];
    let counts = write(&world, run, &job, &items).await.unwrap();
    assert_eq!(counts.created, 5);
    assert_eq!(world.count("customers").await, 2);
    assert_eq!(world.count("orders where customer_match = 'email' and external_id = 'e-mail only'").await, 1);
    assert_eq!(world.count("orders where customer_match = 'phone' and external_id = 'phone only'").await, 1);
    assert_eq!(world.count("orders where customer_id is null and external_id = 'nobody'").await, 1);
    let again = [order("later", person(ana, "", ""))];
    write(&world, run, &job, &again).await.unwrap();
    assert_eq!(world.count("customers").await, 2, "known in a later batch as well");
    assert_eq!(world.count("orders where customer_match = 'document' and external_id = 'later'").await, 1);
}

#[tokio::test]
async fn what_failed_or_was_left_out_is_judged_again() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let good = order("1", Buyer::default());
    let failing = SourceItem {
        content: Content::Failed { reason: FailReason::UnknownCurrency, detail: "XQX".into() },
        ..good.clone()
    };
    let left_out = SourceItem { content: Content::Skipped(SkipReason::TestOrder), ..good.clone() };
    for round in 1..=2 {
        let counts = write(&world, run, &job, std::slice::from_ref(&failing)).await.unwrap();
        let counted = i64::from(round == 1);
        assert_eq!((counts.failed, counts.read), (counted, counted), "round {round}: it still is not here");
        assert_eq!(
            world.count("sync_run_issues where reason = 'unknown_currency' and detail = 'XQX'").await,
            1
        );
    }
    let counts = write(&world, run, &job, std::slice::from_ref(&left_out)).await.unwrap();
    assert_eq!(counts, SyncCounts::default(), "it is counted");
    let told = format!("sync_run_issues where reason = '{}'", SkipReason::TestOrder.code());
    assert_eq!(world.count(&told).await, 1, "another reason than before");
    let counts = write(&world, run, &job, std::slice::from_ref(&good)).await.unwrap();
    assert_eq!(counts.created, 1, "settings may change while the order does not");
    let counts = write(&world, run, &job, std::slice::from_ref(&left_out)).await.unwrap();
    assert_eq!(counts, SyncCounts::default(), "what is a sale stays one");
}

#[tokio::test]
async fn two_old_versions_in_one_batch_are_one_issue() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let newest = order("1", Buyer::default());
    let older = |minutes| SourceItem {
        version: newest.version.map(|at| at - TimeDelta::minutes(minutes)),
        ..order("1", Buyer::default())
    };
    write(&world, run, &job, std::slice::from_ref(&newest)).await.unwrap();
    let counts = write(&world, run, &job, &[older(2), older(1)]).await.unwrap();
    assert_eq!((counts.skipped, counts.add_up()), (1, true));
    assert_eq!(world.count("sync_run_issues").await, 1);
}

#[tokio::test]
async fn a_stamp_from_a_clock_that_was_ahead_does_not_hide_later_changes() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let ahead =
        SourceItem { version: Some(Utc::now() + TimeDelta::hours(2)), ..order("1", Buyer::default()) };
    write(&world, run, &job, std::slice::from_ref(&ahead)).await.unwrap();
    let counts = write(&world, run, &job, &[order("1", Buyer::default())]).await.unwrap();
    assert_eq!((counts.updated, counts.skipped), (1, 0));
}

#[tokio::test]
async fn a_tax_number_that_becomes_known_later_tells_people_apart() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let (ana, son) = ("11144477735", "52998224725");
    let first = order("first", person("", "ana@example.com", ""));
    write(&world, run, &job, std::slice::from_ref(&first)).await.unwrap();
    let items = [
        order("with document", person(ana, "ana@example.com", "+5511999990000")),
        order("her son", person(son, "ana@example.com", "")),
    ];
    write(&world, run, &job, &items).await.unwrap();
    assert_eq!(world.count("customers").await, 2);
    let shown = format!("customers where document = '{ana}' and phone = '+5511999990000'");
    assert_eq!(world.count(&shown).await, 1, "the first order's customer shows both");

    let mut corrected = order("first", person("", "ana.souza@example.com", ""));
    corrected.version = first.version.map(|at| at + TimeDelta::seconds(1));
    write(&world, run, &job, &[corrected]).await.unwrap();
    assert_eq!(world.count("customers").await, 2, "an order keeps its customer when the e-mail is corrected");
    assert_eq!(world.count("customer_identities where value = 'ana.souza@example.com'").await, 1);
}

#[tokio::test]
async fn only_what_was_imported_and_is_the_same_is_known_without_looking() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let good = order("1", Buyer::default());
    let failing = SourceItem {
        content: Content::Failed { reason: FailReason::Unreadable, detail: String::new() },
        ..order("2", Buyer::default())
    };
    write(&world, run, &job, &[good.clone(), failing.clone()]).await.unwrap();
    let asked = [("1", good.digest), ("1", [0; 16]), ("2", failing.digest), ("3", good.digest)];
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    for (asking, held) in [(run, Held::FromThisRun), (SyncRunId::new(), Held::Unchanged)] {
        let known = store::import::held(&mut tx, world.connection, asking, &asked).await.unwrap();
        assert_eq!(known, [held, Held::Not, Held::Not, Held::Not]);
    }
}

#[tokio::test]
async fn a_batch_commits_after_the_one_before_it_or_not_at_all() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let mut turn = Turn::now();
    let items = [order("2", person("", "ana@example.com", ""))];
    let second = write_at(&world, run, &job, &items, turn.behind());
    let items = [order("1", person("", "ana@example.com", ""))];
    let first = write_at(&world, run, &job, &items, turn);
    let (second, first) = tokio::join!(second, first);
    assert_eq!((first.unwrap().created, second.unwrap().created), (1, 1));
    assert_eq!(world.count("customers").await, 1, "the second batch knows who came with the first");

    let mut turn = Turn::now();
    let behind = turn.behind();
    drop(turn);
    let items = [order("3", Buyer::default())];
    let third = write_at(&world, run, &job, &items, behind);
    assert!(matches!(third.await, Err(StoreError::Overtaken)));

    // One that has written all, and is refused when it commits.
    world
        .sql("create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$")
        .await;
    world
        .sql(
            "create constraint trigger refuse after insert on orders deferrable initially deferred
             for each row when (new.external_id = '4') execute function refuse()",
        )
        .await;
    let mut turn = Turn::now();
    let items = [order("5", person("", "bia@example.com", ""))];
    let fifth = write_at(&world, run, &job, &items, turn.behind());
    let items = [order("4", person("", "bia@example.com", ""))];
    let fourth = write_at(&world, run, &job, &items, turn);
    let (fifth, fourth) = tokio::join!(fifth, fourth);
    assert!(fourth.is_err());
    assert!(matches!(fifth, Err(StoreError::Overtaken)));

    for table in ["orders", "source_records"] {
        assert_eq!(world.count(table).await, 2, "{table}");
    }
    assert_eq!(world.count("customers").await, 1);
}

#[tokio::test]
async fn plans_of_an_empty_company_look_up_a_grown_one_by_key() {
    const BATCH: i64 = 200;
    const GROWN: i64 = 20_000;
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    // One connection: the second batch finds the plans of the first.
    let db = Db::open(&DbConfig { options: world.database.login(), app_connections: 1 });
    let batch = async |of: &str| {
        let items: Vec<SourceItem> = (1..=BATCH)
            .map(|n| format!("{of}{n}"))
            .map(|id| {
                let mut item = order(&id, person(&id, &format!("{id}@exemplo.com.br"), &id));
                if let Content::Order(content) = &mut item.content {
                    content.lines = vec![line(&id), coded(&id)];
                }
                item
            })
            .collect();
        let written = write_through(&db, &world, world.connection, (run, &job), &items, Turn::now()).await;
        assert_eq!(written.unwrap().created, BATCH);
    };
    batch("a").await;
    // Without keys that look up what they refer to: that would count as read.
    let grow = format!(
        "do $$ declare org uuid := '{}'; shop uuid := '{}'; begin
            set local session_replication_role = replica;
            insert into customers (org_id, id, name, name_key, document, email, phone)
            select org, md5('c' || n)::uuid, 'Ana', 'ana', 'b' || n, n, n from generate_series(1, {GROWN}) n;
            insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day,
                payload_chunk, payload_index, first_run, last_run)
            select org, shop, 'order', 'c' || n, 'skipped', 'draft', decode(md5(n::text), 'hex'), '2026-01-01', org, 0, org, org
            from generate_series(1, {GROWN}) n;
            insert into customer_identities (org_id, kind, value, customer_id)
            select org, 'document', 'b' || n, md5('c' || n)::uuid from generate_series(1, {GROWN}) n;
            insert into products (org_id, id, sku, sku_key, name, name_key, currency)
            select org, md5('p' || n)::uuid, n, n, 'Camiseta', 'camiseta', 'BRL' from generate_series(1, {GROWN}) n;
            insert into sku_links (org_id, sku_key, product_id)
            select org, 'b' || n, md5('p' || n)::uuid from generate_series(1, {GROWN}) n;
            insert into code_links (org_id, connection_id, code, product_id)
            select org, shop, 'b' || n, md5('p' || n)::uuid from generate_series(1, {GROWN}) n;
        end $$",
        world.owner.org(),
        world.connection
    );
    world.sql(&grow).await;
    batch("b").await;
    db.close().await;
    let written = format!("pg_stat_user_tables where relname = 'orders' and n_tup_ins >= {}", 2 * BATCH);
    let counted = async {
        while world.count(&written).await == 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), counted).await.expect("what the batches read is counted");
    let walked = "select relname::text from pg_stat_user_tables where seq_tup_read >= $1
                  union all select indexrelname::text from pg_stat_user_indexes where idx_tup_read >= $1";
    let mut owner = world.database.connect_as("orion_owner").await;
    let walked: Vec<String> = sqlx::query_scalar(walked).bind(GROWN).fetch_all(&mut owner).await.unwrap();
    assert_eq!(walked, Vec::<String>::new());
    assert_eq!(
        world.count("orders where customer_match = 'document'").await,
        BATCH,
        "who was known was found"
    );
    assert_eq!(world.count("order_lines where product_id is not null").await, 2 * BATCH);
}

#[tokio::test]
async fn lines_that_wait_for_their_turn_get_the_product_that_is_linked_meanwhile() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let item = with_lines("1", vec![line("cam-m"), line("bon-01"), coded("MLB1"), coded("MLB2")]);
    let mut turn = Turn::now();
    let items = [item];
    let batch = write_at(&world, run, &job, &items, turn.behind());
    let linking = async {
        let waiting = "pg_stat_activity where datname = current_database() and state = 'idle in transaction'
                       and query like 'insert into domain_events%'";
        while world.count(waiting).await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let input = ProductInput { sku: "CAM-M".into(), name: "Camiseta".into(), ..ProductInput::default() };
        let (product, _) = catalog::create(&world.owner.cx::<EditCatalog>(), &input).await.unwrap();
        let code = ProductKey::of_code(world.connection, "MLB1").unwrap();
        catalog::link(&world.owner.cx::<EditCatalog>(), &code, product).await.unwrap();
        write_at(&world, run, &job, &[], turn).await.unwrap();
    };
    let (written, ()) = tokio::join!(batch, linking);
    written.unwrap();
    assert_eq!(world.count("order_lines where product_id is not null").await, 2);
    assert_eq!(world.count("order_lines where sku_key = 'cam-m' and product_id is not null").await, 1);
    assert_eq!(world.count("order_lines where product_ref = 'MLB1' and product_id is not null").await, 1);
}

#[tokio::test]
async fn a_line_without_a_sku_is_matched_by_the_code_that_was_linked() {
    let world = World::with(Platform::Woocommerce, 0).await;
    let (run, job) = running(&world).await;
    let cx = world.owner.cx::<EditCatalog>();
    let with_sku = Line { product_ref: Some("94".into()), ..line("bon-01") };
    let first = with_lines("1", vec![coded("94"), coded("95"), with_sku]);
    write(&world, run, &job, std::slice::from_ref(&first)).await.unwrap();
    assert_eq!(world.count("order_lines where code_connection_id is not null").await, 2);
    let input = ProductInput { sku: "CAM-M".into(), name: "Camiseta".into(), ..ProductInput::default() };
    let (product, _) = catalog::create(&cx, &input).await.unwrap();
    let code = ProductKey::of_code(world.connection, "94").unwrap();
    assert_eq!(catalog::link(&cx, &code, product).await.unwrap().lines, 1);
    let matched = format!("order_lines where product_id = '{product}'");
    assert_eq!(world.count(&matched).await, 1);

    let counts = write(&world, run, &job, std::slice::from_ref(&first)).await.unwrap();
    assert_eq!((counts.read, world.count(&matched).await), (0, 1));
    let changed = SourceItem { digest: [7; 16], ..first.clone() };
    let counts = write(&world, run, &job, &[changed, with_lines("2", vec![coded("94")])]).await.unwrap();
    assert_eq!((counts.updated, counts.created), (1, 1));
    assert_eq!(world.count(&matched).await, 2, "in the order that changed, and in a new one");

    // A variation that was deleted since: the channel tells no code any more.
    let gone = with_lines("2", vec![Line { product_ref: None, ..coded("94") }]);
    write(&world, run, &job, &[gone]).await.unwrap();
    assert_eq!(world.count(&matched).await, 2);
    assert_eq!(
        world.count("order_lines where product_ref = '94' and code_connection_id is not null").await,
        2
    );

    // A line that got its SKU later goes by that.
    let named = with_lines("2", vec![Line { product_ref: Some("94".into()), ..line("bon-01") }]);
    write(&world, run, &job, &[named]).await.unwrap();
    assert_eq!(world.count(&matched).await, 1);
    assert_eq!(catalog::unlink(&cx, &code, product).await.unwrap(), 1);
    assert_eq!(world.count(&matched).await, 0);
}

#[tokio::test]
async fn a_store_sells_without_skus_and_one_link_is_remembered_for_its_next_orders() {
    let world = World::with(Platform::Mercadolivre, 40).await;
    let sell = || {
        let line = NewLine { sku: None, name: "Livro raro".into(), quantity: 1, price: 3_000 };
        world.shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
    };
    sell();
    world.sync(What::Changes).await;
    let codes = UnknownFilter::beginning("mlb").unwrap();
    let found = catalog::to_link(&world.owner.cx::<View>(), Some(&codes), None).await.unwrap();
    let items = found.page.rows.into_iter().map(|(item, _)| item);
    let item = items.filter(|item| item.title == "Livro raro").collect::<Vec<_>>().pop().unwrap();
    assert_eq!(item.source.as_ref().unwrap().platform, "mercadolivre");
    let cx = world.owner.cx::<EditCatalog>();
    let draft = catalog::draft(&cx, &item.key).await.unwrap();
    let input = ProductInput { sku: "NOVO-1".into(), name: draft.name, ..ProductInput::default() };
    let (product, mended) = catalog::create_for(&cx, &input, Some(&item.key)).await.unwrap();
    assert_eq!(mended.lines, item.lines as u64);
    let matched = format!("order_lines where product_id = '{product}'");
    assert_eq!((world.count(&matched).await, item.lines), (1, 1));
    sell();
    world.sync(What::Everything).await;
    assert_eq!(world.count(&matched).await, 2);
}
