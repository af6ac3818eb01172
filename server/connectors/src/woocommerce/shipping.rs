//! Telling of shipments: by order fulfilments where the shop has them, else by a note and the status.

mod left;

use super::{
    fulfilments::{self, Fulfilment},
    notes,
    one::{self, One, Stage, Told},
};
use connector_kit::{
    Advice, CarrierChoice, Conn, ConnectorError, Parcel, ParcelLine, ShipAsk, ShipChoices, Shipment,
    ShippingView, Standing, Wanted,
};
use domain::{Obstacle, UpstreamKind};
use left::Left;

const COMPLETED: &str = "completed";

/// What is known of an order's goods.
struct Seen {
    order: One,
    left: Left,
    /// `None` where the shop has them switched off.
    fulfilments: Option<Vec<Fulfilment>>,
}

pub(super) async fn look(conn: &Conn, key: &str) -> Result<ShippingView, ConnectorError> {
    Ok(seen(conn, key).await?.map_or_else(|| ShippingView::closed(Obstacle::NotFound), |seen| seen.view()))
}

pub(super) async fn ship(conn: &Conn, ask: &ShipAsk) -> Result<(), ConnectorError> {
    let seen = seen(conn, &ask.order).await?.ok_or_else(one::absent)?;
    match &seen.fulfilments {
        Some(all) => by_fulfilment(conn, ask, &seen, all).await,
        None => by_note(conn, ask, &seen.order).await,
    }
}

async fn seen(conn: &Conn, key: &str) -> Result<Option<Seen>, ConnectorError> {
    let Some(order) = one::read(conn, key).await? else { return Ok(None) };
    let fulfilments = match fulfilments::read(conn, order.id).await {
        // They take the right to manage the shop, orders do not. Where the order has none, they may as well be
        // switched off.
        Err(error) if error.kind == UpstreamKind::Permission && !order.has_fulfilments => None,
        read => read?,
    };
    let left = left::read(conn, &order, fulfilments.as_deref().unwrap_or_default()).await?;
    Ok(Some(Seen { order, left, fulfilments }))
}

impl Seen {
    fn view(&self) -> ShippingView {
        let fulfilments = self.fulfilments.as_deref().unwrap_or_default();
        let parcel = self.order.id.to_string();
        let half_done = self.half_done().map(|last| last.id);
        let is_shown = |known: &&Fulfilment| known.is_fulfilled && Some(known.id) != half_done;
        let left_as = fulfilments.iter().filter(is_shown).map(|known| known.shipment(&parcel));
        let told = self.order.told.iter().map(|told| told.shipment.clone());
        ShippingView { parcels: self.parcels(fulfilments), shipments: told.chain(left_as).collect() }
    }

    /// The shipment of Orion's with which all has left, while the order was not completed after it. The act is not
    /// over: it shows as one that was not done, so that it is repeated. That makes no second shipment, for the
    /// shipment carries the attempt's key.
    fn half_done(&self) -> Option<&Fulfilment> {
        let all = self.fulfilments.as_deref()?;
        let last = all.last()?;
        let has_left = self.left.is_none() && all.iter().all(|known| known.is_fulfilled);
        // One that was completed was set back by somebody, and stays so.
        let is_to_complete = self.order.stage == Stage::ToShip
            && !self.order.was_completed
            && last.key.is_some()
            && last.key != self.order.stays;
        (has_left && is_to_complete && !self.left.lines_of(&last.items).is_empty()).then_some(last)
    }

    fn parcels(&self, fulfilments: &[Fulfilment]) -> Vec<Parcel> {
        let key = self.order.id.to_string();
        let whole = |standing, lines| Parcel { key: key.clone(), standing, lines };
        let obstacle = match self.order.stage {
            Stage::ToShip => None,
            Stage::Shipped => return vec![whole(Standing::Done, Vec::new())],
            stage => Some(obstacle(stage)),
        };
        if let Some(obstacle) = obstacle {
            return vec![whole(Standing::Closed(obstacle), Vec::new())];
        }
        if let Some(last) = self.half_done() {
            return vec![whole(Standing::Open(self.choices()), self.left.lines_of(&last.items))];
        }
        // Somebody is packing it in the shop, and decides there when it leaves.
        let draft = |draft: &Fulfilment| Parcel {
            key: format!("draft-{}", draft.id),
            standing: Standing::Closed(Obstacle::ByHand),
            lines: self.left.lines_of(&draft.items),
        };
        let mut parcels: Vec<_> = fulfilments.iter().filter(|known| !known.is_fulfilled).map(draft).collect();
        let lines = self.left.lines();
        let has_left = fulfilments.iter().any(|known| known.is_fulfilled);
        match (lines.is_empty(), has_left) {
            (false, _) => parcels.insert(0, whole(Standing::Open(self.choices()), lines)),
            (true, true) => parcels.push(whole(Standing::Done, lines)),
            (true, false) if parcels.is_empty() => {
                parcels.push(whole(Standing::Closed(Obstacle::NoShipment), lines));
            }
            (true, false) => {}
        }
        parcels
    }

    fn choices(&self) -> ShipChoices {
        ShipChoices {
            by_lines: self.fulfilments.is_some(),
            tracking: Wanted::Optional,
            link: Wanted::Optional,
            carrier: CarrierChoice::Named(Wanted::Optional),
            handovers: Vec::new(),
            // Without them the shop writes to the buyer of the status, whatever is chosen.
            notifies: self.fulfilments.is_some(),
        }
    }
}

fn obstacle(stage: Stage) -> Obstacle {
    match stage {
        Stage::Unpaid => Obstacle::NotPaid,
        Stage::OnHold => Obstacle::OnHold,
        Stage::Cancelled | Stage::Binned => Obstacle::Cancelled,
        // It is over: the buyer has the money back.
        Stage::Refunded => Obstacle::TooLate,
        Stage::Draft => Obstacle::TooEarly,
        Stage::Shipped => Obstacle::Shipped,
        Stage::ToShip | Stage::Unknown => Obstacle::UnknownState,
    }
}

async fn by_fulfilment(
    conn: &Conn,
    ask: &ShipAsk,
    seen: &Seen,
    all: &[Fulfilment],
) -> Result<(), ConnectorError> {
    let Seen { order, left, .. } = seen;
    let key = ask.key.to_string();
    let is_known = |all: &[Fulfilment]| all.iter().any(|known| known.key.as_ref() == Some(&key));
    // Somebody took the first ask back and asks for the same again.
    let half_done = seen.half_done().filter(|last| says_the_same(ask, last));
    let mut is_all = left.is_none();
    if !is_known(all) && half_done.is_none() {
        open(order, ask)?;
        // The shop takes more than was bought.
        let items = left.items(&ask.lines)?;
        if let Err(error) = fulfilments::make(conn, order.id, ask, &items).await {
            // Where only the answer was lost, the rest of the act is done at once.
            let is_open = error.advice == Advice::Retry;
            let now = if is_open { fulfilments::read(conn, order.id).await } else { Ok(None) };
            if !now.is_ok_and(|now| now.is_some_and(|now| is_known(&now))) {
                return Err(error);
            }
        }
        is_all = left.is_none_without(&items);
    }
    let has_drafts = all.iter().any(|known| !known.is_fulfilled);
    if order.stage == Stage::ToShip && is_all && !has_drafts {
        let attempt = half_done.and_then(|last| last.key.as_deref()).unwrap_or(&key);
        complete(conn, order, attempt).await.map_err(in_the_middle)?;
    }
    Ok(())
}

/// The shop leaves the status as it is. Merchants, reports and the mails to buyers go by it: an order of which all
/// has left is a completed one.
async fn complete(conn: &Conn, order: &One, attempt: &str) -> Result<(), ConnectorError> {
    match one::set_status(conn, order.id, COMPLETED, None).await {
        // A plugin may lead it on to a status of its own.
        Ok(status) if status != order.status => return Ok(()),
        Err(error) if error.advice != Advice::Never => return Err(error),
        _ => {}
    }
    // What was asked for is done; that the status stays does not undo it, and is not tried for ever.
    match one::keep_that_it_stays(conn, order.id, attempt).await {
        Err(error) if error.advice != Advice::Never => Err(error),
        _ => Ok(()),
    }
}

/// The error of the second of two changes, in kinds that do not say that nothing was done.
fn in_the_middle(error: ConnectorError) -> ConnectorError {
    match error.kind {
        UpstreamKind::RateLimit | UpstreamKind::Dns | UpstreamKind::Tls | UpstreamKind::BlockedAddress => {
            let detail = format!("the shipment is told, the order not completed ({})", error.detail);
            ConnectorError { kind: UpstreamKind::Server, detail, ..error }
        }
        _ => error,
    }
}

/// Whether an ask says nothing that a shipment does not say.
fn says_the_same(ask: &ShipAsk, shipment: &Fulfilment) -> bool {
    let signs = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    let parts =
        [(&ask.carrier, &shipment.carrier), (&ask.tracking, &shipment.tracking), (&ask.link, &shipment.link)];
    parts.into_iter().all(|(asked, told)| {
        let asked = asked.as_deref().map(signs).filter(|asked| !asked.is_empty());
        asked.is_none_or(|asked| told.as_deref().map(signs) == Some(asked))
    })
}

/// The note first: the status ends the order, and one that is ended without the note is not shipped again.
/// What was told goes with the status, in one write.
async fn by_note(conn: &Conn, ask: &ShipAsk, order: &One) -> Result<(), ConnectorError> {
    let key = ask.key.to_string();
    if order.told.as_ref().is_some_and(|told| told.key == key) && order.stage != Stage::ToShip {
        return Ok(());
    }
    open(order, ask)?;
    if !ask.lines.is_empty() {
        return Err(one::refused("without order fulfilments the shop ships whole orders"));
    }
    notes::write(conn, order.id, ask).await?;
    let shipment = Shipment {
        key: key.clone(),
        parcel: Some(ask.parcel.clone()),
        carrier: one::sent(ask.carrier.as_ref(), 200),
        tracking: one::sent(ask.tracking.as_ref(), 200),
        link: one::sent(ask.link.as_ref(), 1_000),
    };
    let kept = one::kept(&Told { key, shipment });
    let status = one::set_status(conn, order.id, COMPLETED, Some(kept)).await.map_err(in_the_middle)?;
    // A plugin may lead it on to a status of its own.
    if status == order.status {
        let detail = format!("the shop answered with the status {status:?}");
        return Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail));
    }
    Ok(())
}

/// That the order is one to be shipped, and the parcel is the order's.
fn open(order: &One, ask: &ShipAsk) -> Result<(), ConnectorError> {
    if order.stage != Stage::ToShip {
        return Err(one::refused(format!("an order in the status {:?} is not shipped", order.status)));
    }
    if ask.parcel != order.id.to_string() {
        return Err(one::refused("the order has no such parcel"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
