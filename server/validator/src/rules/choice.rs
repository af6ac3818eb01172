//! Lists of values that a value is one of, or not.

use std::collections::HashSet;

/// Values of one length that are compared one by one.
const FEW: usize = 8;

/// Values, found by their length first.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    by_length: Vec<Vec<Box<str>>>,
    /// Where there are many of one length.
    many: Option<HashSet<Box<str>>>,
    ignore_case: bool,
}

impl Choice {
    pub fn new(values: &[String], ignore_case: bool) -> Self {
        let written = |value: &String| if ignore_case { value.to_lowercase() } else { value.clone() };
        let mut by_length: Vec<Vec<Box<str>>> = Vec::new();
        let mut all = HashSet::new();
        for value in values {
            let value: Box<str> = written(value).into();
            if value.len() < 4096 {
                if by_length.len() <= value.len() {
                    by_length.resize(value.len() + 1, Vec::new());
                }
                by_length[value.len()].push(value.clone());
            }
            all.insert(value);
        }
        let few = by_length.iter().all(|values| values.len() <= FEW)
            && values.iter().all(|value| value.len() < 4096);
        if !few {
            by_length.clear();
        }
        Self { by_length, many: (!few).then_some(all), ignore_case }
    }

    #[inline]
    pub fn contains(&self, value: &str) -> bool {
        if self.ignore_case { self.has(&value.to_lowercase()) } else { self.has(value) }
    }

    #[inline]
    fn has(&self, value: &str) -> bool {
        match &self.many {
            Some(many) => many.contains(value),
            None => {
                self.by_length.get(value.len()).is_some_and(|few| few.iter().any(|known| **known == *value))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_however_many() {
        let few = Choice::new(&["EUR".into(), "USD".into(), "é".into()], false);
        assert_eq!(
            ["EUR", "eur", "GBP", "", "é"].map(|value| few.contains(value)),
            [true, false, false, false, true]
        );
        let many: Vec<String> = (100..200).map(|number| format!("V{number}")).collect();
        let many = Choice::new(&many, true);
        assert_eq!(["v150", "V199", "V200"].map(|value| many.contains(value)), [true, true, false]);
    }
}
