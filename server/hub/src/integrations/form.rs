//! Reading the credentials form that a platform's specification describes.

use crate::Hub;
use chrono::NaiveTime;
use connector_kit::{CredentialForm, FieldKind};
use domain::{
    AuthKind, ConnectionId, Environment, Fault, FieldError, FieldProblem,
    view::connections::ConnectionSettings,
};
use secrecy::SecretString;
use std::collections::BTreeMap;

/// Secrets by field name.
pub type FormSecrets = BTreeMap<String, SecretString>;

/// What somebody typed to connect or to edit a connection.
#[derive(Debug, Clone)]
pub struct ConnectForm {
    pub platform: String,
    /// The connection that is edited; `None` for a new one.
    pub connection: Option<ConnectionId>,
    /// `None` is that of the connection that is edited, and production for a new one.
    pub environment: Option<Environment>,
    pub auth: AuthKind,
    /// Empty takes the shop's own name.
    pub name: String,
    /// The form's fields that are no secrets.
    pub config: BTreeMap<String, String>,
    pub secrets: FormSecrets,
    pub settings: ConnectionSettings,
}

/// The secrets of the connection that is edited.
pub(super) enum Stored {
    None,
    /// They take the place of those left empty.
    Usable(FormSecrets),
    /// There are some, for another address than the one typed: they are not sent there.
    OfAnotherAddress,
    /// The shop hands them over later.
    ToCome,
}

pub(super) struct ReadForm {
    pub name: Option<String>,
    pub config: BTreeMap<String, String>,
    pub secrets: FormSecrets,
}

/// The environments in which a platform can be connected in this way: its sandbox where it has one and, by
/// consent, where the operator has an app there.
pub fn environments(hub: &Hub, platform: &str, auth: AuthKind) -> &'static [Environment] {
    let has_sandbox = hub.registry().get(platform).is_some_and(|connector| connector.spec().has_sandbox);
    let needs_app = auth == AuthKind::OAuth2;
    if has_sandbox && (!needs_app || hub.config().app(platform, Environment::Sandbox).is_some()) {
        Environment::ALL
    } else {
        &[Environment::Production]
    }
}

/// The environment of what is connected. An edit stays in the one that is `stored`: the same account in
/// the other one is another account.
pub(super) fn environment(
    hub: &Hub,
    form: &ConnectForm,
    stored: Option<Environment>,
) -> Result<Environment, Fault> {
    match (stored, form.environment) {
        (Some(stored), Some(wanted)) if stored != wanted => {
            Err(Fault::Conflict { what: "other_account".into() })
        }
        (Some(stored), _) => Ok(stored),
        (None, wanted) => {
            let wanted = wanted.unwrap_or_default();
            let is_offered = environments(hub, &form.platform, form.auth).contains(&wanted);
            is_offered.then_some(wanted).ok_or_else(|| Fault::field("environment", FieldProblem::Format))
        }
    }
}

/// Whether the fields that decide which host is called say what is stored.
pub(super) fn is_same_address(
    form: &ConnectForm,
    spec: &CredentialForm,
    stored: &BTreeMap<String, String>,
) -> bool {
    let text = |values: &BTreeMap<String, String>, name: &str| {
        values.get(name).map(|value| value.trim().to_owned()).unwrap_or_default()
    };
    let mut addresses = spec.fields.iter().filter(|field| field.kind == FieldKind::StoreUrl);
    addresses.all(|field| text(&form.config, field.name) == text(stored, field.name))
}

/// Checks every field and lists all that is wrong at once.
pub(super) fn read(form: &ConnectForm, spec: &CredentialForm, stored: &Stored) -> Result<ReadForm, Fault> {
    let mut errors = Vec::new();
    let mut config = BTreeMap::new();
    let mut secrets = FormSecrets::new();
    for field in spec.fields {
        let secret = field.kind == FieldKind::Secret;
        let typed = if secret {
            form.secrets
                .get(field.name)
                .map(|value| secrecy::ExposeSecret::expose_secret(value).trim().to_owned())
        } else {
            form.config.get(field.name).map(|value| value.trim().to_owned())
        };
        let typed = typed.unwrap_or_default();
        let mut refuse = |problem| errors.push(FieldError { field: field.name.to_owned(), problem });
        if typed.is_empty() {
            let kept = match stored {
                Stored::Usable(kept) if secret => kept.get(field.name),
                _ => None,
            };
            match (kept, stored) {
                (Some(kept), _) => {
                    secrets.insert(field.name.to_owned(), kept.clone());
                }
                _ if !field.required => {}
                (None, Stored::ToCome) if secret => {}
                (None, Stored::OfAnotherAddress) if secret => refuse(FieldProblem::AddressChanged),
                (None, _) => refuse(FieldProblem::Required),
            }
        } else if typed.chars().count() > field.max_length {
            refuse(FieldProblem::TooLong { max: u32::try_from(field.max_length).unwrap_or(u32::MAX) });
        } else if typed.chars().any(char::is_control) || (secret && typed.contains(char::is_whitespace)) {
            refuse(FieldProblem::Characters);
        } else if secret {
            secrets.insert(field.name.to_owned(), SecretString::from(typed));
        } else {
            config.insert(field.name.to_owned(), typed);
        }
    }
    let name = match form.name.trim() {
        "" => None,
        name => connection_name(name).map(Some).unwrap_or_else(|fault| {
            if let Fault::Invalid { fields } = fault {
                errors.extend(fields);
            }
            None
        }),
    };
    if let Err(Fault::Invalid { fields }) = check_settings(&form.settings) {
        errors.extend(fields);
    }
    if errors.is_empty() {
        Ok(ReadForm { name, config, secrets })
    } else {
        Err(Fault::Invalid { fields: errors })
    }
}

pub(super) fn connection_name(text: &str) -> Result<String, Fault> {
    let name = text.trim();
    if name.is_empty() {
        return Err(Fault::field("name", FieldProblem::Required));
    }
    if name.chars().count() > 120 {
        return Err(Fault::field("name", FieldProblem::TooLong { max: 120 }));
    }
    if name.chars().any(char::is_control) {
        return Err(Fault::field("name", FieldProblem::Characters));
    }
    Ok(name.to_owned())
}

pub(super) fn check_settings(settings: &ConnectionSettings) -> Result<(), Fault> {
    if settings.every_minutes.is_some_and(|minutes| !(5..=1440).contains(&minutes)) {
        return Err(Fault::field("every_minutes", FieldProblem::OutOfRange));
    }
    quiet_hours(settings.quiet_from, settings.quiet_until).map(|_| ())
}

/// Two times, from one to the other, or none.
pub(crate) fn quiet_hours(
    from: Option<NaiveTime>,
    until: Option<NaiveTime>,
) -> Result<Option<(NaiveTime, NaiveTime)>, Fault> {
    match (from, until) {
        (Some(_), None) => Err(Fault::field("quiet_until", FieldProblem::Required)),
        (None, Some(_)) => Err(Fault::field("quiet_from", FieldProblem::Required)),
        // All day long would be none.
        (Some(from), Some(until)) if from == until => {
            Err(Fault::field("quiet_until", FieldProblem::OutOfRange))
        }
        (from, until) => Ok(from.zip(until)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use connector_kit::CredentialField;

    const FORM: CredentialForm = CredentialForm {
        auth: AuthKind::KeyPair,
        fields: &[
            CredentialField {
                name: "url",
                kind: FieldKind::StoreUrl,
                required: true,
                max_length: 20,
                placeholder: "",
            },
            CredentialField {
                name: "key",
                kind: FieldKind::Secret,
                required: true,
                max_length: 20,
                placeholder: "",
            },
        ],
    };

    fn form(url: &str, key: &str) -> ConnectForm {
        ConnectForm {
            platform: "woocommerce".into(),
            connection: None,
            environment: None,
            auth: AuthKind::KeyPair,
            name: String::new(),
            config: BTreeMap::from([("url".to_owned(), url.to_owned())]),
            secrets: FormSecrets::from([("key".to_owned(), SecretString::from(key.to_owned()))]),
            settings: ConnectionSettings::default(),
        }
    }

    fn problems(form: &ConnectForm) -> Vec<(String, FieldProblem)> {
        match read(form, &FORM, &Stored::None) {
            Err(Fault::Invalid { fields }) => {
                fields.into_iter().map(|error| (error.field, error.problem)).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn rest_has_a_beginning_and_an_end() {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0);
        let check = |quiet_from, quiet_until| match check_settings(&ConnectionSettings {
            quiet_from,
            quiet_until,
            ..ConnectionSettings::default()
        }) {
            Ok(()) => None,
            Err(Fault::Invalid { fields }) => Some(fields[0].field.clone()),
            Err(other) => panic!("{other}"),
        };
        assert_eq!(check(at(22), at(6)), None);
        assert_eq!(check(None, None), None);
        assert_eq!(check(at(22), None).as_deref(), Some("quiet_until"));
        assert_eq!(check(None, at(6)).as_deref(), Some("quiet_from"));
        assert_eq!(check(at(6), at(6)).as_deref(), Some("quiet_until"));
    }

    #[test]
    fn all_wrong_fields_are_listed_at_once() {
        let mut wrong = form("", "a b");
        wrong.name = "x".repeat(121);
        wrong.settings.every_minutes = Some(1);
        let fields: Vec<String> = problems(&wrong).into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["url", "key", "name", "every_minutes"]);
    }

    #[test]
    fn control_characters_and_absurd_lengths_are_refused() {
        assert_eq!(problems(&form("a\u{0}b", "k")), [("url".into(), FieldProblem::Characters)]);
        assert_eq!(
            problems(&form(&"x".repeat(1_000_000), "k")),
            [("url".into(), FieldProblem::TooLong { max: 20 })]
        );
    }

    #[test]
    fn an_empty_secret_keeps_the_stored_one() {
        let stored = FormSecrets::from([("key".to_owned(), SecretString::from("old"))]);
        let read = read(&form("shop", ""), &FORM, &Stored::Usable(stored)).unwrap();
        assert_eq!(secrecy::ExposeSecret::expose_secret(&read.secrets["key"]), "old");
    }

    #[test]
    fn a_stored_secret_is_for_the_stored_address_only() {
        let stored = BTreeMap::from([("url".to_owned(), "shop".to_owned())]);
        assert!(is_same_address(&form(" shop ", ""), &FORM, &stored));
        assert!(!is_same_address(&form("shop.evil", ""), &FORM, &stored));
        assert!(!is_same_address(&form("", ""), &FORM, &stored));
        let Err(Fault::Invalid { fields }) = read(&form("other", ""), &FORM, &Stored::OfAnotherAddress)
        else {
            panic!("accepted")
        };
        assert_eq!(fields, [FieldError { field: "key".into(), problem: FieldProblem::AddressChanged }]);
    }
}
