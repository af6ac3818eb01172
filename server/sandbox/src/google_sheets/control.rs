//! What people do to their spreadsheets by hand.

use serde_json::Value;

use crate::error::Error;
use crate::shop::Shop;

use super::book::{Cell, File, Sheet};
use crate::http::Reply;

fn unknown(file: &str) -> Error {
    Error::Invalid(format!("no spreadsheet with id {file}"))
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::String(text) if !text.is_empty() => Cell::Text(text.clone()),
        Value::Number(number) => Cell::Number(number.as_f64().unwrap_or_default()),
        Value::Bool(truth) => Cell::Boolean(*truth),
        _ => Cell::Empty,
    }
}

impl Shop {
    /// Google Sheets: ids and names, the last changed first.
    pub fn spreadsheets(&self) -> Vec<(String, String)> {
        self.drive.listed().into_iter().map(|file| (file.id, file.name)).collect()
    }

    /// Google Sheets: a new file of one sheet with these cells, changed now; gives its id.
    pub fn add_spreadsheet(&self, name: &str, rows: &[Vec<Value>]) -> String {
        let cells = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        self.drive.add(self.options.seed, name, vec![Sheet::new(0, "Página1", cells)], self.now() * 1_000)
    }

    /// Google Sheets: a workbook of Excel that somebody put into Drive: it has a link as a spreadsheet has, and is none. Gives its id.
    pub fn add_office_file(&self, name: &str) -> String {
        let id = self.add_spreadsheet(name, &[]);
        self.drive.turn_into_office(&id);
        id
    }

    /// Google Sheets: the titles of a file's sheets.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file.
    pub fn sheet_titles(&self, file: &str) -> Result<Vec<String>, Error> {
        let file = self.drive.find(file).map_err(|_| unknown(file))?;
        Ok(file.sheets.into_iter().map(|sheet| sheet.title).collect())
    }

    /// Google Sheets: the cells of a sheet as they are sent, dates as text.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file or sheet.
    pub fn sheet_values(&self, file: &str, title: &str) -> Result<Vec<Vec<Value>>, Error> {
        let found = self.drive.find(file).map_err(|_| unknown(file))?;
        let sheet =
            found.sheets.into_iter().find(|sheet| sheet.title == title).ok_or_else(|| unknown(file))?;
        Ok(sheet.cells.iter().map(|row| row.iter().map(|cell| cell.value(true, true)).collect()).collect())
    }

    /// Google Sheets: gives a sheet another title.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file or sheet.
    pub fn rename_sheet(&self, file: &str, sheet: i64, title: &str) -> Result<(), Error> {
        self.change_file(file, |found| {
            let sheet = found.sheets.iter_mut().find(|known| known.id == sheet);
            sheet.map(|sheet| title.clone_into(&mut sheet.title))
        })
    }

    /// Google Sheets: removes a sheet.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file or sheet.
    pub fn remove_sheet(&self, file: &str, sheet: i64) -> Result<(), Error> {
        self.change_file(file, |found| {
            let before = found.sheets.len();
            found.sheets.retain(|known| known.id != sheet);
            (found.sheets.len() < before).then_some(())
        })
    }

    /// Google Sheets: cuts a sheet behind its first rows.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file or sheet.
    pub fn cut_sheet(&self, file: &str, sheet: i64, rows: usize) -> Result<(), Error> {
        self.change_file(file, |found| {
            let sheet = found.sheets.iter_mut().find(|known| known.id == sheet)?;
            sheet.rows = rows.max(1);
            sheet.cells.truncate(sheet.rows);
            Some(())
        })
    }

    /// Google Sheets: lets the account only look at a file from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file.
    pub fn share_to_read(&self, file: &str) -> Result<(), Error> {
        self.change_file(file, |found| {
            found.read_only = true;
            Some(())
        })
    }

    /// Google Sheets: lets the account write into a file again.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file.
    pub fn share_to_write(&self, file: &str) -> Result<(), Error> {
        self.change_file(file, |found| {
            found.read_only = false;
            Some(())
        })
    }

    /// Google Sheets: puts a file into the bin.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown file.
    pub fn bin_spreadsheet(&self, file: &str) -> Result<(), Error> {
        self.change_file(file, |found| {
            found.trashed = true;
            Some(())
        })
    }

    fn change_file(&self, id: &str, edit: impl FnOnce(&mut File) -> Option<()>) -> Result<(), Error> {
        let edit = |file: &mut File| edit(file).ok_or_else(|| Reply::json(404, ""));
        self.drive.change(self, id, edit).map_err(|_| unknown(id))
    }
}
