//! What migrations make of rows that are there.

use crate::world::{Sale, insert_sale, shop};
use domain::OrgId;
use sqlx::PgConnection;
use store::migrate::MIGRATIONS;
use testkit::TestDatabase;
use uuid::Uuid;

/// A company as it was before fees were told by themselves.
async fn company(sql: &mut PgConnection) -> OrgId {
    let org = OrgId::new();
    sqlx::query("insert into organisations (id, name) values ($1, 'Loja Azul')")
        .bind(org.0)
        .execute(sql)
        .await
        .unwrap();
    org
}

#[tokio::test]
async fn fees_of_sales_that_are_here_are_told_as_those_that_come() {
    let database = TestDatabase::empty().await;
    let mut owner = database.connect_as("orion_owner").await;
    MIGRATIONS.run_to(68, &mut owner).await.unwrap();
    let mut sql = database.connect_as("orion_system").await;
    let org = company(&mut sql).await;
    let (own, market) = (shop(&mut sql, org, "Loja Centro").await, shop(&mut sql, org, "Mercado").await);
    sqlx::query("update connections set platform = 'mercadolivre' where id = $1")
        .bind(market.0)
        .execute(&mut sql)
        .await
        .unwrap();
    for (number, place, payment, entries) in [
        (1, own, "paid", &[][..]),
        (2, market, "paid", &[("commission", 120_i64), ("fee", 30), ("freight_seller", 500)][..]),
        (3, market, "paid", &[("fee", 7)][..]),
        (4, market, "pending", &[("commission", 90)][..]),
    ] {
        let sale = Sale { number, payment, ..Sale::default() };
        let order = insert_sale(&mut sql, org, place, &sale).await;
        for (position, (kind, amount)) in (1_i32..).zip(entries) {
            sqlx::query(
                "insert into order_ledger (org_id, order_id, position, kind, amount_minor) values ($1, $2, $3, $4, $5)",
            )
            .bind(org.0)
            .bind(order.0)
            .bind(position)
            .bind(kind)
            .bind(amount)
            .execute(&mut sql)
            .await
            .unwrap();
        }
    }
    MIGRATIONS.run(&mut owner).await.unwrap();
    let rows: Vec<(bool, i64, i64, i64)> = sqlx::query_as(
        "select connection_id = $1, paid, told, fees_minor::bigint from sales_hours order by 1 desc",
    )
    .bind(own.0)
    .fetch_all(&mut sql)
    .await
    .unwrap();
    assert_eq!(rows, [(true, 1, 1, 0), (false, 2, 1, 157)]);
    let counted: Vec<(bool, i64, i64)> = sqlx::query_as(
        "select o.connection_id = $1, sum(c.told)::bigint, sum(c.fees_minor)::bigint
         from orders o cross join lateral counts_of_sale(1, o.org_id, o.placed_at, o.connection_id, o.currency, o.status,
             o.payment_status, o.is_test, o.total_minor, o.refunded_minor, o.charges_minor, o.kept_fees_minor, o.commission_known) c
         group by 1 order by 1 desc",
    )
    .bind(own.0)
    .fetch_all(&mut sql)
    .await
    .unwrap();
    assert_eq!(counted, [(true, 1, 0), (false, 1, 157)], "a full count says the same");
}

#[tokio::test]
async fn what_a_channel_ships_itself_is_told_apart_and_all_customers_are_added_up() {
    let database = TestDatabase::empty().await;
    let mut owner = database.connect_as("orion_owner").await;
    MIGRATIONS.run_to(79, &mut owner).await.unwrap();
    let mut sql = database.connect_as("orion_system").await;
    let org = company(&mut sql).await;
    let (own, market) = (shop(&mut sql, org, "Loja Centro").await, shop(&mut sql, org, "Mercado").await);
    sqlx::query("update connections set platform = 'mercadolivre' where id = $1")
        .bind(market.0)
        .execute(&mut sql)
        .await
        .unwrap();
    for (number, place, tag) in
        [(1, own, "fulfillment"), (2, market, "fulfillment"), (3, market, "self_service")]
    {
        let order = insert_sale(&mut sql, org, place, &Sale { number, ..Sale::default() }).await;
        sqlx::query("update orders set tags = array['paid', $2] where id = $1")
            .bind(order.0)
            .bind(tag)
            .execute(&mut sql)
            .await
            .unwrap();
    }
    sqlx::query(
        "insert into customers (org_id, id, name, name_key) values ($1, gen_random_uuid(), 'Ana', 'ana')",
    )
    .bind(org.0)
    .execute(&mut sql)
    .await
    .unwrap();
    MIGRATIONS.run(&mut owner).await.unwrap();
    let goods: Vec<String> = sqlx::query_scalar("select fulfilment_status from orders order by number")
        .fetch_all(&mut sql)
        .await
        .unwrap();
    assert_eq!(goods, ["unfulfilled", "by_channel", "unfulfilled"]);
    let sales: i64 =
        sqlx::query_scalar("select sum(sales)::bigint from sales_hours").fetch_one(&mut sql).await.unwrap();
    assert_eq!(sales, 3, "nothing is counted twice");
    let marked: i64 =
        sqlx::query_scalar("select count(*) from customer_marks").fetch_one(&mut sql).await.unwrap();
    assert_eq!(marked, 1);
}

#[tokio::test]
async fn what_a_run_left_for_the_plan_is_taken_out_of_what_it_skipped() {
    let database = TestDatabase::empty().await;
    let mut owner = database.connect_as("orion_owner").await;
    MIGRATIONS.run_to(79, &mut owner).await.unwrap();
    let mut sql = database.connect_as("orion_system").await;
    let org = company(&mut sql).await;
    let place = shop(&mut sql, org, "Loja Centro").await;
    for (skipped, reasons) in [
        (3_i64, &["plan_limit", "draft", "plan_limit"][..]),
        (1, &["trashed"][..]),
        (1, &["plan_limit", "plan_limit"][..]),
    ] {
        let run = Uuid::now_v7();
        sqlx::query(
            "insert into sync_runs (org_id, id, connection_id, kind, state, read, skipped)
             values ($1, $2, $3, 'full', 'completed', $4, $4)",
        )
        .bind(org.0)
        .bind(run)
        .bind(place.0)
        .bind(skipped)
        .execute(&mut sql)
        .await
        .unwrap();
        for (number, reason) in (0_i32..).zip(reasons) {
            sqlx::query(
                "insert into sync_run_issues (org_id, run_id, external_id, verdict, reason)
                 values ($1, $2, $3::text, 'skipped', $4)",
            )
            .bind(org.0)
            .bind(run)
            .bind(number.to_string())
            .bind(*reason)
            .execute(&mut sql)
            .await
            .unwrap();
        }
    }
    MIGRATIONS.run(&mut owner).await.unwrap();
    let rows: Vec<(i64, i64)> =
        sqlx::query_as("select skipped, waiting from sync_runs order by created_at, id")
            .fetch_all(&mut sql)
            .await
            .unwrap();
    assert_eq!(rows, [(1, 2), (1, 0), (0, 1)], "never more than it counted");
}

#[tokio::test]
async fn hours_that_counted_what_waits_as_left_out_are_checked_again() {
    let database = TestDatabase::empty().await;
    let mut owner = database.connect_as("orion_owner").await;
    MIGRATIONS.run_to(83, &mut owner).await.unwrap();
    let mut sql = database.connect_as("orion_system").await;
    let org = company(&mut sql).await;
    let (waits, other) = (shop(&mut sql, org, "Loja Centro").await, shop(&mut sql, org, "Mercado").await);
    for (place, reason) in [(waits, "plan_limit"), (other, "draft")] {
        for statement in [
            "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day, payload_chunk,
                 payload_index, first_run, last_run)
             values ($1, $2, 'order', '1', 'skipped', $3, decode(repeat('00', 16), 'hex'), '2026-11-20', $2, 0, $2, $2)",
            "insert into completeness_checks (org_id, connection_id, due_at, problem_detail)
             values ($1, $2, now() + interval '1 hour', $3)",
        ] {
            sqlx::query(statement).bind(org.0).bind(place.0).bind(reason).execute(&mut sql).await.unwrap();
        }
    }
    MIGRATIONS.run(&mut owner).await.unwrap();
    let asked: Vec<(Uuid, bool)> = sqlx::query_as(
        "select connection_id, again_from <= now() - interval '31 days' from completeness_checks
         where again_at is not null and due_at <= now()",
    )
    .fetch_all(&mut sql)
    .await
    .unwrap();
    assert_eq!(asked, [(waits.0, true)], "as far back as what waits may have been placed");
}
