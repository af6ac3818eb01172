//! `/admin/assinatura/retorno`: where people come back to from a checkout.

use crate::{
    page::{Area, Drawing, Page, PageCx, member_page},
    plans,
};
use domain::{
    Money, SubscriptionStatus,
    view::billing::{Payment, SubscriptionView},
};
use hub::{billing::CameBack, permit::ManageBilling};
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{ButtonKind, EmptyState, IconName, LinkButton, PageHeader, Tone};

/// Where that is.
pub(super) const PATH: &str = "/admin/assinatura/retorno";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// Stripe's name of the checkout.
    session: String,
}

/// `/admin/assinatura/retorno`
pub fn back_page() -> Drawing {
    member_page::<ManageBilling, _, _>(Area::Settings, |cx, permit| async move {
        let t = cx.t.billing();
        let came = hub::billing::come_back(&permit, &cx.query::<Wanted>().session).await?;
        let (icon, tone, said) = match came {
            CameBack::Subscribed => (IconName::Check, Tone::Positive, t.subscribed()),
            CameBack::OnItsWay => (IconName::Clock, Tone::Info, t.on_its_way()),
            CameBack::Open => (IconName::Clock, Tone::Warning, t.checkout_open()),
            CameBack::Expired => (IconName::Clock, Tone::Warning, t.checkout_expired()),
        };
        let billing = hub::billing::view(&permit).await?;
        let text = match billing.subscription.filter(|_| came == CameBack::Subscribed) {
            Some(subscription) => begun(&cx, &subscription, hub::billing::next_payment(&permit).await?),
            None => String::new(),
        };
        let (label, href) = match came {
            // One that is open goes on from there.
            CameBack::Subscribed | CameBack::OnItsWay | CameBack::Open => (t.see_subscription(), super::PATH),
            CameBack::Expired => (cx.t.plans().see_plans(), plans::PATH),
        };
        let action = view! { <LinkButton label=label href=href kind=ButtonKind::Primary/> };
        let body = view! {
            <PageHeader title=t.title() context=t.title_context().into_any()/>
            <EmptyState icon=icon tone=tone title=said text=text action=action.into_any()/>
        };
        Ok(Page::new(t.title(), body))
    })
}

/// Which plan holds now, and what is charged when: less than its price where something is taken off that.
fn begun(cx: &PageCx, subscription: &SubscriptionView, next: Option<Payment>) -> String {
    let t = cx.t.billing();
    let SubscriptionView { plan: Some(plan), price: Some(price), interval: Some(interval), .. } =
        subscription
    else {
        return String::new();
    };
    let plan = cx.t.plans().plan(plan.code());
    let is_trial = subscription.status == Some(SubscriptionStatus::Trialing);
    match subscription.trial_end.filter(|_| is_trial) {
        Some(end) => {
            // What is taken off need not be taken off each time.
            let less = next.map(|next| next.sum).filter(|sum| sum != price);
            let first = less
                .map_or_else(|| super::price_of(cx, *price, *interval), |sum| format::money(cx.locale, sum));
            t.begun_trial(&plan, &first, &format::date(cx.locale, end, cx.zone))
        }
        None => {
            let off = next.map_or_else(|| Money::zero(price.currency), |next| next.off);
            let price = Money::new(price.amount - off.amount, price.currency);
            t.begun(&plan, &super::price_of(cx, price, *interval))
        }
    }
}
