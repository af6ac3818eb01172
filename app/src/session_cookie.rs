//! The cookie that holds a session's token.

use axum::http::{HeaderMap, HeaderValue, header};
use hub::sessions::{SESSION_LIFE, SessionToken};

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

    /// The token that a request brings, if it is one that Orion could have issued.
    pub fn read(self, headers: &HeaderMap) -> Option<SessionToken> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .and_then(|(_, value)| SessionToken::parse(value))
    }

    /// `Set-Cookie` for a token; sent again while the session is in use, so its 30 days slide.
    pub fn set(self, token: &SessionToken) -> Option<HeaderValue> {
        self.header(token.expose(), SESSION_LIFE.num_seconds())
    }

    /// `Set-Cookie` that takes the cookie away.
    pub fn clear(self) -> Option<HeaderValue> {
        self.header("", 0)
    }

    fn header(self, value: &str, max_age: i64) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        let name = self.name();
        let text = format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
        let mut header = HeaderValue::try_from(text).ok()?;
        header.set_sensitive(true);
        Some(header)
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
        let secure = SessionCookie { secure: true };
        assert!(secure.read(&request(&format!("orion={TOKEN}"))).is_none());
        assert!(secure.read(&request(&format!("__Host-orion={TOKEN}"))).is_some());
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
