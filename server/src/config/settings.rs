//! The configuration after it was checked.

use super::{
    LogFormat, Options,
    files::{FileSettings, Given},
    platforms::{self, Known},
    problems::Problems,
};
use anyhow::Context;
use clap::ValueEnum;
use connector_kit::{AppCredentials, OutboundConfig, OutboundPolicy};
use domain::PlanCode;
use hub::{
    KeepDays, billing::BillingConfig, google::GoogleConfig, mail::Mailer, plans::SalesContact, vault::Vault,
};
use ipnet::IpNet;
use secrecy::SecretString;
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};
use store::DbConfig;
use tracing_subscriber::EnvFilter;
use url::Url;

/// What the process was told, all of it valid.
#[derive(Debug, Clone)]
pub struct Settings {
    pub listen: SocketAddr,
    pub data_dir: PathBuf,
    /// `None` for a private Postgres.
    pub database_url: Option<SecretString>,
    pub database_connections: u32,
    /// `None` for the address that is listened on.
    pub public_url: Option<Url>,
    pub demo: bool,
    /// From the environment; `None` for the key file.
    pub master_key: Option<Vault>,
    pub trusted_proxies: Vec<IpNet>,
    pub outbound: OutboundConfig,
    pub platform_base_urls: HashMap<String, Url>,
    /// The operator's own apps on platforms, by platform id.
    pub platform_apps: HashMap<String, AppCredentials>,
    /// The same of sandboxes.
    pub sandbox_base_urls: HashMap<String, Url>,
    pub sandbox_apps: HashMap<String, AppCredentials>,
    pub keep: KeepDays,
    /// Of companies that have no other.
    pub default_plan: PlanCode,
    /// Where a plan by contract is asked for.
    pub sales_contact: Option<SalesContact>,
    /// By which plans are paid for.
    pub billing: Option<BillingConfig>,
    /// By which people may sign in besides their password.
    pub google: Option<GoogleConfig>,
    pub check_days: i32,
    /// Where e-mails go to.
    pub mailer: Mailer,
    pub files: FileSettings,
    /// Of the longest list that rules may look values up in.
    pub list_entries: u64,
    pub site_root: Option<PathBuf>,
    pub metrics_token: Option<SecretString>,
    pub log: String,
    pub log_format: LogFormat,
}

impl Settings {
    /// Checks everything. `environment` is where the names per platform are looked up, and
    /// `platforms` are those that exist.
    ///
    /// # Errors
    /// All wrong values together, one a line, each with its variable.
    pub fn check(
        options: Options,
        environment: impl IntoIterator<Item = (String, String)>,
        platforms: &[Known<'_>],
    ) -> anyhow::Result<Self> {
        let mut problems = Problems::default();
        let host = problems.parse::<IpAddr>("HOST", &options.host);
        let port = problems.parse::<u16>("PORT", &options.port);
        let database_connections =
            problems.parse::<u32>("ORION_DATABASE_CONNECTIONS", &options.database_connections);
        if database_connections == Some(0) {
            problems.add("ORION_DATABASE_CONNECTIONS", "at least 1 is needed");
        }
        let database_url = options.database_url.filter(|url| !url.trim().is_empty());
        if let Some(url) = &database_url
            && !url.starts_with("postgres://")
            && !url.starts_with("postgresql://")
        {
            problems.add("DATABASE_URL", "must begin with postgres://");
        } else if let Some(url) = &database_url
            && DbConfig::of_url(url, 1).is_none()
        {
            problems.add(
                "DATABASE_URL",
                "cannot be read; signs like @ and / in the password stand as %40 and %2F",
            );
        }
        let public_url = options.public_url.as_deref().filter(|text| !text.trim().is_empty());
        let public_url = public_url.and_then(|text| public_url_of(text, &mut problems));
        let demo = switch("ORION_DEMO", &options.demo, &mut problems);
        let master_key = options.master_key.filter(|text| !text.trim().is_empty()).map(SecretString::from);
        let master_key = master_key.and_then(|text| {
            Vault::from_keys(&text).map_err(|error| problems.add("ORION_MASTER_KEY", error)).ok()
        });
        let trusted_proxies = networks("ORION_TRUSTED_PROXIES", &options.trusted_proxies, &mut problems);
        let mut allow = networks("ORION_OUTBOUND_ALLOW", &options.outbound_allow, &mut problems);
        if demo && allow.is_empty() {
            allow = networks("ORION_OUTBOUND_ALLOW", "127.0.0.0/8,::1/128", &mut problems);
        }
        let outbound =
            OutboundConfig { allow, ca_file: options.outbound_ca_file, ..OutboundConfig::default() };
        if outbound.ca_file.is_some()
            && let Err(error) = OutboundPolicy::new(outbound.clone())
        {
            problems.add("ORION_OUTBOUND_CA_FILE", error);
        }
        let payloads = days("ORION_KEEP_PAYLOAD_DAYS", &options.keep_payload_days, 3650, &mut problems);
        let verdicts = days("ORION_KEEP_VERDICT_DAYS", &options.keep_verdict_days, 3650, &mut problems);
        let stories = days("ORION_KEEP_STORY_DAYS", &options.keep_story_days, 3650, &mut problems);
        let runs = days("ORION_KEEP_RUN_DAYS", &options.keep_run_days, 3650, &mut problems);
        let default_plan = options.default_plan.parse::<PlanCode>();
        if default_plan.is_err() {
            problems.add("ORION_DEFAULT_PLAN", "use free, pro, business or enterprise");
        }
        let sales_contact = options.sales_contact.as_deref().filter(|text| !text.trim().is_empty());
        let sales_contact = sales_contact.and_then(|text| problems.parse("ORION_SALES_CONTACT", text));
        let check_days = days("ORION_CHECK_DAYS", &options.check_days, 366, &mut problems);
        let mailer = mailer(options.smtp_url, options.mail_from, &options.data_dir, &mut problems);
        let files = Given {
            megabytes: options.file_mb,
            bucket: options.files_bucket,
            endpoint: options.files_endpoint,
            region: options.files_region,
            access_key: options.files_access_key,
            secret_key: options.files_secret_key,
        };
        let files = FileSettings::read(files, &mut problems);
        let list_entries = list_entries(&options.list_entries, &mut problems);
        let billing = billing(
            options.stripe_secret_key,
            options.stripe_webhook_secret,
            options.stripe_base_url,
            &mut problems,
        );
        let google = google(
            options.google_client_id,
            options.google_client_secret,
            &options.google_issuer,
            &mut problems,
        );
        if let Err(error) = EnvFilter::try_new(&options.log) {
            problems.add("ORION_LOG", error);
        }
        let log_format = LogFormat::from_str(&options.log_format, true)
            .map_err(|_| problems.add("ORION_LOG_FORMAT", "use auto, json or pretty"));
        let platforms = platforms::read(environment, platforms, &mut problems);
        problems.finish()?;
        // Every `None` and `Err` below has been told above.
        Ok(Self {
            listen: SocketAddr::new(host.unwrap_or(IpAddr::from([127, 0, 0, 1])), port.unwrap_or_default()),
            data_dir: options.data_dir,
            database_url: database_url.map(SecretString::from),
            database_connections: database_connections.unwrap_or(1),
            public_url,
            demo,
            master_key,
            trusted_proxies,
            outbound,
            platform_base_urls: platforms.production.base_urls,
            platform_apps: platforms.production.apps,
            sandbox_base_urls: platforms.sandbox.base_urls,
            sandbox_apps: platforms.sandbox.apps,
            keep: KeepDays {
                payloads: payloads.unwrap_or(1),
                verdicts: verdicts.unwrap_or(1),
                stories: stories.unwrap_or(1),
                runs: runs.unwrap_or(1),
            },
            default_plan: default_plan.unwrap_or(PlanCode::Free),
            sales_contact,
            billing,
            google,
            check_days: check_days.unwrap_or(1),
            mailer: mailer.context("the settings of e-mail are not right")?,
            files: files.context("the settings of files are not right")?,
            list_entries: list_entries.unwrap_or(1),
            site_root: options.site_root,
            metrics_token: options.metrics_token.filter(|token| !token.is_empty()).map(SecretString::from),
            log: options.log,
            log_format: log_format.unwrap_or(LogFormat::Auto),
        })
    }
}

/// An account at Stripe, where one is named.
fn billing(
    key: Option<String>,
    secrets: Option<String>,
    base_url: Option<String>,
    problems: &mut Problems,
) -> Option<BillingConfig> {
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let (key, secrets) = (said(key), said(secrets));
    let base_url = said(base_url).and_then(|url| problems.parse::<Url>("ORION_STRIPE_BASE_URL", &url));
    let (key, secrets) = match (key, secrets) {
        (Some(key), Some(secrets)) => (key, secrets),
        (None, None) => return None,
        (Some(_), None) => {
            problems.add("ORION_STRIPE_WEBHOOK_SECRET", "is needed with ORION_STRIPE_SECRET_KEY");
            return None;
        }
        (None, Some(_)) => {
            problems.add("ORION_STRIPE_SECRET_KEY", "is needed with ORION_STRIPE_WEBHOOK_SECRET");
            return None;
        }
    };
    if !key.starts_with("sk_") && !key.starts_with("rk_") {
        problems.add("ORION_STRIPE_SECRET_KEY", "begins with sk_ or rk_");
    }
    let secrets: Vec<_> = secrets.split(',').map(str::trim).filter(|secret| !secret.is_empty()).collect();
    if !(1..=2).contains(&secrets.len()) || !secrets.iter().all(|secret| secret.starts_with("whsec_")) {
        problems.add(
            "ORION_STRIPE_WEBHOOK_SECRET",
            "is one or two secrets that begin with whsec_, separated by a comma",
        );
    }
    let webhook_secrets = secrets.into_iter().map(SecretString::from).collect();
    Some(BillingConfig { secret_key: key.into(), webhook_secrets, base_url })
}

/// An app at Google, where one is named.
fn google(
    id: Option<String>,
    secret: Option<String>,
    issuer: &str,
    problems: &mut Problems,
) -> Option<GoogleConfig> {
    let said = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    // As it is written in tokens, which are compared with it sign by sign.
    let issuer = issuer.trim().trim_end_matches('/');
    problems.parse::<Url>("ORION_GOOGLE_ISSUER", issuer);
    match (said(id), said(secret)) {
        (Some(client_id), Some(secret)) => {
            Some(GoogleConfig { client_id, client_secret: secret.into(), issuer: issuer.to_owned() })
        }
        (None, None) => None,
        (Some(_), None) => {
            problems.add("ORION_GOOGLE_CLIENT_SECRET", "is needed with ORION_GOOGLE_CLIENT_ID");
            None
        }
        (None, Some(_)) => {
            problems.add("ORION_GOOGLE_CLIENT_ID", "is needed with ORION_GOOGLE_CLIENT_SECRET");
            None
        }
    }
}

/// A server where one is named, else files.
fn mailer(
    url: Option<String>,
    from: Option<String>,
    data_dir: &Path,
    problems: &mut Problems,
) -> Option<Mailer> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let from = given(from);
    let Some(url) = given(url) else {
        let from = from.unwrap_or_else(|| "Orion <orion@localhost>".to_owned());
        let files = Mailer::folder(data_dir.join("mail"), &from);
        return files.map_err(|error| problems.add("ORION_MAIL_FROM", error)).ok();
    };
    let Some(from) = from else {
        problems.add("ORION_MAIL_FROM", "is needed with ORION_SMTP_URL, like Orion <orion@example.com>");
        return None;
    };
    if let Err(error) = Mailer::folder(PathBuf::new(), &from) {
        problems.add("ORION_MAIL_FROM", error);
        return None;
    }
    Mailer::server(&url, &from).map_err(|error| problems.add("ORION_SMTP_URL", error)).ok()
}

fn public_url_of(text: &str, problems: &mut Problems) -> Option<Url> {
    let url = problems.parse::<Url>("ORION_PUBLIC_URL", text)?;
    let bare =
        url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() || !bare {
        problems.add("ORION_PUBLIC_URL", "must be like https://orion.example.com, without a path");
    }
    Some(url)
}

/// From one day to `most`.
fn days(name: &str, text: &str, most: i32, problems: &mut Problems) -> Option<i32> {
    let days = problems.parse::<i32>(name, text)?;
    if !(1..=most).contains(&days) {
        problems.add(name, format_args!("must be 1 to {most}"));
    }
    Some(days)
}

fn list_entries(text: &str, problems: &mut Problems) -> Option<u64> {
    const MOST: u64 = 20_000_000;
    let entries = problems.parse::<u64>("ORION_LIST_ENTRIES", text)?;
    if !(1..=MOST).contains(&entries) {
        problems.add("ORION_LIST_ENTRIES", format_args!("must be 1 to {MOST}"));
    }
    Some(entries)
}

fn switch(name: &str, text: &str, problems: &mut Problems) -> bool {
    match text.trim().to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => true,
        "" | "0" | "false" | "no" | "off" => false,
        _ => {
            problems.add(name, "use 1 or 0");
            false
        }
    }
}

/// Ranges (`10.0.0.0/8`) and single addresses.
fn networks(name: &str, text: &str, problems: &mut Problems) -> Vec<IpNet> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let one = |part: &str| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
    let mut found = Vec::new();
    for part in parts {
        match one(part) {
            Ok(network) => found.push(network),
            Err(_) => problems.add(name, format_args!("{part:?} is no address range like 10.0.0.0/8")),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Cli;
    use clap::Parser;

    fn check(flags: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<Settings> {
        let line = ["orion"].into_iter().chain(flags.iter().copied()).chain(["migrate"]);
        let options = Cli::try_parse_from(line).unwrap().options;
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let known = ["woocommerce", "shopify"].map(|id| Known { id, has_sandbox: false });
        Settings::check(options, environment, &known)
    }

    #[test]
    fn mail_goes_into_files_until_a_server_is_named() {
        let settings = check(&["--data-dir=/srv/orion"], &[]).unwrap();
        assert_eq!(settings.mailer.files(), Some(Path::new("/srv/orion/mail")));
        let server =
            ["--smtp-url=smtps://u:secret@mail.example:465", "--mail-from=Orion <orion@loja.example>"];
        assert_eq!(check(&server, &[]).unwrap().mailer.files(), None);
        let refused = |flags: &[&str]| check(flags, &[]).unwrap_err().to_string();
        assert!(refused(&server[..1]).contains("ORION_MAIL_FROM"));
        assert!(refused(&["--mail-from=nobody"]).contains("ORION_MAIL_FROM"));
        let told = refused(&["--smtp-url=secret.example", server[1]]);
        assert!(told.contains("ORION_SMTP_URL") && !told.contains("secret"), "{told}");
    }

    #[test]
    fn plans_by_contract_are_asked_for_where_an_answer_comes_from() {
        assert_eq!(check(&[], &[]).unwrap().sales_contact, None);
        assert_eq!(check(&["--sales-contact= "], &[]).unwrap().sales_contact, None);
        let named = check(&["--sales-contact=vendas@loja.example"], &[]).unwrap();
        assert_eq!(named.sales_contact, "vendas@loja.example".parse().ok());
        let told = check(&["--sales-contact=http://loja.example"], &[]).unwrap_err().to_string();
        assert!(told.contains("ORION_SALES_CONTACT") && told.contains("sales@example.com"), "{told}");
    }

    #[test]
    fn google_needs_an_id_and_a_secret() {
        assert!(check(&[], &[]).unwrap().google.is_none());
        let (id, secret) = ("--google-client-id=1.apps", "--google-client-secret=GOCSPX-geheim");
        let google = check(&[id, secret], &[]).unwrap().google.unwrap();
        assert_eq!(google.issuer, "https://accounts.google.com");
        assert!(!format!("{google:?}").contains("geheim"));
        let told = check(&[secret], &[]).unwrap_err().to_string();
        assert!(told.contains("ORION_GOOGLE_CLIENT_ID") && !told.contains("geheim"), "{told}");
        assert!(check(&[id], &[]).unwrap_err().to_string().contains("ORION_GOOGLE_CLIENT_SECRET"));
        let there = "--google-issuer=http://127.0.0.1:4000/";
        assert_eq!(check(&[id, secret, there], &[]).unwrap().google.unwrap().issuer, "http://127.0.0.1:4000");
        assert!(check(&["--google-issuer=google"], &[]).is_err());
    }

    #[test]
    fn stripe_needs_a_key_and_a_secret() {
        assert!(check(&[], &[]).unwrap().billing.is_none());
        let key = "--stripe-secret-key=sk_test_1";
        let told = check(&[key], &[]).unwrap_err().to_string();
        assert!(told.contains("ORION_STRIPE_WEBHOOK_SECRET") && !told.contains("sk_test_1"), "{told}");
        let billing =
            check(&[key, "--stripe-webhook-secret=whsec_a, whsec_b"], &[]).unwrap().billing.unwrap();
        assert_eq!((billing.webhook_secrets.len(), billing.is_live()), (2, false));
        let told = check(&["--stripe-secret-key=pk_live_x", "--stripe-webhook-secret=x"], &[])
            .unwrap_err()
            .to_string();
        assert!(
            told.contains("ORION_STRIPE_SECRET_KEY") && told.contains("ORION_STRIPE_WEBHOOK_SECRET"),
            "{told}"
        );
        assert!(!told.contains("pk_live_x"), "{told}");
    }

    #[test]
    fn files_lie_in_a_folder_until_a_bucket_is_named() {
        let settings = check(&["--file-mb=2"], &[]).unwrap();
        assert!(settings.files.bucket.is_none());
        assert_eq!(settings.files.most, 2_000_000);
        let bucket =
            ["--files-bucket=orion", "--files-endpoint=https://s3.example.com", "--files-access-key=k"];
        let told = check(&bucket, &[]).unwrap_err().to_string();
        assert!(told.contains("ORION_FILES_SECRET_KEY"), "{told}");
        let named = [&bucket[..], &["--files-secret-key=s"]].concat();
        assert_eq!(check(&named, &[]).unwrap().files.bucket.unwrap().name, "orion");
        assert!(check(&["--file-mb=0"], &[]).unwrap_err().to_string().contains("ORION_FILE_MB"));
        assert_eq!(check(&[], &[]).unwrap().list_entries, 1_000_000);
        assert!(check(&["--list-entries=0"], &[]).unwrap_err().to_string().contains("ORION_LIST_ENTRIES"));
    }

    #[test]
    fn all_wrong_values_are_told_together() {
        let flags = [
            "--host=nowhere",
            "--port=70000",
            "--public-url=ftp://x/y",
            "--demo=maybe",
            "--master-key=short",
            "--trusted-proxies=10.0.0.0/8,10/8",
            "--log-format=xml",
            "--keep-payload-days=0",
            "--check-days=400",
            "--database-url=postgres://orion:pa/ss@db:543210/orion",
            "--outbound-ca-file=Cargo.toml",
        ];
        let environment =
            [("ORION_PLATFORM_AMAZON_BASE_URL", "http://x"), ("ORION_PLATFORM_SHOPIFY_CLIENT_ID", "app-1")];
        let told = check(&flags, &environment).unwrap_err().to_string();
        for name in [
            "HOST",
            "PORT",
            "ORION_PUBLIC_URL",
            "ORION_DEMO",
            "ORION_MASTER_KEY",
            "ORION_TRUSTED_PROXIES",
            "ORION_LOG_FORMAT",
            "ORION_KEEP_PAYLOAD_DAYS",
            "ORION_CHECK_DAYS",
            "DATABASE_URL",
            "ORION_OUTBOUND_CA_FILE",
            "ORION_PLATFORM_AMAZON_BASE_URL",
            "ORION_PLATFORM_SHOPIFY_CLIENT_SECRET",
        ] {
            assert!(told.contains(&format!("\n  {name}: ")), "{name} is missing in {told}");
        }
        assert!(!told.contains("short") && !told.contains("pa/ss"), "a secret is told: {told}");
    }

    #[test]
    fn loopback_may_be_called_in_demo_mode_only() {
        assert!(check(&[], &[]).unwrap().outbound.allow.is_empty());
        let allowed = check(&["--demo=1"], &[]).unwrap().outbound.allow;
        assert!(allowed.iter().any(|network| network.contains(&IpAddr::from([127, 0, 0, 1]))));
    }

    #[test]
    fn help_documents_every_variable() {
        use clap::CommandFactory;
        let help = Cli::command().render_long_help().to_string();
        for name in [
            "HOST",
            "PORT",
            "DATA_DIR",
            "DATABASE_URL",
            "ORION_PUBLIC_URL",
            "ORION_DEMO",
            "ORION_MASTER_KEY",
            "ORION_TRUSTED_PROXIES",
            "ORION_OUTBOUND_ALLOW",
            "ORION_OUTBOUND_CA_FILE",
            "ORION_PLATFORM_<ID>_BASE_URL",
            "ORION_PLATFORM_<ID>_CLIENT_ID",
            "ORION_PLATFORM_<ID>_CLIENT_SECRET",
            "ORION_PLATFORM_<ID>_SANDBOX_BASE_URL",
            "ORION_PLATFORM_<ID>_SANDBOX_CLIENT_ID",
            "ORION_LOG",
            "ORION_LOG_FORMAT",
            "ORION_SITE_ROOT",
            "ORION_METRICS_TOKEN",
            "ORION_KEEP_PAYLOAD_DAYS",
            "ORION_CHECK_DAYS",
        ] {
            assert!(help.contains(name), "{name}");
        }
    }
}
