//! What takes space, most first.

use super::bytes;
use crate::{
    detective,
    page::{Area, PageCx},
    queue, syncs,
};
use domain::{
    StorageKind,
    view::storage::{Kept, StorageUse, StorageView},
};
use i18n::format;
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, Panel, Place, Row};

pub(super) fn panel(cx: &PageCx, storage: &StorageView) -> AnyView {
    let t = cx.t.storage();
    let columns = vec![
        Column::new(Place::Lead, t.what()),
        Column::new(Place::Figure, t.space()),
        Column::new(Place::ExtraFigure, t.items()),
        Column::new(Place::Extra, t.oldest()),
        Column::new(Place::Detail, t.kept()),
    ];
    let rows = storage.uses.iter().map(|of| row(cx, of)).collect();
    view! {
        <Panel title=t.uses() context=t.uses_context()>
            <DataTable caption=t.uses() columns=columns rows=rows empty=().into_any()/>
        </Panel>
    }
    .into_any()
}

fn row(cx: &PageCx, of: &StorageUse) -> Row {
    let t = cx.t.storage();
    let kept = match of.kept {
        Kept::Always => t.always().to_owned(),
        Kept::Days(days) => t.days(days.into()),
    };
    Row {
        href: seen_at(of.kind).to_owned(),
        lead: t.kind(of.kind.code()).into_any(),
        cells: vec![
            Cell::text(bytes(cx, of.bytes)),
            Cell::text(format::integer(cx.locale, of.items)),
            of.oldest.map_or(Cell::Missing, |day| Cell::text(format::day(cx.locale, day))),
            Cell::text(kept),
        ],
        pick: None,
    }
}

/// The page on which it is seen.
const fn seen_at(kind: StorageKind) -> &'static str {
    match kind {
        StorageKind::Sales | StorageKind::Story | StorageKind::Actions => Area::Orders.path(),
        StorageKind::Customers => Area::Customers.path(),
        StorageKind::Products => Area::Products.path(),
        StorageKind::Payloads | StorageKind::Events | StorageKind::Settings => Area::Integrations.path(),
        StorageKind::Records | StorageKind::Runs => syncs::LIST,
        StorageKind::Verdicts => detective::PATH,
        StorageKind::Alerts => Area::Alerts.path(),
        StorageKind::Jobs => queue::PATH,
        StorageKind::Figures => Area::Health.path(),
        StorageKind::Sheets | StorageKind::Validations => Area::Validation.path(),
        StorageKind::Audit => "/admin/empresa",
    }
}
