//! The consent page and the tokens. The page takes no redirect address: it is entered in the Partner Center.
//! Ends of tokens are moments, not durations.

use serde_json::json;
use url::Url;

use crate::consent::{Issued, Rotation, page as consent_page};
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop, locked};

use super::{LIVES, data, error, region};

pub(super) fn page(shop: &Shop, request: &Request) -> Reply {
    let Credentials::App { client_id, service_id, .. } = shop.credentials() else {
        return Reply::html(404, "<h1>404</h1>");
    };
    let is_known = match request.path.as_str() {
        "/open/authorize" => service_id.is_some() && request.param("service_id") == service_id.as_deref(),
        _ => request.param("app_key") == Some(client_id),
    };
    if !is_known {
        return Reply::html(
            200,
            "<!DOCTYPE html><title>TikTok Shop</title><h1>This service does not exist</h1>",
        );
    }
    let redirect = locked(&shop.partner.redirect).clone();
    let Some(redirect) = redirect.and_then(|uri| uri.parse::<Url>().ok()) else {
        return Reply::html(
            200,
            "<!DOCTYPE html><title>TikTok Shop</title><h1>The redirect URL is not set</h1>",
        );
    };
    let back = |pairs: &[(&str, &str)]| {
        let mut url = redirect.clone();
        // Without a state, as from the App Store in the Seller Center, none comes back.
        let state = request.param("state").map(|state| ("state", state));
        url.query_pairs_mut().extend_pairs(pairs.iter().copied().chain(state));
        url.to_string()
    };
    let code = shop.consents.code(redirect.as_str(), None, shop.now(), LIVES);
    let allow =
        back(&[("app_key", client_id), ("code", &code), ("locale", "pt-BR"), ("shop_region", &region(shop))]);
    let deny = back(&[("app_key", client_id), ("code", "null"), ("error", "auth_denied")]);
    consent_page("TikTok Shop", shop.name(), &allow, &deny)
}

pub(super) fn get(shop: &Shop, request: &Request) -> Reply {
    if let Err(refusal) = check(shop, request, "authorized_code") {
        return refusal;
    }
    let code = request.param("auth_code").unwrap_or_default();
    match shop.consents.redeem(code, None, None, shop.now(), LIVES) {
        Ok(issued) => granted(shop, &issued),
        Err(_) => error(200, 36_004_004, "Invalid auth_code. It has expired or was used before."),
    }
}

pub(super) fn refresh(shop: &Shop, request: &Request) -> Reply {
    if let Err(refusal) = check(shop, request, "refresh_token") {
        return refusal;
    }
    let token = request.param("refresh_token").unwrap_or_default();
    match shop.consents.refresh(token, Rotation::Single, shop.now(), LIVES) {
        Ok(issued) => granted(shop, &issued),
        Err(_) => error(200, 36_004_005, "Invalid refresh_token. The seller must authorize again."),
    }
}

fn check(shop: &Shop, request: &Request, grant: &str) -> Result<(), Reply> {
    let Credentials::App { client_id, client_secret, .. } = shop.credentials() else {
        return Err(error(404, 36_009_009, "Invalid path."));
    };
    if request.param("app_key") != Some(client_id) || request.param("app_secret") != Some(client_secret) {
        return Err(error(200, 36_004_003, "Invalid app_key or app_secret."));
    }
    if request.param("grant_type") != Some(grant) {
        return Err(error(200, 36_004_001, "Invalid grant_type."));
    }
    Ok(())
}

fn granted(shop: &Shop, issued: &Issued) -> Reply {
    data(&json!({
        "access_token": issued.access_token,
        "access_token_expire_in": issued.access_ends,
        "refresh_token": issued.refresh_token,
        "refresh_token_expire_in": issued.refresh_ends,
        "open_id": "7010736057180325637",
        "seller_name": shop.name(),
        "seller_base_region": region(shop),
        "user_type": 0,
        "granted_scopes": shop.options.scopes,
    }))
}
