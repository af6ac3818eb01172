//! Knows a record that was not changed.

use super::layout::Layout;
use crate::{Field, facts::without_zeros, rules::Row};
use domain::ProductFieldKind;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128_with_seed};

/// Makes the digest of records: 128 bits of all their fields that are not empty, whatever the order of the columns.
pub(super) struct Digest {
    /// The fields in an order of their own, with what each is called in short and whether it is a number.
    slots: Vec<(usize, [u8; 8], bool)>,
    key: u64,
    buffer: Vec<u8>,
}

impl Digest {
    pub fn new(layout: &Layout, key: u64) -> Self {
        let mut slots: Vec<usize> = (0..layout.fields.len()).filter(|slot| layout.has(*slot)).collect();
        slots.sort_by_key(|slot| &layout.fields[*slot]);
        let name = |slot: &usize| xxh3_64(layout.fields[*slot].to_string().as_bytes()).to_le_bytes();
        let slots = slots.iter().map(|slot| (*slot, name(slot), is_number(&layout.fields[*slot]))).collect();
        Self { slots, key, buffer: Vec::new() }
    }

    pub fn of(&mut self, row: &Row<'_>) -> u128 {
        self.buffer.clear();
        for (slot, name, is_number) in &self.slots {
            let value = row.at(*slot);
            // `12.50` and `12.5` are the same.
            let value = if *is_number { without_zeros(value, 0) } else { value };
            if !value.is_empty() {
                self.buffer.extend_from_slice(name);
                self.buffer.extend_from_slice(&(value.len() as u32).to_le_bytes());
                self.buffer.extend_from_slice(value.as_bytes());
            }
        }
        xxh3_128_with_seed(&self.buffer, self.key)
    }
}

fn is_number(field: &Field) -> bool {
    let Field::Product(field) = field else { return false };
    matches!(field.kind(), ProductFieldKind::Money | ProductFieldKind::Number | ProductFieldKind::Integer)
}
