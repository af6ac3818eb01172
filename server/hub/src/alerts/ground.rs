//! What is known of the whole installation, before anybody's alerts are looked for.

use crate::{Hub, HubError};
use chrono::{DateTime, TimeDelta, Utc};
use store::heartbeats::{self, Part};

/// Minutes that are looked back at, and of these in how many a part was there that was there all the time.
const LATELY: i32 = 17;
const ALL_OF_THEM: i64 = 14;

/// Who does the work of the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// Somebody, for a quarter of an hour at least.
    Done,
    /// Nobody, while pages were served for as long.
    Undone,
    /// It has just begun or ended.
    Unknown,
}

/// What is known of the installation, for all organisations.
#[derive(Debug, Clone, Copy)]
pub struct Ground {
    pub(super) work: Work,
    /// Since when somebody has been there without a break.
    pub(super) up_since: DateTime<Utc>,
}

impl Ground {
    /// # Errors
    /// When the database cannot be asked.
    pub async fn find(hub: &Hub, now: DateTime<Utc>) -> Result<Self, HubError> {
        let db = hub.db();
        let worked = heartbeats::lately(db, Part::Worker, LATELY).await?;
        let served = heartbeats::lately(db, Part::Web, LATELY).await?;
        let work = match (worked, served) {
            (ALL_OF_THEM.., _) => Work::Done,
            (0, ALL_OF_THEM..) => Work::Undone,
            _ => Work::Unknown,
        };
        let up_since = heartbeats::up_since(db, Part::Worker).await?;
        Ok(Self { work, up_since: up_since.unwrap_or(now - TimeDelta::days(1)) })
    }
}
