//! The list of products as a file: a route of axum beside the pages.

use super::list::ListQuery;
use crate::taken_out::{AskedList, Format};
use axum::{body::Body, response::Response};
use domain::{AuditAction, Fault, view::catalog::ProductSelection};
use hub::{
    export::{ProductWords, products_csv, products_xlsx},
    permit::Export,
};

/// `GET /admin/produtos/exportar.csv`, sent while it is read, and `exportar.xlsx`, sent once it is whole.
pub(crate) async fn file(asked: AskedList) -> Response {
    let (query, t) = (asked.query::<ListQuery>(), asked.visit.texts());
    let made = async {
        let (cx, _) = asked.permit::<Export>(AuditAction::ExportProducts).await?;
        let picked = asked.picked(|name| name.starts_with("products["));
        let (selection, words) = (ProductSelection { picked, ..query.selection() }, ProductWords::of(t));
        Ok::<_, Fault>(match asked.format() {
            Format::Csv => Body::from_stream(products_csv(cx, selection, words)),
            Format::Excel => Body::from_stream(products_xlsx(cx, selection, words).await?),
        })
    };
    asked.answer(made.await, t.products().file_name(), &query.href())
}
