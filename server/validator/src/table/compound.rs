//! Files that are folders of streams, as Excel wrote them until 2003. calamine keeps its own reader of them to itself and believes
//! what they say; this one reads as that one does, and refuses what would have no end in it.

use super::{markup::damaged, problem::TableError};
use encoding_rs::UTF_16LE;

/// What the stream of a workbook is called, the newer name first.
const NAMES: [&str; 2] = ["Workbook", "Book"];
/// In place of a sector: none follows.
const END: u32 = 0xffff_fffe;
/// From here on, numbers are of no sector in a list of tables.
const NO_SECTOR: u32 = 0xffff_fffa;
/// From here on, numbers are of no table.
const NO_TABLE: u32 = 0xffff_fffc;
/// Bytes of the header, of an entry of the folder, and of a small sector.
const HEADER: usize = 512;
const ENTRY: usize = 128;
const SMALL: usize = 64;
/// Streams that are shorter stand in small sectors.
const SHORT: usize = 4096;
/// Tables that the header lists.
const TABLES: usize = 109;

/// The streams of a workbook that a file has, of which calamine reads the older one where it cannot read the newer; none where none
/// is called so.
///
/// # Errors
/// Where sectors of one are not in the file, or go round in a circle.
pub(super) fn workbooks(file: &[u8]) -> Result<Vec<Vec<u8>>, TableError> {
    find(file).ok_or_else(|| damaged("its sectors are not in order"))
}

/// None where a sector is missing.
fn find(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let header = file.get(..HEADER)?;
    let size = match header.get(30..32)? {
        [9, 0] => 512,
        [12, 0] => 4096,
        _ => return None,
    };
    let mut sectors = Sectors { file, size, is_cut_seen: false };
    let most = file.len() / size;

    // The table that says which sector follows which stands in sectors that a list names, which itself goes on in others.
    let mut tables = numbers(header.get(76..)?)?;
    let (mut id, mut lists) = (number(header, 68)?, 0);
    while id < NO_SECTOR {
        lists += 1;
        if lists > most {
            return None;
        }
        tables.extend(numbers(sectors.get(id)?)?);
        id = tables.pop()?;
    }
    tables.retain(|id| *id < NO_TABLE);
    if tables.len() > most.max(TABLES) {
        return None;
    }
    let mut next = Vec::new();
    for id in tables {
        next.extend(numbers(sectors.get(id)?)?);
    }

    let folder = chain(number(header, 48)?, &next, usize::MAX, most, |id| sectors.get(id))?;
    let entries: Vec<&[u8]> = folder.chunks_exact(ENTRY).collect();
    let small_tables = number(header, 64)? as usize;
    let (mut small_next, mut small) = (Vec::new(), Vec::new());
    if small_tables > 0 {
        let root = entries.first()?;
        small = chain(number(root, 116)?, &next, length(root, size)?, most, |id| sectors.get(id))?;
        let bytes = small_tables.checked_mul(size)?;
        small_next = numbers(&chain(number(header, 60)?, &next, bytes, most, |id| sectors.get(id))?)?;
    }

    let named = NAMES.iter().filter_map(|name| entries.iter().find(|entry| is_called(entry, name)));
    let mut streams = Vec::new();
    for entry in named {
        let (begin, bytes) = (number(entry, 116)?, length(entry, size)?);
        streams.push(if bytes < SHORT {
            let sector = |id: u32| {
                let from = (id as usize).checked_mul(SMALL)?;
                small.get(from..from.checked_add(SMALL)?)
            };
            chain(begin, &small_next, bytes, small.len() / SMALL, sector)?
        } else {
            chain(begin, &next, bytes, most, |id| sectors.get(id))?
        });
    }
    Some(streams)
}

/// The sectors of a file, which begin behind its header.
struct Sectors<'a> {
    file: &'a [u8],
    size: usize,
    is_cut_seen: bool,
}

impl<'a> Sectors<'a> {
    /// The last one may be cut, and is read once: a second time, calamine would read it filled up.
    fn get(&mut self, id: u32) -> Option<&'a [u8]> {
        let from = (id as usize).checked_add(1)?.checked_mul(self.size)?;
        let rest = self.file.get(from..).filter(|rest| !rest.is_empty())?;
        match rest.get(..self.size) {
            Some(sector) => Some(sector),
            None => (!std::mem::replace(&mut self.is_cut_seen, true)).then_some(rest),
        }
    }
}

/// The bytes of sectors that follow each other, `length` at most; none where one is missing, or there are more than `most`.
fn chain<'a>(
    mut id: u32,
    next: &[u32],
    length: usize,
    most: usize,
    mut sector: impl FnMut(u32) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for _ in 0..=most {
        if id == END {
            return Some(bytes);
        }
        let found = sector(id)?;
        bytes.extend_from_slice(&found[..found.len().min(length - bytes.len())]);
        if bytes.len() >= length {
            return Some(bytes);
        }
        id = *next.get(id as usize)?;
    }
    None
}

fn is_called(entry: &[u8], name: &str) -> bool {
    let (text, ..) = UTF_16LE.decode(&entry[..64]);
    text.split('\0').next().is_some_and(|text| text.eq_ignore_ascii_case(name))
}

/// Bytes of a stream: a number of four bytes, or of eight where sectors are large.
fn length(entry: &[u8], size: usize) -> Option<usize> {
    match size {
        512 => Some(number(entry, 120)? as usize),
        _ => usize::try_from(u64::from_le_bytes(*entry.get(120..)?.first_chunk::<8>()?)).ok(),
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk::<4>()?))
}

fn numbers(bytes: &[u8]) -> Option<Vec<u32>> {
    let (all, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| all.iter().map(|four| u32::from_le_bytes(*four)).collect())
}
