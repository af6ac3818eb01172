//! What a connector gets to work with.

mod account;
mod call;
mod measure;
mod redact;
mod tokens;
mod turns;

pub use account::{AccessToken, Account, CostStatus};
pub use call::{Call, Reply};
pub use measure::{Attempted, CallObserver, SeenCall};
pub use tokens::{HeldTokens, Tokens};
pub use turns::Turns;

use crate::{Advice, Clock, ConnectorError, OutboundPolicy, PlatformSpec, RetryPolicy, SystemClock};
use chrono::{DateTime, Utc};
use domain::{AuthKind, Environment, UpstreamKind};
use secrecy::{ExposeSecret, SecretString};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::time::{Instant, timeout_at};
use url::Url;

/// The longest that a call waits for its turn; what has to wait longer goes back to the job.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// What the merchant chose for the connection.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ConnSettings {
    /// Leave orders out that the platform marks as tests.
    pub skip_test_orders: bool,
}

/// The operator's own app on a platform (`ORION_PLATFORM_<ID>_CLIENT_ID` and `_CLIENT_SECRET`).
#[derive(Debug, Clone)]
pub struct AppCredentials {
    pub client_id: String,
    pub client_secret: SecretString,
    /// A second public id, where the platform's consent page knows the app by another one
    /// (`ORION_PLATFORM_<ID>_SERVICE_ID`).
    pub service_id: Option<String>,
}

/// Everything that a [`Conn`] is made of.
#[derive(Clone)]
pub struct ConnParts {
    pub spec: &'static PlatformSpec,
    pub outbound: OutboundPolicy,
    /// Shared by all connections to the same account with the same credentials.
    pub account: Arc<Account>,
    pub auth: AuthKind,
    pub environment: Environment,
    /// Used in place of the environment's own address (`ORION_PLATFORM_<ID>_BASE_URL`).
    pub base_url: Option<Url>,
    /// The operator's app in the environment, where one is configured.
    pub app: Option<AppCredentials>,
    /// The values of the form's secret fields, by name.
    pub credentials: BTreeMap<String, SecretString>,
    /// Where the access token comes from, for a connection that was made by consent.
    pub tokens: Option<Arc<dyn Tokens>>,
    /// The values of the form's other fields, by name, and what is known of the account.
    pub config: BTreeMap<String, String>,
    pub settings: ConnSettings,
    pub clock: Arc<dyn Clock>,
    /// Of one attempt.
    pub timeout: Duration,
    /// How a part of a call that is read by itself is tried again.
    pub retry: RetryPolicy,
    /// Whom to tell of calls.
    pub observer: Option<Arc<dyn CallObserver>>,
    /// Who else calls the account, where several processes may.
    pub turns: Option<Arc<dyn Turns>>,
}

impl ConnParts {
    /// Parts without values yet: the machine's clock, the platform's time limit, an account of its own.
    pub fn new(spec: &'static PlatformSpec, outbound: OutboundPolicy, auth: AuthKind) -> Self {
        Self {
            spec,
            outbound,
            account: Arc::new(Account::new(spec.rate)),
            auth,
            environment: Environment::Production,
            base_url: None,
            app: None,
            tokens: None,
            credentials: BTreeMap::new(),
            config: BTreeMap::new(),
            settings: ConnSettings::default(),
            clock: Arc::new(SystemClock),
            timeout: spec.retry.timeout,
            retry: spec.retry,
            observer: None,
            turns: None,
        }
    }
}

/// One connection's view of the world: its values, HTTP with the policy applied, and the time.
pub struct Conn {
    parts: ConnParts,
    /// When no call is waited for any more.
    deadline: Option<Instant>,
}

impl Conn {
    pub fn new(parts: ConnParts) -> Self {
        Self { parts, deadline: None }
    }

    /// The same for somebody who waits: each call takes at most `call`, and all from now on together
    /// `whole`.
    #[must_use]
    pub fn within(mut self, call: Duration, whole: Duration) -> Self {
        self.parts.timeout = self.parts.timeout.min(call);
        self.deadline = Some(Instant::now() + whole);
        self
    }

    /// The same for work that is finished whether or not somebody waits for it.
    #[must_use]
    pub fn unhurried(&self) -> Self {
        Self::new(self.parts.clone())
    }

    pub fn spec(&self) -> &'static PlatformSpec {
        self.parts.spec
    }

    pub fn auth(&self) -> AuthKind {
        self.parts.auth
    }

    /// Which of the platform's installations the account is of: [`Environment::Sandbox`] only where the
    /// specification has one.
    pub fn environment(&self) -> Environment {
        self.parts.environment
    }

    pub fn base_url(&self) -> Option<&Url> {
        self.parts.base_url.as_ref()
    }

    /// The operator's app on the platform, for those that grant access through an app.
    ///
    /// # Errors
    /// [`UpstreamKind::Auth`] where none is configured.
    pub fn app(&self) -> Result<&AppCredentials, ConnectorError> {
        self.parts.app.as_ref().ok_or_else(|| {
            let detail = format!("no app is configured for {}", self.parts.spec.id);
            ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail)
        })
    }

    /// A value of the form that is not secret; `None` when empty.
    pub fn config(&self, name: &str) -> Option<&str> {
        self.parts.config.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// A secret of the form.
    ///
    /// # Errors
    /// [`UpstreamKind::Auth`] when it was never entered.
    pub fn secret(&self, name: &str) -> Result<&str, ConnectorError> {
        let value =
            self.parts.credentials.get(name).map(|value| value.expose_secret().trim()).unwrap_or_default();
        if value.is_empty() {
            let detail = format!("the credential {name} is missing");
            return Err(ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail));
        }
        Ok(value)
    }

    pub fn settings(&self) -> &ConnSettings {
        &self.parts.settings
    }

    pub fn account(&self) -> &Account {
        &self.parts.account
    }

    pub fn clock(&self) -> &dyn Clock {
        &*self.parts.clock
    }

    /// How often and how patiently a part of a call is tried that is read by itself.
    pub fn retry_policy(&self) -> RetryPolicy {
        self.parts.retry
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.parts.clock.now()
    }

    /// Makes one call, when it is the account's turn. Any status but a redirect is a reply: what it
    /// means is the connector's to say. Where the reply repeats a secret, `***` stands in its place.
    ///
    /// # Errors
    /// No whole answer: address refused, name, connection, TLS, time limit, cut body, a redirect;
    /// [`UpstreamKind::TooLarge`] for a body that is longer than what is read of one;
    /// [`UpstreamKind::RateLimit`] when the turn is more than two minutes away.
    pub async fn send(&self, call: Call) -> Result<Reply, ConnectorError> {
        let sent = OnceLock::new();
        let Some(deadline) = self.deadline else { return self.send_in_turn(call, &sent).await };
        timeout_at(deadline, self.send_in_turn(call, &sent)).await.unwrap_or_else(|_| {
            if let Some(sent) = sent.get() {
                self.count(sent.elapsed(), Some(UpstreamKind::Timeout));
            }
            let detail = "there was no time left to wait for the answer";
            Err(ConnectorError::new(UpstreamKind::Timeout, Advice::Retry, detail))
        })
    }

    /// Notes in `sent` when the call goes out.
    async fn send_in_turn(&self, call: Call, sent: &OnceLock<Instant>) -> Result<Reply, ConnectorError> {
        let account = &self.parts.account;
        let _permit = account.permit().await?;
        loop {
            let wait = account.reserve(call.cost, self.parts.clock.elapsed());
            if wait.is_zero() {
                break;
            }
            if wait > LONGEST_WAIT {
                return Err(too_long(wait));
            }
            self.parts.clock.sleep(wait).await;
        }
        self.wait_for_others().await?;
        let host = call.url.host_str().unwrap_or_default().to_owned();
        let secret_headers = redact::secret_headers(&call);
        let began = *sent.get_or_init(Instant::now);
        let answer = tokio::time::timeout(self.parts.timeout, self.parts.outbound.execute(call)).await;
        let answer = answer.unwrap_or_else(|_| {
            account.note_strain();
            let detail = format!("{host}: no whole answer within {} s", self.parts.timeout.as_secs_f32());
            Err(ConnectorError::new(UpstreamKind::Timeout, Advice::Retry, detail))
        });
        let failure = match &answer {
            Ok(reply) => measure::failure_of(reply.status),
            Err(error) => Some(error.kind),
        };
        self.count(began.elapsed(), failure);
        let mut reply = answer?;
        if matches!(reply.status, 429 | 503) {
            account.note_strain();
            if let Some(pause) = reply.retry_after(self.now()) {
                account.hold_until(self.parts.clock.elapsed() + pause);
                if let Some((turns, _)) = self.turns() {
                    turns.hold(pause).await;
                }
            }
        } else {
            account.note_calm();
        }
        redact::strike(&mut reply, &self.parts, &secret_headers);
        tracing::debug!(
            platform = self.parts.spec.id,
            host,
            status = reply.status,
            bytes = reply.body.len(),
            "called"
        );
        Ok(reply)
    }

    /// Waits for the turn among all processes.
    async fn wait_for_others(&self) -> Result<(), ConnectorError> {
        let Some((turns, spacing)) = self.turns() else { return Ok(()) };
        let wait = turns.take(spacing).await;
        if wait > LONGEST_WAIT {
            return Err(too_long(wait));
        }
        if !wait.is_zero() {
            self.parts.clock.sleep(wait).await;
        }
        Ok(())
    }

    /// Where turns are taken, and how far apart: not at all where the platform counts no calls. One that counts points
    /// says with each answer what others have left.
    fn turns(&self) -> Option<(&dyn Turns, Duration)> {
        Some((self.parts.turns.as_deref()?, self.parts.account.spacing()))
    }
}

fn too_long(wait: Duration) -> ConnectorError {
    let detail = format!("the platform asked to wait; {} s remain", wait.as_secs());
    ConnectorError::new(UpstreamKind::RateLimit, Advice::After(wait), detail)
}

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conn")
            .field("platform", &self.parts.spec.id)
            .field("auth", &self.parts.auth)
            .field("config", &self.parts.config.keys())
            .field("credentials", &self.parts.credentials.keys())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OutboundConfig;

    #[tokio::test]
    async fn who_waits_is_told_in_time_however_many_calls_are_made() {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url: Url = format!("http://{}/", silent.local_addr().unwrap()).parse().unwrap();
        let allow = vec!["127.0.0.0/8".parse().unwrap()];
        let outbound = OutboundPolicy::new(OutboundConfig { allow, ..OutboundConfig::default() }).unwrap();
        let conn = Conn::new(ConnParts::new(&PlatformSpec::SAMPLE, outbound, AuthKind::Token))
            .within(Duration::from_secs(60), Duration::from_millis(50));
        for _ in 0..3 {
            let error = conn.send(Call::get(url.clone())).await.unwrap_err();
            assert_eq!(error.kind, UpstreamKind::Timeout, "{error}");
        }
    }
}
