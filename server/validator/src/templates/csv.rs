//! A sheet as CSV.

use super::{Cell, CellProblem, ExportError, Exporter, Shortfalls, neutralised, rows::Rows};
use crate::Record;
use std::io::Write;

/// Writes records as they come; of a product with variants, once all of these are seen.
pub struct CsvExport<'t, W: Write> {
    rows: Rows<'t>,
    writer: ::csv::Writer<W>,
}

impl<'t, W: Write> CsvExport<'t, W> {
    /// Writes the headings.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(exporter: Exporter<'t>, mut to: W) -> Result<Self, ExportError> {
        let layout = exporter.template().layout;
        if layout.byte_order_mark {
            to.write_all("\u{feff}".as_bytes())?;
        }
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(layout.delimiter.byte())
            .terminator(::csv::Terminator::CRLF)
            .from_writer(to);
        let rows = Rows::new(exporter);
        writer.write_record(rows.headers())?;
        Ok(Self { rows, writer })
    }

    /// Takes a record with its number in the table, from 1.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&mut self, row: u64, record: &dyn Record) -> Result<(), ExportError> {
        self.rows.take(row, record, &mut |cells| put(&mut self.writer, cells))
    }

    /// Writes what is left, and hands back what was written to, with the cells that are not as they should be.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn finish(mut self) -> Result<(W, Shortfalls), ExportError> {
        let shortfalls = self.rows.finish(&mut |cells| put(&mut self.writer, cells))?;
        let to = self.writer.into_inner().map_err(|error| ExportError::Io(error.into_error()))?;
        Ok((to, shortfalls))
    }
}

fn put<W: Write>(writer: &mut ::csv::Writer<W>, cells: &[Cell]) -> Result<Vec<CellProblem>, ExportError> {
    for cell in cells {
        match cell {
            Cell::Empty => writer.write_field("")?,
            Cell::Text(text) => writer.write_field(neutralised(text).as_bytes())?,
            Cell::Number(number) => writer.write_field(number)?,
        }
    }
    writer.write_record(None::<&[u8]>)?;
    Ok(Vec::new())
}
