//! ID Magalu: the consent page, the token endpoint, and what a token may do.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use crate::consent::{self, Issued, Rotation};
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::{Credentials, Shop};

use super::{LIVES, message, tenant};

pub(super) const READ_ORDERS: &str = "open:order-order-seller:read";
pub(super) const READ_DELIVERIES: &str = "open:order-delivery-seller:read";
pub(super) const WRITE_DELIVERIES: &str = "open:order-delivery-seller:write";

const SCOPES: [&str; 14] = [
    READ_ORDERS,
    READ_DELIVERIES,
    WRITE_DELIVERIES,
    "open:order-invoice-seller:read",
    "open:order-logistics-seller:read",
    "open:portfolio-skus-seller:read",
    "open:portfolio-skus-seller:write",
    "open:portfolio-prices-seller:read",
    "open:portfolio-prices-seller:write",
    "open:portfolio-stocks-seller:read",
    "open:portfolio-stocks-seller:write",
    "open:portfolio-categories-seller:read",
    "open:order-financial-report-seller:read",
    "open:tickets-seller:read",
];

/// What was consented to; every code and token carries it. It is not signed: what counts is the part behind
/// it, which only the platform can make.
#[derive(Serialize, Deserialize)]
pub(super) struct Claims {
    /// Without it the token is a person's, and no seller's.
    tenant: Option<String>,
    scope: String,
}

impl Claims {
    /// Of the tokens of [`Shop::grant`]: the company's, with every scope.
    fn all(shop: &Shop) -> Self {
        Self { tenant: Some(tenant(shop).to_owned()), scope: SCOPES.join(" ") }
    }

    pub(super) fn allows(&self, scope: &str) -> bool {
        self.tenant.is_some() && (scope.is_empty() || self.scope.split(' ').any(|granted| granted == scope))
    }

    /// `secret` with the claims before it, as a JWT has them.
    fn on(&self, secret: &str) -> String {
        let claims = serde_json::to_vec(self).unwrap_or_default();
        format!("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.{}.{secret}", URL_SAFE_NO_PAD.encode(claims))
    }

    /// The claims of a code or token, and its secret.
    fn of<'t>(shop: &Shop, text: &'t str) -> (Self, &'t str) {
        let mut parts = text.rsplit('.');
        let (secret, claims) = (parts.next().unwrap_or_default(), parts.next());
        let claims = claims.and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
        let claims = claims.and_then(|claims| serde_json::from_slice(&claims).ok());
        (claims.unwrap_or_else(|| Self::all(shop)), secret)
    }
}

fn app(shop: &Shop) -> (&str, &str) {
    match shop.credentials() {
        Credentials::App { client_id, client_secret, .. } => (client_id, client_secret),
        _ => ("", ""),
    }
}

/// The page where a person consents, and with `choose_tenants=true` for which company.
pub(super) fn login(shop: &Shop, request: &Request) -> Reply {
    let refuse =
        |why: &str| Reply::html(400, format!("<!DOCTYPE html><title>ID Magalu</title><h1>{why}</h1>"));
    if request.param("client_id") != Some(app(shop).0) {
        return refuse("invalid_client");
    }
    if request.param("response_type") != Some("code") {
        return refuse("unsupported_response_type");
    }
    let scope = request.param("scope").unwrap_or_default();
    if scope.is_empty() || scope.split(' ').any(|scope| !SCOPES.contains(&scope)) {
        return refuse("invalid_scope");
    }
    let redirect_uri = request.param("redirect_uri").unwrap_or_default();
    let Ok(back) = Url::parse(redirect_uri) else { return refuse("invalid_redirect_uri") };
    let tenant = (request.param("choose_tenants") == Some("true")).then(|| tenant(shop).to_owned());
    let account = if tenant.is_some() { format!("Loja {}", shop.name()) } else { "Ana Souza".to_owned() };
    let code = shop.consents.code(redirect_uri, None, shop.now(), LIVES);
    let code = Claims { tenant, scope: scope.to_owned() }.on(&code);
    let state = request.param("state").map(|state| ("state", state));
    let to = |pairs: &[(&str, &str)]| {
        let mut url = back.clone();
        url.query_pairs_mut().extend_pairs(pairs.iter().copied().chain(state));
        url.to_string()
    };
    consent::page("ID Magalu", &account, &to(&[("code", &code)]), &to(&[("error", "access_denied")]))
}

fn refused(status: u16, error: &str, description: &str) -> Reply {
    Reply::value(status, &json!({ "error": error, "error_description": description }))
}

/// A code comes as JSON or as a form, a refresh token as a form only.
pub(super) fn token(shop: &Shop, request: &Request) -> Reply {
    let is_json = request.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
    let fields = if is_json { of_json(&request.body) } else { of_form(&request.body) };
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    if (field("client_id"), field("client_secret")) != app(shop) || request.struck(&Fault::RefusedApp) {
        return refused(401, "invalid_client", "Client authentication failed.");
    }
    match field("grant_type") {
        "authorization_code" => {
            let (claims, code) = Claims::of(shop, field("code"));
            match shop.consents.redeem(code, Some(field("redirect_uri")), None, shop.now(), LIVES) {
                Ok(issued) => granted(shop, &claims, &issued, true),
                Err(_) => refused(400, "invalid_grant", "The authorization code is invalid."),
            }
        }
        "refresh_token" if !is_json => {
            let (claims, secret) = Claims::of(shop, field("refresh_token"));
            // Every other time a new refresh token comes along, and the old one is good no more.
            let rotates = shop.token_refreshes().is_multiple_of(2);
            let rotation = if rotates { Rotation::Single } else { Rotation::Kept };
            match shop.consents.refresh(secret, rotation, shop.now(), LIVES) {
                Ok(issued) => granted(shop, &claims, &issued, rotates),
                Err(_) => refused(400, "invalid_grant", "The refresh token is invalid, expired or revoked."),
            }
        }
        _ => refused(400, "invalid_request", "The request is missing a required parameter."),
    }
}

fn granted(shop: &Shop, claims: &Claims, issued: &Issued, brings_refresh: bool) -> Reply {
    let mut body = json!({
        "access_token": claims.on(&issued.access_token),
        "token_type": "Bearer",
        "expires_in": LIVES.access,
        "scope": claims.scope,
        "created_at": shop.now(),
    });
    if brings_refresh {
        body["refresh_token"] = claims.on(&issued.refresh_token).into();
    }
    Reply::value(200, &body)
}

fn of_json(body: &[u8]) -> BTreeMap<String, String> {
    let members: BTreeMap<String, Value> = serde_json::from_slice(body).unwrap_or_default();
    members.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect()
}

fn of_form(body: &[u8]) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(body).into_owned().collect()
}

/// What the caller may do.
pub(super) fn authenticate(shop: &Shop, request: &Request) -> Result<Claims, Reply> {
    let token = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let (claims, secret) = Claims::of(shop, token.unwrap_or_default());
    if request.struck(&Fault::RevokedKey) || !shop.consents.accepts(secret, shop.now()) {
        return Err(message(401, "Unauthorized"));
    }
    Ok(claims)
}
