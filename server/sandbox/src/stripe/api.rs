//! `/v1`: who asks, whether it may, whether it was asked before, and the answer.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::stripe::call::Call;
use crate::stripe::cards::Decline;
use crate::stripe::form::{self, Node};
use crate::stripe::idempotency::Earlier;
use crate::stripe::kind::Kind;
use crate::stripe::refusal::Refusal;
use crate::stripe::routes::{self, Route};
use crate::stripe::seen::SeenRequest;
use crate::stripe::shape;
use crate::stripe::store::State;

/// Most requests that are kept for [`crate::StripeSandbox::requests`].
const SEEN: usize = 20_000;

/// A request that is under way.
pub(crate) struct Begun {
    id: String,
    path: String,
    method: Method,
    params: Node,
    fingerprint: String,
    key: Option<String>,
    version: Option<String>,
    /// Answered already: by an error, or by what was answered before.
    settled: Option<Settled>,
}

struct Settled {
    reply: Reply,
    is_replayed: bool,
}

/// Everything up to the moment at which something is done.
pub(crate) fn begin(state: &mut State, routes: &[Route], request: &Request) -> Begun {
    let id = state.new_id(Kind::Request);
    let mut begun = Begun {
        id: id.clone(),
        path: request.path.clone(),
        method: request.method.clone(),
        params: Node::default(),
        fingerprint: String::new(),
        key: request.header("idempotency-key").map(str::to_owned),
        version: request.header("stripe-version").map(str::to_owned),
        settled: None,
    };
    let refused = |refusal: Refusal| Settled { reply: refusal.reply(&id), is_replayed: false };
    match read(request) {
        Ok(params) => begun.params = params,
        Err(refusal) => begun.settled = Some(refused(refusal)),
    }
    begun.fingerprint = begun.params.fingerprint();
    if begun.settled.is_none()
        && let Err(refusal) = admit(state, routes, request, &begun)
    {
        begun.settled = Some(refused(refusal));
    }
    if let (None, Some(key)) = (&begun.settled, &begun.key)
        && request.method == Method::POST
    {
        match state.answers.begin(key, &begun.path, &begun.fingerprint, state.now) {
            Ok(Earlier::New) => return begun,
            Ok(Earlier::Same { status, body }) => {
                let reply = Reply::json(status, body).with("idempotent-replayed", "true");
                begun.settled = Some(Settled { reply, is_replayed: true });
            }
            Err(refusal) => begun.settled = Some(refused(refusal)),
        }
    }
    // Only what runs under a key ends under it.
    if begun.settled.is_some() || request.method != Method::POST {
        begun.key = None;
    }
    begun
}

/// Does what is asked for and answers.
pub(crate) fn finish(state: &mut State, routes: &[Route], mut begun: Begun, request: &Request) -> Reply {
    let mut is_replayed = false;
    // The limiter stands before everything, also before what was answered already.
    let is_limited = request.faults.iter().any(|fault| matches!(fault, Fault::TooManyRequests { .. }));
    let reply = match begun.settled.take().filter(|_| !is_limited) {
        Some(settled) => {
            is_replayed = settled.is_replayed;
            settled.reply
        }
        None => {
            let answer = match struck(&request.faults, &begun.method) {
                Some(refusal) => Err(refusal),
                None => perform(state, routes, &begun),
            };
            match answer {
                Ok(answer) => Reply::value(200, &answer),
                Err(refusal) => decorated(refusal.reply(&begun.id), &refusal, &request.faults),
            }
        }
    };
    if let Some(key) = &begun.key {
        let now = state.now;
        state.answers.finish(key, &begun.path, &begun.fingerprint, reply.status, &reply.body, now);
    }
    let seen = SeenRequest {
        id: begun.id.clone(),
        method: begun.method.to_string(),
        path: begun.path,
        params: begun.params.pairs(),
        idempotency_key: request.header("idempotency-key").map(str::to_owned),
        version: begun.version.clone(),
        replayed: is_replayed,
        status: reply.status,
        at: state.now,
    };
    if state.seen.len() >= SEEN {
        state.seen.pop_front();
    }
    state.seen.push_back(seen);
    let version = begun.version.unwrap_or_else(|| state.options.api_version.clone());
    let reply = reply.with("request-id", begun.id).with("stripe-version", version);
    match request.header("idempotency-key") {
        Some(key) => reply.with("idempotency-key", key),
        None => reply,
    }
}

fn read(request: &Request) -> Result<Node, Refusal> {
    let is_form = request
        .header("content-type")
        .is_none_or(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if !request.body.is_empty() && !is_form {
        let told = "Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.";
        return Err(Refusal::invalid(told));
    }
    let mut text = request.query.clone();
    if !request.body.is_empty() {
        text.extend(url::form_urlencoded::parse(&request.body).into_owned());
    }
    let joined: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(text).finish();
    form::parse(joined.as_bytes())
}

/// Key, version, endpoint, permission and shape.
fn admit(state: &State, routes: &[Route], request: &Request, begun: &Begun) -> Result<(), Refusal> {
    let key = presented(request)?;
    let is_revoked = request.struck(&Fault::RevokedKey);
    let known = state.options.keys.iter().find(|one| one.key == key && !is_revoked).ok_or_else(|| {
        let shown: String = key.chars().take(8).collect();
        let last: String = key.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        Refusal::new(
            401,
            "invalid_request_error",
            format!("Invalid API Key provided: {shown}*********{last}"),
        )
    })?;
    if let Some(version) = &begun.version
        && !state.options.versions.contains(version)
    {
        let told =
            format!("Invalid Stripe API version: {version}. See https://stripe.com/docs/api/versioning.");
        return Err(Refusal::invalid(told));
    }
    let Some((route, _)) = routes::find(routes, request.method.as_str(), &request.path) else {
        let told = format!(
            "Unrecognized request URL ({}: {}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.",
            request.method, request.path
        );
        return Err(Refusal::new(404, "invalid_request_error", told));
    };
    let writes = request.method != Method::GET;
    let wanted = format!("{}_{}", route.permission, if writes { "write" } else { "read" });
    let may = |permissions: &Vec<String>| {
        permissions
            .iter()
            .any(|one| *one == wanted || (!writes && *one == format!("{}_write", route.permission)))
    };
    let is_read_only = writes && request.struck(&Fault::ReadOnlyKey);
    if is_read_only || known.permissions.as_ref().is_some_and(|permissions| !may(permissions)) {
        let told = format!(
            "The provided key '{}*********' does not have the required permissions for this endpoint on account '{}'. Having the 'rak_{wanted}' permission would allow this request to continue.",
            key.chars().take(8).collect::<String>(),
            state.account
        );
        return Err(Refusal::new(403, "invalid_request_error", told));
    }
    shape::check(&route.shape, &begun.params)
}

/// The key of `Authorization: Bearer` or of Basic, as its user.
fn presented(request: &Request) -> Result<String, Refusal> {
    let header = request.header("authorization").unwrap_or_default();
    let bearer = header.strip_prefix("Bearer ").map(|key| key.trim().to_owned());
    let basic = header.strip_prefix("Basic ").and_then(|text| {
        let decoded = String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()?;
        decoded.split(':').next().map(str::to_owned)
    });
    bearer.or(basic).filter(|key| !key.is_empty()).ok_or_else(|| {
        let told = "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";
        Refusal::new(401, "invalid_request_error", told)
    })
}

fn perform(state: &mut State, routes: &[Route], begun: &Begun) -> Result<Value, Refusal> {
    let Some((route, ids)) = routes::find(routes, begun.method.as_str(), &begun.path) else {
        return Err(Refusal::internal(500));
    };
    let before = (begun.method != Method::GET).then(|| state.remember());
    state.cause = json!({ "id": begun.id, "idempotency_key": begun.key });
    let answer = (route.answer)(state, &Call { ids, params: begun.params.clone() });
    state.cause = Value::Null;
    let answer = answer.and_then(|mut answer| {
        state.expand(&mut answer, &begun.params.texts("expand"))?;
        Ok(answer)
    });
    // What is refused is not done in part; a charge that was declined has happened.
    if let (Err(refusal), Some(before)) = (&answer, before)
        && refusal.status != 402
    {
        state.restore(before);
    }
    answer
}

/// Faults in the place of an answer.
fn struck(faults: &[Fault], method: &Method) -> Option<Refusal> {
    faults.iter().find_map(|fault| match fault {
        Fault::TooManyRequests { .. } => Some(Refusal::rate_limit()),
        Fault::ServerError => Some(Refusal::internal(500)),
        Fault::LockTimeout { status } => Some(Refusal::lock_timeout(*status)),
        Fault::ShouldRetry { status, .. } => Some(Refusal::internal(*status)),
        Fault::CardDeclined { code } if *method == Method::POST => Some(Decline::of(code).refusal()),
        _ => None,
    })
}

/// Headers of errors.
fn decorated(reply: Reply, refusal: &Refusal, faults: &[Fault]) -> Reply {
    let mut reply = reply;
    for fault in faults {
        match fault {
            Fault::ShouldRetry { retry, .. } => return reply.with("stripe-should-retry", retry.to_string()),
            Fault::TooManyRequests { retry_after } => {
                reply = reply.with("stripe-rate-limited-reason", "endpoint-rate");
                if let Some(value) = retry_after {
                    reply = reply.with("retry-after", value.clone());
                }
            }
            _ => {}
        }
    }
    if matches!(refusal.status, 400 | 402 | 403 | 404) {
        reply = reply.with("stripe-should-retry", "false");
    }
    reply
}
