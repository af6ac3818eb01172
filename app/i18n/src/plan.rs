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

/// The currency that a company which writes its figures so most likely pays in.
pub fn currency(locales: impl Into<Locales>) -> PlanCurrency {
    match locales.into().figures {
        domain::Locale::PtBr => PlanCurrency::Brl,
        domain::Locale::En | domain::Locale::Es | domain::Locale::Fr => PlanCurrency::Usd,
    }
}

/// What the plan includes and what is used, and which plan includes more for how much.
pub fn over(locales: Locales, over: &OverQuota) -> String {
    let texts = Texts::new(locales);
    let (plans, t) = (texts.plans(), texts.errors());
    let figure = |count| format::integer(locales, count);
    let said = t.quota_exceeded_what(
        &figure(over.limit),
        &plans.plan(over.plan.code()),
        over.quota.code(),
        &figure(over.used),
    );
    match over.next {
        Some(plan) => format!("{said} {}", next(locales, over.quota, plan, over.currency)),
        None => said,
    }
}

/// How much of something a larger plan includes, and for how much; in the currency that its company most likely pays in, if that is
/// not known.
pub fn next(locales: Locales, quota: Quota, plan: PlanCode, paid_in: Option<PlanCurrency>) -> String {
    let texts = Texts::new(locales);
    let more = plan.plan().limits.of(quota);
    let money = paid_in.unwrap_or_else(|| currency(locales));
    let price = price(locales, plan, BillingInterval::Month, money);
    // Without a price it is by contract.
    let more = more
        .filter(|_| price.is_some())
        .map_or_else(|| "none".to_owned(), |more| format::integer(locales, more));
    let name = texts.plans().plan(plan.code());
    texts.errors().quota_exceeded_next(&more, &name, &price.unwrap_or_default())
}
