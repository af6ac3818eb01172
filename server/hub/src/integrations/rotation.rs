//! Re-wrapping credentials under the current master key, while everything runs.

use crate::{
    Hub, HubError,
    vault::{Place, VaultError},
};
use domain::{ConnectionId, OrgId};
use store::connections::SealedCredentials;
use uuid::Uuid;

const PAGE: i64 = 200;

/// What a rotation did.
#[derive(Debug, Default)]
pub struct Rotated {
    /// Connections that were wrapped anew.
    pub changed: u64,
    /// Connections whose credentials cannot be opened here, with the reason: left as they are.
    pub unopened: Vec<(ConnectionId, VaultError)>,
}

/// Wraps every connection's data keys with the current master key. Connections edited meanwhile are
/// sealed with it anyway. Running it again changes what an interrupted run left, else nothing.
///
/// # Errors
/// [`HubError::Store`]; what was changed before stays changed.
pub async fn rotate_keys(hub: &Hub) -> Result<Rotated, HubError> {
    let mut rotated = Rotated::default();
    let mut after = (OrgId(Uuid::nil()), ConnectionId(Uuid::nil()));
    loop {
        let page = store::connections::credentials_after(hub.db(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(rotated) };
        after = (last.org, last.connection);
        for stored in page {
            let fresh = match rewrap(hub, stored.org, stored.connection, &stored.credentials) {
                Ok(Some(fresh)) => fresh,
                Ok(None) => continue,
                Err(error) => {
                    rotated.unopened.push((stored.connection, error));
                    continue;
                }
            };
            let mut tx = hub.begin_for_rotation(stored.org).await?;
            if store::connections::replace_credentials(
                &mut tx,
                stored.connection,
                &stored.credentials,
                &fresh,
            )
            .await?
            {
                rotated.changed += 1;
            }
            tx.commit().await?;
        }
    }
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
