//! What the forms of the team post to.

use super::{
    INVITE, PATH, SECOND_FACTOR,
    companies::{COMPANIES, FOUND},
    member::{HAND_OVER, LEAVING, REMOVE, ROLE},
};
use crate::{
    first_hour,
    form::{Done, Form, Posted},
};
use domain::{Fault, Role, UserId};
use hub::{
    HubError,
    auth::OrgCx,
    permit::{HandOver, ManageOrganisation, ManageTeam},
    second_factor::Proofs,
    undo::{Mark, Replaced},
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::str::FromStr;

/// What a form names, which is nothing of ours where it cannot be read.
fn id<T: FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// Changes the team and leads back to it.
async fn manage(
    form: Form,
    change: impl AsyncFnOnce(&OrgCx<ManageTeam>) -> Result<(), HubError>,
    said: impl Into<String>,
) -> Posted {
    let done = async {
        change(&form.authorize::<ManageTeam>()?).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(said))
    };
    let done = done.await;
    form.answer(done).await
}

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
        Ok::<_, HubError>(Done::back().toast(form.texts().team().invited(email.trim())))
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
    let said = form.texts().team().sent_again();
    manage(form, async |team| hub::team::invite_again(team, id(&invitation)?).await, said).await
}

/// Takes an invitation back.
#[server(name = InvitationRevoke, prefix = "/ui", endpoint = "team/revoke")]
pub async fn invitation_revoke(
    #[server(default)] invitation: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(INVITE, &return_to, PATH);
    let said = form.texts().team().revoked();
    manage(form, async |team| hub::team::revoke_invitation(team, id(&invitation)?).await, said).await
}

/// Gives a member another role; where `since` is given, only if theirs is still what was left then.
#[server(name = MemberRole, prefix = "/ui", endpoint = "team/role")]
pub async fn member_role(
    #[server(default)] user: String,
    #[server(default)] role: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(ROLE, &return_to, PATH);
    let done = async {
        let team = form.authorize::<ManageTeam>()?;
        let (member, role) = (id::<UserId>(&user)?, id::<Role>(&role)?);
        let Replaced { before: was, left } =
            hub::team::change_role(&team, member, role, Mark::named(&since)?).await?;
        let done = Done::to(PATH).toast(form.texts().team().role_changed());
        // Who has changed their own may no longer take it back, and an owner is made by proofs alone.
        let is_own = form.member()?.member().user == member;
        Ok::<_, HubError>(if was == role || was == Role::Owner || is_own {
            done
        } else {
            done.undo(MemberRole::url(), &[("user", &user), ("role", was.code())]).since(left)
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes another member an owner, and whoever asks an admin.
#[server(name = MemberHandOver, prefix = "/ui", endpoint = "team/hand-over")]
pub async fn member_hand_over(
    #[server(default)] user: String,
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(HAND_OVER, &return_to, PATH).with_secrets();
    let done = async {
        form.authorize::<HandOver>()?;
        let (who, visit) = (form.member()?, form.visit());
        let session = visit.token().ok_or(Fault::Unauthenticated)?.hash();
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().hand_over(who, id(&user)?, proofs, visit.client(), &session).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().team().handed_over()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes a member out of the company.
#[server(name = MemberRemove, prefix = "/ui", endpoint = "team/remove")]
pub async fn member_remove(#[server(default)] user: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new(REMOVE, &return_to, PATH);
    let said = form.texts().team().removed();
    manage(form, async |team| hub::team::remove_member(team, id(&user)?).await, said).await
}

/// Leaves the company, for another one of theirs where there is one. Else the sessions that looked at it have ended then.
#[server(name = TeamLeave, prefix = "/ui", endpoint = "team/leave")]
pub async fn team_leave(#[server(default)] return_to: String) -> Posted {
    let form = Form::new(LEAVING, &return_to, PATH);
    let done = async {
        let who = form.member()?;
        let goes_on = form.visit().hub().leave(who).await?;
        let left = form.texts().team().left(&who.member().org_name);
        Ok::<_, HubError>(match goes_on {
            true => Done::to("/admin").toast(left),
            false => Done::to("/entrar").toast(left).signed_out(),
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Has owners and admins need a second factor, or not any more.
#[server(name = TeamSecondFactor, prefix = "/ui", endpoint = "team/second-factor")]
pub async fn team_second_factor(
    #[server(default)] required: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(SECOND_FACTOR, &return_to, PATH);
    let is_required = required == "on";
    let done = async {
        hub::team::require_second_factor(&form.authorize::<ManageOrganisation>()?, is_required).await?;
        let t = form.texts().security();
        Ok::<_, HubError>(Done::to(PATH).toast(if is_required { t.required() } else { t.required_no_more() }))
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes another company of the person, and goes on to what there is to set up.
#[server(name = CompanyFound, prefix = "/ui", endpoint = "account/found")]
pub async fn company_found(
    #[server(default)] company: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FOUND, &return_to, COMPANIES).keep("company", &company);
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().ok_or(Fault::Unauthenticated)?.hash();
        let new = (company.as_str(), visit.locale());
        visit.hub().found_company(who, new, &session).await?;
        Ok::<_, HubError>(Done::to(first_hour::PATH).toast(form.texts().team().entered(company.trim())))
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
        let who = form.person()?;
        let session = form.visit().token().ok_or(Fault::Unauthenticated)?.hash();
        let org = id(&company)?;
        let hub = form.visit().hub();
        hub.enter(&session, org).await?;
        let companies = hub.companies(who).await?;
        let name = companies.into_iter().find(|company| company.org == org).map(|company| company.name);
        Ok::<_, HubError>(Done::to("/admin").toast(form.texts().team().entered(&name.unwrap_or_default())))
    };
    let done = done.await;
    form.answer(done).await
}
