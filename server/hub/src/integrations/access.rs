//! From a stored connection to something a connector can work with.

use super::FormSecrets;
use crate::{Hub, HubError, vault::Place};
use connector_kit::{Account, Conn, ConnParts, ConnSettings, Connector};
use domain::{AuthKind, ConnectionId, OrgId};
use secrecy::ExposeSecret;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};
use store::connections::{ConnectionAccess, SealedCredentials, SealedField};

/// What this process has learned of each account: limits, tokens. Forgotten when a connection is
/// edited, so that nothing learned with old credentials lives on.
#[derive(Debug, Default)]
pub struct Accounts(Mutex<HashMap<ConnectionId, Arc<Account>>>);

impl Accounts {
    fn of(&self, id: ConnectionId, connector: &dyn Connector) -> Arc<Account> {
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        accounts.entry(id).or_insert_with(|| Arc::new(Account::new(connector.spec().rate))).clone()
    }

    pub(crate) fn forget(&self, id: ConnectionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// What a connector works with. `known` shares the limits and tokens of a stored connection.
pub(super) fn conn(
    hub: &Hub,
    connector: &dyn Connector,
    known: Option<ConnectionId>,
    auth: AuthKind,
    config: &BTreeMap<String, String>,
    secrets: &FormSecrets,
    settings: ConnSettings,
) -> Conn {
    let spec = connector.spec();
    let mut parts = ConnParts::new(spec, hub.config().outbound.clone(), auth);
    if let Some(id) = known {
        parts.account = hub.accounts().of(id, connector);
    }
    parts.base_url = hub.config().platform_base_urls.get(spec.id).cloned();
    parts.app = hub.config().platform_apps.get(spec.id).cloned();
    parts.timeout = hub.retry_policy(spec).timeout;
    parts.config = config.clone();
    parts.credentials = secrets.clone();
    parts.settings = settings;
    Conn::new(parts)
}

/// A stored connection, ready to be called.
pub(crate) fn connect(
    hub: &Hub,
    org: OrgId,
    connector: &dyn Connector,
    access: &ConnectionAccess,
) -> Result<Conn, HubError> {
    let secrets = open(hub, org, access)?;
    let settings = ConnSettings { skip_test_orders: access.settings.skip_test_orders };
    Ok(conn(hub, connector, Some(access.id), access.auth, &access.config, &secrets, settings))
}

pub(super) fn open(hub: &Hub, org: OrgId, access: &ConnectionAccess) -> Result<FormSecrets, HubError> {
    let opened = access.credentials.fields.iter().map(|(name, field)| {
        let place = Place { org, connection: access.id, field: name };
        Ok((name.clone(), hub.vault().open(place, &field.sealed)?))
    });
    opened.collect()
}

pub(super) fn seal(
    hub: &Hub,
    org: OrgId,
    id: ConnectionId,
    secrets: &FormSecrets,
) -> Result<SealedCredentials, HubError> {
    let fields = secrets.iter().map(|(name, secret)| {
        let sealed = hub.vault().seal(Place { org, connection: id, field: name }, secret)?;
        Ok::<_, HubError>((name.clone(), SealedField { sealed, hint: hint(secret.expose_secret()) }))
    });
    Ok(SealedCredentials { fields: fields.collect::<Result<_, _>>()? })
}

/// The last four signs of a secret long enough to spare them.
fn hint(secret: &str) -> String {
    let signs: Vec<char> = secret.chars().collect();
    if signs.len() < 12 { String::new() } else { signs[signs.len() - 4..].iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_never_gives_away_a_short_secret() {
        assert_eq!(hint("cs_0123456789abcdef4f2a"), "4f2a");
        assert_eq!(hint("secret"), "");
        assert_eq!(hint(""), "");
    }
}
