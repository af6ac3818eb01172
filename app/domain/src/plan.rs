//! Plans: what a company may use, and what that costs. Sums are in minor units: cents of a dollar, centavos of a real.

use serde::{Deserialize, Serialize};

crate::code_enum! {
    /// The plans, from the smallest to the largest.
    pub enum PlanCode {
        Free = "free",
        Pro = "pro",
        Business = "business",
        /// By contract: no limit but those that it names.
        Enterprise = "enterprise",
    }
}

crate::code_enum! {
    /// What a plan limits.
    pub enum Quota {
        /// Product records checked, of a month.
        Validations = "validations",
        /// Orders that arrive, of a month.
        Orders = "orders",
        /// Stores and accounts that are connected.
        Connections = "connections",
        /// People of the company, with those who are invited.
        Members = "members",
        /// For how many days what only grows is kept.
        HistoryDays = "history_days",
    }
}

crate::code_enum! {
    /// How often a plan is paid for.
    pub enum BillingInterval {
        Month = "month",
        Year = "year",
    }
}

crate::code_enum! {
    /// The currencies that plans have prices in.
    pub enum PlanCurrency {
        Brl = "brl",
        Usd = "usd",
    }
}

crate::code_enum! {
    /// Where a company's plan comes from.
    pub enum PlanSource {
        /// Nobody chose one.
        Default = "default",
        /// The operator of the installation gave it.
        Assigned = "assigned",
        Subscription = "subscription",
    }
}

/// How much of each thing a company may have or use; `None` is without limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub validations: Option<i64>,
    pub orders: Option<i64>,
    pub connections: Option<i64>,
    pub members: Option<i64>,
    pub history_days: Option<i64>,
}

impl Limits {
    pub const NONE: Self =
        Self { validations: None, orders: None, connections: None, members: None, history_days: None };

    pub const fn of(&self, quota: Quota) -> Option<i64> {
        match quota {
            Quota::Validations => self.validations,
            Quota::Orders => self.orders,
            Quota::Connections => self.connections,
            Quota::Members => self.members,
            Quota::HistoryDays => self.history_days,
        }
    }

    /// For changing one of them.
    pub const fn of_mut(&mut self, quota: Quota) -> &mut Option<i64> {
        match quota {
            Quota::Validations => &mut self.validations,
            Quota::Orders => &mut self.orders,
            Quota::Connections => &mut self.connections,
            Quota::Members => &mut self.members,
            Quota::HistoryDays => &mut self.history_days,
        }
    }
}

/// What one interval costs, in each currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prices {
    pub usd: i64,
    pub brl: i64,
}

/// A plan as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub code: PlanCode,
    pub limits: Limits,
    /// How far its jobs go before those of others that are as urgent.
    pub boost: i16,
    /// Of a month and of a year; none where it is free or by contract.
    pub prices: Option<(Prices, Prices)>,
}

const PLANS: [Plan; 4] = [
    Plan {
        code: PlanCode::Free,
        limits: Limits {
            validations: Some(100),
            orders: Some(300),
            connections: Some(3),
            members: Some(3),
            history_days: Some(90),
        },
        boost: 0,
        prices: None,
    },
    Plan {
        code: PlanCode::Pro,
        limits: Limits {
            validations: Some(10_000),
            orders: Some(10_000),
            connections: Some(10),
            members: Some(10),
            history_days: Some(365),
        },
        boost: 1,
        prices: Some((Prices { usd: 4_900, brl: 24_900 }, Prices { usd: 49_000, brl: 249_000 })),
    },
    Plan {
        code: PlanCode::Business,
        limits: Limits {
            validations: Some(100_000),
            orders: Some(100_000),
            connections: Some(50),
            members: Some(50),
            history_days: Some(730),
        },
        boost: 2,
        prices: Some((Prices { usd: 29_900, brl: 149_900 }, Prices { usd: 299_000, brl: 1_499_000 })),
    },
    Plan { code: PlanCode::Enterprise, limits: Limits::NONE, boost: 3, prices: None },
];

impl PlanCode {
    pub const fn plan(self) -> &'static Plan {
        &PLANS[self as usize]
    }

    /// The plans that can be subscribed to, from the smallest to the largest.
    pub fn on_sale() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|code| code.plan().prices.is_some())
    }

    /// The first plan above this one that includes so much; by contract at the latest.
    pub fn next_with(self, quota: Quota, needed: i64) -> Option<Self> {
        let holds = |code: &Self| code.plan().limits.of(quota).is_none_or(|limit| limit >= needed);
        Self::ALL.iter().copied().filter(|code| *code > self).find(holds)
    }

    /// The lasting name of its price at Stripe; none where it has no price.
    pub const fn lookup_key(self, interval: BillingInterval) -> Option<&'static str> {
        match (self, interval) {
            (Self::Pro, BillingInterval::Month) => Some("pro_monthly_v1"),
            (Self::Pro, BillingInterval::Year) => Some("pro_yearly_v1"),
            (Self::Business, BillingInterval::Month) => Some("business_monthly_v1"),
            (Self::Business, BillingInterval::Year) => Some("business_yearly_v1"),
            (Self::Free | Self::Enterprise, _) => None,
        }
    }

    /// Whether what goes beyond it can be paid for one by one, where it is paid for so often: that is counted by the month.
    pub const fn has_overage(self, interval: BillingInterval) -> bool {
        matches!((self, interval), (Self::Business, BillingInterval::Month))
    }

    /// The plan and interval of a price's lasting name.
    pub fn of_lookup_key(key: &str) -> Option<(Self, BillingInterval)> {
        let intervals = BillingInterval::ALL;
        let all = Self::ALL.iter().flat_map(|code| intervals.iter().map(move |interval| (*code, *interval)));
        all.into_iter().find(|(code, interval)| code.lookup_key(*interval) == Some(key))
    }
}

/// What the way is called by which plans are paid for, where an answer of it is told of as that of a platform.
pub const STRIPE: &str = "Stripe";

/// The lasting name of the price, at Stripe, of each record checked beyond the Business plan.
pub const OVERAGE_LOOKUP_KEY: &str = "business_overage_v1";

impl Plan {
    /// Minor units for an interval; none where it has no price.
    pub fn price(&self, interval: BillingInterval, currency: PlanCurrency) -> Option<i64> {
        let (month, year) = self.prices?;
        let of = match interval {
            BillingInterval::Month => month,
            BillingInterval::Year => year,
        };
        Some(match currency {
            PlanCurrency::Usd => of.usd,
            PlanCurrency::Brl => of.brl,
        })
    }
}

impl PlanCurrency {
    /// ISO 4217.
    pub const fn iso(self) -> &'static str {
        match self {
            Self::Brl => "BRL",
            Self::Usd => "USD",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_stands_in_its_place_and_includes_what_the_one_below_does() {
        for pair in PlanCode::ALL.windows(2) {
            let (less, more) = (pair[0].plan(), pair[1].plan());
            assert_eq!((less.code, more.code), (pair[0], pair[1]));
            assert!(less.boost < more.boost);
            for quota in Quota::ALL {
                let more = more.limits.of(*quota).unwrap_or(i64::MAX);
                assert!(less.limits.of(*quota).is_some_and(|less| less < more), "{quota}");
            }
        }
    }

    #[test]
    fn who_needs_more_is_told_of_the_smallest_plan_that_includes_it() {
        let next = |code: PlanCode, needed| code.next_with(Quota::Validations, needed);
        assert_eq!(next(PlanCode::Free, 101), Some(PlanCode::Pro));
        assert_eq!(next(PlanCode::Free, 10_001), Some(PlanCode::Business));
        assert_eq!(next(PlanCode::Pro, 1_000_000), Some(PlanCode::Enterprise));
        assert_eq!(next(PlanCode::Enterprise, 1), None);
    }

    #[test]
    fn what_goes_beyond_is_paid_for_beside_the_one_plan_that_has_it() {
        let with = PlanCode::ALL.iter().flat_map(|code| {
            let intervals = BillingInterval::ALL.iter().filter(move |interval| code.has_overage(**interval));
            intervals.map(move |interval| (*code, *interval))
        });
        assert_eq!(with.collect::<Vec<_>>(), [(PlanCode::Business, BillingInterval::Month)]);
    }

    #[test]
    fn a_price_leads_back_to_its_plan() {
        for code in PlanCode::on_sale() {
            for interval in BillingInterval::ALL {
                let key = code.lookup_key(*interval).expect("a plan on sale has a price");
                assert_eq!(PlanCode::of_lookup_key(key), Some((code, *interval)));
                assert!(code.plan().price(*interval, PlanCurrency::Brl).is_some());
            }
        }
        assert_eq!(PlanCode::of_lookup_key("pro_weekly"), None);
    }
}
