//! Drive: which spreadsheets there are, and whether one was changed.

use super::{answer, session};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, FileMark, FilePage, FilesAsk, Reply, SpreadsheetFile,
    lenient::{Object, Text, capped},
    limits,
};
use domain::UpstreamKind;
use serde::Deserialize;

/// Files of a page.
const PAGE_SIZE: &str = "100";
const KIND: &str = "application/vnd.google-apps.spreadsheet";
/// Longer names are looked for by their beginning.
const LONGEST_SEARCH: usize = 100;
const LONGEST_NAME: usize = 500;
/// Ids have 44 signs, and had others before.
const LONGEST_ID: usize = 128;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Listed<'a> {
    #[serde(borrow)]
    files: Option<Vec<File<'a>>>,
    #[serde(borrow, rename = "nextPageToken")]
    next: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct File<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
    #[serde(borrow)]
    modified_time: Text<'a>,
    #[serde(borrow)]
    version: Text<'a>,
    #[serde(borrow)]
    owners: Option<Vec<Object<Owner<'a>>>>,
    trashed: bool,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Owner<'a> {
    #[serde(borrow)]
    email_address: Text<'a>,
}

impl File<'_> {
    fn changed_at(&self) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(self.modified_time.as_str()?).ok().map(|at| at.to_utc())
    }

    fn shown(&self) -> Option<SpreadsheetFile> {
        let owner = self.owners.as_ref().and_then(|owners| owners.first());
        Some(SpreadsheetFile {
            id: self.id.as_str().filter(|id| is_id(id))?.to_owned(),
            name: self.name.capped(LONGEST_NAME).unwrap_or_default(),
            changed_at: self.changed_at(),
            owner: owner.and_then(|owner| owner.0.email_address.capped(limits::EMAIL)),
        })
    }
}

pub(super) async fn files(conn: &Conn, ask: &FilesAsk) -> Result<FilePage, ConnectorError> {
    let wanted = query(&ask.search);
    match listed(conn, &wanted, ask.after.as_deref()).await {
        // A place in the list holds for some hours: one that is over begins anew.
        Err(error) if ask.after.is_some() && error.status == Some(400) => listed(conn, &wanted, None).await,
        page => page,
    }
}

async fn listed(conn: &Conn, wanted: &str, after: Option<&str>) -> Result<FilePage, ConnectorError> {
    let mut asked = vec![
        ("q", wanted),
        ("fields", "nextPageToken,files(id,name,modifiedTime,owners(emailAddress))"),
        ("pageSize", PAGE_SIZE),
        ("orderBy", "modifiedTime desc"),
        // Those of shared drives too.
        ("supportsAllDrives", "true"),
        ("includeItemsFromAllDrives", "true"),
    ];
    asked.extend(after.map(|token| ("pageToken", token)));
    page(&session::files(conn, None, &asked).await?, conn.now())
}

fn page(reply: &Reply, now: DateTime<Utc>) -> Result<FilePage, ConnectorError> {
    let listed: Listed<'_> = answer::read(reply, now)?;
    let files = listed.files.ok_or_else(|| answer::not_the_answer(reply))?;
    Ok(FilePage {
        files: files.iter().filter_map(File::shown).collect(),
        next: listed.next.as_str().map(str::to_owned),
    })
}

/// What Drive looks for: the beginnings of words of the name.
fn query(search: &str) -> String {
    let all = format!("mimeType='{KIND}' and trashed=false");
    match capped(search, LONGEST_SEARCH) {
        None => all,
        Some(name) => {
            let name = name.replace('\\', r"\\").replace('\'', r"\'");
            format!("{all} and name contains '{name}'")
        }
    }
}

pub(super) async fn mark(conn: &Conn, file: &str) -> Result<FileMark, ConnectorError> {
    let asked = [("fields", "id,modifiedTime,version,trashed"), ("supportsAllDrives", "true")];
    let reply = session::files(conn, Some(checked(file)?), &asked).await?;
    let found: File<'_> = answer::read(&reply, conn.now())?;
    if found.id.as_str().is_none() {
        return Err(answer::not_the_answer(&reply));
    }
    if found.trashed {
        return Err(ConnectorError::new(UpstreamKind::NotFound, Advice::Never, "the file lies in the bin"));
    }
    Ok(FileMark { version: found.version.capped(40), changed_at: found.changed_at() })
}

/// An id that can be a part of a path.
///
/// # Errors
/// [`UpstreamKind::NotFound`], without a call.
pub(super) fn checked(file: &str) -> Result<&str, ConnectorError> {
    let wrong = || ConnectorError::new(UpstreamKind::NotFound, Advice::Never, "no id of a spreadsheet");
    is_id(file).then_some(file).ok_or_else(wrong)
}

fn is_id(text: &str) -> bool {
    let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_');
    (20..=LONGEST_ID).contains(&text.len()) && text.bytes().all(is_sign)
}

/// `https://docs.google.com/spreadsheets/d/<id>/edit#gid=0`, or the id alone.
pub(super) fn file_of(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let id = match typed.split_once("/spreadsheets/") {
        // Where several accounts are signed in, `u/1/` stands before.
        Some((_, rest)) => rest.split_once("d/")?.1.split(['/', '?', '#']).next()?,
        None => typed,
    };
    is_id(id).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    const ID: &str = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_abcdE";

    #[test]
    fn a_list_is_read_and_odd_entries_are_left_out() {
        let body = include_bytes!("../../fixtures/google_sheets/files.json").to_vec();
        let reply = Reply { status: 200, headers: HeaderMap::new(), body };
        let page = page(&reply, Utc::now()).unwrap();
        assert_eq!(page.next.as_deref(), Some("~!!~AI9FV7Q"));
        let [first, second] = &page.files[..] else { panic!("{page:?}") };
        assert_eq!((first.id.as_str(), first.name.as_str()), (ID, "Produtos 2026"));
        assert_eq!(first.owner.as_deref(), Some("ana@example.com"));
        assert_eq!(first.changed_at.unwrap().to_rfc3339(), "2026-11-23T12:30:45.123+00:00");
        assert_eq!((second.name.as_str(), second.owner.as_deref(), second.changed_at), ("", None, None));
    }

    #[test]
    fn what_is_typed_cannot_leave_its_quotes() {
        assert!(query("  ").ends_with("and trashed=false"));
        assert!(query(r"d'água \ 2").ends_with(r"and name contains 'd\'água \\ 2'"));
        assert!(query(&"a".repeat(300)).ends_with(&format!("'{}'", "a".repeat(100))));
    }

    #[test]
    fn a_file_is_known_by_its_link_or_its_id() {
        for typed in [
            ID.to_owned(),
            format!(" https://docs.google.com/spreadsheets/d/{ID}/edit?gid=0#gid=0 "),
            format!("https://docs.google.com/spreadsheets/u/1/d/{ID}"),
        ] {
            assert_eq!(file_of(&typed).as_deref(), Some(ID), "{typed}");
        }
        let short = "https://docs.google.com/spreadsheets/d/x/edit";
        for typed in ["", "produtos", "../userinfo/aaaaaaaaaaaaaaaa", short, "https://example.com/"] {
            assert_eq!(file_of(typed), None, "{typed}");
        }
        assert_eq!(checked("../../drive").unwrap_err().kind, UpstreamKind::NotFound);
    }
}
