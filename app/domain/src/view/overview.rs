//! The first page after sign-in: how sales go, and what needs attention.

use super::{
    analytics::{ChannelSales, Days, ProductSales, RunningOut, SalesSum},
    first_hour::FirstHour,
    orders::Channel,
    usage::PlanOrders,
};
use crate::{Badge, ConnectionId, ConnectionStatus, OrderId, SyncRunId, SyncState};
use chrono::{DateTime, NaiveDate, Utc};

crate::code_enum! {
    /// How many days the overview is of, today included.
    pub enum OverviewSpan {
        Today = "1",
        Week = "7",
        Month = "30",
        Quarter = "90",
    }
}

impl OverviewSpan {
    pub const fn days(self) -> u32 {
        match self {
            Self::Today => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }
}

/// What the overview shows. Amounts are of the organisation's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The day that is now in the organisation's zone.
    pub today: NaiveDate,
    pub span: OverviewSpan,
    pub days: Days,
    /// The day of the first sale that is here; `None` without any.
    pub first_sale: Option<NaiveDate>,
    pub total: SalesSum,
    /// Of as many days before, up to the same time of the last one, whether or not they can be compared ([`Days::can_look_back`]).
    pub before: SalesSum,
    /// What was sold in other currencies, one entry for each.
    pub other_currencies: Vec<SalesSum>,
    /// By hour where it is of today alone, else by day; the oldest first.
    pub points: Vec<OverviewPoint>,
    /// By hour of the day, all days together; empty where the points are hours, or adding up takes longer than somebody waits.
    pub hours: Vec<SalesSum>,
    /// Likewise of as many days before, the last of them up to the hour that is now.
    pub hours_before: Vec<SalesSum>,
    /// By connection, the highest revenue first.
    pub channels: Vec<ChannelSales>,
    pub to_ship: ToShip,
    /// The products that brought most.
    pub best: Vec<ProductSales>,
    /// The products whose stock ends first.
    pub running_out: Vec<RunningOut>,
    /// Whether the catalogue holds any.
    pub has_products: bool,
    pub connections: Vec<ConnectionHealth>,
    pub attention: Attention,
    pub first_hour: FirstHour,
}

impl Overview {
    /// Products and sales that a list holds at most.
    pub const FEW: i64 = 5;
}

/// An hour or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverviewPoint {
    /// When it begins.
    pub at: DateTime<Utc>,
    pub now: SalesSum,
    /// The same hour or day of the time before, whole.
    pub before: SalesSum,
}

/// Sales that are paid, open, and not on their way yet, by how long ago they were placed: those of
/// [`FulfilmentFilter::ToShip`](super::orders::FulfilmentFilter::ToShip) whose channel is connected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToShip {
    /// Within a day, two days, up to [`ToShip::last_older_day`], and before that.
    pub ages: [i64; 4],
    /// Those that wait longest.
    pub oldest: Vec<WaitingSale>,
}

impl ToShip {
    pub fn total(&self) -> i64 {
        self.ages.iter().sum()
    }

    /// Those that wait for more than a week.
    pub const fn late(&self) -> i64 {
        self.ages[3]
    }

    /// The last day whose sales wait for more than a week as of `today`: whole days, as lists of sales are filtered by.
    pub fn last_older_day(today: NaiveDate) -> NaiveDate {
        today.checked_sub_days(chrono::Days::new(8)).unwrap_or(today)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingSale {
    pub id: OrderId,
    pub number: i64,
    pub connection: ConnectionId,
    pub buyer: String,
    pub placed_at: DateTime<Utc>,
}

/// The state of a connection in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionHealth {
    pub channel: Channel,
    /// The class of the platform's problem, while there is one.
    pub problem: Option<String>,
    pub problem_since: Option<DateTime<Utc>>,
    pub last_success_at: Option<DateTime<Utc>>,
    /// Up to when all its changes were read.
    pub complete_until: Option<DateTime<Utc>>,
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

    /// Whether it stands still because the plan includes fewer, and not because a person paused it.
    pub fn is_beyond_plan(&self) -> bool {
        self.channel.status == ConnectionStatus::Paused && self.problem.as_deref() == Some("plan_limit")
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
    /// Where few orders or none are left of the plan's month.
    pub plan: Option<PlanOrders>,
}

impl Attention {
    /// The highest count; it stands for itself and more.
    pub const CAP: i64 = 100;
}
