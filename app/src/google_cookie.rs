//! The cookie in which a browser keeps what it asked Google, until it is back: sealed by `hub`, for ten minutes.

use crate::{
    cookies,
    form::Done,
    visit::{Site, Visit},
};
use axum::http::{HeaderMap, HeaderValue, request::Parts};
use chrono::TimeDelta;
use domain::Fault;
use hub::google::{Keepsake, LIFE};
use leptos::prelude::use_context;

/// Longest value taken, in bytes: what a browser keeps has an address, two names and three secrets in it.
const MAX_BYTES: usize = 4_000;

const fn name(is_secure: bool) -> &'static str {
    if is_secure { "__Host-orion-google" } else { "orion-google" }
}

/// What the browser of this request keeps.
pub(crate) fn read() -> Option<Keepsake> {
    let secure = Visit::current().site().cookie.secure;
    use_context::<Parts>().and_then(|parts| find(&parts.headers, name(secure)))
}

fn find(headers: &HeaderMap, name: &str) -> Option<Keepsake> {
    let short = cookies::values(headers, name).find(|value| value.len() <= MAX_BYTES);
    short.map(|value| Keepsake(value.to_owned()))
}

pub(crate) fn set(site: Site, kept: &Keepsake) -> Option<HeaderValue> {
    header(site, &kept.0, LIFE)
}

pub(crate) fn clear(site: Site) -> Option<HeaderValue> {
    header(site, "", TimeDelta::zero())
}

/// `Lax`, for it is Google's page that leads back.
fn header(site: Site, value: &str, life: TimeDelta) -> Option<HeaderValue> {
    cookies::set_secret(name(site.cookie.secure), value, life, site.cookie.secure)
}

/// Onward to Google, with what the browser is to keep.
pub(crate) fn leading_to_google(site: Site, url: &str, kept: &Keepsake) -> Done {
    Done::to(url).at_platform("Google".to_owned()).cookie(set(site, kept))
}

/// What was kept is gone.
pub(crate) fn over() -> Fault {
    Fault::Conflict { what: "google_over".into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn what_a_browser_keeps_is_found_among_other_cookies_unless_it_is_too_long() {
        let headers =
            |text: &str| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(text).unwrap())]);
        let found = find(&headers("orion=a; orion-google=b+/=; c=d"), name(false));
        assert_eq!(found, Some(Keepsake("b+/=".to_owned())));
        assert_eq!(find(&headers("orion-google=b"), name(true)), None);
        let long = format!("orion-google={}", "b".repeat(MAX_BYTES + 1));
        assert_eq!(find(&headers(&long), name(false)), None);
    }
}
