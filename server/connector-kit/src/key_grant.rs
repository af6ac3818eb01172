//! Platforms whose shops make a key for Orion and hand it over themselves: a person agrees on the shop's
//! own page, the shop's server posts the key, and the person is sent back.

use crate::{BoxFuture, CheckReport, Conn};
use secrecy::SecretString;
use std::collections::BTreeMap;
use url::Url;

/// A platform whose credentials form can be filled in by the shop. What is no secret in the form must be
/// known before.
pub trait KeyGrant: Send + Sync {
    /// The shop's page where a person agrees. Takes a look first, so that nobody is sent where no shop is.
    ///
    /// # Errors
    /// What was found at the shop's address instead.
    fn page<'a>(&'a self, conn: &'a Conn, ask: &'a KeyRequest) -> BoxFuture<'a, Result<Url, CheckReport>>;

    /// Reads what was posted to [`KeyRequest::deliver_to`]; `None` for anything else. Nothing signs it: who
    /// knows the state was told it by the shop, or is the shop.
    fn read_keys(&self, body: &[u8]) -> Option<GrantedKeys>;

    /// Reads what the person came back with; `None` where it names no request.
    fn read_return(&self, query: &[(String, String)]) -> Option<KeyReturn>;
}

/// What is asked of the shop.
#[derive(Debug, Clone)]
pub struct KeyRequest {
    /// Names the request; unguessable, and good for one delivery.
    pub state: String,
    /// Where the shop sends the person back to.
    pub return_to: Url,
    /// Where the shop's server posts the key to: always https.
    pub deliver_to: Url,
}

/// A key that a shop made.
#[derive(Debug)]
pub struct GrantedKeys {
    pub state: String,
    /// By the names of the form's fields.
    pub secrets: BTreeMap<String, SecretString>,
}

/// A person who is back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyReturn {
    pub state: String,
    pub agreed: bool,
}
