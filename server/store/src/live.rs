//! What pages in open browsers hear of: small notes through NOTIFY, sent outside the transactions
//! that do the work (NOTIFY serialises commits).

use crate::{Db, StoreError};
use domain::OrgId;
use sqlx::postgres::PgListener;
use uuid::Uuid;

const CHANNEL: &str = "orion_live";

/// Something changed: a page that shows it may ask again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub org: OrgId,
    /// A code: `sync_run`.
    pub kind: String,
    pub id: Uuid,
}

/// Tells every process.
///
/// # Errors
/// [`StoreError`].
pub async fn notify(db: &Db, note: &Note) -> Result<(), StoreError> {
    let text = format!("{}:{}:{}", note.org, note.kind, note.id);
    sqlx::query("select pg_notify($1, $2)").bind(CHANNEL).bind(text).execute(db.system_pool()).await?;
    Ok(())
}

/// Hears the notes of all processes. It reconnects by itself; what was sent in between is lost, so a
/// page asks again after a gap.
pub struct Listener(PgListener);

impl Listener {
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn connect(db: &Db) -> Result<Self, StoreError> {
        let mut listener = PgListener::connect_with(db.system_pool()).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// The next note. Texts that are none are passed over.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database is gone for good.
    pub async fn next(&mut self) -> Result<Note, StoreError> {
        loop {
            let notification = self.0.recv().await?;
            if let Some(note) = parse(notification.payload()) {
                return Ok(note);
            }
        }
    }
}

fn parse(text: &str) -> Option<Note> {
    let mut parts = text.splitn(3, ':');
    let (org, kind, id) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Note { org: org.parse().ok()?, kind: kind.to_owned(), id: Uuid::parse_str(id).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_well_formed_notes_are_heard() {
        let org = OrgId::new();
        let id = Uuid::now_v7();
        assert_eq!(parse(&format!("{org}:sync_run:{id}")), Some(Note { org, kind: "sync_run".into(), id }));
        for text in ["", "a:b:c", &format!("{org}:sync_run"), &format!("{org}:sync_run:{id}:x")] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
