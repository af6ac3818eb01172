//! How many events come in, so that a back-fill can make room for them.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Events in a second from which on requests compete for the processor with what an import writes.
const HEAVY: u32 = 50;
const SECOND: Duration = Duration::from_secs(1);

/// Counts by the second.
pub(crate) struct Traffic(Mutex<Counts>);

struct Counts {
    since: Instant,
    now: u32,
    before: u32,
}

impl Default for Traffic {
    fn default() -> Self {
        Self(Mutex::new(Counts { since: Instant::now(), now: 0, before: 0 }))
    }
}

impl Traffic {
    pub fn note(&self, at: Instant) {
        self.counts(at, |counts| counts.now = counts.now.saturating_add(1));
    }

    /// Whether they come as a flood, now or a second ago.
    pub fn is_heavy(&self, at: Instant) -> bool {
        self.counts(at, |counts| counts.now.max(counts.before) >= HEAVY)
    }

    fn counts<T>(&self, at: Instant, look: impl FnOnce(&mut Counts) -> T) -> T {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = at.saturating_duration_since(counts.since);
        if passed >= SECOND {
            let before = if passed < SECOND * 2 { counts.now } else { 0 };
            *counts = Counts { since: at, now: 0, before };
        }
        look(&mut counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_remembered_for_a_second_and_then_forgotten() {
        let (traffic, start) = (Traffic::default(), Instant::now());
        let heavy = |after: u64| traffic.is_heavy(start + Duration::from_millis(after));
        assert!(!heavy(0), "nothing came yet");
        (1..HEAVY).for_each(|_| traffic.note(start));
        assert!(!heavy(900));
        traffic.note(start);
        assert!(heavy(900));
        assert!(heavy(1_500), "the second before");
        assert!(!heavy(2_600), "a quiet second in between");
    }
}
