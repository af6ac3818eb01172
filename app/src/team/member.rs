//! `/admin/equipe/:user`: a member's role, and what takes somebody out of the company.

use super::{MemberHandOver, MemberRemove, MemberRole, PATH, TeamLeave, grantable};
use crate::{
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page as drawn, own_page},
};
use domain::{Fault, Role, UserId, view::team::MemberView};
use hub::{
    account_mails::SECOND_FACTOR_PATH,
    permit::{ManageTeam, View},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, ConfirmPanel, FormActions, PageHeader, Panel, SelectField, Tone,
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
        Ok(Page::new(member.name.clone(), page(&cx, &member)))
    })
}

fn trail(cx: &PageCx) -> AnyView {
    view! { <Breadcrumbs label=cx.t.team().title() trail=vec![(cx.t.team().title().to_owned(), PATH.to_owned())]/> }.into_any()
}

fn page(cx: &PageCx, member: &MemberView) -> AnyView {
    let t = cx.t.team();
    let (own, user) =
        cx.principal().map_or((Role::Viewer, None), |who| (who.member().role, Some(who.member().user)));
    let context = t.member_context(&member.email, &t.role(member.role.code()));
    let (id, there) = (member.user.to_string(), cx.here());
    let body = if own.may_grant(member.role) {
        let options = grantable(cx, member.role.code());
        let hand_over = (own == Role::Owner && user != Some(member.user)).then(|| {
            let (id, there) = (id.clone(), there.clone());
            let form = view! {
                <PostForm action=MemberHandOver::url() return_to=there>
                    <input type="hidden" name="user" value=id/>
                    <FormActions><Button label=t.hand_over()/></FormActions>
                </PostForm>
            };
            view! { <Panel title=t.hand_over() context=t.hand_over_text(&member.name)>{form}</Panel> }
        });
        let (same, same_place, context) = (id.clone(), there.clone(), t.remove_text(&member.name));
        view! {
            <PostForm action=MemberRole::url() return_to=there>
                <input type="hidden" name="user" value=id/>
                <SelectField name="role" label=t.role_column() help=t.change_role_help() options=options/>
                <FormActions><Button label=t.change_role() kind=ButtonKind::Primary/></FormActions>
            </PostForm>
            {hand_over}
            <Panel title=t.remove() context=context>
                <PostForm action=MemberRemove::url() return_to=same_place>
                    <input type="hidden" name="user" value=same/>
                    <FormActions><Button label=t.remove() kind=ButtonKind::Danger/></FormActions>
                </PostForm>
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
