//! What is wrong, as it is found, kept and told.

use super::{expiry::ExpiryKind, orders::Channel, usage::PlanOrders};
use crate::{
    AlertHookId, AlertId, AlertKind, AlertLevel, AlertSeverity, CallClass, ConnectionId, HookFormat, JobKind,
    Meter,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Something wrong, with the figures that tell how badly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trouble {
    /// So many calls in a row failed, the last one so.
    ApiDown {
        failures: u64,
        class: CallClass,
        since: DateTime<Utc>,
    },
    /// Nineteen of twenty calls of the last hours took no longer.
    Slow {
        p95_ms: u64,
    },
    /// Calls of the last hours, and those of them that were refused.
    Limited {
        refused: u64,
        calls: u64,
    },
    /// Calls of the last whole hour, and how many the limit allows.
    NearLimit {
        calls: u64,
        most: u64,
    },
    Refused {
        since: DateTime<Utc>,
    },
    /// `about` is a version of an API; else it is empty.
    Expiring {
        what: ExpiryKind,
        at: DateTime<Utc>,
        about: String,
    },
    Scopes {
        missing: String,
    },
    /// When the registration was last looked at.
    Subscription {
        checked_at: DateTime<Utc>,
    },
    /// Since the last event, and sales that came meanwhile.
    EventsStopped {
        since: DateTime<Utc>,
        sales: u64,
    },
    /// Since the last sale, and how many the shop's own rhythm would have brought meanwhile.
    SalesStopped {
        since: DateTime<Utc>,
        expected: u64,
    },
    /// Orders that are not here, and the first hour of them.
    Gap {
        orders: u64,
        since: DateTime<Utc>,
    },
    /// Since when every run fails, though the platform is there.
    Failing {
        since: DateTime<Utc>,
    },
    /// The last check that went through, if one did, and the class of what is in its way.
    Unchecked {
        since: Option<DateTime<Utc>>,
        problem: String,
    },
    /// Jobs of a kind that are due, and since when the oldest of them is.
    JobStuck {
        job: JobKind,
        jobs: u64,
        since: DateTime<Utc>,
    },
    DeadLetter {
        job: JobKind,
        jobs: u64,
    },
    /// Calls of the last whole hour, and the most of an hour in the two weeks before.
    UnusualCalls {
        calls: u64,
        usual: u64,
    },
    /// What a month counts of a meter, and what its entries add up to.
    UsageDiffers {
        meter: Meter,
        month: NaiveDate,
        counted: u64,
        entered: u64,
    },
    PlanLimit(PlanOrders),
}

impl Trouble {
    pub const fn kind(&self) -> AlertKind {
        match self {
            Self::ApiDown { .. } => AlertKind::ApiDown,
            Self::Slow { .. } => AlertKind::Slow,
            Self::Limited { .. } => AlertKind::Limited,
            Self::NearLimit { .. } => AlertKind::NearLimit,
            Self::Refused { .. } => AlertKind::Refused,
            Self::Expiring { .. } => AlertKind::Expiring,
            Self::Scopes { .. } => AlertKind::Scopes,
            Self::Subscription { .. } => AlertKind::Subscription,
            Self::EventsStopped { .. } => AlertKind::EventsStopped,
            Self::SalesStopped { .. } => AlertKind::SalesStopped,
            Self::Gap { .. } => AlertKind::Gap,
            Self::Failing { .. } => AlertKind::Failing,
            Self::Unchecked { .. } => AlertKind::Unchecked,
            Self::JobStuck { .. } => AlertKind::JobStuck,
            Self::DeadLetter { .. } => AlertKind::DeadLetter,
            Self::UnusualCalls { .. } => AlertKind::UnusualCalls,
            Self::UsageDiffers { .. } => AlertKind::UsageDiffers,
            Self::PlanLimit(_) => AlertKind::PlanLimit,
        }
    }

    /// How bad it has become, from 1 on. Each growth is told once.
    pub fn stage(&self, now: DateTime<Utc>) -> i16 {
        let lasts = |since: DateTime<Utc>, second: i64, third: i64| {
            let hours = (now - since).num_hours();
            1 + i16::from(hours >= second) + i16::from(hours >= third)
        };
        match self {
            Self::ApiDown { since, .. } | Self::JobStuck { since, .. } => lasts(*since, 1, 6),
            Self::Refused { since } | Self::Failing { since } => lasts(*since, 24, 72),
            Self::Gap { orders, .. } => 1 + i16::from(*orders >= 10) + i16::from(*orders >= 100),
            Self::Expiring { at, .. } => {
                let left = *at - now;
                1 + i16::from(left < TimeDelta::days(7)) + i16::from(left < TimeDelta::days(1))
            }
            Self::SalesStopped { expected, .. } => {
                1 + i16::from(*expected >= 50) + i16::from(*expected >= 200)
            }
            Self::EventsStopped { sales, .. } => 1 + i16::from(*sales >= 50),
            Self::DeadLetter { jobs, .. } => 1 + i16::from(*jobs >= 10) + i16::from(*jobs >= 100),
            Self::PlanLimit(orders) => 1 + i16::from(orders.waiting > 0),
            Self::Slow { .. }
            | Self::Limited { .. }
            | Self::NearLimit { .. }
            | Self::Scopes { .. }
            | Self::Subscription { .. }
            | Self::Unchecked { .. }
            | Self::UnusualCalls { .. }
            | Self::UsageDiffers { .. } => 1,
        }
    }

    /// Whether sales are in danger, at a stage of [`Trouble::stage`].
    pub const fn severity(&self, stage: i16) -> AlertSeverity {
        match self {
            Self::ApiDown { .. }
            | Self::Refused { .. }
            | Self::Failing { .. }
            | Self::SalesStopped { .. }
            | Self::Gap { .. } => AlertSeverity::Critical,
            Self::Expiring { .. } if stage >= 3 => AlertSeverity::Critical,
            Self::JobStuck { .. } | Self::PlanLimit(_) if stage >= 2 => AlertSeverity::Critical,
            Self::Expiring { .. }
            | Self::JobStuck { .. }
            | Self::PlanLimit(_)
            | Self::Slow { .. }
            | Self::Limited { .. }
            | Self::NearLimit { .. }
            | Self::Scopes { .. }
            | Self::Subscription { .. }
            | Self::EventsStopped { .. }
            | Self::Unchecked { .. }
            | Self::DeadLetter { .. }
            | Self::UnusualCalls { .. }
            | Self::UsageDiffers { .. } => AlertSeverity::Warning,
        }
    }
}

/// An alert as it is kept.
#[derive(Debug, Clone)]
pub struct Alert {
    pub id: AlertId,
    pub trouble: Trouble,
    pub severity: AlertSeverity,
    pub stage: i16,
    /// Whose it is; none where it is the company's.
    pub connections: Vec<ConnectionId>,
    pub opened_at: DateTime<Utc>,
    /// `None` while it is open.
    pub closed_at: Option<DateTime<Utc>>,
    /// Nothing is told of it before.
    pub muted_until: Option<DateTime<Utc>>,
}

/// An alert with the channels whose it is.
#[derive(Debug, Clone)]
pub struct AlertView {
    pub alert: Alert,
    pub channels: Vec<Channel>,
}

/// What a member wants by e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AlertPreference {
    pub level: AlertLevel,
    /// Between these times of the organisation's clocks nothing is sent, over midnight too; both or neither.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
}

/// An address that is called for alerts, without what is secret of it.
#[derive(Debug, Clone)]
pub struct AlertHookView {
    pub id: AlertHookId,
    pub name: String,
    pub format: HookFormat,
    pub level: AlertLevel,
    pub host: String,
    /// Messages that did not arrive since one that did, and why the last one did not, in English.
    pub failures: i32,
    pub problem: Option<String>,
    /// When one last arrived.
    pub sent_at: Option<DateTime<Utc>>,
    /// Since when it is not called any more; one that takes a test is called again.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// How a company and one of its members are told of alerts.
#[derive(Debug, Clone)]
pub struct AlertSettings {
    pub preference: AlertPreference,
    /// Whether the last e-mail to the member did not go out.
    pub mail_fails: bool,
    pub muted: Vec<AlertKind>,
    pub hooks: Vec<AlertHookView>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_gets_worse_at_seven_days_and_at_one() {
        let now = Utc::now();
        let in_days = |days| Trouble::Expiring {
            what: ExpiryKind::Consent,
            at: now + TimeDelta::days(days) + TimeDelta::minutes(1),
            about: String::new(),
        };
        let stages = [29, 7, 6, 1, 0, -1].map(|days| in_days(days).stage(now));
        assert_eq!(stages, [1, 1, 2, 2, 3, 3]);
        assert_eq!(in_days(6).severity(2), AlertSeverity::Warning);
        assert_eq!(in_days(0).severity(3), AlertSeverity::Critical);
    }

    #[test]
    fn what_lasts_gets_worse() {
        let now = Utc::now();
        let since = |hours| Trouble::ApiDown {
            failures: 6,
            class: CallClass::Server,
            since: now - TimeDelta::hours(hours),
        };
        assert_eq!([0, 1, 6, 100].map(|hours| since(hours).stage(now)), [1, 2, 3, 3]);
    }

    #[test]
    fn orders_that_wait_for_room_are_worse_than_a_plan_that_is_nearly_used_up() {
        let anew_on = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let severity = |waiting| {
            let trouble = Trouble::PlanLimit(PlanOrders { used: 300, limit: 300, waiting, anew_on });
            trouble.severity(trouble.stage(Utc::now()))
        };
        assert_eq!([0, 1].map(severity), [AlertSeverity::Warning, AlertSeverity::Critical]);
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let anew_on = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        for trouble in [
            Trouble::JobStuck { job: JobKind::DrainEvents, jobs: 3, since: Utc::now() },
            Trouble::PlanLimit(PlanOrders { used: 30, limit: 30, waiting: 72, anew_on }),
        ] {
            let text = serde_json::to_value(&trouble).unwrap();
            assert_eq!(text["kind"], trouble.kind().code());
            assert_eq!(serde_json::from_value::<Trouble>(text).unwrap(), trouble);
        }
    }
}
