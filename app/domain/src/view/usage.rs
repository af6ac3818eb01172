//! What a company uses of its plan.

use crate::{Limits, Meter, PlanCode, PlanSource, Quota, SyncKind};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One entry of the usage ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageEntry {
    pub meter: Meter,
    /// Unlike that of any other entry of the meter.
    pub key: String,
    pub quantity: i64,
    /// What used it: `validation` or `run`.
    pub cause: String,
    /// While that is kept, which is not as long as the ledger.
    pub cause_id: Option<Uuid>,
    /// Likewise: of which sheet the check is, or of which connection the run.
    pub name: Option<String>,
    /// Likewise: what the run read.
    pub run_kind: Option<SyncKind>,
    pub at: DateTime<Utc>,
}

/// What is used of one quota now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaUse {
    pub quota: Quota,
    /// `None` is without limit.
    pub limit: Option<i64>,
    /// Of the month, or as of now for what is not counted by month.
    pub used: i64,
    /// Since the company's midnight; none for what is not counted by month.
    pub today: Option<i64>,
    /// The day on which the limit is reached if the rest of the month is like what passed of it.
    pub reached_on: Option<NaiveDate>,
    /// Orders that wait for room.
    pub parked: i64,
    /// Connections of demo stores, which take no place.
    pub uncounted: i64,
}

/// Orders of the month where the plan includes few more, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOrders {
    /// That were counted.
    pub used: u64,
    /// That the plan includes.
    pub limit: u64,
    /// That are kept, and no sales before there is room.
    pub waiting: u64,
    /// The first day of the next month, when counting begins anew.
    pub anew_on: NaiveDate,
}

/// A company's plan and what is used of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanUse {
    pub plan: PlanCode,
    pub source: PlanSource,
    pub limits: Limits,
    /// Records beyond the plan are paid for one by one.
    pub overage: bool,
    pub quotas: Vec<QuotaUse>,
    /// The first day of the next month, when what is counted by month begins anew.
    pub anew_on: NaiveDate,
}

/// What another plan includes less of, or less than is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smaller {
    pub quota: Quota,
    pub limit: i64,
    /// What is included now; `None` without limit.
    pub now: Option<i64>,
    pub used: i64,
    /// Names of the connections that stand still with it.
    pub stopping: Vec<String>,
}

impl Smaller {
    /// Whether more is here than it includes. Of history it is not known how much there is.
    pub fn is_over(&self) -> bool {
        self.quota != Quota::HistoryDays && self.used > self.limit
    }
}
