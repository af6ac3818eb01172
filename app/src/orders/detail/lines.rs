//! What was bought.

use crate::page::{Area, PageCx};
use crate::products::{KeyFields, LINK_PATH};
use crate::query_string::with_query;
use domain::{
    ConnectionId, Money,
    view::{
        catalog::ProductKey,
        orders::{OrderDetail, OrderLine},
    },
};
use i18n::format;
use leptos::prelude::*;
use ui::{Panel, StatusLink, Tone};

pub(super) fn panel(cx: &PageCx, order: &OrderDetail, may_edit: bool) -> AnyView {
    let t = cx.t.orders();
    if order.lines.is_empty() {
        return view! { <Panel title=t.lines()><p class="meta">{t.no_lines()}</p></Panel> }.into_any();
    }
    let rows = order.lines.iter().map(|line| row(cx, order, line, may_edit)).collect_view();
    view! {
        <Panel title=t.lines()>
            <table class="table">
                <caption class="visually-hidden">{t.lines()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="t-lead">{t.product()}</th>
                        <th scope="col" class="t-detail">{t.sku()}</th>
                        <th scope="col" class="t-detail number">{t.quantity()}</th>
                        <th scope="col" class="t-detail number">{t.unit_price()}</th>
                        <th scope="col" class="t-extra number">{t.discount()}</th>
                        <th scope="col" class="t-figure number">{t.total()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Panel>
    }
    .into_any()
}

fn row(cx: &PageCx, order: &OrderDetail, line: &OrderLine, may_edit: bool) -> AnyView {
    let money = |minor| format::money(cx.locale, order.money.money(minor));
    let price = unit_price(cx, order, line);
    let title = match line.product {
        Some(product) => {
            view! { <a href=format!("{}/{product}", Area::Products.path())>{line.title.clone()}</a> }
                .into_any()
        }
        None => line.title.clone().into_any(),
    };
    let variant = line.variant.clone().map(|variant| view! { <div class="meta">{variant}</div> });
    let discount = if line.discount_minor == 0 { String::new() } else { money(-line.discount_minor) };
    view! {
        <tr>
            <th scope="row" class="t-lead">{title}{variant}</th>
            <td class="t-detail">{sku(cx, order.channel.connection, line, may_edit)}</td>
            <td class="t-detail number">{format!("{} ×", format::decimal(cx.locale, line.quantity))}</td>
            <td class="t-detail number">{price}</td>
            <td class="t-extra number">{discount}</td>
            <td class="t-figure number">{money(line.total_minor)}</td>
        </tr>
    }
    .into_any()
}

/// The price of one piece. That of a fraction of a cent is shown as it is, not rounded away.
pub(super) fn unit_price(cx: &PageCx, order: &OrderDetail, line: &OrderLine) -> String {
    let places = order.money.currency.decimals();
    match line.unit_price.normalize() {
        price if price.scale() > places => format::decimal(cx.locale, price),
        price => format::money(cx.locale, Money::new(price, order.money.currency)),
    }
}

/// The line's SKU; where it is matched by the channel's own code, also that.
fn sku(cx: &PageCx, connection: ConnectionId, line: &OrderLine, may_edit: bool) -> AnyView {
    let t = cx.t.orders();
    let sku = match &line.sku {
        Some(sku) => view! { <code>{sku.clone()}</code> }.into_any(),
        None => view! { <span class="missing">{t.no_sku()}</span> }.into_any(),
    };
    let by_sku = line.sku.as_deref().and_then(ProductKey::of_sku);
    let key = by_sku.or_else(|| ProductKey::of_code(connection, line.code.as_deref()?));
    let code = match &key {
        Some(ProductKey::Code { code, .. }) => Some(view! { " " <code>{code.clone()}</code> }),
        _ => None,
    };
    let link = key.filter(|_| line.product.is_none() && may_edit).map(|key| {
        let (label, reason) = match &key {
            ProductKey::Sku(_) => (t.link_sku(), line.sku.clone().unwrap_or_default()),
            ProductKey::Code { code, .. } => (t.link_code(), code.clone()),
        };
        let href = with_query(LINK_PATH, &KeyFields::from(&key).pairs());
        view! { " " <StatusLink tone=Tone::Warning label=label href=href reason=reason/> }
    });
    view! { {sku}{code}{link} }.into_any()
}
