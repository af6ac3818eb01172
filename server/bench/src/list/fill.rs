//! Sales straight into the tables: importing a million would take longer than all measurements.

use crate::{report::note, stand::Stand};
use chrono::{DateTime, Utc};
use domain::{
    OrgId,
    view::page::{Cursor, CursorKey, Toward},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::time::Instant;
use uuid::Uuid;

/// Gives each company stores and `sales` sales over two years.
pub async fn fill(stand: &Stand, companies: &[OrgId], sales: i32) -> anyhow::Result<()> {
    let started = Instant::now();
    let mut owner = stand.owner().await?;
    let mut tx = owner.begin().await?;
    // Making indexes at the end takes a third of the time.
    let indexes: Vec<(String, String)> = sqlx::query_as(
        "select indexname::text, indexdef from pg_indexes
         where schemaname = 'public' and tablename = 'orders' and indexname <> 'orders_pkey'",
    )
    .fetch_all(&mut *tx)
    .await?;
    for (name, _) in &indexes {
        sqlx::query(AssertSqlSafe(format!("drop index {name}"))).execute(&mut *tx).await?;
    }
    sqlx::query("select setseed(0.7)").execute(&mut *tx).await?;
    for company in companies {
        stores_and_sales(&mut tx, *company, sales).await?;
    }
    for (_, definition) in indexes {
        sqlx::query(AssertSqlSafe(definition)).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    stand.settle().await?;
    note(&format!("filled in {:.1?}", started.elapsed()));
    Ok(())
}

async fn stores_and_sales(tx: &mut PgConnection, company: OrgId, sales: i32) -> anyhow::Result<()> {
    let stores = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    sqlx::query(include_str!("stores.sql")).bind(company.0).bind(stores).execute(&mut *tx).await?;
    sqlx::query(include_str!("sales.sql")).bind(company.0).bind(stores).bind(sales).execute(&mut *tx).await?;
    sqlx::query("update organisations set next_sale_number = $2 + 1 where id = $1")
        .bind(company.0)
        .bind(i64::from(sales))
        .execute(tx)
        .await?;
    Ok(())
}

/// The place in the list of sales behind the `skip` newest ones.
pub async fn cursor_after(stand: &Stand, company: OrgId, skip: i64) -> anyhow::Result<Cursor> {
    let (placed_at, id): (DateTime<Utc>, Uuid) = sqlx::query_as(
        "select placed_at, id from orders where org_id = $1 order by placed_at desc, id desc offset $2 - 1 limit 1",
    )
    .bind(company.0)
    .bind(skip)
    .fetch_one(&mut stand.owner().await?)
    .await?;
    Ok(Cursor { toward: Toward::Next, key: CursorKey::Number(placed_at.timestamp_micros()), id })
}
