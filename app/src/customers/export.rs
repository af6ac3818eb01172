//! The list of customers as a file: routes of axum beside the pages.

use super::query::ListQuery;
use crate::{
    routes::PageAssets,
    taken_out::{self, Format, dated, or_refused},
    visit::Visit,
};
use axum::{Extension, body::Body, extract::Query, http::Uri, response::Response};
use domain::{
    AuditAction, Fault,
    view::{
        customers::{CustomerFilter, CustomerSort},
        day::zone,
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
        taken_out::note(&cx, AuditAction::ExportCustomers, Format::Csv, &uri).await?;
        let rows = customers_csv(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(Format::Csv.file(&name(&visit), Body::from_stream(rows)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &list(&uri).href())
}

/// `GET /admin/clientes/exportar.xlsx`, sent once it is whole.
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let (cx, filter, sort) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportCustomers, Format::Excel, &uri).await?;
        let book = customers_xlsx(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(Format::Excel.file(&name(&visit), Body::from_stream(book)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &list(&uri).href())
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

/// What the file of today is called.
fn name(visit: &Visit) -> String {
    dated(visit, visit.texts().customers().file_name())
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
