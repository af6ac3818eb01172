//! Dates as people write their formats: `dd/mm/yyyy hh:mm`.

use super::ChainProblemKind;
use crate::facts::canonical_decimal;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rust_decimal::{Decimal, prelude::ToPrimitive};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DateFormat {
    /// A sheet's number of days since 1899-12-30.
    Excel,
    /// For chrono.
    Text { format: String, time: bool },
}

/// The longest cell that is tried as a date.
const MAX_CELL: usize = 64;

impl DateFormat {
    /// `yyyy`, `yy`, `mm` (minutes behind `hh`), `dd`, `hh`, `ss`; anything but letters, and `T` and `Z`, as it is.
    pub(super) fn new(text: &str) -> Result<Self, ChainProblemKind> {
        let wrong = || ChainProblemKind::DateFormat { format: text.chars().take(60).collect() };
        if text == "excel" {
            return Ok(Self::Excel);
        }
        let (mut format, mut rest, mut time, mut date) = (String::new(), text, false, false);
        while let Some(c) = rest.chars().next() {
            let tokens =
                [("yyyy", "%Y"), ("yy", "%y"), ("dd", "%d"), ("hh", "%H"), ("ss", "%S"), ("mm", "%m")];
            let (length, written) = match tokens.into_iter().find(|(token, _)| rest.starts_with(token)) {
                Some(("mm", _)) if time => (2, "%M"),
                Some((token, written)) => (token.len(), written),
                None if c == '%' => (1, "%%"),
                None if c.is_alphabetic() && !matches!(c, 'T' | 'Z') => return Err(wrong()),
                None => (c.len_utf8(), &rest[..c.len_utf8()]),
            };
            time |= written == "%H";
            date |= written == "%d";
            format.push_str(written);
            rest = &rest[length..];
        }
        let whole = date && format.contains("%m") && (format.contains("%Y") || format.contains("%y"));
        if !whole || text.len() > MAX_CELL || (time && !format.contains("%M")) {
            return Err(wrong());
        }
        Ok(Self::Text { format, time })
    }

    pub(super) fn for_output(text: &str) -> Result<Self, ChainProblemKind> {
        match Self::new(text)? {
            Self::Excel => Err(ChainProblemKind::DateFormat { format: text.to_owned() }),
            format => Ok(format),
        }
    }

    pub(super) fn read(&self, cell: &str) -> Option<NaiveDateTime> {
        if cell.len() > MAX_CELL {
            return None;
        }
        match self {
            Self::Excel => from_serial(canonical_decimal(cell)?),
            Self::Text { format, time: true } => NaiveDateTime::parse_from_str(cell, format).ok(),
            Self::Text { format, time: false } => {
                NaiveDate::parse_from_str(cell, format).ok()?.and_hms_opt(0, 0, 0)
            }
        }
    }

    pub(super) fn write(&self, date: NaiveDateTime) -> String {
        match self {
            Self::Excel => date.to_string(),
            Self::Text { format, .. } => date.format(format).to_string(),
        }
    }
}

/// Days and a part of one day, up to the year 9999; before March 1900 sheets count a day that never was.
fn from_serial(number: Decimal) -> Option<NaiveDateTime> {
    let days = number.trunc().to_i64().filter(|days| (61..=2_958_465).contains(days))?;
    let seconds = (number.fract() * Decimal::from(86_400)).round().to_i64()?;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    start.checked_add_signed(TimeDelta::try_days(days)?)?.checked_add_signed(TimeDelta::try_seconds(seconds)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(cell: &str, from: &str, to: &str) -> Option<String> {
        let date = DateFormat::new(from).unwrap().read(cell)?;
        Some(DateFormat::for_output(to).unwrap().write(date))
    }

    #[test]
    fn dates_are_turned() {
        for (cell, from, to, expected) in [
            ("24/12/2026", "dd/mm/yyyy", "yyyy-mm-dd", "2026-12-24"),
            ("1/2/2026", "dd/mm/yyyy", "yyyy-mm-dd", "2026-02-01"),
            ("24.12.26", "dd.mm.yy", "yyyy-mm-dd", "2026-12-24"),
            ("2026-12-24T18:05:09Z", "yyyy-mm-ddThh:mm:ssZ", "dd/mm/yyyy hh:mm", "24/12/2026 18:05"),
            ("46380", "excel", "yyyy-mm-dd", "2026-12-24"),
            ("46380.75", "excel", "yyyy-mm-dd hh:mm", "2026-12-24 18:00"),
        ] {
            assert_eq!(turned(cell, from, to).as_deref(), Some(expected), "{cell}");
        }
        for (cell, from) in [
            ("31/02/2026", "dd/mm/yyyy"),
            ("", "dd/mm/yyyy"),
            ("24/12/2026 x", "dd/mm/yyyy"),
            ("12", "excel"),
            ("9999999", "excel"),
        ] {
            assert_eq!(turned(cell, from, "yyyy-mm-dd"), None, "{cell}");
        }
    }

    #[test]
    fn a_format_names_a_whole_day() {
        for format in ["", "mm/yyyy", "dd/mm", "day/mm/yyyy", "dd/mm/yyyy hh", "excel2"] {
            assert!(DateFormat::new(format).is_err(), "{format}");
        }
        assert!(DateFormat::for_output("excel").is_err());
    }
}
