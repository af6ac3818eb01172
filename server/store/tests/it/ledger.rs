//! What a channel tells of an order besides its total, and orders that are one purchase.

use crate::world::World;
use chrono::Utc;
use domain::{
    FulfilmentStatus, JobId, JobPriority, LedgerKind, OrderId, OrderStatus, PaymentStatus, SyncKind,
    SyncRunId,
    view::{
        orders::{LedgerEntry, OrderDetail, OrderFilter, OrderSort},
        search::Search,
    },
};
use hub::{orders, permit::View};
use serde_json::json;
use store::{
    import::{Address, Batch, Buyer, Content, Entry, OrderContent, Place, SourceItem, Turn, apply},
    jobs::{End, JobKind, JobLane, NewJob},
    sync_runs::NewRun,
};

fn order(external_id: &str, purchase: Option<&str>, ledger: &[(LedgerKind, i64)]) -> SourceItem {
    let now = Utc::now();
    let content = OrderContent {
        takes_no_commission: false,
        keeps_people: false,
        external_number: external_id.to_owned(),
        external_number_key: external_id.to_owned(),
        purchase: purchase.map(str::to_owned),
        status: OrderStatus::Open,
        payment_status: PaymentStatus::Paid,
        fulfilment_status: FulfilmentStatus::Unfulfilled,
        channel_status: "paid".into(),
        is_test: false,
        placed_at: now,
        changed_at: now,
        paid_at: None,
        cancelled_at: None,
        currency: "BRL".into(),
        goods_minor: 10_000,
        discount_minor: 0,
        shipping_minor: 0,
        fees_minor: 0,
        tax_minor: 0,
        tax_included: false,
        total_minor: 10_000,
        refunded_minor: 0,
        difference_minor: 0,
        buyer: Buyer::default(),
        shipping_method: None,
        client_ip: None,
        user_agent: None,
        note: None,
        tags: Vec::new(),
        lines: Vec::new(),
        addresses: vec![Address {
            kind: "shipping",
            full_text: Some("Rua A, 1, Recife".into()),
            ..Address::default()
        }],
        payments: Vec::new(),
        refunds: Vec::new(),
        ledger: ledger
            .iter()
            .map(|(kind, amount_minor)| Entry {
                kind: *kind,
                amount_minor: *amount_minor,
                label: Some("sale_fee".into()),
            })
            .collect(),
    };
    SourceItem {
        external_id: external_id.to_owned(),
        digest: *uuid::Uuid::now_v7().as_bytes(),
        version: Some(now),
        content: Content::Order(Box::new(content)),
        raw: external_id.as_bytes().into(),
    }
}

/// Writes the orders of one of the two shops as a run of its own.
async fn write(world: &World, shop: usize, items: &[SourceItem]) {
    let (run, job, connection) = (SyncRunId::new(), JobId::new(), world.shops[shop]);
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    let new = NewRun {
        id: run,
        connection,
        job,
        kind: SyncKind::Webhook,
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
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    let started = store::jobs::start(&mut tx, job).await.unwrap().unwrap();
    let lease = started.lease;
    store::sync_runs::start(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    let place = Place { progress: &json!({}), expected: None };
    let kind = SyncKind::Incremental;
    let batch = Batch {
        connection,
        run,
        kind,
        job,
        lease,
        items: items.to_vec(),
        unchanged: 0,
        place,
        should_be_told: false,
        replay: None,
    };
    let tx = world.database.db().begin_import(world.org(), connection, false).await.unwrap();
    let counts = apply(tx, batch, Turn::now()).await.unwrap().counts;
    assert_eq!(counts.created + counts.updated, items.len() as i64);
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    store::jobs::finish(&mut tx, &started, End::Done).await.unwrap();
    tx.commit().await.unwrap();
}

async fn found(world: &World, text: &str) -> Vec<(OrderId, String)> {
    let filter = OrderFilter { search: Search::parse(text), ..OrderFilter::default() };
    let page = orders::list(&world.cx::<View>(), &filter, OrderSort::default(), None).await.unwrap().page;
    let mut rows: Vec<_> = page.rows.into_iter().map(|row| (row.id, row.external_number)).collect();
    rows.sort_by(|one, other| one.1.cmp(&other.1));
    rows
}

async fn detail(world: &World, external_number: &str) -> OrderDetail {
    let rows = found(world, external_number).await;
    let (id, _) = rows.iter().find(|(_, number)| number == external_number).unwrap();
    orders::find(&world.cx::<View>(), *id, &OrderFilter::default()).await.unwrap()
}

#[tokio::test]
async fn a_ledger_is_written_written_again_and_cleared_with_its_order() {
    let world = World::new().await;
    let entry = |kind, amount_minor| LedgerEntry { kind, amount_minor, label: Some("sale_fee".into()) };
    let first = [(LedgerKind::Commission, 1_650), (LedgerKind::DiscountChannel, 500)];
    write(&world, 0, &[order("1001", None, &first), order("1002", None, &[])]).await;
    let order_1 = detail(&world, "1001").await;
    assert_eq!(
        order_1.ledger,
        [entry(LedgerKind::Commission, 1_650), entry(LedgerKind::DiscountChannel, 500)]
    );
    assert_eq!(order_1.money.kept_minor(&order_1.ledger), 10_000 - 1_650 + 500);
    assert_eq!(order_1.addresses[0].full_text.as_deref(), Some("Rua A, 1, Recife"));
    assert_eq!(detail(&world, "1002").await.ledger, []);

    write(&world, 0, &[order("1001", None, &[(LedgerKind::FreightSeller, 1_000)])]).await;
    assert_eq!(detail(&world, "1001").await.ledger, [entry(LedgerKind::FreightSeller, 1_000)]);
    write(&world, 0, &[order("1001", None, &[])]).await;
    assert_eq!(detail(&world, "1001").await.ledger, []);
}

#[tokio::test]
async fn the_sales_of_a_purchase_name_each_other_within_their_store() {
    let world = World::new().await;
    let pack = Some("Pack-2000");
    write(&world, 0, &[order("2001", pack, &[]), order("2002", pack, &[]), order("2003", None, &[])]).await;
    write(&world, 1, &[order("2004", pack, &[])]).await;
    let one = detail(&world, "2001").await;
    assert_eq!(one.purchase.as_deref(), pack);
    let others: Vec<_> = one.same_purchase.iter().map(|sale| sale.external_number.as_str()).collect();
    assert_eq!(others, ["2002"]);
    assert_eq!((one.same_purchase[0].total, one.same_purchase[0].status), (one.row.total, one.row.status));
    assert_eq!(detail(&world, "2004").await.same_purchase, []);
    assert_eq!(detail(&world, "2003").await.purchase, None);

    // A channel may take an order out of its purchase.
    write(&world, 0, &[order("2002", None, &[])]).await;
    assert_eq!(detail(&world, "2001").await.same_purchase, []);
}

#[tokio::test]
async fn a_purchase_is_found_by_its_beginning() {
    let world = World::new().await;
    write(&world, 0, &[order("3001", Some("Pack-3000"), &[]), order("3002", Some("Pack-3000"), &[])]).await;
    write(&world, 0, &[order("3003", Some("Pack-4000"), &[])]).await;
    let numbers =
        async |text| found(&world, text).await.into_iter().map(|(_, number)| number).collect::<Vec<_>>();
    assert_eq!(numbers("Pack-3000").await, ["3001", "3002"]);
    assert_eq!(numbers("#Pack").await, ["3001", "3002", "3003"]);
    assert!(numbers("Pack-5").await.is_empty());
}

#[tokio::test]
async fn a_ledger_without_its_order_and_a_code_of_another_connection_are_found() {
    let mut world = World::new().await;
    write(&world, 0, &[order("4001", None, &[(LedgerKind::Fee, 100)])]).await;
    sqlx::query("insert into order_ledger values ($1, $2, 0, 'fee', 100, null)")
        .bind(world.org().0)
        .bind(OrderId::new().0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    let line = "insert into order_lines (org_id, order_id, position, external_id, product_ref, code_connection_id, title, quantity, unit_price, discount_minor, tax_minor, total_minor)
         select org_id, id, 9, '9', '94', $1, 'Item', 1, 10, 0, 0, 1000 from orders";
    sqlx::query(line).bind(world.shops[1].0).execute(&mut world.sql).await.unwrap();
    let orphans = store::integrity::orphans(world.database.db(), 1).await.unwrap();
    let orphans: Vec<_> = orphans.iter().map(|found| (found.reference.as_str(), found.rows)).collect();
    let code = "order_lines.code_connection_id differs from its order's connection";
    assert_eq!(orphans, [(code, 1), ("order_ledger.order_id", 1)]);
}
