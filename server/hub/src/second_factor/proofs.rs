//! What somebody gives to prove again who they are, and how often it may be wrong.

use super::{
    SECRET,
    codes::{ALPHABET, CODE_CHARS, hash},
    step_of, totp,
};
use crate::{
    Hub, HubError, account_mails,
    accounts::{PER_ACCOUNT, PER_ADDRESS, network, no_password},
    auth::Principal,
    sessions::{Client, TokenHash},
    vault::Place,
};
use domain::{AuditAction, Fault, FieldProblem, UserId};
use store::{
    audit::AuditEntry,
    second_factors::{self, Half, Standing},
    throttle::{self, Limit},
};

const DIGITS: usize = 6;
/// Wrong codes of an app in a day, which only who knows the password tries: six digits are guessed in decades then.
const PER_DAY: Limit = Limit { failures: 30, window: 86_400, block: 86_400 };

/// What a form brings that changes how somebody proves who they are.
#[derive(Clone, Copy)]
pub struct Proofs<'a> {
    /// Empty for who has none.
    pub password: &'a str,
    /// Of the app, or one for its loss; empty where a passkey confirmed the change ([`Hub::confirm_by_passkey`]).
    pub code: &'a str,
}

/// Whose code it is to be.
#[derive(Clone, Copy)]
pub(super) struct Person<'a> {
    user: UserId,
    name: &'a str,
    email: &'a str,
}

impl<'a> Person<'a> {
    pub(super) fn of_half(half: &'a Half) -> Self {
        Self { user: half.user, name: &half.name, email: &half.email }
    }

    fn of_principal(who: &'a Principal) -> Self {
        let member = who.member();
        Self { user: member.user, name: &member.user_name, email: &member.user_email }
    }
}

impl Hub {
    /// Refuses whoever is signed in and does not prove again who they are: by the password, and by the second factor if they have one.
    /// Who has no password proves it by the second factor alone; who has neither, by Google, in this session and before
    /// ([`Hub::ask_google_to_confirm`]). Who sits at a browser that somebody else left open, and knows the password, changes nothing of it.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `password` and `code`; [`Fault::Conflict`] `no_password` for who has neither and has not
    /// confirmed it; [`Fault::Throttled`] as [`Hub::sign_in`] and [`Hub::prove_again`].
    pub(crate) async fn ask_proofs(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let user = who.member().user;
        let Standing { has_password, is_on, .. } = second_factors::standing(self.db(), user).await?;
        // Looked at before the password, so that a form without its code costs no try of either.
        let typed = match proofs.code.trim() {
            "" => None,
            code if is_on => Some(Typed::either(code)?),
            _ => None,
        };
        let rests_on_confirmation = typed.is_none() && (is_on || !has_password);
        let unproved = || if is_on { Fault::field("code", FieldProblem::Required) } else { no_password() };
        if rests_on_confirmation && !second_factors::is_confirmed(self.db(), session).await? {
            return Err(unproved().into());
        }
        if has_password {
            self.ask_password(who, proofs.password, client).await?;
        }
        match typed {
            Some(typed) => self.ask_code(Person::of_principal(who), &typed, client).await,
            None if rests_on_confirmation
                && !second_factors::take_confirmed(self.db(), session, user).await? =>
            {
                Err(unproved().into())
            }
            None => Ok(()),
        }
    }

    /// Refuses a code that is not the person's, as the field `code`; one that is theirs is used up.
    pub(super) async fn ask_code(
        &self,
        of: Person<'_>,
        typed: &Typed,
        client: &Client,
    ) -> Result<(), HubError> {
        // A code for the loss of the app has too many bits to be guessed, and nobody's wrong codes keep its owner out.
        let guessed = matches!(typed, Typed::Digits(_)).then_some(of.user);
        let tries = Tries::begin(self, guessed, client).await?;
        if !self.takes(of, typed, client).await? {
            tries.failed().await?;
            self.tell_wrong((of.user, of.name), AuditAction::SecondFactorWrong, client);
            return Err(Fault::field("code", FieldProblem::Unknown).into());
        }
        tries.succeeded().await
    }

    /// Whether it is a code of the person, which is used up then.
    async fn takes(&self, of: Person<'_>, typed: &Typed, client: &Client) -> Result<bool, HubError> {
        match typed {
            Typed::Digits(digits) => {
                let Some(sealed) = second_factors::secret(self.db(), of.user).await? else {
                    return Ok(false);
                };
                let secret = self.vault().open(Place::of_person(of.user, SECRET), &sealed)?;
                match step_of(&totp(&secret, of.email)?, digits) {
                    Some(step) => Ok(second_factors::use_step(self.db(), of.user, step).await?),
                    None => Ok(false),
                }
            }
            Typed::Recovery(code) => {
                let told = AuditEntry {
                    actor: Some(of.user),
                    actor_name: of.name,
                    action: AuditAction::SecondFactorCodeUsed,
                    subject_kind: "user",
                    subject: Some(of.user.0),
                    ip: client.ip,
                    data: serde_json::json!({}),
                };
                let is_used =
                    second_factors::use_code(self.db(), of.user, &hash(of.user, code), &told).await?;
                if is_used {
                    account_mails::send_soon(self);
                }
                Ok(is_used)
            }
            Typed::Neither => Ok(false),
        }
    }
}

/// Tries from one address, and of one person where six digits are guessed, counted in all processes as those of sign-in are.
pub(super) struct Tries<'a> {
    hub: &'a Hub,
    person: Option<[String; 2]>,
    address: Option<String>,
    /// Tries that arrive together are counted one after the other.
    _turn: crate::passwords::Turn,
}

impl<'a> Tries<'a> {
    pub(super) async fn begin(hub: &'a Hub, user: Option<UserId>, client: &Client) -> Result<Self, HubError> {
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

    pub(super) async fn failed(&self) -> Result<(), HubError> {
        if let Some([person, of_day]) = &self.person {
            throttle::count_failure(self.hub.db(), person, PER_ACCOUNT).await?;
            throttle::count_failure(self.hub.db(), of_day, PER_DAY).await?;
        }
        if let Some(address) = &self.address {
            throttle::count_failure(self.hub.db(), address, PER_ADDRESS).await?;
        }
        Ok(())
    }

    pub(super) async fn succeeded(&self) -> Result<(), HubError> {
        for key in self.person.iter().flatten() {
            throttle::forget(self.hub.db(), key).await?;
        }
        Ok(())
    }
}

/// What somebody typed as a second factor.
#[derive(PartialEq, Eq)]
pub(super) enum Typed {
    Digits(String),
    Recovery(String),
    Neither,
}

impl Typed {
    /// Spaces and dashes are for the eye.
    pub(super) fn of(text: &str) -> Self {
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

    /// A code of either kind.
    pub(super) fn either(text: &str) -> Result<Self, Fault> {
        match Self::of(text) {
            Self::Neither if text.trim().is_empty() => Err(Fault::field("code", FieldProblem::Required)),
            Self::Neither => Err(Fault::field("code", FieldProblem::Format)),
            typed => Ok(typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::codes::{RECOVERY_CODES, new_codes},
        *,
    };

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
}
