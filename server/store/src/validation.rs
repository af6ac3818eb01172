//! Sheets of products, the files they are in, their checks, and what of these is counted as used.

mod corrections;
mod errors;
mod files;
mod findings;
mod lists;
mod reserved;
mod results;
mod rules;
mod runs;
mod schedules;
mod sheets;
mod sources;
mod usage;
mod versions;

pub use corrections::{
    CorrectionEnd, FixChoice, begin_correction, choose_fixes, chosen_cells, correction_of_job,
    correction_progress, corrections, end_correction, find_correction, fix_counts, insert_correction,
    is_used, mark_undone, rules_key,
};
pub use errors::{error_findings, error_rows, note_errors};
pub use files::{NewFile, find_file, insert_file, latest_sheet_of, take_unused};
pub use findings::{
    add_findings, count_findings, findings, findings_after, forget_findings, found_by_field, note_difference,
};
pub use lists::{
    hold_rule_lists, insert_rule_list, lock_rule_list, remove_rule_list, replace_rule_list, rule_list,
    rule_lists,
};
pub use reserved::{Reserved, reserve};
pub use results::{
    Destination, begin_results, destination, end_results, find_results, insert_results, is_written_to,
    note_results, pause_results, results_run_of,
};
pub use rules::{
    RuleChoice, choose_rule, lock_rules, own_rule, own_rules, remove_own_rule, rule_choices, save_own_rule,
};
pub use runs::{
    Counted, End, NewRule, NewRun, Progress, RuleCounts, add_metered, begin, end, find_run, give_back,
    insert_run, last_counted, open_run, progress, remove_old, rules, run_of_job, runs, runs_page, start,
};
pub use schedules::{due, set_schedule, take_due};
pub use sheets::{
    KnownMapping, NewSheet, Shape, find_sheet, insert_sheet, lock_sheet, mappings, remove_sheet, rename,
    reshape, set_mapping, set_packs, sheets, sheets_page,
};
pub use sources::{
    Copy, NewSource, catalogue, copy_with, note_copy, note_source_names, set_sample, set_writes_results,
    sheet_of_source, wait,
};
pub use usage::{count_records, new_records};
pub use versions::{mapping_versions, rule_versions};
