//! Checks that begin by themselves.

use crate::{Db, OrgTx, StoreError, SystemTx};
use domain::{OrgId, SheetId, view::validation::CheckSchedule};

/// When a sheet is checked by itself, as its columns say it.
pub(super) fn schedule(every_hours: Option<i16>, daily_at: Option<chrono::NaiveTime>) -> CheckSchedule {
    let every = every_hours.and_then(|hours| u8::try_from(hours).ok());
    match (every, daily_at) {
        (Some(hours), _) => CheckSchedule::EveryHours(hours),
        (None, Some(time)) => CheckSchedule::DailyAt(time),
        (None, None) => CheckSchedule::Off,
    }
}

/// Says when a sheet is checked by itself, counted from now on.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Refused`] for a sheet that is a file.
pub async fn set_schedule(tx: &mut OrgTx, id: SheetId, schedule: CheckSchedule) -> Result<(), StoreError> {
    let org = tx.org();
    let (every, daily) = match schedule {
        CheckSchedule::Off => (None, None),
        CheckSchedule::EveryHours(hours) => (Some(i16::from(hours)), None),
        CheckSchedule::DailyAt(time) => (None, Some(time)),
    };
    let done = sqlx::query!(
        "update sheets set every_hours = $3, daily_at = $4,
             scheduled_from = case when $3::smallint is null and $4::time is null then null else now() end
         where org_id = $1 and id = $2",
        org.0,
        id.0,
        every,
        daily,
    );
    super::sheets::one(done.execute(tx.conn()).await?.rows_affected())
}

/// Sheets whose check is due, over all organisations, those that wait longest first. A sheet of an account that cannot be
/// asked is due as soon as it can be.
///
/// # Errors
/// [`StoreError`].
pub async fn due(db: &Db, limit: i64) -> Result<Vec<(OrgId, SheetId)>, StoreError> {
    let mut tx = SystemTx::because("start checks of sheets that are due", db).await?;
    let rows = sqlx::query!(
        r#"select s.org_id, s.id from sheets s join organisations o on o.id = s.org_id
           left join connections c on c.org_id = s.org_id and c.id = s.connection_id
           where s.scheduled_from is not null and s.mapping is not null and s.problem is null
             and (s.connection_id is null or c.status in ('connected', 'error'))
             and next_check(s.every_hours, s.daily_at, o.time_zone, s.scheduled_from) <= now()
             and not exists (select from validation_runs r where r.org_id = s.org_id and r.sheet_id = s.id
                                 and r.state in ('waiting', 'running'))
           order by s.scheduled_from limit $1"#,
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), SheetId(row.id))).collect())
}

/// Takes the check of a sheet that is due, and counts the next one from the last moment of its rhythm: what was missed
/// meanwhile is made once. Whoever comes second takes nothing. Returns whether it was taken.
///
/// # Errors
/// [`StoreError`].
pub async fn take_due(tx: &mut OrgTx, id: SheetId) -> Result<bool, StoreError> {
    let org = tx.org();
    let taken = sqlx::query!(
        "update sheets s set scheduled_from = case
             when s.every_hours is null then now()
             else date_bin(make_interval(hours => s.every_hours), now(), s.scheduled_from) end
         from organisations o
         where s.org_id = $1 and s.id = $2 and o.id = $1 and s.scheduled_from is not null
           and next_check(s.every_hours, s.daily_at, o.time_zone, s.scheduled_from) <= now()",
        org.0,
        id.0,
    );
    Ok(taken.execute(tx.conn()).await?.rows_affected() > 0)
}
