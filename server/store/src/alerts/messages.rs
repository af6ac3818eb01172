//! What is told of alerts, to whom, and whether it arrived.

use super::Told;
use crate::{Db, OrgTx, StoreError, SystemTx};
use chrono::{DateTime, Utc};
use domain::{AlertEvent, AlertHookId, AlertId, AlertMessageId, Locale, OrgId, UserId};
use uuid::Uuid;

/// Has recipients told of an alert at a stage. Whoever still waits to be told of it hears no more than the last of it.
///
/// # Errors
/// [`StoreError`].
pub async fn tell(
    tx: &mut OrgTx,
    alert: AlertId,
    (event, stage): (AlertEvent, i16),
    told: &[Told],
) -> Result<(), StoreError> {
    let org = tx.org();
    let (users, hooks): (Vec<_>, Vec<_>) = told.iter().map(ids).unzip();
    sqlx::query!(
        "insert into alert_messages (org_id, id, alert_id, event, stage, user_id, hook_id)
         select $1, n.id, $2, $3, $4, n.user_id, n.hook_id
         from unnest($5::uuid[], $6::uuid[], $7::uuid[]) as n (id, user_id, hook_id)
         where not exists (
             select from alert_messages w where w.org_id = $1 and w.alert_id = $2 and w.state = 'waiting'
               and w.user_id is not distinct from n.user_id and w.hook_id is not distinct from n.hook_id)
         on conflict on constraint alert_messages_once do nothing",
        org.0,
        alert.0,
        event.code(),
        stage,
        &told.iter().map(|_| AlertMessageId::new().0).collect::<Vec<_>>(),
        &users as &[Option<Uuid>],
        &hooks as &[Option<Uuid>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn ids(told: &Told) -> (Option<Uuid>, Option<Uuid>) {
    match told {
        Told::Member(user) => (Some(user.0), None),
        Told::Hook(hook) => (None, Some(hook.0)),
    }
}

/// Has everybody who heard of an alert told that it is over, or is just hearing of it. Who waits to hear of it hears
/// nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn tell_closed(tx: &mut OrgTx, alert: AlertId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update alert_messages set state = 'dropped', ended_at = now()
         where org_id = $1 and alert_id = $2 and state = 'waiting' and (attempts = 0 or problem is not null)",
        org.0,
        alert.0,
    )
    .execute(tx.conn())
    .await?;
    let heard = sqlx::query!(
        "select distinct user_id, hook_id from alert_messages
         where org_id = $1 and alert_id = $2 and state in ('sent', 'waiting')",
        org.0,
        alert.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let heard: Vec<_> = heard.into_iter().map(|row| (row.user_id, row.hook_id)).collect();
    let (users, hooks): (Vec<_>, Vec<_>) = heard.iter().copied().unzip();
    sqlx::query!(
        "insert into alert_messages (org_id, id, alert_id, event, stage, user_id, hook_id)
         select $1, n.id, $2, 'closed', 0, n.user_id, n.hook_id
         from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as n (id, user_id, hook_id)
         on conflict on constraint alert_messages_once do nothing",
        org.0,
        alert.0,
        &heard.iter().map(|_| AlertMessageId::new().0).collect::<Vec<_>>(),
        &users as &[Option<Uuid>],
        &hooks as &[Option<Uuid>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Who gets a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    Member {
        email: String,
        name: String,
        locale: Option<Locale>,
    },
    Hook(AlertHookId),
    /// A member who is one no more, or may not sign in.
    Nobody,
}

/// A message whose time has come. Nobody else takes it for five minutes.
#[derive(Debug, Clone)]
pub struct Due {
    pub org: OrgId,
    pub org_name: String,
    pub org_locale: Locale,
    pub time_zone: String,
    pub id: AlertMessageId,
    pub alert: AlertId,
    pub event: AlertEvent,
    pub to: Recipient,
    /// This one included.
    pub attempts: i32,
    /// When there came to be something to tell.
    pub created_at: DateTime<Utc>,
}

/// Takes messages whose time has come, over all organisations, of each address that is called the next one alone: one that does not
/// answer has no more of a round than that. What goes to a member in their quiet hours stays, and so does what is muted. An address
/// that is not called any more is told nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db, limit: i64) -> Result<Vec<Due>, StoreError> {
    let mut tx = SystemTx::because("send what is told of alerts", db).await?;
    let rows = sqlx::query!(
        r#"with due as (
               select m.org_id, m.id from alert_messages m
               join organisations o on o.id = m.org_id
               join alerts a on a.org_id = m.org_id and a.id = m.alert_id
               left join alert_preferences p on p.org_id = m.org_id and p.user_id = m.user_id
               where m.state = 'waiting' and m.due_at <= now()
                 and (a.muted_until is null or a.muted_until <= now())
                 and not exists (select from alert_mutes k where k.org_id = m.org_id and k.kind = a.kind)
                 and (p.quiet_from is null or not is_quiet(
                     jsonb_build_object('quiet_from', p.quiet_from, 'quiet_until', p.quiet_until), o.time_zone, now()))
                 and (m.hook_id is null or not exists (
                     select from alert_messages e
                     join alerts b on b.org_id = e.org_id and b.id = e.alert_id
                     where e.org_id = m.org_id and e.hook_id = m.hook_id and e.state = 'waiting' and e.due_at <= now()
                       and (e.due_at, e.id) < (m.due_at, m.id)
                       and (b.muted_until is null or b.muted_until <= now())
                       and not exists (select from alert_mutes k where k.org_id = e.org_id and k.kind = b.kind)))
               order by m.due_at, m.id limit $1 for update of m skip locked
           ), taken as (
               update alert_messages m set attempts = m.attempts + 1, due_at = now() + interval '5 minutes'
               from due where m.org_id = due.org_id and m.id = due.id
               returning m.*
           )
           select t.org_id as "org_id!", t.id as "id!", t.alert_id as "alert_id!", t.event as "event!", t.attempts as "attempts!",
                  h.id as "hook_id?", t.created_at as "created_at!", o.name as org_name, o.locale as org_locale, o.time_zone,
                  u.email as "email?", u.name as "user_name?", u.locale as user_locale
           from taken t
           join organisations o on o.id = t.org_id
           left join alert_hooks h on h.org_id = t.org_id and h.id = t.hook_id and h.disabled_at is null
           left join memberships m on m.org_id = t.org_id and m.user_id = t.user_id
           left join users u on u.id = m.user_id and u.disabled_at is null
           order by t.created_at, t.id"#,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    tx.commit().await?;
    rows.into_iter()
        .map(|row| {
            let to = match (row.hook_id, row.email, row.user_name) {
                (Some(hook), ..) => Recipient::Hook(AlertHookId(hook)),
                (None, Some(email), Some(name)) => {
                    let locale = row.user_locale.as_deref().and_then(|tag| tag.parse().ok());
                    Recipient::Member { email, name, locale }
                }
                _ => Recipient::Nobody,
            };
            Ok(Due {
                org: OrgId(row.org_id),
                org_name: row.org_name,
                org_locale: row.org_locale.parse().unwrap_or_default(),
                time_zone: row.time_zone,
                id: AlertMessageId(row.id),
                alert: AlertId(row.alert_id),
                event: row.event.parse()?,
                to,
                attempts: row.attempts,
                created_at: row.created_at,
            })
        })
        .collect()
}

/// What became of messages.
#[derive(Debug, Clone, Copy)]
pub enum Outcome<'a> {
    Sent,
    Dropped,
    /// Why, and when to try again; `None` gives it up.
    Missed(&'a str, Option<DateTime<Utc>>),
}

/// Notes what became of messages, each taken so many times; nothing of one that somebody else has taken since.
///
/// # Errors
/// [`StoreError`].
pub async fn settle(
    tx: &mut OrgTx,
    messages: &[(AlertMessageId, i32, Outcome<'_>)],
) -> Result<(), StoreError> {
    let org = tx.org();
    let ends: Vec<_> = messages.iter().map(|(.., outcome)| outcome.columns()).collect();
    sqlx::query!(
        "update alert_messages m set state = n.state, problem = left(n.problem, 500), due_at = coalesce(n.due_at, m.due_at),
             ended_at = case when n.state <> 'waiting' then now() end
         from unnest($2::uuid[], $3::integer[], $4::text[], $5::text[], $6::timestamptz[])
             as n (id, attempts, state, problem, due_at)
         where m.org_id = $1 and m.id = n.id and m.state = 'waiting' and m.attempts = n.attempts",
        org.0,
        &messages.iter().map(|(id, ..)| id.0).collect::<Vec<_>>(),
        &messages.iter().map(|(_, attempts, _)| *attempts).collect::<Vec<_>>(),
        &ends.iter().map(|(state, ..)| *state).collect::<Vec<_>>() as &[&str],
        &ends.iter().map(|(_, problem, _)| *problem).collect::<Vec<_>>() as &[Option<&str>],
        &ends.iter().map(|(.., due_at)| *due_at).collect::<Vec<_>>() as &[Option<DateTime<Utc>>],
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

impl<'a> Outcome<'a> {
    /// The state, the problem and when it is due again.
    pub(crate) const fn columns(self) -> (&'static str, Option<&'a str>, Option<DateTime<Utc>>) {
        match self {
            Self::Sent => ("sent", None, None),
            Self::Dropped => ("dropped", None, None),
            Self::Missed(problem, Some(again)) => ("waiting", Some(problem), Some(again)),
            Self::Missed(problem, None) => ("failed", Some(problem), None),
        }
    }
}

/// Whether the newest e-mail to a member that went out or failed did not go out.
///
/// # Errors
/// [`StoreError`].
pub async fn mail_fails(tx: &mut OrgTx, user: UserId) -> Result<bool, StoreError> {
    let org = tx.org();
    let fails = sqlx::query_scalar!(
        r#"select problem is not null as "fails!" from alert_messages
           where org_id = $1 and user_id = $2 and (state in ('sent', 'failed') or state = 'waiting' and problem is not null)
           order by created_at desc, id desc limit 1"#,
        org.0,
        user.0,
    );
    Ok(fails.fetch_optional(tx.conn()).await?.unwrap_or_default())
}
