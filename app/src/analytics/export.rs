//! What sales add up to as a file: a route of axum beside the pages.

use super::{PATH, query::AnalyticsQuery};
use crate::taken_out::{AskedList, Format};
use axum::{body::Body, http::Uri, response::Response};
use chrono::Utc;
use domain::{AuditAction, Fault, view::analytics::AnalyticsTable};
use hub::{
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

/// `GET /admin/analises/exportar.csv`, one table, and `exportar.xlsx`, all of them.
pub(crate) async fn file(asked: AskedList) -> Response {
    let (format, t) = (asked.format(), asked.visit.texts());
    let table = asked.query::<Wanted>().table.parse().unwrap_or(AnalyticsTable::Trend);
    let made = async {
        let (cx, zone) = asked.permit::<Export>(AuditAction::ExportAnalytics).await?;
        let question = asked.query::<AnalyticsQuery>().question(Utc::now(), zone);
        Ok::<_, Fault>(Body::from(match format {
            Format::Csv => analytics_csv(&cx, question, table, &words(t)).await?,
            Format::Excel => analytics_xlsx(&cx, question, &words(t)).await?,
        }))
    };
    let name = match format {
        Format::Csv => name_of(t.analytics(), table),
        Format::Excel => t.analytics().title(),
    };
    asked.answer(made.await, &plain(name), &page(&asked.uri))
}

/// The page of what is asked for as a file.
fn page(uri: &Uri) -> String {
    uri.query().map_or_else(|| PATH.to_owned(), |query| format!("{PATH}?{query}"))
}

/// Plain letters, whatever the language.
fn plain(name: &str) -> String {
    domain::search_text(name).replace(|sign: char| !sign.is_ascii_alphanumeric(), "-")
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
