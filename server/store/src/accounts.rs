//! People, companies and who belongs where.

use crate::{
    Db, OrgTx, StoreError, SystemTx, account_mails,
    audit::{self, AuditEntry},
    identities::{self, Identity},
    sessions::{self, TokenHash},
};
use domain::{Locale, Notice, OrgId, Role, UserId};

/// What sign-in needs to know of an account.
pub struct Credentials {
    pub user: UserId,
    pub name: String,
    pub password_hash: String,
    /// Whether the person proves twice who they are.
    pub two_factor: bool,
    /// The organisation to enter: the one joined first.
    pub org: Option<OrgId>,
}

/// A new company.
pub struct NewCompany<'a> {
    pub org: OrgId,
    pub name: &'a str,
    pub locale: Locale,
    pub time_zone: &'a str,
    /// Three letters (ISO 4217).
    pub currency: &'a str,
    pub is_demo: bool,
}

/// What a company chose for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgSettings {
    pub name: String,
    pub time_zone: String,
    /// Three letters (ISO 4217).
    pub currency: String,
    /// As a tag.
    pub locale: String,
}

/// A new company with its first owner.
pub struct NewAccount<'a> {
    pub company: NewCompany<'a>,
    pub user: UserId,
    pub user_name: &'a str,
    /// Normalised.
    pub email: &'a str,
    pub password_hash: &'a str,
    /// By what the owner signs in who has no password to know.
    pub identity: Option<Identity<'a>>,
    /// The owner's language, where they chose one.
    pub locale: Option<Locale>,
    /// Whether it is known that the owner reads the address.
    pub email_is_proven: bool,
}

/// The account of an e-mail address, if it exists and is not disabled.
///
/// # Errors
/// [`StoreError`].
pub async fn credentials(db: &Db, email: &str) -> Result<Option<Credentials>, StoreError> {
    let row = sqlx::query!(
        r#"select u.id, u.name, u.password_hash, u.two_factor,
                  (select m.org_id from memberships m where m.user_id = u.id order by m.created_at, m.org_id limit 1) as org
           from users u where u.email = $1 and u.disabled_at is null"#,
        email,
    )
    .fetch_optional(db.system_pool())
    .await?;
    Ok(row.map(|row| Credentials {
        user: UserId(row.id),
        name: row.name,
        password_hash: row.password_hash,
        two_factor: row.two_factor,
        org: row.org.map(OrgId),
    }))
}

/// Makes a company and its owner together; `told` is told where the owner did it.
///
/// # Errors
/// [`StoreError::Taken`] with `users_email_key` if the address has an account.
pub async fn create(db: &Db, new: &NewAccount<'_>, told: Option<&AuditEntry<'_>>) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("create an organisation", db).await?;
    insert_org(&mut tx, &new.company).await?;
    let person = (new.user_name, new.email, new.password_hash);
    let ways = (new.identity, new.email_is_proven);
    insert_user(&mut tx, new.user, person, ways, new.locale).await?;
    insert_membership(&mut tx, new.company.org, new.user, Role::Owner).await?;
    if let Some(told) = told {
        audit::write(tx.conn(), new.company.org, told).await?;
    }
    tx.commit().await
}

/// Makes a company of an owner who has an account.
///
/// # Errors
/// [`StoreError`].
pub async fn found(
    db: &Db,
    company: &NewCompany<'_>,
    owner: UserId,
    told: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("found a company", db).await?;
    insert_org(&mut tx, company).await?;
    insert_membership(&mut tx, company.org, owner, Role::Owner).await?;
    audit::write(tx.conn(), company.org, told).await?;
    tx.commit().await
}

/// The same of an owner who belongs to no company and has proved the password of this hash. Returns whether it was made: of tries that
/// come together one makes it, and none once the password is another.
///
/// # Errors
/// [`StoreError`].
pub async fn found_first(
    db: &Db,
    company: &NewCompany<'_>,
    (owner, password_hash): (UserId, &str),
    told: &AuditEntry<'_>,
) -> Result<bool, StoreError> {
    let mut tx = SystemTx::because("found a first company", db).await?;
    let held = sqlx::query_scalar!(
        "select true from users where id = $1 and password_hash = $2 and disabled_at is null for update",
        owner.0,
        password_hash,
    );
    if held.fetch_optional(tx.conn()).await?.is_none() {
        return Ok(false);
    }
    // Asked by a statement of its own, which sees what was written while the lock was awaited.
    let belongs = sqlx::query_scalar!(
        r#"select exists (select from memberships where user_id = $1) as "belongs!""#,
        owner.0,
    );
    if belongs.fetch_one(tx.conn()).await? {
        return Ok(false);
    }
    insert_org(&mut tx, company).await?;
    insert_membership(&mut tx, company.org, owner, Role::Owner).await?;
    audit::write(tx.conn(), company.org, told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Adds a person with a role to a company, for the operator, who knows whose address it is.
///
/// # Errors
/// [`StoreError::Taken`] with `users_email_key` if the address has an account.
pub async fn add_member(
    db: &Db,
    org: OrgId,
    user: UserId,
    person: (&str, &str, &str),
    role: Role,
) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("add a member", db).await?;
    insert_user(&mut tx, user, person, (None, true), None).await?;
    insert_membership(&mut tx, org, user, role).await?;
    tx.commit().await
}

/// The organisations of this name, the oldest first and ten at most. For the command line.
///
/// # Errors
/// [`StoreError`].
pub async fn orgs_by_name(db: &Db, name: &str) -> Result<Vec<OrgId>, StoreError> {
    let found = sqlx::query_scalar!(
        "select id from organisations where name = $1 order by created_at limit 10",
        name
    );
    Ok(found.fetch_all(db.system_pool()).await?.into_iter().map(OrgId).collect())
}

/// The name of an organisation, if there is one of this id. For the command line.
///
/// # Errors
/// [`StoreError`].
pub async fn org_name(db: &Db, org: OrgId) -> Result<Option<String>, StoreError> {
    let name = sqlx::query_scalar!("select name from organisations where id = $1", org.0);
    Ok(name.fetch_optional(db.system_pool()).await?)
}

/// The demo company, if it was made.
///
/// # Errors
/// [`StoreError`].
pub async fn demo_org(db: &Db) -> Result<Option<OrgId>, StoreError> {
    let id = sqlx::query_scalar!("select id from organisations where is_demo order by created_at limit 1")
        .fetch_optional(db.system_pool())
        .await?;
    Ok(id.map(OrgId))
}

/// How a person was called, and the tag of the language that they had chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub locale: Option<String>,
}

/// Sets how a person is called, and the language they chose. `told` is made of what was before.
///
/// # Errors
/// [`StoreError`]; what `told` refuses, and nothing is set then.
pub async fn set_profile<'a, E: From<StoreError>>(
    db: &Db,
    user: UserId,
    (name, locale): (&str, Locale),
    told: impl FnOnce(&Profile) -> Result<Option<AuditEntry<'a>>, E>,
) -> Result<(), E> {
    let mut tx = SystemTx::because("change a profile", db).await?;
    let was = sqlx::query_as!(
        Profile,
        r#"update users u set name = $2, locale = $3
           from (select id, name, locale from users where id = $1 for no key update) was
           where u.id = was.id
           returning was.name as "name!", was.locale as "locale?""#,
        user.0,
        name,
        locale.as_tag(),
    );
    let was = was.fetch_one(tx.conn()).await.map_err(StoreError::from)?;
    let told = told(&was)?;
    if let Some(told) = told {
        audit::write_everywhere(tx.conn(), user, &told).await?;
    }
    Ok(tx.commit().await?)
}

/// Gives a person another password, ends all their sessions but `kept`, and has them told.
///
/// # Errors
/// [`StoreError::SessionOver`] where `kept` has ended.
pub async fn set_password(
    db: &Db,
    (user, password_hash): (UserId, &str),
    kept: &TokenHash,
    (org, told): (OrgId, &AuditEntry<'_>),
) -> Result<(), StoreError> {
    let mut tx = SystemTx::because("change a password", db).await?;
    sessions::hold(tx.conn(), user, kept).await?;
    sqlx::query!("update users set password_hash = $2 where id = $1", user.0, password_hash)
        .execute(tx.conn())
        .await?;
    sessions::end_others(tx.conn(), user, kept).await?;
    account_mails::end_links(tx.conn(), user).await?;
    account_mails::ask_notice(tx.conn(), user, Notice::PasswordChanged).await?;
    audit::write(tx.conn(), org, told).await?;
    tx.commit().await
}

/// Company settings; returns those before.
///
/// # Errors
/// [`StoreError::Refused`] for a value that the schema does not take.
pub async fn update_org(
    tx: &mut OrgTx,
    name: &str,
    time_zone: &str,
    currency: &str,
    locale: Locale,
) -> Result<OrgSettings, StoreError> {
    let org = tx.org();
    let was = sqlx::query_as!(
        OrgSettings,
        r#"update organisations o set name = $2, time_zone = $3, currency = $4, locale = $5
         from (select id, name, time_zone, currency, locale from organisations where id = $1 for no key update) was
         where o.id = was.id
         returning was.name as "name!", was.time_zone as "time_zone!", was.currency as "currency!", was.locale as "locale!""#,
        org.0,
        name,
        time_zone,
        currency,
        locale.as_tag(),
    );
    Ok(was.fetch_one(tx.conn()).await?)
}

async fn insert_org(tx: &mut SystemTx, company: &NewCompany<'_>) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into organisations (id, name, time_zone, currency, locale, is_demo) values ($1, $2, $3, $4, $5, $6)",
        company.org.0,
        company.name,
        company.time_zone,
        company.currency,
        company.locale.as_tag(),
        company.is_demo,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn insert_user(
    tx: &mut SystemTx,
    id: UserId,
    (name, email, hash): (&str, &str, &str),
    (identity, email_is_proven): (Option<Identity<'_>>, bool),
    locale: Option<Locale>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into users (id, name, email, password_hash, locale, has_password, email_proven_at)
         values ($1, $2, $3, $4, $5, $6, case when $7::boolean then now() end)",
        id.0,
        name,
        email,
        hash,
        locale.map(Locale::as_tag),
        identity.is_none(),
        email_is_proven,
    )
    .execute(tx.conn())
    .await?;
    match identity {
        Some(identity) => identities::insert(tx.conn(), id, identity).await,
        None => Ok(()),
    }
}

async fn insert_membership(
    tx: &mut SystemTx,
    org: OrgId,
    user: UserId,
    role: Role,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into memberships (org_id, user_id, role) values ($1, $2, $3)",
        org.0,
        user.0,
        role.code(),
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
