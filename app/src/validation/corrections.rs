//! `/admin/validacao/conferencias/:id/correcoes`: what safe fixes would make of cells, which are accepted, and what was
//! made of them.

mod made;
mod offered;

use super::{list::trail, run_path, sheet, words};
use crate::{
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs,
};
use domain::{Permission, SheetKind, ValidationRunId, view::page::Cursor};
use hub::{HubError, auth::OrgCx, permit::View, validation::Fixes};
use i18n::format;
use leptos::prelude::*;
use made::{made, outcome, state};
use offered::{actions, cells, rules};
use serde::Deserialize;
use ui::{Banner, ButtonKind, EmptyState, IconName, LinkButton, PageHeader, Tone};

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
    let (may_edit, is_open) = (cx.may(Permission::EditCatalog), fixes.open().is_none() && !fixes.are_taken());
    let outdated = fixes.outdated.filter(|_| is_open);
    let may_choose = may_edit && is_open && outdated.is_none();
    let outdated = outdated.and_then(|why| super::conflict(cx, why)).map(|(title, text)| {
        let kind = if fixes.made.is_empty() { ButtonKind::Primary } else { ButtonKind::Secondary };
        let again = may_edit.then(|| sheet::start_button(cx, fixes.run.sheet, kind)).into_any();
        view! { <Banner tone=Tone::Warning title=title text=text action=again/> }
    });
    view! {
        {outcome(cx, fixes)}
        {outdated}
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

/// Why a correction or an import failed.
pub(super) fn problem(cx: &PageCx, code: &str) -> String {
    match super::conflict(cx, code) {
        Some((_, text)) => text,
        None => words::problem(cx, code, &leptos::serde_json::Value::Null),
    }
}
