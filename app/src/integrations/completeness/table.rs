//! Days and hours as tables.

use super::{address, moment};
use crate::page::PageCx;
use chrono::{NaiveDate, TimeDelta};
use domain::{
    ConnectionId,
    view::{
        completeness::{CheckedDay, CheckedHour, Tally},
        day::{end_of_day, start_of_day},
    },
};
use i18n::format;
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, EmptyState, IconName, Place, Row, StatusBadge, Tone};

/// How long after its end an hour is checked at the earliest.
const GRACE: TimeDelta = TimeDelta::minutes(15);

pub(super) fn days(
    cx: &PageCx,
    id: ConnectionId,
    days: &[CheckedDay],
    first: NaiveDate,
    today: NaiveDate,
) -> AnyView {
    let t = cx.t.completeness();
    let rows = days
        .iter()
        .map(|day| {
            let href = format!("{}#horas", address(id, first, &day.day.to_string()));
            let all = (end_of_day(day.day, cx.zone) - start_of_day(day.day, cx.zone)).num_hours();
            let badge = badge(cx, &day.tally, (day.hours < all).then(|| some(cx, day, all, today)));
            let mut cells = figures(cx, &day.tally);
            cells.push(Cell::View(moment(cx, day.checked_at)));
            cells.push(Cell::View(badge));
            Row { href, lead: format::day(cx.locale, day.day).into_any(), cells, pick: None }
        })
        .collect();
    let empty =
        view! { <EmptyState icon=IconName::CircleCheck title=t.empty() text=t.empty_text()/> }.into_any();
    view! { <DataTable caption=t.by_day() columns=columns(cx, t.day()) rows=rows empty=empty/> }.into_any()
}

/// They lead nowhere: the sales of an hour are found by their day.
pub(super) fn hours(cx: &PageCx, hours: &[CheckedHour]) -> AnyView {
    let t = cx.t.completeness();
    if hours.is_empty() {
        return view! { <p class="meta">{t.empty()}</p> }.into_any();
    }
    let rows = hours
        .iter()
        .map(|hour| {
            let figures = [
                (hour.tally.listed, "t-figure number"),
                (hour.tally.imported, "t-extra number"),
                (hour.tally.recovered, "t-extra number"),
                (hour.tally.gone, "t-extra number"),
            ];
            let figures = figures
                .map(|(count, class)| view! { <td class=class>{format::integer(cx.locale, count)}</td> });
            let clock = format::time(cx.locale, hour.hour, cx.zone);
            view! {
                <tr>
                    <th scope="row" class="t-lead">{clock}</th>
                    {figures.into_iter().collect_view()}
                    <td class="t-detail">{moment(cx, hour.checked_at)}</td>
                    <td class="t-state">{badge(cx, &hour.tally, None)}</td>
                </tr>
            }
        })
        .collect_view();
    let headings = [
        (t.hour(), "t-lead"),
        (t.listed(), "t-figure number"),
        (t.imported(), "t-extra number"),
        (t.recovered(), "t-extra number"),
        (t.gone(), "t-extra number"),
        (t.checked(), "t-detail"),
        (t.state(), "t-state"),
    ];
    let headings = headings.map(|(label, class)| view! { <th scope="col" class=class>{label}</th> });
    view! {
        <table class="table is-dense">
            <caption class="visually-hidden">{t.by_hour()}</caption>
            <thead><tr>{headings.into_iter().collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn columns(cx: &PageCx, lead: &str) -> Vec<Column> {
    let t = cx.t.completeness();
    vec![
        Column::new(Place::Lead, lead),
        Column::new(Place::Figure, t.listed()),
        Column::new(Place::ExtraFigure, t.imported()),
        Column::new(Place::ExtraFigure, t.recovered()),
        Column::new(Place::ExtraFigure, t.gone()),
        Column::new(Place::Detail, t.checked()),
        Column::new(Place::State, t.state()),
    ]
}

fn figures(cx: &PageCx, tally: &Tally) -> Vec<Cell> {
    let figure = |count| Cell::text(format::integer(cx.locale, count));
    let listed =
        Cell::counted(format::integer(cx.locale, tally.listed), cx.t.completeness().orders(tally.listed));
    vec![listed, figure(tally.imported), figure(tally.recovered), figure(tally.gone)]
}

/// What is said of a day of which not every hour was checked: today's that are over may all have been.
fn some(cx: &PageCx, day: &CheckedDay, all: i64, today: NaiveDate) -> (Tone, String) {
    let t = cx.t.completeness();
    let begins = start_of_day(day.day, cx.zone);
    let over = (cx.now - GRACE - begins).num_hours();
    if day.day == today && day.hours >= over {
        let until = begins + TimeDelta::hours(day.hours);
        return (Tone::Positive, t.complete_until(&format::time(cx.locale, until, cx.zone)));
    }
    (Tone::Info, t.some_hours(&all.to_string(), &day.hours.to_string()))
}

fn badge(cx: &PageCx, tally: &Tally, some: Option<(Tone, String)>) -> AnyView {
    let t = cx.t.completeness();
    let (tone, label) = match tally.failed {
        0 => some.unwrap_or_else(|| (Tone::Positive, t.complete().to_owned())),
        failed => (Tone::Warning, t.missing(failed)),
    };
    view! { <StatusBadge tone=tone label=label/> }.into_any()
}
