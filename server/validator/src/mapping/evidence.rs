//! What the values of a column say of its field.

use crate::{
    facts::{
        DecimalMark, NumberFault, address, canonical_decimal, decimal, gtin, isbn, list_items, money,
        ncm_is_valid,
    },
    transform::Unit,
};
use domain::ProductField;
use std::collections::HashSet;

/// Values of a column that are looked at.
const MAX_VALUES: usize = 500;
/// Bytes of a value that are looked at.
const MAX_BYTES: usize = 4_000;
/// Bytes of the longest number.
const NUMBER: usize = 40;

/// Counts over the values that are not empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    pub filled: usize,
    pub distinct: usize,
    gtins: usize,
    isbns: usize,
    ncms: usize,
    digits: usize,
    addresses: usize,
    images: usize,
    numbers: usize,
    integers: usize,
    cents: usize,
    /// Numbers with a unit of weight, and with one of length.
    weights: usize,
    lengths: usize,
    currencies: usize,
    conditions: usize,
    codes: usize,
    long: usize,
    worded: usize,
    characters: usize,
    commas: usize,
    points: usize,
    /// Several values in one cell, separated by commas or semicolons.
    lists: [usize; 2],
}

impl Evidence {
    /// Looks at the first five hundred values.
    pub fn of<S: AsRef<str>>(values: &[S]) -> Self {
        let mut found = Self::default();
        let mut seen = HashSet::new();
        for value in values
            .iter()
            .take(MAX_VALUES)
            .map(|value| value.as_ref().trim())
            .filter(|value| !value.is_empty())
        {
            let value = &value[..value.floor_char_boundary(MAX_BYTES)];
            found.filled += 1;
            found.distinct += usize::from(seen.insert(value));
            found.look(value);
        }
        found
    }

    fn look(&mut self, value: &str) {
        let count = value.chars().count();
        self.characters += count;
        self.gtins += usize::from(gtin(value).is_ok());
        self.isbns += usize::from(isbn(value).is_ok());
        self.ncms += usize::from(ncm_is_valid(value));
        self.digits += usize::from(value.bytes().all(|c| c.is_ascii_digit()));
        self.long += usize::from(count > 150 || value.contains("</") || value.contains('\n'));
        self.worded += usize::from(
            count <= 150
                && value.split_whitespace().nth(1).is_some()
                && value.chars().any(char::is_alphabetic),
        );
        self.currencies += usize::from(is_currency(value));
        self.conditions += usize::from(is_condition(value));
        self.codes += usize::from(is_code(value, count));
        self.look_for_address(value);
        if value.len() <= NUMBER {
            self.look_for_number(value);
            self.look_for_unit(value);
        }
        if !value.contains("://") {
            self.lists[0] += usize::from(value.contains(',') && value.chars().any(char::is_alphabetic));
            self.lists[1] += usize::from(value.contains(';'));
        }
    }

    fn look_for_address(&mut self, value: &str) {
        let Some(found) = list_items(value).next().and_then(|item| address(item).ok()) else { return };
        self.addresses += 1;
        let picture = |extension: &str| {
            ["jpg", "jpeg", "png", "webp", "gif"].iter().any(|one| one.eq_ignore_ascii_case(extension))
        };
        self.images += usize::from(found.extension().is_some_and(picture));
    }

    fn look_for_number(&mut self, value: &str) {
        let Ok(amount) = money(value, DecimalMark::Auto) else { return };
        self.numbers += 1;
        self.integers += usize::from(canonical_decimal(value).is_some_and(|number| number.is_integer()));
        self.cents += usize::from(amount.split_once('.').is_some_and(|(_, cents)| cents.len() == 2));
        if amount.contains('.') || decimal(value, DecimalMark::Auto).is_ok_and(|number| number.contains('.'))
        {
            self.count_mark(value);
        }
    }

    fn look_for_unit(&mut self, value: &str) {
        let Some(last) = value.rfind(|sign: char| sign.is_ascii_digit()) else { return };
        let (number, unit) = value.split_at(last + 1);
        let Some(unit) = Unit::read(unit) else { return };
        match decimal(number, DecimalMark::Auto) {
            Ok(read) if read.contains('.') => self.count_mark(number),
            Ok(_) | Err(NumberFault::Ambiguous) => {}
            Err(_) => return,
        }
        self.weights += usize::from(unit.converts_to(Unit::Kilogram));
        self.lengths += usize::from(unit.converts_to(Unit::Centimetre));
    }

    /// Notes the mark of a number that can be read in one way only, and has a fraction so.
    fn count_mark(&mut self, number: &str) {
        match number.rfind([',', '.']).map(|at| number.as_bytes()[at]) {
            Some(b',') => self.commas += 1,
            Some(_) => self.points += 1,
            None => {}
        }
    }

    /// Whether most values say a unit that converts to this one, of weight or length.
    pub(super) fn has_units(&self, to: Unit) -> bool {
        let count = if to.converts_to(Unit::Kilogram) { self.weights } else { self.lengths };
        count * 2 > self.filled
    }

    /// The mark that separates fractions in this column: the one that is seen, if the other is not.
    pub fn decimal_mark(&self) -> Option<DecimalMark> {
        match (self.commas, self.points) {
            (1.., 0) => Some(DecimalMark::Comma),
            (0, 1..) => Some(DecimalMark::Point),
            _ => None,
        }
    }

    /// Whether fractions are seen in this column, with whatever mark.
    pub fn has_fractions(&self) -> bool {
        self.commas + self.points > 0
    }

    /// By what several values of a cell are separated, if most cells have several.
    pub(super) fn list_mark(&self) -> Option<&'static str> {
        let [commas, semicolons] = self.lists;
        if semicolons * 2 > self.filled {
            Some(";")
        } else if commas * 2 > self.filled {
            Some(",")
        } else {
            None
        }
    }

    fn share(&self, count: usize) -> f32 {
        if self.filled == 0 { 0.0 } else { count as f32 / self.filled as f32 }
    }

    /// What the values alone make of the field, from 0 to 100; 0 if they say nothing.
    pub(super) fn alone(&self, field: ProductField) -> u8 {
        if self.filled < 3 {
            return 0;
        }
        let unique = self.share(self.distinct);
        let average = self.characters / self.filled;
        // A few right check digits happen by chance; most of them do not.
        let gtins = self.share(self.gtins) >= 0.8;
        let by_values = |holds: bool, confidence: u8| if holds { confidence } else { 0 };
        match field {
            ProductField::Gtin => by_values(gtins && self.share(self.isbns) < 0.8, 85),
            ProductField::Isbn => by_values(self.share(self.isbns) >= 0.8, 85),
            ProductField::Ncm => by_values(!gtins && self.share(self.ncms) >= 0.9 && unique < 0.9, 62),
            ProductField::Images => by_values(self.share(self.images) >= 0.8, 80),
            ProductField::Url => {
                by_values(self.share(self.addresses) >= 0.8 && self.share(self.images) < 0.2, 55)
            }
            ProductField::Currency => by_values(self.share(self.currencies) >= 0.9 && self.distinct <= 5, 80),
            ProductField::Condition => by_values(self.share(self.conditions) >= 0.9, 75),
            ProductField::Price => {
                by_values(self.share(self.numbers) >= 0.9 && self.share(self.cents) >= 0.8, 45)
            }
            ProductField::Stock => by_values(
                self.share(self.integers) >= 0.95 && average <= 4 && unique < 0.9 && self.distinct > 2,
                40,
            ),
            ProductField::Sku => by_values(unique >= 1.0 && self.share(self.codes) >= 0.8 && !gtins, 50),
            ProductField::Title => {
                by_values(unique >= 0.9 && self.share(self.worded) >= 0.9 && average >= 12, 48)
            }
            ProductField::Description => by_values(self.share(self.long) >= 0.7, 55),
            ProductField::Brand => by_values(
                self.filled >= 10
                    && unique <= 0.3
                    && average <= 25
                    && self.distinct > 1
                    && self.numbers + self.conditions + self.currencies + self.addresses == 0,
                40,
            ),
            _ => 0,
        }
    }

    /// Whether the values are such as the field has: `None` if there is nothing to see.
    pub(super) fn fits(&self, field: ProductField) -> Option<bool> {
        use ProductField as F;
        if self.filled == 0 {
            return None;
        }
        let most = |count: usize| Some(self.share(count) >= 0.5);
        match field {
            F::Price | F::CompareAtPrice | F::SalePrice | F::Cost => most(self.numbers),
            // Cells of weights and sizes may say their unit. A long one may be worded too.
            F::Weight | F::Length | F::Width | F::Height => {
                let with_unit = if field == F::Weight { self.weights } else { self.lengths };
                let short = self.filled.saturating_sub(self.worded + self.long);
                most((self.numbers + with_unit).max(short))
            }
            F::Stock => most(self.numbers),
            F::Gtin => most(self.gtins.max(self.digits)),
            F::Isbn => most(self.isbns),
            F::Ncm => most(self.ncms),
            F::Images | F::Video | F::Url => most(self.addresses),
            F::Currency => most(self.currencies),
            F::Condition => most(self.conditions),
            // What many systems call a description is the product's name: short texts speak against one.
            F::Description if self.filled >= 3 => {
                Some(self.share(self.long) >= 0.2 || self.characters / self.filled > 80)
            }
            F::Title | F::Brand => Some(self.share(self.addresses) < 0.5 && self.share(self.numbers) < 0.9),
            F::Sku => Some(self.share(self.long) < 0.5 && self.share(self.addresses) < 0.5),
            _ => None,
        }
    }
}

fn is_currency(value: &str) -> bool {
    const CODES: &[&str] = &[
        "BRL", "USD", "EUR", "GBP", "MXN", "ARS", "CLP", "COP", "PEN", "UYU", "PYG", "BOB", "CAD", "AUD",
        "JPY", "CNY", "CHF", "IDR", "MYR", "SGD", "THB", "PHP", "VND", "INR", "PLN", "SEK", "DKK", "NOK",
        "CZK", "TRY", "ZAR", "NZD", "HKD", "KRW",
    ];
    CODES.iter().any(|code| code.eq_ignore_ascii_case(value))
}

fn is_condition(value: &str) -> bool {
    const WORDS: &[&str] = &[
        "new",
        "used",
        "refurbished",
        "novo",
        "usado",
        "recondicionado",
        "nuevo",
        "reacondicionado",
        "neuf",
        "occasion",
        "reconditionné",
        "nova",
        "usada",
        "not specified",
        "newitem",
        "new, new",
    ];
    value.len() <= 30 && WORDS.contains(&value.to_lowercase().as_str())
}

/// Short, without spaces, with a digit: what people number their goods with.
fn is_code(value: &str, characters: usize) -> bool {
    characters <= 40
        && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
        && value.bytes().any(|c| c.is_ascii_digit())
        && !value.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_name_their_field() {
        let gtins = ["7891000315507", "4006381333931", "036000291452", "96385074"];
        assert!(Evidence::of(&gtins).alone(ProductField::Gtin) > 80);
        assert_eq!(Evidence::of(&gtins).alone(ProductField::Sku), 0);
        let images =
            ["https://a.com/1.jpg", "https://a.com/2.png, https://a.com/3.png", "https://a.com/4.webp"];
        assert!(Evidence::of(&images).alone(ProductField::Images) > 70);
        assert_eq!(Evidence::of(&images).alone(ProductField::Url), 0);
        assert!(Evidence::of(&["61091000", "61091000", "64041100"]).alone(ProductField::Ncm) > 50);
        assert!(Evidence::of(&["BRL", "BRL", "brl"]).alone(ProductField::Currency) > 70);
        assert!(Evidence::of(&["novo", "Usado", "novo"]).alone(ProductField::Condition) > 70);
        let brands: Vec<&str> = ["Acme", "Acme", "Borges"].into_iter().cycle().take(12).collect();
        assert_eq!(Evidence::of(&brands).alone(ProductField::Brand), 40);
        assert_eq!(Evidence::of(&["a"]).alone(ProductField::Brand), 0);
    }

    #[test]
    fn values_that_do_not_fit_are_seen() {
        let words = Evidence::of(&["azul", "verde", "preto"]);
        assert_eq!(words.fits(ProductField::Price), Some(false));
        assert_eq!(words.fits(ProductField::Gtin), Some(false));
        assert_eq!(words.fits(ProductField::Colour), None);
        assert_eq!(Evidence::of(&["", " "]).fits(ProductField::Price), None);
        assert_eq!(Evidence::of(&["R$ 5,00", "6"]).fits(ProductField::Price), Some(true));
    }

    #[test]
    fn the_mark_of_fractions_is_found() {
        let mark = |values: &[&str]| Evidence::of(values).decimal_mark();
        assert_eq!(mark(&["1.234,50", "12,5", "7"]), Some(DecimalMark::Comma));
        assert_eq!(mark(&["1,234.50", "12.5"]), Some(DecimalMark::Point));
        assert_eq!(mark(&["R$ 12,90"]), Some(DecimalMark::Comma));
        assert_eq!(mark(&["0,3 kg", "1.250 g"]), Some(DecimalMark::Comma));
        assert_eq!(mark(&["0.3 kg."]), Some(DecimalMark::Point));
        assert_eq!(mark(&["12.5", "12,5"]), None);
        assert_eq!(mark(&["1.234", "5"]), None);
        assert!(Evidence::of(&["12.5", "12,5"]).has_fractions());
        assert!(!Evidence::of(&["1.234", "5"]).has_fractions());
    }
}
