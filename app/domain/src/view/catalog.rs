//! Products, and what is sold that waits to be linked to one.

use super::search::{Match, Search};
use crate::{ConnectionId, Currency, ProductId, search_text};
use chrono::{DateTime, Utc};

/// Longest SKU, in characters.
pub const SKU_LENGTH: usize = 100;

/// The form in which SKUs are compared: trimmed, lower case. `None` for an empty one, and for one that
/// is longer than any product's: cut, it could be another.
pub fn sku_key(sku: &str) -> Option<String> {
    let key = sku.trim().to_lowercase();
    (1..=SKU_LENGTH).contains(&key.chars().count()).then_some(key)
}

/// Longest brand and category, in characters.
pub const BRAND_LENGTH: usize = 120;
pub const CATEGORY_LENGTH: usize = 255;

/// Images of a product, and characters of the address of one.
pub const IMAGES: usize = 20;
pub const IMAGE_LENGTH: usize = 1_000;

/// Longest code that a platform gives a product, in characters.
pub const CODE_LENGTH: usize = 100;

/// Whether a platform's code can be kept as it is: cut or cleaned, it could be another product's.
pub fn is_code(code: &str) -> bool {
    (1..=CODE_LENGTH).contains(&code.chars().count()) && !code.chars().any(char::is_control)
}

/// By what sold lines are matched to a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProductKey {
    /// In the form of [`sku_key`].
    Sku(String),
    /// The platform's own code, for lines without a SKU. It means something within its connection only.
    Code { connection: ConnectionId, code: String },
}

impl ProductKey {
    /// A SKU as it is typed. `None` where [`sku_key`] is.
    pub fn of_sku(sku: &str) -> Option<Self> {
        sku_key(sku).map(Self::Sku)
    }

    /// A code as the platform writes it. `None` for one that no line can have.
    pub fn of_code(connection: ConnectionId, code: &str) -> Option<Self> {
        is_code(code).then(|| Self::Code { connection, code: code.to_owned() })
    }
}

/// The platform and the name of the connection that a code belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSource {
    pub platform: String,
    pub name: String,
}

/// A further SKU or a code under which channels sell a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductLink {
    pub key: ProductKey,
    /// Of a code.
    pub source: Option<CodeSource>,
}

/// The form in which product names are sorted and searched.
pub fn name_key(name: &str) -> String {
    search_text(name)
}

crate::code_enum! {
    /// The order of a list of products; ties are broken by id. Where stock is not kept, a product comes last by it.
    pub enum ProductSort {
        Name = "name",
        LowestStock = "stock",
        HighestStock = "-stock",
    }
}

impl ProductSort {
    /// The stock as a number that rises along the list; `None` in an order that does not go by it.
    pub const fn rank(self, stock: Option<i64>) -> Option<i64> {
        match (self, stock) {
            (Self::Name, _) => None,
            (_, None) => Some(i64::MAX),
            (Self::LowestStock, Some(stock)) => Some(stock),
            (Self::HighestStock, Some(stock)) => Some(stock.saturating_neg()),
        }
    }
}

/// Which products a list shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductSelection {
    /// Of these products alone.
    pub picked: Option<Vec<ProductId>>,
    pub search: Option<Search>,
    pub active: Option<bool>,
    pub sort: ProductSort,
}

impl Default for ProductSelection {
    fn default() -> Self {
        None::<Search>.into()
    }
}

impl From<Option<Search>> for ProductSelection {
    /// What a search finds, by name.
    fn from(search: Option<Search>) -> Self {
        Self { picked: None, search, active: None, sort: ProductSort::Name }
    }
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
    /// Under what channels sell it, besides its own SKU.
    pub links: Vec<ProductLink>,
}

/// What can be written of a product, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductFields {
    pub sku: String,
    pub name: String,
    pub brand: Option<String>,
    /// A name, a path, or a channel's code.
    pub category: Option<String>,
    pub description: String,
    pub currency: Currency,
    pub price_minor: Option<i64>,
    /// What it cost before.
    pub compare_at_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub stock: Option<i64>,
    /// 8, 12, 13 or 14 digits with a right check digit.
    pub gtin: Option<String>,
    /// Eight digits.
    pub ncm: Option<String>,
    /// Packed, as are its sides.
    pub weight_grams: Option<i64>,
    pub length_mm: Option<i64>,
    pub width_mm: Option<i64>,
    pub height_mm: Option<i64>,
    /// Addresses, the main one first.
    pub images: Vec<String>,
    pub active: bool,
}

impl ProductFields {
    /// A product in use of which nothing else is known.
    pub const fn new(sku: String, name: String, currency: Currency) -> Self {
        Self {
            sku,
            name,
            brand: None,
            category: None,
            description: String::new(),
            currency,
            price_minor: None,
            compare_at_minor: None,
            cost_minor: None,
            stock: None,
            gtin: None,
            ncm: None,
            weight_grams: None,
            length_mm: None,
            width_mm: None,
            height_mm: None,
            images: Vec::new(),
            active: true,
        }
    }
}

/// What channels sell and the catalogue does not know: a SKU, or a code where lines have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownItem {
    pub key: ProductKey,
    /// The SKU as one of the lines writes it, or the code.
    pub shown: String,
    /// Of a code.
    pub source: Option<CodeSource>,
    pub title: String,
    pub variant: Option<String>,
    /// Lines of sales that wait for the link.
    pub lines: i64,
}

/// Which unknown items are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnknownFilter {
    /// Those whose SKU, in the form of [`sku_key`], or code lies within one of these.
    Within {
        skus: Match,
        codes: Vec<Match>,
    },
    One(ProductKey),
}

impl UnknownFilter {
    /// Those that begin so. The case of codes matters, and people type in any: as typed, all in upper and
    /// all in lower case. `None` if nothing is left to look for.
    pub fn beginning(text: &str) -> Option<Self> {
        let (skus, typed) = (Match::beginning(sku_key(text)?), text.trim());
        let mut codes = vec![typed.to_owned(), typed.to_uppercase(), typed.to_lowercase()];
        codes.sort_unstable();
        codes.dedup();
        Some(Self::Within { skus, codes: codes.into_iter().map(Match::beginning).collect() })
    }
}

/// A product that an unknown item might be.
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

    #[test]
    fn a_beginning_is_looked_for_in_each_case_once() {
        let codes = |text: &str| match UnknownFilter::beginning(text) {
            Some(UnknownFilter::Within { skus, codes }) => {
                let codes = codes.into_iter().map(|code| code.from).collect::<Vec<_>>();
                Some((skus.from, codes.join(" ")))
            }
            _ => None,
        };
        assert_eq!(codes(" Mlb1 "), Some(("mlb1".into(), "MLB1 Mlb1 mlb1".into())));
        assert_eq!(codes("94"), Some(("94".into(), "94".into())));
        assert_eq!(codes(" "), None);
    }

    #[test]
    fn a_code_is_taken_as_it_is_written() {
        let shop = ConnectionId::new();
        let code = |text: &str| ProductKey::of_code(shop, text);
        assert_eq!(code("MLB1:2"), Some(ProductKey::Code { connection: shop, code: "MLB1:2".into() }));
        assert!(code(&"x".repeat(CODE_LENGTH)).is_some());
        for none in ["", "a\u{0}b", &"x".repeat(CODE_LENGTH + 1)] {
            assert_eq!(code(none), None);
        }
    }
}
