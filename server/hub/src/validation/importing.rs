//! Taking a checked file over into the catalogue: it is compared first, shown, applied, and can be taken back. What a check
//! found holds nothing up: a value that cannot be a product's is left out and told.

mod record;
mod work;

pub(super) use record::is_taken;
pub(crate) use work::run;

use super::{conflict, faulty::Faulty};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    AuditAction, CatalogueImportId, CatalogueImportState as State, CorrectionId, JobId, JobPriority, SheetId,
    SheetKind, ValidationRunId, ValidationState,
    view::{
        catalogue_import::{CatalogueImport, ImportFilter, ImportLine, ImportRow, ImportTakes, RowError},
        page::{Cursor, Page},
        validation::RunView,
    },
};
use serde_json::json;
use std::collections::BTreeMap;
use store::{
    OrgTx, StoreError,
    catalog::imports,
    jobs::{JobKind, JobLane, NewJob},
    validation,
};

/// Imports that are listed.
const LISTED: i64 = 20;

/// Has the file of a check compared with the catalogue. Pressed while an import of it is at work, it leads to that one; one that
/// nobody applied makes room for a fresh comparison.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `check_not_over`, `no_sku_column`, or
/// `not_a_file` where the rows are those of the catalogue.
pub async fn start_import(
    cx: &OrgCx<EditCatalog>,
    run: ValidationRunId,
) -> Result<CatalogueImportId, HubError> {
    let mut tx = cx.begin().await?;
    let view = validation::find_run(&mut tx, run).await?;
    if view.state != ValidationState::Completed {
        return Err(conflict("check_not_over"));
    }
    if view.kind == SheetKind::Catalogue {
        return Err(conflict("not_a_file"));
    }
    if view.file.is_none() {
        return Err(conflict(super::gone(&view)));
    }
    let mapping = serde::Deserialize::deserialize(&view.mapping).map_err(super::unreadable)?;
    if !super::columns::has_sku(&mapping) {
        return Err(conflict("no_sku_column"));
    }
    begin(cx, tx, (run, None)).await
}

/// Has what a correction of the catalogue changed compared with the products as they are now: the rest of them stays.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `nothing_to_import` where it changed nothing, or not
/// the catalogue.
pub async fn import_correction(
    cx: &OrgCx<EditCatalog>,
    id: CorrectionId,
) -> Result<CatalogueImportId, HubError> {
    let mut tx = cx.begin().await?;
    let made = validation::find_correction(&mut tx, id).await?;
    let run = validation::find_run(&mut tx, made.run).await?;
    if made.file.is_none() || run.kind != SheetKind::Catalogue {
        return Err(conflict("nothing_to_import"));
    }
    begin(cx, tx, (made.run, Some(id))).await
}

async fn begin(
    cx: &OrgCx<EditCatalog>,
    mut tx: OrgTx,
    (run, correction): (ValidationRunId, Option<CorrectionId>),
) -> Result<CatalogueImportId, HubError> {
    imports::set_aside(&mut tx, run).await?;
    let id = CatalogueImportId::new();
    let job = new_job(id);
    if let Some(open) = imports::insert(&mut tx, id, (run, correction), job.id, cx.actor().user()).await? {
        return Ok(open);
    }
    store::jobs::create(&mut tx, &job).await?;
    tx.commit().await?;
    Ok(id)
}

fn new_job(id: CatalogueImportId) -> NewJob {
    NewJob {
        id: JobId::new(),
        connection: None,
        kind: JobKind::ImportCatalogue,
        lane: JobLane::Past,
        priority: JobPriority::Normal,
        payload: json!({ "import": id }),
    }
}

/// An import with a page of what it does, and the errors that the check found in what these records give to products; in other
/// fields where it found none there, as earlier imports left such records out, too.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault).
pub async fn catalogue_import(
    cx: &OrgCx<View>,
    id: CatalogueImportId,
    filter: ImportFilter,
    from: Option<&Cursor>,
) -> Result<(CatalogueImport, Page<ImportRow>, BTreeMap<i64, Vec<RowError>>), HubError> {
    let mut tx = cx.begin().await?;
    let import = imports::find(&mut tx, id).await?;
    let rows = imports::rows(&mut tx, id, filter, from).await?;
    let faulty: Vec<i64> = rows.rows.iter().filter(|row| row.has_errors).map(|row| row.row).collect();
    let mut errors = imports::errors_of(&mut tx, import.run, &faulty).await?;
    let is_of_product = |error: &RowError| {
        let field = error.field.parse::<validator::Field>();
        field.is_ok_and(|field| is_taken(&field))
    };
    for of_row in errors.values_mut() {
        // Where errors in any field keep a record out, these are why.
        if of_row.iter().any(is_of_product) {
            of_row.retain(is_of_product);
        }
    }
    Ok((import, rows, errors))
}

/// The imports of a sheet, or of one of its checks, the latest first: 20 at most.
///
/// # Errors
/// [`HubError`].
pub async fn catalogue_imports(
    cx: &OrgCx<View>,
    sheet: SheetId,
    run: Option<ValidationRunId>,
) -> Result<Vec<ImportLine>, HubError> {
    Ok(imports::list(&mut cx.begin().await?, sheet, run, LISTED).await?)
}

/// Those of a check, in a transaction of the caller's.
pub(super) async fn of_run(tx: &mut OrgTx, run: &RunView) -> Result<Vec<ImportLine>, StoreError> {
    imports::list(tx, run.sheet, Some(run.id), LISTED).await
}

/// Applies what an import would do: new products, changes, or both; those with errors only where they are asked for.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `nothing_to_import`, `import_not_ready` where it
/// is at something else, `currency_changed` where the amounts were read in another one, or `errors_unknown` where those with
/// errors are to stay out and the check does not say of all of them.
pub async fn apply_import(
    cx: &OrgCx<EditCatalog>,
    id: CatalogueImportId,
    takes: ImportTakes,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let import = imports::find(&mut tx, id).await?;
    let (currency, _) = store::overview::home(&mut tx).await?;
    if import.state != State::Ready {
        return Err(conflict("import_not_ready"));
    }
    if import.currency != currency {
        return Err(conflict("currency_changed"));
    }
    if !takes.faulty && import.correction.is_none() {
        Faulty::must_be_known(&validation::find_run(&mut tx, import.run).await?)?;
    }
    let rows = import.counts.taken(takes);
    if rows == 0 {
        return Err(conflict("nothing_to_import"));
    }
    // What has no errors is not said to be taken in spite of them.
    let takes = ImportTakes { faulty: takes.faulty && import.counts.faulty() > 0, ..takes };
    go_on(&mut tx, id, State::Ready, State::Applying, rows, takes).await?;
    let what = json!({
        "sheet": import.sheet_name, "new": takes.new, "changes": takes.changes, "with_errors": takes.faulty,
        "rows": rows,
    });
    cx.audit(&mut tx, AuditAction::CatalogueImported, ("catalogue_import", Some(id.0)), what).await?;
    Ok(tx.commit().await?)
}

/// What became of the wish to take an import back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undo {
    Begun,
    /// Nothing is changed: this later one changed the same values, and has to be taken back first.
    After(CatalogueImportId),
}

/// Takes an import back, unless a later one stands on it.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `import_not_ready` where it is not applied.
pub async fn undo_import(cx: &OrgCx<EditCatalog>, id: CatalogueImportId) -> Result<Undo, HubError> {
    let mut tx = cx.begin().await?;
    let import = imports::find(&mut tx, id).await?;
    if import.state != State::Applied {
        return Err(conflict("import_not_ready"));
    }
    // Each gives back what it found: taken back in another order, the values of the earlier one would come again.
    if let Some(later) = imports::later(&mut tx, id).await? {
        return Ok(Undo::After(later));
    }
    let rows = import.counts.applied;
    imports::set_aside(&mut tx, import.run).await?;
    go_on(&mut tx, id, State::Applied, State::Undoing, rows, import.takes).await?;
    let what = json!({ "sheet": import.sheet_name, "rows": rows });
    cx.audit(&mut tx, AuditAction::CatalogueImportUndone, ("catalogue_import", Some(id.0)), what).await?;
    tx.commit().await?;
    Ok(Undo::Begun)
}

async fn go_on(
    tx: &mut OrgTx,
    id: CatalogueImportId,
    from: State,
    to: State,
    rows: i64,
    takes: ImportTakes,
) -> Result<(), HubError> {
    let job = new_job(id);
    match imports::turn(tx, id, &[from], to, None).await {
        // Also where another one of the same check is at work.
        Err(StoreError::NotFound | StoreError::Taken { .. }) => return Err(conflict("import_not_ready")),
        done => done?,
    }
    imports::hand_to(tx, id, job.id, rows, takes).await?;
    Ok(store::jobs::create(tx, &job).await?)
}

/// Asks an import to stop: what is applied by then stays.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault); [`Fault::Conflict`](domain::Fault) `not_open`.
pub async fn cancel_import(cx: &OrgCx<EditCatalog>, id: CatalogueImportId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let import = imports::find(&mut tx, id).await?;
    match store::jobs::request_cancel(&mut tx, import.job).await? {
        None => return Err(conflict("not_open")),
        Some(true) => stop(&mut tx, &import).await?,
        Some(false) => {}
    }
    Ok(tx.commit().await?)
}

/// Ends what an import is at, by somebody's wish. One that is applied or taken back in part can be taken back.
async fn stop(tx: &mut OrgTx, import: &CatalogueImport) -> Result<(), HubError> {
    let to = match import.state {
        State::Applying | State::Undoing => State::Applied,
        _ => State::Cancelled,
    };
    match imports::turn(tx, import.id, &[import.state], to, None).await {
        // It is over.
        Err(StoreError::NotFound) => Ok(()),
        done => Ok(done?),
    }
}

/// Ends the import of a job that had an error of our own.
pub(super) async fn give_up(tx: &mut OrgTx, job: JobId) -> Result<(), HubError> {
    let Some(id) = imports::of_job(tx, job).await? else { return Ok(()) };
    let import = imports::find(tx, id).await?;
    // What is applied by then can be taken back.
    let to = if import.state == State::Reading { State::Failed } else { State::Applied };
    let at_work = [State::Reading, State::Applying, State::Undoing];
    match imports::turn(tx, id, &at_work, to, Some("internal")).await {
        Err(StoreError::NotFound) => Ok(()),
        done => Ok(done?),
    }
}

/// Ends the import of a job that was called off before a worker had it.
pub(super) async fn end_cancelled(tx: &mut OrgTx, job: JobId) -> Result<(), HubError> {
    match imports::of_job(tx, job).await? {
        Some(id) => {
            let import = imports::find(tx, id).await?;
            stop(tx, &import).await
        }
        None => Ok(()),
    }
}
