//! Whether the navigation shows names or only icons: a choice of the browser, kept in a cookie, so that every page
//! comes as it shall be and nothing moves.

use crate::{
    cookies::{self, CHOICE_LIFE},
    form::{Done, Form, PostForm, Posted},
};
use axum::http::HeaderMap;
use chrono::TimeDelta;
use domain::Fault;
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Icon, IconName};

/// The cookie, there while the navigation is narrow, and what is in it.
const COOKIE: &str = "orion_nav";
const ICONS: &str = "icons";

/// Keeps the choice: `width` is `icons`, or anything else for names.
#[server(name = NavWidth, prefix = "/ui", endpoint = "nav_width")]
pub async fn nav_width(#[server(default)] width: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("nav_width", &return_to, "/admin");
    let signed_in = form.visit().principal().ok_or(Fault::Unauthenticated);
    let life = if width == ICONS { CHOICE_LIFE } else { TimeDelta::zero() };
    let cookie = cookies::set(COOKIE, ICONS, life, form.visit().site().cookie.secure);
    let done = signed_in.map(|_| Done::back().cookie(cookie));
    form.answer(done.map_err(Into::into)).await
}

/// Whether a request comes from a browser that wants icons.
pub(crate) fn is_narrow(headers: &HeaderMap) -> bool {
    cookies::values(headers, COOKIE).any(|value| value == ICONS)
}

/// The button at the foot of the navigation.
pub(crate) fn button(texts: Texts, is_narrow: bool, here: String) -> impl IntoView + use<> {
    let t = texts.shell();
    let (width, label, icon) = if is_narrow {
        ("names", t.widen_navigation(), IconName::ChevronRight)
    } else {
        (ICONS, t.narrow_navigation(), IconName::ChevronLeft)
    };
    view! {
        <PostForm action=NavWidth::url() return_to=here class="nav-width">
            <button class="nav-link" name="width" value=width title=label>
                <Icon name=icon/>
                <span class="nav-label">{label}</span>
            </button>
        </PostForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderValue, header};

    #[test]
    fn the_choice_is_found_among_other_cookies() {
        let headers = |cookie| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(cookie))]);
        assert!(is_narrow(&headers("orion=abc; orion_nav=icons")));
        assert!(!is_narrow(&headers("orion_nav=icons2; x=orion_nav=icons")));
        assert!(!is_narrow(&HeaderMap::new()));
    }
}
