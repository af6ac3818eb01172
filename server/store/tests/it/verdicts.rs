//! Histories of orders: kept by month, dropped by month.

use crate::world::World;
use sqlx::Connection;
use store::migrate::{Keep, maintain_partitions};

#[tokio::test]
async fn a_month_of_histories_is_dropped_when_its_last_day_is_old_enough() {
    let world = World::new().await;
    let mut owner = world.database.connect_as("orion_owner").await;
    let month = "to_char(current_date - 100, 'YYYYMM')";
    let old: String = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select 'order_verdicts_' || {month}")))
        .fetch_one(&mut owner)
        .await
        .unwrap();
    let first = "date_trunc('month', current_date - 100)::date";
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!(
        "do $$ begin execute format('create table {old} partition of order_verdicts for values from (%L) to (%L)',
            {first}, ({first} + interval '1 month')::date); end $$"
    )))
    .execute(&mut owner)
    .await
    .unwrap();
    sqlx::query(
        "insert into order_verdicts (org_id, connection_id, external_id, at, code, cause)
         values ($1, $2, '1', current_date - 100, 'told', 'event'), ($1, $2, '1', now(), 'imported', 'full')",
    )
    .bind(world.org().0)
    .bind(world.shops[0].0)
    .execute(&mut owner)
    .await
    .unwrap();
    let steps = async |sql: &mut sqlx::PgConnection| {
        let codes = "select code from order_verdicts order by at";
        sqlx::query_scalar::<_, String>(codes).fetch_all(sql).await.unwrap()
    };
    let keep = |verdict_days| Keep { payload_days: 30, verdict_days };
    // The month may have days that are newer.
    maintain_partitions(world.database.db(), keep(100)).await.unwrap();
    assert_eq!(steps(&mut owner).await, ["told", "imported"]);
    maintain_partitions(world.database.db(), keep(60)).await.unwrap();
    assert_eq!(steps(&mut owner).await, ["imported"]);
    owner.close().await.unwrap();
}
