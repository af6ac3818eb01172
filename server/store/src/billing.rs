//! Plans paid for by Stripe: what is known of a company there, and what Stripe told.

pub mod checkouts;
pub mod customers;
pub mod events;
pub mod invoices;
pub mod mails;
pub mod rounds;
pub mod subscriptions;
pub mod usage;

use crate::{Db, StoreError};
use chrono::{DateTime, Utc};

/// The database's clock: by which answers of Stripe that were asked for by several processes are put in order.
///
/// # Errors
/// [`StoreError`].
pub async fn now(db: &Db) -> Result<DateTime<Utc>, StoreError> {
    let now =
        sqlx::query_scalar!(r#"select clock_timestamp() as "now!""#).fetch_one(db.system_pool()).await?;
    Ok(now)
}

/// Removes checkouts that ended 90 days ago, and e-mails and events of more than a year ago; an e-mail that is gone could be sent again.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!(
        "with checkouts as (delete from billing_checkouts where ended_at < now() - interval '90 days'),
              mails as (delete from billing_mails where ended_at < now() - interval '400 days')
         delete from stripe_events where received_at < now() - interval '400 days' and state <> 'parked'"
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}
