//! What the forms of rules post to.

use super::{PATH, editor, numbers, trial};
use crate::{
    flash::{Flash, Returned},
    form::{Done, Failure, Form, Posted},
    live::Fragment,
    page::PageCx,
    visit::Visit,
};
use domain::{Fault, Locale, RuleId, Severity, SheetId};
use hub::{
    HubError,
    permit::{EditCatalog, View},
    undo::{Mark, Replaced},
    validation::{RuleForm, WantedRule},
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

/// What somebody chooses for a rule of a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChosenRule {
    pub key: String,
    /// Empty for a rule that is off.
    pub on: String,
    pub severity: String,
}

/// Switches rules of a pack on and off, and says how bad it is to break them; where `since` is given, only if they are still what was
/// left then.
#[server(name = ValidationRules, prefix = "/ui", endpoint = "validation/rules")]
pub async fn validation_rules(
    #[server(default)] rules: Vec<ChosenRule>,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/rules", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let mut wanted = Vec::new();
        for rule in rules {
            let severity: Severity = rule.severity.parse().map_err(|_| Fault::NotFound)?;
            wanted.push(WantedRule { key: rule.key, is_off: rule.on.is_empty(), severity });
        }
        let replaced = hub::validation::choose_rules(&permit, &wanted, Mark::named(&since)?).await?;
        let changed = i64::try_from(replaced.before.len()).unwrap_or(i64::MAX);
        let done = Done::back().toast(form.texts().rules().pack_saved(changed));
        Ok::<_, HubError>(if replaced.before.is_empty() { done } else { undone_by(done, &replaced) })
    };
    let done = done.await;
    form.answer(done).await
}

/// With the way back to how rules of a pack were.
fn undone_by(done: Done, replaced: &Replaced<Vec<WantedRule>>) -> Done {
    let fields: Vec<_> = replaced
        .before
        .iter()
        .enumerate()
        .flat_map(|(at, rule)| {
            let on = if rule.is_off { "" } else { "on" };
            [("key", rule.key.as_str()), ("on", on), ("severity", rule.severity.code())]
                .map(|(field, value)| (format!("rules[{at}][{field}]"), value))
        })
        .collect();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    done.undo(ValidationRules::url(), &fields).since(replaced.left)
}

/// In which view a rule was edited, and what it began with if it is not kept yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShownRule {
    pub view: String,
    pub template: String,
}

/// Does with an own rule what the pressed button says: `act` is `draft`, `activate`, `save` or `off`, which keep it;
/// `try`, a view, `renew`, or a part that is to have other fields, which show what was written in another way and keep nothing. The
/// view that was shown says which of `yaml` and `form` was edited.
#[server(name = ValidationRule, prefix = "/ui", endpoint = "validation/rule")]
pub async fn validation_rule(
    #[server(default)] rule: String,
    #[server(default)] shown: ShownRule,
    #[server(default)] yaml: String,
    #[server(default)] form: RuleForm,
    #[server(default)] sheet: String,
    #[server(default)] act: String,
    #[server(default)] return_to: String,
) -> Posted {
    let ShownRule { view, template } = shown;
    let mut yaml = as_written(Visit::current().locales().figures, &yaml, &view, form);
    if act == "renew" {
        yaml = hub::validation::with_fitting_tests(&yaml);
    }
    let kept = [("yaml", yaml.as_str()), ("act", act.as_str()), ("sheet", sheet.as_str())];
    let answer = kept
        .iter()
        .fold(Form::new(editor::FORM, &return_to, PATH), |form, (name, text)| form.keep(name, text));
    let done = async {
        let permit = answer.authorize::<EditCatalog>()?;
        let t = answer.texts().rules();
        let id: Option<RuleId> = match rule.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Fault::NotFound)?),
        };
        let reads = answer.authorize::<View>()?;
        if let Some(id) = id {
            hub::validation::own_rule(&reads, id).await?;
        }
        let toast = match act.as_str() {
            "activate" => t.activated(),
            "save" => t.saved(),
            "off" => t.switched_off(),
            "try" | "check" | "when" | "tests" | "renew" | editor::FORM_VIEW | editor::YAML_VIEW => {
                if act == "try" {
                    let sheet: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
                    hub::validation::sheet(&reads, sheet).await?;
                }
                let is_view = act == editor::FORM_VIEW || act == editor::YAML_VIEW;
                let there = editor::path(id, &template, if is_view { &act } else { &view });
                let there = format!("{there}{}", editor::anchor(&act));
                let fields =
                    kept.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
                let form = editor::FORM.to_owned();
                let returned = Returned { form, fault: None, report: None, has_secrets: false, fields };
                return Ok::<_, HubError>(Done::to(there).flash(Flash::of_form(returned)));
            }
            _ => t.draft_saved(),
        };
        let is_active = matches!(act.as_str(), "activate" | "save");
        let id = hub::validation::save_own_rule(&permit, id, &yaml, is_active).await?;
        Ok(Done::to(editor::path(Some(id), "", &view)).toast(toast))
    };
    let done = done.await;
    answer.answer(done).await
}

/// The rule that was edited in this view.
fn as_written(figures: Locale, yaml: &str, view: &str, form: RuleForm) -> String {
    let yaml = yaml.replace("\r\n", "\n");
    match view == editor::FORM_VIEW {
        true => {
            let known = RuleForm::read(&yaml).ok();
            hub::validation::edited(&yaml, numbers::written(figures, form, known.as_ref()))
        }
        false => yaml,
    }
}

/// Draws what the rule of [`ValidationRule`] finds in the chosen sheet while it is written.
#[server(name = ValidationRuleLive, prefix = "/ui", endpoint = "validation/rule/live")]
pub async fn validation_rule_live(
    #[server(default)] shown: ShownRule,
    #[server(default)] yaml: String,
    #[server(default)] form: RuleForm,
    #[server(default)] sheet: String,
) -> Result<Fragment, Failure> {
    let (answer, cx) = (Form::new("validation/rule/live", "", PATH), PageCx::of_call());
    let drawn = async {
        // As the page of a rule.
        answer.authorize::<EditCatalog>()?;
        let reads = answer.authorize::<View>()?;
        let id: SheetId = sheet.parse().map_err(|_| Fault::NotFound)?;
        let yaml = as_written(cx.locale.figures, &yaml, &shown.view, form);
        let html = trial::in_short(&cx, &reads, id, &yaml).await?.to_html();
        Ok::<_, HubError>(Fragment { html, ..Fragment::default() })
    };
    match drawn.await {
        Ok(fragment) => Ok(fragment),
        Err(error) => answer.answer(Err(error)).await.map(|()| Fragment::default()),
    }
}

/// Removes an own rule.
#[server(name = ValidationRuleRemove, prefix = "/ui", endpoint = "validation/rule-remove")]
pub async fn validation_rule_remove(
    #[server(default)] rule: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("validation/rule-remove", &return_to, PATH);
    let done = async {
        let permit = form.authorize::<EditCatalog>()?;
        let id: RuleId = rule.parse().map_err(|_| Fault::NotFound)?;
        hub::validation::remove_own_rule(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().rules().removed()))
    };
    let done = done.await;
    form.answer(done).await
}
