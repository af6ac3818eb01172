//! `/admin`: today, the last 30 days, and what needs a hand.

mod attention;
mod connections;
mod figures;

pub(crate) use figures::axis;

use crate::{
    integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::view::overview::Overview;
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use ui::PageHeader;

/// The first page after sign-in.
pub fn overview_page() -> Drawing {
    member_page::<View, _, _>(Area::Overview, |cx, permit| async move {
        let overview = hub::overview::find(&permit, cx.now).await?;
        Ok(Page::new(cx.t.overview().title(), page(&cx, &overview)))
    })
}

fn page(cx: &PageCx, overview: &Overview) -> impl IntoView + use<> {
    let t = cx.t.overview();
    let context = format::day(cx.locale, overview.today).into_any();
    let sold = overview.period_sales.count > 0 || !overview.other_currencies.is_empty();
    // Somebody who has connected nothing yet has one thing to do.
    let content = if overview.connections.is_empty() && !sold {
        integrations::connect_first(cx)
    } else {
        view! {
            {attention::panel(cx, overview)}
            {figures::tiles(cx, overview)}
            {figures::by_day(cx, overview)}
            {figures::by_channel(cx, overview)}
            {connections::panel(cx, &overview.connections)}
        }
        .into_any()
    };
    view! { <PageHeader title=t.title() context=context/> {content} }
}
