//! E-mails to owners about payments, and about who owns the company.

use crate::{Db, OrgTx, StoreError, SystemTx, alerts::Outcome, team::TeamTx};
use chrono::{DateTime, Utc};
use domain::{Locale, OrgId, UserId};
use serde_json::{Value, json};
use uuid::Uuid;

/// What owners are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillingMail {
    PaymentFailed,
    SubscriptionStarted,
    /// Another plan or interval, or the end that was asked for is taken back.
    SubscriptionChanged,
    /// Three days before the trial ends.
    TrialEnds,
    /// The subscription is to end with the time that is paid for.
    EndAsked,
    SubscriptionEnded,
    /// A payment was waited for long enough.
    PlanLost,
    /// To who became an owner.
    OwnershipReceived,
    /// To who was one before.
    OwnershipGiven,
}

impl BillingMail {
    const ALL: [Self; 9] = [
        Self::PaymentFailed,
        Self::SubscriptionStarted,
        Self::SubscriptionChanged,
        Self::TrialEnds,
        Self::EndAsked,
        Self::SubscriptionEnded,
        Self::PlanLost,
        Self::OwnershipReceived,
        Self::OwnershipGiven,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::PaymentFailed => "payment_failed",
            Self::SubscriptionStarted => "subscription_started",
            Self::SubscriptionChanged => "subscription_changed",
            Self::TrialEnds => "trial_ends",
            Self::EndAsked => "end_asked",
            Self::SubscriptionEnded => "subscription_ended",
            Self::PlanLost => "plan_lost",
            Self::OwnershipReceived => "ownership_received",
            Self::OwnershipGiven => "ownership_given",
        }
    }
}

/// Has each owner told of a matter, once. How many are.
///
/// # Errors
/// [`StoreError`].
pub async fn ask(tx: &mut OrgTx, kind: BillingMail, matter: &str, data: &Value) -> Result<u64, StoreError> {
    ask_for(tx, kind, matter, data, None).await
}

/// The same, no sooner than at a moment.
///
/// # Errors
/// [`StoreError`].
pub async fn ask_for(
    tx: &mut OrgTx,
    kind: BillingMail,
    matter: &str,
    data: &Value,
    at: Option<DateTime<Utc>>,
) -> Result<u64, StoreError> {
    let org = tx.org();
    let asked = sqlx::query!(
        "insert into billing_mails (org_id, id, user_id, kind, matter, data, due_at)
         select m.org_id, gen_random_uuid(), m.user_id, $2, $3, $4, coalesce($5, now()) from memberships m
         where m.org_id = $1 and m.role = 'owner'
         on conflict do nothing",
        org.0,
        kind.code(),
        matter,
        data,
        at,
    )
    .execute(tx.conn())
    .await?;
    Ok(asked.rows_affected())
}

/// Takes back what of a kind is to be told of a subscription and nobody has begun to send. Returns its data where thus nobody hears of it.
///
/// # Errors
/// [`StoreError`].
pub async fn withdraw(
    tx: &mut OrgTx,
    kind: BillingMail,
    subscription: &str,
) -> Result<Option<Value>, StoreError> {
    let org = tx.org();
    let told = sqlx::query_scalar!(
        r#"with gone as (
               update billing_mails set state = 'dropped', ended_at = now()
               where org_id = $1 and kind = $2 and state = 'waiting' and attempts = 0 and data ->> 'subscription' = $3
               returning id, matter, data, created_at
           )
           select g.data as "data!" from gone g
           where not exists (select from billing_mails m where m.org_id = $1 and m.kind = $2 and m.matter = g.matter
                             and m.id not in (select id from gone))
           order by g.created_at limit 1"#,
        org.0,
        kind.code(),
        subscription,
    );
    Ok(told.fetch_optional(tx.conn()).await?)
}

/// Has both told that one handed the company over to the other, by ids and names.
///
/// # Errors
/// [`StoreError`].
pub async fn tell_of_handover(
    tx: &mut TeamTx,
    (from, from_name): (UserId, &str),
    (to, to_name): (UserId, &str),
) -> Result<(), StoreError> {
    let (org, matter) = (tx.org(), Uuid::now_v7().to_string());
    let told =
        [(BillingMail::OwnershipReceived, to, from_name), (BillingMail::OwnershipGiven, from, to_name)];
    for (kind, user, other) in told {
        let data = json!({ "name": other });
        sqlx::query!(
            "insert into billing_mails (org_id, id, user_id, kind, matter, data)
             values ($1, gen_random_uuid(), $2, $3, $4, $5)",
            org.0,
            user.0,
            kind.code(),
            matter,
            data,
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

/// An e-mail whose time has come. Nobody else takes it for five minutes.
#[derive(Debug, Clone)]
pub struct DueMail {
    pub org: OrgId,
    pub org_name: String,
    pub org_locale: Locale,
    pub org_time_zone: String,
    pub id: Uuid,
    pub kind: BillingMail,
    pub data: Value,
    pub created_at: DateTime<Utc>,
    /// Nobody where the person is no owner any more. Who handed the company over, or was given it, is told all the same.
    pub to: Option<(String, String, Locale)>,
    /// This one included.
    pub attempts: i32,
}

/// Takes an e-mail whose time has come, if there is one.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db) -> Result<Option<DueMail>, StoreError> {
    let mut tx = SystemTx::because("send e-mails about payments", db).await?;
    let row = sqlx::query!(
        r#"with taken as (
               update billing_mails m set attempts = m.attempts + 1, due_at = now() + interval '5 minutes'
               from (select org_id, id from billing_mails where state = 'waiting' and due_at <= now()
                     order by due_at, id limit 1 for update skip locked) due
               where m.org_id = due.org_id and m.id = due.id returning m.*
           )
           select t.org_id as "org_id!", t.id as "id!", t.kind as "kind!", t.data as "data!", t.attempts as "attempts!",
                  t.created_at as "created_at!", o.name as org_name, o.locale as org_locale, o.time_zone,
                  u.email as "email?", u.name as "name?", u.locale as user_locale
           from taken t join organisations o on o.id = t.org_id
           left join memberships m on m.org_id = t.org_id and m.user_id = t.user_id and m.role = 'owner'
           left join users u on u.disabled_at is null
             and u.id = case when t.kind in ('ownership_received', 'ownership_given') then t.user_id else m.user_id end"#
    )
    .fetch_optional(tx.conn())
    .await?;
    tx.commit().await?;
    let Some(row) = row else { return Ok(None) };
    let kind = BillingMail::ALL.into_iter().find(|kind| kind.code() == row.kind);
    let org_locale: Locale = row.org_locale.parse()?;
    let own: Option<Locale> = row.user_locale.as_deref().and_then(|tag| tag.parse().ok());
    let to = row.email.zip(row.name).map(|(email, name)| (email, name, own.unwrap_or(org_locale)));
    Ok(Some(DueMail {
        org: OrgId(row.org_id),
        org_name: row.org_name,
        org_locale,
        org_time_zone: row.time_zone,
        id: row.id,
        kind: kind.ok_or_else(|| StoreError::Corrupt(format!("kind of mail {}", row.kind)))?,
        data: row.data,
        created_at: row.created_at,
        to,
        attempts: row.attempts,
    }))
}

/// Notes what became of an e-mail that was taken so many times; nothing of one that somebody else has taken since.
///
/// # Errors
/// [`StoreError`].
pub async fn settle(
    db: &Db,
    (org, id): (OrgId, Uuid),
    attempts: i32,
    outcome: Outcome<'_>,
) -> Result<(), StoreError> {
    let (state, problem, again) = outcome.columns();
    sqlx::query!(
        "update billing_mails set state = $4, problem = left($5, 500), due_at = coalesce($6, due_at),
             ended_at = case when $4 <> 'waiting' then now() end
         where org_id = $1 and id = $2 and attempts = $3 and state = 'waiting'",
        org.0,
        id,
        attempts,
        state,
        problem,
        again,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}
