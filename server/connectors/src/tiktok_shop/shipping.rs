//! Telling of shipments. The merchant's own ones have a carrier of the platform's list and a tracking number;
//! what the platform's carriers take is handed over in one of the ways that they offer.

use super::{
    answer, carriers, one,
    one::{Order, Piece, Stage, Transport},
    parcels::{self, PackageState},
    session::{self, Ask},
};
use chrono::DateTime;
use connector_kit::{
    Advice, CarrierChoice, Conn, ConnectorError, Handover, HandoverHow, Parcel, ShipAsk, ShipChoices,
    ShippingView, Standing, Wanted,
    lenient::{Flag, Items, Object, Text, is_id},
};
use domain::{Obstacle, UpstreamKind};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

/// Packages whose ways of handing over are asked for: more than a split order has.
const MOST_ASKED: usize = 20;

const DROP_OFF: &str = "DROP_OFF";
const PICKUP: &str = "PICKUP";

pub(super) async fn look(conn: &Conn, key: &str) -> Result<ShippingView, ConnectorError> {
    let Some(order) = one::read(conn, key).await? else {
        return Ok(ShippingView::closed(Obstacle::NotFound));
    };
    let mut view = view(&order);
    let (mut own, mut asked) = (None, 0);
    for parcel in view.parcels.iter_mut().filter(|parcel| matches!(parcel.standing, Standing::Open(_))) {
        parcel.standing = if order.transport != Transport::Merchant {
            asked += 1;
            // What was not asked for is not known: the rest comes into view as the first ones leave.
            if asked > MOST_ASKED {
                Standing::Closed(Obstacle::UnknownState)
            } else {
                settled(of_platform(conn, &order, &parcel.key).await)?
            }
        } else if let Some(known) = &own {
            Standing::clone(known)
        } else {
            own.insert(settled(of_merchant(conn, &order).await)?).clone()
        };
    }
    Ok(view)
}

/// How a package can be shipped, once that was asked for. A refusal to tell it is about the package alone.
///
/// # Errors
/// What is about the connection.
fn settled(
    told: Result<Standing<ShipChoices>, ConnectorError>,
) -> Result<Standing<ShipChoices>, ConnectorError> {
    let error = match told {
        Ok(standing) => return Ok(standing),
        Err(error) => error,
    };
    match (error.kind, error.advice) {
        (UpstreamKind::Permission, Advice::Never) => Ok(Standing::Closed(Obstacle::ByHand)),
        (UpstreamKind::Rejected | UpstreamKind::NotFound, Advice::Never) => {
            Ok(Standing::Closed(Obstacle::UnknownState))
        }
        _ => Err(error),
    }
}

/// The order's packages. What is open lacks its choices yet.
fn view(order: &Order) -> ShippingView {
    if let Some(obstacle) = order.obstacle() {
        return ShippingView::closed(obstacle);
    }
    let mut view = ShippingView::default();
    for package in &order.packages {
        let state = parcels::state(order, package);
        if matches!(state, PackageState::Changing | PackageState::Arranged | PackageState::Gone) {
            view.shipments.push(parcels::shipment(order, package, state));
        }
        view.parcels.push(Parcel {
            key: package.clone(),
            lines: match state {
                PackageState::ToShip => parcels::lines(order.pieces_of(package)),
                _ => Vec::new(),
            },
            standing: standing(order, state),
        });
    }
    let loose: Vec<&Piece> =
        order.pieces.iter().filter(|piece| piece.package.is_none() && !piece.is_cancelled()).collect();
    if order.packages.is_empty() || order.names_packages() && !loose.is_empty() {
        let lines = parcels::lines(loose.into_iter());
        view.parcels.push(Parcel { key: order.id.clone(), standing: unpacked(order), lines });
    }
    view
}

/// Of goods that have no package.
fn unpacked(order: &Order) -> Standing<ShipChoices> {
    if !matches!(order.stage, Stage::ToShip | Stage::PartlyShipped) {
        return Standing::Done;
    }
    match standing(order, PackageState::ToShip) {
        // Everywhere else the platform makes the package, soon after payment.
        Standing::Open(_) if !order.is_packed_when_shipped() => Standing::Closed(Obstacle::TooEarly),
        // The platform's label is bought first, which is done in its pages.
        Standing::Open(_) if order.transport == Transport::Platform => Standing::Closed(Obstacle::ByHand),
        other => other,
    }
}

fn standing(order: &Order, state: PackageState) -> Standing<ShipChoices> {
    match state {
        PackageState::Arranged | PackageState::Gone => Standing::Done,
        PackageState::Changing => Standing::Underway,
        PackageState::Closed(obstacle) => Standing::Closed(obstacle),
        PackageState::ToShip => match order.transport {
            Transport::Unknown | Transport::Warehouse => Standing::Closed(Obstacle::UnknownState),
            // In the United States shipping turns the buyer's wish down; elsewhere it is refused.
            _ if order.is_buyer_cancelling && order.region.as_deref() != Some("US") => {
                Standing::Closed(Obstacle::InDispute)
            }
            _ if order.is_brazilian() && order.document == one::Document::Needed => {
                Standing::Closed(Obstacle::InvoiceFirst)
            }
            // What is told of the package is told of the other orders in it too.
            _ if order.is_combined => Standing::Closed(Obstacle::ByHand),
            Transport::Platform | Transport::Merchant => Standing::Open(ShipChoices::default()),
        },
    }
}

async fn of_merchant(conn: &Conn, order: &Order) -> Result<Standing<ShipChoices>, ConnectorError> {
    let carriers = carriers::of(conn, order).await?;
    if carriers.is_empty() {
        return Ok(Standing::Closed(Obstacle::ByHand));
    }
    Ok(Standing::Open(ShipChoices {
        tracking: Wanted::Required,
        carrier: CarrierChoice::OneOf(carriers),
        ..ShipChoices::default()
    }))
}

async fn of_platform(
    conn: &Conn,
    order: &Order,
    package: &str,
) -> Result<Standing<ShipChoices>, ConnectorError> {
    let path = format!("/fulfillment/202309/packages/{package}/handover_time_slots");
    let reply = session::send(conn, &Ask::get(path)).await?;
    let Object(ways) = answer::data_for_act(conn, &reply)?;
    Ok(offered(order, handovers(&ways)))
}

/// South-East Asia hands over as the warehouse is set, and has nothing to choose; elsewhere one way must be named.
fn offered(order: &Order, handovers: Vec<Handover>) -> Standing<ShipChoices> {
    if handovers.is_empty() && !order.is_south_east_asian() {
        return Standing::Closed(Obstacle::TooEarly);
    }
    Standing::Open(ShipChoices { handovers, ..ShipChoices::default() })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ways<'a> {
    can_drop_off: Flag,
    #[serde(borrow)]
    pickup_slots: Items<Object<Slot<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Slot<'a> {
    #[serde(borrow)]
    start_time: Text<'a>,
    #[serde(borrow)]
    end_time: Text<'a>,
    /// Spelled so by the platform.
    #[serde(borrow, alias = "available")]
    avaliable: Text<'a>,
}

fn handovers(ways: &Ways<'_>) -> Vec<Handover> {
    let slot = |Object(slot): &Object<Slot<'_>>| {
        let (from, until) = (seconds(&slot.start_time)?, seconds(&slot.end_time)?);
        let is_free = !matches!(slot.avaliable.as_str(), Some("false" | "0"));
        let how = HandoverHow::Pickup {
            from: DateTime::from_timestamp(from, 0)?,
            until: DateTime::from_timestamp(until, 0)?,
        };
        (is_free && from < until).then(|| Handover { key: format!("{PICKUP}:{from}:{until}"), how })
    };
    let pickups = ways.pickup_slots.list.iter().filter_map(slot);
    let drop_off =
        ways.can_drop_off.0.then(|| Handover { key: DROP_OFF.to_owned(), how: HandoverHow::DropOff });
    drop_off.into_iter().chain(pickups).collect()
}

fn seconds(text: &Text<'_>) -> Option<i64> {
    text.as_str()?.parse().ok().filter(|seconds| *seconds > 0)
}

pub(super) async fn ship(conn: &Conn, ask: &ShipAsk) -> Result<(), ConnectorError> {
    if !is_id(&ask.order) || !is_id(&ask.parcel) {
        return Err(ConnectorError::new(
            UpstreamKind::NotFound,
            Advice::Never,
            "the shop has no such package",
        ));
    }
    let body =
        body(ask).map_err(|detail| ConnectorError::new(UpstreamKind::Rejected, Advice::Never, detail))?;
    let path = if is_unpacked(ask) {
        format!("/fulfillment/202309/orders/{}/packages", ask.order)
    } else {
        format!("/fulfillment/202309/packages/{}/ship", ask.parcel)
    };
    let reply = session::send(conn, &Ask::post(path, &body)).await?;
    answer::data_for_act::<&RawValue>(conn, &reply).map(drop)
}

/// Whether the goods have no package yet: they go by the order's id.
fn is_unpacked(ask: &ShipAsk) -> bool {
    ask.parcel == ask.order
}

/// # Errors
/// What is missing, or not as it was offered.
fn body(ask: &ShipAsk) -> Result<Value, &'static str> {
    if !ask.lines.is_empty() {
        return Err("a package is shipped as a whole");
    }
    let own = match (&ask.tracking, &ask.carrier) {
        (None, None) => None,
        (Some(tracking), Some(carrier)) if !tracking.trim().is_empty() && is_id(carrier) => {
            Some(json!({ "tracking_number": tracking.trim(), "shipping_provider_id": carrier }))
        }
        _ => return Err("a tracking number and a carrier of the platform's list go together"),
    };
    match (own, ask.handover.as_deref()) {
        (Some(own), None) if is_unpacked(ask) => Ok(own),
        (None, _) if is_unpacked(ask) => Err("a tracking number and a carrier are needed"),
        (Some(own), None) => Ok(json!({ "self_shipment": own })),
        (Some(_), Some(_)) => Err("what is handed over has no tracking number of the merchant's"),
        (None, None) => Ok(json!({})),
        (None, Some(DROP_OFF)) => Ok(json!({ "handover_method": DROP_OFF })),
        (None, Some(key)) => {
            let slot = key
                .strip_prefix(PICKUP)
                .and_then(|rest| rest.strip_prefix(':'))
                .and_then(|rest| rest.split_once(':'));
            let slot =
                slot.and_then(|(from, until)| Some((from.parse::<i64>().ok()?, until.parse::<i64>().ok()?)));
            let (from, until) = slot.ok_or("not a way of handing over that was offered")?;
            Ok(json!({ "handover_method": PICKUP, "pickup_slot": { "start_time": from, "end_time": until } }))
        }
    }
}

#[cfg(test)]
mod tests;
