//! Whether pages are light or dark: as the system wishes, or as somebody chose in this browser. The choice is kept in a cookie, so
//! that every page comes in its colours, before sign-in too, and nothing flashes.

use crate::{
    cookies::{self, CHOICE_LIFE},
    form::{Done, Form, PostForm, Posted},
    page::PageCx,
};
use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;
use domain::{Fault, FieldProblem, Locale};
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, FormActions, MenuButton, Panel, SelectField, SelectOption};

const COOKIE: &str = "orion_appearance";
const FORM: &str = "account/appearance";

domain::code_enum! {
    /// Which side of its colours a page shows.
    pub enum Appearance {
        /// The one that the browser asks for, mostly as its system does.
        System = "system",
        Light = "light",
        Dark = "dark",
    }
}

/// In which language and in which colours somebody reads.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub locale: Locale,
    pub appearance: Appearance,
}

impl Appearance {
    /// The choice of the browser that a request comes from. A cookie with anything else in it is none.
    pub fn of(headers: &HeaderMap) -> Self {
        cookies::values(headers, COOKIE).find_map(|value| value.parse().ok()).unwrap_or(Self::System)
    }

    /// What a document says of itself before its style sheet is there.
    pub(crate) const fn scheme(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// `Set-Cookie` that keeps the choice for a year; the system's wish needs none.
    fn cookie(self, is_secure: bool) -> Option<HeaderValue> {
        let life = if self == Self::System { TimeDelta::zero() } else { CHOICE_LIFE };
        cookies::set(COOKIE, self.code(), life, is_secure)
    }
}

/// Keeps the choice: `system`, `light` or `dark`.
#[server(name = AppearanceChoose, prefix = "/ui", endpoint = "account/appearance")]
pub async fn appearance_choose(
    #[server(default)] appearance: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new(FORM, &return_to, "/admin/conta");
    let is_secure = form.visit().site().cookie.secure;
    let signed_in = form.visit().principal().ok_or(Fault::Unauthenticated);
    let chosen = signed_in.and_then(|_| {
        let known = appearance.parse::<Appearance>();
        known.map_err(|_| Fault::field("appearance", FieldProblem::Unknown))
    });
    let done = chosen.map(|chosen| Done::back().cookie(chosen.cookie(is_secure)));
    form.answer(done.map_err(Into::into)).await
}

/// The choices in the menu of the person, which come back to `here`.
pub(crate) fn menu_choices(texts: Texts, current: Appearance, here: String) -> impl IntoView + use<> {
    let t = texts.appearance();
    let choices = Appearance::ALL.iter().map(|choice| {
        let code = choice.code();
        view! { <MenuButton label=t.choice(code) name="appearance" value=code current={*choice == current}/> }
    });
    let choices = choices.collect_view();
    view! {
        <PostForm action=AppearanceChoose::url() return_to=here class="menu-form">
            <div class="menu-form" role="group" aria-labelledby="appearance-menu">
                <p class="meta" id="appearance-menu">{t.title()}</p>
                {choices}
            </div>
        </PostForm>
    }
}

/// The same on the page of the account.
pub(crate) fn panel(cx: &PageCx) -> AnyView {
    let (t, form) = (cx.t.appearance(), cx.form(FORM));
    let current = cx.visit().appearance().code();
    let option = |choice: &Appearance| {
        let code = choice.code();
        SelectOption::new(code, t.choice(code)).chosen(current)
    };
    let options: Vec<_> = Appearance::ALL.iter().map(option).collect();
    let here = cx.here();
    view! {
        <Panel title=t.title() context=t.title_context()>
            <PostForm action=AppearanceChoose::url() return_to=here>
                <SelectField name="appearance" label=t.colours() options=options error=form.error("appearance")/>
                <FormActions><Button label=t.change()/></FormActions>
            </PostForm>
        </Panel>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    fn of(cookie: &str) -> Appearance {
        Appearance::of(&HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())]))
    }

    #[test]
    fn the_choice_is_one_of_three_and_nothing_else() {
        assert_eq!(Appearance::of(&HeaderMap::new()), Appearance::System);
        assert_eq!(of("orion=abc; orion_appearance=dark; c=d"), Appearance::Dark);
        assert_eq!(of("orion_appearance=light"), Appearance::Light);
        for hostile in [
            "orion_appearance=",
            "orion_appearance=DARK",
            "orion_appearance=\"dark\"",
            "orion_appearance=dark\"><script>",
            "xorion_appearance=dark",
            "orion_appearance2=dark",
            "a=orion_appearance=dark",
            "orion_appearance",
        ] {
            assert_eq!(of(hostile), Appearance::System, "{hostile}");
        }
        // Another site below the same domain can set one of the same name.
        assert_eq!(of("orion_appearance=x; orion_appearance=dark"), Appearance::Dark);
    }

    #[test]
    fn a_choice_is_kept_for_a_year_and_the_systems_wish_is_none() {
        let kept = |choice: Appearance, is_secure| choice.cookie(is_secure).unwrap();
        assert_eq!(
            kept(Appearance::Dark, false),
            "orion_appearance=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
        );
        let secure = kept(Appearance::Light, true);
        assert!(secure.to_str().unwrap().ends_with("; SameSite=Lax; Secure"), "{secure:?}");
        let gone = kept(Appearance::System, false);
        assert!(gone.to_str().unwrap().contains("; Max-Age=0;"), "{gone:?}");
    }
}
