//! Products, and SKUs that wait to be linked to one.

use crate::{Currency, ProductId, search_text};
use chrono::{DateTime, Utc};

/// Longest SKU, in characters.
pub const SKU_LENGTH: usize = 100;

/// The form in which SKUs are compared: trimmed, lower case. `None` for an empty one, and for one that
/// is longer than any product's: cut, it could be another.
pub fn sku_key(sku: &str) -> Option<String> {
    let key = sku.trim().to_lowercase();
    (1..=SKU_LENGTH).contains(&key.chars().count()).then_some(key)
}

/// The form in which product names are sorted and searched.
pub fn name_key(name: &str) -> String {
    search_text(name)
}

/// A row of the list of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRow {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub name_key: String,
    pub currency: Currency,
    pub price_minor: Option<i64>,
    /// `None` where stock is not kept.
    pub stock: Option<i64>,
    pub active: bool,
}

/// A product with everything its form shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    pub id: ProductId,
    pub fields: ProductFields,
    pub updated_at: DateTime<Utc>,
    /// SKUs under which channels sell it, besides its own.
    pub linked_skus: Vec<String>,
}

/// What can be written of a product, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductFields {
    pub sku: String,
    pub name: String,
    pub description: String,
    pub currency: Currency,
    pub price_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub stock: Option<i64>,
    /// 8, 12, 13 or 14 digits with a right check digit.
    pub gtin: Option<String>,
    /// Eight digits.
    pub ncm: Option<String>,
    pub active: bool,
}

/// A SKU that channels sell and the catalogue does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSku {
    pub sku_key: String,
    /// As one of the lines writes it.
    pub sku: String,
    pub title: String,
    pub variant: Option<String>,
    /// Lines of sales that wait for the link.
    pub lines: i64,
}

/// A product that an unknown SKU might be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub product: ProductId,
    pub sku: String,
    pub name: String,
    pub reason: CandidateReason,
}

/// Why a product is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CandidateReason {
    /// The same SKU but for case and punctuation.
    SameSku,
    /// A name alike; how much, in percent.
    SimilarName(u8),
    /// A name alike that has a word where the other has another: most likely a further colour or size.
    OtherVariant(u8),
}

/// What a link mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mended {
    /// Lines that are linked now.
    pub lines: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sku_that_is_too_long_is_not_taken_for_the_one_it_begins_with() {
        assert_eq!(sku_key(" CAM-M "), Some("cam-m".to_owned()));
        assert_eq!(sku_key(&"x".repeat(SKU_LENGTH)).map(|key| key.len()), Some(SKU_LENGTH));
        assert_eq!(sku_key(&"x".repeat(SKU_LENGTH + 1)), None);
        assert_eq!(sku_key("  "), None);
    }
}
