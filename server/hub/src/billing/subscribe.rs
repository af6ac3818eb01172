//! Subscribing: one customer, one checkout at a time, one subscription.

use super::{
    TRIAL_DAYS, conflict, customer,
    gateway::{Checkout, Gateway, GatewayError, NewCheckout, Price},
    life::{self, Seen},
};
use crate::{Hub, HubError, auth::OrgCx, permit::ManageBilling};
use chrono::{TimeDelta, Utc};
use domain::{
    AuditAction, BillingInterval, Fault, OrgId, PlanCode, PlanCurrency, SubscriptionStatus,
    view::billing::OpenCheckout,
};
use serde_json::json;
use store::{
    OrgTx,
    billing::{
        checkouts::{self, CheckoutEnd, CheckoutRow},
        customers::{self, CustomerRow, NewCustomer},
        subscriptions::{self, SubscriptionRow},
    },
};
use uuid::Uuid;

/// Where Stripe sends people back to.
pub(super) const HOME: &str = "/admin/assinatura";
const RETURN: &str = "/admin/assinatura/retorno";
/// How long a checkout may be gone through: Stripe's own day, less an hour for what it takes to open it.
const OPEN_FOR: TimeDelta = TimeDelta::hours(23);
/// What is left of an open one, at least, for somebody to be sent there again.
const WORTH_IT: TimeDelta = TimeDelta::minutes(10);
/// How often one is opened that somebody ends at the same moment, who wants another plan.
const TRIES: u32 = 3;

/// What somebody wants to pay for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wish {
    plan: PlanCode,
    interval: BillingInterval,
    currency: PlanCurrency,
}

/// What came of a checkout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CameBack {
    /// It is paid for, or tried.
    Subscribed,
    /// It was gone through, and the payment is on its way.
    OnItsWay,
    /// It was not finished, and can be.
    Open,
    Expired,
}

/// Opens a checkout for a plan; returns the address of Stripe's page. Pressed again, or by somebody else, it is the same one.
///
/// # Errors
/// [`Fault::Conflict`]: `billing_off`, `already_subscribed`, `paused` where that is, `not_on_sale` for a plan without a price, `price_missing` where Stripe
/// has none of its name, `currency_mismatch`; [`Fault::Upstream`].
pub async fn subscribe(
    cx: &OrgCx<ManageBilling>,
    plan: PlanCode,
    interval: BillingInterval,
    currency: PlanCurrency,
) -> Result<String, HubError> {
    let hub = cx.hub();
    let gateway = hub.gateway()?;
    let wish = Wish { plan, interval, currency };
    let price = price(&gateway, plan, interval).await?;
    if price.amount_in(currency.code()).is_none() {
        return Err(conflict("currency_mismatch"));
    }
    let id = customer::customer(cx, &gateway).await?;
    // A payment may have come that nobody has told of yet.
    look_for_subscriptions(cx, &gateway, &id).await?;
    for _ in 0..TRIES {
        let checkout = loop {
            match claim(cx, wish).await? {
                Claimed::Own(checkout) => break checkout,
                Claimed::Other(other) => close(cx, &gateway, &other).await?,
            }
        };
        if let Some(url) = checkout.url {
            return Ok(url);
        }
        if let Some(url) = open(cx, &gateway, &checkout, &id, &price.id).await? {
            return Ok(url);
        }
    }
    Err(conflict("billing_changed"))
}

/// The price of a plan at Stripe.
pub(super) async fn price(
    gateway: &Gateway,
    plan: PlanCode,
    interval: BillingInterval,
) -> Result<Price, HubError> {
    let key = plan.lookup_key(interval).ok_or_else(|| conflict("not_on_sale"))?;
    let found =
        gateway.prices(&[key]).await?.into_iter().find(|price| price.lookup_key.as_deref() == Some(key));
    if found.is_none() {
        tracing::error!(key, "Stripe has no active price of this name: the plan cannot be sold");
    }
    found.ok_or_else(|| conflict("price_missing"))
}

/// Whether a company has its days to try still before it.
pub(super) fn may_try(customer: Option<&CustomerRow>, all: &[SubscriptionRow]) -> bool {
    customer.is_none_or(|customer| customer.trial_used_at.is_none()) && all.is_empty()
}

/// The checkout that somebody was led to and did not go through, while it is worth going back.
pub(super) async fn unfinished(tx: &mut OrgTx) -> Result<Option<OpenCheckout>, HubError> {
    let open = checkouts::open(tx).await?;
    let open = open.filter(|open| open.url.is_some() && open.expires_at > Utc::now() + WORTH_IT);
    Ok(open.map(|open| OpenCheckout {
        plan: open.plan,
        interval: open.interval,
        currency: open.currency,
        until: open.expires_at,
    }))
}

/// Takes over what Stripe has of a customer.
async fn look_for_subscriptions(
    cx: &OrgCx<ManageBilling>,
    gateway: &Gateway,
    customer: &str,
) -> Result<(), HubError> {
    for subscription in gateway.subscriptions(Some(customer), None).await?.data {
        let known = {
            let mut tx = cx.begin().await?;
            let all = subscriptions::all(&mut tx).await?;
            all.iter().any(|row| row.id == subscription.id && row.status == subscription.status)
        };
        if !known {
            let seen = Seen::look(cx.hub(), gateway, &subscription.id).await?;
            life::take_over(cx.hub(), gateway, cx.org(), seen).await?;
        }
    }
    Ok(())
}

/// One that is paused is resumed, and neither changed nor bought anew.
pub(super) fn must_go_on(row: &SubscriptionRow) -> Result<(), HubError> {
    match row.known_status() {
        Some(SubscriptionStatus::Paused) => Err(conflict("paused")),
        _ => Ok(()),
    }
}

enum Claimed {
    /// The one that is wished for, open or to be opened.
    Own(CheckoutRow),
    /// One of another wish, or that is nearly over.
    Other(CheckoutRow),
}

/// Finds the open checkout, or notes a new one. Whoever does so beside waits.
async fn claim(cx: &OrgCx<ManageBilling>, wish: Wish) -> Result<Claimed, HubError> {
    let mut tx = cx.begin().await?;
    // It is here by now; claimed for its lock.
    let none = NewCustomer { name: "-", email: "---", locale: cx.locale() };
    let customer = customers::claim(&mut tx, &none).await?;
    let all = subscriptions::all(&mut tx).await?;
    if let Some(chief) = life::chief(&all).filter(|row| row.is_live()) {
        must_go_on(chief)?;
        return Err(conflict("already_subscribed"));
    }
    let now = Utc::now();
    if let Some(open) = checkouts::open(&mut tx).await? {
        let is_wished =
            (open.plan, open.interval, open.currency) == (wish.plan, wish.interval, wish.currency);
        let is_worth_it = open.expires_at > now + WORTH_IT;
        return Ok(if is_wished && is_worth_it { Claimed::Own(open) } else { Claimed::Other(open) });
    }
    let may_try = may_try(Some(&customer), &all);
    let new = CheckoutRow {
        id: Uuid::now_v7(),
        session_id: None,
        plan: wish.plan,
        interval: wish.interval,
        currency: wish.currency,
        trial_days: may_try.then_some(i32::try_from(TRIAL_DAYS).unwrap_or_default()),
        locale: cx.locale(),
        url: None,
        expires_at: now + OPEN_FOR,
    };
    checkouts::insert(&mut tx, &new, cx.actor().user()).await?;
    let what = json!({ "plan": wish.plan, "interval": wish.interval, "currency": wish.currency });
    cx.audit(&mut tx, AuditAction::BillingCheckoutStarted, ("organisation", Some(cx.org().0)), what).await?;
    tx.commit().await?;
    Ok(Claimed::Own(new))
}

/// Has Stripe open a checkout that was noted. Whoever does so beside gets the same one, as both ask under the same key.
/// `None` where it was ended meanwhile in favour of another one.
async fn open(
    cx: &OrgCx<ManageBilling>,
    gateway: &Gateway,
    checkout: &CheckoutRow,
    customer: &str,
    price: &str,
) -> Result<Option<String>, HubError> {
    let address = |path: &str| {
        let url = cx.hub().public_url(path).map(String::from);
        url.ok_or_else(|| HubError::Internal("without ORION_PUBLIC_URL nobody finds back from Stripe".into()))
    };
    // The braces are Stripe's: it puts its own name of the checkout there.
    let success_url = format!("{}?session={{CHECKOUT_SESSION_ID}}", address(RETURN)?);
    let new = NewCheckout {
        id: checkout.id,
        org: cx.org(),
        customer,
        price,
        currency: checkout.currency.code(),
        trial_days: checkout.trial_days.and_then(|days| u32::try_from(days).ok()),
        locale: checkout.locale,
        success_url: &success_url,
        cancel_url: &address(HOME)?,
    };
    let opened = gateway.create_checkout(&new, &format!("checkout:{}", checkout.id)).await;
    let mut tx = cx.begin().await?;
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => {
            if !error.passes() {
                checkouts::end(&mut tx, checkout.id, None, CheckoutEnd::Failed).await?;
                tx.commit().await?;
            }
            return Err(match error {
                // What the customer pays in is settled by what it paid in before.
                GatewayError::Refused { message, .. } if message.contains("currenc") => {
                    conflict("currency_mismatch")
                }
                other => other.into(),
            });
        }
    };
    let url = opened.url.ok_or_else(|| conflict("billing_changed"))?;
    let expires_at = opened.expires_at.unwrap_or(checkout.expires_at);
    let is_open = checkouts::opened(&mut tx, checkout.id, &opened.id, &url, expires_at).await?;
    tx.commit().await?;
    if is_open {
        return Ok(Some(url));
    }
    // Nobody else knows of it, so nobody else ends it: of two that are open both could be gone through.
    close(cx, gateway, &CheckoutRow { session_id: Some(opened.id), ..checkout.clone() }).await?;
    Ok(None)
}

/// Ends a checkout in favour of another one. One that was gone through meanwhile is taken over.
async fn close(cx: &OrgCx<ManageBilling>, gateway: &Gateway, open: &CheckoutRow) -> Result<(), HubError> {
    let end = match &open.session_id {
        None => CheckoutEnd::Failed,
        Some(session) => match gateway.expire_checkout(session).await {
            Ok(_) | Err(GatewayError::NotFound) => CheckoutEnd::Expired,
            Err(GatewayError::Refused { .. }) => {
                let checkout = gateway.checkout(session).await?;
                return settle(cx.hub(), gateway, cx.org(), &checkout).await.map(|_| ());
            }
            Err(other) => return Err(other.into()),
        },
    };
    let mut tx = cx.begin().await?;
    checkouts::end(&mut tx, open.id, open.session_id.as_deref(), end).await?;
    Ok(tx.commit().await?)
}

/// Looks what came of a checkout from which somebody comes back. Nothing is granted by it: Stripe is asked, as ever.
///
/// # Errors
/// [`Fault::NotFound`] for one of another company; [`Fault::Upstream`].
pub async fn come_back(cx: &OrgCx<ManageBilling>, session: &str) -> Result<CameBack, HubError> {
    let is_one =
        session.len() <= 255 && session.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'_');
    if !is_one || !session.starts_with("cs_") {
        return Err(Fault::NotFound.into());
    }
    let gateway = cx.hub().gateway()?;
    let checkout = match gateway.checkout(session).await {
        Ok(checkout) => checkout,
        Err(GatewayError::NotFound | GatewayError::Refused { .. }) => return Err(Fault::NotFound.into()),
        Err(other) => return Err(other.into()),
    };
    if checkout.client_reference_id.as_deref() != Some(&*cx.org().to_string()) {
        return Err(Fault::NotFound.into());
    }
    settle(cx.hub(), &gateway, cx.org(), &checkout).await
}

/// Takes over what came of a checkout.
pub(super) async fn settle(
    hub: &Hub,
    gateway: &Gateway,
    org: OrgId,
    checkout: &Checkout,
) -> Result<CameBack, HubError> {
    let (came, end) = match (&*checkout.status, &*checkout.payment_status) {
        ("complete", "unpaid") => (CameBack::OnItsWay, Some(CheckoutEnd::Complete)),
        ("complete", _) => (CameBack::Subscribed, Some(CheckoutEnd::Complete)),
        ("expired", _) => (CameBack::Expired, Some(CheckoutEnd::Expired)),
        _ => (CameBack::Open, None),
    };
    if let Some(end) = end {
        let mut tx = hub.job_context::<ManageBilling>(org, domain::JobId::new()).begin().await?;
        checkouts::end_session(&mut tx, &checkout.id, end).await?;
        tx.commit().await?;
    }
    if let Some(subscription) = checkout.subscription.0.as_deref().filter(|_| checkout.status == "complete") {
        let seen = Seen::look(hub, gateway, subscription).await?;
        life::take_over(hub, gateway, org, seen).await?;
    }
    Ok(came)
}
