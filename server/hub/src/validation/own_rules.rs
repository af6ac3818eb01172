//! Rules that a company writes itself: as YAML, or by a form that makes it.

use super::{conflict, packs};
use crate::{
    HubError,
    audit::changes,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{
    AuditAction, Fault, FieldProblem, RuleId,
    view::validation::{OwnRule, Version},
};
use serde_json::{Value, json};
use store::{OrgTx, validation};
use validator::rules::{Rule, RuleForm, RuleProblem, RuleProblemKind, read_draft, read_rule};

/// Characters of an own rule.
const YAML: usize = 20_000;
/// Own rules of a company.
const MOST: usize = 500;

/// The company's own rules.
///
/// # Errors
/// [`HubError`].
pub async fn own_rules(cx: &OrgCx<View>) -> Result<Vec<OwnRule>, HubError> {
    Ok(validation::own_rules(&mut cx.begin().await?).await?)
}

/// One of them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn own_rule(cx: &OrgCx<View>, id: RuleId) -> Result<OwnRule, HubError> {
    Ok(validation::own_rule(&mut cx.begin().await?, id).await?)
}

/// What one of them said, the latest version first: 30 at most.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn rule_versions(cx: &OrgCx<View>, id: RuleId) -> Result<Vec<Version<String>>, HubError> {
    let mut tx = cx.begin().await?;
    validation::own_rule(&mut tx, id).await?;
    Ok(validation::rule_versions(&mut tx, id).await?)
}

/// What is wrong with a rule as it is written, its own tests included, and with it beside the other own rules and what holds
/// everywhere; nothing where it can be used. `id` is the rule's own, where it has one.
///
/// # Errors
/// [`HubError`].
pub async fn rule_problems(
    cx: &OrgCx<View>,
    id: Option<RuleId>,
    yaml: &str,
) -> Result<Vec<RuleProblem>, HubError> {
    problems(&mut cx.begin().await?, id, yaml).await
}

/// A rule as far as it can be read, and whether it and its own tests are right by themselves.
pub fn read_own(yaml: &str) -> (Option<Rule>, bool) {
    match read_rule(yaml) {
        Ok(rule) => (Some(rule), true),
        Err(_) => (read_draft(yaml).ok(), false),
    }
}

async fn problems(tx: &mut OrgTx, id: Option<RuleId>, yaml: &str) -> Result<Vec<RuleProblem>, HubError> {
    match read_rule(yaml) {
        Ok(rule) => packs::quarrels(tx, id, &rule).await,
        Err(problems) => Ok(problems),
    }
}

/// A rule that somebody changed in a form, as YAML. What was not changed stays as it was written, with its comments.
pub fn edited(yaml: &str, form: RuleForm) -> String {
    let form = form.tidy();
    match RuleForm::read(yaml).map(RuleForm::tidy) {
        Ok(known) if known == form => yaml.to_owned(),
        _ => form.to_yaml(),
    }
}

/// The same rule with tests that say what it does now. What a form has no place for, or cannot be read yet, stays as it is.
pub fn with_fitting_tests(yaml: &str) -> String {
    let mut yaml = yaml.to_owned();
    // What the fix makes of a value is looked at once the value is found.
    for _ in 0..2 {
        let (Ok(mut form), Err(problems)) = (RuleForm::read(&yaml), read_rule(&yaml)) else { return yaml };
        let mut is_changed = false;
        for problem in problems {
            let at =
                problem.path.strip_prefix("tests.").and_then(|rest| rest.split('.').next()?.parse().ok());
            let Some(test) = at.and_then(|at: usize| form.tests.get_mut(at)) else { continue };
            match problem.kind {
                RuleProblemKind::TestFails { found, .. } => {
                    test.finds = if found.is_empty() { "no" } else { "yes" }.to_owned();
                    test.which = match test.value.contains('\n') {
                        true => found.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
                        false => String::new(),
                    };
                    if found.is_empty() {
                        test.fixed = String::new();
                    }
                }
                RuleProblemKind::FixDiffers { found } => test.fixed = found,
                _ => continue,
            }
            is_changed = true;
        }
        if !is_changed {
            return yaml;
        }
        yaml = form.to_yaml();
    }
    yaml
}

/// Keeps a rule as it is written, as another version of it; `None` makes a new one. One whose tests fail is kept and not active.
///
/// # Errors
/// [`Fault::Invalid`] `yaml`: nothing in it, too long, without an id, or with the id of another rule; [`Fault::Conflict`]
/// `too_many_rules`, or `rule_fails` where it is to be active and cannot be.
pub async fn save_own_rule(
    cx: &OrgCx<EditCatalog>,
    id: Option<RuleId>,
    yaml: &str,
    active: bool,
) -> Result<RuleId, HubError> {
    if yaml.trim().is_empty() {
        return Err(Fault::field("yaml", FieldProblem::Required).into());
    }
    if yaml.chars().count() > YAML {
        return Err(Fault::field("yaml", FieldProblem::TooLong { max: YAML as u32 }).into());
    }
    let mut tx = cx.begin().await?;
    validation::lock_rules(&mut tx).await?;
    if active {
        // What it looks values up in stays until it is kept.
        validation::hold_rule_lists(&mut tx).await?;
        if !problems(&mut tx, id, yaml).await?.is_empty() {
            return Err(conflict("rule_fails"));
        }
    }
    let known = validation::own_rules(&mut tx).await?;
    if id.is_none() && known.len() >= MOST {
        return Err(conflict("too_many_rules"));
    }
    let before = match id {
        Some(id) => Some(validation::own_rule(&mut tx, id).await?),
        None => None,
    };
    // What cannot be read has no id yet.
    let id = id.unwrap_or_else(RuleId::new);
    let code = read_draft(yaml).map_or_else(|_| format!("r{}", id.0.simple()), |rule| rule.id);
    let saved = validation::save_own_rule(&mut tx, id, (&code, yaml), active, cx.actor().user()).await;
    saved.map_err(|error| HubError::from(error).on_taken("own_rules_code_key", "yaml"))?;
    let told = |code: &str, yaml: &str, active: bool| json!({ "rule": code, "active": active, "yaml": yaml });
    let was = before.map_or(Value::Null, |before| told(&before.code, &before.yaml, before.is_active));
    if let Some(what) = changes(json!({ "rule": code }), &was, &told(&code, yaml, active)) {
        cx.audit(&mut tx, AuditAction::RuleSaved, ("rule", Some(id.0)), what).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Removes a rule of the company's own.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn remove_own_rule(cx: &OrgCx<EditCatalog>, id: RuleId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_rules(&mut tx).await?;
    let rule = validation::own_rule(&mut tx, id).await?;
    validation::remove_own_rule(&mut tx, id).await?;
    cx.audit(
        &mut tx,
        AuditAction::RuleRemoved,
        ("rule", Some(id.0)),
        json!({ "rule": rule.code, "yaml": rule.yaml }),
    )
    .await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_that_a_change_made_stale_say_what_the_rule_does_now() {
        let rule = |most: u32| {
            format!(
                "id: length\ntitle: T\nexplanation: E\nfield: title\ncheck: {{ max_length: {most} }}\n\
                 fix: [{{ truncate_at_word: {most} }}]\ntests:\n  - {{ given: {{ title: A mug of clay }}, finds: false }}\n  \
                 - {{ given: {{ title: A mug of clay and glass }}, finds: true, fixed: {{ title: A mug of clay }} }}\n"
            )
        };
        let written = rule(13);
        assert!(read_rule(&written).is_ok(), "{:?}", read_rule(&written));
        assert_eq!(with_fitting_tests(&written), written);
        let shorter = rule(5);
        assert!(read_rule(&shorter).is_err());
        let fitting = with_fitting_tests(&shorter);
        assert!(fitting.contains("A mug\n") || fitting.contains("A mug }"), "{fitting}");
        let problems = read_rule(&fitting).err().unwrap_or_default();
        // Both are found now: one that is not has to be written by whoever knows the products.
        assert!(problems.iter().all(|problem| problem.path == "tests"), "{problems:?}");
        assert_eq!(with_fitting_tests("no rule"), "no rule");
    }
}
