//! `/admin/validacao/:id/colunas/:column`: the steps that make a field's values of a column's cells, at work on the first rows.

use super::{
    ColumnStepsForm, ColumnStepsLive,
    list::trail,
    sheet_path,
    step_values::{self, Kind, StepValue, in_words},
    versions, words,
};
use crate::{
    AsTyped,
    form::PostForm,
    live::Fragment,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{Permission, SheetId, view::validation::Version};
use hub::{
    HubError,
    auth::OrgCx,
    permit::View,
    validation::{
        Chain, ChainProblem, ColumnSteps, FailedTest, Outcome, Preview, StepsFault, StepsTrial, WrittenSteps,
    },
};
use i18n::format;
use leptos::{
    prelude::*,
    serde_json::{self, Value},
    server_fn::ServerFn,
};
use ui::{
    Banner, Button, ButtonKind, Cell, Column, DataTable, FormActions, IconName, InputKind, LinkButton,
    PageHeader, Panel, Place, Row, SelectField, SelectOption, TextField, TextareaField, Tone,
};

/// Where the form is told what is wrong with it, and what was written.
pub(super) const FORM: &str = "validation/steps";
/// Whether the text is shown that the steps are.
pub(super) const AS_TEXT: &str = "text";
/// The place above what the steps do.
pub(super) const SHOWN: &str = "como-fica";
/// Steps by what they are called in YAML, each with an example.
const STEPS: [(&str, &str); 22] = [
    ("trim", "- trim"),
    ("collapse_spaces", "- collapse_spaces"),
    ("case", "- case: upper"),
    ("replace", "- replace: { text: c/, with: com }"),
    ("number", "- number: { decimal: \",\" }"),
    ("money", "- money: { decimal: \",\" }"),
    ("round", "- round: 2"),
    ("multiply", "- multiply: 1.1"),
    ("convert", "- convert: { from: g, to: kg }"),
    ("split", "- split: { by: \" - \", take: 1 }"),
    ("join", "- join: { fields: [brand, model], with: \" \" }"),
    ("default", "- default: novo"),
    ("lookup", "- lookup: { table: { P: Pequeno, G: Grande } }"),
    ("truncate", "- truncate: 60"),
    ("truncate_at_word", "- truncate_at_word: 60"),
    ("slug", "- slug"),
    ("concatenate", "- concatenate: [\"{brand} {value}\"]"),
    ("date", "- date: { from: [dd/mm/yyyy] }"),
    ("strip_html", "- strip_html"),
    ("digits_only", "- digits_only"),
    ("remove_accents", "- remove_accents"),
    ("when", "- when: { is: { required: true }, then: [trim] }"),
];

/// The page of a column's steps.
pub(super) fn path(sheet: SheetId, column: usize) -> String {
    format!("{}/colunas/{column}", sheet_path(sheet))
}

/// `/admin/validacao/:id/colunas/:column`
pub fn steps_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: SheetId = cx.param("id")?;
        let column: usize = cx.param("column")?;
        let steps = hub::validation::steps(&permit, id, column).await?;
        let (form, kept) = (cx.form(FORM), &steps.written);
        let written =
            WrittenSteps { steps: form.value("steps", &kept.steps), tests: form.value("tests", &kept.tests) };
        let shown = hub::validation::preview_steps(&permit, id, column, &written).await?;
        let before = hub::validation::steps_versions(&permit, id, column).await?;
        let title = cx.t.steps().title_of(&steps.name);
        let before = earlier(&cx, id, column, &before);
        Ok(Page::new(title, page(&cx, &steps, column, &written, (&shown, before))))
    })
}

/// What steps do that are being written.
pub(super) async fn live(
    cx: &PageCx,
    permit: &OrgCx<View>,
    sheet: SheetId,
    column: usize,
    written: &WrittenSteps,
) -> Result<Fragment, HubError> {
    let shown = hub::validation::preview_steps(permit, sheet, column, written).await?;
    // What is worth telling is told by the banners.
    Ok(Fragment { html: outcome(cx, &shown).to_html(), running: false, said: String::new() })
}

fn outcome(cx: &PageCx, shown: &Result<StepsTrial, StepsFault>) -> AnyView {
    match shown {
        Ok(trial) => view! { {tests(cx, trial)} {preview(cx, trial)} }.into_any(),
        Err(fault) => faults(cx, fault),
    }
}

fn page(
    cx: &PageCx,
    steps: &ColumnSteps,
    column: usize,
    written: &WrittenSteps,
    (shown, before): (&Result<StepsTrial, StepsFault>, Option<AnyView>),
) -> AnyView {
    let t = cx.t.steps();
    let sheet = steps.sheet.id;
    let there = (steps.sheet.name.clone(), sheet_path(sheet));
    let context = t.context(&words::field(cx.t, &steps.field));
    let may_edit = cx.may(Permission::EditCatalog);
    // Whoever wrote the text goes on with it.
    let is_example = is_example_text(written, &steps.written);
    let is_text = is_example || shown.is_err() || cx.form(FORM).ticked(AS_TEXT, false);
    let form = may_edit.then(|| form(cx, (sheet, column), written, (is_text, is_example)));
    let (ask, outcome) = (ColumnStepsLive::url().to_owned(), outcome(cx, shown));
    let (now, known) = (now(cx, (sheet, column), (written, &steps.written), may_edit), known(cx, may_edit));
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&steps.name) context=context.into_any()/>
        <Panel title=t.now()>{now}</Panel>
        {form}
        <details class="raw"><summary>{t.known()}</summary>{known}</details>
        <AsTyped form=FORM_ID.to_owned() ask=ask>{outcome}</AsTyped>
        {before}
    }
    .into_any()
}

/// The steps that the column had before.
fn earlier(
    cx: &PageCx,
    sheet: SheetId,
    column: usize,
    versions: &[Version<WrittenSteps>],
) -> Option<AnyView> {
    let (t, may_edit) = (cx.t.versions(), cx.may(Permission::EditCatalog));
    let text = |written: &WrittenSteps| match (written.steps.is_empty(), written.tests.is_empty()) {
        (true, true) => t.no_steps().to_owned(),
        (_, true) => written.steps.clone(),
        (_, false) => format!("{}\n# {}\n{}", written.steps, cx.t.steps().tests(), written.tests),
    };
    let bring_back = |written: &WrittenSteps, version: String| {
        let WrittenSteps { steps, tests } = written.clone();
        let form = may_edit.then(|| {
            view! {
                <PostForm action=ColumnStepsForm::url() return_to=cx.here() class="inline-form">
                    <input type="hidden" name="sheet" value=sheet.to_string()/>
                    <input type="hidden" name="column" value=column.to_string()/>
                    <input type="hidden" name="steps" value=steps/>
                    <input type="hidden" name="tests" value=tests/>
                    <Button label=t.bring_back() of=version name="act" value="save"/>
                </PostForm>
            }
        });
        form.into_any()
    };
    versions::panel(cx, versions, text, bring_back)
}

/// What the script knows the form by.
const FORM_ID: &str = "passos";

/// What is done with each cell, one after the other, in plain words.
fn now(
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
        let values = step_values::values(&code, &more);
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
        let code = step_values::code(step, Some(name));
        match value {
            Value::Bool(true) => t.value_of(&code),
            _ if name == "decimal" => in_place(t, &code, value),
            _ => format!("{}: {}", t.value_of(&code), in_place(t, &code, value)),
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
    let t = cx.t.steps();
    let fields = values.iter().enumerate().map(|(nth, value)| {
        let (id, name) = (format!("ajuste-{at}-{nth}"), format!("values[{nth}]"));
        let (label, shown) = (t.value_of(&value.code), value.shown.clone());
        match value.kind {
            Kind::Choice(known) => {
                let option = |code: &&'static str| {
                    let label = chosen(t, &value.code, code).unwrap_or_else(|| (*code).to_owned());
                    SelectOption::new(*code, label).chosen(&shown)
                };
                let options = known.iter().map(option).collect();
                view! { <SelectField id=id name=name label=label options=options/> }.into_any()
            }
            Kind::Table => {
                let help = t.value_table();
                view! { <TextareaField id=id name=name label=label value=shown help=help required=true/> }
                    .into_any()
            }
            Kind::List => {
                let help = t.value_list();
                view! { <TextField id=id name=name label=label value=shown help=help/> }.into_any()
            }
            Kind::Whole => {
                let kind = InputKind::Number;
                view! { <TextField id=id name=name label=label kind=kind value=shown required=true/> }
                    .into_any()
            }
            Kind::Text => view! { <TextField id=id name=name label=label value=shown/> }.into_any(),
        }
    });
    let fields = fields.collect_view();
    let (act, of, label) = (format!("set:{at}"), said.to_owned(), t.change());
    let note = is_example.then(|| view! { <p class="meta">{t.change_example()}</p> });
    let WrittenSteps { steps, tests } = written.clone();
    view! {
        <details class="raw" open=is_example>
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

/// Whether the last step was just added with values of nobody's that only the text can change.
fn is_example_text(written: &WrittenSteps, kept: &WrittenSteps) -> bool {
    let chain = Chain::from_yaml(&written.steps).unwrap_or_default();
    written.steps != kept.steps
        && chain.0.last().is_some_and(|step| {
            let (code, more) = in_words(step);
            is_example(&code, &more) && step_values::values(&code, &more).is_empty()
        })
}

/// Whether a step is told what its example is told.
fn is_example(code: &str, more: &Value) -> bool {
    let example = STEPS.iter().find(|(known, example)| *known == code && example.contains(':'));
    let example = example.and_then(|(_, example)| Chain::from_yaml(example).ok());
    !more.is_null()
        && example.is_some_and(|chain| chain.0.first().is_some_and(|one| in_words(one).1 == *more))
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

/// What steps become when one is added, by its code, told these values, or taken out, by its place: as the button says it.
pub(super) fn changed(steps: &str, act: &str, values: &[String]) -> Option<String> {
    if let Some(at) = act.strip_prefix("set:") {
        return step_values::set(steps, at.parse().ok()?, values);
    }
    if let Some(code) = act.strip_prefix("add:") {
        let (_, example) = STEPS.iter().find(|(known, _)| *known == code)?;
        let begun = steps.trim_end();
        let one_more =
            if begun.is_empty() { format!("{example}\n") } else { format!("{begun}\n{example}\n") };
        let before = Chain::from_yaml(steps).map_or(0, |chain| chain.0.len());
        if Chain::from_yaml(&one_more).is_ok_and(|chain| chain.0.len() > before) {
            return Some(one_more);
        }
        // Steps that are not one on each line are written anew; what cannot be read stays, for the reader of steps to say so.
        return Some(match (Chain::from_yaml(steps), Chain::from_yaml(example)) {
            (Ok(mut chain), Ok(more)) => {
                chain.0.extend(more.0);
                chain.to_yaml()
            }
            _ => one_more,
        });
    }
    let at: usize = act.strip_prefix("drop:")?.parse().ok()?;
    let mut chain = Chain::from_yaml(steps).ok()?;
    (at < chain.0.len()).then(|| {
        chain.0.remove(at);
        chain.to_yaml()
    })
}

fn form(
    cx: &PageCx,
    (sheet, column): (SheetId, usize),
    written: &WrittenSteps,
    (is_text, is_example): (bool, bool),
) -> AnyView {
    let (t, back) = (cx.t.steps(), sheet_path(sheet));
    let (save, cancel) = (cx.t.common().save(), cx.t.common().cancel());
    let (sheet, written) = (sheet.to_string(), written.clone());
    let optional = cx.t.common().optional();
    let note = is_example.then(|| view! { <p class="meta">{t.change_example_text()}</p> });
    view! {
        <PostForm action=ColumnStepsForm::url() return_to=cx.here() id=FORM_ID class="form">
            <input type="hidden" name="sheet" value=sheet/>
            <input type="hidden" name="column" value=column.to_string()/>
            <details class="raw" open=is_text>
                <summary>{t.advanced()}</summary>
                <div class="form">
                    {note}
                    <TextareaField name="steps" label=t.steps() value=written.steps help=t.steps_help() rows=8 code=true/>
                    <TextareaField name="tests" label=t.tests() value=written.tests help=t.tests_help() optional=optional
                        rows=4 code=true/>
                    <div class="actions">
                        <Button label=t.use_rows() icon=IconName::Plus name="act" value="tests"/>
                        <Button label=t.show() kind=ButtonKind::Secondary icon=IconName::Eye name="act" value="show"/>
                    </div>
                </div>
            </details>
            <div id=SHOWN>
                <FormActions>
                    <Button label=save kind=ButtonKind::Primary name="act" value="save"/>
                    <LinkButton label=cancel href=back/>
                </FormActions>
            </div>
        </PostForm>
    }
    .into_any()
}

/// What is wrong with the steps, place by place.
fn faults(cx: &PageCx, fault: &StepsFault) -> AnyView {
    let t = cx.t.steps();
    let number = |of: u64| format::integer(cx.locale, i64::try_from(of).unwrap_or(i64::MAX));
    let (title, text) = match fault {
        StepsFault::Yaml(fault) => {
            let (column, line) = (number(fault.column), number(fault.line));
            let told = step_values::unknown(&fault.message).map(|(name, known)| {
                // Of ways to write letters, what each makes.
                let is_letters = known.contains(&"sentence");
                let known = known.into_iter().map(|word| match is_letters {
                    true => format!("{word} ({})", t.letters(word)),
                    false => word.to_owned(),
                });
                t.yaml_unknown(&column, &known.collect::<Vec<_>>().join(", "), &line, name)
            });
            let told =
                told.unwrap_or_else(|| t.yaml_fault(&column, fault.kind.code(), &line, &fault.message));
            (t.faulty(), told)
        }
        StepsFault::Chain(problems) => {
            (t.faulty(), problems.iter().map(|problem| told(cx, problem)).collect::<Vec<_>>().join(" "))
        }
        StepsFault::TestsYaml(fault) => {
            let (column, line) = (number(fault.column), number(fault.line));
            (t.faulty_tests(), t.yaml_fault(&column, fault.kind.code(), &line, &fault.message))
        }
        StepsFault::TooManyTests(most) => (t.faulty_tests(), t.too_many_tests(count(*most))),
        StepsFault::Failed(failed) => return failures(cx, failed),
    };
    view! { <Banner tone=Tone::Critical title=title text=text/> }.into_any()
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

/// How the tests end; nothing where there are none.
fn tests(cx: &PageCx, trial: &StepsTrial) -> Option<AnyView> {
    if !trial.failed.is_empty() {
        return Some(failures(cx, &trial.failed));
    }
    (trial.tests > 0).then(|| {
        let title = cx.t.steps().tests_held(count(trial.tests));
        view! { <Banner tone=Tone::Positive title=title/> }.into_any()
    })
}

fn failures(cx: &PageCx, failed: &[FailedTest]) -> AnyView {
    let t = cx.t.steps();
    let outcome = |outcome: &Outcome| match outcome {
        Outcome::Value(value) if value.is_empty() => t.outcome_empty().to_owned(),
        Outcome::Value(value) => words::value(cx, "title", value),
        Outcome::Problem(problem) => {
            words::detail(cx, &serde_json::json!({ "code": problem.code() })).to_lowercase()
        }
        Outcome::Unclear => t.outcome_unclear().to_owned(),
    };
    let lines = failed.iter().map(|test| {
        let (expected, found) = (outcome(&test.expected), outcome(&test.found));
        view! { <li>{t.test_failed(&expected, &found, count(test.test))}</li> }
    });
    let lines = lines.collect_view();
    view! {
        <Banner
            tone=Tone::Critical
            title=t.tests_failed(count(failed.len()))
            text=t.tests_failed_text()
            details=view! { <ul>{lines}</ul> }.into_any()
        />
    }
    .into_any()
}

fn told(cx: &PageCx, problem: &ChainProblem) -> String {
    let data = serde_json::to_value(&problem.kind).unwrap_or_default();
    let code = data.get("code").and_then(Value::as_str).unwrap_or_default();
    let of =
        ["most", "most_bytes", "name", "key", "format", "message"].iter().find_map(|name| data.get(*name));
    let of = match of {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => {
            number.as_i64().map(|number| format::integer(cx.locale, number)).unwrap_or_default()
        }
        _ => String::new(),
    };
    cx.t.steps().problem(code, &of, &problem.path)
}

fn preview(cx: &PageCx, trial: &StepsTrial) -> AnyView {
    let (t, field) = (cx.t.steps(), trial.field.to_string());
    let columns = vec![
        Column::new(Place::Lead, cx.t.validation().row_column()),
        Column::new(Place::Detail, cx.t.corrections().before()),
        Column::new(Place::Detail, cx.t.corrections().after()),
    ];
    let mut shown: Vec<_> = trial.preview.iter().zip(1..).collect();
    // What stays as it is tells least.
    shown.sort_by_key(|(shown, _)| shown.problem.is_none() && !shown.changed);
    let rows = shown.into_iter().map(|(shown, row): (&Preview, i64)| {
        let after = match (&shown.after, &shown.problem) {
            (Some(after), _) if shown.changed => Cell::Text(format!("→ {}", words::value(cx, &field, after))),
            (Some(_), _) => Cell::Text(t.same().to_owned()),
            (None, Some(problem)) => {
                let why = words::detail(cx, &serde_json::json!({ "code": problem.code }));
                let step = t.at_step(i64::try_from(problem.step).unwrap_or_default());
                Cell::view(view! { <div class="field-error">{why}</div> <div class="meta">{step}</div> })
            }
            (None, None) => Cell::Missing,
        };
        let place = format!("{} {}", cx.t.validation().row_word(), format::integer(cx.locale, row));
        Row {
            href: String::new(),
            lead: place.into_any(),
            // As somebody wrote it.
            cells: vec![Cell::Text(words::value(cx, "title", &shown.before)), after],
            pick: None,
        }
    });
    let rows = rows.collect();
    let empty = view! { <p class="meta">{t.no_rows()}</p> }.into_any();
    view! {
        <Panel title=t.preview() context=t.preview_context()>
            <DataTable caption=t.preview() columns=columns rows=rows dense=true empty=empty/>
        </Panel>
    }
    .into_any()
}

/// The steps that there are.
fn known(cx: &PageCx, may_edit: bool) -> AnyView {
    let t = cx.t.steps();
    let mut columns =
        vec![Column::new(Place::Lead, t.step_column()), Column::new(Place::Detail, t.example_column())];
    columns.extend(may_edit.then(|| Column::new(Place::State, t.add())));
    let rows = STEPS.iter().map(|(code, example)| {
        let said = t.step(code);
        let add = may_edit.then(|| {
            let (label, of) = (t.add(), said.clone());
            Cell::view(
                view! { <Button label=label of=of form=FORM_ID name="act" value=format!("add:{code}")/> },
            )
        });
        let example = Cell::view(view! { <code>{*example}</code> });
        let cells = std::iter::once(example).chain(add).collect();
        Row { href: String::new(), lead: said.into_any(), cells, pick: None }
    });
    view! { <DataTable caption=t.known() columns=columns rows=rows.collect() dense=true empty=().into_any()/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_added_and_taken_out_by_their_buttons() {
        let added = changed("- trim\n", "add:slug", &[]).unwrap();
        assert_eq!(added, "- trim\n- slug\n");
        assert_eq!(Chain::from_yaml(&changed(&added, "drop:0", &[]).unwrap()), Chain::from_yaml("- slug"));
        assert_eq!(changed("", "add:trim", &[]).unwrap(), "- trim\n");
        for other in ["[trim]", "[\"trim\"]\n", "  - trim\n", "[\n  trim\n]\n"] {
            let added = changed(other, "add:slug", &[]).unwrap();
            assert_eq!(Chain::from_yaml(&added), Chain::from_yaml("- trim\n- slug"), "{other}");
        }
        for nothing in ["drop:9", "drop:x", "add:nothing", "show", ""] {
            assert_eq!(changed(&added, nothing, &[]), None, "{nothing}");
        }
        let chain = Chain::from_yaml("- trim\n- case: upper\n- convert: { from: g, to: kg }").unwrap();
        let said: Vec<_> = chain.0.iter().map(in_words).collect();
        assert_eq!(said[0], ("trim".to_owned(), Value::Null));
        assert_eq!(said[1], ("case".to_owned(), Value::from("upper")));
        let plain = |yaml: &str| plain(&in_words(&Chain::from_yaml(yaml).unwrap().0[0]).1);
        assert_eq!(plain("- replace: { text: c/, with: '' }"), "text: c/, with: “”");
        assert_eq!(plain("- truncate: 60"), "60");
        assert_eq!(said[2].0, "convert");
    }

    #[test]
    fn what_is_wrong_with_a_step_is_named() {
        let t = i18n::Texts::new(domain::Locale::PtBr);
        let fault = Chain::from_yaml("- trimm").unwrap_err();
        let told = |kind| t.steps().yaml_fault("3", kind, "1", &fault.message);
        let named = told(fault.kind.code());
        assert!(named.starts_with("Linha 1, coluna 3: o valor não é") && named.contains("trimm"), "{named}");
        assert!(!told("syntax").contains("trimm"));
    }

    #[test]
    fn every_example_can_be_used() {
        for (code, example) in STEPS {
            let chain = Chain::from_yaml(example).unwrap_or_else(|fault| panic!("{code}: {fault}"));
            assert!(chain.compile().is_ok(), "{code}: {:?}", chain.compile().err());
        }
    }
}
