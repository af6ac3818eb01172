//! How well the calls of platforms and the work of the installation go.

use super::{connections::ConnectionView, day::hour_of};
use crate::{CallClass, ConnectionId, ConnectionStatus, Operation, OrgId};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;

/// Below this many there is too little to judge by a percentage.
pub const FEW: u64 = 20;
/// Days over which the targets are measured.
pub const TARGET_DAYS: i64 = 30;
/// Hours of calls that pages look back, the one that has begun included.
pub const CALL_HOURS: i64 = 24;

/// How many calls took how long, in buckets that grow by half: from 5 ms to a minute. What is read from them
/// is exact to the bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Latencies([u64; Self::BUCKETS]);

impl Latencies {
    /// How many there are, which are the first of [`CallFigures::counts`].
    pub const BUCKETS: usize = 24;
    /// The longest of each bucket in milliseconds; the last one takes whatever is longer, too.
    const BOUNDS: [u64; Self::BUCKETS] = [
        5, 8, 11, 17, 25, 38, 57, 85, 128, 192, 288, 432, 649, 973, 1_460, 2_189, 3_284, 4_926, 7_389,
        11_084, 16_626, 24_939, 37_408, 60_000,
    ];

    pub fn note(&mut self, took: Duration) {
        let bucket = Self::BOUNDS.partition_point(|bound| Duration::from_millis(*bound) < took);
        self.0[bucket.min(Self::BUCKETS - 1)] += 1;
    }

    /// Adds what another process, hour or operation counted.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }

    pub fn count(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The time within which this share of the calls was over, `share` from 0 to 1; `None` without calls.
    pub fn quantile(&self, share: f64) -> Option<Duration> {
        let wanted = self.count() as f64 * share;
        let (mut below, mut from) = (0.0, 0.0);
        for (count, bound) in self.0.iter().zip(Self::BOUNDS) {
            let (count, until) = (*count as f64, bound as f64);
            if count > 0.0 && below + count >= wanted {
                let millis = from + (until - from) * ((wanted - below) / count).clamp(0.0, 1.0);
                return Some(Duration::from_secs_f64(millis / 1000.0));
            }
            (below, from) = (below + count, until);
        }
        None
    }
}

/// Calls of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CallFigures {
    pub latencies: Latencies,
    /// Those that failed, in the order of [`CallClass::ALL`].
    failures: [u64; Self::CLASSES],
}

impl CallFigures {
    const CLASSES: usize = CallClass::ALL.len();
    /// How many [`CallFigures::counts`] there are.
    pub const COUNTS: usize = Latencies::BUCKETS + Self::CLASSES;

    pub fn note(&mut self, took: Duration, failure: Option<CallClass>) {
        self.latencies.note(took);
        if let Some(class) = failure {
            self.failures[class as usize] += 1;
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.latencies.add(&other.latencies);
        self.failures.iter_mut().zip(other.failures).for_each(|(count, more)| *count += more);
    }

    pub fn calls(&self) -> u64 {
        self.latencies.count()
    }

    pub fn failed(&self) -> u64 {
        self.failures.iter().sum()
    }

    /// Classes of failures that occurred, in the order of [`CallClass::ALL`], each with its number.
    pub fn by_class(&self) -> impl Iterator<Item = (CallClass, u64)> + '_ {
        CallClass::ALL.iter().copied().zip(self.failures).filter(|(_, count)| *count > 0)
    }

    /// How many of the calls went well.
    pub fn rate(&self) -> Rate {
        let calls = self.calls();
        Rate { good: calls.saturating_sub(self.failed()), all: calls }
    }

    /// All of it as it is stored: the buckets, then the classes.
    pub fn counts(&self) -> impl Iterator<Item = u64> {
        self.latencies.0.into_iter().chain(self.failures)
    }

    /// From what [`CallFigures::counts`] gave; what is missing at the end is none.
    pub fn of_counts(counts: impl IntoIterator<Item = u64>) -> Self {
        let mut figures = Self::default();
        let places = figures.latencies.0.iter_mut().chain(&mut figures.failures);
        places.zip(counts).for_each(|(place, count)| *place = count);
        figures
    }
}

/// A share of things that went well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    pub good: u64,
    pub all: u64,
}

impl Rate {
    /// From 0 to 1; `None` where there was nothing.
    pub fn share(self) -> Option<f64> {
        (self.all > 0).then(|| self.good as f64 / self.all as f64)
    }

    /// Whether so few tell nothing yet.
    pub const fn is_of_few(self) -> bool {
        self.all < FEW
    }
}

/// Calls of one connection and operation in one hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HourOfCalls {
    pub hour: DateTime<Utc>,
    pub operation: Operation,
    pub figures: CallFigures,
}

/// The calls of a connection in the last [`CALL_HOURS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionCalls {
    pub all: CallFigures,
    /// Operations that were called, the most called first.
    pub by_operation: Vec<(Operation, CallFigures)>,
    /// Every hour, the oldest first.
    pub by_hour: Vec<(DateTime<Utc>, CallFigures)>,
}

impl ConnectionCalls {
    /// Of the hours up to that of `now`; older rows are not looked at.
    pub fn of(rows: &[HourOfCalls], now: DateTime<Utc>) -> Self {
        let first = first_hour(now);
        let mut all = CallFigures::default();
        let mut by_operation: Vec<(Operation, CallFigures)> = Vec::new();
        let mut by_hour: Vec<_> =
            (0..CALL_HOURS).map(|hour| (first + TimeDelta::hours(hour), CallFigures::default())).collect();
        for row in rows {
            let Some((_, hour)) = by_hour.iter_mut().find(|(hour, _)| *hour == row.hour) else { continue };
            hour.add(&row.figures);
            all.add(&row.figures);
            match by_operation.iter_mut().find(|(operation, _)| *operation == row.operation) {
                Some((_, figures)) => figures.add(&row.figures),
                None => by_operation.push((row.operation, row.figures)),
            }
        }
        by_operation.sort_by_key(|(operation, figures)| (std::cmp::Reverse(figures.calls()), *operation));
        Self { all, by_operation, by_hour }
    }
}

/// The first of the last [`CALL_HOURS`].
pub fn first_hour(now: DateTime<Utc>) -> DateTime<Utc> {
    hour_of(now) - TimeDelta::hours(CALL_HOURS - 1)
}

crate::code_enum! {
    /// What the installation promises.
    pub enum Target {
        Uptime = "uptime",
        Syncs = "syncs",
        Jobs = "jobs",
        Events = "events",
    }
}

impl Target {
    /// The least share that is good enough, in thousandths.
    pub const fn least(self) -> u64 {
        match self {
            Self::Uptime => 999,
            Self::Syncs | Self::Jobs => 980,
            Self::Events => 990,
        }
    }

    /// Whether a rate is good enough; one of nothing, or of too little, is not known to be bad.
    pub const fn is_met(self, rate: Rate) -> bool {
        self.is_too_early(rate) || rate.good * 1000 >= rate.all * self.least()
    }

    /// Whether what was measured tells nothing yet: of the minutes of less than a day a single one would be the verdict.
    pub const fn is_too_early(self, rate: Rate) -> bool {
        matches!(self, Self::Uptime) && rate.all < 24 * 60
    }
}

/// A connection with its calls of the last [`CALL_HOURS`].
#[derive(Debug, Clone)]
pub struct CalledConnection {
    pub connection: ConnectionView,
    pub calls: CallFigures,
}

/// What the page of health shows.
#[derive(Debug, Clone)]
pub struct HealthView {
    /// Each target with what was measured in the last [`TARGET_DAYS`]; minutes for the uptime.
    pub targets: Vec<(Target, Rate)>,
    /// Of which connection most events were not processed.
    pub events_missed_at: Option<ConnectionId>,
    /// Since when uptime is measured, where that is less than [`TARGET_DAYS`].
    pub measured_since: Option<DateTime<Utc>>,
    /// In the gallery's order, without disconnected ones.
    pub connections: Vec<CalledConnection>,
}

/// A connection as monitoring sees it.
#[derive(Debug, Clone)]
pub struct WatchedConnection {
    pub org: OrgId,
    pub id: ConnectionId,
    pub platform: String,
    pub name: String,
    pub status: ConnectionStatus,
    /// The class of the platform's problem, while there is one.
    pub problem: Option<String>,
    pub last_success_at: Option<DateTime<Utc>>,
    /// Of the last [`CALL_HOURS`].
    pub calls: CallFigures,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn latencies(millis: &[u64]) -> Latencies {
        let mut all = Latencies::default();
        millis.iter().for_each(|took| all.note(Duration::from_millis(*took)));
        all
    }

    #[test]
    fn quantiles_are_right_to_the_bucket() {
        let all = latencies(&[vec![100; 95], vec![2_000; 5]].concat());
        let within = |share: f64, from: u64, until: u64| {
            let found = all.quantile(share).unwrap().as_millis();
            assert!((u128::from(from)..=u128::from(until)).contains(&found), "{share}: {found}");
        };
        within(0.5, 85, 128);
        within(0.95, 85, 128);
        within(0.99, 1_460, 2_189);
        assert_eq!(Latencies::default().quantile(0.5), None);
    }

    #[test]
    fn the_shortest_and_the_longest_have_a_bucket() {
        assert_eq!(latencies(&[0]).0[0], 1);
        assert_eq!(latencies(&[5]).0[0], 1, "a bound belongs to its bucket");
        assert_eq!(latencies(&[6]).0[1], 1);
        assert_eq!(latencies(&[3_600_000]).0[Latencies::BUCKETS - 1], 1);
    }

    #[test]
    fn what_is_stored_is_read_back() {
        let mut figures = CallFigures::default();
        figures.note(Duration::from_millis(90), None);
        figures.note(Duration::from_secs(30), Some(CallClass::Data));
        let counts: Vec<_> = figures.counts().collect();
        assert_eq!(counts.len(), CallFigures::COUNTS);
        assert_eq!(CallFigures::of_counts(counts), figures);
    }

    #[test]
    fn bounds_grow_by_half() {
        for pair in Latencies::BOUNDS.windows(2) {
            let ratio = pair[1] as f64 / pair[0] as f64;
            assert!((1.35..=1.62).contains(&ratio), "{pair:?}");
        }
    }

    #[test]
    fn calls_are_summed_by_operation_and_hour() {
        let now: DateTime<Utc> = "2026-11-26T14:35:10.5Z".parse().unwrap();
        let row = |hour: &str, operation, class| {
            let mut figures = CallFigures::default();
            figures.note(Duration::from_millis(40), class);
            HourOfCalls { hour: hour.parse().unwrap(), operation, figures }
        };
        let rows = [
            row("2026-11-25T14:00:00Z", Operation::Check, None),
            row("2026-11-25T15:00:00Z", Operation::OrdersSome, Some(CallClass::Timeout)),
            row("2026-11-26T14:00:00Z", Operation::OrdersPage, None),
            row("2026-11-26T14:00:00Z", Operation::OrdersPage, Some(CallClass::Data)),
        ];
        let calls = ConnectionCalls::of(&rows, now);
        assert_eq!((calls.all.calls(), calls.all.failed()), (3, 2), "a day ago is too old");
        let operations: Vec<_> = calls.by_operation.iter().map(|(of, all)| (*of, all.calls())).collect();
        assert_eq!(operations, [(Operation::OrdersPage, 2), (Operation::OrdersSome, 1)]);
        let hours: Vec<_> = calls.by_hour.iter().map(|(_, all)| all.calls()).collect();
        assert_eq!((hours.len(), hours[0], hours[23]), (24, 1, 2));
        let classes: Vec<_> = calls.all.by_class().collect();
        assert_eq!(classes, [(CallClass::Timeout, 1), (CallClass::Data, 1)]);
    }

    #[test]
    fn a_target_is_met_from_its_share_on() {
        let rate = |good, all| Rate { good, all };
        assert!(Target::Syncs.is_met(rate(98, 100)));
        assert!(!Target::Syncs.is_met(rate(97, 100)));
        assert!(!Target::Uptime.is_met(rate(1_998, 2_001)));
        assert!(!Target::Uptime.is_met(rate(0, 1_440)) && Target::Uptime.is_met(rate(0, 1_439)), "a day");
        assert!(Target::Events.is_met(rate(0, 0)), "nothing is not known to be bad");
    }
}
