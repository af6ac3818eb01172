//! The second proof of who somebody is: codes of an app (TOTP, RFC 6238), and codes for when the app is lost.
//!
//! A sign-in by password is half until it is given ([`Hub::prove_again`]): its session is nobody's, so that nothing else is open to it.

mod codes;
mod proofs;
mod removal;
mod step;

pub(crate) use codes::{hashes, new_codes};
pub use {codes::*, proofs::Proofs, removal::*};

use crate::{
    Hub, HubError, account_mails,
    auth::Principal,
    sessions::{Client, TokenHash},
    vault::Place,
};
use chrono::{TimeDelta, Utc};
use domain::{AuditAction, Fault, FieldProblem, UserId};
use proofs::{Tries, Typed};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use store::second_factors::{self, Added};
use totp_rs::{Builder, Secret, Totp};

pub use store::second_factors::{Disowning, Half, Standing};

/// The field under which the secret of an app is sealed.
pub(crate) const SECRET: &str = "totp";
/// How long a change may wait that was confirmed before it is made.
pub(crate) const CONFIRMED_LIFE: TimeDelta = TimeDelta::minutes(5);
/// How long an app has time to be set up.
pub const BEGUN_LIFE: TimeDelta = TimeDelta::minutes(30);

/// An app that is being set up.
pub struct Enrolment {
    secret: SecretString,
    qr: Qr,
}

/// A QR code as the squares that are dark, for an SVG of this many units each way.
pub struct Qr {
    pub size: i32,
    /// The `d` of a path.
    pub path: String,
}

impl Enrolment {
    /// The secret in groups of four, for who types it.
    pub fn secret(&self) -> String {
        let letters: Vec<char> = self.secret.expose_secret().chars().collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// What an app reads with the camera.
    pub const fn qr(&self) -> &Qr {
        &self.qr
    }
}

impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enrolment").finish_non_exhaustive()
    }
}

impl Hub {
    /// What whoever is signed in has.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn second_factor(&self, who: &Principal) -> Result<Standing, HubError> {
        Ok(second_factors::standing(self.db(), who.member().user).await?)
    }

    /// Begins to set an app up. Its secret is shown by [`Hub::enrolment`], in this session only.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::Conflict`] `second_factor_on` where an app is in use.
    pub async fn begin_second_factor(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        self.ask_proofs(who, proofs, client, session).await?;
        let user = who.member().user;
        let secret = SecretString::from(Secret::generate().to_base32());
        let sealed = self.vault().seal(Place::of_person(user, SECRET), &secret)?;
        if !second_factors::begin(self.db(), user, &sealed, session).await? {
            return Err(Fault::Conflict { what: "second_factor_on".into() }.into());
        }
        Ok(())
    }

    /// The app that this session is setting up, if it is.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked, or the vault does not know the key.
    pub async fn enrolment(
        &self,
        who: &Principal,
        session: &TokenHash,
    ) -> Result<Option<Enrolment>, HubError> {
        let member = who.member();
        let Some((_, secret)) = self.begun(member.user, session).await? else { return Ok(None) };
        let totp = totp(&secret, &member.user_email)?;
        let url = totp.to_url().map_err(internal)?;
        Ok(Some(Enrolment { qr: Qr::of(&url)?, secret }))
    }

    /// What a session began, as it is stored and open.
    async fn begun(
        &self,
        user: UserId,
        session: &TokenHash,
    ) -> Result<Option<(String, SecretString)>, HubError> {
        let after = Utc::now() - BEGUN_LIFE;
        let Some(sealed) = second_factors::begun(self.db(), user, session, after).await? else {
            return Ok(None);
        };
        let secret = self.vault().open(Place::of_person(user, SECRET), &sealed)?;
        Ok(Some((sealed, secret)))
    }

    /// Takes the app into use that shows this code; an e-mail lets its person take it back. With their first second factor come codes
    /// for its loss, and their other sessions end; who has one keeps the codes that they have.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `code`; [`Fault::Throttled`]; [`Fault::Conflict`] `second_factor_over` where it took too
    /// long, or another browser has begun anew; [`Fault::Unauthenticated`] where the session ended meanwhile.
    pub async fn confirm_second_factor(
        &self,
        who: &Principal,
        code: &str,
        client: &Client,
        session: &TokenHash,
    ) -> Result<Option<ShownCodes>, HubError> {
        let over = || Fault::Conflict { what: "second_factor_over".into() };
        let user = who.member().user;
        let (sealed, secret) = self.begun(user, session).await?.ok_or_else(over)?;
        let totp = totp(&secret, &who.member().user_email)?;
        let Typed::Digits(digits) = Typed::of(code) else {
            let problem = if code.trim().is_empty() { FieldProblem::Required } else { FieldProblem::Format };
            return Err(Fault::field("code", problem).into());
        };
        let tries = Tries::begin(self, Some(user), client).await?;
        let Some(step) = step_of(&totp, &digits) else {
            tries.failed().await?;
            return Err(Fault::field("code", FieldProblem::Unknown).into());
        };
        let codes = new_codes();
        let told = who.told(AuditAction::SecondFactorOn);
        let hashes = hashes(user, &codes);
        let added =
            second_factors::confirm(self.db(), user, session, (&sealed, step), &hashes, &told).await?;
        if added == Added::Not {
            return Err(over().into());
        }
        tries.succeeded().await?;
        account_mails::send_soon(self);
        self.show_new_codes(user, added, &codes, session).await
    }

    /// Makes other codes for the loss of the app or the passkeys; the old ones hold no more.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::NotFound`] without a second factor; [`Fault::Unauthenticated`] where the session ended meanwhile.
    pub async fn renew_recovery_codes(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<ShownCodes, HubError> {
        self.ask_proofs(who, proofs, client, session).await?;
        let (user, codes) = (who.member().user, new_codes());
        let told = who.told(AuditAction::SecondFactorCodesRenewed);
        let hashes = hashes(user, &codes);
        if !second_factors::renew_codes(self.db(), user, (session, &hashes), &told).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        self.show_codes(user, &codes, session).await
    }

    /// Asks for codes of the app no more.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::NotFound`] without an app.
    pub async fn remove_second_factor(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        self.ask_proofs(who, proofs, client, session).await?;
        let told = who.told(AuditAction::SecondFactorOff);
        if !second_factors::remove_app(self.db(), who.member().user, session, &told).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        Ok(())
    }
}

/// Six digits every thirty seconds, by SHA-1: what every app understands.
fn totp(secret: &SecretString, email: &str) -> Result<Totp, HubError> {
    let secret = Secret::try_from_base32(secret.expose_secret()).map_err(internal)?;
    // The address names the account in the app; a colon would end the name of the issuer.
    let name = email.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some("Orion"))
        .with_account_name(name)
        .build()
        .map_err(internal)
}

/// The step of a code that is shown now, or was or will be half a minute away.
fn step_of(totp: &Totp, digits: &str) -> Option<i64> {
    let now = u64::try_from(Utc::now().timestamp()).ok()?;
    totp.check(digits, now).and_then(|step| i64::try_from(step).ok())
}

fn internal(error: impl fmt::Display) -> HubError {
    HubError::Internal(format!("a second factor: {error}"))
}

impl Qr {
    fn of(text: &str) -> Result<Self, HubError> {
        /// Light squares around it, so that a camera finds it.
        const QUIET: i32 = 4;
        let code = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium).map_err(internal)?;
        let mut path = String::new();
        for y in 0..code.size() {
            let mut x = 0;
            while x < code.size() {
                let length = (x..code.size()).take_while(|at| code.get_module(*at, y)).count();
                let length = i32::try_from(length).unwrap_or_default();
                if length > 0 {
                    path.push_str(&format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET));
                }
                x += length + 1;
            }
        }
        Ok(Self { size: code.size() + 2 * QUIET, path })
    }
}

impl fmt::Debug for Qr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Qr").field("size", &self.size).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_standard_is_taken_within_a_step_of_its_time() {
        // RFC 6238, appendix B: the seed `12345678901234567890` at 1111111109 shows 07081804, of which six digits are asked for.
        let secret = SecretString::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let totp = totp(&secret, "ana@loja.example").unwrap();
        let step = 1_111_111_109 / 30;
        for (at, taken) in [(-30, true), (0, true), (30, true), (-60, false), (61, false)] {
            let time = 1_111_111_109_u64.saturating_add_signed(at);
            assert_eq!(totp.check("081804", time), taken.then_some(step), "{at}");
        }
        let url = totp.to_url().unwrap();
        assert_eq!(
            url,
            "otpauth://totp/Orion:ana%40loja.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Orion"
        );
    }

    #[test]
    fn a_qr_code_has_its_three_corners() {
        let qr = Qr::of("otpauth://totp/Orion:ana%40loja.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
            .unwrap();
        let far = qr.size - 4 - 7;
        for corner in ["M4 4h7v1h-7z".to_owned(), format!("M{far} 4h7v1h-7z"), format!("M4 {far}h7v1h-7z")] {
            assert!(qr.path.contains(&corner), "{corner}");
        }
        assert!(!format!("{qr:?}").contains("M4"));
    }
}
