//! The kind of a check, and what this kind needs.

use super::{fields as field_options, form::told, lists};
use crate::page::PageCx;
use hub::validation::CheckForm;
use leptos::prelude::*;
use ui::{Button, CheckboxField, InputKind, SelectField, SelectOption, TextField, TextareaField};

/// What a box posts.
const ON: &str = "on";
/// Fields that are chosen from at once, at least.
const FIELDS: usize = 4;

pub(super) fn fields(cx: &PageCx, check: &CheckForm, lists: &[String], error: &str) -> AnyView {
    let t = cx.t.rules();
    let kinds = CheckForm::KINDS
        .iter()
        .map(|kind| SelectOption::new(*kind, t.kind_name(kind)).chosen(&check.kind))
        .collect();
    let required = (check.kind != "required").then(|| {
        let checked = check.required == ON;
        view! {
            <CheckboxField name="form[check][required]" label=t.also_required() help=t.also_required_help() checked=checked/>
        }
    });
    view! {
        <div class="form">
            {told(error)}
            <SelectField name="form[check][kind]" label=t.kind() help=t.kind_help() options=kinds/>
            <div class="actions"><Button label=t.show_fields() name="act" value="check" incomplete=true/></div>
            {parameters(cx, check, lists)}
            {required}
        </div>
    }
    .into_any()
}

fn parameters(cx: &PageCx, check: &CheckForm, lists: &[String]) -> AnyView {
    match check.kind.as_str() {
        "length" | "bytes" | "count" => range(cx, check),
        "number" => view! { {range(cx, check)}{open_range(cx, check)}{digits(cx, check)} }.into_any(),
        "one_of" | "none_of" => view! { {values(cx, check)}{ignore_case(cx, check)} }.into_any(),
        "forbidden_words" | "html" => values(cx, check),
        "matches" | "not_matches" => pattern(cx, check),
        "url" | "image" => addresses(cx, check),
        "at_most_field" | "at_least_field" | "equals_field" | "differs_from_field" => other(cx, check),
        "ratio" => view! { {other(cx, check)}{range(cx, check)}{open_range(cx, check)} }.into_any(),
        "sum" => view! { {many(cx, check)}{range(cx, check)}{open_range(cx, check)} }.into_any(),
        "at_least_n_of" => view! { {n(cx, check)}{many(cx, check)} }.into_any(),
        "lookup" => list(cx, check, lists),
        _ => ().into_any(),
    }
}

fn range(cx: &PageCx, check: &CheckForm) -> AnyView {
    let t = cx.t.rules();
    let (min, max) = (check.min.clone(), check.max.clone());
    view! {
        <TextField name="form[check][min]" label=t.min(&check.kind) help=t.bound_help() kind=InputKind::Decimal value=min/>
        <TextField name="form[check][max]" label=t.max(&check.kind) help=t.bound_help() kind=InputKind::Decimal value=max/>
    }
    .into_any()
}

/// Bounds that are no part of the range themselves.
fn open_range(cx: &PageCx, check: &CheckForm) -> AnyView {
    let (t, optional) = (cx.t.rules(), cx.t.common().optional());
    let (above, below) = (check.above.clone(), check.below.clone());
    view! {
        <TextField name="form[check][above]" label=t.above() help=t.open_bound_help() kind=InputKind::Decimal value=above optional=optional/>
        <TextField name="form[check][below]" label=t.below() help=t.open_bound_help() kind=InputKind::Decimal value=below optional=optional/>
    }
    .into_any()
}

fn digits(cx: &PageCx, check: &CheckForm) -> AnyView {
    let (t, optional) = (cx.t.rules(), cx.t.common().optional());
    let (decimals, is_whole) = (check.decimals.clone(), check.integer == ON);
    view! {
        <TextField name="form[check][decimals]" label=t.decimals() help=t.decimals_help() kind=InputKind::Decimal value=decimals optional=optional/>
        <CheckboxField name="form[check][integer]" label=t.integer() help=cx.t.fields().integer() checked=is_whole/>
    }
    .into_any()
}

fn values(cx: &PageCx, check: &CheckForm) -> AnyView {
    let (t, values) = (cx.t.rules(), check.values.clone());
    view! {
        <TextareaField name="form[check][values]" label=t.values(&check.kind) help=t.one_a_line(&check.kind) value=values/>
    }
    .into_any()
}

fn ignore_case(cx: &PageCx, check: &CheckForm) -> AnyView {
    let checked = check.ignore_case == ON;
    view! { <CheckboxField name="form[check][ignore_case]" label=cx.t.rules().ignore_case() help=cx.t.fields().ignore_case() checked=checked/> }
        .into_any()
}

fn pattern(cx: &PageCx, check: &CheckForm) -> AnyView {
    let (t, pattern) = (cx.t.rules(), check.pattern.clone());
    view! { <TextField name="form[check][pattern]" label=t.pattern() help=t.pattern_help() value=pattern/> }
        .into_any()
}

fn addresses(cx: &PageCx, check: &CheckForm) -> AnyView {
    let (t, optional) = (cx.t.rules(), cx.t.common().optional());
    let (extensions, is_https) = (check.extensions.clone(), check.https == ON);
    view! {
        <CheckboxField name="form[check][https]" label=t.https() help=cx.t.fields().https() checked=is_https/>
        <TextField name="form[check][extensions]" label=t.extensions() help=t.extensions_help() value=extensions optional=optional/>
    }
    .into_any()
}

fn other(cx: &PageCx, check: &CheckForm) -> AnyView {
    let t = cx.t.rules();
    let options = field_options(cx, &check.other, t.no_field());
    view! { <SelectField name="form[check][other]" label=t.other_field() help=t.other_field_help() options=options/> }.into_any()
}

fn n(cx: &PageCx, check: &CheckForm) -> AnyView {
    let (t, n) = (cx.t.rules(), check.n.clone());
    view! { <TextField name="form[check][n]" label=t.n() help=t.n_help() kind=InputKind::Decimal value=n/> }
        .into_any()
}

/// One of the company's lists. A chosen one that is none is there too, so that it stays.
fn list(cx: &PageCx, check: &CheckForm, lists: &[String]) -> AnyView {
    let t = cx.t.rule_lists();
    let chosen = check.list.as_str();
    let mut options = vec![SelectOption::new("", t.choose()).chosen(chosen)];
    options.extend(lists.iter().map(|name| SelectOption::new(name.clone(), name.clone()).chosen(chosen)));
    if !options.iter().any(|option| option.selected) {
        options.push(SelectOption::new(chosen, chosen).chosen(chosen));
    }
    let help = if lists.is_empty() { t.choose_none() } else { t.choose_help() };
    let is_absent = check.absent == ON;
    view! {
        <SelectField name="form[check][list]" label=t.list() help=help options=options/>
        <p><a href=lists::PATH>{t.palette_title()}</a></p>
        <CheckboxField name="form[check][absent]" label=t.absent() help=t.absent_help() checked=is_absent/>
    }
    .into_any()
}

fn many(cx: &PageCx, check: &CheckForm) -> AnyView {
    let t = cx.t.rules();
    let room = (check.fields.len() + 1).max(FIELDS);
    let fields = (0..room).map(|at| {
        let chosen = check.fields.get(at).map_or("", String::as_str);
        let options = field_options(cx, chosen, t.no_field());
        let (name, label) = (format!("form[check][fields][{at}]"), t.fields(&(at + 1).to_string()));
        view! { <SelectField name=name label=label help=cx.t.fields().compared_field() options=options/> }
    });
    fields.collect_view().into_any()
}
