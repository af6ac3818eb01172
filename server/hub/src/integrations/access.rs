//! From a stored connection to something a connector can work with.

use super::{FormSecrets, tokens::StoredTokens, turns::SharedTurns};
use crate::{Hub, HubError, health, vault::Place};
use connector_kit::{Account, Conn, ConnParts, ConnSettings, Connector, Tokens};
use domain::{AuthKind, ConnectionId, Environment, Fault, OrgId, view::connections::ConnectionSettings};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};
use store::{
    OrgTx,
    connections::{ConnectionAccess, SealedCredentials, SealedField},
};

/// What this process has learned of each account: limits, tokens. Nothing learned with other
/// credentials or another configuration lives on, whichever process changed them.
#[derive(Debug, Default)]
pub struct Accounts(Mutex<HashMap<ConnectionId, (Print, Arc<Account>)>>);

/// Of what a connection knows the platform by.
type Print = [u8; 32];

impl Accounts {
    fn of(&self, access: &ConnectionAccess, connector: &dyn Connector) -> Arc<Account> {
        let print = print(access);
        let fresh = || (print, Arc::new(Account::new(connector.spec().rate)));
        let mut accounts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = accounts.entry(access.id).or_insert_with(fresh);
        if known.0 != print {
            *known = fresh();
        }
        known.1.clone()
    }

    pub(crate) fn forget(&self, id: ConnectionId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

fn print(access: &ConnectionAccess) -> Print {
    let mut hasher = Sha256::new();
    hasher.update(access.auth.code());
    hasher.update(access.consent.unwrap_or_default());
    let sealed = access.credentials.fields.iter().map(|(name, field)| (name, &field.sealed));
    for (name, value) in access.config.iter().chain(sealed) {
        // No text holds a zero byte: Postgres refuses it.
        hasher.update([name.as_bytes(), b"\0", value.as_bytes(), b"\0"].concat());
    }
    hasher.finalize().into()
}

/// What a connector works with, without what it may show of itself: credentials or tokens.
pub(super) fn parts(
    hub: &Hub,
    connector: &dyn Connector,
    (environment, auth): (Environment, AuthKind),
    config: &BTreeMap<String, String>,
    settings: &ConnectionSettings,
) -> ConnParts {
    let spec = connector.spec();
    let mut parts = ConnParts::new(spec, hub.config().outbound.clone(), auth);
    parts.environment = environment;
    parts.base_url = hub.config().base_url(spec.id, environment).cloned();
    parts.app = hub.config().app(spec.id, environment).cloned();
    parts.retry = hub.retry_policy(spec);
    parts.timeout = parts.retry.timeout;
    parts.config = config.clone();
    parts.settings = ConnSettings { skip_test_orders: settings.skip_test_orders };
    parts
}

/// A stored connection, ready to be called.
pub(crate) fn connect(
    hub: &Hub,
    org: OrgId,
    connector: &Arc<dyn Connector>,
    access: &ConnectionAccess,
) -> Result<Conn, HubError> {
    let spec = connector.spec();
    if access.environment == Environment::Sandbox && !spec.has_sandbox {
        // Its connector would call the platform in earnest.
        return Err(HubError::Internal(format!("{} has no sandbox in this version", spec.id)));
    }
    let way = (access.environment, access.auth);
    let mut parts = parts(hub, &**connector, way, &access.config, &access.settings);
    parts.account = hub.accounts().of(access, &**connector);
    parts.credentials = open(hub, org, access)?;
    parts.observer = Some(health::observer(hub, org, access.id, spec.id));
    parts.turns = Some(Arc::new(SharedTurns::new(hub, access)));
    parts.tokens = access.consent.map(|consent| {
        Arc::new(StoredTokens::new(hub, org, access.id, consent, connector)) as Arc<dyn Tokens>
    });
    Ok(Conn::new(parts))
}

/// Refuses to work for a connection that is paused, disconnected or must be re-authorised.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `not_connected`.
pub(crate) async fn must_work(tx: &mut OrgTx, connection: ConnectionId) -> Result<(), HubError> {
    if store::connections::access(tx, connection).await?.status.may_sync() {
        Ok(())
    } else {
        Err(Fault::Conflict { what: "not_connected".into() }.into())
    }
}

/// The same, and for one that brings no orders.
///
/// # Errors
/// Those of [`must_work`]; [`Fault::Conflict`] `no_orders`.
pub(crate) async fn must_bring_orders(tx: &mut OrgTx, connection: ConnectionId) -> Result<(), HubError> {
    must_work(tx, connection).await?;
    if store::connections::access(tx, connection).await?.brings_orders {
        Ok(())
    } else {
        Err(Fault::Conflict { what: "no_orders".into() }.into())
    }
}

/// Whether nobody paused or ended the connection, or gave it other credentials, since `used` was read. Until the end
/// of the transaction nobody can.
pub(crate) async fn still_works(tx: &mut OrgTx, used: &ConnectionAccess) -> Result<bool, HubError> {
    Ok(store::connections::still_has(tx, used).await?
        && store::connections::access(tx, used.id).await?.status.may_sync())
}

pub(super) fn open(hub: &Hub, org: OrgId, access: &ConnectionAccess) -> Result<FormSecrets, HubError> {
    open_fields(hub, org, access.id, &access.credentials)
}

pub(crate) fn open_fields(
    hub: &Hub,
    org: OrgId,
    connection: ConnectionId,
    sealed: &SealedCredentials,
) -> Result<FormSecrets, HubError> {
    let opened = sealed.fields.iter().map(|(name, field)| {
        let place = Place { org, connection, field: name };
        Ok((name.clone(), hub.vault().open(place, &field.sealed)?))
    });
    opened.collect()
}

pub(crate) fn seal(
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
    fn what_was_learned_with_other_credentials_is_forgotten() {
        let access = |secret: &str| ConnectionAccess {
            id: ConnectionId(uuid::Uuid::max()),
            platform: "shopify".into(),
            account_id: "loja".into(),
            environment: Environment::Production,
            auth: AuthKind::Token,
            status: domain::ConnectionStatus::Connected,
            config: [("shop".to_owned(), "loja".to_owned())].into(),
            credentials: SealedCredentials {
                fields: [(
                    "access_token".to_owned(),
                    SealedField { sealed: secret.into(), hint: String::new() },
                )]
                .into(),
            },
            consent: None,
            settings: domain::view::connections::ConnectionSettings::default(),
            brings_orders: true,
        };
        assert_eq!(print(&access("a")), print(&access("a")));
        assert_ne!(print(&access("a")), print(&access("b")), "new credentials");
        let moved =
            ConnectionAccess { config: [("shop".to_owned(), "outra".to_owned())].into(), ..access("a") };
        assert_ne!(print(&access("a")), print(&moved), "another shop");
        let renewed = ConnectionAccess { consent: Some(uuid::Uuid::max()), ..access("a") };
        assert_ne!(print(&access("a")), print(&renewed), "another consent");
    }

    #[test]
    fn a_hint_never_gives_away_a_short_secret() {
        assert_eq!(hint("cs_0123456789abcdef4f2a"), "4f2a");
        assert_eq!(hint("secret"), "");
        assert_eq!(hint(""), "");
    }
}
