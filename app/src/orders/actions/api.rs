//! What the forms of actions post to.

use super::{PATH, bulk_path, pieces_field, plan_path, slug};
use crate::form::{Done, Form, Posted};
use domain::{ActionId, ActionKind, ActionState, Fault, FieldProblem, OrderId};
use hub::{
    HubError,
    actions::{CancelForm, InvoiceForm, PlanForm, PlanRow, ShipForm},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Asks for an order to be cancelled.
#[server(name = OrderCancel, prefix = "/ui", endpoint = "orders/cancel")]
pub async fn order_cancel(
    #[server(default)] order: String,
    #[server(default)] press: String,
    #[server(default)] reason: String,
    #[server(default)] message: String,
    #[server(default)] sure: String,
    #[server(default)] return_to: String,
) -> Posted {
    // That somebody is sure is said anew each time.
    let form = Form::new("orders/cancel", &return_to, PATH).keep("reason", &reason).keep("message", &message);
    let done = async {
        let permit = form.authorize()?;
        if sure.is_empty() {
            return Err(Fault::field("sure", FieldProblem::Required).into());
        }
        let order = id(&order)?;
        let asked = CancelForm { press: pressed(&press)?, reason: reason.parse().ok(), message };
        hub::actions::cancel(&permit, order, &asked).await?;
        Ok::<_, HubError>(asked_for(&form, order, ActionKind::Cancel))
    };
    let done = done.await;
    form.answer(done).await
}

/// Pieces of a line.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LinePieces {
    pub key: String,
    pub pieces: String,
    /// What was left when the form was drawn.
    pub of: String,
}

/// Tells the channel of a shipment.
#[server(name = OrderShip, prefix = "/ui", endpoint = "orders/ship")]
#[allow(clippy::too_many_arguments)]
pub async fn order_ship(
    #[server(default)] order: String,
    #[server(default)] press: String,
    #[server(default)] parcel: String,
    #[server(default)] lines: Vec<LinePieces>,
    #[server(default)] carrier: String,
    #[server(default)] carriers: String,
    #[server(default)] tracking: String,
    #[server(default)] link: String,
    #[server(default)] handover: String,
    #[server(default)] notify: String,
    #[server(default)] return_to: String,
) -> Posted {
    let name = format!("orders/ship/{parcel}");
    let form = lines
        .iter()
        .fold(Form::new(name, &return_to, PATH), |form, line| {
            form.keep(&pieces_field(&line.key), &line.pieces)
        })
        .keep("carrier", &carrier)
        .keep("tracking", &tracking)
        .keep("link", &link)
        .keep("handover", &handover)
        .keep("notify", &notify);
    let done = async {
        let permit = form.authorize()?;
        let order = id(&order)?;
        let asked = ShipForm {
            press: pressed(&press)?,
            parcel,
            lines: part_of(&lines)?,
            carrier_name: name_of(&carriers, &carrier),
            carrier,
            tracking,
            link,
            handover,
            notify: !notify.is_empty(),
        };
        hub::actions::ship(&permit, order, &asked).await?;
        Ok::<_, HubError>(asked_for(&form, order, ActionKind::Ship))
    };
    let done = done.await;
    form.answer(done).await
}

/// Hands a fiscal document to the channel; `file` is its XML.
#[server(name = OrderInvoice, prefix = "/ui", endpoint = "orders/invoice")]
pub async fn order_invoice(
    #[server(default)] order: String,
    #[server(default)] press: String,
    #[server(default)] place: String,
    #[server(default)] file: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("orders/invoice", &return_to, PATH);
    let done = async {
        let permit = form.authorize()?;
        let order = id(&order)?;
        let asked = InvoiceForm { press: pressed(&press)?, place, xml: file.into_bytes() };
        hub::actions::invoice(&permit, order, asked).await?;
        Ok::<_, HubError>(asked_for(&form, order, ActionKind::Invoice))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes back what was not begun, or stops waiting for what became of it.
#[server(name = ActionClose, prefix = "/ui", endpoint = "orders/close")]
pub async fn action_close(#[server(default)] action: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("orders/close", &return_to, PATH);
    let done = async {
        let permit = form.authorize()?;
        let action: ActionId = action.parse().map_err(|_| Fault::NotFound)?;
        let t = form.texts().actions();
        let toast = match hub::actions::close(&permit, action).await? {
            ActionState::Withdrawn => t.withdrawn_toast(),
            _ => t.closed_toast(),
        };
        Ok::<_, HubError>(Done::back().toast(toast))
    };
    let done = done.await;
    form.answer(done).await
}

/// Lets what waits be tried, or looked for, now.
#[server(name = ActionLook, prefix = "/ui", endpoint = "orders/look")]
pub async fn action_look(#[server(default)] action: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("orders/look", &return_to, PATH);
    let done = async {
        let permit = form.authorize()?;
        let action: ActionId = action.parse().map_err(|_| Fault::NotFound)?;
        hub::actions::look_again(&permit, action).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().actions().looking_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

/// One order of a bulk action.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkRow {
    pub order: String,
    pub carrier: String,
    pub tracking: String,
}

/// Has the channels asked what a bulk action would do.
#[server(name = OrdersPlan, prefix = "/ui", endpoint = "orders/plan")]
pub async fn orders_plan(
    #[server(default)] kind: String,
    #[server(default)] press: String,
    #[server(default)] reason: String,
    #[server(default)] rows: Vec<BulkRow>,
    #[server(default)] return_to: String,
) -> Posted {
    let kind = if kind == slug(ActionKind::Cancel) { ActionKind::Cancel } else { ActionKind::Ship };
    // The address of many sales is longer than what a form may come back to by its own word.
    let back = bulk_path(kind, rows.iter().map(|row| row.order.clone()));
    let form = Form::new("orders/plan", &return_to, &back).keep("reason", &reason);
    let form = rows.iter().fold(form, |form, row| {
        form.keep(&format!("carrier-{}", row.order), &row.carrier)
            .keep(&format!("tracking-{}", row.order), &row.tracking)
    });
    let done = async {
        let permit = form.authorize()?;
        let rows = rows
            .into_iter()
            .map(|row| Ok(PlanRow { order: id(&row.order)?, carrier: row.carrier, tracking: row.tracking }));
        let asked = PlanForm {
            press: pressed(&press)?,
            kind,
            reason: reason.parse().ok(),
            rows: rows.collect::<Result<_, Fault>>()?,
        };
        let plan = hub::actions::plan_bulk(&permit, &asked).await?;
        Ok::<_, HubError>(Done::to(plan_path(plan)))
    };
    let done = done.await;
    form.answer(done).await
}

/// Applies what a bulk action was found to do.
#[server(name = PlanApply, prefix = "/ui", endpoint = "orders/apply")]
pub async fn plan_apply(#[server(default)] plan: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("orders/apply", &return_to, PATH);
    let done = async {
        let permit = form.authorize()?;
        let plan = plan.parse().map_err(|_| Fault::NotFound)?;
        hub::actions::apply(&permit, plan).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().actions().applied_toast()))
    };
    let done = done.await;
    form.answer(done).await
}

fn id(text: &str) -> Result<OrderId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// The press of the form; one of its own for who sends none.
fn pressed(text: &str) -> Result<Uuid, Fault> {
    if text.is_empty() {
        return Ok(Uuid::now_v7());
    }
    text.parse().map_err(|_| Fault::Invalid { fields: Vec::new() })
}

/// What goes of each line; nothing where all that is left goes.
fn part_of(lines: &[LinePieces]) -> Result<Vec<(String, u32)>, Fault> {
    if lines.iter().all(|line| line.pieces == line.of) {
        return Ok(Vec::new());
    }
    let mut part = lines.iter().map(pieces_of).collect::<Result<Vec<_>, _>>()?;
    part.retain(|(_, pieces)| *pieces > 0);
    // Nothing of anything is no shipment, and no lines would be all that is left.
    match lines.first().filter(|_| part.is_empty()) {
        Some(first) => Err(Fault::field(&pieces_field(&first.key), FieldProblem::OutOfRange)),
        None => Ok(part),
    }
}

fn pieces_of(line: &LinePieces) -> Result<(String, u32), Fault> {
    let refused = |problem| Fault::field(&pieces_field(&line.key), problem);
    let pieces = line.pieces.trim().parse().map_err(|_| refused(FieldProblem::Format))?;
    if line.of.parse().is_ok_and(|left: u32| pieces > left) {
        return Err(refused(FieldProblem::OutOfRange));
    }
    Ok((line.key.clone(), pieces))
}

/// The name of a carrier among the form's `key=name` lines; empty where it is typed.
fn name_of(carriers: &str, key: &str) -> String {
    let mut known = carriers.lines().filter_map(|line| line.split_once('='));
    known.find(|(known, _)| *known == key).map(|(_, name)| name.to_owned()).unwrap_or_default()
}

fn asked_for(form: &Form, order: OrderId, kind: ActionKind) -> Done {
    Done::to(format!("{PATH}/{order}")).toast(form.texts().actions().asked_toast(kind.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carrier_that_was_chosen_is_known_by_its_name() {
        assert_eq!(name_of("7=Correios\n8=Total = Express", "8"), "Total = Express");
        assert_eq!(name_of("", "Correios"), "");
    }

    #[test]
    fn pieces_are_whole_numbers() {
        let line = |pieces: &str| LinePieces { key: "1".into(), pieces: pieces.into(), of: "3".into() };
        assert_eq!(pieces_of(&line(" 2 ")), Ok(("1".to_owned(), 2)));
        assert!(["1,5", "-1", "4"].iter().all(|pieces| pieces_of(&line(pieces)).is_err()));
    }
}
