//! `/admin/validacao/:id/colunas/:column`: the steps that make a field's values of a column's cells, at work on the first rows.

mod known;
mod now;
mod outcome;
mod values;

pub(super) use known::changed;

use super::{ColumnStepsForm, ColumnStepsLive, list::trail, sheet_path, versions, words};
use crate::{
    AsTyped,
    form::{Form, PostForm},
    live::Fragment,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{Permission, SheetId, view::validation::Version};
use hub::{
    HubError,
    auth::OrgCx,
    permit::View,
    validation::{ColumnSteps, StepsFault, StepsTrial, WrittenSteps},
};
use known::{is_example_text, known};
use leptos::{prelude::*, server_fn::ServerFn};
use now::now;
use outcome::outcome;
use ui::{Button, ButtonKind, FormActions, IconName, LinkButton, PageHeader, Panel, TextareaField};

/// Where the form is told what is wrong with it, and what was written.
pub(super) const FORM: &str = "validation/steps";
/// Whether the text is shown that the steps are.
pub(super) const AS_TEXT: &str = "text";
/// The place above what the steps do.
pub(super) const SHOWN: &str = "como-fica";
/// What the button says that has a step told values, before the place of the step.
const SET: &str = "set:";
/// What the script knows the form by.
const FORM_ID: &str = "passos";

/// Keeps what was written for the page, and what a step was to be told, should the form be refused: all of it, as a table may be long.
pub(super) fn keep(form: Form, written: &WrittenSteps, act: &str, values: &[String]) -> Form {
    let form = form.keep_whole("steps", &written.steps).keep_whole("tests", &written.tests);
    let form = form.keep(ACT, act);
    values.iter().enumerate().fold(form, |form, (nth, typed)| form.keep_whole(&value_name(nth), typed))
}

/// What a button of the form says.
const ACT: &str = "act";

/// What a value of a step is called where the form is told what is wrong with it.
fn value_name(nth: usize) -> String {
    format!("values.{nth}")
}

/// The page of a column's steps.
pub(super) fn path(sheet: SheetId, column: usize) -> String {
    format!("{}/colunas/{column}", sheet_path(sheet))
}

/// `/admin/validacao/:id/colunas/:column`
pub fn steps_page() -> Drawing {
    member_page::<View, _, _>(Area::Validation, |cx, permit| async move {
        let id: SheetId = cx.param("id")?;
        let column: usize = cx.param("column")?;
        let steps = hub::validation::steps(&permit, id, column).await?;
        let (form, kept) = (cx.form(FORM), &steps.written);
        let written =
            WrittenSteps { steps: form.value("steps", &kept.steps), tests: form.value("tests", &kept.tests) };
        let shown = hub::validation::preview_steps(&permit, id, column, &written).await?;
        let before = hub::validation::steps_versions(&permit, id, column).await?;
        let title = cx.t.steps().title_of(&steps.name);
        let before = earlier(&cx, id, column, &before);
        Ok(Page::new(title, page(&cx, &steps, column, &written, (&shown, before))))
    })
}

/// What steps do that are being written.
pub(super) async fn live(
    cx: &PageCx,
    permit: &OrgCx<View>,
    sheet: SheetId,
    column: usize,
    written: &WrittenSteps,
) -> Result<Fragment, HubError> {
    let shown = hub::validation::preview_steps(permit, sheet, column, written).await?;
    // What is worth telling is told by the banners.
    Ok(Fragment { html: outcome(cx, &shown).to_html(), running: false, said: String::new() })
}

fn page(
    cx: &PageCx,
    steps: &ColumnSteps,
    column: usize,
    written: &WrittenSteps,
    (shown, before): (&Result<StepsTrial, StepsFault>, Option<AnyView>),
) -> AnyView {
    let t = cx.t.steps();
    let sheet = steps.sheet.id;
    let there = (steps.sheet.name.clone(), sheet_path(sheet));
    let context = t.context(&words::field(cx.t, &steps.field));
    let may_edit = cx.may(Permission::EditCatalog);
    // Whoever wrote the text goes on with it.
    let is_example = is_example_text(written, &steps.written);
    let is_text = is_example || shown.is_err() || cx.form(FORM).ticked(AS_TEXT, false);
    let form = may_edit.then(|| form(cx, (sheet, column), written, (is_text, is_example)));
    let (ask, outcome) = (ColumnStepsLive::url().to_owned(), outcome(cx, shown));
    let (now, known) = (now(cx, (sheet, column), (written, &steps.written), may_edit), known(cx, may_edit));
    view! {
        {trail(cx, Some(there))}
        <PageHeader title=t.title_of(&steps.name) context=context.into_any()/>
        <Panel title=t.now()>{now}</Panel>
        {form}
        <details class="raw"><summary>{t.known()}</summary>{known}</details>
        <AsTyped form=FORM_ID.to_owned() ask=ask>{outcome}</AsTyped>
        {before}
    }
    .into_any()
}

/// The steps that the column had before.
fn earlier(
    cx: &PageCx,
    sheet: SheetId,
    column: usize,
    versions: &[Version<WrittenSteps>],
) -> Option<AnyView> {
    let (t, may_edit) = (cx.t.versions(), cx.may(Permission::EditCatalog));
    let text = |written: &WrittenSteps| match (written.steps.is_empty(), written.tests.is_empty()) {
        (true, true) => t.no_steps().to_owned(),
        (_, true) => written.steps.clone(),
        (_, false) => format!("{}\n# {}\n{}", written.steps, cx.t.steps().tests(), written.tests),
    };
    let bring_back = |written: &WrittenSteps, version: String| {
        let WrittenSteps { steps, tests } = written.clone();
        let form = may_edit.then(|| {
            view! {
                <PostForm action=ColumnStepsForm::url() return_to=cx.here() class="inline-form">
                    <input type="hidden" name="sheet" value=sheet.to_string()/>
                    <input type="hidden" name="column" value=column.to_string()/>
                    <input type="hidden" name="steps" value=steps/>
                    <input type="hidden" name="tests" value=tests/>
                    <Button label=t.bring_back() of=version name="act" value="save"/>
                </PostForm>
            }
        });
        form.into_any()
    };
    versions::panel(cx, versions, text, bring_back)
}

fn form(
    cx: &PageCx,
    (sheet, column): (SheetId, usize),
    written: &WrittenSteps,
    (is_text, is_example): (bool, bool),
) -> AnyView {
    let (t, back) = (cx.t.steps(), sheet_path(sheet));
    let (save, cancel) = (cx.t.common().save(), cx.t.common().cancel());
    let (sheet, written) = (sheet.to_string(), written.clone());
    let optional = cx.t.common().optional();
    let note = is_example.then(|| view! { <p class="meta">{t.change_example_text()}</p> });
    view! {
        <PostForm action=ColumnStepsForm::url() return_to=cx.here() id=FORM_ID class="form">
            <input type="hidden" name="sheet" value=sheet/>
            <input type="hidden" name="column" value=column.to_string()/>
            <details class="raw" open=is_text>
                <summary>{t.advanced()}</summary>
                <div class="form">
                    {note}
                    <TextareaField name="steps" label=t.steps() value=written.steps help=t.steps_help() rows=8 code=true/>
                    <TextareaField name="tests" label=t.tests() value=written.tests help=t.tests_help() optional=optional
                        rows=4 code=true/>
                    <div class="actions">
                        <Button label=t.use_rows() icon=IconName::Plus name="act" value="tests"/>
                        <Button label=t.show() kind=ButtonKind::Secondary icon=IconName::Eye name="act" value="show"/>
                    </div>
                </div>
            </details>
            <div id=SHOWN>
                <FormActions>
                    <Button label=save kind=ButtonKind::Primary name="act" value="save"/>
                    <LinkButton label=cancel href=back/>
                </FormActions>
            </div>
        </PostForm>
    }
    .into_any()
}
