//! Trying again, as patiently as the platform asks.

use crate::{Advice, Clock, ConnectorError, RetryPolicy};
use rand::Rng;
use std::time::Duration;

/// The longest pause that is waited out here; a longer one goes back to the job, which frees its
/// worker meanwhile.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// Runs a reading call until it succeeds, fails for good, or the policy's attempts are used up.
/// Between attempts it pauses as the error advises, else a random time within the policy's pause. What a call inside
/// of this one has tried as often as it may is not tried again here: attempts would multiply.
///
/// # Errors
/// The last attempt's.
pub async fn retry<T, F, A>(
    policy: RetryPolicy,
    clock: &dyn Clock,
    mut attempt: A,
) -> Result<T, ConnectorError>
where
    A: FnMut() -> F,
    F: Future<Output = Result<T, ConnectorError>>,
{
    let mut tried = 1;
    loop {
        let error = match attempt().await {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
        if error.is_tried {
            return Err(error);
        }
        let pause = match error.advice {
            Advice::Never | Advice::Reauthorise => return Err(error),
            Advice::After(pause) if pause > LONGEST_PAUSE => return Err(error),
            Advice::After(pause) => pause,
            Advice::Retry => jittered(policy.pause),
        };
        if tried >= policy.attempts {
            return Err(ConnectorError { is_tried: true, ..error });
        }
        tracing::debug!(attempt = tried, pause_ms = pause.as_millis(), %error, "call failed, trying again");
        clock.sleep(pause).await;
        tried += 1;
    }
}

fn jittered((shortest, longest): (Duration, Duration)) -> Duration {
    let longest = longest.max(shortest);
    rand::rng().random_range(shortest..=longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ManualClock;
    use chrono::Utc;
    use domain::UpstreamKind;
    use std::cell::Cell;

    async fn run(advice: Advice, succeed_at: u32) -> (bool, u32, Duration) {
        let (clock, tries) = (ManualClock::at(Utc::now()), Cell::new(0));
        let result =
            retry(RetryPolicy::DEFAULT, &clock, || {
                tries.set(tries.get() + 1);
                let good = tries.get() == succeed_at;
                async move {
                    good.then_some(()).ok_or_else(|| ConnectorError::new(UpstreamKind::Server, advice, ""))
                }
            })
            .await;
        (result.is_ok(), tries.get(), clock.elapsed())
    }

    #[tokio::test]
    async fn a_passing_failure_is_tried_three_times_four_to_ten_seconds_apart() {
        let (good, tries, waited) = run(Advice::Retry, 3).await;
        assert!(good && tries == 3);
        assert!((8.0..=20.0).contains(&waited.as_secs_f64()), "{waited:?}");
        assert_eq!(run(Advice::Retry, 4).await.1, 3);
    }

    #[tokio::test]
    async fn the_platforms_own_advice_goes_before() {
        assert_eq!(run(Advice::After(Duration::from_secs(37)), 2).await, (true, 2, Duration::from_secs(37)));
        assert_eq!(run(Advice::After(Duration::from_secs(121)), 2).await, (false, 1, Duration::ZERO));
    }

    #[tokio::test]
    async fn attempts_within_attempts_do_not_multiply() {
        let (clock, tries) = (ManualClock::at(Utc::now()), Cell::new(0));
        let part = || async {
            tries.set(tries.get() + 1);
            Err::<(), _>(ConnectorError::new(UpstreamKind::Server, Advice::Retry, ""))
        };
        let whole = || retry(RetryPolicy::DEFAULT, &clock, part);
        assert!(retry(RetryPolicy::DEFAULT, &clock, whole).await.unwrap_err().is_tried);
        assert_eq!(tries.get(), RetryPolicy::DEFAULT.attempts);
    }

    #[tokio::test]
    async fn a_final_failure_is_not_repeated() {
        assert_eq!(run(Advice::Never, 2).await, (false, 1, Duration::ZERO));
        assert_eq!(run(Advice::Reauthorise, 2).await, (false, 1, Duration::ZERO));
    }
}
