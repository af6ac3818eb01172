//! What sales add up to, as files: a table as CSV, all of them as a workbook.

use super::{
    cells::Cell,
    csv::{BYTE_ORDER_MARK, broken, text, writer},
    xlsx::{Formats, head, write_row},
};
use crate::{
    HubError,
    analytics::{self, Parts, Question},
    auth::OrgCx,
    orders::platform_name,
    permit::{Export, View},
};
use domain::{
    Currency, Fault, Money,
    view::analytics::{Analytics, AnalyticsTable, Buyers, SalesSum},
};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Workbook, XlsxError};
use std::borrow::Cow;

/// The words of these files in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct AnalyticsWords {
    /// What a table is called, in the order of [`AnalyticsTable::ALL`].
    pub tables: [&'static str; AnalyticsTable::ALL.len()],
    pub day: &'static str,
    pub hour: &'static str,
    pub platform: &'static str,
    pub connection: &'static str,
    pub product: &'static str,
    pub sku: &'static str,
    pub quantity: &'static str,
    pub margin: &'static str,
    pub buyers: &'static str,
    pub customers: &'static str,
    pub new: &'static str,
    pub returning: &'static str,
    pub unknown: &'static str,
    pub state: &'static str,
    pub elsewhere: &'static str,
    pub sales: &'static str,
    pub paid: &'static str,
    pub cancelled: &'static str,
    pub revenue: &'static str,
    pub ticket: &'static str,
    pub fees: &'static str,
    /// Paid sales whose commission no channel tells.
    pub untold: &'static str,
    pub other_charges: &'static str,
    pub net: &'static str,
    pub currency: &'static str,
}

type Row = Vec<Cell<'static>>;

/// Headings and what stands below them.
struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Row>,
}

/// One table of what is asked for.
///
/// # Errors
/// [`Fault::Conflict`] `analytics_too_long` where hours, products, buyers or regions take too long to add up; when the database cannot be asked.
pub async fn analytics_csv(
    cx: &OrgCx<Export>,
    question: Question,
    table: AnalyticsTable,
    words: &AnalyticsWords,
) -> Result<Vec<u8>, HubError> {
    let found = analytics::find_parts(&cx.also::<View>()?, question, Parts::of(table)).await?;
    let table = made(cx, &found, table, words)?;
    let mut bytes = BYTE_ORDER_MARK.to_vec();
    let mut writer = writer(&mut bytes, cx.org_locale());
    writer.write_record(&table.headings).map_err(broken)?;
    for row in table.rows {
        writer.write_record(row.iter().map(|cell| text(cell, cx.org_locale()))).map_err(broken)?;
    }
    writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
    drop(writer);
    Ok(bytes)
}

/// All tables of what is asked for, a sheet each.
///
/// # Errors
/// As [`analytics_csv`].
pub async fn analytics_xlsx(
    cx: &OrgCx<Export>,
    question: Question,
    words: &AnalyticsWords,
) -> Result<Vec<u8>, HubError> {
    let found = analytics::find_parts(&cx.also::<View>()?, question, Parts::BOOK).await?;
    let tables = AnalyticsTable::ALL.iter().map(|table| made(cx, &found, *table, words));
    let tables = tables.collect::<Result<Vec<_>, _>>()?;
    let names = words.tables;
    let written = tokio::task::spawn_blocking(move || {
        let mut workbook = Workbook::new();
        let formats = Formats::new();
        for (name, table) in names.into_iter().zip(&tables) {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name)?;
            head(sheet, &table.headings, &formats)?;
            for (line, row) in (1..).zip(&table.rows) {
                write_row(sheet, line, row, &formats)?;
            }
        }
        workbook.save_to_buffer()
    });
    let written = written.await.map_err(|error| HubError::Internal(error.to_string()))?;
    written.map_err(|error: XlsxError| HubError::Internal(format!("workbook: {error}")))
}

fn made(
    cx: &OrgCx<Export>,
    found: &Analytics,
    table: AnalyticsTable,
    words: &AnalyticsWords,
) -> Result<Table, HubError> {
    let w = words;
    let currency = found.currency;
    let (mut headings, rows): (Vec<_>, Vec<Row>) = match table {
        AnalyticsTable::Trend => {
            let rows = found.trend.iter().map(|(day, sum)| [vec![Cell::Day(*day)], sums(sum)].concat());
            ([vec![w.day], headings_of_sums(w)].concat(), rows.collect())
        }
        AnalyticsTable::Hours => {
            let hours = (0..).zip(found.hours.as_ref().ok_or_else(too_long)?);
            let rows = hours.map(|(hour, sum)| [vec![Cell::Count(hour)], sums(sum)].concat());
            ([vec![w.hour], headings_of_sums(w)].concat(), rows.collect())
        }
        AnalyticsTable::Channels => {
            let rows = found.channels.iter().map(|sales| {
                let platform = platform_name(cx.hub(), &sales.channel.platform);
                [vec![own(platform), own(sales.channel.name.clone())], sums(&sales.now)].concat()
            });
            ([vec![w.platform, w.connection], headings_of_sums(w)].concat(), rows.collect())
        }
        AnalyticsTable::Products => {
            let rows = found.products.as_ref().ok_or_else(too_long)?.iter().map(|sold| {
                vec![
                    own(sold.name.clone()),
                    own(sold.sku.clone()),
                    Cell::Number(Decimal::new(sold.quantity_e4, 4).normalize()),
                    money(sold.revenue_minor, currency),
                    sold.margin_minor.map_or(Cell::Missing, |margin| money(margin, currency)),
                ]
            });
            (vec![w.product, w.sku, w.quantity, w.revenue, w.margin], rows.collect())
        }
        AnalyticsTable::Buyers => {
            let row = |name: &'static str, of: Buyers| {
                vec![
                    Cell::Text(Cow::Borrowed(name)),
                    Cell::Count(of.customers),
                    Cell::Count(of.sales),
                    money(of.revenue_minor, currency),
                ]
            };
            let buyers = found.buyers.ok_or_else(too_long)?;
            let rows = [(w.new, buyers.new), (w.returning, buyers.returning), (w.unknown, buyers.unknown)]
                .map(|(name, of)| row(name, of));
            (vec![w.buyers, w.customers, w.sales, w.revenue], rows.to_vec())
        }
        AnalyticsTable::Regions => {
            let regions = found.regions.as_ref().ok_or_else(too_long)?;
            let named = regions.states.iter().map(|region| (region.state, region));
            let states = named.chain(regions.elsewhere.iter().map(|region| (w.elsewhere, region)));
            let rows = states.map(|(name, region)| {
                let name = Cell::Text(Cow::Borrowed(name));
                vec![name, Cell::Count(region.sales), money(region.revenue_minor, currency)]
            });
            (vec![w.state, w.sales, w.revenue], rows.collect())
        }
    };
    headings.push(w.currency);
    let with_currency = |mut row: Row| {
        row.push(own(currency.code().to_owned()));
        row
    };
    Ok(Table { headings, rows: rows.into_iter().map(with_currency).collect() })
}

/// A file without them would look as if nothing was sold.
fn too_long() -> HubError {
    Fault::Conflict { what: "analytics_too_long".into() }.into()
}

fn headings_of_sums(w: &AnalyticsWords) -> Vec<&'static str> {
    vec![w.sales, w.paid, w.cancelled, w.revenue, w.ticket, w.fees, w.untold, w.other_charges, w.net]
}

fn sums(sum: &SalesSum) -> Row {
    let amount = |minor| money(minor, sum.currency);
    vec![
        Cell::Count(sum.sales),
        Cell::Count(sum.paid),
        Cell::Count(sum.cancelled),
        amount(sum.revenue_minor),
        sum.ticket_minor().map_or(Cell::Missing, amount),
        sum.known_fees_minor().map_or(Cell::Missing, amount),
        Cell::Count(sum.untold()),
        amount(sum.other_charges_minor()),
        sum.known_net_minor().map_or(Cell::Missing, amount),
    ]
}

fn own(text: String) -> Cell<'static> {
    Cell::Text(Cow::Owned(text))
}

fn money(minor: i64, currency: Currency) -> Cell<'static> {
    Cell::Money(Money::from_minor(minor, currency))
}
