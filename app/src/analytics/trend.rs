//! How sales go over the period, against as many days before.

use super::Found;
use crate::{
    overview::{QUARTER, axis, change, no_comparison, other_currencies, point},
    page::PageCx,
};
use chrono::{NaiveDate, Timelike};
use domain::view::{
    analytics::{SalesSum, Step},
    day::day_of,
};
use i18n::format;
use leptos::prelude::*;
use std::cmp::Ordering;
use ui::{Change, ChartText, LineChart, Point, StatRow, StatTile, Tone};

pub(super) fn tiles(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let (now, before) = (&found.analytics.total, &found.analytics.before);
    let (days, first_sale) = (found.question.days, found.analytics.first_sale);
    let is_compared = days.can_look_back(first_sale);
    let compared = |now, before| {
        change(cx, now, before)
            .filter(|_| is_compared)
            .map(|(change, text)| Change { text: t.compared(&text), ..change })
    };
    // That more is cancelled, or kept by channels, is no good news.
    let worse = |now, before| {
        compared(now, before).map(|change| Change {
            tone: match change.tone {
                Tone::Positive => Tone::Critical,
                Tone::Critical => Tone::Positive,
                other => other,
            },
            ..change
        })
    };
    let count = |count| format::integer(cx.locale, count);
    let money = |minor| format::money(cx.locale, now.money(minor));
    let ticket = now.ticket_minor().map_or_else(|| "–".to_owned(), money);
    let ticket_change =
        now.ticket_minor().zip(before.ticket_minor()).and_then(|(now, before)| compared(now, before));
    let known = |minor: Option<i64>| minor.map_or_else(|| "–".to_owned(), money);
    // What is told of more sales is no rise.
    let is_told = now.untold() == 0 && before.untold() == 0;
    let fees_change = worse(now.fees_minor, before.fees_minor).filter(|_| is_told);
    let net_change = compared(now.net_minor(), before.net_minor()).filter(|_| is_told);
    let as_told = |label: &'static str, value: String, change: Option<Change>| match now.untold() {
        0 => view! { <StatTile label=label value=value change=change/> }.into_any(),
        untold => {
            view! { <StatTile label=label value=value change=change note=t.untold(untold)/> }.into_any()
        }
    };
    let charges = Some(now.other_charges_minor().saturating_neg()).filter(|minor| *minor != 0);
    let charges = charges.map(|minor| {
        view! { <StatTile label=cx.t.overview().other_charges() value=money(minor)/> }
    });
    let tiles = view! {
        <StatTile label=t.sales() value=count(now.sales) change=compared(now.sales, before.sales)
            note=cx.t.overview().paid_of(now.paid)/>
        <StatTile label=t.revenue() value=money(now.revenue_minor)
            change=compared(now.revenue_minor, before.revenue_minor) note=cx.t.overview().less_refunds()/>
        <StatTile label=t.ticket() value=ticket change=ticket_change/>
        <StatTile label=t.cancelled() value=count(now.cancelled) change=worse(now.cancelled, before.cancelled)/>
        {as_told(t.charges(), known(now.known_fees_minor().map(i64::saturating_neg)), fees_change)}
        {charges}
        {as_told(t.net(), known(now.known_net_minor()), net_change)}
    }
    .into_any();
    let alone = no_comparison(cx, days, first_sale);
    let other = other_currencies(cx, &found.analytics.other_currencies, |currency| {
        found.query.of_currency(currency).href()
    });
    view! { <div><StatRow>{tiles}</StatRow>{alone}{other}</div> }.into_any()
}

pub(super) fn line(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let hours = found.analytics.hours.as_ref().filter(|_| found.question.days.count() == 1);
    if let Some(hours) = hours {
        return by_hour(cx, found, hours);
    }
    let (days, step) = (found.question.days, found.analytics.step);
    let points = |trend: &[(NaiveDate, SalesSum)]| {
        // What has not come yet is no zero.
        let begun = trend.iter().filter(|(day, _)| *day <= today(cx, found));
        begun.map(|(day, sum)| of_step(cx, step, *day, sum)).collect::<Vec<_>>()
    };
    let so_far = if days.last >= today(cx, found) {
        Some(cx.t.overview().so_far().to_owned())
    } else {
        days.cuts_last().then(|| t.until_day(&format::short_day(cx.locale, days.last)))
    };
    let text = ChartText {
        label: t.trend(step.code()),
        show_table: cx.t.overview().show_table().to_owned(),
        colon: cx.t.common().colon(),
        label_column: t.since().to_owned(),
        value_column: t.revenue().to_owned(),
    };
    let is_compared = days.can_look_back(found.analytics.first_sale);
    let previous = if is_compared { points(&found.analytics.trend_before) } else { Vec::new() };
    let previous_label = is_compared.then(|| t.before().to_owned());
    let now = points(&found.analytics.trend);
    view! {
        <LineChart text=text points=now previous=previous previous_label=previous_label so_far=so_far axis=axis(cx.locale.figures)/>
    }
    .into_any()
}

/// A day by its hours.
fn by_hour(cx: &PageCx, found: &Found, hours: &[SalesSum]) -> AnyView {
    let (day, now) = (found.question.days.last, cx.now.with_timezone(&found.question.zone));
    let is_today = day == now.date_naive();
    // What has not come yet is no zero.
    let begun = match day.cmp(&now.date_naive()) {
        Ordering::Less => 24,
        Ordering::Equal => now.hour() + 1,
        Ordering::Greater => 0,
    };
    let hours = (0..begun).zip(hours);
    let points: Vec<_> =
        hours.map(|(hour, sum)| point(cx, cx.t.overview().at_hour(hour.into()), sum.revenue())).collect();
    let text = ChartText {
        label: cx.t.analytics().trend("hour"),
        show_table: cx.t.overview().show_table().to_owned(),
        colon: cx.t.common().colon(),
        label_column: cx.t.overview().hour().to_owned(),
        value_column: cx.t.analytics().revenue().to_owned(),
    };
    let so_far = is_today.then(|| cx.t.overview().so_far().to_owned());
    view! { <LineChart text=text points=points so_far=so_far label_every=QUARTER axis=axis(cx.locale.figures)/> }
        .into_any()
}

fn today(cx: &PageCx, found: &Found) -> NaiveDate {
    day_of(cx.now, found.question.zone)
}

/// A step of the line: a month with its year, a week by its first day.
fn of_step(cx: &PageCx, step: Step, day: NaiveDate, sum: &SalesSum) -> Point {
    let short = format::short_day(cx.locale, day);
    match step {
        Step::Day => point(cx, short, sum.revenue()),
        Step::Week => {
            let name = cx.t.analytics().week_of(&short);
            point(cx, short, sum.revenue()).named(name)
        }
        Step::Month => point(cx, format::month(cx.locale, day), sum.revenue()),
    }
}
