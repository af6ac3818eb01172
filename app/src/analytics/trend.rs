//! How sales go over the period, against as many days before.

use super::Found;
use crate::{
    overview::{axis, change, no_comparison, point},
    page::PageCx,
};
use i18n::format;
use leptos::prelude::*;
use ui::{Change, ChartText, LineChart, StatRow, StatTile, Tone};

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
    let tiles = view! {
        <StatTile label=t.sales() value=count(now.sales) change=compared(now.sales, before.sales)
            note=cx.t.overview().paid_of(now.paid)/>
        <StatTile label=t.revenue() value=money(now.revenue_minor)
            change=compared(now.revenue_minor, before.revenue_minor) note=cx.t.overview().less_refunds()/>
        <StatTile label=t.ticket() value=ticket change=ticket_change/>
        <StatTile label=t.cancelled() value=count(now.cancelled) change=worse(now.cancelled, before.cancelled)/>
        {as_told(t.charges(), known(now.known_fees_minor()), fees_change)}
        {as_told(t.net(), known(now.known_net_minor()), net_change)}
    }
    .into_any();
    let alone = no_comparison(cx, days, first_sale);
    view! { <div><StatRow>{tiles}</StatRow>{alone}</div> }.into_any()
}

pub(super) fn line(cx: &PageCx, found: &Found) -> AnyView {
    let t = cx.t.analytics();
    let points = |trend: &[(chrono::NaiveDate, _)]| {
        let one = |(day, sum): &(_, domain::view::analytics::SalesSum)| {
            point(cx, format::short_day(cx.locale, *day), sum.revenue())
        };
        trend.iter().map(one).collect::<Vec<_>>()
    };
    let text = ChartText {
        label: t.trend(found.analytics.step.code()),
        show_table: cx.t.overview().show_table().to_owned(),
        label_column: t.since().to_owned(),
        value_column: t.revenue().to_owned(),
    };
    let is_compared = found.question.days.can_look_back(found.analytics.first_sale);
    let previous = if is_compared { points(&found.analytics.trend_before) } else { Vec::new() };
    let previous_label = is_compared.then(|| t.before().to_owned());
    let now = points(&found.analytics.trend);
    view! {
        <LineChart text=text points=now previous=previous previous_label=previous_label axis=axis(cx.locale.figures)/>
    }
    .into_any()
}
