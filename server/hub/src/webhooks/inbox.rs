//! Taking events in: checked on the bytes as they came, kept, and only then answered.

use super::environment_of_token;
use crate::{
    Hub, HubError,
    integrations::{self, FormSecrets},
};
use chrono::Utc;
use connector_kit::{
    About, Connector, EventProblem, Inbound, InboundEvent, SenderKeys, WebhookAddress, header::HeaderMap,
};
use domain::{Environment, EventState, OrgId};
use secrecy::SecretString;
use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use store::{
    jobs::JobKind,
    webhooks::{NewEvent, Route},
};
use tokio::sync::{mpsc, oneshot};

/// Events that wait to be written; one more is asked to come again.
const QUEUE: usize = 4_096;
/// Events written in one transaction at most.
const BATCH: usize = 256;
/// How long it is remembered whose an address is.
const ROUTE_LIFE: Duration = Duration::from_secs(5);
/// Addresses remembered at a time.
const ROUTES: usize = 10_000;
/// Signs of a connection's token.
const TOKEN_CHARS: usize = 43;
/// Bytes kept of an event that was refused: anybody can send one.
const REFUSED_BODY: usize = 2_048;
/// Headers kept, and signs of each.
const HEADERS: (usize, usize) = (50, 500);

/// What came to an address.
#[derive(Debug)]
pub struct Delivery {
    pub platform: String,
    pub token: String,
    pub headers: HeaderMap,
    /// `None` for one that is longer than what is taken.
    pub body: Option<Vec<u8>>,
    pub client_ip: Option<IpAddr>,
}

/// What to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// It is kept, or nobody wants it and the platform need not send it again.
    Taken,
    /// Nobody has this address.
    UnknownAddress,
    Refused(EventProblem),
    /// It is noted; what it would have told comes by synchronisation.
    TooLarge,
    /// It could not be kept now: the platform may send it again.
    Busy,
}

/// The way in. Cheap to clone.
#[derive(Clone)]
pub struct Inbox {
    hub: Hub,
    queue: mpsc::Sender<Queued>,
    routes: Arc<Mutex<HashMap<(String, String), Known>>>,
}

/// Whose an address or an account is, and since when that is known.
struct Known {
    at: Instant,
    routes: Arc<[Opened]>,
}

/// A route with what its platform may sign with.
struct Opened {
    route: Route,
    secret: Option<SecretString>,
    credentials: Option<FormSecrets>,
}

impl Opened {
    const fn without_keys(route: Route) -> Self {
        Self { route, secret: None, credentials: None }
    }

    fn of(hub: &Hub, route: Route) -> Result<Self, HubError> {
        let open = |sealed| integrations::open_fields(hub, route.org, route.connection, sealed);
        let made = route.secret.as_ref().map(open).transpose()?;
        let credentials = open(&route.credentials)?;
        let secret = made.and_then(|mut made| made.remove("secret"));
        Ok(Self { secret, credentials: Some(credentials), route })
    }

    fn keys(&self) -> SenderKeys<'_> {
        SenderKeys {
            app: None,
            secret: self.secret.as_ref(),
            credentials: self.credentials.as_ref(),
            account: Some(&self.route.account_id),
        }
    }
}

struct Queued {
    org: OrgId,
    event: NewEvent,
    kept: oneshot::Sender<bool>,
}

impl Inbox {
    /// Begins to take events; ends when the last copy is dropped.
    pub fn start(hub: Hub) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_all(hub.clone(), waiting));
        Self { hub, queue, routes: Arc::default() }
    }

    /// Takes one event in. When it comes back with [`Receipt::Taken`] the event is in the database.
    pub async fn accept(&self, delivery: Delivery) -> Receipt {
        let Some(connector) = self.hub.registry().get(&delivery.platform).cloned() else {
            return Receipt::UnknownAddress;
        };
        let Some(webhooks) = connector.webhooks() else { return Receipt::UnknownAddress };
        let receipt = match webhooks.address() {
            WebhookAddress::Connection => self.accept_of_connection(&*connector, delivery).await,
            WebhookAddress::App => self.accept_of_app(&*connector, delivery).await,
        };
        receipt.unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "an event could not be taken");
            Receipt::Busy
        })
    }

    async fn accept_of_connection(
        &self,
        connector: &dyn Connector,
        delivery: Delivery,
    ) -> Result<Receipt, HubError> {
        let known = self.of_token(&delivery.platform, &delivery.token).await?;
        let Some(opened) = known.first() else { return Ok(Receipt::UnknownAddress) };
        let route = &opened.route;
        let (event, receipt) = match self.read(connector, &delivery, route.environment, opened.keys()) {
            Ok(event) => (new_event(route, &delivery, Ok(&event)), Receipt::Taken),
            Err(receipt) => (new_event(route, &delivery, Err(receipt)), receipt),
        };
        Ok(if self.keep(vec![(route.org, event)]).await { receipt } else { Receipt::Busy })
    }

    /// Events of an app go to everybody who has connected the account. One of an account that nobody has
    /// is no news to anybody.
    async fn accept_of_app(
        &self,
        connector: &dyn Connector,
        delivery: Delivery,
    ) -> Result<Receipt, HubError> {
        let environment = environment_of_token(&self.hub, &delivery.platform, &delivery.token);
        let Some(environment) = environment else { return Ok(Receipt::UnknownAddress) };
        let event = match self.read(connector, &delivery, environment, SenderKeys::default()) {
            Ok(event) => event,
            Err(receipt) => {
                tracing::info!(platform = delivery.platform, ?receipt, "an event of an app was refused");
                // Whose it is cannot be told, so it is noted for nobody.
                let is_too_large = receipt == Receipt::TooLarge;
                return Ok(if is_too_large { Receipt::Refused(EventProblem::Unreadable) } else { receipt });
            }
        };
        let Some(account) = &event.account else { return Ok(Receipt::Taken) };
        let known = self.of_account(&delivery.platform, environment, account).await?;
        let kept = |opened: &Opened| (opened.route.org, new_event(&opened.route, &delivery, Ok(&event)));
        let events = known.iter().map(kept).collect();
        Ok(if self.keep(events).await { Receipt::Taken } else { Receipt::Busy })
    }

    fn read(
        &self,
        connector: &dyn Connector,
        delivery: &Delivery,
        environment: Environment,
        keys: SenderKeys<'_>,
    ) -> Result<InboundEvent, Receipt> {
        let (Some(webhooks), Some(body)) = (connector.webhooks(), &delivery.body) else {
            return Err(Receipt::TooLarge);
        };
        let inbound = Inbound { headers: &delivery.headers, body, now: Utc::now() };
        let app = self.hub.config().app(&delivery.platform, environment);
        webhooks.read(&inbound, &SenderKeys { app, ..keys }).map_err(Receipt::Refused)
    }

    /// Whether all of them are in the database.
    async fn keep(&self, events: Vec<(OrgId, NewEvent)>) -> bool {
        let mut under_way = Vec::with_capacity(events.len());
        for (org, event) in events {
            self.hub.events().note(Instant::now());
            let (kept, outcome) = oneshot::channel();
            if self.queue.try_send(Queued { org, event, kept }).is_err() {
                return false;
            }
            under_way.push(outcome);
        }
        let mut all = true;
        for outcome in under_way {
            all &= outcome.await.unwrap_or(false);
        }
        all
    }

    async fn of_token(&self, platform: &str, token: &str) -> Result<Arc<[Opened]>, HubError> {
        if !is_token(token) {
            return Ok(Arc::new([]));
        }
        if let Some(known) = self.remembered(platform, token) {
            return Ok(known);
        }
        let route = store::webhooks::find_route(self.hub.db(), platform, token).await?;
        let opened = route.map(|route| Opened::of(&self.hub, route)).transpose()?;
        Ok(self.remember(platform, token, opened.into_iter().collect()))
    }

    async fn of_account(
        &self,
        platform: &str,
        environment: Environment,
        account: &str,
    ) -> Result<Arc<[Opened]>, HubError> {
        // A token has a fixed length that no account's id has.
        let key = format!("{environment} account {account}");
        if let Some(known) = self.remembered(platform, &key) {
            return Ok(known);
        }
        let routes =
            store::webhooks::routes_of_account(self.hub.db(), platform, environment, account).await?;
        Ok(self.remember(platform, &key, routes.into_iter().map(Opened::without_keys).collect()))
    }

    fn remembered(&self, platform: &str, key: &str) -> Option<Arc<[Opened]>> {
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let known = routes.get(&(platform.to_owned(), key.to_owned()))?;
        (known.at.elapsed() < ROUTE_LIFE).then(|| known.routes.clone())
    }

    fn remember(&self, platform: &str, key: &str, found: Vec<Opened>) -> Arc<[Opened]> {
        let found: Arc<[_]> = found.into();
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        if routes.len() >= ROUTES {
            routes.clear();
        }
        let known = Known { at: Instant::now(), routes: found.clone() };
        routes.insert((platform.to_owned(), key.to_owned()), known);
        found
    }
}

/// Whether it can be a token of ours, 32 bytes in base64url: nothing else is asked of the database, or
/// remembered.
pub(crate) fn is_token(token: &str) -> bool {
    token.len() == TOKEN_CHARS
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// As it is kept.
fn new_event(route: &Route, delivery: &Delivery, read: Result<&InboundEvent, Receipt>) -> NewEvent {
    let body = delivery.body.as_deref().unwrap_or_default();
    let kept = if read.is_ok() { body } else { &body[..body.len().min(REFUSED_BODY)] };
    let mut event = NewEvent {
        connection: route.connection,
        event_id: None,
        topic: String::new(),
        state: EventState::Refused,
        reason: None,
        about: "nothing",
        subjects: Vec::new(),
        client_ip: delivery.client_ip,
        headers: headers(&delivery.headers),
        body: kept.to_vec(),
        asked_by: None,
    };
    match read {
        Ok(read) => {
            event.event_id = read.id.as_ref().map(|id| id.chars().take(255).collect());
            event.topic = read.topic.chars().take(80).collect();
            (event.about, event.subjects) = about(&read.about);
            event.state =
                if read.about == About::Nothing { EventState::Ignored } else { EventState::Waiting };
        }
        Err(receipt) => event.reason = Some(reason(receipt)),
    }
    event
}

/// As it is kept: a code, and the subjects.
pub(super) fn about(about: &About) -> (&'static str, Vec<String>) {
    match about {
        About::Orders(ids) => ("orders", ids.clone()),
        About::Resource(resource) => ("resource", vec![resource.clone()]),
        About::Withdrawn => ("withdrawn", Vec::new()),
        About::ConsentEnds(at) => ("consent_ends", vec![at.to_rfc3339()]),
        About::Nothing => ("nothing", Vec::new()),
    }
}

/// The code by which the page has its words.
const fn reason(receipt: Receipt) -> &'static str {
    match receipt {
        Receipt::Refused(EventProblem::BadSignature) => "bad_signature",
        Receipt::Refused(EventProblem::Stale) => "stale",
        Receipt::Refused(EventProblem::OtherAccount) => "other_account",
        Receipt::Refused(EventProblem::NoKey) => "no_key",
        Receipt::Refused(EventProblem::Unreadable) => "unreadable",
        _ => "too_large",
    }
}

fn headers(headers: &HeaderMap) -> serde_json::Value {
    let (most, longest) = HEADERS;
    let kept = headers.iter().filter(|(name, _)| *name != "cookie").take(most).map(|(name, value)| {
        // Postgres holds no zero byte in a text.
        let text = String::from_utf8_lossy(value.as_bytes()).replace('\0', " ");
        (name.as_str().to_owned(), text.chars().take(longest).collect::<String>())
    });
    serde_json::json!(kept.collect::<BTreeMap<_, _>>())
}

/// Writes what comes, all that waits at a time in one transaction per organisation.
async fn write_all(hub: Hub, mut waiting: mpsc::Receiver<Queued>) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        let mut by_org: HashMap<OrgId, (Vec<NewEvent>, Vec<oneshot::Sender<bool>>)> = HashMap::new();
        for Queued { org, event, kept } in batch.drain(..) {
            let (events, senders) = by_org.entry(org).or_default();
            events.push(event);
            senders.push(kept);
        }
        for (org, (events, senders)) in by_org {
            let written = write(&hub, org, &events).await;
            if let Err(error) = &written {
                tracing::error!(%org, error = error as &dyn std::error::Error, "events could not be kept");
            }
            for kept in senders {
                // The platform may have gone away meanwhile.
                let _ = kept.send(written.is_ok());
            }
        }
    }
}

async fn write(hub: &Hub, org: OrgId, events: &[NewEvent]) -> Result<(), HubError> {
    let mut tx = hub.begin_for_events(org).await?;
    store::webhooks::insert(&mut tx, events).await?;
    let waiting = events.iter().filter(|event| event.state == EventState::Waiting);
    let connections: Vec<_> = waiting.map(|event| event.connection).collect();
    if !connections.is_empty() {
        store::jobs::create_once_each(&mut tx, &connections, JobKind::DrainEvents, None).await?;
    }
    store::crash::step("events.written");
    tx.commit().await?;
    store::crash::step("events.kept");
    Ok(())
}
