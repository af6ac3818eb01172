//! What a file is like, from its first part.

use super::{
    batch::Batch,
    cells::Parser,
    decode::Decode,
    format::{Delimiter, Encoding, LineEnd, TextFormat},
    letters::Letters,
    limits::Limits,
    problem::TableError,
    quoting::Quoting,
};
use crate::mapping::fields_named;
use std::io::Read;

/// Bytes of a file's first part that are enough to see what it is like.
pub const SAMPLE: usize = 64 << 10;

/// Records among which the names of columns are looked for.
const HEADS: usize = 10;
/// Records that are looked at.
const RECORDS: usize = 200;
/// Cells called like fields that make a record the names of columns, though two of them are alike.
const FIELDS: usize = 2;
/// The same where later records have more cells.
const FIELDS_OF_FEW: usize = 3;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Text,
    /// A zip file: xlsx or ods.
    Zip,
    /// What Excel wrote until 2003, and workbooks locked with a password.
    Compound,
}

/// Looks at a file's first bytes, eight at least.
pub fn file_kind(sample: &[u8]) -> FileKind {
    if sample.starts_with(b"PK\x03\x04") || sample.starts_with(b"PK\x05\x06") {
        FileKind::Zip
    } else if sample.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        FileKind::Compound
    } else {
        FileKind::Text
    }
}

/// What a text is like, from its first part, [`SAMPLE`] bytes or all of it.
///
/// # Errors
/// Where there is nothing in it, or it is no text.
pub fn detect_text(sample: &[u8]) -> Result<TextFormat, TableError> {
    let encoding = told_encoding(sample).unwrap_or_else(|| {
        let mut letters = Letters::default();
        // A character cut at the sample's end is none that is wrong.
        if letters.look(sample) > 0 && sample.len() < SAMPLE {
            letters.cut();
        }
        letters.encoding()
    });
    detect(sample, encoding)
}

/// What a text is like, from its first part, [`SAMPLE`] bytes or all of it, and from all that follows: in which encoding it
/// is may be seen in its last line only.
///
/// # Errors
/// Where there is nothing in it, it is no text, or what follows cannot be read.
pub fn detect_source(sample: &[u8], mut rest: impl Read) -> Result<TextFormat, TableError> {
    let encoding = match told_encoding(sample) {
        Some(encoding) => encoding,
        None => {
            let mut letters = Letters::default();
            let mut part = sample.to_vec();
            loop {
                let cut = letters.look(&part);
                part.drain(..part.len() - cut);
                if rest.by_ref().take(SAMPLE as u64).read_to_end(&mut part)? == 0 {
                    break;
                }
            }
            if !part.is_empty() {
                letters.cut();
            }
            letters.encoding()
        }
    };
    detect(sample, encoding)
}

fn detect(sample: &[u8], encoding: Encoding) -> Result<TextFormat, TableError> {
    let mut text = Vec::new();
    Decode::new(encoding).append(sample, &mut text, false);
    let mut text = String::from_utf8_lossy(&text).into_owned();
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        text = rest.to_owned();
    }
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    if let Some(other) = other_document(&text) {
        return Err(other);
    }
    let strange = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    if text.chars().filter(strange).count() * 50 > text.len() {
        return Err(TableError::NotATable);
    }
    let line_end = if text.contains('\n') || !text.contains('\r') { LineEnd::Lf } else { LineEnd::Cr };
    let base = TextFormat { encoding, line_end, ..TextFormat::default() };
    // What is cut off at the sample's end says nothing.
    let is_cut = sample.len() >= SAMPLE;
    let whole = if is_cut { text.rfind(char::from(line_end.byte())) } else { None };
    let text = &text[..whole.map_or(text.len(), |at| at + 1)];
    // Excel writes the delimiter into the first line where it is told to.
    if let Some(delimiter) = told(text) {
        let mut format = TextFormat { delimiter, ..base };
        format.quotes = !Quoting::of(text, &format, is_cut).is_off();
        let records = records(text, &format);
        format.header_row = 1 + header_row(records.get(1..).unwrap_or_default());
        format.decimal_comma = decimal_comma(&records);
        return Ok(format);
    }
    let formats = Delimiter::ALL.iter().map(|delimiter| TextFormat { delimiter: *delimiter, ..base.clone() });
    let formats: Vec<(TextFormat, Quoting)> = formats
        .map(|format| {
            let quoting = Quoting::of(text, &format, is_cut);
            (format, quoting)
        })
        .collect();
    // Marks that quote between delimiters of one kind do not between those of another: where any are quoted by them, they
    // count for all.
    let is_quoted = formats.iter().any(|(_, quoting)| quoting.is_on());
    let quotes = is_quoted || !formats.iter().any(|(_, quoting)| quoting.is_off());
    let mut best: Option<(u64, TextFormat, Quoting)> = None;
    for (format, quoting) in formats {
        let format = TextFormat { quotes, ..format };
        let score = score(&records(text, &format));
        if best.as_ref().is_none_or(|(known, _, _)| score > *known) {
            best = Some((score, format, quoting));
        }
    }
    let (_, mut format, quoting) = best.ok_or(TableError::Empty)?;
    format.quotes = !quoting.is_off();
    let records = records(text, &format);
    format.header_row = header_row(&records);
    format.decimal_comma = decimal_comma(&records);
    Ok(format)
}

/// How pages of markup begin, in small letters.
const MARKUP: &[&str] =
    &["<!doctype", "<html", "<head", "<meta", "<style", "<body", "<table", "<!--", "<?xml"];

/// What a text is that is no table, whatever its file is called, by its beginning.
fn other_document(text: &str) -> Option<TableError> {
    let begin = text.trim_start();
    let begins = |with: &&str| begin.get(..with.len()).is_some_and(|first| first.eq_ignore_ascii_case(with));
    if begin.starts_with("%PDF-") {
        Some(TableError::Pdf)
    } else {
        MARKUP.iter().any(begins).then_some(TableError::WebPage)
    }
}

/// Which of the first rows names the columns, from 1, or 0 where none does, and whether numbers have a decimal comma: of
/// rows that came as cells. Empty ones are not counted.
pub fn detect_rows(rows: &[Vec<String>]) -> (u32, bool) {
    let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let filled: Vec<Vec<String>> = filled.take(RECORDS).cloned().collect();
    (header_row(&filled), decimal_comma(&filled))
}

/// The encoding that a text's first bytes tell: by a mark, or by zeros between letters.
fn told_encoding(sample: &[u8]) -> Option<Encoding> {
    match sample {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, ..] => return Some(Encoding::Utf8),
        _ => {}
    }
    // UTF-16 of Latin letters has a zero in every second byte.
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half > 0 && odd * 10 > half * 7 && even * 10 < half {
        return Some(Encoding::Utf16Le);
    }
    (half > 0 && even * 10 > half * 7 && odd * 10 < half).then_some(Encoding::Utf16Be)
}

fn told(text: &str) -> Option<Delimiter> {
    let first = text.lines().next()?.trim_matches('"');
    let delimiter = first.strip_prefix("sep=").or_else(|| first.strip_prefix("SEP="))?;
    Delimiter::ALL.iter().copied().find(|known| delimiter.as_bytes() == [known.byte()])
}

pub(super) fn records(text: &str, format: &TextFormat) -> Vec<Vec<String>> {
    let limits = Limits { cell_bytes: usize::MAX, ..Limits::default() };
    let mut batch = Batch::default();
    let first = text.split_inclusive(char::from(format.line_end.byte())).take(RECORDS).map(str::len).sum();
    let parser = Parser::new(format, 256, &limits);
    if parser.parse(text.as_bytes()[..first].to_vec(), &mut batch).is_err() {
        return Vec::new();
    }
    (0..batch.len())
        .map(|row| batch.record(row).take(batch.cells_of(row).len()).map(str::to_owned).collect())
        .collect()
}

/// The more records have the same number of cells, and the more cells, the better. What makes names of fields of a record beats
/// what does not, however even its records are: decimal commas cut rows into equal parts, too.
fn score(records: &[Vec<String>]) -> u64 {
    let mut counts: Vec<(usize, u64)> = Vec::new();
    for record in records {
        match counts.iter_mut().find(|(cells, _)| *cells == record.len()) {
            Some((_, count)) => *count += 1,
            None => counts.push((record.len(), 1)),
        }
    }
    let best = counts.iter().filter(|(cells, _)| *cells > 1).max_by_key(|(cells, count)| (*count, *cells));
    let Some((cells, count)) = best else { return 1 };
    let is_named = records.iter().take(HEADS).any(|record| fields_named(record) >= FIELDS_OF_FEW);
    let named = if is_named { 10_000 } else { 0 };
    // Names of columns rarely have marks of other kinds in them.
    let first = records.first().map_or(0, Vec::len) as u64;
    named + count * 1000 / records.len().max(1) as u64 + (*cells as u64).min(50) + first.min(50)
}

/// Which record names the columns: the first of the first ten that has nearly as many cells filled as any other, none
/// of them a number, and no two alike. What is called like fields may have two alike, and half as many cells. 0 where the
/// first record is data already.
pub(super) fn header_row(records: &[Vec<String>]) -> u32 {
    let filled = |record: &Vec<String>| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let most = records.iter().take(50).map(filled).max().unwrap_or(0);
    let names = |record: &Vec<String>| {
        let mut cells: Vec<&str> =
            record.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let all = cells.len();
        cells.sort_unstable();
        cells.dedup();
        let text =
            |cell: &&str| cell.chars().any(char::is_alphabetic) && !cell.contains("://") && cell.len() <= 120;
        if !cells.iter().all(text) || all * 2 < most {
            return false;
        }
        let (is_full, is_apart) = (all * 5 >= most * 4, cells.len() == all);
        (is_full && is_apart) || fields_named(&cells) >= if is_full { FIELDS } else { FIELDS_OF_FEW }
    };
    records.iter().take(HEADS).position(names).map_or(0, |at| at as u32 + 1)
}

/// Whether more numbers have a decimal comma than a decimal point.
pub(super) fn decimal_comma(records: &[Vec<String>]) -> bool {
    let (mut commas, mut points) = (0, 0);
    for cell in records.iter().flatten() {
        let number = cell.trim().trim_start_matches("R$").trim_start_matches(['-', '+', '$', '€', ' ']);
        if !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') {
            continue;
        }
        // A mark that comes back parts thousands, or a code as "6109.10.00", and no decimals.
        if number.rfind([',', '.']).is_some_and(|at| number[..at].contains(&number[at..=at])) {
            continue;
        }
        let digits = |mark| number.rfind(mark).map(|at| number.len() - at - 1);
        match (digits(','), digits('.')) {
            (Some(comma), Some(point)) if comma < point => commas += 1,
            (Some(_), Some(_)) => points += 1,
            // Three digits behind a mark may as well be thousands.
            (Some(1 | 2 | 4), None) => commas += 1,
            (None, Some(1 | 2 | 4)) => points += 1,
            _ => {}
        }
    }
    commas > points
}
