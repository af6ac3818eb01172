//! Faults outside of pages: as a page for a browser, as JSON for everybody else.

use super::Web;
use app::{
    appearance::{Appearance, Look},
    fault_page,
    visit::Visit,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Fault, Locale};
use hub::HubError;
use std::{any::Any, sync::Arc};

/// An answer that says a fault. [`show`] gives it its form.
pub struct Refusal(pub Fault);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = StatusCode::from_u16(self.0.status()).unwrap_or_default().into_response();
        response.extensions_mut().insert(self.0);
        response
    }
}

/// What a language costs to find out again is nothing beside a fault, so it rides along.
#[derive(Clone, Copy)]
pub struct SpokenLocale(pub Locale);

/// A handler that panicked: logged with a reference, and nothing of it is told.
pub fn of_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Refusal(HubError::Internal(format!("panic: {}", text.unwrap_or("without words"))).into()).into_response()
}

/// Turns answers with an error status and no page into one, in the language of the reader.
pub async fn show(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let wants_page = accepts(request.headers(), "text/html");
    let guessed = language(request.headers());
    let appearance = Appearance::of(request.headers());
    let here = asked_for(&request);
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() || is_said(&response, wants_page) {
        return response;
    }
    let fault = response.extensions_mut().remove::<Fault>().unwrap_or_else(|| meaning(status));
    let locale = response.extensions().get::<SpokenLocale>().map_or(guessed, |spoken| spoken.0);
    let look = Look { locale, appearance };
    let mut shown =
        if wants_page { fault_page::response(&web.assets, look, &fault, &here) } else { as_json(&fault) };
    *shown.status_mut() = status;
    // Cookies that were set on the way stay set.
    for cookie in response.headers().get_all(header::SET_COOKIE) {
        shown.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    shown
}

/// The address to ask for again: of a form that was sent, the page that it stands on.
fn asked_for(request: &Request) -> String {
    let uri = if request.method().is_safe() {
        Some(request.uri().clone())
    } else {
        let page = request.headers().get(header::REFERER).and_then(|page| page.to_str().ok());
        page.and_then(|page| page.parse().ok())
    };
    uri.and_then(|uri| uri.path_and_query().map(ToString::to_string)).unwrap_or_default()
}

/// Whether the answer already speaks to its reader.
fn is_said(response: &Response, wants_page: bool) -> bool {
    let kind =
        response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || (!wants_page && kind.starts_with("application/json"))
}

/// The language of a visit, or what the browser asks for.
pub fn language(headers: &HeaderMap) -> Locale {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|wanted| wanted.to_str().ok());
    wanted.map(Locale::negotiate).unwrap_or_default()
}

/// Notes the language of a visit, for a fault that is shown outside of it.
pub fn speaks(response: &mut Response, visit: &Visit) {
    response.extensions_mut().insert(SpokenLocale(visit.locale()));
}

fn accepts(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains(kind))
}

/// What a status that a library gave means in our terms.
fn meaning(status: StatusCode) -> Fault {
    match status {
        StatusCode::UNAUTHORIZED => Fault::Unauthenticated,
        StatusCode::FORBIDDEN => Fault::Forbidden,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Fault::NotFound,
        // What is counted so is counted by the hour.
        StatusCode::TOO_MANY_REQUESTS => Fault::Throttled { retry_after: 3600 },
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
            Fault::Unavailable
        }
        other if other.is_client_error() => Fault::Invalid { fields: Vec::new() },
        other => HubError::Internal(format!("an answer with status {other} and no words")).into(),
    }
}

fn as_json(fault: &Fault) -> Response {
    let text = serde_json::to_string(fault).unwrap_or_else(|_| "{}".to_owned());
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
