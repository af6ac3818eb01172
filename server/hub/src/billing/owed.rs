//! What brings a plan back: the invoice that is owed, and going on with what is paused.

use super::{
    change::{asked, mark, refresh},
    conflict,
    gateway::GatewayError,
    life,
};
use crate::{HubError, auth::OrgCx, permit::ManageBilling};
use domain::{AuditAction, SubscriptionStatus, view::billing::InvoiceView};
use serde_json::json;
use store::billing::subscriptions::SubscriptionRow;

/// Leads to what has to be paid for the subscription to be in order: the address of the page of its newest invoice, the only one
/// that Stripe looks at. `None` where nothing is owed any more.
///
/// # Errors
/// [`domain::Fault::Conflict`] `billing_off`, `not_subscribed`, where it has ended, `invoice_not_payable` where it is owed and that
/// invoice cannot be paid; [`domain::Fault::Upstream`].
pub async fn pay(cx: &OrgCx<ManageBilling>) -> Result<Option<String>, HubError> {
    let gateway = cx.hub().gateway()?;
    let (row, _) = life::live(cx).await?;
    let subscription = gateway.subscription(&row.id).await?;
    let status = subscription.status.parse::<SubscriptionStatus>().ok();
    // One that is paused goes on by itself once the invoice of its next period is paid.
    let is_owed = status.is_some_and(|status| status.is_owed() || status == SubscriptionStatus::Paused);
    let mut page = None;
    if let Some(newest) = subscription.latest_invoice.0.filter(|_| is_owed) {
        let asked_at = store::billing::now(cx.hub().db()).await?;
        let mut invoice = gateway.invoice(&newest).await?;
        if invoice.status.as_deref() == Some("draft") {
            // While a subscription is unpaid Stripe makes its invoices, and leaves them so that nobody can pay them.
            invoice = gateway.finalize(&newest).await?;
            asked(cx, AuditAction::BillingPayAsked, json!({ "plan": row.plan })).await?;
        }
        let mut tx = cx.begin().await?;
        life::keep_invoice(&mut tx, &invoice, asked_at).await?;
        tx.commit().await?;
        let waits = matches!(invoice.status.as_deref(), Some("open" | "uncollectible"));
        page = invoice.hosted_invoice_url.filter(|_| waits);
    }
    // It may have been paid meanwhile, or was nothing.
    refresh(cx, &gateway, &row.id).await?;
    if page.is_none() && life::live(cx).await?.0.known_status().is_some_and(SubscriptionStatus::is_owed) {
        return Err(conflict("invoice_not_payable"));
    }
    Ok(page)
}

/// Has a subscription go on that is paused: another period of it begins. Where Stripe cannot collect for that by itself, returns the
/// address of the page on which it is paid for.
///
/// # Errors
/// As [`pay`]; [`domain::Fault::Conflict`] `billing_changed` where Stripe does not let it go on.
pub async fn resume(cx: &OrgCx<ManageBilling>) -> Result<Option<String>, HubError> {
    let gateway = cx.hub().gateway()?;
    let (row, _) = life::live(cx).await?;
    let is_paused = |row: &SubscriptionRow| row.known_status() == Some(SubscriptionStatus::Paused);
    if is_paused(&row) {
        match gateway.resume(&row.id, &mark(&row, "resume")).await {
            Ok(_) => asked(cx, AuditAction::BillingResumeAsked, json!({ "plan": row.plan })).await?,
            // It may go on already: it is looked at below.
            Err(GatewayError::Refused { .. }) => {}
            Err(other) => return Err(other.into()),
        }
    }
    let page = pay(cx).await?;
    if page.is_none() && is_paused(&life::live(cx).await?.0) {
        return Err(conflict("billing_changed"));
    }
    Ok(page)
}

/// Tells of open invoices whether paying them gives anything: one of a subscription that is over brings nothing back, and while one
/// is unpaid only its newest does. The newest come first.
pub(super) fn mark_payable(invoices: &mut [InvoiceView], all: &[SubscriptionRow]) {
    let mut seen: Vec<&str> = Vec::new();
    for invoice in invoices {
        let of = all.iter().find(|row| Some(&row.id) == invoice.subscription_id.as_ref());
        let Some(of) = of else { continue };
        let is_newest = !seen.contains(&of.id.as_str());
        seen.push(of.id.as_str());
        invoice.is_payable &= match of.known_status() {
            Some(SubscriptionStatus::Unpaid) => is_newest,
            status => !status.is_some_and(SubscriptionStatus::is_over),
        };
    }
}
