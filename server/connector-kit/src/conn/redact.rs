//! Keeps secrets out of what is told of an answer. Firewalls and error pages repeat what they were
//! asked, and an error's detail quotes them.

use super::ConnParts;
use crate::{Call, Reply, oauth1};
use reqwest::header::HeaderValue;
use secrecy::ExposeSecret;

/// A good answer longer than this is a list of records, which no detail quotes.
const QUOTED: usize = 16 * 1024;
/// Shorter texts are no secrets, but parts of any word.
const SHORTEST: usize = 4;

/// The values of a call's headers that are secrets.
pub(super) fn secret_headers(call: &Call) -> Vec<HeaderValue> {
    call.headers.values().filter(|value| value.is_sensitive()).cloned().collect()
}

/// Strikes every secret of the connection and of the call out of an answer: as it is, encoded for an
/// address, as PHP writes it into JSON, and as the header had it (`Basic …`).
pub(super) fn strike(reply: &mut Reply, parts: &ConnParts, headers: &[HeaderValue]) {
    let is_data = matches!(reply.body.trim_ascii_start().first(), Some(b'{' | b'['));
    if reply.is_success() && is_data && reply.body.len() > QUOTED {
        return;
    }
    let app = parts.app.iter().map(|app| app.client_secret.expose_secret());
    let own = parts.credentials.values().map(|secret| secret.expose_secret().trim()).chain(app);
    let mut forms: Vec<String> = own
        .flat_map(|secret| [secret.to_owned(), oauth1::encode(secret), secret.replace('/', "\\/")])
        .collect();
    for value in headers.iter().filter_map(|value| value.to_str().ok()) {
        let word = value.rsplit(' ').next().unwrap_or(value);
        forms.extend([word.to_owned(), word.replace('/', "\\/")]);
    }
    forms.retain(|form| form.len() >= SHORTEST);
    // One may be part of another.
    forms.sort_unstable_by_key(|form| std::cmp::Reverse(form.len()));
    forms.dedup();
    for form in &forms {
        strike_one(&mut reply.body, form.as_bytes());
    }
}

fn strike_one(body: &mut Vec<u8>, secret: &[u8]) {
    let mut from = 0;
    while let Some(found) = body[from..].windows(secret.len()).position(|piece| piece == secret) {
        let at = from + found;
        body.splice(at..at + secret.len(), *b"***");
        from = at + 3;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ConnParts, OutboundConfig, OutboundPolicy, PlatformSpec};
    use domain::AuthKind;
    use reqwest::header::{AUTHORIZATION, HeaderMap};

    fn struck(status: u16, body: &str) -> String {
        let outbound = OutboundPolicy::new(OutboundConfig::default()).unwrap();
        let mut parts = ConnParts::new(&PlatformSpec::SAMPLE, outbound, AuthKind::KeyPair);
        parts.credentials.insert("secret".into(), "cs_1/ü+".into());
        let call = Call::get("https://x.example/".parse().unwrap())
            .with_secret_header(AUTHORIZATION, "Basic Y2s6Y3M=")
            .unwrap();
        let mut reply = Reply { status, headers: HeaderMap::new(), body: body.into() };
        strike(&mut reply, &parts, &secret_headers(&call));
        String::from_utf8(reply.body).unwrap()
    }

    #[test]
    fn a_secret_is_struck_out_in_every_form() {
        for form in ["cs_1/ü+", "cs_1%2F%C3%BC%2B", "cs_1\\/ü+", "Y2s6Y3M="] {
            assert_eq!(struck(403, &format!("<p>{form}{form} {form}")), "<p>****** ***", "{form}");
            assert_eq!(struck(200, &format!("{{\"seen\":\"{form}\"}}")), "{\"seen\":\"***\"}", "{form}");
        }
        assert_eq!(struck(200, "[{\"id\":1}]"), "[{\"id\":1}]");
    }
}
