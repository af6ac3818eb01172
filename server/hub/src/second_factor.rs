//! The second proof of who somebody is: codes of an app (TOTP, RFC 6238), and codes for when the app is lost.
//!
//! A sign-in by password is half until it is given ([`Hub::prove_again`]): its session is nobody's, so that nothing else is open to it.

use crate::{
    Hub, HubError, account_mails,
    accounts::{PER_ACCOUNT, PER_ADDRESS, network},
    auth::Principal,
    sessions::{Client, SESSION_LIFE, SessionToken, TokenHash},
    team,
    vault::Place,
};
use chrono::{TimeDelta, Utc};
use domain::{AuditAction, Fault, FieldProblem, UserId};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use std::fmt;
use store::{
    audit::AuditEntry,
    second_factors::{self, CodeHash},
    team::TeamTx,
    throttle::{self, Limit},
};
use totp_rs::{Builder, Secret, Totp};

pub use store::second_factors::{Half, Standing};

/// The field under which the secret of an app is sealed.
pub(crate) const SECRET: &str = "totp";
/// The same of codes on their way to the page that shows them.
const CODES_SHOWN: &str = "recovery_codes";
/// How long an app has time to be set up.
pub const BEGUN_LIFE: TimeDelta = TimeDelta::minutes(30);
/// How many codes for the loss of an app are made at once.
pub const RECOVERY_CODES: usize = 10;
const CODE_CHARS: usize = 16;
const DIGITS: usize = 6;
/// Letters and digits that are not taken for each other: five bits each, so a code has eighty.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Wrong codes of an app in a day, which only who knows the password tries: six digits are guessed in decades then.
const PER_DAY: Limit = Limit { failures: 30, window: 86_400, block: 86_400 };

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

/// Codes for the loss of an app, sealed for their person: they are shown by the next page, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedCodes(pub String);

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
    /// [`Fault::Invalid`] with the field `password`; [`Fault::Throttled`] as [`Hub::sign_in`]; [`Fault::Conflict`] `second_factor_on`
    /// where an app is in use.
    pub async fn begin_second_factor(
        &self,
        who: &Principal,
        password: &str,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        self.ask_password(who, password, client).await?;
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

    /// Takes the app into use that shows this code. The other sessions of the person end.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `code`; [`Fault::Throttled`]; [`Fault::Conflict`] `second_factor_over` where it took too
    /// long, or another browser has begun anew.
    pub async fn confirm_second_factor(
        &self,
        who: &Principal,
        code: &str,
        client: &Client,
        session: &TokenHash,
    ) -> Result<SealedCodes, HubError> {
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
        if !second_factors::confirm(self.db(), user, session, (&sealed, step), &hashes, &told).await? {
            return Err(over().into());
        }
        tries.succeeded().await?;
        account_mails::send_soon(self);
        self.seal_codes(user, &codes)
    }

    /// Makes other codes for the loss of the app; the old ones hold no more.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `password`; [`Fault::Throttled`] as [`Hub::sign_in`]; [`Fault::NotFound`] without an app.
    pub async fn renew_recovery_codes(
        &self,
        who: &Principal,
        password: &str,
        client: &Client,
    ) -> Result<SealedCodes, HubError> {
        self.ask_password(who, password, client).await?;
        let (user, codes) = (who.member().user, new_codes());
        let told = who.told(AuditAction::SecondFactorCodesRenewed);
        if !second_factors::renew_codes(self.db(), user, &hashes(user, &codes), &told).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        self.seal_codes(user, &codes)
    }

    /// Asks for codes of the app no more.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `password`; [`Fault::Throttled`] as [`Hub::sign_in`]; [`Fault::NotFound`] without an app.
    pub async fn remove_second_factor(
        &self,
        who: &Principal,
        password: &str,
        client: &Client,
    ) -> Result<(), HubError> {
        self.ask_password(who, password, client).await?;
        let told = who.told(AuditAction::SecondFactorOff);
        if !second_factors::remove_app(self.db(), who.member().user, &told).await? {
            return Err(Fault::NotFound.into());
        }
        account_mails::send_soon(self);
        Ok(())
    }

    fn seal_codes(&self, user: UserId, codes: &[String]) -> Result<SealedCodes, HubError> {
        let text = SecretString::from(codes.join("\n"));
        Ok(SealedCodes(self.vault().seal(Place::of_person(user, CODES_SHOWN), &text)?))
    }

    /// The codes that were sealed for whoever is signed in.
    ///
    /// # Errors
    /// [`HubError::Vault`] for those of somebody else.
    pub fn shown_codes(&self, who: &Principal, sealed: &SealedCodes) -> Result<Vec<String>, HubError> {
        let place = Place::of_person(who.member().user, CODES_SHOWN);
        let text = self.vault().open(place, &sealed.0)?;
        Ok(text.expose_secret().lines().map(str::to_owned).collect())
    }

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
        let typed = Typed::of(code);
        if let Typed::Neither = typed {
            let problem = if code.trim().is_empty() { FieldProblem::Required } else { FieldProblem::Format };
            return Err(Fault::field("code", problem).into());
        }
        if half.invitation_is_over {
            return Err(team::invitation_over().into());
        }
        // A code for the loss of the app has too many bits to be guessed, and nobody's wrong codes keep its owner out.
        let guessed = matches!(typed, Typed::Digits(_)).then_some(half.user);
        let tries = Tries::begin(self, guessed, client).await?;
        if !self.takes(&half, &typed, client).await? {
            tries.failed().await?;
            return Err(Fault::field("code", FieldProblem::Unknown).into());
        }
        tries.succeeded().await?;
        self.make_whole(session, &half, client).await
    }

    /// Whether it is a code of the person, which is used up then.
    async fn takes(&self, half: &Half, typed: &Typed, client: &Client) -> Result<bool, HubError> {
        match typed {
            Typed::Digits(digits) => {
                let Some(sealed) = second_factors::secret(self.db(), half.user).await? else {
                    return Ok(false);
                };
                let secret = self.vault().open(Place::of_person(half.user, SECRET), &sealed)?;
                match step_of(&totp(&secret, &half.email)?, digits) {
                    Some(step) => Ok(second_factors::use_step(self.db(), half.user, step).await?),
                    None => Ok(false),
                }
            }
            Typed::Recovery(code) => {
                let told = AuditEntry {
                    actor: Some(half.user),
                    actor_name: &half.name,
                    action: AuditAction::SecondFactorCodeUsed,
                    subject_kind: "user",
                    subject: Some(half.user.0),
                    ip: client.ip,
                    data: serde_json::json!({}),
                };
                let is_used =
                    second_factors::use_code(self.db(), half.user, &hash(half.user, code), &told).await?;
                if is_used {
                    account_mails::send_soon(self);
                }
                Ok(is_used)
            }
            Typed::Neither => Ok(false),
        }
    }

    /// The whole session of somebody who proved again who they are.
    async fn make_whole(
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

/// Tries from one address, and of one person where six digits are guessed, counted in all processes as those of sign-in are.
struct Tries<'a> {
    hub: &'a Hub,
    person: Option<[String; 2]>,
    address: Option<String>,
    /// Tries that arrive together are counted one after the other.
    _turn: crate::passwords::Turn,
}

impl<'a> Tries<'a> {
    async fn begin(hub: &'a Hub, user: Option<UserId>, client: &Client) -> Result<Self, HubError> {
        let turn = hub.config().password_cost.turn().await?;
        let person = user.map(|user| [format!("second:{user}"), format!("second-day:{user}")]);
        let address = client.ip.map(|ip| format!("address:{}", network(ip)));
        let keys: Vec<_> = person.iter().flatten().chain(&address).cloned().collect();
        let wait = throttle::blocked_for(hub.db(), &keys).await?;
        if wait > 0 {
            return Err(Fault::Throttled { retry_after: wait }.into());
        }
        Ok(Self { hub, person, address, _turn: turn })
    }

    async fn failed(&self) -> Result<(), HubError> {
        if let Some([person, of_day]) = &self.person {
            throttle::count_failure(self.hub.db(), person, PER_ACCOUNT).await?;
            throttle::count_failure(self.hub.db(), of_day, PER_DAY).await?;
        }
        if let Some(address) = &self.address {
            throttle::count_failure(self.hub.db(), address, PER_ADDRESS).await?;
        }
        Ok(())
    }

    async fn succeeded(&self) -> Result<(), HubError> {
        for key in self.person.iter().flatten() {
            throttle::forget(self.hub.db(), key).await?;
        }
        Ok(())
    }
}

/// What somebody typed as a second factor.
#[derive(PartialEq, Eq)]
enum Typed {
    Digits(String),
    Recovery(String),
    Neither,
}

impl Typed {
    /// Spaces and dashes are for the eye.
    fn of(text: &str) -> Self {
        let bare: String = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let bare = bare.to_ascii_lowercase();
        if bare.len() == DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::Digits(bare)
        } else if bare.len() == CODE_CHARS && bare.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Self::Recovery(bare)
        } else {
            Self::Neither
        }
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

/// Fresh codes as people read them: four groups of four.
fn new_codes() -> Vec<String> {
    let code = || {
        let bytes: [u8; CODE_CHARS] = rand::random();
        let letters: Vec<char> =
            bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    };
    std::iter::repeat_with(code).take(RECOVERY_CODES).collect()
}

fn hashes(user: UserId, codes: &[String]) -> Vec<CodeHash> {
    codes.iter().map(|code| hash(user, &code.replace('-', ""))).collect()
}

/// A plain hash is enough for eighty random bits; the person's id keeps equal codes of two people apart.
fn hash(user: UserId, bare: &str) -> CodeHash {
    Sha256::digest([user.0.as_bytes().as_slice(), bare.as_bytes()].concat()).into()
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
    fn what_is_typed_is_known_by_its_shape() {
        assert!(matches!(Typed::of(" 123 456 "), Typed::Digits(digits) if digits == "123456"));
        let codes = new_codes();
        assert_eq!(codes.len(), RECOVERY_CODES);
        for code in &codes {
            assert_eq!((code.len(), code.matches('-').count()), (19, 3), "{code}");
            let bare = code.replace('-', "");
            assert!(matches!(Typed::of(&code.to_uppercase()), Typed::Recovery(typed) if typed == bare));
        }
        for text in ["", "12345", "1234567", "abcd-efgh", "0o0o-0o0o-0o0o-0o0o", "١٢٣٤٥٦"] {
            assert!(Typed::of(text) == Typed::Neither, "{text}");
        }
    }

    #[test]
    fn codes_differ_and_belong_to_one_person() {
        let codes = new_codes();
        let unique: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len());
        assert_ne!(hashes(UserId::new(), &codes), hashes(UserId::new(), &codes));
    }

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
