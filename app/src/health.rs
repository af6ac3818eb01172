//! How well the calls of platforms and the work of the installation go, and what will expire.

mod connections;
mod expiries;
mod panel;
mod targets;
mod words;

pub use expiries::expiries_page;
pub(crate) use panel::panel;

use crate::{
    integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::view::health::HealthView;
use hub::permit::View;
use leptos::prelude::*;
use ui::{LinkButton, PageHeader};

/// `/admin/saude`
pub fn health_page() -> Drawing {
    member_page::<View, _, _>(Area::Health, |cx, permit| async move {
        let health = hub::health::find(&permit, cx.now).await?;
        Ok(Page::new(cx.t.health().title(), page(&cx, &health)))
    })
}

fn page(cx: &PageCx, health: &HealthView) -> impl IntoView + use<> {
    let t = cx.t.health();
    let connections = if health.connections.is_empty() {
        integrations::connect_first(cx)
    } else {
        connections::panel(cx, &health.connections)
    };
    let see = view! { <LinkButton label=t.see_expiries() href=expiries::PATH/> };
    view! {
        <PageHeader title=t.title() context=t.context().into_any() action=see.into_any()/>
        {targets::missed(cx, health)}
        {targets::tiles(cx, health)}
        {connections}
        {targets::definitions(cx)}
    }
}
