//! Where platforms send events to.

use crate::{
    Db, OrgTx, StoreError, SystemTx,
    connections::{SealedCredentials, from_json, json},
};
use domain::{ConnectionId, Environment, OrgId, view::webhooks::WebhookAddressView};

/// A connection's address.
#[derive(Debug, Clone)]
pub struct SealedAddress {
    pub token: String,
    pub secret: SealedCredentials,
}

/// Whose event it is.
#[derive(Debug, Clone)]
pub struct Route {
    pub org: OrgId,
    pub connection: ConnectionId,
    pub environment: Environment,
    pub account_id: String,
    /// What the platform may sign with; `None` for a connection without an address of its own.
    pub secret: Option<SealedCredentials>,
    /// The connection's own, which some platforms sign with; empty without an address of its own.
    pub credentials: SealedCredentials,
}

/// # Errors
/// [`StoreError`].
pub async fn address(tx: &mut OrgTx, id: ConnectionId) -> Result<Option<SealedAddress>, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select token, secret from webhook_addresses where org_id = $1 and connection_id = $2",
        org.0,
        id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| Ok(SealedAddress { token: row.token, secret: from_json(row.secret)? })).transpose()
}

/// Gives a connection its address, unless it has one.
///
/// # Errors
/// [`StoreError`].
pub async fn insert_address(tx: &mut OrgTx, id: ConnectionId, new: &SealedAddress) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into webhook_addresses (org_id, connection_id, token, secret) values ($1, $2, $3, $4)
         on conflict (org_id, connection_id) do nothing",
        org.0,
        id.0,
        new.token,
        json(&new.secret)?,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// As the connection's page shows it.
///
/// # Errors
/// [`StoreError`].
pub async fn view(tx: &mut OrgTx, id: ConnectionId) -> Result<Option<WebhookAddressView>, StoreError> {
    let org = tx.org();
    let row = sqlx::query_as!(
        WebhookAddressView,
        "select token, registered_at, problem, problem_detail from webhook_addresses
         where org_id = $1 and connection_id = $2",
        org.0,
        id.0,
    );
    Ok(row.fetch_optional(tx.conn()).await?)
}

/// Notes whether the platform knows the address, or why it could not be told.
///
/// # Errors
/// [`StoreError`].
pub async fn note_registration(
    tx: &mut OrgTx,
    id: ConnectionId,
    problem: Option<(&str, &str)>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "update webhook_addresses set checked_at = now(), problem = $3, problem_detail = left($4, 500),
            registered_at = case when $3::text is null then now() else registered_at end
         where org_id = $1 and connection_id = $2",
        org.0,
        id.0,
        problem.map(|(code, _)| code),
        problem.map(|(_, detail)| detail),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whose address it is; `None` for one that nobody has, or that of a disconnected account.
///
/// # Errors
/// [`StoreError`].
pub async fn find_route(db: &Db, platform: &str, token: &str) -> Result<Option<Route>, StoreError> {
    let mut tx = SystemTx::because("find whose event it is", db).await?;
    let row = sqlx::query!(
        "select c.org_id, c.id, c.environment, c.account_id, c.credentials, a.secret from webhook_addresses a
         join connections c on c.org_id = a.org_id and c.id = a.connection_id
         where a.token = $1 and c.platform = $2 and c.status <> 'disconnected'",
        token,
        platform,
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| {
        Ok(Route {
            org: OrgId(row.org_id),
            connection: ConnectionId(row.id),
            environment: row.environment.parse()?,
            account_id: row.account_id,
            secret: Some(from_json(row.secret)?),
            credentials: from_json(row.credentials)?,
        })
    })
    .transpose()
}

/// Every connection to an account of an environment, over all organisations: an app's events name the account only.
///
/// # Errors
/// [`StoreError`].
pub async fn routes_of_account(
    db: &Db,
    platform: &str,
    environment: Environment,
    account: &str,
) -> Result<Vec<Route>, StoreError> {
    let mut tx = SystemTx::because("find whose event it is", db).await?;
    let rows = sqlx::query!(
        "select org_id, id from connections
         where platform = $1 and environment = $2 and account_id = $3 and status <> 'disconnected'",
        platform,
        environment.code(),
        account,
    )
    .fetch_all(tx.conn())
    .await?;
    let routes = rows.into_iter().map(|row| Route {
        org: OrgId(row.org_id),
        connection: ConnectionId(row.id),
        environment,
        account_id: account.to_owned(),
        secret: None,
        credentials: SealedCredentials::default(),
    });
    Ok(routes.collect())
}

/// Connections of these platforms whose registration was not looked at for a day, or failed an hour ago.
///
/// # Errors
/// [`StoreError`].
pub async fn to_check(
    db: &Db,
    platforms: &[&str],
    limit: i64,
) -> Result<Vec<(OrgId, ConnectionId)>, StoreError> {
    let mut tx = SystemTx::because("find webhooks to look at", db).await?;
    let rows = sqlx::query!(
        "select c.org_id, c.id from connections c
         left join webhook_addresses a on a.org_id = c.org_id and a.connection_id = c.id
         where c.status in ('connected', 'error') and c.platform = any($1)
           and (a.checked_at is null or a.checked_at < now() - case when a.problem is null then interval '1 day'
                                                                    else interval '1 hour' end)
           and not exists (select from jobs j where j.org_id = c.org_id and j.connection_id = c.id
                           and j.kind = 'register_webhooks' and j.state in ('waiting', 'running'))
         order by a.checked_at nulls first limit $2",
        platforms as &[&str],
        limit,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (OrgId(row.org_id), ConnectionId(row.id))).collect())
}
