//! `/admin`: how sales go, and what needs a hand.

mod attention;
mod charts;
mod connections;
mod figures;
mod products;
mod shipping;

pub(crate) use charts::{QUARTER, axis, point};
pub(crate) use figures::{change, no_comparison, other_currencies};

use crate::{
    analytics, first_hour, integrations,
    live::{Fragment, LivePart, NO_RUN},
    orders,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs,
};
use domain::{
    Permission,
    view::{
        analytics::AnalyticsTable,
        overview::{Overview, OverviewSpan},
    },
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{ButtonKind, IconName, Menu, MenuLink, PageHeader, TabLink, Tabs};

const PATH: &str = "/admin";
/// Where everything stands that waits for a hand: at least as many things as [`hub::overview::waiting`] counts.
pub(crate) const WAITING_PATH: &str = "/admin#atencao";

/// What stands in the address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OverviewQuery {
    /// How many days.
    days: String,
}

impl OverviewQuery {
    fn span(&self) -> OverviewSpan {
        self.days.parse().unwrap_or(OverviewSpan::Month)
    }
}

/// The first page after sign-in.
pub fn overview_page() -> Drawing {
    member_page::<View, _, _>(Area::Overview, |cx, permit| async move {
        let overview = find(&cx, &permit).await?;
        Ok(Page::new(cx.t.overview().title(), page(&cx, &overview)))
    })
}

/// All below the heading, as a script asks for it again when sales came.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>) -> Result<Fragment, HubError> {
    let html = body(cx, &find(cx, permit).await?).to_html();
    Ok(Fragment { html, ..Fragment::default() })
}

async fn find(cx: &PageCx, permit: &OrgCx<View>) -> Result<Overview, HubError> {
    hub::overview::find(permit, cx.query::<OverviewQuery>().span(), cx.now).await
}

fn page(cx: &PageCx, overview: &Overview) -> impl IntoView + use<> {
    let t = cx.t.overview();
    let context = format::day(cx.locale, overview.today).into_any();
    // Somebody who has connected nothing yet has one thing to do.
    if overview.connections.is_empty() && overview.channels.is_empty() {
        let steps = first_hour::panel(cx, &overview.first_hour, ButtonKind::Primary);
        let steps = steps.unwrap_or_else(|| integrations::connect_first(cx));
        return view! {
            <PageHeader title=t.title() context=orders::follow_first_sales(cx, context)/>
            {steps}
            {first_hour::demo_offer(cx)}
        }
        .into_any();
    }
    let (ask, body) = (syncs::ask(cx, "overview", ""), body(cx, overview));
    view! {
        <PageHeader title=t.title() context=context menu=menu(cx, overview).into_any()/>
        <LivePart ask=ask run=NO_RUN.to_owned() running=false first=false sales=true>{body}</LivePart>
    }
    .into_any()
}

fn body(cx: &PageCx, overview: &Overview) -> AnyView {
    view! {
        {first_hour::panel(cx, &overview.first_hour, ButtonKind::Secondary)}
        {attention::panel(cx, overview)}
        {spans(cx, overview.span)}
        {figures::tiles(cx, overview)}
        {charts::over_time(cx, overview)}
        <div class="pair">{figures::by_channel(cx, overview)}{figures::money(cx, overview)}</div>
        {charts::by_hour(cx, overview)}
        <div class="pair">{products::best(cx, overview)}{products::running_out(cx, overview)}</div>
        {shipping::panel(cx, &overview.to_ship)}
        {connections::panel(cx, &overview.connections)}
    }
    .into_any()
}

fn spans(cx: &PageCx, current: OverviewSpan) -> AnyView {
    let t = cx.t.overview();
    let tabs = OverviewSpan::ALL.iter().map(|span| TabLink {
        label: t.span(span.days().into()),
        href: match span {
            OverviewSpan::Month => PATH.to_owned(),
            other => with_query(PATH, &[("days", other.code())]),
        },
        count: None,
        current: *span == current,
    });
    view! { <Tabs label=t.spans() tabs=tabs.collect()/> }.into_any()
}

/// The same days as a file, or looked at more closely.
fn menu(cx: &PageCx, overview: &Overview) -> AnyView {
    let (t, orders) = (cx.t.overview(), cx.t.orders());
    let of_days = |path: &str, table: &str| {
        let (first, last) = (overview.days.first.to_string(), overview.days.last.to_string());
        with_query(path, &[("table", table), ("from", &first), ("until", &last)])
    };
    // What the chart shows: a day by its hours.
    let table = match overview.span {
        OverviewSpan::Today => AnalyticsTable::Hours,
        OverviewSpan::Week | OverviewSpan::Month | OverviewSpan::Quarter => AnalyticsTable::Trend,
    };
    let csv = of_days(analytics::CSV_PATH, table.code());
    let files = cx.may(Permission::Export).then(|| {
        view! {
            <MenuLink label=orders.export_csv() href=csv icon=IconName::FileText/>
            <MenuLink label=orders.export_excel() href=of_days(analytics::XLSX_PATH, "") icon=IconName::FileText/>
        }
    });
    let closer = of_days(analytics::PATH, "");
    view! {
        <Menu id="more" label=cx.t.common().more() icon_only=true>
            <MenuLink label=t.analyse() href=closer icon=IconName::ChartColumn/>
            {files}
        </Menu>
    }
    .into_any()
}
