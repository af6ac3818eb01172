//! How the suite drives a platform's simulator, whichever it is.

use crate::{AppCredentials, BoxFuture, ConnParts};
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use url::Url;

/// A platform's simulator.
pub trait Simulated: Send + Sync {
    /// A shop of its own with so many orders, and an account connected to it.
    fn start(&self, orders: u32) -> BoxFuture<'_, Box<dyn SimulatedShop>>;

    /// Whether the platform tells what of an order was given back.
    fn tells_refunds(&self) -> bool {
        true
    }

    /// Whether the platform signs its events.
    fn signs_events(&self) -> bool {
        true
    }
}

/// A running shop.
pub trait SimulatedShop: Send + Sync {
    /// A connection whose credentials are good, with tokens where the platform has consent.
    fn parts(&self) -> BoxFuture<'_, ConnParts>;

    /// A paid order, made now; gives its key, as the connector has it.
    fn create(&self) -> String;

    /// Orders that the platform lists: some leave cancelled ones out.
    fn listed(&self) -> usize;

    fn cancel(&self, key: &str);

    /// Gives a part of the money back.
    fn refund(&self, key: &str);

    /// From now on, or for so many requests.
    fn trouble(&self, trouble: Trouble, times: Option<u64>);

    fn calm(&self);

    fn expire_tokens(&self);

    fn revoke_consent(&self);

    fn token_refreshes(&self) -> u64;

    /// Where people come back to.
    fn redirect_uri(&self) -> Url;

    /// What the account's owner is sent back with who opens this page and allows, or refuses.
    fn answer_consent(&self, page: Url, allow: bool) -> BoxFuture<'_, Vec<(String, String)>>;

    /// What comes of it where the shop's owner opens this page and agrees to make a key, or refuses.
    fn answer_key(&self, page: Url, agree: bool) -> BoxFuture<'_, KeyAnswer>;

    /// What the platform sends of an order as it stands.
    fn event(&self, key: &str) -> Event;

    /// The platform gives up delivering an event of an order, or one about the same order to another account.
    fn lose_event(&self, key: &str, is_of_another_account: bool);

    /// A paid order, made now, that the merchant ships: two pieces of one line. Gives its key.
    fn to_ship(&self) -> String;

    /// A paid order, made now, whose fiscal document is asked for. Gives its key.
    fn to_invoice(&self) -> String;

    /// A paid order, made now, whose label the platform prints. Gives its key.
    fn to_label(&self) -> String;

    /// An order that nobody has paid. Gives its key.
    fn unpaid(&self) -> String;

    /// Whether the platform has the order for cancelled by the merchant.
    fn is_cancelled(&self, key: &str) -> bool;

    /// The tracking numbers that the platform was told of, oldest first.
    fn tracking(&self, key: &str) -> Vec<String>;

    /// The access keys of the fiscal documents that the platform was given, oldest first.
    fn invoices(&self, key: &str) -> Vec<String>;

    /// The titles of a spreadsheet's sheets.
    fn sheet_titles(&self, file: &str) -> Vec<String>;

    /// Somebody gives a sheet another title.
    fn rename_sheet(&self, file: &str, sheet: i64, title: &str);

    /// The platform judges the fiscal documents that it has not looked at.
    fn judge_invoices(&self, key: &str, good: bool);
}

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    ServerError,
    /// 429 with `Retry-After: 2`.
    TooMany,
    MalformedJson,
    CutBody,
    /// The same where something is changed, which happens.
    LostAnswer,
    /// An order moves after each answer.
    MovingRows,
    /// The first record of each page comes twice.
    DuplicateRows,
    RevokedKey,
    /// A page for people, under status 200.
    LoginWall,
}

/// What comes of a page on which a shop makes a key.
#[derive(Debug)]
pub struct KeyAnswer {
    /// What the shop posts.
    pub delivery: Option<Vec<u8>>,
    /// What the person is sent back with.
    pub query: Vec<(String, String)>,
}

/// An event as it comes in, and what it can be checked with.
#[derive(Debug, Clone)]
pub struct Event {
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    pub app: Option<AppCredentials>,
    /// The connection's own, made by us.
    pub secret: Option<SecretString>,
    /// The connection's form secrets.
    pub credentials: std::collections::BTreeMap<String, SecretString>,
    pub account: String,
}
