//! What was written and does not show yet: the platform takes writes at once, and what becomes of them shows
//! later.

use std::borrow::Cow;
use std::sync::Mutex;

use crate::order::{Invoice, Order, Shipment};
use crate::shop::{Shop, locked};

#[derive(Default)]
pub(crate) struct Late(Mutex<State>);

#[derive(Default)]
struct State {
    /// For how many readings of an order a new write does not show.
    writes: u64,
    /// For how many more the delivery's status does not follow from it.
    statuses: u64,
    /// Oldest first.
    held: Vec<Held>,
}

/// Something written of an order that does not show, or not wholly.
struct Held {
    before: Before,
    /// How often the order was read since.
    readings: u64,
    writes: u64,
    statuses: u64,
}

/// What the merchant had told of an order before something was written.
pub(super) struct Before {
    order: u64,
    shipments: Vec<Shipment>,
    invoices: Vec<Invoice>,
}

impl Before {
    pub(super) fn of(order: &Order) -> Self {
        Self { order: order.id, shipments: order.shipments.clone(), invoices: order.invoices.clone() }
    }
}

impl Held {
    fn is_hidden(&self) -> bool {
        self.writes > 0 && self.readings <= self.writes
    }

    fn is_over(&self) -> bool {
        self.readings > self.writes + self.statuses
    }
}

impl Shop {
    /// Magalu: from now on, what is written does not show in this many readings of its order.
    pub fn delay_writes(&self, readings: u64) {
        locked(&self.late.0).writes = readings;
    }

    /// Magalu: from now on, a delivery's status does not follow in this many readings of its order after it
    /// shows what was written.
    pub fn delay_statuses(&self, readings: u64) {
        locked(&self.late.0).statuses = readings;
    }
}

/// Something was written.
pub(super) fn hold(shop: &Shop, before: Before) {
    let mut state = locked(&shop.late.0);
    let (writes, statuses) = (state.writes, state.statuses);
    if writes + statuses > 0 {
        state.held.push(Held { before, readings: 0, writes, statuses });
    }
}

/// The order is read.
pub(super) fn pass(shop: &Shop, order: u64) {
    let mut state = locked(&shop.late.0);
    state.held.iter_mut().filter(|held| held.before.order == order).for_each(|held| held.readings += 1);
    state.held.retain(|held| !held.is_over());
}

/// The order as it shows.
pub(super) fn shown<'o>(shop: &Shop, order: Cow<'o, Order>) -> Cow<'o, Order> {
    let state = locked(&shop.late.0);
    let id = order.id;
    let of_order = || state.held.iter().filter(|held| held.before.order == id);
    let Some(first) = of_order().next() else { return order };
    let mut order = order.into_owned();
    if let Some(Held { before, .. }) = of_order().find(|held| held.is_hidden()) {
        order.shipments.clone_from(&before.shipments);
        order.invoices.clone_from(&before.invoices);
    }
    // Goods that are told to have left are what the status follows from.
    let known: Vec<u64> = first.before.shipments.iter().map(|shipment| shipment.id).collect();
    let new = order.shipments.iter_mut().filter(|shipment| !known.contains(&shipment.id));
    new.for_each(|shipment| shipment.lines.clear());
    Cow::Owned(order)
}
