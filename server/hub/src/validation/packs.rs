//! The packs of rules that ship with Orion, rules of a company's own, and what it changed in either.

use super::{conflict, unreadable};
use crate::{
    HubError,
    auth::OrgCx,
    permit::{EditCatalog, View},
};
use domain::{Fault, FieldProblem, RuleId, Severity, view::validation::OwnRule};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::{
    OrgTx,
    validation::{self, RuleChoice},
};
use validator::{
    packs::all,
    rules::{Override, Pack, Program, Rule, RuleProblem, RuleSet, Words, read_rule},
};

/// What the company's own rules are a pack of.
pub const OWN: &str = "own";
/// Characters of an own rule.
const YAML: usize = 20_000;
/// Own rules of a company.
const MOST: usize = 500;

/// A pack in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInfo {
    pub code: String,
    pub version: u32,
    pub title: Words,
    /// How many rules it has.
    pub rules: usize,
}

/// A rule with what the company changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// Pack and id: `mercado_livre.title_length`.
    pub key: String,
    pub rule: Rule,
    pub is_off: bool,
    /// As the company wants it, else the rule's own.
    pub severity: Severity,
}

/// The packs, the general one first.
pub fn packs() -> Vec<PackInfo> {
    let info = |pack: &Pack| PackInfo {
        code: pack.code.clone(),
        version: pack.version,
        title: pack.title.clone(),
        rules: pack.rules.len(),
    };
    all().iter().map(info).collect()
}

/// What a new sheet is held to.
pub(super) fn usual() -> Vec<String> {
    all().iter().take(1).map(|pack| pack.code.clone()).collect()
}

pub(super) fn is_known(code: &str) -> bool {
    code == OWN || all().iter().any(|pack| pack.code == code)
}

/// A pack and its rules with what the company changed in them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn pack_rules(cx: &OrgCx<View>, code: &str) -> Result<(PackInfo, Vec<RuleInfo>), HubError> {
    let info = packs().into_iter().find(|pack| pack.code == code).ok_or(Fault::NotFound)?;
    let pack = all().iter().find(|pack| pack.code == code).ok_or(Fault::NotFound)?;
    let choices = validation::rule_choices(&mut cx.begin().await?).await?;
    let rules = pack.rules.iter().map(|rule| {
        let key = format!("{code}.{}", rule.id);
        let choice = choices.iter().find(|choice| choice.key == key);
        RuleInfo {
            is_off: choice.is_some_and(|choice| choice.is_off),
            severity: choice.and_then(|choice| choice.severity).unwrap_or(rule.severity),
            rule: rule.clone(),
            key,
        }
    });
    Ok((info, rules.collect()))
}

/// Switches a rule of a pack on or off, and says how bad it is to break it.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn choose_rule(
    cx: &OrgCx<EditCatalog>,
    key: &str,
    is_off: bool,
    severity: Severity,
) -> Result<(), HubError> {
    let rule = rule_of(key).ok_or(Fault::NotFound)?;
    let severity = (severity != rule.severity).then_some(severity);
    let mut tx = cx.begin().await?;
    let choice = RuleChoice { key: key.to_owned(), is_off, severity };
    validation::choose_rule(&mut tx, &choice, cx.actor().user()).await?;
    let what = json!({ "rule": key, "off": is_off, "severity": severity });
    cx.audit(&mut tx, "rule.chosen", ("rule", None), what).await?;
    Ok(tx.commit().await?)
}

fn rule_of(key: &str) -> Option<&'static Rule> {
    let (pack, id) = key.split_once('.')?;
    all().iter().find(|known| known.code == pack)?.rules.iter().find(|rule| rule.id == id)
}

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

/// What is wrong with a rule as it is written, its own tests included; nothing where it can be used.
pub fn rule_problems(yaml: &str) -> Vec<RuleProblem> {
    read_rule(yaml).err().unwrap_or_default()
}

/// Keeps a rule as it is written; `None` makes a new one. One whose tests fail is kept and not active.
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
    let read = read_rule(yaml);
    if active && read.is_err() {
        return Err(conflict("rule_fails"));
    }
    let mut tx = cx.begin().await?;
    let known = validation::own_rules(&mut tx).await?;
    if id.is_none() && known.len() >= MOST {
        return Err(conflict("too_many_rules"));
    }
    if let Some(id) = id {
        validation::own_rule(&mut tx, id).await?;
    }
    // What cannot be read has no id yet.
    let id = id.unwrap_or_else(RuleId::new);
    let code = read.map_or_else(|_| format!("r{}", id.0.simple()), |rule| rule.id);
    let saved = validation::save_own_rule(&mut tx, id, (&code, yaml), active, cx.actor().user()).await;
    saved.map_err(|error| HubError::from(error).on_taken("own_rules_code_key", "yaml"))?;
    cx.audit(&mut tx, "rule.saved", ("rule", Some(id.0)), json!({ "rule": code, "active": active })).await?;
    tx.commit().await?;
    Ok(id)
}

/// Removes a rule of the company's own.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn remove_own_rule(cx: &OrgCx<EditCatalog>, id: RuleId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let rule = validation::own_rule(&mut tx, id).await?;
    validation::remove_own_rule(&mut tx, id).await?;
    cx.audit(&mut tx, "rule.removed", ("rule", Some(id.0)), json!({ "rule": rule.code, "yaml": rule.yaml }))
        .await?;
    Ok(tx.commit().await?)
}

/// The rules of these packs, and the company's own where they are among them, ready to be held against records.
///
/// # Errors
/// When what ships or is stored cannot be read.
pub(super) async fn rule_set(tx: &mut OrgTx, codes: &[String]) -> Result<RuleSet, HubError> {
    let choices = validation::rule_choices(tx).await?;
    let overrides: BTreeMap<String, Override> = choices
        .into_iter()
        .map(|choice| (choice.key, Override { off: choice.is_off, severity: choice.severity }))
        .collect();
    let own: Vec<Rule> = if codes.iter().any(|code| code == OWN) {
        // One that was active and cannot be read by this version is left out, as if it were not.
        let kept = validation::own_rules(tx).await?;
        kept.iter().filter(|rule| rule.is_active).filter_map(|rule| read_rule(&rule.yaml).ok()).collect()
    } else {
        Vec::new()
    };
    let packs = all().iter().filter(|pack| codes.contains(&pack.code));
    Ok(RuleSet::new(packs, &own, &overrides))
}

/// The rules of a set as a program.
///
/// # Errors
/// What is wrong with them together.
pub(super) fn program(set: &RuleSet) -> Result<Program, Vec<RuleProblem>> {
    set.compile(&[])
}

/// By which a set of rules is known: another one where any rule is another one, or weighs another.
pub(super) fn key(set: &RuleSet) -> u64 {
    let mut sum = Sha256::new();
    for active in &set.rules {
        sum.update(&active.key);
        sum.update(active.severity.code());
        sum.update(serde_json::to_vec(&active.rule).unwrap_or_default());
    }
    sum.finalize().first_chunk::<8>().map_or(0, |start| u64::from_be_bytes(*start))
}

/// A text of a rule by language.
pub(super) fn words(words: &Words) -> Result<Value, HubError> {
    serde_json::to_value(words).map_err(unreadable)
}
