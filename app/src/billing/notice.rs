//! What every page says while a payment is missing or the subscription is paused, or the plan was lost.

use super::PATH;
use crate::page::PageCx;
use chrono::TimeDelta;
use domain::{BillingNotice, Permission};
use i18n::format;
use leptos::prelude::*;
use ui::{Banner, LinkButton, Tone};

/// For how long it is said that the plan was lost.
const SAID_FOR: TimeDelta = TimeDelta::days(30);

/// The banner, if there is something to say.
pub(crate) fn banner(cx: &PageCx) -> Option<AnyView> {
    // It was drawn before what came of the checkout was known.
    if cx.path() == super::back::PATH {
        return None;
    }
    // Who is locked by the company's rule is shown nothing of the company.
    let member = cx.principal().filter(|who| !who.needs_second_factor())?.member();
    let (notice, at) = (member.notice?, member.notice_at);
    let (t, may) = (cx.t.billing(), cx.may(Permission::ManageBilling));
    let when = at.map_or_else(String::new, |at| format::date(cx.locale, at, cx.zone));
    let (tone, title, text) = match notice {
        BillingNotice::PaymentFailed if may => {
            (Tone::Warning, t.payment_failed(), t.payment_failed_text(&when))
        }
        BillingNotice::PaymentFailed => {
            (Tone::Warning, t.payment_failed(), t.payment_failed_text_others(&when))
        }
        BillingNotice::Paused if may => (Tone::Warning, t.paused(), t.paused_text().to_owned()),
        BillingNotice::Paused => (Tone::Warning, t.paused(), t.paused_text_others().to_owned()),
        BillingNotice::PlanLost | BillingNotice::PlanEnded if at.is_some_and(|at| at + SAID_FOR < cx.now) => {
            return None;
        }
        BillingNotice::PlanLost if may => (Tone::Critical, t.plan_lost(), t.plan_lost_text().to_owned()),
        BillingNotice::PlanLost => (Tone::Critical, t.plan_lost(), t.plan_lost_text_others().to_owned()),
        BillingNotice::PlanEnded if may => (Tone::Critical, t.plan_lost(), t.plan_lost_ended().to_owned()),
        BillingNotice::PlanEnded => (Tone::Critical, t.plan_lost(), t.plan_lost_ended_others().to_owned()),
    };
    let action =
        (may && cx.path() != PATH).then(|| view! { <LinkButton label=t.see_subscription() href=PATH/> });
    Some(view! { <Banner tone=tone title=title text=text action=action.into_any()/> }.into_any())
}
