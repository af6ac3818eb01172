//! The packs of rules that ship with Orion, rules of a company's own, and what it changed in either.

use super::{faulty::READING, lists, unreadable};
use crate::{
    Hub, HubError,
    audit::changes,
    auth::OrgCx,
    files::FileError,
    permit::{EditCatalog, View},
    undo::{Mark, Replaced, refuse_changed},
};
use chrono::NaiveDate;
use domain::{AuditAction, Fault, OrgId, RuleId, Severity, view::validation::RuleList};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::{
    OrgTx,
    validation::{self, RuleChoice},
};
use validator::{
    engine::Lists,
    packs::all,
    rules::{Override, Pack, Program, Rule, RuleProblem, RuleSet, Words, read_rule},
};

/// What the company's own rules are a pack of.
pub const OWN: &str = "own";

/// A pack in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackInfo {
    pub code: String,
    pub version: u32,
    pub title: Words,
    /// How many rules it has.
    pub rules: usize,
    /// When what its rules rest on was read last.
    pub read_on: Option<NaiveDate>,
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
        read_on: pack.rules.iter().filter_map(|rule| Some(rule.source.as_ref()?.date)).max(),
    };
    all().iter().map(info).collect()
}

/// What a new sheet is held to: what holds everywhere, and what the company itself says.
pub(super) fn usual() -> Vec<String> {
    all().iter().take(1).map(|pack| pack.code.clone()).chain([OWN.to_owned()]).collect()
}

/// The packs, each with how many of its rules the company switched off.
///
/// # Errors
/// [`HubError`].
pub async fn packs_with_off(cx: &OrgCx<View>) -> Result<Vec<(PackInfo, usize)>, HubError> {
    let choices = validation::rule_choices(&mut cx.begin().await?).await?;
    let off = |pack: &PackInfo| {
        let is_of = |key: &str| key.split_once('.').is_some_and(|(code, _)| code == pack.code);
        // A rule that no longer ships is off for nobody.
        choices
            .iter()
            .filter(|choice| choice.is_off && is_of(&choice.key) && rule_of(&choice.key).is_some())
            .count()
    };
    Ok(packs().into_iter().map(|pack| (off(&pack), pack)).map(|(off, pack)| (pack, off)).collect())
}

/// Whether findings can be of this pack.
pub fn is_pack(code: &str) -> bool {
    code == READING || is_known(code)
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

/// What somebody chooses for a rule of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedRule {
    /// Pack and id: `mercado_livre.title_length`.
    pub key: String,
    pub is_off: bool,
    pub severity: Severity,
}

/// Switches rules of packs on or off, and says how bad it is to break them. Tells how those were that are
/// otherwise now.
///
/// # Errors
/// [`Fault::NotFound`] for a rule that no pack has, and [`Fault::Conflict`] `changed_since` where they are not what was left at `since`:
/// none is changed then.
pub async fn choose_rules(
    cx: &OrgCx<EditCatalog>,
    wanted: &[WantedRule],
    since: Option<Mark>,
) -> Result<Replaced<Vec<WantedRule>>, HubError> {
    let mut tx = cx.begin().await?;
    validation::lock_rules(&mut tx).await?;
    let known = validation::rule_choices(&mut tx).await?;
    let (mut found, mut changed, mut left) = (Vec::new(), Vec::new(), Vec::new());
    for WantedRule { key, is_off, severity } in wanted {
        let rule = rule_of(key).ok_or(Fault::NotFound)?;
        let before = known.iter().find(|choice| choice.key == *key);
        let choice = RuleChoice {
            key: key.clone(),
            is_off: *is_off,
            severity: Some(*severity).filter(|severity| *severity != rule.severity),
        };
        let is_same = match before {
            Some(before) => *before == choice,
            None => !choice.is_off && choice.severity.is_none(),
        };
        let old = WantedRule {
            key: key.clone(),
            is_off: before.is_some_and(|before| before.is_off),
            severity: before.and_then(|before| before.severity).unwrap_or(rule.severity),
        };
        found.push(json!([key, old.is_off, old.severity]));
        if is_same {
            continue;
        }
        validation::choose_rule(&mut tx, &choice, cx.actor().user()).await?;
        let was = json!({ "off": old.is_off, "severity": old.severity });
        let is = json!({ "off": is_off, "severity": severity });
        if let Some(what) = changes(json!({ "rule": key }), &was, &is) {
            cx.audit(&mut tx, AuditAction::RuleChosen, ("rule", None), what).await?;
        }
        changed.push(old);
        left.push(json!([key, is_off, severity]));
    }
    refuse_changed(since, &json!(found))?;
    tx.commit().await?;
    Ok(Replaced { before: changed, left: Mark::of(&json!(left)) })
}

fn rule_of(key: &str) -> Option<&'static Rule> {
    let (pack, id) = key.split_once('.')?;
    all().iter().find(|known| known.code == pack)?.rules.iter().find(|rule| rule.id == id)
}

/// Rules that are held against records, and the lists that they look values up in.
pub(super) struct Rules {
    pub set: RuleSet,
    /// Those that the rules name, as far as the company has them.
    lists: Vec<RuleList>,
    /// Which version of each own rule that is, by its id.
    pub versions: BTreeMap<String, i32>,
}

impl Rules {
    /// These rules with the lists of the company.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn of(tx: &mut OrgTx, set: RuleSet) -> Result<Self, HubError> {
        let is_named = |list: &RuleList| {
            set.rules.iter().any(|active| lists::named_by(&active.rule).any(|name| name == list.name))
        };
        let mut known = validation::rule_lists(tx).await?;
        known.retain(is_named);
        Ok(Self { set, lists: known, versions: BTreeMap::new() })
    }

    /// The rules as a program.
    ///
    /// # Errors
    /// What is wrong with them together.
    pub fn program(&self) -> Result<Program, Vec<RuleProblem>> {
        let names: Vec<&str> = self.lists.iter().map(|list| list.name.as_str()).collect();
        self.set.compile(&names)
    }

    /// What values are looked up in, opened.
    ///
    /// # Errors
    /// [`FileError::Gone`] where the entries of one are not stored any more.
    pub async fn open_lists(&self, hub: &Hub, org: OrgId) -> Result<Lists, FileError> {
        lists::open(hub, org, &self.lists).await
    }

    /// By which the rules are known: others where any rule is another one, or weighs another, or looks up in other entries.
    pub fn key(&self) -> u64 {
        let mut sum = Sha256::new();
        for active in &self.set.rules {
            sum.update(&active.key);
            sum.update(active.severity.code());
            sum.update(serde_json::to_vec(&active.rule).unwrap_or_default());
        }
        self.lists.iter().for_each(|list| sum.update(list.sha256));
        sum.finalize().first_chunk::<8>().map_or(0, |start| u64::from_be_bytes(*start))
    }
}

/// The rules of these packs, and the company's own where they are among them, ready to be held against records.
///
/// # Errors
/// When what ships or is stored cannot be read.
pub(super) async fn rules(tx: &mut OrgTx, codes: &[String]) -> Result<Rules, HubError> {
    let overrides = overrides(tx).await?;
    let own = match codes.iter().any(|code| code == OWN) {
        true => active(tx, None).await?,
        false => Vec::new(),
    };
    let packs = all().iter().filter(|pack| codes.contains(&pack.code));
    let set = RuleSet::new(packs, own.iter().map(|(rule, _)| rule), &overrides);
    let versions = own.iter().map(|(rule, version)| (rule.id.clone(), *version)).collect();
    Ok(Rules { versions, ..Rules::of(tx, set).await? })
}

/// In which version a pack ships.
pub(super) fn version_of(code: &str) -> Option<i32> {
    let pack = all().iter().find(|pack| pack.code == code)?;
    i32::try_from(pack.version).ok()
}

/// The company's own rules that are switched on, but for one, and which version of each.
///
/// # Errors
/// [`HubError`].
async fn active(tx: &mut OrgTx, without: Option<RuleId>) -> Result<Vec<(Rule, i32)>, HubError> {
    let kept = validation::own_rules(tx).await?;
    let kept = kept.iter().filter(|rule| rule.is_active && Some(rule.id) != without);
    // One that was active and cannot be read by this version is left out, as if it were not.
    Ok(kept.filter_map(|rule| Some((read_rule(&rule.yaml).ok()?, rule.version))).collect())
}

/// What the company changed in rules, by their keys.
async fn overrides(tx: &mut OrgTx) -> Result<BTreeMap<String, Override>, HubError> {
    let choices = validation::rule_choices(tx).await?;
    let change =
        |choice: RuleChoice| (choice.key, Override { off: choice.is_off, severity: choice.severity });
    Ok(choices.into_iter().map(change).collect())
}

/// Why an own rule cannot be held together with what is in force: the other own rules, and what holds everywhere.
///
/// # Errors
/// [`HubError`].
pub(super) async fn quarrels(
    tx: &mut OrgTx,
    id: Option<RuleId>,
    rule: &Rule,
) -> Result<Vec<RuleProblem>, HubError> {
    let (overrides, own) = (overrides(tx).await?, active(tx, id).await?);
    let key = format!("{OWN}.{}", rule.id);
    let others = own.iter().map(|(other, _)| other).filter(|other| other.id != rule.id);
    let set = RuleSet::new(all().iter().take(1), others.chain([rule]), &overrides);
    let problems = Rules::of(tx, set).await?.program().err().unwrap_or_default();
    // What the others have with one another is not this one's fault.
    Ok(problems.into_iter().filter(|problem| problem.rule.as_ref() == Some(&key)).collect())
}

/// A text of a rule by language.
pub(super) fn words(words: &Words) -> Result<Value, HubError> {
    serde_json::to_value(words).map_err(unreadable)
}
