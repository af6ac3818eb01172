//! Tables of any bytes are read or refused.

use std::{io::Cursor, ops::ControlFlow};
use validator::table::{FileKind, Limits, Table, TableError, Workbook, detect_text, file_kind};

/// Limits that keep a fuzzer fast.
fn limits() -> Limits {
    Limits {
        columns: 64,
        cell_bytes: 4096,
        record_bytes: 1 << 16,
        unpacked_bytes: 1 << 22,
        resident_bytes: 1 << 22,
        resident_cells: 10_000,
        cells: 100_000,
        ..Limits::default()
    }
}

/// A table, a text or a workbook: every cell is a slice of what was read.
pub fn run(bytes: &[u8]) {
    if let Ok(table) = table(bytes) {
        let columns = table.columns().len();
        let read = table.batches(&mut |batch, _, _| {
            for record in 0..batch.len() {
                assert_eq!(batch.record(record).count(), columns);
            }
            ControlFlow::Continue(())
        });
        drop(read);
    }
}

fn table(bytes: &[u8]) -> Result<Table, TableError> {
    match file_kind(bytes) {
        FileKind::Text => {
            let format = detect_text(bytes)?;
            Table::text(Cursor::new(bytes.to_vec()), &format, limits(), Some(bytes.len() as u64))
        }
        FileKind::Zip | FileKind::Compound => {
            let mut book = Workbook::open(Cursor::new(bytes.to_vec()), limits())?;
            let format = book.detect(None)?;
            Table::book(book, &format)
        }
    }
}
