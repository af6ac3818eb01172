//! `/admin/produtos`

use super::{LINK_PATH, PATH};
use crate::filter_bar::filter_bar;
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use crate::query_string::with_query;
use domain::{
    Money, Permission,
    view::{catalog::ProductRow, overview::Attention, page::Cursor, search::Search},
};
use hub::{catalog::ProductList, permit::View};
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    ButtonKind, Cell, Column, CursorPager, DataTable, EmptyState, FilterSearch, IconName, LinkButton,
    ListFrame, PageHeader, PagerLink, Place, Row, StatusBadge, TabLink, Tabs, Tone,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    q: String,
    cursor: String,
}

impl ListQuery {
    /// The address of the list from its start.
    pub fn href(&self) -> String {
        with_query(PATH, &[("q", &self.q)])
    }
}

/// The list of products.
pub fn products_page() -> Drawing {
    member_page::<View, _, _>(Area::Products, |cx, permit| async move {
        let query: ListQuery = cx.query();
        let search = Search::parse(&query.q);
        let list = hub::catalog::list(&permit, search.as_ref(), query.cursor.parse().ok().as_ref()).await?;
        Ok(Page::new(cx.t.products().title(), page(&cx, &query, list)))
    })
}

fn page(cx: &PageCx, query: &ListQuery, list: ProductList) -> impl IntoView + use<> {
    let t = cx.t.products();
    let add = cx.may(Permission::EditCatalog).then(|| {
        view! { <LinkButton label=t.add() href=format!("{PATH}/novo") kind=ButtonKind::Primary icon=IconName::Plus/> }
    });
    let search = view! { <FilterSearch name="q" label=t.search() value=query.q.clone()/> }.into_any();
    let filters = filter_bar(cx.t, PATH, t.filter_label(), !query.q.is_empty(), t.search_hint(), search);
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor
            .as_ref()
            .map(|cursor| with_query(PATH, &[("q", &query.q), ("cursor", &cursor.to_string())])),
    };
    let (previous, next) = (&list.page.previous, &list.page.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.pages() previous=link(cx.t.common().previous_page(), previous) next=link(cx.t.common().next_page(), next)/> }
    });
    let columns = vec![
        Column::new(Place::Lead, t.name()),
        Column::new(Place::Detail, t.sku()),
        Column::new(Place::State, t.state()),
        Column::new(Place::ExtraFigure, t.stock()),
        Column::new(Place::Figure, t.price()),
    ];
    let rows = list.page.rows.into_iter().map(|product| row(cx, query, product)).collect();
    let empty = nothing(cx, query);
    view! {
        <PageHeader title=t.title() context=t.title_context().into_any() action=add.into_any()/>
        {tabs(cx, list.waiting, false)}
        <ListFrame filters=filters pager=pager.into_any()>
            <DataTable caption=t.title() columns=columns rows=rows empty=empty/>
        </ListFrame>
    }
}

/// The two views of the catalogue.
pub(super) fn tabs(cx: &PageCx, waiting: i64, linking: bool) -> AnyView {
    let t = cx.t.products();
    let count = match waiting {
        0 => None,
        Attention::CAP.. => Some(format!("{}+", Attention::CAP)),
        few => Some(format::integer(cx.locale, few)),
    };
    let tabs = vec![
        TabLink { label: t.title().to_owned(), href: PATH.to_owned(), count: None, current: !linking },
        TabLink { label: t.to_link().to_owned(), href: LINK_PATH.to_owned(), count, current: linking },
    ];
    view! { <Tabs label=t.title() tabs=tabs/> }.into_any()
}

fn row(cx: &PageCx, query: &ListQuery, product: ProductRow) -> Row {
    let t = cx.t.products();
    let (tone, label) =
        if product.active { (Tone::Positive, t.active()) } else { (Tone::Neutral, t.inactive()) };
    let price =
        product.price_minor.map(|minor| format::money(cx.locale, Money::from_minor(minor, product.currency)));
    let stock = product.stock.map(|stock| format::integer(cx.locale, stock));
    let or_missing = |text: Option<String>| text.map_or(Cell::Missing, Cell::Text);
    Row {
        href: with_query(&format!("{PATH}/{}", product.id), &[("q", &query.q)]),
        lead: product.name.into_any(),
        cells: vec![
            Cell::Text(product.sku),
            Cell::view(view! { <StatusBadge tone=tone label=label/> }),
            or_missing(stock),
            or_missing(price),
        ],
        pick: None,
    }
}

fn nothing(cx: &PageCx, query: &ListQuery) -> AnyView {
    let t = cx.t.products();
    if !query.q.is_empty() || !query.cursor.is_empty() {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
        return view! { <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/> }.into_any();
    }
    let action = view! { <LinkButton label=t.to_link() href=LINK_PATH/> }.into_any();
    view! { <EmptyState icon=IconName::Package title=t.none() text=t.none_text() action=action/> }.into_any()
}
