//! One page of a long list, and the place where the next one begins.

use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Rows of a page.
pub const PAGE_SIZE: usize = 50;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub rows: Vec<T>,
    /// Leads to the page before; `None` on the first one.
    pub previous: Option<Cursor>,
    /// Leads to the page after; `None` on the last one.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of what a query gave: up to `PAGE_SIZE + 1` rows in the direction of `from`, the
    /// surplus one telling that there is more. `place` gives a row's sort key and id.
    pub fn of_query(rows: Vec<T>, from: Option<&Cursor>, place: impl Fn(&T) -> (CursorKey, Uuid)) -> Self {
        Self::of_size(PAGE_SIZE, rows, from, place)
    }

    /// The same of up to `size` rows.
    pub fn of_size(
        size: usize,
        mut rows: Vec<T>,
        from: Option<&Cursor>,
        place: impl Fn(&T) -> (CursorKey, Uuid),
    ) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let back = from.is_some_and(|cursor| cursor.toward == Toward::Previous);
        if back {
            rows.reverse();
        }
        let cursor = |row: Option<&T>, toward| {
            row.map(|row| {
                let (key, id) = place(row);
                Cursor { toward, key, id }
            })
        };
        let has_previous = if back { more } else { from.is_some() };
        let has_next = back || more;
        Self {
            previous: cursor(rows.first().filter(|_| has_previous), Toward::Previous),
            next: cursor(rows.last().filter(|_| has_next), Toward::Next),
            rows,
        }
    }

    /// The same page of something else.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(each).collect(), previous: self.previous, next: self.next }
    }
}

/// Which way to read from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Next,
    Previous,
}

/// The value by which the list is sorted, of the row at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorKey {
    Number(i64),
    Text(String),
}

/// A place in a sorted list, between two rows. Its text is opaque to people.
///
/// It carries no right: whoever changes it lands at another place of a list they may read anyway,
/// and what cannot be read is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub toward: Toward,
    pub key: CursorKey,
    pub id: Uuid,
}

impl Cursor {
    /// The key of a list sorted by a number or an instant; `None` for the cursor of another list.
    pub const fn number(&self) -> Option<i64> {
        match self.key {
            CursorKey::Number(number) => Some(number),
            CursorKey::Text(_) => None,
        }
    }

    /// The key of a list sorted by a text; `None` for the cursor of another list.
    pub fn text(&self) -> Option<&str> {
        match &self.key {
            CursorKey::Number(_) => None,
            CursorKey::Text(text) => Some(text),
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.toward {
            Toward::Next => "n",
            Toward::Previous => "p",
        })?;
        match &self.key {
            CursorKey::Number(number) => write!(f, "i{:x}", number.cast_unsigned())?,
            CursorKey::Text(text) => {
                f.write_str("t")?;
                text.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))?;
            }
        }
        write!(f, "-{}", self.id.simple())
    }
}

/// The text is no place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list")]
pub struct CursorError;

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let (head, id) =
            text.rsplit_once('-').filter(|_| text.len() <= 4096 && text.is_ascii()).ok_or(CursorError)?;
        let (way, key) = head.split_at_checked(2).ok_or(CursorError)?;
        let toward = match &way[..1] {
            "n" => Toward::Next,
            "p" => Toward::Previous,
            _ => return Err(CursorError),
        };
        let key = match &way[1..] {
            "i" => CursorKey::Number(u64::from_str_radix(key, 16).map_err(|_| CursorError)?.cast_signed()),
            "t" => CursorKey::Text(text_key(key)?),
            _ => return Err(CursorError),
        };
        let id = Uuid::try_parse(id).map_err(|_| CursorError)?;
        Ok(Self { toward, key, id })
    }
}

fn text_key(hex: &str) -> Result<String, CursorError> {
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).map_err(|_| CursorError)?;
        u8::from_str_radix(pair, 16).map_err(|_| CursorError)
    };
    if !hex.len().is_multiple_of(2) {
        return Err(CursorError);
    }
    let bytes = hex.as_bytes().chunks(2).map(byte).collect::<Result<Vec<_>, _>>()?;
    String::from_utf8(bytes).ok().filter(|text| !text.chars().any(char::is_control)).ok_or(CursorError)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(row: &i64) -> (CursorKey, Uuid) {
        (CursorKey::Number(*row), Uuid::nil())
    }

    #[test]
    fn the_first_page_has_no_previous_one_and_a_short_page_no_next_one() {
        let page = Page::of_query(vec![1, 2], None, place);
        assert_eq!((page.previous, page.next), (None, None));
        let page = Page::of_query((0..=50).collect(), None, place);
        assert_eq!(page.rows.len(), PAGE_SIZE);
        assert_eq!(page.previous, None);
        assert_eq!(page.next.and_then(|cursor| cursor.number()), Some(49));
    }

    #[test]
    fn a_page_has_the_size_that_was_asked_for() {
        let whole = Page::of_size(2, vec![0, 1], None, place);
        assert_eq!((whole.rows, whole.next), (vec![0, 1], None));
        let first = Page::of_size(2, vec![0, 1, 2], None, place);
        assert_eq!(first.rows, [0, 1]);
        assert_eq!(first.next.and_then(|cursor| cursor.number()), Some(1));
    }

    #[test]
    fn a_page_read_backwards_is_turned_round() {
        let from = Cursor { toward: Toward::Previous, key: CursorKey::Number(3), id: Uuid::nil() };
        let page = Page::of_query(vec![2, 1, 0], Some(&from), place);
        assert_eq!(page.rows, [0, 1, 2]);
        assert_eq!(page.previous, None);
        assert_eq!(page.next.and_then(|cursor| cursor.number()), Some(2));
    }

    #[test]
    fn a_cursor_that_was_tampered_with_is_refused_or_another_place() {
        let text = Cursor { toward: Toward::Next, key: CursorKey::Number(7), id: Uuid::nil() }.to_string();
        for bad in
            ["", "n", "ni", "-", "xi7-0", "ni7-0", "nt7-00000000000000000000000000000000", "é", &text[1..]]
        {
            assert_eq!(bad.parse::<Cursor>(), Err(CursorError), "{bad}");
        }
        assert_eq!(format!("nt00-{}", Uuid::nil()).parse::<Cursor>(), Err(CursorError));
        assert_eq!("n".repeat(10_000_000).parse::<Cursor>(), Err(CursorError));
    }

    proptest! {
        #[test]
        fn a_cursor_survives_the_way_there_and_back(number in any::<i64>(), text in "[^\\p{C}]{0,60}", id in any::<u128>(), back in any::<bool>()) {
            let toward = if back { Toward::Previous } else { Toward::Next };
            for key in [CursorKey::Number(number), CursorKey::Text(text)] {
                let cursor = Cursor { toward, key, id: Uuid::from_u128(id) };
                prop_assert_eq!(cursor.to_string().parse(), Ok(cursor));
            }
        }

        #[test]
        fn no_text_makes_reading_a_cursor_fail(text in ".{0,80}") {
            let _ = text.parse::<Cursor>();
        }
    }
}
