//! Calls that this process made, until they are written down.

use chrono::{DateTime, Utc};
use connector_kit::{CallObserver, SeenCall};
use domain::{
    ConnectionId, Operation, OrgId,
    view::{day::hour_of, health::CallFigures},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::call_stats::Counted;

/// Combinations that are counted at most while the database is away; calls of further ones are not counted.
const MOST: usize = 10_000;

type Key = (OrgId, ConnectionId, Operation, DateTime<Utc>);

/// What was counted since it was last taken.
#[derive(Default)]
pub struct Calls(Mutex<HashMap<Key, CallFigures>>);

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

    pub(super) fn take(&self) -> Vec<Counted> {
        let counted = std::mem::take(&mut *self.counts());
        let rows = counted.into_iter().map(|((org, connection, operation, hour), figures)| Counted {
            org,
            connection,
            operation,
            hour,
            figures,
        });
        rows.collect()
    }

    pub(super) fn give_back(&self, counted: Vec<Counted>) {
        for row in counted {
            let key = (row.org, row.connection, row.operation, row.hour);
            self.change(key, |figures| figures.add(&row.figures));
        }
    }

    fn change(&self, key: Key, change: impl FnOnce(&mut CallFigures)) {
        let mut counts = self.counts();
        if counts.len() < MOST || counts.contains_key(&key) {
            change(counts.entry(key).or_default());
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<Key, CallFigures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
        let key = (self.org, self.connection, call.operation, hour_of(Utc::now()));
        self.calls.change(key, |figures| figures.note(call.took, call.failure));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::CallClass;
    use std::time::Duration;

    fn call(operation: Operation, failure: Option<CallClass>) -> SeenCall {
        SeenCall { operation, took: Duration::from_millis(20), failure }
    }

    #[test]
    fn what_could_not_be_written_is_counted_once() {
        let calls = Arc::<Calls>::default();
        let observer = calls.observer(OrgId::new(), ConnectionId::new(), "shop");
        observer.seen(call(Operation::Check, None));
        let taken = calls.take();
        assert!(calls.take().is_empty());
        observer.seen(call(Operation::Check, Some(CallClass::Data)));
        calls.give_back(taken);
        let all: Vec<_> = calls.take();
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
        assert_eq!(calls.take().len(), MOST);
    }
}
