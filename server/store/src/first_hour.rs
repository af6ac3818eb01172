//! How far a new company is with setting itself up.

use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId,
    view::first_hour::{FirstFacts, FirstHour, FirstStep, StepChoice},
};

/// How far the organisation is.
///
/// # Errors
/// [`StoreError`].
pub async fn find(tx: &mut OrgTx) -> Result<FirstHour, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        r#"select exists (select from connections where org_id = $1 and brings_orders and status <> 'disconnected') as "has_channel!",
                  exists (select from sync_cursors s join connections c on c.org_id = s.org_id and c.id = s.connection_id
                          where s.org_id = $1 and s.kind = 'orders' and s.complete_until is not null and c.brings_orders) as "has_synced!",
                  exists (select from memberships where org_id = $1 offset 1)
                      or exists (select from invitations where org_id = $1 and revoked_at is null) as "has_team!",
                  array(select step from first_steps where org_id = $1 and choice = 'done') as "done!",
                  array(select step from first_steps where org_id = $1 and choice = 'skipped') as "skipped!",
                  array(select step from first_steps where org_id = $1 and choice = 'hidden') as "hidden!""#,
        org.0,
    )
    .fetch_one(tx.conn())
    .await?;
    let facts =
        FirstFacts { has_channel: row.has_channel, has_synced: row.has_synced, has_team: row.has_team };
    let mut said = Vec::new();
    for (steps, choice) in [
        (&row.done, StepChoice::Done),
        (&row.skipped, StepChoice::Skipped),
        (&row.hidden, StepChoice::Hidden),
    ] {
        for step in steps {
            said.push((step.parse::<FirstStep>()?, choice));
        }
    }
    Ok(FirstHour::new(facts, &said))
}

/// Keeps what somebody said of some steps, in the place of what was said of them before.
///
/// # Errors
/// [`StoreError::Refused`] for the company's name, of which there is nothing to say.
pub async fn choose(tx: &mut OrgTx, steps: &[FirstStep], choice: StepChoice) -> Result<(), StoreError> {
    let org = tx.org();
    let steps: Vec<_> = steps.iter().map(|step| step.code().to_owned()).collect();
    sqlx::query!(
        "insert into first_steps (org_id, step, choice) select $1, step, $3 from unnest($2::text[]) as step
         on conflict (org_id, step) do update set choice = excluded.choice",
        org.0,
        &steps,
        choice.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A currency and a name of a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    pub currency: String,
    pub time_zone: String,
}

/// Gives the organisation what is known of its first shop's currency and time zone, unless somebody chose its own or it has sales. Those
/// of demonstrations count as none.
/// Returns what it had and has; `None` where nothing changed.
///
/// # Errors
/// [`StoreError`].
pub async fn take_region(
    tx: &mut OrgTx,
    shop: ConnectionId,
    currency: Option<&str>,
    time_zone: Option<&str>,
) -> Result<Option<(Region, Region)>, StoreError> {
    // What somebody chooses at the same moment is seen once they are through.
    tx.lock_organisation().await?;
    let org = tx.org();
    let row = sqlx::query!(
        r#"update organisations o
         set currency = coalesce($3::text, was.currency), time_zone = coalesce($4::text, was.time_zone)
         from organisations was
         where o.id = $1 and was.id = $1
           and (coalesce($3::text, was.currency) <> was.currency or coalesce($4::text, was.time_zone) <> was.time_zone)
           and not exists (select from first_steps where org_id = $1 and step = 'region' and choice = 'done')
           and not exists (
               select from connections
               where org_id = $1 and id <> $2 and brings_orders and status <> 'disconnected' and not is_demo)
           and not exists (
               select from connections c
               where c.org_id = $1 and not c.is_demo
                 and exists (select from orders s where s.org_id = $1 and s.connection_id = c.id))
         returning was.currency as "old_currency!", was.time_zone as "old_zone!", o.currency as "currency!", o.time_zone as "zone!""#,
        org.0,
        shop.0,
        currency,
        time_zone,
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| {
        let was = Region { currency: row.old_currency, time_zone: row.old_zone };
        (was, Region { currency: row.currency, time_zone: row.zone })
    }))
}

/// Forgets that some steps were put away. Returns whether any of them was.
///
/// # Errors
/// [`StoreError`].
pub async fn bring_back(tx: &mut OrgTx, steps: &[FirstStep]) -> Result<bool, StoreError> {
    let org = tx.org();
    let steps: Vec<_> = steps.iter().map(|step| step.code().to_owned()).collect();
    let done = sqlx::query!(
        "delete from first_steps where org_id = $1 and step = any($2) and choice = 'hidden'",
        org.0,
        &steps
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}
