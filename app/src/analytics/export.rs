//! What sales add up to as a file: routes of axum beside the pages.

use super::{PATH, query::AnalyticsQuery};
use crate::{
    routes::PageAssets,
    taken_out::{self, Format, dated, or_refused},
    visit::Visit,
};
use axum::{Extension, body::Body, extract::Query, http::Uri, response::Response};
use chrono::Utc;
use domain::{
    AuditAction, Fault,
    view::{analytics::AnalyticsTable, day::zone},
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
        taken_out::note(&cx, AuditAction::ExportAnalytics, Format::Csv, &uri).await?;
        let wanted: Wanted = Query::try_from_uri(&uri).map(|Query(wanted)| wanted).unwrap_or_default();
        let table = wanted.table.parse().unwrap_or(AnalyticsTable::Trend);
        let bytes = analytics_csv(&cx, question, table, &words(visit.texts())).await?;
        let name = name(&visit, name_of(visit.texts().analytics(), table));
        Ok::<_, Fault>(Format::Csv.file(&name, Body::from(bytes)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &page(&uri))
}

/// `GET /admin/analises/exportar.xlsx`
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let (cx, question) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportAnalytics, Format::Excel, &uri).await?;
        let bytes = analytics_xlsx(&cx, question, &words(visit.texts())).await?;
        let name = name(&visit, visit.texts().analytics().title());
        Ok::<_, Fault>(Format::Excel.file(&name, Body::from(bytes)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &page(&uri))
}

/// Who asks, and for what.
fn asked(visit: &Visit, uri: &Uri) -> Result<(OrgCx<Export>, Question), Fault> {
    let principal = visit.principal().ok_or(Fault::Unauthenticated)?;
    let cx = principal.authorize::<Export>()?;
    let query = Query::<AnalyticsQuery>::try_from_uri(uri).map(|Query(query)| query).unwrap_or_default();
    Ok((cx, query.question(Utc::now(), zone(&principal.member().org_time_zone))))
}

/// The page of what is asked for as a file.
fn page(uri: &Uri) -> String {
    uri.query().map_or_else(|| PATH.to_owned(), |query| format!("{PATH}?{query}"))
}

/// What a file of today is called: plain letters, whatever the language.
fn name(visit: &Visit, of: &str) -> String {
    let plain = domain::search_text(of).replace(|sign: char| !sign.is_ascii_alphanumeric(), "-");
    dated(visit, &plain)
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
