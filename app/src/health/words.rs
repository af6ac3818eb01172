//! Figures of health in words.

use crate::page::PageCx;
use domain::view::health::{CallFigures, Rate};
use i18n::format;
use rust_decimal::Decimal;
use std::time::Duration;

/// A count, as pages write it.
pub(super) fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A share with one decimal, never rounded up: 99.96 % is not all of it. `None` where there was nothing.
pub(super) fn percent(cx: &PageCx, rate: Rate) -> Option<String> {
    let share = Decimal::from(rate.good).checked_div(Decimal::from(rate.all))?;
    Some(format::percent(cx.locale, share.trunc_with_scale(3), 1))
}

/// How many calls went well, unless so few tell nothing.
pub(super) fn success(cx: &PageCx, calls: &CallFigures) -> Option<String> {
    percent(cx, calls.rate()).filter(|_| !calls.rate().is_of_few())
}

/// The time within which a share of the calls was over: "320 ms", "1,4 s".
pub(super) fn took(cx: &PageCx, calls: &CallFigures, share: f64) -> Option<String> {
    Some(written(cx, calls.latencies.quantile(share)?))
}

fn written(cx: &PageCx, took: Duration) -> String {
    let millis = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    if millis < 1000 {
        return format!("{}\u{a0}ms", format::integer(cx.locale, millis));
    }
    let seconds = (Decimal::from(millis) / Decimal::ONE_THOUSAND).round_dp(1);
    format!("{}\u{a0}s", format::decimal(cx.locale, seconds))
}
