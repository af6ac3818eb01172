use super::sign_in::{HOME, Way, refusal};
use crate::{
    flash::Flash,
    form::{Done, Form, PostForm, Posted},
    local_path::LocalPath,
    page::{Drawing, Drawn, Page, PageCx, public_page, redirect},
    query_string::with_query,
};
use domain::{Fault, FieldProblem};
use hub::{
    HubError,
    second_factor::Half,
    sessions::{Opened, SessionToken},
};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, GateShell, InputKind, TextField};

const FORM: &str = "sign_in/second";
/// Where whoever gave the right password proves again who they are.
const PATH: &str = "/entrar/segunda-etapa";

/// Where an opened session goes on: to the second step, or to what was asked for.
pub(super) fn onward(opened: &Opened, asked: &str) -> String {
    if opened.is_half {
        with_query(PATH, &[("voltar", asked)])
    } else {
        LocalPath::parse(asked).map_or_else(|| HOME.to_owned(), |path| path.to_string())
    }
}

/// Makes the half session whole, and goes on to `voltar`.
#[server(name = SecondStep, prefix = "/ui", endpoint = "sign_in/second")]
pub async fn second_step(
    #[server(default)] code: String,
    #[server(default)] voltar: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, PATH);
    let visit = form.visit().clone();
    let proved = async {
        let half = visit.token().map(SessionToken::hash).ok_or(Fault::Unauthenticated)?;
        visit.hub().prove_again(&half, &code, visit.client()).await
    };
    let proved = proved.await;
    self::proved(form, proved, &voltar).await
}

/// Goes on with the whole session, or says why there is none.
pub(super) async fn proved(form: Form, proved: Result<SessionToken, HubError>, voltar: &str) -> Posted {
    let visit = form.visit().clone();
    let done = match proved {
        Ok(token) => {
            let to = LocalPath::parse(voltar).map_or_else(|| HOME.to_owned(), |path| path.to_string());
            Ok(Done::to(to).cookie(visit.site().cookie.set(&token)))
        }
        // The half session is over, and a message needs one.
        Err(HubError::Fault(Fault::Unauthenticated)) if !form.is_for_script() => {
            let again = with_query("/entrar", &[("voltar", voltar)]);
            let told = Flash::of_notice(form.texts().auth().session_ended_text());
            Ok(Done::to(again).flash(told).signed_out())
        }
        Err(error) => Err(error),
    };
    form.answer(done).await
}

/// `/entrar/segunda-etapa`: who did not just give a right password is led to the first step.
pub fn second_step_page() -> Drawing {
    let (visit, response) = (crate::visit::Visit::current(), expect_context());
    let Some(session) = visit.token().map(SessionToken::hash) else {
        redirect(&response, "/entrar");
        return Box::pin(async { Drawn::nothing() });
    };
    public_page(move |cx| async move {
        let Some(half) = visit.hub().half_session(&session).await? else {
            redirect(&response, "/entrar");
            return Ok(Page::new("", ()));
        };
        Ok(Page::new(cx.t.security().second_step(), page(&cx, &half)))
    })
}

fn page(cx: &PageCx, half: &Half) -> AnyView {
    let (t, form) = (cx.t.security(), cx.form(FORM));
    let error = match form.problem("code") {
        Some(FieldProblem::Unknown) => t.second_code_wrong().to_owned(),
        Some(FieldProblem::Format) => t.second_code_format().to_owned(),
        _ => form.error("code"),
    };
    let way = cx.query::<Way>();
    let passkey = half.has_passkey.then(|| super::passkeys::second_button(cx, way.voltar.clone()));
    let fault = form.fault().cloned().or_else(|| cx.form("sign_in/second/passkey").fault().cloned());
    let refused = refusal(cx, fault.as_ref().filter(|fault| !matches!(fault, Fault::Invalid { .. })));
    let (here, context) = (cx.address(), t.second_step_context(&half.email));
    let foot = view! { <a href="/entrar">{t.start_over()}</a> }.into_any();
    let (label, help) = match half.has_app {
        true => (t.second_code(), t.second_code_help()),
        false => (t.recovery_code(), t.recovery_code_help()),
    };
    view! {
        <GateShell title=t.second_step() foot=foot>
            <p class="meta">{context}</p>
            {refused}
            {passkey}
            <PostForm action=SecondStep::url() return_to=here>
                <input type="hidden" name="voltar" value=way.voltar/>
                <TextField name="code" label=label help=help kind=InputKind::Text error=error
                    autocomplete="one-time-code" maxlength=40 required=true autofocus=true/>
                <div class="form-actions"><Button label=t.second_confirm() kind=ButtonKind::Primary/></div>
            </PostForm>
            <p class="meta">{t.lost()}</p>
        </GateShell>
    }
    .into_any()
}
