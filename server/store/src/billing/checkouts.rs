//! Checkouts: one at a time for a company.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{BillingInterval, Locale, PlanCode, PlanCurrency, UserId};
use uuid::Uuid;

/// What somebody is about to pay for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutRow {
    pub id: Uuid,
    /// `None` until Stripe has opened it.
    pub session_id: Option<String>,
    pub plan: PlanCode,
    pub interval: BillingInterval,
    pub currency: PlanCurrency,
    pub trial_days: Option<i32>,
    pub locale: Locale,
    pub url: Option<String>,
    pub expires_at: DateTime<Utc>,
}

/// The one that is open, or about to be.
///
/// # Errors
/// [`StoreError`].
pub async fn open(tx: &mut OrgTx) -> Result<Option<CheckoutRow>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select id, session_id, plan, billing_interval, currency, trial_days, locale, url, expires_at
         from billing_checkouts where org_id = $1 and state in ('starting', 'open')",
        org.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(CheckoutRow {
        id: row.id,
        session_id: row.session_id,
        plan: row.plan.parse()?,
        interval: row.billing_interval.parse()?,
        currency: row.currency.parse()?,
        trial_days: row.trial_days,
        locale: row.locale.parse()?,
        url: row.url,
        expires_at: row.expires_at,
    }))
}

/// Notes one that is to be opened.
///
/// # Errors
/// [`StoreError::Taken`] while another one is open.
pub async fn insert(tx: &mut OrgTx, new: &CheckoutRow, by: Option<UserId>) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into billing_checkouts (org_id, id, plan, billing_interval, currency, trial_days, locale, created_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org.0,
        new.id,
        new.plan.code(),
        new.interval.code(),
        new.currency.code(),
        new.trial_days,
        new.locale.as_tag(),
        by.map(|user| user.0),
        new.expires_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Who asked for a checkout, if that is known still: by id and name.
///
/// # Errors
/// [`StoreError`].
pub async fn asked_by(tx: &mut OrgTx, id: Uuid) -> Result<Option<(UserId, String)>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select u.id, u.name from billing_checkouts c join users u on u.id = c.created_by
         where c.org_id = $1 and c.id = $2",
        org.0,
        id,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| (UserId(row.id), row.name)))
}

/// Keeps where Stripe has opened it. Whether it is open now: not where it was ended meanwhile.
///
/// # Errors
/// [`StoreError`].
pub async fn opened(
    tx: &mut OrgTx,
    id: Uuid,
    session_id: &str,
    url: &str,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let opened = sqlx::query!(
        "update billing_checkouts set session_id = $3, url = $4, expires_at = $5, state = 'open'
         where org_id = $1 and id = $2 and (state = 'starting' or state = 'open' and session_id = $3)",
        org.0,
        id,
        session_id,
        url,
        expires_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(opened.rows_affected() == 1)
}

/// How a checkout ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckoutEnd {
    /// Somebody went through with it.
    Complete,
    Expired,
    /// Stripe did not open it.
    Failed,
}

impl CheckoutEnd {
    const fn code(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Expired => "expired",
            Self::Failed => "failed",
        }
    }
}

/// Ends one that is known by this session. Whether it was open until now: not where Stripe has opened it since it was read as one
/// without a session, for that session must be ended first.
///
/// # Errors
/// [`StoreError`].
pub async fn end(
    tx: &mut OrgTx,
    id: Uuid,
    session_id: Option<&str>,
    end: CheckoutEnd,
) -> Result<bool, StoreError> {
    let org = tx.org();
    let ended = sqlx::query!(
        "update billing_checkouts set state = $4, ended_at = now()
         where org_id = $1 and id = $2 and session_id is not distinct from $3 and state in ('starting', 'open')",
        org.0,
        id,
        session_id,
        end.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() == 1)
}

/// Ends the one that Stripe calls so. Whether it was open until now; one that was taken for expired may be complete all the same.
///
/// # Errors
/// [`StoreError`].
pub async fn end_session(tx: &mut OrgTx, session_id: &str, end: CheckoutEnd) -> Result<bool, StoreError> {
    let org = tx.org();
    let ended = sqlx::query!(
        "update billing_checkouts set state = $3, ended_at = now()
         where org_id = $1 and session_id = $2 and state <> 'complete' and ($3 = 'complete' or ended_at is null)",
        org.0,
        session_id,
        end.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(ended.rows_affected() == 1)
}
