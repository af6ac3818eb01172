//! `/admin/conta/duas-etapas`: an app for codes, and codes for when it is lost.

use super::PATH as ACCOUNT;
use crate::{
    flash::Flash,
    form::{Done, Form, PostForm, Posted},
    page::{Area, Drawing, Page, PageCx, own_page},
};
use domain::{Fault, FieldProblem};
use hub::{
    HubError,
    auth::Principal,
    second_factor::{Enrolment, SealedCodes, Standing},
    sessions::{SessionToken, TokenHash},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
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
fn sender(form: &Form) -> Result<(Principal, TokenHash), Fault> {
    let visit = form.visit();
    let who = visit.principal().cloned().ok_or(Fault::Unauthenticated)?;
    Ok((who, visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?))
}

/// Back to the page, which shows codes once.
fn showing(codes: SealedCodes, said: &str) -> Done {
    Done::to(PATH).flash(Flash { toast: Some(said.to_owned()), sealed: Some(codes.0), ..Flash::default() })
}

/// Begins to set an app up.
#[server(name = SecondFactorBegin, prefix = "/ui", endpoint = "account/second-factor/begin")]
pub async fn second_factor_begin(
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(BEGIN, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, session), visit) = (sender(&form)?, form.visit());
        visit.hub().begin_second_factor(&who, &password, visit.client(), &session).await?;
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
        Ok::<_, HubError>(showing(codes, form.texts().security().switched_on()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Makes other codes for the loss of the app.
#[server(name = SecondFactorCodes, prefix = "/ui", endpoint = "account/second-factor/codes")]
pub async fn second_factor_codes(
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(CODES, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, _), visit) = (sender(&form)?, form.visit());
        let codes = visit.hub().renew_recovery_codes(&who, &password, visit.client()).await?;
        Ok::<_, HubError>(showing(codes, form.texts().security().renewed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// Asks for codes of the app no more.
#[server(name = SecondFactorOff, prefix = "/ui", endpoint = "account/second-factor/off")]
pub async fn second_factor_off(
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(OFF, &return_to, PATH).with_secrets();
    let done = async {
        let ((who, _), visit) = (sender(&form)?, form.visit());
        visit.hub().remove_second_factor(&who, &password, visit.client()).await?;
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
        let standing = hub.second_factor(&who).await?;
        let enrolment = match standing.app_since {
            Some(_) => None,
            None => hub.enrolment(&who, &session).await?,
        };
        let sealed = cx.flash().sealed.clone().map(SealedCodes);
        let codes = sealed.map(|sealed| hub.shown_codes(&who, &sealed)).transpose()?;
        let body = page(&cx, &who, &standing, enrolment.as_ref(), codes.as_deref());
        Ok(Page::new(cx.t.security().second_factor(), body))
    })
}

/// What the page of the account says of it.
pub(super) fn panel(cx: &PageCx, who: &Principal) -> AnyView {
    let t = cx.t.security();
    let (badge, label) = match who.member().has_two_factor {
        true => (view! { <StatusBadge tone=Tone::Positive label=t.is_on()/> }.into_any(), t.manage()),
        false => (view! { <StatusBadge tone=Tone::Neutral label=t.is_off()/> }.into_any(), t.set_up()),
    };
    view! {
        <Panel title=t.second_factor() context=t.second_factor_text()>
            <div class="actions">{badge}<LinkButton label=label href=PATH/></div>
        </Panel>
    }
    .into_any()
}

fn page(
    cx: &PageCx,
    who: &Principal,
    standing: &Standing,
    enrolment: Option<&Enrolment>,
    codes: Option<&[String]>,
) -> AnyView {
    let t = cx.t.security();
    let account = cx.t.auth().account();
    let needed = who.needs_second_factor().then(|| {
        let company = &who.member().org_name;
        let switch =
            view! { <LinkButton label=cx.t.team().switch() href=crate::team::COMPANIES/> }.into_any();
        view! { <Banner tone=Tone::Warning title=t.needed(company) text=t.needed_text() action=switch/> }
    });
    let codes = codes.map(|codes| shown(cx, codes));
    let body = match (standing.app_since, enrolment) {
        (Some(since), _) => in_use(cx, since, standing.codes_left),
        (None, Some(enrolment)) => confirm(cx, enrolment),
        (None, None) => begin(cx),
    };
    let trail = vec![(account.to_owned(), ACCOUNT.to_owned())];
    view! {
        <Breadcrumbs label=account trail=trail/>
        <PageHeader title=t.second_factor() context=t.second_factor_text().into_any()/>
        {needed}
        {codes}
        {body}
    }
    .into_any()
}

/// The password once more, with what it is asked for.
fn password(cx: &PageCx, form: &str, id: &'static str) -> AnyView {
    let (t, form) = (cx.t.security(), cx.form(form));
    let error = match form.problem("password") {
        Some(FieldProblem::Unknown) => t.password_wrong().to_owned(),
        _ => form.error("password"),
    };
    view! {
        <TextField name="password" id=id label=t.password() kind=InputKind::Password error=error
            autocomplete="current-password" required=true/>
    }
    .into_any()
}

fn begin(cx: &PageCx) -> AnyView {
    let t = cx.t.security();
    let password = password(cx, BEGIN, "password");
    let here = cx.here();
    view! {
        <Panel title=t.begin() context=t.begin_text()>
            <PostForm action=SecondFactorBegin::url() return_to=here>
                {password}
                <FormActions><Button label=t.begin_button() kind=ButtonKind::Primary/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}

fn confirm(cx: &PageCx, enrolment: &Enrolment) -> AnyView {
    let (t, form) = (cx.t.security(), cx.form(CONFIRM));
    let error = match form.problem("code") {
        Some(FieldProblem::Unknown) => t.code_wrong().to_owned(),
        Some(FieldProblem::Format) => t.code_format().to_owned(),
        _ => form.error("code"),
    };
    let (secret, here) = (enrolment.secret(), cx.here());
    let (size, path) = (enrolment.qr().size, enrolment.qr().path.clone());
    view! {
        <Panel title=t.scan() context=t.scan_text()>
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

fn in_use(cx: &PageCx, since: chrono::DateTime<chrono::Utc>, codes_left: i64) -> AnyView {
    let t = cx.t.security();
    let facts = vec![
        Fact::new(t.on_since(), format::date_time(cx.locale, since, cx.zone)),
        Fact::new(t.codes(), t.codes_left(codes_left)),
    ];
    let (here, same) = (cx.here(), cx.here());
    let (for_codes, for_off) =
        (password(cx, CODES, "password-for-codes"), password(cx, OFF, "password-to-switch-off"));
    view! {
        <Facts facts=facts/>
        <Panel title=t.renew() context=t.renew_text()>
            <PostForm action=SecondFactorCodes::url() return_to=here>
                {for_codes}
                <FormActions><Button label=t.renew()/></FormActions>
            </PostForm>
        </Panel>
        <Panel title=t.switch_off() context=t.switch_off_text()>
            <PostForm action=SecondFactorOff::url() return_to=same>
                {for_off}
                <FormActions><Button label=t.switch_off() kind=ButtonKind::Danger/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}
