//! What stands in the columns of an export.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use domain::{
    FulfilmentStatus, Locale, Money, OrderStatus, PaymentStatus, shown_document, shown_phone,
    view::orders::OrderRecord,
};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Columns of an export.
pub const COLUMNS: usize = 25;

/// The words of an export in the reader's language.
#[derive(Clone, Copy)]
pub struct Words {
    /// Headings in the order of the columns: number, channel's number, platform, connection, placed
    /// at, status, channel's status, payment, fulfilment, customer, e-mail, phone, document, items,
    /// currency, goods, discount, shipping, fees, tax, total, refunded, difference, paid at, test.
    pub headings: [&'static str; COLUMNS],
    pub order: fn(Locale, OrderStatus) -> &'static str,
    pub payment: fn(Locale, PaymentStatus) -> &'static str,
    pub fulfilment: fn(Locale, FulfilmentStatus) -> &'static str,
    pub yes: &'static str,
    pub no: &'static str,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Count(i64),
    Number(Decimal),
    Money(Money),
    /// In the organisation's zone.
    Time(NaiveDateTime),
    Day(NaiveDate),
    /// Not known, which is not zero.
    Missing,
}

/// The cells of a sale.
pub(super) fn cells<'a>(
    record: &'a OrderRecord,
    (platform, connection): (&'a str, &'a str),
    words: &Words,
    locale: Locale,
    zone: Tz,
) -> [Cell<'a>; COLUMNS] {
    let (row, money) = (&record.row, &record.money);
    let local = |at: chrono::DateTime<chrono::Utc>| Cell::Time(at.with_timezone(&zone).naive_local());
    let amount = |minor| Cell::Money(money.money(minor));
    let text = |text: &'a str| Cell::Text(Cow::Borrowed(text));
    // As pages show them: bare digits would lose their zeros in a spreadsheet.
    let shown = |value: &Option<String>, show: fn(&str) -> String| {
        value.as_deref().map_or(Cell::Missing, |value| Cell::Text(Cow::Owned(show(value))))
    };
    [
        Cell::Count(row.number),
        text(&row.external_number),
        text(platform),
        text(connection),
        local(row.placed_at),
        text((words.order)(locale, row.status)),
        text(&record.channel_status),
        text((words.payment)(locale, row.payment)),
        if row.fulfilment.is_of(row.status) {
            text((words.fulfilment)(locale, row.fulfilment))
        } else {
            Cell::Missing
        },
        text(&row.buyer_name),
        record.buyer_email.as_deref().map_or(Cell::Missing, text),
        shown(&record.buyer_phone, shown_phone),
        shown(&record.buyer_document, shown_document),
        Cell::Count(row.items.into()),
        text(currency_code(record)),
        amount(money.goods_minor),
        amount(money.discount_minor),
        amount(money.shipping_minor),
        amount(money.fees_minor),
        amount(money.tax_minor),
        amount(money.total_minor),
        amount(money.refunded_minor),
        // As a page shows it: what the parts lack to the total.
        amount(-money.difference_minor),
        record.paid_at.map_or(Cell::Missing, local),
        text(if row.is_test { words.yes } else { words.no }),
    ]
}

fn currency_code(record: &OrderRecord) -> &str {
    record.money.currency.code()
}
