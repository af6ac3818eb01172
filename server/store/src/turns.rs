//! Whose turn it is to call an account, among all processes and organisations.

use crate::{Db, StoreError};
use std::time::Duration;

/// Takes the next turn of an account whose calls are `spacing` apart, and says how long it is away.
///
/// # Errors
/// [`StoreError`].
pub async fn take(db: &Db, account: &str, spacing: Duration) -> Result<Duration, StoreError> {
    let wait = sqlx::query_scalar!(
        r#"insert into account_turns as t (account, next_at) values ($1, clock_timestamp() + make_interval(secs => $2))
           on conflict (account) do update
           set next_at = greatest(t.next_at, clock_timestamp()) + make_interval(secs => $2)
           returning greatest(extract(epoch from next_at - make_interval(secs => $2) - clock_timestamp()), 0)::float8 as "wait!""#,
        account,
        spacing.as_secs_f64(),
    )
    .fetch_one(db.system_pool())
    .await?;
    Ok(Duration::from_secs_f64(wait))
}

/// How long nobody may call an account.
///
/// # Errors
/// [`StoreError`].
pub async fn pause(db: &Db, account: &str) -> Result<Duration, StoreError> {
    let wait = sqlx::query_scalar!(
        r#"select greatest(extract(epoch from next_at - clock_timestamp()), 0)::float8 as "wait!"
           from account_turns where account = $1"#,
        account,
    );
    let wait = wait.fetch_optional(db.system_pool()).await?;
    Ok(wait.map(Duration::from_secs_f64).unwrap_or_default())
}

/// Lets nobody call an account before a pause is over.
///
/// # Errors
/// [`StoreError`].
pub async fn hold(db: &Db, account: &str, pause: Duration) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account_turns as t (account, next_at) values ($1, clock_timestamp() + make_interval(secs => $2))
         on conflict (account) do update
         set next_at = greatest(t.next_at, clock_timestamp() + make_interval(secs => $2))",
        account,
        pause.as_secs_f64(),
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Forgets accounts that nobody called for a day.
///
/// # Errors
/// [`StoreError`].
pub async fn prune(db: &Db) -> Result<(), StoreError> {
    sqlx::query!("delete from account_turns where next_at < now() - interval '1 day'")
        .execute(db.system_pool())
        .await?;
    Ok(())
}
