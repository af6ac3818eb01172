//! What people did.

use crate::{AuditSubject, UserId};
use chrono::{DateTime, Utc};
use std::net::IpAddr;
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

/// Which entries are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    pub actor: Option<UserId>,
    pub about: Option<AuditSubject>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Before this one.
    pub until: Option<DateTime<Utc>>,
}
