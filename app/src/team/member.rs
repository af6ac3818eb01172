//! `/admin/equipe/:user`: a member's role, and what takes somebody out of the company.

use super::{LEAVE, MemberHandOver, MemberRemove, MemberRole, PATH, TeamLeave, grantable, member_path};
use crate::{
    account::{Proving, proving_form},
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page as drawn, own_page, redirect},
};
use domain::{Fault, Permission, Role, UserId, view::team::MemberView};
use hub::{
    account_mails::SECOND_FACTOR_PATH,
    auth::Principal,
    permit::{ManageTeam, View},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, Cell, Column, ConfirmPanel, DataTable, FormActions, LinkButton,
    PageHeader, Panel, Place, Row, SelectField, Tone,
};

pub(super) const ROLE: &str = "team/role";
pub(super) const HAND_OVER: &str = "team/hand-over";
pub(super) const REMOVE: &str = "team/remove";
pub(super) const LEAVING: &str = "team/leave";
/// Where a member's page hands over.
const HANDING_OVER: &str = "propriedade";

/// `/admin/equipe/:user`
pub fn member_page() -> Drawing {
    drawn::<ManageTeam, _, _>(Area::Settings, |cx, _| async move {
        let id: UserId = cx.param("id")?;
        let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let members = hub::team::members(&reads).await?;
        let member = members.into_iter().find(|member| member.user == id).ok_or(Fault::NotFound)?;
        let hand_over = hand_over(&cx, &member).await?;
        // Their role may have changed since the page of the form was opened.
        let is_forbidden = |form| cx.form(form).fault() == Some(&Fault::Forbidden);
        let was_refused = is_above(&cx, &member) && (is_forbidden(ROLE) || is_forbidden(REMOVE));
        let page = page(&cx, &member, hand_over, was_refused);
        Ok(Page::new(member.name.clone(), page).telling_refusal(was_refused))
    })
}

/// What makes the member an owner in the place of the one who looks, for who is one.
async fn hand_over(cx: &PageCx, member: &MemberView) -> Result<Option<AnyView>, Fault> {
    let who = cx.principal().ok_or(Fault::Unauthenticated)?;
    if !cx.may(Permission::HandOver) || who.member().user == member.user {
        return Ok(None);
    }
    let session = cx.visit().token().ok_or(Fault::Unauthenticated)?.hash();
    let pays = hub::billing::pays(&who.authorize::<View>()?).await?;
    let proving = Proving::look(cx, who, &session).await?;
    let (t, id) = (cx.t.team(), member.user.to_string());
    let fields = view! { <input type="hidden" name="user" value=id/> }.into_any();
    let button = view! { <Button label=t.hand_over()/> }.into_any();
    let form = (HAND_OVER, "hand-over", MemberHandOver::url());
    let (confirm, form) = (proving.panel(cx), proving_form(cx, form, proving.asks(cx), fields, button));
    let payment = pays.map(|_| t.hand_over_payment(&member.name));
    let context = [t.hand_over_text(&member.name)].into_iter().chain(payment).collect::<Vec<_>>().join(" ");
    let panel = view! {
        {confirm}
        <section id=HANDING_OVER><Panel title=t.hand_over() context=context>{form}</Panel></section>
    };
    Ok(Some(panel.into_any()))
}

/// `/admin/equipe/:user/remover`
pub fn remove_page() -> Drawing {
    let response = expect_context::<ResponseOptions>();
    drawn::<ManageTeam, _, _>(Area::Settings, |cx, _| async move {
        let id: UserId = cx.param("id")?;
        let who = cx.principal().ok_or(Fault::Unauthenticated)?;
        // Nobody removes themselves: they leave.
        if id == who.member().user {
            redirect(&response, LEAVE);
            return Ok(Page::new(cx.t.team().leave(), ()));
        }
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

/// Whether the member is more than the one who looks.
fn is_above(cx: &PageCx, member: &MemberView) -> bool {
    let own = cx.principal().map_or(Role::Viewer, |who| who.member().role);
    !own.may_grant(member.role)
}

fn page(cx: &PageCx, member: &MemberView, hand_over: Option<AnyView>, was_refused: bool) -> AnyView {
    let t = cx.t.team();
    let context = t.member_context(&member.email, &t.role(member.role.code()));
    let (id, there) = (member.user.to_string(), cx.here());
    let body = if is_above(cx, member) {
        let (tone, text) = if was_refused {
            (Tone::Warning, t.above_you_refused())
        } else {
            (Tone::Info, t.above_you_text())
        };
        view! { <Banner tone=tone title=t.above_you() text=text/> }.into_any()
    } else {
        let options = grantable(cx, member.role.code());
        let out = out(cx, member);
        view! {
            <PostForm action=MemberRole::url() return_to=there>
                <input type="hidden" name="user" value=id/>
                <SelectField name="role" label=t.role_column() help=t.change_role_help() options=options/>
                <FormActions><Button label=t.change_role() kind=ButtonKind::Primary/></FormActions>
            </PostForm>
            {hand_over}
            {out}
        }
        .into_any()
    };
    view! {
        {trail(cx)}
        <PageHeader title=member.name.clone() context=context.into_any()/>
        {body}
    }
    .into_any()
}

/// The way to take the member out, or to leave for who looks at themselves.
fn out(cx: &PageCx, member: &MemberView) -> AnyView {
    let t = cx.t.team();
    let own = cx.principal().map(Principal::member).filter(|own| own.user == member.user);
    let (label, context, href) = match own {
        Some(own) => (t.leave(), t.leave_text(&own.org_name), LEAVE.to_owned()),
        None => (t.remove(), t.remove_text(&member.name), format!("{}/remover", member_path(member.user))),
    };
    view! {
        <Panel title=label context=context>
            <div class="actions"><LinkButton label=label href=href/></div>
        </Panel>
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
            let way = before_leaving(&cx, &who).await?;
            // Who pressed all the same is told by the frame.
            let told = cx.form(LEAVING).fault().is_none().then(|| {
                view! { <Banner tone=Tone::Warning title=t.last_owner() text=t.last_owner_text()/> }
            });
            let body = view! {
                {trail}
                <PageHeader title=t.leave()/>
                {told}
                {way}
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

/// What the only owner does first: they hand the company over, to whom they choose.
async fn before_leaving(cx: &PageCx, who: &Principal) -> Result<AnyView, Fault> {
    let (t, own) = (cx.t.team(), who.member().user);
    if who.needs_second_factor() {
        let set_up = cx.t.security().set_up();
        let body = view! {
            <Panel title=t.hand_over() context=t.heirs_locked()>
                <div class="actions"><LinkButton label=set_up href=SECOND_FACTOR_PATH kind=ButtonKind::Primary/></div>
            </Panel>
        };
        return Ok(body.into_any());
    }
    let members = hub::team::members(&who.authorize::<View>()?).await?;
    let others: Vec<_> = members.into_iter().filter(|member| member.user != own).collect();
    if others.is_empty() {
        let body = view! {
            <Panel title=t.hand_over() context=t.heirs_none()>
                <div class="actions"><LinkButton label=t.invite() href=PATH kind=ButtonKind::Primary/></div>
            </Panel>
        };
        return Ok(body.into_any());
    }
    let columns = vec![
        Column::new(Place::Lead, t.person_column()),
        Column::new(Place::Detail, t.role_column()),
        Column::new(Place::Detail, t.actions_column()),
    ];
    let rows = others.into_iter().map(|member| {
        let href = format!("{}#{HANDING_OVER}", member_path(member.user));
        let lead = view! { <div>{member.name.clone()}</div> <div class="meta">{member.email}</div> };
        let action = view! { <LinkButton label=t.hand_over() of=member.name href=href/> };
        let cells = vec![Cell::Text(t.role(member.role.code())), Cell::view(action)];
        Row { href: String::new(), lead: lead.into_any(), cells, pick: None }
    });
    let rows = rows.collect();
    let body = view! {
        <Panel title=t.hand_over() context=t.heirs()>
            <DataTable caption=t.members() columns=columns rows=rows empty=().into_any()/>
        </Panel>
    };
    Ok(body.into_any())
}
