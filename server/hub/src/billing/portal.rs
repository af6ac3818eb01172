//! Stripe's own pages for cards, addresses and invoices.

use super::{conflict, gateway::PortalFlow, subscribe::HOME};
use crate::{HubError, auth::OrgCx, permit::ManageBilling};
use store::billing::{customers, subscriptions};

/// Opens them; returns their address, which holds for minutes.
///
/// # Errors
/// [`domain::Fault::Conflict`] `billing_off`, `not_subscribed` for a company that Stripe does not know; [`domain::Fault::Upstream`].
pub async fn open(cx: &OrgCx<ManageBilling>, flow: PortalFlow) -> Result<String, HubError> {
    let gateway = cx.hub().gateway()?;
    let mut tx = cx.begin().await?;
    let customer = customers::find(&mut tx).await?.and_then(|customer| customer.customer_id);
    let all = subscriptions::all(&mut tx).await?;
    drop(tx);
    let customer = customer.ok_or_else(|| conflict("not_subscribed"))?;
    let live = super::life::chief(&all).filter(|row| row.is_live() && row.cancels_at.is_none());
    let home = cx.hub().public_url(HOME).map(String::from);
    let home = home
        .ok_or_else(|| HubError::Internal("without ORION_PUBLIC_URL nobody finds back from Stripe".into()))?;
    let subscription = live.map(|row| row.id.as_str());
    Ok(gateway.portal(&customer, flow, subscription, &home, cx.locale()).await?)
}
