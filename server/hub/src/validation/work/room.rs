//! How many findings of each rule are kept.

use super::MOST_KEPT;
use domain::Severity;

/// What is kept of a severity at most: what is less grave leaves room for what is graver.
const fn most(severity: Severity) -> u64 {
    match severity {
        Severity::Error => MOST_KEPT,
        Severity::Warning => 200_000,
        Severity::Hint => 100_000,
    }
}

/// What the rules of a severity share in equal parts before the rest goes to whoever comes first. Rules that look beyond one record
/// find what they find last.
const fn shared(severity: Severity) -> u64 {
    match severity {
        Severity::Error | Severity::Warning => 100_000,
        Severity::Hint => 50_000,
    }
}

/// The room for the findings of a check.
#[derive(Debug, Clone, Default)]
pub(super) struct Room {
    /// Of each rule: its severity, its own share, and what is kept.
    rules: Vec<(Severity, u64, u64)>,
    kept: u64,
    /// Of each severity, what is kept or in the share of a rule.
    taken: [u64; 3],
}

impl Room {
    /// For rules of these severities.
    pub fn of(severities: &[Severity]) -> Self {
        let count = |of: Severity| severities.iter().filter(|known| **known == of).count() as u64;
        let share = |of: Severity| shared(of) / count(of).max(1);
        let mut room = Self::default();
        for severity in severities {
            let share = share(*severity);
            room.rules.push((*severity, share, 0));
            room.taken[place(*severity)] += share;
        }
        room
    }

    /// Takes a place for a finding of a rule. Returns whether there is one.
    pub fn take(&mut self, rule: usize) -> bool {
        let all: u64 = self.taken.iter().sum();
        let Some((severity, share, kept)) = self.rules.get_mut(rule) else { return false };
        if *kept >= *share {
            let taken = &mut self.taken[place(*severity)];
            if *taken >= most(*severity) || all >= MOST_KEPT {
                return false;
            }
            *taken += 1;
        }
        *kept += 1;
        self.kept += 1;
        true
    }

    /// What is kept of all.
    pub const fn kept(&self) -> u64 {
        self.kept
    }

    /// What is kept of each rule.
    pub fn of_rules(&self) -> impl Iterator<Item = u64> {
        self.rules.iter().map(|(.., kept)| *kept)
    }
}

const fn place(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Hint => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Severity::{Error, Hint, Warning};

    /// How many of so many findings of a rule are kept.
    fn keep(room: &mut Room, rule: usize, count: u64) -> u64 {
        (0..count).map(|_| u64::from(room.take(rule))).sum()
    }

    #[test]
    fn a_million_hints_displace_no_error() {
        let mut room = Room::of(&[Hint, Error, Error]);
        assert_eq!(keep(&mut room, 0, 1_000_000), 100_000);
        assert_eq!(keep(&mut room, 1, 200_000), 200_000);
        assert_eq!(keep(&mut room, 2, 50_000), 50_000, "also of one that comes last");
        assert_eq!(
            (room.kept(), room.of_rules().collect::<Vec<_>>()),
            (350_000, vec![100_000, 200_000, 50_000])
        );
    }

    #[test]
    fn a_rule_leaves_each_other_one_its_share() {
        let mut room = Room::of(&[Error, Error, Warning, Hint]);
        assert_eq!(keep(&mut room, 0, 1_000_000), 300_000);
        assert_eq!(keep(&mut room, 1, 1_000_000), 50_000);
        assert_eq!(keep(&mut room, 2, 1_000_000), 100_000);
        assert_eq!(keep(&mut room, 3, 1_000_000), 50_000);
        assert_eq!(room.kept(), MOST_KEPT);
    }

    #[test]
    fn however_many_rules_there_are_no_more_is_kept_than_may_be() {
        for severities in [vec![Hint; 7], vec![Warning; 300], vec![Error], [Error, Warning, Hint].repeat(99)]
        {
            let mut room = Room::of(&severities);
            for _ in 0..3 {
                (0..severities.len()).for_each(|rule| _ = keep(&mut room, rule, 10_000));
            }
            assert!(room.kept() <= MOST_KEPT && room.kept() == room.of_rules().sum::<u64>());
            assert!(!Room::of(&severities).take(severities.len()), "there is no such rule");
        }
    }
}
