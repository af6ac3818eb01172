//! What sales add up to as a file: routes of axum beside the pages.

use super::{PATH, query::AnalyticsQuery};
use crate::{
    fault_page, local_path::LocalPath, orders::export::file, routes::PageAssets, taken_out, visit::Visit,
};
use axum::{
    Extension,
    body::Body,
    extract::Query,
    http::Uri,
    response::{IntoResponse, Redirect, Response},
};
use chrono::Utc;
use domain::{
    AuditAction, Fault,
    view::{
        analytics::AnalyticsTable,
        day::{day_of, zone},
    },
};
use hub::{
    analytics::Question,
    auth::OrgCx,
    export::{AnalyticsWords, analytics_csv, analytics_xlsx},
    permit::Export,
};
use i18n::Texts;
use serde::Deserialize;

/// Which table a file of one table holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    table: String,
}

/// `GET /admin/analises/exportar.csv`
pub async fn csv(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let (cx, question) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportAnalytics, "csv", &uri).await?;
        let wanted: Wanted = Query::try_from_uri(&uri).map(|Query(wanted)| wanted).unwrap_or_default();
        let table = wanted.table.parse().unwrap_or(AnalyticsTable::Trend);
        let bytes = analytics_csv(&cx, question, table, &words(visit.texts())).await?;
        let name = name(&visit, name_of(visit.texts().analytics(), table));
        Ok::<_, Fault>(file(&name, "csv", "text/csv; charset=utf-8", Body::from(bytes)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// `GET /admin/analises/exportar.xlsx`
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let made = async {
        let (cx, question) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportAnalytics, "xlsx", &uri).await?;
        let bytes = analytics_xlsx(&cx, question, &words(visit.texts())).await?;
        let name = name(&visit, visit.texts().analytics().title());
        Ok::<_, Fault>(file(&name, "xlsx", KIND, Body::from(bytes)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// Who asks, and for what.
fn asked(visit: &Visit, uri: &Uri) -> Result<(OrgCx<Export>, Question), Fault> {
    let principal = visit.principal().ok_or(Fault::Unauthenticated)?;
    let cx = principal.authorize::<Export>()?;
    let query = Query::<AnalyticsQuery>::try_from_uri(uri).map(|Query(query)| query).unwrap_or_default();
    Ok((cx, query.question(Utc::now(), zone(&principal.member().org_time_zone))))
}

/// Why there is no file, as a page that leads on.
fn refused(visit: &Visit, assets: &PageAssets, uri: &Uri, fault: &Fault) -> Response {
    match (fault, LocalPath::parse(PATH)) {
        (Fault::Unauthenticated, Some(page)) => Redirect::to(&page.behind_sign_in()).into_response(),
        // It takes as long when it is asked for again: the page has the days to choose from.
        (Fault::Conflict { .. }, _) => {
            let page = uri.query().map_or_else(|| PATH.to_owned(), |query| format!("{PATH}?{query}"));
            fault_page::response(assets, visit.look(), fault, &page)
        }
        _ => fault_page::response(assets, visit.look(), fault, &uri.to_string()),
    }
}

/// What a file of today is called: plain letters, whatever the language.
fn name(visit: &Visit, of: &str) -> String {
    let zone =
        visit.principal().map_or(chrono_tz::Tz::UTC, |principal| zone(&principal.member().org_time_zone));
    let plain = domain::search_text(of).replace(|sign: char| !sign.is_ascii_alphanumeric(), "-");
    format!("{plain}-{}", day_of(Utc::now(), zone))
}

/// What a table is called.
pub(super) fn name_of(t: i18n::Analytics, table: AnalyticsTable) -> &'static str {
    match table {
        AnalyticsTable::Trend => t.trend_table(),
        AnalyticsTable::Hours => t.hours_table(),
        AnalyticsTable::Channels => t.channels(),
        AnalyticsTable::Products => t.products(),
        AnalyticsTable::Buyers => t.buyers(),
        AnalyticsTable::Regions => t.regions(),
    }
}

fn words(texts: Texts) -> AnalyticsWords {
    let (t, orders) = (texts.analytics(), texts.orders());
    AnalyticsWords {
        tables: [
            AnalyticsTable::Trend,
            AnalyticsTable::Hours,
            AnalyticsTable::Channels,
            AnalyticsTable::Products,
            AnalyticsTable::Buyers,
            AnalyticsTable::Regions,
        ]
        .map(|table| name_of(t, table)),
        day: t.since(),
        hour: texts.overview().hour(),
        platform: orders.channel(),
        connection: orders.store(),
        product: t.product(),
        sku: t.sku(),
        quantity: t.quantity(),
        margin: t.margin(),
        buyers: t.buyers(),
        customers: t.customers(),
        new: t.new_buyers(),
        returning: t.returning_buyers(),
        unknown: t.unknown_buyers(),
        state: t.state(),
        elsewhere: t.elsewhere(),
        sales: t.sales(),
        paid: t.paid(),
        cancelled: t.cancelled(),
        revenue: t.revenue(),
        ticket: t.ticket(),
        fees: t.charges(),
        untold: t.untold_column(),
        other_charges: texts.overview().other_charges(),
        net: t.net(),
        currency: orders.currency(),
    }
}
