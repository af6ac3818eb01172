//! `/admin/equipe/:user`: a member's role, and what takes somebody out of the company.

use super::{MemberHandOver, MemberRemove, MemberRole, PATH, TeamLeave, grantable, member_path};
use crate::{
    account::{Proving, proving_form},
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page as drawn, own_page},
};
use domain::{Fault, Permission, Role, UserId, view::team::MemberView};
use hub::{
    account_mails::SECOND_FACTOR_PATH,
    permit::{ManageTeam, View},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, ConfirmPanel, FormActions, LinkButton, PageHeader, Panel,
    SelectField, Tone,
};

pub(super) const ROLE: &str = "team/role";
pub(super) const HAND_OVER: &str = "team/hand-over";
pub(super) const REMOVE: &str = "team/remove";
pub(super) const LEAVING: &str = "team/leave";

/// `/admin/equipe/:user`
pub fn member_page() -> Drawing {
    drawn::<ManageTeam, _, _>(Area::Settings, |cx, _| async move {
        let id: UserId = cx.param("id")?;
        let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let members = hub::team::members(&reads).await?;
        let member = members.into_iter().find(|member| member.user == id).ok_or(Fault::NotFound)?;
        let hand_over = hand_over(&cx, &member).await?;
        Ok(Page::new(member.name.clone(), page(&cx, &member, hand_over)))
    })
}

/// What makes the member an owner in the place of the one who looks, for who is one.
async fn hand_over(cx: &PageCx, member: &MemberView) -> Result<Option<AnyView>, Fault> {
    let who = cx.principal().ok_or(Fault::Unauthenticated)?;
    if !cx.may(Permission::HandOver) || who.member().user == member.user {
        return Ok(None);
    }
    let session = cx.visit().token().ok_or(Fault::Unauthenticated)?.hash();
    let proving = Proving::look(cx, who, &session).await?;
    let (t, id) = (cx.t.team(), member.user.to_string());
    let fields = view! { <input type="hidden" name="user" value=id/> }.into_any();
    let button = view! { <Button label=t.hand_over()/> }.into_any();
    let form = (HAND_OVER, "hand-over", MemberHandOver::url());
    let (confirm, form) = (proving.panel(cx), proving_form(cx, form, proving.asks(cx), fields, button));
    let panel = view! {
        {confirm}
        <Panel title=t.hand_over() context=t.hand_over_text(&member.name)>{form}</Panel>
    };
    Ok(Some(panel.into_any()))
}

/// `/admin/equipe/:user/remover`
pub fn remove_page() -> Drawing {
    drawn::<ManageTeam, _, _>(Area::Settings, |cx, _| async move {
        let id: UserId = cx.param("id")?;
        let who = cx.principal().ok_or(Fault::Unauthenticated)?;
        let members = hub::team::members(&who.authorize::<View>()?).await?;
        let member = members.into_iter().find(|member| member.user == id).ok_or(Fault::NotFound)?;
        let t = cx.t.team();
        let (question, there, user) = (t.remove_question(&member.name), member_path(id), id.to_string());
        let (text, return_to) = (t.remove_text(&member.name), cx.of_company(&there));
        let body = view! {
            {trail(&cx)}
            <ConfirmPanel title=question.clone() text=text confirm=t.remove() cancel=cx.t.common().cancel()
                cancel_href=there action=MemberRemove::url()>
                <input type="hidden" name="user" value=user/>
                <input type="hidden" name="return_to" value=return_to/>
            </ConfirmPanel>
        };
        Ok(Page::new(question, body))
    })
}

fn trail(cx: &PageCx) -> AnyView {
    view! { <Breadcrumbs label=cx.t.team().title() trail=vec![(cx.t.team().title().to_owned(), PATH.to_owned())]/> }.into_any()
}

fn page(cx: &PageCx, member: &MemberView, hand_over: Option<AnyView>) -> AnyView {
    let t = cx.t.team();
    let own = cx.principal().map_or(Role::Viewer, |who| who.member().role);
    let context = t.member_context(&member.email, &t.role(member.role.code()));
    let (id, there) = (member.user.to_string(), cx.here());
    let body = if own.may_grant(member.role) {
        let options = grantable(cx, member.role.code());
        let (remove, context) =
            (format!("{}/remover", member_path(member.user)), t.remove_text(&member.name));
        view! {
            <PostForm action=MemberRole::url() return_to=there>
                <input type="hidden" name="user" value=id/>
                <SelectField name="role" label=t.role_column() help=t.change_role_help() options=options/>
                <FormActions><Button label=t.change_role() kind=ButtonKind::Primary/></FormActions>
            </PostForm>
            {hand_over}
            <Panel title=t.remove() context=context>
                <div class="actions"><LinkButton label=t.remove() href=remove/></div>
            </Panel>
        }
        .into_any()
    } else {
        view! { <Banner tone=Tone::Info title=t.above_you()/> }.into_any()
    };
    view! {
        {trail(cx)}
        <PageHeader title=member.name.clone() context=context.into_any()/>
        {body}
    }
    .into_any()
}

/// `/admin/equipe/sair`
pub fn leave_page() -> Drawing {
    // Also for who is to get a second factor first, and would rather go.
    own_page(Area::Settings, |cx, who| async move {
        let t = cx.t.team();
        let here = cx.here();
        let (trail, cancel) = match who.needs_second_factor() {
            true => (None, SECOND_FACTOR_PATH),
            false => (Some(trail(&cx)), PATH),
        };
        // A company is never without an owner: who is its only one is told before they press.
        if who.member().role == Role::Owner && cx.visit().hub().is_only_owner(&who).await? {
            let back = view! { <LinkButton label=t.title() href=cancel/> }.into_any();
            let body = view! {
                {trail}
                <PageHeader title=t.leave()/>
                <Banner tone=Tone::Warning title=t.last_owner() text=t.last_owner_text() action=back/>
            };
            return Ok(Page::new(t.leave(), body));
        }
        let body = view! {
            {trail}
            <ConfirmPanel title=t.leave() text=t.leave_text(&who.member().org_name) confirm=t.leave()
                cancel=cx.t.common().cancel() cancel_href=cancel action=TeamLeave::url()>
                <input type="hidden" name="return_to" value=here/>
            </ConfirmPanel>
        };
        Ok(Page::new(t.leave(), body))
    })
}
