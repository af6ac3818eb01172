//! Sales as CSV (RFC 4180), the way spreadsheets of the organisation's country open it.

use super::{
    Batches, Words,
    cells::{Cell, cells},
};
use crate::{HubError, auth::OrgCx, permit::Export};
use ::csv::{Terminator, Writer, WriterBuilder};
use domain::{
    Locale, Money,
    view::orders::{OrderFilter, OrderSort},
};
use futures::{Stream, stream};
use rust_decimal::Decimal;
use validator::templates::neutralised;

/// Tells a spreadsheet that the text is UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The selection as chunks of a CSV file, headings first. Columns are separated by a semicolon where
/// the decimal sign is a comma. Times are in the organisation's zone.
///
/// # Errors
/// When the database cannot be asked; inside the stream, when it cannot be asked any more.
pub async fn orders_csv(
    cx: OrgCx<Export>,
    filter: OrderFilter,
    sort: OrderSort,
    words: Words,
) -> Result<impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static, HubError> {
    let batches = Batches::open(cx, filter, sort).await?;
    Ok(stream::try_unfold((batches, Some(words.headings)), move |(mut batches, headings)| async move {
        let records = batches.next().await?;
        if records.is_empty() && headings.is_none() {
            return Ok(None);
        }
        let (words_locale, locale) = (batches.cx.locale(), batches.cx.org_locale());
        let mut chunk = if headings.is_some() { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        let mut writer = writer(&mut chunk, locale);
        if let Some(headings) = headings {
            writer.write_record(headings).map_err(broken)?;
        }
        for record in &records {
            let channel = batches.channel(record.row.connection);
            for cell in cells(record, channel, &words, words_locale, batches.zone) {
                writer.write_field(text(&cell, locale)).map_err(broken)?;
            }
            writer.write_record(None::<&[u8]>).map_err(broken)?;
        }
        writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
        drop(writer);
        Ok(Some((chunk, (batches, None))))
    }))
}

pub(crate) fn writer(chunk: &mut Vec<u8>, locale: Locale) -> Writer<&mut Vec<u8>> {
    let delimiter = if decimal_comma(locale) { b';' } else { b',' };
    WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(chunk)
}

const fn decimal_comma(locale: Locale) -> bool {
    !matches!(locale, Locale::En)
}

pub(super) fn text(cell: &Cell<'_>, locale: Locale) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Count(count) => count.to_string(),
        Cell::Money(Money { amount: number, .. }) | Cell::Number(number) => decimal(*number, locale),
        Cell::Time(time) => time.format("%Y-%m-%d %H:%M:%S").to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Missing => String::new(),
    }
}

/// A number as spreadsheets of the country read it. It is no formula, whatever its sign.
pub(crate) fn decimal(number: Decimal, locale: Locale) -> String {
    let number = number.to_string();
    if decimal_comma(locale) { number.replace('.', ",") } else { number }
}

/// A text that no spreadsheet takes for a formula, see [`neutralised`]: what buyers type must not run on the reader's machine.
pub(crate) fn harmless(text: &str) -> String {
    neutralised(text).into_owned()
}

pub(crate) fn broken(error: ::csv::Error) -> HubError {
    HubError::Internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Currency;

    #[test]
    fn a_cell_never_starts_a_formula() {
        for text in ["=1+1", "+55", "-x", "@SUM(A1)", "\tx", "\rx", "＝1+1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("Ana = Bia"), "Ana = Bia");
    }

    #[test]
    fn amounts_follow_a_country_and_stay_numbers() {
        let refund = Cell::Money(Money::from_minor(-123_456, Currency::BRL));
        assert_eq!(text(&refund, Locale::PtBr), "-1234,56");
        assert_eq!(text(&refund, Locale::En), "-1234.56");
        assert_eq!(text(&Cell::Missing, Locale::En), "");
    }
}
