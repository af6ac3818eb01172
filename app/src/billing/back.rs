//! `/admin/assinatura/retorno`: where people come back to from a checkout.

use crate::{
    page::{Area, Drawing, Page, member_page},
    plans,
};
use hub::{billing::CameBack, permit::ManageBilling};
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
        let (label, href) = match came {
            CameBack::Subscribed | CameBack::OnItsWay => (t.see_subscription(), super::PATH),
            CameBack::Open | CameBack::Expired => (cx.t.plans().see_plans(), plans::PATH),
        };
        let action = view! { <LinkButton label=label href=href kind=ButtonKind::Primary/> };
        let body = view! {
            <PageHeader title=t.title() context=t.title_context().into_any()/>
            <EmptyState icon=icon tone=tone title=said action=action.into_any()/>
        };
        Ok(Page::new(t.title(), body))
    })
}
