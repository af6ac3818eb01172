//! Answers that are given again for the same key.

use std::collections::{HashMap, HashSet};

use crate::stripe::refusal::Refusal;
use crate::time::DAY;

/// How long a key is known.
const KEPT: i64 = DAY;
/// Longest key.
const LONGEST: usize = 255;

struct Answer {
    path: String,
    fingerprint: String,
    status: u16,
    body: Vec<u8>,
    at: i64,
}

/// What was answered under which key.
#[derive(Default)]
pub(crate) struct Answers {
    kept: HashMap<String, Answer>,
    running: HashSet<String>,
}

/// What a key means for a request.
#[derive(Debug)]
pub(crate) enum Earlier {
    /// Nothing yet: the request is done, and [`Answers::finish`] tells how it went.
    New,
    /// It was done: this is its answer.
    Same { status: u16, body: Vec<u8> },
}

impl Answers {
    /// A request with a key begins.
    ///
    /// # Errors
    /// Where the key was used for another request, is used by one that runs, or is too long.
    pub(crate) fn begin(
        &mut self,
        key: &str,
        path: &str,
        fingerprint: &str,
        now: i64,
    ) -> Result<Earlier, Refusal> {
        if key.is_empty() || key.len() > LONGEST {
            let told = format!("Idempotency keys must be between 1 and {LONGEST} characters long.");
            return Err(Refusal::invalid(told));
        }
        self.kept.retain(|_, answer| now - answer.at <= KEPT);
        if self.running.contains(key) {
            let told = format!(
                "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again later."
            );
            return Err(Refusal::new(409, "idempotency_error", told).code("idempotency_key_in_use"));
        }
        let Some(known) = self.kept.get(key) else {
            self.running.insert(key.to_owned());
            return Ok(Earlier::New);
        };
        if known.path != path {
            let told = format!(
                "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{path}' vs '{}'). Try using a key other than '{key}' if you meant to execute a different request.",
                known.path
            );
            return Err(Refusal::new(400, "idempotency_error", told));
        }
        if known.fingerprint != fingerprint {
            let told = format!(
                "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."
            );
            return Err(Refusal::new(400, "idempotency_error", told));
        }
        Ok(Earlier::Same { status: known.status, body: known.body.clone() })
    }

    /// A request with a key ends. What was refused before anything was done is not kept.
    pub(crate) fn finish(
        &mut self,
        key: &str,
        path: &str,
        fingerprint: &str,
        status: u16,
        body: &[u8],
        now: i64,
    ) {
        self.running.remove(key);
        if matches!(status, 200..=299 | 402 | 500..=599) {
            let (path, fingerprint) = (path.to_owned(), fingerprint.to_owned());
            self.kept
                .insert(key.to_owned(), Answer { path, fingerprint, status, body: body.to_vec(), at: now });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(answers: &mut Answers, path: &str, fingerprint: &str, now: i64) -> Result<Earlier, u16> {
        answers.begin("k", path, fingerprint, now).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_key_replays_refuses_others_and_is_forgotten() {
        let mut answers = Answers::default();
        assert!(matches!(again(&mut answers, "/a", "1", 0), Ok(Earlier::New)));
        assert_eq!(again(&mut answers, "/a", "1", 0).unwrap_err(), 409);
        answers.finish("k", "/a", "1", 500, b"x", 0);
        assert!(matches!(again(&mut answers, "/a", "1", 10), Ok(Earlier::Same { status: 500, .. })));
        assert_eq!(again(&mut answers, "/a", "2", 10).unwrap_err(), 400);
        assert_eq!(again(&mut answers, "/b", "1", 10).unwrap_err(), 400);
        assert!(matches!(again(&mut answers, "/b", "1", DAY + 1), Ok(Earlier::New)));
    }

    #[test]
    fn what_was_not_begun_is_not_kept() {
        for status in [400, 404, 409, 429] {
            let mut answers = Answers::default();
            again(&mut answers, "/a", "1", 0).unwrap();
            answers.finish("k", "/a", "1", status, b"", 0);
            assert!(matches!(again(&mut answers, "/a", "2", 0), Ok(Earlier::New)), "{status}");
        }
        assert!(Answers::default().begin(&"x".repeat(256), "/a", "1", 0).is_err());
    }
}
