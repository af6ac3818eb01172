//! Events on their way to endpoints, and what goes wrong with them on demand.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::mac::hmac_sha256;

/// What goes wrong with deliveries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeliveryFault {
    /// It is never sent, and not retried.
    Drop,
    /// It is sent twice.
    Duplicate,
    /// It is sent so many seconds of the simulator's clock later.
    Delay { seconds: i64 },
    /// It is sent so many milliseconds later by the machine's clock.
    Slow { ms: u64 },
    /// It waits for so many deliveries, itself included, which then go out the last first.
    Reorder { count: usize },
    /// It is signed with another secret.
    WrongSignature,
    /// Its signature says that it was made so many seconds ago.
    OldSignature { seconds: i64 },
    /// It is said to be of live mode.
    Livemode,
}

/// A delivery that was tried.
#[derive(Clone, Debug, Serialize)]
pub struct Delivered {
    pub event: String,
    /// Of the event.
    pub kind: String,
    pub endpoint: String,
    pub url: String,
    /// From 1.
    pub attempt: u32,
    /// `None` where nothing came back.
    pub status: Option<u16>,
    /// Seconds since 1970 of the simulator's clock.
    pub at: i64,
}

/// An event that is to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Delivery {
    pub event: String,
    pub endpoint: String,
    pub attempt: u32,
    /// Seconds of the simulator's clock.
    pub due: i64,
    pub not_before: Option<Instant>,
    pub faults: Vec<DeliveryFault>,
}

#[derive(Default)]
pub(crate) struct Deliveries {
    waiting: VecDeque<Delivery>,
    /// Held back until there are enough to turn them round.
    held: Vec<Delivery>,
    hold: usize,
    faults: Vec<(DeliveryFault, Option<u64>)>,
    /// Being sent at this moment.
    pub running: usize,
    pub log: Vec<Delivered>,
}

impl Deliveries {
    /// Adds a fault for so many deliveries; `None` is all.
    pub(crate) fn fault(&mut self, fault: DeliveryFault, times: Option<u64>) {
        self.faults.push((fault, times));
    }

    pub(crate) fn clear_faults(&mut self) {
        self.faults.clear();
        self.release();
    }

    fn strike(&mut self) -> Vec<DeliveryFault> {
        let mut struck = Vec::new();
        for (fault, times) in &mut self.faults {
            if *times != Some(0) {
                struck.push(fault.clone());
            }
            *times = times.map(|left| left.saturating_sub(1));
        }
        self.faults.retain(|(_, times)| *times != Some(0));
        struck
    }

    pub(crate) fn queue(&mut self, event: &str, endpoint: &str, now: i64) {
        let faults = self.strike();
        if faults.contains(&DeliveryFault::Drop) {
            return;
        }
        let mut delivery = Delivery {
            event: event.to_owned(),
            endpoint: endpoint.to_owned(),
            attempt: 1,
            due: now,
            not_before: None,
            faults: Vec::new(),
        };
        let mut copies = 1;
        let mut hold = None;
        for fault in faults {
            match fault {
                DeliveryFault::Duplicate => copies = 2,
                DeliveryFault::Delay { seconds } => delivery.due += seconds,
                DeliveryFault::Slow { ms } => {
                    delivery.not_before = Some(Instant::now() + Duration::from_millis(ms))
                }
                DeliveryFault::Reorder { count } => hold = Some(count),
                other => delivery.faults.push(other),
            }
        }
        if let Some(count) = hold.filter(|_| self.held.is_empty()) {
            self.hold = count;
        }
        let is_held = hold.is_some() || !self.held.is_empty();
        for _ in 0..copies {
            if is_held { self.held.push(delivery.clone()) } else { self.waiting.push_back(delivery.clone()) }
        }
        if is_held && self.held.len() >= self.hold {
            self.release();
        }
    }

    /// Lets those go that are held back.
    pub(crate) fn release(&mut self) {
        self.hold = 0;
        self.waiting.extend(self.held.drain(..).rev());
    }

    /// Sends an event again.
    pub(crate) fn resend(&mut self, event: &str, endpoint: &str, now: i64) {
        let (event, endpoint) = (event.to_owned(), endpoint.to_owned());
        self.waiting.push_back(Delivery {
            event,
            endpoint,
            attempt: 1,
            due: now,
            not_before: None,
            faults: Vec::new(),
        });
    }

    /// All that waits is tried at once.
    pub(crate) fn hurry(&mut self, now: i64) {
        self.release();
        for delivery in &mut self.waiting {
            delivery.due = delivery.due.min(now);
            delivery.not_before = None;
        }
    }

    /// The next one that is due; it runs until [`Deliveries::done`].
    pub(crate) fn take(&mut self, now: i64) -> Option<Delivery> {
        let clock = Instant::now();
        let is_due = |delivery: &Delivery| {
            delivery.due <= now && delivery.not_before.is_none_or(|earliest| earliest <= clock)
        };
        let at = self.waiting.iter().position(is_due)?;
        self.running += 1;
        self.waiting.remove(at)
    }

    /// Whether nothing is due or being sent.
    pub(crate) fn is_idle(&self, now: i64) -> bool {
        self.running == 0 && !self.waiting.iter().any(|delivery| delivery.due <= now)
    }

    /// When the next retry or late delivery is due, by the simulator's clock.
    pub(crate) fn next_due(&self) -> Option<i64> {
        self.waiting.iter().map(|delivery| delivery.due).min()
    }

    /// How a delivery went; it is tried again after so many seconds, if at all.
    pub(crate) fn done(&mut self, delivery: Delivery, told: Delivered, retry_in: Option<i64>) {
        self.running = self.running.saturating_sub(1);
        let now = told.at;
        self.log.push(told);
        if let Some(seconds) = retry_in {
            let attempt = delivery.attempt + 1;
            self.waiting.push_back(Delivery { attempt, due: now + seconds, not_before: None, ..delivery });
        }
    }
}

/// The `Stripe-Signature` of a body: one `v1` for each secret, and a `v0`, which test mode adds and nobody may trust.
pub(crate) fn signature(secrets: &[String], at: i64, body: &[u8]) -> String {
    let mut message = format!("{at}.").into_bytes();
    message.extend_from_slice(body);
    let hex = |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut text = format!("t={at}");
    for secret in secrets {
        text.push_str(&format!(",v1={}", hex(hmac_sha256(secret, &message))));
    }
    text.push_str(&format!(",v0={}", hex(hmac_sha256("v0", &message))));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_signed_as_published() {
        let body = br#"{"id":"evt_1","object":"event","type":"invoice.paid","created":1795400000}"#;
        assert_eq!(body.len(), 74);
        let signed = signature(&["whsec_test_4f9c1e".to_owned()], 1_795_400_000, body);
        let known = "t=1795400000,v1=134adc1f8f70d08d7856b140adc5add272768f93b08d0018372f0d225fe0f9ee,v0=";
        assert!(signed.starts_with(known), "{signed}");
        let rotated = signature(&["a".to_owned(), "whsec_test_4f9c1e".to_owned()], 1_795_400_000, body);
        assert_eq!(rotated.matches("v1=").count(), 2);
    }

    fn order(deliveries: &mut Deliveries, now: i64) -> Vec<String> {
        std::iter::from_fn(|| deliveries.take(now)).map(|delivery| delivery.event).collect()
    }

    #[test]
    fn deliveries_are_dropped_doubled_delayed_and_turned_round() {
        let mut deliveries = Deliveries::default();
        deliveries.fault(DeliveryFault::Drop, Some(1));
        for event in ["a", "b"] {
            deliveries.queue(event, "we", 0);
        }
        assert_eq!(order(&mut deliveries, 0), ["b"]);
        deliveries.fault(DeliveryFault::Duplicate, Some(1));
        deliveries.queue("c", "we", 0);
        assert_eq!(order(&mut deliveries, 0), ["c", "c"]);
        deliveries.fault(DeliveryFault::Delay { seconds: 60 }, Some(1));
        deliveries.queue("d", "we", 0);
        deliveries.queue("e", "we", 0);
        assert_eq!(order(&mut deliveries, 0), ["e"]);
        assert_eq!(order(&mut deliveries, 60), ["d"]);
        deliveries.fault(DeliveryFault::Reorder { count: 3 }, Some(1));
        for event in ["f", "g", "h", "i"] {
            deliveries.queue(event, "we", 0);
        }
        assert_eq!(order(&mut deliveries, 0), ["h", "g", "f", "i"]);
    }
}
