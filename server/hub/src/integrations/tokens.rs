//! The tokens of a stored connection: refreshed under the lock of their row, by one at a time whatever
//! the number of processes.

use super::access;
use crate::{Hub, HubError};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    AccessToken, Advice, BoxFuture, Conn, Connector, ConnectorError, OAuth, TokenSet, Tokens,
};
use domain::{ConnectionId, Operation, OrgId, UpstreamKind};
use secrecy::SecretString;
use std::sync::Arc;
use store::{
    OrgTx, StoreError,
    connections::{SealedTokens, lock_tokens, put_tokens},
};
use uuid::Uuid;

const ACCESS_TOKEN: &str = "access_token";
const REFRESH_TOKEN: &str = "refresh_token";
/// How long this process takes a token from memory that does not end.
const ENDLESS: TimeDelta = TimeDelta::hours(1);

/// Where a stored connection's access token comes from.
#[derive(Clone)]
pub(super) struct StoredTokens {
    hub: Hub,
    org: OrgId,
    connection: ConnectionId,
    consent: Uuid,
    connector: Arc<dyn Connector>,
}

impl StoredTokens {
    pub(super) fn new(
        hub: &Hub,
        org: OrgId,
        connection: ConnectionId,
        consent: Uuid,
        connector: &Arc<dyn Connector>,
    ) -> Self {
        Self { hub: hub.clone(), org, connection, consent, connector: connector.clone() }
    }

    /// The stored token, or a new one that is stored before anybody uses it. Where the platform's answer
    /// is lost nothing is stored, and the next call tries with the same refresh token.
    async fn current(
        &self,
        conn: &Conn,
        refused: Option<&SecretString>,
    ) -> Result<AccessToken, ConnectorError> {
        let mut tx = self.hub.begin_for_tokens(self.org).await.map_err(unreadable)?;
        let held = match lock_tokens(&mut tx, self.connection, self.consent).await {
            Ok(sealed) => open(&self.hub, self.org, self.connection, &sealed).map_err(unreadable)?,
            Err(StoreError::NotFound) => return Err(withdrawn("the consent was renewed or withdrawn")),
            Err(error) => return Err(unreadable(error)),
        };
        if held.is_good(conn.now(), refused) {
            return Ok(cached(held, conn.now()));
        }
        let (Some(oauth), Some(refresh_token)) = (self.connector.oauth(), held.refresh_token.clone()) else {
            return Err(withdrawn("the token has ended and cannot be renewed"));
        };
        let fresh = self.refresh(oauth, conn, &refresh_token).await?;
        store::crash::step("token.refreshed");
        let renewed = held.renewed(fresh);
        keep(&self.hub, &mut tx, self.connection, &renewed).await.map_err(unreadable)?;
        tx.commit().await.map_err(unreadable)?;
        Ok(cached(renewed, conn.now()))
    }

    async fn refresh(
        &self,
        oauth: &dyn OAuth,
        conn: &Conn,
        refresh_token: &SecretString,
    ) -> Result<TokenSet, ConnectorError> {
        let refreshed = conn.measured(Operation::TokenRefresh, oauth.refresh(conn, refresh_token)).await;
        let (connection, platform) = (self.connection, self.connector.spec().id);
        match &refreshed {
            Ok(_) => tracing::info!(%connection, platform, "tokens were renewed"),
            Err(error) => tracing::warn!(%connection, platform, %error, "tokens could not be renewed"),
        }
        refreshed
    }
}

impl Tokens for StoredTokens {
    fn access_token<'a>(
        &'a self,
        conn: &'a Conn,
        refused: Option<&'a SecretString>,
    ) -> BoxFuture<'a, Result<SecretString, ConnectorError>> {
        Box::pin(conn.account().token(conn.now(), refused, async move {
            // A task of its own, with all the time it needs: a refresh token that was used and whose
            // successor was not stored, because nobody waited for the answer any more, is lost.
            let (tokens, refused, conn) = (self.clone(), refused.cloned(), conn.unhurried());
            let asked = tokio::spawn(async move { tokens.current(&conn, refused.as_ref()).await });
            asked.await.map_err(|error| unreadable(HubError::Internal(error.to_string())))?
        }))
    }
}

/// Seals tokens for their connection and stores them.
pub(super) async fn keep(
    hub: &Hub,
    tx: &mut OrgTx,
    connection: ConnectionId,
    tokens: &TokenSet,
) -> Result<(), HubError> {
    let refresh = tokens.refresh_token.clone().map(|token| (REFRESH_TOKEN.to_owned(), token));
    let secrets =
        [(ACCESS_TOKEN.to_owned(), tokens.access_token.clone())].into_iter().chain(refresh).collect();
    let sealed = SealedTokens {
        sealed: access::seal(hub, tx.org(), connection, &secrets)?,
        expires_at: tokens.expires_at,
        consent_ends_at: tokens.consent_ends_at,
        scopes: tokens.scopes.clone(),
    };
    Ok(put_tokens(tx, connection, &sealed).await?)
}

fn open(hub: &Hub, org: OrgId, id: ConnectionId, sealed: &SealedTokens) -> Result<TokenSet, HubError> {
    let mut secrets = access::open_fields(hub, org, id, &sealed.sealed)?;
    let missing = || HubError::Internal("a connection by consent has no token".into());
    Ok(TokenSet {
        access_token: secrets.remove(ACCESS_TOKEN).ok_or_else(missing)?,
        expires_at: sealed.expires_at,
        refresh_token: secrets.remove(REFRESH_TOKEN),
        consent_ends_at: sealed.consent_ends_at,
        scopes: sealed.scopes.clone(),
    })
}

fn cached(tokens: TokenSet, now: DateTime<Utc>) -> AccessToken {
    AccessToken {
        expires_at: tokens.expires_at.unwrap_or_else(|| now + ENDLESS),
        secret: tokens.access_token,
    }
}

fn withdrawn(detail: &str) -> ConnectorError {
    ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail)
}

/// Our own database is away, or the value cannot be opened: nothing that the account's owner could mend.
fn unreadable(error: impl Into<HubError>) -> ConnectorError {
    let fault = domain::Fault::from(error.into());
    ConnectorError::new(UpstreamKind::Server, Advice::Retry, format!("the stored tokens: {fault}"))
}
