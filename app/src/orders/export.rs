//! The selection of the list as a file: routes of axum beside the pages.

use super::query::OrdersQuery;
use super::words::{fulfilment_status, order_status, payment_status};
use crate::{
    routes::PageAssets,
    taken_out::{self, Format, dated, or_refused},
    visit::Visit,
};
use axum::{Extension, body::Body, extract::Query, http::Uri, response::Response};
use domain::{
    AuditAction, Fault, Locale, OrderId,
    view::{
        day::zone,
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
        taken_out::note(&cx, AuditAction::ExportSales, Format::Csv, &uri).await?;
        let rows = orders_csv(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(Format::Csv.file(&name(&visit), Body::from_stream(rows)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &list(&uri).href())
}

/// `GET /admin/vendas/exportar.xlsx`, sent once it is whole: its directory stands at the end.
pub async fn xlsx(
    Extension(visit): Extension<Visit>,
    Extension(assets): Extension<PageAssets>,
    uri: Uri,
) -> Response {
    let made = async {
        let (cx, filter, sort) = asked(&visit, &uri)?;
        taken_out::note(&cx, AuditAction::ExportSales, Format::Excel, &uri).await?;
        let book = orders_xlsx(cx, filter, sort, words(visit.texts())).await?;
        Ok::<_, Fault>(Format::Excel.file(&name(&visit), Body::from_stream(book)))
    };
    or_refused(made.await, (&visit, &assets, &uri), &list(&uri).href())
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

/// What the file of today is called.
fn name(visit: &Visit) -> String {
    dated(visit, visit.texts().orders().file_name())
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
