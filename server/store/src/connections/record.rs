//! Making a connection and changing it.

use super::{SealedCredentials, from_json, json};
use crate::{
    OrgTx, StoreError,
    plans::{ConnectionSeat, Place, Seat},
};
use domain::{AuthKind, ConnectionId, Environment, UserId, view::connections::ConnectionSettings};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the shop says of itself.
#[derive(Debug, Clone, Default)]
pub struct Shop {
    pub account_id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub currency: Option<String>,
    pub time_zone: Option<String>,
    pub edition: Option<String>,
}

/// A connection to be made.
#[derive(Debug)]
pub struct NewConnection<'a> {
    pub id: ConnectionId,
    pub platform: &'a str,
    /// It stays as it is when the connection is changed.
    pub environment: Environment,
    pub name: &'a str,
    pub auth: AuthKind,
    pub config: &'a BTreeMap<String, String>,
    pub credentials: &'a SealedCredentials,
    /// Which consent its tokens are of, where it is made by one.
    pub consent: Option<Uuid>,
    pub settings: &'a ConnectionSettings,
    pub is_demo: bool,
    /// Whether the platform has orders that are read: without, nothing is ever synchronised.
    pub brings_orders: bool,
    pub shop: &'a Shop,
    pub connected_by: Option<UserId>,
}

/// # Errors
/// [`StoreError::Taken`] with `connections_account_key` if the account is connected already.
pub async fn insert(
    tx: &mut OrgTx,
    _seat: Seat<ConnectionSeat>,
    new: &NewConnection<'_>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "insert into connections (org_id, id, platform, name, auth_kind, config, credentials, settings, status,
            account_id, shop_name, shop_email, shop_currency, shop_time_zone, shop_edition, connected_by, is_demo, consent_id,
            environment, brings_orders)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'connected', $9, left($10, 255), left($11, 254), left($12, 10),
            left($13, 60), left($14, 120), $15, $16, $17, $18, $19)",
        org.0,
        new.id.0,
        new.platform,
        new.name,
        new.auth.code(),
        json(new.config)?,
        json(new.credentials)?,
        json(new.settings)?,
        new.shop.account_id,
        new.shop.name,
        new.shop.email,
        new.shop.currency,
        new.shop.time_zone,
        new.shop.edition,
        new.connected_by.map(|user| user.0),
        new.is_demo,
        new.consent,
        new.environment.code(),
        new.brings_orders,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// New credentials or settings of a connection; it counts as connected again, and one that was
/// disconnected as connected by whoever does it.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Taken`] with `connections_account_key`.
pub async fn update(
    tx: &mut OrgTx,
    _place: Place<ConnectionSeat>,
    changed: &NewConnection<'_>,
) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!(
        "update connections set name = $3, auth_kind = $4, config = $5, credentials = $6, settings = $7,
            status = case when status = 'paused' then 'paused' else 'connected' end,
            problem = null, problem_detail = null, problem_since = null,
            account_id = $8, shop_name = left($9, 255), shop_email = left($10, 254), shop_currency = left($11, 10),
            shop_time_zone = left($12, 60), shop_edition = left($13, 120), is_demo = $14, consent_id = $16, brings_orders = $17,
            connected_by = case when status = 'disconnected' then $15 else connected_by end,
            connected_at = case when status = 'disconnected' then now() else connected_at end,
            disconnected_at = null, updated_at = now(),
            parked_at = case when status = 'disconnected' then null else parked_at end
         where org_id = $1 and id = $2",
        org.0,
        changed.id.0,
        changed.name,
        changed.auth.code(),
        json(changed.config)?,
        json(changed.credentials)?,
        json(changed.settings)?,
        changed.shop.account_id,
        changed.shop.name,
        changed.shop.email,
        changed.shop.currency,
        changed.shop.time_zone,
        changed.shop.edition,
        changed.is_demo,
        changed.connected_by.map(|user| user.0),
        changed.consent,
        changed.brings_orders,
    )
    .execute(tx.conn())
    .await?;
    super::status::forget_failures(tx, changed.id).await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Name and settings only, and tells those before.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn update_settings(
    tx: &mut OrgTx,
    id: ConnectionId,
    name: &str,
    settings: &ConnectionSettings,
) -> Result<(String, ConnectionSettings), StoreError> {
    let org = tx.org();
    let was = sqlx::query!(
        r#"update connections c set name = $3, settings = $4, updated_at = now()
         from (select id, name, settings from connections where org_id = $1 and id = $2 for no key update) was
         where c.org_id = $1 and c.id = was.id
         returning was.name as "name!", was.settings as "settings!""#,
        org.0,
        id.0,
        name,
        json(settings)?,
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok((was.name, from_json(was.settings)?))
}
