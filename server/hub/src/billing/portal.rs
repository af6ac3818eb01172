//! Stripe's own pages for cards, addresses and invoices.

use super::{conflict, customer, gateway::PortalFlow, subscribe::HOME};
use crate::{HubError, auth::OrgCx, permit::ManageBilling};
use store::billing::customers;

/// Opens them; returns their address, which holds for minutes.
///
/// # Errors
/// [`domain::Fault::Conflict`] `billing_off`, `not_subscribed` for a company that Stripe does not know, `customer_gone` where it knows
/// it no more; [`domain::Fault::Upstream`].
pub async fn open(cx: &OrgCx<ManageBilling>, flow: PortalFlow) -> Result<String, HubError> {
    let gateway = cx.hub().gateway()?;
    let mut tx = cx.begin().await?;
    let customer = customers::find(&mut tx).await?.and_then(|row| row.live().map(str::to_owned));
    drop(tx);
    let id = customer.ok_or_else(|| conflict("not_subscribed"))?;
    let home = cx.hub().public_url(HOME).map(String::from);
    let home = home
        .ok_or_else(|| HubError::Internal("without ORION_PUBLIC_URL nobody finds back from Stripe".into()))?;
    match gateway.portal(&id, flow, &home, cx.locale()).await {
        Ok(url) => Ok(url),
        Err(error) => Err(customer::refused(cx, &gateway, &id, error).await?),
    }
}
