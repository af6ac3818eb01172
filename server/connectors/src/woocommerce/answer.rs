//! What a shop's answers mean. The HTTP status alone does not tell: hosts, firewalls and plugins
//! answer in the API's place.

use chrono::{DateTime, Utc};
use connector_kit::{Advice, ConnectorError, Reply};
use domain::UpstreamKind;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::Value;

/// An error as WordPress writes it.
#[derive(Debug, Default, Deserialize)]
struct Refusal {
    #[serde(default)]
    code: Value,
    #[serde(default)]
    message: Value,
    #[serde(default)]
    data: Value,
}

impl Refusal {
    fn of(reply: &Reply) -> Self {
        serde_json::from_slice(json_bytes(&reply.body)).unwrap_or_default()
    }

    fn code(&self) -> &str {
        self.code.as_str().unwrap_or_default()
    }

    fn message(&self) -> &str {
        self.message.as_str().unwrap_or_default()
    }
}

/// The body without a byte order mark and blanks before it.
fn json_bytes(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii()
}

/// Whether WordPress' REST API wrote the answer, be it good or an error.
pub(super) fn is_api(reply: &Reply) -> bool {
    matches!(json_bytes(&reply.body).first(), Some(b'{' | b'['))
}

/// Whether a good answer says that it is JSON and is none: it was cut off, or written wrongly.
pub(super) fn is_broken_json(reply: &Reply) -> bool {
    let says_so = reply.header("content-type").is_some_and(|kind| kind.contains("json"));
    reply.is_success() && says_so && serde_json::from_slice::<IgnoredAny>(json_bytes(&reply.body)).is_err()
}

/// Whether a page for people stands in place of the API's answer.
fn is_page(reply: &Reply) -> bool {
    reply.is_html() && php_message(json_bytes(&reply.body)).is_none()
}

/// The kind of the PHP message that a body begins with. PHP sends such answers as `text/html`.
fn php_message(body: &[u8]) -> Option<&'static str> {
    let start = String::from_utf8_lossy(&body[..body.len().min(200)]);
    let start = start.strip_prefix("<br />").unwrap_or(&start).trim_start();
    let start = start.strip_prefix("PHP ").unwrap_or(start);
    let start = start.strip_prefix("<b>").unwrap_or(start);
    let kinds = ["Notice", "Warning", "Deprecated", "Parse error", "Fatal error"];
    let begins = |kind: &&str| {
        start.strip_prefix(*kind).is_some_and(|rest| rest.starts_with("</b>:") || rest.starts_with(": "))
    };
    kinds.into_iter().find(begins)
}

/// Whether the address form does not exist on this shop: a page in place of the API, or no route.
pub(super) fn lacks_route(reply: &Reply) -> bool {
    match reply.status {
        404 => !is_api(reply) || Refusal::of(reply).code() == "rest_no_route",
        200 => is_page(reply),
        _ => false,
    }
}

/// Whether the key did not reach WordPress. A wrong secret is another answer, and what is no answer of
/// the API may come from anyone.
pub(super) fn key_was_not_seen(reply: &Reply) -> bool {
    reply.status == 401 && is_api(reply) && !key_was_refused(reply)
}

/// Whether WooCommerce looked at the key and did not accept it.
pub(super) fn key_was_refused(reply: &Reply) -> bool {
    reply.status == 401 && Refusal::of(reply).code() == "woocommerce_rest_authentication_error"
}

/// Whether WooCommerce itself wrote the error.
pub(super) fn is_woocommerces(reply: &Reply) -> bool {
    Refusal::of(reply).code().starts_with("woocommerce_rest_")
}

/// Whether WordPress believes to be called without TLS: it asks for a signature.
pub(super) fn asks_for_signature(reply: &Reply) -> bool {
    Refusal::of(reply).code() == "woocommerce_rest_authentication_missing_parameter"
}

/// The JSON text of a good answer.
///
/// # Errors
/// What the answer means instead.
pub(super) fn json(reply: &Reply, now: DateTime<Utc>) -> Result<&[u8], ConnectorError> {
    let body = json_bytes(&reply.body);
    let starts_well = matches!(body.first(), Some(b'{' | b'['));
    if !starts_well {
        return Err(not_json(reply, body, now));
    }
    if !reply.is_success() {
        return Err(refused(reply, now));
    }
    if body.starts_with(b"{") {
        // Some plugins and fatal errors come with status 200.
        let refusal = Refusal::of(reply);
        if !refusal.code().is_empty() && refusal.data.get("status").is_some() {
            let status = refusal.data["status"].as_u64().and_then(|status| u16::try_from(status).ok());
            let told = Reply { status: status.filter(|s| *s >= 400).unwrap_or(500), ..reply.clone() };
            return Err(refused(&told, now));
        }
    }
    Ok(body)
}

fn refused(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let refusal = Refusal::of(reply);
    let (code, message) = (refusal.code(), without_tags(refusal.message()));
    let mut error = reply.failure(now, format!("HTTP {}: {code} {message}", reply.status));
    if (reply.status, code) == (404, "rest_no_route") {
        error.kind = UpstreamKind::NotThePlatform;
    }
    error
}

fn not_json(reply: &Reply, body: &[u8], now: DateTime<Utc>) -> ConnectorError {
    let start = String::from_utf8_lossy(&body[..body.len().min(400)]).into_owned();
    let seen = without_tags(&start);
    if reply.is_success() && !is_page(reply) {
        let protocol = |advice, detail| ConnectorError::new(UpstreamKind::Protocol, advice, detail);
        return match php_message(body) {
            // Nothing comes after it: memory or time ran out, or a plugin is broken.
            Some("Parse error" | "Fatal error") => {
                ConnectorError::new(UpstreamKind::Server, Advice::Retry, format!("PHP stopped: {seen}"))
            }
            Some(_) => {
                let detail = "PHP messages stand before the data; the shop must not display them";
                protocol(Advice::Never, format!("{detail}: {seen}"))
            }
            None if body.is_empty() => protocol(Advice::Retry, "an empty answer".to_owned()),
            None => protocol(Advice::Retry, format!("not JSON: {seen}")),
        }
        .with_status(reply.status);
    }
    let mut error = reply.failure(now, format!("HTTP {} with a page in place of data: {seen}", reply.status));
    let pause = reply.retry_after(now).map_or(Advice::Retry, Advice::After);
    match reply.status {
        // Log-in walls, maintenance pages and firewalls come and go.
        200..=299 | 401 | 403 => (error.kind, error.advice) = (UpstreamKind::NotThePlatform, pause),
        404 => error.kind = UpstreamKind::NotThePlatform,
        _ => {}
    }
    error
}

/// The words of a text with markup, at most 200 characters.
fn without_tags(text: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for sign in text.chars() {
        match sign {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            sign if !inside => words.push(if sign.is_control() { ' ' } else { sign }),
            _ => {}
        }
    }
    let words: Vec<_> = words.split_whitespace().collect();
    words.join(" ").chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::{CONTENT_TYPE, HeaderMap};

    fn reply(status: u16, body: &str) -> Reply {
        let mut headers = HeaderMap::new();
        let kind = if body.starts_with("<!") { "text/html" } else { "application/json" };
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        Reply { status, headers, body: body.as_bytes().to_vec() }
    }

    fn error(status: u16, body: &str) -> ConnectorError {
        json(&reply(status, body), Utc::now()).unwrap_err()
    }

    #[test]
    fn a_byte_order_mark_does_no_harm() {
        assert_eq!(json(&reply(200, "\u{feff}[]"), Utc::now()).unwrap(), b"[]");
    }

    #[test]
    fn a_page_is_never_taken_for_an_empty_list() {
        let page = "<!DOCTYPE html><title>Em manutenção</title>";
        for (status, kind, advice) in [
            (200, UpstreamKind::NotThePlatform, Advice::Retry),
            (403, UpstreamKind::NotThePlatform, Advice::Retry),
            (404, UpstreamKind::NotThePlatform, Advice::Never),
            (503, UpstreamKind::Server, Advice::Retry),
        ] {
            let error = error(status, page);
            assert_eq!((error.kind, error.advice), (kind, advice), "{status}");
            assert!(error.detail.contains("Em manutenção"));
        }
    }

    #[test]
    fn a_firewall_says_when_to_come_again() {
        let mut page = reply(403, "<!DOCTYPE html><title>Acesso bloqueado</title>");
        page.headers.insert("retry-after", "1800".parse().unwrap());
        let error = json(&page, Utc::now()).unwrap_err();
        assert_eq!(error.advice, Advice::After(std::time::Duration::from_secs(1800)), "{error}");
    }

    #[test]
    fn php_messages_before_the_data_are_reported() {
        for typed in ["application/json", "text/html; charset=UTF-8"] {
            let mut reply = reply(200, "<br />\n<b>Notice</b>: Undefined index in x.php\n[]");
            reply.headers.insert("content-type", typed.parse().unwrap());
            let error = json(&reply, Utc::now()).unwrap_err();
            assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Never), "{typed}");
            assert!(error.detail.contains("Undefined index"), "{error}");
            assert!(!lacks_route(&reply), "{typed}");
        }
    }

    #[test]
    fn a_script_that_stopped_is_the_servers_failure() {
        let error =
            error(200, "<br />\n<b>Fatal error</b>:  Allowed memory size of 134217728 bytes exhausted");
        assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry));
        assert!(error.detail.contains("memory size"), "{error}");
    }

    #[test]
    fn an_error_under_status_200_is_an_error() {
        let body = r#"{"code":"internal_server_error","message":"<p>critical</p>","data":{"status":500}}"#;
        assert_eq!(error(200, body).kind, UpstreamKind::Server);
    }

    #[test]
    fn a_401_is_not_always_a_wrong_key() {
        let refusal = |code: &str, message: &str| {
            error(401, &format!(r#"{{"code":"{code}","message":"{message}","data":{{"status":401}}}}"#))
        };
        assert_eq!(refusal("woocommerce_rest_cannot_view", "Sorry").kind, UpstreamKind::Auth);
        let wall = error(401, "<!doctype html><title>Acesso restrito</title>");
        assert_eq!((wall.kind, wall.advice), (UpstreamKind::NotThePlatform, Advice::Retry));
    }

    #[test]
    fn the_key_goes_into_the_query_only_where_the_header_was_lost() {
        assert!(key_was_not_seen(&reply(401, r#"{"code":"woocommerce_rest_cannot_view"}"#)));
        assert!(!key_was_not_seen(&reply(401, "<!doctype html>")), "a wall would be shown the secret");
        assert!(!key_was_not_seen(&reply(401, r#"{"code":"woocommerce_rest_authentication_error"}"#)));
        assert!(!key_was_not_seen(&reply(403, "{}")));
    }

    #[test]
    fn an_absent_route_is_told_from_an_absent_order() {
        assert!(lacks_route(&reply(404, r#"{"code":"rest_no_route"}"#)));
        assert!(lacks_route(&reply(404, "<!doctype html>")));
        assert!(!lacks_route(&reply(404, r#"{"code":"woocommerce_rest_shop_order_invalid_id"}"#)));
        assert!(!lacks_route(&reply(503, "<!doctype html>")));
    }
}
