//! Entries out of what people send, one a line.

use crate::{
    Hub, HubError,
    validation::{conflict, kept::NO_SHEET, reading},
};
use domain::{Fault, FieldProblem};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fs::File,
    io::{self, BufWriter, Seek, Write},
    ops::ControlFlow,
    path::Path,
};
use validator::table::{Delimiter, Format, Limits, Table, TableError};

/// Characters of an entry.
const ENTRY: usize = 500;

/// Entries on their way into a file without a name.
pub(super) struct Entries {
    to: BufWriter<File>,
    /// Digests of those that are taken: a list holds each once, and they would not fit into memory.
    known: HashSet<[u8; 32]>,
    most: u64,
}

/// A file with all entries, to be read from its start.
#[derive(Debug)]
pub(super) struct Written {
    pub file: File,
    pub count: u64,
}

impl Entries {
    pub fn new(hub: &Hub) -> Result<Self, HubError> {
        Self::of_at_most(hub.list_entries(), hub.files().scratch())
    }

    fn of_at_most(most: u64, scratch: &Path) -> Result<Self, HubError> {
        let file = tempfile::tempfile_in(scratch).map_err(of_disk)?;
        Ok(Self { to: BufWriter::new(file), known: HashSet::new(), most })
    }

    /// Takes one entry without the spaces around it; an empty one is none, and one that is there already none more.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `list_entry_too_long`, `list_entry_signs` or `list_too_many`.
    pub fn add(&mut self, entry: &str) -> Result<(), HubError> {
        let entry = entry.trim();
        if entry.is_empty() {
            return Ok(());
        }
        if entry.chars().count() > ENTRY {
            return Err(conflict("list_entry_too_long"));
        }
        // A line break would make two of it.
        if entry.contains(char::is_control) {
            return Err(conflict("list_entry_signs"));
        }
        if !self.known.insert(Sha256::digest(entry).into()) {
            return Ok(());
        }
        if self.count() > self.most {
            return Err(conflict("list_too_many"));
        }
        self.to.write_all(entry.as_bytes()).and_then(|()| self.to.write_all(b"\n")).map_err(of_disk)
    }

    fn count(&self) -> u64 {
        self.known.len() as u64
    }

    /// Takes the column of a table, or every line of a text where `is_lines`, and ends.
    ///
    /// # Errors
    /// As [`super::add_rule_list`].
    pub fn read(
        mut self,
        path: &Path,
        column: &str,
        is_lines: bool,
        limits: Limits,
    ) -> Result<Written, HubError> {
        let opened = reading::detect(path, limits);
        let is_lines = is_lines && column.is_empty();
        // Signs that mean something in a table mean nothing in a line.
        if let Some(problem) = opened.problem.as_ref().filter(|problem| !is_lines || is_no_text(problem)) {
            return Err(refused(problem));
        }
        let (table, at) = match column {
            "" => (only_column(path, &opened.format, is_lines, limits)?, 0),
            column => column_of(path, &opened.format, column, limits)?,
        };
        let mut failed = None;
        let read = table.batches(&mut |batch, _, _| {
            let added = (0..batch.len()).try_for_each(|record| self.add(batch.cell(record, at)));
            match added {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
        read.map_err(|problem| refused(&problem))?;
        self.finish()
    }

    /// # Errors
    /// [`Fault::Conflict`] `list_empty`.
    pub fn finish(self) -> Result<Written, HubError> {
        let count = self.count();
        if count == 0 {
            return Err(conflict("list_empty"));
        }
        let mut file = self.to.into_inner().map_err(|error| of_disk(error.into_error()))?;
        file.rewind().map_err(of_disk)?;
        Ok(Written { file, count })
    }
}

/// A table whose rows are entries from the first on.
fn only_column(path: &Path, format: &Format, is_lines: bool, limits: Limits) -> Result<Table, HubError> {
    let mut format = with_names_in(format, 0);
    if let (true, Format::Text(text)) = (is_lines, &mut format) {
        // What separates cells elsewhere is part of a line.
        (text.delimiter, text.quotes) = (Delimiter::Tab, false);
    }
    let table = reading::open(path, &format, limits).map_err(|problem| refused(&problem))?;
    if table.columns().len() > 1 { Err(conflict("list_columns")) } else { Ok(table) }
}

/// A table and the place of one of its columns, whose names are in the row where they seem to be, or in the first.
fn column_of(path: &Path, format: &Format, column: &str, limits: Limits) -> Result<(Table, usize), HubError> {
    let wanted = column.to_lowercase();
    for format in [format.clone(), with_names_in(format, 1)] {
        let table = reading::open(path, &format, limits).map_err(|problem| refused(&problem))?;
        if let Some(at) = table.columns().iter().position(|name| name.to_lowercase() == wanted) {
            return Ok((table, at));
        }
    }
    Err(Fault::field("column", FieldProblem::Unknown).into())
}

/// The same format with the names of the columns in another row; 0 for none.
fn with_names_in(format: &Format, row: u32) -> Format {
    let mut format = format.clone();
    match &mut format {
        Format::Text(text) => text.header_row = row,
        Format::Book(book) => book.header_row = row,
    }
    format
}

/// Whether a file has no lines, however it is read.
fn is_no_text(problem: &TableError) -> bool {
    NO_SHEET.contains(&reading::told(problem).0.as_str())
}

/// Why a file is not taken.
fn refused(problem: &TableError) -> HubError {
    let (code, _) = reading::told(problem);
    match code.as_str() {
        "empty" => conflict("list_empty"),
        code if NO_SHEET.contains(&code) => conflict(code),
        _ => conflict("list_unreadable"),
    }
}

fn of_disk(error: io::Error) -> HubError {
    HubError::Internal(format!("the scratch folder: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// What a file becomes of which `most` entries are taken: the entries, or why not.
    fn read(name: &str, text: &[u8], column: &str, most: u64) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let entries = Entries::of_at_most(most, folder.path()).unwrap();
        match entries.read(&path, column, name.ends_with(".txt"), Limits::default()) {
            Ok(Written { mut file, count }) => {
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                assert_eq!(text.lines().count() as u64, count);
                Ok(text)
            }
            Err(HubError::Fault(Fault::Conflict { what })) => Err(what),
            Err(error) => Err(format!("{error:?}")),
        }
    }

    #[test]
    fn one_column_is_taken_from_its_first_row_on() {
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(read("m.csv", "Malha Boa\n\n  Linho \n".as_bytes(), "", 9), ok("Malha Boa\nLinho\n"));
        assert_eq!(read("m.csv", b"Malha Boa;\nLinho;\n", "", 9), ok("Malha Boa\nLinho\n"));
        assert_eq!(
            read("m.txt", b"Boa, Ltda; SP\nLi\"nho, SA; RJ\n", "", 9),
            ok("Boa, Ltda; SP\nLi\"nho, SA; RJ\n")
        );
        assert_eq!(read("m.txt", b"\"Boa\nLinho\n", "", 9), ok("\"Boa\nLinho\n"));
        assert_eq!(read("m.txt", b"Boa\nLinho\n Boa\n", "", 2), ok("Boa\nLinho\n"));
        assert_eq!(read("m.csv", b"a;b\nc;d\n", "", 9), Err("list_columns".into()));
        assert_eq!(read("m.csv", b"Caf\xe9\nCh\xe1\n", "", 9), ok("Café\nChá\n"));
    }

    #[test]
    fn a_column_is_found_by_its_name() {
        let table = "SKU;Marca;Cor\nA-1;Malha Boa;azul\nA-2;;verde\nA-3;Linho;\n".as_bytes();
        assert_eq!(read("m.csv", table, "marca", 9), Ok("Malha Boa\nLinho\n".into()));
        assert_eq!(read("m.csv", b"Marca\nLinho\n", "Marca", 9), Ok("Linho\n".into()));
        assert!(read("m.csv", table, "Tamanho", 9).unwrap_err().contains("Unknown"));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        assert_eq!(read("m.csv", b"", "", 9), Err("list_empty".into()));
        assert_eq!(read("m.csv", b"Marca;Cor\n;azul\n", "Marca", 9), Err("list_empty".into()));
        assert_eq!(read("m.txt", b"a\nb\nc\n", "", 2), Err("list_too_many".into()));
        assert_eq!(read("m.txt", "x".repeat(501).as_bytes(), "", 9), Err("list_entry_too_long".into()));
        assert_eq!(read("m.csv", b"Marca;Cor\n\"a\nb\";azul\n", "Marca", 9), Err("list_entry_signs".into()));
        let bytes: Vec<u8> = (0..4_000_u32).map(|n| (n * 7 % 31) as u8).collect();
        assert_eq!(read("m.txt", &bytes, "", 9_999), Err("not_a_table".into()));
    }
}
