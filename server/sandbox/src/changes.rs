//! What a merchant or a buyer does to orders, by Rust call or by the control API.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Error;
use crate::mercadolivre;
use crate::options::Platform;
use crate::order::{Line, Order, Refund, part_id};
use crate::shop::Shop;

/// A new order: the generated one at the next place, with what is given put over it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewOrder {
    pub status: Option<String>,
    pub lines: Vec<NewLine>,
    pub email: Option<String>,
    pub note: Option<String>,
    /// Seconds since 1970; the present if absent.
    pub created: Option<i64>,
    /// Whether the merchant ships it, where the platform has carriers of its own.
    pub own_delivery: bool,
    /// JSON merge patch over the rendered order.
    pub overlay: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct NewLine {
    pub sku: Option<String>,
    pub name: String,
    #[serde(default = "one")]
    pub quantity: i64,
    /// Cents for one piece.
    pub price: i64,
}

fn one() -> i64 {
    1
}

/// A change of an order; what is absent stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderChange {
    pub status: Option<String>,
    pub email: Option<String>,
    pub note: Option<String>,
    pub overlay: Option<Value>,
    /// Leave the modified time as it is, as plugins do that write the database directly.
    pub silent: bool,
}

/// An order in short, as the control API lists it.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    pub id: u64,
    pub status: String,
    /// Seconds since 1970.
    pub created: i64,
    pub modified: i64,
    pub customer: String,
    /// Cents of BRL.
    pub total: i64,
    pub refunded: i64,
    pub paid: bool,
}

impl From<&Order> for Summary {
    fn from(order: &Order) -> Self {
        Self {
            id: order.id,
            status: order.status.to_string(),
            created: order.created,
            modified: order.modified,
            customer: order.full_name(),
            total: order.total(),
            refunded: order.refunded(),
            paid: order.paid.is_some(),
        }
    }
}

impl Shop {
    /// Adds an order and returns its id.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a quantity below 1.
    pub fn create(&self, new: NewOrder) -> Result<u64, Error> {
        if new.lines.iter().any(|line| line.quantity < 1) {
            return Err(Error::Invalid("quantity must be at least 1".into()));
        }
        let now = new.created.unwrap_or_else(|| self.now());
        let mut book = self.write();
        let mut order = book.draft();
        order.created = now;
        order.modified = now;
        order.refunds.clear();
        order.own_delivery = new.own_delivery;
        (order.paid, order.completed, order.cancelled) = (None, None, None);
        order.overlay = new.overlay;
        if !new.lines.is_empty() {
            let line = |(at, line): (usize, NewLine)| Line {
                id: part_id(order.id, at as u64 + 1),
                product: None,
                sku: line.sku.map(Into::into),
                name: line.name.into(),
                variant: "".into(),
                quantity: line.quantity,
                subtotal: line.price * line.quantity,
                total: line.price * line.quantity,
                tax: 0,
            };
            order.lines = new.lines.into_iter().enumerate().map(line).collect();
            (order.coupon, order.fee) = (None, None);
        }
        if let Some(email) = new.email {
            order.buyer.email = email;
        }
        if let Some(note) = new.note {
            order.note = note.into();
        }
        set_status(&mut order, new.status.unwrap_or_else(|| "processing".to_owned()), now);
        let id = order.id;
        book.put(order);
        Ok(id)
    }

    /// Changes an order.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn change(&self, id: u64, change: OrderChange) -> Result<(), Error> {
        let now = self.now();
        self.edit(id, !change.silent, |order| {
            if let Some(status) = change.status {
                set_status(order, status, now);
            }
            if let Some(email) = change.email {
                order.buyer.email = email;
            }
            if let Some(note) = change.note {
                order.note = note.into();
            }
            if change.overlay.is_some() {
                order.overlay = change.overlay;
            }
            Ok(())
        })
    }

    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn pay(&self, id: u64) -> Result<(), Error> {
        self.change(id, OrderChange { status: Some("processing".into()), ..OrderChange::default() })
    }

    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn cancel(&self, id: u64) -> Result<(), Error> {
        self.change(id, OrderChange { status: Some("cancelled".into()), ..OrderChange::default() })
    }

    /// The platform looks at the fiscal documents that it has not judged yet.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn judge_invoices(&self, id: u64, accepted: bool) -> Result<(), Error> {
        self.edit(id, true, |order| {
            let waiting = order.invoices.iter_mut().filter(|invoice| invoice.accepted.is_none());
            waiting.for_each(|invoice| invoice.accepted = Some(accepted));
            Ok(())
        })
    }

    /// Moves the modified time and nothing else.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`].
    pub fn touch(&self, id: u64) -> Result<(), Error> {
        self.change(id, OrderChange::default())
    }

    /// Gives back `amount` cents, or all that is left.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`]; [`Error::Invalid`] if nothing or less than `amount` is left.
    pub fn refund(&self, id: u64, amount: Option<i64>, reason: &str) -> Result<(), Error> {
        let now = self.now();
        self.edit(id, true, |order| {
            let left = order.total() - order.refunded();
            let amount = amount.unwrap_or(left);
            if amount < 1 || amount > left {
                return Err(Error::Invalid(format!("cannot refund {amount} of {left} cents")));
            }
            order.refunds.push(Refund {
                id: part_id(order.id, 900 + order.refunds.len() as u64),
                reason: reason.to_owned().into(),
                amount,
                created: now,
            });
            if amount == left {
                order.status = "refunded".into();
            }
            Ok(())
        })
    }

    /// A copy of an order as it stands.
    pub fn order(&self, id: u64) -> Option<Order> {
        self.read().find(id).map(std::borrow::Cow::into_owned)
    }

    /// The orders modified last, newest first.
    pub fn recent(&self, limit: usize) -> Vec<Summary> {
        let book = self.read();
        let (_, slots) = book.page(&Default::default(), crate::book::Sort::Modified, false, 0, limit);
        slots.into_iter().map(|slot| Summary::from(&*book.order(slot))).collect()
    }

    pub fn order_count(&self) -> usize {
        self.read().len()
    }

    /// Orders that the platform lists: Mercado Livre leaves cancelled ones out.
    pub fn listed(&self) -> usize {
        let book = self.read();
        let is_listed = |slot: &u32| mercadolivre::is_listed(&book.order(*slot));
        match self.platform() {
            Platform::Mercadolivre => (0..book.len() as u32).filter(is_listed).count(),
            _ => book.len(),
        }
    }

    /// Changes an order as a whole, and moves its modified time if `touch`.
    ///
    /// # Errors
    /// [`Error::UnknownOrder`], and what `change` refuses.
    pub(crate) fn edit(
        &self,
        id: u64,
        touch: bool,
        change: impl FnOnce(&mut Order) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut book = self.write();
        let mut order = book.find(id).ok_or(Error::UnknownOrder(id))?.into_owned();
        change(&mut order)?;
        if touch {
            order.modified = self.now();
        }
        book.put(order);
        Ok(())
    }
}

/// Sets a status and the times that follow from it.
fn set_status(order: &mut Order, status: String, now: i64) {
    match status.as_str() {
        "processing" | "completed" => {
            order.paid = order.paid.or(Some(now));
            order.completed = (status == "completed").then_some(now);
            order.cancelled = None;
        }
        "cancelled" => order.cancelled = Some(now),
        // What was paid once stays paid, whatever status follows.
        "pending" | "on-hold" | "failed" => (order.completed, order.cancelled) = (None, None),
        _ => {}
    }
    order.status = status.into();
}
