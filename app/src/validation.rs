//! `/admin/validacao`: sheets of products, what their columns mean, their checks and what these found.

mod api;
mod columns;
mod corrections;
mod cost;
mod files;
mod findings;
mod format;
mod google;
mod imported;
mod importing;
mod list;
mod remove;
mod results;
mod rules;
mod run;
mod schedule;
mod scope;
mod sheet;
mod steps;
mod templates;
mod versions;
mod words;

pub use api::*;
pub use corrections::corrections_page;
pub use google::google_sheet_page;
pub use importing::import_page;
pub use list::validation_page;
pub use remove::remove_sheet_page;
pub use rules::*;
pub use run::validation_run_page;
pub use sheet::sheet_page;
pub use steps::steps_page;
pub use templates::templates_page;

pub(crate) use corrections::live as live_corrections;
pub(crate) use files::{UPLOAD, corrected, download, in_template, upload, upload_page};
pub(crate) use importing::live as live_import;
pub(crate) use rules::{SEND_LIST, list_file, send_list, send_list_page};
pub(crate) use run::live as live_run;

use crate::page::PageCx;
use domain::{CorrectionId, SheetId, ValidationRunId, ValidationState};
use ui::Tone;

/// Where the list is, and where files are sent to.
pub(crate) const PATH: &str = "/admin/validacao";

/// The page of a sheet.
pub(crate) fn sheet_path(id: SheetId) -> String {
    format!("{PATH}/{id}")
}

/// The page of a check.
pub(crate) fn run_path(id: ValidationRunId) -> String {
    format!("{PATH}/conferencias/{id}")
}

/// The file that a correction made.
pub(crate) fn corrected_path(id: CorrectionId) -> String {
    format!("{PATH}/correcoes/{id}/arquivo")
}

/// The colour of a state; its word is a text.
const fn tone(state: ValidationState) -> Tone {
    match state {
        ValidationState::Waiting | ValidationState::Cancelled => Tone::Neutral,
        ValidationState::Running => Tone::Info,
        ValidationState::Completed => Tone::Positive,
        ValidationState::Failed => Tone::Critical,
    }
}

/// Why something of a sheet was refused: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let (t, c, i, r) = (cx.t.validation(), cx.t.corrections(), cx.t.imports(), cx.t.rules());
    let l = cx.t.rule_lists();
    let (title, text) = match what {
        "rule_fails" => (r.fails(), r.fails_text().to_owned()),
        "rule_unreadable" => (r.unreadable(), r.unreadable_text().to_owned()),
        "never_read" => (r.never_read(), r.never_read_text().to_owned()),
        "trials_busy" => (r.busy(), r.busy_text().to_owned()),
        code @ ("list_missing"
        | "list_gone"
        | "list_in_use"
        | "list_empty"
        | "list_columns"
        | "list_entry_too_long"
        | "list_entry_signs"
        | "list_unreadable"
        | "too_many_lists") => (l.refused(), l.refused_text(code)),
        "list_too_many" => {
            let most = i64::try_from(cx.visit().hub().list_entries()).unwrap_or(i64::MAX);
            (l.refused(), l.too_many(most))
        }
        "too_many_rules" => (r.too_many(), r.too_many_text().to_owned()),
        "file_too_large" => {
            let most = i18n::format::bytes(cx.locale, cx.visit().hub().files().most());
            (t.too_large(), t.too_large_text(&most))
        }
        "file_cut" => (t.cut(), t.cut_text().to_owned()),
        code @ ("not_a_table" | "web_page" | "pdf" | "empty" | "damaged_book" | "locked") => {
            let why = words::problem(cx, code, &leptos::serde_json::Value::Null);
            (t.no_sheet(), t.no_sheet_text(&why))
        }
        "file_gone" => (t.gone(), t.gone_text().to_owned()),
        "no_columns" => (t.no_columns(), t.no_columns_text().to_owned()),
        "unreadable" => (t.unreadable(), t.unreadable_text().to_owned()),
        "check_not_over" => (t.not_over(), t.not_over_text().to_owned()),
        "not_open" => (t.over(), t.over_text().to_owned()),
        "not_a_book" => (t.not_a_book(), t.not_a_book_text().to_owned()),
        "not_a_file" => (t.not_a_file(), t.not_a_file_text().to_owned()),
        "book_too_long" => (t.book_too_long(), t.book_too_long_text().to_owned()),
        "errors_unknown" => (t.errors_unknown(), t.errors_unknown_text().to_owned()),
        "copy_gone" => (t.copy_gone(), t.copy_gone_text().to_owned()),
        "is_a_file" => (t.is_a_file(), t.is_a_file_text().to_owned()),
        "not_a_sheet" => (t.not_a_sheet(), t.not_a_sheet_text().to_owned()),
        "still_checking" => (t.still_checking(), t.still_checking_text().to_owned()),
        "nothing_accepted" => (c.nothing_accepted(), c.nothing_accepted_text().to_owned()),
        "rules_changed" => (c.rules_changed(), c.rules_changed_text().to_owned()),
        "sheet_changed" => (c.sheet_changed(), c.sheet_changed_text().to_owned()),
        "not_undoable" => (c.not_undoable(), c.not_undoable_text().to_owned()),
        "no_sku_column" => (i.no_sku_column(), i.no_sku_column_text().to_owned()),
        "nothing_to_import" => (i.nothing_to_import(), i.nothing_to_import_text().to_owned()),
        "currency_changed" => (i.currency_changed(), i.currency_changed_text().to_owned()),
        "import_not_ready" => (i.import_not_ready(), i.import_not_ready_text().to_owned()),
        "correcting" => (c.correcting(), c.correcting_text().to_owned()),
        code if code.starts_with("sheet_") => {
            (t.google_unread(), words::problem(cx, code, &leptos::serde_json::Value::Null))
        }
        _ => return None,
    };
    Some((title.to_owned(), text))
}
