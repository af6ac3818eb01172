//! The page between a form and the page of a platform.
//!
//! Browsers hold a form to the policy of its page wherever its answer sends it on, and a policy cannot name
//! the host of every shop. So such an answer is a page of its own, which leads on by itself.

use crate::{appearance::Look, csp, shell, shell::PageAssets};
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Uri, header},
    response::Response,
};
use i18n::Texts;
use leptos::{nonce::Nonce, prelude::*};
use ui::{ButtonKind, GateShell, LinkButton};

/// By which a server function says whose page an answer leads to, by the platform's name. It does not leave this process.
pub(crate) const WHOSE: HeaderName = HeaderName::from_static("x-orion-leads-to");

/// Where an answer sends a browser to, if that is another site.
pub(crate) fn target(answer: &Response) -> Option<Uri> {
    let location = answer.headers().get(header::LOCATION).filter(|_| answer.status().is_redirection())?;
    // Our own addresses are paths.
    let target: Uri = location.to_str().ok()?.parse().ok()?;
    matches!(target.scheme_str(), Some("https" | "http")).then_some(target)
}

/// The page in place of the redirect; cookies that were set on the way stay set.
pub(crate) fn response(assets: &PageAssets, look: Look, target: &Uri, redirect: Response) -> Response {
    let nonce = Nonce::new();
    let policy = csp::of_page(&nonce.to_string());
    let html = Owner::new().with(|| {
        provide_context(nonce);
        let t = Texts::new(look.locale);
        let t = t.integrations();
        let host = target.host().unwrap_or_default();
        let whose = redirect.headers().get(&WHOSE).and_then(|name| name.to_str().ok()).unwrap_or(host);
        let (title, label, href) = (t.leaving(whose), t.leaving_on(whose), target.to_string());
        let text = t.leaving_text(host);
        let body = view! {
            <GateShell title=title.clone()>
                <p>{text}</p>
                <LinkButton label=label href=href kind=ButtonKind::Primary/>
            </GateShell>
        };
        shell::onward_document(assets, look, &title, target, body.into_any()).to_html()
    });
    let (parts, _) = redirect.into_parts();
    let mut response = Response::new(Body::from(html));
    let headers = response.headers_mut();
    for cookie in parts.headers.get_all(header::SET_COOKIE) {
        headers.append(header::SET_COOKIE, cookie.clone());
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[test]
    fn only_a_redirect_to_another_site_is_leaving() {
        let to = |status, location: &str| {
            let answer = Response::builder().status(status).header(header::LOCATION, location);
            target(&answer.body(Body::empty()).unwrap()).map(|target| target.to_string())
        };
        let shop = "https://loja.example/wc-auth/v1/authorize?user_id=1";
        assert_eq!(to(StatusCode::SEE_OTHER, shop).as_deref(), Some(shop));
        assert_eq!(to(StatusCode::OK, shop), None);
        assert_eq!(to(StatusCode::SEE_OTHER, "/admin/vendas"), None);
        assert_eq!(to(StatusCode::SEE_OTHER, "javascript:alert(1)"), None);
    }
}
