//! The other sales of a purchase that the channel split into several orders.

use super::words;
use crate::{orders::query::OrdersQuery, page::PageCx};
use domain::view::orders::{OrderDetail, PurchaseSale};
use i18n::format;
use leptos::prelude::*;
use ui::{Panel, StatusBadge};

pub(super) fn panel(cx: &PageCx, order: &OrderDetail, list: &OrdersQuery) -> Option<AnyView> {
    let t = cx.t.orders();
    let others = &order.same_purchase;
    let title = t.purchase_parts(i64::try_from(others.len()).unwrap_or(i64::MAX).saturating_add(1));
    let rows = others.iter().map(|sale| row(cx, sale, list)).collect_view();
    (!others.is_empty()).then(|| {
        view! {
            <Panel title=title.clone()>
                <table class="table is-dense">
                    <caption class="visually-hidden">{title}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="t-lead">{t.sale()}</th>
                            <th scope="col" class="t-detail">{t.channel_number()}</th>
                            <th scope="col" class="t-state">{t.status()}</th>
                            <th scope="col" class="t-figure number">{t.total()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Panel>
        }
        .into_any()
    })
}

fn row(cx: &PageCx, sale: &PurchaseSale, list: &OrdersQuery) -> AnyView {
    let (tone, label) = words::order_status(cx.t.orders(), sale.status);
    view! {
        <tr>
            <th scope="row" class="t-lead"><a href=list.sale(sale.id)>{format!("#{}", sale.number)}</a></th>
            <td class="t-detail">{sale.external_number.clone()}</td>
            <td class="t-state"><StatusBadge tone=tone label=label/></td>
            <td class="t-figure number">{format::money(cx.locale, sale.total)}</td>
        </tr>
    }
    .into_any()
}
