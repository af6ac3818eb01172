//! Requests that change something come from Orion's own pages.
//!
//! Browsers say where a request comes from (`Sec-Fetch-Site`, and before that `Origin`), and scripts
//! cannot change either. So no token is needed in forms. A program that is no browser sends neither,
//! and bears no cookie that somebody else could misuse.

use super::{Web, faults::Refusal};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Fault;
use std::sync::Arc;
use url::Url;

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Refuses requests of other sites with 403, unless their method only reads.
pub async fn check(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_own(request.headers(), web.config.public_url.as_ref()) {
        return next.run(request).await;
    }
    tracing::warn!("a request from another site was refused");
    Refusal(Fault::Forbidden).into_response()
}

fn is_own(headers: &HeaderMap, public_url: Option<&Url>) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Some(origin) = origin.to_str().ok().and_then(|origin| Url::parse(origin).ok()) else { return false };
    if public_url.is_some_and(|own| own.origin() == origin.origin()) {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let authority = origin.host_str().map(|name| match origin.port() {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    });
    authority.is_some() && authority.as_deref() == host
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect::<HeaderMap>();
        is_own(&headers, Some(&Url::parse("https://orion.example").unwrap()))
    }

    #[test]
    fn the_browser_says_where_a_request_comes_from() {
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://orion.example")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
    }

    #[test]
    fn older_browsers_are_judged_by_their_origin() {
        assert!(own(&[("origin", "https://orion.example"), ("host", "10.0.0.1:3000")]));
        assert!(own(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(!own(&[("origin", "https://evil.example"), ("host", "orion.example")]));
        assert!(!own(&[("origin", "null"), ("host", "orion.example")]));
        assert!(!own(&[("origin", "http://orion.example:8080"), ("host", "orion.example")]));
    }

    #[test]
    fn a_program_that_is_no_browser_is_let_through() {
        assert!(own(&[("host", "orion.example")]));
    }
}
