//! What channels were asked to do with orders, and what bulk actions would do.

use crate::{
    ActionId, ActionKind, ActionState, CancelReason, ConnectionId, MoneyBack, OrderId, PlanId, PlanState,
    PlanVerdict,
};
use chrono::{DateTime, Utc};

/// An action with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionView {
    pub id: ActionId,
    pub told: ActionTold,
    /// Which part of the order, by the channel's key; empty for all of it.
    pub part: String,
    pub state: ActionState,
    /// Why it waits or was refused: a code, and the channel's own words.
    pub problem: Option<(String, Option<String>)>,
    /// Who asked; `None` if that person is gone.
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
    /// When it is tried or looked for again.
    pub next_at: Option<DateTime<Utc>>,
}

/// What an action says to the channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ActionTold {
    Cancel {
        reason: Option<CancelReason>,
        /// Who gives the money back, where that was looked up.
        money: Option<MoneyBack>,
    },
    Ship {
        carrier: Option<String>,
        tracking: Option<String>,
        /// Pieces; `None` for all that was left.
        pieces: Option<u32>,
    },
    Invoice {
        /// 44 signs.
        access_key: String,
    },
}

impl ActionTold {
    pub const fn kind(&self) -> ActionKind {
        match self {
            Self::Cancel { .. } => ActionKind::Cancel,
            Self::Ship { .. } => ActionKind::Ship,
            Self::Invoice { .. } => ActionKind::Invoice,
        }
    }
}

/// A sale that was picked for a bulk action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    pub order: OrderId,
    pub number: i64,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    pub buyer_name: String,
    pub channel: String,
    pub platform: String,
}

/// A bulk action that was looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    pub id: PlanId,
    pub kind: ActionKind,
    pub state: PlanState,
    pub requested_by: Option<String>,
    pub created_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    /// When somebody ended the looking, and who; of a person who is gone, nobody knows the name.
    pub cancelled: Option<(DateTime<Utc>, Option<String>)>,
    /// In the order of the selection.
    pub items: Vec<PlanItem>,
}

impl PlanView {
    pub fn count(&self, verdict: PlanVerdict) -> usize {
        self.items.iter().filter(|item| item.verdict == verdict).count()
    }
}

/// What would become of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanItem {
    pub order: OrderId,
    pub number: i64,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    pub buyer_name: String,
    pub connection: ConnectionId,
    pub channel: String,
    pub platform: String,
    pub told: ActionTold,
    pub verdict: PlanVerdict,
    pub problem: Option<(String, Option<String>)>,
    /// What it became when the plan was applied.
    pub action: Option<(ActionId, ActionState)>,
}
