//! Taking back what a simulated store brought, as if it had never been connected. What people have of shops of their own stays: nothing
//! here touches a connection that is not a disconnected one to a simulated store. What was used stays entered.

use crate::{OrgTx, StoreError};
use domain::{ConnectionId, view::customers::name_tails};
use uuid::Uuid;

/// Sales that one transaction removes at most: what it locks is free again soon.
const SALES: i64 = 500;
/// The same of other rows, of each kind.
const ROWS: i32 = 1_000;

/// What became of a part of a removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// So many sales went, and there is more to go.
    Going(usize),
    Over,
}

/// Has all work on a connection end: what waits is over at once, what runs is asked to stop, and what failed is not tried again.
/// Returns whether none is left.
///
/// # Errors
/// [`StoreError`].
pub async fn end_work(tx: &mut OrgTx, id: ConnectionId) -> Result<bool, StoreError> {
    let org = tx.org();
    let ended = sqlx::query_scalar!(
        r#"update jobs j set cancel_requested = true,
               state = case when n.ends then 'cancelled' else j.state end,
               finished_at = case when n.ends then now() end
           from (select id, state = 'waiting' or not queue.is_held(org_id, id) as ends from jobs
                 where org_id = $1 and connection_id = $2 and state in ('waiting', 'running') for update) n
           where j.org_id = $1 and j.id = n.id
           returning n.ends as "ended!""#,
        org.0,
        id.0,
    )
    .fetch_all(tx.conn())
    .await?;
    sqlx::query!(
        "update jobs set settled_at = now()
         where org_id = $1 and connection_id = $2 and state = 'failed' and settled_at is null",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(ended.into_iter().all(|ended| ended))
}

/// Removes a part of what a disconnected simulated store brought: its sales with all that hangs on them and the customers that nothing
/// else is known of, then what else was kept of it, and at last the connection. To be done in a transaction of
/// [`Db::begin_import`](crate::Db::begin_import) that writes alone, and committed: nothing comes meanwhile, and wherever it is
/// broken off, the store could be connected again and would be read from the beginning. The sums of sales follow by themselves.
///
/// # Errors
/// [`StoreError::NotFound`] for one that is no disconnected one to a simulated store.
pub async fn remove_demo(tx: &mut OrgTx, id: ConnectionId) -> Result<Removal, StoreError> {
    lock(tx, id).await?;
    forget_place(tx, id).await?;
    let sales = remove_sales(tx, id).await?;
    if sales > 0 || remove_rows(tx, id).await? > 0 || is_worked_on(tx, id).await? {
        return Ok(Removal::Going(sales));
    }
    let org = tx.org();
    sqlx::query!(
        "with own as (delete from alerts where org_id = $1 and connections = array[$2::uuid]),
              others as (update alerts set connections = array_remove(connections, $2)
                  where org_id = $1 and $2 = any(connections) and cardinality(connections) > 1),
              sums as (delete from sales_hours where org_id = $1 and connection_id = $2),
              buyers as (delete from customer_sums where org_id = $1 and connection_id = $2)
         delete from connections where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(Removal::Over)
}

/// Takes the organisation's lock, under which customers are recognised: nobody who goes here is met again by another channel. Nobody
/// connects the store again meanwhile.
async fn lock(tx: &mut OrgTx, id: ConnectionId) -> Result<(), StoreError> {
    tx.lock_organisation().await?;
    let org = tx.org();
    let found = sqlx::query_scalar!(
        "select id from connections where org_id = $1 and id = $2 and is_demo and status = 'disconnected' for update",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    found.map(|_| ()).ok_or(StoreError::NotFound)
}

/// Forgets how far the store was read and compared, before anything of it goes.
async fn forget_place(tx: &mut OrgTx, id: ConnectionId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "with cursors as (delete from sync_cursors where org_id = $1 and connection_id = $2),
              checks as (delete from completeness_checks where org_id = $1 and connection_id = $2)
         delete from completeness_hours where org_id = $1 and connection_id = $2",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Removes some of the sales, with what they are known by when they come again. Returns how many went.
async fn remove_sales(tx: &mut OrgTx, id: ConnectionId) -> Result<usize, StoreError> {
    let org = tx.org();
    let gone = sqlx::query!(
        "delete from orders where org_id = $1 and id = any(array(
             select id from orders where org_id = $1 and connection_id = $2 limit $3))
         returning id, external_id, customer_id",
        org.0,
        id.0,
        SALES,
    )
    .fetch_all(tx.conn())
    .await?;
    if gone.is_empty() {
        return Ok(0);
    }
    let sales: Vec<Uuid> = gone.iter().map(|sale| sale.id).collect();
    let keys: Vec<String> = gone.iter().map(|sale| sale.external_id.clone()).collect();
    sqlx::query!(
        "with records as (delete from source_records
                  where org_id = $1 and connection_id = $3 and kind = 'order' and external_id = any($4)),
              counted as (update connections set orders_count = greatest(orders_count - cardinality($2::uuid[]), 0)
                  where org_id = $1 and id = $3),
              addresses as (delete from order_addresses where org_id = $1 and order_id = any($2)),
              payments as (delete from order_payments where org_id = $1 and order_id = any($2)),
              refunds as (delete from order_refunds where org_id = $1 and order_id = any($2)),
              ledger as (delete from order_ledger where org_id = $1 and order_id = any($2)),
              story as (delete from domain_events where org_id = $1 and subject_id = any($2))
         delete from order_lines where org_id = $1 and order_id = any($2)",
        org.0,
        &sales,
        id.0,
        &keys,
    )
    .execute(tx.conn())
    .await?;
    let mut buyers: Vec<Uuid> = gone.iter().filter_map(|sale| sale.customer_id).collect();
    buyers.sort_unstable();
    buyers.dedup();
    remove_strangers(tx, &buyers).await?;
    Ok(gone.len())
}

/// Removes those of these customers who have bought nothing.
async fn remove_strangers(tx: &mut OrgTx, buyers: &[Uuid]) -> Result<(), StoreError> {
    let org = tx.org();
    let gone = sqlx::query!(
        "delete from customers c where c.org_id = $1 and c.id = any($2)
           and not exists (select from orders o where o.org_id = $1 and o.customer_id = c.id)
         returning c.id, c.name_key",
        org.0,
        buyers,
    )
    .fetch_all(tx.conn())
    .await?;
    // Names are found by what they end with, and not by whose they are.
    let (named, tails): (Vec<Uuid>, Vec<String>) = gone
        .iter()
        .flat_map(|customer| name_tails(&customer.name_key).map(|tail| (customer.id, tail.to_owned())))
        .unzip();
    sqlx::query!(
        "with names as (
             delete from customer_names n using unnest($3::uuid[], $4::text[]) as g (id, tail)
             where n.org_id = $1 and n.tail = g.tail and n.customer_id = g.id
         ), sums as (
             delete from customer_sums where org_id = $1 and customer_id = any($2)
         )
         delete from customer_identities where org_id = $1 and customer_id = any($2)",
        org.0,
        &gone.iter().map(|customer| customer.id).collect::<Vec<_>>(),
        &named,
        &tails,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Removes some of what was kept of the store beside its sales: what was read, what came, runs and figures. Returns how many rows went.
async fn remove_rows(tx: &mut OrgTx, id: ConnectionId) -> Result<i64, StoreError> {
    let org = tx.org();
    let rows = sqlx::query_scalar!(
        r#"with records as (delete from source_records where org_id = $1 and connection_id = $2 and (kind, external_id) in (
                    select kind, external_id from source_records where org_id = $1 and connection_id = $2 limit $3)
                    returning 1),
                payloads as (delete from payload_chunks where org_id = $1 and (day, id) in (
                    select day, id from payload_chunks where org_id = $1 and connection_id = $2 limit $3)
                    returning 1),
                events as (delete from webhook_events where org_id = $1 and (received_at, id) in (
                    select received_at, id from webhook_events where org_id = $1 and connection_id = $2 limit $3)
                    returning 1),
                seen as (delete from webhook_event_ids where org_id = $1 and connection_id = $2 and event_id in (
                    select event_id from webhook_event_ids where org_id = $1 and connection_id = $2 limit $3)
                    returning 1),
                runs as (delete from sync_runs where org_id = $1 and id in (
                    select id from sync_runs where org_id = $1 and connection_id = $2 limit $3)
                    returning 1),
                calls as (delete from call_stats where org_id = $1 and connection_id = $2 and (hour, operation) in (
                    select hour, operation from call_stats where org_id = $1 and connection_id = $2 limit $3)
                    returning 1),
                steps as (delete from action_plan_items where org_id = $1 and (plan_id, order_id) in (
                    select plan_id, order_id from action_plan_items where org_id = $1 and connection_id = $2 limit $3)
                    returning 1)
           select (select count(*) from records) + (select count(*) from payloads) + (select count(*) from events)
               + (select count(*) from seen) + (select count(*) from runs) + (select count(*) from calls)
               + (select count(*) from steps) as "gone!""#,
        org.0,
        id.0,
        i64::from(ROWS),
    );
    let rows = rows.fetch_one(tx.conn()).await?;
    let verdicts = sqlx::query_scalar!(r#"select remove_demo_verdicts($1, $2) as "removed!""#, id.0, ROWS);
    Ok(rows + verdicts.fetch_one(tx.conn()).await?)
}

/// Whether work on the connection was asked for since it was ended.
async fn is_worked_on(tx: &mut OrgTx, id: ConnectionId) -> Result<bool, StoreError> {
    let org = tx.org();
    let is = sqlx::query_scalar!(
        r#"select exists (select from jobs
                          where org_id = $1 and connection_id = $2 and state in ('waiting', 'running')) as "is!""#,
        org.0,
        id.0,
    );
    Ok(is.fetch_one(tx.conn()).await?)
}
