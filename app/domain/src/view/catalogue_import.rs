//! What taking a file over into the catalogue does.

use crate::{
    CatalogueImportId, CatalogueImportState, CorrectionId, Currency, ImportAction, ImportOutcome,
    ImportProblemKind, JobId, ProductId, ValidationRunId, view::catalog::ProductFields,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An import of the file of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueImport {
    pub id: CatalogueImportId,
    pub run: ValidationRunId,
    /// Of which only what it changed is taken.
    pub correction: Option<CorrectionId>,
    pub sheet_name: String,
    pub job: JobId,
    pub state: CatalogueImportState,
    /// In which the amounts of the file are.
    pub currency: Currency,
    /// Records, or rows, of what it does now.
    pub total: i64,
    pub counts: ImportCounts,
    /// What was asked for when it was applied.
    pub takes: ImportTakes,
    pub left_out: ImportLeftOut,
    /// Why it failed, as a code.
    pub problem: Option<String>,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// An import, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    pub id: CatalogueImportId,
    /// Of which only what it changed is taken.
    pub correction: Option<CorrectionId>,
    pub state: CatalogueImportState,
    /// Records that are new, that change a product, and that stay out.
    pub creates: i64,
    pub updates: i64,
    pub refused: i64,
    /// Rows that are applied and not taken back.
    pub applied: i64,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// What an import counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Of the total.
    pub done: i64,
    pub creates: i64,
    pub updates: i64,
    /// Of those that are new, and that change, the ones of which the check said that they have errors.
    pub faulty_creates: i64,
    pub faulty_updates: i64,
    /// Records whose product has all of these values.
    pub unchanged: i64,
    pub refused: i64,
    /// Rows that are applied and not taken back.
    pub applied: i64,
    /// Rows left as they are because somebody changed the product meanwhile.
    pub overtaken: i64,
}

impl ImportCounts {
    /// Records that are new or change a product.
    pub const fn changes(&self) -> i64 {
        self.creates + self.updates
    }

    /// Those of which the check said that they have errors.
    pub const fn faulty(&self) -> i64 {
        self.faulty_creates + self.faulty_updates
    }

    /// How many records are taken.
    pub const fn taken(&self, takes: ImportTakes) -> i64 {
        let (creates, updates) = match takes.faulty {
            true => (self.creates, self.updates),
            false => (self.creates - self.faulty_creates, self.updates - self.faulty_updates),
        };
        (if takes.new { creates } else { 0 }) + if takes.changes { updates } else { 0 }
    }
}

/// What of an import is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportTakes {
    pub new: bool,
    pub changes: bool,
    /// Also products of which the check said that they have errors.
    pub faulty: bool,
}

/// What of a file no product gets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportLeftOut {
    /// Columns that the catalogue has no place for, or that are no field: the first of them.
    pub columns: Vec<String>,
    /// How many more there are.
    pub more_columns: usize,
    /// Cells whose value cannot be read, or cannot be a product's: by the code of the field, how many.
    pub cells: BTreeMap<String, i64>,
}

/// Which records of an import are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ImportFilter {
    #[default]
    All,
    Action(ImportAction),
    /// Those of which the check said that they have errors.
    WithErrors,
}

/// An error that the check found in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    pub field: String,
    /// What is wrong, by language.
    pub title: BTreeMap<String, String>,
}

/// Values of a product, called as the columns that hold them; none where there is none, or where nothing is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductValues {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compare_at_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ncm: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight_grams: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length_mm: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width_mm: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height_mm: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub images: Option<Vec<String>>,
}

impl From<ProductFields> for ProductValues {
    fn from(product: ProductFields) -> Self {
        Self {
            name: Some(product.name),
            brand: product.brand,
            category: product.category,
            description: Some(product.description).filter(|text| !text.is_empty()),
            price_minor: product.price_minor,
            compare_at_minor: product.compare_at_minor,
            cost_minor: product.cost_minor,
            stock: product.stock,
            gtin: product.gtin,
            ncm: product.ncm,
            weight_grams: product.weight_grams,
            length_mm: product.length_mm,
            width_mm: product.width_mm,
            height_mm: product.height_mm,
            images: Some(product.images).filter(|images| !images.is_empty()),
        }
    }
}

impl ProductValues {
    /// What is said here and differs from `before`, for a product that has the value of `before` still: what that is, and what
    /// it gets.
    pub fn changes(&self, before: &Self, has: &Self) -> (Self, Self) {
        fn of<T: Clone + PartialEq>(
            after: &Option<T>,
            before: &Option<T>,
            has: &Option<T>,
        ) -> (Option<T>, Option<T>) {
            match after {
                Some(_) if after != before && before == has => (before.clone(), after.clone()),
                _ => (None, None),
            }
        }
        let (mut had, mut gets) = (Self::default(), Self::default());
        (had.name, gets.name) = of(&self.name, &before.name, &has.name);
        (had.brand, gets.brand) = of(&self.brand, &before.brand, &has.brand);
        (had.category, gets.category) = of(&self.category, &before.category, &has.category);
        (had.description, gets.description) = of(&self.description, &before.description, &has.description);
        (had.price_minor, gets.price_minor) = of(&self.price_minor, &before.price_minor, &has.price_minor);
        (had.compare_at_minor, gets.compare_at_minor) =
            of(&self.compare_at_minor, &before.compare_at_minor, &has.compare_at_minor);
        (had.cost_minor, gets.cost_minor) = of(&self.cost_minor, &before.cost_minor, &has.cost_minor);
        (had.stock, gets.stock) = of(&self.stock, &before.stock, &has.stock);
        (had.gtin, gets.gtin) = of(&self.gtin, &before.gtin, &has.gtin);
        (had.ncm, gets.ncm) = of(&self.ncm, &before.ncm, &has.ncm);
        (had.weight_grams, gets.weight_grams) =
            of(&self.weight_grams, &before.weight_grams, &has.weight_grams);
        (had.length_mm, gets.length_mm) = of(&self.length_mm, &before.length_mm, &has.length_mm);
        (had.width_mm, gets.width_mm) = of(&self.width_mm, &before.width_mm, &has.width_mm);
        (had.height_mm, gets.height_mm) = of(&self.height_mm, &before.height_mm, &has.height_mm);
        (had.images, gets.images) = of(&self.images, &before.images, &has.images);
        (had, gets)
    }
}

/// What an import does with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The record, from 1.
    pub row: i64,
    pub action: ImportAction,
    pub sku: String,
    /// The one that changes, or that was made.
    pub product: Option<ProductId>,
    /// Of the fields that change.
    pub before: ProductValues,
    pub after: ProductValues,
    pub problems: Vec<ImportProblem>,
    /// The check said that it has errors.
    pub has_errors: bool,
    pub outcome: Option<ImportOutcome>,
}

/// Why a record is refused, or a value of it left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProblem {
    /// A code of `ProductField`.
    pub field: String,
    pub kind: ImportProblemKind,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_and_differs_changes_and_only_where_nobody_else_did() {
        let before =
            ProductValues { name: Some("A".into()), price_minor: Some(1), ..ProductValues::default() };
        let said = ProductValues {
            name: Some("A".into()),
            price_minor: Some(2),
            stock: Some(3),
            ..ProductValues::default()
        };
        let (had, gets) = said.changes(&before, &before);
        assert_eq!(had, ProductValues { price_minor: Some(1), ..ProductValues::default() });
        assert_eq!(gets, ProductValues { price_minor: Some(2), stock: Some(3), ..ProductValues::default() });
        assert_eq!(ProductValues::default().changes(&before, &before), Default::default());
        let has = ProductValues { price_minor: Some(9), ..before.clone() };
        let (had, gets) = said.changes(&before, &has);
        assert_eq!((had.price_minor, gets.price_minor, gets.stock), (None, None, Some(3)));
    }

    #[test]
    fn a_product_without_a_text_or_images_has_none_and_may_get_some() {
        let plain = ProductFields::new("A".into(), "Caneca".into(), Currency::BRL);
        let has = ProductValues::from(plain);
        assert_eq!((has.description.as_deref(), &has.images), (None, &None));
        let images = Some(vec!["https://a.com/1.jpg".to_owned()]);
        let said = ProductValues { images: images.clone(), ..ProductValues::default() };
        assert_eq!(said.changes(&ProductValues::default(), &has), (ProductValues::default(), said.clone()));
        let other = ProductValues { images: Some(vec!["https://a.com/2.jpg".into()]), ..said.clone() };
        let (had, gets) = other.changes(&said, &said);
        assert_eq!((had.images, gets.images), (images, other.images));
    }
}
