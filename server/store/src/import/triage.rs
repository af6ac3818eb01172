//! Which records of a batch bring news.

use super::{
    SourceItem,
    batch::Batch,
    records::{self, Issue},
};
use crate::{OrgTx, StoreError};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{OrderId, SkipReason, SyncCounts, Verdict};
use std::collections::HashMap;

/// How far a shop's clock may be ahead of ours before its stamps are not believed.
const CLOCK_AHEAD: TimeDelta = TimeDelta::minutes(5);

/// What we hold of a record.
pub(super) struct Known {
    digest: Vec<u8>,
    version: Option<DateTime<Utc>>,
    verdict: String,
    reason: Option<String>,
    /// When it was last written here.
    written_at: DateTime<Utc>,
    pub order: Option<OrderId>,
}

/// What is to be done with a record.
enum Judgement {
    Write,
    /// We have it as it is.
    Unchanged,
    /// It is left out, or cannot be taken, as before.
    Again,
    /// We hold a newer version.
    Stale,
}

/// The records of a batch that are to be written.
pub(super) struct News<'a> {
    /// In the order in which the source listed them, each record once.
    pub items: Vec<&'a SourceItem>,
    pub known: HashMap<String, Known>,
    /// What became of the others.
    pub counts: SyncCounts,
}

/// Tells what is new from what we hold already, by one look-up for the whole batch; lists what is left
/// out again.
///
/// Only what was imported can be unchanged. A record that was left out or failed is judged by what is
/// made of it today: settings and connectors change, while its digest does not.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn news<'a>(tx: &mut OrgTx, batch: &Batch<'a>) -> Result<News<'a>, StoreError> {
    let known = known(tx, batch).await?;
    let mut counts =
        SyncCounts { read: i64::try_from(batch.items.len()).unwrap_or(i64::MAX), ..SyncCounts::default() };
    let mut latest: HashMap<&str, &SourceItem> = HashMap::with_capacity(batch.items.len());
    let mut issues: HashMap<&str, Issue<'_>> = HashMap::new();
    for item in batch.items {
        let id = item.external_id.as_str();
        let issue = match known.get(id).map_or(Judgement::Write, |known| known.judge(item)) {
            // The same record twice in one batch: the newer one stands.
            Judgement::Write if latest.get(id).is_none_or(|first| first.version < item.version) => {
                counts.unchanged += i64::from(latest.insert(id, item).is_some());
                None
            }
            Judgement::Write | Judgement::Unchanged => {
                counts.unchanged += 1;
                None
            }
            Judgement::Again => Issue::of(id, &item.content),
            Judgement::Stale => Some(Issue::skipped(id, SkipReason::OlderThanKnown)),
        };
        if let Some(issue) = issue {
            *(if issue.verdict == Verdict::Failed { &mut counts.failed } else { &mut counts.skipped }) += 1;
            issues.insert(id, issue);
        }
    }
    records::insert_issues(tx, batch.run, issues.into_values()).await?;
    let items = batch
        .items
        .iter()
        .filter(|item| latest.get(item.external_id.as_str()).is_some_and(|last| std::ptr::eq(*last, *item)))
        .collect();
    Ok(News { items, known, counts })
}

impl Known {
    fn judge(&self, item: &SourceItem) -> Judgement {
        let same = self.digest == item.digest;
        if same && self.verdict == Verdict::Imported.code() {
            return Judgement::Unchanged;
        }
        if !same && self.is_newer_than(item) {
            return Judgement::Stale;
        }
        let (verdict, reason) = (item.content.verdict(), item.content.reason().map(|(code, _)| code));
        let again =
            same && reason.is_some() && verdict.code() == self.verdict && reason == self.reason.as_deref();
        if again { Judgement::Again } else { Judgement::Write }
    }

    /// A stamp from the future came from a clock that was ahead: it proves nothing once that is set right.
    fn is_newer_than(&self, item: &SourceItem) -> bool {
        match (self.version, item.version) {
            (Some(ours), Some(theirs)) => ours > theirs && ours <= self.written_at + CLOCK_AHEAD,
            _ => false,
        }
    }
}

async fn known(tx: &mut OrgTx, batch: &Batch<'_>) -> Result<HashMap<String, Known>, StoreError> {
    let ids: Vec<&str> = batch.items.iter().map(|item| item.external_id.as_str()).collect();
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select external_id, digest, source_version, verdict, reason, changed_at, order_id from source_records
           where org_id = $1 and connection_id = $2 and kind = 'order' and external_id = any($3)"#,
        org.0,
        batch.connection.0,
        &ids as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    let known = rows.into_iter().map(|row| {
        let known = Known {
            digest: row.digest,
            version: row.source_version,
            verdict: row.verdict,
            reason: row.reason,
            written_at: row.changed_at,
            order: row.order_id.map(OrderId),
        };
        (row.external_id, known)
    });
    Ok(known.collect())
}
