//! Meters: events of usage, what they come to, and what that costs.

use serde_json::{Value, json};

use crate::stripe::call::Call;
use crate::stripe::doc::{Doc as _, list};
use crate::stripe::form::Node;
use crate::stripe::kind::Kind;
use crate::stripe::lists;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::time::DAY;

pub(crate) const CREATE: &str = "customer_mapping{event_payload_key type} default_aggregation{formula} display_name event_name event_time_window expand[] value_settings{event_payload_key}";
pub(crate) const UPDATE: &str = "display_name expand[]";
pub(crate) const LIST: &str = "ending_before expand[] limit starting_after status";
pub(crate) const EVENT: &str = "event_name expand[] identifier payload{*} timestamp";
pub(crate) const ADJUST: &str = "cancel{identifier} event_name expand[] type";
pub(crate) const SUMMARIES: &str =
    "customer end_time ending_before expand[] limit start_time starting_after value_grouping_window";

/// How old and how far ahead an event may be.
const OLDEST: i64 = 35 * DAY;
const AHEAD: i64 = 300;
/// How long an identifier is known: a day at least, longer than a key of a call.
const KNOWN: i64 = 3 * DAY;
/// How long an event can be taken back.
const TAKEN_BACK: i64 = DAY;
/// Longest identifier.
const LONGEST: usize = 100;

/// An event of a meter.
#[derive(Clone, Debug)]
pub(crate) struct Usage {
    name: String,
    customer: String,
    value: i64,
    at: i64,
    identifier: String,
    received: i64,
    is_canceled: bool,
}

pub(crate) fn create(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let params = &call.params;
    let event_name = params.required("event_name")?.to_owned();
    let display_name = params.required("display_name")?.to_owned();
    let formula = params
        .deep(&["default_aggregation", "formula"])
        .ok_or_else(|| Refusal::missing("default_aggregation[formula]"))?;
    if !["count", "last", "sum"].contains(&formula) {
        return Err(Refusal::one_of("default_aggregation[formula]", &["count", "last", "sum"]));
    }
    let same = |doc: &Value| doc.text("event_name") == event_name && doc.text("status") == "active";
    if let Some(other) = state.all(Kind::Meter).find(|doc| same(doc)) {
        let told = format!("There's already an active meter with event name {event_name}: {}.", other.id());
        return Err(Refusal::invalid(told).code("resource_already_exists").param("event_name"));
    }
    let id = state.new_id(Kind::Meter);
    let doc = json!({
        "id": id, "object": "billing.meter", "created": state.now,
        "customer_mapping": {
            "event_payload_key": params.deep(&["customer_mapping", "event_payload_key"]).unwrap_or("stripe_customer_id"), "type": "by_id",
        },
        "default_aggregation": { "formula": formula }, "display_name": display_name, "event_name": event_name,
        "event_time_window": params.text("event_time_window"), "livemode": false, "status": "active",
        "status_transitions": { "deactivated_at": null }, "updated": state.now,
        "value_settings": { "event_payload_key": params.deep(&["value_settings", "event_payload_key"]).unwrap_or("value") },
    });
    state.add(Kind::Meter, doc, "billing.meter.created");
    Ok(state.shown(Kind::Meter, &id))
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Meter, call.id(), "id")?;
    Ok(state.shown(Kind::Meter, call.id()))
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    state.need(Kind::Meter, call.id(), "id")?;
    let (name, now) = (call.params.text("display_name"), state.now);
    state.change(Kind::Meter, call.id(), "billing.meter.updated", |doc| {
        if let Some(name) = name {
            doc["display_name"] = json!(name);
            doc["updated"] = json!(now);
        }
    });
    Ok(state.shown(Kind::Meter, call.id()))
}

pub(crate) fn list_all(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let status = call.params.choice("status", &["active", "inactive"])?;
    lists::page(state, &call.params, Kind::Meter, "/v1/billing/meters", |doc| {
        status.is_none_or(|status| doc.text("status") == status)
    })
}

pub(crate) fn deactivate(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    turn(state, call, "inactive", "billing.meter.deactivated")
}

pub(crate) fn reactivate(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    turn(state, call, "active", "billing.meter.reactivated")
}

fn turn(state: &mut State, call: &Call, status: &str, event: &str) -> Result<Value, Refusal> {
    let now = state.now;
    if state.need(Kind::Meter, call.id(), "id")?.text("status") == status {
        return Err(Refusal::invalid(format!("The meter is already {status}.")));
    }
    state.edit(Kind::Meter, call.id(), |doc| {
        doc["status"] = json!(status);
        doc["status_transitions"]["deactivated_at"] = json!((status == "inactive").then_some(now));
    });
    state.tell(event, Kind::Meter, call.id());
    Ok(state.shown(Kind::Meter, call.id()))
}

/// Takes an event. It is only accepted: an unknown customer or meter shows nowhere in the answer.
pub(crate) fn report(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (params, now) = (&call.params, state.now);
    let name = params.required("event_name")?.to_owned();
    let none = Node::default();
    let payload = params.get("payload").unwrap_or(&none);
    if payload.members().is_empty() {
        return Err(Refusal::missing("payload"));
    }
    let at = params.whole("timestamp")?.unwrap_or(now);
    if at > now + AHEAD || at < now - OLDEST {
        let told = "The timestamp must be within the past 35 calendar days or up to 5 minutes in the future.";
        return Err(Refusal::invalid(told).param("timestamp"));
    }
    let identifier = params.text("identifier").map_or_else(|| state.letters(32), str::to_owned);
    if identifier.len() > LONGEST {
        let told = format!("Invalid identifier: must be at most {LONGEST} characters");
        return Err(Refusal::invalid(told).param("identifier"));
    }
    let meter =
        state.all(Kind::Meter).find(|doc| doc.text("event_name") == name).cloned().unwrap_or_default();
    let key = |of: &str, default: &'static str| {
        let named = meter[of].text("event_payload_key").to_owned();
        if named.is_empty() { default.to_owned() } else { named }
    };
    let customer =
        payload.text(&key("customer_mapping", "stripe_customer_id")).unwrap_or_default().to_owned();
    let text = payload.text(&key("value_settings", "value")).unwrap_or("1").to_owned();
    let answer = json!({
        "object": "billing.meter_event", "created": now, "event_name": name, "identifier": identifier, "livemode": false,
        "payload": crate::stripe::call::as_json(payload), "timestamp": at,
    });
    let is_known = |usage: &Usage| usage.identifier == identifier && now - usage.received <= KNOWN;
    if state.usage.iter().any(is_known) {
        // The code that is published for it is one of `/v2`: here comes the sentence alone.
        return Err(Refusal::invalid(format!("An event already exists with identifier {identifier}.")));
    }
    // Told later, elsewhere and in another form: here it is only not counted.
    if let (true, Ok(value)) = (state.get(Kind::Customer, &customer).is_some(), text.parse()) {
        let received = now;
        state.usage.push(Usage { name, customer, value, at, identifier, received, is_canceled: false });
    }
    Ok(answer)
}

/// Takes an event back, within a day of its arrival.
pub(crate) fn adjust(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (params, now) = (&call.params, state.now);
    let name = params.required("event_name")?;
    params.choice("type", &["cancel"])?.ok_or_else(|| Refusal::missing("type"))?;
    let identifier =
        params.deep(&["cancel", "identifier"]).ok_or_else(|| Refusal::missing("cancel[identifier]"))?;
    let found = state.usage.iter_mut().find(|usage| usage.identifier == identifier && usage.name == name);
    match found {
        Some(usage) if now - usage.received <= TAKEN_BACK && !usage.is_canceled => usage.is_canceled = true,
        Some(_) => {
            let told = "The event was received more than 24 hours ago, or is canceled already.";
            return Err(Refusal::invalid(told).param("cancel[identifier]"));
        }
        None => {
            let told = format!("No meter event with identifier {identifier} was found.");
            return Err(Refusal::invalid(told).code("resource_missing").param("cancel[identifier]"));
        }
    }
    Ok(json!({
        "object": "billing.meter_event_adjustment", "cancel": { "identifier": identifier }, "event_name": name,
        "livemode": false, "status": "pending", "type": "cancel",
    }))
}

fn aggregate(state: &State, meter: &Value, customer: &str, from: i64, to: i64) -> i64 {
    let mut inside: Vec<&Usage> = state
        .usage
        .iter()
        .filter(|usage| {
            usage.name == meter.text("event_name") && usage.customer == customer && !usage.is_canceled
        })
        .filter(|usage| (from..to).contains(&usage.at))
        .collect();
    inside.sort_by_key(|usage| usage.at);
    match meter["default_aggregation"].text("formula") {
        "count" => i64::try_from(inside.len()).unwrap_or(i64::MAX),
        "last" => inside.last().map_or(0, |usage| usage.value),
        _ => inside.iter().map(|usage| usage.value).sum(),
    }
}

/// What a metered item used in its period until `end`; `None` for items that are not metered.
pub(crate) fn used_by(state: &State, item: &Value, customer: &str, end: i64) -> Option<i64> {
    let recurring = &state.doc(Kind::Price, item.text("price"))["recurring"];
    let meter = state.doc(Kind::Meter, recurring.get("meter")?.as_str()?);
    Some(aggregate(state, &meter, customer, item.int("current_period_start"), end).max(0))
}

pub(crate) fn summaries(state: &mut State, call: &Call) -> Result<Value, Refusal> {
    let (id, params) = (call.id(), &call.params);
    let meter = state.need(Kind::Meter, id, "id")?.clone();
    let customer = params.required("customer")?;
    state.need(Kind::Customer, customer, "customer")?;
    let time = |name: &str| params.whole(name)?.ok_or_else(|| Refusal::missing(name));
    let (from, to) = (time("start_time")?, time("end_time")?);
    let window = params.choice("value_grouping_window", &["day", "hour"])?;
    let step = match window {
        Some("day") => DAY,
        Some(_) => 3_600,
        None => 60,
    };
    for (name, at) in [("start_time", from), ("end_time", to)] {
        if at % step != 0 {
            let told =
                format!("Invalid {name}: must be aligned with {} boundaries.", window.unwrap_or("minute"));
            return Err(Refusal::invalid(told).param(name));
        }
    }
    if to <= from {
        return Err(Refusal::invalid("Invalid end_time: must be after start_time.").param("end_time"));
    }
    let length = if window.is_some() { step } else { to - from };
    let mut rows = Vec::new();
    let mut start = from;
    while start < to {
        let end = (start + length).min(to);
        let value = aggregate(state, &meter, customer, start, end);
        if value != 0 || window.is_none() {
            rows.push(json!({
                "id": format!("mtrusg_test_{id}_{start}_{end}"), "object": "billing.meter_event_summary", "aggregated_value": value as f64,
                "end_time": end, "livemode": false, "meter": id, "start_time": start,
            }));
        }
        start = end;
    }
    rows.reverse();
    let url = format!("/v1/billing/meters/{id}/event_summaries");
    if rows.is_empty() {
        return Ok(list(&url, rows, false));
    }
    lists::rows(params, &url, &rows)
}
