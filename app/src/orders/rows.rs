//! The rows of a list of sales as HTML text.
//!
//! Fifty rows are nine tenths of the page. Made as views they would be a thousand nodes, each boxed
//! and walked; written as text they cost about what the text costs. Everything that a channel or a
//! buyer wrote goes through [`push_text`]. What repeats (a channel's name, a badge) is drawn once by
//! the component kit.

use super::{
    query::OrdersQuery,
    words::{order_status, payment_status, shown_fulfilment},
};
use crate::{
    page::PageCx,
    template::{Draw, Fill, Template, Templates, gap, push_text},
};
use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Timelike, Utc};
use domain::{
    ConnectionId, Environment, FulfilmentStatus, OrderStatus, PaymentStatus,
    view::orders::{Channel, OrderRow},
};
use i18n::format;
use leptos::prelude::*;
use std::{
    fmt::Write,
    sync::{Arc, LazyLock},
};
use ui::{ChannelName, NewMark, StatusBadge, Tone};

/// Bytes of a row, about, with the links of a list that is not filtered.
const ROW_BYTES: usize = 1_024;

/// Which columns a table has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    All,
    /// All, to look at only: nothing is picked.
    Found,
    /// Without the channel's number, the customer, the items, the sale's status and its shipping.
    Few,
}

/// Draws rows.
struct Pen<'a> {
    cx: &'a PageCx,
    columns: Columns,
    /// The label of a row's box with a gap for its number, where rows can be picked for bulk actions.
    picks: Option<Template>,
    picks_all: bool,
    /// The number of the row.
    number: String,
    out: String,
    /// What follows the id in the address of a sale, ready for an attribute.
    query: String,
    channels: Vec<(ConnectionId, Arc<Template>)>,
    /// Connections whose sales are all tests.
    sandboxes: Vec<ConnectionId>,
    payments: Vec<(PaymentStatus, Arc<Template>)>,
    orders: Vec<(OrderStatus, Arc<Template>)>,
    fulfilments: Vec<(FulfilmentStatus, Arc<Template>)>,
    test: Arc<Template>,
    sandbox: Arc<Template>,
    differs: Arc<Template>,
    /// The number above which sales are new, and their mark.
    news: i64,
    new: Arc<Template>,
}

/// What repeats in a table.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Mark {
    Badge(Tone, &'static str),
    New(&'static str),
    /// The id of its platform, and its name.
    Channel(String, String),
}

/// Bytes of marks that are kept: thousands of them.
const KEPT: u64 = 512 * 1024;

impl Mark {
    fn template(self) -> Arc<Template> {
        static MARKS: LazyLock<Templates<Mark>> = LazyLock::new(|| Templates::new(KEPT));
        MARKS.of(&self)
    }
}

impl Draw for Mark {
    fn draw(&self) -> AnyView {
        match self.clone() {
            Self::Badge(tone, label) => view! { <StatusBadge tone=tone label=label/> }.into_any(),
            Self::New(label) => view! { <NewMark label=label/> }.into_any(),
            Self::Channel(platform, name) => view! { <ChannelName channel=platform name=name/> }.into_any(),
        }
    }
}

/// The `<tr>`s of these sales. Their links carry `query`, the list they are opened from.
pub(super) fn rows_html(
    cx: &PageCx,
    channels: &[Channel],
    rows: &[OrderRow],
    columns: Columns,
    query: &OrdersQuery,
) -> String {
    let t = cx.t.orders();
    let mut in_attribute = String::new();
    push_text(&mut in_attribute, &query.as_query());
    let mut pen = Pen {
        cx,
        columns,
        picks: (columns == Columns::All).then(|| pick_label(cx)),
        picks_all: query.picks_all(),
        number: String::new(),
        out: String::with_capacity(rows.len() * (ROW_BYTES + in_attribute.len())),
        query: in_attribute,
        channels: channels.iter().map(|channel| (channel.connection, channel_html(channel))).collect(),
        sandboxes: channels
            .iter()
            .filter(|channel| channel.environment == Environment::Sandbox)
            .map(|channel| channel.connection)
            .collect(),
        payments: Vec::new(),
        orders: Vec::new(),
        fulfilments: Vec::new(),
        test: badge(Tone::Neutral, t.test_order()),
        sandbox: badge(Tone::Neutral, cx.t.integrations().sandbox()),
        differs: badge(Tone::Warning, t.differs()),
        news: query.news(),
        new: Mark::New(cx.t.news().mark()).template(),
    };
    for row in rows {
        pen.row(row);
    }
    pen.out
}

impl Pen<'_> {
    fn row(&mut self, row: &OrderRow) {
        self.lead(row);
        self.channel(row.connection);
        let all = self.columns != Columns::Few;
        if all {
            self.out.push_str("</td><td class=\"t-wide\">");
            push_text(&mut self.out, &row.external_number);
            self.out.push_str("</td><td class=\"t-who\">");
            push_text(&mut self.out, &row.buyer_name);
        }
        self.out.push_str("</td><td class=\"t-detail\">");
        self.time(row);
        if all {
            self.out.push_str("</td><td class=\"t-wide number\">");
            format::write_integer(&mut self.out, self.cx.locale, row.items.into());
            self.out.push_str("</td><td class=\"t-state\">");
            self.order_badge(row.status);
        }
        self.out.push_str("</td><td class=\"t-state\">");
        self.payment_badge(row.payment);
        if all {
            self.out.push_str("</td><td class=\"t-state t-ship\">");
            self.fulfilment_badge(row);
        }
        self.out.push_str("</td><td class=\"t-figure number\">");
        format::write_money(&mut self.out, self.cx.locale, row.total);
        self.out.push_str("</td></tr>");
    }

    /// The number as the link of the row, up to the cell of the channel.
    fn lead(&mut self, row: &OrderRow) {
        self.out.push_str("<tr>");
        self.number.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.number, "{}", row.number);
        if let Some(label) = self.picks.take() {
            self.pick(row, &label);
            self.picks = Some(label);
        }
        self.out.push_str("<th scope=\"row\" class=\"t-lead\">");
        let is_new = row.number > self.news;
        if is_new {
            // Its mark stays beside the number.
            self.out.push_str("<span class=\"truncate\">");
        }
        self.out.push_str("<a class=\"truncate\" href=\"/admin/vendas/");
        let mut id = [0; uuid::fmt::Hyphenated::LENGTH];
        self.out.push_str(row.id.0.hyphenated().encode_lower(&mut id));
        self.out.push_str(&self.query);
        self.out.push_str("\">#");
        self.out.push_str(&self.number);
        self.out.push_str("</a>");
        if is_new {
            self.out.push(' ');
            self.new.fill(&mut self.out, &[]);
            self.out.push_str("</span>");
        }
        if row.is_test {
            self.out.push(' ');
            let is_of_sandbox = self.sandboxes.contains(&row.connection);
            let mark = if is_of_sandbox { &self.sandbox } else { &self.test };
            mark.fill(&mut self.out, &[]);
        }
        if row.differs {
            self.out.push(' ');
            self.differs.fill(&mut self.out, &[]);
        }
        self.out.push_str("</th><td class=\"t-detail\">");
    }

    /// The box by which the row is picked for the bulk bar.
    fn pick(&mut self, row: &OrderRow, label: &Template) {
        self.out
            .push_str("<td class=\"t-pick\"><input type=\"checkbox\" form=\"bulk\" name=\"venda\" value=\"");
        let mut id = [0; uuid::fmt::Hyphenated::LENGTH];
        self.out.push_str(row.id.0.hyphenated().encode_lower(&mut id));
        self.out.push_str("\" aria-label=\"");
        label.fill(&mut self.out, &[Fill::Text(&self.number)]);
        self.out.push_str(if self.picks_all { "\" checked></td>" } else { "\"></td>" });
    }

    fn channel(&mut self, connection: ConnectionId) {
        if let Some((_, html)) = self.channels.iter().find(|(id, _)| *id == connection) {
            html.fill(&mut self.out, &[]);
        }
    }

    fn time(&mut self, row: &OrderRow) {
        let PageCx { locale, zone, now, .. } = *self.cx;
        self.out.push_str("<time datetime=\"");
        push_instant(&mut self.out, row.placed_at);
        // From a day on the text itself is exact.
        if now.signed_duration_since(row.placed_at).abs() < TimeDelta::days(1) {
            self.out.push_str("\" title=\"");
            format::write_exact(&mut self.out, locale, row.placed_at, zone);
        }
        self.out.push_str("\">");
        format::write_relative(&mut self.out, locale, row.placed_at, now, zone);
        self.out.push_str("</time>");
    }

    fn payment_badge(&mut self, status: PaymentStatus) {
        if !self.payments.iter().any(|(known, _)| *known == status) {
            let (tone, label) = payment_status(self.cx.t.orders(), status);
            self.payments.push((status, badge(tone, label)));
        }
        if let Some((_, html)) = self.payments.iter().find(|(known, _)| *known == status) {
            html.fill(&mut self.out, &[]);
        }
    }

    /// Nothing for a sale that was called off before it left.
    fn fulfilment_badge(&mut self, row: &OrderRow) {
        let Some((tone, label)) = shown_fulfilment(self.cx.t.orders(), row.status, row.fulfilment) else {
            return;
        };
        if !self.fulfilments.iter().any(|(known, _)| *known == row.fulfilment) {
            self.fulfilments.push((row.fulfilment, badge(tone, label)));
        }
        if let Some((_, html)) = self.fulfilments.iter().find(|(known, _)| *known == row.fulfilment) {
            html.fill(&mut self.out, &[]);
        }
    }

    fn order_badge(&mut self, status: OrderStatus) {
        if !self.orders.iter().any(|(known, _)| *known == status) {
            let (tone, label) = order_status(self.cx.t.orders(), status);
            self.orders.push((status, badge(tone, label)));
        }
        if let Some((_, html)) = self.orders.iter().find(|(known, _)| *known == status) {
            html.fill(&mut self.out, &[]);
        }
    }
}

fn badge(tone: Tone, label: &'static str) -> Arc<Template> {
    Mark::Badge(tone, label).template()
}

fn channel_html(channel: &Channel) -> Arc<Template> {
    Mark::Channel(channel.platform.clone(), channel.name.clone()).template()
}

/// "Escolher a venda 12", with a gap for the number.
fn pick_label(cx: &PageCx) -> Template {
    let mut label = String::new();
    push_text(&mut label, &cx.t.actions().pick(&gap(0)));
    Template::parse(&label)
}

/// As RFC 3339 in UTC, to the second.
fn push_instant(out: &mut String, at: DateTime<Utc>) {
    let Some(year) = u32::try_from(at.year()).ok().filter(|year| *year < 10_000) else {
        out.push_str(&at.to_rfc3339_opts(SecondsFormat::Secs, true));
        return;
    };
    let parts = [
        (year / 100, None),
        (year % 100, Some('-')),
        (at.month(), Some('-')),
        (at.day(), Some('T')),
        (at.hour(), Some(':')),
        (at.minute(), Some(':')),
        (at.second(), Some('Z')),
    ];
    for (number, behind) in parts {
        out.extend([number / 10, number % 10].map(|digit| char::from_digit(digit, 10).unwrap_or('0')));
        out.extend(behind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_as_the_library_writes_it() {
        for text in [
            "2026-01-02T03:04:05Z",
            "0007-12-31T23:59:59Z",
            "+12026-01-02T03:04:05Z",
            "-0001-01-01T00:00:00Z",
        ] {
            let at: DateTime<Utc> = text.parse().unwrap();
            let mut out = String::new();
            push_instant(&mut out, at);
            assert_eq!(out, at.to_rfc3339_opts(SecondsFormat::Secs, true));
        }
    }
}
