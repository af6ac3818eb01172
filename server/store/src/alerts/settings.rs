//! Who wants to be told of what.

use super::kind;
use crate::{OrgTx, StoreError};
use chrono::NaiveTime;
use domain::{AlertHookId, AlertKind, AlertLevel, Role, UserId, view::alerts::AlertPreference};

/// Kinds that the company does not want to be told of.
///
/// # Errors
/// [`StoreError`].
pub async fn muted(tx: &mut OrgTx) -> Result<Vec<AlertKind>, StoreError> {
    let org = tx.org();
    let kinds = sqlx::query_scalar!("select kind from alert_mutes where org_id = $1 order by kind", org.0)
        .fetch_all(tx.conn())
        .await?;
    Ok(kinds.iter().filter_map(|code| kind(code)).collect())
}

/// Tells nobody of a kind; whether that is new.
///
/// # Errors
/// [`StoreError`].
pub async fn mute(tx: &mut OrgTx, kind: AlertKind, by: Option<UserId>) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "insert into alert_mutes (org_id, kind, muted_by) values ($1, $2, $3) on conflict do nothing",
        org.0,
        kind.code(),
        by.map(|user| user.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Tells of a kind again; whether that is new.
///
/// # Errors
/// [`StoreError`].
pub async fn unmute(tx: &mut OrgTx, kind: AlertKind) -> Result<bool, StoreError> {
    let org = tx.org();
    let done = sqlx::query!("delete from alert_mutes where org_id = $1 and kind = $2", org.0, kind.code())
        .execute(tx.conn())
        .await?;
    Ok(done.rows_affected() > 0)
}

/// What a member chose; `None` where they chose nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn own_preference(tx: &mut OrgTx, user: UserId) -> Result<Option<AlertPreference>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select level, quiet_from, quiet_until from alert_preferences where org_id = $1 and user_id = $2",
        org.0,
        user.0,
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| {
        let quiet = row.quiet_from.zip(row.quiet_until);
        Ok(AlertPreference { level: row.level.parse()?, quiet })
    })
    .transpose()
}

/// # Errors
/// [`StoreError`].
pub async fn set_preference(
    tx: &mut OrgTx,
    user: UserId,
    chosen: &AlertPreference,
) -> Result<(), StoreError> {
    let org = tx.org();
    let (from, until): (Option<NaiveTime>, Option<NaiveTime>) = chosen.quiet.unzip();
    sqlx::query!(
        "insert into alert_preferences (org_id, user_id, level, quiet_from, quiet_until) values ($1, $2, $3, $4, $5)
         on conflict (org_id, user_id) do update
         set level = excluded.level, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until",
        org.0,
        user.0,
        chosen.level.code(),
        from,
        until,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// As if a member had chosen nothing.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_preference(tx: &mut OrgTx, user: UserId) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!("delete from alert_preferences where org_id = $1 and user_id = $2", org.0, user.0)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Somebody or something to be told, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Member(UserId),
    Hook(AlertHookId),
}

/// Members and hooks of the organisation with their levels; a member who chose nothing has the level of their role.
///
/// # Errors
/// [`StoreError`].
pub async fn recipients(tx: &mut OrgTx) -> Result<Vec<(Told, AlertLevel)>, StoreError> {
    let org = tx.org();
    let members = sqlx::query!(
        r#"select m.user_id, m.role, p.level as "level?" from memberships m
           left join alert_preferences p on p.org_id = m.org_id and p.user_id = m.user_id where m.org_id = $1"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let hooks =
        sqlx::query!("select id, level from alert_hooks where org_id = $1 and disabled_at is null", org.0)
            .fetch_all(tx.conn())
            .await?;
    let mut all = Vec::with_capacity(members.len() + hooks.len());
    for member in members {
        let role: Role = member.role.parse().map_err(|_| StoreError::Corrupt(member.role.clone()))?;
        let level = member.level.map(|level| level.parse()).transpose()?;
        all.push((Told::Member(UserId(member.user_id)), level.unwrap_or(AlertLevel::of_role(role))));
    }
    for hook in hooks {
        all.push((Told::Hook(AlertHookId(hook.id)), hook.level.parse()?));
    }
    Ok(all)
}
