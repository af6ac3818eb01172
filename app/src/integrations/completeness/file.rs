//! A month of checks as a file.

use super::{Wanted, month_of};
use crate::{
    routes::PageAssets,
    taken_out::{self, Format, or_refused},
    visit::Visit,
};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query},
    http::Uri,
    response::Response,
};
use chrono::Utc;
use domain::{
    AuditAction, ConnectionId, Fault,
    view::day::{day_of, zone},
};
use hub::{export::completeness_csv, permit::Export};

/// `GET /admin/integracoes/{id}/conferencia.csv`: one row for each hour of the month that was checked.
pub async fn csv(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    Path(id): Path<String>,
    uri: Uri,
) -> Response {
    let made = async {
        let principal = visit.principal().ok_or(Fault::Unauthenticated)?;
        let cx = principal.authorize::<Export>()?;
        let id: ConnectionId = id.parse().map_err(|_| Fault::NotFound)?;
        let wanted: Wanted = Query::try_from_uri(&uri).map(|Query(query)| query).unwrap_or_default();
        let zone = zone(&principal.member().org_time_zone);
        let t = visit.texts().completeness();
        let first = wanted.first(day_of(Utc::now(), zone));
        let headings = [
            t.hour(),
            t.listed(),
            t.imported(),
            t.left_out(),
            visit.texts().syncs().waiting(),
            t.failed(),
            t.gone(),
            t.recovered(),
            t.corrected(),
            t.checked(),
        ];
        let rows = completeness_csv(&cx, id, month_of(first, zone), headings).await?;
        taken_out::note(&cx, AuditAction::ExportCompleteness, Format::Csv, &uri).await?;
        let name = format!("{}-{}", t.file_name(), first.format("%Y-%m"));
        Ok::<_, Fault>(Format::Csv.file(&name, Body::from(rows)))
    };
    or_refused(made.await, (&visit, &assets, &uri), uri.path().trim_end_matches(".csv"))
}
