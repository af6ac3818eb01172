//! The page on which somebody chooses an account.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Chosen, GooglePerson, World};
use crate::consent::Lives;
use crate::shop::locked;
use crate::time;

/// A code lives for ten minutes, a token for an hour.
pub(super) const LIVES: Lives = Lives { code: 600, access: 3_599, refresh: 0 };

/// What an app asks with.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    client_id: String,
    response_type: String,
    scope: String,
    redirect_uri: String,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
}

/// Which account somebody chose, or none.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    email: String,
    name: String,
    unverified: Option<String>,
    deny: Option<String>,
    #[serde(flatten)]
    asked: Asked,
}

impl Asked {
    pub(super) fn of_url(world: &World, url: &str) -> Result<Self, String> {
        let uri = url.parse::<Uri>().map_err(|error| error.to_string())?;
        let Query(asked) = Query::<Self>::try_from_uri(&uri).map_err(|error| error.to_string())?;
        asked.refusal(world).map_or(Ok(asked), |why| Err(why.to_owned()))
    }

    /// What Google's page says in place of accounts.
    fn refusal(&self, world: &World) -> Option<&'static str> {
        let is_challenged = self.code_challenge.is_some();
        if self.client_id != world.options.client_id {
            Some("invalid_client")
        } else if self.response_type != "code" {
            Some("unsupported_response_type")
        } else if !self.scope.split(' ').any(|scope| scope == "openid") {
            Some("invalid_scope")
        } else if Url::parse(&self.redirect_uri).is_err() {
            Some("redirect_uri_mismatch")
        } else if is_challenged && self.code_challenge_method.as_deref() != Some("S256") {
            Some("invalid_request")
        } else {
            None
        }
    }

    fn back(&self, pairs: &[(&str, &str)]) -> String {
        let Ok(mut url) = Url::parse(&self.redirect_uri) else { return String::new() };
        let state = self.state.as_deref().map(|state| ("state", state));
        url.query_pairs_mut().extend_pairs(state.iter().chain(pairs));
        url.into()
    }
}

pub(super) async fn choose(State(world): State<Arc<World>>, Query(asked): Query<Asked>) -> Response {
    if let Some(why) = asked.refusal(&world) {
        return refuse(why);
    }
    let hidden: String = serde_json::to_value(&asked)
        .ok()
        .and_then(|value| value.as_object().cloned())
        .unwrap_or_default()
        .iter()
        .filter_map(|(name, value)| value.as_str().map(|value| field(name, value)))
        .collect();
    let people: String = world
        .options
        .people
        .iter()
        .map(|person| {
            let (email, name) = (field("email", &person.email), field("name", &person.name));
            let label = escaped(&format!("{} ({})", person.name, person.email));
            format!("<form action=\"/signin\">{hidden}{email}{name}<button>{label}</button></form>")
        })
        .collect();
    Html(format!(
        "<!DOCTYPE html><html lang=\"pt-BR\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>Google</title>\
         <h1>Escolha uma conta</h1>{people}\
         <form action=\"/signin\">{hidden}<label>E-mail <input name=\"email\" type=\"email\" required></label> \
         <label>Nome <input name=\"name\" required></label> \
         <label><input name=\"unverified\" type=\"checkbox\" value=\"1\"> e-mail não verificado</label> \
         <button>Usar outra conta</button></form>\
         <form action=\"/signin\">{hidden}<button name=\"deny\" value=\"1\">Cancelar</button></form></html>"
    ))
    .into_response()
}

pub(super) async fn chosen(State(world): State<Arc<World>>, Query(choice): Query<Choice>) -> Response {
    if let Some(why) = choice.asked.refusal(&world) {
        return refuse(why);
    }
    if choice.deny.is_some() {
        return Redirect::to(&choice.asked.back(&[("error", "access_denied")])).into_response();
    }
    let known = world.options.people.iter().find(|person| person.email == choice.email).cloned();
    let person = known.unwrap_or_else(|| {
        let person = GooglePerson::new(&choice.email, &choice.name);
        match choice.unverified {
            Some(_) => GooglePerson { email_verified: false, hd: None, ..person },
            None => person,
        }
    });
    Redirect::to(&lead_back(&world, &choice.asked, person)).into_response()
}

/// The address with a code of this person.
pub(super) fn lead_back(world: &World, asked: &Asked, person: GooglePerson) -> String {
    let challenge = asked.code_challenge.as_deref();
    let code = world.consents.code(&asked.redirect_uri, challenge, time::now(), LIVES);
    let chosen = Chosen { person, scope: asked.scope.clone(), nonce: asked.nonce.clone() };
    locked(&world.chosen).insert(code.clone(), chosen);
    asked.back(&[("code", &code), ("scope", &asked.scope), ("authuser", "0"), ("prompt", "consent")])
}

fn refuse(why: &str) -> Response {
    let body = format!("<!DOCTYPE html><title>Google</title><h1>{why}</h1>");
    (StatusCode::BAD_REQUEST, Html(body)).into_response()
}

fn field(name: &str, value: &str) -> String {
    format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escaped(name), escaped(value))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
