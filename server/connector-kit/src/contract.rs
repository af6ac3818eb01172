//! One list of scenarios that every connector passes, whatever its platform, as far as its abilities
//! go: how it takes the misbehaviour of hosts, networks and payloads, and what it does with a platform
//! that behaves. Only for tests: a scenario that is not met panics, and the suite says which.

mod cancelling;
mod consent;
mod events;
mod hosts;
mod invoicing;
mod keys;
mod labels;
mod missed;
mod payloads;
mod refunds;
mod scripted;
mod shipping;
mod shops;
mod signed;
mod simulated;
mod spreadsheets;
mod workbooks;

pub use scripted::{Answer, ScriptedServer};
pub use simulated::{Event, KeyAnswer, Simulated, SimulatedShop, Trouble};

use crate::{
    Advice, Conn, ConnParts, Connector, ConnectorError, Next, OrderPage, OrderPageRequest, Orders, Position,
    Slice, SliceBasis, SourceOrder,
};
use domain::UpstreamKind;
use futures::FutureExt;
use std::{any::Any, collections::BTreeSet, panic::AssertUnwindSafe, pin::Pin, time::Duration};
use url::Url;

/// A connector under test.
pub struct Subject<'a> {
    pub connector: &'a dyn Connector,
    /// A connection to this base address that may call loopback and nothing else private.
    pub parts: &'a dyn Fn(Url) -> ConnParts,
    /// The body of a page that holds exactly this JSON list of records.
    pub page_of: &'a dyn Fn(&str) -> String,
    /// Whether single orders come one by one, each as the record itself, and 404 for one that is gone; else
    /// they come as a page.
    pub one_by_one: bool,
    /// One good record.
    pub record: &'a str,
    /// A record of a status that the platform does not document; it must stay unknown and unpaid.
    pub strange_record: &'a str,
    /// An answer under status 200 that is an error all the same.
    pub error_with_200: &'a str,
    /// Every secret that the connection holds.
    pub secrets: &'a [&'a str],
    /// The platform's simulator; without it the scenarios that need one do not apply.
    pub simulated: Option<&'a dyn Simulated>,
}

/// What a scenario needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Orders, from a host that gives one answer to everything.
    Orders,
    /// Orders, from the platform's simulator.
    Shop,
    /// The same of a platform that tells what is given back.
    Refunds,
    /// Consent, at the simulator.
    Consent,
    /// A key that the shop hands over, from the simulator.
    KeyGrant,
    /// Events, from the simulator.
    Events,
    /// The same of a platform that signs them.
    SignedEvents,
    /// The same of a platform that lists those that it could not deliver.
    MissedEvents,
    /// Cancelling, at the simulator.
    Cancelling,
    Shipping,
    Invoicing,
    Labels,
    /// Spreadsheets, from a host that gives one answer to everything.
    Spreadsheets,
    /// The same from the simulator.
    Workbooks,
}

type Running<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Something that a connector must do.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// As a sentence says it.
    pub name: &'static str,
    pub needs: Needs,
    run: for<'a> fn(&'a Subject<'a>) -> Running<'a>,
}

/// What became of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// With the words of the panic.
    Failed(String),
    /// The connector does not have the ability.
    NotApplicable,
}

/// All of them, in the order of the table.
pub fn scenarios() -> Vec<Scenario> {
    [
        hosts::SCENARIOS,
        payloads::SCENARIOS,
        shops::SCENARIOS,
        refunds::SCENARIOS,
        consent::SCENARIOS,
        keys::SCENARIOS,
        events::SCENARIOS,
        signed::SCENARIOS,
        missed::SCENARIOS,
        cancelling::SCENARIOS,
        shipping::SCENARIOS,
        invoicing::SCENARIOS,
        labels::SCENARIOS,
        spreadsheets::SCENARIOS,
        workbooks::SCENARIOS,
    ]
    .concat()
}

/// Names a function as a scenario.
macro_rules! scenario_list {
    ($needs:ident: $($name:literal => $run:expr,)*) => {
        pub(super) const SCENARIOS: &[crate::contract::Scenario] = &[$(crate::contract::Scenario {
            name: $name,
            needs: crate::contract::Needs::$needs,
            run: |subject| Box::pin($run(subject)),
        },)*];
    };
}
use scenario_list;

/// The first page of everything, oldest first.
pub fn first_page() -> OrderPageRequest {
    let slice = Slice { basis: SliceBasis::Placed, from: None, until: None, newest_first: false };
    OrderPageRequest { slice, position: Position::Start }
}

impl Subject<'_> {
    /// Runs every scenario; one that panics does not keep the others.
    pub async fn results(&self) -> Vec<(Scenario, Outcome)> {
        let mut results = Vec::new();
        for scenario in scenarios() {
            let outcome = if self.is_able(scenario.needs) {
                match AssertUnwindSafe((scenario.run)(self)).catch_unwind().await {
                    Ok(()) => Outcome::Passed,
                    Err(panic) => Outcome::Failed(words_of(&*panic)),
                }
            } else {
                Outcome::NotApplicable
            };
            results.push((scenario, outcome));
        }
        results
    }

    fn is_able(&self, needs: Needs) -> bool {
        match needs {
            Needs::Orders => self.connector.orders().is_some(),
            Needs::Shop => self.connector.orders().is_some() && self.simulated.is_some(),
            Needs::Refunds => {
                self.connector.orders().is_some() && self.simulated.is_some_and(|shop| shop.tells_refunds())
            }
            Needs::Consent => self.connector.oauth().is_some() && self.simulated.is_some(),
            Needs::KeyGrant => self.connector.key_grant().is_some() && self.simulated.is_some(),
            Needs::Events => self.connector.webhooks().is_some() && self.simulated.is_some(),
            Needs::MissedEvents => {
                self.connector.webhooks().is_some_and(|webhooks| webhooks.missed().is_some())
                    && self.simulated.is_some()
            }
            Needs::Cancelling => self.connector.cancelling().is_some() && self.simulated.is_some(),
            Needs::Shipping => self.connector.shipping().is_some() && self.simulated.is_some(),
            Needs::Invoicing => self.connector.invoicing().is_some() && self.simulated.is_some(),
            Needs::Labels => self.connector.labels().is_some() && self.simulated.is_some(),
            Needs::Spreadsheets => self.connector.spreadsheets().is_some(),
            Needs::Workbooks => self.connector.spreadsheets().is_some() && self.simulated.is_some(),
            Needs::SignedEvents => {
                self.connector.webhooks().is_some() && self.simulated.is_some_and(|shop| shop.signs_events())
            }
        }
    }

    async fn page(&self, answer: Answer) -> Result<OrderPage, ConnectorError> {
        let server = ScriptedServer::start(answer).await;
        let mut parts = (self.parts)(server.base());
        parts.timeout = Duration::from_millis(1_500);
        let conn = Conn::new(parts);
        let result = self.orders().page(&conn, &first_page()).await;
        self.assert_no_secret(&format!("{conn:?} {result:?}"));
        result
    }

    /// The answer where a single order is asked for that is this record, or gone.
    fn single(&self, record: Option<&str>) -> Answer {
        match record {
            Some(record) if self.one_by_one => Answer::json(200, record),
            None if self.one_by_one => Answer::json(404, "{}"),
            _ => Answer::json(200, &(self.page_of)(&format!("[{}]", record.unwrap_or_default()))),
        }
    }

    async fn some(&self, answer: Answer, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
        let server = ScriptedServer::start(answer).await;
        let conn = Conn::new((self.parts)(server.base()));
        self.orders().some(&conn, ids).await
    }

    fn orders(&self) -> &dyn Orders {
        match self.connector.orders() {
            Some(orders) => orders,
            None => panic!("{} reads no orders", self.connector.spec().id),
        }
    }

    async fn shop(&self, orders: u32) -> Box<dyn SimulatedShop> {
        match self.simulated {
            Some(simulated) => simulated.start(orders).await,
            None => panic!("{} has no simulator", self.connector.spec().id),
        }
    }

    fn assert_no_secret(&self, text: &str) {
        for secret in self.secrets {
            assert!(!text.contains(secret), "a secret shows: {text}");
        }
    }

    async fn fails(&self, answer: Answer, kinds: &[UpstreamKind], advice: &[Advice]) {
        match self.page(answer).await {
            Ok(page) => panic!("taken for a page of {} records", page.orders.len()),
            Err(error) => {
                assert!(kinds.contains(&error.kind), "{error:?}");
                assert!(advice.contains(&error.advice), "{error:?}");
            }
        }
    }
}

/// The value, or a panic that says what went wrong.
fn good<T, E: std::fmt::Debug>(result: Result<T, E>, what: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{what}: {error:?}"),
    }
}

/// The error, or a panic that says what should have gone wrong.
fn bad<T: std::fmt::Debug, E>(result: Result<T, E>, what: &str) -> E {
    match result {
        Ok(value) => panic!("it worked although {what}: {value:?}"),
        Err(error) => error,
    }
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("it panicked without words").to_owned()
}

/// Reads a slice to its end, as the engine does: numbered pages up to the last known, or cursor
/// after cursor. The ids in the order in which they came.
///
/// # Errors
/// The first page's that fails.
pub async fn read_all(
    connector: &dyn Connector,
    conn: &Conn,
    slice: Slice,
) -> Result<Vec<String>, ConnectorError> {
    Ok(read_orders(connector, conn, slice).await?.into_iter().map(|order| order.external_id).collect())
}

async fn read_orders(
    connector: &dyn Connector,
    conn: &Conn,
    slice: Slice,
) -> Result<Vec<SourceOrder>, ConnectorError> {
    let Some(orders) = connector.orders() else { return Ok(Vec::new()) };
    let mut request = OrderPageRequest { slice, position: Position::Start };
    let (mut found, mut number, mut positions) = (Vec::new(), 1, BTreeSet::new());
    loop {
        let page = orders.page(conn, &request).await?;
        found.extend(page.orders);
        request.position = match page.next {
            Next::End => return Ok(found),
            Next::Numbered { last } => {
                number += 1;
                assert!(number <= last.max(number) && last < 100_000, "pages without end");
                if number > last {
                    return Ok(found);
                }
                Position::Page(number)
            }
            Next::After(cursor) => {
                assert!(positions.insert(cursor.clone()), "a cursor came twice: {cursor}");
                Position::After(cursor)
            }
        };
    }
}
