//! What steps make of the first rows, how their tests end, and what is wrong with them.

use super::values;
use crate::{page::PageCx, validation::words};
use hub::validation::{ChainProblem, FailedTest, Outcome, Preview, PreviewProblem, StepsFault, StepsTrial};
use i18n::format;
use leptos::{
    prelude::*,
    serde_json::{self, Value},
};
use ui::{Banner, Cell, Column, DataTable, Panel, Place, Row, Tone};

pub(super) fn outcome(cx: &PageCx, shown: &Result<StepsTrial, StepsFault>) -> AnyView {
    match shown {
        Ok(trial) => view! { {tests(cx, trial)} {preview(cx, trial)} }.into_any(),
        Err(fault) => faults(cx, fault),
    }
}

/// What is wrong with the steps, place by place.
fn faults(cx: &PageCx, fault: &StepsFault) -> AnyView {
    let t = cx.t.steps();
    let number = |of: u64| format::integer(cx.locale, i64::try_from(of).unwrap_or(i64::MAX));
    let (title, text) = match fault {
        StepsFault::Yaml(fault) => {
            let (column, line) = (number(fault.column), number(fault.line));
            let told = values::unknown(&fault.message).map(|(name, known)| {
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
        Outcome::Value(value) => words::text(cx, value),
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
    let mut shown: Vec<_> = trial.preview.iter().map(|shown| Shown::of(cx, &field, shown)).zip(1..).collect();
    // What stays as it is tells least.
    shown.sort_by_key(|(shown, _)| matches!(shown.after, After::Same));
    let rows = shown.into_iter().map(|(shown, row): (Shown<'_>, i64)| {
        let after = match shown.after {
            After::Other(after) => Cell::Text(format!("→ {after}")),
            After::Same => Cell::Text(t.same().to_owned()),
            After::Problem(problem) => {
                let why = words::detail(cx, &serde_json::json!({ "code": problem.code }));
                let step = t.at_step(i64::try_from(problem.step).unwrap_or_default());
                Cell::view(view! { <div class="field-error">{why}</div> <div class="meta">{step}</div> })
            }
        };
        let place = format!("{} {}", cx.t.validation().row_word(), format::integer(cx.locale, row));
        Row {
            href: String::new(),
            lead: place.into_any(),
            cells: vec![Cell::Text(shown.before), after],
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

/// A cell as it is shown, and what becomes of it.
struct Shown<'a> {
    /// As somebody wrote it.
    before: String,
    after: After<'a>,
}

enum After<'a> {
    Other(String),
    /// What is shown is the same: numbers are shown as people write them, whatever the steps make of their signs.
    Same,
    Problem(&'a PreviewProblem),
}

impl<'a> Shown<'a> {
    fn of(cx: &PageCx, field: &str, of: &'a Preview) -> Self {
        let before = words::text(cx, &of.before);
        let after = match (&of.after, &of.problem) {
            (None, Some(problem)) => After::Problem(problem),
            (Some(after), _) if of.changed => {
                let after = words::value(cx, field, after);
                // Of what is cut, the end that nobody sees may be what changes.
                if after == before && !before.ends_with('…') { After::Same } else { After::Other(after) }
            }
            _ => After::Same,
        };
        Self { before, after }
    }
}

#[cfg(test)]
mod tests {
    use hub::validation::Chain;

    #[test]
    fn what_is_wrong_with_a_step_is_named() {
        let t = i18n::Texts::new(domain::Locale::PtBr);
        let fault = Chain::from_yaml("- trimm").unwrap_err();
        let told = |kind| t.steps().yaml_fault("3", kind, "1", &fault.message);
        let named = told(fault.kind.code());
        assert!(named.starts_with("Linha 1, coluna 3: o valor não é") && named.contains("trimm"), "{named}");
        assert!(!told("syntax").contains("trimm"));
    }
}
