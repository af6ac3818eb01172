//! A template as it is written, and a record as its row.

use super::{Cell, CellProblem, CellProblemKind, TemplateProblem};
use crate::{
    Field, Record,
    facts::{canonical_decimal, list_items, without_zeros},
    transform::{Chain, Condition, Part, Step, Transformation, YamlFault},
    yaml,
};
use domain::ProductFieldKind;
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
    /// What stands there in the row of a product with variants, which is written above theirs. A template in which any column
    /// has it writes such rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Instead>,
    /// What stands there in the rows of its variants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<Instead>,
    /// What stands there in the further rows of a product, each with one more value of a list; all other columns are empty in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further: Option<Further>,
}

/// What a cell has in place of what the column says, at most one of these; nothing at all without any.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Instead {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Another field, as it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// Which value of the column's list, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
    /// In the row of a product: what its variants have there, each once. A record without anything in all of these columns
    /// is no variant.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub values: bool,
    /// In the row of a product: the highest number that its variants have there. The record of the product itself, if there is one,
    /// has its own.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub highest: bool,
}

impl Instead {
    fn can_work(&self) -> bool {
        let given =
            [self.value.is_some(), self.field.is_some(), self.item.is_some(), self.values, self.highest];
        given.iter().filter(|given| **given).count() <= 1 && self.item != Some(0)
    }
}

/// What a column has in the further rows of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Further {
    /// The same as in the row above: rows with the same are one product.
    Key,
    /// One value of the column's list, each once for a product.
    Item,
    /// Which value it is, from 1; such a column has no source of its own.
    Place,
}

impl TemplateColumn {
    fn is_money(&self) -> bool {
        let Some(Field::Product(field)) = &self.field else { return false };
        field.kind() == ProductFieldKind::Money
    }

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
            let has_source = asked.field.is_some() != asked.value.is_some();
            if has_source == (asked.further == Some(Further::Place)) {
                problems.push(TemplateProblem::NeedsOneSource { column });
            }
            if asked.item == Some(0) || (asked.item.is_some() && asked.list.is_some()) {
                problems.push(TemplateProblem::Item { column });
            }
            if !asked.product.iter().chain(&asked.variant).all(Instead::can_work)
                || asked.variant.as_ref().is_some_and(|instead| instead.values || instead.highest)
                || (asked.further == Some(Further::Item) && (asked.item.is_some() || asked.list.is_some()))
            {
                problems.push(TemplateProblem::Instead { column });
            }
            match asked.chain.compile() {
                Ok(ready) => steps.push(ready),
                Err(found) => problems.push(TemplateProblem::Chain { column, problems: found }),
            }
        }
        let of_further =
            |further| self.columns.iter().filter(|column| column.further == Some(further)).count();
        let further = [Further::Key, Further::Item, Further::Place].map(of_further);
        let has_products = self.columns.iter().any(|column| column.product.is_some());
        if !matches!(further, [0, 0, 0] | [1, 1, 0 | 1]) || (has_products && further != [0, 0, 0]) {
            problems.push(TemplateProblem::Further);
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

    /// The record as a row of its own, and the cells that are not what they should be.
    pub fn row(&self, record: &dyn Record) -> Written {
        self.written(record, |_| None)
    }

    /// The record as the row above its variants. What these have is filled in behind.
    pub(super) fn product_row(&self, record: &dyn Record) -> Written {
        self.written(record, |column| column.product.as_ref())
    }

    /// The record as a row below that of its product.
    pub(super) fn variant_row(&self, record: &dyn Record) -> Written {
        self.written(record, |column| column.variant.as_ref())
    }

    /// One value of the list in a column, as the column writes it.
    pub(super) fn item(&self, column: usize, item: &str, record: &dyn Record) -> Cell {
        let asked = self.template.columns.get(column).zip(self.steps.get(column));
        asked.map_or(Cell::Empty, |(column, steps)| made(column, steps, Cow::Borrowed(item), record).0)
    }

    fn written<'a>(
        &'a self,
        record: &dyn Record,
        instead: impl Fn(&'a TemplateColumn) -> Option<&'a Instead>,
    ) -> Written {
        let mut problems = Vec::new();
        let cells = self.template.columns.iter().zip(&self.steps).enumerate().map(|(at, (column, steps))| {
            let (cell, problem) = cell(column, instead(column), steps, record);
            problems.extend(problem.map(|kind| CellProblem { column: at, kind }));
            cell
        });
        (cells.collect(), problems)
    }
}

/// The cells of a row, and those that are not what they should be.
pub type Written = (Vec<Cell>, Vec<CellProblem>);

fn cell(
    column: &TemplateColumn,
    instead: Option<&Instead>,
    steps: &Transformation,
    record: &dyn Record,
) -> (Cell, Option<CellProblemKind>) {
    let item = match instead {
        Some(Instead { item: Some(item), .. }) => Some(*item),
        Some(instead) if !instead.highest => {
            let other = instead.field.as_ref().and_then(|field| record.get(field));
            let other = other.or(instead.value.as_deref()).unwrap_or_default().trim();
            let cell = if other.is_empty() { Cell::Empty } else { Cell::Text(other.to_owned()) };
            return (cell, None);
        }
        _ => column.item,
    };
    let found = match (&column.field, &column.value) {
        (Some(field), _) => record.get(field).unwrap_or_default(),
        (None, Some(value)) => value,
        (None, None) => "",
    };
    let found = match (item, &column.list) {
        (Some(item), _) => Cow::Borrowed(list_items(found).nth(item.saturating_sub(1)).unwrap_or_default()),
        (None, Some(between)) => Cow::Owned(list_items(found).collect::<Vec<_>>().join(between)),
        (None, None) => Cow::Borrowed(found),
    };
    made(column, steps, found, record)
}

/// What the column makes of a value.
fn made(
    column: &TemplateColumn,
    steps: &Transformation,
    found: Cow<'_, str>,
    record: &dyn Record,
) -> (Cell, Option<CellProblemKind>) {
    let (value, problem) = match steps.apply(&found, record) {
        Ok(value) => (value, None),
        Err(problem) => {
            let kind = CellProblemKind::Step { step: problem.step, problem: problem.kind };
            (Cow::Borrowed(found.as_ref()), Some(kind))
        }
    };
    let value = value.trim();
    if value.is_empty() {
        // What could not be read is told as that, and not as nothing.
        let unread = || {
            let mut fields = column.field.iter().cloned().chain(column.stand_ins());
            let why = fields.find_map(|field| record.unread(&field).cloned())?;
            Some(CellProblemKind::Step { step: why.step, problem: why.kind })
        };
        let empty = column.required.then_some(CellProblemKind::RequiredEmpty);
        return (Cell::Empty, problem.or_else(unread).or(empty));
    }
    match column.kind {
        CellKind::Text => (Cell::Text(value.to_owned()), problem),
        CellKind::Number if canonical_decimal(value).is_some() => {
            // `1.000` is a thousand for some; cents are written in full.
            let decimals = if column.is_money() { 2 } else { 0 };
            let number = without_zeros(value.strip_prefix('+').unwrap_or(value), decimals);
            (Cell::Number(number.to_owned()), problem)
        }
        CellKind::Number => (Cell::Text(value.to_owned()), problem.or(Some(CellProblemKind::NotANumber))),
    }
}
