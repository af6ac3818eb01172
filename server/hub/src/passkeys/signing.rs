//! What is signed with a passkey: a sign-in, its second step, and the confirmation of a change.

use super::{Answer, Challenge, as_json, from_json, internal, not_taken, parsed, refused};
use crate::{
    Hub, HubError,
    accounts::network,
    auth::Principal,
    second_factor::CONFIRMED_LIFE,
    sessions::{Client, SessionToken, TokenHash},
    team,
};
use chrono::Utc;
use domain::{Fault, UserId};
use store::{
    passkeys::{self, Holder, Purpose},
    second_factors,
    throttle::{self, Limit},
};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, Passkey, PasskeyAuthentication, PublicKeyCredential,
    RequestChallengeResponse,
};

/// Challenges that one address may ask for before anybody is known.
const ASKED: Limit = Limit { failures: 100, window: 900, block: 900 };

impl Hub {
    /// What a device of the person whose session is half is asked to sign.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] where the session is not half; [`Fault::NotFound`] for who has no passkey; [`Fault::Conflict`]
    /// `passkeys_need_a_name`.
    pub async fn begin_second_passkey(&self, session: &TokenHash) -> Result<Challenge, HubError> {
        let half = self.half_session(session).await?.ok_or(Fault::Unauthenticated)?;
        self.ask_device(Purpose::Second(half.user), half.user, session).await
    }

    /// Makes a half session whole by a passkey, as [`Hub::prove_again`] does by a code.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] where the session is not half, or not any more; [`Fault::Conflict`] `passkey_over`,
    /// `passkey_refused`, `invitation_over`.
    pub async fn prove_again_by_passkey(
        &self,
        session: &TokenHash,
        answer: Answer<'_>,
        client: &Client,
    ) -> Result<SessionToken, HubError> {
        let half = self.half_session(session).await?.ok_or(Fault::Unauthenticated)?;
        if half.invitation_is_over {
            return Err(team::invitation_over().into());
        }
        self.signed_by(half.user, (Purpose::Second(half.user), session), answer).await?;
        self.make_whole(session, &half, client).await
    }

    /// What a device of whoever is signed in is asked to sign, to confirm a change of how they prove who they are.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for who has no passkey; [`Fault::Conflict`] `passkeys_need_a_name`.
    pub async fn begin_confirmation(
        &self,
        who: &Principal,
        session: &TokenHash,
    ) -> Result<Challenge, HubError> {
        let user = who.member().user;
        self.ask_device(Purpose::Confirm(user), user, session).await
    }

    /// Confirms one change of how somebody proves who they are, in place of a code: it may wait for five minutes, in this session.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `passkey_over`, `passkey_refused`; [`Fault::Unauthenticated`] where the session ended meanwhile.
    pub async fn confirm_by_passkey(
        &self,
        who: &Principal,
        answer: Answer<'_>,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let user = who.member().user;
        self.signed_by(user, (Purpose::Confirm(user), session), answer).await?;
        let until = Utc::now() + CONFIRMED_LIFE;
        let noted = second_factors::note_confirmed(self.db(), session, user, until).await?;
        if noted { Ok(()) } else { Err(Fault::Unauthenticated.into()) }
    }

    /// Whether a passkey confirmed a change in this session that was not made yet.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn is_confirmed(&self, session: &TokenHash) -> Result<bool, HubError> {
        Ok(second_factors::is_confirmed(self.db(), session).await?)
    }

    /// Asks a device to sign with one of a person's keys.
    async fn ask_device(
        &self,
        purpose: Purpose,
        user: UserId,
        session: &TokenHash,
    ) -> Result<Challenge, HubError> {
        let webauthn = self.webauthn()?;
        let keys = self.known_keys(user).await?;
        if keys.is_empty() {
            return Err(Fault::NotFound.into());
        }
        let (options, state): (RequestChallengeResponse, PasskeyAuthentication) =
            webauthn.start_passkey_authentication(&keys).map_err(internal)?;
        self.challenge((purpose, session), as_json(&options.public_key)?, &state).await
    }

    /// Refuses an answer that no key of a person signed.
    async fn signed_by(
        &self,
        user: UserId,
        asked: (Purpose, &TokenHash),
        answer: Answer<'_>,
    ) -> Result<(), HubError> {
        let state: PasskeyAuthentication = self.asked(answer.token, asked).await?;
        let signed: PublicKeyCredential = parsed(answer.credential)?;
        let result = self.webauthn()?.finish_passkey_authentication(&signed, &state).map_err(refused)?;
        let holder = passkeys::holder(self.db(), signed.get_credential_id()).await?;
        let holder = holder.filter(|holder| holder.user == user).ok_or_else(not_taken)?;
        self.note_use(&holder, &result).await
    }

    /// What a device of whoever wants to sign in is asked to sign, for the session that the answer comes by.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `passkeys_need_a_name`; [`Fault::Throttled`] for an address that asks too often.
    pub async fn begin_passkey_sign_in(
        &self,
        client: &Client,
        session: &TokenHash,
    ) -> Result<Challenge, HubError> {
        let webauthn = self.webauthn()?;
        if let Some(ip) = client.ip {
            let key = format!("passkey:{}", network(ip));
            let wait = throttle::blocked_for(self.db(), std::slice::from_ref(&key)).await?;
            if wait > 0 {
                return Err(Fault::Throttled { retry_after: wait }.into());
            }
            throttle::count_failure(self.db(), &key, ASKED).await?;
        }
        let (options, state): (RequestChallengeResponse, DiscoverableAuthentication) =
            webauthn.start_discoverable_authentication().map_err(internal)?;
        self.challenge((Purpose::SignIn, session), as_json(&options.public_key)?, &state).await
    }

    /// Signs in whoever's device signed: the whole of it, since the device made sure of its person. The new session takes the place of
    /// the one that asked.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `passkey_over`, `passkey_refused` (for a key that is not known here as well), `no_company`;
    /// [`Fault::Unauthenticated`] where the key was removed in this moment.
    pub async fn sign_in_by_passkey(
        &self,
        answer: Answer<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<SessionToken, HubError> {
        let webauthn = self.webauthn()?;
        let state: DiscoverableAuthentication = self.asked(answer.token, (Purpose::SignIn, session)).await?;
        let signed: PublicKeyCredential = parsed(answer.credential)?;
        let (user, credential) = webauthn.identify_discoverable_authentication(&signed).map_err(refused)?;
        let holder = passkeys::holder(self.db(), credential).await?;
        let holder = holder.filter(|holder| holder.user.0 == user).ok_or_else(not_taken)?;
        let key: Passkey = from_json(holder.credential.clone())?;
        let result = webauthn.finish_discoverable_authentication_v2(&signed, state, &key).map_err(refused)?;
        self.note_use(&holder, &result).await?;
        let org = holder.org.ok_or_else(|| Fault::Conflict { what: "no_company".into() })?;
        self.open_passkey_session(client, (holder.user, org), holder.id, session).await
    }

    /// Keeps what the device counts, and that it was used. A key that was removed in this moment, or whose copy was used before, proves
    /// nothing.
    async fn note_use(&self, holder: &Holder, result: &AuthenticationResult) -> Result<(), HubError> {
        // The library refuses it as well: nothing less counts as two proofs.
        if !result.user_verified() {
            return Err(not_taken().into());
        }
        let mut key: Passkey = from_json(holder.credential.clone())?;
        key.update_credential(result);
        let now = (&as_json(&key)?, result.counter());
        if passkeys::used(self.db(), holder.id, now).await? {
            return Ok(());
        }
        tracing::warn!(passkey = %holder.id, "a passkey was used out of turn: it was removed, or its device copied");
        Err(not_taken().into())
    }
}
