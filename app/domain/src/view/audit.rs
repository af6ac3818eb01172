//! What people did.

use crate::{AuditSubject, ParseIdError, UserId};
use chrono::{DateTime, Utc};
use std::{fmt, net::IpAddr, str::FromStr};
use uuid::Uuid;

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRow {
    pub at: DateTime<Utc>,
    pub id: Uuid,
    /// Nothing for Orion itself.
    pub actor: Option<UserId>,
    /// As they were called then.
    pub actor_name: String,
    /// A code of [`crate::AuditAction`], or one of another version.
    pub action: String,
    pub subject_kind: String,
    pub subject: Option<Uuid>,
    pub ip: Option<IpAddr>,
    /// What it was about, and what changed.
    pub data: serde_json::Value,
}

/// How whoever did what was done by itself is called.
pub const ORION: &str = "Orion";

impl AuditRow {
    /// Whom people read to have done it.
    pub fn who(&self) -> &str {
        if self.actor.is_some() { &self.actor_name } else { ORION }
    }
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditActor {
    /// Nobody: it was done by itself.
    Orion,
    Person(UserId),
}

impl FromStr for AuditActor {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "orion" { Ok(Self::Orion) } else { text.parse().map(Self::Person) }
    }
}

impl fmt::Display for AuditActor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Orion => f.write_str("orion"),
            Self::Person(user) => fmt::Display::fmt(user, f),
        }
    }
}

/// Somebody who did something, as they were called when they did something last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPerson {
    pub user: UserId,
    pub name: String,
}

/// Which entries are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub actor: Option<AuditActor>,
    pub about: Option<AuditSubject>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this one.
    pub until: Option<DateTime<Utc>>,
}
