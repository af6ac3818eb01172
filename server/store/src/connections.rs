//! Connections: accounts of platforms, their credentials (sealed) and how far they were read.

pub mod consent;
mod cursor;
mod expiry;
mod parked;
mod read;
mod record;
mod removal;
mod rotation;
mod status;
mod tokens;

pub use cursor::{Cursor, advance_cursor, cursor, keep_backfill};
pub use expiry::{Dates, dates};
pub use parked::{beyond, is_parked, park_beyond};
pub use read::{ConnectionAccess, access, find, list, of_account};
pub use record::{NewConnection, Shop, insert, update, update_settings};
pub use removal::{Removal, end_work, remove_demo};
pub use rotation::{
    StoredCredentials, credentials_after, replace_credentials, replace_tokens, replace_webhook_secret,
};
pub use status::{Health, due, note_health, set_status, still_has};
pub use tokens::{SealedTokens, forget_tokens, lock_tokens, note_consent_end, put_tokens};

use crate::StoreError;
use serde_json::Value;
use std::collections::BTreeMap;

/// Credentials as they lie in the database: each field sealed, with a hint of its last signs.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct SealedCredentials {
    pub fields: BTreeMap<String, SealedField>,
}

#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct SealedField {
    pub sealed: String,
    /// The last four signs of a secret of at least twelve.
    pub hint: String,
}

pub(crate) fn json(value: &impl serde::Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}
