//! The list of products as a file: routes of axum beside the pages.

use super::list::ListQuery;
use crate::{
    orders::export::named,
    routes::PageAssets,
    taken_out::{self, Format, dated, or_refused},
    visit::Visit,
};
use axum::{Extension, body::Body, extract::Query, http::Uri, response::Response};
use domain::{AuditAction, Fault, view::catalog::ProductSelection};
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
        taken_out::note(&cx, AuditAction::ExportProducts, Format::Csv, &uri).await?;
        let rows = products_csv(cx, selection(&uri), ProductWords::of(visit.texts()));
        Ok::<_, Fault>(Format::Csv.file(&name(&visit), Body::from_stream(rows)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &list(&uri).href())
}

/// `GET /admin/produtos/exportar.xlsx`, sent once it is whole.
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let cx = permitted(&visit)?;
        taken_out::note(&cx, AuditAction::ExportProducts, Format::Excel, &uri).await?;
        let book = products_xlsx(cx, selection(&uri), ProductWords::of(visit.texts())).await?;
        Ok::<_, Fault>(Format::Excel.file(&name(&visit), Body::from_stream(book)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &list(&uri).href())
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

/// What the file of today is called.
fn name(visit: &Visit) -> String {
    dated(visit, visit.texts().products().file_name())
}
