//! Secrets that are handed out once and known again: of cookies, and of links in e-mails.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use sha2::{Digest, Sha256};
use std::fmt;
use store::sessions::TokenHash;

const BYTES: usize = 32;
const CHARS: usize = 43;

/// 256 random bits as base64url. Never shown by `Debug`; the database knows only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub(crate) fn generate() -> Self {
        Self(BASE64.encode(rand::random::<[u8; BYTES]>()))
    }

    /// From a cookie or a link. `None` for what Orion cannot have issued.
    pub fn parse(text: &str) -> Option<Self> {
        let plausible = text.len() == CHARS
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        plausible.then(|| Self(text.to_owned()))
    }

    /// The form in which it is stored.
    pub fn hash(&self) -> TokenHash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The text of the cookie, or of the end of the link.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_token_is_accepted_and_others_are_not() {
        let token = Token::generate();
        assert_eq!(Token::parse(token.expose()), Some(token.clone()));
        assert_ne!(token, Token::generate());
        let long = format!("{}A", token.expose());
        let strange = format!("{}é", &token.expose()[..41]);
        for text in ["", "abc", long.as_str(), strange.as_str(), &token.expose().replace(|_| true, ";")] {
            assert_eq!(Token::parse(text), None, "{text}");
        }
    }

    #[test]
    fn debug_shows_no_token() {
        let token = Token::generate();
        assert!(!format!("{token:?}").contains(&token.expose()[..8]));
    }
}
