//! The panel of a connection's page: its calls of the last day.

use super::words;
use crate::page::PageCx;
use domain::{
    Operation,
    view::health::{CallFigures, ConnectionCalls},
};
use i18n::format;
use leptos::prelude::*;
use ui::{ChartText, LineChart, Panel, Point, Rank, RankList, StatRow, StatTile};

pub(crate) fn panel(cx: &PageCx, calls: &ConnectionCalls) -> AnyView {
    let t = cx.t.health();
    let content = if calls.all.calls() == 0 {
        view! { <p class="meta">{t.no_calls()}</p> }.into_any()
    } else {
        view! {
            <div class="list">
                {tiles(cx, &calls.all)}
                {chart(cx, calls)}
                {by_class(cx, &calls.all)}
                {by_operation(cx, calls)}
            </div>
        }
        .into_any()
    };
    view! { <section id="saude"><Panel title=t.title() context=t.panel_context()>{content}</Panel></section> }
        .into_any()
}

fn tiles(cx: &PageCx, all: &CallFigures) -> AnyView {
    let t = cx.t.health();
    let took = |share| words::took(cx, all, share).unwrap_or_default();
    let success = words::success(cx, all).unwrap_or_else(|| t.too_few().to_owned());
    let calls = format::integer(cx.locale, words::count(all.calls()));
    let tiles = view! {
        <StatTile label=t.calls() value=calls/>
        <StatTile label=t.succeeded() value=success note=t.errors_count(words::count(all.failed()))/>
        <StatTile label=t.median() value=took(0.5)/>
        <StatTile label="p95" value=took(0.95) note=format!("p99 {}", took(0.99))/>
    };
    view! { <StatRow>{tiles.into_any()}</StatRow> }.into_any()
}

fn chart(cx: &PageCx, calls: &ConnectionCalls) -> AnyView {
    let t = cx.t.health();
    let points = |figure: fn(&CallFigures) -> u64| {
        let hours = calls.by_hour.iter().map(|(hour, figures)| {
            let count = figure(figures);
            let label = format::time(cx.locale, *hour, cx.zone);
            Point::new(label, count as f64, format::integer(cx.locale, words::count(count)))
        });
        hours.collect::<Vec<_>>()
    };
    let text = ChartText {
        label: t.by_hour().to_owned(),
        show_table: cx.t.overview().show_table().to_owned(),
        colon: cx.t.common().colon(),
        label_column: t.hour().to_owned(),
        value_column: t.calls().to_owned(),
    };
    let axis = crate::overview::axis(cx.locale.figures);
    view! {
        <LineChart text=text points=points(CallFigures::calls) axis=axis
            previous=points(CallFigures::failed) previous_label=t.errors().to_owned()/>
    }
    .into_any()
}

fn by_class(cx: &PageCx, all: &CallFigures) -> AnyView {
    let t = cx.t.health();
    let ranks = all.by_class().map(|(class, count)| Rank {
        label: t.class(class.code()),
        href: None,
        value: count as f64,
        text: format::integer(cx.locale, words::count(count)),
        share: None,
        change: None,
        lead: None,
    });
    let ranks: Vec<_> = ranks.collect();
    if ranks.is_empty() {
        return view! { <p class="meta">{t.no_errors()}</p> }.into_any();
    }
    view! { <strong>{t.errors_by_class()}</strong><RankList label=t.errors_by_class() ranks=ranks/> }
        .into_any()
}

fn by_operation(cx: &PageCx, calls: &ConnectionCalls) -> AnyView {
    let t = cx.t.health();
    let rows =
        calls.by_operation.iter().map(|(operation, figures)| row(cx, *operation, figures)).collect_view();
    view! {
        <table class="table is-dense">
            <caption class="visually-hidden">{t.by_operation()}</caption>
            <thead>
                <tr>
                    <th scope="col" class="t-lead">{t.operation()}</th>
                    <th scope="col" class="t-figure number">{t.calls()}</th>
                    <th scope="col" class="t-detail number">{t.succeeded()}</th>
                    <th scope="col" class="t-extra number">"p50"</th>
                    <th scope="col" class="t-detail number">"p95"</th>
                    <th scope="col" class="t-extra number">"p99"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(cx: &PageCx, operation: Operation, figures: &CallFigures) -> AnyView {
    let t = cx.t.health();
    let took = |share| words::took(cx, figures, share).unwrap_or_default();
    let failed = words::count(figures.failed());
    // Few calls tell no share, but their errors are told.
    let success = match words::success(cx, figures) {
        Some(share) => view! { <span class="only-narrow">{t.succeeded()}" "</span>{share} }.into_any(),
        None if failed > 0 => t.errors_count(failed).into_any(),
        None => view! { <span class="only-wide">"–"</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="t-lead">{t.operation_name(operation.code())}</th>
            <td class="t-figure number">{format::integer(cx.locale, words::count(figures.calls()))}</td>
            <td class="t-detail number">{success}</td>
            <td class="t-extra number">{took(0.5)}</td>
            <td class="t-detail number"><span class="only-narrow">"p95 "</span>{took(0.95)}</td>
            <td class="t-extra number">{took(0.99)}</td>
        </tr>
    }
    .into_any()
}
