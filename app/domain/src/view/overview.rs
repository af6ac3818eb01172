//! The first page after sign-in: today, the last 30 days, and what needs attention.

use super::orders::Channel;
use crate::{Badge, ConnectionId, ConnectionStatus, Currency, Money, SyncRunId, SyncState};
use chrono::{DateTime, NaiveDate, Utc};

/// Days that the overview looks back, today included.
pub const OVERVIEW_DAYS: u64 = 30;

/// Sales of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SalesFigure {
    /// All sales placed, whatever their currency, without test orders.
    pub count: i64,
    /// Of these, the paid ones.
    pub paid_count: i64,
    /// Test orders, which lists of sales show as well.
    pub test_count: i64,
    /// Paid sales of one currency less what was given back.
    pub revenue: Money,
}

impl SalesFigure {
    pub fn zero(currency: Currency) -> Self {
        Self { count: 0, paid_count: 0, test_count: 0, revenue: Money::zero(currency) }
    }
}

/// One day of one connection in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySales {
    pub day: NaiveDate,
    pub connection: ConnectionId,
    pub figure: SalesFigure,
}

/// What the overview shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The day that is now in the organisation's zone.
    pub today: NaiveDate,
    /// Sales of today; revenue in the organisation's currency, here and below.
    pub today_sales: SalesFigure,
    /// Of the last 30 days.
    pub period_sales: SalesFigure,
    /// Of the last 30 days those in other currencies, one entry for each.
    pub other_currencies: Vec<SalesFigure>,
    /// One entry for each of the 30 days, oldest first.
    pub days: Vec<(NaiveDate, SalesFigure)>,
    /// Today by connection, the highest revenue first.
    pub today_by_channel: Vec<(Channel, SalesFigure)>,
    /// The 30 days by connection, the highest revenue first.
    pub by_channel: Vec<(Channel, SalesFigure)>,
    pub connections: Vec<ConnectionHealth>,
    pub attention: Attention,
}

/// The state of a connection in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionHealth {
    pub channel: Channel,
    /// The class of the platform's problem, while there is one.
    pub problem: Option<String>,
    pub problem_since: Option<DateTime<Utc>>,
    pub last_success_at: Option<DateTime<Utc>>,
    /// A run that is under way or waits.
    pub open_run: Option<SyncRunId>,
    /// The last run that is over, if it did not go well.
    pub bad_run: Option<BadRun>,
}

impl ConnectionHealth {
    pub const fn badge(&self) -> Badge {
        Badge::of(self.channel.status, self.open_run.is_some(), self.problem.is_some())
    }

    /// Whether somebody has to do something about it.
    pub const fn needs_hand(&self) -> bool {
        matches!(self.channel.status, ConnectionStatus::Error | ConnectionStatus::NeedsReauth)
    }
}

/// A run that failed or left records out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadRun {
    pub run: SyncRunId,
    pub state: SyncState,
    /// Records that failed.
    pub failed: i64,
    pub finished_at: Option<DateTime<Utc>>,
}

/// Things that wait for a hand. Counts stop at [`Attention::CAP`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attention {
    /// SKUs that channels sell and the catalogue does not know.
    pub unknown_skus: i64,
    /// Records of channels that could not be taken.
    pub failed_records: i64,
    /// Alerts that are open and not muted.
    pub open_alerts: i64,
}

impl Attention {
    /// The highest count; it stands for itself and more.
    pub const CAP: i64 = 100;
}
