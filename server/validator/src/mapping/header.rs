//! What a column is called, without what makes no difference.

use crate::{facts::search_form, transform::Unit};

/// A column's name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Words that carry the meaning, with one space between them; all of them if none does.
    pub normal: String,
    /// The unit that it names: `Peso (g)`.
    pub unit: Option<Unit>,
    /// The number at its end: `Imagem 2`.
    pub number: Option<u32>,
}

/// The longest name that is looked at, in bytes.
const MAX_LENGTH: usize = 300;
/// Words that say nothing of the field.
const SMALL: &[&str] = &[
    "a", "as", "au", "aux", "da", "das", "de", "del", "des", "do", "dos", "du", "el", "em", "en", "for",
    "in", "is", "l", "la", "las", "le", "les", "los", "o", "of", "or", "os", "ou", "per", "por", "the", "y",
];
/// Currencies, and words that forms put behind a name.
const NOISE: &[&str] = &[
    "brl",
    "usd",
    "eur",
    "gbp",
    "mxn",
    "ars",
    "clp",
    "cop",
    "pen",
    "uyu",
    "r",
    "rs",
    "us",
    "obrigatorio",
    "required",
    "obligatorio",
    "obligatoire",
    "opcional",
    "optional",
    "optionnel",
];

impl Header {
    pub fn new(text: &str) -> Self {
        let short = crate::facts::truncate(text, MAX_LENGTH);
        let folded = search_form(&words_apart(short));
        let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let mut words: Vec<&str> = all.iter().copied().filter(|word| !NOISE.contains(word)).collect();
        // What hangs at the end says which of two prices it is: `Preço de`, beside `Preço por`.
        let hangs = words.len() > 1 && words.last() == Some(&"de");
        words.retain(|word| !SMALL.contains(word));
        words.extend(hangs.then_some("de"));
        let number = match words.as_slice() {
            [_, .., last] => last.parse().ok(),
            _ => None,
        };
        if number.is_some() {
            words.pop();
        }
        let unit = match words.as_slice() {
            // A word alone is a name, not a unit: `m`.
            [_, .., last] => unit_named(last, text),
            _ => None,
        };
        if unit.is_some() {
            words.pop();
        }
        let normal = if words.is_empty() { all.join(" ") } else { words.join(" ") };
        Self { normal, unit: unit.or_else(|| folded.ends_with("grams").then_some(Unit::Gram)), number }
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.normal.split(' ')
    }
}

/// A unit by its code; `m` and `l` only in brackets, since they are sizes and letters too.
fn unit_named(word: &str, text: &str) -> Option<Unit> {
    let unit: Unit = word.parse().ok()?;
    let bracketed = text.contains(['(', '[', '/']);
    (bracketed || !matches!(unit, Unit::Metre | Unit::Litre | Unit::Inch)).then_some(unit)
}

/// `_NomeProduto`, `SKUEan` and `image1` with a space where a word begins.
fn words_apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let signs: Vec<char> = text.chars().collect();
    let one_word = !text.contains(char::is_whitespace);
    for (at, c) in signs.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| signs[at]);
        let behind = signs.get(at + 1);
        let camel = one_word
            && c.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || (before.is_uppercase() && behind.is_some_and(|c| c.is_lowercase()))
            });
        let digit = c.is_ascii_digit() && before.is_some_and(char::is_alphabetic);
        let letter = c.is_alphabetic() && before.is_some_and(|before| before.is_ascii_digit());
        if camel || digit || letter {
            out.push(' ');
        }
        out.push(*c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_makes_no_difference_goes() {
        for (text, normal, unit, number) in [
            ("Preço de Venda (R$)", "preco venda", None, None),
            ("Preço de (R$)", "preco de", None, None),
            ("Preço por", "preco", None, None),
            ("PRECO_VENDA", "preco venda", None, None),
            ("Peso (kg)", "peso", Some(Unit::Kilogram), None),
            ("Weight g", "weight", Some(Unit::Gram), None),
            ("Variant Grams", "variant grams", Some(Unit::Gram), None),
            ("Imagem 2", "imagem", None, Some(2)),
            ("other_image_url1", "other image url", None, Some(1)),
            ("EAN13", "ean", None, Some(13)),
            ("_NomeProduto", "nome produto", None, None),
            ("_SKUEan", "sku ean", None, None),
            ("item-name", "item name", None, None),
            ("Título*", "titulo", None, None),
            ("", "", None, None),
            ("R$", "r", None, None),
            ("Tamanho M", "tamanho m", None, None),
            ("Altura (m)", "altura", Some(Unit::Metre), None),
        ] {
            let found = Header::new(text);
            assert_eq!((found.normal.as_str(), found.unit, found.number), (normal, unit, number), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_taken_apart(text in "\\PC{0,60}") {
            let once = Header::new(&text);
            prop_assert!(!once.normal.contains("  "));
        }
    }
}
