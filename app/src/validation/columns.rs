//! Which column is which field, with the first cells of each, and the packs of rules.

use super::{ValidationColumns, steps, words};
use crate::{form::PostForm, page::PageCx};
use domain::{ProductField, SheetKind, view::validation::SheetView};
use hub::validation::{Columns, OWN, PackInfo};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonKind, Cell, CheckboxField, Column, DataTable, FieldGroup, FormActions, Panel, Place, Row,
    StatusBadge, Tone,
};

/// Cells of a column that are shown.
const SHOWN: usize = 3;
/// Characters of a shown cell.
const CHARS: usize = 40;

/// Where the form of columns is told what is wrong with it.
pub(super) const FORM: &str = "validation/columns";

/// `own` is how many rules of its own the company has switched on.
pub(super) fn panel(
    cx: &PageCx,
    sheet: &SheetView,
    columns: &Columns,
    own: usize,
    may_edit: bool,
) -> AnyView {
    let t = cx.t.validation();
    // What the columns of the catalogue are is known.
    let is_fixed = sheet.kind == SheetKind::Catalogue;
    let mut headings = vec![Column::new(Place::Lead, t.column()), Column::new(Place::Extra, t.first_cells())];
    if !is_fixed {
        headings.push(Column::new(Place::Detail, t.field_column()));
    }
    let rows = columns.columns.iter().enumerate().map(|(at, column)| {
        let cells = column.samples.iter().filter(|cell| !cell.trim().is_empty()).take(SHOWN);
        let cells: Vec<String> = cells.map(|cell| shortened(cell)).collect();
        let values = if cells.is_empty() { Cell::Missing } else { Cell::text(cells.join(" · ")) };
        let known = column.field.as_ref().map(|field| words::field(cx.t, field));
        let (lead, field) = match known {
            Some(known) if is_fixed => (known, None),
            _ if may_edit => {
                let (select, link) = (select(cx, at, column), steps_link(cx, sheet, at, column));
                (column.name.clone(), Some(Cell::view(view! { {select} " " {link} })))
            }
            known => (column.name.clone(), Some(known.map_or(Cell::Missing, Cell::Text))),
        };
        Row {
            href: String::new(),
            lead: lead.into_any(),
            cells: std::iter::once(values).chain(field).collect(),
            pick: None,
        }
    });
    let rows = rows.collect();
    let table = view! {
        <DataTable caption=t.columns() columns=headings rows=rows dense=true empty=().into_any()/>
    };
    let context = t.columns_context(i64::try_from(columns.columns.len()).unwrap_or(i64::MAX));
    if !may_edit {
        return view! { <Panel title=t.columns() context=context>{table}</Panel> }.into_any();
    }
    let (id, packs) = (sheet.id.to_string(), packs(cx, &sheet.packs, own));
    let save = cx.t.common().save();
    view! {
        // As wide as the table, which a form of fields is not.
        <PostForm action=ValidationColumns::url() return_to=cx.here() class="">
            <input type="hidden" name="sheet" value=id/>
            <Panel title=t.columns() context=context>{table}</Panel>
            <Panel title=t.rules()>{packs}</Panel>
            <FormActions>
                <Button label=t.save_and_check() kind=ButtonKind::Primary name="check" value="1"/>
                <Button label=save/>
            </FormActions>
        </PostForm>
    }
    .into_any()
}

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(CHARS) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
}

/// The field of a column. What was guessed says so.
fn select(cx: &PageCx, at: usize, column: &hub::validation::Column) -> AnyView {
    let t = cx.t.validation();
    let name = format!("columns[{at}]");
    let chosen = column.field.as_ref().map(ToString::to_string).unwrap_or_default();
    let is_free = !chosen.is_empty() && chosen.parse::<ProductField>().is_err();
    let free = if is_free { chosen.clone() } else { column.attribute.clone() };
    let option = |value: String, label: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let fields = ProductField::ALL
        .iter()
        .map(|field| option(field.code().to_owned(), words::product_field(cx.t, *field)))
        .collect_view();
    let error = Some(cx.form(FORM).error(&format!("columns.{at}"))).filter(|error| !error.is_empty());
    let guessed = column.is_suggested.then(|| view! { <StatusBadge tone=Tone::Info label=t.suggested()/> });
    let label = t.field_of(&column.name);
    view! {
        <select class="select" name=name aria-label=label aria-invalid=error.is_some().then_some("true")>
            {option(String::new(), t.not_used().to_owned())}
            {option(free, t.attribute(&column.name))}
            {fields}
        </select>
        " "
        {guessed}
        {error.map(|error| view! { <p class="field-error">{error}</p> })}
    }
    .into_any()
}

/// Leads to the steps of a column whose field somebody confirmed.
fn steps_link(
    cx: &PageCx,
    sheet: &SheetView,
    at: usize,
    column: &hub::validation::Column,
) -> Option<impl IntoView + use<>> {
    let t = cx.t.steps();
    let label = if column.has_steps { t.link_some() } else { t.link_none() };
    let (href, of) = (steps::path(sheet.id, at), column.name.clone());
    (column.field.is_some() && !column.is_suggested).then(|| {
        view! {
            <a href=href>{label} <span class="visually-hidden">{of}</span></a>
        }
    })
}

fn packs(cx: &PageCx, chosen: &[String], own: usize) -> AnyView {
    let t = cx.t.validation();
    let language = cx.locale.words.as_tag();
    let packs = hub::validation::packs().into_iter();
    let packs =
        packs.map(|PackInfo { code, title, rules, .. }| (code, title.get(language).to_owned(), rules));
    let boxes = packs
        .chain([(OWN.to_owned(), cx.t.rules().own().to_owned(), own)])
        .enumerate()
        .map(|(at, (code, label, rules))| {
            let checked = chosen.contains(&code);
            let count = t.rules_count(i64::try_from(rules).unwrap_or(i64::MAX));
            view! {
                <CheckboxField name=format!("packs[{at}]") id=format!("pack-{code}") value=code label=label
                    checked=checked help=count/>
            }
        })
        .collect_view();
    let error = Some(cx.form(FORM).error("packs")).filter(|error| !error.is_empty());
    view! {
        <FieldGroup legend=t.rules_legend() help=t.rules_help()>{boxes}</FieldGroup>
        {error.map(|error| view! { <p class="field-error">{error}</p> })}
    }
    .into_any()
}
