//! Whether the navigation shows names or only icons: a choice of the browser, kept in a cookie, so that every page
//! comes as it shall be and nothing moves.

use crate::form::{Done, Form, PostForm, Posted};
use axum::http::{HeaderMap, HeaderValue, header};
use domain::Fault;
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Icon, IconName};

/// The cookie, there while the navigation is narrow.
const NARROW: &str = "orion_nav=icons";
pub(crate) const KEPT_SECONDS: u32 = 31_536_000;

/// Keeps the choice: `width` is `icons`, or anything else for names.
#[server(name = NavWidth, prefix = "/ui", endpoint = "nav_width")]
pub async fn nav_width(#[server(default)] width: String, #[server(default)] return_to: String) -> Posted {
    let form = Form::new("nav_width", &return_to, "/admin");
    let signed_in = form.visit().principal().ok_or(Fault::Unauthenticated);
    let seconds = if width == "icons" { KEPT_SECONDS } else { 0 };
    let secure = if form.visit().site().cookie.secure { "; Secure" } else { "" };
    let cookie = format!("{NARROW}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    let done = signed_in.map(|_| Done::back().cookie(HeaderValue::try_from(cookie).ok()));
    form.answer(done.map_err(Into::into)).await
}

/// Whether a request comes from a browser that wants icons.
pub(crate) fn is_narrow(headers: &HeaderMap) -> bool {
    has_cookie(headers, NARROW)
}

/// Whether a request has a cookie: its name and value.
pub(crate) fn has_cookie(headers: &HeaderMap, pair: &str) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|cookies| cookies.split(';')).any(|of| of.trim() == pair)
}

/// The button at the foot of the navigation.
pub(crate) fn button(texts: Texts, is_narrow: bool, here: String) -> impl IntoView + use<> {
    let t = texts.shell();
    let (width, label, icon) = if is_narrow {
        ("names", t.widen_navigation(), IconName::ChevronRight)
    } else {
        ("icons", t.narrow_navigation(), IconName::ChevronLeft)
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

    #[test]
    fn the_choice_is_found_among_other_cookies() {
        let headers = |cookie| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(cookie))]);
        assert!(is_narrow(&headers("orion=abc; orion_nav=icons")));
        assert!(!is_narrow(&headers("orion_nav=icons2; x=orion_nav=icons")));
        assert!(!is_narrow(&HeaderMap::new()));
    }
}
