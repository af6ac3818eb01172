//! How large a workbook is once it is unpacked: what its parts say, and what they are.

use super::{
    format::BookKind,
    limits::Limits,
    markup::{self, Markup},
    problem::TableError,
    repeats,
};
use memchr::memmem;
use quick_xml::events::Event;
use std::io::{self, Read, Seek};
use zip::{ZipArchive, result::ZipError};

/// Strings that a table of strings may say to have, whatever its size: room for them is made before they are read.
const STRINGS: u64 = 65_536;
/// Bytes of the shortest string of such a table: `<si/>`.
const STRING: u64 = 5;

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
        if is_resident(&plain(&name)) {
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
    if matches!(parts.kind, BookKind::Ods) && is_locked(&mut archive)? {
        return Ok(parts);
    }
    let mut buffer = vec![0; 64 << 10];
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        if is_read(&plain(&name)) {
            look(part, &name, limits, &mut buffer, &mut parts)?;
        }
    }
    Ok(parts)
}

/// Whether OpenDocument says that its parts are locked: they are no XML then, and reading them says so.
fn is_locked<R: Read + Seek>(archive: &mut ZipArchive<R>) -> Result<bool, TableError> {
    let part = match archive.by_name("META-INF/manifest.xml") {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(false),
        Err(error) => return Err(damaged(error)),
    };
    let size = part.size();
    let mut markup = Markup::new(part.take(size));
    let mut is_listed = false;
    loop {
        match markup.event()? {
            Event::Start(tag) => match tag.name().into_inner() {
                "manifest:file-entry" => is_listed = true,
                "manifest:encryption-data" if is_listed => return Ok(true),
                _ => {}
            },
            Event::Eof => return Ok(false),
            _ => {}
        }
    }
}

/// The name of a part as calamine looks for it: letters of either case, and bars of either kind, are the same.
fn plain(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Whether a part stands in memory as a whole.
fn is_resident(plain: &str) -> bool {
    is_read(plain) && !is_sheet(plain)
}

/// Whether a part is called as sheets are, which are read row by row.
fn is_sheet(plain: &str) -> bool {
    let mut names = plain.rsplit('/');
    let (file, folder) = (names.next().unwrap_or_default(), names.next());
    file.starts_with("sheet") && file.ends_with(".xml") && folder == Some("worksheets")
}

/// Whether a part is read at all. Pictures and the like are not.
fn is_read(plain: &str) -> bool {
    plain.ends_with(".xml") || plain.ends_with(".rels")
}

/// Unpacks a part and throws it away.
fn look<R: Read>(
    part: zip::read::ZipFile<'_, R>,
    name: &str,
    limits: &Limits,
    buffer: &mut [u8],
    parts: &mut Parts,
) -> Result<(), TableError> {
    let (size, plain) = (part.size(), plain(name));
    let mut part = Counted { inner: part.take(size.saturating_add(1)), read: 0 };
    let checked = match plain.as_str() {
        _ if name == "content.xml" => repeats::check(&mut part, limits),
        plain if plain.ends_with("sharedstrings.xml") => strings(&mut part, size, limits),
        plain if plain.ends_with(".rels") => relations(&mut part),
        _ => Ok(()),
    };
    if checked.is_ok() {
        let sheet = plain.contains("worksheets/");
        // What was read last stands before what is read now, so that words across the border are found.
        const KEPT: usize = 16;
        let mut kept = 0;
        loop {
            let count = match part.read(&mut buffer[kept..]) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) => return Err(markup::damaged(error)),
            };
            let end = kept + count;
            if sheet && !parts.merged {
                parts.merged = memmem::find(&buffer[..end], b"mergeCell ").is_some();
            }
            let from = end.saturating_sub(KEPT);
            buffer.copy_within(from..end, 0);
            kept = end - from;
        }
    }
    if part.read > size {
        return Err(TableError::LyingSize { part: name.to_owned() });
    }
    checked
}

/// Refuses a table of strings that says to have more strings than it has room for, or than memory has.
fn strings(part: impl Read, size: u64, limits: &Limits) -> Result<(), TableError> {
    let mut markup = Markup::new(part);
    loop {
        match markup.event()? {
            Event::Start(tag) if tag.local_name().into_inner() == "sst" => {
                let count =
                    markup::raw(&tag, "uniqueCount")?.and_then(|count| count.trim().parse::<u64>().ok());
                // What is no number is passed over.
                let count = count.unwrap_or(0);
                if count > STRINGS.max(size / STRING) {
                    return Err(markup::damaged(format_args!("{count} strings in {size} bytes")));
                }
                if count.saturating_mul(size_of::<String>() as u64) > limits.resident_bytes {
                    return Err(TableError::UnpackedTooLarge { max: limits.resident_bytes });
                }
                return Ok(());
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Refuses a workbook whose parts are called so that they would be read as others than they were looked at.
fn relations(part: impl Read) -> Result<(), TableError> {
    let mut markup = Markup::new(part);
    loop {
        match markup.event()? {
            Event::Start(tag) if tag.local_name().into_inner() == "Relationship" => {
                let kind = markup::raw(&tag, "Type")?.unwrap_or_default();
                let target = plain(&markup::raw(&tag, "Target")?.unwrap_or_default());
                let is_fit = match kind.rsplit('/').next().unwrap_or_default() {
                    // All of it stands in memory.
                    "officeDocument" => is_resident(&target) && !target.contains('&'),
                    "worksheet" | "chartsheet" | "dialogsheet" => is_read(&target),
                    _ => true,
                };
                if !is_fit {
                    return Err(markup::damaged(format_args!("a part is called {target:?}")));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What is read from, counted.
struct Counted<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        Ok(count)
    }
}

fn damaged(error: ZipError) -> TableError {
    match error {
        ZipError::Io(error) => error.into(),
        other => TableError::DamagedBook { reason: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_held_to_the_limits_however_they_are_called() {
        for (name, resident) in [
            ("xl/worksheets/sheet1.xml", false),
            ("XL\\Worksheets\\Sheet1.XML", false),
            ("xl/media/image1.png", false),
            ("xl/sharedStrings.XML", true),
            ("xl/worksheets/sharedStrings.xml", true),
            ("xl/worksheets/sheets/sharedStrings.xml", true),
            ("xl/worksheets/sheet1.xml/styles.xml", true),
            ("xl/worksheets/_rels/sheet1.xml.RELS", true),
        ] {
            assert_eq!(is_resident(&plain(name)), resident, "{name}");
        }
    }

    #[test]
    fn parts_are_not_called_as_what_is_not_looked_at() {
        let of = |kind: &str, target: &str| {
            relations(
                format!(
                    "<Relationships><Relationship Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
                )
                .as_bytes(),
            )
        };
        for (kind, target) in [
            ("officeDocument", "xl/workbook.xml"),
            ("worksheet", "worksheets/sheet1.xml"),
            ("worksheet", "/xl/worksheets/Plan1.XML"),
            ("image", "../media/image1.png"),
            ("hyperlink", "https://loja.test/?a=1&amp;b=2"),
        ] {
            assert_eq!(of(kind, target), Ok(()), "{target}");
        }
        for (kind, target) in [
            ("officeDocument", "xl/media/image1.png"),
            ("officeDocument", "xl/worksheets/sheet1.xml"),
            ("officeDocument", "xl/work&#115;heets/sheet1.xml"),
            ("worksheet", "media/image1.png"),
        ] {
            assert!(matches!(of(kind, target), Err(TableError::DamagedBook { .. })), "{target}");
        }
    }

    #[test]
    fn a_table_of_strings_has_as_many_as_it_has_room_for() {
        let of = |count: &str, size| {
            let text = format!("<?xml version=\"1.0\"?><x:sst x:a=\">\" count='1' uniqueCount='{count}'>");
            strings(text.as_bytes(), size, &Limits::default())
        };
        for (count, size) in [("3", 100), ("65536", 100), ("100000", 1 << 20), ("-1", 100), ("many", 100)] {
            assert_eq!(of(count, size), Ok(()), "{count}");
        }
        assert!(matches!(of("100000000000", 2_000), Err(TableError::DamagedBook { .. })));
        assert!(matches!(of("0000000065537", 2_000), Err(TableError::DamagedBook { .. })));
        assert!(matches!(of("40000000", 250 << 20), Err(TableError::UnpackedTooLarge { .. })));
    }
}
