//! `/admin/integracoes/:id/conferencia/imprimir`: a month of checks on paper.

use super::{Wanted, address, completeness_path, month_name, month_of, with_orders};
use crate::{
    integrations::{connection, problem::Problem},
    page::{Area, Drawing, Page, PageCx, sheet_page},
    paper,
    query_string::with_query,
    syncs::{Reason, shown_id},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ConnectionId, LeftOut,
    view::{
        completeness::{CheckedDay, Tally},
        connections::ConnectionView,
        day::day_of,
        not_imported::{NotImported, ReasonCount},
    },
};
use hub::{
    completeness::{self, MonthReport},
    permit::View,
};
use i18n::format;
use leptos::prelude::*;
use ui::{Banner, Fact, Facts, Tone};

/// The address of the sheet of a month.
pub(super) fn sheet_path(id: ConnectionId, first: NaiveDate) -> String {
    let path = format!("{}/imprimir", completeness_path(id));
    with_query(&path, &[("mes", &first.format("%Y-%m").to_string())])
}

/// A month of checks as a sheet.
pub fn completeness_sheet_page() -> Drawing {
    sheet_page::<View, _, _>(Area::Integrations, |cx, permit| async move {
        let connection = with_orders(&cx, connection(&cx).await?)?;
        let first = cx.query::<Wanted>().first(day_of(cx.now, cx.zone));
        let report = completeness::report(&permit, connection.id, month_of(first, cx.zone)).await?;
        let t = cx.t.completeness();
        let title = t.of(&connection.name);
        let back = (address(connection.id, first, ""), t.title().to_owned());
        let context = month_name(&cx, first).into_any();
        let sheet = paper::sheet(&cx, back, title.clone(), context, content(&cx, &connection, &report));
        Ok(Page::new(title, sheet))
    })
}

fn content(cx: &PageCx, connection: &ConnectionView, report: &MonthReport) -> AnyView {
    let sum = report.days.iter().fold(Tally::default(), |sum, day| sum.plus(day.tally));
    view! {
        {reservations(cx, connection, report, sum)}
        {compared(cx, connection, report, sum)}
        {days(cx, &report.days, sum)}
        {missing(cx, report)}
        {outside(cx, &report.reasons, LeftOut::Waiting)}
        {outside(cx, &report.reasons, LeftOut::Skipped)}
    }
    .into_any()
}

/// What the figures do not hold: what the last check did not come to, and what the channel does not show.
fn reservations(cx: &PageCx, connection: &ConnectionView, report: &MonthReport, sum: Tally) -> AnyView {
    let t = cx.t.completeness();
    let problem = report.state.problem.as_ref().map(|problem| {
        let why = Problem::of_code(cx, &connection.platform, problem).brief;
        view! { <Banner tone=Tone::Warning title=t.problem() text=why/> }
    });
    let hidden = (sum.hidden > 0).then(|| {
        let (title, text) = (t.hidden(sum.hidden), t.hidden_text());
        view! { <Banner tone=Tone::Info title=title text=text/> }
    });
    view! { {problem}{hidden} }.into_any()
}

/// What was compared, when, and whether it adds up.
fn compared(cx: &PageCx, connection: &ConnectionView, report: &MonthReport, sum: Tally) -> AnyView {
    let t = cx.t.print();
    let platform = hub::orders::platform_name(cx.visit().hub(), &connection.platform);
    let last = report.state.checked_at.map_or_else(|| t.never_checked().to_owned(), |at| moment(cx, at));
    let hours: i64 = report.days.iter().map(|day| day.hours).sum();
    let all = [
        Fact::new(cx.t.orders().channel(), platform),
        Fact::new(cx.t.completeness().checked_at(), last),
        Fact::new(t.hours_checked(), format::integer(cx.locale, hours)),
    ];
    let proof = if report.days.is_empty() {
        view! { <p>{cx.t.completeness().empty_text()}</p> }.into_any()
    } else {
        view! { <p><strong>{proof(cx, sum)}</strong></p> }.into_any()
    };
    view! {
        <section>
            <h2>{t.compared()}</h2>
            <p>{t.compared_text()}</p>
            <Facts facts=all.into() wide=true/>
            {proof}
        </section>
    }
    .into_any()
}

fn proof(cx: &PageCx, sum: Tally) -> String {
    let t = cx.t.print();
    let figure = |count| format::integer(cx.locale, count);
    let (failed, imported) = (figure(sum.failed), figure(sum.imported));
    let (left_out, listed, waiting) = (figure(sum.left_out), figure(sum.listed), figure(sum.waiting));
    if sum.adds_up() {
        t.adds_up(&failed, &imported, &left_out, &listed, &waiting)
    } else {
        t.does_not_add_up(&failed, &imported, &left_out, &listed, &waiting)
    }
}

fn days(cx: &PageCx, days: &[CheckedDay], sum: Tally) -> AnyView {
    let t = cx.t.completeness();
    if days.is_empty() {
        return view! { <section><h2>{t.by_day()}</h2><p class="meta">{t.empty()}</p></section> }.into_any();
    }
    // A report is read from its beginning.
    let waits = sum.waiting > 0;
    let rows = days.iter().rev().map(|day| {
        let name = format::day(cx.locale, day.day);
        row(cx, name, (day.tally, waits), moment(cx, day.checked_at), None)
    });
    let total = row(cx, cx.t.orders().total().to_owned(), (sum, waits), String::new(), Some("sheet-total"));
    let numbers = figures(cx, sum, waits)
        .into_iter()
        .map(|(label, _)| view! { <th scope="col" class="t-extra number">{label}</th> })
        .collect_view();
    view! {
        <section>
            <h2>{t.by_day()}</h2>
            <table class="table is-dense">
                <caption class="visually-hidden">{t.by_day()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="t-lead">{t.day()}</th>
                        <th scope="col" class="t-figure number">{t.listed()}</th>
                        {numbers}
                        <th scope="col" class="t-detail">{t.checked()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}{total}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The columns behind what is listed. Most plans have room: nothing is said of what waits where nothing does.
fn figures(cx: &PageCx, tally: Tally, waits: bool) -> Vec<(&'static str, i64)> {
    let t = cx.t.completeness();
    // What is hidden is told of the month alone.
    let Tally { listed: _, imported, left_out, waiting, failed, gone, recovered, corrected, hidden: _ } =
        tally;
    let mut figures = vec![(t.imported(), imported), (t.left_out(), left_out)];
    figures.extend(waits.then(|| (cx.t.syncs().waiting(), waiting)));
    figures.extend([
        (t.failed(), failed),
        (t.gone(), gone),
        (t.recovered(), recovered),
        (t.corrected(), corrected),
    ]);
    figures
}

fn row(
    cx: &PageCx,
    lead: String,
    (tally, waits): (Tally, bool),
    checked: String,
    class: Option<&'static str>,
) -> AnyView {
    let figure = |count| format::integer(cx.locale, count);
    let numbers = figures(cx, tally, waits)
        .into_iter()
        .map(|(_, count)| view! { <td class="t-extra number">{figure(count)}</td> })
        .collect_view();
    view! {
        <tr class=class>
            <th scope="row" class="t-lead">{lead}</th>
            <td class="t-figure number">{figure(tally.listed)}</td>
            {numbers}
            <td class="t-detail whole">{checked}</td>
        </tr>
    }
    .into_any()
}

/// What could not be imported, and what to do about it.
fn missing(cx: &PageCx, report: &MonthReport) -> AnyView {
    let t = cx.t.print();
    let all = of(&report.reasons, LeftOut::Failed).map(|reason| reason.count).sum::<i64>();
    let more = all - i64::try_from(report.missing.len()).unwrap_or(i64::MAX);
    let more = (more > 0).then(|| view! { <p class="meta">{t.missing_more(more)}</p> });
    let content = if report.missing.is_empty() {
        view! { <p>{t.missing_none()}</p> }.into_any()
    } else {
        let rows = report.missing.iter().map(|record| missing_row(cx, record)).collect_view();
        view! {
            <table class="table is-dense">
                <caption class="visually-hidden">{t.missing()}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="t-lead">{cx.t.syncs().issue_order()}</th>
                        <th scope="col" class="t-detail">{t.since()}</th>
                        <th scope="col" class="t-detail">{cx.t.syncs().issue_reason()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section>
            <h2>{t.missing()}</h2>
            <p class="meta">{t.missing_context()}</p>
            {content}
            {more}
        </section>
    }
    .into_any()
}

fn missing_row(cx: &PageCx, record: &NotImported) -> AnyView {
    let reason = Reason::of(cx, record.verdict.code(), &record.reason);
    view! {
        <tr>
            <th scope="row" class="t-lead">{shown_id(cx, &record.external_id)}</th>
            <td class="t-detail">{moment(cx, record.first_seen_at)}</td>
            <td class="t-detail">{reason.text}" "{reason.fix}</td>
        </tr>
    }
    .into_any()
}

/// What is no sale and did not fail, by reason.
fn outside(cx: &PageCx, reasons: &[ReasonCount], kind: LeftOut) -> Option<AnyView> {
    let t = cx.t.print();
    let (title, context) = match kind {
        LeftOut::Waiting => (cx.t.syncs().waiting(), t.waiting_context()),
        LeftOut::Skipped | LeftOut::Failed => (cx.t.completeness().left_out(), t.left_out_context()),
    };
    let facts: Vec<_> = of(reasons, kind)
        .map(|of| {
            let reason = Reason::of(cx, of.verdict.code(), &of.reason).text;
            Fact::new(reason, format::integer(cx.locale, of.count))
        })
        .collect();
    (!facts.is_empty()).then(|| {
        view! {
            <section>
                <h2>{title}</h2>
                <p class="meta">{context}</p>
                <Facts facts=facts wide=true/>
            </section>
        }
        .into_any()
    })
}

fn of(reasons: &[ReasonCount], kind: LeftOut) -> impl Iterator<Item = &ReasonCount> {
    reasons.iter().filter(move |of| LeftOut::of(of.verdict, &of.reason) == kind)
}

fn moment(cx: &PageCx, at: DateTime<Utc>) -> String {
    format::date_time(cx.locale, at, cx.zone)
}
