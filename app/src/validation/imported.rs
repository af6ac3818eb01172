//! The imports of a sheet, or of one of its checks: the way back to each.

use super::importing;
use crate::page::PageCx;
use domain::{CatalogueImportState as State, view::catalogue_import::ImportLine};
use i18n::format;
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, Panel, Place, Row, StatusBadge, Tone};

/// Nothing where there are none.
pub(super) fn panel(cx: &PageCx, imports: &[ImportLine]) -> Option<AnyView> {
    if imports.is_empty() {
        return None;
    }
    let (t, v) = (cx.t.imports(), cx.t.validation());
    let columns = vec![
        Column::new(Place::Lead, v.when_column()),
        Column::new(Place::Detail, t.what_column()),
        Column::new(Place::State, v.state_column()),
    ];
    let rows = imports.iter().map(|import| row(cx, import)).collect();
    Some(
        view! {
            <Panel title=t.list()>
                <DataTable caption=t.list() columns=columns rows=rows dense=true empty=().into_any()/>
            </Panel>
        }
        .into_any(),
    )
}

fn row(cx: &PageCx, import: &ImportLine) -> Row {
    let t = cx.t.imports();
    let counted = t.counts(import.creates, import.refused, import.updates);
    let by = import.requested_by.as_ref().map(|name| view! { <div class="meta">{name.clone()}</div> });
    let badge = view! { <StatusBadge tone=tone(import.state) label=t.state(import.state.code())/> };
    Row {
        href: importing::path(import.id),
        lead: format::date_time(cx.locale, import.created_at, cx.zone).into_any(),
        cells: vec![Cell::view(view! { <div>{counted}</div> {by} }), Cell::view(badge)],
        pick: None,
    }
}

const fn tone(state: State) -> Tone {
    match state {
        State::Reading | State::Ready | State::Applying | State::Undoing => Tone::Info,
        State::Applied => Tone::Positive,
        State::Undone | State::Cancelled => Tone::Neutral,
        State::Failed => Tone::Critical,
    }
}
