//! The XML of a workbook's parts, tag by tag, as calamine reads it.

use super::problem::TableError;
use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};
use std::{
    borrow::Cow,
    fmt::Display,
    io::{self, BufRead, BufReader, Read},
};

/// Bytes of a tag, of a comment, or of a text between two of them, at most. A cell is held to less.
const LONGEST: usize = 16 << 20;

/// The XML of a part. What is longer than 16 MiB without a tag, or does not close what it opens, is damaged.
pub(super) struct Markup<R: Read> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
    /// Tags that are open.
    depth: usize,
}

impl<R: Read> Markup<R> {
    pub fn new(part: R) -> Self {
        let mut reader =
            Reader::from_reader(Bounded { inner: BufReader::with_capacity(64 << 10, part), left: LONGEST });
        let config = reader.config_mut();
        config.check_comments = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next tag or text; a tag that closes itself comes as one that opens and one that closes.
    pub fn event(&mut self) -> Result<Event<'_>, TableError> {
        self.buffer.clear();
        self.reader.get_mut().left = LONGEST;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(damaged)?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(damaged("a part ends inside of a tag")),
            _ => {}
        }
        Ok(event)
    }
}

/// An attribute of a tag as it stands there; the first, where there are several of the name.
pub(super) fn raw<'a>(tag: &'a BytesStart<'_>, name: &str) -> Result<Option<Cow<'a, str>>, TableError> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        if attribute.key.into_inner() == name {
            return Ok(Some(attribute.value));
        }
    }
    Ok(None)
}

/// How often an attribute says that something is repeated: once, where there is none of the name.
pub(super) fn times(tag: &BytesStart<'_>, name: &str) -> Result<u64, TableError> {
    match raw(tag, name)? {
        Some(value) => unescape(&value).map_err(damaged)?.parse().map_err(damaged),
        None => Ok(1),
    }
}

pub(super) fn damaged(reason: impl Display) -> TableError {
    TableError::DamagedBook { reason: reason.to_string() }
}

/// What is read from, up to so many bytes before the next leave is given.
struct Bounded<R> {
    inner: BufReader<R>,
    left: usize,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = self.inner.fill_buf()?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(io::Error::other("a tag or a text is too long"));
        }
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count.min(self.left);
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<usize, TableError> {
        let mut markup = Markup::new(text.as_bytes());
        let mut tags = 0;
        loop {
            match markup.event()? {
                Event::Start(_) => tags += 1,
                Event::Eof => return Ok(tags),
                _ => {}
            }
        }
    }

    #[test]
    fn what_is_not_closed_or_too_long_is_damaged() {
        assert_eq!(read("<?xml version=\"1.0\"?><a x=\">\"><!-- <b> --><b/><![CDATA[<c>]]></a>"), Ok(2));
        for text in ["<a><b></a>", "<a>", "</a>", &format!("<a>{}</a>", "x".repeat(LONGEST + 1))] {
            assert!(matches!(read(text), Err(TableError::DamagedBook { .. })), "{text:.20}");
        }
    }
}
