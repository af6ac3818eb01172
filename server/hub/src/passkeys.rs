//! Passkeys: keys that people's devices hold for them (WebAuthn). One proves what its person has and, since the device asks for a
//! finger, a face or a number, who they are: so it counts as two proofs, and signs in without a password.

mod signing;

use crate::{
    Hub, HubError, account_mails,
    auth::Principal,
    second_factor::{self, Proofs, ShownCodes},
    sessions::{Client, TokenHash},
    token::Token,
};
use chrono::{TimeDelta, Utc};
use domain::{AuditAction, Fault, FieldProblem, PasskeyId, UserId};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use store::{
    StoreError,
    audit::AuditEntry,
    passkeys::{self, NewPasskey, Purpose},
    second_factors::Added,
};
use url::{Host, Url};
use webauthn_rs::prelude::{
    CreationChallengeResponse, Passkey, PasskeyRegistration, RegisterPublicKeyCredential, Webauthn,
    WebauthnBuilder, WebauthnError,
};

pub use store::passkeys::{MAX_PASSKEYS, PasskeyRow};

/// How long a device has for its answer.
const CHALLENGE_LIFE: TimeDelta = TimeDelta::minutes(5);
const MAX_NAME: u32 = 60;

/// What a browser hands to its device, and by which its answer is known again.
#[derive(Debug, Clone, Serialize, serde::Deserialize)]
pub struct Challenge {
    /// Goes back with the answer.
    pub token: String,
    /// The public options of `navigator.credentials`, as JSON.
    pub options: Value,
}

/// What a device answered, as the form brings it.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    pub token: &'a str,
    /// The credential as JSON.
    pub credential: &'a str,
}

impl Hub {
    /// Whether passkeys can be used here: they are bound to a name, and browsers hand them out over https, or on this machine.
    pub fn has_passkeys(&self) -> bool {
        self.config().public_url.as_ref().is_some_and(|url| name_of(url).is_some())
    }

    fn webauthn(&self) -> Result<Webauthn, HubError> {
        let unnamed = || Fault::Conflict { what: "passkeys_need_a_name".into() };
        let url = self.config().public_url.as_ref().ok_or_else(unnamed)?;
        let name = name_of(url).ok_or_else(unnamed)?;
        let built = WebauthnBuilder::new(name, url).and_then(|builder| builder.rp_name("Orion").build());
        built.map_err(|error| HubError::Internal(format!("passkeys: {error}")))
    }

    /// The passkeys of whoever is signed in.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn passkeys(&self, who: &Principal) -> Result<Vec<PasskeyRow>, HubError> {
        Ok(passkeys::list(self.db(), who.member().user).await?)
    }

    /// Begins to add a passkey.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::Conflict`] `passkeys_need_a_name`, `too_many_passkeys`.
    pub async fn begin_passkey(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<Challenge, HubError> {
        let webauthn = self.webauthn()?;
        let member = who.member();
        let known = self.known_keys(member.user).await?;
        // Their person sees how many there are: no proof is taken for nothing.
        if known.len() >= MAX_PASSKEYS {
            return Err(too_many().into());
        }
        self.ask_proofs(who, proofs, client, session).await?;
        let known = known.iter().map(|key| key.cred_id().clone()).collect();
        let (options, state): (CreationChallengeResponse, PasskeyRegistration) = webauthn
            .start_passkey_registration(member.user.0, &member.user_email, &member.user_name, Some(known))
            .map_err(internal)?;
        let mut options = as_json(&options.public_key)?;
        // So that the device finds it without being told who signs in.
        options["authenticatorSelection"]["residentKey"] = "required".into();
        options["authenticatorSelection"]["requireResidentKey"] = true.into();
        self.challenge((Purpose::Add(member.user), session), options, &state).await
    }

    async fn known_keys(&self, user: UserId) -> Result<Vec<Passkey>, HubError> {
        passkeys::credentials(self.db(), user).await?.into_iter().map(from_json).collect()
    }

    async fn challenge(
        &self,
        (purpose, session): (Purpose, &TokenHash),
        options: Value,
        state: &impl Serialize,
    ) -> Result<Challenge, HubError> {
        let (token, until) = (Token::generate(), Utc::now() + CHALLENGE_LIFE);
        let state = as_json(state)?;
        passkeys::keep_challenge(self.db(), (&token.hash(), session), purpose, &state, until).await?;
        Ok(Challenge { token: token.expose().to_owned(), options })
    }

    /// What a device was asked for this session, for this answer and no other.
    async fn asked<T: DeserializeOwned>(
        &self,
        token: &str,
        (purpose, session): (Purpose, &TokenHash),
    ) -> Result<T, HubError> {
        let over = || Fault::Conflict { what: "passkey_over".into() };
        let token = Token::parse(token).ok_or_else(over)?;
        let state = passkeys::take_challenge(self.db(), (&token.hash(), session), purpose).await?;
        from_json(state.ok_or_else(over)?)
    }

    /// Adds the passkey that a device has made. With the first second factor come codes for its loss, and the other sessions end.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `name`; [`Fault::Conflict`] `passkey_over` where it took too long, `passkey_refused` for an
    /// answer that does not fit, `passkey_known`, `too_many_passkeys`; [`Fault::Unauthenticated`] where the session ended meanwhile.
    pub async fn add_passkey(
        &self,
        who: &Principal,
        name: &str,
        answer: Answer<'_>,
        session: &TokenHash,
    ) -> Result<Option<ShownCodes>, HubError> {
        let name = named(name)?;
        let (webauthn, user) = (self.webauthn()?, who.member().user);
        let state: PasskeyRegistration = self.asked(answer.token, (Purpose::Add(user), session)).await?;
        let made: RegisterPublicKeyCredential = parsed(answer.credential)?;
        let key = webauthn.finish_passkey_registration(&made, &state).map_err(refused)?;
        let codes = second_factor::new_codes();
        let credential = as_json(&key)?;
        let new = NewPasskey {
            id: PasskeyId::new(),
            credential_id: key.cred_id(),
            name: &name,
            credential: &credential,
            sign_count: counted(&credential),
        };
        let told = AuditEntry { data: json!({ "name": name }), ..who.told(AuditAction::PasskeyAdded) };
        let hashes = second_factor::hashes(user, &codes);
        let added = match passkeys::add(self.db(), user, &new, (session, &hashes), &told).await {
            Err(StoreError::Taken { .. }) => {
                return Err(Fault::Conflict { what: "passkey_known".into() }.into());
            }
            added => added?,
        };
        if added == Added::Not {
            return Err(too_many().into());
        }
        account_mails::send_soon(self);
        self.show_new_codes(user, added, &codes, session).await
    }

    /// Removes a passkey of whoever is signed in.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::NotFound`].
    pub async fn remove_passkey(
        &self,
        who: &Principal,
        id: PasskeyId,
        proofs: Proofs<'_>,
        (client, session): (&Client, &TokenHash),
    ) -> Result<(), HubError> {
        let user = who.member().user;
        let called = self.passkeys(who).await?.into_iter().find(|key| key.id == id).ok_or(Fault::NotFound)?;
        self.ask_proofs(who, proofs, client, session).await?;
        let told =
            AuditEntry { data: json!({ "name": called.name }), ..who.told(AuditAction::PasskeyRemoved) };
        if !passkeys::remove(self.db(), user, (id, session), &told).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        Ok(())
    }
}

/// The name that passkeys are bound to, where browsers hand them out.
fn name_of(url: &Url) -> Option<&str> {
    match url.host()? {
        Host::Domain(name) if url.scheme() == "https" || name == "localhost" => Some(name),
        _ => None,
    }
}

/// Refuses a name that [`Hub::add_passkey`] would refuse: before a device is asked, and before a proof is taken for nothing.
///
/// # Errors
/// [`Fault::Invalid`] with the field `name`.
pub fn check_name(name: &str) -> Result<(), Fault> {
    named(name).map(drop)
}

/// How a key is called.
fn named(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    let problem = match name.chars().count() {
        0 => FieldProblem::Required,
        length if length > MAX_NAME as usize => FieldProblem::TooLong { max: MAX_NAME },
        // Who gets into an account names a key, and its person reads the name in an e-mail: no address makes it a lure.
        _ if name.chars().any(char::is_control) || has_address(name) => FieldProblem::Characters,
        _ => return Ok(name.to_owned()),
    };
    Err(Fault::field("name", problem))
}

/// Whether programs for e-mail may make a link of some of it: paths, and dots with something on either side.
fn has_address(name: &str) -> bool {
    let signs: Vec<char> = name.chars().collect();
    let is_dot = |near: &[char]| near[1] == '.' && near[0].is_alphanumeric() && near[2].is_alphanumeric();
    name.contains('/') || signs.windows(3).any(is_dot)
}

fn too_many() -> Fault {
    Fault::Conflict { what: "too_many_passkeys".into() }
}

/// How often a new key was used, as its device counts: the library tells it in what is stored alone.
fn counted(credential: &Value) -> u32 {
    let count = credential.pointer("/cred/counter").and_then(Value::as_u64);
    count.and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
}

fn not_taken() -> Fault {
    Fault::Conflict { what: "passkey_refused".into() }
}

fn refused(error: WebauthnError) -> HubError {
    tracing::info!(%error, "a passkey was refused");
    not_taken().into()
}

fn internal(error: WebauthnError) -> HubError {
    HubError::Internal(format!("passkeys: {error}"))
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|_| not_taken())
}

fn as_json(value: &impl Serialize) -> Result<Value, HubError> {
    serde_json::to_value(value).map_err(|error| HubError::Internal(format!("passkeys: {error}")))
}

fn from_json<T: DeserializeOwned>(value: Value) -> Result<T, HubError> {
    serde_json::from_value(value).map_err(|error| HubError::Internal(format!("a stored passkey: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_address() {
        for name in
            ["iPhone 15", "MacBook do João", "J. Silva", "Celular.", " Chave nº 2 ", "Trabalho... ou casa"]
        {
            assert_eq!(named(name), Ok(name.trim().to_owned()));
        }
        for name in [
            "https://orion.example",
            "loja.example",
            "Veja loja.example agora",
            "casa/trabalho",
            "1.2.3.4",
            "a\u{7}b",
        ] {
            assert_eq!(named(name), Err(Fault::field("name", FieldProblem::Characters)), "{name}");
        }
        assert_eq!(named("  "), Err(Fault::field("name", FieldProblem::Required)));
    }
}
