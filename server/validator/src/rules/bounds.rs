//! Ranges of numbers.

use rust_decimal::Decimal;
use serde::Serialize;

/// A range of numbers; what is not given is not asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Bounds {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Decimal>,
}

impl Bounds {
    /// The bound that a number breaks, with its code.
    #[inline]
    pub fn broken(&self, number: Decimal) -> Option<(&'static str, Decimal)> {
        if let Some(bound) = self.above
            && number <= bound
        {
            return Some(("not_above", bound));
        }
        if let Some(bound) = self.at_least
            && number < bound
        {
            return Some(("too_small", bound));
        }
        if let Some(bound) = self.below
            && number >= bound
        {
            return Some(("not_below", bound));
        }
        match self.at_most {
            Some(bound) if number > bound => Some(("too_large", bound)),
            _ => None,
        }
    }

    /// Whether no number keeps them.
    pub fn is_empty(&self) -> bool {
        let (low, high) = (self.low(), self.high());
        match (low, high) {
            (Some((low, low_open)), Some((high, high_open))) => {
                low > high || (low == high && (low_open || high_open))
            }
            _ => false,
        }
    }

    /// What keeps both.
    pub fn and(&self, other: &Self) -> Self {
        let larger = |a: Option<Decimal>, b: Option<Decimal>| a.max(b);
        let smaller = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self {
            above: larger(self.above, other.above),
            at_least: larger(self.at_least, other.at_least),
            below: smaller(self.below, other.below),
            at_most: smaller(self.at_most, other.at_most),
        }
    }

    /// The lower end, and whether it is outside.
    fn low(&self) -> Option<(Decimal, bool)> {
        self.above.map(|bound| (bound, true)).max(self.at_least.map(|bound| (bound, false)))
    }

    fn high(&self) -> Option<(Decimal, bool)> {
        match (self.below, self.at_most) {
            (Some(below), Some(at_most)) if at_most < below => Some((at_most, false)),
            (Some(below), _) => Some((below, true)),
            (None, at_most) => at_most.map(|bound| (bound, false)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(above: i64, at_least: i64, below: i64, at_most: i64) -> Bounds {
        let some = |number: i64| (number >= 0).then(|| Decimal::from(number));
        Bounds { above: some(above), at_least: some(at_least), below: some(below), at_most: some(at_most) }
    }

    #[test]
    fn what_nothing_keeps_is_known() {
        assert!(bounds(-1, 5, -1, 4).is_empty());
        assert!(bounds(5, -1, -1, 5).is_empty());
        assert!(bounds(-1, 5, 5, 9).is_empty());
        assert!(!bounds(-1, 5, -1, 5).is_empty());
        assert!(!bounds(5, -1, -1, -1).is_empty());
        assert!(bounds(-1, 5, -1, -1).and(&bounds(-1, -1, 3, -1)).is_empty());
    }

    #[test]
    fn the_broken_bound_is_told() {
        let range = bounds(0, -1, -1, 10);
        let broken = |number: i64| range.broken(Decimal::from(number)).map(|(code, _)| code);
        assert_eq!([0, 1, 10, 11].map(broken), [Some("not_above"), None, None, Some("too_large")]);
    }
}
