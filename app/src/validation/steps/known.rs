//! The steps that there are, and what a chain becomes when one of them is added, told something else, or taken out.

use super::{
    FORM_ID, SET, value_name,
    values::{self, in_words},
};
use crate::page::PageCx;
use domain::{Fault, FieldError, FieldProblem};
use hub::validation::{Chain, WrittenSteps};
use leptos::{prelude::*, serde_json::Value};
use ui::{Button, Cell, Column, DataTable, Place, Row};

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

/// Whether the last step was just added with values of nobody's that only the text can change.
pub(super) fn is_example_text(written: &WrittenSteps, kept: &WrittenSteps) -> bool {
    let chain = Chain::from_yaml(&written.steps).unwrap_or_default();
    written.steps != kept.steps
        && chain.0.last().is_some_and(|step| {
            let (code, more) = in_words(step);
            is_example(&code, &more) && values::values(&code, &more).is_empty()
        })
}

/// Whether a step is told what its example is told.
pub(super) fn is_example(code: &str, more: &Value) -> bool {
    let example = STEPS.iter().find(|(known, example)| *known == code && example.contains(':'));
    let example = example.and_then(|(_, example)| Chain::from_yaml(example).ok());
    !more.is_null()
        && example.is_some_and(|chain| chain.0.first().is_some_and(|one| in_words(one).1 == *more))
}

/// What steps become when one is added, by its code, told these values, or taken out, by its place: as the button says it.
///
/// # Errors
/// [`Fault::Invalid`] with each value that the step cannot be told, by [`value_name`].
pub(in crate::validation) fn changed(
    steps: &str,
    act: &str,
    values: &[String],
) -> Result<Option<String>, Fault> {
    let Some(at) = act.strip_prefix(SET) else { return Ok(more_or_less(steps, act)) };
    let wrong = match at.parse() {
        Ok(at) => match values::set(steps, at, values) {
            Ok(set) => return Ok(Some(set)),
            Err(wrong) => wrong,
        },
        Err(_) => Vec::new(),
    };
    let fields = wrong
        .into_iter()
        .map(|(nth, _)| FieldError { field: value_name(nth), problem: FieldProblem::Format });
    Err(Fault::Invalid { fields: fields.collect() })
}

/// With one more step, or one less.
fn more_or_less(steps: &str, act: &str) -> Option<String> {
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

/// The steps that there are.
pub(super) fn known(cx: &PageCx, may_edit: bool) -> AnyView {
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
        let changed = |steps: &str, act: &str| changed(steps, act, &[]).unwrap();
        let added = changed("- trim\n", "add:slug").unwrap();
        assert_eq!(added, "- trim\n- slug\n");
        assert_eq!(Chain::from_yaml(&changed(&added, "drop:0").unwrap()), Chain::from_yaml("- slug"));
        assert_eq!(changed("", "add:trim").unwrap(), "- trim\n");
        for other in ["[trim]", "[\"trim\"]\n", "  - trim\n", "[\n  trim\n]\n"] {
            let added = changed(other, "add:slug").unwrap();
            assert_eq!(Chain::from_yaml(&added), Chain::from_yaml("- trim\n- slug"), "{other}");
        }
        for nothing in ["drop:9", "drop:x", "add:nothing", "show", ""] {
            assert_eq!(changed(&added, nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_step_that_cannot_be_told_so_is_refused_value_by_value() {
        let values = ["keep", "P: Pequeno\nG Grande"].map(str::to_owned);
        let refused = changed("- trim\n- lookup: { table: { P: Pequeno } }", "set:1", &values);
        let field = FieldError { field: value_name(1), problem: FieldProblem::Format };
        assert_eq!(refused, Err(Fault::Invalid { fields: vec![field] }));
        for act in ["set:9", "set:x"] {
            assert_eq!(changed("- trim", act, &[]), Err(Fault::Invalid { fields: Vec::new() }), "{act}");
        }
    }

    #[test]
    fn every_example_can_be_used() {
        for (code, example) in STEPS {
            let chain = Chain::from_yaml(example).unwrap_or_else(|fault| panic!("{code}: {fault}"));
            assert!(chain.compile().is_ok(), "{code}: {:?}", chain.compile().err());
        }
    }
}
