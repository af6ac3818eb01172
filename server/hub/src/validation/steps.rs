//! The steps that make a field's values of a column's cells: written as YAML, seen at work on the sheet's first rows.

use super::{Columns, conflict, reading::Sample, unreadable};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{Fault, SheetId, SheetKind, view::validation::SheetView};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use store::validation;
use validator::{
    Field, Record,
    mapping::{Mapping, PlannedSource},
    transform::{Chain, ChainProblem, Preview, Transformation, YamlFault, preview},
};

/// A column whose field is known, with its steps.
#[derive(Debug, Clone)]
pub struct ColumnSteps {
    pub sheet: SheetView,
    pub name: String,
    pub field: Field,
    /// Nothing where the cells are taken as they are.
    pub yaml: String,
}

/// Why steps cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepsFault {
    Yaml(YamlFault),
    Chain(Vec<ChainProblem>),
}

/// Reads steps; nothing written is none.
///
/// # Errors
/// [`StepsFault`].
fn read(yaml: &str) -> Result<(Chain, Transformation), StepsFault> {
    let chain = match yaml.trim() {
        "" => Chain::default(),
        text => Chain::from_yaml(text).map_err(StepsFault::Yaml)?,
    };
    let ready = chain.compile().map_err(StepsFault::Chain)?;
    Ok((chain, ready))
}

/// The steps of a column, by its place from 0.
///
/// # Errors
/// [`Fault::NotFound`], also of a column that is no field; [`Fault::Conflict`] `no_columns`.
pub async fn steps(cx: &OrgCx<View>, id: SheetId, column: usize) -> Result<ColumnSteps, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let (mapping, at) = mapped(&sheet, column)?;
    let mapped = &mapping.columns[at];
    let name = Columns::of(&sheet).columns.get(column).map(|column| column.name.clone());
    Ok(ColumnSteps {
        name: name.unwrap_or_default(),
        field: mapped.field.clone(),
        yaml: mapped.chain.to_yaml(),
        sheet,
    })
}

/// The mapping of a sheet, and the place in it of a column.
fn mapped(sheet: &SheetView, column: usize) -> Result<(Mapping, usize), HubError> {
    // What the columns of the catalogue are is known.
    if sheet.kind == SheetKind::Catalogue {
        return Err(Fault::NotFound.into());
    }
    let Some(mapping) = &sheet.mapping else { return Err(conflict("no_columns")) };
    let mapping = Mapping::deserialize(mapping).map_err(unreadable)?;
    let sample = Sample::of(&sheet.sample);
    // Each alone, because the plan of all does not tell which is which.
    let at = (0..mapping.columns.len()).find(|at| {
        let alone = Mapping { columns: vec![mapping.columns[*at].clone()], ..Mapping::default() };
        let takes = |source: &PlannedSource| match source {
            PlannedSource::Columns(columns) => columns.iter().any(|(taken, _)| *taken == column),
            PlannedSource::Constant(_) => false,
        };
        alone.plan(&sample.columns).0.iter().any(|planned| takes(&planned.source))
    });
    at.map(|at| (mapping, at)).ok_or_else(|| Fault::NotFound.into())
}

/// The cells of a row, by field, before any step.
struct Cells<'a> {
    fields: &'a HashMap<Field, usize>,
    row: &'a [String],
}

impl Record for Cells<'_> {
    fn get(&self, field: &Field) -> Option<&str> {
        self.fields.get(field).and_then(|at| self.row.get(*at)).map(String::as_str)
    }
}

/// What steps make of the first rows of a sheet, 50 at most.
///
/// # Errors
/// As [`steps`]; what is wrong with the steps themselves is the inner error.
pub async fn preview_steps(
    cx: &OrgCx<View>,
    id: SheetId,
    column: usize,
    yaml: &str,
) -> Result<Result<Vec<Preview>, StepsFault>, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let (mapping, at) = mapped(&sheet, column)?;
    let ready = match read(yaml) {
        Ok((_, ready)) => ready,
        Err(fault) => return Ok(Err(fault)),
    };
    let sample = Sample::of(&sheet.sample);
    let mut fields = HashMap::new();
    for planned in mapping.plan(&sample.columns).0 {
        if let PlannedSource::Columns(columns) = planned.source
            && let Some((first, _)) = columns.first()
        {
            fields.insert(planned.field, *first);
        }
    }
    // Of a list that is in several columns, this one.
    let field = &mapping.columns[at].field;
    fields.insert(field.clone(), column);
    let rows: Vec<_> = sample.rows.iter().map(|row| Cells { fields: &fields, row }).collect();
    Ok(Ok(preview(&ready, field, &rows)))
}

/// Gives a column steps; the mapping is a version further then.
///
/// # Errors
/// As [`steps`]; what is wrong with the steps themselves is the inner error, and nothing is kept then.
pub async fn set_steps(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    column: usize,
    yaml: &str,
) -> Result<Result<(), StepsFault>, HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let (mut mapping, at) = mapped(&sheet, column)?;
    mapping.columns[at].chain = match read(yaml) {
        Ok((chain, _)) => chain,
        Err(fault) => return Ok(Err(fault)),
    };
    mapping.version = mapping.version.saturating_add(1);
    validation::set_mapping(&mut tx, id, &json!(mapping)).await?;
    let what = json!({ "column": mapping.columns[at].header, "version": mapping.version });
    cx.audit(&mut tx, "sheet.steps", ("sheet", Some(id.0)), what).await?;
    tx.commit().await?;
    Ok(Ok(()))
}
