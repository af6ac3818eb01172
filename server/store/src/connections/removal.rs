//! Taking back what a simulated store brought, as if it had never been connected. What people have of shops of their own stays: nothing
//! here touches a connection that is not a disconnected one to a simulated store. What was used stays entered.

use crate::{OrgTx, StoreError};
use domain::{ConnectionId, view::customers::name_tails};
use uuid::Uuid;

/// Sales that one statement removes at most: what it locks is free again soon.
const SALES: i64 = 500;

/// Has all work on a connection end: what waits is over at once, what runs is asked to stop. Returns whether none is left.
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
    Ok(ended.into_iter().all(|ended| ended))
}

/// Removes some of the sales with all that hangs on them, and the customers that nothing else is known of. Returns how many sales went:
/// none where none is left. The sums of sales follow by themselves.
///
/// # Errors
/// [`StoreError`].
pub async fn remove_demo_sales(tx: &mut OrgTx, id: ConnectionId) -> Result<usize, StoreError> {
    let org = tx.org();
    let gone = sqlx::query!(
        "delete from orders where org_id = $1 and id = any(array(
             select o.id from orders o
             join connections c on c.org_id = o.org_id and c.id = o.connection_id
             where o.org_id = $1 and o.connection_id = $2 and c.is_demo and c.status = 'disconnected'
             limit $3))
         returning id, customer_id",
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
    sqlx::query!(
        "with addresses as (delete from order_addresses where org_id = $1 and order_id = any($2)),
              payments as (delete from order_payments where org_id = $1 and order_id = any($2)),
              refunds as (delete from order_refunds where org_id = $1 and order_id = any($2)),
              ledger as (delete from order_ledger where org_id = $1 and order_id = any($2)),
              story as (delete from domain_events where org_id = $1 and subject_id = any($2))
         delete from order_lines where org_id = $1 and order_id = any($2)",
        org.0,
        &sales,
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

/// Removes the connection with what is left of it once its sales are gone: what was read of it, its sums, its runs, codes and figures.
/// Returns whether that could be done: where it still has sales, the transaction is to be given up.
///
/// # Errors
/// [`StoreError::NotFound`] for one that is no disconnected one to a simulated store.
pub async fn remove_demo(tx: &mut OrgTx, id: ConnectionId) -> Result<bool, StoreError> {
    let org = tx.org();
    // Nobody connects it again until this is over.
    let found = sqlx::query_scalar!(
        "select id from connections where org_id = $1 and id = $2 and is_demo and status = 'disconnected' for update",
        org.0,
        id.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    if found.is_none() {
        return Err(StoreError::NotFound);
    }
    // What a run still writes it writes with its own row, so that after this nothing comes any more.
    sqlx::query!("delete from sync_runs where org_id = $1 and connection_id = $2", org.0, id.0)
        .execute(tx.conn())
        .await?;
    let has_sales = sqlx::query_scalar!(
        r#"select exists (select from orders where org_id = $1 and connection_id = $2) as "has!""#,
        org.0,
        id.0,
    );
    if has_sales.fetch_one(tx.conn()).await? {
        return Ok(false);
    }
    let verdicts = sqlx::query_scalar!(r#"select remove_demo_verdicts($1) as "removed!""#, id.0);
    verdicts.fetch_one(tx.conn()).await?;
    sqlx::query!(
        "with records as (delete from source_records where org_id = $1 and connection_id = $2),
              payloads as (delete from payload_chunks where org_id = $1 and connection_id = $2),
              events as (delete from webhook_events where org_id = $1 and connection_id = $2),
              seen as (delete from webhook_event_ids where org_id = $1 and connection_id = $2),
              steps as (delete from action_plan_items where org_id = $1 and connection_id = $2),
              sums as (delete from sales_hours where org_id = $1 and connection_id = $2),
              failed as (update jobs set settled_at = now()
                  where org_id = $1 and connection_id = $2 and state = 'failed' and settled_at is null)
         delete from connections where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(true)
}
