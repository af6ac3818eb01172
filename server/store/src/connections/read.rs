//! Connections as pages show them and as connectors work with them.

use super::{SealedCredentials, from_json};
use crate::{OrgTx, StoreError};
use domain::{
    AuthKind, ConnectionId, ConnectionStatus, Environment, SyncRunId,
    view::connections::{ConnectionSettings, ConnectionView},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a connector needs to work with a connection.
#[derive(Debug, Clone)]
pub struct ConnectionAccess {
    pub id: ConnectionId,
    pub platform: String,
    pub environment: Environment,
    /// The platform's own id of the account.
    pub account_id: String,
    pub auth: AuthKind,
    pub status: ConnectionStatus,
    pub config: BTreeMap<String, String>,
    pub credentials: SealedCredentials,
    /// Which consent its tokens are of, where it was made by one.
    pub consent: Option<Uuid>,
    pub settings: ConnectionSettings,
    /// Whether there is anything to synchronise.
    pub brings_orders: bool,
}

/// All connections, the gallery's order: platform, then name. Disconnected ones last.
///
/// # Errors
/// [`StoreError`].
pub async fn list(tx: &mut OrgTx) -> Result<Vec<ConnectionView>, StoreError> {
    views(tx, None).await
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn find(tx: &mut OrgTx, id: ConnectionId) -> Result<ConnectionView, StoreError> {
    views(tx, Some(id)).await?.pop().ok_or(StoreError::NotFound)
}

async fn views(tx: &mut OrgTx, only: Option<ConnectionId>) -> Result<Vec<ConnectionView>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id, c.platform, c.environment, c.name, c.auth_kind, c.status, c.problem, c.problem_detail, c.problem_since,
                  c.config, c.credentials, c.settings, c.is_demo, c.account_id, c.shop_name, c.shop_email, c.shop_currency,
                  c.shop_time_zone, c.shop_edition, c.orders_count, c.last_sync_at, c.last_success_at,
                  c.last_error_at, c.connected_at, least(t.consent_ends_at, t.consent_end_told) as "consent_ends_at?", t.scopes as "scopes?", u.name as "connected_by?", s.complete_until as "complete_until?",
                  r.id as "open_run?",
                  (select count(*) from source_records w
                   where w.org_id = c.org_id and w.connection_id = c.id and not c.is_demo
                     and w.verdict = 'skipped' and w.reason = 'plan_limit') as "waiting_count!"
           from connections c
           left join users u on u.id = c.connected_by
           left join connection_tokens t on t.org_id = c.org_id and t.connection_id = c.id
           left join sync_cursors s on s.org_id = c.org_id and s.connection_id = c.id and s.kind = 'orders'
           left join sync_runs r on r.org_id = c.org_id and r.connection_id = c.id and r.state in ('waiting', 'running') and r.kind not in ('webhook', 'check', 'replay')
           where c.org_id = $1 and ($2::uuid is null or c.id = $2)
           order by (c.status = 'disconnected'), c.platform, c.name, c.id"#,
        org.0,
        only.map(|id| id.0),
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let credentials: SealedCredentials = from_json(row.credentials)?;
            Ok(ConnectionView {
                id: ConnectionId(row.id),
                platform: row.platform,
                environment: row.environment.parse()?,
                name: row.name,
                auth: row.auth_kind.parse()?,
                status: row.status.parse()?,
                problem: row.problem,
                problem_detail: row.problem_detail,
                problem_since: row.problem_since,
                config: from_json(row.config)?,
                secret_hints: credentials
                    .fields
                    .into_iter()
                    .map(|(name, field)| (name, field.hint))
                    .collect(),
                settings: from_json(row.settings)?,
                is_demo: row.is_demo,
                account_id: row.account_id,
                shop_name: row.shop_name,
                shop_email: row.shop_email,
                shop_currency: row.shop_currency,
                shop_time_zone: row.shop_time_zone,
                shop_edition: row.shop_edition,
                orders_count: row.orders_count,
                waiting_count: row.waiting_count,
                last_sync_at: row.last_sync_at,
                last_success_at: row.last_success_at,
                last_error_at: row.last_error_at,
                connected_at: row.connected_at,
                connected_by: row.connected_by,
                consent_ends_at: row.consent_ends_at,
                granted_scopes: row.scopes,
                complete_until: row.complete_until,
                open_run: row.open_run.map(SyncRunId),
            })
        })
        .collect()
}

/// The connection to an account of an environment, a disconnected one too.
///
/// # Errors
/// [`StoreError`].
pub async fn of_account(
    tx: &mut OrgTx,
    platform: &str,
    environment: Environment,
    account_id: &str,
) -> Result<Option<ConnectionView>, StoreError> {
    let org = tx.org();
    let id = sqlx::query_scalar!(
        "select id from connections where org_id = $1 and platform = $2 and environment = $3 and account_id = $4",
        org.0,
        platform,
        environment.code(),
        account_id,
    )
    .fetch_optional(tx.conn())
    .await?;
    match id {
        Some(id) => find(tx, ConnectionId(id)).await.map(Some),
        None => Ok(None),
    }
}

/// # Errors
/// [`StoreError::NotFound`].
pub async fn access(tx: &mut OrgTx, id: ConnectionId) -> Result<ConnectionAccess, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select platform, environment, account_id, auth_kind, status, config, credentials, consent_id, settings, brings_orders from connections where org_id = $1 and id = $2",
        org.0,
        id.0,
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(ConnectionAccess {
        id,
        platform: row.platform,
        environment: row.environment.parse()?,
        account_id: row.account_id,
        auth: row.auth_kind.parse()?,
        status: row.status.parse()?,
        config: from_json(row.config)?,
        credentials: from_json(row.credentials)?,
        consent: row.consent_id,
        settings: from_json(row.settings)?,
        brings_orders: row.brings_orders,
    })
}
