//! The spreadsheets of an account.

use std::sync::Mutex;

use serde_json::{Number, Value, json};

use crate::draw::Draw;
use crate::options::{Platform, ShopOptions};
use crate::shop::{Shop, locked};

use super::{goods, not_found, not_of_sheets};
use crate::http::Reply;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    Boolean(bool),
    /// Days since 1899-12-30, and what the sheet shows.
    Date(f64, String),
}

impl Cell {
    /// As it is sent; numbers with a decimal comma where they are formatted.
    pub(super) fn value(&self, unformatted: bool, dates_as_text: bool) -> Value {
        match self {
            Self::Empty => "".into(),
            Self::Text(text) => text.as_str().into(),
            Self::Date(_, text) if dates_as_text || !unformatted => text.as_str().into(),
            Self::Number(number) | Self::Date(number, _) if unformatted => plain(*number),
            Self::Number(number) | Self::Date(number, _) => number.to_string().replace('.', ",").into(),
            Self::Boolean(truth) if unformatted => (*truth).into(),
            Self::Boolean(truth) => if *truth { "TRUE" } else { "FALSE" }.into(),
        }
    }
}

/// Whole numbers without a fraction.
fn plain(number: f64) -> Value {
    let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
    if is_whole { json!(number as i64) } else { Number::from_f64(number).map_or(Value::Null, Value::Number) }
}

#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub id: i64,
    pub title: String,
    pub hidden: bool,
    pub rows: usize,
    pub columns: usize,
    /// Rows of different lengths.
    pub cells: Vec<Vec<Cell>>,
    /// Key and value of what apps wrote down beside it.
    pub notes: Vec<(String, String)>,
}

impl Sheet {
    pub(super) fn new(id: i64, title: &str, cells: Vec<Vec<Cell>>) -> Self {
        let (rows, columns) = (cells.len().max(1), cells.iter().map(Vec::len).max().unwrap_or(1).max(1));
        Self { id, title: title.to_owned(), hidden: false, rows, columns, cells, notes: Vec::new() }
    }
}

#[derive(Clone, Debug)]
pub(super) struct File {
    pub id: String,
    pub name: String,
    /// Milliseconds since 1970.
    pub modified: i64,
    pub version: u64,
    pub trashed: bool,
    /// Shared with the account to look at it only.
    pub read_only: bool,
    /// A workbook of Excel that lies in Drive as it was sent.
    pub is_office: bool,
    pub sheets: Vec<Sheet>,
}

/// An account's files.
#[derive(Default)]
pub(crate) struct Drive(Mutex<State>);

#[derive(Default)]
struct State {
    files: Vec<File>,
    made: u64,
    has_consented: bool,
}

impl Drive {
    /// With the files of a demo, for an account of this platform.
    pub(crate) fn new(options: &ShopOptions, until: i64) -> Self {
        let drive = Self::default();
        if options.platform == Platform::GoogleSheets {
            for (days, (name, sheets)) in goods::files(options.seed).into_iter().enumerate() {
                drive.add(options.seed, name, sheets, (until - days as i64 * 40_000) * 1_000);
            }
        }
        drive
    }

    /// Notes that somebody consents; whether it is the first time.
    pub(super) fn consents_first(&self) -> bool {
        !std::mem::replace(&mut locked(&self.0).has_consented, true)
    }

    pub(super) fn add(&self, seed: u64, name: &str, sheets: Vec<Sheet>, modified: i64) -> String {
        let mut state = locked(&self.0);
        state.made += 1;
        let id = format!("1{}", Draw::new(seed, 0xD21E + state.made).hex(43));
        let file = File {
            id: id.clone(),
            name: name.to_owned(),
            modified,
            version: 1,
            trashed: false,
            read_only: false,
            is_office: false,
            sheets,
        };
        state.files.push(file);
        id
    }

    /// Makes a file one that is none of Sheets.
    pub(super) fn turn_into_office(&self, id: &str) {
        if let Some(file) = locked(&self.0).files.iter_mut().find(|file| file.id == id) {
            file.is_office = true;
        }
    }

    /// All files, the last changed first.
    pub(super) fn listed(&self) -> Vec<File> {
        let mut files = locked(&self.0).files.clone();
        files.sort_by_key(|file| std::cmp::Reverse((file.modified, file.id.clone())));
        files
    }

    pub(super) fn find(&self, id: &str) -> Result<File, Reply> {
        let files = &locked(&self.0).files;
        files.iter().find(|file| file.id == id).cloned().ok_or_else(not_found)
    }

    /// A file as Sheets opens it.
    pub(super) fn open(&self, id: &str) -> Result<File, Reply> {
        let file = self.find(id)?;
        if file.is_office { Err(not_of_sheets()) } else { Ok(file) }
    }

    /// Changes a file as a whole or not at all.
    pub(super) fn change<T>(
        &self,
        shop: &Shop,
        id: &str,
        edit: impl FnOnce(&mut File) -> Result<T, Reply>,
    ) -> Result<T, Reply> {
        let mut state = locked(&self.0);
        let file = state.files.iter_mut().find(|file| file.id == id).ok_or_else(not_found)?;
        let mut changed = file.clone();
        let done = edit(&mut changed)?;
        changed.version += 1;
        changed.modified = (shop.now() * 1_000).max(file.modified + 1);
        *file = changed;
        Ok(done)
    }
}
