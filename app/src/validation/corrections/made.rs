//! What was made of accepted fixes: where the latest correction stands, the way on from there, and the ones before.

use super::{path, problem, word};
use crate::{
    form::PostForm,
    page::PageCx,
    validation::{
        CorrectionCancel, CorrectionUndo, ImportStart, corrected_path, importing, sheet, sheet_path,
    },
};
use domain::{
    CatalogueImportState, CorrectionState, Permission, SheetKind, view::validation::CorrectionView,
};
use hub::validation::Fixes;
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Button, ButtonKind, Cell, Column, DataTable, IconName, LinkButton, Place, Progress, Row,
    StatusBadge, Tone,
};

/// Where a correction stands: one of the catalogue has changed nothing before it is imported.
pub(super) fn state(cx: &PageCx, fixes: &Fixes, made: &CorrectionView) -> (Tone, String) {
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
pub(super) fn outcome(cx: &PageCx, fixes: &Fixes) -> Option<AnyView> {
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
            let (tone, title, text) = match (made.is_in_place, made.is_current) {
                (true, true) => (Tone::Positive, t.done(made.changed_cells), t.done_text()),
                (true, false) => (Tone::Info, t.done(made.changed_cells), t.done_replaced()),
                (false, _) => (Tone::Positive, t.done_beside().to_owned(), t.done_beside_text()),
            };
            // Fixes of several rules can be of one cell.
            let accepted = fixes.accepted();
            let several = made.is_in_place && accepted > made.changed_cells + made.left_cells;
            let several = several.then(|| view! { <p class="meta">{t.of_several_rules(accepted)}</p> });
            let left = (made.left_cells > 0).then(|| view! { <p class="meta">{t.left_cells(made.left_cells)}</p> });
            let may_edit = cx.may(Permission::EditCatalog);
            let is_current = made.is_current && may_edit;
            let again = is_current.then(|| sheet::start_button(cx, made.sheet, ButtonKind::Primary));
            let next = (made.is_in_place && may_edit)
                .then(|| view! { <LinkButton label=t.to_sheet() href=sheet_path(made.sheet)/> });
            let undo = is_current.then(|| undo(cx, made, "inline-form", ""));
            let file = download(cx, made);
            view! {
                <Banner tone=tone title=title text=text/>
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
    let href = corrected_path(made.id);
    let label = cx.t.corrections().download();
    cx.may(Permission::Export).then(|| {
        view! { <LinkButton label=label of=name.clone() href=href icon=IconName::Download/> }.into_any()
    })
}

/// The corrections of the check, the latest first.
pub(super) fn made(cx: &PageCx, fixes: &Fixes) -> Option<AnyView> {
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
        made.state == CorrectionState::Completed && made.is_current && cx.may(Permission::EditCatalog);
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
    let href = made.file.as_ref().filter(|_| cx.may(Permission::Export)).map(|_| corrected_path(made.id));
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
