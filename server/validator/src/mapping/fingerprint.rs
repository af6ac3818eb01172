//! By what the columns of a sheet are known again.

use super::Header;
use crate::transform::Unit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What columns are called, each as a number that is the same on every machine and in every version. Their order makes
/// no difference.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(BTreeSet<u64>);

/// How much one sheet's columns are those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Columns of the one that the other has.
    pub shared: usize,
    /// Columns of the one that the other does not have.
    pub missing: usize,
    /// Columns that only the other has.
    pub added: usize,
}

impl Fingerprint {
    /// Of columns by what they are called, without case, accents and punctuation; the number at an end makes a
    /// difference. Columns without a name do not count.
    pub fn of<S: AsRef<str>>(headers: &[S]) -> Self {
        Self(
            headers
                .iter()
                .map(|header| key(header.as_ref()))
                .filter(|key| !key.is_empty())
                .map(|key| fnv(&key))
                .collect(),
        )
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn likeness(&self, other: &Self) -> Likeness {
        let shared = self.0.intersection(&other.0).count();
        Likeness { shared, missing: self.0.len() - shared, added: other.0.len() - shared }
    }

    /// Sixteen hexadecimal digits that are the same for the same columns: to look for sheets without reading them.
    pub fn digest(&self) -> String {
        let mut bytes = String::new();
        for one in &self.0 {
            bytes.push_str(&format!("{one:016x}"));
        }
        format!("{:016x}", fnv(&bytes))
    }
}

/// What a column is called, as far as it makes a difference here.
pub(super) fn key(header: &str) -> String {
    let found = Header::new(header);
    match (found.number, found.unit) {
        (None, None) => found.normal,
        (number, unit) => {
            let number = number.map(|number| number.to_string()).unwrap_or_default();
            format!("{} {number} {}", found.normal, unit.map_or("", Unit::code))
        }
    }
}

/// FNV-1a of 64 bits.
fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_letters_make_no_difference() {
        let one = Fingerprint::of(&["SKU", "Preço (R$)", "Imagem 1", ""]);
        assert_eq!(one, Fingerprint::of(&["imagem_1", "PRECO", "sku"]));
        assert_ne!(one, Fingerprint::of(&["imagem_2", "PRECO", "sku"]));
        assert_ne!(Fingerprint::of(&["Peso (g)"]), Fingerprint::of(&["Peso (kg)"]));
        assert_eq!(one.digest(), Fingerprint::of(&["imagem_1", "PRECO", "sku"]).digest());
        assert_eq!(one.digest().len(), 16);
        // Known answers: what is kept in databases must not change with the program.
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn likeness_counts_columns() {
        let one = Fingerprint::of(&["a", "b", "c"]);
        let other = Fingerprint::of(&["b", "c", "d", "e"]);
        assert_eq!(one.likeness(&other), Likeness { shared: 2, missing: 1, added: 2 });
    }
}
