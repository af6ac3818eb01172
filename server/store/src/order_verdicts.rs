//! The history of each order of a channel: what every stage came to, written by the transaction that causes it
//! and never changed. [`source_records`](crate::import) holds what the last of these steps says.

use crate::{OrgTx, StoreError, webhooks};
use domain::{
    CauseKind, ConnectionId, SyncKind, SyncRunId, UserId, VerdictCode,
    view::detective::{HistoryStep, MOST_STEPS, StepCause},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// What a stage came to about an order: a code of the closed list, and why.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    code: VerdictCode,
    reason: Option<&'a str>,
    detail: Option<&'a str>,
}

impl<'a> Step<'a> {
    /// Where the code says it all.
    pub const fn new(code: VerdictCode) -> Self {
        Self { code, reason: None, detail: None }
    }

    /// With a reason's code and what was seen, of which 500 characters are kept.
    pub fn because(code: VerdictCode, reason: &'a str, detail: &'a str) -> Self {
        Self { code, reason: Some(reason), detail: cut(detail) }
    }

    pub const fn code(self) -> &'static str {
        self.code.code()
    }

    pub const fn reason(self) -> Option<&'a str> {
        self.reason
    }

    pub const fn detail(self) -> Option<&'a str> {
        self.detail
    }
}

/// What a step came from.
#[derive(Debug, Clone, Copy)]
pub enum Cause {
    Run(SyncKind, SyncRunId),
    Event(Uuid),
    /// Who asked; none where no name was left.
    Person(Option<UserId>),
    /// A comparison with what the channel lists, which had nothing to write.
    Check,
}

impl Cause {
    pub(crate) const fn kind(self) -> CauseKind {
        match self {
            Self::Run(kind, _) => CauseKind::of_run(kind),
            Self::Event(_) => CauseKind::Event,
            Self::Person(_) => CauseKind::Person,
            Self::Check => CauseKind::Check,
        }
    }

    pub(crate) fn id(self) -> Option<Uuid> {
        match self {
            Self::Run(_, run) => Some(run.0),
            Self::Event(event) => Some(event),
            Self::Person(user) => user.map(|user| user.0),
            Self::Check => None,
        }
    }
}

/// Writes steps of these orders, in one statement.
pub(crate) async fn insert(
    tx: &mut OrgTx,
    connection: ConnectionId,
    cause: Cause,
    steps: &[(&str, Step<'_>)],
) -> Result<(), StoreError> {
    if steps.is_empty() {
        return Ok(());
    }
    let org = tx.org();
    sqlx::query!(
        "insert into order_verdicts (org_id, connection_id, external_id, code, reason, detail, cause, cause_id)
         select $1, $2, s.external_id, s.code, s.reason, s.detail, $7, $8
         from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as s (external_id, code, reason, detail)",
        org.0,
        connection.0,
        &steps.iter().map(|(order, _)| *order).collect::<Vec<_>>() as &[&str],
        &steps.iter().map(|(_, step)| step.code()).collect::<Vec<_>>() as &[&str],
        &steps.iter().map(|(_, step)| step.reason).collect::<Vec<_>>() as &[Option<&str>],
        &steps.iter().map(|(_, step)| step.detail).collect::<Vec<_>>() as &[Option<&str>],
        cause.kind().code(),
        cause.id(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whose history gets a step that may be found again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Each of the orders.
    All,
    /// Those that were heard of before.
    HeardOf,
}

/// Writes a step of these orders, but for those whose last step says so already.
///
/// # Errors
/// [`StoreError`].
pub async fn note_once(
    tx: &mut OrgTx,
    connection: ConnectionId,
    orders: &[&str],
    code: VerdictCode,
    (whose, cause): (Whose, Cause),
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into order_verdicts (org_id, connection_id, external_id, code, cause, cause_id)
         select $1, $2, listed.external_id, $4, $5, $6
         from unnest($3::text[]) as listed (external_id)
         left join lateral (
             select v.code from order_verdicts v
             where v.org_id = $1 and v.connection_id = $2 and v.external_id = listed.external_id
             order by v.at desc, v.id desc limit 1
         ) last on true
         where last.code is distinct from $4 and (last.code is not null or not $7)",
        org.0,
        connection.0,
        orders as &[&str],
        code.code(),
        cause.kind().code(),
        cause.id(),
        whose == Whose::HeardOf,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The histories of these orders, each from its oldest step to its newest, the last [`MOST_STEPS`]. An order of
/// which nothing was heard has none.
///
/// # Errors
/// [`StoreError`].
pub async fn histories(
    tx: &mut OrgTx,
    orders: &[(ConnectionId, &str)],
) -> Result<HashMap<(ConnectionId, String), Vec<HistoryStep>>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select listed.connection_id as "connection_id!", listed.external_id as "external_id!", v.at, v.code, v.reason,
                  v.detail, v.cause, v.cause_id, r.id as "run?", u.name as "person?"
           from unnest($2::uuid[], $3::text[]) as listed (connection_id, external_id)
           cross join lateral (
               select * from order_verdicts w
               where w.org_id = $1 and w.connection_id = listed.connection_id and w.external_id = listed.external_id
               order by w.at desc, w.id desc limit $4
           ) v
           left join sync_runs r on r.org_id = $1 and r.id = v.cause_id
           left join users u on v.cause = $5 and u.id = v.cause_id
           order by v.at, v.id"#,
        org.0,
        &orders.iter().map(|(connection, _)| connection.0).collect::<Vec<_>>(),
        &orders.iter().map(|(_, order)| *order).collect::<Vec<_>>() as &[&str],
        i64::from(MOST_STEPS),
        CauseKind::Person.code(),
    )
    .fetch_all(tx.conn())
    .await?;
    let mut parsed = Vec::with_capacity(rows.len());
    for row in rows {
        let cause: CauseKind = row.cause.parse()?;
        parsed.push((row, cause));
    }
    let events: Vec<Uuid> = parsed
        .iter()
        .filter(|(_, cause)| *cause == CauseKind::Event)
        .filter_map(|(row, _)| row.cause_id)
        .collect();
    let kept: HashSet<Uuid> = webhooks::kept(tx, &events).await?;
    let mut histories: HashMap<_, Vec<HistoryStep>> = HashMap::new();
    for (row, cause) in parsed {
        let cause = match cause {
            CauseKind::Event => StepCause::Event(row.cause_id.filter(|id| kept.contains(id))),
            CauseKind::Person => StepCause::Person(row.person),
            CauseKind::Incremental
            | CauseKind::Full
            | CauseKind::Range
            | CauseKind::Webhook
            | CauseKind::Check
            | CauseKind::Replay => StepCause::Run(cause, row.run.map(SyncRunId)),
        };
        let step = HistoryStep {
            at: row.at,
            code: row.code.parse()?,
            reason: row.reason,
            detail: row.detail,
            cause,
        };
        histories.entry((ConnectionId(row.connection_id), row.external_id)).or_default().push(step);
    }
    Ok(histories)
}

fn cut(detail: &str) -> Option<&str> {
    let end = detail.char_indices().nth(500).map_or(detail.len(), |(end, _)| end);
    (!detail.is_empty()).then(|| &detail[..end])
}
