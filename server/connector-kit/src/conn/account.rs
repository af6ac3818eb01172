//! What all calls to one account share: its limits, what was learned of it, its token.

use crate::{Advice, ConnectorError, RateLimit};
use chrono::{DateTime, TimeDelta, Utc};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Calls that must be answered in time before several go out at once again, after one showed that the
/// account's host has too much to do.
const CALM: u32 = 50;

/// The shared state of one account under one set of credentials. A connection whose credentials
/// were edited gets a new one, so that nothing learned with the old ones lives on.
#[derive(Debug)]
pub struct Account {
    in_flight: Semaphore,
    /// The most calls at once.
    most: u32,
    /// The time between two calls, where the platform counts calls.
    spacing: Duration,
    state: Mutex<State>,
    token: tokio::sync::Mutex<Option<AccessToken>>,
}

#[derive(Debug, Default)]
struct State {
    next_call: Duration,
    not_before: Duration,
    /// While above zero, one call after the other.
    until_calm: u32,
    bucket: Option<Bucket>,
    learned: BTreeMap<&'static str, String>,
}

/// What a platform that counts points says of the account's bucket.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CostStatus {
    pub maximum_available: f64,
    pub currently_available: f64,
    /// Points a second.
    pub restore_rate: f64,
}

#[derive(Debug)]
struct Bucket {
    status: CostStatus,
    at: Duration,
}

impl Bucket {
    fn available(&self, now: Duration) -> f64 {
        let restored = now.saturating_sub(self.at).as_secs_f64() * self.status.restore_rate;
        (self.status.currently_available + restored).min(self.status.maximum_available)
    }
}

/// A short-lived token.
#[derive(Debug, Clone)]
pub struct AccessToken {
    pub secret: SecretString,
    pub expires_at: DateTime<Utc>,
}

impl Account {
    pub fn new(rate: RateLimit) -> Self {
        let spacing = match rate.per_second {
            Some(calls) if calls > 0.0 => Duration::from_secs_f64(1.0 / calls),
            _ => Duration::ZERO,
        };
        let most = u32::try_from(rate.in_flight).unwrap_or(1).max(1);
        Self {
            in_flight: Semaphore::new(most as usize),
            most,
            spacing,
            state: Mutex::default(),
            token: tokio::sync::Mutex::default(),
        }
    }

    /// The time between two calls, none where the platform does not count them.
    pub(super) const fn spacing(&self) -> Duration {
        self.spacing
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a place among the calls in flight, or for all of them while the host is under strain.
    pub(super) async fn permit(&self) -> Result<SemaphorePermit<'_>, ConnectorError> {
        let closed =
            |_| ConnectorError::new(UpstreamKind::RateLimit, Advice::Retry, "the account was closed");
        let places = if self.state().until_calm > 0 { self.most } else { 1 };
        self.in_flight.acquire_many(places).await.map_err(closed)
    }

    /// The host asked for fewer calls or did not answer in time: for a while, one after the other.
    pub(super) fn note_strain(&self) {
        self.state().until_calm = CALM;
    }

    pub(super) fn note_calm(&self) {
        let mut state = self.state();
        state.until_calm = state.until_calm.saturating_sub(1);
    }

    /// Takes the next turn and the points of a call, or says how long to wait before asking again.
    pub(super) fn reserve(&self, cost: Option<f64>, now: Duration) -> Duration {
        let mut state = self.state();
        let mut wait = state.not_before.max(state.next_call).saturating_sub(now);
        if let (Some(cost), Some(bucket)) = (cost, &state.bucket)
            && bucket.status.restore_rate > 0.0
        {
            let lacking = cost.min(bucket.status.maximum_available) - bucket.available(now);
            if lacking > 0.0 {
                wait = wait.max(Duration::from_secs_f64(lacking / bucket.status.restore_rate));
            }
        }
        if wait.is_zero() {
            state.next_call = now + self.spacing;
            if let (Some(cost), Some(bucket)) = (cost, &mut state.bucket) {
                bucket.status.currently_available = bucket.available(now) - cost;
                bucket.at = now;
            }
        }
        wait
    }

    /// No call of the account before this moment of [`crate::Clock::elapsed`].
    pub fn hold_until(&self, moment: Duration) {
        let mut state = self.state();
        state.not_before = state.not_before.max(moment);
    }

    /// Takes over what the platform says of the bucket at this moment of [`crate::Clock::elapsed`].
    pub fn learn_cost(&self, status: CostStatus, now: Duration) {
        let sound = [status.maximum_available, status.currently_available, status.restore_rate];
        if sound.iter().all(|number| number.is_finite() && *number >= 0.0) {
            self.state().bucket = Some(Bucket { status, at: now });
        }
    }

    /// A fact that was found out about the account, such as which transport works.
    pub fn learned(&self, fact: &'static str) -> Option<String> {
        self.state().learned.get(fact).cloned()
    }

    pub fn learn(&self, fact: &'static str, value: impl Into<String>) {
        self.state().learned.insert(fact, value.into());
    }

    /// The cached token, or a new one from `fetch`; of many callers at once only one fetches. A
    /// token is taken as expired a minute before it is, and none that was `refused` is given.
    ///
    /// # Errors
    /// Those of `fetch`.
    pub async fn token<F>(
        &self,
        now: DateTime<Utc>,
        refused: Option<&SecretString>,
        fetch: F,
    ) -> Result<SecretString, ConnectorError>
    where
        F: Future<Output = Result<AccessToken, ConnectorError>>,
    {
        let mut cached = self.token.lock().await;
        let is_refused = |token: &AccessToken| {
            refused.is_some_and(|refused| refused.expose_secret() == token.secret.expose_secret())
        };
        if let Some(token) = &*cached
            && token.expires_at - TimeDelta::minutes(1) > now
            && !is_refused(token)
        {
            return Ok(token.secret.clone());
        }
        let token = fetch.await?;
        let secret = token.secret.clone();
        *cached = Some(token);
        Ok(secret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn account(per_second: Option<f64>) -> Account {
        Account::new(RateLimit { in_flight: 2, per_second })
    }

    #[test]
    fn calls_are_spaced_by_the_rate() {
        let account = account(Some(2.0));
        assert_eq!(account.reserve(None, SECOND), Duration::ZERO);
        assert_eq!(account.reserve(None, SECOND), SECOND / 2);
        assert_eq!(account.reserve(None, SECOND * 2), Duration::ZERO);
    }

    #[test]
    fn a_pause_holds_every_call_of_the_account() {
        let account = account(None);
        account.hold_until(SECOND * 5);
        account.hold_until(SECOND * 3);
        assert_eq!(account.reserve(None, SECOND), SECOND * 4);
        assert_eq!(account.reserve(None, SECOND * 5), Duration::ZERO);
    }

    #[tokio::test]
    async fn under_strain_one_call_follows_the_other() {
        use futures::FutureExt;
        let account = account(None);
        let first = account.permit().await.unwrap();
        assert!(account.permit().now_or_never().is_some(), "two at once");
        account.note_strain();
        assert!(account.permit().now_or_never().is_none());
        drop(first);
        let alone = account.permit().await.unwrap();
        assert!(account.permit().now_or_never().is_none());
        drop(alone);
        (0..CALM).for_each(|_| account.note_calm());
        let _first = account.permit().await.unwrap();
        assert!(account.permit().now_or_never().is_some(), "two at once again");
    }

    #[test]
    fn a_call_waits_until_the_bucket_holds_its_cost() {
        let account = account(None);
        let status = CostStatus { maximum_available: 1000.0, currently_available: 100.0, restore_rate: 50.0 };
        account.learn_cost(status, Duration::ZERO);
        assert_eq!(account.reserve(Some(200.0), Duration::ZERO), SECOND * 2);
        assert_eq!(account.reserve(Some(200.0), SECOND * 2), Duration::ZERO);
        assert_eq!(account.reserve(Some(50.0), SECOND * 2), SECOND, "the first call took all");
        assert_eq!(
            account.reserve(Some(5000.0), SECOND * 30),
            Duration::ZERO,
            "never more than the bucket holds"
        );
    }

    #[tokio::test]
    async fn ten_callers_at_once_fetch_one_token() {
        let account = account(None);
        let fetched = std::sync::atomic::AtomicU32::new(0);
        let now = Utc::now();
        let get = || {
            account.token(now, None, async {
                fetched.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                tokio::task::yield_now().await;
                Ok(AccessToken { secret: "t".into(), expires_at: now + TimeDelta::hours(1) })
            })
        };
        for result in futures::future::join_all((0..10).map(|_| get())).await {
            result.unwrap();
        }
        assert_eq!(fetched.load(std::sync::atomic::Ordering::Relaxed), 1);
    }
}
