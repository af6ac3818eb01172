//! Sheets: which there are, how their rows are read, what their columns mean and which rules they are held to.

use super::{
    Columns, NAME, Wanted, columns, conflict, kept::Looked, packs, reading::Sample, source, unreadable,
};
use crate::{
    HubError,
    audit::changes,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    AuditAction, Fault, FieldError, FieldProblem, SheetId, SheetKind,
    view::{
        page::{Cursor, Page},
        validation::{RunLine, SheetLine, SheetView},
    },
};
use serde::Deserialize;
use serde_json::{Value, json};
use store::validation;
use validator::{facts::DecimalMark, table::Format};

/// Sheets among which one is chosen.
const SHEETS: i64 = 200;
/// More than a sheet has in the time for which checks are kept.
const ALL_RUNS: i64 = 10_000;

/// The sheets, those changed last first: 200 at most.
///
/// # Errors
/// [`HubError`].
pub async fn sheets(cx: &OrgCx<View>) -> Result<Vec<SheetLine>, HubError> {
    Ok(validation::sheets(&mut cx.begin().await?, SHEETS).await?)
}

/// A page of the sheets, those changed last first.
///
/// # Errors
/// [`HubError`].
pub async fn sheets_page(cx: &OrgCx<View>, from: Option<&Cursor>) -> Result<Page<SheetLine>, HubError> {
    Ok(validation::sheets_page(&mut cx.begin().await?, from).await?)
}

/// A sheet, its columns, and the first page of its checks, the latest first.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn sheet(cx: &OrgCx<View>, id: SheetId) -> Result<(SheetView, Columns, Page<RunLine>), HubError> {
    sheet_with_checks(cx, id, None).await
}

/// The same with the checks from a place on.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn sheet_with_checks(
    cx: &OrgCx<View>,
    id: SheetId,
    from: Option<&Cursor>,
) -> Result<(SheetView, Columns, Page<RunLine>), HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let runs = validation::runs_page(&mut tx, id, from).await?;
    tx.commit().await?;
    let columns = Columns::of(&sheet);
    Ok((sheet, columns, runs))
}

/// Calls a sheet something else.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] `name`.
pub async fn rename(cx: &OrgCx<EditCatalog>, id: SheetId, name: &str) -> Result<(), HubError> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Fault::field("name", FieldProblem::Required).into());
    }
    if name.chars().count() > NAME {
        return Err(Fault::field("name", FieldProblem::TooLong { max: NAME as u32 }).into());
    }
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let was = validation::find_sheet(&mut tx, id).await?.name;
    validation::rename(&mut tx, id, name).await?;
    let about = json!({ "name": name });
    if let Some(what) = changes(about, &json!({ "name": was }), &json!({ "name": name })) {
        cx.audit(&mut tx, AuditAction::SheetRenamed, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// Reads the rows of a sheet in another way: `change` says in which. With another decimal mark the steps of columns whose
/// numbers are text read these so.
///
/// # Errors
/// What `change` says; [`Fault::NotFound`]; [`Fault::Conflict`] `not_a_file` for the catalogue, `file_gone`, or as
/// [`super::sheet_files`] for a sheet of Google Sheets.
pub async fn set_format(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    change: impl FnOnce(&mut Format) -> Result<(), Fault>,
) -> Result<(), HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let mut format = Format::deserialize(&sheet.format).map_err(unreadable)?;
    let had_comma = format.decimal_comma();
    let mut shape = match (&sheet.file, &sheet.source) {
        (Some(file), _) => {
            change(&mut format)?;
            Looked::again(cx.hub(), cx.org(), file.id, format.clone()).await?
        }
        (None, Some(source)) => {
            change(&mut format)?;
            source::look_again(cx, source, format.clone()).await?
        }
        (None, None) => return Err(conflict("not_a_file")),
    };
    let comma = format.decimal_comma();
    let mark = if comma { DecimalMark::Comma } else { DecimalMark::Point };
    let said = (comma != had_comma).then_some(mark);
    shape.say_decimal(said.or(Sample::of(&sheet.sample).decimal));
    let mapping = sheet.mapping.as_ref().and_then(|mapping| columns::adapted(mapping, &shape.sample));
    let mapping = mapping.map(|mapping| match said {
        Some(mark) => columns::as_said(mapping, &shape.sample, mark),
        None if comma => columns::as_read(mapping, &shape.sample, mark),
        None => mapping,
    });
    reshape(cx, id, &shape, mapping.as_ref()).await
}

/// Reads another sheet of the workbook that a sheet is in: which of its rows names the columns is found out anew.
///
/// # Errors
/// [`Fault::NotFound`], also for a sheet that the workbook does not show; [`Fault::Conflict`] `not_a_book`, or `file_gone`.
pub async fn set_sheet_of_book(cx: &OrgCx<EditCatalog>, id: SheetId, name: &str) -> Result<(), HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let format = Format::deserialize(&sheet.format).map_err(unreadable)?;
    let (Some(file), Format::Book(known)) = (&sheet.file, format) else { return Err(conflict("not_a_book")) };
    // The one that is read may be hidden: it is offered all the same.
    if name != known.sheet && !Sample::of(&sheet.sample).sheets.iter().any(|shown| shown == name) {
        return Err(Fault::NotFound.into());
    }
    let mut shape = Looked::sheet(cx.hub(), cx.org(), file.id, known, name.to_owned()).await?;
    if let Some((code, _)) = shape.problem.as_mut().filter(|(code, _)| code == "empty") {
        *code = "empty_sheet".to_owned();
    }
    let mapping = columns::carried(&sheet, &shape.sample).map(|(mapping, _)| mapping);
    reshape(cx, id, &shape, mapping.as_ref()).await
}

/// Notes that the rows of a sheet are read in another way, and what its columns mean then, as far as it is known.
async fn reshape(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    shape: &Looked,
    mapping: Option<&Value>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let was = validation::find_sheet(&mut tx, id).await?;
    validation::reshape(&mut tx, id, None, shape.stored(), mapping, cx.actor().user()).await?;
    let (about, was) = (json!({ "name": was.name }), ways(&was.format, was.mapping.as_ref()));
    if let Some(what) = changes(about, &was, &ways(shape.stored().format, mapping)) {
        cx.audit(&mut tx, AuditAction::SheetFormat, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// How the rows of a sheet are read and what its columns mean, as the audit log tells it.
pub(super) fn ways(format: &Value, mapping: Option<&Value>) -> Value {
    json!({ "format": format, "columns": columns::told(mapping) })
}

/// Says which column is which field, and which packs the sheet is held to. What the columns of the catalogue are is known:
/// of it only the packs are chosen.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] with `columns.N` for each column whose field another one has too or is none,
/// `columns` where none is given, and `packs`.
pub async fn set_columns(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    wanted: &[Wanted<'_>],
    packs: &[String],
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let fixed = sheet.mapping.as_ref().filter(|_| sheet.kind == SheetKind::Catalogue);
    let columns = Columns::of(&sheet);
    let mut problems = if fixed.is_some() { Vec::new() } else { columns.problems(wanted) };
    let of_packs = match packs {
        [] => Some(FieldProblem::Required),
        packs => packs.iter().any(|pack| !packs::is_known(pack)).then_some(FieldProblem::Format),
    };
    problems.extend(of_packs.map(|problem| FieldError { field: "packs".into(), problem }));
    if !problems.is_empty() {
        return Err(Fault::Invalid { fields: problems }.into());
    }
    let mapping = fixed.cloned().unwrap_or_else(|| columns.choose(wanted));
    validation::set_mapping(&mut tx, id, &mapping, cx.actor().user()).await?;
    validation::set_packs(&mut tx, id, packs).await?;
    let was = json!({ "columns": columns::told(sheet.mapping.as_ref()), "packs": sheet.packs });
    let is = json!({ "columns": columns::told(Some(&mapping)), "packs": packs });
    if let Some(what) = changes(json!({ "name": sheet.name }), &was, &is) {
        cx.audit(&mut tx, AuditAction::SheetColumns, ("sheet", Some(id.0)), what).await?;
    }
    Ok(tx.commit().await?)
}

/// Removes a sheet with its checks.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `still_checking` or `correcting`.
pub async fn remove(cx: &OrgCx<EditCatalog>, id: SheetId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    if validation::open_run(&mut tx, id).await?.is_some() {
        return Err(conflict("still_checking"));
    }
    let runs = validation::runs(&mut tx, id, ALL_RUNS).await?;
    tx.commit().await?;
    // A transaction for all that they found could hold for minutes.
    for run in runs {
        loop {
            let mut tx = cx.begin().await?;
            let gone = validation::forget_findings(&mut tx, run.id).await?;
            tx.commit().await?;
            if gone == 0 {
                break;
            }
        }
    }
    let mut tx = cx.begin().await?;
    if validation::open_run(&mut tx, id).await?.is_some() {
        return Err(conflict("still_checking"));
    }
    if validation::is_used(&mut tx, id).await? {
        return Err(conflict("correcting"));
    }
    let sheet = validation::find_sheet(&mut tx, id).await?;
    validation::remove_sheet(&mut tx, id).await?;
    cx.audit(&mut tx, AuditAction::SheetRemoved, ("sheet", Some(id.0)), json!({ "name": sheet.name }))
        .await?;
    Ok(tx.commit().await?)
}
