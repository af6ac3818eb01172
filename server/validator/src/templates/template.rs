//! A template as it is written, and a record as its row.

use super::{Cell, CellProblem, CellProblemKind, TemplateProblem};
use crate::{
    Field, Record,
    facts::{canonical_decimal, list_items},
    transform::{Chain, Condition, Part, Step, Transformation, YamlFault},
    yaml,
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeSet};

const YAML_MAX_BYTES: usize = 256 << 10;
const MAX_COLUMNS: usize = 500;

/// The sheet of a marketplace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its code: `shopify`, `mercado_livre_apparel`.
    pub template: String,
    pub version: u32,
    /// The marketplace's code: `mercado_livre`.
    pub marketplace: String,
    /// What it is for, where a marketplace has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    pub standing: Standing,
    pub title: Words,
    pub explanation: Words,
    pub source: Source,
    #[serde(default)]
    pub layout: Layout,
    pub columns: Vec<TemplateColumn>,
}

/// What the marketplace makes of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is read as it is.
    Import,
    /// Its columns are the fields of the marketplace's interface: to be copied into the sheet that the marketplace makes
    /// for a category.
    Fields,
}

/// A text in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    #[serde(rename = "pt-BR")]
    pub pt_br: String,
    pub en: String,
    pub es: String,
    pub fr: String,
}

impl Words {
    pub fn get(&self, locale: domain::Locale) -> &str {
        match locale {
            domain::Locale::PtBr => &self.pt_br,
            domain::Locale::En => &self.en,
            domain::Locale::Es => &self.es,
            domain::Locale::Fr => &self.fr,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub url: String,
    /// When it was looked at.
    pub date: chrono::NaiveDate,
}

/// How the marketplace writes CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Layout {
    pub delimiter: Delimiter,
    /// A mark in front by which Excel knows UTF-8.
    pub byte_order_mark: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { delimiter: Delimiter::Comma, byte_order_mark: false }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
}

impl Delimiter {
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateColumn {
    pub header: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// What every row has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(default, skip_serializing_if = "Chain::is_empty")]
    pub chain: Chain,
    #[serde(default)]
    pub kind: CellKind,
    /// Which value of a list, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// What stands between the values of a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Whether the marketplace needs it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

impl TemplateColumn {
    /// The fields that stand in for its own where that is empty.
    pub fn stand_ins(&self) -> Vec<Field> {
        let filled = Condition { required: Some(true), ..Condition::default() };
        let chains = self.chain.0.iter().filter_map(|step| match step {
            Step::When(when) if when.field.is_none() && when.is == filled => Some(&when.otherwise),
            _ => None,
        });
        let of_step = |step: &Step| match step {
            Step::Join(join) => join.fields.clone(),
            Step::Concatenate(parts) => parts.iter().flat_map(Part::fields).collect(),
            _ => Vec::new(),
        };
        chains.flat_map(|chain| chain.0.iter().flat_map(of_step)).collect()
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Codes are text too, so that no zero in front is lost.
    #[default]
    Text,
    Number,
}

impl Template {
    /// # Errors
    /// [`YamlFault`] with the place.
    pub fn from_yaml(text: &str) -> Result<Self, YamlFault> {
        yaml::read(text, YAML_MAX_BYTES)
    }

    /// Makes the template ready to write rows.
    ///
    /// # Errors
    /// Everything that cannot work.
    pub fn exporter(&self) -> Result<Exporter<'_>, Vec<TemplateProblem>> {
        let mut problems = Vec::new();
        match self.columns.len() {
            0 => problems.push(TemplateProblem::NoColumns),
            1..=MAX_COLUMNS => {}
            _ => return Err(vec![TemplateProblem::TooManyColumns]),
        }
        let (mut headers, mut steps) = (BTreeSet::new(), Vec::new());
        for (column, asked) in self.columns.iter().enumerate() {
            if asked.header.trim().is_empty() {
                problems.push(TemplateProblem::NoHeader { column });
            }
            if !headers.insert(asked.header.as_str()) {
                problems.push(TemplateProblem::SameHeader { column });
            }
            if asked.field.is_some() == asked.value.is_some() {
                problems.push(TemplateProblem::NeedsOneSource { column });
            }
            if asked.item == Some(0) || (asked.item.is_some() && asked.list.is_some()) {
                problems.push(TemplateProblem::Item { column });
            }
            match asked.chain.compile() {
                Ok(ready) => steps.push(ready),
                Err(found) => problems.push(TemplateProblem::Chain { column, problems: found }),
            }
        }
        if problems.is_empty() { Ok(Exporter { template: self, steps }) } else { Err(problems) }
    }
}

/// A template that is ready to write rows.
#[derive(Debug)]
pub struct Exporter<'t> {
    template: &'t Template,
    steps: Vec<Transformation>,
}

impl<'t> Exporter<'t> {
    pub fn template(&self) -> &'t Template {
        self.template
    }

    pub fn headers(&self) -> impl Iterator<Item = &'t str> {
        self.template.columns.iter().map(|column| column.header.as_str())
    }

    /// The record as a row of the sheet, and the cells that are not what they should be.
    pub fn row(&self, record: &dyn Record) -> (Vec<Cell>, Vec<CellProblem>) {
        let mut problems = Vec::new();
        let cells = self.template.columns.iter().zip(&self.steps).enumerate().map(|(at, (column, steps))| {
            let (cell, problem) = cell(column, steps, record);
            problems.extend(problem.map(|kind| CellProblem { column: at, kind }));
            cell
        });
        (cells.collect(), problems)
    }
}

fn cell(
    column: &TemplateColumn,
    steps: &Transformation,
    record: &dyn Record,
) -> (Cell, Option<CellProblemKind>) {
    let found = match (&column.field, &column.value) {
        (Some(field), _) => record.get(field).unwrap_or_default(),
        (None, Some(value)) => value,
        (None, None) => "",
    };
    let found = match (column.item, &column.list) {
        (Some(item), _) => Cow::Borrowed(list_items(found).nth(item.saturating_sub(1)).unwrap_or_default()),
        (None, Some(between)) => Cow::Owned(list_items(found).collect::<Vec<_>>().join(between)),
        (None, None) => Cow::Borrowed(found),
    };
    let (value, problem) = match steps.apply(&found, record) {
        Ok(value) => (value, None),
        Err(problem) => {
            let kind = CellProblemKind::Step { step: problem.step, problem: problem.kind };
            (Cow::Borrowed(found.as_ref()), Some(kind))
        }
    };
    let value = value.trim();
    if value.is_empty() {
        return (Cell::Empty, problem.or(column.required.then_some(CellProblemKind::RequiredEmpty)));
    }
    match column.kind {
        CellKind::Text => (Cell::Text(value.to_owned()), problem),
        CellKind::Number if canonical_decimal(value).is_some() => {
            (Cell::Number(value.strip_prefix('+').unwrap_or(value).to_owned()), problem)
        }
        CellKind::Number => (Cell::Text(value.to_owned()), problem.or(Some(CellProblemKind::NotANumber))),
    }
}
