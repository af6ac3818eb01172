//! What Magalu's answers mean. Errors say why in `message` or in `detail`, which is a text or a list.

use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, ConnectorError, Reply,
    lenient::{Object, Text, capped},
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::{Value, value::RawValue};

/// A list as the API sends it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope<'a> {
    #[serde(borrow)]
    results: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    meta: Object<Meta<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Meta<'a> {
    #[serde(borrow)]
    page: Object<Page<'a>>,
    #[serde(borrow)]
    links: Object<Links<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Page<'a> {
    #[serde(borrow)]
    limit: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Links<'a> {
    #[serde(borrow)]
    next: Text<'a>,
}

/// The records of a page, and what tells whether more follow.
pub(super) struct Listed<'a> {
    pub records: Vec<&'a RawValue>,
    /// Records a page at most, where the platform says so.
    pub limit: Option<usize>,
    pub has_next: bool,
}

/// The list that a good answer holds.
///
/// # Errors
/// What the answer means instead.
pub(super) fn listed(reply: &Reply, now: DateTime<Utc>) -> Result<Listed<'_>, ConnectorError> {
    let envelope: Envelope<'_> = read(reply, now)?;
    let Some(records) = envelope.results else { return Err(not_the_answer(reply)) };
    let meta = envelope.meta.0;
    Ok(Listed {
        records,
        limit: meta.page.0.limit.as_str().and_then(|limit| limit.parse().ok()),
        has_next: meta.links.0.next.as_str().is_some(),
    })
}

/// The object of a good answer.
///
/// # Errors
/// What the answer means instead.
pub(super) fn read<'a, T: Deserialize<'a>>(
    reply: &'a Reply,
    now: DateTime<Utc>,
) -> Result<T, ConnectorError> {
    if !reply.is_success() {
        return Err(refused(reply, now));
    }
    if !reply.body.trim_ascii_start().starts_with(b"{") {
        return Err(not_json(reply));
    }
    serde_json::from_slice(&reply.body).map_err(|error| {
        let detail = format!("the answer cannot be read: {error}{}", request_id(reply));
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

/// Words by which an answer says that nothing came of it, in its two languages.
const ERRORS: [&str; 20] = [
    "error",
    "errors",
    "erro",
    "erros",
    "fail",
    "failed",
    "failure",
    "falha",
    "falhou",
    "invalid",
    "inválido",
    "inválida",
    "denied",
    "forbidden",
    "unauthorized",
    "rejected",
    "not",
    "não",
    "cannot",
    "unable",
];

/// That a write was taken. Where the answer does not say so, it may have been all the same: who asks looks.
///
/// # Errors
/// What the answer means instead.
pub(super) fn written(reply: &Reply, now: DateTime<Utc>) -> Result<(), ConnectorError> {
    if reply.status == 409 {
        // It is there already, and may be by an attempt whose answer was lost: looking tells.
        let refused = refused(reply, now);
        return Err(ConnectorError { kind: UpstreamKind::Protocol, advice: Advice::Retry, ..refused });
    }
    let is_made = matches!(reply.status, 201 | 202 | 204);
    if is_made && reply.body.trim_ascii().is_empty() {
        return Ok(());
    }
    let told: Value = read(reply, now)?;
    // Any host answers with 200.
    let names = ["id", "key", "status", "created_at", "message"];
    let tells = names.iter().any(|name| match &told[*name] {
        Value::String(text) => !text.is_empty(),
        value => value.is_number(),
    });
    if (is_made || tells) && !says_error(&told, &why(reply)) { Ok(()) } else { Err(not_the_answer(reply)) }
}

fn says_error(told: &Value, why: &str) -> bool {
    let is_set = |name: &str| match &told[name] {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(all) => !all.is_empty(),
        Value::Object(all) => !all.is_empty(),
        _ => true,
    };
    let is_error = |text: &str| {
        let text = text.to_lowercase();
        text.split(|sign: char| !sign.is_alphanumeric()).any(|word| ERRORS.contains(&word))
    };
    is_set("error")
        || is_set("errors")
        || is_set("detail") && told["detail"].is_array()
        || is_error(why)
        || told["status"].as_str().is_some_and(is_error)
}

/// Of a success that lacks what was asked for: an error all the same where it says so.
pub(super) fn not_the_answer(reply: &Reply) -> ConnectorError {
    let why = why(reply);
    let (kind, detail) = match why.is_empty() {
        true => (UpstreamKind::Protocol, "an answer without what was asked for"),
        false => (UpstreamKind::Server, "an error with a status of success: "),
    };
    let detail = format!("{detail}{why}{}", request_id(reply));
    ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status)
}

fn refused(reply: &Reply, now: DateTime<Utc>) -> ConnectorError {
    let page = if reply.is_html() { " with a page in place of data" } else { "" };
    let detail = format!("HTTP {}{page}: {}{}", reply.status, why(reply), request_id(reply));
    let mut error = reply.failure(now, detail);
    // Firewalls and maintenance pages come and go.
    if reply.is_html() && matches!(reply.status, 401 | 403) {
        (error.kind, error.advice) = (UpstreamKind::NotThePlatform, Advice::Retry);
    }
    error
}

fn not_json(reply: &Reply) -> ConnectorError {
    let (kind, detail) = if reply.is_html() {
        (UpstreamKind::NotThePlatform, "a page in place of data")
    } else if reply.body.trim_ascii().is_empty() {
        (UpstreamKind::Protocol, "an empty answer")
    } else {
        (UpstreamKind::Protocol, "the answer is no object")
    };
    let detail = format!("{detail}{}", request_id(reply));
    ConnectorError::new(kind, Advice::Retry, detail).with_status(reply.status)
}

/// What an error says of itself, at most 200 characters.
pub(super) fn why(reply: &Reply) -> String {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Told {
        message: Value,
        detail: Value,
    }
    let told: Told = serde_json::from_slice(&reply.body).unwrap_or_default();
    let words = match (&told.message, &told.detail) {
        (Value::String(message), _) => message.clone(),
        (_, Value::String(detail)) => detail.clone(),
        (_, Value::Array(points)) => {
            let point = |point: &Value| {
                let place = point["loc"].as_array().into_iter().flatten().filter_map(Value::as_str);
                format!(
                    "{} {}",
                    place.collect::<Vec<_>>().join("."),
                    point["msg"].as_str().unwrap_or_default()
                )
            };
            points.iter().map(point).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    };
    capped(&words, 200).unwrap_or_default()
}

/// By which Magalu's support finds the call.
pub(super) fn request_id(reply: &Reply) -> String {
    let sound = |id: &&str| {
        (1..=80).contains(&id.len()) && id.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-')
    };
    reply.header("x-request-id").filter(sound).map(|id| format!(" (request {id})")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::header::{CONTENT_TYPE, HeaderMap};

    fn reply(status: u16, body: &str) -> Reply {
        let mut headers = HeaderMap::new();
        let kind = if body.starts_with("<!") { "text/html" } else { "application/json" };
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        headers.insert("x-request-id", "7f3a-1".parse().unwrap());
        Reply { status, headers, body: body.as_bytes().to_vec() }
    }

    fn error(status: u16, body: &str) -> ConnectorError {
        listed(&reply(status, body), Utc::now()).err().unwrap()
    }

    #[test]
    fn errors_are_told_in_each_of_their_forms_with_the_number_of_the_request() {
        for (body, told) in [
            (r#"{"message":"Forbidden"}"#, "Forbidden"),
            (r#"{"detail":"Not found"}"#, "Not found"),
            (r#"{"detail":[{"msg":"invalid","loc":["query","_limit"]},{"msg":7}]}"#, "query._limit invalid"),
        ] {
            let error = error(422, body);
            assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
            assert!(error.detail.contains(told) && error.detail.ends_with("(request 7f3a-1)"), "{error}");
        }
    }

    #[test]
    fn a_success_without_a_list_is_an_error() {
        for (body, kind) in [
            (r#"{"message":"Internal server error"}"#, UpstreamKind::Server),
            ("{}", UpstreamKind::Protocol),
            ("[]", UpstreamKind::Protocol),
            ("", UpstreamKind::Protocol),
            ("{\"results\":[", UpstreamKind::Protocol),
            (r#"{"results":{"id":1}}"#, UpstreamKind::Protocol),
            ("<!doctype html><title>Em manutenção</title>", UpstreamKind::NotThePlatform),
        ] {
            let error = error(200, body);
            assert_eq!((error.kind, error.advice), (kind, Advice::Retry), "{body}");
        }
    }

    #[test]
    fn a_write_was_taken_only_where_the_answer_says_so() {
        for (status, body) in [
            (201, r#"{"id":"d4e6af25","created_at":"2024-09-30T15:06:03.245965+00:00"}"#),
            (201, r#"{"key":"1","status":"awaiting_validation"}"#),
            (200, r#"{"id":"d4e6af25"}"#),
            (201, "{}"),
            (201, r#"{"id":null}"#),
            (201, r#"{"message":"Invoice received"}"#),
            (202, r#"{"message":"Nota fiscal recebida","errors":[],"error":null}"#),
            (202, r#"{"detail":"Accepted"}"#),
            (201, ""),
            (204, ""),
        ] {
            assert!(written(&reply(status, body), Utc::now()).is_ok(), "{body}");
        }
        for (status, body) in [
            (200, ""),
            (200, "{}"),
            (200, r#"{"id":null}"#),
            (201, "[]"),
            (201, "null"),
            (202, r#"{"message":"Erro ao salvar"}"#),
            (202, r#"{"message":"The delivery could not be found"}"#),
            (201, r#"{"id":"d4e6af25","errors":["xml"]}"#),
            (201, r#"{"detail":[{"msg":"field required","loc":["body","xml"]}]}"#),
            (200, r#"{"message":"Internal server error"}"#),
            (200, r#"{"status":"error","detail":"no"}"#),
            (200, "<!doctype html><title>Entrar</title>"),
            (201, "{\"id\":\"d4"),
        ] {
            let error = written(&reply(status, body), Utc::now()).unwrap_err();
            assert_eq!(error.advice, Advice::Retry, "{body}");
        }
        for status in [400, 422] {
            let error =
                written(&reply(status, r#"{"message":"The delivery is frozen"}"#), Utc::now()).unwrap_err();
            assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
            assert!(error.detail.contains("The delivery is frozen"), "{error}");
        }
    }

    #[test]
    fn what_is_there_already_is_looked_for() {
        let error = written(&reply(409, r#"{"message":"The delivery was already shipped"}"#), Utc::now())
            .unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry));
        assert!(error.detail.contains("The delivery was already shipped"), "{error}");
    }

    #[test]
    fn a_list_says_how_it_goes_on() {
        let body =
            r#"{"meta":{"page":{"limit":50},"links":{"next":"https://x/?_offset=50"}},"results":[{},null]}"#;
        let reply = reply(200, body);
        let listed = listed(&reply, Utc::now()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((listed.records.len(), listed.limit, listed.has_next), (2, Some(50), true));
    }
}
