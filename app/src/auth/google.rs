//! Signing in with Google: the button, the way back, and what is asked of who is not known here yet.

use super::{
    second_step::onward,
    sign_in::{HOME, refusal},
};
use crate::{
    form::{Done, Form, PostForm, Posted},
    google_cookie as cookie,
    local_path::LocalPath,
    page::{Drawing, Page, PageCx, public_page, redirect},
    visit::set_cookie,
};
use hub::{
    HubError,
    account_mails::ACCOUNT_PATH,
    google::{Answer, Arrival, Errand, GoogleProblem, Met},
    sessions::SessionToken,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use ui::{Button, ButtonKind, GateShell, InputKind, LinkButton, TextField};

const START: &str = "google/start";
const LINK: &str = "google/link";
const SIGN_UP: &str = "google/sign-up";
/// Where somebody decides who is not known here.
const MET: &str = "/entrar/google/conta";

/// Leads to Google's page, for `voltar`, or to follow the invitation of `convite`.
#[server(name = GoogleStart, prefix = "/ui", endpoint = "google/start")]
pub async fn google_start(
    #[server(default)] voltar: String,
    #[server(default)] convite: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(START, &return_to, "/entrar").at_gate();
    let to = LocalPath::parse(&voltar).map_or_else(|| HOME.to_owned(), |path| path.to_string());
    let errand = Errand::Enter { to, invitation: Some(convite).filter(|token| !token.is_empty()) };
    let asked = form.visit().hub().ask_google(errand).await;
    let site = form.visit().site();
    form.answer(asked.map(|(url, kept)| cookie::leading_to_google(site, url.as_str(), &kept))).await
}

/// Signs somebody in by their password, and by Google from now on.
#[server(name = GoogleLink, prefix = "/ui", endpoint = "google/link")]
pub async fn google_link(
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(LINK, &return_to, MET).at_gate().with_secrets();
    let visit = form.visit().clone();
    let done = async {
        let kept = cookie::read().ok_or_else(cookie::over)?;
        let old = visit.token().map(SessionToken::hash);
        let (opened, to) = visit.hub().link_met(&kept, &password, visit.client(), old.as_ref()).await?;
        let done = Done::to(onward(&opened, &to)).cookie(visit.site().cookie.set(&opened.token));
        Ok::<_, HubError>(done.cookie(cookie::clear(visit.site())))
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes an account that signs in by Google, with a company or in the one that invites.
#[server(name = GoogleSignUp, prefix = "/ui", endpoint = "google/sign-up")]
pub async fn google_sign_up(
    #[server(default)] company: String,
    #[server(default)] name: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(SIGN_UP, &return_to, MET).at_gate().keep("company", &company).keep("name", &name);
    let visit = form.visit().clone();
    let done = async {
        let kept = cookie::read().ok_or_else(cookie::over)?;
        let old = visit.token().map(SessionToken::hash);
        let (hub, locale, client) = (visit.hub(), visit.locale(), visit.client());
        let (token, to) = hub.sign_up_met(&kept, (&company, &name), locale, client, old.as_ref()).await?;
        let done = Done::to(to).cookie(visit.site().cookie.set(&token));
        Ok::<_, HubError>(done.cookie(cookie::clear(visit.site())))
    };
    let done = done.await;
    form.answer(done).await
}

/// The button, where the operator has an app at Google; `then` is where it leads to, `invitation` the token of one.
pub(super) fn button(cx: &PageCx, then: &str, invitation: Option<&str>) -> Option<AnyView> {
    let label = cx.visit().hub().has_google().then(|| cx.t.google().button())?;
    let (here, then, invitation) = (cx.here(), then.to_owned(), invitation.unwrap_or_default().to_owned());
    Some(
        view! {
            <PostForm action=GoogleStart::url() return_to=here>
                <input type="hidden" name="voltar" value=then/>
                <input type="hidden" name="convite" value=invitation/>
                <div class="form-actions"><Button label=label/></div>
            </PostForm>
        }
        .into_any(),
    )
}

/// `/entrar/google`: Google sends people here.
pub fn google_return_page() -> Drawing {
    let (response, kept) = (expect_context::<ResponseOptions>(), cookie::read());
    public_page(move |cx| async move {
        let visit = cx.visit().clone();
        let title = cx.t.google().title();
        let arrival = match kept {
            Some(kept) => {
                let old = visit.token().map(SessionToken::hash);
                let from = (visit.principal(), visit.client());
                visit.hub().back_from_google(&kept, &cx.query::<Answer>(), from, old.as_ref()).await?
            }
            None => Arrival::Problem(GoogleProblem::Unknown),
        };
        match arrival {
            Arrival::SignedIn { opened, to } => {
                set_cookie(&response, visit.site().cookie.set(&opened.token));
                set_cookie(&response, cookie::clear(visit.site()));
                redirect(&response, &onward(&opened, &to));
                Ok(Page::new(title, ()))
            }
            Arrival::Met(kept) => {
                set_cookie(&response, cookie::set(visit.site(), &kept));
                redirect(&response, MET);
                Ok(Page::new(title, ()))
            }
            Arrival::Linked => {
                set_cookie(&response, cookie::clear(visit.site()));
                let toast = Some(cx.t.google().linked().to_owned());
                visit.leave_flash(&crate::flash::Flash { toast, ..Default::default() }, &response).await?;
                redirect(&response, ACCOUNT_PATH);
                Ok(Page::new(title, ()))
            }
            Arrival::Confirmed { to } => {
                set_cookie(&response, cookie::clear(visit.site()));
                redirect(&response, &to);
                Ok(Page::new(title, ()))
            }
            Arrival::Problem(problem) => {
                set_cookie(&response, cookie::clear(visit.site()));
                Ok(Page::new(title, self::problem(&cx, &problem)))
            }
        }
    })
}

/// Why it leads no further, and what to press.
fn problem(cx: &PageCx, problem: &GoogleProblem) -> AnyView {
    let t = cx.t.google();
    let (title, text) = match problem {
        GoogleProblem::Unknown => (t.unknown(), t.unknown_text().to_owned()),
        GoogleProblem::Denied => (t.denied(), t.denied_text().to_owned()),
        GoogleProblem::Failed => (t.failed(), t.failed_text().to_owned()),
        GoogleProblem::Unverified => (t.unverified(), t.unverified_text().to_owned()),
        GoogleProblem::OtherAddress { invited, chosen } => {
            (t.other_address(), t.other_address_text(chosen, invited))
        }
        GoogleProblem::NotTheirs => (t.not_theirs(), t.not_theirs_text().to_owned()),
        GoogleProblem::OfOther => (t.of_other(), t.of_other_text().to_owned()),
        GoogleProblem::HasOther => (t.has_other(), t.has_other_text().to_owned()),
        GoogleProblem::NoCompany => (cx.t.team().no_company(), cx.t.team().no_company_text().to_owned()),
    };
    let (label, href) = match cx.principal() {
        Some(_) => (cx.t.auth().account(), ACCOUNT_PATH),
        None => (cx.t.auth().sign_in(), "/entrar"),
    };
    view! {
        <GateShell title=title>
            <p>{text}</p>
            <LinkButton label=label href=href kind=ButtonKind::Primary/>
        </GateShell>
    }
    .into_any()
}

/// `/entrar/google/conta`
pub fn google_met_page() -> Drawing {
    let kept = cookie::read();
    public_page(move |cx| async move {
        let met = match kept {
            Some(kept) => cx.visit().hub().met_at_google(&kept).await?,
            None => None,
        };
        let title = cx.t.google().title();
        let Some(met) = met else {
            return Ok(Page::new(title, problem(&cx, &GoogleProblem::Unknown)));
        };
        let body = if met.has_account { prove(&cx, &met) } else { sign_up(&cx, &met) };
        Ok(Page::new(title, body))
    })
}

/// For who has an account: whose it is shows their password.
fn prove(cx: &PageCx, met: &Met) -> AnyView {
    let (t, form) = (cx.t.google(), cx.form(LINK));
    let (context, email, refused) =
        (t.prove_context(&met.email), met.email.clone(), refusal(cx, form.fault()));
    let (here, password, forgot) = (cx.here(), cx.t.auth().password(), cx.t.team().forgot());
    view! {
        <GateShell title=t.prove() foot=start_over(cx)>
            <p class="meta">{context}</p>
            {refused}
            <PostForm action=GoogleLink::url() return_to=here>
                // For programs that keep passwords.
                <input type="hidden" name="username" autocomplete="username" value=email/>
                <TextField name="password" label=password kind=InputKind::Password
                    error=form.error("password") autocomplete="current-password" required=true autofocus=true/>
                <div class="form-actions"><Button label=t.prove_button() kind=ButtonKind::Primary/></div>
                <p class="meta"><a href=super::forgotten::FORGOT_PATH>{forgot}</a></p>
            </PostForm>
        </GateShell>
    }
    .into_any()
}

/// For who has none.
fn sign_up(cx: &PageCx, met: &Met) -> AnyView {
    let (t, a, form) = (cx.t.google(), cx.t.auth(), cx.form(SIGN_UP));
    let (title, context) = match &met.invited_to {
        Some(company) => (cx.t.team().invitation(company), t.join_context(&met.email)),
        None => (a.sign_up().to_owned(), t.sign_up_context(&met.email)),
    };
    let refused = refusal(cx, form.fault());
    let company = met.invited_to.is_none().then(|| {
        view! {
            <TextField name="company" label=a.company_name() help=a.company_name_help() value=form.value("company", "")
                error=form.error("company") autocomplete="organization" maxlength=120 required=true autofocus=true/>
        }
    });
    let (here, name) = (cx.here(), form.value("name", met.name.clone()));
    view! {
        <GateShell title=title foot=start_over(cx)>
            <p class="meta">{context}</p>
            {refused}
            <PostForm action=GoogleSignUp::url() return_to=here>
                {company}
                <TextField name="name" label=a.your_name() value=name error=form.error("name") autocomplete="name"
                    maxlength=120 required=true/>
                <div class="form-actions"><Button label=a.sign_up() kind=ButtonKind::Primary/></div>
            </PostForm>
        </GateShell>
    }
    .into_any()
}

fn start_over(cx: &PageCx) -> AnyView {
    let label = cx.t.security().start_over();
    view! { <a href="/entrar">{label}</a> }.into_any()
}

/// Why a form of these was refused, in words.
pub(crate) fn google_conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.google();
    let (title, text) = match what {
        "google_over" => (t.unknown(), t.unknown_text()),
        "has_account" => (t.has_account(), t.has_account_text()),
        "no_password" => (t.no_password(), t.no_password_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}
