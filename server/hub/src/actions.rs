//! What is sent back to channels: orders are cancelled, shipped and given their fiscal documents.
//!
//! What a person asks for is kept first, as a row, and then done by a job of its own that looks before
//! it acts. However often it is pressed, started again or replayed, it happens once: the form's press is
//! unique, so is the open action of one kind for one part of an order, and an attempt whose answer was
//! lost is looked for before it is repeated.

mod ask;
mod check;
mod decide;
mod job;
mod look;
mod plan;
mod work;

pub use ask::{CancelForm, InvoiceForm, ShipForm, cancel, close, invoice, look_again, may_do, ship};
pub(crate) use ask::{close_in, look_again_in};
pub(crate) use job::{put_off, run};
pub use look::{Options, label, options};
pub use plan::{MOST_OF_A_PLAN, PlanForm, PlanRow, apply, find as plan, look_at as plan_bulk, picked};
pub(crate) use plan::{give_up as give_up_plan, run as look_at_plan};

// Pages draw forms from these.
pub use connector_kit::{
    CancelChoices, Carrier, CarrierChoice, ConnectorError, Handover, HandoverHow, InvoicePlace, LabelPlace,
    Parcel, ParcelLine, ShipChoices, Shipment, ShippingView, Standing, Wanted,
};

use crate::{HubError, auth::OrgCx, permit::View};
use domain::{OrderId, view::actions::ActionView};

/// What a channel was asked to do with an order, the newest first.
///
/// # Errors
/// [`Fault::NotFound`](domain::Fault::NotFound).
pub async fn of_order(cx: &OrgCx<View>, order: OrderId) -> Result<Vec<ActionView>, HubError> {
    let mut tx = cx.begin().await?;
    store::actions::target(&mut tx, order).await?;
    Ok(store::actions::of_order(&mut tx, order).await?)
}
