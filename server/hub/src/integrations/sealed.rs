//! Which master keys stored credentials are sealed with: without these keys a backup opens no store.

use crate::{
    HubError,
    alerts::place_of_hook,
    vault::{Place, Vault},
};
use domain::{AlertHookId, ConnectionId, OrgId, UserId};
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
    /// Addresses for alerts that need it.
    pub hooks: u64,
    /// People whose second factor needs it.
    pub people: u64,
    /// Whether the first value that was tried opens with the keys at hand.
    pub opens: bool,
}

/// The master keys that all that is sealed needs, by id: credentials, tokens and secrets of connections, and what
/// addresses for alerts keep. `vault` is what is tried.
///
/// # Errors
/// [`HubError::Store`].
pub async fn keys_in_use(db: &Db, vault: Option<&Vault>) -> Result<Vec<KeyInUse>, HubError> {
    let mut found = Found { vault, keys: BTreeMap::new() };
    let mut after = (OrgId(Uuid::nil()), ConnectionId(Uuid::nil()));
    loop {
        let page = store::connections::credentials_after(db, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = (last.org, last.connection);
        for stored in page {
            let sealed = [Some(&stored.credentials), stored.tokens.as_ref(), stored.webhook_secret.as_ref()];
            let sealed = sealed.into_iter().flatten();
            found.note(stored.org, stored.connection, sealed, |key| key.connections += 1);
        }
    }
    let mut after = (OrgId(Uuid::nil()), AlertHookId(Uuid::nil()));
    loop {
        let page = store::alerts::sealed_hooks(db, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = (last.org, last.id);
        for stored in page {
            let place = place_of_hook(stored.id);
            found.note(stored.org, place, std::iter::once(&stored.secrets), |key| key.hooks += 1);
        }
    }
    let mut after = UserId(Uuid::nil());
    loop {
        let page = store::second_factors::sealed_after(db, after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(found.keys.into_values().collect()) };
        after = *last;
        for (user, sealed) in &page {
            let place = Place::of_person(*user, crate::second_factor::SECRET);
            if let Some(id) = found.know(place, sealed) {
                found.count(&id, |key| key.people += 1);
            }
        }
    }
}

struct Found<'a> {
    vault: Option<&'a Vault>,
    keys: BTreeMap<String, KeyInUse>,
}

impl Found<'_> {
    /// Notes what one place needs, each key once.
    fn note<'s>(
        &mut self,
        org: OrgId,
        connection: ConnectionId,
        sealed: impl Iterator<Item = &'s SealedCredentials>,
        count: fn(&mut KeyInUse),
    ) {
        let mut needed = BTreeSet::new();
        for (name, sealed) in sealed.flat_map(values) {
            needed.extend(self.know(Place { org, connection, field: name }, sealed));
        }
        for id in needed {
            self.count(&id, count);
        }
    }

    /// The key of a sealed value, which is tried if it is the first of it. None for what is damaged: that is told where it is used,
    /// and no key helps it.
    fn know(&mut self, place: Place<'_>, sealed: &str) -> Option<String> {
        let id = Vault::key_id_of(sealed).ok()?;
        if !self.keys.contains_key(&id) {
            let opens = self.vault.is_some_and(|vault| vault.open(place, sealed).is_ok());
            let key = KeyInUse { id: id.clone(), connections: 0, hooks: 0, people: 0, opens };
            self.keys.insert(id.clone(), key);
        }
        Some(id)
    }

    fn count(&mut self, id: &str, count: fn(&mut KeyInUse)) {
        if let Some(key) = self.keys.get_mut(id) {
            count(key);
        }
    }
}

fn values(sealed: &SealedCredentials) -> impl Iterator<Item = (&str, &str)> {
    sealed.fields.iter().map(|(name, field)| (name.as_str(), field.sealed.as_str()))
}
