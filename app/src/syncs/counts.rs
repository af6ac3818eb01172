//! The counts of a run: as a sentence, and as figures that add up.

use crate::page::PageCx;
use domain::{SyncCounts, SyncState, view::connections::SyncRunView};
use leptos::prelude::*;
use ui::{StatRow, StatTile};

/// "128 novas, 3 atualizadas, 2 ignoradas, 15 esperando o plano"; what is unchanged only where nothing else is.
pub(super) fn sentence(cx: &PageCx, run: &SyncRunView) -> String {
    let changes = SyncCounts { unchanged: 0, ..run.counts };
    let is_all = changes.created + changes.updated + changes.not_taken() == 0;
    told(cx, run.state, if is_all { &run.counts } else { &changes })
}

/// Every count that is not zero, so that they add up to what was read.
pub(super) fn whole(cx: &PageCx, run: &SyncRunView) -> String {
    told(cx, run.state, &run.counts)
}

/// The counts that are not zero; only who came to the end can say that there was nothing new.
fn told(cx: &PageCx, state: SyncState, counts: &SyncCounts) -> String {
    let t = cx.t.syncs();
    let told = [
        (counts.created, t.created_count(counts.created)),
        (counts.updated, t.updated_count(counts.updated)),
        (counts.unchanged, t.unchanged_count(counts.unchanged)),
        (counts.skipped, t.skipped_count(counts.skipped)),
        (counts.failed, t.failed_count(counts.failed)),
        (counts.waiting, t.waiting_count(counts.waiting)),
    ];
    let told: Vec<_> = told.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    if !told.is_empty() {
        told.join(", ")
    } else if state == SyncState::Completed {
        t.nothing_read().to_owned()
    } else {
        t.read_count(counts.read)
    }
}

/// How a run ended: "Loja Centro: Concluída, 128 novas"; nothing while it goes on.
pub(crate) fn outcome(cx: &PageCx, run: &SyncRunView) -> String {
    if !run.state.is_over() {
        return String::new();
    }
    let state = cx.t.syncs().state(run.state.code());
    format!("{}{} {state}, {}", run.connection_name, cx.t.common().colon(), sentence(cx, run))
}

/// Every record read has one outcome; the figures show it.
pub(super) fn figures(cx: &PageCx, counts: &SyncCounts, is_over: bool) -> AnyView {
    let t = cx.t.syncs();
    let mut figures = vec![
        (t.read(), counts.read),
        (t.created(), counts.created),
        (t.updated(), counts.updated),
        (t.unchanged(), counts.unchanged),
        (t.skipped(), counts.skipped),
        (t.failed(), counts.failed),
    ];
    // Most plans have room: no figure that is nothing in almost every run.
    figures.extend((counts.waiting > 0).then(|| (t.waiting(), counts.waiting)));
    let locale = cx.locale;
    let tiles = figures.into_iter().map(|(label, count)| {
        let value = i18n::format::integer(locale, count);
        view! { <StatTile label=label value=value/> }
    });
    let tiles = tiles.collect_view();
    let proof =
        (is_over && counts.read > 0).then(|| if counts.add_up() { t.adds_up() } else { t.does_not_add_up() });
    view! {
        <div class="run-counts">
            <StatRow>{tiles}</StatRow>
            {proof.map(|proof| view! { <p class="meta">{proof}</p> })}
        </div>
    }
    .into_any()
}
