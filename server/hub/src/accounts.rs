//! Accounts: sign-up, sign-in, the profile and password of a person, the settings of a company.

mod own;

use crate::{
    Hub, HubError,
    audit::changes,
    auth::{OrgCx, Principal},
    passwords,
    permit::ManageOrganisation,
    sessions::{Client, Opened, SessionToken, TokenHash},
    undo::{Mark, Replaced, refuse_changed},
};
use domain::{
    AuditAction, Currency, Fault, FieldError, FieldProblem, Locale, OrgId, Role, UserId, normalize_email,
    view::first_hour::{FirstStep, StepChoice},
};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use store::{
    OrgTx, StoreError,
    accounts::{Credentials, NewAccount, NewCompany},
    audit::AuditEntry,
    identities::Identity,
    sessions::Proof,
    throttle::{self, Limit},
};

/// Wrong passwords for one account: five in a quarter of an hour, then a quarter of an hour of rest.
pub(crate) const PER_ACCOUNT: Limit = Limit { failures: 5, window: 900, block: 900 };
/// The same for one address, behind which a whole company may sit.
pub(crate) const PER_ADDRESS: Limit = Limit { failures: 30, window: 900, block: 900 };
/// Companies made from one address, tries that found the e-mail address taken included; and by one person who has an account.
const SIGN_UPS: Limit = Limit { failures: 30, window: 3600, block: 3600 };
/// Wrong proofs of one person that the history of their companies tells.
const TOLD_WRONG: Limit = Limit { failures: 10, window: 3600, block: 3600 };
/// How to sign in to the demo company, which exists in demo mode only.
pub const DEMO_EMAIL: &str = "demo@orion.example";
/// The password of [`DEMO_EMAIL`], known to everybody.
pub const DEMO_PASSWORD: &str = "tres-marias-no-ceu";
const MAX_NAME: u32 = 120;
const MAX_EMAIL: u32 = 254;

/// A company and its first person, as typed.
#[derive(Debug, Clone, Default)]
pub struct SignUp {
    pub company: String,
    pub name: String,
    pub email: String,
    /// What the person reads, where they said so: theirs, and the company's.
    pub locale: Option<Locale>,
}

/// A further person, as given on the command line.
#[derive(Debug)]
pub struct NewUser<'a> {
    pub name: &'a str,
    pub email: &'a str,
    pub role: Role,
    pub company: Company<'a>,
}

/// Which company a person is added to.
#[derive(Debug, Clone, Copy)]
pub enum Company<'a> {
    /// By its name; one that does not exist is made, with this person as its owner.
    Named(&'a str),
    Known(OrgId),
}

/// A person who was added.
#[derive(Debug)]
pub struct Added {
    pub user: UserId,
    pub org: OrgId,
    /// The company was made for it.
    pub made: bool,
}

/// What a company decides about itself, as typed.
#[derive(Debug, Clone, Default)]
pub struct CompanySettings {
    pub name: String,
    /// A name of the time zone database, such as `America/Sao_Paulo`.
    pub time_zone: String,
    /// Three letters (ISO 4217).
    pub currency: String,
    /// A language tag of [`Locale`].
    pub locale: String,
}

/// By what somebody new signs in.
#[derive(Clone, Copy)]
pub(crate) enum Way<'a> {
    Password(&'a str),
    /// By an account elsewhere, and whether who runs that knows whose the address is now.
    Elsewhere(Identity<'a>, bool),
}

/// Who makes a company with its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Maker {
    /// Somebody from an address, who may or may not read the e-mails to the owner.
    Visitor(Option<IpAddr>),
    /// Who runs the installation, and knows whose address it is.
    Operator,
    Demo,
}

impl<'a> Way<'a> {
    /// The hash of the password; of one that nobody knows where there is none.
    pub async fn hash(self, hub: &Hub) -> Result<String, HubError> {
        let turn = hub.config().password_cost.turn().await?;
        match self {
            Self::Password(password) => turn.hash(password).await,
            Self::Elsewhere(..) => turn.hash(&hex::encode(rand::random::<[u8; 32]>())).await,
        }
    }

    pub const fn identity(self) -> Option<Identity<'a>> {
        match self {
            Self::Password(_) => None,
            Self::Elsewhere(identity, _) => Some(identity),
        }
    }

    const fn proves_address(self) -> bool {
        matches!(self, Self::Elsewhere(_, true))
    }
}

/// Of who has no password that they could be asked for.
pub(crate) fn no_password() -> Fault {
    Fault::Conflict { what: "no_password".into() }
}

/// The address has an account by now, or what somebody signs in by is somebody's.
pub(crate) fn has_account() -> HubError {
    Fault::Conflict { what: "has_account".into() }.into()
}

impl Hub {
    /// Signs somebody in; the new session takes the place of `replaces`, and awaits the second factor of who has one
    /// ([`Hub::prove_again`]).
    ///
    /// # Errors
    /// [`Fault::Unauthenticated`] for a wrong address or password alike, [`Fault::Throttled`] after
    /// too many of them, for the account or for the address of the client; [`Fault::Conflict`] `no_company` for who belongs
    /// to none any more.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<Opened, HubError> {
        let email = normalize_email(email).unwrap_or_default();
        let proved = self.prove(&email, password, client).await?.ok_or(Fault::Unauthenticated)?;
        let org = proved.org.ok_or_else(|| Fault::Conflict { what: "no_company".into() })?;
        let proof = Proof::Password(&proved.password_hash);
        self.open_proved_session(client, (proved.user, org), (proof, None), replaces).await
    }

    /// Refuses whoever is signed in and does not know their password, as the field `password`; counted as [`Hub::sign_in`].
    pub(crate) async fn ask_password(
        &self,
        who: &Principal,
        password: &str,
        client: &Client,
    ) -> Result<(), HubError> {
        let problem = match password {
            "" => FieldProblem::Required,
            _ if self.prove(&who.member().user_email, password, client).await?.is_some() => return Ok(()),
            _ => FieldProblem::Unknown,
        };
        Err(Fault::field("password", problem).into())
    }

    /// The account of a normalised address, if this is its password. Wrong ones are counted.
    pub(crate) async fn prove(
        &self,
        email: &str,
        password: &str,
        client: &Client,
    ) -> Result<Option<Credentials>, HubError> {
        let account_key = account_key(email);
        let address_key = client.ip.map(|ip| format!("address:{}", network(ip)));
        // Asked while holding the turn: tries that arrive together are counted one after the other.
        let turn = self.config().password_cost.turn().await?;
        let keys: Vec<_> = [Some(account_key.clone()), address_key.clone()].into_iter().flatten().collect();
        let wait = throttle::blocked_for(self.db(), &keys).await?;
        if wait > 0 {
            return Err(Fault::Throttled { retry_after: wait }.into());
        }
        let found = store::accounts::credentials(self.db(), email).await?;
        let hash = found.as_ref().map(|found| found.password_hash.as_str());
        let matches = !passwords::is_too_long(password) && turn.verify(password, hash).await?;
        if matches {
            throttle::forget(self.db(), &account_key).await?;
            return Ok(found);
        }
        throttle::count_failure(self.db(), &account_key, PER_ACCOUNT).await?;
        if let Some(key) = &address_key {
            throttle::count_failure(self.db(), key, PER_ADDRESS).await?;
        }
        if let Some(found) = found {
            self.tell_wrong((found.user, &found.name), AuditAction::PasswordWrong, client);
        }
        Ok(None)
    }

    /// Tells the companies of a person that a proof of theirs was wrong, ten times an hour at most. Later, so that how long the answer
    /// takes does not tell whether there is such a person.
    pub(crate) fn tell_wrong(&self, (user, name): (UserId, &str), action: AuditAction, client: &Client) {
        let (hub, name, ip) = (self.clone(), name.to_owned(), client.ip);
        tokio::spawn(async move {
            let told = AuditEntry {
                actor: Some(user),
                actor_name: &name,
                action,
                subject_kind: "user",
                subject: Some(user.0),
                ip,
                data: json!({}),
            };
            if let Err(error) = hub.write_wrong(user, &told).await {
                tracing::error!(error = &error as &dyn std::error::Error, "a wrong proof was not told");
            }
        });
    }

    async fn write_wrong(&self, user: UserId, told: &AuditEntry<'_>) -> Result<(), HubError> {
        let key = format!("told-wrong:{user}:{}", told.action.code());
        if throttle::blocked_for(self.db(), std::slice::from_ref(&key)).await? > 0 {
            return Ok(());
        }
        throttle::count_failure(self.db(), &key, TOLD_WRONG).await?;
        Ok(store::audit::tell_everywhere(self.db(), user, told).await?)
    }

    /// Makes a company with its owner and signs the owner in. Who has an account that belongs to no company any more gives its address
    /// and password, and owns the new company by that account.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `company`, `name`, `email`, `password`, of who has such an account `company` and `email`;
    /// [`Fault::Throttled`] after too many sign-ups from the client's address, or as [`Hub::sign_in`].
    pub async fn sign_up(
        &self,
        new: &SignUp,
        password: &str,
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<Opened, HubError> {
        let email = normal_email(&new.email).unwrap_or_default();
        let known = store::accounts::credentials(self.db(), &email).await?;
        if known.is_some_and(|known| known.org.is_none()) {
            return self.sign_up_known(new, (&email, password), client, replaces).await;
        }
        let member = self.create_company(new, Way::Password(password), Maker::Visitor(client.ip)).await?;
        let token = self.open_member_session(client, member, replaces).await?;
        Ok(Opened { token, is_half: false })
    }

    /// The same by an account that belongs to no company. What is asked of a new password is not asked of the one that it has.
    async fn sign_up_known(
        &self,
        new: &SignUp,
        (email, password): (&str, &str),
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<Opened, HubError> {
        let mut problems = Problems::default();
        let name = problems.name("company", &new.company);
        problems.finish()?;
        self.count_sign_up_from(client.ip).await?;
        let taken = || Fault::field("email", FieldProblem::Taken);
        let proved = self.prove(email, password, client).await?.ok_or_else(taken)?;
        let company = new_company(&name, new.locale.unwrap_or_default(), false);
        let owner = (proved.user, proved.password_hash.as_str());
        // Before the second factor of who has one: an empty company of theirs is nothing to guard.
        let told = founded((proved.user, &proved.name), &company, client.ip);
        if !store::accounts::found_first(self.db(), &company, owner, &told).await? {
            return Err(taken().into());
        }
        let proof = Proof::Password(&proved.password_hash);
        self.open_proved_session(client, (proved.user, company.org), (proof, None), replaces).await
    }

    /// Makes another company of whoever is signed in, who owns it; the session looks at it then.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the field `company`; [`Fault::Throttled`] after too many of one person.
    pub async fn found_company(
        &self,
        who: &Principal,
        (name, locale): (&str, Locale),
        session: &TokenHash,
    ) -> Result<(), HubError> {
        let mut problems = Problems::default();
        let name = problems.name("company", name);
        problems.finish()?;
        let owner = who.member().user;
        self.count_sign_up(format!("found:{owner}")).await?;
        let company = new_company(&name, locale, false);
        let told = AuditEntry {
            subject_kind: "organisation",
            subject: Some(company.org.0),
            data: json!({ "name": name }),
            ..who.told(AuditAction::OrganisationFounded)
        };
        store::accounts::found(self.db(), &company, owner, &told).await?;
        self.enter(session, company.org).await
    }

    /// Makes a company with an owner who signs in by an account elsewhere, and signs them in. `proves_address` where who runs that
    /// knows whose the address is now.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `company` and `name`; [`Fault::Conflict`] `has_account` where the address or the account
    /// elsewhere is somebody's; [`Fault::Throttled`].
    pub(crate) async fn sign_up_by(
        &self,
        new: &SignUp,
        (identity, proves_address): (Identity<'_>, bool),
        client: &Client,
        replaces: Option<&TokenHash>,
    ) -> Result<SessionToken, HubError> {
        let way = Way::Elsewhere(identity, proves_address);
        let made = self.create_company(new, way, Maker::Visitor(client.ip)).await;
        let member = made.map_err(|error| match error {
            HubError::Store(StoreError::Taken { .. }) => has_account(),
            HubError::Fault(Fault::Invalid { ref fields })
                if fields.iter().any(|one| one.field == "email") =>
            {
                has_account()
            }
            other => other,
        })?;
        self.open_member_session(client, member, replaces).await
    }

    /// Makes a company with its owner.
    ///
    /// # Errors
    /// As [`Hub::sign_up`].
    pub(crate) async fn create_company(
        &self,
        new: &SignUp,
        way: Way<'_>,
        maker: Maker,
    ) -> Result<(UserId, OrgId), HubError> {
        let mut problems = Problems::default();
        let company = problems.name("company", &new.company);
        let (name, email) = problems.person(&new.name, &new.email, way, &new.company);
        problems.finish()?;
        if let Maker::Visitor(from) = maker {
            self.count_sign_up_from(from).await?;
        }
        let password_hash = way.hash(self).await?;
        let user = UserId::new();
        let account = NewAccount {
            company: new_company(&company, new.locale.unwrap_or_default(), maker == Maker::Demo),
            user,
            user_name: &name,
            email: &email,
            password_hash: &password_hash,
            identity: way.identity(),
            locale: new.locale,
            email_is_proven: way.proves_address() || maker == Maker::Operator,
        };
        let told = match maker {
            Maker::Visitor(ip) => Some(founded((user, &name), &account.company, ip)),
            Maker::Operator | Maker::Demo => None,
        };
        let made = store::accounts::create(self.db(), &account, told.as_ref()).await;
        made.map_err(|error| HubError::from(error).on_taken("users_email_key", "email"))?;
        Ok((user, account.company.org))
    }

    /// Before the turn: whoever is turned away must not keep others from hashing.
    async fn count_sign_up_from(&self, from: Option<IpAddr>) -> Result<(), HubError> {
        match from {
            Some(ip) => self.count_sign_up(format!("sign-up:{}", network(ip))).await,
            None => Ok(()),
        }
    }

    async fn count_sign_up(&self, key: String) -> Result<(), HubError> {
        let wait = throttle::blocked_for(self.db(), std::slice::from_ref(&key)).await?;
        if wait > 0 {
            return Err(Fault::Throttled { retry_after: wait }.into());
        }
        Ok(throttle::count_failure(self.db(), &key, SIGN_UPS).await?)
    }

    /// The companies of this name, the oldest first and ten at most; for the command line.
    ///
    /// # Errors
    /// [`HubError`] when the database cannot be asked.
    pub async fn companies_named(&self, name: &str) -> Result<Vec<OrgId>, HubError> {
        Ok(store::accounts::orgs_by_name(self.db(), name.trim()).await?)
    }

    /// Adds a person to a company, or makes the company; for the command line.
    ///
    /// # Errors
    /// [`Fault::Invalid`] with the fields `company`, `name`, `email`, `password`; [`Fault::NotFound`]
    /// for a company id that does not exist; [`Fault::Conflict`] `companies_of_one_name` where a name
    /// does not say which company is meant, `company_without_owner` where a company would be made by
    /// somebody else than its owner.
    pub async fn create_user(&self, new: &NewUser<'_>, password: &str) -> Result<Added, HubError> {
        let (org, company) = match new.company {
            Company::Known(org) => {
                (org, store::accounts::org_name(self.db(), org).await?.ok_or(Fault::NotFound)?)
            }
            Company::Named(name) => match self.companies_named(name).await?[..] {
                [] => return self.create_owner(new, name, password).await,
                [org] => (org, name.to_owned()),
                _ => return Err(Fault::Conflict { what: "companies_of_one_name".into() }.into()),
            },
        };
        let mut problems = Problems::default();
        let (name, email) = problems.person(new.name, new.email, Way::Password(password), &company);
        problems.finish()?;
        let hash = self.config().password_cost.turn().await?.hash(password).await?;
        let user = UserId::new();
        let made = store::accounts::add_member(self.db(), org, user, (&name, &email, &hash), new.role).await;
        made.map_err(|error| HubError::from(error).on_taken("users_email_key", "email"))?;
        Ok(Added { user, org, made: false })
    }

    async fn create_owner(
        &self,
        new: &NewUser<'_>,
        company: &str,
        password: &str,
    ) -> Result<Added, HubError> {
        if new.role != Role::Owner {
            return Err(Fault::Conflict { what: "company_without_owner".into() }.into());
        }
        let owner = SignUp {
            company: company.to_owned(),
            name: new.name.to_owned(),
            email: new.email.to_owned(),
            locale: None,
        };
        let (user, org) = self.create_company(&owner, Way::Password(password), Maker::Operator).await?;
        Ok(Added { user, org, made: true })
    }
}

/// Changes the settings of a company. Tells those before where they were others. Another zone or currency is chosen from then on.
///
/// # Errors
/// [`Fault::Invalid`] with the fields `name`, `time_zone`, `currency`, `locale`; [`Fault::Conflict`] `changed_since` where they are not
/// what was left at `since`.
pub async fn save_company(
    cx: &OrgCx<ManageOrganisation>,
    settings: &CompanySettings,
    since: Option<Mark>,
) -> Result<Option<Replaced<CompanySettings>>, HubError> {
    let mut tx = cx.begin().await?;
    let replaced = save_company_in(cx, &mut tx, settings, since).await?;
    let chosen = |Replaced { before, .. }: &Replaced<CompanySettings>| {
        before.time_zone != settings.time_zone.trim()
            || !before.currency.eq_ignore_ascii_case(settings.currency.trim())
    };
    if replaced.as_ref().is_some_and(chosen) {
        store::first_hour::choose(&mut tx, &[FirstStep::Region], StepChoice::Done).await?;
    }
    tx.commit().await?;
    Ok(replaced)
}

/// The same as a part of more that is changed at once.
///
/// # Errors
/// As [`save_company`].
pub(crate) async fn save_company_in(
    cx: &OrgCx<ManageOrganisation>,
    tx: &mut OrgTx,
    settings: &CompanySettings,
    since: Option<Mark>,
) -> Result<Option<Replaced<CompanySettings>>, HubError> {
    let mut problems = Problems::default();
    let name = problems.name("name", &settings.name);
    let zone = problems.parsed::<chrono_tz::Tz>("time_zone", &settings.time_zone);
    let currency = problems.parsed::<Currency>("currency", &settings.currency);
    if currency.is_some_and(|currency| !currency.is_in_use()) {
        problems.add("currency", FieldProblem::Format);
    }
    let locale = problems.parsed::<Locale>("locale", &settings.locale);
    problems.finish()?;
    let (Some(zone), Some(currency), Some(locale)) = (zone, currency, locale) else { return Ok(None) };
    let was = store::accounts::update_org(tx, &name, zone.name(), currency.code(), locale).await?;
    let before = CompanySettings {
        name: was.name,
        time_zone: was.time_zone,
        currency: was.currency,
        locale: was.locale,
    };
    let was = json!({
        "name": before.name, "time_zone": before.time_zone, "currency": before.currency, "locale": before.locale,
    });
    let is = json!({
        "name": name, "time_zone": zone.name(), "currency": currency.code(), "locale": locale,
    });
    refuse_changed(since, &was)?;
    let Some(data) = changes(json!({}), &was, &is) else { return Ok(None) };
    let subject = ("organisation", Some(cx.org().0));
    cx.audit(tx, AuditAction::OrganisationChanged, subject, data).await?;
    Ok(Some(Replaced { before, left: Mark::of(&is) }))
}

/// A company as it begins. Zone and currency are a guess by the language: its owner is asked for them first of all.
fn new_company(name: &str, locale: Locale, is_demo: bool) -> NewCompany<'_> {
    let (time_zone, currency) = match locale {
        Locale::PtBr => ("America/Sao_Paulo", "BRL"),
        // Read in more zones than can be guessed among.
        Locale::En => ("UTC", "USD"),
        Locale::Es => ("Europe/Madrid", "EUR"),
        Locale::Fr => ("Europe/Paris", "EUR"),
    };
    NewCompany { org: OrgId::new(), name, locale, time_zone, currency, is_demo }
}

/// What the audit log tells of a company that somebody makes.
fn founded<'a>(
    (owner, name): (UserId, &'a str),
    company: &NewCompany<'_>,
    ip: Option<IpAddr>,
) -> AuditEntry<'a> {
    AuditEntry {
        actor: Some(owner),
        actor_name: name,
        action: AuditAction::OrganisationFounded,
        subject_kind: "organisation",
        subject: Some(company.org.0),
        ip,
        data: json!({ "name": company.name }),
    }
}

/// Under which failures of sign-in to an account are counted.
pub(crate) fn account_key(email: &str) -> String {
    format!("account:{}", hex::encode(Sha256::digest(email.as_bytes())))
}

/// IPv6 clients own a whole /64, so that is what counts as one address.
pub(crate) fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// An address as it is kept.
pub(crate) fn normal_email(email: &str) -> Result<String, FieldProblem> {
    match email.trim() {
        "" => Err(FieldProblem::Required),
        text if text.chars().count() > MAX_EMAIL as usize => Err(FieldProblem::TooLong { max: MAX_EMAIL }),
        text => normalize_email(text).ok_or(FieldProblem::Format),
    }
}

/// What is wrong with the fields of a form, all of it at once.
#[derive(Default)]
pub(crate) struct Problems(Vec<FieldError>);

impl Problems {
    pub fn add(&mut self, field: &str, problem: FieldProblem) {
        self.0.push(FieldError { field: field.to_owned(), problem });
    }

    /// A name of a person or company: 1 to 120 characters in one line.
    pub fn name(&mut self, field: &str, text: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(field, FieldProblem::Required);
        } else if text.chars().count() > MAX_NAME as usize {
            self.add(field, FieldProblem::TooLong { max: MAX_NAME });
        } else if text.chars().any(char::is_control) || text.contains("://") {
            // An address in a name would make an e-mail that Orion sends a lure.
            self.add(field, FieldProblem::Characters);
        }
        text.to_owned()
    }

    /// Name, e-mail address and, where they have one, password of somebody new. Returns name and normalised address.
    fn person(&mut self, name: &str, email: &str, way: Way<'_>, company: &str) -> (String, String) {
        let name = self.name("name", name);
        let normal = normal_email(email).unwrap_or_else(|problem| {
            self.add("email", problem);
            String::new()
        });
        if let Way::Password(password) = way
            && let Some(problem) = passwords::problem(password, &[&name, &normal, company])
        {
            self.add("password", problem);
        }
        (name, normal)
    }

    pub fn parsed<T: std::str::FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        let value = text.trim().parse().ok();
        if value.is_none() {
            let problem = if text.trim().is_empty() { FieldProblem::Required } else { FieldProblem::Format };
            self.add(field, problem);
        }
        value
    }

    pub fn finish(self) -> Result<(), Fault> {
        if self.0.is_empty() { Ok(()) } else { Err(Fault::Invalid { fields: self.0 }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_client_counts_by_its_network() {
        let key = |ip: &str| network(ip.parse().unwrap());
        assert_eq!(key("2001:db8:1:2:3:4:5:6"), key("2001:db8:1:2:ffff::1"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.7"), "192.0.2.7");
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let mut problems = Problems::default();
        problems.name("company", " ");
        problems.person("Ana\u{7}", "ana", Way::Password("curta"), "");
        let Err(Fault::Invalid { fields }) = problems.finish() else { panic!("accepted") };
        let names: Vec<_> = fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(names, ["company", "name", "email", "password"]);
    }
}
