//! Findings as rows of CSV and as JSON.

use super::{Source, is_number};
use crate::{
    HubError,
    export::{BYTE_ORDER_MARK, broken, decimal, harmless, writer},
};
use domain::{Locale, view::validation::Finding};
use futures::{Stream, stream};
use serde_json::json;
use std::sync::Arc;
use validator::facts::canonical_decimal;

/// Where a file stands.
struct Place {
    source: Arc<Source>,
    last: Option<Finding>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Head,
    Rows,
    Over,
}

impl Place {
    fn begin(source: Arc<Source>) -> Self {
        Self { source, last: None, state: State::Head }
    }

    /// The next findings, and whether they are the first.
    async fn next(&mut self) -> Result<(Vec<Finding>, bool), HubError> {
        let found = self.source.after(self.last.as_ref()).await?;
        let is_first = self.state == State::Head;
        self.state = if found.is_empty() { State::Over } else { State::Rows };
        self.last = found.last().cloned().or_else(|| self.last.take());
        Ok((found, is_first))
    }
}

/// A CSV file as spreadsheets of the organisation's country open it, headings first. No cell is a formula.
pub(super) fn csv(source: Arc<Source>) -> impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static {
    stream::try_unfold(Place::begin(source), |mut place| async move {
        if place.state == State::Over {
            return Ok(None);
        }
        let (found, is_first) = place.next().await?;
        let mut chunk = if is_first { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        let source = place.source.clone();
        let locale = source.cx.org_locale();
        let mut writer = writer(&mut chunk, locale);
        if is_first {
            writer.write_record(source.words.headings).map_err(broken)?;
        }
        for finding in &found {
            let cells = [
                finding.row.to_string(),
                finding.line.to_string(),
                harmless(finding.sku.as_deref().unwrap_or_default()),
                harmless(&(source.words.field)(&finding.field)),
                match source.is_unread(finding) {
                    true => harmless(&finding.value),
                    false => value(&finding.field, &finding.value, locale),
                },
                (source.words.severity)(finding.severity),
                harmless(source.title(finding)),
                harmless(&source.pack(finding)),
                harmless(&source.why(finding)),
                harmless(source.what_to_do(finding)),
                value(&finding.field, finding.proposed.as_deref().unwrap_or_default(), locale),
            ];
            writer.write_record(cells).map_err(broken)?;
        }
        writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
        drop(writer);
        Ok(Some((chunk, place)))
    })
}

/// What stands, or is to stand, in a cell of a field: a number as the country writes it, and no text as a formula.
fn value(field: &str, value: &str, locale: Locale) -> String {
    match canonical_decimal(value).filter(|_| is_number(field)) {
        Some(number) => decimal(number, locale),
        None => harmless(value),
    }
}

/// A list of objects, with codes for machines beside the words.
pub(super) fn json(source: Arc<Source>) -> impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static {
    stream::try_unfold(Place::begin(source), |mut place| async move {
        if place.state == State::Over {
            return Ok(None);
        }
        let (found, is_first) = place.next().await?;
        let source = place.source.clone();
        let mut chunk = String::new();
        if is_first {
            chunk.push('[');
        }
        for (at, finding) in found.iter().enumerate() {
            chunk.push_str(if is_first && at == 0 { "\n" } else { ",\n" });
            let rule = source.rule(finding);
            let object = json!({
                "row": finding.row,
                "line": finding.line,
                "sku": finding.sku,
                "field": finding.field,
                "value": finding.value,
                "severity": finding.severity,
                "pack": rule.map(|rule| &rule.pack),
                "rule": rule.map(|rule| &rule.rule),
                "title": source.title(finding),
                "detail": finding.detail,
                "why": source.why(finding),
                "what_to_do": source.what_to_do(finding),
                "proposed": finding.proposed,
            });
            chunk.push_str(&object.to_string());
        }
        if place.state == State::Over {
            chunk.push_str("\n]\n");
        }
        Ok(Some((chunk.into_bytes(), place)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_country_and_texts_no_formulas() {
        assert_eq!(value("price", "-5.00", Locale::PtBr), "-5,00");
        assert_eq!(value("weight", "444.20", Locale::En), "444.20");
        assert_eq!(value("price", "-abc", Locale::PtBr), "'-abc");
        assert_eq!(value("title", "-5.00", Locale::PtBr), "'-5.00");
        assert_eq!(value("price", "", Locale::PtBr), "");
    }
}
