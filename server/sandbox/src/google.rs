//! Google, where people sign in: OpenID Connect with the code flow, signed by RS256. Addresses stand on one host, where Google has
//! three.

mod pages;
mod tokens;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::consent::Consents;
use crate::error::Error;
use crate::shop::locked;
use tokens::Key;

const STOP_PATIENCE: Duration = Duration::from_secs(2);

/// What to serve.
#[derive(Clone, Debug)]
pub struct GoogleOptions {
    /// `127.0.0.1:0` picks a free port.
    pub listen: SocketAddr,
    pub seed: u64,
    /// The app that may ask.
    pub client_id: String,
    pub client_secret: String,
    /// Accounts that the page offers.
    pub people: Vec<GooglePerson>,
}

impl Default for GoogleOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            seed: 7,
            client_id: "1234567890-orion.apps.googleusercontent.com".to_owned(),
            client_secret: "GOCSPX-sandbox".to_owned(),
            people: vec![
                GooglePerson::new("ana.souza@gmail.example", "Ana Souza"),
                GooglePerson::new("bruno.lima@lojas.example", "Bruno Lima"),
            ],
        }
    }
}

/// An account at Google.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GooglePerson {
    /// Google's name of the account: up to 21 digits, which stay when the address changes.
    pub sub: String,
    pub email: String,
    pub email_verified: bool,
    /// The domain of the organisation that the account is of: Google runs its mailboxes. None of a person's own account.
    pub hd: Option<String>,
    pub name: String,
}

impl GooglePerson {
    /// An account whose `sub` follows from its address: one of Gmail, or of an organisation.
    pub fn new(email: &str, name: &str) -> Self {
        let domain = email.rsplit_once('@').map(|(_, domain)| domain);
        Self {
            sub: tokens::sub(email),
            email: email.to_owned(),
            email_verified: true,
            hd: domain.filter(|domain| *domain != "gmail.com").map(str::to_owned),
            name: name.to_owned(),
        }
    }
}

/// What is wrong with the tokens that are made from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tampering {
    OtherNonce,
    OtherAudience,
    OtherIssuer,
    Expired,
    /// Signed by a key that is not published.
    OtherKey,
    /// Not signed at all.
    Unsigned,
    /// The answer has no `id_token`.
    NoToken,
}

/// A person who chose an account, until their code is redeemed.
struct Chosen {
    person: GooglePerson,
    /// What the app asked for.
    scope: String,
    nonce: Option<String>,
}

pub(crate) struct World {
    base: String,
    options: GoogleOptions,
    consents: Consents,
    chosen: Mutex<HashMap<String, Chosen>>,
    keys: Mutex<Vec<Arc<Key>>>,
    tampering: Mutex<Option<Tampering>>,
    /// How often its description was read.
    discoveries: Mutex<u64>,
}

/// A running simulator; stops when dropped.
pub struct GoogleSandbox {
    address: SocketAddr,
    world: Arc<World>,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

impl GoogleSandbox {
    /// Starts to serve.
    ///
    /// # Errors
    /// [`Error::Listen`] if the address cannot be bound, [`Error::Invalid`] if no key can be made.
    pub async fn start(options: GoogleOptions) -> Result<Self, Error> {
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let world = Arc::new(World {
            base: format!("http://{address}"),
            consents: Consents::new(options.seed),
            options,
            chosen: Mutex::default(),
            keys: Mutex::new(vec![Arc::new(Key::new()?)]),
            tampering: Mutex::default(),
            discoveries: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(tokens::discovery))
            .route("/oauth2/v3/certs", get(tokens::certificates))
            .route("/token", post(tokens::token))
            .route("/o/oauth2/v2/auth", get(pages::choose))
            .route("/signin", get(pages::chosen))
            .with_state(Arc::clone(&world));
        let (stop, mut stopped) = watch::channel(false);
        let server = tokio::spawn(async move {
            let graceful = axum::serve(listener, router).with_graceful_shutdown(async move {
                let _ = stopped.wait_for(|stop| *stop).await;
            });
            if let Err(error) = graceful.await {
                tracing::error!(%error, "the sandbox stopped serving");
            }
        });
        Ok(Self { address, world, stop, server })
    }

    /// `http://127.0.0.1:PORT`, in the place of `https://accounts.google.com`: the issuer.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn options(&self) -> &GoogleOptions {
        &self.world.options
    }

    /// What is wrong with tokens from now on; `None` makes them right again.
    pub fn tamper(&self, how: Option<Tampering>) {
        *locked(&self.world.tampering) = how;
    }

    /// Signs by another key from now on, which is published with those before.
    ///
    /// # Errors
    /// [`Error::Invalid`] if no key can be made.
    pub fn rotate_key(&self) -> Result<(), Error> {
        let key = Arc::new(Key::new()?);
        locked(&self.world.keys).push(key);
        Ok(())
    }

    /// How often its description was read.
    pub fn discoveries(&self) -> u64 {
        *locked(&self.world.discoveries)
    }

    /// Where a person is sent back to who chooses this account on the page at `url`, as [`GoogleSandbox::base_url`] serves it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what the page says where it is not asked as it wants.
    pub fn choose(&self, url: &str, person: &GooglePerson) -> Result<String, Error> {
        let asked = pages::Asked::of_url(&self.world, url).map_err(Error::Invalid)?;
        Ok(pages::lead_back(&self.world, &asked, person.clone()))
    }

    /// Stops, and waits for answers under way, two seconds at most.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = tokio::time::timeout(STOP_PATIENCE, self.server).await;
    }
}
