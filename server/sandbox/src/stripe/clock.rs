//! What is due, in the order of time.

use serde_json::{Value, json};

use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::store::State;
use crate::stripe::{checkout, invoices, renewal, schedules, subscriptions};
use crate::time::DAY;

/// Notices ahead, in seconds.
const TRIAL_NOTICE: i64 = 3 * DAY;
const RENEWAL_NOTICE: i64 = 7 * DAY;
/// How long the first invoice of a subscription can be paid.
const INCOMPLETE_FOR: i64 = 23 * 3_600;
/// Most pieces of work of one step of the clock; a bound against a loop without end.
const MOST_WORK: usize = 100_000;

/// Something that happens by itself; those of the same moment in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    ExpireSession(String),
    AnnounceTrialEnd(String),
    AnnounceRenewal(String),
    GiveUp(String),
    DropPending(String),
    ResumeCollection(String),
    EndAt(String),
    TurnSchedule(String),
    Renew(String),
    Finalize(String),
    Retry(String),
}

/// Does all that is due until a moment, each piece at its own time.
pub(crate) fn run(state: &mut State, until: i64) {
    let cause = std::mem::replace(&mut state.cause, Value::Null);
    for _ in 0..MOST_WORK {
        let Some((at, work)) = next(state).filter(|(at, _)| *at <= until) else { break };
        state.now = state.now.max(at);
        perform(state, work);
    }
    state.now = state.now.max(until);
    state.is_changed = false;
    state.forget_events();
    state.cause = cause;
}

/// The next moment at which something is due.
pub(crate) fn next_due(state: &State) -> Option<i64> {
    let own = next(state).map(|(at, _)| at);
    own.into_iter().chain(state.deliveries.next_due()).min()
}

fn next(state: &State) -> Option<(i64, Work)> {
    let mut due: Option<(i64, Work)> = None;
    let mut add = |at: i64, work: Work| {
        let one = (at, work);
        if due.as_ref().is_none_or(|known| one < *known) {
            due = Some(one);
        }
    };
    for doc in state.all(Kind::CheckoutSession).filter(|doc| doc.text("status") == "open") {
        add(doc.int("expires_at"), Work::ExpireSession(doc.id().to_owned()));
    }
    for doc in state.all(Kind::Invoice) {
        let id = || doc.id().to_owned();
        match doc.text("status") {
            "draft" => doc
                .maybe_int("automatically_finalizes_at")
                .into_iter()
                .for_each(|at| add(at, Work::Finalize(id()))),
            "open" => {
                doc.maybe_int("next_payment_attempt").into_iter().for_each(|at| add(at, Work::Retry(id())))
            }
            _ => {}
        }
    }
    for doc in state.all(Kind::Schedule).filter(|doc| doc.text("status") == "active") {
        if let Some(at) = doc["current_phase"].maybe_int("end_date") {
            add(at, Work::TurnSchedule(doc.id().to_owned()));
        }
    }
    for doc in state.all(Kind::Subscription) {
        of_subscription(state, doc, &mut add);
    }
    due
}

fn of_subscription(state: &State, doc: &Value, add: &mut impl FnMut(i64, Work)) {
    let id = || doc.id().to_owned();
    let end = subscriptions::period_of(doc).1;
    let told = |what: &str| state.told.contains(&format!("{what}:{}:{end}", doc.id()));
    if let Some(at) = doc["pending_update"].maybe_int("expires_at") {
        add(at, Work::DropPending(id()));
    }
    match doc.text("status") {
        "incomplete" => add(doc.int("created") + INCOMPLETE_FOR, Work::GiveUp(id())),
        status @ ("trialing" | "active" | "past_due" | "unpaid") => {
            if let Some(at) = doc["pause_collection"].maybe_int("resumes_at") {
                add(at, Work::ResumeCollection(id()));
            }
            match doc.maybe_int("cancel_at") {
                Some(at) => add(at, Work::EndAt(id())),
                None if status == "active" && !told("renewal") => {
                    let at = (end - RENEWAL_NOTICE).max(subscriptions::period_of(doc).0);
                    add(at, Work::AnnounceRenewal(id()));
                }
                None => {}
            }
            if status == "trialing" && !told("trial") {
                let at = (end - TRIAL_NOTICE).max(doc.int("created"));
                add(at, Work::AnnounceTrialEnd(id()));
            }
            add(end, Work::Renew(id()));
        }
        _ => {}
    }
}

fn perform(state: &mut State, work: Work) {
    match work {
        Work::ExpireSession(id) => checkout::end(state, &id),
        Work::AnnounceTrialEnd(id) => {
            mark(state, "trial", &id);
            state.tell("customer.subscription.trial_will_end", Kind::Subscription, &id);
        }
        Work::AnnounceRenewal(id) => {
            mark(state, "renewal", &id);
            renewal::announce(state, &id);
        }
        Work::GiveUp(id) => give_up(state, &id),
        Work::DropPending(id) => {
            let invoice = state.doc(Kind::Subscription, &id).text("latest_invoice").to_owned();
            state.change(Kind::Subscription, &id, "customer.subscription.updated", |doc| {
                doc["pending_update"] = Value::Null
            });
            invoices::void(state, &invoice);
            state.tell("customer.subscription.pending_update_expired", Kind::Subscription, &id);
        }
        Work::ResumeCollection(id) => {
            state.change(Kind::Subscription, &id, "customer.subscription.updated", |doc| {
                doc["pause_collection"] = Value::Null
            });
        }
        Work::EndAt(id) => subscriptions::end_period(state, &id),
        Work::TurnSchedule(id) => schedules::turn(state, &id),
        Work::Renew(id) => renewal::turn(state, &id),
        Work::Finalize(id) => renewal::collect(state, &id),
        // A failure is written down with the invoice.
        Work::Retry(id) => drop(invoices::pay(state, &id, None, false)),
    }
}

fn mark(state: &mut State, what: &str, id: &str) {
    let end = subscriptions::period_of(&state.doc(Kind::Subscription, id)).1;
    state.told.insert(format!("{what}:{id}:{end}"));
}

/// The first invoice was not paid in time.
fn give_up(state: &mut State, id: &str) {
    let invoice = state.doc(Kind::Subscription, id).text("latest_invoice").to_owned();
    let now = state.now;
    invoices::void(state, &invoice);
    state.change(Kind::Subscription, id, "customer.subscription.updated", |doc| {
        doc["status"] = json!("incomplete_expired");
        doc["ended_at"] = json!(now);
    });
}
