//! In which minutes the parts of the installation were alive.

use crate::{Db, StoreError, health::rate};
use chrono::{DateTime, Utc};
use domain::view::health::Rate;

domain::code_enum! {
    /// A part without which nothing works for long.
    pub enum Part {
        Web = "web",
        Worker = "worker",
    }
}

/// Notes that parts are alive in this minute.
///
/// # Errors
/// [`StoreError`].
pub async fn beat(db: &Db, parts: &[Part]) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into heartbeats (part, minute) select part, date_trunc('minute', now()) from unnest($1::text[]) as p (part)
         on conflict do nothing",
        &parts.iter().map(|part| part.code().to_owned()).collect::<Vec<_>>(),
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Of the whole minutes from an instant on, or after the first one that was noted, in which the parts began one after the other, those
/// in which every part was alive, and the minute from which on that was looked at; `None` where nothing was noted yet.
///
/// # Errors
/// [`StoreError`].
pub async fn uptime(db: &Db, from: DateTime<Utc>) -> Result<(Rate, Option<DateTime<Utc>>), StoreError> {
    let row = sqlx::query!(
        r#"with first as (
               select case when min(minute) is not null then greatest(min(minute) + interval '1 minute', date_trunc('minute', $1::timestamptz)) end as at
               from heartbeats
           ), whole as (
               select minute from heartbeats, first
               where minute >= first.at and minute < date_trunc('minute', now()) group by minute having count(*) = $2
           )
           select (select count(*) from whole) as "good!", first.at as since,
                  coalesce(extract(epoch from date_trunc('minute', now()) - first.at) / 60, 0)::bigint as "all!"
           from first"#,
        from,
        Part::ALL.len() as i64,
    )
    .fetch_one(db.system_pool())
    .await?;
    Ok((rate(row.good, row.all), row.since))
}

/// The last minute in which a part was alive.
///
/// # Errors
/// [`StoreError`].
pub async fn last(db: &Db, part: Part) -> Result<Option<DateTime<Utc>>, StoreError> {
    let last = sqlx::query_scalar!("select max(minute) from heartbeats where part = $1", part.code());
    Ok(last.fetch_one(db.system_pool()).await?)
}

/// In how many of the last so many minutes a part was alive.
///
/// # Errors
/// [`StoreError`].
pub async fn lately(db: &Db, part: Part, minutes: i32) -> Result<i64, StoreError> {
    let alive = sqlx::query_scalar!(
        r#"select count(*) as "alive!" from heartbeats where part = $1 and minute > now() - make_interval(mins => $2)"#,
        part.code(),
        minutes,
    );
    Ok(alive.fetch_one(db.system_pool()).await?)
}

/// Since when a part has been alive without a gap of five minutes, a day at most; `None` where it never was.
///
/// # Errors
/// [`StoreError`].
pub async fn up_since(db: &Db, part: Part) -> Result<Option<DateTime<Utc>>, StoreError> {
    let since = sqlx::query_scalar!(
        "select minute from (
             select minute, lag(minute) over (order by minute) as before from heartbeats
             where part = $1 and minute > now() - interval '1 day'
         ) as minutes
         where before is null or minute - before > interval '5 minutes' order by minute desc limit 1",
        part.code(),
    );
    Ok(since.fetch_optional(db.system_pool()).await?)
}

/// Forgets minutes that are no longer looked at.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from heartbeats where minute < now() - interval '31 days'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}
