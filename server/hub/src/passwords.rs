//! Passwords: which ones are taken, and their hashes (argon2id).

use crate::HubError;
use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use domain::FieldProblem;
use std::sync::OnceLock;
use tokio::sync::{Semaphore, SemaphorePermit};
use unicode_normalization::UnicodeNormalization;

mod guessable;

/// Characters of the shortest password taken as a new one. Whoever has a second factor may do without it tomorrow, and is asked for no
/// fewer.
pub const MIN_CHARS: u32 = 15;
/// Characters of the longest password taken: far above any phrase, far below what would make hashing
/// slow.
pub const MAX_CHARS: u32 = 128;

/// Each hash takes 19 MiB and tens of milliseconds of one core; more at once would starve requests.
const AT_ONCE: usize = 2;
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

/// How hard hashing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// argon2id with the library's recommended parameters.
    Full,
    /// As little as the algorithm takes: for tests only.
    Testing,
}

/// Why a new password is not taken, if it is not. `personal` are words that stand for the person:
/// name, e-mail address, company.
///
/// Length and a list of known passwords, without rules about kinds of characters (NIST SP 800-63B-4,
/// section 3.1.1.2: fifteen characters where the password is the only factor).
pub fn problem(password: &str, personal: &[&str]) -> Option<FieldProblem> {
    let password = normal(password);
    let password = password.as_str();
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if length == 0 {
        Some(FieldProblem::Required)
    } else if length < MIN_CHARS {
        Some(FieldProblem::TooShort { min: MIN_CHARS })
    } else if length > MAX_CHARS {
        Some(FieldProblem::TooLong { max: MAX_CHARS })
    } else if guessable::is_common(password, &[]) {
        Some(FieldProblem::TooCommon)
    } else if guessable::is_common(password, personal) {
        Some(FieldProblem::Personal)
    } else {
        None
    }
}

/// Whether it is longer than any password that was taken.
pub(crate) fn is_too_long(password: &str) -> bool {
    normal(password).chars().count() > MAX_CHARS as usize
}

/// A password as it is hashed: keyboards write one letter as one sign or as two (NFC, as RFC 8265 has it for passwords). Letters that
/// only look alike stay apart.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// The right to hash now; held while the hash is made.
pub(crate) struct Turn {
    cost: Cost,
    _permit: SemaphorePermit<'static>,
}

impl Cost {
    /// Waits until fewer than two hashes are being made in this process.
    pub(crate) async fn turn(self) -> Result<Turn, HubError> {
        let permit = TURNS.acquire().await.map_err(|error| HubError::Internal(error.to_string()))?;
        Ok(Turn { cost: self, _permit: permit })
    }

    fn hasher(self) -> Result<Argon2<'static>, HubError> {
        let params = match self {
            Self::Full => Ok(Params::default()),
            Self::Testing => Params::new(Params::MIN_M_COST, Params::MIN_T_COST, Params::MIN_P_COST, None),
        }
        .map_err(|error| HubError::Internal(format!("password hashing: {error}")))?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    fn hash(self, password: &str) -> Result<String, HubError> {
        let hash = self.hasher()?.hash_password(password.as_bytes());
        Ok(hash.map_err(|error| HubError::Internal(format!("password hashing: {error}")))?.to_string())
    }
}

impl Turn {
    /// The PHC string of a password, with a random salt.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, HubError> {
        let (cost, password) = (self.cost, normal(password));
        off_the_runtime(move || cost.hash(&password)).await
    }

    /// Whether the password belongs to the hash, as it was typed or in its normal form: hashes from before that was made are of what was
    /// typed. `None` (there is no such account) takes as long as a wrong password and is never true.
    pub(crate) async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, HubError> {
        let (cost, password, hash) = (self.cost, password.to_owned(), hash.map(str::to_owned));
        off_the_runtime(move || {
            let known = hash.is_some();
            let hash = hash.map_or_else(|| dummy(cost), Ok)?;
            let parsed = PasswordHash::new(&hash)
                .map_err(|error| HubError::Internal(format!("a stored password hash is damaged: {error}")))?;
            let hasher = cost.hasher()?;
            let is = |password: &str| hasher.verify_password(password.as_bytes(), &parsed).is_ok();
            let normal = normal(&password);
            let matches = is(&password) || (normal != password && is(&normal));
            Ok(matches && known)
        })
        .await
    }
}

/// A hash that no password was stored for, made once a process.
fn dummy(cost: Cost) -> Result<String, HubError> {
    static DUMMY: OnceLock<String> = OnceLock::new();
    if let Some(hash) = DUMMY.get() {
        return Ok(hash.clone());
    }
    let hash = cost.hash("no account has this password")?;
    Ok(DUMMY.get_or_init(|| hash).clone())
}

async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HubError> + Send + 'static,
) -> Result<T, HubError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| HubError::Internal(format!("password hashing stopped: {error}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(problem("", &[]), Some(FieldProblem::Required));
        assert_eq!(problem("é".repeat(14).as_str(), &[]), Some(FieldProblem::TooShort { min: 15 }));
        assert_eq!(problem("e\u{301}".repeat(14).as_str(), &[]), Some(FieldProblem::TooShort { min: 15 }));
        assert_eq!(problem("maçã ñ über oito", &[]), None);
        assert_eq!(problem(&"ab1x".repeat(33), &[]), Some(FieldProblem::TooLong { max: 128 }));
    }

    #[test]
    fn a_password_made_of_ones_name_is_told_from_a_known_one() {
        assert_eq!(
            problem("ana souza loja!", &["Ana Souza", "ana@loja.example"]),
            Some(FieldProblem::Personal)
        );
        assert_eq!(problem("Password@202426", &["Ana Souza"]), Some(FieldProblem::TooCommon));
        assert_eq!(problem("ana souza loja!", &["Bia Lima"]), None);
    }

    #[tokio::test]
    async fn only_the_right_password_of_an_account_matches() {
        let turn = Cost::Testing.turn().await.unwrap();
        let hash = turn.hash("correct horse battery").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        assert!(turn.verify("correct horse battery", Some(&hash)).await.unwrap());
        assert!(!turn.verify("correct horse batterx", Some(&hash)).await.unwrap());
        assert!(!turn.verify("no account has this password", None).await.unwrap());
        assert!(turn.verify("x", Some("not a hash")).await.is_err());
    }

    #[tokio::test]
    async fn a_letter_matches_however_a_keyboard_writes_it() {
        let turn = Cost::Testing.turn().await.unwrap();
        let (whole, parts) = ("caf\u{e9} na praia cedo", "cafe\u{301} na praia cedo");
        for kept in [whole, parts] {
            let hash = turn.hash(kept).await.unwrap();
            for typed in [whole, parts] {
                assert!(turn.verify(typed, Some(&hash)).await.unwrap(), "{kept:?} {typed:?}");
            }
            assert!(!turn.verify("cafe na praia cedo", Some(&hash)).await.unwrap());
        }
        // One from before passwords were normalised opens for who types it as then.
        let old = Cost::Testing.hash(parts).unwrap();
        assert!(turn.verify(parts, Some(&old)).await.unwrap());
        assert!(!turn.verify(parts, None).await.unwrap());
    }

    #[tokio::test]
    async fn two_hashes_of_one_password_differ() {
        let turn = Cost::Testing.turn().await.unwrap();
        assert_ne!(turn.hash("the same phrase").await.unwrap(), turn.hash("the same phrase").await.unwrap());
    }
}
