//! The person's account at Google, by which they sign in.

use super::{
    PATH,
    proving::{Asks, proving_form},
};
use crate::{
    auth::PasswordForgot,
    form::{Done, Form, PostForm, Posted},
    google_cookie as cookie,
    local_path::LocalPath,
    page::PageCx,
};
use domain::Fault;
use hub::{HubError, auth::Principal, google::WaysIn, second_factor::Proofs, sessions::SessionToken};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Fact, Facts, FormActions, Panel};

const LINK: &str = "account/google/link";
const UNLINK: &str = "account/google/unlink";
const CONFIRM: &str = "account/google/confirm";

/// Leads to Google's page, to sign in by an account there from now on.
#[server(name = AccountGoogleLink, prefix = "/ui", endpoint = "account/google/link")]
pub async fn account_google_link(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(LINK, &return_to, PATH).with_secrets();
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        let proofs = Proofs { password: &password, code: &code };
        let (url, kept) = visit.hub().ask_google_to_link(who, proofs, visit.client(), &session).await?;
        Ok::<_, HubError>(cookie::leading_to_google(visit.site(), url.as_str(), &kept))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes that back.
#[server(name = AccountGoogleUnlink, prefix = "/ui", endpoint = "account/google/unlink")]
pub async fn account_google_unlink(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(UNLINK, &return_to, PATH).with_secrets();
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().unlink_google(who, proofs, visit.client(), &session).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().google().unlinked()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Leads to Google's page, to confirm one change of who has neither a password nor a second factor, and back to `voltar`.
#[server(name = AccountGoogleConfirm, prefix = "/ui", endpoint = "account/google/confirm")]
pub async fn account_google_confirm(
    #[server(default)] voltar: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(CONFIRM, &return_to, PATH);
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        let to = LocalPath::parse(&voltar).map_or_else(|| PATH.to_owned(), |path| path.to_string());
        let (url, kept) = visit.hub().ask_google_to_confirm(who, &to, &session).await?;
        Ok::<_, HubError>(cookie::leading_to_google(visit.site(), url.as_str(), &kept))
    };
    let done = done.await;
    form.answer(done).await
}

/// The way to Google that stands before the forms of a page.
pub(super) fn confirm_by_google(cx: &PageCx) -> AnyView {
    let (t, here, back) = (cx.t.google(), cx.here(), cx.path().to_owned());
    view! {
        <Panel title=t.confirm() context=t.confirm_text()>
            <PostForm action=AccountGoogleConfirm::url() return_to=here>
                <input type="hidden" name="voltar" value=back/>
                <FormActions><Button label=t.confirm()/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// What the page of the account says of it; nothing where people cannot sign in with Google.
pub(super) fn panel(cx: &PageCx, ways: &WaysIn, asks: Asks) -> Option<AnyView> {
    let t = cx.t.google();
    if !cx.visit().hub().has_google() && ways.linked.is_none() {
        return None;
    }
    let body = match &ways.linked {
        Some(linked) => {
            let used = format::date_time(cx.locale, linked.last_used_at, cx.zone);
            let facts = vec![Fact::new(t.account(), linked.email.clone()), Fact::new(t.last_used(), used)];
            let unlink = match ways.has_password {
                true => {
                    let others = view! { <p class="meta">{t.unlink_others()}</p> };
                    form(cx, (UNLINK, AccountGoogleUnlink::url()), t.unlink(), (asks, others.into_any()))
                }
                false => view! { <p class="meta">{t.unlink_needs_password()}</p> }.into_any(),
            };
            view! { <Facts facts=facts/>{unlink} }.into_any()
        }
        None => form(cx, (LINK, AccountGoogleLink::url()), t.link(), (asks, ().into_any())),
    };
    Some(view! { <Panel title=t.title() context=t.title_context()>{body}</Panel> }.into_any())
}

fn form(
    cx: &PageCx,
    (name, action): (&'static str, &'static str),
    label: &'static str,
    (asks, said): (Asks, AnyView),
) -> AnyView {
    let button = view! { <Button label=label/> };
    proving_form(cx, (name, "google", action), asks, said, button.into_any())
}

/// In place of the form to change a password, for who has none.
pub(super) fn make_password(cx: &PageCx, who: &Principal, ways: &WaysIn) -> AnyView {
    let (t, here, email) = (cx.t.google(), cx.here(), who.member().user_email.clone());
    let context = if ways.linked.is_some() { t.make_password_text() } else { t.make_password_lost() };
    view! {
        <Panel title=t.make_password() context=context>
            <PostForm action=PasswordForgot::url() return_to=here>
                <input type="hidden" name="email" value=email/>
                <FormActions><Button label=t.make_password_button()/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}
