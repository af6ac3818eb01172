//! The person's own account, and the menu behind their initials.

mod devices;
mod email;
mod google;
mod passkeys;
mod proving;
mod second_factor;

pub use devices::*;
pub use email::*;
pub use google::*;
pub use passkeys::*;
pub(crate) use proving::{Proving, proving_form};
pub use second_factor::*;

use crate::{
    appearance::{self, Appearance},
    auth::SignOutCall,
    billing,
    form::{Done, Form, PostForm, Posted},
    frame::Person,
    help,
    page::{Area, Drawing, Page, PageCx, own_page},
    plans, shortcuts,
};
use domain::{Fault, FieldProblem, Locale, Permission, Role};
use hub::{HubError, auth::Principal, second_factor::Proofs, sessions::Device, undo::Mark};
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use proving::{Asks, proofs};
use ui::{
    AccountMenu, Button, ButtonKind, FormActions, InputKind, MenuButton, MenuLink, MenuSeparator, PageHeader,
    Panel, SelectField, SelectOption, TextField,
};

const PATH: &str = hub::account_mails::ACCOUNT_PATH;
const PROFILE: &str = "account/save";
const PASSWORD: &str = "account/password";

/// Changes the name and the language of the person; where `since` is given, only if they are still what was left then.
#[server(name = ProfileSave, prefix = "/ui", endpoint = "account/save")]
pub async fn profile_save(
    #[server(default)] name: String,
    #[server(default)] locale: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(PROFILE, &return_to, PATH).keep("name", &name).keep("locale", &locale);
    let done = async {
        let who = form.person()?;
        let hub = form.visit().hub();
        let (chosen, left) = hub.save_profile(who, &name, &locale, Mark::named(&since)?).await?;
        let done = Done::back().toast(i18n::Texts::new(chosen).common().saved());
        let before = who.member();
        // Who never chose a language reads in that of the browser.
        let was = before.user_locale.unwrap_or_else(|| form.visit().locale());
        if was == chosen && before.user_name == name.trim() {
            return Ok::<_, HubError>(done);
        }
        let fields: [(&str, &str); 2] = [("name", &before.user_name), ("locale", was.as_tag())];
        Ok(done.undo(ProfileSave::url(), &fields).since(left))
    };
    let done = done.await;
    form.answer(done).await
}

/// Changes the language of the person; where `since` is given, only if name and language are still what was left then.
#[server(name = LanguageChoose, prefix = "/ui", endpoint = "account/language")]
pub async fn language_choose(
    #[server(default)] locale: String,
    #[server(default)] since: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("account/language", &return_to, PATH);
    let done = async {
        let who = form.person()?;
        let (hub, name) = (form.visit().hub(), &who.member().user_name);
        let (chosen, left) = hub.save_profile(who, name, &locale, Mark::named(&since)?).await?;
        let done = Done::back().toast(i18n::Texts::new(chosen).common().saved());
        let was = who.member().user_locale.unwrap_or_else(|| form.visit().locale());
        Ok::<_, HubError>(match was == chosen {
            true => done,
            false => done.undo(LanguageChoose::url(), &[("locale", was.as_tag())]).since(left),
        })
    };
    let done = done.await;
    form.answer(done).await
}

/// Changes the password of the person; their other sessions end.
#[server(name = PasswordChange, prefix = "/ui", endpoint = "account/password")]
pub async fn password_change(
    #[server(default)] current: String,
    #[server(default)] password: String,
    #[server(default)] code: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(PASSWORD, &return_to, PATH).with_secrets();
    let done = async {
        let visit = form.visit();
        let who = form.person()?;
        let session = visit.token().ok_or(Fault::Unauthenticated)?.hash();
        let proofs = Proofs { password: &current, code: &code };
        visit.hub().change_password(who, (&password, proofs), visit.client(), &session).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().auth().password_changed()))
    };
    let done = done.await;
    form.answer(done).await
}

/// `/admin/conta`
pub fn account_page() -> Drawing {
    own_page(Area::Settings, |cx, who| async move {
        let session = cx.visit().token().ok_or(Fault::Unauthenticated)?.hash();
        let devices = cx.visit().hub().devices(&who, &session).await?;
        let change = cx.visit().hub().email_change(&who).await?;
        let proving = Proving::look(&cx, &who, &session).await?;
        let email = email::panel(&cx, &who, change.as_ref(), proving.asks(&cx));
        Ok(Page::new(cx.t.auth().account(), page(cx, &who, email, &proving, &devices)))
    })
}

fn page(cx: PageCx, who: &Principal, email: AnyView, proving: &Proving, devices: &[Device]) -> AnyView {
    let (t, ways) = (cx.t.auth(), &proving.ways);
    let (devices, factor, member) =
        (devices::panel(&cx, devices), second_factor::panel(&cx, proving), who.member());
    let context = format!("{} · {}", t.signed_in_as(&member.user_email), role_name(&cx, member.role));
    let (profile, appearance) = (profile(&cx, member.user_name.clone()), appearance::panel(&cx));
    let password = match ways.has_password {
        true => password(&cx, proving.asks(&cx)),
        false => google::make_password(&cx, who, ways),
    };
    let (confirm, google) = (proving.panel(&cx), google::panel(&cx, ways, proving.asks(&cx)));
    view! {
        <PageHeader title=t.account() context=context.into_any()/>
        {profile}
        {appearance}
        {confirm}
        {email}
        {password}
        {google}
        {factor}
        {devices}
    }
    .into_any()
}

fn profile(cx: &PageCx, name: String) -> AnyView {
    let (t, form) = (cx.t.auth(), cx.form(PROFILE));
    let current = form.value("locale", cx.locale.words.as_tag());
    let (language, save) = (cx.t.common().language(), cx.t.common().save());
    view! {
        <PostForm action=ProfileSave::url() return_to=cx.here()>
            <TextField name="name" label=t.your_name() value=form.value("name", name) error=form.error("name")
                autocomplete="name" maxlength=120 required=true/>
            <SelectField name="locale" label=language help=t.language_help()
                options=languages(&current) error=form.error("locale")/>
            <FormActions><Button label=save kind=ButtonKind::Primary/></FormActions>
        </PostForm>
    }
    .into_any()
}

fn password(cx: &PageCx, asks: Asks) -> AnyView {
    let (t, form) = (cx.t.auth(), cx.form(PASSWORD));
    let wrong = match form.problem("current") {
        Some(FieldProblem::Unknown) => t.current_password_wrong().to_owned(),
        _ => form.error("current"),
    };
    // The present password has a field of its own here.
    let code = match asks {
        Asks::Fields { code, .. } => {
            proofs(cx, PASSWORD, "for-password", Asks::Fields { password: false, code })
        }
        Asks::GoogleFirst | Asks::PasswordFirst => ().into_any(),
    };
    let here = cx.here();
    view! {
        <Panel title=t.change_password() context=t.change_password_text()>
        <PostForm action=PasswordChange::url() return_to=here>
            <TextField name="current" label=t.current_password() kind=InputKind::Password error=wrong
                autocomplete="current-password" required=true/>
            <TextField name="password" label=t.another_password()
                help=t.new_password_help(hub::passwords::MIN_CHARS.into()) kind=InputKind::Password
                error=form.error("password") autocomplete="new-password" required=true/>
            {code}
            <FormActions><Button label=t.change_password()/></FormActions>
        </PostForm>
        </Panel>
    }
    .into_any()
}

/// All languages by their own names.
pub(crate) fn languages(current: &str) -> Vec<SelectOption> {
    Locale::ALL
        .into_iter()
        .map(|locale| SelectOption::new(locale.as_tag(), locale.own_name()).chosen(current))
        .collect()
}

fn role_name(cx: &PageCx, role: Role) -> &'static str {
    let t = cx.t.shell();
    match role {
        Role::Owner => t.role_owner(),
        Role::Admin => t.role_admin(),
        Role::Operator => t.role_operator(),
        Role::Viewer => t.role_viewer(),
    }
}

/// The menu of the person: account, company, appearance, sign-out. Its choice of the appearance comes back to `here`.
pub(crate) fn menu(texts: Texts, person: &Person, appearance: Appearance, here: String) -> AnyView {
    let (auth, shell) = (texts.auth(), texts.shell());
    let Person { name, email, company: company_name, role, is_locked } = person.clone();
    let company = !is_locked && role.may(Permission::ManageOrganisation);
    view! {
        <AccountMenu label=auth.account() name=name email=email company=company_name>
            <MenuLink label=auth.account() href="/admin/conta"/>
            {company.then(|| view! { <MenuLink label=shell.company() href="/admin/empresa"/> })}
            {(!is_locked && role.may(Permission::ManageBilling)).then(|| view! { <MenuLink label=texts.billing().menu() href=billing::PATH/> })}
            {(!is_locked).then(|| view! { <MenuLink label=texts.team().title() href="/admin/equipe"/> })}
            {(!is_locked && role.may(Permission::ViewHistory)).then(|| view! { <MenuLink label=texts.history().title() href="/admin/historico"/> })}
            {(!is_locked).then(|| view! { <MenuLink label=texts.plans().menu() href=plans::PATH/> })}
            <MenuLink label=texts.team().switch() href="/admin/empresas"/>
            <MenuLink label=texts.help().title() href=help::PATH/>
            <MenuButton label=texts.palette().shortcuts() opens=shortcuts::DIALOG/>
            <MenuSeparator/>
            {appearance::menu_choices(texts, appearance, here)}
            <MenuSeparator/>
            <PostForm action=SignOutCall::url() return_to="/entrar" class="menu-form">
                <MenuButton label=auth.sign_out()/>
            </PostForm>
        </AccountMenu>
    }
    .into_any()
}
