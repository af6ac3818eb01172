//! Records of a sheet by their numbers, one bit each.

/// A set of records, which count from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowSet(Vec<u8>);

impl RowSet {
    /// As [`Self::bytes`] gives it.
    pub const fn of_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The lowest bit of the first byte is the first record.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Adds a record; tells whether it was not there.
    pub fn insert(&mut self, row: u64) -> bool {
        let (at, bit) = place(row);
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        let is_new = self.0[at] & bit == 0;
        self.0[at] |= bit;
        is_new
    }

    pub fn contains(&self, row: u64) -> bool {
        let (at, bit) = place(row);
        self.0.get(at).is_some_and(|byte| byte & bit != 0)
    }

    pub fn count(&self) -> i64 {
        self.0.iter().map(|byte| i64::from(byte.count_ones())).sum()
    }

    /// Adds all of another one.
    pub fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }
}

fn place(row: u64) -> (usize, u8) {
    let at = row.saturating_sub(1);
    (usize::try_from(at / 8).unwrap_or(usize::MAX), 1 << (at % 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_counted_once_and_found_again() {
        let mut some = RowSet::default();
        assert!(some.insert(1) && some.insert(9) && !some.insert(9));
        assert_eq!((some.count(), some.bytes()), (2, &[1, 1][..]));
        let mut all = RowSet::of_bytes(vec![0b10]);
        all.add(&some);
        assert_eq!(all.count(), 3);
        assert!(all.contains(2) && all.contains(9) && !all.contains(3) && !all.contains(1_000));
    }
}
