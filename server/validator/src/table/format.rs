//! What a table is like: detected, shown, and changeable.

use domain::code_enum;
use serde::{Deserialize, Serialize};

/// How a table has to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Format {
    Text(TextFormat),
    Book(BookFormat),
}

impl Format {
    /// Whether numbers written as text have a decimal comma.
    pub fn decimal_comma(&self) -> bool {
        match self {
            Self::Text(format) => format.decimal_comma,
            Self::Book(format) => format.decimal_comma,
        }
    }
}

/// How a text file has to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFormat {
    pub encoding: Encoding,
    pub delimiter: Delimiter,
    /// Whether a cell may stand between quotation marks.
    pub quotes: bool,
    pub line_end: LineEnd,
    /// Which record, from 1, names the columns; what stands before it is left out. 0: none does.
    pub header_row: u32,
    /// Whether numbers are written `1.234,56`.
    pub decimal_comma: bool,
    /// Whether it was made of a spreadsheet's cells: a number that stands without quotation marks is one of its own then,
    /// and every text that could be taken for one has them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_numbers: bool,
}

impl Default for TextFormat {
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf8,
            delimiter: Delimiter::Comma,
            quotes: true,
            line_end: LineEnd::Lf,
            header_row: 1,
            decimal_comma: false,
            own_numbers: false,
        }
    }
}

/// How a workbook has to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookFormat {
    pub book: BookKind,
    /// Name of the sheet.
    pub sheet: String,
    /// Which row of the sheet, from 1, names the columns. 0: none does.
    pub header_row: u32,
    /// Whether numbers that are kept as text are written `1.234,56`.
    pub decimal_comma: bool,
}

code_enum! {
    /// The bytes of a text. A byte order mark is left out wherever there is one.
    pub enum Encoding {
        Utf8 = "utf_8",
        Windows1252 = "windows_1252",
        Utf16Le = "utf_16_le",
        Utf16Be = "utf_16_be",
    }
}

code_enum! {
    /// What stands between two cells.
    pub enum Delimiter {
        Comma = "comma",
        Semicolon = "semicolon",
        Tab = "tab",
        Pipe = "pipe",
    }
}

impl Delimiter {
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

code_enum! {
    /// What ends a record.
    pub enum LineEnd {
        /// A line feed, with or without a carriage return before it.
        Lf = "lf",
        /// A carriage return alone, as old Macs wrote.
        Cr = "cr",
    }
}

impl LineEnd {
    pub const fn byte(self) -> u8 {
        match self {
            Self::Lf => b'\n',
            Self::Cr => b'\r',
        }
    }
}

code_enum! {
    /// Kinds of workbooks.
    pub enum BookKind {
        Xlsx = "xlsx",
        Xls = "xls",
        Ods = "ods",
    }
}
