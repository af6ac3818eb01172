//! Who belongs to a company, and who is asked to.

use crate::{InvitationId, OrgId, Role, UserId};
use chrono::{DateTime, Utc};

/// A member of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub has_two_factor: bool,
    pub joined_at: DateTime<Utc>,
    /// When the company was last looked at, if a session of that is still known.
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// An invitation that nobody has accepted or revoked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    pub id: InvitationId,
    pub email: String,
    pub role: Role,
    pub invited_by: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// What became of its last e-mail.
    pub mail: MailStanding,
}

/// Whether an e-mail went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailStanding {
    /// Not yet.
    Waiting,
    Sent(DateTime<Utc>),
    /// Why it did not go out; it may be tried again.
    Failed(String),
}

/// A company that a person belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipView {
    pub org: OrgId,
    pub name: String,
    pub role: Role,
}
