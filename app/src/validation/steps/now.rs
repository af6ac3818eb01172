//! What is done with each cell, one step after the other: in plain words, and as fields to change it by.

use super::{
    ACT, FORM, FORM_ID, SET,
    known::is_example,
    value_name,
    values::{self, Kind, StepValue, Wrong, in_words},
};
use crate::{form::PostForm, page::PageCx, validation::ColumnStepsForm};
use domain::SheetId;
use hub::validation::{Chain, WrittenSteps};
use leptos::{prelude::*, serde_json::Value, server_fn::ServerFn};
use std::collections::BTreeMap;
use ui::{
    Button, Cell, Column, DataTable, FormActions, InputKind, Place, Row, SelectField, SelectOption,
    TextField, TextareaField,
};

/// What is done with each cell, one after the other, in plain words.
pub(super) fn now(
    cx: &PageCx,
    place: (SheetId, usize),
    (written, kept): (&WrittenSteps, &WrittenSteps),
    may_edit: bool,
) -> AnyView {
    let t = cx.t.steps();
    let read = |steps: &str| Chain::from_yaml(steps).map(|chain| chain.0);
    // What cannot be read takes nothing's place.
    let (steps, is_kept) = match read(&written.steps) {
        Ok(steps) => (steps, false),
        Err(_) if written.steps.trim().is_empty() => (Vec::new(), false),
        Err(_) => (read(&kept.steps).unwrap_or_default(), true),
    };
    let unsaved = match (is_kept, written != kept) {
        (true, _) => Some(t.still_kept()),
        (false, true) => Some(t.unsaved()),
        (false, false) => None,
    };
    let unsaved = unsaved.map(|unsaved| view! { <p class="meta">{unsaved}</p> });
    if steps.is_empty() {
        return view! { <p class="meta">{t.now_none()}</p> {unsaved} }.into_any();
    }
    let may_edit = may_edit && !is_kept;
    let lines = steps.iter().enumerate().map(|(at, step)| {
        let (code, more) = in_words(step);
        let said = t.step(&code);
        let values = values::values(&code, &more);
        let change = (may_edit && !values.is_empty()).then(|| {
            let is_new = written.steps != kept.steps && at + 1 == steps.len() && is_example(&code, &more);
            change(cx, place, written, (at, &said, &values), is_new)
        });
        let more = parameters(cx, &code, &more);
        let more = (!more.is_empty()).then(|| view! { <div class="meta">{more}</div> });
        let drop = may_edit.then(|| {
            let (label, of) = (t.drop(), said.clone());
            view! { <Button label=label of=of form=FORM_ID name="act" value=format!("drop:{at}")/> }
        });
        Row {
            href: String::new(),
            lead: view! { <div>{format!("{}. {said}", at + 1)}</div> {more} {change} }.into_any(),
            cells: vec![Cell::view(drop)],
            pick: None,
        }
    });
    let columns = vec![Column::new(Place::Lead, t.step_column()), Column::new(Place::State, t.drop())];
    let rows = lines.collect();
    view! {
        <DataTable caption=t.now() columns=columns rows=rows dense=true empty=().into_any()/>
        {unsaved}
    }
    .into_any()
}

/// What a step is told, in words and without signs that nobody needs.
fn parameters(cx: &PageCx, step: &str, more: &Value) -> String {
    let t = cx.t.steps();
    let part = |(name, value): (&String, &Value)| {
        let code = values::code(step, Some(name));
        match value {
            Value::Bool(true) => t.value_of(&code),
            _ if name == "decimal" => in_place(t, &code, value),
            _ => format!("{}{} {}", t.value_of(&code), cx.t.common().colon(), in_place(t, &code, value)),
        }
    };
    match more {
        Value::Null => String::new(),
        Value::Object(of) => of.iter().map(part).collect::<Vec<_>>().join(" · "),
        alone => in_place(t, step, alone),
    }
}

/// A value of a step, in words where it is one of a few.
fn in_place(t: i18n::Steps, code: &str, value: &Value) -> String {
    value.as_str().and_then(|known| chosen(t, code, known)).unwrap_or_else(|| plain(value))
}

/// What one of a few values means; none where it says so itself.
fn chosen(t: i18n::Steps, code: &str, known: &str) -> Option<String> {
    match (code, known) {
        ("case", _) => Some(t.letters(known)),
        ("lookup_otherwise", _) => Some(t.otherwise(known)),
        (_, ",") if code.ends_with("_decimal") => Some(t.decimal("comma")),
        (_, ".") if code.ends_with("_decimal") => Some(t.decimal("point")),
        _ if code.ends_with("_decimal") => Some(t.decimal("auto")),
        _ => None,
    }
}

/// The fields of what a step is told. `is_example` where it came with values of nobody's.
fn change(
    cx: &PageCx,
    (sheet, column): (SheetId, usize),
    written: &WrittenSteps,
    (at, said, values): (usize, &str, &[StepValue]),
    is_example: bool,
) -> AnyView {
    let (t, form) = (cx.t.steps(), cx.form(FORM));
    let act = format!("{SET}{at}");
    // What it was to be told just now, and could not be, stays as it was typed.
    let is_back = form.value(ACT, "") == act;
    let shown = values.iter().enumerate().map(|(nth, value)| match is_back {
        true => form.value(&value_name(nth), ""),
        false => value.shown.clone(),
    });
    let shown: Vec<String> = shown.collect();
    let wrong = if is_back { values::set(&written.steps, at, &shown).err() } else { None };
    let wrong: BTreeMap<_, _> = wrong.unwrap_or_default().into_iter().collect();
    let fields = values.iter().zip(shown).enumerate().map(|(nth, (value, shown))| {
        let error = wrong.get(&nth).map(|wrong| why(t, value, &shown, *wrong)).unwrap_or_default();
        field(t, (format!("ajuste-{at}-{nth}"), format!("values[{nth}]")), value, shown, error)
    });
    let fields = fields.collect_view();
    let (of, label, is_open) = (said.to_owned(), t.change(), is_example || is_back);
    let note = is_example.then(|| view! { <p class="meta">{t.change_example()}</p> });
    let WrittenSteps { steps, tests } = written.clone();
    view! {
        <details class="raw" open=is_open>
            <summary>{label}</summary>
            {note}
            <PostForm action=ColumnStepsForm::url() return_to=cx.here() class="form">
                <input type="hidden" name="sheet" value=sheet.to_string()/>
                <input type="hidden" name="column" value=column.to_string()/>
                <input type="hidden" name="steps" value=steps/>
                <input type="hidden" name="tests" value=tests/>
                {fields}
                <FormActions><Button label=label of=of name="act" value=act/></FormActions>
            </PostForm>
        </details>
    }
    .into_any()
}

/// The field of one value, with what is wrong with what stands in it; nothing where that is all right.
fn field(
    t: i18n::Steps,
    (id, name): (String, String),
    value: &StepValue,
    shown: String,
    error: String,
) -> AnyView {
    let label = t.value_of(&value.code);
    match value.kind {
        Kind::Choice(known) => {
            let option = |code: &&'static str| {
                let label = chosen(t, &value.code, code).unwrap_or_else(|| (*code).to_owned());
                SelectOption::new(*code, label).chosen(&shown)
            };
            let options = known.iter().map(option).collect();
            view! { <SelectField id=id name=name label=label options=options error=error/> }.into_any()
        }
        Kind::Table => {
            let help = t.value_table();
            view! {
                <TextareaField id=id name=name label=label value=shown help=help error=error required=true/>
            }
            .into_any()
        }
        Kind::List => {
            let help = t.value_list();
            view! { <TextField id=id name=name label=label value=shown help=help error=error/> }.into_any()
        }
        Kind::Whole => {
            let kind = InputKind::Number;
            view! {
                <TextField id=id name=name label=label kind=kind value=shown error=error required=true/>
            }
            .into_any()
        }
        Kind::Text => view! { <TextField id=id name=name label=label value=shown error=error/> }.into_any(),
    }
}

/// Why a step cannot be told what was typed, and what to write instead.
fn why(t: i18n::Steps, value: &StepValue, typed: &str, wrong: Wrong) -> String {
    let number = |line: usize| i64::try_from(line).unwrap_or(i64::MAX);
    match wrong {
        Wrong::Line(line) => t.wrong_line(number(line)),
        Wrong::Twice(line) => {
            let said = typed.lines().nth(line.saturating_sub(1)).unwrap_or_default();
            let key = said.split(':').next().unwrap_or_default().trim();
            t.wrong_twice(key, number(line))
        }
        Wrong::Value => t.wrong_value(match value.kind {
            Kind::Whole => "whole",
            Kind::Choice(_) => "choice",
            _ if value.code == "multiply" => "factor",
            _ if value.code == "join_fields" => "fields",
            _ => "other",
        }),
    }
}

/// A value as people write it.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() || text.trim() != text => format!("“{text}”"),
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(of) => {
            of.iter().map(|(name, value)| format!("{name}: {}", plain(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_in_words() {
        let chain = Chain::from_yaml("- trim\n- case: upper\n- convert: { from: g, to: kg }").unwrap();
        let said: Vec<_> = chain.0.iter().map(in_words).collect();
        assert_eq!(said[0], ("trim".to_owned(), Value::Null));
        assert_eq!(said[1], ("case".to_owned(), Value::from("upper")));
        let plain = |yaml: &str| plain(&in_words(&Chain::from_yaml(yaml).unwrap().0[0]).1);
        assert_eq!(plain("- replace: { text: c/, with: '' }"), "text: c/, with: “”");
        assert_eq!(plain("- truncate: 60"), "60");
        assert_eq!(said[2].0, "convert");
    }
}
