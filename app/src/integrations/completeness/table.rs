//! Days and hours as tables.

use super::{address, moment};
use crate::{orders, page::PageCx, query_string::with_query};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    ConnectionId,
    view::{
        completeness::{CheckedDay, CheckedHour, GRACE, Tally},
        day::{end_of_day, start_of_day},
    },
};
use i18n::format;
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, EmptyState, IconName, Place, Row, StatusBadge, Tone};

pub(super) fn days(
    cx: &PageCx,
    id: ConnectionId,
    days: &[CheckedDay],
    first: NaiveDate,
    today: NaiveDate,
) -> AnyView {
    let t = cx.t.completeness();
    let rows = days.iter().map(|day| {
        let href = format!("{}#horas", address(id, first, &day.day.to_string()));
        let all = (end_of_day(day.day, cx.zone) - start_of_day(day.day, cx.zone)).num_hours();
        let some = (day.hours < all).then(|| some(cx, day, all, today));
        row(cx, href, format::day(cx.locale, day.day), (&day.tally, day.checked_at), some)
    });
    let empty =
        view! { <EmptyState icon=IconName::CircleCheck title=t.empty() text=t.empty_text()/> }.into_any();
    let rows = rows.collect();
    view! { <DataTable caption=t.by_day() columns=columns(cx, t.day()) rows=rows empty=empty/> }.into_any()
}

/// Each leads to the sales of the day: the list of sales knows no hours.
pub(super) fn hours(cx: &PageCx, id: ConnectionId, day: NaiveDate, hours: &[CheckedHour]) -> AnyView {
    let t = cx.t.completeness();
    let day = day.to_string();
    let sales = with_query(orders::PATH, &[("store", &id.to_string()), ("from", &day), ("until", &day)]);
    let rows = hours.iter().map(|hour| {
        let clock = format::time(cx.locale, hour.hour, cx.zone);
        row(cx, sales.clone(), clock, (&hour.tally, hour.checked_at), None)
    });
    let (rows, empty) = (rows.collect(), view! { <p class="meta">{t.empty()}</p> }.into_any());
    view! { <DataTable caption=t.by_hour() columns=columns(cx, t.hour()) rows=rows dense=true empty=empty/> }
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

fn row(
    cx: &PageCx,
    href: String,
    lead: String,
    (tally, checked_at): (&Tally, DateTime<Utc>),
    some: Option<(Tone, String)>,
) -> Row {
    let figure = |count| Cell::text(format::integer(cx.locale, count));
    let told = cx.t.completeness().orders(tally.listed);
    let cells = vec![
        Cell::counted(format::integer(cx.locale, tally.listed), told),
        figure(tally.imported),
        figure(tally.recovered),
        figure(tally.gone),
        Cell::View(moment(cx, checked_at)),
        Cell::View(badge(cx, tally, some)),
    ];
    Row { href, lead: lead.into_any(), cells, pick: None }
}

/// What is said of a day of which not every hour was checked: today's that are over may all have been.
fn some(cx: &PageCx, day: &CheckedDay, all: i64, today: NaiveDate) -> (Tone, String) {
    let t = cx.t.completeness();
    let begins = start_of_day(day.day, cx.zone);
    let over = (cx.now - GRACE - begins).num_hours();
    if day.day == today && day.hours >= over {
        let until = begins + TimeDelta::hours(day.hours);
        return (Tone::Positive, t.checked_until(&format::time(cx.locale, until, cx.zone)));
    }
    (Tone::Info, t.some_hours(&all.to_string(), &day.hours.to_string()))
}

fn badge(cx: &PageCx, tally: &Tally, some: Option<(Tone, String)>) -> AnyView {
    let t = cx.t.completeness();
    let (tone, label) = match (tally.failed, tally.waiting) {
        (0, 0) => some.unwrap_or_else(|| (Tone::Positive, t.complete().to_owned())),
        (0, waiting) => (Tone::Info, cx.t.syncs().waiting_count(waiting)),
        (failed, _) => (Tone::Warning, t.missing(failed)),
    };
    view! { <StatusBadge tone=tone label=label/> }.into_any()
}
