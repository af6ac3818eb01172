//! What a platform is, as data: the gallery card, the credentials form and the call policy are drawn
//! from it.

use chrono::NaiveDate;
use domain::{AuthKind, PlatformCategory};
use std::time::Duration;

/// The static description of a platform.
#[derive(Debug)]
pub struct PlatformSpec {
    /// Lower-case id used in links, tables and configuration (`ORION_PLATFORM_<ID>_BASE_URL`).
    pub id: &'static str,
    pub name: &'static str,
    pub category: PlatformCategory,
    /// The letters on the channel's tile.
    pub mark: &'static str,
    /// Whether the platform has a second installation, for tests, which the connector calls where
    /// [`crate::Conn::environment`] says so. By consent it takes an app of its own.
    pub has_sandbox: bool,
    /// What the connector speaks; `None` where the platform's API has no versions.
    pub api: Option<ApiVersion>,
    /// The ways to connect, the usual one first. Each is a form.
    pub forms: &'static [CredentialForm],
    pub rate: RateLimit,
    pub retry: RetryPolicy,
}

/// A version of a platform's API.
#[derive(Debug, Clone, Copy)]
pub struct ApiVersion {
    pub name: &'static str,
    /// From this day on the platform does not support it any more; `None` where no day was announced.
    pub supported_until: Option<NaiveDate>,
}

/// One way to connect: which credentials it takes.
#[derive(Debug)]
pub struct CredentialForm {
    pub auth: AuthKind,
    pub fields: &'static [CredentialField],
}

/// One field of a credentials form. Its label and help are texts of the area `integrations`, found
/// by the platform's id and the field's name.
#[derive(Debug)]
pub struct CredentialField {
    pub name: &'static str,
    pub kind: FieldKind,
    pub required: bool,
    pub max_length: usize,
    /// An example shown inside the empty field.
    pub placeholder: &'static str,
}

/// What a credentials field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// The address of the shop; stored in the connection's config, not secret.
    StoreUrl,
    /// Plain text, stored in the connection's config.
    Text,
    /// Encrypted at rest and never shown again.
    Secret,
}

/// How many calls a single account of the platform takes.
#[derive(Debug, Clone, Copy)]
pub struct RateLimit {
    /// Calls in flight at once for one account.
    pub in_flight: usize,
    /// Sustained calls a second for one account; `None` where the platform counts cost instead and
    /// the connector reads it from the answers.
    pub per_second: Option<f64>,
}

/// How often and how patiently a reading call is tried.
#[derive(Debug, Clone, Copy)]
pub struct RetryPolicy {
    /// Of one attempt.
    pub timeout: Duration,
    pub attempts: u32,
    /// Shortest and longest pause between two attempts; a platform's own advice goes before.
    pub pause: (Duration, Duration),
}

impl RetryPolicy {
    /// 30 s, three attempts, 4 to 10 s apart.
    pub const DEFAULT: Self = Self {
        timeout: Duration::from_secs(30),
        attempts: 3,
        pause: (Duration::from_secs(4), Duration::from_secs(10)),
    };
}

impl PlatformSpec {
    /// Whether each shop is a server of its own, so that one that is down says nothing of the others.
    pub fn is_self_hosted(&self) -> bool {
        self.forms.iter().flat_map(|form| form.fields).any(|field| field.kind == FieldKind::StoreUrl)
    }

    /// The form for this kind of credentials.
    pub fn form(&self, auth: AuthKind) -> Option<&'static CredentialForm> {
        self.forms.iter().find(|form| form.auth == auth)
    }
}

#[cfg(test)]
impl PlatformSpec {
    /// A platform for tests: one call after the other, as many as one likes.
    pub(crate) const SAMPLE: Self = Self {
        id: "shop",
        name: "Shop",
        category: PlatformCategory::Store,
        mark: "S",
        has_sandbox: false,
        api: None,
        forms: &[],
        rate: RateLimit { in_flight: 1, per_second: None },
        retry: RetryPolicy::DEFAULT,
    };
}
