use super::{
    google,
    second_step::onward,
    sign_in::{HOME, refusal},
};
use crate::{
    flash::Flash,
    form::{Done, Form, PostForm, Posted},
    local_path::LocalPath,
    page::{Drawing, Page, PageCx, public_page, redirect},
    team::CompanyEnter,
};
use axum::http::StatusCode;
use domain::Fault;
use hub::{
    HubError,
    account_mails::INVITATION_PATH,
    team::{FoundInvitation, InvitationState},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{Banner, Button, ButtonKind, GateShell, InputKind, LinkButton, TextField, Tone};

const ACCEPT: &str = "invitation/accept";
const JOIN: &str = "invitation/join";

/// Takes whoever is signed in, or proves by their password who they are, into the company that invited them.
#[server(name = InvitationAccept, prefix = "/ui", endpoint = "invitation/accept")]
pub async fn invitation_accept(
    #[server(default)] token: String,
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(ACCEPT, &return_to, "/entrar").at_gate().with_secrets();
    let done = async {
        let visit = form.visit();
        let session = visit.token().map(hub::sessions::SessionToken::hash);
        let found = visit.hub().invitation(&token).await?;
        let done = Done::to("/admin").toast(form.texts().team().accepted(&found.org_name));
        let (Some(who), Some(session)) = (visit.principal(), &session) else {
            let opened = visit.hub().accept_as(&token, &password, visit.client(), session.as_ref()).await?;
            return Ok(Done::to(onward(&opened, "/admin")).cookie(visit.site().cookie.set(&opened.token)));
        };
        visit.hub().accept(who, &token, visit.client(), session).await?;
        Ok::<_, HubError>(done)
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes an account for whoever is invited, and signs them in.
#[server(name = InvitationJoin, prefix = "/ui", endpoint = "invitation/join")]
pub async fn invitation_join(
    #[server(default)] token: String,
    #[server(default)] name: String,
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(JOIN, &return_to, "/entrar").at_gate().with_secrets().keep("name", &name);
    let visit = form.visit().clone();
    let old = visit.token().map(hub::sessions::SessionToken::hash);
    let joined =
        visit.hub().join(&token, (&name, &password), visit.locale(), visit.client(), old.as_ref()).await;
    form.answer(joined.map(|token| Done::to("/admin").cookie(visit.site().cookie.set(&token)))).await
}

/// `/convite/:token`
pub fn invitation_page() -> Drawing {
    let response = expect_context::<ResponseOptions>();
    public_page(|cx| async move {
        let token: String = cx.param("token")?;
        let title = cx.t.team().accept();
        match cx.visit().hub().invitation(&token).await {
            Ok(found) if found.state == InvitationState::Accepted => used(&cx, &response, &found).await,
            Ok(found) => Ok(Page::new(title, page(&cx, &token, &found))),
            Err(HubError::Fault(Fault::NotFound)) => {
                response.set_status(StatusCode::NOT_FOUND);
                Ok(Page::new(title, unknown(&cx)))
            }
            Err(error) => Err(error.into()),
        }
    })
}

fn unknown(cx: &PageCx) -> AnyView {
    let t = cx.t.team();
    over(cx, t.invitation_unknown(), t.invitation_unknown_text().to_owned())
}

/// An invitation that leads nowhere, with the way on.
fn over(cx: &PageCx, title: &'static str, text: String) -> AnyView {
    let way = onward_from_here(cx);
    view! { <GateShell title=title><p>{text}</p>{way}</GateShell> }.into_any()
}

/// To the console for who is signed in, to sign-in for anybody else.
fn onward_from_here(cx: &PageCx) -> AnyView {
    match cx.principal() {
        Some(_) => view! { <LinkButton label=cx.t.errors().to_overview() href=HOME/> }.into_any(),
        None => view! { <LinkButton label=cx.t.auth().sign_in() href="/entrar"/> }.into_any(),
    }
}

/// An invitation that was accepted: who did that is led to the company; anybody else is told by whom, and what to do.
async fn used(cx: &PageCx, response: &ResponseOptions, found: &FoundInvitation) -> Result<Page, Fault> {
    let (t, title) = (cx.t.team(), cx.t.team().invitation_accepted());
    let shown = |view: AnyView| Ok(Page::new(title, view));
    let Some(who) = cx.principal() else {
        // Back here, which leads them on.
        let there = LocalPath::parse(&cx.address())
            .map_or_else(|| "/entrar".to_owned(), |here| here.behind_sign_in());
        let (text, sign_in) = (t.invitation_accepted_text(&found.email), cx.t.auth().sign_in());
        return shown(
            view! { <GateShell title=title><p>{text}</p><LinkButton label=sign_in href=there/></GateShell> }
                .into_any(),
        );
    };
    let own = who.member();
    if found.accepted_by != Some(own.user) {
        let text = t.invitation_accepted_other(&found.email, &own.user_email);
        let (sign_out, way) = (cx.t.auth().sign_out(), onward_from_here(cx));
        let view = view! {
            <GateShell title=title>
                <p>{text}</p>
                <div class="form-actions"><LinkButton label=sign_out href="/sair"/>{way}</div>
            </GateShell>
        };
        return shown(view.into_any());
    }
    if own.org == found.org {
        let toast = Some(t.invitation_accepted_own(&found.org_name));
        cx.visit().leave_flash(&Flash { toast, ..Flash::default() }, response).await?;
        redirect(response, HOME);
        return shown(().into_any());
    }
    let companies = cx.visit().hub().companies(who).await?;
    if companies.iter().all(|company| company.org != found.org) {
        return shown(over(cx, title, t.invitation_accepted_left(&found.org_name, &found.invited_by)));
    }
    let (text, label) = (t.invitation_accepted_own(&found.org_name), t.go_to_company(&found.org_name));
    let (company, here) = (found.org.to_string(), cx.here());
    let view = view! {
        <GateShell title=title>
            <p>{text}</p>
            <PostForm action=CompanyEnter::url() return_to=here>
                <input type="hidden" name="company" value=company/>
                <div class="form-actions"><Button label=label kind=ButtonKind::Primary/></div>
            </PostForm>
        </GateShell>
    };
    shown(view.into_any())
}

fn page(cx: &PageCx, token: &str, found: &FoundInvitation) -> AnyView {
    let t = cx.t.team();
    let inviter = &found.invited_by;
    match found.state {
        InvitationState::Open | InvitationState::Accepted => {}
        InvitationState::Expired => {
            return over(cx, t.invitation_expired(), t.invitation_expired_text(inviter));
        }
        InvitationState::Revoked => {
            return over(cx, t.invitation_revoked(), t.invitation_revoked_text(inviter));
        }
    }
    let text = t.invitation_text(inviter, &t.role(found.role.code()));
    let own = cx.principal().map(|who| who.member().user_email.clone());
    let (here, google) = (format!("{INVITATION_PATH}{token}"), google::button(cx, "", Some(token)));
    let token = token.to_owned();
    let body = match own {
        Some(own) if own == found.email => view! {
            <PostForm action=InvitationAccept::url() return_to=here>
                <input type="hidden" name="token" value=token/>
                <div class="form-actions"><Button label=t.accept() kind=ButtonKind::Primary/></div>
            </PostForm>
        }
        .into_any(),
        Some(own) => view! {
            <Banner tone=Tone::Warning title=t.invitation_other(&found.email) text=t.invitation_other_text(&own)/>
            <LinkButton label=cx.t.auth().sign_out() href="/sair"/>
        }
        .into_any(),
        None if found.user.is_some() => prove(cx, token, here, &found.email),
        None => join(cx, token, here, &found.email),
    };
    let google = google.filter(|_| cx.principal().is_none());
    let refused = refusal(cx, cx.form(ACCEPT).fault().or(cx.form(JOIN).fault()));
    view! {
        <GateShell title=t.invitation(&found.org_name)>
            <p>{text}</p>
            {refused}
            {body}
            {google}
        </GateShell>
    }
    .into_any()
}

/// For who has an account.
fn prove(cx: &PageCx, token: String, here: String, email: &str) -> AnyView {
    let (t, a) = (cx.t.team(), cx.t.auth());
    let (context, email) = (t.invitation_sign_in(email), email.to_owned());
    view! {
        <p class="meta">{context}</p>
        <PostForm action=InvitationAccept::url() return_to=here>
            <input type="hidden" name="token" value=token/>
            <input type="hidden" name="username" autocomplete="username" value=email/>
            <TextField name="password" label=a.password() kind=InputKind::Password autocomplete="current-password"
                required=true autofocus=true/>
            <div class="form-actions"><Button label=t.accept() kind=ButtonKind::Primary/></div>
            <p class="meta"><a href=super::forgotten::FORGOT_PATH>{t.forgot()}</a></p>
        </PostForm>
    }
    .into_any()
}

fn join(cx: &PageCx, token: String, here: String, email: &str) -> AnyView {
    let (t, a, form) = (cx.t.team(), cx.t.auth(), cx.form(JOIN));
    let (context, email) = (t.join_context(email), email.to_owned());
    view! {
        <p class="meta">{context}</p>
        <PostForm action=InvitationJoin::url() return_to=here>
            <input type="hidden" name="token" value=token/>
            // For programs that keep passwords.
            <input type="hidden" name="username" autocomplete="username" value=email/>
            <TextField name="name" label=a.your_name() value=form.value("name", "") error=form.error("name")
                autocomplete="name" maxlength=120 required=true autofocus=form.fault().is_none()/>
            <TextField name="password" label=a.new_password()
                help=a.new_password_help(hub::passwords::MIN_CHARS.into()) kind=InputKind::Password
                error=form.error("password") autocomplete="new-password" required=true/>
            <div class="form-actions"><Button label=t.join() kind=ButtonKind::Primary/></div>
        </PostForm>
    }
    .into_any()
}
