//! Checks that look at more than one record.

use super::{row::Row, test::is_blank};

/// What has to be known of other records, or of a list, before a record can be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Across {
    /// No other record has the same values of these fields.
    Unique { slots: Vec<usize> },
    /// Records with the same value of one field have the same values of the others. An empty value says nothing.
    Consistent { within: usize, slots: Vec<usize> },
    /// The value is one of a list, or is not.
    Lookup { slot: usize, list: String, inside: bool },
}

impl Across {
    /// Writes what records are compared by; `false` where there is nothing to compare.
    pub(crate) fn key(&self, row: &Row<'_>, key: &mut Vec<u8>) -> bool {
        match self {
            Self::Unique { slots } => match slots.as_slice() {
                [slot] => whole(row.at(*slot), key),
                slots => {
                    if slots.iter().all(|slot| is_blank(row.at(*slot))) {
                        return false;
                    }
                    slots.iter().for_each(|slot| part(row.at(*slot), key));
                    true
                }
            },
            Self::Consistent { within: slot, .. } | Self::Lookup { slot, .. } => whole(row.at(*slot), key),
        }
    }

    /// Writes the values that have to be the same.
    pub(crate) fn values(&self, row: &Row<'_>, values: &mut Vec<u8>) {
        if let Self::Consistent { slots, .. } = self {
            slots.iter().for_each(|slot| part(row.at(*slot), values));
        }
    }
}

fn whole(value: &str, key: &mut Vec<u8>) -> bool {
    if is_blank(value) {
        return false;
    }
    key.extend_from_slice(value.as_bytes());
    true
}

/// A value with its length before it, so that several in a row are never taken for others.
fn part(value: &str, key: &mut Vec<u8>) {
    key.extend_from_slice(&(value.len() as u32).to_le_bytes());
    key.extend_from_slice(value.as_bytes());
}

/// The values that were written one after the other.
pub(crate) fn parts(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        bytes = rest;
        Some(part)
    })
}
