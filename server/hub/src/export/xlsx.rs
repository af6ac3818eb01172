//! Sales as an Excel workbook. Texts are stored as texts, so none of them is a formula.

use super::{
    Batches, Words,
    cells::{Cell, cells},
};
use crate::{HubError, auth::OrgCx, permit::Export};
use chrono::NaiveTime;
use domain::{
    Fault,
    view::orders::{OrderFilter, OrderRecord, OrderSort},
};
use futures::{Stream, stream};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::io::Seek;
use tokio::{fs::File, io::AsyncReadExt, sync::mpsc};

/// Rows that a sheet takes below its headings.
pub(super) const MOST_ROWS: u32 = 1_048_575;
/// Batches on their way to the writer.
pub(super) const AHEAD: usize = 2;
/// Bytes sent at once.
const CHUNK: usize = 64 << 10;

/// The selection as chunks of a workbook, once it is whole. It is made in a temporary file, which goes
/// away with the stream; rows are written to disk as they come.
///
/// # Errors
/// [`Fault::Conflict`] `export_too_long` if a sheet cannot hold the selection; when the database
/// cannot be asked or the disk is full.
pub async fn orders_xlsx(
    cx: OrgCx<Export>,
    filter: OrderFilter,
    sort: OrderSort,
    words: Words,
) -> Result<impl Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static, HubError> {
    Ok(chunks(write(cx, filter, sort, words).await?))
}

/// A file from its beginning.
pub(super) fn chunks(file: std::fs::File) -> impl Stream<Item = std::io::Result<Vec<u8>>> + Send + 'static {
    stream::try_unfold(File::from_std(file), |mut file| async move {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok((read > 0).then_some((chunk, file)))
    })
}

/// A workbook in a temporary file.
pub(super) fn saved(mut workbook: Workbook) -> Result<std::fs::File, XlsxError> {
    let mut file = tempfile::tempfile().map_err(XlsxError::IoError)?;
    workbook.save_to_writer(&file)?;
    file.rewind().map_err(XlsxError::IoError)?;
    Ok(file)
}

async fn write(
    cx: OrgCx<Export>,
    filter: OrderFilter,
    sort: OrderSort,
    words: Words,
) -> Result<std::fs::File, HubError> {
    let mut batches = Batches::open(cx, filter, sort).await?;
    let (locale, zone) = (batches.cx.locale(), batches.zone);
    let channels = batches.channels.clone();
    let (send, mut receive) = mpsc::channel::<Vec<OrderRecord>>(AHEAD);
    let writer = tokio::task::spawn_blocking(move || {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        let formats = Formats::new();
        head(sheet, &words.headings, &formats)?;
        let mut line = 0;
        while let Some(records) = receive.blocking_recv() {
            for record in &records {
                line += 1;
                let channel = channels.iter().find(|channel| channel.connection == record.row.connection);
                let channel =
                    channel.map_or(("", ""), |channel| (channel.platform.as_str(), channel.name.as_str()));
                write_row(sheet, line, &cells(record, channel, &words, locale, zone), &formats)?;
            }
        }
        saved(workbook)
    });
    let mut sent = 0;
    loop {
        let records = batches.next().await?;
        sent += records.len() as u32;
        if sent > MOST_ROWS {
            return Err(Fault::Conflict { what: "export_too_long".into() }.into());
        }
        // A writer that stopped tells why below.
        if records.is_empty() || send.send(records).await.is_err() {
            break;
        }
    }
    drop(send);
    let written = writer.await.map_err(|error| HubError::Internal(error.to_string()))?;
    written.map_err(|error| HubError::Internal(format!("workbook: {error}")))
}

pub(super) struct Formats {
    head: Format,
    money: Format,
    time: Format,
    day: Format,
}

impl Formats {
    pub fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            money: Format::new().set_num_format("#,##0.00"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
        }
    }
}

pub(super) fn head(sheet: &mut Worksheet, headings: &[&str], formats: &Formats) -> Result<(), XlsxError> {
    for column in (0_u16..).take(headings.len()) {
        sheet.set_column_width(column, 18)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(0, column, *heading, &formats.head)?;
    }
    Ok(())
}

pub(super) fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    cells: &[Cell<'_>],
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        match cell {
            Cell::Text(text) => sheet.write_string(line, column, text.as_ref())?,
            Cell::Count(count) => sheet.write_number(line, column, *count as f64)?,
            Cell::Number(number) => sheet.write_number(line, column, number.to_f64().unwrap_or_default())?,
            // A workbook holds numbers as binary fractions; an amount of up to 15 digits survives that.
            Cell::Money(money) => sheet.write_number_with_format(
                line,
                column,
                money.amount.to_f64().unwrap_or_default(),
                &formats.money,
            )?,
            Cell::Time(time) => {
                let time = ExcelDateTime::from_timestamp(time.and_utc().timestamp())?;
                sheet.write_datetime_with_format(line, column, &time, &formats.time)?
            }
            Cell::Day(day) => {
                let day = ExcelDateTime::from_timestamp(day.and_time(NaiveTime::MIN).and_utc().timestamp())?;
                sheet.write_datetime_with_format(line, column, &day, &formats.day)?
            }
            Cell::Missing => continue,
        };
    }
    Ok(())
}
