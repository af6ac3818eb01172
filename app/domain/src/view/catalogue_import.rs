//! What taking a file over into the catalogue does.

use crate::{
    CatalogueImportId, CatalogueImportState, CorrectionId, Currency, ImportAction, ImportOutcome,
    ImportProblemKind, JobId, ProductId, ValidationRunId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
    pub takes_new: bool,
    pub takes_changes: bool,
    /// Why it failed, as a code.
    pub problem: Option<String>,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// What an import counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Of the total.
    pub done: i64,
    pub creates: i64,
    pub updates: i64,
    /// Records whose product has all of these values.
    pub unchanged: i64,
    pub refused: i64,
    /// Rows that are applied and not taken back.
    pub applied: i64,
    /// Rows left as they are because somebody changed the product meanwhile.
    pub overtaken: i64,
}

/// Values of a product; none where there is none, or where nothing is said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductValues {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gtin: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ncm: Option<String>,
}

impl ProductValues {
    /// Of a product that has the values of `before`, those that are others here: what it has, and what it gets.
    pub fn difference(&self, before: &Self) -> (Self, Self) {
        fn of<T: Clone + PartialEq>(after: &Option<T>, before: &Option<T>) -> (Option<T>, Option<T>) {
            match after {
                Some(_) if after != before => (before.clone(), after.clone()),
                _ => (None, None),
            }
        }
        let (name, description) = (of(&self.name, &before.name), of(&self.description, &before.description));
        let (price, cost) =
            (of(&self.price_minor, &before.price_minor), of(&self.cost_minor, &before.cost_minor));
        let (stock, gtin) = (of(&self.stock, &before.stock), of(&self.gtin, &before.gtin));
        let ncm = of(&self.ncm, &before.ncm);
        let had = Self {
            name: name.0,
            description: description.0,
            price_minor: price.0,
            cost_minor: cost.0,
            stock: stock.0,
            gtin: gtin.0,
            ncm: ncm.0,
        };
        let gets = Self {
            name: name.1,
            description: description.1,
            price_minor: price.1,
            cost_minor: cost.1,
            stock: stock.1,
            gtin: gtin.1,
            ncm: ncm.1,
        };
        (had, gets)
    }
}

impl ProductValues {
    /// Of a difference, what holds for a product that has the values of `has`: fields that somebody changed since stay.
    pub fn still(before: Self, after: Self, has: &Self) -> (Self, Self) {
        fn of<T: PartialEq>(before: Option<T>, after: Option<T>, has: &Option<T>) -> (Option<T>, Option<T>) {
            if after.is_some() && before == *has { (before, after) } else { (None, None) }
        }
        let (name, description) = (
            of(before.name, after.name, &has.name),
            of(before.description, after.description, &has.description),
        );
        let (price, cost) = (
            of(before.price_minor, after.price_minor, &has.price_minor),
            of(before.cost_minor, after.cost_minor, &has.cost_minor),
        );
        let (stock, gtin) =
            (of(before.stock, after.stock, &has.stock), of(before.gtin, after.gtin, &has.gtin));
        let ncm = of(before.ncm, after.ncm, &has.ncm);
        let had = Self {
            name: name.0,
            description: description.0,
            price_minor: price.0,
            cost_minor: cost.0,
            stock: stock.0,
            gtin: gtin.0,
            ncm: ncm.0,
        };
        let gets = Self {
            name: name.1,
            description: description.1,
            price_minor: price.1,
            cost_minor: cost.1,
            stock: stock.1,
            gtin: gtin.1,
            ncm: ncm.1,
        };
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
    fn only_what_is_said_and_differs_changes() {
        let before =
            ProductValues { name: Some("A".into()), price_minor: Some(1), ..ProductValues::default() };
        let said = ProductValues {
            name: Some("A".into()),
            price_minor: Some(2),
            stock: Some(3),
            ..ProductValues::default()
        };
        let (had, gets) = said.difference(&before);
        assert_eq!(had, ProductValues { price_minor: Some(1), ..ProductValues::default() });
        assert_eq!(gets, ProductValues { price_minor: Some(2), stock: Some(3), ..ProductValues::default() });
        assert_eq!(ProductValues::default().difference(&before), Default::default());
        let still = ProductValues::still(had.clone(), gets.clone(), &before);
        assert_eq!(still, (had.clone(), gets.clone()));
        let changed = ProductValues { price_minor: Some(9), ..before };
        let (had, gets) = ProductValues::still(had, gets, &changed);
        assert_eq!((had.price_minor, gets.price_minor, gets.stock), (None, None, Some(3)));
    }
}
