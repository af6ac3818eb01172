//! The second step of a sign-in: a half session is made whole.

use super::proofs::{Person, Typed};
use crate::{
    Hub, HubError,
    sessions::{Client, SESSION_LIFE, SessionToken, TokenHash},
    team,
};
use chrono::Utc;
use domain::Fault;
use store::{
    second_factors::{self, Half},
    team::TeamTx,
};

impl Hub {
    /// Who awaits to prove again who they are, if this session is half.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn half_session(&self, session: &TokenHash) -> Result<Option<Half>, HubError> {
        Ok(second_factors::half(self.db(), session).await?)
    }

    /// Makes a half session whole by a code of the app, or one for its loss, and gives it another token. The invitation that was
    /// accepted by the password joins now.
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] where the session is not half, or not any more; [`Fault::Invalid`] with the field `code`;
    /// [`Fault::Throttled`]; [`Fault::Conflict`] `invitation_over` where the invitation is over by now, which uses no code up.
    pub async fn prove_again(
        &self,
        session: &TokenHash,
        code: &str,
        client: &Client,
    ) -> Result<SessionToken, HubError> {
        let half = self.half_session(session).await?.ok_or(Fault::Unauthenticated)?;
        let typed = Typed::either(code)?;
        if half.invitation_is_over {
            return Err(team::invitation_over().into());
        }
        self.ask_code(Person::of_half(&half), &typed, client).await?;
        self.make_whole(session, &half, client).await
    }

    /// The whole session of somebody who proved again who they are.
    pub(crate) async fn make_whole(
        &self,
        session: &TokenHash,
        half: &Half,
        client: &Client,
    ) -> Result<SessionToken, HubError> {
        if let Some((invitation, email)) = &half.invitation {
            let mut tx = TeamTx::begin(self.db(), half.org).await?;
            if tx.role_of(half.user).await?.is_none() {
                team::join(tx, (*invitation, email), (half.user, &half.name), client.ip).await?;
            }
        }
        let (whole, until) = (SessionToken::generate(), Utc::now() + SESSION_LIFE);
        let is_made =
            second_factors::complete(self.db(), half.user, (session, &whole.hash()), client, until).await?;
        if is_made { Ok(whole) } else { Err(Fault::Unauthenticated.into()) }
    }
}
