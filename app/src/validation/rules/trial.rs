//! Trying a rule on a sheet, as it is written: in short while it is being written, and with all cells when the button asks.

use super::ValidationRuleLive;
use crate::{
    AsTyped,
    page::PageCx,
    validation::{conflict, words},
};
use domain::{
    Fault, SheetId,
    view::validation::{Finding, SheetLine},
};
use hub::{
    HubError,
    auth::OrgCx,
    permit::View,
    validation::{TRIAL_BUDGET, Trial, try_rule},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use std::time::Duration;
use ui::{Banner, Button, Cell, Column, DataTable, IconName, Panel, Place, Row, Tone};

/// How long a trial may read while the rule is written.
const AT_ONCE: Duration = Duration::from_secs(2);
/// Cells that are told of then.
const SOME: usize = 5;

/// Where the sheet is chosen and the button is pressed: parts of the form of this id, which stands elsewhere.
pub(super) fn panel(cx: &PageCx, form: &str, sheets: &[SheetLine], chosen: &str) -> AnyView {
    let t = cx.t.rules();
    let body = if sheets.is_empty() {
        view! { <p class="meta">{t.trial_no_sheets()}</p> }.into_any()
    } else {
        let options = sheets.iter().map(|sheet| {
            let value = sheet.id.to_string();
            let selected = value == chosen;
            view! { <option value=value selected=selected>{sheet.name.clone()}</option> }
        });
        let (options, form) = (options.collect_view(), form.to_owned());
        let ask = ValidationRuleLive::url().to_owned();
        view! {
            <div class="form">
                <div class="field">
                    <label for="sheet">{t.trial_sheet()}</label>
                    <select class="select" id="sheet" name="sheet" form=form.clone()>{options}</select>
                </div>
                <div class="actions">
                    <Button label=t.try_it() icon=IconName::Play name="act" value="try" form=form.clone() incomplete=true/>
                </div>
                <AsTyped form=form ask=ask><p class="meta"></p></AsTyped>
            </div>
        }
        .into_any()
    };
    view! { <Panel title=t.trial() context=t.trial_text()>{body}</Panel> }.into_any()
}

/// What the rule finds in a sheet in a short time, in short.
///
/// # Errors
/// Faults of our own. A rule that cannot be tried yet is being written.
pub(super) async fn in_short(
    cx: &PageCx,
    reads: &OrgCx<View>,
    sheet: SheetId,
    yaml: &str,
) -> Result<AnyView, HubError> {
    let trial = match try_rule(reads, sheet, yaml, AT_ONCE).await {
        Ok(trial) => trial,
        Err(HubError::Fault(Fault::Conflict { what })) => {
            let (title, _) = conflict(cx, &what).unwrap_or_default();
            return Ok(view! { <p class="meta">{title}</p> }.into_any());
        }
        Err(error) => return Err(error),
    };
    let t = cx.t.rules();
    if trial.is_skipped {
        return Ok(view! { <p class="meta">{t.trial_skipped()}</p> }.into_any());
    }
    let (found, rows) = (count(trial.found), count(trial.rows));
    let tone = if trial.found == 0 { Tone::Positive } else { Tone::Info };
    let text = (!trial.is_whole).then(|| t.trial_so_far());
    let some = trial.cells.iter().take(SOME).map(|finding| {
        let place = format!("{} {}", cx.t.validation().row_word(), format::integer(cx.locale, finding.row));
        let sku = finding.sku.as_ref().map(|sku| format!(" · {sku}"));
        view! { <li>{place}{sku}{cx.t.common().colon()}{" "}{words::value(cx, &finding.field, &finding.value)}</li> }
    });
    let some = some.collect_view();
    let details = view! { {text.map(|text| view! { <p>{text}</p> })} <ul>{some}</ul> }.into_any();
    Ok(view! { <Banner tone=tone title=t.trial_found(found, rows) details=details/> }.into_any())
}

fn count(of: u64) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// What the rule finds in a sheet.
///
/// # Errors
/// Faults of our own. What the person can do something about is said instead.
pub(super) async fn result(
    cx: &PageCx,
    reads: &OrgCx<View>,
    sheet: &SheetLine,
    yaml: &str,
) -> Result<AnyView, Fault> {
    match try_rule(reads, sheet.id, yaml, TRIAL_BUDGET).await {
        Ok(trial) => Ok(shown(cx, &sheet.name, &trial)),
        Err(HubError::Fault(Fault::Conflict { what })) => {
            let (title, text) = conflict(cx, &what).unwrap_or_default();
            Ok(view! { <Banner tone=Tone::Warning title=title text=text/> }.into_any())
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(cx: &PageCx, name: &str, trial: &Trial) -> AnyView {
    let t = cx.t.rules();
    if trial.is_skipped {
        let text = t.trial_skipped_text(name);
        return view! { <Banner tone=Tone::Warning title=t.trial_skipped() text=text/> }.into_any();
    }
    let seconds = count(TRIAL_BUDGET.as_secs());
    let problem = trial.problem.as_ref().map(|(code, data)| {
        let text = words::problem(cx, code, data);
        view! { <Banner tone=Tone::Critical title=t.trial_stopped() text=text/> }
    });
    let context = match (trial.is_whole || trial.problem.is_some(), trial.is_across) {
        (true, _) => t.trial_in(name),
        (false, true) => t.trial_partial_across(name, seconds),
        (false, false) => t.trial_partial(name, count(trial.rows), seconds),
    };
    let title = t.trial_found(count(trial.found), count(trial.rows));
    let tone = if trial.found == 0 { Tone::Positive } else { Tone::Info };
    view! {
        {problem}
        <Banner tone=tone title=title text=context/>
        {cells(cx, &trial.cells)}
    }
    .into_any()
}

fn cells(cx: &PageCx, found: &[Finding]) -> AnyView {
    if found.is_empty() {
        return ().into_any();
    }
    let (t, r) = (cx.t.validation(), cx.t.rules());
    let columns = vec![
        Column::new(Place::Lead, t.row_column()),
        Column::new(Place::Detail, t.value_column()),
        Column::new(Place::Detail, t.why_column()),
    ];
    let rows = found.iter().map(|finding| {
        let why = finding.detail.as_ref().map(|detail| words::detail(cx, detail)).unwrap_or_default();
        let sku = finding.sku.as_ref().map(|sku| view! { <div class="meta">{sku.clone()}</div> });
        let proposed = finding.proposed.as_ref().map(|proposed| {
            let shown = words::value(cx, &finding.field, proposed);
            view! { <div class="meta">{t.proposed(&shown)}</div> }
        });
        let row = format!("{} {}", t.row_word(), format::integer(cx.locale, finding.row));
        Row {
            href: String::new(),
            lead: view! { <div>{row}</div> <div class="meta">{t.line(finding.line)}</div> {sku} }.into_any(),
            cells: vec![
                Cell::view(
                    view! { <div>{words::value(cx, &finding.field, &finding.value)}</div> {proposed} },
                ),
                Cell::Text(why),
            ],
            pick: None,
        }
    });
    let rows = rows.collect();
    view! {
        <Panel title=r.trial_cells()>
            <DataTable caption=r.trial_cells() columns=columns rows=rows dense=true empty=().into_any()/>
        </Panel>
    }
    .into_any()
}
