//! Jobs as the page of the queue shows them.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    ActionState, ConnectionId, JobId, JobKind, JobStanding, OrderId, PlanId, SyncRunId,
    view::queue::{JobConnection, JobCount, JobView},
};
use uuid::Uuid;

/// Which jobs a list shows.
#[derive(Debug, Clone, Default)]
pub struct JobFilter {
    pub kind: Option<JobKind>,
    /// [`JobStanding::Failed`] is a list of its own; none is all that are open.
    pub standing: Option<JobStanding>,
    /// Only jobs behind this place, in the list's order.
    pub after: Option<(DateTime<Utc>, JobId)>,
    pub limit: i64,
}

/// Open jobs, the oldest first; those that failed, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx, filter: &JobFilter) -> Result<Vec<JobView>, StoreError> {
    views(tx, None, filter).await
}

/// A job that waits or runs.
///
/// # Errors
/// [`StoreError::NotFound`], also for one that is over.
pub async fn open(tx: &mut OrgTx, job: JobId) -> Result<JobView, StoreError> {
    let only = JobFilter { limit: 1, ..JobFilter::default() };
    views(tx, Some(job), &only).await?.pop().ok_or(StoreError::NotFound)
}

/// A job of the dead letter.
///
/// # Errors
/// [`StoreError::NotFound`], also for one that somebody has asked for again or given up.
pub async fn failed(tx: &mut OrgTx, job: JobId) -> Result<JobView, StoreError> {
    let only = JobFilter { standing: Some(JobStanding::Failed), limit: 1, ..JobFilter::default() };
    views(tx, Some(job), &only).await?.pop().ok_or(StoreError::NotFound)
}

async fn views(tx: &mut OrgTx, only: Option<JobId>, filter: &JobFilter) -> Result<Vec<JobView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with open as (
               select * from jobs
               where org_id = $1 and state in ('waiting', 'running') and not $3
                 and ($2::uuid is null or id = $2) and ($4::text is null or kind = $4)
                 and ($5::text is null or $5 = case when state = 'running' then 'running'
                                                    when run_at > now() then 'delayed' else 'waiting' end)
                 and ($6::timestamptz is null or (created_at, id) > ($6, $7))
               order by created_at, id limit $8
           ), failed as (
               select * from jobs
               where org_id = $1 and state = 'failed' and settled_at is null and $3
                 and ($2::uuid is null or id = $2) and ($4::text is null or kind = $4)
                 and ($6::timestamptz is null or (finished_at, id) < ($6, $7))
               order by finished_at desc, id desc limit $8
           ), chosen as (
               select *, row_number() over (order by created_at, id) as place from open
               union all select *, row_number() over (order by finished_at desc, id desc) from failed
           )
           select j.id as "id!", j.kind as "kind!", j.priority as "priority!", j.lease as "lease!",
                  j.created_at as "created_at!", j.run_at as "run_at!", j.started_at, j.finished_at,
                  j.cancel_requested as "cancel_requested!", j.last_error,
                  case when j.state = 'waiting' and j.run_at > now() then 'delayed' else j.state end as "standing!",
                  j.payload ->> 'run' as run, j.payload ->> 'plan' as plan, j.payload ->> 'action' as action,
                  c.id as "connection_id?", c.name as "connection_name?", c.platform as "platform?",
                  coalesce(r.problem, a.problem) as problem, a.order_id as "order_id?", a.state as "action_state?"
           from chosen j
           left join connections c on c.org_id = j.org_id and c.id = j.connection_id
           left join sync_runs r on r.org_id = j.org_id and r.id = (j.payload ->> 'run')::uuid
           left join order_actions a on a.org_id = j.org_id and a.id = (j.payload ->> 'action')::uuid
           order by j.place"#,
        org.0,
        only.map(|id| id.0),
        filter.standing == Some(JobStanding::Failed),
        filter.kind.map(JobKind::code),
        filter.standing.filter(|standing| standing.is_open()).map(JobStanding::code),
        filter.after.map(|(at, _)| at),
        filter.after.map(|(_, id)| id.0),
        filter.limit,
    )
    .fetch_all(tx.conn())
    .await?;
    let id_of = |text: Option<String>| text.and_then(|text| text.parse::<Uuid>().ok());
    rows.into_iter()
        .map(|row| {
            let connection = row.connection_id.zip(row.connection_name).zip(row.platform);
            let action = row.action_state.as_deref().map(str::parse::<ActionState>).transpose()?;
            Ok(JobView {
                id: JobId(row.id),
                kind: row.kind.parse()?,
                priority: row.priority.parse()?,
                standing: row.standing.parse()?,
                connection: connection.map(|((id, name), platform)| JobConnection {
                    id: ConnectionId(id),
                    name,
                    platform,
                }),
                starts: row.lease,
                created_at: row.created_at,
                run_at: row.run_at,
                started_at: row.started_at,
                finished_at: row.finished_at,
                cancel_requested: row.cancel_requested,
                problem: row.problem,
                detail: row.last_error,
                run: id_of(row.run).map(SyncRunId),
                plan: id_of(row.plan).map(PlanId),
                action: id_of(row.action).map(domain::ActionId),
                order: row.order_id.map(OrderId),
                is_action_over: action.is_some_and(ActionState::is_over),
            })
        })
        .collect()
}

/// How many jobs stand where, and since when the oldest of them.
///
/// # Errors
/// [`StoreError`].
pub async fn counts(tx: &mut OrgTx) -> Result<Vec<JobCount>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select kind as "kind!", priority as "priority!", standing as "standing!", count(*) as "count!",
                  min(created_at) as "oldest!"
           from (
               select kind, priority, created_at, case when state = 'running' then 'running'
                   when run_at > now() then 'delayed' else 'waiting' end as standing
               from jobs where org_id = $1 and state in ('waiting', 'running')
               union all
               select kind, priority, created_at, 'failed'
               from jobs where org_id = $1 and state = 'failed' and settled_at is null
           ) as undone
           group by 1, 2, 3"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(JobCount {
                kind: row.kind.parse()?,
                priority: row.priority.parse()?,
                standing: row.standing.parse()?,
                count: row.count,
                oldest: row.oldest,
            })
        })
        .collect()
}
