//! What stands in a cell of a workbook, as text.

use super::note::TableNote;
use calamine::{Data, DataRef, ExcelDateTime};
use std::fmt::Write;

/// What stands in a cell.
pub(super) enum Value<'a> {
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Flag(bool),
    Date(ExcelDateTime),
    Error,
    Nothing,
}

impl<'a> From<&'a DataRef<'_>> for Value<'a> {
    fn from(data: &'a DataRef<'_>) -> Self {
        match data {
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Self::Text(text)
            }
            DataRef::SharedString(text) => Self::Text(text),
            DataRef::Int(number) => Self::Integer(*number),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::Bool(flag) => Self::Flag(*flag),
            DataRef::DateTime(date) => Self::Date(*date),
            DataRef::Error(_) => Self::Error,
            DataRef::Empty => Self::Nothing,
        }
    }
}

impl<'a> From<&'a Data> for Value<'a> {
    fn from(data: &'a Data) -> Self {
        match data {
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Self::Text(text),
            Data::Int(number) => Self::Integer(*number),
            Data::Float(number) => Self::Number(*number),
            Data::Bool(flag) => Self::Flag(*flag),
            Data::DateTime(date) => Self::Date(*date),
            Data::Error(_) => Self::Error,
            Data::Empty => Self::Nothing,
        }
    }
}

impl Value<'_> {
    /// Writes it behind the text: numbers with a point and without digits that say nothing, dates as ISO 8601 does.
    pub fn append(&self, text: &mut String) -> Option<TableNote> {
        // Writing to a String cannot fail.
        let _ = match self {
            Self::Text(value) => text.write_str(value),
            Self::Integer(number) => write!(text, "{number}"),
            Self::Number(value) => number(*value, text),
            Self::Flag(flag) => write!(text, "{flag}"),
            Self::Date(value) => date(value, text),
            Self::Nothing => Ok(()),
            Self::Error => return Some(TableNote::CellError),
        };
        None
    }
}

/// A number as Excel shows it: 15 digits at most.
fn number(value: f64, text: &mut String) -> std::fmt::Result {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return write!(text, "{}", value as i64);
    }
    let begin = text.len();
    write!(text, "{value}")?;
    if text[begin..].bytes().filter(u8::is_ascii_digit).count() > 15
        && let Ok(rounded) = format!("{value:.14e}").parse::<f64>()
    {
        text.truncate(begin);
        write!(text, "{rounded}")?;
    }
    Ok(())
}

fn date(value: &ExcelDateTime, text: &mut String) -> std::fmt::Result {
    if value.is_duration()
        && let Some(duration) = value.as_duration()
    {
        let seconds = duration.num_seconds();
        return write!(text, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    match value.as_datetime() {
        Some(moment) if value.as_f64() < 1.0 => write!(text, "{}", moment.time().format("%H:%M:%S")),
        Some(moment) if value.as_f64().fract() == 0.0 => write!(text, "{}", moment.date()),
        Some(moment) => write!(text, "{}", moment.format("%Y-%m-%dT%H:%M:%S")),
        None => number(value.as_f64(), text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_written_as_excel_shows_them() {
        let written = |value: f64| {
            let mut text = String::new();
            Value::Number(value).append(&mut text);
            text
        };
        let shown = [12.0, 7_891_234_567_895.0, 0.1 + 0.2, 19.9, -5.0, 1e15, 1e-7].map(written);
        assert_eq!(shown, ["12", "7891234567895", "0.3", "19.9", "-5", "1000000000000000", "0.0000001"]);
    }

    #[test]
    fn dates_are_written_as_iso_8601_does() {
        let written = |value: f64, kind: ExcelDateTimeType| {
            let mut text = String::new();
            Value::Date(ExcelDateTime::new(value, kind, false)).append(&mut text);
            text
        };
        assert_eq!(written(46_353.0, ExcelDateTimeType::DateTime), "2026-11-27");
        assert_eq!(written(46_353.5, ExcelDateTimeType::DateTime), "2026-11-27T12:00:00");
        assert_eq!(written(0.25, ExcelDateTimeType::DateTime), "06:00:00");
        assert_eq!(written(1.5, ExcelDateTimeType::TimeDelta), "36:00:00");
    }
}
