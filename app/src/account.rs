//! The person's own account, and the menu behind their initials.

use crate::{
    auth::SignOutCall,
    form::{Done, Form, PostForm, Posted},
    page::{Area, Page, PageCx, member_page},
};
use domain::{Fault, Locale, Permission, Role};
use hub::{HubError, permit::View};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    AccountMenu, Button, ButtonKind, MenuButton, MenuLink, MenuSeparator, PageHeader, SelectField,
    SelectOption,
};

const FORM: &str = "language_choose";

/// Chooses the language of the person.
#[server(name = LanguageChoose, prefix = "/ui", endpoint = "language_choose")]
pub async fn language_choose(
    #[server(default)] locale: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, "/admin/conta").keep("locale", &locale);
    let done = async {
        let who = form.visit().principal().ok_or(Fault::Unauthenticated)?;
        let chosen = form.visit().hub().choose_locale(who, &locale).await?;
        Ok::<_, HubError>(Done::back().toast(i18n::Texts::new(chosen).auth().language_saved()))
    };
    let done = done.await;
    form.answer(done).await
}

/// `/admin/conta`
#[component]
pub fn Account() -> impl IntoView {
    member_page::<View, _, _>(Area::Settings, |cx, _| async move {
        Ok(Page::new(cx.t.auth().account(), page(cx)))
    })
}

fn page(cx: PageCx) -> impl IntoView {
    let t = cx.t.auth();
    let form = cx.form(FORM);
    let current = form.value("locale", cx.locale.words.as_tag());
    let context = cx.principal().map(|who| {
        let member = who.member();
        format!("{} · {}", t.signed_in_as(&member.user_email), role_name(&cx, member.role))
    });
    view! {
        <PageHeader title=t.account() context=context.into_any()/>
        <PostForm action=LanguageChoose::url() return_to=cx.here()>
            <SelectField name="locale" label=cx.t.common().language() help=t.choose_language_help()
                options=languages(&current) error=form.error("locale")/>
            <div class="form-actions"><Button label=t.choose_language() kind=ButtonKind::Primary/></div>
        </PostForm>
    }
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

/// The menu of the person: account, company, sign-out.
pub(crate) fn menu(cx: &PageCx) -> Option<impl IntoView + use<>> {
    let member = cx.principal()?.member();
    let (auth, shell) = (cx.t.auth(), cx.t.shell());
    let company = cx.may(Permission::ManageOrganisation);
    Some(view! {
        <AccountMenu label=auth.account() name=member.user_name.clone() email=member.user_email.clone()>
            <MenuLink label=auth.account() href="/admin/conta"/>
            {company.then(|| view! { <MenuLink label=shell.company() href="/admin/empresa"/> })}
            <MenuSeparator/>
            <PostForm action=SignOutCall::url() return_to="/entrar" class="menu-form">
                <MenuButton label=auth.sign_out()/>
            </PostForm>
        </AccountMenu>
    })
}
