//! Lists of a company's own that its rules look values up in: what comes is written anew as one entry a line, and kept among the
//! files that people send, so that every machine reads it and look-ups need no memory for it.

mod entries;

use super::{conflict, forget, limits, own_rules::read_own, tell_taken};
use crate::{
    Hub, HubError,
    audit::changes,
    auth::OrgCx,
    files::FileError,
    permit::{EditCatalog, Export, View},
};
use bytes::Bytes;
use domain::{
    AuditAction, Fault, FieldProblem, FileId, OrgId, RuleId, RuleListId,
    view::validation::{OwnRule, RuleList},
};
use entries::{Entries, Written};
use futures::{Stream, StreamExt, TryStreamExt, stream::BoxStream};
use serde_json::json;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Seek},
};
use store::{
    OrgTx,
    validation::{self, NewFile},
};
use tokio_util::io::ReaderStream;
use validator::{
    engine::{ListSource, Lists},
    rules::{Check, Rule, Words},
};

/// Lists of a company.
const MOST: usize = 100;
/// Characters of a name.
const NAME: u32 = 60;
/// Entries that are shown of a list.
const SHOWN: usize = 20;
/// Bytes of a file that are looked at for them.
const LOOKED_AT: usize = 64 << 10;

/// What somebody sends as a list.
pub enum SentList<'a, S> {
    /// A text with one entry on each line, or a table. Of a table with several columns the one of this name counts, whatever its case;
    /// without a name there is one column, and every row of it is an entry.
    File { name: &'a str, column: &'a str, coming: S },
    /// One entry on each line.
    Text(&'a str),
}

/// A list, and the rules that look values up in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleListInfo {
    pub list: RuleList,
    pub rules: Vec<ListUse>,
}

impl RuleListInfo {
    /// Whether a rule that is switched on needs it.
    pub fn is_in_use(&self) -> bool {
        self.rules.iter().any(|rule| rule.is_active)
    }
}

/// A rule that looks values up in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListUse {
    pub rule: RuleId,
    pub title: Words,
    pub is_active: bool,
}

/// The company's lists, by their names, each with the rules that name it.
///
/// # Errors
/// [`HubError`].
pub async fn rule_lists(cx: &OrgCx<View>) -> Result<Vec<RuleListInfo>, HubError> {
    let mut tx = cx.begin().await?;
    let (lists, own) = (validation::rule_lists(&mut tx).await?, validation::own_rules(&mut tx).await?);
    Ok(lists.into_iter().map(|list| info(list, &own)).collect())
}

/// One of them.
///
/// # Errors
/// [`Fault::NotFound`].
pub async fn rule_list(cx: &OrgCx<View>, id: RuleListId) -> Result<RuleListInfo, HubError> {
    let mut tx = cx.begin().await?;
    let list = validation::rule_list(&mut tx, id).await?;
    Ok(info(list, &validation::own_rules(&mut tx).await?))
}

/// How the lists are called.
///
/// # Errors
/// [`HubError`].
pub async fn rule_list_names(cx: &OrgCx<View>) -> Result<Vec<String>, HubError> {
    let lists = validation::rule_lists(&mut cx.begin().await?).await?;
    Ok(lists.into_iter().map(|list| list.name).collect())
}

fn info(list: RuleList, own: &[OwnRule]) -> RuleListInfo {
    let rules = own.iter().filter_map(|own| {
        let rule = read_own(&own.yaml).0?;
        let names_it = named_by(&rule).any(|name| name == list.name);
        names_it.then_some(ListUse { rule: own.id, title: rule.title, is_active: own.is_active })
    });
    let rules = rules.collect();
    RuleListInfo { list, rules }
}

/// The lists that a rule looks values up in.
pub(super) fn named_by(rule: &Rule) -> impl Iterator<Item = &str> {
    rule.checks.iter().filter_map(|check| match check {
        Check::Lookup { list, .. } => Some(list.as_str()),
        _ => None,
    })
}

/// The first entries of a list, 20 at most; `None` where they are not stored any more.
///
/// # Errors
/// [`HubError`].
pub async fn first_entries(cx: &OrgCx<View>, list: &RuleList) -> Result<Option<Vec<String>>, HubError> {
    let coming = match cx.hub().files().read(cx.org(), list.file).await {
        Ok(coming) => coming,
        Err(FileError::Gone) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut coming = std::pin::pin!(coming);
    let mut text = Vec::new();
    while text.len() < LOOKED_AT
        && let Some(chunk) = coming.try_next().await?
    {
        text.extend_from_slice(&chunk);
    }
    let shown = text.split(|byte| *byte == b'\n').filter(|entry| !entry.is_empty()).take(SHOWN);
    Ok(Some(shown.map(|entry| String::from_utf8_lossy(entry).into_owned()).collect()))
}

/// A list as a text with one entry on each line, and how it is called. The history tells of it.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `list_gone`.
pub async fn rule_list_file(
    cx: &OrgCx<Export>,
    id: RuleListId,
) -> Result<(String, BoxStream<'static, Result<Bytes, FileError>>), HubError> {
    let list = validation::rule_list(&mut cx.begin().await?, id).await?;
    let bytes = match cx.hub().files().read(cx.org(), list.file).await {
        Ok(bytes) => bytes.boxed(),
        Err(FileError::Gone) => return Err(conflict("list_gone")),
        Err(error) => return Err(error.into()),
    };
    let what = json!({ "name": list.name, "rows": list.entries });
    tell_taken(cx, AuditAction::ExportRuleList, ("rule_list", id.0), what).await?;
    Ok((list.name, bytes))
}

/// Keeps a list by a name of lower case letters, digits and `_` that begins with a letter.
///
/// # Errors
/// [`Fault::Invalid`] `name`, or `column` where the table has none of this name; [`Fault::Conflict`] `too_many_lists`, `list_empty`,
/// `list_too_many`, `list_entry_too_long`, `list_entry_signs`, `list_columns` for several columns of which none is named,
/// `list_unreadable`, or as [`upload`](super::upload) for what is no table.
pub async fn add_rule_list<E>(
    cx: &OrgCx<EditCatalog>,
    name: &str,
    sent: SentList<'_, impl Stream<Item = Result<Bytes, E>> + Send>,
) -> Result<RuleListId, HubError> {
    let name = list_name(name)?;
    let known = validation::rule_lists(&mut cx.begin().await?).await?;
    if known.iter().any(|list| list.name == name) {
        return Err(Fault::field("name", FieldProblem::Taken).into());
    }
    if known.len() >= MOST {
        return Err(conflict("too_many_lists"));
    }
    let kept = KeptList::take(cx, name, sent).await?;
    let id = RuleListId::new();
    let noted = async {
        let mut tx = cx.begin().await?;
        kept.note(&mut tx, cx).await?;
        let by = cx.actor().user();
        let added = validation::insert_rule_list(&mut tx, id, name, (kept.file, kept.entries), by).await;
        added.map_err(|error| HubError::from(error).on_taken("rule_lists_name_key", "name"))?;
        let what = json!({ "name": name, "rows": kept.entries });
        cx.audit(&mut tx, AuditAction::RuleListAdded, ("rule_list", Some(id.0)), what).await?;
        Ok::<_, HubError>(tx.commit().await?)
    };
    let noted = noted.await;
    kept.or_forget(cx, noted).await?;
    Ok(id)
}

/// Gives a list other entries; checks that begin from then on look values up in these.
///
/// # Errors
/// [`Fault::NotFound`], and as [`add_rule_list`].
pub async fn replace_rule_list<E>(
    cx: &OrgCx<EditCatalog>,
    id: RuleListId,
    sent: SentList<'_, impl Stream<Item = Result<Bytes, E>> + Send>,
) -> Result<(), HubError> {
    let list = validation::rule_list(&mut cx.begin().await?, id).await?;
    let kept = KeptList::take(cx, &list.name, sent).await?;
    let noted = async {
        let mut tx = cx.begin().await?;
        validation::lock_rule_list(&mut tx, id).await?;
        let was = validation::rule_list(&mut tx, id).await?;
        kept.note(&mut tx, cx).await?;
        let by = cx.actor().user();
        validation::replace_rule_list(&mut tx, id, (kept.file, kept.entries), by).await?;
        let about = json!({ "name": was.name });
        let (was, is) = (json!({ "rows": was.entries }), json!({ "rows": kept.entries }));
        let what = changes(about.clone(), &was, &is).unwrap_or(about);
        cx.audit(&mut tx, AuditAction::RuleListReplaced, ("rule_list", Some(id.0)), what).await?;
        Ok::<_, HubError>(tx.commit().await?)
    };
    let noted = noted.await;
    kept.or_forget(cx, noted).await
}

/// Removes a list that no rule needs which is switched on.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `list_in_use`.
pub async fn remove_rule_list(cx: &OrgCx<EditCatalog>, id: RuleListId) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    // Whoever activates a rule meanwhile holds the lists until that is done.
    validation::lock_rule_list(&mut tx, id).await?;
    let list = validation::rule_list(&mut tx, id).await?;
    let used = info(list, &validation::own_rules(&mut tx).await?);
    if used.is_in_use() {
        return Err(conflict("list_in_use"));
    }
    validation::remove_rule_list(&mut tx, id).await?;
    let what = json!({ "name": used.list.name });
    cx.audit(&mut tx, AuditAction::RuleListRemoved, ("rule_list", Some(id.0)), what).await?;
    Ok(tx.commit().await?)
}

/// Lists as the engine reads them.
///
/// # Errors
/// [`FileError::Gone`] where the entries of one are not stored any more.
pub(super) async fn open(hub: &Hub, org: OrgId, lists: &[RuleList]) -> Result<Lists, FileError> {
    let mut opened = Vec::with_capacity(lists.len());
    for list in lists {
        // Open, it stays readable when another file takes its place, or the copy goes.
        let file = File::open(hub.files().local(org, list.file).await?.path())?;
        let again = move || -> io::Result<Box<dyn BufRead>> {
            let mut file = file.try_clone()?;
            file.rewind()?;
            Ok(Box::new(BufReader::new(file)))
        };
        opened.push(ListSource { name: list.name.clone(), open: Box::new(again) });
    }
    Ok(Lists(opened))
}

/// A name as rules name lists.
fn list_name(name: &str) -> Result<&str, Fault> {
    let name = name.trim();
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    let problem = if name.is_empty() {
        FieldProblem::Required
    } else if name.chars().count() > NAME as usize {
        FieldProblem::TooLong { max: NAME }
    } else if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.chars().all(is_sign) {
        FieldProblem::Format
    } else {
        return Ok(name);
    };
    Err(Fault::field("name", problem))
}

/// Entries whose bytes are stored, and not noted yet.
struct KeptList {
    file: FileId,
    /// The file's name.
    name: String,
    bytes: i64,
    sha256: [u8; 32],
    entries: i64,
}

impl KeptList {
    /// Stores the entries of what comes for the list of this name.
    async fn take<E>(
        cx: &OrgCx<EditCatalog>,
        name: &str,
        sent: SentList<'_, impl Stream<Item = Result<Bytes, E>> + Send>,
    ) -> Result<Self, HubError> {
        let (hub, org) = (cx.hub(), cx.org());
        let Written { file: written, count } = match sent {
            SentList::Text(text) => {
                let mut entries = Entries::new(hub)?;
                text.lines().try_for_each(|line| entries.add(line))?;
                entries.finish()?
            }
            SentList::File { name, column, coming } => {
                // A workbook can be read from a file alone.
                let raw = FileId::new();
                hub.files().put(org, raw, coming).await?;
                let written = entries_of(hub, org, raw, (name, column)).await;
                forget(hub, org, raw).await;
                written?
            }
        };
        let file = FileId::new();
        let coming = ReaderStream::new(tokio::fs::File::from_std(written));
        let stored = hub.files().put(org, file, coming).await?;
        let count_of = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
        let (bytes, entries) = (count_of(stored.bytes), count_of(count));
        Ok(Self { file, name: format!("{name}.txt"), bytes, sha256: stored.sha256, entries })
    }

    async fn note(&self, tx: &mut OrgTx, cx: &OrgCx<EditCatalog>) -> Result<(), HubError> {
        let file = NewFile {
            id: self.file,
            name: &self.name,
            bytes: self.bytes,
            sha256: self.sha256,
            uploaded_by: cx.actor().user(),
        };
        Ok(validation::insert_file(tx, &file).await?)
    }

    /// Hands on what became of noting it; where nothing did, nothing needs the bytes.
    async fn or_forget(self, cx: &OrgCx<EditCatalog>, noted: Result<(), HubError>) -> Result<(), HubError> {
        if noted.is_err() {
            forget(cx.hub(), cx.org(), self.file).await;
        }
        noted
    }
}

/// The entries of a file that is stored as it came, by its name and the name of the column.
async fn entries_of(
    hub: &Hub,
    org: OrgId,
    raw: FileId,
    (name, column): (&str, &str),
) -> Result<Written, HubError> {
    let local = hub.files().local(org, raw).await?;
    let (entries, limits) = (Entries::new(hub)?, limits(hub));
    let is_lines = name.to_lowercase().ends_with(".txt");
    let column = column.trim().to_owned();
    let read = tokio::task::spawn_blocking(move || entries.read(local.path(), &column, is_lines, limits));
    read.await.map_err(|error| HubError::Internal(format!("reading a list ended: {error}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_called_as_rules_can_name_it() {
        assert_eq!(list_name(" marcas_2 "), Ok("marcas_2"));
        for (name, problem) in [
            (" ", FieldProblem::Required),
            ("Marcas", FieldProblem::Format),
            ("marcas da casa", FieldProblem::Format),
            ("2marcas", FieldProblem::Format),
            ("preços", FieldProblem::Format),
            (&*"a".repeat(61), FieldProblem::TooLong { max: 60 }),
        ] {
            assert_eq!(list_name(name), Err(Fault::field("name", problem)), "{name}");
        }
    }
}
