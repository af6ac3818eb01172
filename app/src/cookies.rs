//! Cookies as a request brings them and as an answer sets them.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;

/// How long a browser keeps a choice of its reader.
pub(crate) const CHOICE_LIFE: TimeDelta = TimeDelta::days(365);

/// The values under a name, in the order in which they come: another site below the same domain can set one of the same name.
pub(crate) fn values<'a>(headers: &'a HeaderMap, name: &'a str) -> impl Iterator<Item = &'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(move |(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// `Set-Cookie` for all of Orion and no script. A life of zero takes the cookie away. `Lax`, so that a link from elsewhere finds
/// its reader signed in.
pub(crate) fn set(name: &str, value: &str, life: TimeDelta, is_secure: bool) -> Option<HeaderValue> {
    let (seconds, secure) = (life.num_seconds(), if is_secure { "; Secure" } else { "" });
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).ok()
}

/// The same of a value that nobody else may read, in a log neither.
pub(crate) fn set_secret(name: &str, value: &str, life: TimeDelta, is_secure: bool) -> Option<HeaderValue> {
    let mut header = set(name, value, life, is_secure)?;
    header.set_sensitive(true);
    Some(header)
}
