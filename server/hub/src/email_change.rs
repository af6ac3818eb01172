//! The address that a person signs in with, and its change: the new address proves that it is read, and the old one agrees.

use crate::{
    Hub, HubError, account_mails,
    accounts::normal_email,
    auth::Principal,
    second_factor::Proofs,
    sessions::{Client, TokenHash},
    token::Token,
};
use chrono::{TimeDelta, Utc};
use domain::{AuditAction, Fault, FieldProblem};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    StoreError,
    audit::AuditEntry,
    email_changes,
    throttle::{self, Limit},
};

pub use store::email_changes::{Agreed, Found, Pending, Side};

/// How long both addresses have to agree.
pub const CHANGE_LIFE: TimeDelta = TimeDelta::hours(24);
/// Changes that a person may ask for, and that may be asked for one address.
const ASKED: Limit = Limit { failures: 5, window: 3600, block: 3600 };

impl Hub {
    /// The change of address that whoever is signed in has asked for.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn email_change(&self, who: &Principal) -> Result<Option<Pending>, HubError> {
        Ok(email_changes::pending(self.db(), who.member().user).await?)
    }

    /// Asks for another address: both are sent a link.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `email` (`taken` by an account, which sign-up would tell as well); [`Fault::Throttled`] after
    /// five in an hour; as [`Hub::ask_proofs`].
    pub async fn ask_email_change(
        &self,
        who: &Principal,
        (email, proofs): (&str, Proofs<'_>),
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let email = normal_email(email).map_err(|problem| Fault::field("email", problem))?;
        // Who has confirmed it before has proved who they are: what refuses the address is looked at while that still stands, so that
        // nobody confirms again for a mistake. To nobody else is it told before.
        let is_confirmed = self.is_confirmed(session).await?;
        if is_confirmed {
            self.check_new_email(who, &email).await?;
        }
        self.ask_proofs(who, proofs, client, session).await?;
        if !is_confirmed {
            self.check_new_email(who, &email).await?;
        }
        let user = who.member().user;
        let told = AuditEntry { data: json!({ "email": email }), ..who.told(AuditAction::EmailChangeAsked) };
        email_changes::ask(self.db(), user, &email, session, Utc::now() + CHANGE_LIFE, &told).await?;
        account_mails::send_soon(self);
        Ok(())
    }

    /// Sends whoever has not agreed yet another link.
    ///
    /// # Errors
    /// [`Fault::NotFound`] without a change; [`Fault::Throttled`] after five in an hour.
    pub async fn ask_email_change_again(&self, who: &Principal) -> Result<(), HubError> {
        self.count_email_change(who).await?;
        let pending = self.email_change(who).await?.ok_or(Fault::NotFound)?;
        if !pending.new_confirmed {
            self.count_mail_to(&pending.email).await?;
        }
        if !email_changes::ask_again(self.db(), who.member().user).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        Ok(())
    }

    /// Refuses an address that has an account, and whoever asks too often.
    async fn check_new_email(&self, who: &Principal, email: &str) -> Result<(), HubError> {
        self.count_email_change(who).await?;
        self.count_mail_to(email).await?;
        if email_changes::is_taken(self.db(), email).await? {
            return Err(Fault::field("email", FieldProblem::Taken).into());
        }
        Ok(())
    }

    async fn count_email_change(&self, who: &Principal) -> Result<(), HubError> {
        self.count_mail(format!("email-change:{}", who.member().user)).await
    }

    async fn count_mail_to(&self, email: &str) -> Result<(), HubError> {
        let address = hex::encode(Sha256::digest(email.as_bytes()));
        self.count_mail(format!("email-change-to:{address}")).await
    }

    async fn count_mail(&self, key: String) -> Result<(), HubError> {
        let wait = throttle::blocked_for(self.db(), std::slice::from_ref(&key)).await?;
        if wait > 0 {
            return Err(Fault::Throttled { retry_after: wait }.into());
        }
        Ok(throttle::count_failure(self.db(), &key, ASKED).await?)
    }

    /// Takes the change back; its links lead nowhere any more.
    ///
    /// # Errors
    /// [`Fault::NotFound`] without one.
    pub async fn cancel_email_change(&self, who: &Principal) -> Result<(), HubError> {
        let told = who.told(AuditAction::EmailChangeCancelled);
        let was = email_changes::cancel(self.db(), who.member().user, &told).await?;
        if was { Ok(()) } else { Err(Fault::NotFound.into()) }
    }

    /// The change of address that a link leads to.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for a link whose change is done, was taken back or has expired, or that is none.
    pub async fn found_email_change(&self, token: &str) -> Result<Found, HubError> {
        let token = Token::parse(token).ok_or(Fault::NotFound)?;
        Ok(email_changes::find(self.db(), &token.hash()).await?.ok_or(Fault::NotFound)?)
    }

    /// Agrees to a change for the address that the link was sent to. For the new one only the person themselves agrees, signed in: it
    /// may be mistyped, and then a stranger reads it.
    ///
    /// # Errors
    /// [`Fault::NotFound`] as [`Hub::found_email_change`]; [`Fault::Unauthenticated`] for the new address where `who` is not the person;
    /// [`Fault::Conflict`] `email_taken` where the new address has an account by now, which ends the change.
    pub async fn agree_to_email_change(
        &self,
        token: &str,
        who: Option<&Principal>,
        client: &Client,
    ) -> Result<Agreed, HubError> {
        let found = self.found_email_change(token).await?;
        if !may_agree(&found, who) {
            return Err(Fault::Unauthenticated.into());
        }
        let told = told(&found, AuditAction::EmailChanged, client);
        match email_changes::agree(self.db(), &found, &told).await {
            Ok(Agreed::Over) => Err(Fault::NotFound.into()),
            Ok(agreed) => {
                if agreed == Agreed::Done {
                    account_mails::send_soon(self);
                }
                Ok(agreed)
            }
            Err(StoreError::Taken { .. }) => {
                let told = self::told(&found, AuditAction::EmailChangeCancelled, client);
                email_changes::refuse(self.db(), &found, &told).await?;
                Err(Fault::Conflict { what: "email_taken".into() }.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Ends a change that whoever reads the old address did not ask for.
    ///
    /// # Errors
    /// [`Fault::NotFound`] as [`Hub::found_email_change`], and for the link to the new address.
    pub async fn refuse_email_change(&self, token: &str, client: &Client) -> Result<(), HubError> {
        let found = self.found_email_change(token).await?;
        let told = told(&found, AuditAction::EmailChangeRefused, client);
        if found.side == Side::New || !email_changes::refuse(self.db(), &found, &told).await? {
            return Err(Fault::NotFound.into());
        }
        Ok(())
    }
}

/// Whether somebody may agree for the address that the link was sent to.
pub fn may_agree(found: &Found, who: Option<&Principal>) -> bool {
    found.side == Side::Old || who.is_some_and(|who| who.member().user == found.user)
}

fn told<'a>(found: &'a Found, action: AuditAction, client: &Client) -> AuditEntry<'a> {
    AuditEntry {
        actor: Some(found.user),
        actor_name: &found.name,
        action,
        subject_kind: "user",
        subject: Some(found.user.0),
        ip: client.ip,
        data: json!({ "email": found.new, "before": found.old }),
    }
}
