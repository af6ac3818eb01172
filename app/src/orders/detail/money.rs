//! How the total comes about, what was paid and what was given back.

use super::words;
use crate::page::PageCx;
use domain::view::orders::OrderDetail;
use i18n::format;
use leptos::prelude::*;
use ui::{MoneyLine, MoneyProof, MoneyTable, Panel, Tone};

/// The parts, the channel's total, what is left of it after refunds, and whether the parts agree with it.
pub(super) fn panel(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let table = table(cx, order);
    view! { <Panel title=cx.t.orders().money()>{table}</Panel> }.into_any()
}

/// What the panel holds.
pub(super) fn table(cx: &PageCx, order: &OrderDetail) -> AnyView {
    let t = cx.t.orders();
    let money = &order.money;
    let text = |minor| format::money(cx.locale, money.money(minor));
    let line =
        |label: &str, minor: i64| MoneyLine { label: label.to_owned(), note: None, amount: text(minor) };
    let mut lines = vec![line(t.goods(), money.goods_minor)];
    let optional = [
        (t.discount(), -money.discount_minor),
        (t.shipping(), money.shipping_minor),
        (t.fees(), money.fees_minor),
    ];
    lines.extend(
        optional.into_iter().filter(|(_, minor)| *minor != 0).map(|(label, minor)| line(label, minor)),
    );
    if money.tax_minor != 0 {
        let note = money.tax_included.then(|| t.tax_included().to_owned());
        lines.push(MoneyLine { note, ..line(t.tax(), money.tax_minor) });
    }
    // What the lines above lack to the channel's total.
    let lacks = -money.difference_minor;
    if lacks != 0 {
        lines.push(line(t.difference(), lacks));
    }
    let proof = match lacks {
        0 => MoneyProof { tone: Tone::Positive, text: t.proved().to_owned() },
        1.. => MoneyProof { tone: Tone::Warning, text: t.total_is_more(&text(lacks)) },
        _ => MoneyProof { tone: Tone::Warning, text: t.total_is_less(&text(-lacks)) },
    };
    let after = match money.refunded_minor {
        0 => vec![],
        refunded => vec![
            line(t.refunded(), -refunded),
            line(t.after_refunds(), money.total_minor.saturating_sub(refunded)),
        ],
    };
    let total = line(t.total(), money.total_minor);
    view! { <MoneyTable caption=t.money() lines=lines total=total after=after proof=proof/> }.into_any()
}

/// How it was or is to be paid.
pub(super) fn payments(cx: &PageCx, order: &OrderDetail) -> Option<AnyView> {
    let table = payments_table(cx, order)?;
    Some(view! { <Panel title=cx.t.orders().payments()>{table}</Panel> }.into_any())
}

/// How the sale was or is to be paid, for the screen and for paper; nothing where nobody says so.
pub(super) fn payments_table(cx: &PageCx, order: &OrderDetail) -> Option<AnyView> {
    let t = cx.t.orders();
    let rows = order
        .payments
        .iter()
        .map(|payment| {
            let (way, code) = words::payment_way(t, &payment.method, payment.title.as_deref());
            let code = code.map(|code| view! { <span class="cell-note">{code}</span> });
            let paid_at = payment.paid_at.map(|at| format::date_time(cx.locale, at, cx.zone)).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row" class="t-lead">{way}{code}</th>
                    <td class="t-detail">{payment.transaction_id.clone()}</td>
                    <td class="t-detail">{paid_at}</td>
                    <td class="t-figure number">{format::money(cx.locale, order.money.money(payment.amount_minor))}</td>
                </tr>
            }
        })
        .collect_view();
    (!order.payments.is_empty()).then(|| {
        view! {
            <table class="table is-dense">
                <caption class="visually-hidden">{t.payments()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="t-lead">{t.method()}</th>
                        <th scope="col" class="t-detail">{t.transaction()}</th>
                        <th scope="col" class="t-detail">{t.paid_at()}</th>
                        <th scope="col" class="t-figure number">{t.amount()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

/// What was given back, and why.
pub(super) fn refunds(cx: &PageCx, order: &OrderDetail) -> Option<AnyView> {
    let t = cx.t.orders();
    let lines = order.refunds.iter().map(|refund| MoneyLine {
        label: refund
            .reason
            .clone()
            .filter(|reason| !reason.is_empty())
            .unwrap_or_else(|| t.no_reason().to_owned()),
        note: Some(refund.external_id.clone()),
        amount: format::money(cx.locale, order.money.money(-refund.amount_minor)),
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        let amount = format::money(cx.locale, order.money.money(-order.money.refunded_minor));
        let total = MoneyLine { label: t.refunded().to_owned(), note: None, amount };
        view! { <Panel title=t.refunds()><MoneyTable caption=t.refunds() lines=lines total=total/></Panel> }
            .into_any()
    })
}
