use super::{google, second_step::onward};
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::{Drawing, Page, PageCx, public_page},
};
use domain::Fault;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{Banner, Button, ButtonKind, GateShell, InputKind, TextField, Tone};

const FORM: &str = "sign_in";
/// Where somebody arrives who asked for no page in particular.
pub(super) const HOME: &str = "/admin";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Way {
    pub(super) voltar: String,
}

/// Signs in and goes on to `voltar`, the page that was asked for before.
#[server(name = SignInCall, prefix = "/ui", endpoint = "sign_in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] voltar: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, "/entrar").at_gate().with_secrets().keep("email", &email);
    let visit = form.visit().clone();
    let old = visit.token().map(hub::sessions::SessionToken::hash);
    let opened = visit.hub().sign_in(&email, &password, visit.client(), old.as_ref()).await;
    let done = opened
        .map(|opened| Done::to(onward(&opened, &voltar)).cookie(visit.site().cookie.set(&opened.token)));
    form.answer(done).await
}

/// `/entrar`
pub fn sign_in_page() -> Drawing {
    public_page(|cx| async move { Ok(Page::new(cx.t.auth().sign_in(), page(cx))) })
}

fn page(cx: PageCx) -> impl IntoView {
    let t = cx.t.auth();
    let form = cx.form(FORM);
    let way = cx.query::<Way>();
    // Somebody who typed the wrong password has the address right more often than not.
    let again = form.fault().is_some();
    let google = google::button(&cx, &way.voltar, None);
    let passkey = super::passkeys::sign_in_button(&cx, way.voltar.clone());
    let refused = refusal(&cx, form.fault().or(cx.form("sign_in/passkey").fault()));
    let foot = view! { {t.no_account()} " " <a href="/criar-conta">{t.sign_up()}</a> }.into_any();
    view! {
        <GateShell title=t.sign_in() foot=foot>
            <p class="meta">{t.sign_in_context()}</p>
            {refused}
            {ended(&cx)}
            {cx.visit().site().demo.then(|| {
                let text = t.demo_hint_text(hub::accounts::DEMO_EMAIL, hub::accounts::DEMO_PASSWORD);
                view! { <Banner tone=Tone::Info title=t.demo_hint() text=text/> }
            })}
            <PostForm action=SignInCall::url() return_to=cx.here()>
                <input type="hidden" name="voltar" value=way.voltar/>
                <TextField name="email" label=t.email() kind=InputKind::Email value=form.value("email", "")
                    error=form.error("email") autocomplete="username" required=true autofocus=!again/>
                <TextField name="password" label=t.password() kind=InputKind::Password
                    error=form.error("password") autocomplete="current-password" required=true autofocus=again/>
                <div class="form-actions"><Button label=t.sign_in() kind=ButtonKind::Primary/></div>
                <p class="meta"><a href=super::forgotten::FORGOT_PATH>{cx.t.team().forgot()}</a></p>
            </PostForm>
            {passkey}
            {google}
        </GateShell>
    }
}

/// That a session has ended, or why, and what became of what was sent without it. Whoever asks for a page brings only the name of it along.
fn ended(cx: &PageCx) -> Option<AnyView> {
    let t = cx.t.auth();
    if let Some(company) = &cx.flash().removed_from {
        let (title, text) = (cx.t.team().removed_from(company), cx.t.team().removed_from_out());
        return Some(view! { <Banner tone=Tone::Warning title=title text=text/> }.into_any());
    }
    let asked = cx.visit().has_ended().then(|| t.session_ended_text().to_owned());
    let text = cx.flash().notice.clone().or(asked)?;
    Some(view! { <Banner tone=Tone::Info title=t.session_ended() text=text/> }.into_any())
}

/// Why somebody was not let in, in the words of the gate.
pub(super) fn refusal(cx: &PageCx, fault: Option<&Fault>) -> Option<AnyView> {
    let t = cx.t.auth();
    match fault? {
        Fault::Unauthenticated => {
            Some(view! { <Banner tone=Tone::Critical title=t.wrong_credentials()/> }.into_any())
        }
        Fault::Throttled { retry_after } => {
            let wait = i18n::format::duration(cx.locale, chrono::TimeDelta::seconds((*retry_after).into()));
            Some(view! { <Banner tone=Tone::Critical title=t.throttled(&wait)/> }.into_any())
        }
        _ => crate::frame::refusal(cx),
    }
}
