//! Codes for when an app, or the device with the passkeys, is lost.

use crate::{
    Hub, HubError,
    auth::Principal,
    sessions::{SessionToken, TokenHash},
    token::Token,
    vault::Place,
};
use chrono::{TimeDelta, Utc};
use domain::UserId;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use store::second_factors::{self, Added, CodeHash};

/// How many codes are made at once.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a code, without the dashes.
pub(super) const CODE_CHARS: usize = 16;
/// Letters and digits that are not taken for each other: five bits each, so a code has eighty.
pub(super) const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// The field under which codes are sealed on their way to the page that shows them.
const SHOWN: &str = "recovery_codes";
/// How long they wait for that page.
const SHOWN_LIFE: TimeDelta = TimeDelta::minutes(5);

/// Names codes that were just made to the one page that shows them, in the session that made them, once.
#[derive(Debug, Clone)]
pub struct ShownCodes(SessionToken);

impl ShownCodes {
    /// What the address of the page has.
    pub fn token(&self) -> &str {
        self.0.expose()
    }
}

impl Hub {
    /// What is shown of codes that were made in case a factor is its person's first one.
    pub(crate) async fn show_new_codes(
        &self,
        user: UserId,
        added: Added,
        codes: &[String],
        session: &TokenHash,
    ) -> Result<Option<ShownCodes>, HubError> {
        match added {
            Added::First => self.show_codes(user, codes, session).await.map(Some),
            Added::Further | Added::Not => Ok(None),
        }
    }

    pub(super) async fn show_codes(
        &self,
        user: UserId,
        codes: &[String],
        session: &TokenHash,
    ) -> Result<ShownCodes, HubError> {
        let (token, until) = (Token::generate(), Utc::now() + SHOWN_LIFE);
        let text = SecretString::from(codes.join("\n"));
        let sealed = self.vault().seal(Place::of_person(user, SHOWN), &text)?;
        second_factors::keep_shown(self.db(), (session, &token.hash()), &sealed, until).await?;
        Ok(ShownCodes(token))
    }

    /// The codes that a page was made for by this session; nobody is given them again.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked, or the vault does not know the key.
    pub async fn shown_codes(
        &self,
        who: &Principal,
        session: &TokenHash,
        token: &str,
    ) -> Result<Option<Vec<String>>, HubError> {
        let Some(token) = Token::parse(token) else { return Ok(None) };
        let Some(sealed) = second_factors::take_shown(self.db(), session, &token.hash()).await? else {
            return Ok(None);
        };
        let text = self.vault().open(Place::of_person(who.member().user, SHOWN), &sealed)?;
        Ok(Some(text.expose_secret().lines().map(str::to_owned).collect()))
    }
}

/// Fresh codes as people read them: four groups of four.
pub(crate) fn new_codes() -> Vec<String> {
    let code = || {
        let bytes: [u8; CODE_CHARS] = rand::random();
        let letters: Vec<char> =
            bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    };
    std::iter::repeat_with(code).take(RECOVERY_CODES).collect()
}

/// The same as they are kept.
pub(crate) fn hashes(user: UserId, codes: &[String]) -> Vec<CodeHash> {
    codes.iter().map(|code| hash(user, &code.replace('-', ""))).collect()
}

/// A plain hash is enough for eighty random bits; the person's id keeps equal codes of two people apart.
pub(super) fn hash(user: UserId, bare: &str) -> CodeHash {
    Sha256::digest([user.0.as_bytes().as_slice(), bare.as_bytes()].concat()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_belong_to_one_person() {
        let codes = new_codes();
        let unique: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len());
        assert_ne!(hashes(UserId::new(), &codes), hashes(UserId::new(), &codes));
    }
}
