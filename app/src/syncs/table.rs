//! Runs as a table.

use super::{counts, path, tone};
use crate::{integrations, page::PageCx};
use domain::{SyncState, view::connections::SyncRunView};
use leptos::prelude::*;
use ui::{Cell, ChannelName, Column, DataTable, EmptyState, IconName, Place, Row, StatusBadge};

/// The table; `named` puts the connection into the first column, else it is the start.
pub(crate) fn table(cx: &PageCx, runs: Vec<SyncRunView>, named: bool) -> AnyView {
    let t = cx.t.syncs();
    let empty = view! { <EmptyState icon=IconName::RefreshCw title=t.none_of_account() text=t.none_of_account_text()/> }.into_any();
    table_or(cx, runs, named, empty)
}

/// The same with what stands in the place of no rows.
pub(super) fn table_or(cx: &PageCx, runs: Vec<SyncRunView>, named: bool, empty: AnyView) -> AnyView {
    let t = cx.t.syncs();
    let mut columns = vec![Column::new(Place::Lead, if named { t.connection() } else { t.started() })];
    columns.push(Column::new(Place::Detail, t.what()));
    if named {
        columns.push(Column::new(Place::Detail, t.started()));
    }
    if named {
        columns.push(Column::new(Place::Extra, t.duration()));
    }
    columns.push(Column::new(Place::Figure, t.read()));
    let waits = runs.iter().any(|run| run.counts.waiting > 0);
    if named {
        let counts = [t.created(), t.updated(), t.unchanged(), t.skipped(), t.failed()];
        let counts = counts.into_iter().chain(waits.then(|| t.waiting()));
        columns.extend(counts.map(|label| Column::new(Place::ExtraFigure, label)));
    } else {
        // Beside the facts of a connection there is no room for a column each.
        columns.push(Column::new(Place::Extra, t.issue_verdict()));
    }
    columns.push(Column::new(Place::State, t.state_label()));
    let rows = runs.into_iter().map(|run| row(cx, run, named, waits)).collect();
    view! { <DataTable caption=t.list() columns=columns rows=rows dense={!named} empty=empty/> }.into_any()
}

/// A row; `waits` tells whether the table has a column for what waits until the plan has room.
fn row(cx: &PageCx, run: SyncRunView, named: bool, waits: bool) -> Row {
    let t = cx.t.syncs();
    let number = |count| Cell::text(i18n::format::integer(cx.locale, count));
    let started = integrations::moment(cx, run.started_at.unwrap_or(run.created_at));
    let problem = problem_of(cx, &run);
    let kind = t.kind(run.kind.code());
    let mut cells = vec![match &problem {
        Some(problem) => {
            Cell::view(view! { <span>{kind}</span><span class="cell-note">{problem.clone()}</span> })
        }
        None => Cell::text(kind),
    }];
    let lead = if named {
        cells.push(Cell::View(started));
        view! { <ChannelName channel=run.platform.clone() name=run.connection_name.clone()/> }.into_any()
    } else {
        started
    };
    let counts = run.counts;
    if named {
        cells.push(duration(cx, &run).map_or(Cell::Missing, Cell::Text));
    }
    let mut told = t.read_count(counts.read);
    if counts.failed > 0 {
        told = format!("{told} · {}", t.failed_count(counts.failed));
    }
    if counts.waiting > 0 {
        told = format!("{told} · {}", t.waiting_count(counts.waiting));
    }
    cells.push(Cell::counted(i18n::format::integer(cx.locale, counts.read), told));
    if named {
        let counts = [counts.created, counts.updated, counts.unchanged, counts.skipped, counts.failed]
            .into_iter()
            .chain(waits.then_some(counts.waiting));
        cells.extend(counts.map(number));
    } else {
        cells.push(Cell::text(counts::whole(cx, &run)));
    }
    let (state, busy) = (run.state, run.state == SyncState::Running);
    let label = if run.cancel_requested && !state.is_over() {
        t.stopping().to_owned()
    } else {
        t.state(state.code())
    };
    cells.push(Cell::view(view! { <StatusBadge tone=tone(state) label=label busy=busy/> }));
    Row { href: path(run.id), lead, cells, pick: None }
}

/// How long it took, or has taken so far; `None` before it starts.
pub(super) fn duration(cx: &PageCx, run: &SyncRunView) -> Option<String> {
    let length = run.finished_at.unwrap_or(cx.now) - run.started_at?;
    Some(i18n::format::duration(cx.locale, length))
}

/// What went wrong, in a few words.
fn problem_of(cx: &PageCx, run: &SyncRunView) -> Option<String> {
    let t = cx.t.syncs();
    match run.problem.as_deref() {
        Some(code) => Some(integrations::Problem::of_code(cx, &run.platform, code).brief),
        None if run.counts.failed > 0 => Some(t.records_failed().to_owned()),
        None => None,
    }
}
