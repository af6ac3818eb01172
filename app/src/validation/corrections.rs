//! `/admin/validacao/conferencias/:id/correcoes`: what safe fixes would make of cells, which are accepted, and what was
//! made of them.

use super::{
    CorrectionCancel, CorrectionChoose, CorrectionStart, CorrectionUndo, ImportStart, findings, importing,
    list::trail, run_path, sheet, sheet_path, words,
};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs,
};
use domain::{
    CatalogueImportState, CorrectionState, Permission, SheetKind, ValidationRunId,
    view::{
        page::Cursor,
        validation::{CorrectionView, Finding, FixCount, RunRule},
    },
};
use hub::{HubError, auth::OrgCx, permit::View, validation::Fixes};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Button, ButtonKind, Cell, Column, CursorPager, DataTable, EmptyState, IconName, LinkButton,
    ListFrame, PageHeader, PagerLink, Place, Progress, Row, StatusBadge, Tone,
};

/// Where the cells are on their page.
const ANCHOR: &str = "celulas";

/// What stands in the address. What cannot be read counts as not set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Wanted {
    /// The place of a rule.
    regra: String,
    cursor: String,
}

impl Wanted {
    fn rule(&self) -> Option<i32> {
        self.regra.parse().ok()
    }

    fn place(&self) -> Option<Cursor> {
        self.cursor.parse().ok()
    }

    fn address(&self, run: ValidationRunId) -> String {
        with_query(&path(run), &[("regra", self.regra.as_str()), ("cursor", &self.cursor)])
    }
}

/// The page of a check's fixes.
pub(super) fn path(run: ValidationRunId) -> String {
    format!("{}/correcoes", run_path(run))
}

/// `/admin/validacao/conferencias/:id/correcoes`
pub fn corrections_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: ValidationRunId = cx.param("id")?;
        let wanted: Wanted = cx.query();
        let fixes = hub::validation::fixes(&permit, id, wanted.rule(), wanted.place().as_ref()).await?;
        let title = cx.t.corrections().title_of(&fixes.run.sheet_name);
        Ok(Page::new(title, page(&cx, &fixes, &wanted)))
    })
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(
    cx: &PageCx,
    permit: &OrgCx<View>,
    id: ValidationRunId,
) -> Result<Fragment, HubError> {
    let wanted: Wanted = cx.query();
    let fixes = hub::validation::fixes(permit, id, wanted.rule(), wanted.place().as_ref()).await?;
    let running = fixes.open().is_some();
    let said = fixes.made.first().map(|made| state(cx, &fixes, made).1);
    Ok(Fragment { html: body(cx, &fixes, &wanted).to_html(), running, said: said.unwrap_or_default() })
}

fn page(cx: &PageCx, fixes: &Fixes, wanted: &Wanted) -> AnyView {
    let (t, run) = (cx.t.corrections(), &fixes.run);
    let running = fixes.open().is_some();
    // Of rows that lie elsewhere, nobody has seen the file.
    let file = run.file.as_ref().filter(|_| run.kind == SheetKind::File);
    let file = file.map(|file| view! { <span>{file.name.clone()}</span> });
    let context = view! {
        <span class="dotted">
            {file}
            <span>{format::date_time(cx.locale, run.created_at, cx.zone)}</span>
        </span>
    };
    let ask = syncs::ask(cx, "correction", &run.id.to_string());
    let there = (cx.t.validation().check_of(&run.sheet_name), run_path(run.id));
    let body = body(cx, fixes, wanted);
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&run.sheet_name) context=context.into_any()/>
        <LivePart ask=ask run=run.id.to_string() running=running first=false>{body}</LivePart>
        {syncs::reload_without_script(running)}
    }
    .into_any()
}

fn body(cx: &PageCx, fixes: &Fixes, wanted: &Wanted) -> AnyView {
    let t = cx.t.corrections();
    if fixes.rules.is_empty() {
        let back = view! { <LinkButton label=t.to_check() href=run_path(fixes.run.id)/> }.into_any();
        let text = t.none_text(word(fixes.run.kind));
        return view! { <EmptyState icon=IconName::Check title=t.none() text=text action=back/> }.into_any();
    }
    let may_choose = cx.may(Permission::EditCatalog) && fixes.open().is_none() && !fixes.are_taken();
    view! {
        {outcome(cx, fixes)}
        <p class="meta">{t.intro(word(fixes.run.kind))}</p>
        {may_choose.then(|| actions(cx, fixes))}
        {rules(cx, fixes, wanted, may_choose)}
        {cells(cx, fixes, wanted, may_choose)}
        {made(cx, fixes)}
    }
    .into_any()
}

/// What texts call it that was checked.
const fn word(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::File => "sheet",
        SheetKind::GoogleSheet => "google",
        SheetKind::Catalogue => "catalogue",
    }
}

/// Where a correction stands: one of the catalogue has changed nothing before it is imported.
fn state(cx: &PageCx, fixes: &Fixes, made: &CorrectionView) -> (Tone, String) {
    let import = fixes.import_of(made.id).map(|import| (import.state, import.applied));
    let (tone, code) = match (made.state, import) {
        (CorrectionState::Completed, Some((CatalogueImportState::Applied, 1..))) => (Tone::Positive, "taken"),
        (CorrectionState::Completed, Some((CatalogueImportState::Undone, _))) => (Tone::Neutral, "undone"),
        (CorrectionState::Completed, _) if fixes.run.kind == SheetKind::Catalogue => (Tone::Info, "ready"),
        (CorrectionState::Completed, _) => (Tone::Positive, made.state.code()),
        (CorrectionState::Waiting | CorrectionState::Cancelled | CorrectionState::Undone, _) => {
            (Tone::Neutral, made.state.code())
        }
        (CorrectionState::Running, _) => (Tone::Info, made.state.code()),
        (CorrectionState::Failed, _) => (Tone::Critical, made.state.code()),
    };
    (tone, cx.t.corrections().state(code))
}

/// Where the latest correction stands.
fn outcome(cx: &PageCx, fixes: &Fixes) -> Option<AnyView> {
    let (t, word) = (cx.t.corrections(), word(fixes.run.kind));
    let made = fixes.made.first()?;
    let count = |of: i64| u64::try_from(of).unwrap_or_default();
    Some(match made.state {
        CorrectionState::Waiting => {
            view! { <Progress label=t.state(made.state.code()) done=0 counts=cx.t.validation().waits()/> {cancel(cx, made)} }
                .into_any()
        }
        CorrectionState::Running => {
            let rows = cx.t.validation().rows(made.rows_read);
            view! {
                <Progress label=t.state(made.state.code()) done=count(made.rows_read) total=count(made.rows) counts=rows/>
                {cancel(cx, made)}
            }
            .into_any()
        }
        CorrectionState::Completed if made.changed_cells == 0 => {
            view! { <Banner tone=Tone::Info title=t.unchanged() text=t.unchanged_text(word)/> }.into_any()
        }
        CorrectionState::Completed if fixes.run.kind == SheetKind::Catalogue => of_catalogue(cx, fixes, made),
        CorrectionState::Completed => {
            let (title, text) = match made.is_in_place {
                true => (t.done(made.changed_cells), t.done_text()),
                false => (t.done_beside().to_owned(), t.done_beside_text()),
            };
            // Fixes of several rules can be of one cell.
            let accepted = fixes.accepted();
            let several = made.is_in_place && accepted > made.changed_cells + made.left_cells;
            let several = several.then(|| view! { <p class="meta">{t.of_several_rules(accepted)}</p> });
            let left = (made.left_cells > 0).then(|| view! { <p class="meta">{t.left_cells(made.left_cells)}</p> });
            let may_edit = made.is_in_place && cx.may(Permission::EditCatalog);
            let again = may_edit.then(|| sheet::start_button(cx, made.sheet, ButtonKind::Primary));
            let next =
                may_edit.then(|| view! { <LinkButton label=t.to_sheet() href=sheet_path(made.sheet)/> });
            let undo = may_edit.then(|| undo(cx, made, "inline-form", ""));
            let file = download(cx, made);
            view! {
                <Banner tone=Tone::Positive title=title text=text/>
                {several}
                {left}
                <div class="actions">{again}{undo}{file}{next}</div>
            }
            .into_any()
        }
        CorrectionState::Failed => {
            let text = problem(cx, made.problem.as_deref().unwrap_or_default());
            view! { <Banner tone=Tone::Critical title=t.failed(word) text=text/> }.into_any()
        }
        CorrectionState::Cancelled => {
            view! { <Banner tone=Tone::Info title=t.cancelled() text=t.cancelled_text(word)/> }.into_any()
        }
        CorrectionState::Undone => {
            view! { <Banner tone=Tone::Info title=t.undone() text=t.undone_text()/> }.into_any()
        }
    })
}

/// How far a correction of the catalogue is on its way to the products, and the next step there.
fn of_catalogue(cx: &PageCx, fixes: &Fixes, made: &CorrectionView) -> AnyView {
    use CatalogueImportState as Import;

    let (t, import) = (cx.t.corrections(), fixes.import_of(made.id));
    let ready = t.done_catalogue().to_owned();
    let (tone, title, text) = match import.map(|import| (import.state, import.applied)) {
        None | Some((Import::Failed | Import::Cancelled, _)) => {
            (Tone::Positive, ready, t.done_catalogue_text())
        }
        Some((Import::Reading | Import::Ready, _)) => (Tone::Info, ready, t.done_catalogue_begun()),
        Some((state @ (Import::Applying | Import::Undoing), _)) => {
            (Tone::Info, cx.t.imports().state(state.code()), t.done_catalogue_at_work())
        }
        Some((Import::Applied, 0)) => (Tone::Warning, t.taken_over(0), t.taken_over_none()),
        Some((Import::Applied, count)) => (Tone::Positive, t.taken_over(count), t.taken_over_text()),
        Some((Import::Undone, _)) => (Tone::Info, ready, t.done_catalogue_undone()),
    };
    let (may_edit, is_taken) = (cx.may(Permission::EditCatalog), fixes.are_taken());
    let is_begun = import.is_some_and(|import| matches!(import.state, Import::Reading | Import::Ready));
    let take_over = (may_edit && !is_taken && !is_begun).then(|| {
        let (id, back) = (made.id.to_string(), path(made.run));
        view! {
            <PostForm action=ImportStart::url() return_to=back class="inline-form">
                <input type="hidden" name="correction" value=id/>
                <Button label=t.to_catalogue() kind=ButtonKind::Primary icon=IconName::Package/>
            </PostForm>
        }
    });
    let open = import.map(|import| {
        let kind = if is_begun { ButtonKind::Primary } else { ButtonKind::Secondary };
        view! { <LinkButton label=t.open_import() href=importing::path(import.id) kind=kind/> }
    });
    let again = (may_edit && is_taken).then(|| sheet::start_button(cx, made.sheet, ButtonKind::Primary));
    let left = (made.left_cells > 0).then(|| view! { <p class="meta">{t.left_cells(made.left_cells)}</p> });
    let file = download(cx, made);
    view! {
        <Banner tone=tone title=title text=text/>
        {left}
        <div class="actions">{take_over}{again}{open}{file}</div>
    }
    .into_any()
}

/// Why a correction or an import failed.
pub(super) fn problem(cx: &PageCx, code: &str) -> String {
    match super::conflict(cx, code) {
        Some((_, text)) => text,
        None => words::problem(cx, code, &leptos::serde_json::Value::Null),
    }
}

fn cancel(cx: &PageCx, made: &CorrectionView) -> Option<AnyView> {
    let label = cx.t.validation().stop();
    let (back, id) = (path(made.run), made.id.to_string());
    cx.may(Permission::EditCatalog).then(|| {
        view! {
            <PostForm action=CorrectionCancel::url() return_to=back class="inline-form">
                <input type="hidden" name="correction" value=id/>
                <Button label=label/>
            </PostForm>
        }
        .into_any()
    })
}

/// Takes a correction back; `of` tells it apart where there are several.
fn undo(cx: &PageCx, made: &CorrectionView, class: &'static str, of: &str) -> AnyView {
    let (label, back, id) = (cx.t.corrections().undo(), path(made.run), made.id.to_string());
    let button = match of {
        "" => view! { <Button label=label/> }.into_any(),
        of => view! { <Button label=label of=of.to_owned()/> }.into_any(),
    };
    view! {
        <PostForm action=CorrectionUndo::url() return_to=back class=class>
            <input type="hidden" name="correction" value=id/>
            {button}
        </PostForm>
    }
    .into_any()
}

fn download(cx: &PageCx, made: &CorrectionView) -> Option<AnyView> {
    let (_, name) = made.file.as_ref()?;
    let href = super::corrected_path(made.id);
    let label = cx.t.corrections().download();
    cx.may(Permission::Export).then(|| {
        view! { <LinkButton label=label of=name.clone() href=href icon=IconName::Download/> }.into_any()
    })
}

/// What is said of all fixes at once, and their taking.
fn actions(cx: &PageCx, fixes: &Fixes) -> AnyView {
    let t = cx.t.corrections();
    let (run, accepted) = (fixes.run.id, fixes.accepted());
    let (all, taken) = fixes.harmless();
    let is_catalogue = fixes.run.kind == SheetKind::Catalogue;
    let apply = (accepted > 0).then(|| {
        let label = if is_catalogue { t.prepare(accepted) } else { t.apply(accepted) };
        // Where some are ready already, the next step is theirs.
        let is_ready = fixes.made.first().is_some_and(|made| made.state == CorrectionState::Completed);
        let kind = if is_catalogue && is_ready { ButtonKind::Secondary } else { ButtonKind::Primary };
        view! {
            <PostForm action=CorrectionStart::url() return_to=path(run) class="inline-form">
                <input type="hidden" name="run" value=run.to_string()/>
                <Button label=label kind=kind icon=IconName::Check/>
            </PostForm>
        }
    });
    let (cuts, fills) = (!fixes.apart.lossy.is_empty(), !fixes.apart.filling.is_empty());
    let label = match (cuts, fills) {
        (false, false) => t.accept_all().to_owned(),
        (true, false) => t.accept_harmless("cuts"),
        (false, true) => t.accept_harmless("fills"),
        (true, true) => t.accept_harmless("both"),
    };
    let accept = (taken < all).then(|| choose(cx, run, "", "", true, &label, ""));
    let note = cuts.then(|| view! { <p class="meta">{t.cuts_text()}</p> });
    let filling = fills.then(|| view! { <p class="meta">{t.fills_text()}</p> });
    let leave = (accepted > 0).then(|| choose(cx, run, "", "", false, t.leave_all(), ""));
    view! { <div class="actions">{apply}{accept}{leave}</div> {note} {filling} }.into_any()
}

/// A button that says something of fixes: of one cell, of a rule, or, without both, of all.
fn choose(
    cx: &PageCx,
    run: ValidationRunId,
    rule: &str,
    row: &str,
    accept: bool,
    label: &str,
    of: &str,
) -> AnyView {
    let accept = if accept { "1" } else { "" };
    let class = if rule.is_empty() { "inline-form" } else { "field" };
    let (rule, row) = (rule.to_owned(), row.to_owned());
    let button = match of {
        "" => view! { <Button label=label.to_owned()/> }.into_any(),
        of => view! { <Button label=label.to_owned() of=of.to_owned()/> }.into_any(),
    };
    view! {
        <PostForm action=CorrectionChoose::url() return_to=cx.here() class=class>
            <input type="hidden" name="run" value=run.to_string()/>
            <input type="hidden" name="rule" value=rule/>
            <input type="hidden" name="row" value=row/>
            <input type="hidden" name="accept" value=accept/>
            {button}
        </PostForm>
    }
    .into_any()
}

fn rules(cx: &PageCx, fixes: &Fixes, wanted: &Wanted, may_choose: bool) -> AnyView {
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let mut columns = vec![
        Column::new(Place::Lead, v.rule()),
        Column::new(Place::Detail, v.field_column()),
        Column::new(Place::Figure, t.accepted_column()),
    ];
    if may_choose {
        columns.push(Column::new(Place::State, t.choose_column()));
    }
    let packs = words::Packs::of(cx);
    let rows = fixes
        .rules
        .iter()
        .map(|(rule, count)| rule_row(cx, fixes, (rule, *count, packs.name(&rule.pack)), wanted, may_choose));
    let rows = rows.collect();
    view! {
        <h2>{v.by_rule()}</h2>
        <DataTable caption=v.by_rule() columns=columns rows=rows dense=true empty=().into_any()/>
    }
    .into_any()
}

fn rule_row(
    cx: &PageCx,
    fixes: &Fixes,
    (rule, count, pack): (&RunRule, FixCount, &str),
    wanted: &Wanted,
    may_choose: bool,
) -> Row {
    let t = cx.t.corrections();
    let number = |of: i64| format::integer(cx.locale, of);
    let at = rule.position.to_string();
    let only = if wanted.regra == at { String::new() } else { at.clone() };
    let href = Wanted { regra: only, ..Wanted::default() }.address(fixes.run.id);
    let title = words::of_language(cx, &rule.title).to_owned();
    let counted = t.accepted_of(&number(count.accepted), &number(count.fixable));
    let mut cells = vec![
        rule.field.as_deref().map_or(Cell::Missing, |field| Cell::Text(words::field_code(cx.t, field))),
        Cell::Text(counted),
    ];
    if may_choose {
        let all = count.accepted < count.fixable;
        let label = if all { t.accept() } else { t.leave() };
        cells.push(Cell::View(choose(cx, fixes.run.id, &at, "", all, label, &title)));
    }
    let mark =
        match (fixes.apart.lossy.contains(&rule.position), fixes.apart.filling.contains(&rule.position)) {
            (true, _) => Some(t.cuts()),
            (_, true) => Some(t.fills()),
            _ => None,
        };
    let mark = mark.map(|mark| view! { <span>{mark}</span> });
    let pack = pack.to_owned();
    let lead = view! { <div>{title}</div> <div class="meta dotted"><span>{pack}</span>{mark}</div> };
    Row { href: format!("{href}#{ANCHOR}"), lead: lead.into_any(), cells, pick: None }
}

fn cells(cx: &PageCx, fixes: &Fixes, wanted: &Wanted, may_choose: bool) -> AnyView {
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let mut columns = vec![
        Column::new(Place::Lead, v.row_column()),
        Column::new(Place::Detail, v.field_column()),
        Column::new(Place::Detail, t.before()),
        Column::new(Place::Detail, t.after()),
        Column::new(Place::State, t.state_column()),
    ];
    if may_choose {
        columns.push(Column::new(Place::State, t.choose_column()));
    }
    let rows = fixes
        .found
        .rows
        .iter()
        .map(|(finding, accepted)| cell_row(cx, fixes, finding, *accepted, may_choose));
    let rows = rows.collect();
    let cut = fixes.run.is_cut.then(|| view! { <p class="meta">{t.only_first()}</p> });
    let pager = pager(cx, fixes, wanted);
    let only = wanted.rule().and_then(|at| fixes.rules.iter().find(|(rule, _)| rule.position == at));
    let only = only.map(|(rule, _)| {
        let title = words::of_language(cx, &rule.title).to_owned();
        let all = format!("{}#{ANCHOR}", Wanted::default().address(fixes.run.id));
        view! { <p class="meta">{title} " " <a href=all>{t.all_rules()}</a></p> }
    });
    view! {
        <h2 id=ANCHOR>{t.cells()}</h2>
        {only}
        {cut}
        <ListFrame pager=pager>
            <DataTable caption=t.cells() columns=columns rows=rows dense=true empty=().into_any()/>
        </ListFrame>
    }
    .into_any()
}

fn cell_row(cx: &PageCx, fixes: &Fixes, finding: &Finding, accepted: bool, may_choose: bool) -> Row {
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let number = format::integer(cx.locale, finding.row);
    let lead = format!("{} {number}", v.row_word());
    // Two rules may make the same of a cell.
    let rule = fixes.rules.iter().find(|(rule, _)| rule.position == finding.rule);
    let rule = rule.map(|(rule, _)| words::of_language(cx, &rule.title).to_owned()).unwrap_or_default();
    let shown = |value: &str| words::value(cx, &finding.field, value);
    let badge = match accepted {
        true => view! { <StatusBadge tone=Tone::Positive label=t.accepted()/> },
        false => view! { <StatusBadge tone=Tone::Neutral label=t.not_accepted()/> },
    };
    let field = words::field_code(cx.t, &finding.field);
    let mut cells = vec![
        Cell::view(view! { <div>{field}</div> <div class="meta">{rule.clone()}</div> }),
        Cell::view(view! { <div>{shown(&finding.value)}</div> }),
        // On a phone the two stand side by side.
        Cell::view(view! { <div>"→ " {shown(finding.proposed.as_deref().unwrap_or_default())}</div> }),
        Cell::view(badge),
    ];
    if may_choose {
        let label = if accepted { t.leave() } else { t.accept() };
        let (place, row) = (finding.rule.to_string(), finding.row.to_string());
        let of = format!("{lead} · {rule}");
        cells.push(Cell::View(choose(cx, fixes.run.id, &place, &row, !accepted, label, &of)));
    }
    Row {
        href: findings::product(&fixes.products, finding),
        lead: findings::place(cx, fixes.run.kind, finding),
        cells,
        pick: None,
    }
}

fn pager(cx: &PageCx, fixes: &Fixes, wanted: &Wanted) -> AnyView {
    let page = &fixes.found;
    if page.previous.is_none() && page.next.is_none() {
        return ().into_any();
    }
    let link = |label: &str, cursor: &Option<Cursor>| PagerLink {
        label: label.to_owned(),
        href: cursor.as_ref().map(|cursor| {
            let there = Wanted { cursor: cursor.to_string(), ..wanted.clone() };
            format!("{}#{ANCHOR}", there.address(fixes.run.id))
        }),
    };
    let common = cx.t.common();
    view! {
        <CursorPager label=cx.t.corrections().pages() previous=link(common.previous_page(), &page.previous)
            next=link(common.next_page(), &page.next)/>
    }
    .into_any()
}

/// The corrections of the check, the latest first.
fn made(cx: &PageCx, fixes: &Fixes) -> Option<AnyView> {
    if fixes.made.is_empty() {
        return None;
    }
    let (t, v) = (cx.t.corrections(), cx.t.validation());
    let title = t.made(word(fixes.run.kind));
    let way_back = match fixes.run.kind {
        SheetKind::Catalogue => t.import_column(),
        SheetKind::File | SheetKind::GoogleSheet => t.undo(),
    };
    let columns = vec![
        Column::new(Place::Lead, v.when_column()),
        Column::new(Place::Figure, t.cells_column()),
        Column::new(Place::Detail, t.by_column()),
        Column::new(Place::State, v.state_column()),
        Column::new(Place::State, way_back),
    ];
    let rows = fixes.made.iter().map(|made| made_row(cx, fixes, made)).collect();
    Some(
        view! {
            <h2>{title.clone()}</h2>
            <DataTable caption=title columns=columns rows=rows dense=true empty=().into_any()/>
        }
        .into_any(),
    )
}

fn made_row(cx: &PageCx, fixes: &Fixes, made: &CorrectionView) -> Row {
    let t = cx.t.corrections();
    let (tone, state) = state(cx, fixes, made);
    let at = format::date_time(cx.locale, made.created_at, cx.zone);
    let can_undo =
        made.state == CorrectionState::Completed && made.is_in_place && cx.may(Permission::EditCatalog);
    let undo = can_undo.then(|| undo(cx, made, "field", &at));
    let import = fixes.import_of(made.id).map(|import| {
        view! { <LinkButton label=t.open_import() of=at.clone() href=importing::path(import.id)/> }
    });
    let undone = made.undone_at.map(|at| {
        let since = format::relative(cx.locale, at, cx.now, cx.zone);
        let who = made.undone_by.clone().unwrap_or_default();
        view! { <span class="cell-note">{t.undone_by(&who, &since)}</span> }
    });
    let badge = view! { <StatusBadge tone=tone label=state/> {undone} };
    let href =
        made.file.as_ref().filter(|_| cx.may(Permission::Export)).map(|_| super::corrected_path(made.id));
    Row {
        href: href.unwrap_or_default(),
        lead: at.clone().into_any(),
        cells: vec![
            Cell::text(format::integer(cx.locale, made.changed_cells)),
            made.requested_by.clone().map_or(Cell::Missing, Cell::Text),
            Cell::view(badge),
            Cell::view(view! { {undo} {import} }),
        ],
        pick: None,
    }
}
