//! Instants as shops write them.

use super::Unusable;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Deserializer};

/// An instant sent as text; a text without a zone is in UTC. Absent, null, empty and MySQL's zero
/// date are [`Instant::Missing`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Instant {
    #[default]
    Missing,
    At(DateTime<Utc>),
    Unreadable(String),
    /// Before 1970 or after 2100.
    OutOfRange(String),
}

impl Instant {
    fn of(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() || text.starts_with("0000-00-00") {
            return Self::Missing;
        }
        let shown = || text.chars().take(40).collect();
        match fast(text.as_bytes()).or_else(|| slow(text)) {
            // 4102444800 is the first second of 2100; the whole of that year still counts.
            Some(at) if (0..4_133_980_800).contains(&at.timestamp()) => Self::At(at),
            Some(_) => Self::OutOfRange(shown()),
            None => Self::Unreadable(shown()),
        }
    }

    /// The instant, `None` if it is missing.
    ///
    /// # Errors
    /// [`Unusable`], naming `field`.
    pub fn get(&self, field: &str) -> Result<Option<DateTime<Utc>>, Unusable> {
        match self {
            Self::Missing => Ok(None),
            Self::At(at) => Ok(Some(*at)),
            Self::Unreadable(seen) => Err(Unusable::unreadable(field, seen)),
            Self::OutOfRange(seen) => Err(Unusable::out_of_range(field, seen)),
        }
    }

    /// The instant where it can be had.
    pub fn known(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(at) => Some(*at),
            _ => None,
        }
    }
}

/// `2026-11-20T10:05:11`, with or without `Z`: what nearly all are.
fn fast(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = text.strip_suffix(b"Z").unwrap_or(text);
    if text.len() != 19
        || [text[4], text[7], text[13], text[16]] != *b"--::"
        || !matches!(text[10], b'T' | b' ')
    {
        return None;
    }
    let number = |from: usize, to: usize| {
        text[from..to]
            .iter()
            .try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let date = NaiveDate::from_ymd_opt(number(0, 4)?.try_into().ok()?, number(5, 7)?, number(8, 10)?)?;
    Some(date.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?.and_utc())
}

fn slow(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().map(|at| at.and_utc())
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::Text::deserialize(deserializer)?;
        Ok(text.as_str().map_or(Self::Missing, Self::of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_the_same_moment_is_read() {
        let expected = Instant::of("2026-11-20T10:05:11");
        assert!(matches!(expected, Instant::At(_)));
        for text in [
            "2026-11-20T10:05:11Z",
            "2026-11-20 10:05:11",
            "2026-11-20T07:05:11-03:00",
            "2026-11-20T10:05:11.000",
        ] {
            assert_eq!(Instant::of(text), expected, "{text}");
        }
    }

    #[test]
    fn zero_dates_are_missing_and_absurd_ones_refused() {
        assert_eq!(Instant::of("0000-00-00T00:00:00"), Instant::Missing);
        assert!(matches!(Instant::of("1969-12-31T23:59:59"), Instant::OutOfRange(_)));
        assert!(matches!(Instant::of("2101-01-01T00:00:00"), Instant::OutOfRange(_)));
        assert!(matches!(Instant::of("2100-12-31T23:59:59"), Instant::At(_)));
        for text in [
            "yesterday",
            "2026-13-01T00:00:00",
            "2026-02-30T00:00:00",
            "2026-11-20",
            "1763630000",
            "日本語日本語日本語日",
        ] {
            assert!(matches!(Instant::of(text), Instant::Unreadable(_)), "{text}");
        }
    }
}
