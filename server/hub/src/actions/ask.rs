//! Asking for an action: checked, kept, and handed to a job in one transaction.

use super::check;
use crate::{
    Hub, HubError,
    auth::OrgCx,
    permit::{FulfilOrders, Permit},
};
use connector_kit::{CancelAsk, Connector, FiscalDocument, FiscalProblem, ShipAsk, ShipLine};
use domain::{
    ActionId, ActionKind, ActionState, AuditAction, CancelReason, ConnectionId, Fault, FieldProblem, JobId,
    JobPriority, OrderId, PlanId,
};
use serde_json::{Value, json};
use store::{
    OrgTx,
    actions::{Kept, NewAction, Target},
    events::NewEvent,
    jobs::{JobKind, JobLane, NewJob},
};
use url::Url;
use uuid::Uuid;

/// An order to be cancelled.
#[derive(Debug, Clone)]
pub struct CancelForm {
    /// Of the form: the same press asks once.
    pub press: Uuid,
    pub reason: Option<CancelReason>,
    pub message: String,
}

/// A parcel that was shipped.
#[derive(Debug, Clone, Default)]
pub struct ShipForm {
    pub press: Uuid,
    /// The channel's key of the parcel.
    pub parcel: String,
    /// Pieces by line; empty for all that is left.
    pub lines: Vec<(String, u32)>,
    pub carrier: String,
    /// The carrier's name, where `carrier` is the channel's key of it.
    pub carrier_name: String,
    pub tracking: String,
    pub link: String,
    pub handover: String,
    pub notify: bool,
}

/// A fiscal document to be handed over.
#[derive(Debug, Clone)]
pub struct InvoiceForm {
    pub press: Uuid,
    /// The channel's key of the place where it belongs.
    pub place: String,
    /// The file.
    pub xml: Vec<u8>,
}

/// Asks for an order to be cancelled at its channel.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Invalid`] with the fields, also those that the channel asks for now and
/// that are empty; [`Fault::Conflict`] `action_open` if that is under way, `not_offered` if the channel cannot do it, `disconnected`.
pub async fn cancel(
    cx: &OrgCx<FulfilOrders>,
    order: OrderId,
    form: &CancelForm,
) -> Result<ActionId, HubError> {
    let message = line("message", &form.message, 255)?;
    check::cancel(cx, order, form.reason).await?;
    let mut tx = cx.begin().await?;
    let target = store::actions::target(&mut tx, order).await?;
    let ask = CancelAsk { order: target.key.clone(), reason: form.reason, message, key: form.press };
    let wish = Wish::new(order, &target, ActionKind::Cancel, form.press, json(&ask)?);
    keep(cx, tx, &wish).await
}

/// Tells the channel that goods of an order were shipped.
///
/// # Errors
/// As [`cancel`].
pub async fn ship(cx: &OrgCx<FulfilOrders>, order: OrderId, form: &ShipForm) -> Result<ActionId, HubError> {
    check::ship(cx, order, form).await?;
    let mut tx = cx.begin().await?;
    let target = store::actions::target(&mut tx, order).await?;
    let ask = ship_ask(&target.key, form)?;
    let wish = Wish { part: &form.parcel, ..Wish::new(order, &target, ActionKind::Ship, form.press, ask) };
    keep(cx, tx, &wish).await
}

/// Hands the order's fiscal document to its channel.
///
/// # Errors
/// As [`cancel`]; [`Fault::Conflict`] with the code of a [`FiscalProblem`] for a file that is none.
pub async fn invoice(
    cx: &OrgCx<FulfilOrders>,
    order: OrderId,
    form: InvoiceForm,
) -> Result<ActionId, HubError> {
    let mut tx = cx.begin().await?;
    let target = store::actions::target(&mut tx, order).await?;
    let document = FiscalDocument::parse(form.xml)
        .map_err(|problem: FiscalProblem| Fault::Conflict { what: problem.code().into() })?;
    let ask = json!({ "order": target.key, "access_key": document.access_key });
    let wish = Wish {
        part: &form.place,
        document: Some(&document.xml),
        ..Wish::new(order, &target, ActionKind::Invoice, form.press, ask)
    };
    keep(cx, tx, &wish).await
}

/// Takes back an action that was not begun; of one that waits for its channel it gives up to know what
/// became of it. Gives what it is now.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `action_begun` if it is too late, or too early.
pub async fn close(cx: &OrgCx<FulfilOrders>, id: ActionId) -> Result<ActionState, HubError> {
    let mut tx = cx.begin().await?;
    let state = close_in(cx, &mut tx, id).await?;
    tx.commit().await?;
    Ok(state)
}

/// As [`close`], in the caller's transaction.
pub(crate) async fn close_in(
    cx: &OrgCx<FulfilOrders>,
    tx: &mut OrgTx,
    id: ActionId,
) -> Result<ActionState, HubError> {
    let action = store::actions::find(tx, id).await?;
    let Some((order, state)) = store::actions::close(tx, id).await? else {
        return Err(Fault::Conflict { what: "action_begun".into() }.into());
    };
    tell(tx, order, action.kind, state, None).await?;
    let data = json!({ "action": id, "state": state.code() });
    cx.audit(tx, AuditAction::ActionClosed, ("order", Some(order.0)), data).await?;
    Ok(state)
}

/// Lets an action that waits be tried, or looked for, at once.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `action_over`.
pub async fn look_again(cx: &OrgCx<FulfilOrders>, id: ActionId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    look_again_in(cx, &mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// As [`look_again`], in the caller's transaction.
pub(crate) async fn look_again_in(
    _: &OrgCx<FulfilOrders>,
    tx: &mut OrgTx,
    id: ActionId,
) -> Result<(), HubError> {
    let action = store::actions::find(tx, id).await?;
    if action.state.is_over() {
        return Err(Fault::Conflict { what: "action_over".into() }.into());
    }
    // One job at a time does an action.
    if !store::jobs::bring_forward(tx, action.job).await? {
        let job = JobId::new();
        store::actions::set_job(tx, id, job).await?;
        enqueue(tx, action.connection, id, job).await?;
    }
    Ok(())
}

/// What the connector takes, with the carrier's name for people.
pub(super) fn ship_ask(order: &str, form: &ShipForm) -> Result<Value, HubError> {
    if form.lines.iter().any(|(_, quantity)| *quantity == 0) {
        return Err(Fault::field("lines", FieldProblem::OutOfRange).into());
    }
    let link = line("link", &form.link, 500)?;
    let is_link = |text: &String| Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
    if link.as_ref().is_some_and(|text| !is_link(text)) {
        return Err(Fault::field("link", FieldProblem::Format).into());
    }
    let ask = ShipAsk {
        order: order.to_owned(),
        parcel: form.parcel.clone(),
        lines: form
            .lines
            .iter()
            .map(|(key, quantity)| ShipLine { key: key.clone(), quantity: *quantity })
            .collect(),
        carrier: line("carrier", &form.carrier, 100)?,
        tracking: line("tracking", &form.tracking, 100)?,
        link,
        handover: line("handover", &form.handover, 200)?,
        notify: form.notify,
        key: form.press,
    };
    let mut ask = json(&ask)?;
    if let Some(name) = line("carrier_name", &form.carrier_name, 100)? {
        ask["carrier_name"] = name.into();
    }
    Ok(ask)
}

/// A line of text; `None` when empty.
fn line(field: &str, text: &str, max: usize) -> Result<Option<String>, Fault> {
    let text = text.trim();
    if text.chars().count() > max {
        let max = u32::try_from(max).unwrap_or(u32::MAX);
        return Err(Fault::field(field, FieldProblem::TooLong { max }));
    }
    if text.chars().any(char::is_control) {
        return Err(Fault::field(field, FieldProblem::Characters));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

pub(super) fn json(ask: &impl serde::Serialize) -> Result<Value, HubError> {
    serde_json::to_value(ask)
        .map_err(|error| HubError::Internal(format!("an ask cannot be written: {error}")))
}

/// What is to be kept.
pub(super) struct Wish<'a> {
    pub order: OrderId,
    pub connection: ConnectionId,
    pub kind: ActionKind,
    pub part: &'a str,
    pub ask: Value,
    pub document: Option<&'a [u8]>,
    pub press: Uuid,
    pub plan: Option<PlanId>,
}

impl<'a> Wish<'a> {
    fn new(order: OrderId, target: &Target, kind: ActionKind, press: Uuid, ask: Value) -> Self {
        let connection = target.connection;
        Wish { order, connection, kind, part: "", ask, document: None, press, plan: None }
    }
}

async fn keep(cx: &OrgCx<FulfilOrders>, mut tx: OrgTx, wish: &Wish<'_>) -> Result<ActionId, HubError> {
    may_be_asked(cx, &mut tx, wish).await?;
    match keep_in(cx, &mut tx, wish).await? {
        Kept::New(id) => {
            tx.commit().await?;
            Ok(id)
        }
        Kept::Before(id) => Ok(id),
        Kept::Used => Err(Fault::Conflict { what: "form_used".into() }.into()),
        Kept::Open => Err(Fault::Conflict { what: "action_open".into() }.into()),
    }
}

/// Whether the channel has the ability and is still connected. Its answer is waited for while the
/// connection is paused or must be authorised again.
async fn may_be_asked<P: Permit>(cx: &OrgCx<P>, tx: &mut OrgTx, wish: &Wish<'_>) -> Result<(), HubError> {
    if wish.part.chars().count() > 200 || wish.part.chars().any(char::is_control) {
        return Err(Fault::NotFound.into());
    }
    let access = store::connections::access(tx, wish.connection).await?;
    if access.status == domain::ConnectionStatus::Disconnected {
        return Err(Fault::Conflict { what: "disconnected".into() }.into());
    }
    let connector = cx.hub().registry().get(&access.platform).ok_or(Fault::NotFound)?;
    if is_able(&**connector, wish.kind) {
        Ok(())
    } else {
        Err(Fault::Conflict { what: "not_offered".into() }.into())
    }
}

/// Whether a platform lets this be done from here.
pub fn may_do(hub: &Hub, platform: &str, kind: ActionKind) -> bool {
    hub.registry().get(platform).is_some_and(|connector| is_able(&**connector, kind))
}

fn is_able(connector: &dyn Connector, kind: ActionKind) -> bool {
    match kind {
        ActionKind::Cancel => connector.cancelling().is_some(),
        ActionKind::Ship => connector.shipping().is_some(),
        ActionKind::Invoice => connector.invoicing().is_some(),
    }
}

/// Keeps an action with its job, its step in the order's story and its entry in the audit log.
pub(super) async fn keep_in(
    cx: &OrgCx<FulfilOrders>,
    tx: &mut OrgTx,
    wish: &Wish<'_>,
) -> Result<Kept, HubError> {
    let job = JobId::new();
    let new = NewAction {
        id: ActionId::new(),
        job,
        order: wish.order,
        connection: wish.connection,
        kind: wish.kind,
        part: wish.part,
        ask: &wish.ask,
        document: wish.document,
        press: wish.press,
        plan: wish.plan,
        requested_by: cx.actor().user(),
    };
    let kept = store::actions::insert(tx, &new).await?;
    if let Kept::New(id) = kept {
        enqueue(tx, wish.connection, id, job).await?;
        tell(tx, wish.order, wish.kind, ActionState::Asked, None).await?;
        let data = json!({ "action": id, "kind": wish.kind.code(), "ask": wish.ask });
        cx.audit(tx, AuditAction::ActionAsked, ("order", Some(wish.order.0)), data).await?;
    }
    Ok(kept)
}

async fn enqueue(
    tx: &mut OrgTx,
    connection: ConnectionId,
    action: ActionId,
    job: JobId,
) -> Result<(), HubError> {
    let job = NewJob {
        id: job,
        connection: Some(connection),
        kind: JobKind::SendAction,
        lane: JobLane::Live,
        priority: JobPriority::Critical,
        payload: json!({ "action": action }),
    };
    Ok(store::jobs::create(tx, &job).await?)
}

/// Writes a step of the order's story.
pub(super) async fn tell(
    tx: &mut OrgTx,
    order: OrderId,
    kind: ActionKind,
    state: ActionState,
    problem: Option<&str>,
) -> Result<(), HubError> {
    let data = json!({ "kind": kind.code(), "state": state.code(), "problem": problem });
    let event = NewEvent { subject: order.0, kind: "order.action", data };
    Ok(store::events::insert(tx, &[event]).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ShipForm {
        ShipForm { parcel: "p1".into(), tracking: " AA1BR ".into(), ..ShipForm::default() }
    }

    #[test]
    fn what_is_typed_is_trimmed_and_nothing_stays_nothing() {
        let ask = ship_ask("727", &form()).unwrap();
        assert_eq!((&ask["tracking"], &ask["carrier"]), (&json!("AA1BR"), &Value::Null));
        let read: ShipAsk = serde_json::from_value(ask).unwrap();
        assert_eq!((read.order.as_str(), read.parcel.as_str()), ("727", "p1"));
        let named = ShipForm { carrier: "7".into(), carrier_name: "Correios".into(), ..form() };
        assert_eq!(ship_ask("727", &named).unwrap()["carrier_name"], "Correios");
    }

    #[test]
    fn odd_links_control_signs_and_empty_lines_are_refused() {
        for (odd, field) in [
            (ShipForm { link: "javascript:alert(1)".into(), ..form() }, "link"),
            (ShipForm { link: "rastreio".into(), ..form() }, "link"),
            (ShipForm { tracking: "A\u{0}".into(), ..form() }, "tracking"),
            (ShipForm { tracking: "A".repeat(101), ..form() }, "tracking"),
            (ShipForm { lines: vec![("1".into(), 0)], ..form() }, "lines"),
        ] {
            match ship_ask("727", &odd) {
                Err(HubError::Fault(Fault::Invalid { fields })) => assert_eq!(fields[0].field, field),
                other => panic!("{other:?}"),
            }
        }
    }
}
