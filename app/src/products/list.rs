//! `/admin/produtos`

use super::{LINK_PATH, PATH, ProductsActive};
use crate::filter_bar::filter_bar;
use crate::page::{Area, Drawing, Page, PageCx, member_page};
use crate::query_string::with_query;
use crate::saved_views::{self, ListViews};
use domain::{
    Money, Permission,
    view::{
        catalog::{ProductRow, ProductSelection, ProductSort},
        overview::Attention,
        page::Cursor,
        saved_views::{SavedView, ViewArea},
        search::Search,
    },
};
use hub::{catalog::ProductList, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    BulkBar, Button, ButtonKind, Cell, Column, CursorPager, DataTable, EmptyState, FilterSearch,
    FilterSelect, IconName, LinkButton, ListFrame, Menu, MenuButton, MenuLink, PageHeader, PagerLink, Pick,
    Place, Row, SelectOption, Sorted, StatusBadge, TabLink, Tabs, Tone,
};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    q: String,
    /// `active` or `inactive`.
    state: String,
    /// An order's code.
    sort: String,
    cursor: String,
    /// `1` picks every row of the page.
    all: String,
}

/// The form of the picked rows.
const BULK: &str = "bulk";

impl ListQuery {
    /// The address of the list from its start.
    pub fn href(&self) -> String {
        format!("{PATH}{}", self.kept())
    }

    /// The address of all that the list finds as a file.
    fn file(&self, ending: &str) -> String {
        format!("{PATH}/exportar.{ending}{}", self.kept())
    }

    /// What cannot be read counts as not set.
    pub fn selection(&self) -> ProductSelection {
        let active = match self.state.as_str() {
            "active" => Some(true),
            "inactive" => Some(false),
            _ => None,
        };
        ProductSelection { picked: None, search: Search::parse(&self.q), active, sort: self.sort() }
    }

    fn sort(&self) -> ProductSort {
        self.sort.parse().unwrap_or(ProductSort::Name)
    }

    /// Whether something is left out of the list.
    fn is_filtered(&self) -> bool {
        let selection = self.selection();
        selection.search.is_some() || selection.active.is_some()
    }

    /// The address of the beginning of this list in another order.
    fn sorted(&self, sort: ProductSort) -> String {
        let sort = sort_code(sort).to_owned();
        Self { sort, cursor: String::new(), ..self.clone() }.href()
    }

    /// What is set, without the place in the list, as a view keeps it.
    fn kept(&self) -> String {
        with_query("", &[("q", self.q.trim()), ("state", &self.state), ("sort", sort_code(self.sort()))])
    }

    /// The address of this page of the list with every row picked, or none.
    fn picking(&self, all: bool) -> String {
        let all = if all { "1" } else { "" };
        self.at(&self.cursor, all)
    }

    /// The address of a place in the list.
    fn at(&self, cursor: &str, all: &str) -> String {
        let sort = sort_code(self.sort());
        with_query(
            PATH,
            &[("q", &self.q), ("state", &self.state), ("sort", sort), ("cursor", cursor), ("all", all)],
        )
    }

    fn picks_all(&self) -> bool {
        self.all == "1"
    }
}

/// How an address names an order; nothing for the one that the list begins with.
fn sort_code(sort: ProductSort) -> &'static str {
    if sort == ProductSort::Name { "" } else { sort.code() }
}

/// The list of products.
pub fn products_page() -> Drawing {
    member_page::<View, _, _>(Area::Products, |cx, permit| async move {
        let query: ListQuery = cx.query();
        let cursor = query.cursor.parse().ok();
        let list = hub::catalog::list(&permit, &query.selection(), cursor.as_ref()).await?;
        let views = saved_views::find(&permit, ViewArea::Products).await?;
        Ok(Page::new(cx.t.products().title(), page(&cx, &query, list, views)))
    })
}

fn page(cx: &PageCx, query: &ListQuery, list: ProductList, views: Vec<SavedView>) -> impl IntoView + use<> {
    let t = cx.t.products();
    let may_edit = cx.may(Permission::EditCatalog);
    let add = may_edit.then(|| {
        view! { <LinkButton label=t.add() href=format!("{PATH}/novo") kind=ButtonKind::Primary icon=IconName::Plus/> }
    });
    let menu = cx.may(Permission::Export).then(|| {
        let (csv, excel) = (query.file("csv"), query.file("xlsx"));
        let (label, of_sales) = (cx.t.common().export(), cx.t.orders());
        view! {
            <Menu id="export" label=label icon=IconName::Download>
                <MenuLink label=of_sales.export_csv() href=csv icon=IconName::FileText/>
                <MenuLink label=of_sales.export_excel() href=excel icon=IconName::FileText/>
            </Menu>
        }
    });
    let fields = fields(cx, query);
    let filters = filter_bar(cx.t, PATH, t.filter_label(), query.is_filtered(), t.search_hint(), fields);
    let views = ListViews::new(cx, ViewArea::Products, PATH, &query.kept(), views);
    let filters = views.under(cx.t, &cx.here(), filters);
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| query.at(&cursor.to_string(), "")),
    };
    let (previous, next) = (&list.page.previous, &list.page.next);
    let pager = (previous.is_some() || next.is_some()).then(|| {
        view! { <CursorPager label=t.pages() previous=link(cx.t.common().previous_page(), previous) next=link(cx.t.common().next_page(), next)/> }
    });
    let columns = vec![
        by_name(query, t.name()),
        Column::new(Place::Detail, t.sku()),
        Column::new(Place::State, t.state()),
        by_stock(query, t.stock()),
        Column::new(Place::Figure, t.price()),
    ];
    let bulk = (may_edit && !list.page.rows.is_empty()).then(|| bulk(cx, query));
    let rows = list.page.rows.into_iter().enumerate();
    let rows = rows
        .map(|(at, product)| {
            let pick = may_edit.then(|| pick(cx, query, at, &product));
            row(cx, query, product, pick)
        })
        .collect();
    let (empty, pick_all) = (nothing(cx, query), cx.t.common().pick_all());
    view! {
        <PageHeader title=t.title() context=t.title_context().into_any() action=add.into_any() menu=menu.into_any()/>
        {tabs(cx, list.waiting, false)}
        <ListFrame filters=filters bulk=bulk.into_any() pager=pager.into_any()>
            <DataTable caption=t.title() columns=columns rows=rows pick_all=pick_all empty=empty/>
        </ListFrame>
    }
}

fn by_name(query: &ListQuery, label: &'static str) -> Column {
    let now = if query.sort() == ProductSort::Name { Sorted::Ascending } else { Sorted::No };
    Column::new(Place::Lead, label).sorted(query.sorted(ProductSort::Name), now)
}

/// The first press shows what runs out.
fn by_stock(query: &ListQuery, label: &'static str) -> Column {
    let (now, next) = match query.sort() {
        ProductSort::Name => (Sorted::No, ProductSort::LowestStock),
        ProductSort::LowestStock => (Sorted::Ascending, ProductSort::HighestStock),
        ProductSort::HighestStock => (Sorted::Descending, ProductSort::LowestStock),
    };
    Column::new(Place::ExtraFigure, label).sorted(query.sorted(next), now)
}

/// The fields of the filter. Where a phone has no headings, one of them is the order.
fn fields(cx: &PageCx, query: &ListQuery) -> AnyView {
    let (t, of_sales) = (cx.t.products(), cx.t.orders());
    let states = [("", of_sales.status_all()), ("active", t.active()), ("inactive", t.inactive())];
    let states = states.map(|(code, label)| SelectOption::new(code, label).chosen(&query.state));
    let sorts = [
        (ProductSort::Name, t.name()),
        (ProductSort::LowestStock, t.sort_lowest_stock()),
        (ProductSort::HighestStock, t.sort_highest_stock()),
    ];
    let now = sort_code(query.sort());
    let sorts = sorts.map(|(sort, label)| SelectOption::new(sort_code(sort), label).chosen(now));
    view! {
        <FilterSearch name="q" label=t.search() value=query.q.clone()/>
        <FilterSelect name="state" label=t.state() options=states.into()/>
        <div class="only-narrow"><FilterSelect name="sort" label=of_sales.sort_by() options=sorts.into()/></div>
    }
    .into_any()
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

/// What can be done with the products that are picked.
fn bulk(cx: &PageCx, query: &ListQuery) -> AnyView {
    let t = cx.t.products();
    let all = query.picks_all();
    let label = if all { cx.t.common().pick_none() } else { cx.t.common().pick_all() };
    let (here, href) = (cx.of_company(&query.picking(false)), query.picking(!all));
    let files = cx.may(Permission::Export).then(|| {
        let of_sales = cx.t.orders();
        let file = |ending: &str| format!("{PATH}/exportar.{ending}");
        view! {
            <Menu id="export-picked" label=t.export_picked() icon=IconName::Download>
                <MenuButton action=file("csv") get=true label=of_sales.export_csv() icon=IconName::FileText/>
                <MenuButton action=file("xlsx") get=true label=of_sales.export_excel() icon=IconName::FileText/>
            </Menu>
        }
    });
    view! {
        <BulkBar id=BULK action=ProductsActive::url() picked=t.picked()>
            <input type="hidden" name="return_to" value=here/>
            <LinkButton label=label href=href kind=ButtonKind::Link/>
            <Button name="active" value="1" label=t.activate()/>
            <Button name="active" value="" label=t.deactivate()/>
            {files}
        </BulkBar>
    }
    .into_any()
}

/// The box of the row `at` which the page has this product.
fn pick(cx: &PageCx, query: &ListQuery, at: usize, product: &ProductRow) -> Pick {
    Pick {
        label: cx.t.products().pick(&product.sku),
        name: format!("products[{at}]"),
        value: product.id.to_string(),
        form: BULK.to_owned(),
        checked: query.picks_all(),
    }
}

fn row(cx: &PageCx, query: &ListQuery, product: ProductRow, pick: Option<Pick>) -> Row {
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
        pick,
    }
}

fn nothing(cx: &PageCx, query: &ListQuery) -> AnyView {
    let t = cx.t.products();
    if query.is_filtered() || !query.cursor.is_empty() {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
        return view! { <EmptyState icon=IconName::Funnel title=t.none_filtered() text=t.none_filtered_text() action=action/> }.into_any();
    }
    let may_edit = cx.may(Permission::EditCatalog);
    let text = if may_edit { t.none_text() } else { t.none_ask() };
    let action = may_edit.then(|| view! { <LinkButton label=t.to_link() href=LINK_PATH/> }).into_any();
    view! { <EmptyState icon=IconName::Package title=t.none() text=text action=action/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_keeps_the_search_and_no_place() {
        let query =
            ListQuery { q: " camisa m ".into(), cursor: "x".into(), all: "1".into(), ..ListQuery::default() };
        assert_eq!(query.kept(), "?q=camisa%20m");
        assert_eq!(query.href(), "/admin/produtos?q=camisa%20m");
        assert_eq!(query.file("csv"), "/admin/produtos/exportar.csv?q=camisa%20m");
        assert_eq!(ListQuery::default().href(), "/admin/produtos");
    }

    #[test]
    fn the_order_and_the_state_stay_on_the_way_to_another_page() {
        let query = ListQuery {
            state: "inactive".into(),
            sort: "-stock".into(),
            cursor: "x".into(),
            ..ListQuery::default()
        };
        assert_eq!(query.at("y", ""), "/admin/produtos?state=inactive&sort=%2Dstock&cursor=y");
        assert_eq!(query.sorted(ProductSort::LowestStock), "/admin/produtos?state=inactive&sort=stock");
        assert_eq!(query.sorted(ProductSort::Name), "/admin/produtos?state=inactive");
        assert_eq!(query.selection().active, Some(false));
        let unknown = ListQuery { state: "x".into(), sort: "drop".into(), ..ListQuery::default() };
        assert!(unknown.selection() == ProductSelection::default() && !unknown.is_filtered());
    }

    #[test]
    fn picking_the_page_stays_on_it() {
        let query = ListQuery { q: "a".into(), cursor: "x".into(), ..ListQuery::default() };
        assert_eq!(query.picking(true), "/admin/produtos?q=a&cursor=x&all=1");
        assert!(!query.picks_all() && ListQuery { all: "1".into(), ..query }.picks_all());
    }
}
