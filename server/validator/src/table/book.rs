//! Workbooks: their sheets, and the rows of one.

use super::{
    compound,
    detect::{FileKind, decimal_comma, file_kind, header_row},
    format::{BookFormat, BookKind},
    limits::Limits,
    problem::TableError,
    records,
    row::Row,
    sheet, unpacked,
};
use crate::mapping::fields_named;
use calamine::{Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use serde::Serialize;
use std::{
    io::{BufReader, Read, Seek, SeekFrom},
    ops::ControlFlow,
};

/// Sheets of a workbook among which the one of the products is looked for.
const LOOKED_AT: usize = 20;
/// Columns called like fields that make a sheet one of products, whatever other sheets are like.
const PRODUCTS: usize = 3;
/// Rows of a sheet of Excel: one that goes on to the last of them was given a look as a whole, and says nothing of its rows.
const ALL_ROWS: u32 = 1 << 20;

/// How much a sheet looks like one of products.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Likely {
    has_products: bool,
    /// Below the names there is something, in more than one column: it is neither a cover nor a form nobody filled in.
    has_rows: bool,
    /// Columns that are called like fields.
    fields: usize,
}

impl Likely {
    /// Of the first rows; `names` is the one, from 1, that names the columns.
    fn of(rows: &[Vec<String>], names: usize) -> Self {
        let fields = names.checked_sub(1).and_then(|at| rows.get(at)).map_or(0, |row| fields_named(row));
        let is_wide = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).nth(1).is_some();
        let has_products = fields >= PRODUCTS;
        let has_rows = rows.iter().skip(names).any(is_wide);
        Self { has_products, has_rows, fields: if has_products { fields } else { 0 } }
    }
}

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
            FileKind::Compound => {
                look(&mut reader, &limits)?;
                reader.rewind()?;
                (Inner::Xls(Box::new(Xls::new(reader).map_err(xls)?)), false)
            }
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

    /// The last row of a sheet, from 1, as far as it is known before its rows are read: of an xlsx what its writer noted, of other
    /// kinds the last one with a cell. It may be of a row without anything.
    pub fn last_row(&mut self, name: &str) -> Result<Option<u32>, TableError> {
        let last = match &mut self.inner {
            Inner::Xlsx(book) => Some(book.worksheet_cells_reader(name).map_err(xlsx)?.dimensions().end.0),
            Inner::Xls(book) => book.worksheet_range(name).map_err(xls)?.end().map(|(row, _)| row),
            Inner::Ods(book) => book.worksheet_range(name).map_err(ods)?.end().map(|(row, _)| row),
        };
        // Whoever notes nothing is taken for a sheet of one cell.
        Ok(last.map(|row| row.saturating_add(1)).filter(|row| (2..ALL_ROWS).contains(row)))
    }

    /// What a sheet is like; without a name, the one that looks most like a table of products. Hidden ones are looked at where
    /// nothing else has anything in it.
    pub fn detect(&mut self, name: Option<&str>) -> Result<BookFormat, TableError> {
        if let Some(name) = name {
            return Ok(self.look(name)?.0);
        }
        let mut failed = None;
        for hidden in [false, true] {
            let sheets = self.sheets.iter().filter(|sheet| sheet.hidden == hidden).take(LOOKED_AT);
            let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
            let mut best: Option<(BookFormat, Likely)> = None;
            for name in names {
                match self.look(&name) {
                    Ok((format, Some(likely))) if best.as_ref().is_none_or(|(_, known)| likely > *known) => {
                        best = Some((format, likely));
                    }
                    Ok(_) => {}
                    // Another one may do.
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
            if let Some((format, _)) = best {
                return Ok(format);
            }
        }
        Err(failed.unwrap_or(TableError::Empty))
    }

    /// What a sheet is like, and how much it looks like products; nothing of one that is empty.
    fn look(&mut self, name: &str) -> Result<(BookFormat, Option<Likely>), TableError> {
        let records = self.first_rows(name, 50)?;
        let filled: Vec<Vec<String>> = records.iter().map(|(_, cells)| cells.clone()).collect();
        let names = header_row(&filled) as usize;
        let header_row = match names {
            0 => 0,
            at => records.get(at - 1).map_or(0, |(number, _)| number + 1),
        };
        let decimal_comma = decimal_comma(&filled);
        let format = BookFormat { book: self.kind(), sheet: name.to_owned(), header_row, decimal_comma };
        let likely = (!filled.is_empty()).then(|| Likely::of(&filled, names));
        Ok((format, likely))
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

/// Refuses a workbook of the old kind that says to be larger than the limits. Nothing of it is kept in memory.
fn look(reader: &mut Source, limits: &Limits) -> Result<(), TableError> {
    let mut file = Vec::new();
    reader.read_to_end(&mut file)?;
    let streams = compound::workbooks(&file)?;
    drop(file);
    streams.iter().try_for_each(|stream| records::check(stream, limits))
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
