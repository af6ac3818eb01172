//! A rule as the fields of a form.

use super::{check_form, fields as field_options, numbers, problems::of_part, severities};
use crate::{form::FormState, page::PageCx, validation::words};
use domain::Locale;
use hub::validation::{ConditionForm, FixForm, RuleForm, RuleProblem, RuleProblemKind, TestForm, WordsForm};
use leptos::prelude::*;
use ui::{
    Button, CheckboxField, FieldGroup, InputKind, Panel, SelectField, SelectOption, TextField, TextareaField,
};

/// What a box posts.
const ON: &str = "on";

/// All fields of a rule, each part with what is wrong with it. `lists` is what values can be looked up in.
pub(super) fn fields(
    cx: &PageCx,
    form: &RuleForm,
    problems: &[RuleProblem],
    state: &FormState,
    lists: &[String],
) -> AnyView {
    let t = cx.t.rules();
    let form = &numbers::shown(cx.locale.figures, form);
    let wrong = |part: &str| of_part(cx, problems, part);
    // The id of another rule is refused by the name of the text.
    let id_error = [wrong("id"), state.error("yaml")].into_iter().find(|error| !error.is_empty());
    let severity = wrong("severity");
    let severity_options = severities(cx, &form.severity);
    let (id, optional) = (form.id.clone(), cx.t.common().optional());
    let (source_url, source_date) = (form.source_url.clone(), form.source_date.clone());
    let title = spoken(cx, Spoken::Title, &form.title, wrong("title"));
    let explanation = spoken(cx, Spoken::Explanation, &form.explanation, wrong("explanation"));
    let others = others(cx, form);
    let field = field(cx, "form", t.field(), (&form.field, &form.attribute), wrong("field"));
    let check = check_form::fields(cx, &form.check, lists, &wrong("check"));
    let when = conditions(cx, &form.when, &wrong("when"));
    let tests = tests(cx, form, problems);
    let fix = fix(cx, &form.fix, wrong("fix"));
    view! {
        <Panel title=t.what()>
            <div class="form">
                {title}
                {explanation}
                <SelectField name="form[severity]" label=t.severity() help=t.severity_help() options=severity_options error=severity/>
                {others}
                <TextField name="form[id]" label=t.id() help=t.id_help() value=id optional=optional error=id_error.unwrap_or_default()/>
            </div>
            <input type="hidden" name="form[source_url]" value=source_url/>
            <input type="hidden" name="form[source_date]" value=source_date/>
        </Panel>
        <Panel title=t.where_heading()><div class="form">{field}</div></Panel>
        <Panel title=t.checks()>{check}</Panel>
        <Panel title=t.when() context=t.when_help()>{when}</Panel>
        <Panel title=t.tests() context=t.tests_help()>{tests}</Panel>
        <Panel title=t.fix() context=t.fix_help()>{fix}</Panel>
    }
    .into_any()
}

/// What is wrong with a part, above its fields.
pub(super) fn told(error: &str) -> AnyView {
    let error = (!error.is_empty()).then(|| error.to_owned());
    error.map(|error| view! { <p class="field-error">{error}</p> }).into_any()
}

#[derive(Clone, Copy)]
enum Spoken {
    Title,
    Explanation,
}

impl Spoken {
    const fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Explanation => "explanation",
        }
    }
}

/// The languages with their fields.
const LANGUAGES: [(Locale, &str); 4] =
    [(Locale::PtBr, "pt_br"), (Locale::En, "en"), (Locale::Es, "es"), (Locale::Fr, "fr")];

fn of_language<'a>(words: &'a WordsForm, code: &str) -> &'a str {
    match code {
        "en" => &words.en,
        "es" => &words.es,
        "fr" => &words.fr,
        _ => &words.pt_br,
    }
}

/// The field in the reader's language, or in the only one that there is: a text for all languages is read as Portuguese.
fn first_language(cx: &PageCx, words: &WordsForm) -> &'static str {
    let own =
        LANGUAGES.iter().find(|(locale, _)| *locale == cx.locale.words).map_or("pt_br", |(_, code)| *code);
    let given = LANGUAGES.iter().find(|(_, code)| !of_language(words, code).is_empty());
    match given {
        Some((_, given)) if of_language(words, own).is_empty() => given,
        _ => own,
    }
}

fn spoken(cx: &PageCx, part: Spoken, words: &WordsForm, error: String) -> AnyView {
    let (t, code) = (cx.t.rules(), first_language(cx, words));
    let name = format!("form[{}][{code}]", part.code());
    let value = of_language(words, code).to_owned();
    match part {
        Spoken::Title => view! {
            <TextField name=name label=t.rule_title() help=t.rule_title_help() value=value error=error/>
        }
        .into_any(),
        Spoken::Explanation => view! {
            <TextareaField name=name label=t.explanation() help=t.explanation_help() value=value error=error rows=3/>
        }
        .into_any(),
    }
}

/// The same in the other languages, folded away.
fn others(cx: &PageCx, form: &RuleForm) -> AnyView {
    let t = cx.t.rules();
    let field = |part: Spoken, words: &WordsForm| {
        let first = first_language(cx, words);
        let others = LANGUAGES.iter().filter(|(_, code)| *code != first).map(|(_, code)| {
            let (name, label) = (format!("form[{}][{code}]", part.code()), t.in_language(code, part.code()));
            let value = of_language(words, code).to_owned();
            match part {
                Spoken::Title => view! { <TextField name=name label=label help=cx.t.fields().other_language() value=value/> }.into_any(),
                Spoken::Explanation => {
                    view! { <TextareaField name=name label=label help=cx.t.fields().other_language() value=value rows=3/> }.into_any()
                }
            }
        });
        others.collect_view()
    };
    let (titles, explanations) =
        (field(Spoken::Title, &form.title), field(Spoken::Explanation, &form.explanation));
    view! {
        <details class="raw">
            <summary>{t.other_languages()}</summary>
            <div class="form">{titles}{explanations}</div>
        </details>
    }
    .into_any()
}

/// A product field, or an attribute by its name.
fn field(
    cx: &PageCx,
    name: &str,
    label: impl Into<String>,
    (chosen, attribute): (&str, &str),
    error: String,
) -> AnyView {
    let t = cx.t.rules();
    let (field, own) = (format!("{name}[field]"), format!("{name}[attribute]"));
    let options = field_options(cx, chosen, t.own_attribute());
    let (label, attribute, optional) = (label.into(), attribute.to_owned(), cx.t.common().optional());
    view! {
        <SelectField name=field label=label help=cx.t.fields().rule_field() options=options error=error/>
        <TextField name=own label=t.attribute() help=t.attribute_help() value=attribute optional=optional/>
    }
    .into_any()
}

fn conditions(cx: &PageCx, when: &[ConditionForm], error: &str) -> AnyView {
    let t = cx.t.rules();
    let empty = ConditionForm::default();
    // One more than there are, to be filled in.
    let all = when.iter().chain(std::iter::once(&empty)).enumerate().map(|(at, one)| {
        let (name, nth) = (format!("form[when][{at}]"), (at + 1).to_string());
        let kinds = ConditionForm::KINDS
            .iter()
            .map(|kind| SelectOption::new(*kind, t.condition(kind)).chosen(&one.kind))
            .collect();
        let fields = field_options(cx, &one.field, t.no_field());
        let attribute = (!one.attribute.is_empty()).then(|| {
            let (name, value) = (format!("{name}[attribute]"), one.attribute.clone());
            view! { <TextField name=name label=t.attribute() help=t.attribute_help() value=value/> }
        });
        let (field, kind, values) = (format!("{name}[field]"), format!("{name}[kind]"), format!("{name}[values]"));
        let value = one.values.clone();
        // What nobody has chosen a field for needs no more yet.
        let rest = (at < when.len()).then(|| {
            view! {
                <SelectField name=kind label=t.condition_kind(&nth) help=cx.t.fields().condition_kind() options=kinds/>
                <TextareaField name=values label=t.condition_values(&nth) help=t.condition_values_help() value=value rows=2/>
            }
        });
        view! {
            <SelectField name=field label=t.condition_field(&nth) help=cx.t.fields().condition_field() options=fields/>
            {attribute}
            {rest}
        }
    });
    let all = all.collect_view();
    view! {
        <div class="form">
            {told(error)}
            {all}
            <div class="actions"><Button label=t.add_condition() name="act" value="when" incomplete=true/></div>
        </div>
    }
    .into_any()
}

fn fix(cx: &PageCx, form: &FixForm, error: String) -> AnyView {
    let t = cx.t.rules();
    let steps = [
        ("trim", &form.trim),
        ("collapse_spaces", &form.collapse_spaces),
        ("digits_only", &form.digits_only),
        ("remove_accents", &form.remove_accents),
    ];
    let steps = steps.into_iter().map(|(code, value)| {
        let help = cx.t.fields().fix_step(code);
        view! { <CheckboxField name=format!("form[fix][{code}]") label=t.fix_step(code) help=help checked=value == ON/> }
    });
    let steps = steps.collect_view();
    let cases = ["", "lower", "upper", "title", "sentence"];
    let cases = cases.map(|case| SelectOption::new(case, t.case_name(case)).chosen(&form.case)).into();
    let truncate = form.truncate_at_word.clone();
    view! {
        <div class="form">
            {told(&error)}
            {steps}
            <SelectField name="form[fix][case]" label=t.case() help=cx.t.fields().case() options=cases/>
            <TextField name="form[fix][truncate_at_word]" label=t.truncate() help=t.truncate_help()
                kind=InputKind::Decimal value=truncate/>
        </div>
    }
    .into_any()
}

fn tests(cx: &PageCx, form: &RuleForm, problems: &[RuleProblem]) -> AnyView {
    let t = cx.t.rules();
    let empty = TestForm::default();
    // Two at least, and one more than there are.
    let room = (form.tests.len() + 1).max(2);
    let all = (0..room).map(|at| {
        let error = of_part(cx, problems, &format!("tests.{at}"));
        test(cx, form, at, form.tests.get(at).unwrap_or(&empty), error)
    });
    let all = all.collect_view();
    let missing = problems.iter().filter(|problem| problem.path == "tests");
    let missing = missing
        .map(|problem| super::problems::text(cx.t, Some(cx.locale.figures), &problem.kind))
        .collect::<Vec<_>>()
        .join(" ");
    // What the rule said before it was changed.
    let is_stale = |kind: &RuleProblemKind| {
        matches!(kind, RuleProblemKind::TestFails { .. } | RuleProblemKind::FixDiffers { .. })
    };
    let renew = problems.iter().any(|problem| is_stale(&problem.kind)).then(|| {
        view! {
            <p class="meta">{t.stale_tests()}</p>
            <div class="actions"><Button label=t.renew_tests() name="act" value="renew" incomplete=true/></div>
        }
    });
    view! {
        <div class="form">
            {told(&missing)}
            {renew}
            {all}
            <div class="actions"><Button label=t.add_test() name="act" value="tests" incomplete=true/></div>
        </div>
    }
    .into_any()
}

fn test(cx: &PageCx, form: &RuleForm, at: usize, test: &TestForm, error: String) -> AnyView {
    let t = cx.t.rules();
    let name = |part: &str| format!("form[tests][{at}][{part}]");
    let own = match form.attribute.as_str() {
        "" => words::field_code(cx.t, &form.field),
        attribute => attribute.to_owned(),
    };
    let finds = ["", "yes", "no"];
    let finds = finds.map(|code| SelectOption::new(code, t.test_find(code)).chosen(&test.finds)).into();
    let value = test.value.clone();
    let fields = if form.check.is_across() {
        let which = test.which.clone();
        let listed = form.check.is_lookup().then(|| {
            let (l, listed) = (cx.t.rule_lists(), test.listed.clone());
            view! { <TextareaField name=name("listed") label=l.listed() help=l.listed_help() value=listed rows=3/> }
        });
        view! {
            {listed}
            <TextareaField name=name("value") label=t.test_values(&own) help=cx.t.fields().test_values() value=value rows=3/>
            <SelectField name=name("finds") label=t.test_finds() help=cx.t.fields().test_finds() options=finds/>
            <TextField name=name("which") label=t.test_which() help=t.test_which_help() value=which/>
        }
        .into_any()
    } else {
        // What the rule looks at besides, and what a test says of other fields.
        let mut others = form.others();
        others
            .extend(test.others.keys().filter(|known| !others.contains(known)).cloned().collect::<Vec<_>>());
        let others = others.into_iter().map(|field| {
            let (name, label) =
                (format!("form[tests][{at}][others][{field}]"), words::field_code(cx.t, &field));
            let value = test.others.get(&field).cloned().unwrap_or_default();
            view! { <TextField name=name label=t.test_value(&label) help=cx.t.fields().test_other() value=value/> }
        });
        let others = others.collect_view();
        let has_fix = form.fix != FixForm::default();
        let (fixed, optional) = (test.fixed.clone(), cx.t.common().optional());
        let fixed = (has_fix || !fixed.is_empty()).then(|| {
            view! { <TextField name=name("fixed") label=t.test_fixed() help=t.test_fixed_help() value=fixed optional=optional/> }
        });
        let one = match value.contains('\n') {
            true => view! { <TextareaField name=name("value") label=t.test_value(&own) help=cx.t.fields().test_value() value=value rows=3/> }
                .into_any(),
            false => {
                view! { <TextField name=name("value") label=t.test_value(&own) help=cx.t.fields().test_value() value=value/> }.into_any()
            }
        };
        view! {
            {one}
            {others}
            <SelectField name=name("finds") label=t.test_finds() help=cx.t.fields().test_finds() options=finds/>
            {fixed}
        }
        .into_any()
    };
    let nth = i64::try_from(at + 1).unwrap_or(i64::MAX);
    view! { <FieldGroup legend=t.test(nth)>{told(&error)}{fields}</FieldGroup> }.into_any()
}
