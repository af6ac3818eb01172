//! A sheet as CSV.

use super::{Cell, CellProblem, ExportError, Exporter, neutralised};
use crate::Record;
use std::io::Write;

/// Writes records row by row; nothing is kept.
pub struct CsvExport<'t, W: Write> {
    exporter: Exporter<'t>,
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
        writer.write_record(exporter.headers())?;
        Ok(Self { exporter, writer })
    }

    /// Writes a record, and says which of its cells are not what they should be.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn write(&mut self, record: &dyn Record) -> Result<Vec<CellProblem>, ExportError> {
        let (cells, problems) = self.exporter.row(record);
        for cell in &cells {
            match cell {
                Cell::Empty => self.writer.write_field("")?,
                Cell::Text(text) => self.writer.write_field(neutralised(text).as_bytes())?,
                Cell::Number(number) => self.writer.write_field(number)?,
            }
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(problems)
    }

    /// Writes what is left, and hands back what was written to.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn finish(self) -> Result<W, ExportError> {
        self.writer.into_inner().map_err(|error| ExportError::Io(error.into_error()))
    }
}
