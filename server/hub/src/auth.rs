//! Who acts for which organisation. The only place that makes an [`OrgCx`].

use crate::{Hub, HubError, permit::Permit};
use domain::{AuditAction, Fault, JobId, Locale, OrgId, Permission, Role, UserId};
use std::{marker::PhantomData, net::IpAddr, sync::Arc};
use store::{
    OrgRead, OrgTx, StoreError,
    audit::AuditEntry,
    sessions::{Member, SessionRow, TokenHash},
};

/// Somebody signed in, as the database said at the start of this request.
#[derive(Clone)]
pub struct Principal {
    hub: Hub,
    member: Arc<Member>,
    ip: Option<IpAddr>,
    locale: Locale,
    request_id: Arc<str>,
}

/// The right to act on one organisation's data with permission `P`.
///
/// Its fields are private and nothing else can build it: a hub function that takes one has been
/// authorised.
pub struct OrgCx<P> {
    hub: Hub,
    org: OrgId,
    actor: Actor,
    locale: Locale,
    org_locale: Locale,
    request_id: Arc<str>,
    permit: PhantomData<P>,
}

/// Who does it.
#[derive(Debug, Clone)]
pub enum Actor {
    Member {
        user: UserId,
        name: Arc<str>,
        role: Role,
        ip: Option<IpAddr>,
    },
    /// Background work, under the authority of whoever asked for the job.
    Job(JobId),
}

impl Principal {
    /// From a session that [`store::sessions::find`] gave. `None` for one that only carries a flash, or awaits a second factor.
    pub fn of_session(
        hub: &Hub,
        row: SessionRow,
        ip: Option<IpAddr>,
        locale: Locale,
        request_id: Arc<str>,
    ) -> Option<Self> {
        Some(Self { hub: hub.clone(), member: Arc::new(row.member?), ip, locale, request_id })
    }

    pub fn member(&self) -> &Member {
        &self.member
    }

    /// The language of this request.
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    pub fn may(&self, permission: Permission) -> bool {
        !self.needs_second_factor() && self.member.role.may(permission)
    }

    /// The company asks people of this role for a second factor, and this one has none: nothing of the company is open to them.
    pub fn needs_second_factor(&self) -> bool {
        let member = &self.member;
        member.org_requires_two_factor && member.role.is_powerful() && !member.has_two_factor
    }

    /// What the audit log tells of something that the person did with their own account.
    pub(crate) fn told(&self, action: AuditAction) -> AuditEntry<'_> {
        AuditEntry {
            actor: Some(self.member.user),
            actor_name: &self.member.user_name,
            action,
            subject_kind: "user",
            subject: Some(self.member.user.0),
            ip: self.ip,
            data: serde_json::json!({}),
        }
    }

    /// The one place where a person gets the right to act for a company.
    ///
    /// # Errors
    /// [`Fault::SecondFactorNeeded`] where the company asks for one that the person has not; [`Fault::Forbidden`] if the role does not
    /// have the permission.
    pub fn authorize<P: Permit>(&self) -> Result<OrgCx<P>, Fault> {
        if self.needs_second_factor() {
            return Err(Fault::SecondFactorNeeded);
        }
        if !self.may(P::PERMISSION) {
            return Err(Fault::Forbidden);
        }
        Ok(OrgCx {
            hub: self.hub.clone(),
            org: self.member.org,
            actor: Actor::Member {
                user: self.member.user,
                name: self.member.user_name.as_str().into(),
                role: self.member.role,
                ip: self.ip,
            },
            locale: self.locale,
            org_locale: self.member.org_locale,
            request_id: self.request_id.clone(),
            permit: PhantomData,
        })
    }
}

impl Hub {
    /// Who is behind a session token; one query.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn session(&self, token: &TokenHash) -> Result<Option<SessionRow>, HubError> {
        Ok(store::sessions::find(self.db(), token).await?)
    }

    /// A transaction for re-wrapping an organisation's credentials; the values are not opened.
    pub(crate) async fn begin_for_rotation(&self, org: OrgId) -> Result<OrgTx, StoreError> {
        self.db().begin(org).await
    }

    /// A transaction for the tokens of a connection that an [`OrgCx`] has opened.
    pub(crate) async fn begin_for_tokens(&self, org: OrgId) -> Result<OrgTx, StoreError> {
        self.db().begin(org).await
    }

    /// A transaction for keeping what a platform sent to an organisation's address.
    pub(crate) async fn begin_for_events(&self, org: OrgId) -> Result<OrgTx, StoreError> {
        self.db().begin(org).await
    }

    /// A transaction for keeping a key that a shop handed over to an open request of an organisation.
    pub(crate) async fn begin_for_keys(&self, org: OrgId) -> Result<OrgTx, StoreError> {
        self.db().begin(org).await
    }

    /// The context of a job that a worker has just taken from the queue.
    pub(crate) fn job_context<P: Permit>(&self, org: OrgId, job: JobId) -> OrgCx<P> {
        OrgCx {
            hub: self.clone(),
            org,
            actor: Actor::Job(job),
            locale: Locale::default(),
            org_locale: Locale::default(),
            request_id: job.to_string().into(),
            permit: PhantomData,
        }
    }
}

impl<P> OrgCx<P> {
    pub const fn org(&self) -> OrgId {
        self.org
    }

    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    pub const fn hub(&self) -> &Hub {
        &self.hub
    }

    /// The language of words.
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// Whose way of writing figures the organisation follows; the default in a job, which shows and reads none.
    pub const fn org_locale(&self) -> Locale {
        self.org_locale
    }

    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// The same person's right to do something else too.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] if the role does not have it, and for jobs.
    pub(crate) fn also<Q: Permit>(&self) -> Result<OrgCx<Q>, Fault> {
        match &self.actor {
            Actor::Member { role, .. } if role.may(Q::PERMISSION) => Ok(OrgCx {
                hub: self.hub.clone(),
                org: self.org,
                actor: self.actor.clone(),
                locale: self.locale,
                org_locale: self.org_locale,
                request_id: self.request_id.clone(),
                permit: PhantomData,
            }),
            _ => Err(Fault::Forbidden),
        }
    }

    /// A transaction that sees this organisation and no other.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn begin(&self) -> Result<OrgTx, StoreError> {
        self.hub.db().begin(self.org).await
    }

    /// Single statements that see this organisation and no other.
    pub(crate) fn read(&self) -> OrgRead<'_> {
        self.hub.db().read(self.org)
    }

    /// Writes an audit entry in the transaction of what it tells.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn audit(
        &self,
        tx: &mut OrgTx,
        action: AuditAction,
        subject: (&'static str, Option<uuid::Uuid>),
        data: serde_json::Value,
    ) -> Result<(), StoreError> {
        store::audit::record(tx, &self.audit_entry(action, subject, data)).await
    }

    /// An audit entry of whoever acts here.
    pub(crate) fn audit_entry(
        &self,
        action: AuditAction,
        (subject_kind, subject): (&'static str, Option<uuid::Uuid>),
        data: serde_json::Value,
    ) -> AuditEntry<'_> {
        let (actor, actor_name, ip) = match &self.actor {
            Actor::Member { user, name, ip, .. } => (Some(*user), &**name, *ip),
            Actor::Job(_) => (None, "orion", None),
        };
        AuditEntry { actor, actor_name, action, subject_kind, subject, ip, data }
    }
}

impl Actor {
    /// The member with their role, if it is one.
    pub const fn member(&self) -> Option<(UserId, Role)> {
        match self {
            Self::Member { user, role, .. } => Some((*user, *role)),
            Self::Job(_) => None,
        }
    }

    /// How it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Member { name, .. } => name,
            Self::Job(_) => "orion",
        }
    }

    /// The person, if it is one.
    pub const fn user(&self) -> Option<UserId> {
        match self {
            Self::Member { user, .. } => Some(*user),
            Self::Job(_) => None,
        }
    }
}
