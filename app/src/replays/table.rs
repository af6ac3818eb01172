//! The records that today's mapping would make into something else, field by field.

use crate::{
    detective, orders,
    page::PageCx,
    query_string::with_query,
    syncs::{Reason, shown_id, technical},
};
use domain::{
    ReplayVerdict, Verdict,
    view::{
        orders::Change,
        replays::{ReplayItem, ReplayView},
    },
};
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, Place, RawView, Row, StatusBadge, Tone};

/// Signs of a line of stored values.
const LINE: usize = 60;

/// What would change of the first records; nothing where nothing would.
pub(super) fn table(cx: &PageCx, replay: &ReplayView) -> Option<AnyView> {
    if replay.items.is_empty() {
        return None;
    }
    let t = cx.t.replays();
    let columns = vec![
        Column::new(Place::Lead, cx.t.syncs().issue_order()),
        Column::new(Place::Detail, t.difference()),
        Column::new(Place::State, t.outcome()),
    ];
    let rows = replay.items.iter().map(|item| row(cx, item)).collect();
    let shown = i64::try_from(replay.items.len()).unwrap_or(i64::MAX);
    let more = replay.counts.changed + replay.counts.unreadable > shown;
    let cut = more.then(|| view! { <p class="meta">{t.first_shown(shown)}</p> });
    Some(
        view! {
            <DataTable caption=t.difference() columns=columns rows=rows empty=().into_any()/>
            {cut}
        }
        .into_any(),
    )
}

fn row(cx: &PageCx, item: &ReplayItem) -> Row {
    let t = cx.t.replays();
    let (tone, label) = match (item.verdict, item.sale) {
        (ReplayVerdict::Unreadable, _) => (Tone::Critical, t.would_not_read()),
        (ReplayVerdict::Changes, None) => (Tone::Positive, t.would_be_new()),
        (ReplayVerdict::Changes, Some(_)) => (Tone::Info, t.would_change()),
    };
    let why = item.reason.as_ref().map(|reason| {
        view! { <div>{Reason::of(cx, Verdict::Failed.code(), reason).text}</div> }
    });
    let technical = technical(cx, item.detail.clone().unwrap_or_default());
    let told = fields(cx, &item.changes);
    let raw =
        (!item.changes.is_empty()).then(|| view! { <RawView label=t.values() text=values(&item.changes)/> });
    let (href, lead) = match item.sale {
        Some((id, number)) => (format!("{}/{id}", orders::PATH), format!("#{number}")),
        // Found by its key, whatever it is.
        None => {
            let href = with_query(detective::PATH, &[("q", &item.external_id)]);
            (href, shown_id(cx, &item.external_id))
        }
    };
    Row {
        href,
        lead: view! { {lead} }.into_any(),
        cells: vec![
            Cell::view(view! { <div>{told}</div> {why} {technical} {raw} }),
            Cell::view(view! { <StatusBadge tone=tone label=label/> }),
        ],
        pick: None,
    }
}

/// The names of what would change, each once.
fn fields(cx: &PageCx, changes: &[Change]) -> String {
    let mut names: Vec<String> = Vec::new();
    for change in changes {
        let name = field(cx, &change.field);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// What a stored field is called; those that people do not know by name stand together.
fn field(cx: &PageCx, name: &str) -> String {
    let (t, o) = (cx.t.replays(), cx.t.orders());
    match name {
        "status" => o.field_status().to_owned(),
        "payment_status" => o.field_payment().to_owned(),
        "fulfilment_status" => o.field_fulfilment().to_owned(),
        "channel_status" => o.field_channel_status().to_owned(),
        "total_minor" => o.field_total().to_owned(),
        "refunded_minor" => o.field_refunded().to_owned(),
        "goods_minor" | "discount_minor" | "shipping_minor" | "fees_minor" | "tax_minor" | "tax_included"
        | "difference_minor" | "currency" => t.field("money"),
        "buyer_name" | "buyer_company" | "buyer_email" | "buyer_phone" | "buyer_document" => t.field("buyer"),
        "placed_at" | "changed_at" | "paid_at" | "cancelled_at" => t.field("dates"),
        "lines" | "addresses" | "payments" | "refunds" | "ledger" => t.field(name),
        "verdict" | "reason" => t.field("verdict"),
        _ => t.field("other"),
    }
}

/// Every field as it is stored, before and after. What is long goes on in the next line: the table stays as wide as
/// the page.
fn values(changes: &[Change]) -> String {
    let told = |change: &Change| {
        format!("{}\n{}\n→\n{}", change.field, value(change.from.as_deref()), value(change.to.as_deref()))
    };
    changes.iter().map(told).collect::<Vec<_>>().join("\n\n")
}

fn value(value: Option<&str>) -> String {
    let mut lines = Vec::new();
    for line in value.unwrap_or("—").lines() {
        let signs: Vec<char> = line.chars().collect();
        lines.extend(signs.chunks(LINE).map(|part| format!("  {}", part.iter().collect::<String>())));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_go_on_in_the_next_line() {
        let change = |from: Option<&str>, to: Option<&str>| Change {
            field: "note".into(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        assert_eq!(values(&[change(None, Some("a\nb"))]), "note\n  —\n→\n  a\n  b");
        let long = "é".repeat(LINE + 1);
        let shown = values(&[change(Some(&long), None)]);
        assert!(shown.lines().all(|line| line.chars().count() <= LINE + 2), "{shown}");
        assert_eq!(shown.matches('é').count(), LINE + 1, "nothing is lost");
    }
}
