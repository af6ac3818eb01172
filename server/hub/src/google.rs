//! Signing in with an account at Google, by OpenID Connect. Google proves who somebody is in place of a password; a second factor
//! of Orion's own is asked for all the same. What is known on the way to Google and back lies sealed in the browser that goes there:
//! nobody else can finish what it began, and nothing has to be cleaned up.

mod provider;

pub(crate) use provider::Discovered;
pub use provider::{GOOGLE, GoogleConfig};
pub use store::identities::{Linked, WaysIn};

use crate::{
    Hub, HubError,
    accounts::{SignUp, normal_email},
    auth::Principal,
    first_hour::FIRST_HOUR_PATH,
    second_factor::{CONFIRMED_LIFE, Proofs},
    sessions::{Client, Opened, SessionToken, TokenHash},
    vault::Place,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{AuditAction, Fault, Locale, UserId};
use provider::{Asked, Person, Provider};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    StoreError,
    audit::AuditEntry,
    identities::{self, Identity, Warrant},
    sessions::Proof,
};

/// Where Google sends people back to.
pub const CALLBACK: &str = "/entrar/google";
/// Where somebody arrives who asked for no page in particular.
const HOME: &str = "/admin";
/// How long somebody may take on Google's page, and to decide afterwards.
pub const LIFE: TimeDelta = TimeDelta::minutes(10);

/// What somebody goes to Google for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Errand {
    /// To sign in or up, and to go on to a page; with the token of the invitation that they follow, if they do.
    Enter { to: String, invitation: Option<String> },
    /// To sign in by it from now on, in the session that asks.
    Link { user: UserId, session: String },
    /// To confirm one change of the account, in the session that asks, and to go back to a page.
    Confirm { user: UserId, session: String, to: String },
}

/// What the browser keeps until the next step: sealed, good for ten minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keepsake(pub String);

#[derive(Serialize, Deserialize)]
struct Kept {
    until: DateTime<Utc>,
    errand: Errand,
    step: Step,
}

#[derive(Serialize, Deserialize)]
enum Step {
    /// Google was asked.
    Asked(Asked),
    /// Google says that it is this person, who is not known here.
    Met(Person),
}

/// What Google's page sends back. Its code opens an account: it is shown nowhere.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub code: String,
    pub state: String,
    pub error: String,
}

/// What came of somebody who is back.
#[derive(Debug)]
pub enum Arrival {
    SignedIn {
        opened: Opened,
        to: String,
    },
    /// Nobody here has this account yet: see [`Hub::met_at_google`].
    Met(Keepsake),
    Linked,
    /// One change may be made.
    Confirmed {
        to: String,
    },
    Problem(GoogleProblem),
}

/// Why it leads no further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoogleProblem {
    /// Another browser asked, or it took too long, or it was used already.
    Unknown,
    /// The person did not want to.
    Denied,
    /// Google did not answer, or not so that it can be trusted.
    Failed,
    /// Google has not verified the address of the account.
    Unverified,
    /// The invitation is for somebody else.
    OtherAddress { invited: String, chosen: String },
    /// It is not the account by which whoever confirms a change signs in.
    NotTheirs,
    /// The account signs somebody else in.
    OfOther,
    /// The person signs in by another account at Google already.
    HasOther,
    /// Whose account it is belongs to no company any more.
    NoCompany,
}

/// Somebody who is not known here by their account at Google.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    pub email: String,
    pub name: String,
    /// There is an account of this address, whose password shows whose it is.
    pub has_account: bool,
    /// The company that invites them.
    pub invited_to: Option<String>,
}

impl Hub {
    /// Whether people may sign in with Google here.
    pub fn has_google(&self) -> bool {
        self.config().google.is_some() && self.config().public_url.is_some()
    }

    /// Google's page on which to choose an account, and what the browser keeps until it is back at [`CALLBACK`].
    ///
    /// # Errors
    /// [`Fault::NotFound`] where the operator has no app at Google; [`Fault::Upstream`].
    pub async fn ask_google(&self, errand: Errand) -> Result<(url::Url, Keepsake), HubError> {
        let (url, asked) = self.provider()?.question().await?;
        Ok((url, self.keep(errand, Step::Asked(asked))?))
    }

    /// The same to sign in by it from now on.
    ///
    /// # Errors
    /// As [`Hub::ask_google`] and [`Hub::ask_proofs`].
    pub async fn ask_google_to_link(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(url::Url, Keepsake), HubError> {
        self.ask_proofs(who, proofs, client, session).await?;
        self.ask_google(Errand::Link { user: who.member().user, session: hex::encode(session) }).await
    }

    /// The same to confirm one change of how somebody proves who they are, who has neither a password nor a second factor: it may wait
    /// for five minutes, in this session. What Google knows of its own session is what it rests on.
    ///
    /// # Errors
    /// As [`Hub::ask_google`].
    pub async fn ask_google_to_confirm(
        &self,
        who: &Principal,
        to: &str,
        session: &TokenHash,
    ) -> Result<(url::Url, Keepsake), HubError> {
        let (user, session) = (who.member().user, hex::encode(session));
        self.ask_google(Errand::Confirm { user, session, to: to.to_owned() }).await
    }

    /// Somebody is back from Google, with what their browser kept. A session that is opened takes the place of `replaces`.
    ///
    /// # Errors
    /// [`HubError`]. What Google or the person did is an [`Arrival::Problem`].
    pub async fn back_from_google(
        &self,
        kept: &Keepsake,
        answer: &Answer,
        (who, client): (Option<&Principal>, &Client),
        replaces: Option<&TokenHash>,
    ) -> Result<Arrival, HubError> {
        let problem = |problem| Ok(Arrival::Problem(problem));
        let Some(Kept { errand, step: Step::Asked(asked), .. }) = self.kept(kept) else {
            return problem(GoogleProblem::Unknown);
        };
        if Sha256::digest(&asked.state) != Sha256::digest(&answer.state) {
            return problem(GoogleProblem::Unknown);
        }
        match answer {
            Answer { error, .. } if error == "access_denied" => return problem(GoogleProblem::Denied),
            Answer { error, code, .. } if !error.is_empty() || code.is_empty() => {
                tracing::warn!(
                    error = error.escape_debug().to_string(),
                    "Google sent somebody back with an error"
                );
                return problem(GoogleProblem::Failed);
            }
            _ => {}
        }
        let person = match self.provider()?.person(&answer.code, &asked).await {
            Ok(person) => person,
            Err(error) => {
                tracing::warn!(%error, "signing in with Google failed");
                return problem(GoogleProblem::Failed);
            }
        };
        match &errand {
            Errand::Link { user, session } | Errand::Confirm { user, session, .. } => {
                let here = replaces.filter(|now| hex::encode(now) == *session);
                let Some((who, here)) = who.filter(|who| who.member().user == *user).zip(here) else {
                    return problem(GoogleProblem::Unknown);
                };
                match &errand {
                    Errand::Confirm { to, .. } => self.confirm(who, &person, here, to).await,
                    _ => self.link(who, &person, here).await,
                }
            }
            Errand::Enter { invitation, .. } => {
                if let Some(arrival) = self.enter_as(&person, &errand, client, replaces).await? {
                    return Ok(arrival);
                }
                if !person.email_is_verified || normal_email(&person.email).is_err() {
                    return problem(GoogleProblem::Unverified);
                }
                if let Some(token) = invitation
                    && let Ok(found) = self.invitation(token).await
                    && normal_email(&person.email).as_deref() != Ok(&*found.email)
                {
                    let chosen = person.email.clone();
                    return problem(GoogleProblem::OtherAddress { invited: found.email, chosen });
                }
                Ok(Arrival::Met(self.keep(errand, Step::Met(person))?))
            }
        }
    }

    /// Signs in whose account it is; `None` where it is nobody's.
    async fn enter_as(
        &self,
        person: &Person,
        errand: &Errand,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<Option<Arrival>, HubError> {
        let identity = self.identity(person)?;
        let Some(known) = identities::use_of(self.db(), identity).await? else { return Ok(None) };
        let proof = Proof::Identity { issuer: identity.issuer, subject: identity.subject };
        if let Some(org) = known.org {
            let opened = self.open_proved_session(client, (known.user, org), (proof, None), replaces).await?;
            return Ok(Some(Arrival::SignedIn { opened, to: onward(errand) }));
        }
        // Who belongs to no company has nowhere to accept an invitation from: it is accepted on the way.
        let Errand::Enter { invitation: Some(token), .. } = errand else {
            return Ok(Some(Arrival::Problem(GoogleProblem::NoCompany)));
        };
        let opened = self.accept_by(token, (known.user, known.two_factor), proof, client, replaces).await?;
        Ok(Some(match opened {
            Some(opened) => Arrival::SignedIn { opened, to: HOME.to_owned() },
            None => Arrival::Problem(GoogleProblem::NoCompany),
        }))
    }

    async fn link(&self, who: &Principal, person: &Person, session: &TokenHash) -> Result<Arrival, HubError> {
        let user = who.member().user;
        let told = who.told(AuditAction::GoogleLinked);
        let told = AuditEntry { data: json!({ "email": person.email }), ..told };
        Ok(match self.link_by(user, person, Warrant::Session(session), &told).await? {
            Linking::Done | Linking::WasTheirs => Arrival::Linked,
            Linking::Void => Arrival::Problem(GoogleProblem::Unknown),
            Linking::OfOther => Arrival::Problem(GoogleProblem::OfOther),
            Linking::HasOther => Arrival::Problem(GoogleProblem::HasOther),
        })
    }

    async fn confirm(
        &self,
        who: &Principal,
        person: &Person,
        session: &TokenHash,
        to: &str,
    ) -> Result<Arrival, HubError> {
        let (user, until) = (who.member().user, Utc::now() + CONFIRMED_LIFE);
        match identities::confirm(self.db(), user, self.identity(person)?, session, until).await {
            Ok(true) => Ok(Arrival::Confirmed { to: to.to_owned() }),
            Ok(false) => Ok(Arrival::Problem(GoogleProblem::NotTheirs)),
            Err(StoreError::SessionOver) => Ok(Arrival::Problem(GoogleProblem::Unknown)),
            Err(error) => Err(error.into()),
        }
    }

    async fn link_by(
        &self,
        user: UserId,
        person: &Person,
        warrant: Warrant<'_>,
        told: &AuditEntry<'_>,
    ) -> Result<Linking, HubError> {
        let identity = self.identity(person)?;
        match identities::link(self.db(), user, identity, warrant, told).await {
            Ok(false) => Ok(Linking::Void),
            Ok(true) => {
                crate::account_mails::send_soon(self);
                Ok(Linking::Done)
            }
            Err(StoreError::SessionOver) => Ok(Linking::Void),
            Err(StoreError::Taken { constraint }) if constraint == "user_identities_pkey" => {
                let whose = identities::use_of(self.db(), identity).await?;
                let is_theirs = whose.is_some_and(|known| known.user == user);
                Ok(if is_theirs { Linking::WasTheirs } else { Linking::OfOther })
            }
            Err(StoreError::Taken { .. }) => Ok(Linking::HasOther),
            Err(error) => Err(error.into()),
        }
    }

    /// Whom Google says somebody is whom nobody knows here; `None` where it took too long.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn met_at_google(&self, kept: &Keepsake) -> Result<Option<Met>, HubError> {
        let Some((errand, person, email)) = self.met(kept) else { return Ok(None) };
        let invited_to = match errand {
            Errand::Enter { invitation: Some(token), .. } => {
                self.invitation(&token).await.ok().map(|found| found.org_name)
            }
            _ => None,
        };
        let has_account = store::accounts::credentials(self.db(), &email).await?.is_some();
        Ok(Some(Met { email, name: person.name, has_account, invited_to }))
    }

    /// Signs somebody in who was met, whose account here has this password, and lets them sign in by Google from now on. Returns where
    /// they go on to as well: to the page of their account where nothing was linked, since they have a second factor to give first,
    /// or another account at Google.
    ///
    /// # Errors
    /// [`Fault::Conflict`] `google_over` where it took too long; as [`Hub::sign_in`].
    pub async fn link_met(
        &self,
        kept: &Keepsake,
        password: &str,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<(Opened, String), HubError> {
        let (errand, person, email) = self.met(kept).ok_or_else(over)?;
        let proved = self.prove(&email, password, client).await?.ok_or(Fault::Unauthenticated)?;
        // Who proves twice who they are links on the page of their account, once they have.
        let linking = if proved.two_factor {
            Linking::Void
        } else {
            let told = AuditEntry {
                actor: Some(proved.user),
                actor_name: &proved.name,
                action: AuditAction::GoogleLinked,
                subject_kind: "user",
                subject: Some(proved.user.0),
                ip: client.ip,
                data: json!({ "email": person.email }),
            };
            self.link_by(proved.user, &person, Warrant::Password(&proved.password_hash), &told).await?
        };
        let is_linked = matches!(linking, Linking::Done | Linking::WasTheirs);
        let to = if is_linked { onward(&errand) } else { crate::account_mails::ACCOUNT_PATH.to_owned() };
        let Some(org) = proved.org else {
            let Errand::Enter { invitation: Some(token), .. } = &errand else {
                return Err(Fault::Conflict { what: "no_company".into() }.into());
            };
            return Ok((self.accept_as(token, password, client, replaces).await?, HOME.to_owned()));
        };
        let proof = Proof::Password(&proved.password_hash);
        let opened = self.open_proved_session(client, (proved.user, org), (proof, None), replaces).await?;
        Ok((opened, to))
    }

    /// Makes a company with somebody who was met as its owner, or takes them into the one that invites them, and signs them in. They
    /// have no password until they ask for one. Returns where they go on to as well.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `company` and `name`; [`Fault::Conflict`] `google_over`, `invitation_over`, `has_account`
    /// where the address has one by now; [`Fault::Throttled`] as [`Hub::sign_up`].
    pub async fn sign_up_met(
        &self,
        kept: &Keepsake,
        (company, name): (&str, &str),
        locale: Locale,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<(SessionToken, String), HubError> {
        let (errand, person, email) = self.met(kept).ok_or_else(over)?;
        let identity = self.identity(&person)?;
        if let Errand::Enter { invitation: Some(token), .. } = &errand {
            let token = self.join_by(token, (name, &email), identity, locale, client, replaces).await?;
            return Ok((token, HOME.to_owned()));
        }
        let new = SignUp { company: company.to_owned(), name: name.to_owned(), email, locale: Some(locale) };
        let token = self.sign_up_by(&new, (identity, person.is_hosted), client, replaces).await?;
        // A new company has something to set up before it has anything to see.
        let to = Some(onward(&errand)).filter(|to| to != HOME);
        Ok((token, to.unwrap_or_else(|| FIRST_HOUR_PATH.to_owned())))
    }

    /// By what whoever is signed in may sign in.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn ways_in(&self, who: &Principal) -> Result<WaysIn, HubError> {
        Ok(identities::ways_in(self.db(), who.member().user, self.google_issuer()).await?)
    }

    /// Signs whoever is signed in no longer in by Google; their other sessions end.
    ///
    /// # Errors
    /// As [`Hub::ask_proofs`]; [`Fault::NotFound`] where nothing is linked.
    pub async fn unlink_google(
        &self,
        who: &Principal,
        proofs: Proofs<'_>,
        client: &Client,
        session: &TokenHash,
    ) -> Result<(), HubError> {
        self.ask_proofs(who, proofs, client, session).await?;
        let told = who.told(AuditAction::GoogleUnlinked);
        if !identities::unlink(self.db(), who.member().user, self.google_issuer(), session, &told).await? {
            return Err(Fault::NotFound.into());
        }
        crate::account_mails::send_soon(self);
        Ok(())
    }

    /// Whose accounts those are that are linked: also where nobody can sign in by them for now.
    fn google_issuer(&self) -> &str {
        self.config().google.as_ref().map_or(GOOGLE, |google| &google.issuer)
    }

    fn provider(&self) -> Result<Provider<'_>, HubError> {
        let config = self.config().google.as_ref().ok_or(Fault::NotFound)?;
        let back = self.public_url(CALLBACK).ok_or(Fault::NotFound)?;
        Ok(Provider::new(self, config, back))
    }

    fn identity<'a>(&'a self, person: &'a Person) -> Result<Identity<'a>, HubError> {
        let config = self.config().google.as_ref().ok_or(Fault::NotFound)?;
        Ok(Identity { issuer: &config.issuer, subject: &person.subject, email: &person.email })
    }

    fn keep(&self, errand: Errand, step: Step) -> Result<Keepsake, HubError> {
        let kept = Kept { until: Utc::now() + LIFE, errand, step };
        let text = serde_json::to_string(&kept)
            .map_err(|error| HubError::Internal(format!("what a browser keeps is not JSON: {error}")))?;
        Ok(Keepsake(self.vault().seal(PLACE, &SecretString::from(text))?))
    }

    /// What a browser kept, unless it is too old or not ours.
    fn kept(&self, kept: &Keepsake) -> Option<Kept> {
        let text = self.vault().open(PLACE, &kept.0).ok()?;
        let kept: Kept = serde_json::from_str(text.expose_secret()).ok()?;
        (kept.until > Utc::now()).then_some(kept)
    }

    /// Somebody who was met, with their address as accounts have it.
    fn met(&self, kept: &Keepsake) -> Option<(Errand, Person, String)> {
        match self.kept(kept)? {
            Kept { errand, step: Step::Met(person), .. } => {
                let email = normal_email(&person.email).ok()?;
                Some((errand, person, email))
            }
            _ => None,
        }
    }
}

/// What a browser keeps is bound to nobody: whoever it is shows only afterwards.
const PLACE: Place<'static> = Place::of_nobody("google");

fn over() -> Fault {
    Fault::Conflict { what: "google_over".into() }
}

fn onward(errand: &Errand) -> String {
    match errand {
        Errand::Enter { invitation: Some(token), .. } => {
            format!("{}{token}", crate::account_mails::INVITATION_PATH)
        }
        Errand::Enter { to, .. } => to.clone(),
        Errand::Link { .. } | Errand::Confirm { .. } => crate::account_mails::ACCOUNT_PATH.to_owned(),
    }
}

/// What became of an account at Google that was to be linked.
enum Linking {
    Done,
    /// It was already.
    WasTheirs,
    /// Not: what was to allow it holds no more, or not yet.
    Void,
    /// Not: it signs somebody else in.
    OfOther,
    /// Not: the person has another one.
    HasOther,
}
