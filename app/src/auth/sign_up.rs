use super::{google, second_step::onward, sign_in::refusal};
use crate::{
    first_hour,
    form::{Done, Form, PostForm, Posted},
    page::{Drawing, Page, PageCx, public_page},
};
use domain::FieldProblem;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, GateShell, InputKind, TextField};

const FORM: &str = "sign_up";

/// Makes a company with its owner, signs the owner in, and goes on to what there is to set up.
#[server(name = SignUpCall, prefix = "/ui", endpoint = "sign_up")]
pub async fn sign_up(
    #[server(default)] company: String,
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, "/criar-conta").at_gate().with_secrets();
    let form = form.keep("company", &company).keep("name", &name).keep("email", &email);
    let visit = form.visit().clone();
    let new = hub::accounts::SignUp { company, name, email, locale: Some(visit.locale()) };
    let old = visit.token().map(hub::sessions::SessionToken::hash);
    let opened = visit.hub().sign_up(&new, &password, visit.client(), old.as_ref()).await;
    let done = opened.map(|opened| {
        Done::to(onward(&opened, first_hour::PATH)).cookie(visit.site().cookie.set(&opened.token))
    });
    form.answer(done).await
}

/// `/criar-conta`
pub fn sign_up_page() -> Drawing {
    public_page(|cx| async move { Ok(Page::new(cx.t.auth().sign_up(), page(cx))) })
}

fn page(cx: PageCx) -> impl IntoView {
    let t = cx.t.auth();
    let form = cx.form(FORM);
    let foot = view! { {t.have_account()} " " <a href="/entrar">{t.sign_in()}</a> }.into_any();
    let email_error = match form.problem("email") {
        Some(FieldProblem::Taken) => t.email_taken().to_owned(),
        Some(FieldProblem::Format) => t.email_format().to_owned(),
        _ => form.error("email"),
    };
    let fault = form.fault().cloned();
    let first_time = fault.is_none();
    let fields = view! {
        <PostForm action=SignUpCall::url() return_to=cx.here()>
            <TextField name="company" label=t.company_name() help=t.company_name_help() value=form.value("company", "")
                error=form.error("company") autocomplete="organization" maxlength=120 required=true autofocus=first_time/>
            <TextField name="name" label=t.your_name() value=form.value("name", "")
                error=form.error("name") autocomplete="name" maxlength=120 required=true/>
            <TextField name="email" label=t.work_email() help=t.work_email_help() kind=InputKind::Email
                value=form.value("email", "") error=email_error autocomplete="username" required=true/>
            <TextField name="password" label=t.new_password()
                help=t.new_password_help(hub::passwords::MIN_CHARS.into()) kind=InputKind::Password
                error=form.error("password") autocomplete="new-password" required=true/>
            <div class="form-actions"><Button label=t.sign_up() kind=ButtonKind::Primary/></div>
        </PostForm>
    };
    let google = google::button(&cx, "", None);
    // After the fields, which say what is wrong with them.
    let refusal = refusal(&cx, fault.as_ref());
    view! {
        <GateShell title=t.sign_up() foot=foot>
            <p class="meta">{t.sign_up_context()}</p>
            {refusal}
            {fields}
            {google}
        </GateShell>
    }
}
