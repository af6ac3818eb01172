//! Batches of a replay: what writing them would change, and writing what was shown and nothing else.

use super::{
    SourceItem,
    batch::{Batch, Chunk, Turn, write_or_halve},
    records::{self, Issue},
    snapshot,
    triage::{self, Known, News},
};
use crate::{OrgTx, StoreError, replays};
use domain::{OrderId, ReplayId, SkipReason, SyncCounts, view::orders::Change};
use std::collections::HashMap;

/// Whose the records of a batch are.
#[derive(Debug, Clone, Copy)]
pub struct Replayed<'a> {
    pub id: ReplayId,
    /// The last of the records that were to be written, by its key.
    pub place: &'a str,
    /// How many these were. Those of which nothing could be made are not in the batch.
    pub planned: usize,
}

/// What writing a record would change.
#[derive(Debug)]
pub struct Difference {
    pub external_id: String,
    /// The sale that it is already.
    pub order: Option<OrderId>,
    /// As they are shown: what is long is cut.
    pub changes: Vec<Change>,
    /// Equal for the same difference alone.
    pub sum: [u8; 16],
}

/// What [`apply`](super::apply) would change, found out by doing it and taking it back: nothing of it stays. The transaction
/// has the batch's run.
///
/// # Errors
/// [`StoreError`].
pub async fn rehearse(mut tx: OrgTx, batch: &Batch<'_>) -> Result<Vec<Difference>, StoreError> {
    let News { places, known, .. } = triage::news(&mut tx, batch).await?;
    let (_, differences) = write(&mut tx, batch, &batch.at(&places), &known).await?;
    drop(tx);
    Ok(differences)
}

/// Writes those records that become what was shown. The others are left as they are, and listed.
pub(super) async fn write_as_shown(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    of: Replayed<'_>,
    items: &[&SourceItem],
    known: &HashMap<String, Known>,
) -> Result<SyncCounts, StoreError> {
    let keys: Vec<&str> = items.iter().map(|item| item.external_id.as_str()).collect();
    let shown = replays::shown(tx, of.id, &keys).await?;
    records::savepoint(tx, "savepoint replay").await?;
    let (mut counts, differences) = write(tx, batch, items, known).await?;
    let is_shown = |difference: &&Difference| shown.get(&difference.external_id) == Some(&difference.sum);
    let same: Vec<&str> =
        differences.iter().filter(is_shown).map(|difference| difference.external_id.as_str()).collect();
    let (same, other): (Vec<&SourceItem>, Vec<&SourceItem>) =
        items.iter().partition(|item| same.contains(&item.external_id.as_str()));
    if !other.is_empty() {
        records::savepoint(tx, "rollback to savepoint replay").await?;
        counts = write(tx, batch, &same, known).await?.0;
        counts.skipped += i64::try_from(other.len()).unwrap_or(i64::MAX);
        let issues = other.iter().map(|item| Issue::skipped(&item.external_id, SkipReason::NotAsShown));
        records::insert_issues(tx, batch.run, issues).await?;
    }
    records::savepoint(tx, "release savepoint replay").await?;
    let left = of.planned.saturating_sub(same.len());
    replays::note_applied(tx, of.id, of.place, (same.len(), left)).await?;
    Ok(counts)
}

/// Writes these, and tells what that changed.
async fn write(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    items: &[&SourceItem],
    known: &HashMap<String, Known>,
) -> Result<(SyncCounts, Vec<Difference>), StoreError> {
    if items.is_empty() {
        return Ok((SyncCounts::default(), Vec::new()));
    }
    let keys: Vec<&str> = items.iter().map(|item| item.external_id.as_str()).collect();
    let before = snapshot::take(tx, batch, &keys).await?;
    // Stored anew, payloads would be kept longer than what came from a channel is.
    let chunk = Chunk::kept();
    let counts = write_or_halve(tx, batch, items, known, &chunk, &mut Turn::now(), false).await?;
    let after = snapshot::take(tx, batch, &keys).await?;
    let differences = keys.into_iter().filter_map(|key| {
        let (before, after) = (before.get(key)?, after.get(key)?);
        let (changes, sum) = before.difference(after)?;
        Some(Difference { external_id: key.to_owned(), order: before.order, changes, sum })
    });
    Ok((counts, differences.collect()))
}
