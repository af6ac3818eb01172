//! How large a workbook is once it is unpacked: what its parts say, and what they are.

use super::{format::BookKind, limits::Limits, problem::TableError, repeats::Repeats};
use memchr::memmem;
use std::io::{Read, Seek};
use zip::ZipArchive;

/// What was seen of a workbook's parts.
pub(super) struct Parts {
    pub kind: BookKind,
    /// Whether a sheet has merged cells.
    pub merged: bool,
}

/// Refuses a workbook that is larger than the limits, or than it says. Nothing of it is kept in memory.
pub(super) fn check<R: Read + Seek>(reader: R, bytes: u64, limits: &Limits) -> Result<Parts, TableError> {
    let mut archive = ZipArchive::new(reader).map_err(damaged)?;
    let mut parts = Parts { kind: BookKind::Xlsx, merged: false };
    let (mut total, mut resident, mut known) = (0_u64, 0_u64, false);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let name = part.name().map_err(damaged)?;
        if &*name == "content.xml" {
            (parts.kind, known) = (BookKind::Ods, true);
        }
        known |= &*name == "xl/workbook.xml";
        total = total.saturating_add(part.size());
        if is_resident(&name) {
            resident = resident.saturating_add(part.size());
        }
    }
    if !known {
        return Err(TableError::NotATable);
    }
    if total > limits.unpacked_bytes {
        return Err(TableError::UnpackedTooLarge { max: limits.unpacked_bytes });
    }
    if total > (64 << 20) && total / limits.unpacked_ratio.max(1) > bytes {
        return Err(TableError::UnpackedRatio { max: limits.unpacked_ratio });
    }
    if resident > limits.resident_bytes {
        return Err(TableError::UnpackedTooLarge { max: limits.resident_bytes });
    }
    let mut buffer = vec![0; 64 << 10];
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        if is_read(&name) {
            look(part, &name, limits, &mut buffer, &mut parts)?;
        }
    }
    Ok(parts)
}

/// Whether a part stands in memory as a whole.
fn is_resident(name: &str) -> bool {
    is_read(name) && !name.contains("worksheets/sheet")
}

/// Whether a part is read at all. Pictures and the like are not.
fn is_read(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// Unpacks a part and throws it away.
fn look<R: Read>(
    part: zip::read::ZipFile<'_, R>,
    name: &str,
    limits: &Limits,
    buffer: &mut [u8],
    parts: &mut Parts,
) -> Result<(), TableError> {
    let size = part.size();
    let sheet = name.contains("worksheets/");
    let mut repeats = (name == "content.xml").then(|| Repeats::new(limits));
    let mut part = part.take(size.saturating_add(1));
    // What was read last stands before what is read now, so that words across the border are found.
    const KEPT: usize = 16;
    let (mut read, mut kept) = (0_u64, 0);
    loop {
        let count = match part.read(&mut buffer[kept..]) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) => return Err(TableError::DamagedBook { reason: error.to_string() }),
        };
        read += count as u64;
        let end = kept + count;
        if let Some(repeats) = &mut repeats {
            repeats.look(&buffer[kept..end])?;
        } else if sheet && !parts.merged {
            parts.merged = memmem::find(&buffer[..end], b"mergeCell ").is_some();
        }
        let from = end.saturating_sub(KEPT);
        buffer.copy_within(from..end, 0);
        kept = end - from;
    }
    if read > size {
        return Err(TableError::LyingSize { part: name.to_owned() });
    }
    Ok(())
}

fn damaged(error: zip::result::ZipError) -> TableError {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => TableError::DamagedBook { reason: other.to_string() },
    }
}
