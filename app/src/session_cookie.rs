//! The cookies that hold a session's token.

use crate::cookies;
use axum::http::{HeaderMap, HeaderValue, header};
use chrono::TimeDelta;
use hub::sessions::{FLASH_LIFE, SESSION_LIFE, SessionToken};

/// How the cookie is named and sent. A browser takes a `__Host-` cookie over https only, binds it to
/// this host and lets no other subdomain set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionCookie {
    /// The public address is https.
    pub secure: bool,
}

impl SessionCookie {
    const fn name(self) -> &'static str {
        if self.secure { "__Host-orion" } else { "orion" }
    }

    /// That of the session of nobody in which a form waits for its person (`crate::held`).
    const fn held(self) -> &'static str {
        if self.secure { "__Host-orion-held" } else { "orion-held" }
    }

    /// The token that a request brings, if it is one that Orion could have issued.
    pub fn read(self, headers: &HeaderMap) -> Option<SessionToken> {
        cookies::values(headers, self.name()).next().and_then(SessionToken::parse)
    }

    /// The token of the session in which a form waits.
    pub fn read_held(self, headers: &HeaderMap) -> Option<SessionToken> {
        cookies::values(headers, self.held()).next().and_then(SessionToken::parse)
    }

    /// `Set-Cookie` for a token; sent again while the session is in use, so its 30 days slide.
    pub fn set(self, token: &SessionToken) -> Option<HeaderValue> {
        self.header(self.name(), token.expose(), SESSION_LIFE)
    }

    /// `Set-Cookie` that takes the cookie away.
    pub fn clear(self) -> Option<HeaderValue> {
        self.header(self.name(), "", TimeDelta::zero())
    }

    /// Whether an answer sets the cookie of the session, or takes it away.
    pub fn is_set_by(self, headers: &HeaderMap) -> bool {
        let set = headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        set.filter_map(|text| text.split_once('=')).any(|(name, _)| name == self.name())
    }

    /// `Set-Cookie` for the session in which a form waits.
    pub fn set_held(self, token: &SessionToken) -> Option<HeaderValue> {
        self.header(self.held(), token.expose(), FLASH_LIFE)
    }

    /// `Set-Cookie` that takes that one away.
    pub fn clear_held(self) -> Option<HeaderValue> {
        self.header(self.held(), "", TimeDelta::zero())
    }

    fn header(self, name: &str, value: &str, life: TimeDelta) -> Option<HeaderValue> {
        cookies::set_secret(name, value, life, self.secure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn request(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn the_cookie_is_read_among_others_by_its_whole_name() {
        let plain = SessionCookie { secure: false };
        assert!(plain.read(&request(&format!("a=b; orion={TOKEN}; c=d"))).is_some());
        assert!(plain.read(&request(&format!("xorion={TOKEN}"))).is_none());
        assert!(plain.read(&request("orion=short")).is_none());
        assert!(plain.read(&request(&format!("orion-held={TOKEN}"))).is_none());
        assert!(plain.read_held(&request(&format!("orion-held={TOKEN}"))).is_some());
        let secure = SessionCookie { secure: true };
        assert!(secure.read(&request(&format!("orion={TOKEN}"))).is_none());
        assert!(secure.read(&request(&format!("__Host-orion={TOKEN}"))).is_some());
    }

    #[test]
    fn an_answer_that_sets_other_cookies_sets_not_that_of_the_session() {
        let (cookie, mut headers) = (SessionCookie { secure: false }, HeaderMap::new());
        headers.append(header::SET_COOKIE, cookie.clear_held().unwrap());
        assert!(!cookie.is_set_by(&headers));
        headers.append(header::SET_COOKIE, cookie.clear().unwrap());
        assert!(cookie.is_set_by(&headers));
    }

    #[test]
    fn a_secure_cookie_is_bound_to_the_host() {
        let token = SessionToken::parse(TOKEN).unwrap();
        let header = SessionCookie { secure: true }.set(&token).unwrap();
        assert_eq!(
            header.to_str().unwrap(),
            format!("__Host-orion={TOKEN}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure")
        );
        assert!(header.is_sensitive());
    }
}
