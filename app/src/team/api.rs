//! What the forms of the team post to.

use super::{
    INVITE, PATH,
    companies::COMPANIES,
    member::{HAND_OVER, LEAVING, REMOVE, ROLE},
};
use crate::form::{Done, Form, Posted};
use domain::{Fault, InvitationId, OrgId, Role, UserId};
use hub::{
    HubError,
    permit::{ManageTeam, View},
};
use leptos::prelude::*;

/// Invites somebody by e-mail.
#[server(name = TeamInvite, prefix = "/ui", endpoint = "team/invite")]
pub async fn team_invite(
    #[server(default)] email: String,
    #[server(default)] role: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(INVITE, &return_to, PATH).keep("email", &email).keep("role", &role);
    let done = async {
        hub::team::invite(&form.authorize::<ManageTeam>()?, &email, &role).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().invited(email.trim())))
    };
    let done = done.await;
    form.answer(done).await
}

/// Sends an invitation once more.
#[server(name = InvitationAgain, prefix = "/ui", endpoint = "team/send-again")]
pub async fn invitation_again(
    #[server(default)] invitation: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(INVITE, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<ManageTeam>()?;
        let id: InvitationId = invitation.parse().map_err(|_| Fault::NotFound)?;
        hub::team::invite_again(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().sent_again()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes an invitation back.
#[server(name = InvitationRevoke, prefix = "/ui", endpoint = "team/revoke")]
pub async fn invitation_revoke(
    #[server(default)] invitation: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(INVITE, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<ManageTeam>()?;
        let id: InvitationId = invitation.parse().map_err(|_| Fault::NotFound)?;
        hub::team::revoke_invitation(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().revoked()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Gives a member another role.
#[server(name = MemberRole, prefix = "/ui", endpoint = "team/role")]
pub async fn member_role(
    #[server(default)] user: String,
    #[server(default)] role: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(ROLE, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<ManageTeam>()?;
        let id: UserId = user.parse().map_err(|_| Fault::NotFound)?;
        let role: Role = role.parse().map_err(|_| Fault::NotFound)?;
        hub::team::change_role(&permit, id, role).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().role_changed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes another member an owner, and whoever asks an admin.
#[server(name = MemberHandOver, prefix = "/ui", endpoint = "team/hand-over")]
pub async fn member_hand_over(
    #[server(default)] user: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(HAND_OVER, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<ManageTeam>()?;
        let id: UserId = user.parse().map_err(|_| Fault::NotFound)?;
        hub::team::hand_over(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().handed_over()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes a member out of the company.
#[server(name = MemberRemove, prefix = "/ui", endpoint = "team/remove")]
pub async fn member_remove(#[server(default)] user: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new(REMOVE, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<ManageTeam>()?;
        let id: UserId = user.parse().map_err(|_| Fault::NotFound)?;
        hub::team::remove_member(&permit, id).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().removed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Leaves the company. The sessions that looked at it have ended then.
#[server(name = TeamLeave, prefix = "/ui", endpoint = "team/leave")]
pub async fn team_leave(#[server(default)] return_to: String) -> Posted {
    let form = Form::new(LEAVING, &return_to, PATH);
    let done = async {
        let permit = form.authorize::<View>()?;
        hub::team::leave(&permit).await?;
        let company = form.visit().principal().map(|who| who.member().org_name.clone()).unwrap_or_default();
        Ok::<_, HubError>(Done::to("/entrar").toast(form.texts().team().left(&company)).signed_out())
    };
    let done = done.await;
    form.answer(done).await
}

/// Looks at another company of the person.
#[server(name = CompanyEnter, prefix = "/ui", endpoint = "account/enter")]
pub async fn company_enter(
    #[server(default)] company: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("account/enter", &return_to, COMPANIES);
    let done = async {
        let who = form.visit().principal().ok_or(Fault::Unauthenticated)?;
        let session = form.visit().token().ok_or(Fault::Unauthenticated)?.hash();
        let org: OrgId = company.parse().map_err(|_| Fault::NotFound)?;
        let hub = form.visit().hub();
        hub.enter(&session, org).await?;
        let companies = hub.companies(who).await?;
        let name = companies.into_iter().find(|company| company.org == org).map(|company| company.name);
        Ok::<_, HubError>(Done::to("/admin").toast(form.texts().team().entered(&name.unwrap_or_default())))
    };
    let done = done.await;
    form.answer(done).await
}
