//! Where is this order? What is known of it here, and what its channel says when it is asked.

use crate::{
    HubError,
    auth::OrgCx,
    integrations, orders,
    permit::{RunSync, View},
};
use chrono::Utc;
use connector_kit::{SourceOrder, Taken};
use domain::{
    AuditAction, ConnectionId, EventState, Fault, Money, Operation, UpstreamKind, VerdictCode,
    view::{
        detective::{ASKED, Clue, HistoryStep, OrderVerdict, StepCause, order_number},
        orders::{Channel, OrderFilter, OrderSort},
        search::Search,
    },
};
use futures::{FutureExt, StreamExt, stream};
use serde_json::json;
use std::time::Duration;
use store::{
    OrgTx,
    jobs::JobKind,
    order_verdicts::{self, Cause, Whose},
    webhooks::NewEvent,
};
use tokio::time::timeout;

pub use crate::orders::OrderList;

/// How long a channel may take to answer: somebody waits.
const PATIENCE: Duration = Duration::from_secs(8);
/// Channels asked at a time.
const AT_ONCE: usize = 8;

/// What is known here.
#[derive(Debug)]
pub struct Known {
    /// On the orders that the text names.
    pub clues: Vec<Clue>,
    /// The first page of the sales that any reading of the text finds.
    pub sales: OrderList,
}

impl Known {
    /// Whether the text says nothing to anybody here.
    pub fn is_nothing(&self) -> bool {
        self.clues.is_empty() && self.sales.page.rows.is_empty()
    }
}

/// Looks a typed text up; nothing for an empty one.
///
/// # Errors
/// When the database cannot be asked.
pub async fn look(cx: &OrgCx<View>, text: &str) -> Result<Option<Known>, HubError> {
    let Some(search) = Search::parse(text) else { return Ok(None) };
    let clues = match order_number(text) {
        Some(number) => clues(cx, number).await?,
        None => Vec::new(),
    };
    let filter = OrderFilter { search: Some(search), ..OrderFilter::default() };
    let sales = orders::list(cx, &filter, OrderSort::default(), None).await?;
    Ok(Some(Known { clues, sales }))
}

/// The clues of all stages, what holds now first: what became of a record, what is still to be followed, and,
/// where neither is known, what was refused.
async fn clues(cx: &OrgCx<View>, number: &str) -> Result<Vec<Clue>, HubError> {
    let mut tx = cx.begin().await?;
    let mut clues = store::detective::records(&mut tx, number).await?;
    for waiting in store::detective::waiting(&mut tx, number).await? {
        // Of a sale it brings what changed.
        if !is_told(&clues, &waiting) {
            clues.push(waiting);
        }
    }
    let mut refused = Vec::new();
    for unheard in store::detective::unheard(&mut tx, number).await? {
        refused.extend(refused_step(&unheard).map(|step| (unheard.connection, step)));
        if !is_told(&clues, &unheard) {
            clues.push(unheard);
        }
    }
    tell_histories(&mut tx, &mut clues).await?;
    for (connection, step) in refused {
        let heard =
            clues.iter_mut().filter(|clue| clue.connection == connection && clue.external_id == number);
        for clue in heard {
            let place = clue.history.partition_point(|earlier| earlier.at <= step.at);
            clue.history.insert(place, step.clone());
        }
    }
    Ok(clues)
}

fn is_told(clues: &[Clue], of: &Clue) -> bool {
    clues.iter().any(|clue| clue.connection == of.connection && clue.external_id == of.external_id)
}

/// A message that spoke of an order and was refused, as a step of its history: it has no row there.
fn refused_step(clue: &Clue) -> Option<HistoryStep> {
    match &clue.verdict {
        OrderVerdict::NotBelieved { event, problem } => Some(HistoryStep {
            at: clue.at,
            code: VerdictCode::NotBelieved,
            reason: Some(problem.clone()),
            detail: None,
            cause: StepCause::Event(Some(*event)),
        }),
        OrderVerdict::Imported
        | OrderVerdict::Skipped { .. }
        | OrderVerdict::Refused { .. }
        | OrderVerdict::Waiting { .. }
        | OrderVerdict::GivenUp { .. }
        | OrderVerdict::Missing { .. }
        | OrderVerdict::Absent
        | OrderVerdict::Silent { .. } => None,
    }
}

/// Puts to each clue what happened to its order.
async fn tell_histories(tx: &mut OrgTx, clues: &mut [Clue]) -> Result<(), HubError> {
    let orders: Vec<_> = clues
        .iter()
        .filter(|clue| !clue.external_id.is_empty())
        .map(|clue| (clue.connection, clue.external_id.as_str()))
        .collect();
    if orders.is_empty() {
        return Ok(());
    }
    let mut histories = order_verdicts::histories(tx, &orders).await?;
    for clue in clues {
        let key = (clue.connection, clue.external_id.clone());
        clue.history = histories.remove(&key).unwrap_or_default();
    }
    Ok(())
}

/// Asks all channels that are connected and have orders for one with this number: an answer of each at least.
///
/// # Errors
/// [`Fault::NotFound`] for what can be no order's number.
pub async fn ask(cx: &OrgCx<RunSync>, text: &str) -> Result<Vec<Clue>, HubError> {
    let number = order_number(text).ok_or(Fault::NotFound)?;
    let channels = store::orders::channels(&mut cx.begin().await?).await?;
    let mut questions = Vec::new();
    for channel in channels.iter().filter(|channel| channel.status.may_sync()) {
        let question = async move {
            let found = timeout(PATIENCE, ask_one(cx, channel.connection, number)).await;
            (channel, found.unwrap_or(Ok(Some(Err(UpstreamKind::Timeout)))))
        };
        questions.push(question.boxed());
    }
    let asked: Vec<_> = stream::iter(questions).buffered(AT_ONCE).collect().await;
    let mut clues = Vec::new();
    for (channel, found) in asked {
        let clue = |external_id: &str, verdict| clue(channel, external_id, verdict);
        match found {
            Ok(None) => {}
            Ok(Some(Ok(found))) if found.is_empty() => {
                let absent = (VerdictCode::Absent, Whose::HeardOf);
                note_answer(cx, channel.connection, number, absent).await?;
                clues.push(clue("", OrderVerdict::Absent));
            }
            Ok(Some(Ok(found))) => {
                for order in found {
                    clues.push(known_or_missing(cx, channel, order).await?);
                }
            }
            Ok(Some(Err(problem))) => clues.push(clue("", OrderVerdict::Silent { problem })),
            // What is wrong with one account must not take away the others' answers.
            Err(error) => {
                tracing::warn!(connection = %channel.connection, error = &error as &dyn std::error::Error, "a channel could not be asked");
                clues.push(clue("", OrderVerdict::Silent { problem: UpstreamKind::Server }));
            }
        }
    }
    let mut tx = cx.begin().await?;
    tell_histories(&mut tx, &mut clues).await?;
    Ok(clues)
}

/// Tells it in the history of an order that its channel was asked, where that is news: who asks twice hears the
/// same twice.
async fn note_answer(
    cx: &OrgCx<RunSync>,
    connection: ConnectionId,
    order: &str,
    (code, whose): (VerdictCode, Whose),
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let by = (whose, Cause::Person(cx.actor().user()));
    order_verdicts::note_once(&mut tx, connection, &[order], code, by).await?;
    Ok(tx.commit().await?)
}

/// What the channel has under this number, or why it gave no answer; `None` where it has no orders to ask for.
async fn ask_one(
    cx: &OrgCx<RunSync>,
    connection: ConnectionId,
    number: &str,
) -> Result<Option<Result<Vec<SourceOrder>, UpstreamKind>>, HubError> {
    let access = store::connections::access(&mut cx.begin().await?, connection).await?;
    let connector = cx.hub().registry().get(&access.platform).cloned();
    let Some((connector, orders)) = connector.as_ref().and_then(|of| Some((of, of.orders()?))) else {
        return Ok(None);
    };
    let conn = integrations::connect(cx.hub(), cx.org(), connector, &access)?.within(PATIENCE, PATIENCE);
    let asked = conn.measured(Operation::OrdersKnownAs, orders.known_as(&conn, number)).await;
    Ok(Some(asked.map_err(|error| error.kind)))
}

/// What became of an order that a channel has. Its key may be known where its number is not: an order that
/// was refused has none here.
async fn known_or_missing(
    cx: &OrgCx<RunSync>,
    channel: &Channel,
    order: SourceOrder,
) -> Result<Clue, HubError> {
    let mut tx = cx.begin().await?;
    let is_it = |clue: &Clue| clue.connection == channel.connection && clue.external_id == order.external_id;
    let mut known = store::detective::records(&mut tx, &order.external_id).await?.into_iter();
    if let Some(clue) = known.find(is_it) {
        return Ok(clue);
    }
    // Its event may have come while the channel was asked.
    let mut waiting = store::detective::waiting(&mut tx, &order.external_id).await?.into_iter();
    if let Some(clue) = waiting.find(is_it) {
        return Ok(clue);
    }
    drop(tx);
    let missing = (VerdictCode::Missing, Whose::All);
    note_answer(cx, channel.connection, &order.external_id, missing).await?;
    let order = order.made();
    let missing = match &order.taken {
        Taken::Order(made) | Taken::Withdrawn { order: made, .. } => OrderVerdict::Missing {
            number: made.number.clone(),
            placed_at: Some(made.placed_at),
            total: Some(Money::new(made.totals.total, made.currency)),
        },
        _ => OrderVerdict::Missing { number: String::new(), placed_at: order.placed_at, total: None },
    };
    Ok(clue(channel, &order.external_id, missing))
}

fn clue(channel: &Channel, external_id: &str, verdict: OrderVerdict) -> Clue {
    Clue {
        connection: channel.connection,
        connection_name: channel.name.clone(),
        platform: channel.platform.clone(),
        external_id: external_id.to_owned(),
        verdict,
        at: Utc::now(),
        sale: None,
        history: Vec::new(),
    }
}

/// Has an order read that its channel never told of, in the way of one that it did tell of.
///
/// # Errors
/// [`Fault::NotFound`], for what can be no key, too; [`Fault::Conflict`] `not_connected`.
pub async fn bring(cx: &OrgCx<RunSync>, connection: ConnectionId, external_id: &str) -> Result<(), HubError> {
    let external_id = order_number(external_id).ok_or(Fault::NotFound)?;
    let mut tx = cx.begin().await?;
    integrations::must_bring_orders(&mut tx, connection).await?;
    // Pressed twice: it is on its way.
    let waiting = store::detective::waiting(&mut tx, external_id).await?;
    if waiting.iter().any(|clue| clue.connection == connection) {
        return Ok(());
    }
    let event = NewEvent {
        connection,
        event_id: None,
        topic: ASKED.to_owned(),
        state: EventState::Waiting,
        reason: None,
        about: "orders",
        subjects: vec![external_id.to_owned()],
        client_ip: None,
        headers: json!({}),
        body: Vec::new(),
        asked_by: cx.actor().user(),
    };
    store::webhooks::insert(&mut tx, &[event]).await?;
    store::jobs::create_once(&mut tx, connection, JobKind::DrainEvents, None).await?;
    let what = json!({ "order": external_id });
    cx.audit(&mut tx, AuditAction::OrderAskedFor, ("connection", Some(connection.0)), what).await?;
    Ok(tx.commit().await?)
}
