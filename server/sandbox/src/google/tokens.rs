//! What Google says of itself, its keys, and the tokens that it signs.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::rand_core::OsRng;
use rsa::signature::{SignatureEncoding as _, Signer as _};
use rsa::traits::PublicKeyParts as _;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::pages::LIVES;
use super::{Chosen, Tampering, World};
use crate::consent::{Issued, Refused};
use crate::error::Error;
use crate::shop::locked;
use crate::time;

const BITS: usize = 2_048;

/// A key that signs, by its name.
pub(super) struct Key {
    id: String,
    signing: SigningKey<rsa::sha2::Sha256>,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

impl Key {
    pub(super) fn new() -> Result<Self, Error> {
        let key = RsaPrivateKey::new(&mut OsRng, BITS).map_err(|error| Error::Invalid(error.to_string()))?;
        let (modulus, exponent) = (key.n().to_bytes_be(), key.e().to_bytes_be());
        let id =
            Sha256::digest(&modulus)[..20].iter().fold(String::new(), |id, byte| format!("{id}{byte:02x}"));
        Ok(Self { id, signing: SigningKey::new(key), modulus, exponent })
    }

    fn sign(&self, claims: &Value, algorithm: &str) -> String {
        let head = json!({ "alg": algorithm, "kid": self.id, "typ": "JWT" });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&head), part(claims));
        let signature = match algorithm {
            "none" => String::new(),
            _ => URL_SAFE_NO_PAD.encode(self.signing.sign(text.as_bytes()).to_bytes()),
        };
        format!("{text}.{signature}")
    }
}

/// Google's name of an account: digits that follow from its first address.
pub(super) fn sub(email: &str) -> String {
    let digest = Sha256::digest(email.as_bytes());
    let number = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("1{number:020}")
}

pub(super) async fn discovery(State(world): State<Arc<World>>) -> Json<Value> {
    *locked(&world.discoveries) += 1;
    let at = |path: &str| format!("{}{path}", world.base);
    Json(json!({
        "issuer": world.base,
        "authorization_endpoint": at("/o/oauth2/v2/auth"),
        "device_authorization_endpoint": at("/device/code"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/v1/userinfo"),
        "revocation_endpoint": at("/revoke"),
        "jwks_uri": at("/oauth2/v3/certs"),
        "response_types_supported": ["code", "token", "id_token", "code token", "code id_token", "token id_token", "code token id_token", "none"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "claims_supported": ["aud", "email", "email_verified", "exp", "family_name", "given_name", "iat", "iss", "name", "picture", "sub"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
    }))
}

pub(super) async fn certificates(State(world): State<Arc<World>>) -> Json<Value> {
    let keys: Vec<_> = locked(&world.keys)
        .iter()
        .map(|key| {
            json!({
                "kty": "RSA", "use": "sig", "alg": "RS256", "kid": key.id,
                "n": URL_SAFE_NO_PAD.encode(&key.modulus), "e": URL_SAFE_NO_PAD.encode(&key.exponent),
            })
        })
        .collect();
    Json(json!({ "keys": keys }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Exchange {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

pub(super) async fn token(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    Form(asked): Form<Exchange>,
) -> Response {
    let refuse = |status: StatusCode, error: &str, told: &str| {
        (status, Json(json!({ "error": error, "error_description": told }))).into_response()
    };
    let app = basic(&headers).or_else(|| asked.client_id.clone().zip(asked.client_secret.clone()));
    let own = (world.options.client_id.clone(), world.options.client_secret.clone());
    if app != Some(own) {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client", "The provided client secret is invalid.");
    }
    if asked.grant_type != "authorization_code" {
        return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type", "Invalid grant_type");
    }
    let (uri, verifier) = (Some(&*asked.redirect_uri), asked.code_verifier.as_deref());
    let issued = world.consents.redeem(&asked.code, uri, verifier, time::now(), LIVES);
    let chosen = locked(&world.chosen).remove(&asked.code);
    let (issued, chosen) = match (issued, chosen) {
        (Ok(issued), Some(chosen)) => (issued, chosen),
        (Err(Refused::OtherRedirect), _) => {
            return refuse(StatusCode::BAD_REQUEST, "redirect_uri_mismatch", "Bad Request");
        }
        (Err(Refused::BadVerifier), _) => {
            return refuse(StatusCode::BAD_REQUEST, "invalid_grant", "Invalid code verifier.");
        }
        _ => return refuse(StatusCode::BAD_REQUEST, "invalid_grant", "Malformed auth code."),
    };
    let tampering = *locked(&world.tampering);
    let mut answer = json!({
        "access_token": issued.access_token,
        "expires_in": LIVES.access,
        "scope": granted(&chosen.scope),
        "token_type": "Bearer",
    });
    if tampering != Some(Tampering::NoToken) {
        match id_token(&world, &chosen, &issued, tampering) {
            Ok(token) => answer["id_token"] = token.into(),
            Err(error) => {
                return refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error", &error.to_string());
            }
        }
    }
    Json(answer).into_response()
}

/// Scopes as answers write them: those of OpenID Connect come back under their long names.
fn granted(scope: &str) -> String {
    let long = |scope: &str| match scope {
        "email" | "profile" => format!("https://www.googleapis.com/auth/userinfo.{scope}"),
        other => other.to_owned(),
    };
    scope.split_whitespace().map(long).collect::<Vec<_>>().join(" ")
}

fn id_token(
    world: &World,
    chosen: &Chosen,
    issued: &Issued,
    tampering: Option<Tampering>,
) -> Result<String, Error> {
    let (now, person) = (time::now(), &chosen.person);
    let is = |what: Tampering| tampering == Some(what);
    let asks_for = |scope: &str| chosen.scope.split_whitespace().any(|asked| asked == scope);
    let mut claims = json!({
        "iss": if is(Tampering::OtherIssuer) { "https://accounts.other.example" } else { &world.base },
        "azp": world.options.client_id,
        "aud": if is(Tampering::OtherAudience) { "another-app" } else { &world.options.client_id },
        "sub": person.sub,
        "at_hash": URL_SAFE_NO_PAD.encode(&Sha256::digest(issued.access_token.as_bytes())[..16]),
        "iat": now,
        "exp": if is(Tampering::Expired) { now - 1 } else { now + LIVES.access },
    });
    if let Some(domain) = &person.hd {
        claims["hd"] = domain.as_str().into();
    }
    if asks_for("email") {
        claims["email"] = person.email.as_str().into();
        claims["email_verified"] = person.email_verified.into();
    }
    if asks_for("profile") {
        let (given, family) = person.name.split_once(' ').unwrap_or((person.name.as_str(), ""));
        claims["name"] = person.name.as_str().into();
        claims["given_name"] = given.into();
        if !family.is_empty() {
            claims["family_name"] = family.into();
        }
        claims["picture"] = format!("{}/a/{}=s96-c", world.base, person.sub).into();
    }
    if let Some(nonce) = &chosen.nonce {
        claims["nonce"] =
            if is(Tampering::OtherNonce) { "of-somebody-else".into() } else { nonce.as_str().into() };
    }
    if is(Tampering::OtherKey) {
        return Ok(Key::new()?.sign(&claims, "RS256"));
    }
    let key = locked(&world.keys).last().cloned().ok_or_else(|| Error::Invalid("no key".to_owned()))?;
    Ok(key.sign(&claims, if is(Tampering::Unsigned) { "none" } else { "RS256" }))
}

/// The app's name and secret of an `Authorization` header.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = |text: &str| {
        percent_encoding::percent_decode_str(text).decode_utf8().map(|text| text.into_owned()).ok()
    };
    Some((decoded(id)?, decoded(secret)?))
}
