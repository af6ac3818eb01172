//! Re-wrapping credentials under the current master key, while everything runs.

use crate::{Hub, HubError, vault::Place};
use domain::{ConnectionId, OrgId};
use store::connections::SealedCredentials;
use uuid::Uuid;

const PAGE: i64 = 200;

/// Wraps every connection's data keys with the current master key. Connections edited meanwhile are
/// sealed with it anyway. Returns how many connections were changed; running it again changes none.
///
/// # Errors
/// [`HubError::Vault`] if a connection was sealed with a master key that is not known here.
pub async fn rotate_keys(hub: &Hub) -> Result<u64, HubError> {
    let mut changed = 0;
    let mut after = (OrgId(Uuid::nil()), ConnectionId(Uuid::nil()));
    loop {
        let page = store::connections::credentials_after(hub.db(), after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(changed) };
        after = (last.org, last.connection);
        for stored in page {
            let Some(fresh) = rewrap(hub, stored.org, stored.connection, &stored.credentials)? else {
                continue;
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
                changed += 1;
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
) -> Result<Option<SealedCredentials>, HubError> {
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
