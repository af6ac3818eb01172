//! `/admin/equipe`: who belongs to the company, who is invited, and what each role may do.

mod api;
mod companies;
mod member;

pub use api::*;
pub(crate) use companies::COMPANIES;
pub use companies::companies_page;
pub use member::{leave_page, member_page as team_member_page, remove_page as remove_member_page};

use crate::{
    drawn_for::{OTHER_COMPANY, OTHER_PERSON},
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{
    Fault, InvitationId, Permission, Role, UserId,
    view::team::{InvitationView, MailStanding, MemberView},
};
use hub::{
    auth::OrgCx,
    permit::{ManageTeam, View},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Button, ButtonKind, Cell, Column, DataTable, FormActions, Icon, IconName, InputKind, LinkButton,
    PageHeader, Panel, Place, Row, SelectField, SelectOption, StatusBadge, TextField, Tone,
};

pub(super) const PATH: &str = "/admin/equipe";
pub(crate) const LEAVE: &str = "/admin/equipe/sair";
pub(super) const SECOND_FACTOR: &str = "team/second-factor";
pub(super) const INVITE: &str = "team/invite";

pub(super) fn member_path(user: UserId) -> String {
    format!("{PATH}/{user}")
}

/// `/admin/equipe`
pub fn team_page() -> Drawing {
    member_page::<View, _, _>(Area::Settings, |cx, permit| async move {
        let members = hub::team::members(&permit).await?;
        let invitations = match cx.principal().map(|who| who.authorize::<ManageTeam>()) {
            Some(Ok(permit)) => Some(hub::team::invitations(&permit).await?),
            _ => None,
        };
        let invite = match invitations {
            Some(_) => Some(inviting(&cx, &permit).await?),
            None => None,
        };
        Ok(Page::new(cx.t.team().title(), page(&cx, &members, invitations.as_deref(), invite)))
    })
}

/// The form that invites somebody, or why nobody more can be invited.
pub(crate) async fn inviting(cx: &PageCx, permit: &OrgCx<View>) -> Result<AnyView, Fault> {
    let places = hub::plans::member_places(permit).await?;
    let full = places.filter(|(used, limit)| used >= limit);
    Ok(full.map_or_else(|| invite(cx), |places| no_place(cx, places)))
}

/// What stands in the place of inviting where the plan includes nobody more, or fewer than there are.
fn no_place(cx: &PageCx, (used, limit): (i64, i64)) -> AnyView {
    let t = cx.t.team();
    let title = t.no_place(&format::integer(cx.locale, limit), &format::integer(cx.locale, used));
    let plans = view! { <LinkButton label=cx.t.plans().see_plans() href=crate::plans::PATH/> };
    view! { <Banner tone=Tone::Info title=title text=t.no_place_text() action=plans.into_any()/> }.into_any()
}

fn page(
    cx: &PageCx,
    members: &[MemberView],
    invitations: Option<&[InvitationView]>,
    invite: Option<AnyView>,
) -> AnyView {
    let t = cx.t.team();
    let context = view! { {t.title_context()} }.into_any();
    let (people, roles) = (people(cx, members), roles(cx));
    let open = invitations.filter(|open| !open.is_empty()).map(|open| open_invitations(cx, open));
    let factor = cx.may(Permission::ManageOrganisation).then(|| second_factor(cx, members));
    let invite = invite.map(|form| view! { <Panel title=t.invite() context=t.invite_text()>{form}</Panel> });
    view! {
        <PageHeader title=t.title() context=context/>
        {people}
        {open}
        {invite}
        {factor}
        <Panel title=t.roles()>{roles}</Panel>
        <div class="actions"><LinkButton label=t.leave() href=LEAVE icon=IconName::LogOut/></div>
    }
    .into_any()
}

/// Whether owners and admins need a second factor, and how many are without.
fn second_factor(cx: &PageCx, members: &[MemberView]) -> AnyView {
    let (t, here) = (cx.t.security(), cx.here());
    let is_required = cx.principal().is_some_and(|who| who.member().org_requires_two_factor);
    let without = members.iter().filter(|member| member.role.is_powerful() && !member.has_two_factor).count();
    let (value, label) = if is_required { ("off", t.require_off()) } else { ("on", t.require_on()) };
    view! {
        <Panel title=t.require() context=t.require_text()>
            <p>{t.without(i64::try_from(without).unwrap_or(i64::MAX))}</p>
            <PostForm action=TeamSecondFactor::url() return_to=here>
                <FormActions><Button label=label name="required" value=value/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// Why a change was refused, in words.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.team();
    let (title, text) = match what {
        "invitation_over" => (t.invitation_over(), t.invitation_over_text()),
        "last_owner" => (t.last_owner(), t.last_owner_text()),
        "own_role" => (t.own_role(), t.own_role_text()),
        "too_many_invitations" => (t.too_many(), t.too_many_text()),
        "no_company" => (t.no_company(), t.no_company_text()),
        OTHER_COMPANY => (t.other_company(), t.other_company_text()),
        OTHER_PERSON => (t.other_person(), t.other_person_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}

/// The way to what mends that a change was refused, where this page is not that way.
pub(crate) fn mending(cx: &PageCx, what: &str) -> Option<AnyView> {
    let t = cx.t.team();
    let label = match what {
        "last_owner" => t.hand_over(),
        "own_role" => t.leave(),
        _ => return None,
    };
    (cx.path() != LEAVE).then(|| view! { <LinkButton label=label href=LEAVE/> }.into_any())
}

fn people(cx: &PageCx, members: &[MemberView]) -> AnyView {
    let t = cx.t.team();
    let own = cx.principal().map(|who| who.member().user);
    let may = cx.may(Permission::ManageTeam);
    // Who is easier to break into is told to nobody else.
    let mut columns =
        vec![Column::new(Place::Lead, t.person_column()), Column::new(Place::Detail, t.role_column())];
    columns.extend(may.then(|| Column::new(Place::Detail, cx.t.security().factor_column())));
    columns
        .extend([Column::new(Place::Detail, t.joined_column()), Column::new(Place::Detail, t.seen_column())]);
    let rows = members.iter().map(|member| {
        let is_own = own == Some(member.user);
        let you = is_own.then(|| view! { " " <StatusBadge tone=Tone::Neutral label=t.you()/> });
        let seen = match member.last_seen_at {
            Some(at) => format::relative(cx.locale, at, cx.now, cx.zone),
            None => t.never_seen().to_owned(),
        };
        let lead = view! {
            <div>{member.name.clone()}{you}</div>
            <div class="meta">{member.email.clone()}</div>
        };
        let factor =
            if member.has_two_factor { cx.t.security().has() } else { cx.t.security().has_not() }.to_owned();
        // Where the table is a list, no heading says what a value is.
        let told = |label: &str, value: String| Cell::counted(value.clone(), t.told(label, &value));
        let joined = format::date(cx.locale, member.joined_at, cx.zone);
        let mut cells = vec![Cell::Text(t.role(member.role.code()))];
        cells.extend(may.then(|| told(cx.t.security().factor_column(), factor)));
        cells.extend([told(t.joined_column(), joined), told(t.seen_column(), seen)]);
        Row {
            href: if may && !is_own { member_path(member.user) } else { String::new() },
            lead: lead.into_any(),
            cells,
            pick: None,
        }
    });
    let rows = rows.collect();
    view! {
        <Panel title=t.members()>
            <DataTable caption=t.members() columns=columns rows=rows empty=().into_any()/>
        </Panel>
    }
    .into_any()
}

fn open_invitations(cx: &PageCx, invitations: &[InvitationView]) -> AnyView {
    let t = cx.t.team();
    let columns = vec![
        Column::new(Place::Lead, t.person_column()),
        Column::new(Place::Detail, t.role_column()),
        Column::new(Place::Detail, t.actions_column()),
    ];
    let rows = invitations.iter().map(|invitation| {
        let when = format::date_time(cx.locale, invitation.expires_at, cx.zone);
        let until = if invitation.expires_at > cx.now { t.expires(&when) } else { t.expired(&when) };
        let mail = match &invitation.mail {
            MailStanding::Waiting => t.mail_waiting().to_owned(),
            MailStanding::Sent(at) => t.mail_sent(&format::relative(cx.locale, *at, cx.now, cx.zone)),
            MailStanding::Failed(problem) => t.mail_failed(problem),
        };
        let class = if matches!(invitation.mail, MailStanding::Failed(_)) { "field-error" } else { "meta" };
        let lead = view! {
            <div>{invitation.email.clone()}</div>
            <div class="meta">{t.invited_by(&invitation.invited_by)}" · "{until}</div>
            <div class=class>{mail}</div>
        };
        let again = (invitation.role != Role::Owner)
            .then(|| button(cx, InvitationAgain::url(), t.send_again(), invitation.id));
        let buttons = view! {
            <div class="actions">
                {again}
                {button(cx, InvitationRevoke::url(), t.revoke(), invitation.id)}
            </div>
        };
        Row {
            href: String::new(),
            lead: lead.into_any(),
            cells: vec![Cell::Text(t.role(invitation.role.code())), Cell::view(buttons)],
            pick: None,
        }
    });
    let rows = rows.collect();
    let table = view! { <DataTable caption=t.invitations() columns=columns rows=rows empty=().into_any()/> };
    if hub::account_mails::are_files(cx.visit().hub()) {
        view! { <Panel title=t.invitations() context=t.mail_folder()>{table}</Panel> }.into_any()
    } else {
        view! { <Panel title=t.invitations()>{table}</Panel> }.into_any()
    }
}

fn button(cx: &PageCx, action: &str, label: &'static str, id: InvitationId) -> AnyView {
    let (action, here) = (action.to_owned(), cx.here());
    view! {
        <PostForm action=action return_to=here class="inline-form">
            <input type="hidden" name="invitation" value=id.to_string()/>
            <Button label=label/>
        </PostForm>
    }
    .into_any()
}

fn invite(cx: &PageCx) -> AnyView {
    let (t, form) = (cx.t.team(), cx.form(INVITE));
    let email_error = match form.problem("email") {
        Some(domain::FieldProblem::Taken) => t.member_already().to_owned(),
        Some(domain::FieldProblem::Format) => cx.t.auth().email_format().to_owned(),
        _ => form.error("email"),
    };
    let options = grantable(cx, &form.value("role", Role::Operator.code()));
    // The form also stands on other pages than the one with the table.
    let help = if cx.path() == PATH { t.invite_role_help() } else { t.change_role_help() };
    view! {
        <PostForm action=TeamInvite::url() return_to=cx.here()>
            <TextField name="email" label=t.email() kind=InputKind::Email value=form.value("email", "")
                error=email_error autocomplete="off" required=true/>
            <SelectField name="role" label=t.invite_role() help=help options=options error=form.error("role")/>
            <FormActions><Button label=t.invite() kind=ButtonKind::Primary/></FormActions>
        </PostForm>
    }
    .into_any()
}

/// The roles that whoever looks may give. That of an owner is handed over, and here only where it is what somebody is.
pub(super) fn grantable(cx: &PageCx, chosen: &str) -> Vec<SelectOption> {
    let own = cx.principal().map_or(Role::Viewer, |who| who.member().role);
    let is_given = |role: Role| role != Role::Owner || role.code() == chosen;
    let roles = Role::ALL.into_iter().rev().filter(|role| own.may_grant(*role) && is_given(*role));
    roles.map(|role| SelectOption::new(role.code(), cx.t.team().role(role.code())).chosen(chosen)).collect()
}

/// The table of permissions, as the program itself goes by it.
fn roles(cx: &PageCx) -> AnyView {
    let t = cx.t.team();
    let mut columns = vec![Column::new(Place::Lead, t.permission_column())];
    // Where there is no room for a table, the first one says all roles.
    let place = |at| if at == 0 { Place::Detail } else { Place::Extra };
    let names = Role::ALL.into_iter().enumerate();
    columns.extend(names.map(|(at, role)| Column::new(place(at), t.role(role.code()))));
    let rows = Permission::ALL.iter().map(|permission| {
        let holders = Role::ALL.into_iter().filter(|role| role.may(*permission));
        let holders: Vec<_> = holders.map(|role| t.role(role.code())).collect();
        let cells = Role::ALL.into_iter().enumerate().map(|(at, role)| {
            let mark = if role.may(*permission) {
                view! { <Icon name=IconName::Check/> <span class="visually-hidden">{t.allowed()}</span> }
                    .into_any()
            } else {
                view! { <span class="visually-hidden">{t.not_allowed()}</span> }.into_any()
            };
            let all = (at == 0).then(|| view! { <span class="only-narrow">{holders.join(", ")}</span> });
            Cell::view(view! { <span class="only-wide">{mark}</span> {all} })
        });
        let cells = cells.collect();
        Row { href: String::new(), lead: t.permission(permission.code()).into_any(), cells, pick: None }
    });
    let rows = rows.collect();
    view! { <DataTable caption=t.roles() columns=columns rows=rows dense=true empty=().into_any()/> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;
    use i18n::Texts;
    use std::collections::BTreeSet;

    #[test]
    fn every_permission_has_words_of_its_own() {
        for locale in Locale::ALL {
            let t = Texts::new(locale).team();
            let said: BTreeSet<_> = Permission::ALL.iter().map(|one| t.permission(one.code())).collect();
            assert_eq!(said.len(), Permission::ALL.len(), "{locale:?}: one reads as another: {said:?}");
        }
    }
}
