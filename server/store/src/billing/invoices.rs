//! Invoices, as Stripe told of them last.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::view::billing::{InvoiceView, money};

/// One invoice.
#[derive(Debug, Clone)]
pub struct InvoiceRow {
    pub id: String,
    pub subscription_id: Option<String>,
    pub number: Option<String>,
    pub status: String,
    pub currency: String,
    pub total: i64,
    pub amount_due: i64,
    pub amount_paid: i64,
    pub amount_remaining: i64,
    pub created_at: DateTime<Utc>,
    pub period: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub attempts: i32,
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub hosted_url: Option<String>,
    pub pdf_url: Option<String>,
    /// When Stripe was asked, by the database's clock.
    pub asked_at: DateTime<Utc>,
}

/// Writes one, unless what is here was asked for later.
///
/// # Errors
/// [`StoreError`].
pub async fn write(tx: &mut OrgTx, row: &InvoiceRow) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into billing_invoices as i (org_id, id, subscription_id, number, status, currency, total, amount_due, amount_paid,
             amount_remaining, created_at, period_start, period_end, attempts, next_attempt_at, hosted_url, pdf_url, asked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         on conflict (org_id, id) do update set subscription_id = $3, number = $4, status = $5, currency = $6, total = $7,
             amount_due = $8, amount_paid = $9, amount_remaining = $10, created_at = $11, period_start = $12,
             period_end = $13, attempts = $14, next_attempt_at = $15, hosted_url = $16, pdf_url = $17, asked_at = $18
         where i.asked_at < $18",
        org.0,
        row.id,
        row.subscription_id,
        row.number,
        row.status,
        row.currency,
        row.total,
        row.amount_due,
        row.amount_paid,
        row.amount_remaining,
        row.created_at,
        row.period.map(|(start, _)| start),
        row.period.map(|(_, end)| end),
        row.attempts,
        row.next_attempt_at,
        row.hosted_url,
        row.pdf_url,
        row.asked_at,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The newest of the company.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx, limit: i64) -> Result<Vec<InvoiceView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, subscription_id, number, status, currency, total, amount_remaining, created_at, period_start, period_end,
             next_attempt_at, hosted_url, pdf_url
         from billing_invoices where org_id = $1 order by created_at desc, id desc limit $2",
        org.0,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    // What is in a currency that is none is left out rather than shown wrongly.
    let view = rows.into_iter().filter_map(|row| {
        Some(InvoiceView {
            total: money(row.total, &row.currency)?,
            remaining: money(row.amount_remaining, &row.currency)?,
            is_payable: row.status == "open",
            id: row.id,
            subscription_id: row.subscription_id,
            number: row.number,
            status: row.status,
            created_at: row.created_at,
            period: row.period_start.zip(row.period_end),
            next_attempt_at: row.next_attempt_at,
            hosted_url: row.hosted_url,
            pdf_url: row.pdf_url,
        })
    });
    Ok(view.collect())
}
