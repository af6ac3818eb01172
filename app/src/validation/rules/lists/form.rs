//! The form that sends a list: as a new one, or as what takes the place of another.

use super::send::{ENDINGS, FORM, SEND_LIST};
use crate::{drawn_for::DrawnFor, form::FormState, page::PageCx};
use domain::{FieldProblem, RuleListId};
use leptos::prelude::*;
use ui::{Button, ButtonKind, CheckboxField, FieldGroup, FormActions, IconName, TextField, TextareaField};

/// Lines of the text in which values are pasted.
const LINES: u32 = 8;

/// What comes before the file in it has come when the file is read: nothing follows the file.
pub(super) fn fields(cx: &PageCx, of: Option<RuleListId>) -> AnyView {
    let (t, state) = (cx.t.rule_lists(), cx.form(FORM));
    let company = cx.principal().map(DrawnFor::text);
    let list = of.map(|list| view! { <input type="hidden" name="list" value=list.to_string()/> });
    let name = of.is_none().then(|| {
        let (value, error) = (state.value("name", ""), name_error(cx, &state));
        view! { <TextField name="name" label=t.name() help=t.name_help() value=value error=error required=true/> }
    });
    let sure = of.is_some().then(|| {
        view! { <CheckboxField name="sure" label=t.sure() error=state.error("sure") required=true/> }
    });
    let (label, kind) = match of {
        Some(_) => (t.replace(), ButtonKind::Secondary),
        None => (t.add(), ButtonKind::Primary),
    };
    let hub = cx.visit().hub();
    let most = i64::try_from(hub.list_entries()).unwrap_or(i64::MAX);
    let size = i18n::format::bytes(cx.locale, hub.files().most());
    let (entries, column) = (state.value("entries", ""), state.value("column", ""));
    let (entries_error, column_error) = (state.error("entries"), column_error(cx, &state));
    let optional = cx.t.common().optional();
    view! {
        <form method="post" action=SEND_LIST enctype="multipart/form-data" class="form">
            <input type="hidden" name="company" value=company/>
            {list}
            {name}
            {sure}
            <TextareaField name="entries" label=t.entries() help=t.entries_help(most) value=entries error=entries_error rows=LINES/>
            <FieldGroup legend=t.from_file()>
                <TextField name="column" label=t.column() help=t.column_help() value=column error=column_error optional=optional/>
                <div class="field">
                    <label for="file">{t.file()}</label>
                    <input class="input" type="file" id="file" name="file" accept=ENDINGS aria-describedby="file-help"/>
                    <p class="field-help" id="file-help">{t.file_help(&size)}</p>
                </div>
            </FieldGroup>
            <FormActions><Button label=label kind=kind icon=IconName::Upload/></FormActions>
        </form>
    }
    .into_any()
}

fn name_error(cx: &PageCx, state: &FormState) -> String {
    match state.problem("name") {
        Some(FieldProblem::Format) => cx.t.rule_lists().name_form().to_owned(),
        Some(FieldProblem::Taken) => cx.t.rule_lists().name_taken().to_owned(),
        _ => state.error("name"),
    }
}

fn column_error(cx: &PageCx, state: &FormState) -> String {
    match state.problem("column") {
        Some(FieldProblem::Unknown) => cx.t.rule_lists().column_unknown().to_owned(),
        _ => state.error("column"),
    }
}
