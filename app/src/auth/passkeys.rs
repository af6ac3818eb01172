//! Signing in by a passkey, alone or as the second step.

use super::sign_in::HOME;
use crate::{
    PasskeyPress,
    form::{Done, Failure, Form, PostForm, Posted},
    local_path::LocalPath,
    page::PageCx,
};
use domain::{Fault, FieldProblem};
use hub::{
    HubError,
    passkeys::{Answer, Challenge},
    sessions::SessionToken,
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};
use ui::Button;

const SIGN_IN: &str = "sign_in/passkey";
const SECOND: &str = "sign_in/second/passkey";
const SECOND_PATH: &str = "/entrar/segunda-etapa";

/// What a device is asked, or why it is not.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Begun {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// In words.
    #[serde(default)]
    pub refused: String,
    /// The field of the form that this is about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub field: String,
}

/// Answers the script of a form that asks a device; without script it says that it needs one.
pub(crate) async fn begun(form: Form, asked: Result<Challenge, HubError>) -> Result<Begun, Failure> {
    if !form.is_for_script() {
        let told = match asked {
            Ok(_) => Err(Fault::Conflict { what: "passkeys_need_script".into() }.into()),
            Err(error) => Err(error),
        };
        return form.answer(told).await.map(|()| Begun::default());
    }
    match asked.map_err(Fault::from) {
        Ok(challenge) => Ok(Begun { challenge: Some(challenge), ..Begun::default() }),
        Err(Fault::Unauthenticated) => {
            form.answer(Err(Fault::Unauthenticated.into())).await.map(|()| Begun::default())
        }
        Err(fault) => {
            let (field, refused) = in_words(&form, &fault);
            Ok(Begun { challenge: None, refused, field: field.to_owned() })
        }
    }
}

/// The field that a refusal is about, if it is about one, and what is wrong.
fn in_words(form: &Form, fault: &Fault) -> (&'static str, String) {
    let (locales, t) = (form.visit().locales(), form.texts().security());
    let fields = if let Fault::Invalid { fields } = fault { fields.as_slice() } else { &[] };
    let problem_of = |name: &str| fields.iter().find(|field| field.field == name).map(|field| &field.problem);
    if problem_of("code").is_some() {
        let is_unknown = fields.iter().any(|field| field.problem == FieldProblem::Unknown);
        let said = if is_unknown { t.second_code_wrong() } else { t.second_code_format() };
        return ("code", said.to_owned());
    }
    if let Some(problem) = problem_of("name") {
        return ("name", i18n::fault::field_problem(locales, problem).into_owned());
    }
    match problem_of("password") {
        Some(FieldProblem::Unknown) => return ("password", t.password_wrong().to_owned()),
        Some(problem) => return ("password", i18n::fault::field_problem(locales, problem).into_owned()),
        None => {}
    }
    let said = match fault {
        Fault::Conflict { what } if what == "too_many_passkeys" => t.passkeys_too_many_text().to_owned(),
        Fault::Conflict { what } if what == "passkeys_need_a_name" => t.passkeys_need_name_text().to_owned(),
        fault => {
            let said = i18n::fault::explain(locales, fault);
            format!("{}. {}", said.title, said.what)
        }
    };
    ("", said)
}

/// The fields that the script fills with what the device answered.
pub(crate) fn hidden() -> AnyView {
    view! {
        <input type="hidden" name="token" value=""/>
        <input type="hidden" name="credential" value=""/>
    }
    .into_any()
}

/// What a device of whoever signs in is asked, for the script of the form.
#[server(name = PasskeySignInBegin, prefix = "/ui", endpoint = "sign_in/passkey/begin")]
pub async fn passkey_sign_in_begin(#[server(default)] return_to: String) -> Result<Begun, Failure> {
    let form = Form::new(SIGN_IN, &return_to, "/entrar").at_gate();
    let asked = async {
        // Who is told to switch script on needs no session for it.
        if !form.is_for_script() {
            return Err(Fault::Conflict { what: "passkeys_need_script".into() }.into());
        }
        let (session, visit) = (form.session().await?, form.visit());
        visit.hub().begin_passkey_sign_in(visit.client(), &session).await
    };
    let asked = asked.await;
    begun(form, asked).await
}

/// Signs in whoever's device signed, and goes on to `voltar`.
#[server(name = PasskeySignIn, prefix = "/ui", endpoint = "sign_in/passkey")]
pub async fn passkey_sign_in(
    #[server(default)] token: String,
    #[server(default)] credential: String,
    #[server(default)] voltar: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(SIGN_IN, &return_to, "/entrar").at_gate();
    let visit = form.visit().clone();
    let signed_in = async {
        let over = || Fault::Conflict { what: "passkey_over".into() };
        let session = visit.token().map(SessionToken::hash).ok_or_else(over)?;
        let answer = Answer { token: &token, credential: &credential };
        visit.hub().sign_in_by_passkey(answer, visit.client(), &session).await
    };
    let signed_in = signed_in.await;
    let to = LocalPath::parse(&voltar).map_or_else(|| HOME.to_owned(), |path| path.to_string());
    form.answer(signed_in.map(|token| Done::to(to).cookie(visit.site().cookie.set(&token)))).await
}

/// What a device of whoever gave the right password is asked, for the script of the form.
#[server(name = SecondPasskeyBegin, prefix = "/ui", endpoint = "sign_in/second/passkey/begin")]
pub async fn second_passkey_begin(#[server(default)] return_to: String) -> Result<Begun, Failure> {
    let form = Form::new(SECOND, &return_to, SECOND_PATH);
    let visit = form.visit().clone();
    let asked = async {
        let half = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        visit.hub().begin_second_passkey(&half).await
    };
    let asked = asked.await;
    begun(form, asked).await
}

/// Makes the half session whole by a passkey, and goes on to `voltar`.
#[server(name = SecondPasskey, prefix = "/ui", endpoint = "sign_in/second/passkey")]
pub async fn second_passkey(
    #[server(default)] token: String,
    #[server(default)] credential: String,
    #[server(default)] voltar: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(SECOND, &return_to, SECOND_PATH);
    let visit = form.visit().clone();
    let proved = async {
        let half = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        let answer = Answer { token: &token, credential: &credential };
        visit.hub().prove_again_by_passkey(&half, answer, visit.client()).await
    };
    let proved = proved.await;
    super::second_step::proved(form, proved, &voltar).await
}

/// The button of the sign-in page.
pub(super) fn sign_in_button(cx: &PageCx, voltar: String) -> Option<AnyView> {
    let named = ("com-chave", cx.t.security().passkey_sign_in());
    let urls = (PasskeySignInBegin::url(), PasskeySignIn::url());
    cx.visit().hub().has_passkeys().then(|| button(cx, named, urls, Some(voltar)))
}

/// The button of the second step.
pub(super) fn second_button(cx: &PageCx, voltar: String) -> AnyView {
    let named = ("segunda-chave", cx.t.security().passkey_sign_in());
    button(cx, named, (SecondPasskeyBegin::url(), SecondPasskey::url()), Some(voltar))
}

/// A form of one button, whose answer comes from a device.
pub(crate) fn button(
    cx: &PageCx,
    (id, label): (&'static str, &'static str),
    (begin, finish): (&'static str, &'static str),
    voltar: Option<String>,
) -> AnyView {
    let (t, here) = (cx.t.security(), cx.address());
    view! {
        <PostForm action=begin return_to=here id=id>
            {hidden()}
            {voltar.map(|voltar| view! { <input type="hidden" name="voltar" value=voltar/> })}
            // What is told stands close to the button, and takes no room of its own while nothing is.
            <div class="field">
                <div class="form-actions"><Button label=label/></div>
                <PasskeyPress form=id.to_owned() finish=finish.to_owned() makes=false
                    asking=t.passkey_asking().to_owned() missing=t.passkey_missing().to_owned()
                    stopped=t.passkey_stopped().to_owned() away=t.passkey_away().to_owned()/>
            </div>
        </PostForm>
    }
    .into_any()
}
