//! `/admin/conta/duas-etapas`: an app for codes, and codes for when it is lost.

use super::{
    PATH as ACCOUNT,
    proving::{Asks, Proving, proving_form},
};
use crate::{
    form::{Done, Form, PostForm, Posted},
    page::{Area, Drawing, Page, PageCx, own_page},
    query_string::with_query,
};
use domain::{Fault, FieldProblem};
use hub::{
    HubError,
    auth::Principal,
    second_factor::{Enrolment, Proofs, ShownCodes},
    sessions::{SessionToken, TokenHash},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, Fact, Facts, FormActions, IconName, InputKind, LinkButton,
    PageHeader, Panel, StatusBadge, TextField, Tone,
};

/// Where the page is.
pub(crate) const PATH: &str = hub::account_mails::SECOND_FACTOR_PATH;
const BEGIN: &str = "account/second-factor/begin";
const CONFIRM: &str = "account/second-factor/confirm";
const CODES: &str = "account/second-factor/codes";
const OFF: &str = "account/second-factor/off";

/// Whoever sends a form, and their session.
pub(super) fn sender(form: &Form) -> Result<(Principal, TokenHash), Fault> {
    let session = form.visit().token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
    Ok((form.person()?.clone(), session))
}

/// What the address of the page has when it shows codes.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Showing {
    codigos: String,
}

/// On to the page, which shows the codes once, and by this address alone: no other tab takes them.
pub(super) fn showing(codes: &ShownCodes, said: &str) -> Done {
    Done::to(with_query(PATH, &[("codigos", codes.token())])).toast(said)
}

/// Begins to set an app up.
#[server(name = SecondFactorBegin, prefix = "/ui", endpoint = "account/second-factor/begin")]
pub async fn second_factor_begin(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(BEGIN, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().begin_second_factor(&who, proofs, visit.client(), &session).await?;
        Ok::<_, HubError>(Done::to(PATH))
    };
    let done = done.await;
    form.answer(done).await
}

/// Takes the app into use.
#[server(name = SecondFactorConfirm, prefix = "/ui", endpoint = "account/second-factor/confirm")]
pub async fn second_factor_confirm(
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(CONFIRM, &return_to, PATH);
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        let codes = visit.hub().confirm_second_factor(&who, &code, visit.client(), &session).await?;
        let t = form.texts().security();
        Ok::<_, HubError>(match codes {
            Some(codes) => showing(&codes, t.switched_on()),
            None => Done::to(PATH).toast(t.app_added()),
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes other codes for the loss of the app.
#[server(name = SecondFactorCodes, prefix = "/ui", endpoint = "account/second-factor/codes")]
pub async fn second_factor_codes(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(CODES, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        let proofs = Proofs { password: &password, code: &code };
        let codes = visit.hub().renew_recovery_codes(&who, proofs, visit.client(), &session).await?;
        Ok::<_, HubError>(showing(&codes, form.texts().security().renewed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks for codes of the app no more.
#[server(name = SecondFactorOff, prefix = "/ui", endpoint = "account/second-factor/off")]
pub async fn second_factor_off(
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(OFF, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        let proofs = Proofs { password: &password, code: &code };
        visit.hub().remove_second_factor(&who, proofs, visit.client(), &session).await?;
        Ok::<_, HubError>(Done::to(PATH).toast(form.texts().security().switched_off()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Why a form of these was refused, in words.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.security();
    let (title, text) = match what {
        "second_factor_on" => (t.already_on(), t.already_on_text()),
        "second_factor_over" => (t.took_too_long(), t.took_too_long_text()),
        "passkeys_need_a_name" => (t.passkeys_need_name(), t.passkeys_need_name_text()),
        "passkeys_need_script" => (t.passkeys_need_script(), t.passkeys_need_script_text()),
        "too_many_passkeys" => (t.passkeys_too_many(), t.passkeys_too_many_text()),
        "passkey_over" => (t.passkey_over(), t.passkey_over_text()),
        "passkey_refused" => (t.passkey_refused(), t.passkey_refused_text()),
        "passkey_known" => (t.passkey_known(), t.passkey_known_text()),
        "email_taken" => (t.email_has_account(), t.email_has_account_text()),
        "own_second_factor_first" => (t.own_first(), t.own_first_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}

/// `/admin/conta/duas-etapas`
pub fn second_factor_page() -> Drawing {
    own_page(Area::Settings, |cx, who| async move {
        let hub = cx.visit().hub().clone();
        let session = cx.visit().token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        let proving = Proving::look(&cx, &who, &session).await?;
        let enrolment = match proving.standing.app_since {
            Some(_) => None,
            None => hub.enrolment(&who, &session).await?,
        };
        let codes = hub.shown_codes(&who, &session, &cx.query::<Showing>().codigos).await?;
        let body = page(&cx, &who, &proving, enrolment.as_ref(), codes.as_deref());
        Ok(Page::new(cx.t.security().second_factor(), body))
    })
}

/// What the page of the account says of it.
pub(super) fn panel(cx: &PageCx, proving: &Proving) -> AnyView {
    let t = cx.t.security();
    let keys = i64::try_from(proving.keys.len()).unwrap_or(i64::MAX);
    let has =
        [proving.standing.app_since.map(|_| t.has_app().to_owned()), (keys > 0).then(|| t.has_keys(keys))];
    let has = has.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (badge, label) = match proving.standing.is_on {
        true => (view! { <StatusBadge tone=Tone::Positive label=t.is_on()/> }.into_any(), t.manage()),
        false => (view! { <StatusBadge tone=Tone::Neutral label=t.is_off()/> }.into_any(), t.set_up()),
    };
    view! {
        <Panel title=t.second_factor() context=t.second_factor_text()>
            <div class="actions">{badge}<span class="meta">{has}</span><LinkButton label=label href=PATH/></div>
        </Panel>
    }
    .into_any()
}

fn page(
    cx: &PageCx,
    who: &Principal,
    proving: &Proving,
    enrolment: Option<&Enrolment>,
    codes: Option<&[String]>,
) -> AnyView {
    let (t, standing, asks) = (cx.t.security(), &proving.standing, proving.asks(cx));
    let account = cx.t.auth().account();
    let needed = who.needs_second_factor().then(|| {
        let company = &who.member().org_name;
        let switch = view! {
            <div class="actions">
                <LinkButton label=cx.t.team().switch() href=crate::team::COMPANIES/>
                <LinkButton label=cx.t.team().leave() href=crate::team::LEAVE/>
            </div>
        }
        .into_any();
        view! { <Banner tone=Tone::Warning title=t.needed(company) text=t.needed_text() action=switch/> }
    });
    let codes = codes.map(|codes| shown(cx, codes));
    let body = match (standing.app_since, enrolment) {
        (Some(since), _) => in_use(cx, since, asks),
        (None, Some(enrolment)) => set_up(cx, enrolment, standing.is_on),
        (None, None) => begin(cx, asks, standing.is_on),
    };
    let (confirm, keys) = (proving.panel(cx), super::passkeys::panel(cx, proving, asks));
    let renew = standing.is_on.then(|| renew(cx, standing.codes_left, asks));
    let trail = vec![(account.to_owned(), ACCOUNT.to_owned())];
    view! {
        <Breadcrumbs label=account trail=trail/>
        <PageHeader title=t.second_factor() context=t.second_factor_text().into_any()/>
        {needed}
        {codes}
        {confirm}
        {body}
        {keys}
        {renew}
    }
    .into_any()
}

/// What is said of a way to a factor: the first one signs the other devices out.
pub(super) fn with_others(text: &str, others: &str, is_on: bool) -> String {
    if is_on { text.to_owned() } else { format!("{text} {others}") }
}

fn begin(cx: &PageCx, asks: Asks, is_on: bool) -> AnyView {
    let t = cx.t.security();
    let button = view! { <Button label=t.begin_button() kind=ButtonKind::Primary/> };
    let about = (BEGIN, "to-begin", SecondFactorBegin::url());
    let form = proving_form(cx, about, asks, ().into_any(), button.into_any());
    let context = with_others(t.begin_text(), t.begin_others(), is_on);
    view! { <Panel title=t.begin() context=context>{form}</Panel> }.into_any()
}

fn set_up(cx: &PageCx, enrolment: &Enrolment, is_on: bool) -> AnyView {
    let (t, form) = (cx.t.security(), cx.form(CONFIRM));
    let error = match form.problem("code") {
        Some(FieldProblem::Unknown) => t.code_wrong().to_owned(),
        Some(FieldProblem::Format) => t.code_format().to_owned(),
        _ => form.error("code"),
    };
    let (secret, here) = (enrolment.secret(), cx.here());
    let (size, path) = (enrolment.qr().size, enrolment.qr().path.clone());
    let context = with_others(t.scan_text(), t.begin_others(), is_on);
    view! {
        <Panel title=t.scan() context=context>
            <svg viewBox=format!("0 0 {size} {size}") width="220" height="220" role="img" aria-label=t.qr()
                shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
            <Facts facts=vec![Fact::new(t.secret(), view! { <code>{secret}</code> })]/>
            <PostForm action=SecondFactorConfirm::url() return_to=here>
                <TextField name="code" label=t.code() help=t.code_help() kind=InputKind::Code error=error
                    autocomplete="one-time-code" maxlength=12 required=true autofocus=true/>
                <FormActions><Button label=t.confirm() kind=ButtonKind::Primary/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}

/// Codes that are not shown again.
fn shown(cx: &PageCx, codes: &[String]) -> AnyView {
    let t = cx.t.security();
    let text = format!("{}\n", codes.join("\n"));
    // A file that the page itself holds: the codes travel no second time.
    let file = format!("data:text/plain;charset=utf-8,{}", utf8_percent_encode(&text, NON_ALPHANUMERIC));
    let name = format!("{}.txt", t.file_name());
    view! {
        <Panel title=t.codes() context=t.codes_text()>
            <pre class="code">{text}</pre>
            <FormActions><a class="button" href=file download=name><ui::Icon name=IconName::Download/>{t.download()}</a></FormActions>
        </Panel>
    }
    .into_any()
}

fn in_use(cx: &PageCx, since: chrono::DateTime<chrono::Utc>, asks: Asks) -> AnyView {
    let t = cx.t.security();
    let facts = vec![Fact::new(t.on_since(), format::date_time(cx.locale, since, cx.zone))];
    let button = view! { <Button label=t.switch_off() kind=ButtonKind::Danger/> };
    let about = (OFF, "to-switch-off", SecondFactorOff::url());
    let form = proving_form(cx, about, asks, ().into_any(), button.into_any());
    view! {
        <Facts facts=facts/>
        <Panel title=t.switch_off() context=t.switch_off_text()>{form}</Panel>
    }
    .into_any()
}

/// Codes for the loss of what is proved with: how many are left, and others.
fn renew(cx: &PageCx, codes_left: i64, asks: Asks) -> AnyView {
    let t = cx.t.security();
    let context = format!("{} {}", t.codes_left(codes_left), t.renew_text());
    let button = view! { <Button label=t.renew()/> };
    let about = (CODES, "for-codes", SecondFactorCodes::url());
    let form = proving_form(cx, about, asks, ().into_any(), button.into_any());
    view! { <Panel title=t.renew() context=context>{form}</Panel> }.into_any()
}
