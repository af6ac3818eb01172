//! Access tokens of connections that were made by consent.

use super::Conn;
use crate::{Advice, BoxFuture, Call, Connector, ConnectorError, Reply, TokenSet};
use domain::UpstreamKind;
use secrecy::{ExposeSecret, SecretString};
use std::{fmt, sync::Arc};
use tokio::sync::Mutex;

/// Where a connection's access token comes from.
pub trait Tokens: Send + Sync {
    /// A token that is good for a minute at least; one other than `refused`, which the platform does not
    /// take any more.
    ///
    /// # Errors
    /// [`Advice::Reauthorise`] when only a person can get a new one.
    fn access_token<'a>(
        &'a self,
        conn: &'a Conn,
        refused: Option<&'a SecretString>,
    ) -> BoxFuture<'a, Result<SecretString, ConnectorError>>;
}

impl Conn {
    /// The token to call with.
    ///
    /// # Errors
    /// [`Advice::Reauthorise`] when there is none, or only a person can get a new one.
    pub async fn access_token(&self) -> Result<SecretString, ConnectorError> {
        self.token(None).await
    }

    /// Makes one call with the token. Where the platform refuses the token before its time, once more with
    /// a new one.
    ///
    /// # Errors
    /// Those of `make`, of [`Conn::send`] and of getting a token.
    pub async fn send_with_token(
        &self,
        make: impl Fn(&str) -> Result<Call, ConnectorError>,
        is_refused: impl Fn(&Reply) -> bool,
    ) -> Result<Reply, ConnectorError> {
        let token = self.access_token().await?;
        let reply = self.send(make(token.expose_secret())?).await?;
        if !is_refused(&reply) {
            return Ok(reply);
        }
        let token = self.token(Some(&token)).await?;
        self.send(make(token.expose_secret())?).await
    }

    async fn token(&self, refused: Option<&SecretString>) -> Result<SecretString, ConnectorError> {
        match &self.parts.tokens {
            Some(tokens) => tokens.access_token(self, refused).await,
            None => Err(no_consent()),
        }
    }
}

fn no_consent() -> ConnectorError {
    ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, "the account's owner has to give consent")
}

/// Tokens held in memory: of a consent that is not stored yet, and of tests.
pub struct HeldTokens {
    connector: Arc<dyn Connector>,
    held: Mutex<TokenSet>,
}

impl HeldTokens {
    pub fn new(connector: Arc<dyn Connector>, tokens: TokenSet) -> Self {
        Self { connector, held: Mutex::new(tokens) }
    }

    /// The tokens as they are by now.
    pub async fn held(&self) -> TokenSet {
        self.held.lock().await.clone()
    }

    async fn take(
        &self,
        conn: &Conn,
        refused: Option<&SecretString>,
    ) -> Result<SecretString, ConnectorError> {
        let mut held = self.held.lock().await;
        if held.is_good(conn.now(), refused) {
            return Ok(held.access_token.clone());
        }
        let (Some(oauth), Some(refresh_token)) = (self.connector.oauth(), &held.refresh_token) else {
            return Err(no_consent());
        };
        let fresh = oauth.refresh(conn, refresh_token).await?;
        *held = held.clone().renewed(fresh);
        Ok(held.access_token.clone())
    }
}

impl Tokens for HeldTokens {
    fn access_token<'a>(
        &'a self,
        conn: &'a Conn,
        refused: Option<&'a SecretString>,
    ) -> BoxFuture<'a, Result<SecretString, ConnectorError>> {
        Box::pin(self.take(conn, refused))
    }
}

impl fmt::Debug for HeldTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeldTokens").field("platform", &self.connector.spec().id).finish_non_exhaustive()
    }
}
