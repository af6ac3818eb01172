//! A text with fixes taken: what is not corrected stays byte for byte as it is.

use super::{
    Progress, RunError,
    correct::{Corrected, Correction, Corrector},
};
use crate::{
    facts::canonical_decimal,
    table::{Batch, Before, Content, Encoding, Format, Table, TableError, TextFormat, cells, closing},
    templates::neutralised,
};
use encoding_rs::{EncoderResult, WINDOWS_1252};
use memchr::{memchr_iter, memchr2};
use std::{
    borrow::Cow,
    io::{self, Write},
    ops::{ControlFlow, Range},
};

/// Writes a text anew with fixes taken, in the encoding and with the delimiter that it has. No
/// fix makes a formula of what was none; all that is not corrected stays as it came.
///
/// # Errors
/// The table cannot be read, nothing can be written, or it is cancelled.
pub fn correct_text(
    table: Table,
    correction: &Correction<'_>,
    progress: &Progress,
    to: &mut dyn Write,
) -> Result<Corrected, RunError> {
    let Format::Text(format) = table.format().clone() else {
        return Err(RunError::Sink { reason: "a workbook is no text".into() });
    };
    let can_hold = |cell: &str| can_hold(cell, &format);
    let mut corrector = Corrector::new(correction, table.columns().len(), &can_hold)?;
    let mut to = Encoded { to, encoding: format.encoding };
    let parser = table.parser();
    let (limits, mut lines) = (*table.limits(), table.head_lines());
    to.begin(table.before()).map_err(unwritten)?;
    let mut batch = Batch::default();
    let mut failed = None;
    let read = table.read(&mut Vec::new, &mut |piece| {
        let read = piece.read;
        let step = || -> Result<(), RunError> {
            let Content::Text(bytes) = &piece.content else { return Ok(()) };
            let raw = bytes.clone();
            let of_table = |problem: TableError| RunError::Table { problem };
            cells(piece, &parser, &mut batch).map_err(|problem| of_table(problem.shifted(lines + 1)))?;
            if corrector.done.rows + batch.len() as u64 > limits.rows {
                return Err(of_table(TableError::TooManyRows { max: limits.rows }));
            }
            part(&raw, &batch, &format, &mut corrector, &mut to)?;
            lines += u64::from(batch.line_count);
            progress.advance(corrector.done.rows, read);
            if progress.is_cancelled() { Err(RunError::Cancelled) } else { Ok(()) }
        };
        match step() {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    match failed {
        Some(error) => Err(error),
        None => {
            read.map_err(|problem| RunError::Table { problem: problem.shifted(lines + 1) })?;
            Ok(corrector.done)
        }
    }
}

/// Writes the records of a part.
fn part(
    raw: &[u8],
    batch: &Batch,
    format: &TextFormat,
    corrector: &mut Corrector<'_>,
    to: &mut Encoded<'_>,
) -> Result<(), RunError> {
    let mut ends = memchr_iter(format.line_end.byte(), raw);
    // The line that begins at `begin`, and what of the part is written.
    let (mut line, mut begin, mut written) = (0, 0, 0);
    for record in 0..batch.len() {
        let changes = corrector.changes(batch, record);
        if changes.is_empty() {
            continue;
        }
        while line < batch.line(record) {
            (line, begin) = (line + 1, ends.next().map_or(raw.len(), |at| at + 1));
        }
        let cells = raw_cells(raw, begin, format);
        let mut have = cells.len();
        for change in changes {
            let at = match cells.get(change.column) {
                Some(cell) => cell.clone(),
                // The record is shorter than the columns: cells without anything come before it.
                None => {
                    let end = cells.last().map_or(begin, |cell| cell.end);
                    to.write(&raw[written..end]).map_err(unwritten)?;
                    let missing = change.column + 1 - have;
                    to.write(&vec![format.delimiter.byte(); missing]).map_err(unwritten)?;
                    (have, written) = (change.column + 1, end);
                    end..end
                }
            };
            to.write(&raw[written..at.start]).map_err(unwritten)?;
            written = at.end;
            let was_quoted = raw.get(at.start) == Some(&b'"') && format.quotes;
            let before = batch.cell(record, change.column);
            let was_formula = matches!(neutralised(before), Cow::Owned(_));
            let cell =
                if was_formula { Cow::Borrowed(change.after.as_str()) } else { neutralised(&change.after) };
            // A text does not become a number of a spreadsheet's own.
            let is_text = !batch.is_own_number(record, change.column);
            let keeps_quotes =
                was_quoted || format.own_numbers && is_text && canonical_decimal(&cell).is_some();
            to.write(&quoted(&cell, keeps_quotes, format)).map_err(unwritten)?;
        }
    }
    to.write(&raw[written..]).map_err(unwritten)
}

/// Where the cells of the record stand that begins at `at`, with their quotation marks.
fn raw_cells(raw: &[u8], mut at: usize, format: &TextFormat) -> Vec<Range<usize>> {
    let (delimiter, line_end) = (format.delimiter.byte(), format.line_end.byte());
    let mut cells = Vec::new();
    loop {
        let behind = match raw.get(at) {
            Some(b'"') if format.quotes => closing(raw, at + 1).map_or(raw.len(), |close| close + 1),
            _ => at,
        };
        let end = memchr2(delimiter, line_end, &raw[behind..]).map_or(raw.len(), |found| behind + found);
        let ends_record = raw.get(end) != Some(&delimiter);
        let is_return = ends_record && line_end == b'\n' && end > behind && raw[end - 1] == b'\r';
        cells.push(at..end - usize::from(is_return));
        if ends_record {
            return cells;
        }
        at = end + 1;
    }
}

/// A cell as it stands in the text.
fn quoted<'a>(cell: &'a str, was_quoted: bool, format: &TextFormat) -> Cow<'a, [u8]> {
    let needs = cell.starts_with('"')
        || cell.bytes().any(|byte| byte == format.delimiter.byte() || matches!(byte, b'\n' | b'\r'));
    if format.quotes && (was_quoted || needs) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")).into_bytes())
    } else {
        Cow::Borrowed(cell.as_bytes())
    }
}

/// Whether a cell of the text can be this.
fn can_hold(cell: &str, format: &TextFormat) -> bool {
    let parts = |byte: u8| byte == format.delimiter.byte() || matches!(byte, b'\n' | b'\r');
    let is_whole = format.quotes || !cell.bytes().any(parts);
    is_whole && (format.encoding != Encoding::Windows1252 || !WINDOWS_1252.encode(cell).2)
}

fn unwritten(error: io::Error) -> RunError {
    RunError::Sink { reason: error.to_string() }
}

/// Writes UTF-8 in the encoding of the file.
struct Encoded<'a> {
    to: &'a mut dyn Write,
    encoding: Encoding,
}

impl Encoded<'_> {
    fn begin(&mut self, before: &Before) -> io::Result<()> {
        let Before::Text { mark, text } = before else { return Ok(()) };
        match self.encoding {
            Encoding::Utf8 if *mark => self.to.write_all(b"\xef\xbb\xbf")?,
            Encoding::Utf16Le => self.to.write_all(b"\xff\xfe")?,
            Encoding::Utf16Be => self.to.write_all(b"\xfe\xff")?,
            Encoding::Utf8 | Encoding::Windows1252 => {}
        }
        self.write(text)
    }

    /// Whole characters only.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.encoding == Encoding::Utf8 {
            return self.to.write_all(bytes);
        }
        // Decoded by us, so it is UTF-8.
        let text = String::from_utf8_lossy(bytes);
        match self.encoding {
            Encoding::Utf8 => Ok(()),
            Encoding::Windows1252 => self.windows_1252(&text),
            Encoding::Utf16Le => {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                self.to.write_all(&bytes)
            }
            Encoding::Utf16Be => {
                let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                self.to.write_all(&bytes)
            }
        }
    }

    fn windows_1252(&mut self, mut text: &str) -> io::Result<()> {
        let mut encoder = WINDOWS_1252.new_encoder();
        let mut room = vec![0; text.len() + 16];
        while !text.is_empty() {
            let (result, read, written) = encoder.encode_from_utf8_without_replacement(text, &mut room, true);
            self.to.write_all(&room[..written])?;
            if matches!(result, EncoderResult::Unmappable(_)) {
                // Only what no byte of the file stood for: a byte that was replaced when it was read.
                self.to.write_all(b"?")?;
            }
            text = &text[read..];
        }
        Ok(())
    }
}
