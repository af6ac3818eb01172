//! The audit log: who did what, append-only for the runtime.

use crate::{OrgTx, StoreError};
use domain::{OrgId, UserId};
use serde_json::Value;
use sqlx::PgConnection;
use std::net::IpAddr;
use uuid::Uuid;

/// One entry. `data` holds what changed, never a secret.
#[derive(Debug)]
pub struct AuditEntry<'a> {
    /// `None` for the system itself.
    pub actor: Option<UserId>,
    pub actor_name: &'a str,
    /// A dotted code: `connection.created`.
    pub action: &'static str,
    pub subject_kind: &'static str,
    pub subject: Option<Uuid>,
    pub ip: Option<IpAddr>,
    pub data: Value,
}

/// Writes an entry in the transaction of what it tells.
///
/// # Errors
/// [`StoreError`].
pub async fn record(tx: &mut OrgTx, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
    let org = tx.org();
    write(tx.conn(), org, entry).await
}

pub(crate) async fn write(
    conn: &mut PgConnection,
    org: OrgId,
    entry: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into audit_log (org_id, id, actor_id, actor_name, action, subject_kind, subject_id, ip, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8::text::inet, $9)",
        org.0,
        Uuid::now_v7(),
        entry.actor.map(|actor| actor.0),
        entry.actor_name,
        entry.action,
        entry.subject_kind,
        entry.subject,
        entry.ip.map(|ip| ip.to_string()),
        entry.data,
    )
    .execute(conn)
    .await?;
    Ok(())
}
