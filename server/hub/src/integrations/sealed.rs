//! Which master keys stored credentials are sealed with: without these keys a backup opens no store.

use crate::{
    HubError,
    vault::{Place, Vault},
};
use domain::{ConnectionId, OrgId};
use std::collections::{BTreeMap, BTreeSet};
use store::{Db, connections::SealedCredentials};
use uuid::Uuid;

const PAGE: i64 = 500;

/// A master key with which something is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInUse {
    pub id: String,
    /// Connections that need it.
    pub connections: u64,
    /// Whether the first value that was tried opens with the keys at hand.
    pub opens: bool,
}

/// The master keys that all stored credentials need, by id. `vault` is what is tried.
///
/// # Errors
/// [`HubError::Store`].
pub async fn keys_in_use(db: &Db, vault: Option<&Vault>) -> Result<Vec<KeyInUse>, HubError> {
    let mut found: BTreeMap<String, KeyInUse> = BTreeMap::new();
    let mut after = (OrgId(Uuid::nil()), ConnectionId(Uuid::nil()));
    loop {
        let page = store::connections::credentials_after(db, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(found.into_values().collect()) };
        after = (last.org, last.connection);
        for stored in page {
            let mut needed = BTreeSet::new();
            let sealed = [Some(&stored.credentials), stored.tokens.as_ref(), stored.webhook_secret.as_ref()];
            for (name, sealed) in sealed.into_iter().flatten().flat_map(values) {
                // What is damaged is told where it is used; no key helps it.
                let Ok(id) = Vault::key_id_of(sealed) else { continue };
                if !found.contains_key(&id) {
                    let place = Place { org: stored.org, connection: stored.connection, field: name };
                    let opens = vault.is_some_and(|vault| vault.open(place, sealed).is_ok());
                    found.insert(id.clone(), KeyInUse { id: id.clone(), connections: 0, opens });
                }
                needed.insert(id);
            }
            for id in needed {
                if let Some(key) = found.get_mut(&id) {
                    key.connections += 1;
                }
            }
        }
    }
}

fn values(sealed: &SealedCredentials) -> impl Iterator<Item = (&str, &str)> {
    sealed.fields.iter().map(|(name, field)| (name.as_str(), field.sealed.as_str()))
}
