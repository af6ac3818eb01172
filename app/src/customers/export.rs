//! The list of customers as a file: routes of axum beside the pages.

use super::query::ListQuery;
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
        customers::{CustomerFilter, CustomerSort},
        day::{day_of, zone},
    },
};
use hub::{
    auth::OrgCx,
    export::{CustomerWords, customers_csv, customers_xlsx},
    permit::Export,
};
use i18n::Texts;

/// `GET /admin/clientes/exportar.csv`, sent while it is read.
pub async fn csv(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let (cx, filter, sort) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportCustomers, "csv", &uri).await?;
        let rows = customers_csv(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(file(&name(&visit), "csv", "text/csv; charset=utf-8", Body::from_stream(rows)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// `GET /admin/clientes/exportar.xlsx`, sent once it is whole.
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let made = async {
        let (cx, filter, sort) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportCustomers, "xlsx", &uri).await?;
        let book = customers_xlsx(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(file(&name(&visit), "xlsx", KIND, Body::from_stream(book)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// Who asks, and for what.
fn asked(visit: &Visit, uri: &Uri) -> Result<(OrgCx<Export>, CustomerFilter, CustomerSort), Fault> {
    let principal = visit.principal().ok_or(Fault::Unauthenticated)?;
    let cx = principal.authorize::<Export>()?;
    let query = list(uri);
    Ok((cx, query.filter(zone(&principal.member().org_time_zone)), query.sort()))
}

/// The list that is asked for as a file.
fn list(uri: &Uri) -> ListQuery {
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
    format!("{}-{}", visit.texts().customers().file_name(), day_of(Utc::now(), zone))
}

fn words(t: Texts) -> CustomerWords {
    let c = t.customers();
    [
        c.name(),
        c.email(),
        c.phone(),
        c.document(),
        c.city(),
        t.analytics().state(),
        c.purchases(),
        c.since_filter(),
        c.last_purchase(),
        c.paid(),
        t.orders().currency(),
        c.paid_elsewhere(),
    ]
}
