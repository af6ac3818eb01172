//! The authorisation server of platforms that grant access by consent: codes, access tokens and refresh
//! tokens. Each platform says in its own words what it makes of the answers.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::draw::Draw;
use crate::http::Reply;
use crate::shop::locked;

/// What a platform promises of its tokens, in seconds.
#[derive(Clone, Copy)]
pub(crate) struct Lives {
    pub code: i64,
    pub access: i64,
    pub refresh: i64,
}

/// What becomes of a refresh token that was used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rotation {
    /// It works once: the answer brings the next one.
    Single,
    /// It stays good, whatever the answer brings.
    Kept,
    /// It stays good until the one that the answer brings is used, and this long from its first use at most: an
    /// answer that is lost can be asked for again.
    Overlapping { seconds: i64 },
}

/// A pair of tokens; the ends are seconds since 1970.
#[derive(Clone, Debug)]
pub struct Issued {
    pub access_token: String,
    pub access_ends: i64,
    pub refresh_token: String,
    pub refresh_ends: i64,
}

/// Why a code or a refresh token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Unknown,
    Used,
    Expired,
    /// Asked for with another redirect address.
    OtherRedirect,
    /// The verifier is missing, or is not that of the challenge.
    BadVerifier,
}

struct Code {
    redirect_uri: String,
    challenge: Option<String>,
    ends: i64,
    used: bool,
}

struct State {
    draw: Draw,
    codes: HashMap<String, Code>,
    access: HashMap<String, i64>,
    refresh: HashMap<String, i64>,
    /// Refresh tokens that worked once.
    spent: HashSet<String>,
    /// By refresh token the one that it replaced, where that is still good.
    replaced: HashMap<String, String>,
    refreshes: u64,
}

pub(crate) struct Consents(Mutex<State>);

impl Consents {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(State {
            draw: Draw::new(seed, 0xC0D3),
            codes: HashMap::new(),
            access: HashMap::new(),
            refresh: HashMap::new(),
            spent: HashSet::new(),
            replaced: HashMap::new(),
            refreshes: 0,
        }))
    }

    /// A code for a person who consented. `challenge` is that of the method `S256`.
    pub(crate) fn code(&self, redirect_uri: &str, challenge: Option<&str>, now: i64, lives: Lives) -> String {
        let mut state = locked(&self.0);
        let code = state.draw.hex(32);
        let kept = Code {
            redirect_uri: redirect_uri.to_owned(),
            challenge: challenge.map(str::to_owned),
            ends: now + lives.code,
            used: false,
        };
        state.codes.insert(code.clone(), kept);
        code
    }

    /// Tokens for a code, which works once. `redirect_uri` is `None` where the platform does not compare it.
    pub(crate) fn redeem(
        &self,
        code: &str,
        redirect_uri: Option<&str>,
        verifier: Option<&str>,
        now: i64,
        lives: Lives,
    ) -> Result<Issued, Refused> {
        let mut state = locked(&self.0);
        let kept = state.codes.get_mut(code).ok_or(Refused::Unknown)?;
        if std::mem::replace(&mut kept.used, true) {
            return Err(Refused::Used);
        }
        if kept.ends < now {
            return Err(Refused::Expired);
        }
        if redirect_uri.is_some_and(|uri| uri != kept.redirect_uri) {
            return Err(Refused::OtherRedirect);
        }
        let proof = verifier.map(|text| URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes())));
        if kept.challenge.is_some() && kept.challenge != proof {
            return Err(Refused::BadVerifier);
        }
        Ok(state.issue(now, lives))
    }

    /// The next pair for a refresh token.
    pub(crate) fn refresh(
        &self,
        token: &str,
        rotation: Rotation,
        now: i64,
        lives: Lives,
    ) -> Result<Issued, Refused> {
        let mut state = locked(&self.0);
        if state.spent.contains(token) {
            return Err(Refused::Used);
        }
        let ends = *state.refresh.get(token).ok_or(Refused::Unknown)?;
        if ends < now {
            return Err(Refused::Expired);
        }
        if let Some(before) = state.replaced.remove(token) {
            state.spend(&before);
        }
        state.refreshes += 1;
        let issued = state.issue(now, lives);
        match rotation {
            Rotation::Single => state.spend(token),
            Rotation::Kept => {}
            Rotation::Overlapping { seconds } => {
                state.refresh.insert(token.to_owned(), ends.min(now + seconds));
                state.replaced.insert(issued.refresh_token.clone(), token.to_owned());
            }
        }
        Ok(issued)
    }

    /// Tokens for somebody who is connected already, as tests and demos need them.
    pub(crate) fn issue(&self, now: i64, lives: Lives) -> Issued {
        locked(&self.0).issue(now, lives)
    }

    pub(crate) fn accepts(&self, access_token: &str, now: i64) -> bool {
        locked(&self.0).access.get(access_token).is_some_and(|ends| *ends >= now)
    }

    /// Access tokens end before their time; refresh tokens stay.
    pub(crate) fn expire(&self) {
        locked(&self.0).access.clear();
    }

    /// The account's owner withdraws the consent: nothing that was issued works any more.
    pub(crate) fn revoke(&self) {
        let mut state = locked(&self.0);
        state.access.clear();
        state.refresh.clear();
        state.codes.clear();
    }

    /// How often a refresh token was taken.
    pub(crate) fn refreshes(&self) -> u64 {
        locked(&self.0).refreshes
    }
}

impl State {
    fn spend(&mut self, refresh_token: &str) {
        self.refresh.remove(refresh_token);
        self.spent.insert(refresh_token.to_owned());
    }

    fn issue(&mut self, now: i64, lives: Lives) -> Issued {
        let issued = Issued {
            access_token: self.draw.hex(48),
            access_ends: now + lives.access,
            refresh_token: self.draw.hex(40),
            refresh_ends: now + lives.refresh,
        };
        self.access.insert(issued.access_token.clone(), issued.access_ends);
        self.refresh.insert(issued.refresh_token.clone(), issued.refresh_ends);
        issued
    }
}

/// The page on which the account's owner consents: two links, of which one leads on with a code and the
/// other one back without.
pub(crate) fn page(platform: &str, account: &str, allow: &str, deny: &str) -> Reply {
    page_about(platform, account, "ler e alterar pedidos", allow, deny)
}

/// The same for an app that wants something else: `what` is in Portuguese.
pub(crate) fn page_about(platform: &str, account: &str, what: &str, allow: &str, deny: &str) -> Reply {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let (platform, account) = (escaped(platform), escaped(account));
    Reply::html(
        200,
        format!(
            "<!DOCTYPE html><html lang=\"pt-BR\"><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><title>{platform}</title>\
             <h1>{platform}</h1><p>Um aplicativo quer acessar a conta <strong>{account}</strong>: {what}.</p>\
             <p><a id=\"allow\" href=\"{}\">Permitir</a> <a id=\"deny\" href=\"{}\">Recusar</a></p></html>",
            escaped(allow),
            escaped(deny)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIVES: Lives = Lives { code: 600, access: 3_600, refresh: 86_400 };

    #[test]
    fn a_code_works_once_in_time_with_its_verifier() {
        let consents = Consents::new(1);
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let redeem = |code: &str, uri: &str, verifier: Option<&str>, now| {
            consents.redeem(code, Some(uri), verifier, now, LIVES).map(|issued| issued.access_ends)
        };
        let code = || consents.code("https://a", Some(challenge), 0, LIVES);
        let good = code();
        assert_eq!(redeem(&good, "https://a", Some(verifier), 600), Ok(4_200));
        assert_eq!(redeem(&good, "https://a", Some(verifier), 600), Err(Refused::Used));
        assert_eq!(redeem(&code(), "https://a", Some(verifier), 601), Err(Refused::Expired));
        assert_eq!(redeem(&code(), "https://b", Some(verifier), 1), Err(Refused::OtherRedirect));
        assert_eq!(redeem(&code(), "https://a", None, 1), Err(Refused::BadVerifier));
        assert_eq!(redeem("?", "https://a", None, 1), Err(Refused::Unknown));
    }

    #[test]
    fn a_refresh_token_rotates_or_stays_and_nothing_outlives_a_withdrawn_consent() {
        let consents = Consents::new(1);
        let first = consents.issue(0, LIVES);
        assert!(
            consents.accepts(&first.access_token, 3_600) && !consents.accepts(&first.access_token, 3_601)
        );
        let refresh = |token: &str, rotation, now| {
            consents.refresh(token, rotation, now, LIVES).map(|i| i.refresh_token)
        };
        assert!(refresh(&first.refresh_token, Rotation::Kept, 5).is_ok());
        let next = refresh(&first.refresh_token, Rotation::Single, 5).unwrap();
        assert_eq!(refresh(&first.refresh_token, Rotation::Single, 5), Err(Refused::Used));
        assert_eq!(refresh(&next, Rotation::Single, 90_000), Err(Refused::Expired));
        assert_eq!(consents.refreshes(), 2);
        consents.revoke();
        assert!(!consents.accepts(&first.access_token, 5));
        assert_eq!(refresh(&next, Rotation::Single, 5), Err(Refused::Unknown));
    }

    #[test]
    fn a_replaced_refresh_token_is_good_until_the_next_one_is_used() {
        let consents = Consents::new(1);
        let rotation = Rotation::Overlapping { seconds: 100 };
        let refresh = |token: &str, now| {
            consents.refresh(token, rotation, now, LIVES).map(|issued| issued.refresh_token)
        };
        let first = consents.issue(0, LIVES).refresh_token;
        let lost = refresh(&first, 1).unwrap();
        let second = refresh(&first, 2).unwrap();
        let third = refresh(&second, 3).unwrap();
        assert_eq!(refresh(&first, 4), Err(Refused::Used));
        assert!(refresh(&lost, 4).is_ok());
        assert!(refresh(&second, 103).is_ok());
        assert_eq!(refresh(&second, 104), Err(Refused::Expired), "counted from its first use");
        assert!(refresh(&third, 104).is_ok());
    }
}
