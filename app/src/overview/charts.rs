//! Sales over time.

use crate::page::PageCx;
use domain::{
    Locale, Money,
    view::{
        analytics::SalesSum,
        day::day_of,
        overview::{Overview, OverviewSpan},
    },
};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use ui::{AxisFormat, BarChart, ChartText, LineChart, Point};

/// Hours from one label of a day to the next.
pub(crate) const QUARTER: usize = 6;

/// Revenue by hour or day, with that of the time before.
pub(super) fn over_time(cx: &PageCx, overview: &Overview) -> AnyView {
    let t = cx.t.overview();
    let by_hour = overview.span == OverviewSpan::Today;
    let label = |at| {
        if by_hour {
            format::time(cx.locale, at, cx.zone)
        } else {
            format::short_day(cx.locale, day_of(at, cx.zone))
        }
    };
    let heading = if by_hour {
        t.by_hour_today().to_owned()
    } else {
        let day = |day| format::short_day(cx.locale, day);
        t.by_day(&day(overview.days.first), &day(overview.days.last))
    };
    // What has not come yet is no zero.
    let begun = overview.points.iter().filter(|at| at.at <= cx.now);
    let points = begun.map(|at| point(cx, label(at.at), at.now.revenue())).collect();
    let is_compared = overview.days.can_look_back(overview.first_sale);
    let before = overview.points.iter().filter(|_| is_compared);
    let previous = before.map(|at| point(cx, label(at.at), at.before.revenue())).collect();
    let previous_label = is_compared.then(|| t.before(overview.span.days().into()));
    let text = ChartText {
        label: heading,
        show_table: t.show_table().to_owned(),
        colon: cx.t.common().colon(),
        label_column: if by_hour { t.hour() } else { t.day() }.to_owned(),
        value_column: t.revenue().to_owned(),
    };
    view! {
        <LineChart text=text points=points previous=previous previous_label=previous_label so_far=t.so_far().to_owned()
            label_every=if by_hour { QUARTER } else { 0 } axis=axis(cx.locale.figures)/>
    }
    .into_any()
}

/// When people buy, and when they did in the time before.
pub(super) fn by_hour(cx: &PageCx, overview: &Overview) -> Option<AnyView> {
    let t = cx.t.overview();
    (!overview.hours.is_empty()).then(|| {
        let points = |hours: &[SalesSum]| -> Vec<_> {
            let point = |(hour, sum): (u32, &SalesSum)| {
                let text = format::integer(cx.locale, sum.sales);
                Point::new(t.at_hour(hour.into()), sum.sales.to_f64().unwrap_or_default(), text)
            };
            (0..).zip(hours).map(point).collect()
        };
        let is_compared = overview.days.can_look_back(overview.first_sale);
        let previous = if is_compared { points(&overview.hours_before) } else { Vec::new() };
        let previous_label = is_compared.then(|| t.before(overview.span.days().into()));
        let now = points(&overview.hours);
        let text = ChartText {
            label: t.by_hour().to_owned(),
            show_table: t.show_table().to_owned(),
            colon: cx.t.common().colon(),
            label_column: t.hour().to_owned(),
            value_column: t.sales().to_owned(),
        };
        view! {
            <BarChart text=text points=now previous=previous previous_label=previous_label label_every=QUARTER
                axis=axis(cx.locale.figures)/>
        }
        .into_any()
    })
}

/// An amount as a point of a chart.
pub(crate) fn point(cx: &PageCx, label: String, money: Money) -> Point {
    Point::new(label, money.amount.to_f64().unwrap_or_default(), format::money(cx.locale, money))
}

/// Numbers along the axis; of cents, too, where the amounts are small.
pub(crate) fn axis(locale: Locale) -> AxisFormat {
    match locale {
        Locale::PtBr => |value| axis_number(Locale::PtBr, value),
        Locale::En => |value| axis_number(Locale::En, value),
        Locale::Es => |value| axis_number(Locale::Es, value),
        Locale::Fr => |value| axis_number(Locale::Fr, value),
    }
}

fn axis_number(locale: Locale, value: f64) -> String {
    let value = Decimal::from_f64_retain(value).unwrap_or_default();
    format::decimal(locale, value.round_dp(2).normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_of_small_amounts_has_no_line_twice() {
        let lines = [0.0, 0.5, 1.0, 1.5].map(axis(Locale::PtBr));
        assert_eq!(lines, ["0", "0,5", "1", "1,5"]);
        assert_eq!(axis(Locale::En)(25_000.0), "25,000");
    }
}
