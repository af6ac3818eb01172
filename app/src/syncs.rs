//! Synchronisations: the list of runs, one run, and what runs now.

mod api;
mod conflict;
mod counts;
mod detail;
mod issues;
mod list;
pub(crate) mod not_imported;
mod progress;
mod running;
mod start;
mod table;

pub use api::*;
pub use detail::sync_run_page;
pub use list::syncs_page;
pub use not_imported::not_imported_page;
pub use progress::*;

pub(crate) use conflict::conflict;
pub(crate) use counts::outcome;
pub(crate) use issues::{Reason, shown_id, technical};
pub(crate) use running::{RunsById, ask, ask_for_chip, bar, brief, chip, open_runs, reload_without_script};
pub(crate) use start::{start_button, start_entry, start_forms};
pub(crate) use table::table;

use domain::{SyncRunId, SyncState};
use ui::Tone;

/// Where the list is.
pub(crate) const LIST: &str = "/admin/sincronizacoes";

/// The page of a run.
pub(crate) fn path(id: SyncRunId) -> String {
    format!("{LIST}/{id}")
}

/// The colour of a state; its word is a text.
const fn tone(state: SyncState) -> Tone {
    match state {
        SyncState::Waiting | SyncState::Cancelled => Tone::Neutral,
        SyncState::Running => Tone::Info,
        SyncState::Completed => Tone::Positive,
        SyncState::Partial => Tone::Warning,
        SyncState::Failed => Tone::Critical,
    }
}
