//! Faults as pages: what happened, what it means, what to press.

use crate::{csp, form::status, shell, shell::PageAssets};
use axum::{
    body::Body,
    http::{HeaderValue, Response, header},
};
use domain::{Fault, Locale};
use leptos::{nonce::Nonce, prelude::*};
use ui::{ButtonKind, EmptyState, GateShell, IconName, LinkButton, Tone};

/// Inside the console.
pub fn content(locale: Locale, fault: &Fault) -> impl IntoView + use<> {
    let said = i18n::fault::explain(locale, fault);
    let text = format!("{} {}", said.what, said.meaning);
    let tone = if matches!(fault, Fault::Internal { .. } | Fault::Unavailable) {
        Tone::Critical
    } else {
        Tone::Neutral
    };
    let action =
        view! { <LinkButton label=said.press href=way_on(fault) kind=ButtonKind::Primary/> }.into_any();
    view! { <EmptyState icon=IconName::CircleAlert title=said.title.into_owned() text=text tone=tone action=action/> }
}

/// Outside of it.
pub fn gate(locale: Locale, fault: &Fault) -> impl IntoView + use<> {
    let said = i18n::fault::explain(locale, fault);
    let way_on = way_on(fault);
    view! {
        <GateShell title=said.title.into_owned()>
            <p>{said.what.into_owned()} " " {said.meaning}</p>
            <LinkButton label=said.press href=way_on kind=ButtonKind::Primary/>
        </GateShell>
    }
}

/// A whole document for a fault that arose outside of any page.
pub fn response(assets: &PageAssets, locale: Locale, fault: &Fault) -> Response<Body> {
    let nonce = Nonce::new();
    let policy = csp::of_page(&nonce.to_string());
    let html = Owner::new().with(|| {
        provide_context(nonce);
        let title = i18n::fault::explain(locale, fault).title.into_owned();
        shell::plain_document(assets, locale, &title, gate(locale, fault).into_any()).to_html()
    });
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status(fault);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    if let Fault::Throttled { retry_after } = fault {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after));
    }
    response
}

const fn way_on(fault: &Fault) -> &'static str {
    match fault {
        Fault::Unauthenticated => "/entrar",
        _ => "/admin",
    }
}
