//! Re-wrapping credentials under the current master key, while everything runs.

use crate::{
    Hub, HubError,
    alerts::place_of_hook,
    vault::{Place, VaultError},
};
use domain::{AlertHookId, ConnectionId, OrgId, UserId};
use store::connections::{SealedCredentials, StoredCredentials};
use uuid::Uuid;

const PAGE: i64 = 200;

/// What a rotation did.
#[derive(Debug, Default)]
pub struct Rotated {
    /// Connections that were wrapped anew.
    pub changed: u64,
    /// Connections, addresses for alerts, and people's second factors, whose secrets cannot be opened here, with the reason: left as they are.
    pub unopened: Vec<(ConnectionId, VaultError)>,
}

/// Wraps the data keys of every connection, address for alerts and second factor with the current master key. Connections edited meanwhile are
/// sealed with it anyway. Running it again changes what an interrupted run left, else nothing.
///
/// # Errors
/// [`HubError::Store`]; what was changed before stays changed.
pub async fn rotate_keys(hub: &Hub) -> Result<Rotated, HubError> {
    let mut rotated = Rotated::default();
    let mut after = (OrgId(Uuid::nil()), ConnectionId(Uuid::nil()));
    rotate_hooks(hub, &mut rotated).await?;
    rotate_apps(hub, &mut rotated).await?;
    loop {
        let page = store::connections::credentials_after(hub.db(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(rotated) };
        after = (last.org, last.connection);
        for stored in page {
            match rewrap_one(hub, &stored).await {
                Ok(changed) => rotated.changed += u64::from(changed),
                Err(HubError::Vault(error)) => rotated.unopened.push((stored.connection, error)),
                Err(error) => return Err(error),
            }
        }
    }
}

/// The same of addresses that are called for alerts.
async fn rotate_hooks(hub: &Hub, rotated: &mut Rotated) -> Result<(), HubError> {
    let mut after = (OrgId(Uuid::nil()), AlertHookId(Uuid::nil()));
    loop {
        let page = store::alerts::sealed_hooks(hub.db(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = (last.org, last.id);
        for stored in page {
            let place = place_of_hook(stored.id);
            match rewrap(hub, stored.org, place, &stored.secrets) {
                Ok(None) => {}
                Ok(Some(fresh)) => {
                    let mut tx = hub.begin_for_rotation(stored.org).await?;
                    store::alerts::replace_hook_secrets(&mut tx, stored.id, &stored.secrets, &fresh).await?;
                    tx.commit().await?;
                }
                Err(error) => rotated.unopened.push((place, error)),
            }
        }
    }
}

/// The same of the secrets of people's second factors.
async fn rotate_apps(hub: &Hub, rotated: &mut Rotated) -> Result<(), HubError> {
    let mut after = UserId(Uuid::nil());
    loop {
        let page = store::second_factors::sealed_after(hub.db(), after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        for (user, sealed) in page {
            let place = Place::of_person(user, crate::second_factor::SECRET);
            match hub.vault().rewrap(place, &sealed) {
                Ok(None) => {}
                Ok(Some(fresh)) => {
                    store::second_factors::replace_secret(hub.db(), user, &sealed, &fresh).await?;
                }
                Err(error) => rotated.unopened.push((place.connection, error)),
            }
        }
    }
}

/// Whether anything was wrapped anew. What was changed meanwhile bears the current key anyway.
async fn rewrap_one(hub: &Hub, stored: &StoredCredentials) -> Result<bool, HubError> {
    let (org, id) = (stored.org, stored.connection);
    let fresh = |sealed: &SealedCredentials| rewrap(hub, org, id, sealed);
    let credentials = fresh(&stored.credentials)?;
    let tokens = stored.tokens.as_ref().map(fresh).transpose()?.flatten();
    let secret = stored.webhook_secret.as_ref().map(fresh).transpose()?.flatten();
    if credentials.is_none() && tokens.is_none() && secret.is_none() {
        return Ok(false);
    }
    let mut tx = hub.begin_for_rotation(org).await?;
    let mut changed = false;
    if let Some(fresh) = credentials {
        changed |= store::connections::replace_credentials(&mut tx, id, &stored.credentials, &fresh).await?;
    }
    if let (Some(old), Some(fresh)) = (&stored.tokens, tokens) {
        changed |= store::connections::replace_tokens(&mut tx, id, old, &fresh).await?;
    }
    if let (Some(old), Some(fresh)) = (&stored.webhook_secret, secret) {
        changed |= store::connections::replace_webhook_secret(&mut tx, id, old, &fresh).await?;
    }
    tx.commit().await?;
    Ok(changed)
}

fn rewrap(
    hub: &Hub,
    org: OrgId,
    connection: ConnectionId,
    old: &SealedCredentials,
) -> Result<Option<SealedCredentials>, VaultError> {
    let mut fresh = old.clone();
    let mut any = false;
    for (name, field) in &mut fresh.fields {
        let place = Place { org, connection, field: name };
        if let Some(sealed) = hub.vault().rewrap(place, &field.sealed)? {
            field.sealed = sealed;
            any = true;
        }
    }
    Ok(any.then_some(fresh))
}
