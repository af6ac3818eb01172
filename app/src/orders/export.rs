//! The selection of the list as a file: routes of axum beside the pages.

use super::query::OrdersQuery;
use super::words::{fulfilment_status, order_status, payment_status};
use crate::{fault_page, local_path::LocalPath, routes::PageAssets, taken_out, visit::Visit};
use axum::{
    Extension,
    body::Body,
    extract::Query,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::Utc;
use domain::{
    AuditAction, Fault, Locale, OrderId,
    view::{
        day::{day_of, zone},
        orders::{OrderFilter, OrderSort},
    },
};
use hub::{
    auth::OrgCx,
    export::{Words, orders_csv, orders_xlsx},
    permit::Export,
};
use i18n::Texts;

/// `GET /admin/vendas/exportar.csv`, sent while it is read.
pub async fn csv(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let (cx, filter, sort) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportSales, "csv", &uri).await?;
        let rows = orders_csv(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(file(&name(&visit), "csv", "text/csv; charset=utf-8", Body::from_stream(rows)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// `GET /admin/vendas/exportar.xlsx`, sent once it is whole: its directory stands at the end.
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let made = async {
        let (cx, filter, sort) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportSales, "xlsx", &uri).await?;
        let book = orders_xlsx(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(file(&name(&visit), "xlsx", KIND, Body::from_stream(book)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// Who asks, and for what.
fn asked(visit: &Visit, uri: &Uri) -> Result<(OrgCx<Export>, OrderFilter, OrderSort), Fault> {
    let principal = visit.principal().ok_or(Fault::Unauthenticated)?;
    let cx = principal.authorize::<Export>()?;
    let query = list(uri);
    let filter = query.filter(zone(&principal.member().org_time_zone));
    Ok((cx, OrderFilter { picked: picked(uri), ..filter }, query.sort()))
}

/// The sales that were picked in the list, if the address names any.
fn picked(uri: &Uri) -> Option<Vec<OrderId>> {
    let named = named(uri, |name| name == "venda");
    (!named.is_empty()).then(|| named.iter().filter_map(|id| id.parse().ok()).collect())
}

/// The values of an address under such names.
pub(crate) fn named(uri: &Uri, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri);
    let pairs = pairs.map(|Query(pairs)| pairs).unwrap_or_default();
    pairs.into_iter().filter(|(name, _)| is_meant(name)).map(|(_, value)| value).collect()
}

/// The list that is asked for as a file.
fn list(uri: &Uri) -> OrdersQuery {
    Query::try_from_uri(uri).map(|Query(query)| query).unwrap_or_default()
}

/// Why there is no file, as a page that leads on: to the list, or to the file once more.
fn refused(visit: &Visit, assets: &PageAssets, uri: &Uri, fault: &Fault) -> Response {
    let list = list(uri).href();
    match (fault, LocalPath::parse(&list)) {
        (Fault::Unauthenticated, Some(list)) => Redirect::to(&list.behind_sign_in()).into_response(),
        (Fault::Conflict { .. }, _) => fault_page::response(assets, visit.look(), fault, &list),
        _ => fault_page::response(assets, visit.look(), fault, &uri.to_string()),
    }
}

/// What the file of today is called.
fn name(visit: &Visit) -> String {
    let zone =
        visit.principal().map_or(chrono_tz::Tz::UTC, |principal| zone(&principal.member().org_time_zone));
    format!("{}-{}", visit.texts().orders().file_name(), day_of(Utc::now(), zone))
}

/// A file to be kept by the browser.
pub(crate) fn file(name: &str, ending: &str, kind: &'static str, body: Body) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}.{ending}\""));
    let disposition = disposition.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, body).into_response()
}

fn words(t: Texts) -> Words {
    let (o, common) = (t.orders(), t.common());
    Words {
        headings: [
            o.sale(),
            o.channel_number(),
            o.channel(),
            o.store(),
            o.placed_at(),
            o.status(),
            o.status_in_channel(),
            o.payment(),
            o.fulfilment(),
            o.customer(),
            o.email(),
            o.phone(),
            o.document(),
            o.items(),
            o.currency(),
            o.goods(),
            o.discount(),
            o.shipping(),
            o.fees(),
            o.tax(),
            o.total(),
            o.refunded(),
            o.difference(),
            o.paid_at(),
            o.test_order(),
        ],
        order: |locale: Locale, status| order_status(Texts::new(locale).orders(), status).1,
        payment: |locale: Locale, status| payment_status(Texts::new(locale).orders(), status).1,
        fulfilment: |locale: Locale, status| fulfilment_status(Texts::new(locale).orders(), status).1,
        yes: common.yes(),
        no: common.no(),
    }
}
