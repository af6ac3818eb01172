//! The character NUL, which no text of the database can hold. Nobody types one.

use super::{MAX_BODY, faults::Refusal};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Fault;

/// Keeps it away from pages and functions. In an address it is ignored, as other nonsense is; in a form it counts as another control
/// character, of which the field says that it does not take it. Other bodies that hold one are refused with 422.
pub async fn without_nul(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match readable(&parts.uri) {
        Some(uri) => parts.uri = uri,
        None => return Refusal(Fault::NotFound).into_response(),
    }
    if parts.method.is_safe() {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if body.contains(&0) {
        return Refusal(Fault::Invalid { fields: Vec::new() }).into_response();
    }
    let body = if !is_multipart(&parts.headers) && holds_nul(&body) {
        Body::from(marked(&body))
    } else {
        Body::from(body)
    };
    next.run(Request::from_parts(parts, body)).await
}

/// The same of the address alone, where the body is a file.
pub async fn without_nul_in_address(mut request: Request, next: Next) -> Response {
    match readable(request.uri()) {
        Some(uri) => *request.uri_mut() = uri,
        None => return Refusal(Fault::NotFound).into_response(),
    }
    next.run(request).await
}

/// An address without the parts of its query that hold a NUL; nothing where its path does.
fn readable(uri: &Uri) -> Option<Uri> {
    if holds_nul(uri.path().as_bytes()) {
        return None;
    }
    let Some(query) = uri.query().filter(|query| holds_nul(query.as_bytes())) else {
        return Some(uri.clone());
    };
    let kept: Vec<&str> = query.split('&').filter(|part| !holds_nul(part.as_bytes())).collect();
    let mut parts = uri.clone().into_parts();
    let address = match kept.as_slice() {
        [] => uri.path().to_owned(),
        kept => format!("{}?{}", uri.path(), kept.join("&")),
    };
    parts.path_and_query = Some(address.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// Whether codes stand for themselves in it. Everything else may be read as a form, whatever it says that it is.
fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("multipart/form-data")
}

/// A form with the control character 1 in the place of each NUL.
fn marked(form: &[u8]) -> Vec<u8> {
    let nuls = form.windows(3).enumerate().filter(|(_, signs)| is_nul(signs));
    let mut marked = form.to_vec();
    nuls.for_each(|(at, _)| marked[at + 2] = b'1');
    marked
}

/// Encoded for an address or a form.
fn holds_nul(text: &[u8]) -> bool {
    text.windows(3).any(is_nul)
}

fn is_nul(signs: &[u8]) -> bool {
    signs == b"%00"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_query_that_hold_a_nul_are_left_out() {
        for (address, expected) in [
            ("/admin/vendas?status=%00&q=a", Some("/admin/vendas?q=a")),
            ("/admin/vendas?q=a%00b&q=c&x=%%0000", Some("/admin/vendas?q=c")),
            ("/admin/vendas?q=%00", Some("/admin/vendas")),
            ("/admin/vendas?q=100%2500", Some("/admin/vendas?q=100%2500")),
            ("/admin/vendas", Some("/admin/vendas")),
            ("https://orion.example/admin?a=%00&b=1", Some("https://orion.example/admin?b=1")),
            ("/admin/%00?q=a", None),
        ] {
            let found = readable(&address.parse().unwrap()).map(|uri| uri.to_string());
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_nul_of_a_form_becomes_another_control_character() {
        assert_eq!(marked(b"sku=%00&name=a%00%00b&x=%%0000"), b"sku=%01&name=a%01%01b&x=%%0100");
    }
}
