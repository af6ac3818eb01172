//! The session of a request: one query, then a [`Visit`] in the request's extensions.

use super::{
    Web,
    client::Origin,
    faults::{self, Refusal},
};
use app::{
    appearance::Appearance,
    visit::{Visit, VisitParts},
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Fault, Locale};
use hub::{
    auth::Principal,
    sessions::{Client, SessionRow, SessionToken},
};
use std::sync::Arc;

/// Finds out who asks, and lets the request on with it.
pub async fn attach(State(web): State<Arc<Web>>, mut request: Request, next: Next) -> Response {
    let (visit, cookie) = match look(&web, request.headers(), request.extensions().get()).await {
        Ok(found) => found,
        Err(fault) => return Refusal(fault).into_response(),
    };
    request.extensions_mut().insert(visit.clone());
    let mut response = next.run(request).await;
    faults::speaks(&mut response, &visit);
    // A sign-in or sign-out has set another one.
    if let Some(cookie) = cookie.filter(|_| !web.config.site.cookie.is_set_by(response.headers())) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The visit, and the cookie to send again because its session was extended.
async fn look(
    web: &Web,
    headers: &HeaderMap,
    origin: Option<&Origin>,
) -> Result<(Visit, Option<HeaderValue>), Fault> {
    let ip = origin.and_then(|origin| origin.ip);
    let request_id: Arc<str> = origin.map(|origin| origin.request_id.clone()).unwrap_or_default();
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).map(str::to_owned);
    let cookies = web.config.site.cookie;
    let named = cookies.read(headers);
    let is_named = named.is_some();
    let session = match named {
        Some(token) => web.hub.session(&token.hash()).await?.map(|row| (token, row)),
        None => None,
    };
    let (has_flash, held) =
        (session.as_ref().is_some_and(|(_, row)| row.has_flash), cookies.read_held(headers));
    // A browser opens what it fetched in advance, and asks anew where that was refused: the page has to tell what waits.
    if is_in_advance(headers) && (has_flash || held.is_some()) {
        return Err(Fault::Unavailable);
    }
    let mut cookie = None;
    if let Some((token, row)) = session.as_ref().filter(|(_, row)| row.member.is_some())
        && web.hub.keep_session(&token.hash(), row.last_seen_at, ip).await?
    {
        cookie = cookies.set(token);
    }
    let locale = language(session.as_ref(), headers);
    let is_page = is_page(headers);
    let has_ended = is_named && session.is_none();
    let (token, row) = session.unzip();
    let principal = row.and_then(|row| Principal::of_session(&web.hub, row, ip, locale, request_id.clone()));
    let visit = Visit::new(VisitParts {
        hub: web.hub.clone(),
        site: web.config.site,
        principal,
        token,
        has_ended,
        has_flash: has_flash && is_page,
        held: held.filter(|_| is_page),
        locale,
        appearance: Appearance::of(headers),
        client: Client { ip, user_agent: agent },
        request_id,
    });
    Ok((visit, cookie))
}

/// The person's choice, else what the browser asks for, else the company's language.
fn language(session: Option<&(SessionToken, SessionRow)>, headers: &HeaderMap) -> Locale {
    let member = session.and_then(|(_, row)| row.member.as_ref());
    let chosen = member.and_then(|member| member.user_locale);
    let company =
        || member.filter(|_| !headers.contains_key(header::ACCEPT_LANGUAGE)).map(|member| member.org_locale);
    chosen.or_else(company).unwrap_or_else(|| faults::language(headers))
}

/// Whether a page is fetched. What a browser fetches for itself, as it does a source map, is not seen, so it must not use up a message.
fn is_page(headers: &HeaderMap) -> bool {
    match told(headers, "sec-fetch-dest") {
        Some(destination) => destination == "document",
        None => told(headers, "accept").is_some_and(|kinds| kinds.contains("text/html")),
    }
}

/// Whether a page is fetched before anybody asked for it, and may never be seen.
fn is_in_advance(headers: &HeaderMap) -> bool {
    told(headers, "sec-purpose").is_some_and(|purpose| purpose.contains("prefetch"))
}

fn told<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
