//! What a form lacks of what its channel asks for, found before anything is kept.
//!
//! The channel is asked while somebody waits. Where it does not answer, nothing is refused here: the job
//! asks again and has the last word.

use super::{ask::ShipForm, look::reach};
use crate::{HubError, auth::OrgCx, permit::FulfilOrders};
use connector_kit::{CarrierChoice, Conn, Connector, ShipChoices, Standing, Wanted};
use domain::{CancelReason, Fault, FieldError, FieldProblem, Operation, OrderId};
use std::sync::Arc;

/// # Errors
/// [`Fault::Invalid`] without a reason where the channel asks for one.
pub(super) async fn cancel(
    cx: &OrgCx<FulfilOrders>,
    order: OrderId,
    reason: Option<CancelReason>,
) -> Result<(), HubError> {
    if reason.is_some() {
        return Ok(());
    }
    let Some((connector, conn, key)) = channel(cx, order).await else { return Ok(()) };
    let Some(cancelling) = connector.cancelling() else { return Ok(()) };
    match conn.measured(Operation::CancelLook, cancelling.look(&conn, &key)).await {
        Ok(Standing::Open(choices)) if !choices.reasons.is_empty() => {
            Err(Fault::field("reason", FieldProblem::Required).into())
        }
        _ => Ok(()),
    }
}

/// # Errors
/// [`Fault::Invalid`] with the fields that the channel asks for and that are empty.
pub(super) async fn ship(cx: &OrgCx<FulfilOrders>, order: OrderId, form: &ShipForm) -> Result<(), HubError> {
    let Some((connector, conn, key)) = channel(cx, order).await else { return Ok(()) };
    let Some(shipping) = connector.shipping() else { return Ok(()) };
    let looked = conn.measured(Operation::ShipLook, shipping.look(&conn, &key)).await;
    let Ok(view) = looked else { return Ok(()) };
    let parcel = view.parcels.iter().find(|parcel| parcel.key == form.parcel);
    let fields = match parcel.map(|parcel| &parcel.standing) {
        Some(Standing::Open(choices)) => lacking(form, choices),
        _ => Vec::new(),
    };
    if fields.is_empty() { Ok(()) } else { Err(Fault::Invalid { fields }.into()) }
}

fn lacking(form: &ShipForm, choices: &ShipChoices) -> Vec<FieldError> {
    let asks_carrier = match choices.carrier {
        CarrierChoice::Unasked => false,
        CarrierChoice::Named(wanted) => wanted == Wanted::Required,
        CarrierChoice::OneOf(_) => true,
    };
    let asked = [
        ("carrier", asks_carrier, &form.carrier),
        ("tracking", choices.tracking == Wanted::Required, &form.tracking),
        ("link", choices.link == Wanted::Required, &form.link),
        ("handover", !choices.handovers.is_empty(), &form.handover),
    ];
    let lacking = asked.into_iter().filter(|(_, is_asked, value)| *is_asked && value.trim().is_empty());
    lacking.map(|(field, ..)| FieldError { field: field.into(), problem: FieldProblem::Required }).collect()
}

/// The channel, if it can be asked now.
async fn channel(cx: &OrgCx<FulfilOrders>, order: OrderId) -> Option<(Arc<dyn Connector>, Conn, String)> {
    let (target, connector, conn, status) = reach(cx, order).await.ok()?;
    status.may_sync().then_some((connector, conn, target.key))
}
