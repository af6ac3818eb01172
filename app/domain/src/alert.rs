//! Alerts: what is told to people by itself, how urgent it is, and to whom it goes.

use crate::Role;

/// What an address that alerts are sent to is called, where an answer of it is told of as that of a platform.
pub const WEBHOOK: &str = "webhook";

crate::code_enum! {
    /// What can be wrong.
    pub enum AlertKind {
        /// A platform does not answer.
        ApiDown = "api_down",
        /// A platform answers slowly.
        Slow = "slow",
        /// A platform refuses calls because there are too many.
        Limited = "limited",
        /// So many calls are made that a platform's limit is near.
        NearLimit = "near_limit",
        /// A platform does not take the credentials any more.
        Refused = "refused",
        /// Every run of a connection fails, though the platform is there.
        Failing = "failing",
        /// Something ends on a known day.
        Expiring = "expiring",
        /// Rights that a consent does not cover.
        Scopes = "scopes",
        /// A platform does not know for sure where to send events.
        Subscription = "subscription",
        /// Sales come, and no events tell of them.
        EventsStopped = "events_stopped",
        /// A shop sells nothing for longer than it ever does.
        SalesStopped = "sales_stopped",
        /// Orders that a channel has and that do not arrive.
        Gap = "gap",
        /// It cannot be checked whether everything is here.
        Unchecked = "unchecked",
        /// Background work that is due is not done.
        JobStuck = "job_stuck",
        /// Background work failed for good.
        DeadLetter = "dead_letter",
        /// A connection makes far more calls than it usually does.
        UnusualCalls = "unusual_calls",
        /// What is counted towards the plan does not add up.
        UsageDiffers = "usage_differs",
        /// The plan's orders of the month are nearly used up, or orders wait for room in it.
        PlanLimit = "plan_limit",
    }
}

crate::code_enum! {
    /// Whether sales are in danger.
    pub enum AlertSeverity {
        Warning = "warning",
        Critical = "critical",
    }
}

crate::code_enum! {
    /// Why somebody is told of an alert.
    pub enum AlertEvent {
        Opened = "opened",
        /// It got worse.
        Progressed = "progressed",
        Closed = "closed",
    }
}

crate::code_enum! {
    /// Which alerts somebody is told of.
    pub enum AlertLevel {
        All = "all",
        Critical = "critical",
        None = "none",
    }
}

crate::code_enum! {
    /// What a hook is sent.
    pub enum HookFormat {
        /// `{"text": ...}`, as Slack and what follows it take.
        Slack = "slack",
        /// The alert field by field, signed as Standard Webhooks.
        Json = "json",
    }
}

impl AlertLevel {
    /// What a member gets who chose nothing.
    pub const fn of_role(role: Role) -> Self {
        match role {
            Role::Owner | Role::Admin => Self::All,
            Role::Operator => Self::Critical,
            Role::Viewer => Self::None,
        }
    }

    pub const fn takes(self, severity: AlertSeverity) -> bool {
        match self {
            Self::All => true,
            Self::Critical => matches!(severity, AlertSeverity::Critical),
            Self::None => false,
        }
    }
}
