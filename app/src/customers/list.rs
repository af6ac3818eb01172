//! `/admin/clientes`

use super::PATH;
use crate::filter_bar::filter_bar;
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use crate::query_string::with_query;
use crate::saved_views::{self, ListViews};
use domain::{
    shown_document, shown_phone,
    view::{
        customers::CustomerRow,
        page::{self, Cursor},
        saved_views::{SavedView, ViewArea},
        search::Search,
    },
};
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    Cell, Column, CursorPager, DataTable, EmptyState, FilterSearch, IconName, LinkButton, ListFrame,
    PageHeader, PagerLink, Place, Row,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ListQuery {
    q: String,
    cursor: String,
}

/// The list of customers.
pub fn customers_page() -> Drawing {
    member_page::<View, _, _>(Area::Customers, |cx, permit| async move {
        let query: ListQuery = cx.query();
        let search = Search::parse(&query.q);
        let customers =
            hub::customers::list(&permit, search.as_ref(), query.cursor.parse().ok().as_ref()).await?;
        let views = saved_views::find(&permit, ViewArea::Customers).await?;
        Ok(Page::new(cx.t.customers().title(), page(&cx, &query, customers, views)))
    })
}

fn page(
    cx: &PageCx,
    query: &ListQuery,
    customers: page::Page<CustomerRow>,
    views: Vec<SavedView>,
) -> impl IntoView + use<> {
    let (t, common) = (cx.t.customers(), cx.t.common());
    let search = view! { <FilterSearch name="q" label=t.search() value=query.q.clone()/> }.into_any();
    // There is nothing to search in before the first sale.
    let asked = !(query.q.is_empty() && query.cursor.is_empty());
    let filters = (asked || !customers.rows.is_empty()).then(|| {
        let bar = filter_bar(cx.t, PATH, t.filter_label(), !query.q.is_empty(), t.search_hint(), search);
        let kept = with_query("", &[("q", query.q.trim())]);
        ListViews::new(cx, ViewArea::Customers, PATH, &kept, views).above(cx.t, &cx.here(), bar)
    });
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor
            .as_ref()
            .map(|cursor| with_query(PATH, &[("q", &query.q), ("cursor", &cursor.to_string())])),
    };
    let (previous, next) = (&customers.previous, &customers.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.pages() previous=link(common.previous_page(), previous) next=link(common.next_page(), next)/> }
    });
    let columns = vec![
        Column::new(Place::Lead, t.name()),
        Column::new(Place::Detail, t.email()),
        Column::new(Place::Extra, t.phone()),
        Column::new(Place::Extra, t.document()),
        Column::new(Place::Extra, t.city()),
        Column::new(Place::Detail, t.last_purchase()),
        Column::new(Place::Figure, t.purchases()),
    ];
    let rows = customers.rows.into_iter().map(|customer| row(cx, query, customer)).collect();
    let empty = nothing(cx, query);
    view! {
        <PageHeader title=t.title() context=t.title_context().into_any()/>
        <ListFrame many=true filters=filters.into_any() pager=pager.into_any()>
            <DataTable caption=t.title() columns=columns rows=rows empty=empty/>
        </ListFrame>
    }
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
    Row {
        href: with_query(&format!("{PATH}/{}", customer.id), &[("q", &query.q)]),
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
        ],
        pick: None,
    }
}

fn nothing(cx: &PageCx, query: &ListQuery) -> AnyView {
    let t = cx.t.customers();
    if query.q.is_empty() && query.cursor.is_empty() {
        let action = view! { <LinkButton label=t.none_press() href=Area::Orders.path()/> }.into_any();
        return view! { <EmptyState icon=IconName::Users title=t.none() text=t.none_text() action=action/> }
            .into_any();
    }
    let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
    view! { <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/> }.into_any()
}
