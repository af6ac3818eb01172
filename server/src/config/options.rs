//! What the command line and the environment may say. Values are read as text here and checked by
//! [`Settings`](super::Settings), so that all wrong ones are listed together.

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
use sandbox::Simulated;
use std::{net::SocketAddr, path::PathBuf, str::FromStr};

const AFTER_HELP: &str = "\
Further environment variables:
  ORION_PLATFORM_<ID>_BASE_URL       calls a platform at another address, for example a simulator
                                     (ORION_PLATFORM_SHOPIFY_BASE_URL=http://127.0.0.1:4000)
  ORION_PLATFORM_<ID>_CLIENT_ID      your own app on a platform, by which stores are connected;
  ORION_PLATFORM_<ID>_CLIENT_SECRET  both or neither
  ORION_PLATFORM_<ID>_SERVICE_ID     a second id of that app, where the platform knows it by two
  ORION_PLATFORM_<ID>_SANDBOX_CLIENT_ID
                                     your app in the platform's sandbox, where it has one; likewise
                                     _SANDBOX_CLIENT_SECRET and _SANDBOX_SERVICE_ID
  ORION_PLATFORM_<ID>_SANDBOX_BASE_URL
                                     calls the sandbox at another address
  ORION_USER_PASSWORD                the password for `orion user create`";

/// One console for all shops and marketplaces of a merchant.
#[derive(Debug, Parser)]
#[command(name = "orion", version, about, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// The options of all commands.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Configuration")]
pub struct Options {
    /// Address to listen on.
    #[arg(long, env = "HOST", default_value = "127.0.0.1", global = true)]
    pub host: String,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, env = "PORT", default_value = "3000", global = true)]
    pub port: String,
    /// Folder for everything that this installation keeps on disk.
    #[arg(long, env = "DATA_DIR", default_value = ".data", global = true)]
    pub data_dir: PathBuf,
    /// Postgres to use (15 or newer). Without it Orion runs a private one in DATA_DIR.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, global = true)]
    pub database_url: Option<String>,
    /// Connections to Postgres for requests of this process; its jobs take up to 12 of their own.
    #[arg(long, env = "ORION_DATABASE_CONNECTIONS", default_value = "16", global = true)]
    pub database_connections: String,
    /// Address under which browsers reach Orion [default: http://HOST:PORT]. With https, cookies are
    /// bound to the host and browsers are told to stay on https.
    #[arg(long, env = "ORION_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// 1 makes a demo company with simulated stores and shows its sign-in.
    #[arg(long, env = "ORION_DEMO", default_value = "0", global = true)]
    pub demo: String,
    /// Keys that wrap stored credentials: 32 bytes each, as hex or base64, separated by commas, the
    /// current one first [default: DATA_DIR/master.key, made at the first start].
    #[arg(long, env = "ORION_MASTER_KEY", hide_env_values = true, global = true)]
    pub master_key: Option<String>,
    /// Address ranges of proxies whose X-Forwarded-For is believed, separated by commas.
    #[arg(long, env = "ORION_TRUSTED_PROXIES", default_value = "", global = true)]
    pub trusted_proxies: String,
    /// Private address ranges that stores may be at, separated by commas [default: none; loopback in
    /// demo mode].
    #[arg(long, env = "ORION_OUTBOUND_ALLOW", default_value = "", global = true)]
    pub outbound_allow: String,
    /// PEM file of certificate authorities to trust besides the public ones.
    #[arg(long, env = "ORION_OUTBOUND_CA_FILE", global = true)]
    pub outbound_ca_file: Option<PathBuf>,
    /// Days for which the raw data of channels are kept.
    #[arg(long, env = "ORION_KEEP_PAYLOAD_DAYS", default_value = "90", global = true)]
    pub keep_payload_days: String,
    /// Days for which the history of each order is kept: what was told of it and what became of it. Dropped by
    /// month.
    #[arg(long, env = "ORION_KEEP_VERDICT_DAYS", default_value = "400", global = true)]
    pub keep_verdict_days: String,
    /// Days for which the story of each sale is kept, by whole months.
    #[arg(long, env = "ORION_KEEP_STORY_DAYS", default_value = "730", global = true)]
    pub keep_story_days: String,
    /// Days for which synchronisations are kept, with what they did not take.
    #[arg(long, env = "ORION_KEEP_RUN_DAYS", default_value = "365", global = true)]
    pub keep_run_days: String,
    /// The plan of companies that have no other: free, pro, business or enterprise, which has no limits.
    #[arg(long, env = "ORION_DEFAULT_PLAN", default_value = "free", global = true)]
    pub default_plan: String,
    /// Where a plan by contract is asked for: an e-mail address, or a page like https://example.com/sales
    /// [default: the page of plans names nobody].
    #[arg(long, env = "ORION_SALES_CONTACT", global = true)]
    pub sales_contact: Option<String>,
    /// How far back what channels list is compared, again and again, with what is here, in days.
    #[arg(long, env = "ORION_CHECK_DAYS", default_value = "90", global = true)]
    pub check_days: String,
    /// Server that sends e-mails: smtps://user:password@host:465, or
    /// smtp://user:password@host:587?tls=required [default: e-mails are written into DATA_DIR/mail].
    #[arg(long, env = "ORION_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,
    /// Whom e-mails come from, like Orion <orion@example.com>; needed with ORION_SMTP_URL.
    #[arg(long, env = "ORION_MAIL_FROM", global = true)]
    pub mail_from: Option<String>,
    /// Megabytes of the largest file that people may send.
    #[arg(long, env = "ORION_FILE_MB", default_value = "512", global = true)]
    pub file_mb: String,
    /// Entries of the longest list that rules may look values up in.
    #[arg(long, env = "ORION_LIST_ENTRIES", default_value = "1000000", global = true)]
    pub list_entries: String,
    /// Bucket of S3, or of what speaks like it, for the files that people send, so that several machines share them
    /// [default: they lie in DATA_DIR/files].
    #[arg(long, env = "ORION_FILES_BUCKET", global = true)]
    pub files_bucket: Option<String>,
    /// Where the bucket is, if not at Amazon: https://s3.example.com.
    #[arg(long, env = "ORION_FILES_ENDPOINT", global = true)]
    pub files_endpoint: Option<String>,
    /// Region of the bucket.
    #[arg(long, env = "ORION_FILES_REGION", default_value = "us-east-1", global = true)]
    pub files_region: String,
    /// Key that may read, write and delete in the bucket; needed with it.
    #[arg(long, env = "ORION_FILES_ACCESS_KEY", hide_env_values = true, global = true)]
    pub files_access_key: Option<String>,
    #[arg(long, env = "ORION_FILES_SECRET_KEY", hide_env_values = true, global = true)]
    pub files_secret_key: Option<String>,
    /// Key of your account at Stripe, by which plans are paid for: sk_... or rk_... [default: nothing is paid for].
    #[arg(long, env = "ORION_STRIPE_SECRET_KEY", hide_env_values = true, global = true)]
    pub stripe_secret_key: Option<String>,
    /// What Stripe signs its events to /hooks/stripe with: whsec_..., while it changes two, separated by a comma; needed with the key.
    #[arg(long, env = "ORION_STRIPE_WEBHOOK_SECRET", hide_env_values = true, global = true)]
    pub stripe_webhook_secret: Option<String>,
    /// Calls Stripe at another address, for example a simulator.
    #[arg(long, env = "ORION_STRIPE_BASE_URL", global = true)]
    pub stripe_base_url: Option<String>,
    /// Your app at Google by which people sign in besides their password [default: they cannot]. `orion addresses` says what is entered
    /// there.
    #[arg(long, env = "ORION_GOOGLE_CLIENT_ID", global = true)]
    pub google_client_id: Option<String>,
    /// Its secret; needed with the id.
    #[arg(long, env = "ORION_GOOGLE_CLIENT_SECRET", hide_env_values = true, global = true)]
    pub google_client_secret: Option<String>,
    /// Asks another OpenID provider in Google's place, for example a simulator.
    #[arg(long, env = "ORION_GOOGLE_ISSUER", default_value = hub::google::GOOGLE, global = true)]
    pub google_issuer: String,
    /// Folder of the built browser half [default: `site` beside the program, or target/site].
    #[arg(long, env = "ORION_SITE_ROOT", global = true)]
    pub site_root: Option<PathBuf>,
    /// With this token, /metrics and /health may be read from elsewhere than this machine.
    #[arg(long, env = "ORION_METRICS_TOKEN", hide_env_values = true, global = true)]
    pub metrics_token: Option<String>,
    /// Which log lines are written, in the notation of `tracing`.
    #[arg(
        long,
        env = "ORION_LOG",
        default_value = "info,graphile_worker=warn,graphile_worker_migrations=warn,sqlx=warn",
        global = true
    )]
    pub log: String,
    /// Form of the log lines; auto is pretty on a terminal and JSON elsewhere.
    #[arg(long, env = "ORION_LOG_FORMAT", default_value = "auto", global = true)]
    pub log_format: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Auto,
    Json,
    Pretty,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the console, and work on jobs in the same process.
    Serve(ServeArgs),
    /// Work on jobs only.
    Worker,
    /// Bring the database to this version, and end.
    Migrate,
    /// Write all data to a file, while everything runs. The master key is not in it.
    Backup(BackupArgs),
    /// Bring a backup back, into an empty database.
    Restore(RestoreArgs),
    /// Print what is entered at the platforms for the apps of this installation.
    Addresses,
    /// Serve a simulated store, Stripe, or Google where people sign in.
    Sandbox(SandboxArgs),
    /// People.
    #[command(subcommand)]
    User(UserCommand),
    /// Master keys.
    #[command(subcommand)]
    Key(KeyCommand),
    /// Plans of companies.
    #[command(subcommand)]
    Plan(PlanCommand),
    /// What Stripe says of plans that are paid for.
    #[command(subcommand)]
    Billing(BillingCommand),
    /// E-mails about accounts and payments, and events of Stripe, that wait or were given up.
    #[command(subcommand)]
    Outbox(OutboxCommand),
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Leave the jobs to `orion worker` processes.
    #[arg(long)]
    pub no_worker: bool,
}

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file, which must not exist yet; `-` is standard output.
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// A file that `orion backup` made.
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct SandboxArgs {
    /// Which platform to simulate: woocommerce, shopify, mercadolivre, magalu, tiktok_shop, google_sheets,
    /// stripe, or google, where people sign in.
    #[arg(long)]
    pub platform: Simulated,
    /// Orders in the store's history.
    #[arg(long, default_value_t = 1_000)]
    pub orders: u32,
    /// Days of the store's history.
    #[arg(long, default_value_t = 365)]
    pub days: u32,
    /// Where the store's history ends, such as 2026-11-01T00:00:00Z; now if absent.
    #[arg(long)]
    pub until: Option<DateTime<Utc>>,
    /// The same seed makes the same store.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:4000")]
    pub listen: SocketAddr,
    /// Stripe: where its events are sent, signed with --webhook-secret.
    #[arg(long, requires = "webhook_secret")]
    pub webhook_url: Option<String>,
    #[arg(long, requires = "webhook_url")]
    pub webhook_secret: Option<String>,
    /// Stripe: what Pro costs a month in BRL, in cents; a year costs ten months.
    #[arg(long, default_value_t = 24_900)]
    pub pro_brl: i64,
    /// Stripe: the same for Business.
    #[arg(long, default_value_t = 149_900)]
    pub business_brl: i64,
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add a person to a company; a company that does not exist is made with its owner.
    Create(UserArgs),
    /// What a person proves who they are with, besides the password.
    #[command(subcommand)]
    SecondFactor(SecondFactorCommand),
}

#[derive(Debug, Subcommand)]
pub enum SecondFactorCommand {
    /// Take app, passkeys and recovery codes of somebody away who lost them; the password alone lets them in then. Make sure who asks.
    Clear {
        /// With which the person signs in.
        email: String,
    },
}

#[derive(Debug, Args)]
pub struct UserArgs {
    #[arg(long)]
    pub email: String,
    #[arg(long)]
    pub name: String,
    #[command(flatten)]
    pub company: CompanyArgs,
    /// owner, admin, operator or viewer.
    #[arg(long, default_value = "owner")]
    pub role: domain::Role,
    #[arg(long, env = "ORION_USER_PASSWORD", hide_env_values = true)]
    pub password: String,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct CompanyArgs {
    /// Name of the company.
    #[arg(long)]
    pub company: Option<String>,
    /// Its id instead, where several have the same name.
    #[arg(long)]
    pub company_id: Option<domain::OrgId>,
}

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Show which plan a company has, and what it includes.
    Show {
        #[command(flatten)]
        company: CompanyArgs,
    },
    /// Give a company a plan, with limits of its own where a contract names some.
    Set(PlanArgs),
    /// Take a plan back that was given: the company's subscription holds, or the installation's plan.
    Clear {
        #[command(flatten)]
        company: CompanyArgs,
    },
}

#[derive(Debug, Args)]
pub struct PlanArgs {
    #[command(flatten)]
    pub company: CompanyArgs,
    /// free, pro, business or enterprise.
    #[arg(long)]
    pub plan: domain::PlanCode,
    /// A limit in place of the plan's: validations, orders, connections, members or history_days, and a number or none.
    #[arg(long = "limit", value_name = "QUOTA=NUMBER")]
    pub limits: Vec<QuotaLimit>,
    /// The last day on which it holds, like 2027-03-31 (UTC).
    #[arg(long)]
    pub until: Option<NaiveDate>,
    /// Why, for those who look it up later; at most 200 characters.
    #[arg(long)]
    pub note: Option<String>,
}

/// A limit as it is typed: `orders=5000`, `members=none`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaLimit {
    pub quota: domain::Quota,
    pub limit: Option<i64>,
}

impl FromStr for QuotaLimit {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?}: write it like orders=5000 or members=none");
        let (quota, limit) = text.split_once('=').ok_or_else(wrong)?;
        let quota: domain::Quota = quota.trim().parse().map_err(|_| wrong())?;
        let limit = match limit.trim() {
            "none" => None,
            number => Some(number.parse().ok().filter(|number| *number >= 0).ok_or_else(wrong)?),
        };
        // Pages look back so far, and younger verdicts cannot be removed.
        let least = i64::from(domain::RetainedKind::Verdicts.least());
        if quota == domain::Quota::HistoryDays && limit.is_some_and(|days| days < least) {
            return Err(format!("{text:?}: history is kept for {least} days at least"));
        }
        Ok(Self { quota, limit })
    }
}

#[derive(Debug, Subcommand)]
pub enum BillingCommand {
    /// Work on events of Stripe once more.
    Replay(ReplayArgs),
    /// Compare Stripe's events and subscriptions with what is here, and take over what differs; done once a day by itself.
    Reconcile,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct ReplayArgs {
    /// The id of one event; it is fetched if it never came.
    #[arg(value_name = "EVENT")]
    pub event: Option<String>,
    /// All that happened since a moment, like 2026-11-27T15:00:00Z.
    #[arg(long, value_name = "MOMENT")]
    pub since: Option<DateTime<Utc>>,
}

#[derive(Debug, Subcommand)]
pub enum OutboxCommand {
    /// How many wait, and which do not go through, and why.
    Show,
    /// Try once more what was given up: e-mails of the last seven days, events of the last 30.
    Again,
}

#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Wrap all stored credentials with the current master key; with a key file, make a new key first.
    Rotate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_is_limited_to_no_less_than_pages_look_back() {
        let limit = |text: &str| text.parse::<QuotaLimit>().map(|of| of.limit);
        assert_eq!(limit("history_days=31"), Ok(Some(31)));
        assert_eq!(limit("history_days=none"), Ok(None));
        assert!(limit("history_days=30").is_err_and(|told| told.contains("31 days at least")));
        assert_eq!(limit("orders=0"), Ok(Some(0)));
    }
}
