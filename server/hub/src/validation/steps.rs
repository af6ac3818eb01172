//! The steps that make a field's values of a column's cells: written as YAML, seen at work on the sheet's first rows.

use super::{Columns, conflict, reading::Sample, unreadable};
use crate::{
    HubError,
    audit::changes,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    AuditAction, Fault, SheetId, SheetKind,
    view::validation::{SheetView, Version},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::validation;
use validator::{
    Field, Record,
    mapping::{MappedColumn, Mapping, PlannedSource},
    transform::{
        CHAIN_MAX_TESTS, Chain, ChainProblem, ChainTest, FailedTest, Preview, SavedChain, Transformation,
        YamlFault, examples, preview,
    },
};

/// A column whose field is known, with its steps.
#[derive(Debug, Clone)]
pub struct ColumnSteps {
    pub sheet: SheetView,
    pub name: String,
    pub field: Field,
    pub written: WrittenSteps,
}

/// Steps and their tests as people write them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrittenSteps {
    /// Nothing where the cells are taken as they are.
    pub steps: String,
    /// What the steps must make of some cells; nothing where nobody said.
    pub tests: String,
}

impl WrittenSteps {
    /// What somebody typed. Where the steps are a whole document, they and the tests are those in it.
    pub fn typed(steps: String, tests: String) -> Self {
        let Ok(whole) = SavedChain::from_yaml(&steps) else { return Self { steps, tests } };
        let own = ChainTest::list_to_yaml(&whole.tests);
        Self { steps: whole.steps.to_yaml(), tests: if own.is_empty() { tests } else { own } }
    }

    fn of(column: &MappedColumn) -> Self {
        Self { steps: column.chain.to_yaml(), tests: ChainTest::list_to_yaml(&column.tests) }
    }
}

/// What steps do.
#[derive(Debug, Clone)]
pub struct StepsTrial {
    /// To the first rows of the sheet, 50 at most.
    pub preview: Vec<Preview>,
    /// The field whose values they make.
    pub field: Field,
    /// Tests that they have.
    pub tests: usize,
    pub failed: Vec<FailedTest>,
}

/// Tests that are made of the first rows, at most.
const EXAMPLES: usize = 5;

/// Why steps cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepsFault {
    Yaml(YamlFault),
    Chain(Vec<ChainProblem>),
    /// Of the tests.
    TestsYaml(YamlFault),
    TooManyTests(usize),
    Failed(Vec<FailedTest>),
}

/// Reads steps and their tests; nothing written is none. The tests that fail are told.
///
/// # Errors
/// [`StepsFault`], but [`StepsFault::Failed`].
fn read(written: &WrittenSteps) -> Result<(SavedChain, Transformation, Vec<FailedTest>), StepsFault> {
    let steps = match written.steps.trim() {
        "" => Chain::default(),
        text => {
            let fault = |fault| StepsFault::Yaml(fault_of_document(text).unwrap_or(fault));
            Chain::from_yaml(text).map_err(fault)?
        }
    };
    let tests = ChainTest::list_from_yaml(&written.tests).map_err(StepsFault::TestsYaml)?;
    if tests.len() > CHAIN_MAX_TESTS {
        return Err(StepsFault::TooManyTests(CHAIN_MAX_TESTS));
    }
    let chain = SavedChain { version: 1, steps, tests };
    let (ready, failed) = chain.check().map_err(StepsFault::Chain)?;
    Ok((chain, ready, failed))
}

/// What is wrong with a whole document of steps, where the text is one.
fn fault_of_document(text: &str) -> Option<YamlFault> {
    let is_document = text.lines().any(|line| line.starts_with("steps:"));
    is_document.then(|| SavedChain::from_yaml(text).err()).flatten()
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
        written: WrittenSteps::of(mapped),
        sheet,
    })
}

/// The steps that a column has had while it is this field, the latest first: of the versions of the mapping those in which they
/// became others.
///
/// # Errors
/// As [`steps`].
pub async fn steps_versions(
    cx: &OrgCx<View>,
    id: SheetId,
    column: usize,
) -> Result<Vec<Version<WrittenSteps>>, HubError> {
    let mut tx = cx.begin().await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let (mapping, at) = mapped(&sheet, column)?;
    let wanted = &mapping.columns[at];
    let is_wanted = |column: &&MappedColumn| {
        (&column.header, column.occurrence, &column.field)
            == (&wanted.header, wanted.occurrence, &wanted.field)
    };
    let mut versions: Vec<Version<WrittenSteps>> = Vec::new();
    for Version { number, saved, saved_by, saved_at } in
        validation::mapping_versions(&mut tx, id).await?.into_iter().rev()
    {
        // One that was written by another version of Orion and cannot be read has nothing to bring back.
        let Ok(known) = Mapping::deserialize(&saved) else { continue };
        let Some(saved) = known.columns.iter().find(is_wanted).map(WrittenSteps::of) else { continue };
        if versions.last().is_none_or(|last| last.saved != saved) {
            versions.push(Version { number, saved, saved_by, saved_at });
        }
    }
    versions.reverse();
    Ok(versions)
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
    fields: &'a BTreeMap<Field, usize>,
    sample: &'a Sample,
    /// The row, from 0.
    at: usize,
}

impl Record for Cells<'_> {
    fn get(&self, field: &Field) -> Option<&str> {
        let row = self.sample.rows.get(self.at)?;
        self.fields.get(field).and_then(|at| row.get(*at)).map(String::as_str)
    }

    fn is_own_number(&self, field: &Field) -> bool {
        let is_own = |column: &usize| {
            self.sample.numbers.contains(column) || self.sample.own.contains(&(self.at, *column))
        };
        self.fields.get(field).is_some_and(is_own)
    }
}

/// What steps make of the first rows of a sheet, and which of their tests fail.
///
/// # Errors
/// As [`steps`]; what is wrong with the steps themselves is the inner error.
pub async fn preview_steps(
    cx: &OrgCx<View>,
    id: SheetId,
    column: usize,
    written: &WrittenSteps,
) -> Result<Result<StepsTrial, StepsFault>, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let (mapping, at) = mapped(&sheet, column)?;
    Ok(read(written).map(|(chain, ready, failed)| {
        let sample = Sample::of(&sheet.sample);
        let (field, fields) = (&mapping.columns[at].field, fields(&mapping, &sample, at, column));
        StepsTrial {
            preview: preview(&ready, field, &rows(&sample, &fields)),
            field: field.clone(),
            tests: chain.tests.len(),
            failed,
        }
    }))
}

/// Tests that say what steps make of the first rows now, as YAML.
///
/// # Errors
/// As [`steps`]; what is wrong with the steps themselves is the inner error.
pub async fn example_tests(
    cx: &OrgCx<View>,
    id: SheetId,
    column: usize,
    steps: &str,
) -> Result<Result<String, StepsFault>, HubError> {
    let sheet = validation::find_sheet(&mut cx.begin().await?, id).await?;
    let (mapping, at) = mapped(&sheet, column)?;
    let written = WrittenSteps { steps: steps.to_owned(), tests: String::new() };
    Ok(read(&written).map(|(_, ready, _)| {
        let sample = Sample::of(&sheet.sample);
        let (field, fields) = (&mapping.columns[at].field, fields(&mapping, &sample, at, column));
        let known: Vec<Field> = fields.keys().cloned().collect();
        ChainTest::list_to_yaml(&examples(&ready, field, &known, &rows(&sample, &fields), EXAMPLES))
    }))
}

/// The column of each field of the mapping; of a list that is in several, `column` for the one at this place of the mapping.
fn fields(mapping: &Mapping, sample: &Sample, at: usize, column: usize) -> BTreeMap<Field, usize> {
    let mut fields = BTreeMap::new();
    for planned in mapping.plan(&sample.columns).0 {
        if let PlannedSource::Columns(columns) = planned.source
            && let Some((first, _)) = columns.first()
        {
            fields.insert(planned.field, *first);
        }
    }
    fields.insert(mapping.columns[at].field.clone(), column);
    fields
}

fn rows<'a>(sample: &'a Sample, fields: &'a BTreeMap<Field, usize>) -> Vec<Cells<'a>> {
    (0..sample.rows.len()).map(|at| Cells { fields, sample, at }).collect()
}

/// Gives a column steps; where they are others, the mapping is a version further then.
///
/// # Errors
/// As [`steps`]; what is wrong with the steps themselves is the inner error, and nothing is kept then.
pub async fn set_steps(
    cx: &OrgCx<EditCatalog>,
    id: SheetId,
    column: usize,
    written: &WrittenSteps,
) -> Result<Result<(), StepsFault>, HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_sheet(&mut tx, id).await?;
    let sheet = validation::find_sheet(&mut tx, id).await?;
    let (mut mapping, at) = mapped(&sheet, column)?;
    let chain = match read(written) {
        Ok((chain, _, failed)) if failed.is_empty() => chain,
        Ok((_, _, failed)) => return Ok(Err(StepsFault::Failed(failed))),
        Err(fault) => return Ok(Err(fault)),
    };
    let mapped = &mut mapping.columns[at];
    let was = told(mapped);
    (mapped.chain, mapped.tests) = (chain.steps, chain.tests);
    let is = told(mapped);
    let version = validation::set_mapping(&mut tx, id, &json!(mapping), cx.actor().user()).await?;
    let about = json!({ "column": mapping.columns[at].header, "version": version });
    if let Some(what) = changes(about, &was, &is) {
        cx.audit(&mut tx, AuditAction::SheetSteps, ("sheet", Some(id.0)), what).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// The steps of a column as the audit log tells them: as people write them.
fn told(column: &MappedColumn) -> Value {
    json!({ "steps": column.chain.to_yaml(), "tests": ChainTest::list_to_yaml(&column.tests) })
}
