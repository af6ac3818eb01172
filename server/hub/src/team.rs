//! Who belongs to a company: members and their roles, invitations, and the companies of a person.

use crate::{
    Hub, HubError, account_mails,
    accounts::{Problems, Way, has_account, normal_email},
    auth::{OrgCx, Principal},
    billing, passwords,
    permit::{HandOver, ManageOrganisation, ManageTeam, View},
    plans,
    second_factor::Proofs,
    sessions::{Client, Opened, SessionToken, TokenHash},
    token::Token,
    undo::{Mark, Replaced, refuse_changed},
};
use chrono::{TimeDelta, Utc};
use domain::{
    AuditAction, Fault, FieldProblem, InvitationId, Locale, OrgId, Permission, Role, UserId,
    view::team::{InvitationView, MemberView, MembershipView},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use store::{
    audit::AuditEntry,
    billing::mails::tell_of_handover,
    identities::Identity,
    plans::Place,
    sessions::Proof,
    team::TeamTx,
    throttle::{self, Limit},
};

pub use store::team::{FoundInvitation, InvitationState};

/// How long an invitation holds.
pub const INVITATION_LIFE: TimeDelta = TimeDelta::days(7);
/// Open invitations of a company at most.
pub const MAX_INVITATIONS: i64 = 100;
/// E-mails with invitations that a company may ask for.
const INVITED: Limit = Limit { failures: 60, window: 3600, block: 3600 };
/// The same that one address gets, of whichever company.
const PER_ADDRESS: Limit = Limit { failures: 10, window: 3600, block: 3600 };

/// The members of the company, the most powerful first.
///
/// # Errors
/// [`HubError`] when the database cannot be asked.
pub async fn members(cx: &OrgCx<View>) -> Result<Vec<MemberView>, HubError> {
    Ok(store::team::members(cx.hub().db(), cx.org()).await?)
}

/// Its invitations that nobody has accepted yet, the newest first.
///
/// # Errors
/// [`HubError`] when the database cannot be asked.
pub async fn invitations(cx: &OrgCx<ManageTeam>) -> Result<Vec<InvitationView>, HubError> {
    Ok(store::team::invitations(cx.hub().db(), cx.org()).await?)
}

/// The change of a team, and what the one who asks for it is now: it may be another than when the request began.
async fn begin<P>(cx: &OrgCx<P>) -> Result<(TeamTx, UserId, Role), HubError> {
    let (user, _) = cx.actor().member().ok_or(Fault::Forbidden)?;
    let mut tx = TeamTx::begin(cx.hub().db(), cx.org()).await?;
    let role = tx.role_of(user).await?.ok_or(Fault::Forbidden)?;
    Ok((tx, user, role))
}

fn refuse_unless(may: bool) -> Result<(), Fault> {
    if may { Ok(()) } else { Err(Fault::Forbidden) }
}

/// Whether somebody in a role gives another one by an invitation or a change. Nobody becomes an owner that way: [`Hub::hand_over`] asks
/// for proofs first.
fn may_give(own: Role, role: Role) -> bool {
    own.may_grant(role) && role != Role::Owner
}

/// The company never is without an owner.
async fn refuse_last_owner(tx: &mut TeamTx, was: Role) -> Result<(), HubError> {
    if was == Role::Owner && tx.owners().await? <= 1 {
        return Err(Fault::Conflict { what: "last_owner".into() }.into());
    }
    Ok(())
}

/// Invites somebody by e-mail. An invitation that is open for the address takes the new role, and is sent again.
///
/// # Errors
/// [`Fault::Invalid`] with the fields `email` (`taken` by a member) and `role`; [`Fault::Forbidden`] for a role above one's own,
/// and for an owner; [`Fault::Conflict`] `too_many_invitations`; [`Fault::QuotaExceeded`]; [`Fault::Throttled`].
pub async fn invite(cx: &OrgCx<ManageTeam>, email: &str, role: &str) -> Result<InvitationId, HubError> {
    let mut problems = Problems::default();
    let email = normal_email(email).unwrap_or_else(|problem| {
        problems.add("email", problem);
        String::new()
    });
    let role = problems.parsed::<Role>("role", role);
    problems.finish()?;
    let role = role.unwrap_or(Role::Viewer);
    count(cx, &email).await?;
    let (mut tx, user, own) = begin(cx).await?;
    refuse_unless(may_give(own, role))?;
    if tx.is_member(&email).await? {
        return Err(Fault::field("email", FieldProblem::Taken).into());
    }
    let before = tx.invited_as(&email).await?;
    let place = match before {
        Some(before) => {
            refuse_unless(own.may_grant(before))?;
            Place::Held
        }
        None if tx.open_invitations().await? >= MAX_INVITATIONS => {
            return Err(Fault::Conflict { what: "too_many_invitations".into() }.into());
        }
        None => Place::New(plans::member_seat(&mut tx).await?),
    };
    let name = cx.actor().name();
    let id = tx.invite(place, (&email, role), (user, name), Utc::now() + INVITATION_LIFE).await?;
    let told = match before.filter(|before| *before != role) {
        Some(before) => json!({ "email": email, "from": before, "to": role }),
        None => json!({ "email": email, "role": role }),
    };
    tx.audit(&cx.audit_entry(AuditAction::InvitationSent, ("invitation", Some(id.0)), told)).await?;
    tx.commit().await?;
    account_mails::send_soon(cx.hub());
    Ok(id)
}

/// Sends an open invitation once more, and lets it hold for its whole time again.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for a role above one's own, and for an owner; [`Fault::Throttled`].
pub async fn invite_again(cx: &OrgCx<ManageTeam>, id: InvitationId) -> Result<(), HubError> {
    count(cx, &store::team::invited_address(cx.hub().db(), cx.org(), id).await?).await?;
    let (mut tx, user, own) = begin(cx).await?;
    let (email, role) = tx.open_invitation(id).await?;
    refuse_unless(may_give(own, role))?;
    let name = cx.actor().name();
    tx.invite(Place::Held, (&email, role), (user, name), Utc::now() + INVITATION_LIFE).await?;
    let told = json!({ "email": email, "role": role });
    tx.audit(&cx.audit_entry(AuditAction::InvitationSentAgain, ("invitation", Some(id.0)), told)).await?;
    tx.commit().await?;
    account_mails::send_soon(cx.hub());
    Ok(())
}

/// Counts an e-mail that a company asks for, and that an address gets from any. Before the change begins, which holds a
/// connection.
async fn count(cx: &OrgCx<ManageTeam>, email: &str) -> Result<(), HubError> {
    let (db, org) = (cx.hub().db(), format!("invite:{}", cx.org()));
    let address = format!("invited:{}", hex::encode(Sha256::digest(email.as_bytes())));
    let wait = throttle::blocked_for(db, &[org.clone(), address.clone()]).await?;
    if wait > 0 {
        return Err(Fault::Throttled { retry_after: wait }.into());
    }
    throttle::count_failure(db, &org, INVITED).await?;
    Ok(throttle::count_failure(db, &address, PER_ADDRESS).await?)
}

/// Takes an invitation back.
///
/// # Errors
/// [`Fault::NotFound`] for one that is not open; [`Fault::Forbidden`] for a role above one's own.
pub async fn revoke_invitation(cx: &OrgCx<ManageTeam>, id: InvitationId) -> Result<(), HubError> {
    let (mut tx, _, own) = begin(cx).await?;
    let (email, role) = tx.open_invitation(id).await?;
    refuse_unless(own.may_grant(role))?;
    tx.revoke(id).await?;
    let told = json!({ "email": email, "role": role });
    tx.audit(&cx.audit_entry(AuditAction::InvitationRevoked, ("invitation", Some(id.0)), told)).await?;
    Ok(tx.commit().await?)
}

/// Gives a member another role, and tells the one before.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] where the role is above one's own, before or after, and for who would
/// become an owner; [`Fault::Conflict`] `last_owner`, or `changed_since` where it is not what was left at `since`.
pub async fn change_role(
    cx: &OrgCx<ManageTeam>,
    user: UserId,
    role: Role,
    since: Option<Mark>,
) -> Result<Replaced<Role>, HubError> {
    let (mut tx, _, own) = begin(cx).await?;
    let was = tx.role_of(user).await?.ok_or(Fault::NotFound)?;
    refuse_unless(own.may_grant(was))?;
    refuse_changed(since, &json!(was))?;
    let replaced = Replaced { before: was, left: Mark::of(&json!(role)) };
    if was == role {
        return Ok(replaced);
    }
    refuse_unless(may_give(own, role))?;
    refuse_last_owner(&mut tx, was).await?;
    tx.set_role(user, role).await?;
    let (name, email) = tx.person(user).await?;
    let told = json!({ "name": name, "email": email, "from": was, "to": role });
    tx.audit(&cx.audit_entry(AuditAction::MemberRoleChanged, ("user", Some(user.0)), told)).await?;
    tx.commit().await?;
    Ok(replaced)
}

/// Makes another member an owner, and the one who asks an admin. Both are written to.
async fn hand_over(cx: &OrgCx<HandOver>, to: UserId) -> Result<(), HubError> {
    let (mut tx, user, own) = begin(cx).await?;
    refuse_unless(own.may(Permission::HandOver))?;
    if to == user {
        return Err(Fault::Conflict { what: "own_role".into() }.into());
    }
    let was = tx.role_of(to).await?.ok_or(Fault::NotFound)?;
    tx.set_role(to, Role::Owner).await?;
    tx.set_role(user, Role::Admin).await?;
    let (name, email) = tx.person(to).await?;
    let told = json!({ "name": name, "email": email, "from": was, "to": Role::Owner });
    tx.audit(&cx.audit_entry(AuditAction::MemberBecameOwner, ("user", Some(to.0)), told)).await?;
    tell_of_handover(&mut tx, (user, cx.actor().name()), (to, &name)).await?;
    tx.commit().await?;
    billing::send_mails_soon(cx.hub());
    Ok(())
}

/// Takes a member out of the company. Their sessions that look at it go on in another one of theirs, or end; their next page says why.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Forbidden`] for a role above one's own; [`Fault::Conflict`] `last_owner`, or `own_role` for
/// oneself, who leaves.
pub async fn remove_member(cx: &OrgCx<ManageTeam>, user: UserId) -> Result<(), HubError> {
    let (mut tx, actor, own) = begin(cx).await?;
    if user == actor {
        return Err(Fault::Conflict { what: "own_role".into() }.into());
    }
    tx.send_away(user).await?;
    let told = cx.audit_entry(AuditAction::MemberRemoved, ("user", Some(user.0)), json!({}));
    take_out(tx, user, |was| own.may_grant(was), told).await
}

async fn take_out(
    mut tx: TeamTx,
    user: UserId,
    may: impl FnOnce(Role) -> bool,
    told: AuditEntry<'_>,
) -> Result<(), HubError> {
    let was = tx.role_of(user).await?.ok_or(Fault::NotFound)?;
    refuse_unless(may(was))?;
    refuse_last_owner(&mut tx, was).await?;
    let (name, email) = tx.person(user).await?;
    tx.remove(user).await?;
    tx.audit(&AuditEntry { data: json!({ "name": name, "email": email, "role": was }), ..told }).await?;
    Ok(tx.commit().await?)
}

/// Whether owners and admins of the company need a second factor; those without one are led to the page where they get one.
///
/// # Errors
/// [`Fault::Conflict`] `own_second_factor_first` where whoever asks has none.
pub async fn require_second_factor(cx: &OrgCx<ManageOrganisation>, required: bool) -> Result<(), HubError> {
    let (mut tx, user, role) = begin(cx).await?;
    refuse_unless(role.is_powerful())?;
    if required && !tx.has_two_factor(user).await? {
        return Err(Fault::Conflict { what: "own_second_factor_first".into() }.into());
    }
    if tx.require_two_factor(required).await? {
        let action = if required {
            AuditAction::OrganisationTwoFactorOn
        } else {
            AuditAction::OrganisationTwoFactorOff
        };
        tx.audit(&cx.audit_entry(action, ("organisation", Some(cx.org().0)), json!({}))).await?;
    }
    Ok(tx.commit().await?)
}

impl Hub {
    /// The companies of whoever is signed in, by name.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn companies(&self, who: &Principal) -> Result<Vec<MembershipView>, HubError> {
        Ok(store::team::memberships(self.db(), who.member().user).await?)
    }

    /// Makes another member of the company that whoever is signed in looks at an owner, and them an admin. Nobody but the new owner can
    /// take it back, so it is not for who sits at a browser that somebody else left open.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::NotFound`]; [`Fault::Forbidden`] for who is no owner; [`Fault::Conflict`] `own_role` to oneself.
    pub async fn hand_over(
        &self,
        who: &Principal,
        to: UserId,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let cx = who.authorize::<HandOver>()?;
        self.ask_proofs(who, proofs, client, session).await?;
        hand_over(&cx, to).await
    }

    /// Whether nobody else owns the company that an owner looks at.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn is_only_owner(&self, who: &Principal) -> Result<bool, HubError> {
        let members = store::team::members(self.db(), who.member().org).await?;
        Ok(members.iter().filter(|member| member.role == Role::Owner).count() <= 1)
    }

    /// Takes whoever is signed in out of the company that they look at, whatever they may do in it: also who is to get a second factor
    /// before anything else of it is open to them. Whether their sessions go on in another company of theirs, or have ended.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for who was removed meanwhile; [`Fault::Conflict`] `last_owner`.
    pub async fn leave(&self, who: &Principal) -> Result<bool, HubError> {
        let member = who.member();
        let mut tx = TeamTx::begin(self.db(), member.org).await?;
        let goes_on = tx.move_on(member.user).await?;
        take_out(tx, member.user, |_| true, who.told(AuditAction::MemberLeft)).await?;
        Ok(goes_on)
    }

    /// Lets a session look at another company of its person.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for one that the person does not belong to.
    pub async fn enter(&self, session: &TokenHash, org: OrgId) -> Result<(), HubError> {
        let done = store::team::enter(self.db(), session, org).await?;
        if done { Ok(()) } else { Err(Fault::NotFound.into()) }
    }

    /// The invitation that a link leads to.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for a link that Orion did not send, or so long ago that it forgot.
    pub async fn invitation(&self, token: &str) -> Result<FoundInvitation, HubError> {
        let token = Token::parse(token).ok_or(Fault::NotFound)?;
        Ok(store::team::find_invitation(self.db(), &token.hash()).await?.ok_or(Fault::NotFound)?)
    }

    /// The same if it can be accepted.
    async fn open_invitation(&self, token: &str) -> Result<FoundInvitation, HubError> {
        let found = self.invitation(token).await?;
        match found.state {
            InvitationState::Open => Ok(found),
            _ => Err(invitation_over().into()),
        }
    }

    /// Takes whoever is signed in into the company that invited their address; the session looks at it then.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Conflict`] `other_address` where somebody else was invited, `invitation_over`.
    pub async fn accept(
        &self,
        who: &Principal,
        token: &str,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let found = self.open_invitation(token).await?;
        let member = who.member();
        if found.email != member.user_email {
            return Err(Fault::Conflict { what: "other_address".into() }.into());
        }
        let tx = TeamTx::begin(self.db(), found.org).await?;
        join(tx, (found.id, &found.email), (member.user, &member.user_name), client.ip).await?;
        self.enter(session, found.org).await
    }

    /// The same for whoever is invited and has an account, by their password; signs them in. Who has a second factor joins when they
    /// have given it.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Unauthenticated`] for a wrong password; [`Fault::Throttled`] as [`Hub::sign_in`];
    /// [`Fault::Conflict`] `invitation_over`.
    pub async fn accept_as(
        &self,
        token: &str,
        password: &str,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<Opened, HubError> {
        let found = self.open_invitation(token).await?;
        let proved = self.prove(&found.email, password, client).await?.ok_or(Fault::Unauthenticated)?;
        let (member, invitation) = ((proved.user, found.org), Some(found.id));
        if !proved.two_factor {
            let tx = TeamTx::begin(self.db(), found.org).await?;
            let name = found.user.as_ref().map_or(found.email.as_str(), |(_, name)| name);
            join(tx, (found.id, &found.email), (proved.user, name), client.ip).await?;
        }
        let proof = Proof::Password(&proved.password_hash);
        self.open_proved_session(client, member, (proof, invitation), replaces).await
    }

    /// The same by an account elsewhere whose person this is, with or without a second factor; `None` where somebody else was invited,
    /// or the invitation is over.
    pub(crate) async fn accept_by(
        &self,
        token: &str,
        (user, two_factor): (UserId, bool),
        proof: Proof<'_>,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<Option<Opened>, HubError> {
        let found = match self.open_invitation(token).await {
            Ok(found) => found,
            Err(HubError::Fault(Fault::NotFound | Fault::Conflict { .. })) => return Ok(None),
            Err(error) => return Err(error),
        };
        let Some((_, name)) = found.user.as_ref().filter(|(invited, _)| *invited == user) else {
            return Ok(None);
        };
        if !two_factor {
            let tx = TeamTx::begin(self.db(), found.org).await?;
            join(tx, (found.id, &found.email), (user, name), client.ip).await?;
        }
        let opened = self.open_proved_session(client, (user, found.org), (proof, Some(found.id)), replaces);
        Ok(Some(opened.await?))
    }

    /// Makes an account for whoever is invited and has none, takes them into the company and signs them in.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Invalid`] with the fields `name` and `password`; [`Fault::Conflict`] `has_account`, `invitation_over`.
    pub async fn join(
        &self,
        token: &str,
        (name, password): (&str, &str),
        locale: Locale,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        let found = self.open_invitation(token).await?;
        let mut problems = Problems::default();
        let name = problems.name("name", name);
        if let Some(problem) = passwords::problem(password, &[&name, &found.email, &found.org_name]) {
            problems.add("password", problem);
        }
        problems.finish()?;
        self.make_joined(&found, (&name, Way::Password(password)), locale, client, replaces).await
    }

    /// The same of who signs in by an account elsewhere whose address is `email`.
    ///
    /// # Errors
    /// [`Fault::NotFound`]; [`Fault::Invalid`] with the field `name`; [`Fault::Conflict`] `other_address`, `has_account`,
    /// `invitation_over`.
    pub(crate) async fn join_by(
        &self,
        token: &str,
        (name, email): (&str, &str),
        identity: Identity<'_>,
        locale: Locale,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        let found = self.open_invitation(token).await?;
        if found.email != email {
            return Err(Fault::Conflict { what: "other_address".into() }.into());
        }
        let mut problems = Problems::default();
        let name = problems.name("name", name);
        problems.finish()?;
        // It is the link that proves the address.
        let way = Way::Elsewhere(identity, false);
        self.make_joined(&found, (&name, way), locale, client, replaces).await
    }

    async fn make_joined(
        &self,
        found: &FoundInvitation,
        (name, way): (&str, Way<'_>),
        locale: Locale,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        let hash = way.hash(self).await?;
        let (user, mut tx) = (UserId::new(), TeamTx::begin(self.db(), found.org).await?);
        match tx.make_user(user, (name, &found.email, &hash), way.identity(), locale).await {
            Err(store::StoreError::Taken { .. }) => return Err(has_account()),
            made => made?,
        }
        join(tx, (found.id, &found.email), (user, name), client.ip).await?;
        self.open_member_session(client, (user, found.org), replaces).await
    }
}

/// Nobody joins by it any more.
pub(crate) fn invitation_over() -> Fault {
    Fault::Conflict { what: "invitation_over".into() }
}

pub(crate) async fn join(
    mut tx: TeamTx,
    (invitation, email): (InvitationId, &str),
    (user, name): (UserId, &str),
    ip: Option<IpAddr>,
) -> Result<(), HubError> {
    let role = match tx.accept(invitation, user).await {
        Err(store::StoreError::NotFound) => return Err(invitation_over().into()),
        accepted => accepted?,
    };
    let told = AuditEntry {
        actor: Some(user),
        actor_name: name,
        action: AuditAction::MemberJoined,
        subject_kind: "invitation",
        subject: Some(invitation.0),
        ip,
        data: json!({ "email": email, "role": role }),
    };
    tx.audit(&told).await?;
    Ok(tx.commit().await?)
}
