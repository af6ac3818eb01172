//! How a page is answered: its function is called with the request around it, and what it draws is put into the
//! document.

use crate::{csp, page::Drawing, shell::PageAssets, visit::Visit};
use axum::{
    body::Body,
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderValue, Request, header},
    response::Response,
};
use hydration_context::SsrSharedContext;
use leptos::{
    nonce::Nonce,
    prelude::*,
    reactive::{computed::ScopedFuture, owner::Sandboxed},
};
use leptos_axum::ResponseOptions;
use std::sync::Arc;
use ui::RefusedFields;

/// The parts of the path that have names, decoded.
#[derive(Debug, Clone, Default)]
pub(crate) struct PathParams(Vec<(Box<str>, Box<str>)>);

impl PathParams {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| **known == *name).map(|(_, value)| &**value)
    }
}

/// Answers with the page that `draw` draws. Pages are whole before they are sent, so that statuses and redirects
/// are right and nothing waits for a script.
pub(crate) async fn page(draw: fn() -> Drawing, assets: PageAssets, request: Request<Body>) -> Response {
    let (mut parts, _) = request.into_parts();
    // What is no text names nothing: the page says so, to those who may see it.
    let params = match RawPathParams::from_request_parts(&mut parts, &()).await {
        Ok(params) => params.iter().map(|(name, value)| (name.into(), value.into())).collect(),
        Err(_) => Vec::new(),
    };
    let visit = Visit::of(&parts.extensions);
    let look = visit.look();
    let options = ResponseOptions::default();
    // A context of its own, without a parent: nothing of another request can be found in it.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let drawing = owner.with(|| {
        provide_context(visit);
        provide_context(PathParams(params));
        provide_context(parts);
        provide_context(options.clone());
        provide_context(RefusedFields::default());
        Sandboxed::new(ScopedFuture::new(draw()))
    });
    let drawn = drawing.await;
    let nonce = Nonce::new();
    let html = assets.document(look, &nonce, drawn);
    owner.unset_with_forced_cleanup();

    let mut response = Response::new(html.into_body());
    let mut options = options.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(status) = options.status {
        *response.status_mut() = status;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, csp::of_page(&nonce));
    headers.extend(std::mem::take(&mut options.headers));
    drop(options);
    response
}
