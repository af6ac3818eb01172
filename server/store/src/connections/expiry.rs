//! What is known of dates: of tokens, and of where events go to.

use crate::{OrgTx, StoreError};
use chrono::{DateTime, Utc};
use domain::ConnectionId;

/// Dates of a connection that its view does not hold.
#[derive(Debug, Clone)]
pub struct Dates {
    pub connection: ConnectionId,
    /// When its access token ends; `None` without one, and for one that does not end.
    pub token_ends_at: Option<DateTime<Utc>>,
    /// Whether there is something to renew the token with.
    pub is_renewed: bool,
    /// When the platform was last found to know where events go to.
    pub registered_at: Option<DateTime<Utc>>,
    /// When that was last looked at, well or not.
    pub checked_at: Option<DateTime<Utc>>,
    pub registration_failed: bool,
}

/// Of every connection.
///
/// # Errors
/// [`StoreError`].
pub async fn dates(tx: &mut OrgTx) -> Result<Vec<Dates>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, t.expires_at as "token_ends_at?", t.tokens->'fields'->'refresh_token' is not null as "is_renewed!",
                  a.registered_at as "registered_at?", a.checked_at as "checked_at?",
                  a.problem is not null as "registration_failed!"
           from connections c
           left join connection_tokens t on t.org_id = c.org_id and t.connection_id = c.id
           left join webhook_addresses a on a.org_id = c.org_id and a.connection_id = c.id
           where c.org_id = $1"#,
        org.0,
    )
    .fetch_all(tx.conn())
    .await?;
    let dates = rows.into_iter().map(|row| Dates {
        connection: ConnectionId(row.id),
        token_ends_at: row.token_ends_at,
        is_renewed: row.is_renewed,
        registered_at: row.registered_at,
        checked_at: row.checked_at,
        registration_failed: row.registration_failed,
    });
    Ok(dates.collect())
}
