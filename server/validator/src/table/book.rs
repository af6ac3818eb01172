//! Workbooks: their sheets, and the rows of one.

use super::{
    detect::{FileKind, decimal_comma, file_kind, header_row},
    format::{BookFormat, BookKind},
    limits::Limits,
    problem::TableError,
    row::Row,
    sheet, unpacked,
};
use calamine::{Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use serde::Serialize;
use std::{
    io::{BufReader, Read, Seek, SeekFrom},
    ops::ControlFlow,
};

/// What can be read at any place.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<R: Read + Seek + Send> ReadSeek for R {}

pub(super) type Source = BufReader<Box<dyn ReadSeek>>;

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
}

/// A workbook, of which one sheet is read.
pub struct Workbook {
    pub(super) inner: Inner,
    pub(super) limits: Limits,
    pub(super) merged: bool,
    sheets: Vec<Sheet>,
}

pub(super) enum Inner {
    Xlsx(Box<Xlsx<Source>>),
    Xls(Box<Xls<Source>>),
    Ods(Box<Ods<Source>>),
}

impl Workbook {
    /// Looks at a workbook's parts, refuses what is larger than the limits, and reads the names of its sheets.
    pub fn open(reader: impl Read + Seek + Send + 'static, limits: Limits) -> Result<Self, TableError> {
        let mut reader: Source = BufReader::with_capacity(64 << 10, Box::new(reader));
        let bytes = reader.seek(SeekFrom::End(0))?;
        if bytes > limits.bytes {
            return Err(TableError::TooManyBytes { max: limits.bytes });
        }
        reader.rewind()?;
        let mut first = Vec::new();
        reader.by_ref().take(8).read_to_end(&mut first)?;
        reader.rewind()?;
        let (inner, merged) = match file_kind(&first) {
            FileKind::Text if first.is_empty() => return Err(TableError::Empty),
            FileKind::Text => return Err(TableError::NotATable),
            FileKind::Compound if bytes > limits.resident_bytes => {
                return Err(TableError::TooManyBytes { max: limits.resident_bytes });
            }
            FileKind::Compound => (Inner::Xls(Box::new(Xls::new(reader).map_err(xls)?)), false),
            FileKind::Zip => {
                let parts = unpacked::check(&mut reader, bytes, &limits)?;
                reader.rewind()?;
                let inner = match parts.kind {
                    BookKind::Ods => Inner::Ods(Box::new(Ods::new(reader).map_err(ods)?)),
                    _ => Inner::Xlsx(Box::new(Xlsx::new(reader).map_err(xlsx)?)),
                };
                (inner, parts.merged)
            }
        };
        let about = match &inner {
            Inner::Xlsx(book) => book.sheets_metadata(),
            Inner::Xls(book) => book.sheets_metadata(),
            Inner::Ods(book) => book.sheets_metadata(),
        };
        if about.len() > limits.sheets {
            return Err(TableError::TooManySheets { sheets: about.len(), max: limits.sheets });
        }
        let sheets: Vec<Sheet> = about
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| Sheet { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible })
            .collect();
        Ok(Self { inner, limits, merged, sheets })
    }

    pub fn kind(&self) -> BookKind {
        match self.inner {
            Inner::Xlsx(_) => BookKind::Xlsx,
            Inner::Xls(_) => BookKind::Xls,
            Inner::Ods(_) => BookKind::Ods,
        }
    }

    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// What a sheet is like; without a name, the first that is shown and has something in it.
    pub fn detect(&mut self, name: Option<&str>) -> Result<BookFormat, TableError> {
        let names: Vec<String> = match name {
            Some(name) => vec![name.to_owned()],
            None => {
                let mut sheets = self.sheets.clone();
                sheets.sort_by_key(|sheet| sheet.hidden);
                sheets.into_iter().map(|sheet| sheet.name).collect()
            }
        };
        for sheet in names {
            let records = self.first_rows(&sheet, 50)?;
            if !records.is_empty() || name.is_some() {
                let filled: Vec<Vec<String>> = records.iter().map(|(_, cells)| cells.clone()).collect();
                let row = match header_row(&filled) {
                    0 => 0,
                    at => records.get(at as usize - 1).map_or(0, |(number, _)| number + 1),
                };
                let decimal_comma = decimal_comma(&filled);
                return Ok(BookFormat { book: self.kind(), sheet, header_row: row, decimal_comma });
            }
        }
        Err(TableError::Empty)
    }

    /// The first rows of a sheet that have something, with their numbers from 0.
    fn first_rows(&mut self, name: &str, rows: usize) -> Result<Vec<(u32, Vec<String>)>, TableError> {
        let mut records = Vec::new();
        let width = self.limits.columns;
        self.rows(name, &mut |row| {
            if !row.is_empty() {
                let cells = (0..row.width().min(width)).map(|column| row.cell(column as u32).to_owned());
                records.push((row.number, cells.collect()));
            }
            Ok(if records.len() < rows { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(records)
    }

    /// Hands on every row of a sheet, in order.
    pub(super) fn rows(
        &mut self,
        name: &str,
        each: &mut dyn FnMut(&mut Row) -> Result<ControlFlow<()>, TableError>,
    ) -> Result<(), TableError> {
        if !self.sheets.iter().any(|sheet| sheet.name == name) {
            return Err(TableError::NoSheet { sheet: name.to_owned() });
        }
        match &mut self.inner {
            Inner::Xlsx(book) => sheet::of_xlsx(book, name, self.merged, &self.limits, each),
            Inner::Xls(book) => {
                let range = book.worksheet_range(name).map_err(xls)?;
                let formulas = book.worksheet_formula(name).map_err(xls)?;
                sheet::of_range(&range, &formulas, &self.limits, each)
            }
            Inner::Ods(book) => {
                let range = book.worksheet_range(name).map_err(ods)?;
                let formulas = book.worksheet_formula(name).map_err(ods)?;
                sheet::of_range(&range, &formulas, &self.limits, each)
            }
        }
    }
}

pub(super) fn xlsx(error: XlsxError) -> TableError {
    match error {
        XlsxError::Password => TableError::Locked,
        XlsxError::Io(error) => error.into(),
        XlsxError::WorksheetNotFound(sheet) => TableError::NoSheet { sheet },
        other => TableError::DamagedBook { reason: other.to_string() },
    }
}

fn xls(error: XlsError) -> TableError {
    match error {
        XlsError::Password => TableError::Locked,
        XlsError::Io(error) => error.into(),
        // An xlsx that is locked is such a file too, without a workbook of the old kind in it.
        XlsError::Cfb(error) if error.to_string().contains("Workbook") => TableError::Locked,
        other => TableError::DamagedBook { reason: other.to_string() },
    }
}

fn ods(error: OdsError) -> TableError {
    match error {
        OdsError::Password => TableError::Locked,
        OdsError::Io(error) => error.into(),
        other => TableError::DamagedBook { reason: other.to_string() },
    }
}
