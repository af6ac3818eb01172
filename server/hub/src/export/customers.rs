//! The list of customers as a file.

use super::{
    BATCH,
    cells::Cell,
    csv::{BYTE_ORDER_MARK, broken, text, writer},
    xlsx::{AHEAD, Formats, MOST_ROWS, chunks, head, saved, write_row},
};
use crate::{HubError, auth::OrgCx, customers, permit::Export};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ConnectionId, Currency, Fault, Money, shown_document, shown_phone,
    view::{
        customers::{CustomerFilter, CustomerRow, CustomerSort},
        page::Cursor,
    },
};
use futures::{Stream, stream};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::borrow::Cow;
use tokio::sync::mpsc;

/// Columns of the file.
pub const CUSTOMER_COLUMNS: usize = 12;

/// Headings in the reader's language, in the order of the columns: customer, e-mail, phone, document, city, state, purchases, customer
/// since, last purchase, paid in the organisation's currency, that currency, paid in others.
pub type CustomerWords = [&'static str; CUSTOMER_COLUMNS];

/// The customers of a list, batch by batch, each in a transaction of its own: a slow reader holds no connection.
struct Batches {
    cx: OrgCx<Export>,
    filter: CustomerFilter,
    sort: CustomerSort,
    connections: Option<Vec<ConnectionId>>,
    home: (Currency, Tz),
    after: Option<Cursor>,
    is_over: bool,
}

impl Batches {
    async fn open(cx: OrgCx<Export>, filter: CustomerFilter, sort: CustomerSort) -> Result<Self, HubError> {
        customers::catch_up(&cx, &filter, sort).await?;
        let mut tx = cx.begin().await?;
        let home = store::overview::home(&mut tx).await?;
        let channels = store::orders::channels(&mut tx).await?;
        let connections = customers::connections_of(&filter, &channels);
        Ok(Self { cx, filter, sort, connections, home, after: None, is_over: false })
    }

    /// The next batch; empty when there is no more.
    async fn next(&mut self) -> Result<Vec<CustomerRow>, HubError> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut tx = self.cx.begin().await?;
        let (connections, after) = (self.connections.as_deref(), self.after.as_ref());
        let (rows, next) =
            store::customers::batch(&mut tx, &self.filter, connections, self.sort, after, BATCH).await?;
        self.is_over = next.is_none();
        self.after = next;
        Ok(rows)
    }
}

/// The list, or what is found in it, as chunks of a CSV file, headings first, as spreadsheets of the organisation's country read it.
///
/// # Errors
/// When the database cannot be asked; inside the stream, when it cannot be asked any more.
pub async fn customers_csv(
    cx: OrgCx<Export>,
    filter: CustomerFilter,
    sort: CustomerSort,
    words: CustomerWords,
) -> Result<impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static, HubError> {
    let batches = Batches::open(cx, filter, sort).await?;
    Ok(stream::try_unfold((batches, Some(words)), |(mut batches, words)| async move {
        let rows = batches.next().await?;
        if rows.is_empty() && words.is_none() {
            return Ok(None);
        }
        let locale = batches.cx.org_locale();
        let mut chunk = if words.is_some() { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        let mut writer = writer(&mut chunk, locale);
        if let Some(words) = words {
            writer.write_record(words).map_err(broken)?;
        }
        for row in &rows {
            writer.write_record(cells(row, batches.home).map(|cell| text(&cell, locale))).map_err(broken)?;
        }
        writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
        drop(writer);
        Ok(Some((chunk, (batches, None))))
    }))
}

/// The same as chunks of a workbook, once it is whole.
///
/// # Errors
/// [`Fault::Conflict`] `customers_too_long` if a sheet cannot hold them; when the database cannot be asked or the disk is full.
pub async fn customers_xlsx(
    cx: OrgCx<Export>,
    filter: CustomerFilter,
    sort: CustomerSort,
    words: CustomerWords,
) -> Result<impl Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static, HubError> {
    let mut batches = Batches::open(cx, filter, sort).await?;
    let home = batches.home;
    let (send, mut receive) = mpsc::channel::<Vec<CustomerRow>>(AHEAD);
    let writer = tokio::task::spawn_blocking(move || {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        let formats = Formats::new();
        head(sheet, &words, &formats)?;
        let mut line = 0;
        while let Some(rows) = receive.blocking_recv() {
            for row in &rows {
                line += 1;
                write_row(sheet, line, &cells(row, home), &formats)?;
            }
        }
        saved(workbook)
    });
    let mut sent = 0;
    loop {
        let rows = batches.next().await?;
        sent += rows.len() as u32;
        if sent > MOST_ROWS {
            return Err(Fault::Conflict { what: "customers_too_long".into() }.into());
        }
        // A writer that stopped tells why below.
        if rows.is_empty() || send.send(rows).await.is_err() {
            break;
        }
    }
    drop(send);
    let written = writer.await.map_err(|error| HubError::Internal(error.to_string()))?;
    let file = written.map_err(|error: XlsxError| HubError::Internal(format!("workbook: {error}")))?;
    Ok(chunks(file))
}

/// The cells of a customer, in the organisation's currency and zone.
fn cells(row: &CustomerRow, (home, zone): (Currency, Tz)) -> [Cell<'static>; CUSTOMER_COLUMNS] {
    let given = |text: Option<&str>| match text {
        None | Some("") => Cell::Missing,
        Some(text) => Cell::Text(Cow::Owned(text.to_owned())),
    };
    // As pages show them: bare digits would lose their zeros in a spreadsheet.
    let shown = |value: &Option<String>, show: fn(&str) -> String| {
        value.as_deref().map_or(Cell::Missing, |value| Cell::Text(Cow::Owned(show(value))))
    };
    let local = |at: Option<DateTime<Utc>>| {
        at.map_or(Cell::Missing, |at| Cell::Time(at.with_timezone(&zone).naive_local()))
    };
    let (own, others): (Vec<_>, Vec<_>) = row.paid.iter().partition(|sum| sum.total.currency == home);
    let own = own.first().map_or_else(|| Money::from_minor(0, home), |sum| sum.total);
    let others = others.iter().map(|sum| format!("{} {}", sum.total.currency.code(), sum.total.amount));
    let others = others.collect::<Vec<_>>().join(" · ");
    [
        given(Some(&row.name)),
        given(row.email.as_deref()),
        shown(&row.phone, shown_phone),
        shown(&row.document, shown_document),
        given(row.city.as_deref()),
        given(row.state.as_deref()),
        Cell::Count(row.purchases),
        local(row.first_purchase_at),
        local(row.last_purchase_at),
        Cell::Money(own),
        given(Some(home.code())),
        given(Some(&others)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CustomerId, Locale, view::orders::CurrencySum};

    #[test]
    fn a_customer_has_what_was_paid_at_home_as_a_number_and_the_rest_as_words() {
        let sum = |minor, currency| CurrencySum { count: 1, total: Money::from_minor(minor, currency) };
        let row = CustomerRow {
            id: CustomerId::new(),
            name: "=Ana".into(),
            name_key: "ana".into(),
            email: None,
            phone: Some("+5511999990000".into()),
            document: Some("01234567890".into()),
            city: Some("Recife".into()),
            state: None,
            purchases: 3,
            first_purchase_at: Some("2026-11-01T02:00:00Z".parse().unwrap()),
            last_purchase_at: Some("2026-11-20T12:00:00Z".parse().unwrap()),
            paid: vec![sum(2_050, Currency::USD), sum(123_456, Currency::BRL)],
        };
        let told = cells(&row, (Currency::BRL, Tz::America__Sao_Paulo));
        let told = told.map(|cell| text(&cell, Locale::PtBr));
        let expected = [
            "'=Ana",
            "",
            "(11) 99999-0000",
            "012.345.678-90",
            "Recife",
            "",
            "3",
            "2026-10-31 23:00:00",
            "2026-11-20 09:00:00",
            "1234,56",
            "BRL",
            "USD 20.50",
        ];
        assert_eq!(told, expected.map(str::to_owned));
        let nothing = CustomerRow { purchases: 0, last_purchase_at: None, paid: vec![], ..row };
        let told = cells(&nothing, (Currency::BRL, Tz::UTC)).map(|cell| text(&cell, Locale::En));
        assert_eq!((&*told[6], &*told[8], &*told[9], &*told[11]), ("0", "", "0.00", ""));
    }
}
