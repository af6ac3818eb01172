//! The table of what columns are called, read once.

use super::Header;
use domain::ProductField;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::LazyLock,
};

/// Which fields a normalised name stands for, and whether it does so surely.
pub(super) struct Synonyms {
    exact: HashMap<String, Vec<(ProductField, bool)>>,
    /// Sure names alone, for what is only like them.
    names: Vec<(String, ProductField)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    sure: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
}

const TABLE: &str = include_str!("../../data/headers.yaml");

static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    // The table is part of the program, and a test reads it; without it columns are known by their values alone.
    let table: BTreeMap<ProductField, Names> = crate::yaml::read(TABLE, TABLE.len()).unwrap_or_default();
    let (mut exact, mut names) = (HashMap::<String, Vec<_>>::new(), Vec::new());
    for (field, entry) in table {
        let sure = entry.sure.iter().map(|name| (name, true));
        for (name, sure) in sure.chain(entry.weak.iter().map(|name| (name, false))) {
            let normal = Header::new(name).normal;
            let fields = exact.entry(normal.clone()).or_default();
            if !fields.iter().any(|(known, _)| *known == field) {
                fields.push((field, sure));
                if sure {
                    names.push((normal, field));
                }
            }
        }
        // A canonical code is always its own name.
        let code = Header::new(field.code()).normal;
        let fields = exact.entry(code).or_default();
        if !fields.iter().any(|(known, _)| *known == field) {
            fields.push((field, true));
        }
    }
    Synonyms { exact, names }
});

/// How many fields some names stand for, surely or not.
pub(crate) fn fields_named<S: AsRef<str>>(names: &[S]) -> usize {
    let fields = names.iter().filter_map(|name| {
        let known = Synonyms::get().exact(&Header::new(name.as_ref()).normal);
        known.first().map(|(field, _)| *field)
    });
    fields.collect::<BTreeSet<_>>().len()
}

impl Synonyms {
    pub(super) fn get() -> &'static Self {
        &SYNONYMS
    }

    pub(super) fn exact(&self, normal: &str) -> &[(ProductField, bool)] {
        self.exact.get(normal).map_or(&[], Vec::as_slice)
    }

    pub(super) fn names(&self) -> &[(String, ProductField)] {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_names_every_field() {
        let table: BTreeMap<ProductField, Names> = crate::yaml::read(TABLE, TABLE.len()).unwrap();
        for field in ProductField::ALL {
            assert!(table.contains_key(field), "{field}");
        }
    }

    #[test]
    fn no_name_stands_surely_for_two_fields() {
        for (name, fields) in &Synonyms::get().exact {
            let sure: Vec<_> = fields.iter().filter(|(_, sure)| *sure).collect();
            assert!(sure.len() < 2, "{name}: {sure:?}");
            assert!(!name.is_empty());
        }
    }
}
