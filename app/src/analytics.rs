//! `/admin/analises`: sales added up over any days.

pub(crate) mod export;
mod query;
mod regions;
mod tables;
mod trend;

use crate::{
    company, integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
    saved_views::{self, ListViews},
};
use domain::{
    Permission,
    view::{analytics::Analytics, saved_views::ViewArea},
};
use hub::{analytics::Question, permit::View};
use i18n::format;
use leptos::prelude::*;
use query::{AnalyticsQuery, Mended};
use ui::{
    Banner, FilterBar, FilterDate, FilterSelect, IconName, Menu, MenuLink, PageHeader, SelectOption, TabLink,
    Tabs, Tone,
};

pub(crate) const PATH: &str = "/admin/analises";
pub(crate) const CSV_PATH: &str = "/admin/analises/exportar.csv";
pub(crate) const XLSX_PATH: &str = "/admin/analises/exportar.xlsx";

/// What the page was asked for and what was found.
struct Found {
    query: AnalyticsQuery,
    question: Question,
    analytics: Analytics,
}

/// `/admin/analises`
pub fn analytics_page() -> Drawing {
    member_page::<View, _, _>(Area::Analytics, |cx, permit| async move {
        let query = cx.query::<AnalyticsQuery>();
        let question = query.question(cx.now, cx.zone);
        let analytics = hub::analytics::find(&permit, question).await?;
        let views = saved_views::find(&permit, ViewArea::Analytics).await?;
        let views = ListViews::new(&cx, ViewArea::Analytics, PATH, &query.as_query(), views);
        let found = Found { query, question, analytics };
        Ok(Page::new(cx.t.analytics().title(), page(&cx, &found, &views)))
    })
}

fn page(cx: &PageCx, found: &Found, views: &ListViews) -> AnyView {
    let t = cx.t.analytics();
    if !found.analytics.has_channels && found.analytics.first_sale.is_none() {
        return view! { <PageHeader title=t.title()/>{integrations::connect_first(cx)} }.into_any();
    }
    let days = found.question.days;
    let context = t.context(
        &format::day(cx.locale, days.first),
        &format::day(cx.locale, days.last),
        &company::city(cx.t, found.question.zone.name()),
    );
    view! {
        <PageHeader title=t.title() context=context.into_any() menu=export_menu(cx, found).into_any()/>
        {spans(cx, found)}
        {views.under(cx.t, &cx.here(), filters(cx, found))}
        {mended(cx, found)}
        {trend::tiles(cx, found)}
        {trend::line(cx, found)}
        {tables::channels(cx, found)}
        {tables::products(cx, found)}
        <div class="pair">{tables::buyers(cx, found)}{regions::panel(cx, found)}</div>
    }
    .into_any()
}

fn export_menu(cx: &PageCx, found: &Found) -> Option<AnyView> {
    let (t, orders) = (cx.t.analytics(), cx.t.orders());
    cx.may(Permission::Export).then(|| {
        let tables = domain::view::analytics::AnalyticsTable::ALL.iter().map(|table| {
            let label = t.export_table(&export::name_of(t, *table).to_lowercase());
            view! { <MenuLink label=label href=found.query.csv(*table) icon=IconName::FileText/> }
        });
        let (tables, book) = (tables.collect_view(), found.query.xlsx());
        view! {
            <Menu id="export" label=cx.t.common().export() icon=IconName::Download>
                <MenuLink label=orders.export_excel() href=book icon=IconName::FileText/>
                {tables}
            </Menu>
        }
        .into_any()
    })
}

/// The periods that are asked for most.
fn spans(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let shown = found.query.span(cx.now, cx.zone);
    let tabs = query::SPANS.into_iter().map(|span| TabLink {
        label: span.parse::<i64>().map_or_else(|_| t.span(span), |days| t.last_days(days)),
        href: found.query.of_span(span).href(),
        count: None,
        current: shown == Some(span),
    });
    view! { <Tabs label=t.spans() tabs=tabs.collect()/> }.into_any()
}

/// That the days are not quite those that were asked for.
fn mended(cx: &PageCx, found: &Found) -> Option<AnyView> {
    let (t, days) = (cx.t.analytics(), found.question.days);
    let day = |day| format::day(cx.locale, day);
    let text = match found.query.mended(days)? {
        Mended::TurnedRound => t.turned_round(&day(days.first), &day(days.last)),
        Mended::CutOff => t.cut_off(&day(days.first)),
    };
    Some(view! { <Banner tone=Tone::Info title=text/> }.into_any())
}

fn filters(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let Question { days, zone, rank, .. } = found.question;
    let currencies = &found.analytics.currencies;
    let currency = (currencies.len() > 1).then(|| {
        let chosen = found.analytics.currency.code();
        let options = currencies.iter().map(|one| SelectOption::new(one.code(), one.code()).chosen(chosen));
        view! { <FilterSelect name="currency" label=t.currency() options=options.collect()/> }
    });
    let zones = company::zones(cx.t, zone.name());
    let rank = (!found.query.rank.is_empty())
        .then(|| view! { <input type="hidden" name="rank" value=rank.code()/> });
    view! {
        <FilterBar action=PATH label=t.filters() apply=cx.t.common().filter()>
            <FilterDate name="from" label=t.from() value=days.first.to_string()/>
            <FilterDate name="until" label=t.until() value=days.last.to_string()/>
            <FilterSelect name="zone" label=t.zone() options=zones/>
            {currency}
            {rank}
        </FilterBar>
    }
    .into_any()
}
