//! What a new rule can begin with.

use super::{back, editor};
use crate::page::PageCx;
use domain::Locale;
use hub::validation::{CheckForm, FixForm, RuleForm, TestForm, WordsForm};
use leptos::prelude::*;
use ui::{Cell, Column, DataTable, PageHeader, Place, Row};

/// The templates, by the kind of check that each shows.
const ALL: &[&str] = &[
    "required",
    "length",
    "forbidden_words",
    "matches",
    "number",
    "at_least_n_of",
    "unique",
    "at_most_field",
];

/// The choice of a template.
pub(super) fn page(cx: &PageCx) -> AnyView {
    let t = cx.t.rules();
    let columns = vec![
        Column::new(Place::Lead, t.template_column()),
        Column::new(Place::Detail, t.template_about_column()),
    ];
    let rows = ALL.iter().map(|code| Row {
        href: editor::path(None, code, editor::FORM_VIEW),
        lead: t.template(code).into_any(),
        cells: vec![Cell::text(t.template_text(code))],
        pick: None,
    });
    let rows = rows.collect();
    view! {
        {back(cx)}
        <PageHeader title=t.start() context=t.start_text().into_any()/>
        <DataTable caption=t.start() columns=columns rows=rows empty=().into_any()/>
    }
    .into_any()
}

/// The rule that a template begins with, in the reader's language.
pub(super) fn yaml(cx: &PageCx, code: &str) -> Option<String> {
    ALL.contains(&code).then(|| begun(cx.t, cx.locale.words, code).tidy().to_yaml())
}

fn begun(t: i18n::Texts, language: Locale, code: &str) -> RuleForm {
    let t = t.rules();
    let words = |text: &str| {
        let mut words = WordsForm::default();
        *match language {
            Locale::PtBr => &mut words.pt_br,
            Locale::En => &mut words.en,
            Locale::Es => &mut words.es,
            Locale::Fr => &mut words.fr,
        } = text.to_owned();
        words
    };
    let on = || "on".to_owned();
    let found =
        |value: &str| TestForm { value: value.to_owned(), finds: "yes".into(), ..TestForm::default() };
    let passes = |value: &str| TestForm { finds: "no".into(), ..found(value) };
    let check = CheckForm { kind: code.to_owned(), ..CheckForm::default() };
    let sample = |code: &str| t.sample_value(code).to_owned();
    let (field, check, fix, tests) = match code {
        "length" => (
            "title",
            CheckForm { max: "60".into(), ..check },
            FixForm { trim: on(), truncate_at_word: "60".into(), ..FixForm::default() },
            vec![found(&sample("long_title")), passes(&sample("short_title"))],
        ),
        "forbidden_words" => (
            "title",
            CheckForm { values: sample("words"), ..check },
            FixForm::default(),
            vec![found(&sample("bad_words")), passes(&sample("short_title"))],
        ),
        "matches" => (
            "sku",
            CheckForm { pattern: "^[A-Z]{3}-[0-9]{4}$".into(), ..check },
            FixForm { trim: on(), case: "upper".into(), ..FixForm::default() },
            vec![found("cam-0001"), found("CAM1"), passes("CAM-0001")],
        ),
        "number" => (
            "price",
            CheckForm { min: "10".into(), max: "5000".into(), ..check },
            FixForm::default(),
            vec![found("4.90"), passes("49.90")],
        ),
        "at_least_n_of" => (
            "gtin",
            CheckForm { n: "1".into(), fields: vec!["gtin".into(), "mpn".into()], ..check },
            FixForm::default(),
            vec![found(""), passes("7891000315507")],
        ),
        "unique" => (
            "sku",
            check,
            FixForm::default(),
            vec![TestForm { which: "1, 3".into(), ..found("A-1\nB-2\nA-1") }, passes("A-1\nB-2")],
        ),
        "at_most_field" => {
            let with = |test: TestForm| TestForm {
                others: [("price".to_owned(), "49.90".to_owned())].into(),
                ..test
            };
            (
                "sale_price",
                CheckForm { other: "price".into(), ..check },
                FixForm::default(),
                vec![with(found("59.90")), with(passes("39.90"))],
            )
        }
        _ => ("brand", check, FixForm::default(), vec![found(""), passes(&sample("brand"))]),
    };
    RuleForm {
        title: words(&t.sample_title(code)),
        explanation: words(&t.sample_explanation(code)),
        severity: "error".into(),
        field: field.to_owned(),
        check,
        fix,
        tests,
        ..RuleForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hub::validation::read_own;
    use i18n::Texts;

    #[test]
    fn every_template_is_a_rule_that_can_be_activated_in_every_language() {
        for language in Locale::ALL {
            for code in ALL {
                let yaml = begun(Texts::new(language), language, code).tidy().to_yaml();
                let (rule, is_right) = read_own(&yaml);
                assert!(is_right, "{language:?} {code}:\n{yaml}\n{rule:#?}");
                assert!(RuleForm::read(&yaml).is_ok(), "{yaml}");
            }
        }
    }
}
