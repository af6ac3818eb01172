//! Second factors that are taken away from outside of the account.

use crate::{Hub, HubError, account_mails, accounts::normal_email, sessions::Client, token::Token};
use chrono::TimeDelta;
use domain::{AuditAction, Fault, UserId};
use serde_json::json;
use store::{
    audit::AuditEntry,
    second_factors::{self, Disowning},
};

/// How long the link holds by which somebody says that a second factor is not theirs. Whoever reads their e-mails for so long after it
/// was taken into use gets around it, as before it was.
pub const DISOWN_LIFE: TimeDelta = TimeDelta::days(7);

impl Hub {
    /// Whose second factor a link lets disown.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for a link that was used, has expired, or is none.
    pub async fn disowning(&self, token: &str) -> Result<Disowning, HubError> {
        let token = Token::parse(token).ok_or(Fault::NotFound)?;
        Ok(second_factors::disowning(self.db(), &token.hash()).await?.ok_or(Fault::NotFound)?)
    }

    /// Takes away what was taken into use by somebody else, and what came after it. The password holds no more, since they knew it; all
    /// sessions end, and a link to set another password goes to the person's address. Second factors from before stay.
    ///
    /// # Errors
    /// [`Fault::NotFound`] as [`Hub::disowning`].
    pub async fn disown_second_factor(&self, token: &str, client: &Client) -> Result<(), HubError> {
        let of = self.disowning(token).await?;
        // Of a password that is thrown away here.
        let unknown = Token::generate();
        let hash = self.config().password_cost.turn().await?.hash(unknown.expose()).await?;
        let told = AuditEntry {
            actor: Some(of.user),
            actor_name: &of.name,
            action: AuditAction::SecondFactorDisowned,
            subject_kind: "user",
            subject: Some(of.user.0),
            ip: client.ip,
            data: json!({}),
        };
        let token = Token::parse(token).ok_or(Fault::NotFound)?;
        if !second_factors::disown(self.db(), &token.hash(), (&of, &hash), &told).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        Ok(())
    }

    /// Takes every second factor of somebody away who lost it and has no code left; for the command line, whose operator has made sure
    /// who asks. All their sessions end, and a server writes to them.
    ///
    /// # Errors
    /// [`Fault::NotFound`] where nobody has the address; [`Fault::Conflict`] `no_second_factor`.
    pub async fn clear_second_factor(&self, email: &str) -> Result<(), HubError> {
        let email = normal_email(email).map_err(|_| Fault::NotFound)?;
        let told = |user: UserId| AuditEntry {
            actor: None,
            actor_name: "orion",
            action: AuditAction::SecondFactorCleared,
            subject_kind: "user",
            subject: Some(user.0),
            ip: None,
            data: json!({ "email": email }),
        };
        match second_factors::clear(self.db(), &email, told).await? {
            None => Err(Fault::NotFound.into()),
            Some(false) => Err(Fault::Conflict { what: "no_second_factor".into() }.into()),
            Some(true) => Ok(()),
        }
    }
}
