//! Plans in words: names, limits and prices. Shared by pages and by what is told of a limit.

use domain::{BillingInterval, Currency, Money, OverQuota, PlanCode, PlanCurrency, Quota};
use rust_decimal::Decimal;

use crate::{Locales, Texts, format};

/// A price of a plan as it is written; none where it has no price.
pub fn price(
    locales: impl Into<Locales>,
    plan: PlanCode,
    interval: BillingInterval,
    currency: PlanCurrency,
) -> Option<String> {
    let amount = Decimal::new(plan.plan().price(interval, currency)?, 2);
    let money = Money { amount, currency: currency.iso().parse::<Currency>().ok()? };
    Some(format::money(locales, money))
}

/// How much a plan includes: a figure, days, or no limit.
pub fn limit(locales: impl Into<Locales>, quota: Quota, limit: Option<i64>) -> String {
    let locales = locales.into();
    let t = Texts::new(locales).plans();
    match (limit, quota) {
        (None, _) => t.no_limit().to_owned(),
        (Some(days), Quota::HistoryDays) => t.days(days),
        (Some(limit), _) => format::integer(locales, limit),
    }
}

/// The currency that whoever reads this language most likely pays in.
pub fn currency(locales: impl Into<Locales>) -> PlanCurrency {
    match locales.into().words {
        domain::Locale::PtBr => PlanCurrency::Brl,
        domain::Locale::En | domain::Locale::Es | domain::Locale::Fr => PlanCurrency::Usd,
    }
}

/// What the plan includes and what is used, and which plan includes more for how much.
pub fn over(locales: Locales, over: &OverQuota) -> String {
    let texts = Texts::new(locales);
    let (plans, t) = (texts.plans(), texts.errors());
    let figure = |count| format::integer(locales, count);
    let mut said = t.quota_exceeded_what(
        &figure(over.limit),
        &plans.plan(over.plan.code()),
        over.quota.code(),
        &figure(over.used),
    );
    if let Some(next) = over.next {
        let more = next.plan().limits.of(over.quota).map_or_else(|| "none".to_owned(), figure);
        let price = price(locales, next, BillingInterval::Month, currency(locales)).unwrap_or_default();
        // Without a price it is by contract.
        let more = if price.is_empty() { "none".to_owned() } else { more };
        said.push(' ');
        said.push_str(&t.quota_exceeded_next(&more, &plans.plan(next.code()), &price));
    }
    said
}
