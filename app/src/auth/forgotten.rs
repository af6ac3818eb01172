use super::sign_in::refusal;
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::{Drawing, Page, PageCx, public_page},
};
use axum::http::StatusCode;
use domain::{Fault, FieldProblem};
use hub::{
    HubError,
    account_mails::{OtherWays, RESET_PATH, Resetting, named},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{Button, ButtonKind, CheckboxField, GateShell, InputKind, LinkButton, TextField};

const FORGOT: &str = "password/forgot";
const RESET: &str = "password/reset";
/// Where a link to set another password is asked for.
pub(super) const FORGOT_PATH: &str = "/esqueci-a-senha";

/// Has the person of an address sent a link to set another password.
#[server(name = PasswordForgot, prefix = "/ui", endpoint = "password/forgot")]
pub async fn password_forgot(
    #[server(default)] email: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORGOT, &return_to, FORGOT_PATH).at_gate().keep("email", &email);
    let visit = form.visit().clone();
    let asked = visit.hub().forgot_password(&email, visit.client()).await;
    let sent = form.texts().team().forgot_sent();
    // Whoever is signed in makes the password that they never had.
    let next = if visit.principal().is_some() { Done::back() } else { Done::to("/entrar") };
    form.answer(asked.map(|()| next.toast(sent))).await
}

/// Sets another password by a link.
#[server(name = PasswordReset, prefix = "/ui", endpoint = "password/reset")]
pub async fn password_reset(
    #[server(default)] token: String,
    #[server(default)] password: String,
    #[server(default)] unlink: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(RESET, &return_to, FORGOT_PATH).at_gate().with_secrets().keep("unlink", &unlink);
    let visit = form.visit().clone();
    let wanted = (password.as_str(), !unlink.is_empty());
    let done = visit.hub().reset_password(&token, wanted, visit.client()).await;
    let t = form.texts().team();
    let said = |is_cleared| if is_cleared { t.reset_done_cleared() } else { t.reset_done() };
    form.answer(done.map(|is_cleared| Done::to("/entrar").toast(said(is_cleared)).signed_out())).await
}

/// `/esqueci-a-senha`
pub fn forgot_page() -> Drawing {
    public_page(|cx| async move {
        let (t, form) = (cx.t.team(), cx.form(FORGOT));
        let error = match form.problem("email") {
            Some(FieldProblem::Format) => cx.t.auth().email_format().to_owned(),
            _ => form.error("email"),
        };
        let folder = hub::account_mails::are_files(cx.visit().hub())
            .then(|| view! { <p class="meta">{t.mail_folder()}</p> });
        let foot = view! { <a href="/entrar">{cx.t.auth().sign_in()}</a> }.into_any();
        let body = view! {
            <GateShell title=t.forgot_title() foot=foot>
                <p class="meta">{t.forgot_title_context()}</p>
                {folder}
                {refusal(&cx, form.fault())}
                <PostForm action=PasswordForgot::url() return_to=cx.here()>
                    <TextField name="email" label=cx.t.auth().email() kind=InputKind::Email value=form.value("email", "")
                        error=error autocomplete="username" required=true autofocus=true/>
                    <div class="form-actions"><Button label=t.forgot_send() kind=ButtonKind::Primary/></div>
                </PostForm>
            </GateShell>
        };
        Ok(Page::new(t.forgot_title(), body))
    })
}

/// `/nova-senha/:token`
pub fn reset_page() -> Drawing {
    let response = expect_context::<ResponseOptions>();
    public_page(|cx| async move {
        let token: String = cx.param("token")?;
        let title = cx.t.team().forgot_title();
        match cx.visit().hub().resetting(&token).await {
            Ok(who) => {
                let others = cx.visit().hub().other_ways(&who).await?;
                Ok(Page::new(title, page(&cx, &token, &who, &others)))
            }
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
    view! {
        <GateShell title=t.reset_unknown()>
            <p>{t.reset_unknown_text()}</p>
            <LinkButton label=t.reset_again() href=FORGOT_PATH kind=ButtonKind::Primary/>
        </GateShell>
    }
    .into_any()
}

/// What opens the account besides the password that is set.
fn other_ways(cx: &PageCx, who: &Resetting, others: &OtherWays) -> Option<AnyView> {
    let t = cx.t.team();
    let ways = named(cx.locale, others).into_iter().map(|way| view! { <li>{way}</li> }).collect_view();
    if !who.email_is_proven {
        let list = (!others.is_empty()).then(|| view! { <ul class="prose">{ways}</ul> });
        return (who.two_factor || !others.is_empty())
            .then(|| view! { <p>{t.reset_clears()}</p>{list} }.into_any());
    }
    let keys = (!others.passkeys.is_empty()).then(|| view! { <p class="meta">{t.reset_keys()}</p> });
    let unlink = (!others.accounts.is_empty()).then(|| {
        // Who began with Google makes their first password, and goes on with both.
        let checked = cx.form(RESET).ticked("unlink", who.has_password);
        view! { <CheckboxField name="unlink" label=t.reset_unlink() help=t.reset_unlink_help() checked=checked/> }
    });
    (!others.is_empty())
        .then(|| view! { <p>{t.reset_others()}</p><ul class="prose">{ways}</ul>{keys}{unlink} }.into_any())
}

fn page(cx: &PageCx, token: &str, who: &Resetting, others: &OtherWays) -> AnyView {
    let (t, a, form) = (cx.t.team(), cx.t.auth(), cx.form(RESET));
    let (here, token) = (format!("{RESET_PATH}{token}"), token.to_owned());
    let (context, email) = (t.reset_context(&who.email), who.email.clone());
    let (refused, others) = (refusal(cx, form.fault()), other_ways(cx, who, others));
    view! {
        <GateShell title=t.forgot_title()>
            <p class="meta">{context}</p>
            {refused}
            <PostForm action=PasswordReset::url() return_to=here>
                <input type="hidden" name="token" value=token/>
                <input type="hidden" name="username" autocomplete="username" value=email/>
                <TextField name="password" label=a.another_password()
                    help=a.new_password_help(hub::passwords::MIN_CHARS.into()) kind=InputKind::Password
                    error=form.error("password") autocomplete="new-password" required=true autofocus=true/>
                {others}
                <div class="form-actions"><Button label=t.reset_save() kind=ButtonKind::Primary/></div>
            </PostForm>
        </GateShell>
    }
    .into_any()
}
