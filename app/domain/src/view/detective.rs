//! What became of an order that somebody asks for.

use crate::{
    CauseKind, ConnectionId, FailReason, Money, OrderId, SkipReason, SyncRunId, UpstreamKind, VerdictCode,
};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// What is known of one order at one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    pub connection: ConnectionId,
    pub connection_name: String,
    /// The id of the platform.
    pub platform: String,
    /// The channel's key of the order; empty where the channel has none, or could not be asked.
    pub external_id: String,
    pub verdict: OrderVerdict,
    /// Since when that holds.
    pub at: DateTime<Utc>,
    /// The sale that the order is, or that an earlier version of it was.
    pub sale: Option<ClueSale>,
    /// What happened to it until then, the oldest step first.
    pub history: Vec<HistoryStep>,
}

/// Steps of one order that are read, the last ones; messages that were not believed come beside them.
pub const MOST_STEPS: u16 = 100;

/// What a stage came to about an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryStep {
    pub at: DateTime<Utc>,
    pub code: VerdictCode,
    /// A code of [`SkipReason`], [`FailReason`], [`UpstreamKind`] or of why an event came to nothing.
    pub reason: Option<String>,
    /// What the connector or the database said, in English.
    pub detail: Option<String>,
    pub cause: StepCause,
}

/// What a step came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepCause {
    /// A kind of run; the run itself, if there was one and it is still listed.
    Run(CauseKind, Option<SyncRunId>),
    /// An event, if it is still kept.
    Event(Option<Uuid>),
    /// Somebody, by name where it is known.
    Person(Option<String>),
}

/// As much of a sale as tells it apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClueSale {
    pub id: OrderId,
    pub number: i64,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    pub buyer_name: String,
    pub placed_at: DateTime<Utc>,
    pub total: Money,
}

/// What became of an order: one of a closed list, so that every page has words for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderVerdict {
    Imported,
    /// Left out on purpose.
    Skipped {
        reason: SkipReason,
        run: SyncRunId,
    },
    /// Read, and it could not be taken.
    Refused {
        reason: FailReason,
        detail: String,
        run: SyncRunId,
    },
    /// It was told of or asked for, and it has not been read.
    Waiting {
        /// A person asked for it, and not the channel told of it.
        is_asked: bool,
        event: Uuid,
        due_at: DateTime<Utc>,
        /// Why the last try failed, and how many there were.
        problem: Option<String>,
        attempts: i32,
    },
    /// It was told of or asked for, and it could not be read however often that was tried.
    GivenUp {
        is_asked: bool,
        event: Uuid,
        problem: String,
    },
    /// A message spoke of it and was refused: the code says why its sender was not believed.
    NotBelieved {
        event: Uuid,
        problem: String,
    },
    /// The channel was asked just now: it has the order, which never came here.
    Missing {
        number: String,
        placed_at: Option<DateTime<Utc>>,
        total: Option<Money>,
    },
    /// The channel was asked just now: it has no such order.
    Absent,
    /// The channel could not be asked.
    Silent {
        problem: UpstreamKind,
    },
}

/// The topic of an event that a person caused by asking for an order.
pub const ASKED: &str = "orion/asked";

/// Whether a channel can be asked for a typed text as an order's number. Then it comes without a leading `#`.
pub fn order_number(text: &str) -> Option<&str> {
    const LONGEST: usize = 64;
    let number = text.trim().trim_start_matches('#').trim();
    let is_one = (1..=LONGEST).contains(&number.len())
        && number.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_./".contains(&sign))
        && number.bytes().any(|sign| sign.is_ascii_digit());
    is_one.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_an_orders_number_is_told_from_names_and_addresses() {
        for (text, number) in
            [(" #1042 ", "1042"), ("BR-77/2026", "BR-77/2026"), ("7b2d8b0c-1111", "7b2d8b0c-1111")]
        {
            assert_eq!(order_number(text), Some(number), "{text}");
        }
        let long = "9".repeat(65);
        for text in [
            "",
            "#",
            "Maria",
            "ana@example.com",
            "Rua 7",
            "1\u{0}2",
            "pedido nº 7",
            "1' or '1",
            long.as_str(),
        ] {
            assert_eq!(order_number(text), None, "{text}");
        }
    }
}
