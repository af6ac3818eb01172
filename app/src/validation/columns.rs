//! Which column is which field, with the first cells of each, and the packs of rules.

use super::{ValidationColumns, steps, words};
use crate::{
    form::{Form, FormState, PostForm},
    page::PageCx,
};
use domain::{FieldProblem, ProductField, SheetKind, view::validation::SheetView};
use hub::validation::{Columns, Field, OWN, PackInfo};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Button, ButtonKind, Cell, CheckboxField, Column, DataTable, FieldGroup, FormActions, Panel, Place, Row,
    StatusBadge, Tone, refuse_field,
};

/// Cells of a column that are shown.
const SHOWN: usize = 3;
/// Characters of a shown cell.
const CHARS: usize = 40;

/// Where the form of columns is told what is wrong with it.
pub(super) const FORM: &str = "validation/columns";

/// Columns and packs that come back with a form: as many as a sheet can have.
const KEPT: usize = 1_000;
/// Bytes of the code of a pack that comes back.
const CODE: usize = 60;

/// Keeps what was chosen for the page, should the form be refused.
pub(super) fn keep(form: Form, columns: &[String], packs: &[String]) -> Form {
    let chosen = columns.iter().take(KEPT).enumerate();
    let form = chosen.fold(form, |form, (at, field)| form.keep(&column_name(at), field));
    let ticked = packs.iter().filter(|pack| pack.len() <= CODE).take(KEPT);
    ticked.fold(form, |form, pack| form.keep(&pack_name(pack), "on"))
}

/// What the field of a column, and a pack, are called where a form is told what is wrong with them.
fn column_name(at: usize) -> String {
    format!("columns.{at}")
}

fn pack_name(code: &str) -> String {
    format!("packs.{code}")
}

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
    let mut headings =
        vec![Column::new(Place::Lead, t.column()), Column::new(Place::Detail, t.first_cells())];
    if !is_fixed {
        headings.push(Column::new(Place::Detail, t.field_column()));
    }
    let form = cx.form(FORM);
    let chosen = Chosen::of(&form, columns);
    let rows = columns.columns.iter().enumerate().map(|(at, column)| {
        let cells = column.samples.iter().filter(|cell| !cell.trim().is_empty()).take(SHOWN);
        // Of the catalogue they are values, of a file what somebody wrote.
        let value = |cell: &String| match &column.field {
            Some(Field::Product(ProductField::Status)) if is_fixed => match cell.as_str() {
                "active" => cx.t.products().active().to_owned(),
                _ => cx.t.products().inactive().to_owned(),
            },
            Some(field) if is_fixed => words::value(cx, &field.to_string(), cell),
            _ => cell.clone(),
        };
        let cells: Vec<String> = cells.map(|cell| shortened(&value(cell))).collect();
        let values = if cells.is_empty() { Cell::Missing } else { Cell::text(cells.join(" · ")) };
        let known = column.field.as_ref().map(|field| words::field(cx.t, field));
        let (lead, field) = match known {
            Some(known) if is_fixed => (known, None),
            _ if may_edit => {
                let (select, link) = (select(cx, &chosen, at), steps_link(cx, sheet, at, column));
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
    let none = form.problem("columns").is_some().then(|| {
        refuse_field("columns-0", t.columns(), t.field_none());
        view! { <p class="field-error">{t.field_none()}</p> }
    });
    let (id, packs) = (sheet.id.to_string(), packs(cx, &form, &sheet.packs, own));
    let save = cx.t.common().save();
    // Once it is confirmed, the page's first button checks.
    let is_confirmed = sheet.mapping.is_some() && !columns.has_suggested();
    let kind = if is_confirmed { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        // As wide as the table, which a form of fields is not.
        <PostForm action=ValidationColumns::url() return_to=cx.here() class="">
            <input type="hidden" name="sheet" value=id/>
            <Panel title=t.columns() context=context>{none} {table}</Panel>
            <Panel title=t.rules()>{packs}</Panel>
            <FormActions>
                <Button label=t.save_and_check() kind=kind name="check" value="1"/>
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

/// What the columns of a form are: as somebody chose it just now, if that was refused, or as it is known.
struct Chosen<'a> {
    form: &'a FormState,
    columns: &'a [hub::validation::Column],
    fields: Vec<String>,
}

impl<'a> Chosen<'a> {
    fn of(form: &'a FormState, columns: &'a Columns) -> Self {
        let known = |column: &hub::validation::Column| {
            column.field.as_ref().map(ToString::to_string).unwrap_or_default()
        };
        let fields = columns.columns.iter().enumerate();
        let fields = fields.map(|(at, column)| form.value(&column_name(at), known(column))).collect();
        Self { form, columns: &columns.columns, fields }
    }

    /// What to do about the choice of a column.
    fn error(&self, cx: &PageCx, at: usize) -> Option<String> {
        let name = column_name(at);
        let problem = self.form.problem(&name)?;
        let also = || {
            let same = |other: &usize| *other != at && self.fields[*other] == self.fields[at];
            let other = (0..self.fields.len()).find(same)?;
            let field = words::field_code(cx.t, &self.fields[at]);
            Some(cx.t.validation().field_twice(&field, &self.columns[other].name))
        };
        match problem {
            FieldProblem::Taken => also(),
            _ => None,
        }
        .or_else(|| Some(self.form.error(&name)))
    }
}

/// The field of a column. What was guessed says so.
fn select(cx: &PageCx, chosen: &Chosen<'_>, at: usize) -> AnyView {
    let t = cx.t.validation();
    let (name, id) = (format!("columns[{at}]"), format!("columns-{at}"));
    let (column, error) = (&chosen.columns[at], chosen.error(cx, at));
    let chosen = chosen.fields[at].as_str();
    let is_free = matches!(chosen.parse(), Ok(Field::Attribute(_)));
    let free = if is_free { chosen.to_owned() } else { column.attribute.clone() };
    let option = |value: String, label: String| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let fields = ProductField::ALL
        .iter()
        .map(|field| option(field.code().to_owned(), words::product_field(cx.t, *field)))
        .collect_view();
    let is_guess =
        column.is_suggested && column.field.as_ref().is_some_and(|field| field.to_string() == chosen);
    let guessed = is_guess.then(|| view! { <StatusBadge tone=Tone::Info label=t.suggested()/> });
    let is_first = error.as_ref().is_some_and(|error| refuse_field(&id, &column.name, error));
    let described = error.is_some().then(|| format!("{id}-error"));
    let (invalid, label) = (error.is_some().then_some("true"), t.field_of(&column.name));
    let error = error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> });
    view! {
        <select class="select" id=id name=name aria-label=label autofocus=is_first aria-describedby=described
            aria-invalid=invalid>
            {option(String::new(), t.not_used().to_owned())}
            {option(free, t.attribute(&column.name))}
            {fields}
        </select>
        " "
        {guessed}
        {error}
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

fn packs(cx: &PageCx, form: &FormState, chosen: &[String], own: usize) -> AnyView {
    let t = cx.t.validation();
    let language = cx.locale.words.as_tag();
    let packs = hub::validation::packs().into_iter();
    let packs =
        packs.map(|PackInfo { code, title, rules, .. }| (code, title.get(language).to_owned(), rules));
    let packs: Vec<_> = packs.chain([(OWN.to_owned(), cx.t.rules().own().to_owned(), own)]).collect();
    let error = form.problem("packs").map(|problem| match problem {
        FieldProblem::Required => t.packs_none().to_owned(),
        _ => form.error("packs"),
    });
    if let (Some(error), Some((code, ..))) = (&error, packs.first()) {
        refuse_field(format!("pack-{code}"), t.rules_legend(), error);
    }
    let boxes = packs
        .into_iter()
        .enumerate()
        .map(|(at, (code, label, rules))| {
            let checked = form.ticked(&pack_name(&code), chosen.contains(&code));
            let count = t.rules_count(i64::try_from(rules).unwrap_or(i64::MAX));
            view! {
                <CheckboxField name=format!("packs[{at}]") id=format!("pack-{code}") value=code label=label
                    checked=checked help=count/>
            }
        })
        .collect_view();
    view! {
        <FieldGroup legend=t.rules_legend() help=t.rules_help()>{boxes}</FieldGroup>
        {error.map(|error| view! { <p class="field-error">{error}</p> })}
    }
    .into_any()
}
