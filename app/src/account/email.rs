//! The address that a person signs in with, and its change.

use super::{
    PATH,
    proving::{Asks, proving_form},
};
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::PageCx,
};
use domain::{Fault, FieldProblem};
use hub::{HubError, auth::Principal, email_change::Pending, second_factor::Proofs, sessions::SessionToken};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, Fact, Facts, InputKind, Panel, TextField};

const ASK: &str = "account/email/ask";
const AGAIN: &str = "account/email/again";
const CANCEL: &str = "account/email/cancel";

/// Asks for another address.
#[server(name = EmailAsk, prefix = "/ui", endpoint = "account/email/ask")]
pub async fn email_ask(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(ASK, &return_to, PATH).with_secrets().keep("email", &email);
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().ask_email_change(who, (&email, proofs), visit.client(), &session).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().security().email_asked(email.trim())))
    };
    let done = done.await;
    form.answer(done).await
}

/// Sends whoever has not agreed yet another link.
#[server(name = EmailAgain, prefix = "/ui", endpoint = "account/email/again")]
pub async fn email_again(#[server(default)] return_to: String) -> Posted {
    let form = Form::new(AGAIN, &return_to, PATH);
    let done = async {
        let who = form.person()?;
        form.visit().hub().ask_email_change_again(who).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().security().email_sent_again()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes the change back.
#[server(name = EmailCancel, prefix = "/ui", endpoint = "account/email/cancel")]
pub async fn email_cancel(#[server(default)] return_to: String) -> Posted {
    let form = Form::new(CANCEL, &return_to, PATH);
    let done = async {
        let who = form.person()?;
        form.visit().hub().cancel_email_change(who).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().security().email_cancelled()))
    };
    let done = done.await;
    form.answer(done).await
}

/// The part of the account's page.
pub(super) fn panel(cx: &PageCx, who: &Principal, pending: Option<&Pending>, asks: Asks) -> AnyView {
    let t = cx.t.security();
    let body = match pending {
        Some(pending) => waiting(cx, who, pending),
        None => ask(cx, asks),
    };
    view! { <Panel title=t.email() context=t.email_text(&who.member().user_email)>{body}</Panel> }.into_any()
}

fn ask(cx: &PageCx, asks: Asks) -> AnyView {
    let (t, form) = (cx.t.security(), cx.form(ASK));
    let email_error = match form.problem("email") {
        Some(FieldProblem::Taken) => t.email_taken().to_owned(),
        Some(FieldProblem::Format) => cx.t.auth().email_format().to_owned(),
        _ => form.error("email"),
    };
    let email = view! {
        <TextField name="email" label=t.new_email() help=t.new_email_help() kind=InputKind::Email
            value=form.value("email", "") error=email_error autocomplete="email" required=true/>
    };
    let button = view! { <Button label=t.change_email()/> };
    proving_form(cx, (ASK, "for-email", EmailAsk::url()), asks, email.into_any(), button.into_any())
}

fn waiting(cx: &PageCx, who: &Principal, pending: &Pending) -> AnyView {
    let t = cx.t.security();
    let standing = |agreed| if agreed { t.agreed() } else { t.not_agreed() };
    let facts = vec![
        Fact::new(pending.email.clone(), standing(pending.new_confirmed)),
        Fact::new(who.member().user_email.clone(), standing(pending.old_confirmed)),
        Fact::new(t.change_until(), format::date_time(cx.locale, pending.expires_at, cx.zone)),
    ];
    let (here, same) = (cx.here(), cx.here());
    view! {
        <p>{t.email_waiting(&pending.email)}</p>
        <Facts facts=facts/>
        <div class="actions">
            <PostForm action=EmailAgain::url() return_to=here class="inline-form"><Button label=t.email_again()/></PostForm>
            <PostForm action=EmailCancel::url() return_to=same class="inline-form"><Button label=t.email_cancel()/></PostForm>
        </div>
    }
    .into_any()
}
