//! Every connection in one line: its state and its calls.

use super::words;
use crate::{
    integrations::{self, moment},
    page::PageCx,
};
use domain::view::health::CalledConnection;
use i18n::format;
use leptos::prelude::*;
use ui::{Cell, ChannelName, Column, DataTable, Panel, Place, Row, StatusBadge};

pub(super) fn panel(cx: &PageCx, connections: &[CalledConnection]) -> AnyView {
    let t = cx.t.health();
    let columns = vec![
        Column::new(Place::Lead, t.connection()),
        Column::new(Place::Figure, t.succeeded()),
        Column::new(Place::ExtraFigure, t.calls()),
        Column::new(Place::ExtraFigure, "p95"),
        Column::new(Place::ExtraFigure, t.errors()),
        Column::new(Place::Detail, t.last_success()),
        Column::new(Place::State, t.state()),
    ];
    let rows = connections.iter().map(|called| row(cx, called)).collect();
    view! {
        <Panel title=t.connections() context=t.panel_context()>
            <DataTable caption=t.connections() columns=columns rows=rows dense=true empty=().into_any()/>
        </Panel>
    }
    .into_any()
}

fn row(cx: &PageCx, called: &CalledConnection) -> Row {
    let t = cx.t.health();
    let (connection, calls) = (&called.connection, &called.calls);
    let badge = connection.badge();
    let state = view! {
        <StatusBadge tone=integrations::tone(badge) label=cx.t.integrations().badge(badge.code())/>
    };
    let success = match words::success(cx, calls) {
        Some(share) => Cell::labelled(t.succeeded(), share),
        None if calls.calls() == 0 => Cell::Missing,
        None => Cell::view(view! { <span class="meta">{t.too_few()}</span> }),
    };
    let succeeded_at = match connection.last_success_at {
        Some(at) => Cell::labelled(t.last_success(), moment(cx, at)),
        None if !integrations::brings_orders(cx, &connection.platform) => Cell::Missing,
        None => Cell::labelled(t.last_success(), t.never()),
    };
    let lead = view! { <ChannelName channel=connection.platform.clone() name=connection.name.clone()/> };
    Row {
        href: format!("{}#saude", integrations::path(connection.id)),
        lead: lead.into_any(),
        cells: vec![
            success,
            Cell::text(format::integer(cx.locale, words::count(calls.calls()))),
            words::took(cx, calls, 0.95).map_or(Cell::Missing, Cell::Text),
            Cell::text(format::integer(cx.locale, words::count(calls.failed()))),
            succeeded_at,
            Cell::view(state),
        ],
        pick: None,
    }
}
