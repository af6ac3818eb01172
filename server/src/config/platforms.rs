//! What the environment says of single platforms: `ORION_PLATFORM_<ID>_...`.

use super::problems::Problems;
use connector_kit::AppCredentials;
use domain::Environment;
use secrecy::SecretString;
use std::collections::{BTreeMap, HashMap};
use url::Url;

const PREFIX: &str = "ORION_PLATFORM_";
const BASE_URL: &str = "_BASE_URL";
const CLIENT_ID: &str = "_CLIENT_ID";
const CLIENT_SECRET: &str = "_CLIENT_SECRET";
const SERVICE_ID: &str = "_SERVICE_ID";
/// Between the platform's id and an ending, for its sandbox.
const SANDBOX: &str = "_SANDBOX";

/// Of production and of sandboxes.
#[derive(Default)]
pub(super) struct Platforms {
    pub production: Installations,
    pub sandbox: Installations,
}

/// By the ids of platforms.
#[derive(Default)]
pub(super) struct Installations {
    pub base_urls: HashMap<String, Url>,
    pub apps: HashMap<String, AppCredentials>,
}

/// A platform that exists.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub id: &'a str,
    pub has_sandbox: bool,
}

impl Platforms {
    fn of(&mut self, environment: Environment) -> &mut Installations {
        match environment {
            Environment::Production => &mut self.production,
            Environment::Sandbox => &mut self.sandbox,
        }
    }
}

/// An app's credentials, as far as they were found.
#[derive(Default)]
struct Pair {
    client_id: Option<String>,
    client_secret: Option<SecretString>,
    service_id: Option<String>,
}

/// Reads the variables of the platforms that are `known`, and notes what is wrong with any of them.
pub(super) fn read(
    environment: impl IntoIterator<Item = (String, String)>,
    known: &[Known<'_>],
    problems: &mut Problems,
) -> Platforms {
    let mut platforms = Platforms::default();
    let mut pairs = BTreeMap::<(&str, Environment), Pair>::new();
    for (name, value) in environment {
        let Some(rest) = name.strip_prefix(PREFIX) else { continue };
        let endings = [BASE_URL, CLIENT_ID, CLIENT_SECRET, SERVICE_ID];
        let Some((id, ending)) =
            endings.iter().find_map(|ending| rest.strip_suffix(ending).map(|id| (id, *ending)))
        else {
            problems.add(
                &name,
                "is not known; ORION_PLATFORM_<ID>_BASE_URL, _CLIENT_ID, _CLIENT_SECRET and _SERVICE_ID are, \
                 also with _SANDBOX after the id",
            );
            continue;
        };
        let (id, of) = match id.strip_suffix(SANDBOX) {
            Some(id) => (id, Environment::Sandbox),
            None => (id, Environment::Production),
        };
        let Some(platform) = known.iter().find(|known| in_capitals(known.id) == id) else {
            problems.add(&name, format_args!("there is no platform {id:?}, but {}", choices(known)));
            continue;
        };
        if of == Environment::Sandbox && !platform.has_sandbox {
            problems.add(&name, "this platform has no sandbox, or none that Orion can use");
            continue;
        }
        let key = (platform.id, of);
        match ending {
            BASE_URL => {
                if let Some(url) = problems.parse(&name, &value) {
                    platforms.of(of).base_urls.insert(platform.id.to_owned(), url);
                }
            }
            CLIENT_ID => pairs.entry(key).or_default().client_id = Some(value),
            SERVICE_ID => pairs.entry(key).or_default().service_id = Some(value.trim().to_owned()),
            _ => pairs.entry(key).or_default().client_secret = Some(value.into()),
        }
    }
    for ((platform, of), pair) in pairs {
        let sandbox = if of == Environment::Sandbox { SANDBOX } else { "" };
        if let Some(app) = pair.whole(&format!("{}{sandbox}", in_capitals(platform)), problems) {
            platforms.of(of).apps.insert(platform.to_owned(), app);
        }
    }
    platforms
}

impl Pair {
    /// Never quotes a value: whoever mixes the two up would find the secret in the log.
    fn whole(self, id: &str, problems: &mut Problems) -> Option<AppCredentials> {
        use secrecy::ExposeSecret;
        let secret = self.client_secret.as_ref().map(|secret| secret.expose_secret());
        let halves = [(CLIENT_ID, self.client_id.as_deref()), (CLIENT_SECRET, secret)];
        let mut good = true;
        for ((ending, value), other) in halves.into_iter().zip([CLIENT_SECRET, CLIENT_ID]) {
            let name = format!("{PREFIX}{id}{ending}");
            let problem = match value.map(str::trim) {
                None => format!("is missing beside {PREFIX}{id}{other}"),
                Some("") => "is empty".to_owned(),
                Some(value) if value.chars().any(|sign| sign.is_control() || sign.is_whitespace()) => {
                    "holds a blank or a control character".to_owned()
                }
                Some(_) => continue,
            };
            problems.add(&name, problem);
            good = false;
        }
        if !good {
            return None;
        }
        let secret = self.client_secret?.expose_secret().trim().to_owned();
        Some(AppCredentials {
            client_id: self.client_id?.trim().to_owned(),
            client_secret: secret.into(),
            service_id: self.service_id.filter(|id| !id.is_empty()),
        })
    }
}

/// How a platform's id stands in the name of a variable.
fn in_capitals(id: &str) -> String {
    id.to_ascii_uppercase().replace('-', "_")
}

fn choices(known: &[Known<'_>]) -> String {
    known.iter().map(|known| in_capitals(known.id)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    const KNOWN: [Known<'_>; 3] = [
        Known { id: "woocommerce", has_sandbox: false },
        Known { id: "shopify", has_sandbox: false },
        Known { id: "two-words", has_sandbox: true },
    ];

    fn told(environment: &[(&str, &str)]) -> (Platforms, String) {
        let mut problems = Problems::default();
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let platforms = read(environment, &KNOWN, &mut problems);
        (platforms, problems.finish().err().map(|error| error.to_string()).unwrap_or_default())
    }

    #[test]
    fn a_platform_can_be_called_at_another_address() {
        let (platforms, told) = told(&[("ORION_PLATFORM_SHOPIFY_BASE_URL", "http://127.0.0.1:4000")]);
        assert_eq!(told, "");
        assert_eq!(platforms.production.base_urls["shopify"].as_str(), "http://127.0.0.1:4000/");
        assert!(platforms.production.apps.is_empty() && platforms.sandbox.base_urls.is_empty());
    }

    #[test]
    fn every_platform_takes_an_app() {
        for Known { id, .. } in KNOWN {
            let name = |ending: &str| format!("ORION_PLATFORM_{}{ending}", in_capitals(id));
            let (client_id, secret) = (name(CLIENT_ID), name(CLIENT_SECRET));
            let (platforms, told) = told(&[(&client_id, " app-1 "), (&secret, "s3cret\n")]);
            assert_eq!(told, "", "{id}");
            let app = &platforms.production.apps[id];
            assert_eq!((app.client_id.as_str(), app.client_secret.expose_secret()), ("app-1", "s3cret"));
            assert!(!format!("{app:?}").contains("s3cret"), "the secret shows");
        }
    }

    #[test]
    fn a_sandbox_has_an_address_and_an_app_of_its_own() {
        let (platforms, told) = told(&[
            ("ORION_PLATFORM_TWO_WORDS_SANDBOX_BASE_URL", "http://127.0.0.1:4000"),
            ("ORION_PLATFORM_TWO_WORDS_SANDBOX_CLIENT_ID", "app-test"),
            ("ORION_PLATFORM_TWO_WORDS_SANDBOX_CLIENT_SECRET", "s3cret-test"),
            ("ORION_PLATFORM_TWO_WORDS_CLIENT_ID", "app-1"),
            ("ORION_PLATFORM_TWO_WORDS_CLIENT_SECRET", "s3cret"),
        ]);
        assert_eq!(told, "");
        let client_id = |of: &Installations| of.apps["two-words"].client_id.clone();
        assert_eq!(client_id(&platforms.sandbox), "app-test");
        assert_eq!(client_id(&platforms.production), "app-1");
        assert!(platforms.sandbox.base_urls.contains_key("two-words"));
        assert!(platforms.production.base_urls.is_empty());
    }

    #[test]
    fn what_is_wrong_is_told_for_each_variable_without_its_value() {
        let (platforms, told) = told(&[
            ("ORION_PLATFORM_AMAZON_CLIENT_ID", "app-1"),
            ("ORION_PLATFORM_SHOPIFY_CLIENT_SECRET", "s3cret"),
            ("ORION_PLATFORM_WOOCOMMERCE_CLIENT_ID", " "),
            ("ORION_PLATFORM_WOOCOMMERCE_CLIENT_SECRET", "s3 cret"),
            ("ORION_PLATFORM_SHOPIFY_CLIENT", "x"),
            ("ORION_PLATFORM_TWO_WORDS_BASE_URL", "nowhere"),
            ("ORION_PLATFORM_TWO_WORDS_SANDBOX_CLIENT_SECRET", "s3cret"),
            ("ORION_PLATFORM_SHOPIFY_SANDBOX_BASE_URL", "http://127.0.0.1:4000"),
        ]);
        for found in [platforms.production, platforms.sandbox] {
            assert!(found.apps.is_empty() && found.base_urls.is_empty());
        }
        for line in [
            "ORION_PLATFORM_AMAZON_CLIENT_ID: there is no platform",
            "ORION_PLATFORM_SHOPIFY_CLIENT_ID: is missing beside ORION_PLATFORM_SHOPIFY_CLIENT_SECRET",
            "ORION_PLATFORM_WOOCOMMERCE_CLIENT_ID: is empty",
            "ORION_PLATFORM_WOOCOMMERCE_CLIENT_SECRET: holds a blank",
            "ORION_PLATFORM_SHOPIFY_CLIENT: is not known",
            "ORION_PLATFORM_TWO_WORDS_BASE_URL: ",
            "ORION_PLATFORM_TWO_WORDS_SANDBOX_CLIENT_ID: is missing beside ORION_PLATFORM_TWO_WORDS_SANDBOX_CLIENT_SECRET",
            "ORION_PLATFORM_SHOPIFY_SANDBOX_BASE_URL: this platform has no sandbox",
        ] {
            assert!(told.contains(&format!("\n  {line}")), "{line} is missing in {told}");
        }
        assert!(!told.contains("s3"), "a secret is told: {told}");
    }
}
