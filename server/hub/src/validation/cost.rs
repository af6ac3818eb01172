//! What a check would count of what the plan includes, before it is started.

use super::{packs, reading::Sample};
use crate::{HubError, auth::OrgCx, permit::View, plans, usage};
use domain::{Meter, SheetId, view::validation::SheetView};
use serde::Deserialize;
use store::validation;
use validator::table::{Encoding, Format};

/// What a check would count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckCost {
    /// At most so many products; none where nobody knows yet how many there are.
    pub most: Option<i64>,
    /// How many more the plan includes this month.
    pub left: i64,
}

impl CheckCost {
    /// Whether the plan includes nothing more of what may have to be counted.
    pub fn is_beyond_plan(self) -> bool {
        self.left == 0 && self.most != Some(0)
    }
}

/// How many products the plan lets be checked in a month; nothing where it has no limit.
///
/// # Errors
/// [`HubError`].
pub async fn included(cx: &OrgCx<View>) -> Result<Option<i64>, HubError> {
    let limits = store::plans::find(&mut cx.begin().await?, false).await?.effective.limits;
    Ok(limits.of(plans::quota_of(Meter::Validations)))
}

/// About how many products the file of a sheet has, in two digits: by its length and that of its first rows. None where these
/// say nothing of it, as of a workbook, which is packed.
pub fn about_products(sheet: &SheetView) -> Option<i64> {
    let Ok(Format::Text(format)) = Format::deserialize(&sheet.format) else { return None };
    let (file, sample) = (sheet.file.as_ref()?, Sample::of(&sheet.sample));
    // The cells with what stands between them.
    let bytes: usize = sample.rows.iter().flatten().map(|cell| cell.len() + 1).sum();
    let wide = matches!(format.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let bytes = i64::try_from(if wide { bytes * 2 } else { bytes }).ok().filter(|bytes| *bytes > 0)?;
    let about = file.bytes.saturating_mul(i64::try_from(sample.rows.len()).ok()?) / bytes;
    let unit = 10_i64.pow(about.max(1).ilog10().saturating_sub(1));
    Some(about / unit * unit)
}

/// What a check of a sheet would count now: nothing where the same rows were counted this month under the same rules. None
/// where the plan has no limit, or nobody has said what the columns are.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault).
pub async fn check_cost(cx: &OrgCx<View>, id: SheetId) -> Result<Option<CheckCost>, HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let limits = store::plans::find(&mut tx, false).await?.effective.limits;
    let Some(limit) = limits.of(plans::quota_of(Meter::Validations)) else { return Ok(None) };
    let Some(mapping) = &sheet.mapping else { return Ok(None) };
    let month = usage::month();
    let left = (limit - store::usage::used(&mut tx, Meter::Validations, month).await?).max(0);
    let rules = packs::rules(&mut tx, &sheet.packs).await?;
    let last = validation::last_counted(&mut tx, id).await?;
    let most = last.and_then(|last| {
        // Of another file, or one that is read in another way, nobody knows the rows; what lies elsewhere may have changed.
        let file = sheet.file.as_ref().map(|file| file.id);
        let is_file = file.is_some() && last.file == file && last.format == sheet.format;
        let is_counted = last.rules_key == Some(rules.key().cast_signed())
            && last.mapping == *mapping
            && last.ended_on >= month;
        is_file.then_some(if is_counted { 0 } else { last.rows })
    });
    Ok(Some(CheckCost { most, left }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        FileId, SheetKind,
        view::validation::{CheckSchedule, FileView},
    };
    use serde_json::{Value, json};
    use validator::table::TextFormat;

    #[test]
    fn a_texts_first_rows_tell_about_how_many_it_has() {
        let at = chrono::DateTime::UNIX_EPOCH;
        let sample = Sample {
            columns: vec!["SKU".into(), "Nome".into()],
            rows: vec![vec!["A-1".into(), "Copo".into()], vec!["A-2".into(), "Jarra de vidro".into()]],
            ..Sample::default()
        };
        let file = |bytes| FileView {
            id: FileId::new(),
            name: "a.csv".into(),
            bytes,
            sha256: [0; 32],
            uploaded_by: None,
            created_at: at,
        };
        let about = |format: Value, bytes| {
            about_products(&SheetView {
                id: SheetId::new(),
                name: "a".into(),
                kind: SheetKind::File,
                file: Some(file(bytes)),
                source: None,
                schedule: CheckSchedule::Off,
                next_check_at: None,
                writes_results: false,
                format,
                sample: json!(sample),
                mapping: None,
                packs: Vec::new(),
                problem: None,
                created_at: at,
                updated_at: at,
            })
        };
        let text = || json!(Format::Text(TextFormat::default()));
        assert_eq!(about(text(), 14 * 123_456), Some(120_000));
        assert_eq!(about(text(), 28), Some(2));
        assert_eq!(about(json!({ "kind": "book" }), 28), None);
    }
}
