//! Addresses within Orion that came from outside, as in `?voltar=` and `return_to`.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt;

/// Everything in a query value that would end it or change its meaning.
const QUERY_VALUE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'=')
    .add(b'?');

/// Longest address taken, in bytes.
const MAX_BYTES: usize = 2_000;

/// The path, and perhaps query, of a page of Orion: never another host, never a script address, so
/// that a redirect to it stays here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    /// `None` for everything that a browser could read as another origin or that is no page.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('/')?;
        let stays = !rest.starts_with(['/', '\\'])
            && text.len() <= MAX_BYTES
            && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        let is_page = !["ui/", "pkg/", "events", "sair"].iter().any(|other| rest.starts_with(other));
        (stays && is_page).then(|| Self(text.to_owned()))
    }

    /// The sign-in page that leads back here.
    pub fn behind_sign_in(&self) -> String {
        format!("/entrar?voltar={}", utf8_percent_encode(&self.0, QUERY_VALUE))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_orion_are_taken() {
        for text in ["/", "/admin", "/admin/vendas?canal=1&texto=a%20b#linha"] {
            assert_eq!(LocalPath::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn other_hosts_scripts_and_functions_are_refused() {
        let long = format!("/{}", "a".repeat(MAX_BYTES));
        for text in [
            "",
            "admin",
            "//evil.example",
            "/\\evil.example",
            "/a\\b",
            "https://evil.example",
            "javascript:alert(1)",
            "/a b",
            "/a\r\nSet-Cookie: x",
            "/é",
            "/ui/sign_out",
            "/pkg/orion.js",
            "/sair",
            long.as_str(),
        ] {
            assert_eq!(LocalPath::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_way_back_survives_the_query() {
        let path = LocalPath::parse("/admin/vendas?a=1&b=%26").unwrap();
        assert_eq!(path.behind_sign_in(), "/entrar?voltar=/admin/vendas%3Fa%3D1%26b%3D%2526");
    }
}
