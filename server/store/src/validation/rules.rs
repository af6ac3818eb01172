//! What companies change in rules, and rules of their own.

use crate::{OrgTx, StoreError};
use domain::{RuleId, Severity, UserId, view::validation::OwnRule};

/// What a company changed in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleChoice {
    /// Pack and id: `mercado_livre.title_length`.
    pub key: String,
    pub is_off: bool,
    /// None for the rule's own.
    pub severity: Option<Severity>,
}

/// Waits until nobody else of the company changes rules: what is read of them afterwards holds until the end of the transaction,
/// also that nothing was chosen.
///
/// # Errors
/// [`StoreError`].
pub async fn lock_rules(tx: &mut OrgTx) -> Result<(), StoreError> {
    tx.lock("rules").await
}

/// All choices of the company.
///
/// # Errors
/// [`StoreError`].
pub async fn rule_choices(tx: &mut OrgTx) -> Result<Vec<RuleChoice>, StoreError> {
    let org = tx.org();
    let rows =
        sqlx::query!("select key, is_off, severity from rule_choices where org_id = $1 order by key", org.0)
            .fetch_all(tx.conn())
            .await?;
    rows.into_iter()
        .map(|row| {
            let severity = row.severity.map(|severity| severity.parse()).transpose()?;
            Ok(RuleChoice { key: row.key, is_off: row.is_off, severity })
        })
        .collect()
}

/// Chooses for a rule; a choice that changes nothing is forgotten.
///
/// # Errors
/// [`StoreError`].
pub async fn choose_rule(tx: &mut OrgTx, choice: &RuleChoice, by: Option<UserId>) -> Result<(), StoreError> {
    let org = tx.org();
    if !choice.is_off && choice.severity.is_none() {
        sqlx::query!("delete from rule_choices where org_id = $1 and key = $2", org.0, choice.key)
            .execute(tx.conn())
            .await?;
        return Ok(());
    }
    sqlx::query!(
        "insert into rule_choices (org_id, key, is_off, severity, chosen_by) values ($1, $2, $3, $4, $5)
         on conflict (org_id, key) do update set is_off = excluded.is_off, severity = excluded.severity,
             chosen_by = excluded.chosen_by, chosen_at = now()",
        org.0,
        choice.key,
        choice.is_off,
        choice.severity.map(Severity::code),
        by.map(|id| id.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The company's own rules, by their codes.
///
/// # Errors
/// [`StoreError`].
pub async fn own_rules(tx: &mut OrgTx) -> Result<Vec<OwnRule>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        "select id, code, yaml, version, is_active, updated_at from own_rules where org_id = $1 order by code",
        org.0
    )
    .fetch_all(tx.conn())
    .await?;
    let rules = rows.into_iter().map(|row| OwnRule {
        id: RuleId(row.id),
        code: row.code,
        yaml: row.yaml,
        version: row.version,
        is_active: row.is_active,
        updated_at: row.updated_at,
    });
    Ok(rules.collect())
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn own_rule(tx: &mut OrgTx, id: RuleId) -> Result<OwnRule, StoreError> {
    let org = tx.org();
    let row = sqlx::query!(
        "select code, yaml, version, is_active, updated_at from own_rules where org_id = $1 and id = $2",
        org.0,
        id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(OwnRule {
        id,
        code: row.code,
        yaml: row.yaml,
        version: row.version,
        is_active: row.is_active,
        updated_at: row.updated_at,
    })
}

/// Keeps a rule, new or changed. Another text is another version of it.
///
/// # Errors
/// [`StoreError::Taken`] `own_rules_code_key` where another one has the code.
pub async fn save_own_rule(
    tx: &mut OrgTx,
    id: RuleId,
    (code, yaml): (&str, &str),
    is_active: bool,
    by: Option<UserId>,
) -> Result<(), StoreError> {
    let org = tx.org();
    sqlx::query!(
        "with saved as (
             insert into own_rules as r (org_id, id, code, yaml, is_active, created_by) values ($1, $2, $3, $4, $5, $6)
             on conflict (org_id, id) do update set code = excluded.code, yaml = excluded.yaml,
                 version = r.version + (r.yaml <> excluded.yaml)::integer, is_active = excluded.is_active,
                 updated_at = now()
             returning r.version
         )
         insert into rule_versions (org_id, rule_id, version, yaml, saved_by)
         select $1, $2, version, $4, $6 from saved on conflict do nothing",
        org.0,
        id.0,
        code,
        yaml,
        is_active,
        by.map(|id| id.0),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Removes a rule.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn remove_own_rule(tx: &mut OrgTx, id: RuleId) -> Result<(), StoreError> {
    let org = tx.org();
    let done = sqlx::query!("delete from own_rules where org_id = $1 and id = $2", org.0, id.0)
        .execute(tx.conn())
        .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
