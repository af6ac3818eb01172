//! E-mails about accounts: invitations, and links to set another password. What is to be sent is written down with what it is
//! about; the token of its link is made when it is sent, so that only its hash is ever stored.

use crate::{
    Hub, HubError,
    accounts::normal_email,
    mail::{Letter, Mail},
    outbox::{self, Outbox},
    passwords,
    second_factor::DISOWN_LIFE,
    sessions::Client,
    token::Token,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{AuditAction, Fault, Notice};
use i18n::{Locales, Texts, format};
use sha2::{Digest, Sha256};
use std::time::Duration;
use store::{
    Db, StoreError,
    account_mails::{DueMail, Matter, Reset, ResetEntries},
    alerts::Outcome,
    audit::AuditEntry,
    email_changes::Side,
    identities, second_factors,
    throttle::{self, Limit},
};
use tokio_util::sync::CancellationToken;

pub use store::{account_mails::Resetting, identities::OtherWays};

const EVERY: Duration = Duration::from_secs(15);
/// How long a link to set another password holds.
pub const RESET_LIFE: TimeDelta = TimeDelta::hours(1);
/// Links to set another password: for one address, and asked for from one address of the network.
const PER_ACCOUNT: Limit = Limit { failures: 5, window: 3600, block: 3600 };
const PER_ADDRESS: Limit = Limit { failures: 30, window: 3600, block: 3600 };

/// Where the link of an invitation leads, before its token.
pub const INVITATION_PATH: &str = "/convite/";
/// Where people see to their account.
pub const ACCOUNT_PATH: &str = "/admin/conta";
/// Where people see to their second factor.
pub const SECOND_FACTOR_PATH: &str = "/admin/conta/duas-etapas";
/// Where the link of a change of address leads, before its token.
pub const EMAIL_PATH: &str = "/confirmar-email/";
/// The same of one to disown a second factor.
pub const DISOWN_PATH: &str = "/nao-fui-eu/";
/// The same of one to set another password.
pub const RESET_PATH: &str = "/nova-senha/";

/// E-mails about accounts.
struct Mails;

impl Outbox for Mails {
    type Due = DueMail;
    const ABOUT: &str = "accounts";

    async fn due(db: &Db) -> Result<Option<DueMail>, StoreError> {
        store::account_mails::due(db).await
    }

    fn attempts(due: &DueMail) -> i32 {
        due.attempts
    }

    async fn mail(hub: &Hub, due: &DueMail) -> Result<Option<Mail>, HubError> {
        let made = letter(hub, due).await?;
        Ok(made.map(|(subject, letter)| letter.to((&due.name, &due.email), &subject, due.locale, &due.id)))
    }

    async fn settle(db: &Db, due: &DueMail, outcome: Outcome<'_>) -> Result<(), StoreError> {
        store::account_mails::settle(db, due.id, due.attempts, outcome).await
    }
}

/// Sends what is due until `stop` is cancelled.
pub async fn keep(hub: &Hub, stop: CancellationToken) {
    let mut tick = tokio::time::interval(EVERY);
    while stop.run_until_cancelled(tick.tick()).await.is_some() {
        if let Err(error) = deliver(hub).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "e-mails about accounts could not be sent"
            );
        }
    }
}

/// Sends what is due, without being waited for.
pub(crate) fn send_soon(hub: &Hub) {
    outbox::send_soon::<Mails>(hub);
}

/// Sends what is due; how many went out.
///
/// # Errors
/// When the database cannot be asked for what is due.
pub async fn deliver(hub: &Hub) -> Result<usize, HubError> {
    outbox::deliver::<Mails>(hub).await
}

/// Whether e-mails are put into files, where there is no server for them.
pub fn are_files(hub: &Hub) -> bool {
    hub.config().mailer.files().is_some()
}

/// Subject and words of an e-mail, its link made; `None` where its matter is over.
async fn letter(hub: &Hub, due: &DueMail) -> Result<Option<(String, Letter)>, HubError> {
    let locales = Locales { words: due.locale, figures: due.locale };
    let t = Texts::new(locales).team();
    let link = |path: &str, token: &Token| {
        let url = hub.public_url(&format!("{path}{}", token.expose())).map(String::from);
        url.ok_or_else(|| HubError::Internal("without ORION_PUBLIC_URL no link can be sent".into()))
    };
    let greeting = if due.name.is_empty() { t.greeting_nobody().to_owned() } else { t.greeting(&due.name) };
    let letter = match &due.matter {
        Matter::Over => return Ok(None),
        Matter::Invitation { org, org_name, id, role, invited_by, expires_at, time_zone } => {
            let token = Token::generate();
            store::account_mails::keep_invitation_token(hub.db(), &token.hash(), (*org, *id), *expires_at)
                .await?;
            let letter = Letter {
                greeting,
                lines: vec![t.invitation_line(org_name, invited_by, &t.role(role.code()))],
                button: Some((t.invitation_button().to_owned(), link(INVITATION_PATH, &token)?)),
                foot: vec![
                    t.invitation_until(&in_zone(locales, *expires_at, time_zone)),
                    t.invitation_not_known().to_owned(),
                ],
            };
            (t.invitation_subject(org_name, invited_by), letter)
        }
        Matter::PasswordReset(user) => {
            let (token, expires_at) = (Token::generate(), Utc::now() + RESET_LIFE);
            let whose = (*user, due.email.as_str());
            if !store::account_mails::keep_reset_token(hub.db(), &token.hash(), whose, expires_at).await? {
                return Ok(None);
            }
            let letter = Letter {
                greeting,
                lines: vec![t.reset_line().to_owned()],
                button: Some((t.reset_button().to_owned(), link(RESET_PATH, &token)?)),
                foot: vec![t.reset_until().to_owned(), t.reset_not_asked().to_owned()],
            };
            (t.reset_subject().to_owned(), letter)
        }
        Matter::EmailChange { id, side, old, new, expires_at } => {
            let (t, token) = (Texts::new(locales).security(), Token::generate());
            let (change, button) = ((*id, *side), link(EMAIL_PATH, &token)?);
            store::email_changes::keep_token(hub.db(), &token.hash(), change, *expires_at).await?;
            let (subject, line, press, not_you) = match side {
                Side::New => {
                    let line = t.mail_new_line(old);
                    (t.mail_new_subject(), line, t.mail_new_button(), t.mail_new_not_you())
                }
                Side::Old => {
                    let line = t.mail_old_line(new);
                    (t.mail_old_subject(), line, t.mail_old_button(), t.mail_old_not_you())
                }
            };
            let letter = Letter {
                greeting,
                lines: vec![line],
                button: Some((press.to_owned(), button)),
                foot: vec![t.mail_change_until().to_owned(), not_you.to_owned()],
            };
            (subject.to_owned(), letter)
        }
        Matter::Notice { notice: Notice::EmailChanged, signs_in, .. } => {
            let t = Texts::new(locales).security();
            let letter = Letter {
                greeting,
                lines: vec![t.email_changed_line(signs_in)],
                button: None,
                foot: vec![t.email_changed_not_you().to_owned()],
            };
            (t.email_changed_subject().to_owned(), letter)
        }
        Matter::Notice { notice: Notice::GoogleUnlinked, .. } => {
            let t = Texts::new(locales).google();
            let page = hub.public_url(ACCOUNT_PATH).map(String::from);
            let letter = Letter {
                greeting,
                lines: vec![t.unlinked_line().to_owned()],
                button: page.map(|page| (t.unlinked_button().to_owned(), page)),
                foot: vec![t.unlinked_not_you().to_owned()],
            };
            (t.unlinked_subject().to_owned(), letter)
        }
        Matter::Notice { notice: notice @ Notice::PasswordChanged, .. } => {
            let code = notice.code();
            let security = Texts::new(locales).security();
            let letter = Letter {
                greeting,
                lines: vec![security.notice_line(code)],
                button: None,
                foot: vec![t.was_reset_not_you().to_owned()],
            };
            (security.notice_subject(code), letter)
        }
        // Whoever knew the password may have done it: its person takes it back without being let in first.
        Matter::Notice {
            user,
            notice: notice @ (Notice::SecondFactorOn | Notice::PasskeyAdded | Notice::GoogleLinked),
            at,
            ..
        } => {
            let (t, code, token) = (Texts::new(locales).security(), notice.code(), Token::generate());
            let (whose, until) = ((*user, due.email.as_str()), Utc::now() + DISOWN_LIFE);
            let button = link(DISOWN_PATH, &token)?;
            if !second_factors::keep_disown_token(hub.db(), &token.hash(), whose, *at, until).await? {
                return Ok(None);
            }
            let letter = Letter {
                greeting,
                lines: vec![t.notice_line(code), t.disown_line().to_owned()],
                button: Some((t.disown_button().to_owned(), button)),
                foot: vec![t.disown_until(DISOWN_LIFE.num_days()), t.disown_nothing().to_owned()],
            };
            (t.notice_subject(code), letter)
        }
        Matter::Notice { notice, codes_left, .. } => {
            let (t, code) = (Texts::new(locales).security(), notice.code());
            let mut lines = vec![t.notice_line(code)];
            if *notice == Notice::RecoveryCodeUsed {
                lines.push(t.mail_codes_left(*codes_left));
            }
            let page = hub.public_url(SECOND_FACTOR_PATH).map(String::from);
            let not_you = match notice {
                Notice::SecondFactorCleared => t.cleared_not_you(),
                _ => t.notice_not_you(),
            };
            let letter = Letter {
                greeting,
                lines,
                button: page.map(|page| (t.notice_button().to_owned(), page)),
                foot: vec![not_you.to_owned()],
            };
            (t.notice_subject(code), letter)
        }
        Matter::PasswordWasReset(user) => {
            let others = identities::other_ways(hub.db(), *user).await?;
            let (mut lines, mut button) = (vec![t.was_reset_line().to_owned()], None);
            if !others.is_empty() {
                let path = if others.passkeys.is_empty() { ACCOUNT_PATH } else { SECOND_FACTOR_PATH };
                lines.push(t.was_reset_others(&named(locales, &others).join(", ")));
                lines.push(t.was_reset_remove().to_owned());
                button = hub.public_url(path).map(|url| (t.was_reset_button().to_owned(), url.into()));
            }
            let letter = Letter { greeting, lines, button, foot: vec![t.was_reset_not_you().to_owned()] };
            (t.was_reset_subject().to_owned(), letter)
        }
    };
    Ok(Some(letter))
}

/// Each way into an account besides the password, in words.
pub fn named(locales: Locales, others: &OtherWays) -> Vec<String> {
    let t = Texts::new(locales).team();
    let accounts = others.accounts.iter().map(|email| t.way_google(email));
    accounts.chain(others.passkeys.iter().map(|name| t.way_passkey(name))).collect()
}

/// A moment as a company's people read it, with the name of the zone: e-mails are read elsewhere too.
fn in_zone(locales: Locales, at: DateTime<Utc>, zone: &str) -> String {
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::UTC);
    format!("{} ({})", format::date_time(locales, at, zone), zone.name())
}

impl Hub {
    /// Has the person of an address sent a link to set another password. Whether there is such a person is not told.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `email`; [`Fault::Throttled`].
    pub async fn forgot_password(&self, email: &str, client: &Client) -> Result<(), HubError> {
        let email = normal_email(email).map_err(|problem| Fault::field("email", problem))?;
        let account = format!("reset:{}", hex::encode(Sha256::digest(email.as_bytes())));
        let address = client.ip.map(|ip| format!("reset-from:{}", crate::accounts::network(ip)));
        if let Some(key) = address {
            let wait = throttle::blocked_for(self.db(), std::slice::from_ref(&key)).await?;
            if wait > 0 {
                return Err(Fault::Throttled { retry_after: wait }.into());
            }
            throttle::count_failure(self.db(), &key, PER_ADDRESS).await?;
        }
        // Too many for one account are asked for by anybody: they get the same answer, and nothing is sent.
        if throttle::blocked_for(self.db(), std::slice::from_ref(&account)).await? > 0 {
            return Ok(());
        }
        throttle::count_failure(self.db(), &account, PER_ACCOUNT).await?;
        let hub = self.clone();
        // Later, so that how long the answer takes tells nothing either.
        tokio::spawn(async move {
            match store::account_mails::ask_reset(hub.db(), &email).await {
                Ok(_) => send_soon(&hub),
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "a link was not asked for");
                }
            }
        });
        Ok(())
    }

    /// The person whom a link lets set another password.
    ///
    /// # Errors
    /// [`Fault::NotFound`] for a link that was used, has expired, or is none.
    pub async fn resetting(&self, token: &str) -> Result<Resetting, HubError> {
        let token = Token::parse(token).ok_or(Fault::NotFound)?;
        Ok(store::account_mails::resetting(self.db(), &token.hash()).await?.ok_or(Fault::NotFound)?)
    }

    /// What opens the account of whoever sets another password, besides that.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn other_ways(&self, who: &Resetting) -> Result<OtherWays, HubError> {
        Ok(identities::other_ways(self.db(), who.user).await?)
    }

    /// Sets another password by a link; all sessions of the person end. With `unlinks` no account at Google signs them in any more.
    /// Passkeys stay, whatever is asked for: they are a second factor, and e-mails alone lead around none. Only where nobody had shown
    /// before that they read the address they all go, for whoever added them may have signed up with an address of somebody else.
    /// Returns whether that was done.
    ///
    /// # Errors
    /// [`Fault::NotFound`] as [`Hub::resetting`]; [`Fault::Invalid`] with the field `password`.
    pub async fn reset_password(
        &self,
        token: &str,
        (password, unlinks): (&str, bool),
        client: &Client,
    ) -> Result<bool, HubError> {
        let who = self.resetting(token).await?;
        if let Some(problem) = passwords::problem(password, &[&who.name, &who.email]) {
            return Err(Fault::field("password", problem).into());
        }
        let hash = self.config().password_cost.turn().await?.hash(password).await?;
        let told = |action| AuditEntry {
            actor: Some(who.user),
            actor_name: &who.name,
            action,
            subject_kind: "user",
            subject: Some(who.user.0),
            ip: client.ip,
            data: serde_json::json!({}),
        };
        let entries = ResetEntries {
            reset: told(AuditAction::PasswordReset),
            removed: told(AuditAction::PasswordWaysRemoved),
            unlinked: unlinks.then(|| told(AuditAction::GoogleUnlinked)),
        };
        let token = Token::parse(token).ok_or(Fault::NotFound)?.hash();
        let new = (who.user, hash.as_str());
        let reset = store::account_mails::reset_password(self.db(), &token, new, &entries).await?;
        if reset == Reset::Not {
            return Err(Fault::NotFound.into());
        }
        // Who forgot their password has tried others.
        throttle::forget(self.db(), &crate::accounts::account_key(&who.email)).await?;
        send_soon(self);
        Ok(reset == Reset::Cleared)
    }
}
