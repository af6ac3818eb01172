//! Turns of an account whose calls the platform counts, among all processes that call it.

use crate::BoxFuture;
use std::time::Duration;

/// Where turns are taken that hold beyond this process. One that cannot be asked lets the process go by its own count.
pub trait Turns: Send + Sync {
    /// Takes the next turn, and says how long it is away. Calls are `spacing` apart; where that is nothing, there are
    /// only pauses to wait for.
    fn take(&self, spacing: Duration) -> BoxFuture<'_, Duration>;

    /// Lets nobody call before a pause is over: the platform asked for it.
    fn hold(&self, pause: Duration) -> BoxFuture<'_, ()>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Advice, Call, Conn, ConnParts, ManualClock, OutboundConfig, OutboundPolicy, PlatformSpec, RateLimit,
        contract::{Answer, ScriptedServer},
    };
    use chrono::Utc;
    use domain::{AuthKind, UpstreamKind};
    use std::sync::{Arc, Mutex};

    /// Turns that others have taken, and the pauses that were asked for.
    #[derive(Default)]
    struct Others {
        away: Mutex<Duration>,
        spacings: Mutex<Vec<Duration>>,
        holds: Mutex<Vec<Duration>>,
    }

    impl Turns for Others {
        fn take(&self, spacing: Duration) -> BoxFuture<'_, Duration> {
            self.spacings.lock().unwrap().push(spacing);
            let away = *self.away.lock().unwrap();
            Box::pin(async move { away })
        }

        fn hold(&self, pause: Duration) -> BoxFuture<'_, ()> {
            self.holds.lock().unwrap().push(pause);
            Box::pin(async {})
        }
    }

    fn conn(turns: &Arc<Others>, per_second: Option<f64>) -> (Conn, Arc<ManualClock>) {
        let allow = vec!["127.0.0.0/8".parse().unwrap()];
        let outbound = OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap();
        let spec = PlatformSpec { rate: RateLimit { in_flight: 1, per_second }, ..PlatformSpec::SAMPLE };
        let clock = Arc::new(ManualClock::at(Utc::now()));
        let mut parts = ConnParts::new(Box::leak(Box::new(spec)), outbound, AuthKind::Token);
        parts.turns = Some(turns.clone());
        parts.clock = clock.clone();
        (Conn::new(parts), clock)
    }

    #[tokio::test]
    async fn a_call_waits_for_the_turns_of_others() {
        use crate::Clock;
        let (turns, server) =
            (Arc::<Others>::default(), ScriptedServer::start(Answer::json(200, "{}")).await);
        *turns.away.lock().unwrap() = Duration::from_secs(3);
        let (conn, clock) = conn(&turns, Some(20.0));
        conn.send(Call::get(server.base())).await.unwrap();
        assert_eq!(clock.elapsed(), Duration::from_secs(3));
        assert_eq!(*turns.spacings.lock().unwrap(), [Duration::from_millis(50)]);
        *turns.away.lock().unwrap() = Duration::from_secs(600);
        let error = conn.send(Call::get(server.base())).await.unwrap_err();
        assert_eq!(error.kind, UpstreamKind::RateLimit, "so long is for the job to wait");
        assert!(matches!(error.advice, Advice::After(wait) if wait == Duration::from_secs(600)));
    }

    #[tokio::test]
    async fn a_pause_that_the_platform_asks_for_is_everybodys() {
        let answer = Answer::json(429, "{}").with_header("Retry-After", "7");
        let (turns, server) = (Arc::<Others>::default(), ScriptedServer::start(answer).await);
        let (conn, _) = conn(&turns, Some(20.0));
        conn.send(Call::get(server.base())).await.unwrap();
        assert_eq!(*turns.holds.lock().unwrap(), [Duration::from_secs(7)]);
    }
}
