//! Which products an unknown item might be.

use domain::{
    ProductId,
    view::{
        catalog::{Candidate, CandidateReason, ProductKey, UnknownItem, name_key},
        search::Match,
    },
};
use std::collections::HashMap;

/// Candidates shown for an item.
const MOST: usize = 3;
/// Names less alike than this are not offered, in percent.
const LEAST_ALIKE: u8 = 50;
/// Nor are those that have another word, if less alike than this.
const LEAST_ALIKE_VARIANT: u8 = 60;

/// A product, prepared to be compared with many items.
pub(super) struct Known {
    id: ProductId,
    sku: String,
    name: String,
    loose_sku: String,
    pairs: Pairs,
    words: Vec<String>,
}

impl Known {
    pub(super) fn new((id, sku, name): (ProductId, String, String)) -> Self {
        let (loose_sku, pairs, words) = (loose(&sku), Pairs::of(&name), words(&name));
        Self { id, sku, name, loose_sku, pairs, words }
    }
}

/// The best candidates for an item, the best first.
pub(super) fn candidates(item: &UnknownItem, products: &[Known]) -> Vec<Candidate> {
    // A platform's code that looks like a SKU is none.
    let wanted_sku = if matches!(item.key, ProductKey::Sku(_)) { loose(&item.shown) } else { String::new() };
    let whole = format!("{} {}", item.title, item.variant.as_deref().unwrap_or_default());
    let (wanted, wanted_words) = ([Pairs::of(&item.title), Pairs::of(&whole)], words(&whole));
    let mut found: Vec<_> = products
        .iter()
        .filter_map(|product| {
            let alike = wanted.iter().map(|wanted| wanted.alike(&product.pairs)).max().unwrap_or_default();
            let reason = match alike {
                _ if !wanted_sku.is_empty() && wanted_sku == product.loose_sku => CandidateReason::SameSku,
                LEAST_ALIKE.. if !differ(&wanted_words, &product.words) => {
                    CandidateReason::SimilarName(alike)
                }
                LEAST_ALIKE_VARIANT.. => CandidateReason::OtherVariant(alike),
                _ => return None,
            };
            Some((reason, product))
        })
        .collect();
    found.sort_by(|(one, first), (other, second)| {
        rank(*other).cmp(&rank(*one)).then(first.sku.cmp(&second.sku))
    });
    found.truncate(MOST);
    let candidate = |(reason, product): (CandidateReason, &Known)| Candidate {
        product: product.id,
        sku: product.sku.clone(),
        name: product.name.clone(),
        reason,
    };
    found.into_iter().map(candidate).collect()
}

/// How SKUs and names of products that could be meant begin.
pub(super) fn beginnings(items: &[UnknownItem]) -> (Vec<Match>, Vec<Match>) {
    let first = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let sku_start = |item: &UnknownItem| match &item.key {
        ProductKey::Sku(sku) => Some(Match::beginning(first(sku, 3))),
        ProductKey::Code { .. } => None,
    };
    let sku_starts = items.iter().filter_map(sku_start).collect();
    let name_starts = items
        .iter()
        .filter_map(|item| name_key(&item.title).split(' ').next().map(str::to_owned))
        .filter(|word| word.chars().count() >= 3)
        .map(Match::beginning)
        .collect();
    (sku_starts, name_starts)
}

fn rank(reason: CandidateReason) -> (u8, u8) {
    match reason {
        CandidateReason::SameSku => (2, 0),
        CandidateReason::SimilarName(alike) => (1, alike),
        CandidateReason::OtherVariant(alike) => (0, alike),
    }
}

/// Words that tell no two things apart, in the languages of Orion.
const JOINING: [&str; 18] = [
    "a", "and", "da", "das", "de", "del", "do", "dos", "du", "e", "em", "en", "et", "for", "of", "para",
    "pour", "the",
];

/// The words of a name that may tell it from another.
fn words(name: &str) -> Vec<String> {
    let name = name_key(name);
    let words = name.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| !word.is_empty() && !JOINING.contains(word)).map(str::to_owned).collect()
}

/// Whether each has a word that the other lacks, "azul" here and "preto" there. A name that only says
/// more may mean the same thing.
fn differ(one: &[String], other: &[String]) -> bool {
    // "Camisetas" is no other word than "Camiseta"; "38" is another than "3".
    let same =
        |a: &str, b: &str| a == b || (a.len().min(b.len()) >= 4 && (a.starts_with(b) || b.starts_with(a)));
    let lacks = |these: &[String], those: &[String]| {
        these.iter().any(|word| !those.iter().any(|other| same(word, other)))
    };
    lacks(one, other) && lacks(other, one)
}

/// A SKU without case and punctuation.
fn loose(sku: &str) -> String {
    sku.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The pairs of neighbouring letters of a name's words.
struct Pairs {
    counts: HashMap<(char, char), u32>,
    total: u32,
}

impl Pairs {
    fn of(name: &str) -> Self {
        let mut pairs = Self { counts: HashMap::new(), total: 0 };
        for word in name_key(name).split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            // A sign before each word lets one-letter words ("P", "M") count.
            let signs = std::iter::once(' ').chain(word.chars());
            for pair in signs.zip(word.chars()) {
                *pairs.counts.entry(pair).or_default() += 1;
                pairs.total += 1;
            }
        }
        pairs
    }

    /// The share of pairs in common (Sørensen-Dice), in percent.
    fn alike(&self, other: &Self) -> u8 {
        let common: u32 = self
            .counts
            .iter()
            .map(|(pair, count)| other.counts.get(pair).copied().unwrap_or_default().min(*count))
            .sum();
        let total = (self.total + other.total).max(1);
        u8::try_from(200 * common / total).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ConnectionId;

    fn unknown(sku: &str, title: &str, variant: Option<&str>) -> UnknownItem {
        UnknownItem {
            key: ProductKey::Sku(sku.to_lowercase()),
            shown: sku.into(),
            source: None,
            title: title.into(),
            variant: variant.map(Into::into),
            lines: 1,
        }
    }

    fn catalogue() -> Vec<Known> {
        [
            ("CAM-001-M", "Camiseta Básica Algodão M"),
            ("CAM-001-G", "Camiseta Básica Algodão G"),
            ("CAN-9", "Caneca de Porcelana"),
        ]
        .map(|(sku, name)| Known::new((ProductId::new(), sku.into(), name.into())))
        .into()
    }

    #[test]
    fn the_same_sku_without_punctuation_comes_first() {
        let found = candidates(&unknown("cam001m", "Outra coisa", None), &catalogue());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].sku.as_str(), found[0].reason), ("CAM-001-M", CandidateReason::SameSku));
    }

    #[test]
    fn names_alike_are_offered_with_their_likeness_and_the_variant_decides() {
        let found = candidates(&unknown("X1", "camiseta basica de algodao", Some("G")), &catalogue());
        assert_eq!(found[0].sku, "CAM-001-G");
        assert!(
            matches!(found[0].reason, CandidateReason::SimilarName(alike) if alike > 80),
            "{:?}",
            found[0].reason
        );
        assert!(!found.iter().any(|found| found.sku == "CAN-9"));
    }

    #[test]
    fn another_size_or_colour_is_offered_as_one_and_last() {
        let found = candidates(&unknown("X1", "Camiseta básica algodão", Some("M")), &catalogue());
        assert_eq!(found[0].reason, CandidateReason::SimilarName(100));
        assert!(matches!(found[1].reason, CandidateReason::OtherVariant(_)), "{:?}", found[1].reason);
        let differ = |one: &str, other: &str| super::differ(&words(one), &words(other));
        assert!(differ("Caneca azul 300 ml", "Caneca azul 350 ml"));
        assert!(differ("Tênis 38", "Tênis 3"));
        assert!(!differ("Caneca de porcelana", "Canecas porcelana azul"));
        assert!(!differ("Camiseta básica M", "Camiseta básica"));
    }

    #[test]
    fn a_code_is_compared_by_its_title_only() {
        let key = ProductKey::of_code(ConnectionId::new(), "CAN9").unwrap();
        let item = UnknownItem { key, ..unknown("CAN9", "Camiseta básica algodão", Some("M")) };
        let found = candidates(&item, &catalogue());
        assert_eq!(
            (found[0].sku.as_str(), found[0].reason),
            ("CAM-001-M", CandidateReason::SimilarName(100))
        );
        assert!(!found.iter().any(|found| found.sku == "CAN-9"));
        let (skus, names) = beginnings(&[item]);
        assert_eq!((skus, names), (vec![], vec![Match::beginning("camiseta")]));
    }

    #[test]
    fn nothing_alike_offers_nothing() {
        assert!(candidates(&unknown("Z", "Fone de ouvido", None), &catalogue()).is_empty());
        assert!(candidates(&unknown("!!!", "", None), &catalogue()).is_empty());
    }
}
