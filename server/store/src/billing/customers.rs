//! What Stripe knows the company as.

use crate::{Db, OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{Locale, OrgId, UserId};

/// What a customer is made of.
#[derive(Debug, Clone)]
pub struct NewCustomer<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub locale: Locale,
}

/// The customer of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// `None` until Stripe has made it.
    pub customer_id: Option<String>,
    pub name: String,
    pub email: String,
    pub locale: Locale,
    pub trial_used_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    /// Since when Stripe has it no more.
    pub gone_at: Option<DateTime<Utc>>,
    /// Which one of the company it is.
    pub generation: i32,
}

impl CustomerRow {
    /// What Stripe calls it, where Stripe has it.
    pub fn live(&self) -> Option<&str> {
        self.customer_id.as_deref().filter(|_| self.gone_at.is_none())
    }
}

/// The company's customer, noted if it is new, and locked: whoever subscribes beside waits.
///
/// # Errors
/// [`StoreError`].
pub async fn claim(tx: &mut OrgTx, new: &NewCustomer<'_>) -> Result<CustomerRow, StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into billing_customers as c (org_id, name, email, locale) values ($1, $2, $3, $4)
         on conflict (org_id) do update set name = coalesce(c.name, excluded.name), email = coalesce(c.email, excluded.email)",
        org.0,
        new.name,
        new.email,
        new.locale.as_tag(),
    )
    .execute(tx.conn())
    .await?;
    find(tx).await?.ok_or(StoreError::NotFound)
}

/// The company's customer, if it ever came so far.
///
/// # Errors
/// [`StoreError`].
pub async fn find(tx: &mut OrgTx) -> Result<Option<CustomerRow>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select customer_id, name, email, locale, trial_used_at, created_at, gone_at, generation
         from billing_customers where org_id = $1",
        org.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(CustomerRow {
        customer_id: row.customer_id,
        name: row.name.unwrap_or_default(),
        email: row.email.unwrap_or_default(),
        locale: row.locale.parse()?,
        trial_used_at: row.trial_used_at,
        created_at: row.created_at,
        gone_at: row.gone_at,
        generation: row.generation,
    }))
}

/// Keeps what Stripe calls the company, in place of one that is gone. The first one stays.
///
/// # Errors
/// [`StoreError::Taken`] if another company has this one.
pub async fn set_id(tx: &mut OrgTx, customer_id: &str) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update billing_customers set customer_id = $2, gone_at = null,
             generation = case when gone_at is null then generation else generation + 1 end
         where org_id = $1 and (customer_id is null or gone_at is not null)",
        org.0,
        customer_id,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notes that Stripe has a customer of the company no more. Returns whether it had been here until now.
///
/// # Errors
/// [`StoreError`].
pub async fn lose(tx: &mut OrgTx, customer_id: &str) -> Result<bool, StoreError> {
    let org = tx.org();
    let lost = sqlx::query!(
        "update billing_customers set gone_at = now() where org_id = $1 and customer_id = $2 and gone_at is null",
        org.0,
        customer_id,
    );
    Ok(lost.execute(tx.conn()).await?.rows_affected() == 1)
}

/// Takes over a customer that was made elsewhere, by the operator at Stripe, for a company that has none, or whose own is gone.
///
/// # Errors
/// [`StoreError::Taken`] if another company has this one.
pub async fn adopt(tx: &mut OrgTx, customer_id: &str) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into billing_customers as c (org_id, customer_id) values ($1, $2)
         on conflict (org_id) do update set customer_id = $2, gone_at = null,
             generation = case when c.gone_at is null then c.generation else c.generation + 1 end
         where c.customer_id is null or c.gone_at is not null",
        org.0,
        customer_id,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The name of a company and the address of one of its people, of which a customer is made.
///
/// # Errors
/// [`StoreError::NotFound`] if there is no such person.
pub async fn of_whom(db: &Db, org: OrgId, user: UserId) -> Result<(String, String), StoreError> {
    let row = sqlx::query!(
        "select o.name, u.email from organisations o, users u where o.id = $1 and u.id = $2",
        org.0,
        user.0,
    )
    .fetch_one(db.system_pool())
    .await?;
    Ok((row.name, row.email))
}

/// Notes that the company has had its days to try.
///
/// # Errors
/// [`StoreError`].
pub async fn use_trial(tx: &mut OrgTx) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update billing_customers set trial_used_at = now() where org_id = $1 and trial_used_at is null",
        org.0,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whose customer it is.
///
/// # Errors
/// [`StoreError`].
pub async fn org_of(db: &Db, customer_id: &str) -> Result<Option<OrgId>, StoreError> {
    let org = sqlx::query_scalar!("select org_id from billing_customers where customer_id = $1", customer_id)
        .fetch_optional(db.system_pool())
        .await?;
    Ok(org.map(OrgId))
}

/// The company with this id, where it has no other customer that is still there: what Stripe has of it bears its id.
///
/// # Errors
/// [`StoreError`].
pub async fn org_without_other(db: &Db, org: OrgId, customer_id: &str) -> Result<Option<OrgId>, StoreError> {
    let org = sqlx::query_scalar!(
        "select o.id from organisations o left join billing_customers c on c.org_id = o.id
         where o.id = $1 and (c.customer_id is null or c.customer_id = $2 or c.gone_at is not null)",
        org.0,
        customer_id,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(org.map(OrgId))
}
