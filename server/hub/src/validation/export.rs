//! What a check found as files: rows of findings, or the sheet itself with the faulty cells marked.

mod book;
mod rows;

use super::{faulty::READING, tell_taken};
use crate::{HubError, auth::OrgCx, permit::Export};
use domain::{
    AuditAction, ProductField, ProductFieldKind, Severity, ValidationRunId, ValidationState,
    view::validation::{Finding, FindingFilter, RunRule, RunView},
};
use futures::{Stream, StreamExt, stream::BoxStream};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use validator::facts::slug;

/// Findings read at once.
const BATCH: i64 = 1_000;

domain::code_enum! {
    /// A file of what a check found.
    pub enum ExportKind {
        /// The sheet itself, with the faulty cells marked and what is wrong behind them.
        MarkedXlsx = "marked_xlsx",
        FindingsCsv = "findings_csv",
        FindingsJson = "findings_json",
    }
}

impl ExportKind {
    /// What the file is called.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::MarkedXlsx => "planilha-marcada.xlsx",
            Self::FindingsCsv => "apontamentos.csv",
            Self::FindingsJson => "apontamentos.json",
        }
    }

    /// What the file of a sheet is called, without its ending.
    fn name_for(self, sheet: &str) -> String {
        let stem = self.file_name().split('.').next().unwrap_or_default();
        match slug(sheet) {
            sheet if sheet.is_empty() => stem.to_owned(),
            sheet => format!("{sheet}-{stem}"),
        }
    }

    /// The kind of a file that is called so.
    pub fn of(stem: &str, ending: &str) -> Option<Self> {
        let is_called = |kind: &&Self| kind.file_name().rsplit_once('.') == Some((stem, ending));
        Self::ALL.iter().find(is_called).copied()
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::MarkedXlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::FindingsCsv => "text/csv; charset=utf-8",
            Self::FindingsJson => "application/json",
        }
    }
}

/// The words of the files in the reader's language.
pub struct ExportWords {
    /// Row, line, SKU, field, value, severity, rule, whose rule it is, why, what to do, what a safe fix would make of it.
    pub headings: [&'static str; 11],
    /// Of the texts of rules: `pt-BR`, `en`, `es`, `fr`.
    pub language: &'static str,
    pub severity: Box<dyn Fn(Severity) -> String + Send + Sync>,
    /// Of a field's code.
    pub field: Box<dyn Fn(&str) -> String + Send + Sync>,
    /// Of a pack's code.
    pub pack: Box<dyn Fn(&str) -> String + Send + Sync>,
    /// Of the engine's detail.
    pub why: Box<dyn Fn(&Value) -> String + Send + Sync>,
}

impl ExportWords {
    /// Above why cells are faulty.
    const fn why_heading(&self) -> &'static str {
        let [.., why, _, _] = self.headings;
        why
    }
}

/// A check whose findings are written into a file.
struct Source {
    cx: OrgCx<Export>,
    run: RunView,
    rules: Vec<RunRule>,
    words: ExportWords,
}

impl Source {
    /// Findings behind the last one that was read, in the order of the rows; none at the end.
    async fn after(&self, last: Option<&Finding>) -> Result<Vec<Finding>, HubError> {
        let place = last.map(|last| (last.row, last.rule, last.field.as_str()));
        let mut tx = self.cx.begin().await?;
        let all = FindingFilter::default();
        Ok(store::validation::findings_after(&mut tx, self.run.id, &all, place, BATCH).await?)
    }

    fn rule(&self, finding: &Finding) -> Option<&RunRule> {
        self.rules.iter().find(|rule| rule.position == finding.rule)
    }

    /// The title of the rule that is broken.
    fn title(&self, finding: &Finding) -> &str {
        self.rule(finding).map_or("", |rule| self.of_language(&rule.title))
    }

    /// What its rule says to do.
    fn what_to_do(&self, finding: &Finding) -> &str {
        self.rule(finding).map_or("", |rule| self.of_language(&rule.explanation))
    }

    fn of_language<'a>(&self, texts: &'a BTreeMap<String, String>) -> &'a str {
        texts.get(self.words.language).or_else(|| texts.get("pt-BR")).map_or("", String::as_str)
    }

    /// Whether the cell is no value of its field.
    fn is_unread(&self, finding: &Finding) -> bool {
        self.rule(finding).is_some_and(|rule| rule.pack == READING)
    }

    /// Whose rule it is: a channel's, or what holds everywhere.
    fn pack(&self, finding: &Finding) -> String {
        self.rule(finding).map(|rule| (self.words.pack)(&rule.pack)).unwrap_or_default()
    }

    /// Why the cell breaks it.
    fn why(&self, finding: &Finding) -> String {
        finding.detail.as_ref().map(|detail| (self.words.why)(detail)).unwrap_or_default()
    }
}

/// Whether the values of a field are numbers.
fn is_number(field: &str) -> bool {
    let kind = field.parse().map(ProductField::kind);
    matches!(kind, Ok(ProductFieldKind::Money | ProductFieldKind::Number | ProductFieldKind::Integer))
}

/// What a check found, as chunks of a file. The history tells of it.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `check_not_over`, `file_gone`, or
/// `book_too_long` if a sheet of Excel cannot hold the rows.
pub async fn export(
    cx: OrgCx<Export>,
    id: ValidationRunId,
    kind: ExportKind,
    words: ExportWords,
) -> Result<(String, BoxStream<'static, std::io::Result<Vec<u8>>>), HubError> {
    let mut tx = cx.begin().await?;
    let run = store::validation::find_run(&mut tx, id).await?;
    let rules = store::validation::rules(&mut tx, id).await?;
    tx.commit().await?;
    // What was found until somebody stopped a check is there, too.
    if !matches!(run.state, ValidationState::Completed | ValidationState::Cancelled) {
        return Err(super::conflict("check_not_over"));
    }
    let name = kind.name_for(&run.sheet_name);
    let source = Arc::new(Source { cx, run, rules, words });
    let of = Arc::clone(&source);
    let bytes = match kind {
        ExportKind::FindingsCsv => sent(rows::csv(source)),
        ExportKind::FindingsJson => sent(rows::json(source)),
        ExportKind::MarkedXlsx => book::marked(source).await?.boxed(),
    };
    let what = json!({ "sheet": of.run.sheet_name, "run": id, "file": kind.file_name() });
    tell_taken(&of.cx, AuditAction::ExportFindings, ("sheet", of.run.sheet.0), what).await?;
    Ok((name, bytes))
}

fn sent(
    chunks: impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static,
) -> BoxStream<'static, std::io::Result<Vec<u8>>> {
    chunks.map(|chunk| chunk.map_err(std::io::Error::other)).boxed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        for kind in ExportKind::ALL {
            let (stem, ending) = kind.file_name().rsplit_once('.').unwrap();
            assert_eq!(ExportKind::of(stem, ending), Some(*kind));
        }
        assert_eq!(ExportKind::of("apontamentos", "exe"), None);
        assert_eq!(ExportKind::FindingsCsv.name_for("Canecas de março"), "canecas-de-marco-apontamentos");
        assert_eq!(ExportKind::FindingsJson.name_for("★"), "apontamentos");
    }
}
