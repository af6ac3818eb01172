//! What own rules and mappings said, version by version.

use crate::{OrgTx, StoreError, SystemTx};
use domain::{RuleId, SheetId, UserId, view::validation::Version};
use serde_json::Value;

/// The versions of one rule, or of one mapping, that are kept.
const KEPT: i32 = 30;

/// What an own rule said, the latest version first: 30 at most.
///
/// # Errors
/// [`StoreError`].
pub async fn rule_versions(tx: &mut OrgTx, id: RuleId) -> Result<Vec<Version<String>>, StoreError> {
    let org = tx.org();
    let versions = sqlx::query_as!(
        Version::<String>,
        r#"select v.version as number, v.yaml as saved, u.name as "saved_by?", v.saved_at
           from rule_versions v
           left join users u on u.id = v.saved_by
           where v.org_id = $1 and v.rule_id = $2 order by v.version desc limit $3"#,
        org.0,
        id.0,
        i64::from(KEPT),
    );
    Ok(versions.fetch_all(tx.conn()).await?)
}

/// What the columns of a sheet meant, the latest version first: 30 at most.
///
/// # Errors
/// [`StoreError`].
pub async fn mapping_versions(tx: &mut OrgTx, sheet: SheetId) -> Result<Vec<Version<Value>>, StoreError> {
    let org = tx.org();
    let versions = sqlx::query_as!(
        Version::<Value>,
        r#"select v.version as number, v.mapping as saved, u.name as "saved_by?", v.saved_at
           from mapping_versions v
           left join users u on u.id = v.saved_by
           where v.org_id = $1 and v.sheet_id = $2 order by v.version desc limit $3"#,
        org.0,
        sheet.0,
        i64::from(KEPT),
    );
    Ok(versions.fetch_all(tx.conn()).await?)
}

/// Numbers what the columns of a sheet mean since this transaction, and keeps it as a version where it is another one than the
/// last. Returns the number.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn keep_mapping(
    tx: &mut OrgTx,
    sheet: SheetId,
    by: Option<UserId>,
) -> Result<i32, StoreError> {
    let org = tx.org();
    let version = sqlx::query_scalar!(
        r#"with meant as (
               select mapping - 'version' as mapping from sheets where org_id = $1 and id = $2
           ), latest as (
               select version, mapping from mapping_versions where org_id = $1 and sheet_id = $2
               order by version desc limit 1
           ), kept as (
               insert into mapping_versions (org_id, sheet_id, version, mapping, saved_by)
               select $1, $2, coalesce((select version from latest), 0) + 1, mapping, $3::uuid from meant
               where not exists (select from latest where latest.mapping = meant.mapping)
               returning version
           )
           update sheets set mapping = jsonb_set(
               mapping, '{version}', to_jsonb(coalesce((select version from kept), (select version from latest))))
           where org_id = $1 and id = $2
           returning (mapping->>'version')::integer as "version!""#,
        org.0,
        sheet.0,
        by.map(|id| id.0),
    );
    Ok(version.fetch_one(tx.conn()).await?)
}

/// Removes what is older than the versions that are kept.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn remove_old(tx: &mut SystemTx) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from rule_versions v using (
             select org_id, rule_id, max(version) - $1 as version from rule_versions group by 1, 2 having count(*) > $1) n
         where v.org_id = n.org_id and v.rule_id = n.rule_id and v.version <= n.version",
        KEPT,
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "delete from mapping_versions v using (
             select org_id, sheet_id, max(version) - $1 as version from mapping_versions group by 1, 2 having count(*) > $1) n
         where v.org_id = n.org_id and v.sheet_id = n.sheet_id and v.version <= n.version",
        KEPT,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
