//! One rule of the company's own: written as YAML or in a form, tried, activated, switched off.

use super::{NEW, ValidationRule, back, form, own_path, problems, remove, templates, trial};
use crate::{
    form::{FormState, PostForm},
    help::Topic,
    page::{Area, Drawing, Page, PageCx, member_page},
    routes::RULES_SCHEMA_PATH,
    validation::versions,
};
use domain::{
    Fault, RuleId, SheetKind,
    view::validation::{OwnRule, SheetLine, Version},
};
use hub::{
    auth::OrgCx,
    permit::{EditCatalog, View},
    validation::{RuleForm, RuleProblem},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Button, ButtonKind, DetailLayout, Fact, Facts, FormActions, IconName, PageHeader, Panel, RawView,
    StatusBadge, TextareaField, Tone,
};

/// Where the editor is told what is wrong, and what it is to show.
pub(super) const FORM: &str = "validation/rule";
/// The form's id, for what belongs to it and stands elsewhere.
const FORM_ID: &str = "rule";
/// The view with fields.
pub(super) const FORM_VIEW: &str = "form";
/// The view with the text.
pub(super) const YAML_VIEW: &str = "yaml";
/// Lines of a text that is still short.
const LINES: u32 = 24;

/// What stands in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Wanted {
    /// What a new rule begins with.
    modelo: String,
    /// `yaml` for the text.
    ver: String,
}

/// Where an own rule is written, in one of its views.
pub(super) fn path(id: Option<RuleId>, template: &str, view: &str) -> String {
    let start = id.map_or_else(|| NEW.to_owned(), own_path);
    let template = if id.is_none() { template } else { "" };
    let view = if view == YAML_VIEW { YAML_VIEW } else { "" };
    crate::query_string::with_query(&start, &[("modelo", template), ("ver", view)])
}

/// Where on the page the part is whose button was pressed. The ids are the names of the fields.
pub(super) fn anchor(act: &str) -> &'static str {
    match act {
        "check" => "#form%5Bcheck%5D%5Bkind%5D",
        "when" => "#form%5Bwhen%5D%5B0%5D%5Bfield%5D",
        "tests" | "renew" => "#form%5Btests%5D%5B0%5D%5Bvalue%5D",
        _ => "",
    }
}

/// `/admin/validacao/regras/propria/nova`
pub fn new_rule_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, _| async move {
        let wanted: Wanted = cx.query();
        let begun = templates::yaml(&cx, &wanted.modelo);
        let is_begun = begun.is_some() || !cx.form(FORM).value("yaml", "").is_empty();
        if !is_begun {
            return Ok(Page::new(cx.t.rules().new_rule(), templates::page(&cx)));
        }
        let editor = Editor::load(&cx, &wanted, None, begun.unwrap_or_default()).await?;
        Ok(Page::new(cx.t.rules().new_rule(), editor.page(&cx)))
    })
}

/// `/admin/validacao/regras/propria/:id`
pub fn own_rule_page() -> Drawing {
    member_page::<EditCatalog, _, _>(Area::Validation, |cx, _| async move {
        let id: RuleId = cx.param("id")?;
        let own = hub::validation::own_rule(&reading(&cx)?, id).await?;
        let (title, yaml) = (remove::title(&cx, &own.yaml), own.yaml.clone());
        let editor = Editor::load(&cx, &cx.query(), Some(own), yaml).await?;
        Ok(Page::new(title, editor.page(&cx)))
    })
}

fn reading(cx: &PageCx) -> Result<OrgCx<View>, Fault> {
    cx.principal().ok_or(Fault::Unauthenticated)?.authorize()
}

/// What the editor shows.
struct Editor {
    own: Option<OwnRule>,
    /// Its texts, the latest first.
    versions: Vec<Version<String>>,
    template: String,
    /// As it is written now, kept or not.
    yaml: String,
    /// None where the text is shown.
    form: Option<RuleForm>,
    /// What of it the form has no place for, where that is why the text is shown.
    beyond: Option<String>,
    problems: Vec<RuleProblem>,
    /// How the lists are called that values can be looked up in.
    lists: Vec<String>,
    /// Sheets that it can be tried on, those changed last first.
    sheets: Vec<SheetLine>,
    /// The one that is chosen.
    sheet: String,
    /// What trying it came to.
    trial: AnyView,
    state: FormState,
}

impl Editor {
    async fn load(cx: &PageCx, wanted: &Wanted, own: Option<OwnRule>, yaml: String) -> Result<Self, Fault> {
        let (reads, state) = (reading(cx)?, cx.form(FORM));
        let yaml = state.value("yaml", yaml);
        let act = state.value("act", "");
        let read = RuleForm::read(&yaml);
        let (form, beyond) = match (read, wanted.ver == YAML_VIEW) {
            // The title of a new rule is still to be written, most often over that of a model.
            (Ok(form), false) if own.is_none() => (Some(form.named_by_title()), None),
            (Ok(form), false) => (Some(form), None),
            (Err(beyond), false) => (None, Some(beyond.0)),
            (_, true) => (None, None),
        };
        // Of what has just begun nobody expects that it is whole.
        let problems = match own.is_some() || !act.is_empty() {
            true => hub::validation::rule_problems(&reads, own.as_ref().map(|own| own.id), &yaml).await?,
            false => Vec::new(),
        };
        let lists = hub::validation::rule_list_names(&reads).await?;
        let mut sheets = hub::validation::sheets(&reads).await?;
        // Of one that lies elsewhere there are rows as soon as it was checked.
        sheets.retain(|sheet| sheet.has_mapping && (sheet.kind == SheetKind::File || sheet.last.is_some()));
        let sheet = state.value("sheet", "");
        let trial = match sheets.iter().find(|line| act == "try" && line.id.to_string() == sheet) {
            Some(line) => trial::result(cx, &reads, line, &yaml).await?,
            None => ().into_any(),
        };
        let versions = match &own {
            Some(own) => hub::validation::rule_versions(&reads, own.id).await?,
            None => Vec::new(),
        };
        let template = wanted.modelo.clone();
        Ok(Self { own, versions, template, yaml, form, beyond, problems, lists, sheets, sheet, trial, state })
    }

    fn page(self, cx: &PageCx) -> AnyView {
        let t = cx.t.rules();
        let title = match &self.own {
            Some(_) => remove::title(cx, &self.yaml),
            None => t.new_rule().to_owned(),
        };
        let view = if self.form.is_some() { FORM_VIEW } else { YAML_VIEW };
        let aside = self.aside(cx);
        let problems = problems::banner(cx, &self.problems, self.form.is_none());
        let beyond = self.beyond.as_ref().map(|what| match what.as_str() {
            "" => view! { <Banner tone=Tone::Info title=t.unread() text=t.unread_text()/> },
            what => view! { <Banner tone=Tone::Info title=t.beyond() text=t.beyond_text(what)/> },
        });
        let fields = match &self.form {
            Some(form) => form::fields(cx, form, &self.problems, &self.state, &self.lists),
            None => self.text(cx),
        };
        // Behind a form stands the text that it was made from: what is not changed stays as it was written.
        let behind = self.form.is_some().then(|| {
            view! { <input type="hidden" name="yaml" value=self.yaml.clone()/> }
        });
        let id = self.own.as_ref().map(|own| own.id.to_string()).unwrap_or_default();
        let (buttons, here, way_back) = (self.buttons(cx), cx.here(), back(cx));
        let earlier = self.earlier(cx);
        view! {
            {way_back}
            <PageHeader title=title/>
            <DetailLayout aside=aside>
                {self.trial}
                {problems}
                {beyond}
                <PostForm action=ValidationRule::url() return_to=here id=FORM_ID class="list">
                    <input type="hidden" name="rule" value=id/>
                    <input type="hidden" name="shown[view]" value=view/>
                    <input type="hidden" name="shown[template]" value=self.template/>
                    {behind}
                    {fields}
                    {buttons}
                </PostForm>
                {earlier}
            </DetailLayout>
        }
        .into_any()
    }

    /// What the rule said before. Brought back, it is in use where the rule is.
    fn earlier(&self, cx: &PageCx) -> Option<AnyView> {
        let own = self.own.as_ref()?;
        let (label, act) = (cx.t.versions().bring_back(), if own.is_active { "save" } else { "draft" });
        let bring_back = |yaml: &String, version: String| {
            let (rule, yaml) = (own.id.to_string(), yaml.clone());
            view! {
                <PostForm action=ValidationRule::url() return_to=cx.here() class="inline-form">
                    <input type="hidden" name="rule" value=rule/>
                    <input type="hidden" name="shown[view]" value=YAML_VIEW/>
                    <input type="hidden" name="yaml" value=yaml/>
                    <Button label=label of=version name="act" value=act/>
                </PostForm>
            }
            .into_any()
        };
        versions::panel(cx, &self.versions, String::clone, bring_back)
    }

    /// The other view, made of what is written here. It stands behind the form: the first button of a form is what the Enter
    /// key presses.
    fn switch(&self, cx: &PageCx) -> AnyView {
        let other = if self.form.is_some() { YAML_VIEW } else { FORM_VIEW };
        let label = cx.t.rules().to_view(other);
        view! {
            <div class="actions">
                <Button label=label icon=IconName::Pencil name="act" value=other form=FORM_ID incomplete=true/>
            </div>
        }
        .into_any()
    }

    fn text(&self, cx: &PageCx) -> AnyView {
        let (t, yaml, error) = (cx.t.rules(), self.yaml.clone(), self.state.error("yaml"));
        let about = cx.t.rule_text();
        let line = cx.visit().hub().public_url(RULES_SCHEMA_PATH).map(|url| {
            let line = format!("# yaml-language-server: $schema={url}");
            view! { <p class="meta">{about.in_editor_text()}</p> <RawView label=about.in_editor() text=line/> }
        });
        view! {
            <TextareaField name="yaml" label=t.yaml() value=yaml help=t.yaml_help() error=error rows=LINES code=true/>
            <p>
                <a href=Topic::RuleText.path()>{about.reference()}</a> " · "
                <a href=RULES_SCHEMA_PATH>{about.schema()}</a>
            </p>
            {line}
        }
        .into_any()
    }

    fn buttons(&self, cx: &PageCx) -> AnyView {
        let t = cx.t.rules();
        let button = |label: &'static str, act: &'static str, kind: ButtonKind| {
            view! { <Button label=label name="act" value=act kind=kind incomplete=true/> }
        };
        let (first, second) = match self.own.as_ref().is_some_and(|own| own.is_active) {
            true => (
                button(cx.t.common().save(), "save", ButtonKind::Primary),
                button(t.switch_off(), "off", ButtonKind::Secondary),
            ),
            false => (
                button(t.activate(), "activate", ButtonKind::Primary),
                button(t.save_draft(), "draft", ButtonKind::Secondary),
            ),
        };
        view! { <FormActions>{first}{second}</FormActions> }.into_any()
    }

    fn aside(&self, cx: &PageCx) -> AnyView {
        let t = cx.t.rules();
        let about = self.own.as_ref().map(|own| {
            let (code, tone) = match (own.is_active, self.problems.is_empty()) {
                (true, _) => ("active", Tone::Positive),
                (false, true) => ("draft", Tone::Neutral),
                (false, false) => ("faulty", Tone::Warning),
            };
            let state = view! { <StatusBadge tone=tone label=t.state(code)/> };
            let facts = vec![
                Fact::new(t.state_column(), state),
                Fact::new(t.changed(), format::relative(cx.locale, own.updated_at, cx.now, cx.zone)),
            ];
            view! { <Facts facts=facts/> }
        });
        let remove = self.own.as_ref().map(|own| remove::link(cx, own.id));
        let (tried, switch) = (trial::panel(cx, FORM_ID, &self.sheets, &self.sheet), self.switch(cx));
        view! {
            {tried}
            <Panel title=t.about()>
                <div class="form">
                    {about}
                    <p class="meta">{t.used_hint()}</p>
                    {switch}
                </div>
            </Panel>
            {remove}
        }
        .into_any()
    }
}
