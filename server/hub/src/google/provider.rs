//! Google as an OpenID provider: where it sends people, and whom its answers say they are. `openidconnect` checks what comes back:
//! signature, issuer, audience, end and nonce.

use crate::{Hub, HubError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use connector_kit::{Call, OutboundPolicy};
use domain::{Fault, UpstreamKind};
use openidconnect::{
    AsyncHttpClient, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    TokenResponse,
    core::{CoreAuthPrompt, CoreClient, CoreProviderMetadata, CoreResponseType, CoreTokenResponse},
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use std::{
    pin::Pin,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};
use url::Url;

/// Where Google is, as its tokens write it.
pub const GOOGLE: &str = "https://accounts.google.com";
/// Of one call: somebody waits for it.
const TIMEOUT: Duration = Duration::from_secs(10);
/// For how long what Google says of itself is good; its keys change every few days.
const GOOD_FOR: Duration = Duration::from_secs(3600);

/// The operator's app at Google, by which people sign in.
#[derive(Clone)]
pub struct GoogleConfig {
    pub client_id: String,
    pub client_secret: SecretString,
    /// [`GOOGLE`], or a simulator, without a slash at its end.
    pub issuer: String,
}

impl std::fmt::Debug for GoogleConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GoogleConfig").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// What Google says of itself, kept for an hour.
#[derive(Default)]
pub(crate) struct Discovered(RwLock<Option<(Instant, Arc<CoreProviderMetadata>)>>);

/// What is kept of a question until its answer comes.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Asked {
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

/// Whom Google says somebody is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Person {
    pub subject: String,
    pub email: String,
    pub email_is_verified: bool,
    /// Google runs the mailbox, and so knows whose the address is now. Any other was somebody's when it was verified.
    #[serde(default)]
    pub is_hosted: bool,
    pub name: String,
}

/// Why Google's answer is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProviderError {
    #[error("Google cannot be reached: {0}")]
    Unreachable(String),
    /// The code is used up or too old, or the app's secret is wrong.
    #[error("Google refused the code: {0}")]
    Refused(String),
    /// The token is not one for this question.
    #[error("what Google says cannot be trusted: {0}")]
    Untrusted(String),
}

impl From<ProviderError> for HubError {
    fn from(error: ProviderError) -> Self {
        tracing::warn!(%error, "signing in with Google failed");
        let kind = match error {
            ProviderError::Unreachable(_) => UpstreamKind::Network,
            ProviderError::Refused(_) | ProviderError::Untrusted(_) => UpstreamKind::Protocol,
        };
        Fault::Upstream { platform: "Google".to_owned(), kind }.into()
    }
}

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// One call failed.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failed(String);

/// Google, as one request asks it.
pub(super) struct Provider<'a> {
    hub: &'a Hub,
    config: &'a GoogleConfig,
    redirect_uri: RedirectUrl,
}

impl<'a> Provider<'a> {
    pub fn new(hub: &'a Hub, config: &'a GoogleConfig, redirect_uri: Url) -> Self {
        Self { hub, config, redirect_uri: RedirectUrl::from_url(redirect_uri) }
    }

    /// Google's page on which somebody chooses an account, and what has to be kept until they are back.
    pub async fn question(&self) -> Result<(Url, Asked), ProviderError> {
        let client = self.client(&*self.metadata(false).await?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (url, state, nonce) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            // Who has several accounts means one of them.
            .add_prompt(CoreAuthPrompt::SelectAccount)
            .set_pkce_challenge(challenge)
            .url();
        let asked = Asked {
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        };
        Ok((url, asked))
    }

    /// Whom a code is of.
    pub async fn person(&self, code: &str, asked: &Asked) -> Result<Person, ProviderError> {
        let metadata = self.metadata(false).await?;
        let client = self.client(&metadata);
        let answer = self.redeem(&client, code, asked).await?;
        match person(&client, &answer, asked) {
            // Keys change; one that is not known yet is looked for once.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let client = self.client(&*self.metadata(true).await?);
                person(&client, &answer, asked)
            }
            known => known,
        }
        .map_err(|error| ProviderError::Untrusted(told(&error)))
    }

    async fn redeem(
        &self,
        client: &Client,
        code: &str,
        asked: &Asked,
    ) -> Result<CoreTokenResponse, ProviderError> {
        let request = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| ProviderError::Untrusted(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(asked.verifier.clone()));
        let outside = Outside(self.hub.config().outbound.clone());
        request.request_async(&outside).await.map_err(|error| match error {
            RequestTokenError::ServerResponse(said) => ProviderError::Refused(said.to_string()),
            RequestTokenError::Request(error) => ProviderError::Unreachable(told(&error)),
            other => ProviderError::Untrusted(told(&other)),
        })
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Client {
        let secret = ClientSecret::new(self.config.client_secret.expose_secret().to_owned());
        CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.config.client_id.clone()),
            Some(secret),
        )
        .set_redirect_uri(self.redirect_uri.clone())
    }

    /// What Google says of itself: its pages, and the keys that it signs with.
    async fn metadata(&self, afresh: bool) -> Result<Arc<CoreProviderMetadata>, ProviderError> {
        let cache = &self.hub.discovered().0;
        let known = cache.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, metadata)) = known.filter(|(at, _)| !afresh && at.elapsed() < GOOD_FOR) {
            return Ok(metadata);
        }
        let issuer = IssuerUrl::new(self.config.issuer.clone())
            .map_err(|error| ProviderError::Untrusted(error.to_string()))?;
        let outside = Outside(self.hub.config().outbound.clone());
        let found = CoreProviderMetadata::discover_async(issuer, &outside).await;
        let metadata = Arc::new(found.map_err(|error| ProviderError::Unreachable(told(&error)))?);
        *cache.write().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), metadata.clone()));
        Ok(metadata)
    }
}

/// Whom the token says somebody is, if it is Google's answer to this question.
fn person(
    client: &Client,
    answer: &CoreTokenResponse,
    asked: &Asked,
) -> Result<Person, ClaimsVerificationError> {
    let token =
        answer.id_token().ok_or_else(|| ClaimsVerificationError::Other("there is no id_token".to_owned()))?;
    let claims = token.claims(&client.id_token_verifier(), &Nonce::new(asked.nonce.clone()))?;
    let name =
        claims.name().and_then(|name| name.get(None).or_else(|| name.iter().next().map(|(_, name)| name)));
    let email = claims.email().map(|email| email.to_string()).unwrap_or_default();
    Ok(Person {
        subject: claims.subject().to_string(),
        email_is_verified: claims.email_verified() == Some(true),
        is_hosted: is_hosted(&email, &token.to_string()),
        email,
        name: name.map(|name| name.to_string()).unwrap_or_default(),
    })
}

/// Calls go the way of all calls to the outside.
struct Outside(OutboundPolicy);

impl<'c> AsyncHttpClient<'c> for Outside {
    type Error = Failed;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Failed>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(exchange(&self.0, request))
    }
}

/// Whether Google runs the mailbox of an address: one of Gmail, or of an organisation, which a token that was checked names in a claim
/// of Google's own.
fn is_hosted(email: &str, token: &str) -> bool {
    #[derive(Deserialize)]
    struct Hosted {
        hd: Option<String>,
    }
    let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
    let is_gmail = matches!(domain.as_deref(), Some("gmail.com" | "googlemail.com"));
    let claims = token.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
    let hosted = claims.and_then(|claims| serde_json::from_slice::<Hosted>(&claims).ok());
    is_gmail || hosted.and_then(|hosted| hosted.hd).is_some_and(|domain| !domain.is_empty())
}

async fn exchange(outbound: &OutboundPolicy, request: HttpRequest) -> Result<HttpResponse, Failed> {
    let failed = |what: &dyn std::fmt::Display| Failed(what.to_string());
    let (parts, body) = request.into_parts();
    let url = parts.uri.to_string().parse::<Url>().map_err(|error| failed(&error))?;
    let body = (!body.is_empty()).then_some(body);
    let call =
        Call { method: parts.method, url, headers: parts.headers, body, cost: None, plain_http: false };
    let reply = outbound.exchange(call, TIMEOUT).await.map_err(|error| failed(&error))?;
    let mut response = HttpResponse::new(reply.body);
    *response.status_mut() = http::StatusCode::from_u16(reply.status).map_err(|error| failed(&error))?;
    *response.headers_mut() = reply.headers;
    Ok(response)
}

/// An error with what is behind it.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    text
}
