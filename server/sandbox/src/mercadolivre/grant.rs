//! The consent page and the token endpoint.

use std::collections::HashMap;

use serde_json::json;

use crate::consent::{self, Issued, Rotation};
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::LIVES;

pub(super) fn page(shop: &Shop, request: &Request) -> Reply {
    let value = |name: &str| request.param(name).unwrap_or_default();
    let refuse = |why: &str| Reply::html(400, format!("<!DOCTYPE html><title>Mercado Livre</title><p>{why}"));
    if value("client_id") != super::app(shop).0 {
        return refuse("O aplicativo não existe.");
    }
    if value("response_type") != "code" {
        return refuse("O response_type não é válido.");
    }
    let Ok(back) = url::Url::parse(value("redirect_uri")) else {
        return refuse("O redirect_uri não é válido.");
    };
    let challenge = match (request.param("code_challenge"), value("code_challenge_method")) {
        (None, "") => None,
        (Some(challenge), "S256") => Some(challenge),
        _ => return refuse("O code_challenge_method não é válido."),
    };
    let code = shop.consents.code(back.as_str(), challenge, shop.now(), LIVES);
    let with = |pairs: &[(&str, &str)]| {
        let mut url = back.clone();
        url.query_pairs_mut().extend_pairs(pairs);
        if let Some(state) = request.param("state") {
            url.query_pairs_mut().append_pair("state", state);
        }
        url.to_string()
    };
    let denied = [("error", "access_denied"), ("error_description", "The user denied the request")];
    consent::page("Mercado Livre", shop.name(), &with(&[("code", &code)]), &with(&denied))
}

fn refuse(error: &str, text: &str) -> Reply {
    let body = json!({
        "message": text,
        "error_description": text,
        "error": error,
        "status": 400,
        "cause": [],
    });
    Reply::value(400, &body)
}

/// Parameters count in the body alone.
pub(super) fn token(shop: &Shop, request: &Request) -> Reply {
    let is_form = request
        .header("content-type")
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if !is_form {
        return refuse("invalid_request", "content-type must be application/x-www-form-urlencoded");
    }
    let sent: HashMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let value = |name: &str| sent.get(name).map(String::as_str);
    let (id, secret, _) = super::app(shop);
    let is_known = (value("client_id"), value("client_secret")) == (Some(id), Some(secret));
    if !is_known || request.struck(&Fault::RefusedApp) {
        return refuse("invalid_client", "invalid client_id or client_secret");
    }
    let now = shop.now();
    let issued = match value("grant_type") {
        Some("authorization_code") => {
            // As it was in the address of the consent page.
            let uri = value("redirect_uri")
                .map(|uri| url::Url::parse(uri).map_or_else(|_| uri.to_owned(), |uri| uri.to_string()));
            shop.consents.redeem(
                value("code").unwrap_or_default(),
                Some(uri.as_deref().unwrap_or_default()),
                value("code_verifier"),
                now,
                LIVES,
            )
        }
        Some("refresh_token") => {
            let token = value("refresh_token").unwrap_or_default();
            shop.consents.refresh(token, Rotation::Single, now, LIVES)
        }
        _ => return refuse("unsupported_grant_type", "the grant type is not supported"),
    };
    match issued {
        Ok(issued) => granted(shop, issued),
        Err(_) => refuse(
            "invalid_grant",
            "Error validating grant. Your authorization code or refresh token may be expired or it was already used",
        ),
    }
}

fn granted(shop: &Shop, issued: Issued) -> Reply {
    let mut body = json!({
        "access_token": issued.access_token,
        "token_type": "bearer",
        "expires_in": LIVES.access,
        "scope": shop.options.scopes.join(" "),
        "user_id": super::user_id(shop),
    });
    if super::may(shop, "offline_access") {
        body["refresh_token"] = issued.refresh_token.into();
    }
    Reply::value(200, &body)
}
