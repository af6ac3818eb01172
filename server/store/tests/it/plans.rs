//! Under row-level security an operator that is not leakproof is a filter over all rows of the
//! company. These tests ask Postgres, as the runtime role, how it would read.

use crate::world::{World, shop};
use domain::{
    ConnectionId, CustomerId, FulfilmentStatus, OrderStatus, PaymentStatus,
    view::{
        customers::{CustomerFilter, CustomerSort},
        orders::{FulfilmentFilter, OrderFilter, OrderSort, OrderSortKey},
        page::{Cursor, CursorKey, Toward},
        search::Search,
    },
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Two companies with a few thousand sales each, and statistics.
async fn busy() -> World {
    let mut world = World::new().await;
    let (org, shops, other) = (world.org(), world.shops, world.stranger.org());
    world.many(org, shops, 3000).await;
    let theirs = [shop(&mut world.sql, other, "A").await, shop(&mut world.sql, other, "B").await];
    world.many(other, theirs, 3000).await;
    for statement in [
        "insert into order_lines (org_id, order_id, position, external_id, sku, sku_key, title, quantity, unit_price, discount_minor, tax_minor, total_minor)
         select org_id, id, 1, '1', 'SKU-' || number % 500, 'sku-' || number % 500, 'Item', 1, 10, 0, 0, 1000 from orders",
        "insert into customers (org_id, id, name, name_key)
         select org_id, id, 'Cliente ' || number, 'cliente ' || number from orders",
        "insert into customer_names (org_id, tail, customer_id) select org_id, number::text, id from orders",
        "insert into customer_identities (org_id, kind, value, customer_id)
         select org_id, 'email', 'c' || number || '@example.com', id from orders
         union all select org_id, 'phone', '+5511' || 900000000 + number, id from orders
         union all select org_id, 'document', (10000000000 + number)::text, id from orders",
        "update orders set customer_id = id, purchase = case when number % 3 = 0 then number::text end",
    ] {
        sqlx::query(statement).execute(&mut world.sql).await.unwrap();
    }
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("analyze").execute(&mut owner).await.unwrap();
    world
}

async fn plan(
    world: &World,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> String {
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    store::orders::explain(&mut tx, filter, connections, sort, from).await.unwrap().join("\n")
}

/// Asserts that no step reads more than an index gives: no scan of a whole table, and none of the
/// columns as a filter.
fn assert_indexed(plan: &str, columns: &[&str]) {
    assert!(!plan.contains("Seq Scan on orders"), "{plan}");
    assert!(!plan.contains("Seq Scan on order_lines") && !plan.contains("Seq Scan on customer"), "{plan}");
    for column in columns {
        let named = |line: &&str| line.contains(column);
        let filter = plan.lines().find(|line| line.trim_start().starts_with("Filter:") && named(line));
        assert_eq!(filter, None, "{plan}");
        assert!(
            plan.lines().any(|line| line.contains("Index Cond:") && named(&line)),
            "{column} is in no index condition\n{plan}"
        );
    }
}

#[tokio::test]
async fn every_single_filter_and_a_deep_place_walk_an_index_in_order() {
    let world = busy().await;
    let all = OrderFilter::default();
    let on_hold = FulfilmentFilter::Of(FulfilmentStatus::OnHold);
    let place =
        Cursor { toward: Toward::Next, key: CursorKey::Number(1_767_300_000_000_000), id: Uuid::max() };
    let from = Some("2026-01-01T10:00:00Z".parse().unwrap());
    for (filter, column) in [
        (all.clone(), "org_id"),
        (OrderFilter { connection: Some(world.shops[0]), ..all.clone() }, "connection_id"),
        (OrderFilter { payment: Some(PaymentStatus::Pending), ..all.clone() }, "payment_status"),
        (OrderFilter { status: Some(OrderStatus::Cancelled), ..all.clone() }, "status"),
        (OrderFilter { fulfilment: Some(on_hold), ..all.clone() }, "fulfilment_status"),
        (OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..all.clone() }, "org_id"),
        (OrderFilter { customer: Some(CustomerId(Uuid::max())), ..all.clone() }, "customer_id"),
        (OrderFilter { placed_from: from, ..all.clone() }, "placed_at"),
        (OrderFilter { test: Some(true), ..all.clone() }, "org_id"),
    ] {
        for cursor in [None, Some(&place)] {
            let plan = plan(&world, &filter, None, OrderSort::default(), cursor).await;
            assert_indexed(&plan, &[column]);
            assert!(!plan.contains("Sort Key"), "{filter:?}\n{plan}");
        }
        let deep = plan(&world, &filter, None, OrderSort::default(), Some(&place)).await;
        assert!(deep.contains("ROW(placed_at, id)") && deep.contains("Index Cond"), "{deep}");
    }
}

#[tokio::test]
async fn the_list_with_what_stands_around_it_walks_the_same_indexes() {
    let world = busy().await;
    let all = OrderFilter::default();
    let on_hold = FulfilmentFilter::Of(FulfilmentStatus::OnHold);
    let place =
        Cursor { toward: Toward::Next, key: CursorKey::Number(1_767_300_000_000_000), id: Uuid::max() };
    for (filter, index) in [
        (all.clone(), "orders_placed_idx"),
        (OrderFilter { connection: Some(world.shops[0]), ..all.clone() }, "orders_connection_idx"),
        (OrderFilter { payment: Some(PaymentStatus::Pending), ..all.clone() }, "orders_payment_idx"),
        (OrderFilter { status: Some(OrderStatus::Cancelled), ..all.clone() }, "orders_status_idx"),
        (OrderFilter { fulfilment: Some(on_hold), ..all.clone() }, "orders_fulfilment_idx"),
        (OrderFilter { customer: Some(CustomerId(Uuid::max())), ..all.clone() }, "orders_customer_idx"),
        (OrderFilter { test: Some(true), ..all.clone() }, "orders_test_idx"),
    ] {
        for cursor in [None, Some(&place)] {
            let db = world.database.db();
            let sort = OrderSort::default();
            let plan = store::orders::explain_listed(db.read(world.org()), &filter, sort, cursor);
            let plan = plan.await.unwrap().join("\n");
            assert!(plan.contains(index) && !plan.contains("Seq Scan on orders"), "{filter:?}\n{plan}");
            assert!(!plan.contains("Sort Key"), "{filter:?}\n{plan}");
            // Whose rows they are is set before any is read.
            let (scopes, orders) = (plan.match_indices("CTE Scan on scope"), plan.find(index));
            let scopes: Vec<_> = scopes.map(|(at, _)| Some(at)).collect();
            assert!(scopes.len() == 2 && scopes[1] < orders, "{filter:?}\n{plan}");
        }
    }
}

#[tokio::test]
async fn a_platform_walks_the_index_of_each_of_its_connections() {
    let world = busy().await;
    let plan = plan(&world, &OrderFilter::default(), Some(&world.shops), OrderSort::default(), None).await;
    assert_indexed(&plan, &["connection_id"]);
    assert!(plan.contains("Nested Loop"), "{plan}");
}

#[tokio::test]
async fn what_has_to_be_shipped_of_some_connections_walks_its_own_index_once() {
    let world = busy().await;
    let filter = OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..OrderFilter::default() };
    let place =
        Cursor { toward: Toward::Next, key: CursorKey::Number(1_767_300_000_000_000), id: Uuid::max() };
    for cursor in [None, Some(&place)] {
        let plan = plan(&world, &filter, Some(&world.shops), OrderSort::default(), cursor).await;
        assert_indexed(&plan, &["org_id"]);
        assert!(plan.contains("orders_to_ship_idx") && !plan.contains("Nested Loop"), "{plan}");
        assert!(!plan.contains("Sort Key"), "{plan}");
    }
}

#[tokio::test]
async fn the_number_walks_its_index_too() {
    let world = busy().await;
    let sort = OrderSort { key: OrderSortKey::Number, descending: true };
    let plan = plan(&world, &OrderFilter::default(), None, sort, None).await;
    assert!(plan.contains("orders_number_key") && !plan.contains("Sort Key"), "{plan}");
    // What came since: from a number on.
    let place = Cursor { toward: Toward::Next, key: CursorKey::Number(2_990), id: Uuid::nil() };
    let sort = OrderSort { descending: false, ..sort };
    let plan = self::plan(&world, &OrderFilter::default(), None, sort, Some(&place)).await;
    assert_indexed(&plan, &["number"]);
    assert!(plan.contains("orders_number_key") && !plan.contains("Sort Key"), "{plan}");
}

#[tokio::test]
async fn every_order_of_customers_walks_its_index_of_all_channels_and_of_one() {
    let world = busy().await;
    let db = world.database.db();
    for org in [world.org(), world.stranger.org()] {
        while store::customers::add_up(db.begin(org).await.unwrap(), 1_000).await.unwrap() {}
    }
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("analyze customer_sums").execute(&mut owner).await.unwrap();
    let all = CustomerFilter::default();
    let numbered = Cursor { toward: Toward::Next, key: CursorKey::Number(1_500), id: Uuid::nil() };
    let timed = Cursor { key: CursorKey::Number(1_767_300_000_000_000), ..numbered.clone() };
    let named = Cursor { key: CursorKey::Text("cliente 15".into()), ..numbered.clone() };
    for (sort, index, place) in [
        (CustomerSort::Name, "customer_sums_name_idx", &named),
        (CustomerSort::Latest, "customer_sums_last_idx", &timed),
        (CustomerSort::LongestAgo, "customer_sums_last_idx", &timed),
        (CustomerSort::MostPurchases, "customer_sums_purchases_idx", &numbered),
        (CustomerSort::MostSpent, "customer_sums_spent_idx", &numbered),
    ] {
        for cursor in [None, Some(place)] {
            for connections in [None, Some(&world.shops[..1]), Some(&world.shops[..])] {
                let mut tx = db.begin(world.org()).await.unwrap();
                let plan = store::customers::explain(&mut tx, &all, connections, sort, cursor).await;
                let plan = plan.unwrap().join("\n");
                assert!(
                    plan.contains(index) && !plan.contains("Seq Scan on customer_sums"),
                    "{sort}\n{plan}"
                );
                // Of several connections, what each walk finds is merged.
                let is_merged = connections.is_some_and(|connections| connections.len() > 1);
                assert_eq!(plan.contains("Sort Key"), is_merged, "{sort}\n{plan}");
            }
        }
    }
    let since = Some("2026-01-03T01:00:00Z".parse().unwrap());
    for filter in [
        CustomerFilter { at_least: Some(2), ..all.clone() },
        CustomerFilter { since, ..all.clone() },
        Search::parse("cliente 12").into(),
    ] {
        let mut tx = db.begin(world.org()).await.unwrap();
        let plan = store::customers::explain(&mut tx, &filter, None, CustomerSort::Name, None).await;
        let plan = plan.unwrap().join("\n");
        assert!(!plan.contains("Seq Scan on customer"), "{filter:?}\n{plan}");
    }
}

#[tokio::test]
async fn every_reading_of_a_search_is_an_index_condition() {
    let world = busy().await;
    for (text, columns) in [
        ("12345678909", vec!["external_number_key", "purchase", "number", "waits", "sku_key", "value"]),
        ("159,90", vec!["external_number_key", "purchase", "total_minor", "waits", "sku_key", "value"]),
        (
            "cliente 12",
            vec!["external_number_key", "purchase", "waits", "sku_key", "name_key", "tail", "value"],
        ),
    ] {
        let filter = OrderFilter { search: Search::parse(text), ..OrderFilter::default() };
        let plan = plan(&world, &filter, None, OrderSort::default(), None).await;
        assert_indexed(&plan, &columns);
    }
}

/// The statement of the store that holds all of these words, and its number of parameters.
pub fn statement(words: &[&str]) -> (String, usize) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../.sqlx");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    let statements = files.map(|file| serde_json::from_slice::<serde_json::Value>(&file).unwrap());
    let mut found =
        statements.filter(|one| words.iter().all(|word| one["query"].as_str().unwrap().contains(word)));
    let one = found.next().unwrap_or_else(|| panic!("no statement holds {words:?}"));
    assert!(found.next().is_none(), "several statements hold {words:?}");
    (
        one["query"].as_str().unwrap().to_owned(),
        one["describe"]["parameters"]["Left"].as_array().unwrap().len(),
    )
}

#[tokio::test]
async fn codes_are_read_by_their_index_however_many_are_linked() {
    let mut world = busy().await;
    let lines = "insert into order_lines (org_id, order_id, position, external_id, product_ref, code_connection_id, product_id, title, quantity, unit_price, discount_minor, tax_minor, total_minor)
         select org_id, id, 2, '2', 'MLB' || number % 500, connection_id, case when number % 50 > 0 then gen_random_uuid() end, 'Item', 1, 10, 0, 0, 1000 from orders";
    sqlx::query(lines).execute(&mut world.sql).await.unwrap();
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("analyze order_lines").execute(&mut owner).await.unwrap();
    let mut app = world.database.connect_as("orion_app").await;
    let org = format!("set app.org_id = '{}'; set plan_cache_mode = force_generic_plan", world.org());
    sqlx::raw_sql(AssertSqlSafe(org)).execute(&mut app).await.unwrap();
    for (place, words) in [
        &["with waiting as", "code_connection_id"][..],
        &["with recursive skus"],
        &["select null as sku", "order_lines"],
        &["update order_lines set product_id = $4", "product_id is null"],
        &["update order_lines set product_id = null", "code_connection_id"],
    ]
    .into_iter()
    .enumerate()
    {
        let (statement, parameters) = statement(words);
        let prepare = format!("prepare stored_{place} as {statement}");
        sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut app).await.unwrap();
        let explain =
            format!("explain (costs off) execute stored_{place} ({})", vec!["null"; parameters].join(", "));
        let plan: Vec<String> = sqlx::query_scalar(AssertSqlSafe(explain)).fetch_all(&mut app).await.unwrap();
        assert_indexed(&plan.join("\n"), &["code_connection_id", "product_ref"]);
    }
}

#[tokio::test]
async fn people_of_the_history_are_found_by_leaps_in_their_index() {
    let mut world = World::new().await;
    let entries = "insert into audit_log (org_id, id, at, actor_id, actor_name, action, subject_kind)
         select $1, gen_random_uuid(), now() - make_interval(secs => n),
             ('00000000-0000-0000-0000-00000000000' || n % 5)::uuid, 'Ana', 'sku.linked', 'product'
         from generate_series(1, 20000) n";
    let org = world.org();
    sqlx::query(entries).bind(org.0).execute(&mut world.sql).await.unwrap();
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("analyze audit_log").execute(&mut owner).await.unwrap();
    let people = store::audit::people(&mut world.database.db().begin(org).await.unwrap()).await.unwrap();
    let made = people.iter().filter(|person| person.user.to_string().starts_with("00000000-"));
    assert_eq!(made.count(), 5);
    let mut app = world.database.connect_as("orion_app").await;
    let set = format!("set app.org_id = '{org}'; set plan_cache_mode = force_generic_plan");
    sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut app).await.unwrap();
    let prepare = format!("prepare people as {}", statement(&["with recursive people"]).0);
    sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut app).await.unwrap();
    let explain = "explain (costs off) execute people (null)";
    let plan: Vec<String> = sqlx::query_scalar(explain).fetch_all(&mut app).await.unwrap();
    let plan = plan.join("\n");
    assert!(plan.contains("audit_log_actor_idx") && !plan.contains("Seq Scan"), "{plan}");
}
