//! Which records of a batch bring news.

use super::{
    SourceItem,
    batch::Batch,
    records::{self, Issue},
};
use crate::{
    OrgTx, StoreError,
    order_verdicts::{self, Cause, Step},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ConnectionId, OrderId, SkipReason, SyncCounts, SyncRunId, Verdict, VerdictCode};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How far a shop's clock may be ahead of ours before its stamps are not believed.
const CLOCK_AHEAD: TimeDelta = TimeDelta::minutes(5);

/// What we hold of a record.
pub(super) struct Known {
    digest: Vec<u8>,
    version: Option<DateTime<Utc>>,
    verdict: String,
    reason: Option<String>,
    /// When it was last written here, and by which run.
    written_at: DateTime<Utc>,
    written_by: Uuid,
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

impl Judgement {
    /// What the history says of a record that is not written: an older version is told of, and what was asked for
    /// gets an answer. None of one that is written: its step is written with it.
    fn step<'a>(&self, item: &'a SourceItem, is_sale: bool, is_answer: bool) -> Option<Step<'a>> {
        match self {
            Self::Write => None,
            Self::Unchanged => is_answer.then_some(Step::new(VerdictCode::Unchanged)),
            Self::Again => is_answer.then(|| item.content.step(is_sale)),
            Self::Stale => Some(Step::new(VerdictCode::Outdated)),
        }
    }
}

/// The records of a batch that are to be written.
pub(super) struct News {
    /// Where they stand in the batch, each record once.
    pub places: Vec<usize>,
    pub known: HashMap<String, Known>,
    /// What became of the others.
    pub counts: SyncCounts,
}

/// What is known of a record that a run reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Nothing, or not as it is now.
    Not,
    /// It is as it was imported before.
    Unchanged,
    /// This run itself imported it as it is, and counted it.
    FromThisRun,
}

/// Which of these records, by id and digest, were imported and are the same still: nothing need be made
/// of them. One answer each, in their order.
/// Only the run that holds the connection's job writes its records, so it may rely on the answer.
///
/// # Errors
/// [`StoreError`].
pub async fn held(
    tx: &mut OrgTx,
    connection: ConnectionId,
    run: SyncRunId,
    records: &[(&str, [u8; 16])],
) -> Result<Vec<Held>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select listed.place as "place!", r.last_run = $5 as "is_of_run!"
           from unnest($3::text[], $4::bytea[]) with ordinality as listed (external_id, digest, place)
           cross join lateral (
               select s.digest, s.verdict, s.last_run from source_records s
               where s.org_id = $1 and s.connection_id = $2 and s.kind = 'order' and s.external_id = listed.external_id
               limit 1
           ) r
           where r.digest = listed.digest and r.verdict = 'imported'"#,
        org.0,
        connection.0,
        &records.iter().map(|(id, _)| *id).collect::<Vec<_>>() as &[&str],
        &records.iter().map(|(_, digest)| &digest[..]).collect::<Vec<_>>() as &[&[u8]],
        run.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut all = vec![Held::Not; records.len()];
    for row in rows {
        if let Some(held) = usize::try_from(row.place - 1).ok().and_then(|place| all.get_mut(place)) {
            *held = if row.is_of_run { Held::FromThisRun } else { Held::Unchanged };
        }
    }
    Ok(all)
}

/// Tells what is new from what we hold already, by one look-up for the whole batch; lists what is left
/// out again. What a run wrote or listed counts once, however often it reads that: where pages move while they are read, where periods
/// touch, and where a record that failed before is read by its key and in its place.
///
/// Only what was imported can be unchanged. A record that was left out or failed is judged by what is
/// made of it today: settings and connectors change, while its digest does not.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn news(tx: &mut OrgTx, batch: &Batch<'_>) -> Result<News, StoreError> {
    let known = known(tx, batch).await?;
    let mut counts = SyncCounts { unchanged: batch.unchanged, ..SyncCounts::default() };
    let mut unchanged: HashSet<&str> = HashSet::new();
    let mut latest: HashMap<&str, (usize, &SourceItem)> = HashMap::with_capacity(batch.items.len());
    let mut issues: HashMap<&str, Issue<'_>> = HashMap::new();
    let mut steps: Vec<(&str, Step<'_>)> = Vec::new();
    for (place, item) in batch.items.iter().enumerate() {
        let id = item.external_id.as_str();
        let judgement = match (known.get(id), batch.replay) {
            (Some(known), None) => known.judge(item),
            (None, None) => Judgement::Write,
            // What was kept is written again as long as it is what stands here.
            (Some(known), Some(_)) if known.digest == item.digest => Judgement::Write,
            (_, Some(_)) => Judgement::Stale,
        };
        let is_sale = known.get(id).is_some_and(|known| known.order.is_some());
        steps.extend(judgement.step(item, is_sale, batch.kind.answers()).map(|step| (id, step)));
        let issue = match judgement {
            // The same record twice in one batch: the newer one stands.
            Judgement::Write => {
                if latest.get(id).is_none_or(|(_, first)| first.version < item.version) {
                    latest.insert(id, (place, item));
                }
                None
            }
            Judgement::Unchanged => {
                if known.get(id).is_some_and(|known| known.written_by != batch.run.0) {
                    unchanged.insert(id);
                }
                None
            }
            Judgement::Again => Issue::of(id, &item.content, is_sale),
            Judgement::Stale => Some(Issue::skipped(id, SkipReason::OlderThanKnown)),
        };
        if let Some(issue) = issue {
            issues.insert(id, issue);
        }
    }
    let left: Vec<_> = issues.iter().map(|(id, issue)| (*id, issue.kind())).collect();
    let listed = records::insert_issues(tx, batch.run, issues.into_values()).await?;
    left.into_iter().filter(|(id, _)| !listed.contains(*id)).for_each(|(_, kind)| counts.leave_out(kind));
    counts.unchanged = counts.unchanged.saturating_add(i64::try_from(unchanged.len()).unwrap_or(i64::MAX));
    order_verdicts::insert(tx, batch.connection, Cause::Run(batch.kind, batch.run), &steps).await?;
    let mut places: Vec<_> = latest.into_values().map(|(place, _)| place).collect();
    places.sort_unstable();
    Ok(News { places, known, counts })
}

impl Known {
    /// Whether it waits for room in the plan.
    pub(super) fn waits(&self) -> bool {
        self.order.is_none() && self.reason.as_deref() == Some(SkipReason::PlanLimit.code())
    }

    fn judge(&self, item: &SourceItem) -> Judgement {
        let same = self.digest == item.digest;
        if same && self.verdict == Verdict::Imported.code() {
            return Judgement::Unchanged;
        }
        if !same && self.is_newer_than(item) {
            return Judgement::Stale;
        }
        let is_sale = self.order.is_some();
        let verdict = item.content.verdict(is_sale);
        let reason = item.content.reason(is_sale).map(|(code, _)| code);
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

/// One look-up by key for each id: a join would be planned by statistics, which say nothing yet of a
/// table that is being filled, and would read all of it for each batch.
async fn known(tx: &mut OrgTx, batch: &Batch<'_>) -> Result<HashMap<String, Known>, StoreError> {
    let ids: Vec<&str> = batch.items.iter().map(|item| item.external_id.as_str()).collect();
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select r.external_id, r.digest, r.source_version, r.verdict, r.reason, r.changed_at, r.last_run, r.order_id
           from unnest($3::text[]) as listed (external_id)
           cross join lateral (
               select * from source_records s
               where s.org_id = $1 and s.connection_id = $2 and s.kind = 'order' and s.external_id = listed.external_id
               limit 1
           ) r"#,
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
            written_by: row.last_run,
            order: row.order_id.map(OrderId),
        };
        (row.external_id, known)
    });
    Ok(known.collect())
}
