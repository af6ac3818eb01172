//! What a session holds for changes of a second factor: that a passkey confirmed one, and codes on their way to the page that shows
//! them.

use crate::{Db, StoreError, sessions::TokenHash};
use chrono::{DateTime, Utc};
use domain::UserId;

/// Notes that a passkey of a session's person confirmed one change, which is to be made until a moment. Returns whether the session is
/// still theirs.
///
/// # Errors
/// [`StoreError`].
pub async fn note_confirmed(
    db: &Db,
    session: &TokenHash,
    user: UserId,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update sessions set confirmed_until = $3 where token_hash = $1 and user_id = $2",
        &session[..],
        user.0,
        until,
    );
    Ok(done.execute(db.system_pool()).await?.rows_affected() == 1)
}

/// Whether a passkey confirmed a change in a session, which was not made yet.
///
/// # Errors
/// [`StoreError`].
pub async fn is_confirmed(db: &Db, session: &TokenHash) -> Result<bool, StoreError> {
    let held = sqlx::query_scalar!(
        "select true from sessions where token_hash = $1 and confirmed_until > now()",
        &session[..],
    );
    Ok(held.fetch_optional(db.system_pool()).await?.is_some())
}

/// Takes the confirmation of a change; it holds for no other. Returns whether there was one.
///
/// # Errors
/// [`StoreError`].
pub async fn take_confirmed(db: &Db, session: &TokenHash, user: UserId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "update sessions set confirmed_until = null where token_hash = $1 and user_id = $2 and confirmed_until > now()",
        &session[..],
        user.0,
    );
    Ok(done.execute(db.system_pool()).await?.rows_affected() == 1)
}

/// Keeps sealed codes for the page whose address has the token, in place of others.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_shown(
    db: &Db,
    (session, token): (&TokenHash, &TokenHash),
    sealed: &str,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update sessions set codes_token = $2, codes_sealed = $3, codes_until = $4 where token_hash = $1",
        &session[..],
        &token[..],
        sealed,
        until,
    )
    .execute(db.system_pool())
    .await?;
    Ok(())
}

/// Takes the sealed codes of a page out of its session.
///
/// # Errors
/// [`StoreError`].
pub async fn take_shown(
    db: &Db,
    session: &TokenHash,
    token: &TokenHash,
) -> Result<Option<String>, StoreError> {
    let sealed = sqlx::query_scalar!(
        r#"with old as (select token_hash, codes_sealed, codes_until from sessions
                        where token_hash = $1 and codes_token = $2 for update),
               taken as (update sessions s set codes_token = null, codes_sealed = null, codes_until = null
                         from old where s.token_hash = old.token_hash)
           select codes_sealed as "codes_sealed!" from old where codes_until > now()"#,
        &session[..],
        &token[..],
    );
    Ok(sealed.fetch_optional(db.system_pool()).await?)
}
