//! The invoices of the company.

use crate::page::PageCx;
use domain::view::billing::{BillingView, InvoiceView};
use i18n::format;
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, EmptyState, IconName, Panel, Place, Row, StatusBadge, Tone};

pub(super) fn panel(cx: &PageCx, billing: &BillingView) -> AnyView {
    let t = cx.t.billing();
    let columns = vec![
        Column::new(Place::Lead, t.number()),
        Column::new(Place::Detail, t.date()),
        Column::new(Place::Figure, t.amount()),
        Column::new(Place::Detail, t.state()),
        Column::new(Place::Detail, t.links()),
    ];
    let rows = billing.invoices.iter().map(|invoice| row(cx, invoice)).collect();
    let empty =
        view! { <EmptyState icon=IconName::FileText title=t.no_invoices() text=t.no_invoices_text()/> };
    view! {
        <Panel title=t.invoices()>
            <DataTable caption=t.invoices() columns=columns rows=rows empty=empty.into_any()/>
        </Panel>
    }
    .into_any()
}

fn row(cx: &PageCx, invoice: &InvoiceView) -> Row {
    let t = cx.t.billing();
    let tone = match &*invoice.status {
        "paid" => Tone::Positive,
        "open" => Tone::Warning,
        "uncollectible" => Tone::Critical,
        _ => Tone::Neutral,
    };
    // Open, but nothing would come of paying it: on its page at Stripe it could be.
    let is_dropped = invoice.status == "open" && !invoice.is_payable;
    let status = if is_dropped { "dropped" } else { invoice.status.as_str() };
    let tone = if is_dropped { Tone::Neutral } else { tone };
    let state = view! { <StatusBadge tone=tone label=t.invoice_status(status)/> };
    let see = if invoice.is_payable { t.pay() } else { t.see() };
    let page = invoice.hosted_url.clone().filter(|_| !is_dropped);
    let link = |url: &Option<String>, label: &'static str| {
        let url =
            url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://127.0.0.1"));
        url.map(|url| view! { <a href=url rel="noopener">{label}</a> })
    };
    let (page, pdf) = (link(&page, see), link(&invoice.pdf_url, t.pdf()));
    let between = (page.is_some() && pdf.is_some()).then_some(" · ");
    let links = view! { {page}{between}{pdf} };
    let number = invoice.number.clone().unwrap_or_else(|| t.draft_number().to_owned());
    Row {
        href: String::new(),
        lead: number.into_any(),
        cells: vec![
            Cell::text(format::date(cx.locale, invoice.created_at, cx.zone)),
            Cell::text(format::money(cx.locale, invoice.total)),
            Cell::view(state),
            Cell::view(links),
        ],
        pick: None,
    }
}
