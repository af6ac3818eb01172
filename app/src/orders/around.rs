//! What stands around the rows of the list of sales: heading, filters, headings of columns, links to other pages.

use super::{
    PATH, actions, news, packing,
    query::{OrdersQuery, sort_code},
    sync_menu::sync_buttons,
    table::sorted_table,
    words,
};
use crate::filter_bar::filter_bar;
use crate::html::Html;
use crate::page::PageCx;
use crate::saved_views::ListViews;
use crate::template::{Draw, Fill, Templates, gap};
use domain::{
    ActionKind, FulfilmentStatus, OrderStatus, PaymentStatus, Permission, Role,
    view::{
        orders::{Channel, FulfilmentFilter, OrderSort, OrderSortKey},
        page::Cursor,
        saved_views::ViewArea,
    },
};
use hub::orders::{MOST_PACKED, OrderList};
use i18n::{Locales, Texts};
use leptos::prelude::*;
use std::sync::LazyLock;
use ui::{
    BulkBar, Button, ButtonKind, CursorPager, FilterDate, FilterFold, FilterSearch, FilterSelect, IconName,
    LinkButton, ListFrame, Menu, MenuButton, MenuLink, PageHeader, PagerLink, SelectOption,
};

/// What it depends on.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Around {
    locales: Locales,
    role: Role,
    /// Without its place, and what is new in it.
    query: OrdersQuery,
    channels: Vec<Channel>,
    /// Ids and names of the platforms that are or were connected.
    platforms: Vec<(String, String)>,
    is_filtered: bool,
    /// Before the first sale there is nothing to filter and nothing to export.
    is_bare: bool,
    is_empty: bool,
    tells_news: bool,
    has_previous: bool,
    has_next: bool,
}

/// What differs each time, as HTML.
pub(super) struct Parts {
    /// Under the title.
    pub context: String,
    /// What the selection comes to, if it is added up, and what else is done with all of it.
    pub sum: String,
    /// The table's rows; what the page says where there are none.
    pub content: Html,
}

const HERE: usize = 0;
const CONTEXT: usize = 1;
const SUM: usize = 2;
const CONTENT: usize = 3;
/// The addresses of the pages before and behind.
const PREVIOUS: usize = 4;
const NEXT: usize = 5;
/// What the person who looks keeps of the list.
const VIEWS: usize = 6;
/// The address that picks the whole page, or nothing of it.
const PICKING: usize = 7;
/// The address that adds the selection up.
const ADDING_UP: usize = 8;
/// By what a script asks what came: URL-encoded, and so the same within the JSON of an island.
const NEWS: usize = 9;

/// Bytes that are kept: a few hundred templates. A list has one for its first page, one for its last and one for those between.
const KEPT: u64 = 4 * 1024 * 1024;

/// The whole list.
pub(super) fn html(
    cx: &PageCx,
    query: &OrdersQuery,
    list: &OrderList,
    is_filtered: bool,
    parts: Parts,
) -> Html {
    static LISTS: LazyLock<Templates<Around>> = LazyLock::new(|| Templates::new(KEPT));
    let is_empty = list.page.rows.is_empty();
    let around = Around {
        locales: cx.locale,
        role: cx.principal().map_or(Role::Viewer, |who| who.member().role),
        query: OrdersQuery { cursor: String::new(), news: String::new(), ..query.clone() },
        channels: list.channels.clone(),
        platforms: platforms(cx, &list.channels),
        is_filtered,
        is_bare: list.channels.is_empty() || is_empty && !is_filtered && query.cursor().is_none(),
        is_empty,
        tells_news: news::is_told(query),
        has_previous: list.page.previous.is_some(),
        has_next: list.page.next.is_some(),
    };
    let here = cx.here();
    let views = ListViews::new(cx, ViewArea::Orders, PATH, &query.kept(), list.views.clone());
    let views = views.bar(cx.t, &here).map(|bar| bar.to_html()).unwrap_or_default();
    let page = |cursor: &Option<Cursor>| cursor.as_ref().map(|cursor| query.at(cursor)).unwrap_or_default();
    let (previous, next) = (page(&list.page.previous), page(&list.page.next));
    let (picking, adding_up) = (query.picking(!query.picks_all()), query.summed(true));
    let news = if around.tells_news { news::ask(cx, list.seen()) } else { String::new() };
    let fills = [
        Fill::Text(&here),
        Fill::Html(&parts.context),
        Fill::Html(&parts.sum),
        Fill::Inner,
        Fill::Text(&previous),
        Fill::Text(&next),
        Fill::Html(&views),
        Fill::Text(&picking),
        Fill::Text(&adding_up),
        Fill::Text(&news),
    ];
    LISTS.of(&around).around(parts.content, &fills)
}

impl Draw for Around {
    fn draw(&self) -> AnyView {
        let texts = Texts::new(self.locales);
        let t = texts.orders();
        let menu = (!self.is_bare).then(|| outputs(texts, self));
        let is_picked = !self.is_empty;
        let content = if self.is_empty {
            gap(CONTENT).into_any()
        } else {
            sorted_table(texts, is_picked, &self.query, gap(CONTENT))
        };
        let filters = (!self.is_bare)
            .then(|| view! { <div class="find">{filters(texts, self)}{gap(VIEWS)}</div> }.into_any());
        let bulk = is_picked.then(|| bulk(texts, self.role, &self.query));
        let may_sync = self.role.may(Permission::RunSync);
        let sync = may_sync.then(|| sync_buttons(texts, &self.channels, &gap(HERE)));
        let context = gap(CONTEXT).into_any();
        let context = if self.tells_news { news::follow(gap(NEWS), context) } else { context };
        let has_pages = self.has_previous || self.has_next;
        let pager = has_pages.then(|| {
            let link = |label: &str, is_there: bool, number| PagerLink {
                label: label.to_owned(),
                href: is_there.then(|| gap(number)),
            };
            let previous = link(texts.common().previous_page(), self.has_previous, PREVIOUS);
            let next = link(texts.common().next_page(), self.has_next, NEXT);
            view! { <CursorPager label=t.pages() previous=previous next=next/> }
        });
        let sum = if self.query.is_summed() || self.is_empty {
            gap(SUM).into_any()
        } else {
            view! { <div class="selection"><LinkButton label=t.sum_selection() href=gap(ADDING_UP) kind=ButtonKind::Link/>{gap(SUM)}</div> }
                .into_any()
        };
        view! {
            <PageHeader title=t.title() context=context menu=menu.into_any() action=sync.into_any()/>
            <ListFrame many=true filters=filters.into_any() bulk=bulk.into_any() pager=pager.into_any()>
                {sum}
                {content}
            </ListFrame>
        }
        .into_any()
    }
}

/// What can be taken from the list: files, and the packing list of its first sales; for who takes no files, that alone.
fn outputs(texts: Texts, around: &Around) -> AnyView {
    let (t, print) = (texts.orders(), texts.print());
    let packing = (!around.is_empty).then(|| around.query.packing(None));
    if !around.role.may(Permission::Export) {
        return packing
            .map(|href| view! { <LinkButton label=print.packing_press() href=href icon=IconName::FileText/> })
            .into_any();
    }
    let (csv, excel) = (around.query.file("csv"), around.query.file("xlsx"));
    let packing = packing.map(|href| {
        view! { <MenuLink label=print.packing_found(MOST_PACKED as i64) href=href icon=IconName::FileText/> }
    });
    view! {
        <Menu id="export" label=texts.common().export() icon=IconName::Download>
            <MenuLink label=t.export_csv() href=csv icon=IconName::FileText/>
            <MenuLink label=t.export_excel() href=excel icon=IconName::FileText/>
            {packing}
        </Menu>
    }
    .into_any()
}

/// Ids and names of the platforms of these connections.
pub(crate) fn platforms(cx: &PageCx, channels: &[Channel]) -> Vec<(String, String)> {
    let mut ids: Vec<&str> = channels.iter().map(|channel| channel.platform.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| (id.to_owned(), hub::orders::platform_name(cx.visit().hub(), id))).collect()
}

/// What can be done with the sales that are picked.
fn bulk(texts: Texts, role: Role, query: &OrdersQuery) -> AnyView {
    let (t, common, orders) = (texts.actions(), texts.common(), texts.orders());
    let pick = if query.picks_all() { common.pick_none() } else { common.pick_all() };
    let acts = role.may(Permission::FulfilOrders).then(|| {
        view! {
            <Button name="acao" value=actions::slug(ActionKind::Ship) label=t.bulk_ship()/>
            <Button name="acao" value=actions::slug(ActionKind::Cancel) label=t.bulk_cancel()/>
        }
    });
    let files = role.may(Permission::Export).then(|| {
        let sort = sort_code(query.sort());
        let sort = (!sort.is_empty()).then(|| view! { <input type="hidden" name="sort" value=sort/> });
        let file = |ending: &str| format!("{PATH}/exportar.{ending}");
        view! {
            {sort}
            <Menu id="export-picked" label=orders.export_picked() icon=IconName::Download>
                <MenuButton action=file("csv") label=orders.export_csv() icon=IconName::FileText/>
                <MenuButton action=file("xlsx") label=orders.export_excel() icon=IconName::FileText/>
            </Menu>
        }
    });
    view! {
        <BulkBar id="bulk" method="get" action=actions::BULK picked=t.picked()>
            <LinkButton label=pick href=gap(PICKING) kind=ButtonKind::Link/>
            {acts}
            <Button action=packing::SHEET label=texts.print().packing_press() icon=IconName::FileText/>
            {files}
        </BulkBar>
    }
    .into_any()
}

fn filters(texts: Texts, around: &Around) -> AnyView {
    let (t, common) = (texts.orders(), texts.common());
    let Around { query, channels, platforms, .. } = around;
    let choice = |all: &'static str, options: Vec<SelectOption>| {
        std::iter::once(SelectOption::new("", all)).chain(options).collect::<Vec<_>>()
    };
    let status = |status: &OrderStatus| {
        SelectOption::new(status.code(), words::order_status(t, *status).1).chosen(&query.status)
    };
    let payment = |status: &PaymentStatus| {
        SelectOption::new(status.code(), words::payment_status(t, *status).1).chosen(&query.payment)
    };
    let fulfilment = std::iter::once(FulfilmentFilter::ToShip)
        .chain(FulfilmentStatus::ALL.iter().copied().map(FulfilmentFilter::Of))
        .map(|one| SelectOption::new(one.code(), words::fulfilment_filter(t, one)).chosen(&query.fulfilment));
    let hidden = [("customer", &query.customer), ("sum", &query.sum)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect_view();
    let platform = (platforms.len() > 1).then(|| {
        let option = |(id, name): &(String, String)| {
            SelectOption::new(id.clone(), name.clone()).chosen(&query.channel)
        };
        let options = platforms.iter().map(option).collect();
        view! { <FilterSelect name="channel" label=t.channel() options=choice(common.all(), options)/> }
    });
    let store = (channels.len() > 1).then(|| {
        let option = |channel: &Channel| SelectOption::new(channel.connection.to_string(), channel.name.clone()).chosen(&query.store);
        view! { <FilterSelect name="store" label=t.store() options=choice(t.store_all(), channels.iter().map(option).collect())/> }
    });
    let test = [("", t.tests_shown()), ("none", t.tests_hidden()), ("only", t.tests_only())]
        .map(|(code, label)| SelectOption::new(code, label).chosen(&query.test));
    let folded = [
        &query.channel,
        &query.store,
        &query.status,
        &query.payment,
        &query.fulfilment,
        &query.from,
        &query.until,
        &query.test,
    ];
    let set = folded.into_iter().filter(|value| !value.is_empty()).count();
    let fields = view! {
        {hidden}
        <FilterSearch name="q" label=t.search() value=query.q.clone()/>
        <FilterFold label=common.filters() set=set/>
        {platform}
        {store}
        <FilterSelect name="status" label=t.status() options=choice(t.status_all(), OrderStatus::ALL.iter().map(status).collect())/>
        <FilterSelect name="payment" label=t.payment() options=choice(common.all(), PaymentStatus::ALL.iter().map(payment).collect())/>
        <FilterSelect name="fulfilment" label=t.fulfilment() options=choice(common.all(), fulfilment.collect())/>
        <div class="actions">
            <FilterDate name="from" label=common.from() value=query.from.clone()/>
            <FilterDate name="until" label=common.until() value=query.until.clone()/>
        </div>
        <FilterSelect name="test" label=t.tests() options=test.into()/>
        <div class="only-narrow"><FilterSelect name="sort" label=t.sort_by() options=sorts(texts, query.sort())/></div>
    };
    filter_bar(texts, PATH, t.filter_label(), around.is_filtered, t.search_hint(), fields.into_any())
}

/// The orders of the list, where there is no heading to press.
fn sorts(texts: Texts, now: OrderSort) -> Vec<SelectOption> {
    let t = texts.orders();
    let sorts = [
        (OrderSortKey::PlacedAt, true, t.sort_newest()),
        (OrderSortKey::PlacedAt, false, t.sort_oldest()),
        (OrderSortKey::Total, true, t.sort_highest_total()),
        (OrderSortKey::Total, false, t.sort_lowest_total()),
        (OrderSortKey::Number, true, t.sort_highest_number()),
        (OrderSortKey::Number, false, t.sort_lowest_number()),
    ];
    let option = |(key, descending, label)| {
        SelectOption::new(sort_code(OrderSort { key, descending }), label).chosen(&sort_code(now))
    };
    sorts.map(option).into()
}
