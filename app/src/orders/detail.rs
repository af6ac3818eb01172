//! `/admin/vendas/:id`

mod facts;
mod ledger;
mod lines;
mod money;
mod print;
mod purchase;
mod story;

pub use print::order_sheet_page;

pub(crate) use facts::{address_lines, email};
pub(crate) use story::raw;

use super::{actions, query::OrdersQuery, words};
use crate::{
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    replays, syncs,
};
use domain::{
    Environment, OrderId, Permission,
    view::{actions::ActionView, orders::OrderDetail},
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::prelude::*;
use ui::{Breadcrumbs, ChannelMark, DetailLayout, IconName, LinkButton, PageHeader, StatusBadge, Tone};

/// One sale with its story.
pub fn order_page() -> Drawing {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let read = read(&cx, &permit, cx.param("id")?).await?;
        let title = title(&cx, &read.order);
        let trail = vec![(cx.t.orders().title().to_owned(), read.list.href())];
        let run = read.order.row.id.to_string();
        let ask = syncs::ask(&cx, "order", &run);
        let running = actions::is_running(&read.asked);
        let body = body(&cx, read);
        let page = view! {
            <Breadcrumbs label=cx.t.orders().title() trail=trail/>
            <LivePart ask=ask run=run running=running first=false sales=true>{body}</LivePart>
        };
        Ok(Page::new(title, page))
    })
}

/// The page as a script asks for it again: what the channel does changes all parts of it.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: OrderId) -> Result<Fragment, HubError> {
    let read = read(cx, permit, id).await?;
    let said = read.asked.first().map(|action| actions::sentence(cx, action)).unwrap_or_default();
    let running = actions::is_running(&read.asked);
    Ok(Fragment { html: body(cx, read).to_html(), running, said })
}

/// What the page shows.
struct Read {
    order: OrderDetail,
    asked: Vec<ActionView>,
    /// The list it was opened from.
    list: OrdersQuery,
}

async fn read(cx: &PageCx, permit: &OrgCx<View>, id: OrderId) -> Result<Read, HubError> {
    let list: OrdersQuery = cx.query();
    // First, so that the sale is never older than what is said to be over: nothing would bring it later.
    let asked = hub::actions::of_order(permit, id).await?;
    let order = hub::orders::find(permit, id, &list.filter(cx.zone)).await?;
    Ok(Read { order, asked, list })
}

fn title(cx: &PageCx, order: &OrderDetail) -> String {
    cx.t.orders().one(&order.row.number.to_string())
}

fn body(cx: &PageCx, Read { order, asked, list }: Read) -> AnyView {
    let channel = &order.channel;
    let lead = view! { <ChannelMark channel=channel.platform.clone() name=channel.name.clone() large=true/> }
        .into_any();
    let links = neighbours(cx, &order, &asked, &list);
    let may_edit = cx.may(Permission::EditCatalog);
    let aside = view! {
        {money::panel(cx, &order)}
        {ledger::panel(cx, &order)}
        {facts::buyer(cx, &order)}
        {facts::addresses(cx, &order.addresses)}
        {facts::state(cx, &order)}
    }
    .into_any();
    let context = context(cx, &order);
    let lines = lines::panel(cx, &order, may_edit);
    let kept = order.source.as_ref().filter(|source| source.payload.is_some());
    let again = kept.and_then(|_| replays::of_order(cx, order.row.id));
    let below = view! {
        {actions::panel(cx, &order, &asked)}
        {purchase::panel(cx, &order, &list)}
        {money::payments(cx, &order)}
        {money::refunds(cx, &order)}
        {story::panel(cx, &order)}
        {story::payload(cx, order.source.as_ref())}
        {again}
    }
    .into_any();
    view! {
        <PageHeader title=title(cx, &order) context=context lead=lead action=links/>
        <DetailLayout aside=aside below=below>{lines}</DetailLayout>
    }
    .into_any()
}

/// Where the sale came from, when, and its states.
fn context(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let row = &order.row;
    let badges = [
        Some(words::order_status(t, row.status)),
        Some(words::payment_status(t, row.payment)),
        words::shown_fulfilment(t, row.status, row.fulfilment),
    ];
    let badges = badges
        .into_iter()
        .flatten()
        .map(|(tone, label)| view! { <StatusBadge tone=tone label=label/> })
        .collect_view();
    let test = match order.channel.environment {
        Environment::Production => t.test_order(),
        Environment::Sandbox => cx.t.integrations().sandbox(),
    };
    let test = row.is_test.then(|| view! { <StatusBadge tone=Tone::Neutral label=test/> });
    view! {
        <span>{t.number_in_channel(&order.channel.name, &row.external_number)}</span>
        <span>{format::date_time(cx.locale, row.placed_at, cx.zone)}</span>
        {badges}
        {test}
    }
    .into_any()
}

/// Its sheet of paper, and the sales before and after it in the list it was opened from.
fn neighbours(cx: &PageCx, order: &OrderDetail, asked: &[ActionView], list: &OrdersQuery) -> AnyView {
    let t = cx.t.orders();
    let newer = order.newer.map(|id| {
        view! { <LinkButton label=t.newer() href=list.sale(id) icon=IconName::ChevronLeft/> }
    });
    let older = order.older.map(|id| {
        view! { <LinkButton label=t.older() href=list.sale(id) icon_after=IconName::ChevronRight/> }
    });
    // On a phone, the panel that offers the same stands far below.
    let narrow = |open: AnyView| view! { <span class="only-narrow">{open}</span> }.into_any();
    let open = actions::ship_now(cx, order, asked).or_else(|| actions::open_page(cx, order).map(narrow));
    let (print, sheet) = (cx.t.print().print(), list.sheet(order.row.id));
    view! { {open}<LinkButton label=print href=sheet icon=IconName::FileText/>{newer}{older} }.into_any()
}
