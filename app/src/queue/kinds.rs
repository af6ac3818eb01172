//! What each kind of work has undone, and the button that pauses it.

use super::{QueuePause, QueueResume, list_of};
use crate::{form::PostForm, integrations, page::PageCx};
use domain::{JobKind, JobStanding, Permission, view::queue::QueueView};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Cell, Column, DataTable, Panel, Place, Row, StatusBadge, Tone};

pub(super) fn view(cx: &PageCx, queue: &QueueView) -> AnyView {
    let t = cx.t.queue();
    let mut columns = vec![Column::new(Place::Lead, t.kind_label()), Column::new(Place::Detail, t.oldest())];
    columns.extend(
        JobStanding::ALL.iter().map(|standing| Column::new(Place::ExtraFigure, t.standing(standing.code()))),
    );
    columns.push(Column::new(Place::State, t.standing_label()));
    columns.push(Column::new(Place::State, t.pause()));
    let rows = JobKind::ALL.iter().map(|kind| row(cx, queue, *kind)).collect();
    view! {
        <Panel title=t.kinds()>
            <DataTable caption=t.kinds() columns=columns rows=rows empty=().into_any()/>
        </Panel>
    }
    .into_any()
}

fn row(cx: &PageCx, queue: &QueueView, kind: JobKind) -> Row {
    let t = cx.t.queue();
    let oldest = |at| Cell::labelled(t.oldest(), integrations::moment(cx, at));
    let mut cells = vec![queue.oldest(kind).map_or(Cell::Missing, oldest)];
    cells.extend(JobStanding::ALL.iter().map(|standing| {
        Cell::text(i18n::format::integer(cx.locale, queue.count(*standing, Some(kind), None)))
    }));
    let pause = queue.pause(kind);
    cells.push(match pause {
        Some(pause) => {
            let since = i18n::format::relative(cx.locale, pause.at, cx.now, cx.zone);
            let who = match &pause.by {
                Some(name) => t.paused_by(name, &since),
                None => t.paused_since(&since),
            };
            Cell::view(view! {
                <StatusBadge tone=Tone::Warning label=t.paused()/>
                <span class="cell-note">{who}</span>
            })
        }
        None => Cell::view(view! { <StatusBadge tone=Tone::Neutral label=t.active()/> }),
    });
    cells.push(Cell::view(cx.may(Permission::RunSync).then(|| button(cx, kind, pause.is_some()))));
    Row { href: list_of(Some(kind), None, ""), lead: t.kind(kind.code()).into_any(), cells, pick: None }
}

fn button(cx: &PageCx, kind: JobKind, is_paused: bool) -> AnyView {
    let t = cx.t.queue();
    let (action, label) =
        if is_paused { (QueueResume::url(), t.resume()) } else { (QueuePause::url(), t.pause()) };
    // A field stands above the link of the row.
    view! {
        <PostForm action=action return_to=cx.here() class="field">
            <input type="hidden" name="kind" value=kind.code()/>
            <Button label=label of=t.kind(kind.code())/>
        </PostForm>
    }
    .into_any()
}
