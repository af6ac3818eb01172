//! What Stripe knows the company as: made when it first subscribes, and anew where somebody deleted it there.

use super::{
    conflict,
    gateway::{Gateway, GatewayError},
    life,
};
use crate::{HubError, auth::OrgCx, permit::ManageBilling};
use chrono::{TimeDelta, Utc};
use domain::Fault;
use store::billing::{
    checkouts::{self, CheckoutEnd},
    customers::{self, CustomerRow, NewCustomer},
};

/// How long Stripe remembers what was asked under a key, less an hour.
const REMEMBERED: TimeDelta = TimeDelta::hours(23);

/// Stripe's name of the company's customer, which is made if there is none.
pub(super) async fn customer(cx: &OrgCx<ManageBilling>, gateway: &Gateway) -> Result<String, HubError> {
    let user = cx.actor().user().ok_or(Fault::Forbidden)?;
    let (name, email) = customers::of_whom(cx.hub().db(), cx.org(), user).await?;
    let new = NewCustomer { name: &name, email: &email, locale: cx.locale() };
    let mut row = claim(cx, &new).await?;
    if let Some(id) = row.live() {
        if is_there(gateway, id).await? {
            return Ok(id.to_owned());
        }
        lose(cx, gateway, id).await?;
        row = claim(cx, &new).await?;
    }
    let since = row.gone_at.unwrap_or(row.created_at);
    let known = if since + REMEMBERED < Utc::now() {
        // Stripe may have made it long ago, and we never heard: the key by which that shows is forgotten there.
        gateway.customer_of(cx.org(), &row.email).await?
    } else {
        None
    };
    let customer = match known {
        Some(customer) => customer,
        None => {
            let nth = if row.gone_at.is_some() { row.generation + 1 } else { row.generation };
            gateway.create_customer(cx.org(), nth, &row.name, &row.email, row.locale).await?
        }
    };
    let mut tx = cx.begin().await?;
    customers::set_id(&mut tx, &customer.id).await?;
    let row = customers::find(&mut tx).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    // Where somebody else was before, theirs.
    Ok(row.customer_id.unwrap_or(customer.id))
}

async fn claim(cx: &OrgCx<ManageBilling>, new: &NewCustomer<'_>) -> Result<CustomerRow, HubError> {
    let mut tx = cx.begin().await?;
    let row = customers::claim(&mut tx, new).await?;
    tx.commit().await?;
    Ok(row)
}

async fn is_there(gateway: &Gateway, id: &str) -> Result<bool, GatewayError> {
    match gateway.customer(id).await {
        Ok(customer) => Ok(!customer.deleted),
        Err(GatewayError::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Notes that somebody deleted a customer of the company at Stripe. What it subscribed to ended with it, and an open checkout leads
/// nowhere.
pub(super) async fn lose(cx: &OrgCx<ManageBilling>, gateway: &Gateway, id: &str) -> Result<(), HubError> {
    life::look_again(cx, gateway).await?;
    let mut tx = cx.begin().await?;
    if customers::lose(&mut tx, id).await? {
        tracing::error!(org = %cx.org(), customer = id, "the customer of a company was deleted at Stripe");
        if let Some(open) = checkouts::open(&mut tx).await? {
            checkouts::end(&mut tx, open.id, open.session_id.as_deref(), CheckoutEnd::Failed).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What becomes of a call about a customer that was refused: where it is gone, that is noted, and said.
pub(super) async fn refused(
    cx: &OrgCx<ManageBilling>,
    gateway: &Gateway,
    id: &str,
    error: GatewayError,
) -> Result<HubError, HubError> {
    let may_be_gone = matches!(error, GatewayError::NotFound | GatewayError::Refused { .. });
    if !may_be_gone || is_there(gateway, id).await? {
        return Ok(error.into());
    }
    lose(cx, gateway, id).await?;
    Ok(conflict("customer_gone"))
}
