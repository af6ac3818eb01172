//! Who belongs to a company, and who is asked to. Done as the system, since a person belongs to several: each
//! statement names the company.

use crate::{
    Db, StoreError, SystemTx,
    audit::{self, AuditEntry},
    identities::{self, Identity},
    plans::{MemberSeat, Place},
    sessions::TokenHash,
};
use chrono::{DateTime, Utc};
use domain::{
    InvitationId, Locale, OrgId, Role, UserId,
    view::team::{InvitationView, MailStanding, MemberView, MembershipView},
};
use sqlx::PgConnection;
use uuid::Uuid;

fn role(code: &str) -> Result<Role, StoreError> {
    code.parse().map_err(|_| StoreError::Corrupt(format!("role {code}")))
}

/// The members of a company, the most powerful first.
///
/// # Errors
/// [`StoreError`].
pub async fn members(db: &Db, org: OrgId) -> Result<Vec<MemberView>, StoreError> {
    let rows = sqlx::query!(
        r#"select u.id, u.name, u.email, m.role, m.created_at, u.two_factor, m.last_seen_at
           from memberships m join users u on u.id = m.user_id where m.org_id = $1
           order by array_position(array['owner', 'admin', 'operator', 'viewer'], m.role), lower(u.name), u.id"#,
        org.0,
    )
    .fetch_all(db.system_pool())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(MemberView {
                user: UserId(row.id),
                name: row.name,
                email: row.email,
                role: role(&row.role)?,
                has_two_factor: row.two_factor,
                joined_at: row.created_at,
                last_seen_at: row.last_seen_at,
            })
        })
        .collect()
}

/// The invitations of a company that are open or have expired, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn invitations(db: &Db, org: OrgId) -> Result<Vec<InvitationView>, StoreError> {
    let rows = sqlx::query!(
        r#"select i.id, i.email, i.role, i.invited_by_name, i.created_at, i.expires_at,
                  m.state as "state?", m.problem, m.ended_at
           from invitations i
           left join lateral (
               select state, problem, ended_at from account_mails m
               where m.org_id = i.org_id and m.invitation_id = i.id order by m.created_at desc limit 1
           ) m on true
           where i.org_id = $1 and i.accepted_at is null and i.revoked_at is null
           order by i.created_at desc, i.id desc"#,
        org.0,
    )
    .fetch_all(db.system_pool())
    .await?;
    rows.into_iter()
        .map(|row| {
            let mail = match (row.state.as_deref(), row.problem, row.ended_at) {
                (Some("sent"), _, Some(at)) => MailStanding::Sent(at),
                (_, Some(problem), _) => MailStanding::Failed(problem),
                _ => MailStanding::Waiting,
            };
            Ok(InvitationView {
                id: InvitationId(row.id),
                email: row.email,
                role: role(&row.role)?,
                invited_by: row.invited_by_name,
                created_at: row.created_at,
                expires_at: row.expires_at,
                mail,
            })
        })
        .collect()
}

/// Whom an open invitation is for.
///
/// # Errors
/// [`StoreError::NotFound`] for one that is not open.
pub async fn invited_address(db: &Db, org: OrgId, id: InvitationId) -> Result<String, StoreError> {
    let email = sqlx::query_scalar!(
        "select email from invitations
         where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null",
        org.0,
        id.0,
    );
    Ok(email.fetch_one(db.system_pool()).await?)
}

/// The companies of a person, by name.
///
/// # Errors
/// [`StoreError`].
pub async fn memberships(db: &Db, user: UserId) -> Result<Vec<MembershipView>, StoreError> {
    let rows = sqlx::query!(
        "select o.id, o.name, m.role from memberships m join organisations o on o.id = m.org_id
         where m.user_id = $1 order by lower(o.name), o.id",
        user.0,
    )
    .fetch_all(db.system_pool())
    .await?;
    rows.into_iter()
        .map(|row| Ok(MembershipView { org: OrgId(row.id), name: row.name, role: role(&row.role)? }))
        .collect()
}

/// Lets a session look at another company of its person. Returns whether the person belongs to it.
///
/// # Errors
/// [`StoreError`].
pub async fn enter(db: &Db, token: &TokenHash, org: OrgId) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "with entered as (
             update sessions s set org_id = $2 where token_hash = $1
             and exists (select from memberships m where m.user_id = s.user_id and m.org_id = $2)
             returning user_id
         )
         update memberships m set last_seen_at = now() from entered where m.org_id = $2 and m.user_id = entered.user_id",
        &token[..],
        org.0,
    )
    .execute(db.system_pool())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Changes of a company's team, one after the other: two that demote each other at once must not both win.
pub struct TeamTx {
    tx: SystemTx,
    org: OrgId,
}

/// An invitation that a link leads to.
#[derive(Debug, Clone)]
pub struct FoundInvitation {
    pub org: OrgId,
    pub org_name: String,
    pub id: InvitationId,
    pub email: String,
    pub role: Role,
    pub invited_by: String,
    pub state: InvitationState,
    /// Who joined by it, if they still have an account.
    pub accepted_by: Option<UserId>,
    /// The account of the address, if there is one, and how its person is called.
    pub user: Option<(UserId, String)>,
}

/// Whether an invitation can be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    Open,
    Expired,
    Accepted,
    Revoked,
}

impl TeamTx {
    /// Whether owners and admins of the company need a second factor. Returns whether that is a change.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn require_two_factor(&mut self, required: bool) -> Result<bool, StoreError> {
        let done = sqlx::query!(
            "update organisations set requires_two_factor = $2 where id = $1 and requires_two_factor <> $2",
            self.org.0,
            required,
        );
        Ok(done.execute(self.tx.conn()).await?.rows_affected() == 1)
    }

    /// Whether a person proves twice who they are.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn has_two_factor(&mut self, user: UserId) -> Result<bool, StoreError> {
        let has = sqlx::query_scalar!("select two_factor from users where id = $1", user.0);
        Ok(has.fetch_one(self.tx.conn()).await?)
    }

    /// Waits until no other change of the team is under way.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(db: &Db, org: OrgId) -> Result<Self, StoreError> {
        let mut tx = SystemTx::because("change a team", db).await?;
        sqlx::query!("select pg_advisory_xact_lock(hashtextextended('team ' || $1::uuid::text, 0))", org.0)
            .execute(tx.conn())
            .await?;
        Ok(Self { tx, org })
    }

    pub(crate) const fn org(&self) -> OrgId {
        self.org
    }

    pub(crate) fn conn(&mut self) -> &mut PgConnection {
        self.tx.conn()
    }

    /// What somebody is in the company now; nothing for who does not belong to it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn role_of(&mut self, user: UserId) -> Result<Option<Role>, StoreError> {
        let found = sqlx::query_scalar!(
            "select role from memberships where org_id = $1 and user_id = $2",
            self.org.0,
            user.0,
        )
        .fetch_optional(self.tx.conn())
        .await?;
        found.as_deref().map(role).transpose()
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn owners(&mut self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar!(
            r#"select count(*) as "count!" from memberships where org_id = $1 and role = 'owner'"#,
            self.org.0,
        );
        Ok(count.fetch_one(self.tx.conn()).await?)
    }

    /// The name and the address of a person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn person(&mut self, user: UserId) -> Result<(String, String), StoreError> {
        let row = sqlx::query!("select name, email from users where id = $1", user.0)
            .fetch_one(self.tx.conn())
            .await?;
        Ok((row.name, row.email))
    }

    /// Gives a member another role. What they invited to more than that is taken back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for who does not belong to the company.
    pub async fn set_role(&mut self, user: UserId, role: Role) -> Result<(), StoreError> {
        self.revoke_beyond(user, Some(role)).await?;
        let done = sqlx::query!(
            "update memberships set role = $3 where org_id = $1 and user_id = $2",
            self.org.0,
            user.0,
            role.code(),
        )
        .execute(self.tx.conn())
        .await?;
        if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Takes back the open invitations of somebody to more than they may give; all of who may give nothing.
    async fn revoke_beyond(&mut self, user: UserId, role: Option<Role>) -> Result<(), StoreError> {
        let granted: Vec<_> = Role::ALL
            .into_iter()
            .filter(|other| role.is_some_and(|role| role.may_grant(*other)))
            .map(|role| role.code().to_owned())
            .collect();
        sqlx::query!(
            "update invitations set revoked_at = now()
             where org_id = $1 and invited_by = $2 and accepted_at is null and revoked_at is null and role <> all ($3)",
            self.org.0,
            user.0,
            &granted,
        )
        .execute(self.tx.conn())
        .await?;
        Ok(())
    }

    /// Has the sessions of somebody who is taken out of the company look at another one of theirs, where they were last, or be nobody's
    /// where there is none; their next page is told why.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn send_away(&mut self, user: UserId) -> Result<(), StoreError> {
        let other = self.other_of(user).await?;
        sqlx::query!(
            "update sessions set org_id = $3, user_id = case when $3::uuid is not null then user_id end,
                 confirmed_until = null, codes_sealed = null, codes_token = null, codes_until = null,
                 flash = jsonb_build_object('removed_from', (select name from organisations where id = $1))
             where org_id = $1 and user_id = $2",
            self.org.0,
            user.0,
            other,
        )
        .execute(self.tx.conn())
        .await?;
        Ok(())
    }

    /// Has the sessions of somebody who leaves the company look at another one of theirs, where they were last. Whether there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn move_on(&mut self, user: UserId) -> Result<bool, StoreError> {
        let Some(other) = self.other_of(user).await? else { return Ok(false) };
        sqlx::query!(
            "update sessions set org_id = $3, flash = null where org_id = $1 and user_id = $2",
            self.org.0,
            user.0,
            other,
        )
        .execute(self.tx.conn())
        .await?;
        Ok(true)
    }

    async fn other_of(&mut self, user: UserId) -> Result<Option<Uuid>, StoreError> {
        let other = sqlx::query_scalar!(
            "select org_id from memberships where user_id = $1 and org_id <> $2
             order by last_seen_at desc nulls last, created_at desc limit 1",
            user.0,
            self.org.0,
        );
        Ok(other.fetch_optional(self.tx.conn()).await?)
    }

    /// Takes somebody out of the company; the sessions that look at it end, and so do their invitations.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for who does not belong to it.
    pub async fn remove(&mut self, user: UserId) -> Result<(), StoreError> {
        self.revoke_beyond(user, None).await?;
        // Sessions first, as whoever uses one takes them: the other way round the two would wait for each other.
        sqlx::query!(
            "delete from sessions where (org_id = $1 and user_id = $2) or (pending_org_id = $1 and pending_user_id = $2)",
            self.org.0,
            user.0,
        )
        .execute(self.tx.conn())
        .await?;
        let done =
            sqlx::query!("delete from memberships where org_id = $1 and user_id = $2", self.org.0, user.0,)
                .execute(self.tx.conn())
                .await?;
        if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Whether the account of a normalised address belongs to the company.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_member(&mut self, email: &str) -> Result<bool, StoreError> {
        let is = sqlx::query_scalar!(
            r#"select exists (select from memberships m join users u on u.id = m.user_id
                              where m.org_id = $1 and u.email = $2) as "is!""#,
            self.org.0,
            email,
        );
        Ok(is.fetch_one(self.tx.conn()).await?)
    }

    /// The role that an address is invited to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn invited_as(&mut self, email: &str) -> Result<Option<Role>, StoreError> {
        let found = sqlx::query_scalar!(
            "select role from invitations
             where org_id = $1 and email = $2 and accepted_at is null and revoked_at is null",
            self.org.0,
            email,
        )
        .fetch_optional(self.tx.conn())
        .await?;
        found.as_deref().map(role).transpose()
    }

    /// Invitations that can be accepted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_invitations(&mut self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar!(
            r#"select count(*) as "count!" from invitations
               where org_id = $1 and accepted_at is null and revoked_at is null and expires_at > now()"#,
            self.org.0,
        );
        Ok(count.fetch_one(self.tx.conn()).await?)
    }

    /// Invites an address until a moment, and has it written to. One that is open for it already takes the new role and time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn invite(
        &mut self,
        _place: Place<MemberSeat>,
        (email, role): (&str, Role),
        (by, by_name): (UserId, &str),
        expires_at: DateTime<Utc>,
    ) -> Result<InvitationId, StoreError> {
        let id = sqlx::query_scalar!(
            "insert into invitations (org_id, id, email, role, invited_by, invited_by_name, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (org_id, email) where accepted_at is null and revoked_at is null do update set
                 role = excluded.role, invited_by = excluded.invited_by, invited_by_name = excluded.invited_by_name,
                 expires_at = excluded.expires_at
             returning id",
            self.org.0,
            InvitationId::new().0,
            email,
            role.code(),
            by.0,
            by_name,
            expires_at,
        )
        .fetch_one(self.tx.conn())
        .await?;
        let id = InvitationId(id);
        crate::account_mails::ask_invitation(self.tx.conn(), self.org, id).await?;
        Ok(id)
    }

    /// The address and role of an open invitation.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for one that is not open.
    pub async fn open_invitation(&mut self, id: InvitationId) -> Result<(String, Role), StoreError> {
        let row = sqlx::query!(
            "select email, role from invitations
             where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null",
            self.org.0,
            id.0,
        )
        .fetch_one(self.tx.conn())
        .await?;
        Ok((row.email, role(&row.role)?))
    }

    /// Takes an open invitation back; its links lead nowhere any more.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for one that is not open.
    pub async fn revoke(&mut self, id: InvitationId) -> Result<(), StoreError> {
        let done = sqlx::query!(
            "update invitations set revoked_at = now()
             where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null",
            self.org.0,
            id.0,
        )
        .execute(self.tx.conn())
        .await?;
        if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
    }

    /// Takes a person in by an invitation that is open, whose link proves that they read their address; who belongs to the company by
    /// now stays what they are. Returns what they were invited as.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for one that is not open, or has expired in this moment.
    pub async fn accept(&mut self, id: InvitationId, user: UserId) -> Result<Role, StoreError> {
        let code = sqlx::query_scalar!(
            "update invitations set accepted_at = now(), accepted_by = $3
             where org_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > now()
             returning role",
            self.org.0,
            id.0,
            user.0,
        )
        .fetch_one(self.tx.conn())
        .await?;
        sqlx::query!(
            "insert into memberships (org_id, user_id, role) values ($1, $2, $3) on conflict do nothing",
            self.org.0,
            user.0,
            code,
        )
        .execute(self.tx.conn())
        .await?;
        sqlx::query!(
            "update users set email_proven_at = now() where id = $1 and email_proven_at is null",
            user.0,
        )
        .execute(self.tx.conn())
        .await?;
        role(&code)
    }

    /// Makes an account for a person who proved to read the address, with what they sign in by if they have no password to know.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with `users_email_key` if the address has one, with `user_identities_pkey` if what they sign in by is
    /// somebody's.
    pub async fn make_user(
        &mut self,
        user: UserId,
        (name, email, password_hash): (&str, &str, &str),
        identity: Option<Identity<'_>>,
        locale: Locale,
    ) -> Result<(), StoreError> {
        sqlx::query!(
            "insert into users (id, name, email, password_hash, locale, has_password, email_proven_at)
             values ($1, $2, $3, $4, $5, $6, now())",
            user.0,
            name,
            email,
            password_hash,
            locale.as_tag(),
            identity.is_none(),
        )
        .execute(self.tx.conn())
        .await?;
        match identity {
            Some(identity) => identities::insert(self.tx.conn(), user, identity).await,
            None => Ok(()),
        }
    }

    /// # Errors
    /// [`StoreError`].
    pub async fn audit(&mut self, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
        audit::write(self.tx.conn(), self.org, entry).await
    }

    /// # Errors
    /// [`StoreError`]; nothing is written then.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.tx.commit().await
    }
}

/// The invitation that a link's token leads to.
///
/// # Errors
/// [`StoreError`].
pub async fn find_invitation(db: &Db, token: &TokenHash) -> Result<Option<FoundInvitation>, StoreError> {
    let row = sqlx::query!(
        r#"select i.org_id, o.name, i.id, i.email, i.role, i.invited_by_name, i.accepted_at, i.accepted_by, i.revoked_at,
                  i.expires_at < now() as "is_expired!", u.id as "user?", u.name as "user_name?"
           from account_tokens t
           join invitations i on i.org_id = t.org_id and i.id = t.invitation_id
           join organisations o on o.id = i.org_id
           left join users u on u.email = i.email
           where t.token_hash = $1 and t.kind = 'invitation'"#,
        &token[..],
    )
    .fetch_optional(db.system_pool())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let state = match (row.accepted_at, row.revoked_at, row.is_expired) {
        (Some(_), ..) => InvitationState::Accepted,
        (_, Some(_), _) => InvitationState::Revoked,
        (.., true) => InvitationState::Expired,
        _ => InvitationState::Open,
    };
    Ok(Some(FoundInvitation {
        org: OrgId(row.org_id),
        org_name: row.name,
        id: InvitationId(row.id),
        email: row.email,
        role: role(&row.role)?,
        invited_by: row.invited_by_name,
        state,
        accepted_by: row.accepted_by.map(UserId),
        user: row.user.map(UserId).zip(row.user_name),
    }))
}
