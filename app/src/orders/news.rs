//! What came since a list of sales was drawn: a line in the place of its context, which leads to the list as it is now.

use super::query::OrdersQuery;
use crate::{
    live::{Fragment, LivePart, NO_RUN},
    page::PageCx,
    syncs,
};
use domain::view::orders::{Arrivals, OrderSort};
use hub::{HubError, auth::OrgCx, orders::OrderList, permit::View};
use leptos::prelude::*;

/// The context of a list, which gives way to what came. Only where that stands on top: on the first page, the newest first.
pub(super) fn follow(cx: &PageCx, query: &OrdersQuery, list: &OrderList, context: AnyView) -> AnyView {
    if list.channels.is_empty() || query.cursor().is_some() || query.sort() != OrderSort::default() {
        return context;
    }
    let (ask, line) = (syncs::ask(cx, "news", &list.newest.to_string()), line(Some(context), None));
    view! { <LivePart ask=ask run=NO_RUN.to_owned() running=false first=false sales=true>{line}</LivePart> }
        .into_any()
}

/// The same as a script asks for it again; `since` is the highest number when the list was drawn.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, since: i64) -> Result<Fragment, HubError> {
    let query: OrdersQuery = cx.query();
    let t = cx.t.news();
    let told = match hub::orders::arrived(permit, &query.filter(cx.zone), since).await? {
        Arrivals::Counted(0) => None,
        Arrivals::Counted(Arrivals::CAP..) => Some(t.arrived_more(Arrivals::CAP - 1)),
        Arrivals::Counted(few) => Some(t.arrived(few)),
        Arrivals::Flood => Some(t.arrived_flood().to_owned()),
    };
    let link = told.map(|told| view! { <a href=query.with_news(since)>{told}</a> }.into_any());
    // Whose sales they are stays, and all of it as long as nothing came: as it stands in the page.
    let is_kept = link.is_none() || !query.customer.is_empty();
    let html = line(is_kept.then(|| ().into_any()), link).to_html();
    Ok(Fragment { html, ..Fragment::default() })
}

/// The context and what came. That is an `output`, unlike its neighbour, so that drawing again tells them apart, and there
/// from the start, so that what is put into it is announced.
fn line(context: Option<AnyView>, news: Option<AnyView>) -> AnyView {
    let between = (context.is_some() && news.is_some()).then_some(" · ");
    let context = context.map(|context| view! { <span data-keep="">{context}</span> });
    view! { <span>{context}<output>{between}{news}</output></span> }.into_any()
}
