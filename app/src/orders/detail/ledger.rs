//! What the merchant keeps of a sale, as far as the channel tells.

use super::words;
use crate::page::PageCx;
use domain::{
    LedgerKind, PaymentStatus,
    view::orders::{LedgerEntry, OrderDetail},
};
use i18n::format;
use leptos::prelude::*;
use ui::{Fact, Facts, MoneyLine, MoneyTable, Panel};

/// From the total to what the merchant receives, and below it who paid for what. Nothing where no money
/// came or all of it was given back: what the channel takes back then, it tells late or never.
pub(super) fn panel(cx: &PageCx, order: &OrderDetail) -> Option<AnyView> {
    let is_void = matches!(order.row.payment, PaymentStatus::Voided | PaymentStatus::Refunded);
    if order.ledger.is_empty() || is_void {
        return None;
    }
    let t = cx.t.orders();
    let money = &order.money;
    let text = |minor| format::money(cx.locale, money.money(minor));
    let line =
        |label: &str, minor: i64| MoneyLine { label: label.to_owned(), note: None, amount: text(minor) };
    let (told, counted): (Vec<_>, Vec<_>) = order.ledger.iter().partition(|entry| entry.kind.sign() == 0);
    let mut lines = vec![line(t.kept_total(), money.total_minor)];
    lines.extend(counted.into_iter().map(|entry| MoneyLine {
        note: entry.label.as_deref().and_then(|label| words::ledger_label(t, label)),
        ..line(words::ledger_kind(t, entry.kind), entry.kept_minor())
    }));
    if money.refunded_minor != 0 {
        lines.push(line(t.refunded(), -money.refunded_minor));
    }
    let kept = line(t.kept_expected(), money.kept_minor(&order.ledger));
    let facts: Vec<_> = told.into_iter().map(|entry| fact(cx, order, entry)).collect();
    let facts = (!facts.is_empty()).then(|| view! { <Facts facts=facts wide=true/> });
    let has_commission = order.ledger.iter().any(|entry| entry.kind == LedgerKind::Commission);
    let context =
        if has_commission { t.kept_context().to_owned() } else { t.kept_no_commission().to_owned() };
    Some(
        view! {
            <Panel title=t.kept() context=context>
                <MoneyTable caption=t.kept() lines=lines total=kept/>
                {facts}
            </Panel>
        }
        .into_any(),
    )
}

/// An entry that changes nothing of what is kept.
fn fact(cx: &PageCx, order: &OrderDetail, entry: &LedgerEntry) -> Fact {
    let t = cx.t.orders();
    let amount = format::money(cx.locale, order.money.money(entry.amount_minor));
    let text = match entry.kind {
        LedgerKind::FreightChannel => t.ledger_carrier(&amount),
        _ => t.ledger_included(&amount),
    };
    let label = entry
        .label
        .as_deref()
        .and_then(|label| words::ledger_label(t, label))
        .map(|label| view! { <div class="meta">{label}</div> });
    Fact::new(words::ledger_kind(t, entry.kind), view! { {text}{label} })
}
