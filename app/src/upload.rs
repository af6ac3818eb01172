//! Forms with a file.

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, multipart::MultipartError},
    http::{HeaderValue, Request, StatusCode, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The same request with its parts as the fields of a plain form, so that functions read both alike: a
/// file is a field that holds its text. Other requests stay as they are.
pub(crate) async fn as_fields(request: Request<Body>) -> Result<Request<Body>, Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/form-data")) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let with_body = Request::from_parts(parts.clone(), body);
    let fields = match Multipart::from_request(with_body, &()).await {
        Ok(multipart) => fields(multipart).await.map_err(IntoResponse::into_response)?,
        Err(_) => return Err(StatusCode::BAD_REQUEST.into_response()),
    };
    let mut request = Request::from_parts(parts, Body::from(fields));
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    request.headers_mut().remove(header::CONTENT_LENGTH);
    Ok(request)
}

async fn fields(mut multipart: Multipart) -> Result<String, MultipartError> {
    let mut fields = String::new();
    while let Some(part) = multipart.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let value = part.bytes().await?;
        if !fields.is_empty() {
            fields.push('&');
        }
        fields.extend(utf8_percent_encode(&name, NON_ALPHANUMERIC));
        fields.push('=');
        // What is no text holds signs afterwards that no document of ours does, and is refused as such.
        fields.extend(utf8_percent_encode(&String::from_utf8_lossy(&value), NON_ALPHANUMERIC));
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(kind: &str, body: &str) -> Request<Body> {
        Request::post("/").header(header::CONTENT_TYPE, kind).body(Body::from(body.to_owned())).unwrap()
    }

    async fn text(request: Request<Body>) -> String {
        let body = axum::body::to_bytes(request.into_body(), 10_000).await.unwrap();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn a_file_is_a_field_like_any_other() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"order\"\r\n\r\n1 & 2\r\n--b\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"n.xml\"\r\nContent-Type: text/xml\r\n\r\n<a>\u{e9}</a>\r\n--b--\r\n";
        let plain = as_fields(posted("multipart/form-data; boundary=b", body)).await.unwrap();
        assert_eq!(plain.headers()[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
        assert_eq!(text(plain).await, "order=1%20%26%202&file=%3Ca%3E%C3%A9%3C%2Fa%3E");
    }

    #[tokio::test]
    async fn other_forms_stay_and_broken_ones_are_refused() {
        let plain = as_fields(posted("application/x-www-form-urlencoded", "a=b")).await.unwrap();
        assert_eq!(text(plain).await, "a=b");
        for (kind, body) in [("multipart/form-data", ""), ("multipart/form-data; boundary=b", "--b\r\nX")] {
            let refused = as_fields(posted(kind, body)).await.unwrap_err();
            assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{kind}");
        }
    }
}
