//! Misbehaviour on demand.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

/// What goes wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// HTTP 429; `retry_after` is sent as it stands (seconds, a fraction, a date, nonsense).
    TooManyRequests {
        #[serde(default)]
        retry_after: Option<String>,
    },
    /// HTTP 500 with the platform's JSON error.
    ServerError,
    /// An HTML page with this status: 502, 503, or 200 as log-in walls answer.
    HtmlPage { status: u16 },
    /// Never answers; the connection stays open until the sandbox stops.
    Timeout,
    /// Answers this many milliseconds later.
    Delay { ms: u64 },
    /// Announces the whole length, sends half of it and closes the connection.
    CutBody,
    /// Whole, but no JSON: the last bytes are missing.
    MalformedJson,
    /// A PHP notice is printed before the JSON.
    PhpNotice,
    /// A byte order mark before the JSON.
    Bom,
    /// HTTP 200 that carries the platform's error body.
    #[serde(rename = "error_with_200")]
    ErrorWith200,
    /// After each list answer an order moves, so that offsets of the following pages shift by one: in
    /// WooCommerce's lists by date a new one is added.
    MovingRows,
    /// WooCommerce: after each list answer its first order goes to the bin.
    LeavingRows,
    /// The first row of each page comes twice.
    DuplicateRows,
    /// WooCommerce: the oldest order is counted and not shown, as where a plugin hides some.
    HiddenRow,
    /// The shop's clock is off by this many seconds for as long as the rule stands.
    ClockSkew { seconds: i64 },
    /// The credential is unknown.
    RevokedKey,
    /// Mercado Livre, Magalu: the operator's app is not known where tokens are given.
    RefusedApp,
    /// The credential may only read; writes are refused.
    ReadOnlyKey,
    /// WooCommerce: the key may only write; reads are refused.
    WriteOnlyKey,
    /// WooCommerce: a plugin keeps the API's index from guests.
    RestForMembers,
    /// WooCommerce: a plugin has switched the API off for everyone.
    RestDisabled,
    /// WooCommerce: the plugin is not active.
    WoocommerceMissing,
    /// WooCommerce: PHP runs out of memory where more than this many orders are listed whole.
    LittleMemory { orders: usize },
    /// WooCommerce: PHP stops wherever this order is listed whole.
    BrokenOrder { id: u64 },
    /// HTTP 301 to `location`, or to the same path on `www.` where it is empty.
    Redirect {
        #[serde(default)]
        location: Option<String>,
    },
    /// Shopify: HTTP 200 with the `THROTTLED` error.
    Throttled,
    /// Google Sheets: the calls of this minute are used up, in the words of the API that is called.
    QuotaExceeded,
    /// Stripe: somebody else works on the object, with HTTP 429 or 409.
    LockTimeout { status: u16 },
    /// Stripe: an error that says by itself whether to ask again.
    ShouldRetry { status: u16, retry: bool },
    /// Stripe: HTTP 402 with a decline code: `insufficient_funds`, `expired_card`, …
    CardDeclined { code: String },
}

/// When a fault strikes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultRule {
    #[serde(flatten)]
    pub fault: Fault,
    /// How often in all; `None` is always.
    #[serde(default)]
    pub times: Option<u64>,
    /// Every n-th matching request; 1 is each.
    #[serde(default = "each")]
    pub every: u64,
    /// Matching requests to let pass first.
    #[serde(default)]
    pub skip: u64,
    /// Only requests whose path contains this text.
    #[serde(default)]
    pub path: Option<String>,
    /// Only requests that change something.
    #[serde(default)]
    pub writes: bool,
}

fn each() -> u64 {
    1
}

impl FaultRule {
    /// On each request until it is cleared.
    pub fn always(fault: Fault) -> Self {
        Self { fault, times: None, every: 1, skip: 0, path: None, writes: false }
    }

    /// On the next `times` requests.
    pub fn times(fault: Fault, times: u64) -> Self {
        Self { times: Some(times), ..Self::always(fault) }
    }

    /// On each request that changes something, until it is cleared.
    pub fn on_writes(fault: Fault) -> Self {
        Self { writes: true, ..Self::always(fault) }
    }

    /// On every n-th request.
    pub fn every(fault: Fault, every: u64) -> Self {
        Self { every: every.max(1), ..Self::always(fault) }
    }

    /// Lets `skip` requests pass first.
    #[must_use]
    pub fn after(mut self, skip: u64) -> Self {
        self.skip = skip;
        self
    }
}

#[derive(Default)]
pub(crate) struct Faults {
    rules: Mutex<Vec<(FaultRule, u64)>>,
}

impl Faults {
    fn locked(&self) -> std::sync::MutexGuard<'_, Vec<(FaultRule, u64)>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, mut rule: FaultRule) {
        rule.every = rule.every.max(1);
        self.locked().push((rule, 0));
    }

    pub(crate) fn clear(&self) {
        self.locked().clear();
    }

    pub(crate) fn rules(&self) -> Vec<FaultRule> {
        self.locked().iter().map(|(rule, _)| rule.clone()).collect()
    }

    pub(crate) fn skew(&self) -> i64 {
        let skews = |rule: &(FaultRule, u64)| match rule.0.fault {
            Fault::ClockSkew { seconds } => seconds,
            _ => 0,
        };
        self.locked().iter().map(skews).sum()
    }

    /// Counts one request and tells which faults strike it.
    pub(crate) fn strike(&self, path: &str, is_write: bool) -> Vec<Fault> {
        let mut rules = self.locked();
        let mut struck = Vec::new();
        for (rule, seen) in rules.iter_mut() {
            if rule.writes && !is_write
                || rule.path.as_ref().is_some_and(|part| !path.contains(part.as_str()))
            {
                continue;
            }
            *seen += 1;
            if *seen <= rule.skip || !(*seen - rule.skip).is_multiple_of(rule.every) {
                continue;
            }
            if let Some(left) = &mut rule.times {
                if *left == 0 {
                    continue;
                }
                *left -= 1;
            }
            struck.push(rule.fault.clone());
        }
        rules.retain(|(rule, _)| rule.times != Some(0));
        struck
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counted_rule_ends_and_a_periodic_one_keeps_its_beat() {
        let faults = Faults::default();
        faults.add(FaultRule::times(Fault::ServerError, 2).after(1));
        faults.add(FaultRule::every(Fault::Bom, 3));
        let struck: Vec<usize> = (0..6).map(|_| faults.strike("/", false).len()).collect();
        assert_eq!(struck, [0, 1, 2, 0, 0, 1]);
        assert_eq!(faults.rules().len(), 1);
    }

    #[test]
    fn a_rule_reads_from_short_json() {
        let rule: FaultRule = serde_json::from_str(r#"{"kind":"delay","ms":50,"times":1}"#).unwrap();
        assert_eq!(rule, FaultRule::times(Fault::Delay { ms: 50 }, 1));
    }
}
