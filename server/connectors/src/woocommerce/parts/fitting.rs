//! How much a shop can give at once, as its account remembers it.

use super::SIZES;
use connector_kit::Conn;

const FACT: &str = "woocommerce.fitting_size";

/// Whole pages after which more is asked for at once again.
const GOOD_PAGES: u32 = 8;

/// The smallest size to begin with. An order alone is the last resort: it is asked for so only after it
/// failed in company.
const SMALLEST: usize = SIZES.len() - 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fitting {
    /// Pages begin with parts of this size.
    pub step: usize,
    /// Pages in a row that were read in parts of this size.
    good: u32,
}

impl Fitting {
    pub(super) fn of(conn: &Conn) -> Self {
        let known = conn.account().learned(FACT);
        let read = |text: String| {
            let (step, good) = text.split_once(':')?;
            Some(Self { step: step.parse().ok()?, good: good.parse().ok()? })
        };
        known.and_then(read).unwrap_or(Self { step: 0, good: 0 })
    }

    /// After a page that began with this size.
    pub(super) fn after(self, was_split: bool) -> Self {
        match self {
            _ if was_split => Self { step: (self.step + 1).min(SMALLEST), good: 0 },
            Self { step: 0, .. } => self,
            Self { step, good } if good + 1 >= GOOD_PAGES => Self { step: step - 1, good: 0 },
            Self { step, good } => Self { step, good: good + 1 },
        }
    }

    pub(super) fn remember(self, conn: &Conn) {
        if self != Self::of(conn) {
            conn.account().learn(FACT, format!("{}:{}", self.step, self.good));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_is_asked_for_after_trouble_and_more_after_a_while_without() {
        let mut fitting = Fitting { step: 0, good: 0 };
        assert_eq!(fitting.after(false), fitting);
        for expected in [1, 2, 3, 3] {
            fitting = fitting.after(true);
            assert_eq!(fitting.step, expected);
        }
        for page in 1..=GOOD_PAGES {
            fitting = fitting.after(false);
            assert_eq!(fitting.step, if page < GOOD_PAGES { 3 } else { 2 }, "{page}");
        }
    }
}
