//! Tokens handed out, the cost bucket and compiled queries of a shop.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use serde_json::{Value, json};

use crate::draw::Draw;
use crate::shop::locked;

use super::jobs::Jobs;
use super::plan::Plan;

/// Seconds a client-credentials token lives.
pub(super) const TOKEN_LIFE: i64 = 86_400;
pub(super) const PLANS_KEPT: usize = 64;
/// Seconds of restoring that fill the bucket: 2,000 points at 100 a second.
const BUCKET_SECONDS: f64 = 20.0;

/// Query text and operation name.
type PlanKey = (String, Option<String>);

pub(crate) struct Session {
    tokens: Mutex<HashMap<String, i64>>,
    serial: AtomicU64,
    /// Points per second; `None` switches the limit off.
    rate: Option<f64>,
    bucket: Mutex<(f64, Instant)>,
    pub(super) plans: Mutex<HashMap<PlanKey, Arc<Plan>>>,
    pub(super) jobs: Mutex<Jobs>,
}

impl Session {
    pub(crate) fn new(restore_rate: Option<u32>) -> Self {
        let rate = restore_rate.map(f64::from);
        Self {
            tokens: Mutex::default(),
            serial: AtomicU64::new(0),
            rate,
            bucket: Mutex::new((rate.unwrap_or(100.0) * BUCKET_SECONDS, Instant::now())),
            plans: Mutex::default(),
            jobs: Mutex::default(),
        }
    }

    fn draw(&self) -> Draw {
        let clock = crate::time::now() as u64;
        Draw::new(clock, self.serial.fetch_add(1, Ordering::Relaxed))
    }

    pub(super) fn request_id(&self) -> String {
        let id = self.draw().hex(32);
        format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..])
    }

    pub(super) fn issue(&self, now: i64) -> String {
        let token = format!("shpat_{}", self.draw().hex(32));
        locked(&self.tokens).insert(token.clone(), now + TOKEN_LIFE);
        token
    }

    pub(super) fn accepts(&self, token: &str, now: i64) -> bool {
        locked(&self.tokens).get(token).is_some_and(|until| now < *until)
    }

    fn maximum(&self) -> f64 {
        self.rate.unwrap_or(100.0) * BUCKET_SECONDS
    }

    /// Reserves points; false if there are too few.
    pub(super) fn take(&self, points: u64) -> bool {
        let Some(rate) = self.rate else { return true };
        let mut bucket = locked(&self.bucket);
        let restored = bucket.1.elapsed().as_secs_f64() * rate;
        *bucket = ((bucket.0 + restored).min(self.maximum()), Instant::now());
        let enough = bucket.0 >= points as f64;
        if enough {
            bucket.0 -= points as f64;
        }
        enough
    }

    /// Returns reserved points that were not needed.
    pub(super) fn give_back(&self, points: u64) {
        let mut bucket = locked(&self.bucket);
        bucket.0 = (bucket.0 + points as f64).min(self.maximum());
    }

    /// `extensions.cost`.
    pub(super) fn cost(&self, requested: u64, actual: Option<u64>) -> Value {
        let available = locked(&self.bucket).0.floor();
        json!({
            "requestedQueryCost": requested,
            "actualQueryCost": actual,
            "throttleStatus": {
                "maximumAvailable": self.maximum(),
                "currentlyAvailable": available as i64,
                "restoreRate": self.rate.unwrap_or(100.0),
            },
        })
    }
}
