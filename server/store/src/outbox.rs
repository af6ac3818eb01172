//! Queues beside `jobs` that belong to the installation: e-mails about accounts and payments, and events of Stripe. Each is a table of
//! its own, whose rows its own module takes and settles.

use crate::{Db, StoreError, SystemTx};

/// How a queue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The name of its table.
    pub queue: String,
    /// What is still to be done, with what is being done.
    pub waiting: i64,
    /// Of these what has been due for ten minutes, and nobody took.
    pub late: i64,
    /// What was given up in the last 24 hours.
    pub failed: i64,
}

/// How each queue stands.
///
/// # Errors
/// [`StoreError`].
pub async fn standing(db: &Db) -> Result<Vec<Standing>, StoreError> {
    let mut tx = SystemTx::because("tell how many e-mails and events of Stripe wait", db).await?;
    let rows = sqlx::query_as!(
        Standing,
        r#"select q.queue as "queue!", count(r.state) filter (where r.state <> 'failed') as "waiting!",
                  count(r.state) filter (where r.state <> 'failed' and r.due_at < now() - interval '10 minutes') as "late!",
                  count(r.state) filter (where r.state = 'failed') as "failed!"
           from (values ('account_mails'), ('billing_mails'), ('stripe_events')) as q (queue)
           left join (
               select 'account_mails' as queue, state, due_at from account_mails
               where state = 'waiting' or state = 'failed' and ended_at > now() - interval '1 day'
               union all
               select 'billing_mails', state, due_at from billing_mails
               where state = 'waiting' or state = 'failed' and ended_at > now() - interval '1 day'
               union all
               select 'stripe_events', state, due_at from stripe_events where state in ('waiting', 'parked')
               union all
               -- One is tried for a month at most.
               select 'stripe_events', state, due_at from stripe_events
               where state = 'failed' and ended_at > now() - interval '1 day' and received_at > now() - interval '32 days'
           ) r on r.queue = q.queue
           group by q.queue order by q.queue"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows)
}

/// A row that does not go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    pub queue: String,
    pub id: String,
    pub kind: String,
    /// Else it is tried again by itself.
    pub is_given_up: bool,
    pub attempts: i32,
    /// Empty while a process is at it, and where one died with it.
    pub problem: String,
}

/// What was given up in the last 30 days, and what was tried in vain so far: the newest first, `limit` at most.
///
/// # Errors
/// [`StoreError`].
pub async fn stuck(db: &Db, limit: i64) -> Result<Vec<Stuck>, StoreError> {
    let mut tx = SystemTx::because("tell which e-mails and events of Stripe do not go through", db).await?;
    let rows = sqlx::query_as!(
        Stuck,
        r#"select r.queue as "queue!", r.id as "id!", r.kind as "kind!", r.state = 'failed' as "is_given_up!",
                  r.attempts as "attempts!", coalesce(r.problem, '') as "problem!"
           from (
               select 'account_mails' as queue, id::text as id, kind, state, attempts, problem, created_at, ended_at from account_mails
               where state in ('waiting', 'failed')
               union all
               select 'billing_mails', id::text, kind, state, attempts, problem, created_at, ended_at from billing_mails
               where state in ('waiting', 'failed')
               union all
               select 'stripe_events', id, kind, state, attempts, problem, created_at, ended_at from stripe_events
               where state in ('waiting', 'parked', 'failed')
           ) r
           where r.attempts > 0 and (r.ended_at is null or r.ended_at > now() - interval '30 days')
           order by r.created_at desc limit $1"#,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows)
}

/// Has what was given up tried once more: e-mails of the last seven days, but those that nobody waits for any more, and events of the last
/// 30. How many these are.
///
/// # Errors
/// [`StoreError`].
pub async fn again(db: &Db) -> Result<u64, StoreError> {
    let mut tx = SystemTx::because("try e-mails and events of Stripe once more", db).await?;
    // A link to set a password holds for an hour; who asked anew has a newer one, and so has who is invited anew. What happened to an
    // account is told each time.
    let of_accounts = sqlx::query!(
        "update account_mails m set state = 'waiting', attempts = 0, due_at = now(), ended_at = null
         where m.state = 'failed' and m.ended_at > now() - interval '7 days'
           and (m.kind <> 'password_reset' or m.created_at > now() - interval '1 hour')
           and (m.kind not in ('invitation', 'password_reset', 'email_new', 'email_old') or not exists (
               select from account_mails n
               where n.created_at > m.created_at and n.kind = m.kind
                 and n.invitation_id is not distinct from m.invitation_id and n.user_id is not distinct from m.user_id))"
    )
    .execute(tx.conn())
    .await?;
    let of_payments = sqlx::query!(
        "update billing_mails set state = 'waiting', attempts = 0, due_at = now(), ended_at = null
         where state = 'failed' and ended_at > now() - interval '7 days'"
    )
    .execute(tx.conn())
    .await?;
    let of_stripe = sqlx::query!(
        "update stripe_events set state = 'waiting', attempts = 0, due_at = now(), ended_at = null
         where state = 'failed' and ended_at > now() - interval '30 days'"
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    Ok(of_accounts.rows_affected() + of_payments.rows_affected() + of_stripe.rows_affected())
}
