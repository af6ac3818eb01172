//! The list of customers as a file: a route of axum beside the pages.

use super::query::ListQuery;
use crate::taken_out::{AskedList, Format};
use axum::{body::Body, response::Response};
use domain::{AuditAction, Fault};
use hub::{
    export::{CustomerWords, customers_csv, customers_xlsx},
    permit::Export,
};
use i18n::Texts;

/// `GET /admin/clientes/exportar.csv`, sent while it is read, and `exportar.xlsx`, sent once it is whole.
pub(crate) async fn file(asked: AskedList) -> Response {
    let (query, t) = (asked.query::<ListQuery>(), asked.visit.texts());
    let made = async {
        let (cx, zone) = asked.permit::<Export>(AuditAction::ExportCustomers).await?;
        let (filter, sort) = (query.filter(zone), query.sort());
        Ok::<_, Fault>(match asked.format() {
            Format::Csv => Body::from_stream(customers_csv(cx, filter, sort, words(t)).await?),
            Format::Excel => Body::from_stream(customers_xlsx(cx, filter, sort, words(t)).await?),
        })
    };
    asked.answer(made.await, t.customers().file_name(), &query.href())
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
