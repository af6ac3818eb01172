//! One sheet: how it is read, what its columns mean, what it is held to, and its checks.

use super::{
    ValidationRename, ValidationStart, columns, cost, files::upload_form, format, google, imported,
    list::trail, remove, results, run_path, schedule, sheet_path, tone, words,
};
use crate::{
    form::PostForm,
    integrations,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
};
use domain::{
    Permission, SheetId, SheetKind,
    view::{
        catalogue_import::ImportLine,
        page::{Cursor, Page as Rows},
        validation::{RunLine, SheetView},
    },
};
use hub::{permit::View, validation::Columns};
use i18n::format as shown;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Button, ButtonKind, Cell, Column, CursorPager, DataTable, DetailLayout, Fact, Facts, FormActions,
    IconName, ListFrame, PageHeader, PagerLink, Panel, Place, Row, StatusBadge, TextField, Tone,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SheetQuery {
    /// A place in the checks.
    cursor: String,
}

/// `/admin/validacao/:id`
pub fn sheet_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: SheetId = cx.param("id")?;
        let query: SheetQuery = cx.query();
        let from: Option<Cursor> = query.cursor.parse().ok();
        let (sheet, columns, runs) = hub::validation::sheet_with_checks(&permit, id, from.as_ref()).await?;
        let own = hub::validation::own_rules(&permit).await?.iter().filter(|rule| rule.is_active).count();
        let imports = hub::validation::catalogue_imports(&permit, id, None).await?;
        let cost = cost::Told::of(&cx, hub::validation::check_cost(&permit, id).await?).await?;
        Ok(Page::new(sheet.name.clone(), page(&cx, &sheet, (&columns, own), (&runs, &imports), cost)))
    })
}

fn page(
    cx: &PageCx,
    sheet: &SheetView,
    (columns, own): (&Columns, usize),
    (runs, imports): (&Rows<RunLine>, &[ImportLine]),
    cost: Option<cost::Told>,
) -> AnyView {
    let t = cx.t.validation();
    let may_edit = cx.may(Permission::EditCatalog);
    let may_check = may_edit && sheet.problem.is_none();
    let can_start = may_check && sheet.mapping.is_some();
    let is_beyond = cost.is_some_and(|told| told.cost.is_beyond_plan());
    let is_guessed = sheet.problem.is_none() && columns.has_suggested();
    let kind = if is_beyond || is_guessed { ButtonKind::Secondary } else { ButtonKind::Primary };
    let start = can_start.then(|| start_button(cx, sheet.id, kind));
    let problem = sheet.problem.as_ref().map(|(code, data)| {
        let text = words::problem(cx, code, data);
        view! { <Banner tone=Tone::Critical title=t.unreadable() text=text/> }
    });
    let text = match sheet.mapping {
        None => Some(t.confirm_columns_text()),
        Some(_) => is_guessed.then(|| t.confirm_columns_new()),
    };
    let text = text.filter(|_| sheet.problem.is_none());
    let ask = text.map(|text| view! { <Banner tone=Tone::Info title=t.confirm_columns() text=text/> });
    let (about, checks) = (facts(cx, sheet), runs_list(cx, sheet.id, runs));
    let history = view! { <Panel title=t.checks()>{checks}</Panel> };
    let is_file = sheet.kind == SheetKind::File;
    let newer = (may_edit && is_file).then(|| {
        let form = upload_form(cx, Some(sheet.id));
        view! { <Panel title=t.newer_title()>{form}</Panel> }
    });
    let schedule = (!is_file).then(|| schedule::panel(cx, sheet, may_edit));
    let stopped = sheet.source.as_ref().filter(|source| !source.is_connected);
    let stopped = stopped.map(|source| google::stopped(cx, source.connection));
    let remove = may_edit.then(|| remove::link(cx, sheet.id));
    let name = may_edit.then(|| name(cx, sheet));
    let aside = view! {
        <Panel title=t.about()>{about}{name}</Panel>
        {history}
        {imported::panel(cx, imports)}
        {schedule}
        {newer}
        {remove}
    }
    .into_any();
    // The columns are confirmed by a button that checks, too.
    let cost = cost.filter(|_| may_check).map(|told| told.view(cx));
    let main = view! {
        {stopped}
        {problem}
        {ask}
        {cost}
        {format::strange(cx, sheet)}
        {format::sheets(cx, sheet, may_edit)}
        {(sheet.problem.is_none()).then(|| columns::panel(cx, sheet, columns, own, may_edit))}
        {(sheet.kind != SheetKind::Catalogue).then(|| format::panel(cx, sheet, may_edit))}
    };
    view! {
        {trail(cx, None)}
        <PageHeader title=sheet.name.clone() action=start.into_any()/>
        <DetailLayout aside=aside>{main}</DetailLayout>
    }
    .into_any()
}

/// The button that has a sheet checked.
pub(super) fn start_button(cx: &PageCx, id: SheetId, kind: ButtonKind) -> AnyView {
    let label = cx.t.validation().check_now();
    view! {
        <PostForm action=ValidationStart::url() return_to=cx.here() class="inline-form">
            <input type="hidden" name="sheet" value=id.to_string()/>
            <Button label=label kind=kind icon=IconName::ShieldCheck/>
        </PostForm>
    }
    .into_any()
}

/// Where the form of the name is told what is wrong with it.
pub(super) const RENAME: &str = "validation/rename";

/// Calls the sheet something else.
fn name(cx: &PageCx, sheet: &SheetView) -> AnyView {
    let (t, form) = (cx.t.validation(), cx.form(RENAME));
    let (value, error) = (form.value("name", &sheet.name), form.error("name"));
    let (id, save) = (sheet.id.to_string(), cx.t.common().save());
    view! {
        <PostForm action=ValidationRename::url() return_to=cx.here() class="form">
            <input type="hidden" name="sheet" value=id/>
            <TextField name="name" label=t.name() value=value error=error maxlength=120 required=true/>
            <FormActions><Button label=save/></FormActions>
        </PostForm>
    }
    .into_any()
}

fn facts(cx: &PageCx, sheet: &SheetView) -> AnyView {
    let t = cx.t.validation();
    let mut facts = Vec::new();
    if let Some(file) = &sheet.file {
        facts.push(Fact::new(t.file(), file.name.clone()));
        let bytes = u64::try_from(file.bytes).unwrap_or_default();
        facts.push(Fact::new(t.size(), shown::bytes(cx.locale, bytes)));
        let at = shown::date_time(cx.locale, file.created_at, cx.zone);
        let sent = match &file.uploaded_by {
            Some(name) => t.sent_by(&at, name),
            None => at,
        };
        facts.push(Fact::new(t.sent_at(), sent));
    }
    if let Some(source) = &sheet.source {
        let href = results::address(source, source.tab);
        let name = source.file_name.clone();
        facts.push(Fact::new(t.source(), view! { <a href=href title=t.open_in_google()>{name}</a> }));
        facts.push(Fact::new(t.tab(), source.tab_name.clone()));
        let href = integrations::path(source.connection);
        let name = source.connection_name.clone();
        facts.push(Fact::new(t.account(), view! { <a href=href>{name}</a> }));
    }
    if sheet.kind == SheetKind::Catalogue {
        facts.push(Fact::new(t.source(), t.catalogue_source()));
    }
    view! { <Facts facts=facts/> }.into_any()
}

/// The checks, page by page.
fn runs_list(cx: &PageCx, sheet: SheetId, runs: &Rows<RunLine>) -> AnyView {
    let table = runs_table(cx, &runs.rows);
    if runs.previous.is_none() && runs.next.is_none() {
        return table;
    }
    let here = sheet_path(sheet);
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| with_query(&here, &[("cursor", &cursor.to_string())])),
    };
    let (t, words) = (cx.t.validation(), cx.t.syncs());
    let pager = view! {
        <CursorPager label=t.checks() previous=link(words.newer(), &runs.previous)
            next=link(words.older(), &runs.next)/>
    };
    view! { <ListFrame pager=pager.into_any()>{table}</ListFrame> }.into_any()
}

fn runs_table(cx: &PageCx, runs: &[RunLine]) -> AnyView {
    let (t, packs) = (cx.t.validation(), words::Packs::of(cx));
    let columns = vec![
        Column::new(Place::Lead, t.when_column()),
        Column::new(Place::State, t.state_column()),
        Column::new(Place::Figure, t.errors_column()),
    ];
    let rows = runs.iter().map(|run| {
        let errors = run
            .counted()
            .map(|counts| Cell::counted(shown::integer(cx.locale, counts.errors), t.errors(counts.errors)));
        let at = shown::date_time(cx.locale, run.created_at, cx.zone);
        // Which channels it was for tells two checks of a day apart.
        let held_to = run.packs.iter().map(|pack| packs.name(pack)).collect::<Vec<_>>().join(", ");
        let badge = view! { <StatusBadge tone=tone(run.state) label=t.state(run.state.code())/> };
        Row {
            href: run_path(run.id),
            lead: view! { <div>{at}</div> <div class="meta">{held_to}</div> }.into_any(),
            cells: vec![Cell::view(badge), errors.unwrap_or(Cell::Missing)],
            pick: None,
        }
    });
    let empty = view! { <p class="meta">{t.no_checks()}</p> }.into_any();
    view! { <DataTable caption=t.checks() columns=columns rows=rows.collect() dense=true empty=empty/> }
        .into_any()
}
