//! A record that is written down.

use crate::{Field, Record};
use std::collections::BTreeMap;

/// A record that is written down: the fields it has.
pub type Given = BTreeMap<Field, String>;

/// A record with one value changed.
pub(super) struct Changed<'a> {
    pub record: &'a dyn Record,
    pub field: &'a Field,
    pub value: &'a str,
}

impl Record for Changed<'_> {
    fn get(&self, field: &Field) -> Option<&str> {
        if field == self.field { Some(self.value) } else { self.record.get(field) }
    }
}
