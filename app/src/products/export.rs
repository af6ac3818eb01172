//! The list of products as a file: routes of axum beside the pages.

use super::list::ListQuery;
use crate::{
    fault_page,
    local_path::LocalPath,
    orders::export::{file, named},
    routes::PageAssets,
    taken_out,
    visit::Visit,
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
        catalog::ProductSelection,
        day::{day_of, zone},
    },
};
use hub::{
    auth::OrgCx,
    export::{ProductWords, products_csv, products_xlsx},
    permit::Export,
};

/// `GET /admin/produtos/exportar.csv`, sent while it is read.
pub async fn csv(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let cx = permitted(&visit)?;
        taken_out::note(&cx, AuditAction::ExportProducts, "csv", &uri).await?;
        let rows = products_csv(cx, selection(&uri), ProductWords::of(visit.texts()));
        Ok::<_, Fault>(file(&name(&visit), "csv", "text/csv; charset=utf-8", Body::from_stream(rows)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

/// `GET /admin/produtos/exportar.xlsx`, sent once it is whole.
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let made = async {
        let cx = permitted(&visit)?;
        taken_out::note(&cx, AuditAction::ExportProducts, "xlsx", &uri).await?;
        let book = products_xlsx(cx, selection(&uri), ProductWords::of(visit.texts())).await?;
        Ok::<_, Fault>(file(&name(&visit), "xlsx", KIND, Body::from_stream(book)))
    };
    made.await.unwrap_or_else(|fault| refused(&visit, &assets, &uri, &fault))
}

fn permitted(visit: &Visit) -> Result<OrgCx<Export>, Fault> {
    visit.principal().ok_or(Fault::Unauthenticated)?.authorize::<Export>()
}

/// The list that is asked for as a file.
fn list(uri: &Uri) -> ListQuery {
    Query::try_from_uri(uri).map(|Query(query)| query).unwrap_or_default()
}

/// The products of that list, of those that were picked in it alone if the address names any.
fn selection(uri: &Uri) -> ProductSelection {
    let named = named(uri, |name| name.starts_with("products["));
    let picked = (!named.is_empty()).then(|| named.iter().filter_map(|id| id.parse().ok()).collect());
    ProductSelection { picked, ..list(uri).selection() }
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
    format!("{}-{}", visit.texts().products().file_name(), day_of(Utc::now(), zone))
}
