//! What the forms of payments post to.

use super::PATH;
use crate::form::{Done, Form, Posted};
use chrono::DateTime;
use domain::{Fault, FieldProblem, STRIPE};
use hub::{
    HubError,
    auth::OrgCx,
    billing::{ChangeDone, PortalFlow},
    permit::ManageBilling,
};
use i18n::format;
use leptos::prelude::*;
use std::str::FromStr;

fn code<T: FromStr>(field: &str, text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::field(field, FieldProblem::Unknown))
}

/// Does something with the subscription and leads on.
async fn manage(
    form: Form,
    act: impl AsyncFnOnce(&OrgCx<ManageBilling>) -> Result<Done, HubError>,
) -> Posted {
    let done = async { act(&form.authorize::<ManageBilling>()?).await };
    let done = done.await;
    form.answer(done).await
}

/// Leads to the checkout of a plan.
#[server(name = BillingSubscribe, prefix = "/ui", endpoint = "billing/subscribe")]
pub async fn billing_subscribe(
    #[server(default)] plan: String,
    #[server(default)] interval: String,
    #[server(default)] currency: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("billing/subscribe", &return_to, PATH);
    manage(form, async |billing| {
        let (plan, interval) = (code("plan", &plan)?, code("interval", &interval)?);
        let url = hub::billing::subscribe(billing, plan, interval, code("currency", &currency)?).await?;
        Ok(Done::to(url).at_platform(STRIPE.to_owned()))
    })
    .await
}

/// Changes to another plan: at once, at the end of the period, or by a checkout.
#[server(name = BillingChange, prefix = "/ui", endpoint = "billing/change")]
pub async fn billing_change(
    #[server(default)] plan: String,
    #[server(default)] interval: String,
    #[server(default)] currency: String,
    // Seconds since 1970, of the amount that was shown.
    #[server(default)] at: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("billing/change", &return_to, PATH);
    let (texts, locale, zone) = (form.texts(), form.visit().locales(), zone(&form));
    manage(form, async |billing| {
        let (plan, interval) = (code("plan", &plan)?, code("interval", &interval)?);
        let at = at.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        let t = texts.billing();
        Ok(match hub::billing::change(billing, plan, interval, code("currency", &currency)?, at).await? {
            ChangeDone::Checkout(url) => Done::to(url).at_platform(STRIPE.to_owned()),
            ChangeDone::Now => Done::to(PATH).toast(t.changed()),
            ChangeDone::AtPeriodEnd(at) => {
                Done::to(PATH).toast(t.change_later(&format::date(locale, at, zone)))
            }
        })
    })
    .await
}

/// Takes a scheduled change back.
#[server(name = BillingTakeBack, prefix = "/ui", endpoint = "billing/take-back")]
pub async fn billing_take_back(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/take-back", &return_to, PATH);
    let said = form.texts().billing().taken_back();
    manage(form, async |billing| {
        hub::billing::take_back(billing).await?;
        Ok(Done::to(PATH).toast(said))
    })
    .await
}

/// Leads to the page of the invoice that has to be paid.
#[server(name = BillingPay, prefix = "/ui", endpoint = "billing/pay")]
pub async fn billing_pay(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/pay", &return_to, PATH);
    let said = form.texts().billing().nothing_owed();
    manage(form, async |billing| {
        Ok(match hub::billing::pay(billing).await? {
            Some(url) => Done::to(url).at_platform(STRIPE.to_owned()),
            None => Done::to(PATH).toast(said),
        })
    })
    .await
}

/// Has a paused subscription go on, or leads to what has to be paid for that.
#[server(name = BillingResume, prefix = "/ui", endpoint = "billing/resume")]
pub async fn billing_resume(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/resume", &return_to, PATH);
    let said = form.texts().billing().resumed();
    manage(form, async |billing| {
        Ok(match hub::billing::resume(billing).await? {
            Some(url) => Done::to(url).at_platform(STRIPE.to_owned()),
            None => Done::to(PATH).toast(said),
        })
    })
    .await
}

/// Ends the subscription with the time that is paid for.
#[server(name = BillingCancel, prefix = "/ui", endpoint = "billing/cancel")]
pub async fn billing_cancel(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/cancel", &return_to, PATH);
    let (texts, locale, zone) = (form.texts(), form.visit().locales(), zone(&form));
    manage(form, async |billing| {
        let t = texts.billing();
        let said = match hub::billing::cancel(billing).await? {
            Some(at) => t.cancelled(&format::date(locale, at, zone)),
            None => t.cancelled_now().to_owned(),
        };
        Ok(Done::to(PATH).toast(said))
    })
    .await
}

/// Goes on with a subscription that was to end.
#[server(name = BillingKeepOn, prefix = "/ui", endpoint = "billing/keep-on")]
pub async fn billing_keep_on(#[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/keep-on", &return_to, PATH);
    let said = form.texts().billing().kept();
    manage(form, async |billing| {
        hub::billing::keep_on(billing).await?;
        Ok(Done::to(PATH).toast(said))
    })
    .await
}

/// Leads to Stripe's pages for cards, addresses and invoices.
#[server(name = BillingPortal, prefix = "/ui", endpoint = "billing/portal")]
pub async fn billing_portal(#[server(default)] flow: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/portal", &return_to, PATH);
    let flow = match &*flow {
        "card" => PortalFlow::Card,
        _ => PortalFlow::Home,
    };
    manage(form, async |billing| {
        let url = hub::billing::open_portal(billing, flow).await?;
        Ok(Done::to(url).at_platform(STRIPE.to_owned()))
    })
    .await
}

/// Switches on and off that what goes beyond the plan is paid for.
#[server(name = BillingOverage, prefix = "/ui", endpoint = "billing/overage")]
pub async fn billing_overage(#[server(default)] on: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("billing/overage", &return_to, PATH);
    let (t, on) = (form.texts().billing(), !on.is_empty());
    manage(form, async |billing| {
        hub::billing::switch_overage(billing, on).await?;
        Ok(Done::to(PATH).toast(if on { t.switched_on() } else { t.switched_off() }))
    })
    .await
}

/// The company's zone.
fn zone(form: &Form) -> chrono_tz::Tz {
    let zone = form.visit().principal().and_then(|who| who.member().org_time_zone.parse().ok());
    zone.unwrap_or(chrono_tz::Tz::America__Sao_Paulo)
}
