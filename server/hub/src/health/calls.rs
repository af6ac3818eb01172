//! Calls that this process made, until they are written down.

use chrono::{DateTime, Utc};
use connector_kit::{CallObserver, SeenCall};
use domain::{
    CallClass, ConnectionId, Operation, OrgId,
    view::{day::hour_of, health::CallFigures},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::call_stats::{Counted, Streak};

/// Combinations that are counted at most while the database is away; calls of further ones are not counted.
const MOST: usize = 10_000;

type Key = (OrgId, ConnectionId, Operation, DateTime<Utc>);

/// What was counted since it was last taken.
#[derive(Default)]
pub struct Calls(Mutex<Counts>);

#[derive(Default)]
struct Counts {
    figures: HashMap<Key, CallFigures>,
    streaks: HashMap<(OrgId, ConnectionId), Streak>,
}

impl Calls {
    /// Counts the calls of a connection.
    pub(crate) fn observer(
        self: &Arc<Self>,
        org: OrgId,
        connection: ConnectionId,
        platform: &'static str,
    ) -> Arc<dyn CallObserver> {
        Arc::new(OfConnection { calls: self.clone(), org, connection, platform })
    }

    pub(super) fn take(&self) -> (Vec<Counted>, Vec<Streak>) {
        let counted = std::mem::take(&mut *self.counts());
        let rows = counted.figures.into_iter().map(|((org, connection, operation, hour), figures)| Counted {
            org,
            connection,
            operation,
            hour,
            figures,
        });
        (rows.collect(), counted.streaks.into_values().collect())
    }

    pub(super) fn give_back(&self, counted: Vec<Counted>, streaks: Vec<Streak>) {
        let mut counts = self.counts();
        for row in counted {
            let key = (row.org, row.connection, row.operation, row.hour);
            counts.change(key, |figures| figures.add(&row.figures));
        }
        for earlier in streaks {
            let later = counts.streaks.remove(&(earlier.org, earlier.connection));
            counts.put(later.map_or(earlier, |later| joined(earlier, later)));
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    fn change(&mut self, key: Key, change: impl FnOnce(&mut CallFigures)) {
        if self.figures.len() < MOST || self.figures.contains_key(&key) {
            change(self.figures.entry(key).or_default());
        }
    }

    fn put(&mut self, streak: Streak) {
        let key = (streak.org, streak.connection);
        if self.streaks.len() < MOST || self.streaks.contains_key(&key) {
            self.streaks.insert(key, streak);
        }
    }
}

/// What two spans after one another come to.
fn joined(earlier: Streak, later: Streak) -> Streak {
    if later.broke {
        return later;
    }
    if later.failures == 0 {
        return earlier;
    }
    let since = if earlier.failures > 0 { earlier.since } else { later.since };
    Streak { broke: earlier.broke, failures: earlier.failures + later.failures, since, ..later }
}

struct OfConnection {
    calls: Arc<Calls>,
    org: OrgId,
    connection: ConnectionId,
    platform: &'static str,
}

impl CallObserver for OfConnection {
    fn seen(&self, call: SeenCall) {
        let class = call.failure.map_or("ok", domain::CallClass::code);
        metrics::counter!("orion_platform_calls_total", "platform" => self.platform, "class" => class)
            .increment(1);
        metrics::histogram!("orion_platform_call_seconds", "platform" => self.platform, "class" => class)
            .record(call.took.as_secs_f64());
        let now = Utc::now();
        let mut counts = self.calls.counts();
        let key = (self.org, self.connection, call.operation, hour_of(now));
        counts.change(key, |figures| figures.note(call.took, call.failure));
        let outage = call.failure.filter(|class| class.is_outage());
        let this = Streak {
            org: self.org,
            connection: self.connection,
            broke: outage.is_none(),
            failures: outage.is_some().into(),
            class: outage.unwrap_or(CallClass::Server),
            since: now,
        };
        let before = counts.streaks.get(&(self.org, self.connection)).copied();
        counts.put(before.map_or(this, |before| joined(before, this)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn call(operation: Operation, failure: Option<CallClass>) -> SeenCall {
        SeenCall { operation, took: Duration::from_millis(20), failure }
    }

    #[test]
    fn what_could_not_be_written_is_counted_once() {
        let calls = Arc::<Calls>::default();
        let observer = calls.observer(OrgId::new(), ConnectionId::new(), "shop");
        observer.seen(call(Operation::Check, None));
        let (taken, streaks) = calls.take();
        assert!(calls.take().0.is_empty());
        observer.seen(call(Operation::Check, Some(CallClass::Data)));
        calls.give_back(taken, streaks);
        let (all, _) = calls.take();
        // Two rows only where the hour ended between the two calls.
        let (seen, failed) = all
            .iter()
            .fold((0, 0), |(seen, failed), row| (seen + row.figures.calls(), failed + row.figures.failed()));
        assert_eq!((seen, failed), (2, 1));
    }

    #[test]
    fn memory_is_bounded_while_nothing_can_be_written() {
        let calls = Arc::<Calls>::default();
        let org = OrgId::new();
        for _ in 0..MOST + 5 {
            calls.observer(org, ConnectionId::new(), "shop").seen(call(Operation::Check, None));
        }
        assert_eq!(calls.take().0.len(), MOST);
    }

    #[test]
    fn a_streak_is_what_failed_since_a_call_that_was_answered() {
        let calls = Arc::<Calls>::default();
        let observer = calls.observer(OrgId::new(), ConnectionId::new(), "shop");
        let seen = |failures: &[Option<CallClass>]| {
            failures.iter().for_each(|failure| observer.seen(call(Operation::OrdersPage, *failure)));
        };
        let (down, refused) = (Some(CallClass::Server), Some(CallClass::RateLimit));
        let streak = || {
            let (_, streaks) = calls.take();
            (streaks[0].broke, streaks[0].failures)
        };
        seen(&[down, None, down, Some(CallClass::Timeout)]);
        assert_eq!(streak(), (true, 2));
        seen(&[down, down]);
        assert_eq!(streak(), (false, 2));
        seen(&[down, refused]);
        assert_eq!(streak(), (true, 0), "who refuses is there");
        seen(&[down]);
        let (_, earlier) = calls.take();
        seen(&[down, down]);
        calls.give_back(Vec::new(), earlier);
        assert_eq!(streak(), (false, 3), "what could not be written goes on");
    }
}
