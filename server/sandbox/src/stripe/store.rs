//! What the simulated account holds: documents by kind, and a clock.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use serde_json::{Value, json};

use crate::draw::Draw;
use crate::stripe::deliveries::Deliveries;
use crate::stripe::doc::{Doc as _, previous};
use crate::stripe::idempotency::Answers;
use crate::stripe::kind::Kind;
use crate::stripe::options::StripeOptions;
use crate::stripe::refusal::Refusal;
use crate::stripe::seen::SeenRequest;
use crate::time::DAY;

/// Events are listed for thirty days.
const EVENTS_KEPT: i64 = 30 * DAY;
/// Letters of ids.
const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Documents of one kind in the order in which they were made.
#[derive(Clone, Default)]
struct Table {
    order: Vec<String>,
    docs: HashMap<String, Value>,
}

/// All documents but events, and how many of those there are.
pub(crate) struct Remembered {
    tables: BTreeMap<Kind, Table>,
    events: usize,
}

/// Everything, behind one lock.
pub(crate) struct State {
    pub options: StripeOptions,
    /// Where the pages are: the server's address, without a slash at its end.
    pub base: String,
    pub account: String,
    /// Seconds since 1970 of the simulator's clock, set before each piece of work.
    pub now: i64,
    /// Something was changed since the clock last looked for what is due.
    pub is_changed: bool,
    draw: Draw,
    tables: BTreeMap<Kind, Table>,
    /// `request` of the events that are caused now; `null` for what the platform does by itself.
    pub cause: Value,
    pub deliveries: Deliveries,
    pub answers: Answers,
    pub seen: VecDeque<SeenRequest>,
    /// Codes with which the next charges of a customer are declined, the next first.
    pub declines: HashMap<String, VecDeque<String>>,
    /// Payment methods whose cardholder has authenticated for later charges.
    pub authenticated: HashSet<String>,
    /// Numbers of the cards behind payment methods.
    pub cards: HashMap<String, String>,
    /// Usage that meters were told.
    pub usage: Vec<crate::stripe::meters::Usage>,
    /// Secrets of webhook endpoints by id, the newest first.
    pub secrets: HashMap<String, Vec<String>>,
    /// What was asked for on a checkout page and waits for the cardholder, by session.
    pub waiting: HashMap<String, crate::stripe::checkout_done::Entered>,
    /// Notices that went out, so that each does once.
    pub told: HashSet<String>,
    /// What a checkout session says of the subscription that it makes, by session.
    pub plans: HashMap<String, Value>,
    /// Whether the portal's settings were saved by hand; gives the default configuration.
    pub portal_default: Option<String>,
}

impl State {
    pub(crate) fn new(options: StripeOptions, base: String) -> Self {
        let mut draw = Draw::new(options.seed, 0x0005_721B);
        let account = format!("acct_{}", letters(&mut draw, 16));
        Self {
            now: 0,
            is_changed: false,
            base,
            account,
            draw,
            tables: BTreeMap::new(),
            cause: Value::Null,
            deliveries: Deliveries::default(),
            answers: Answers::default(),
            seen: VecDeque::new(),
            declines: HashMap::new(),
            authenticated: HashSet::new(),
            cards: HashMap::new(),
            usage: Vec::new(),
            secrets: HashMap::new(),
            waiting: HashMap::new(),
            told: HashSet::new(),
            plans: HashMap::new(),
            portal_default: None,
            options,
        }
    }

    pub(crate) fn new_id(&mut self, kind: Kind) -> String {
        let length = kind.id_length();
        format!("{}{}", kind.prefix(), letters(&mut self.draw, length))
    }

    /// Random letters and digits.
    pub(crate) fn letters(&mut self, length: usize) -> String {
        letters(&mut self.draw, length)
    }

    pub(crate) fn get(&self, kind: Kind, id: &str) -> Option<&Value> {
        self.tables.get(&kind)?.docs.get(id)
    }

    /// A document by id, or `null`.
    pub(crate) fn doc(&self, kind: Kind, id: &str) -> Value {
        self.get(kind, id).cloned().unwrap_or(Value::Null)
    }

    /// A document that a request names.
    ///
    /// # Errors
    /// If it is not there, or was deleted.
    pub(crate) fn need(&self, kind: Kind, id: &str, param: &str) -> Result<&Value, Refusal> {
        self.get(kind, id)
            .filter(|doc| param == "id" || !doc.flag("deleted"))
            .ok_or_else(|| Refusal::no_such(kind.noun(), id, param))
    }

    /// All of a kind, the oldest first, without what was deleted.
    pub(crate) fn all(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Value> {
        let table = self.tables.get(&kind);
        let docs = table.into_iter().flat_map(|table| table.order.iter().filter_map(|id| table.docs.get(id)));
        docs.filter(|doc| !doc.flag("deleted"))
    }

    /// Ids of a kind for which something holds, the oldest first.
    pub(crate) fn ids(&self, kind: Kind, holds: impl Fn(&Value) -> bool) -> Vec<String> {
        self.all(kind).filter(|doc| holds(doc)).map(|doc| doc.id().to_owned()).collect()
    }

    /// Keeps a document under its id.
    pub(crate) fn put(&mut self, kind: Kind, doc: Value) {
        self.is_changed = true;
        let id = doc.id().to_owned();
        let table = self.tables.entry(kind).or_default();
        if table.docs.insert(id.clone(), doc).is_none() {
            table.order.push(id);
        }
    }

    pub(crate) fn remove(&mut self, kind: Kind, id: &str) {
        if let Some(table) = self.tables.get_mut(&kind) {
            table.docs.remove(id);
            table.order.retain(|known| known != id);
        }
    }

    /// Keeps a new document and tells of it.
    pub(crate) fn add(&mut self, kind: Kind, doc: Value, event: &str) {
        let id = doc.id().to_owned();
        self.put(kind, doc);
        self.tell(event, kind, &id);
    }

    /// Changes a document quietly.
    pub(crate) fn edit(&mut self, kind: Kind, id: &str, change: impl FnOnce(&mut Value)) {
        if let Some(doc) = self.tables.get_mut(&kind).and_then(|table| table.docs.get_mut(id)) {
            self.is_changed = true;
            change(doc);
        }
    }

    /// Changes a document, and tells of it if that made a difference.
    pub(crate) fn change(&mut self, kind: Kind, id: &str, event: &str, change: impl FnOnce(&mut Value)) {
        let before = self.shown(kind, id);
        self.edit(kind, id, change);
        self.tell_change(kind, id, event, &before);
    }

    /// Tells of a document that was `before` until now.
    pub(crate) fn tell_change(&mut self, kind: Kind, id: &str, event: &str, before: &Value) {
        let after = self.shown(kind, id);
        let changed = previous(before, &after);
        if !changed.is_empty() {
            self.emit(event, after, Some(Value::Object(changed)));
        }
    }

    /// What is there now, to come back to.
    pub(crate) fn remember(&self) -> Remembered {
        let tables = self.tables.iter().filter(|(kind, _)| **kind != Kind::Event);
        Remembered {
            tables: tables.map(|(kind, table)| (*kind, table.clone())).collect(),
            events: self.tables.get(&Kind::Event).map_or(0, |table| table.order.len()),
        }
    }

    /// As if nothing had been done since; deliveries of events that are gone are not made.
    pub(crate) fn restore(&mut self, remembered: Remembered) {
        let mut events = self.tables.remove(&Kind::Event).unwrap_or_default();
        for id in events.order.split_off(remembered.events.min(events.order.len())) {
            events.docs.remove(&id);
        }
        self.tables = remembered.tables;
        self.tables.insert(Kind::Event, events);
    }

    /// Makes an event of a document as it stands.
    pub(crate) fn tell(&mut self, event: &str, kind: Kind, id: &str) {
        let object = self.shown(kind, id);
        self.emit(event, object, None);
    }

    /// Makes an event, and hands it to the endpoints that listen.
    pub(crate) fn emit(&mut self, name: &str, object: Value, previous: Option<Value>) {
        let id = self.new_id(Kind::Event);
        let endpoints = self.listeners(name);
        let mut data = json!({ "object": object });
        if let Some(previous) = previous {
            data["previous_attributes"] = previous;
        }
        let event = json!({
            "id": id, "object": "event", "api_version": self.options.api_version, "created": self.now,
            "data": data, "livemode": false, "pending_webhooks": endpoints.len(),
            "request": self.cause, "type": name,
        });
        self.put(Kind::Event, event);
        for endpoint in endpoints {
            self.deliveries.queue(&id, &endpoint, self.now);
        }
    }

    /// Ids of the endpoints that are told of an event.
    fn listeners(&self, name: &str) -> Vec<String> {
        self.ids(Kind::Endpoint, |endpoint| {
            let listed = endpoint.rows("enabled_events");
            endpoint.text("status") == "enabled" && listed.iter().any(|told| told == "*" || told == name)
        })
    }

    /// Forgets events that are not listed any more.
    pub(crate) fn forget_events(&mut self) {
        let oldest = self.now - EVENTS_KEPT;
        for id in self.ids(Kind::Event, |event| event.int("created") < oldest) {
            self.remove(Kind::Event, &id);
        }
    }
}

fn letters(draw: &mut Draw, length: usize) -> String {
    (0..length).map(|_| char::from(*draw.pick(LETTERS))).collect()
}
