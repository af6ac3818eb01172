//! What is wrong with a rule, in words and with its place.

use super::numbers::show;
use crate::page::PageCx;
use domain::Locale;
use hub::validation::{RuleProblem, RuleProblemKind as Kind};
use i18n::Texts;
use leptos::prelude::*;
use ui::{Banner, Tone};

/// All that is wrong, each with its line, or with the part of the form where it is.
pub(super) fn banner(cx: &PageCx, problems: &[RuleProblem], by_line: bool) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let items = problems.iter().map(|problem| {
        let place = match by_line && problem.line > 0 {
            true => cx.t.rules().at_line(i64::try_from(problem.line).unwrap_or(i64::MAX)),
            false => place(cx.t, problem),
        };
        let figures = (!by_line).then_some(cx.locale.figures);
        view! { <li><strong>{place}</strong>" "{text(cx.t, figures, &problem.kind)}</li> }
    });
    let items = items.collect_view();
    let details = view! { <ul class="banner-list">{items}</ul> }.into_any();
    let title = cx.t.rules().problems(i64::try_from(problems.len()).unwrap_or(i64::MAX));
    view! { <Banner tone=Tone::Warning title=title details=details/> }.into_any()
}

/// What is wrong with a part of a form: `check`, `tests.0`.
pub(super) fn of_part(cx: &PageCx, problems: &[RuleProblem], part: &str) -> String {
    let texts = problems.iter().filter(|problem| {
        let path = path(problem);
        path == part || path.strip_prefix(part).is_some_and(|rest| rest.starts_with('.'))
    });
    let figures = Some(cx.locale.figures);
    texts.map(|problem| text(cx.t, figures, &problem.kind)).collect::<Vec<_>>().join(" ")
}

/// Where it is, with what is missing there.
fn path(problem: &RuleProblem) -> String {
    match &problem.kind {
        Kind::Missing { key } if problem.path.is_empty() => (*key).to_owned(),
        Kind::Id | Kind::DuplicateId { .. } => "id".to_owned(),
        Kind::FixCuresNothing | Kind::FixesLoop { .. } => "fix".to_owned(),
        Kind::UnknownList { .. } | Kind::ContradictsRule { .. } => "check".to_owned(),
        _ => problem.path.clone(),
    }
}

fn place(t: Texts, problem: &RuleProblem) -> String {
    let (t, path) = (t.rules(), path(problem));
    let mut steps = path.split('.');
    let part = steps.next().unwrap_or_default();
    match steps.next().and_then(|number| number.parse::<i64>().ok()).filter(|_| part == "tests") {
        Some(at) => t.test(at + 1),
        None => t.place(part).to_owned(),
    }
}

/// What is wrong, and what to write instead: in a form, whose numbers are written as its reader writes them, or in the text.
pub(super) fn text(t: Texts, figures: Option<Locale>, kind: &Kind) -> String {
    let r = t.rules();
    let quoted = |text: &str| format!("“{text}”");
    match kind {
        Kind::Yaml { kind, message } => r.problem_yaml(kind.code(), message),
        Kind::Missing { key } => r.problem_missing(key),
        Kind::UnknownKey { key, nearest: Some(nearest), .. } => r.problem_unknown_key(&quoted(key), nearest),
        Kind::UnknownKey { key, nearest: None, allowed } => {
            r.problem_unknown_key_of(&allowed.join(", "), &quoted(key))
        }
        Kind::Expected { expected } => {
            let example = expected.example();
            let example = figures.map_or_else(|| example.to_owned(), |locale| show(locale, example));
            r.problem_expected(expected.code(), &example)
        }
        Kind::NoneOf { text, allowed } => r.problem_none_of(&allowed.join(", "), &quoted(text)),
        Kind::UnknownField { text, nearest: Some(nearest) } => {
            r.problem_unknown_field_near(nearest, &quoted(text))
        }
        Kind::UnknownField { text, nearest: None } => r.problem_unknown_field(&quoted(text)),
        Kind::Pattern { message } => r.problem_pattern(message),
        Kind::TooMany { what, max } => r.problem_too_many(i64::try_from(*max).unwrap_or(i64::MAX), what),
        Kind::Id => r.problem_id().to_owned(),
        Kind::DuplicateId { id } => r.problem_duplicate_id(id),
        Kind::Twice => r.problem_twice().to_owned(),
        Kind::AcrossInside { key } => r.problem_across_inside(key),
        Kind::Contradiction { key, other } => r.problem_contradiction(key, other),
        Kind::ContradictsRule { other } => r.problem_contradicts_rule(other),
        Kind::NeverApplies => r.problem_never_applies().to_owned(),
        Kind::UnknownList { name } => r.problem_unknown_list(&quoted(name)),
        Kind::Fix { message } => r.problem_fix(message),
        Kind::NoSource => r.problem_no_source().to_owned(),
        Kind::MissingLanguage => r.problem_missing_language().to_owned(),
        Kind::NoTests => r.problem_no_tests().to_owned(),
        Kind::TestFails { expected, found } => match (expected.as_slice(), found.as_slice()) {
            ([1], []) => r.problem_test_silent().to_owned(),
            ([], [1]) => r.problem_test_loud().to_owned(),
            (expected, found) => r.problem_test_rows(&numbers(t, expected), &numbers(t, found)),
        },
        Kind::FixDiffers { found } => r.problem_fix_differs(&quoted(found)),
        Kind::FixCuresNothing => r.problem_fix_cures_nothing().to_owned(),
        Kind::FixesLoop { other } => r.problem_fixes_loop(other),
    }
}

fn numbers(t: Texts, rows: &[usize]) -> String {
    match rows {
        [] => t.rules().no_row().to_owned(),
        rows => rows.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hub::validation::read_draft;

    #[test]
    fn problems_are_told_in_the_language_of_the_reader() {
        let told = |locale: Locale, yaml: &str| {
            let problems = read_draft(yaml).unwrap_err();
            problems
                .iter()
                .map(|problem| text(Texts::new(locale), None, &problem.kind))
                .collect::<Vec<_>>()
                .join("|")
        };
        let rule = "id: a\ntitle: T\nexplanation: E\nfield: titel\ncheck: { max_lenght: x }\n";
        let told_in = |locale| told(locale, rule);
        assert_eq!(
            told_in(Locale::PtBr),
            "O campo “titel” não existe. Escreva title.|“max_lenght” não é conhecido aqui. Escreva max_length."
        );
        assert!(told_in(Locale::En).starts_with("There is no field “titel”. Write title."));
        assert!(told_in(Locale::Fr).contains("Écrivez max_length."));
        assert!(told_in(Locale::Es).contains("Escriba max_length."));
        let empty = "id: a\ntitle: {}\nexplanation: E\nfield: title\ncheck: { max_length: }\n";
        assert_eq!(
            told(Locale::PtBr, empty),
            "Escreva o texto em pelo menos um idioma.|Escreva um número inteiro, como 60"
        );
        assert_eq!(
            told(Locale::PtBr, "id: \"\\0\"\n"),
            "O valor não é dos que valem aqui; veja os exemplos. Detalhe técnico: a NUL cannot be kept"
        );
        assert!(!told(Locale::PtBr, "id: b: c\n").contains("Detalhe técnico"));
    }

    #[test]
    fn a_form_shows_numbers_as_they_are_written_in_it() {
        let problems = read_draft("id: a\ntitle: T\nexplanation: E\nfield: price\ncheck: { above: R$ }\n");
        let problems = problems.unwrap_err();
        let told = |figures| text(Texts::new(Locale::PtBr), figures, &problems[0].kind);
        assert_eq!(told(None), "Escreva só o número, sem moeda nem unidade, como 1.5");
        assert_eq!(told(Some(Locale::PtBr)), "Escreva só o número, sem moeda nem unidade, como 1,5");
    }

    #[test]
    fn a_problem_is_found_by_the_part_of_the_form_that_it_is_in() {
        let problems = read_draft("id: A\ntitle: {}\nexplanation: E\ncheck: { max_length: }\n").unwrap_err();
        let parts: Vec<String> = problems.iter().map(path).collect();
        assert_eq!(parts, ["id", "title", "field", "check.max_length"]);
    }
}
