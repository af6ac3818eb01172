//! The records that a run did not take.

use crate::{OrgTx, StoreError};
use domain::{SyncRunId, view::connections::SyncIssueView};

/// The channel's keys of the records that failed in a run, at most `limit` after `after`. Records
/// whose key could not be read are left out.
///
/// # Errors
/// [`StoreError`].
pub async fn failed_records(
    tx: &mut OrgTx,
    run: SyncRunId,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let org = tx.org();
    let ids = sqlx::query_scalar!(
        "select external_id from sync_run_issues
         where org_id = $1 and run_id = $2 and verdict = 'failed' and external_id > $3
           and left(external_id, 1) <> '?'
         order by external_id limit $4",
        org.0,
        run.0,
        after,
        limit,
    );
    Ok(ids.fetch_all(tx.conn()).await?)
}

/// The records that a run did not take, failures first, at most `limit` after `after`.
///
/// # Errors
/// [`StoreError`].
pub async fn issues(
    tx: &mut OrgTx,
    run: SyncRunId,
    after: Option<(&str, &str)>,
    limit: i64,
) -> Result<Vec<SyncIssueView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query_as!(
        SyncIssueView,
        "select external_id, verdict, reason, detail, at from sync_run_issues
         where org_id = $1 and run_id = $2 and ($3::text is null or (verdict, external_id) > ($3, $4))
         order by verdict, external_id limit $5",
        org.0,
        run.0,
        after.map(|(verdict, _)| verdict),
        after.map(|(_, id)| id),
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows)
}
