//! The selection of the list as a file: a route of axum beside the pages.

use super::{
    query::OrdersQuery,
    words::{fulfilment_status, order_status, payment_status},
};
use crate::taken_out::{AskedList, Format};
use axum::{body::Body, response::Response};
use domain::{AuditAction, Fault, Locale, view::orders::OrderFilter};
use hub::{
    export::{Words, orders_csv, orders_xlsx},
    permit::Export,
};
use i18n::Texts;

/// `GET /admin/vendas/exportar.csv`, sent while it is read, and `exportar.xlsx`, sent once it is whole: its directory stands at
/// the end.
pub(crate) async fn file(asked: AskedList) -> Response {
    let (query, t) = (asked.query::<OrdersQuery>(), asked.visit.texts());
    let made = async {
        let (cx, zone) = asked.permit::<Export>(AuditAction::ExportSales).await?;
        let filter = OrderFilter { picked: asked.picked(|name| name == "venda"), ..query.filter(zone) };
        Ok::<_, Fault>(match asked.format() {
            Format::Csv => Body::from_stream(orders_csv(cx, filter, query.sort(), words(t)).await?),
            Format::Excel => Body::from_stream(orders_xlsx(cx, filter, query.sort(), words(t)).await?),
        })
    };
    asked.answer(made.await, t.orders().file_name(), &query.href())
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_has_a_heading_of_its_own() {
        for locale in Locale::ALL {
            let headings = words(Texts::new(locale)).headings;
            assert_eq!(BTreeSet::from(headings).len(), headings.len(), "{headings:?}");
        }
    }
}
