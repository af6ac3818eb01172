//! The records of a workbook as Excel wrote it until 2003: what they say to have, before calamine makes room for it.

use super::{
    formula::{Spelling, defined_name},
    limits::Limits,
    markup::damaged,
    problem::TableError,
};
use calamine::{Cell, Data};
use std::collections::BTreeSet;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000a;
const OTHER_SHEETS: u16 = 0x0017;
const DEFINED_NAME: u16 = 0x0018;
const DATES: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const CONTINUE: u16 = 0x003c;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const RICH_STRING: u16 = 0x00d6;
const MERGED_CELLS: u16 = 0x00e5;
const STRINGS: u16 = 0x00fc;
const LABEL_STRING: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027e;
const BEGIN: u16 = 0x0809;

/// Letters that are moved while formulas are spelled out, a few seconds' worth.
const MOVED: u64 = 16 << 30;
/// Records in which the strings go on: calamine moves all that are left for each. Excel fills each with 8,224 bytes.
const PARTS: usize = 40_000;
/// Bytes that a defined name takes besides its letters.
const NAME: u64 = 96;

/// Refuses a workbook whose sheets, each as wide and as high as its cells lie apart, have more cells or texts than the limits:
/// they stand in memory together, empty cells as well.
pub(super) fn check(stream: &[u8], limits: &Limits) -> Result<(), TableError> {
    let (mut sheets, mut strings) = (Vec::new(), Vec::new());
    let mut spelling = Spelling { is_new: true, sheet: 0, name: 0 };
    let mut names = 0_u64;
    for record in (Records { rest: stream }) {
        let record = record?;
        match record.kind {
            // Reading it says that it is locked.
            FILE_PASS if word(record.data, 0)? != 0 => return Ok(()),
            BEGIN => spelling.is_new = is_new(record.data)?,
            BOUND_SHEET => {
                sheets.push(number(record.data, 0)? as usize);
                let about = record.data.get(4..7).ok_or_else(|| damaged("the name of a sheet is cut"))?;
                spelling.sheet = spelling.sheet.max(about[2].into());
            }
            DEFINED_NAME => {
                spelling.name = spelling.name.max(defined_name(record.data, spelling.is_new)?);
                names += 1;
            }
            // calamine reads the first word of each of these.
            OTHER_SHEETS if spelling.is_new => _ = word(record.data, 0)?,
            CODE_PAGE | DATES => _ = word(record.data, 0)?,
            STRINGS if record.more.len() > PARTS => {
                return Err(damaged("its strings stand in too many records"));
            }
            STRINGS => strings = lengths(record).ok_or_else(|| damaged("its strings are cut"))?,
            END => break,
            _ => {}
        }
    }
    if sheets.len() > limits.sheets {
        return Err(TableError::TooManySheets { sheets: sheets.len(), max: limits.sheets });
    }
    // Each defined name stands with that of its sheet.
    let letters = names.saturating_mul(spelling.name + spelling.sheet + NAME);
    let mut seen = Seen { limits, strings: &strings, spelling, cells: 0, count: 0, letters, moved: 0 };
    seen.within(0)?;
    let (mut begun, mut bytes) = (BTreeSet::new(), 0);
    for begin in sheets {
        let rest = stream.get(begin..).ok_or_else(|| damaged("a sheet begins behind the end"))?;
        bytes += rest.len() - seen.sheet(Records { rest })?.len();
        // The same records would be read again and again.
        if !begun.insert(begin) || bytes > stream.len() {
            return Err(damaged("sheets lie in each other"));
        }
    }
    Ok(())
}

/// What the sheets so far have.
struct Seen<'a> {
    limits: &'a Limits,
    /// Letters of each of the workbook's strings.
    strings: &'a [u64],
    spelling: Spelling,
    cells: u64,
    /// Records of cells, which may lie on top of each other.
    count: u64,
    /// Letters of all texts, formulas and defined names.
    letters: u64,
    /// Letters that are moved while the formulas are spelled out.
    moved: u64,
}

impl Seen<'_> {
    /// Goes through a sheet; what stands behind it.
    fn sheet<'s>(&mut self, mut records: Records<'s>) -> Result<&'s [u8], TableError> {
        let mut area = Area::default();
        let (mut is_begun, mut depth) = (false, 0_u32);
        // The cell of the last formula, whose text follows it.
        let mut formula = (0, 0);
        for record in records.by_ref() {
            let Record { kind, data, .. } = record?;
            // Charts have records like those of cells.
            if depth > 0 {
                match kind {
                    BEGIN => depth += 1,
                    END => depth -= 1,
                    _ => {}
                }
                continue;
            }
            match kind {
                BEGIN if is_begun => depth = 1,
                BEGIN => is_begun = true,
                END => break,
                DIMENSIONS => self.dimensions(data)?,
                NUMBER | BOOL_OR_ERROR | RK => area.add(place(data)?, 1),
                LABEL | RICH_STRING => {
                    area.add(place(data)?, 1);
                    self.letters += u64::from(word(data, 6)?);
                }
                LABEL_STRING => {
                    area.add(place(data)?, 1);
                    let string = self.strings.get(number(data, 6)? as usize);
                    self.letters = self.letters.saturating_add(string.copied().unwrap_or(0));
                }
                FORMULA => {
                    formula = place(data)?;
                    area.add(formula, 1);
                    let spelled = self.spelling.spell(data)?;
                    self.letters = self.letters.saturating_add(spelled.letters);
                    self.moved = self.moved.saturating_add(spelled.moved);
                }
                STRING => {
                    area.add(formula, 1);
                    self.letters += u64::from(word(data, 0)?);
                }
                MUL_RK => {
                    let (row, first) = place(data)?;
                    let last = word(data, data.len().saturating_sub(2))?;
                    let count =
                        last.checked_sub(first).ok_or_else(|| damaged("a row ends before it begins"))?;
                    if data.len() != 12 + usize::from(count) * 6 {
                        return Err(damaged("a row of numbers is cut"));
                    }
                    area.add((row, first), 0);
                    area.add((row, last), u64::from(count) + 1);
                }
                MERGED_CELLS if data.len() < 2 + usize::from(word(data, 0)?) * 8 => {
                    return Err(damaged("a record of merged cells is cut"));
                }
                _ => {}
            }
            let cells = self.cells.saturating_add(area.cells());
            self.within(cells.max(self.count.saturating_add(area.count)))?;
        }
        self.cells = self.cells.saturating_add(area.cells());
        self.count = self.count.saturating_add(area.count);
        Ok(records.rest)
    }

    /// How wide and high a sheet says to be, which may be far more than it has. calamine makes room for all of it, and fills what
    /// there is.
    fn dimensions(&self, data: &[u8]) -> Result<(), TableError> {
        let small = |at| word(data, at).map(u64::from);
        let large = |at| number(data, at).map(u64::from);
        let (first_row, rows, first_column, columns) = match data.len() {
            10 => (small(0)?, small(2)?, small(4)?, small(6)?),
            14 | 16 => (large(0)?, large(4)?, small(8)?, small(10)?),
            _ => return Err(damaged("how large a sheet is is cut")),
        };
        if rows == 0 || columns == 0 {
            return Ok(());
        }
        let first_column = if first_column > 0xff || columns < first_column { 0 } else { first_column };
        if rows <= first_row || columns <= first_column {
            return Err(damaged("a sheet ends before it begins"));
        }
        let cells = (rows - first_row).saturating_mul(columns - first_column);
        if cells.saturating_mul(size_of::<Cell<Data>>() as u64) > self.limits.resident_bytes {
            return Err(TableError::UnpackedTooLarge { max: self.limits.resident_bytes });
        }
        Ok(())
    }

    fn within(&self, cells: u64) -> Result<(), TableError> {
        if cells > self.limits.resident_cells {
            return Err(TableError::TooManyCells { max: self.limits.resident_cells });
        }
        if self.letters > self.limits.resident_bytes {
            return Err(TableError::UnpackedTooLarge { max: self.limits.resident_bytes });
        }
        if self.moved > MOVED {
            return Err(damaged("its formulas take too long to read"));
        }
        Ok(())
    }
}

/// The area of a sheet in which cells lie, and how many there are.
#[derive(Default)]
struct Area {
    /// The first row and column, and the last.
    corners: Option<((u16, u16), (u16, u16))>,
    count: u64,
}

impl Area {
    fn add(&mut self, (row, column): (u16, u16), count: u64) {
        let (first, last) = self.corners.unwrap_or(((row, column), (row, column)));
        self.corners = Some(((first.0.min(row), first.1.min(column)), (last.0.max(row), last.1.max(column))));
        self.count += count;
    }

    fn cells(&self) -> u64 {
        self.corners
            .map_or(0, |(first, last)| (u64::from(last.0 - first.0) + 1) * (u64::from(last.1 - first.1) + 1))
    }
}

/// How many letters each of the workbook's strings has; none where one is cut.
fn lengths(record: Record<'_>) -> Option<Vec<u64>> {
    let mut parts = Parts { now: record.data.get(8..)?, more: record.more.into_iter() };
    let mut lengths = Vec::new();
    while !parts.now.is_empty() || parts.go_on() {
        if parts.now.is_empty() {
            lengths.push(0);
            continue;
        }
        let head = parts.take(3)?;
        let (letters, flags) = (usize::from(u16::from_le_bytes([head[0], head[1]])), head[2]);
        let runs = if flags & 8 == 0 { 0 } else { usize::from(word(parts.take(2)?, 0).ok()?) };
        let extra = if flags & 4 == 0 { 0 } else { number(parts.take(4)?, 0).ok()? as usize };
        parts.letters(letters, flags & 1 != 0)?;
        parts.skip(runs * 4)?;
        parts.skip(extra)?;
        lengths.push(letters as u64);
    }
    Some(lengths)
}

/// A record's data, and those of the records that continue it.
struct Parts<'a> {
    now: &'a [u8],
    more: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Parts<'a> {
    fn go_on(&mut self) -> bool {
        match self.more.next() {
            Some(next) => {
                self.now = next;
                true
            }
            None => false,
        }
    }

    /// What does not stand in two records.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.now.split_at_checked(count)?;
        self.now = rest;
        Some(taken)
    }

    /// Passes over a text; where it goes on in another record, that says anew how wide letters are.
    fn letters(&mut self, mut left: usize, mut is_wide: bool) -> Option<()> {
        while left > 0 {
            let width = if is_wide { 2 } else { 1 };
            let here = left.min(self.now.len() / width);
            self.now = &self.now[here * width..];
            left -= here;
            if left > 0 {
                if !self.go_on() {
                    return None;
                }
                is_wide = self.take(1)?[0] & 1 != 0;
            }
        }
        Some(())
    }

    fn skip(&mut self, mut left: usize) -> Option<()> {
        while left > 0 {
            if self.now.is_empty() && !self.go_on() {
                return None;
            }
            let here = left.min(self.now.len());
            self.now = &self.now[here..];
            left -= here;
        }
        Some(())
    }
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    /// Those that continue it.
    more: Vec<&'a [u8]>,
}

struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// One record, whether it continues another or not.
    fn one(&mut self) -> Result<(u16, &'a [u8]), TableError> {
        let cut = || damaged("a record is cut");
        let (head, rest) = self.rest.split_first_chunk::<4>().ok_or_else(cut)?;
        let [kind, length] = [[head[0], head[1]], [head[2], head[3]]].map(u16::from_le_bytes);
        let (data, rest) = rest.split_at_checked(usize::from(length)).ok_or_else(cut)?;
        self.rest = rest;
        Ok((kind, data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let (kind, data) = match self.one() {
            Ok(one) => one,
            Err(error) => return Some(Err(error)),
        };
        let mut more = Vec::new();
        while self.rest.len() > 4 && self.rest.starts_with(&CONTINUE.to_le_bytes()) {
            match self.one() {
                Ok((_, data)) => more.push(data),
                Err(error) => return Some(Err(error)),
            }
        }
        Some(Ok(Record { kind, data, more }))
    }
}

/// Whether what begins is of Excel 97 or later.
fn is_new(data: &[u8]) -> Result<bool, TableError> {
    Ok(match word(data, 0)? {
        0x0002 | 0x0007 | 0x0200 | 0x0300 | 0x0400 | 0x0500 => false,
        0 => word(data, 2) != Ok(0x1000),
        _ => true,
    })
}

/// Row and column of a cell.
fn place(data: &[u8]) -> Result<(u16, u16), TableError> {
    Ok((word(data, 0)?, word(data, 2)?))
}

fn word(data: &[u8], at: usize) -> Result<u16, TableError> {
    let bytes = data.get(at..).and_then(|rest| rest.first_chunk::<2>());
    bytes.map(|bytes| u16::from_le_bytes(*bytes)).ok_or_else(|| damaged("a record is cut"))
}

fn number(data: &[u8], at: usize) -> Result<u32, TableError> {
    let bytes = data.get(at..).and_then(|rest| rest.first_chunk::<4>());
    bytes.map(|bytes| u32::from_le_bytes(*bytes)).ok_or_else(|| damaged("a record is cut"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn strings_and_names_are_held_to_the_limits() {
        let limits = Limits { resident_bytes: 10_000, ..Limits::default() };
        let book = |part: &[u8], times: usize| {
            check(&[record(STRINGS, &[0; 8]), part.repeat(times), record(END, &[])].concat(), &limits)
        };
        let more = record(CONTINUE, &[0; 3]);
        assert_eq!(book(&more, PARTS), Ok(()));
        assert!(matches!(book(&more, PARTS + 1), Err(TableError::DamagedBook { .. })));
        let name = record(DEFINED_NAME, &[0; 15]);
        assert_eq!(book(&name, 100), Ok(()));
        assert_eq!(book(&name, 110), Err(TableError::UnpackedTooLarge { max: 10_000 }));
    }
}
