//! `/admin/clientes`

use super::{
    PATH,
    query::{ListQuery, sort_code},
};
use crate::filter_bar::filter_bar;
use crate::orders;
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use crate::query_string::with_query;
use crate::saved_views::{self, ListViews};
use domain::{
    Permission, shown_document, shown_phone,
    view::{
        customers::{CustomerFilter, CustomerRow, CustomerSort},
        orders::Channel,
        page::Cursor,
        saved_views::{SavedView, ViewArea},
    },
};
use hub::{customers::CustomerList, permit::View};
use i18n::format;
use leptos::prelude::*;
use ui::{
    Cell, Column, CursorPager, DataTable, EmptyState, FilterDate, FilterFold, FilterSearch, FilterSelect,
    IconName, LinkButton, ListFrame, Menu, MenuLink, PageHeader, PagerLink, Place, Row, SelectOption, Sorted,
};

/// The list of customers.
pub fn customers_page() -> Drawing {
    member_page::<View, _, _>(Area::Customers, |cx, permit| async move {
        let query: ListQuery = cx.query();
        let (filter, cursor) = (query.filter(cx.zone), query.cursor());
        let list = hub::customers::list(&permit, &filter, query.sort(), cursor.as_ref()).await?;
        let views = saved_views::find(&permit, ViewArea::Customers).await?;
        Ok(Page::new(cx.t.customers().title(), page(&cx, &query, &filter, list, views)))
    })
}

fn page(
    cx: &PageCx,
    query: &ListQuery,
    filter: &CustomerFilter,
    list: CustomerList,
    views: Vec<SavedView>,
) -> impl IntoView + use<> {
    let (t, common) = (cx.t.customers(), cx.t.common());
    let is_filtered = !filter.is_empty();
    // There is nothing to search in before the first sale.
    let is_bare = list.page.rows.is_empty() && !is_filtered && query.cursor().is_none();
    let filters = (!is_bare).then(|| {
        let fields = fields(cx, query, &list.channels);
        let bar = filter_bar(cx.t, PATH, t.filter_label(), is_filtered, t.search_hint(), fields);
        ListViews::new(cx, ViewArea::Customers, PATH, &query.kept(), views).under(cx.t, &cx.here(), bar)
    });
    let menu = (!is_bare && cx.may(Permission::Export)).then(|| {
        let (csv, excel) = (query.file("csv"), query.file("xlsx"));
        let (label, of_sales) = (common.export(), cx.t.orders());
        view! {
            <Menu id="export" label=label icon=IconName::Download>
                <MenuLink label=of_sales.export_csv() href=csv icon=IconName::FileText/>
                <MenuLink label=of_sales.export_excel() href=excel icon=IconName::FileText/>
            </Menu>
        }
    });
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| query.at(cursor)),
    };
    let (previous, next) = (&list.page.previous, &list.page.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.pages() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/> }
    });
    let behind = list.is_behind.then(|| view! { <p class="meta">{t.behind()}</p> });
    let columns = vec![
        by_name(query, t.name()),
        Column::new(Place::Detail, t.email()),
        Column::new(Place::Extra, t.phone()),
        Column::new(Place::Extra, t.document()),
        Column::new(Place::Extra, t.city()),
        by_last(query, t.last_purchase()),
        from_most(query, Place::DetailFigure, t.purchases(), CustomerSort::MostPurchases),
        from_most(query, Place::Figure, t.spent(), CustomerSort::MostSpent),
    ];
    let rows = list.page.rows.into_iter().map(|customer| row(cx, query, customer)).collect();
    let empty = nothing(cx, is_bare);
    view! {
        <PageHeader title=t.title() context=t.title_context().into_any() menu=menu.into_any()/>
        <ListFrame many=true filters=filters.into_any() pager=pager.into_any()>
            {behind}
            <DataTable caption=t.title() columns=columns rows=rows empty=empty/>
        </ListFrame>
    }
}

fn by_name(query: &ListQuery, label: &'static str) -> Column {
    let now = if query.sort() == CustomerSort::Name { Sorted::Ascending } else { Sorted::No };
    Column::new(Place::Lead, label).sorted(query.sorted(CustomerSort::Name), now)
}

/// The first press shows who bought just now, the next one who stays away.
fn by_last(query: &ListQuery, label: &'static str) -> Column {
    let (now, next) = match query.sort() {
        CustomerSort::Latest => (Sorted::Descending, CustomerSort::LongestAgo),
        CustomerSort::LongestAgo => (Sorted::Ascending, CustomerSort::Latest),
        _ => (Sorted::No, CustomerSort::Latest),
    };
    Column::new(Place::Detail, label).sorted(query.sorted(next), now)
}

fn from_most(query: &ListQuery, place: Place, label: &'static str, sort: CustomerSort) -> Column {
    let now = if query.sort() == sort { Sorted::Descending } else { Sorted::No };
    Column::new(place, label).sorted(query.sorted(sort), now)
}

/// The fields of the filter. Where a phone has no headings, one of them is the order.
fn fields(cx: &PageCx, query: &ListQuery, channels: &[Channel]) -> AnyView {
    let (t, common, of_sales) = (cx.t.customers(), cx.t.common(), cx.t.orders());
    let platforms = orders::platforms(cx, channels);
    let platform = (platforms.len() > 1 || !query.channel.is_empty()).then(|| {
        let named =
            platforms.into_iter().map(|(id, name)| SelectOption::new(id, name).chosen(&query.channel));
        let options: Vec<_> = std::iter::once(SelectOption::new("", common.all())).chain(named).collect();
        view! { <FilterSelect name="channel" label=of_sales.channel() options=options/> }
    });
    let counts = CustomerFilter::AT_LEAST
        .map(|count| SelectOption::new(count.to_string(), t.at_least(count)).chosen(&query.min));
    let counts: Vec<_> = std::iter::once(SelectOption::new("", t.any_purchases())).chain(counts).collect();
    let now = sort_code(query.sort());
    let sorts = CustomerSort::ALL.iter().map(|sort| {
        let label = match sort {
            CustomerSort::Name => t.name(),
            CustomerSort::Latest => t.sort_latest(),
            CustomerSort::LongestAgo => t.sort_longest_ago(),
            CustomerSort::MostPurchases => t.sort_most_purchases(),
            CustomerSort::MostSpent => t.sort_most_spent(),
        };
        SelectOption::new(sort_code(*sort), label).chosen(now)
    });
    let sorts: Vec<_> = sorts.collect();
    let set =
        [&query.channel, &query.since, &query.min].into_iter().filter(|value| !value.is_empty()).count();
    view! {
        <FilterSearch name="q" label=t.search() value=query.q.clone()/>
        <FilterFold label=common.filters() set=set/>
        {platform}
        <FilterSelect name="min" label=t.purchases() options=counts/>
        <FilterDate name="since" label=t.since_filter() value=query.since.clone()/>
        <div class="only-narrow"><FilterSelect name="sort" label=of_sales.sort_by() options=sorts/></div>
    }
    .into_any()
}

/// A customer's name, or the word for a missing one.
pub(crate) fn shown_name(cx: &PageCx, name: &str) -> String {
    if name.trim().is_empty() { cx.t.customers().unnamed().to_owned() } else { name.to_owned() }
}

/// City and state, as far as they are known.
pub(super) fn place(customer: &CustomerRow) -> Option<String> {
    match (&customer.city, &customer.state) {
        (Some(city), Some(state)) => Some(format!("{city} - {state}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

fn row(cx: &PageCx, query: &ListQuery, customer: CustomerRow) -> Row {
    let or_missing = |text: Option<String>| text.map_or(Cell::Missing, Cell::Text);
    let place = place(&customer);
    let last = customer.last_purchase_at.map(|at| format::relative(cx.locale, at, cx.now, cx.zone));
    // Each currency on a line of its own.
    let spent = customer.paid.iter().map(|sum| format::money(cx.locale, sum.total));
    let spent: Vec<_> = spent.map(|sum| view! { <div>{sum}</div> }).collect();
    Row {
        href: with_query(&format!("{PATH}/{}", customer.id), &query.pairs()),
        lead: shown_name(cx, &customer.name).into_any(),
        cells: vec![
            // An address may break anywhere.
            customer.email.map_or(Cell::Missing, |email| Cell::view(view! { <div>{email}</div> })),
            or_missing(customer.phone.as_deref().map(shown_phone)),
            or_missing(customer.document.as_deref().map(shown_document)),
            or_missing(place),
            or_missing(last),
            Cell::counted(
                format::integer(cx.locale, customer.purchases),
                cx.t.customers().purchase_count(customer.purchases),
            ),
            if spent.is_empty() { Cell::Missing } else { Cell::view(spent) },
        ],
        pick: None,
    }
}

fn nothing(cx: &PageCx, is_bare: bool) -> AnyView {
    let t = cx.t.customers();
    if is_bare {
        let action = view! { <LinkButton label=t.none_press() href=Area::Orders.path()/> }.into_any();
        return view! { <EmptyState icon=IconName::Users title=t.none() text=t.none_text() action=action/> }
            .into_any();
    }
    let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
    view! { <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/> }.into_any()
}
