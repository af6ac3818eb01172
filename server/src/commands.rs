//! The commands of `orion`.

use crate::{
    backup,
    config::{
        BillingCommand, Cli, Command, KeyCommand, Known, SandboxArgs, SecondFactorCommand, Settings,
        UserArgs, UserCommand,
    },
    console, demo, master_key, outbox,
    parts::Parts,
    plan, serve, telemetry, worker,
};
use anyhow::Context;
use connector_kit::PlatformSpec;
use domain::{Environment, Fault};
use hub::{
    Hub,
    accounts::{Company, NewUser},
};
use private_postgres::{DataDir, KeyLock};
use sandbox::{
    GoogleOptions, ShopOptions, Simulated, StandaloneOptions, StripeOptions, run_google, run_standalone,
    run_stripe,
};
use std::ffi::OsString;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// How long the end of a worker waits for alerts that are being sent.
const LAST_ALERTS: std::time::Duration = std::time::Duration::from_secs(5);

/// Runs the command of a command line to its end.
///
/// # Errors
/// What the person at the terminal should read.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let registry = connectors::registry();
    let known = |spec: &'static PlatformSpec| Known { id: spec.id, has_sandbox: spec.has_sandbox };
    let platforms: Vec<_> = registry.iter().map(|connector| known(connector.spec())).collect();
    // Others' variables may hold anything; one of ours that is no text is told as a wrong value.
    let text = |text: OsString| text.to_string_lossy().into_owned();
    let environment = std::env::vars_os().map(|(name, value)| (text(name), text(value)));
    let settings = Settings::check(cli.options, environment, &platforms)?;
    telemetry::start_logs(EnvFilter::try_new(&settings.log)?, settings.log_format)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        let stop = stop_on_signal()?;
        match cli.command {
            Command::Serve(arguments) => serve::run(&settings, !arguments.no_worker, stop).await,
            Command::Sandbox(arguments) => simulate(arguments, stop).await,
            Command::Backup(arguments) => backup::backup(&settings, &arguments.to, stop).await,
            Command::Restore(arguments) => backup::restore(&settings, &arguments.file, stop).await,
            other => with_parts(&settings, other, stop).await,
        }
    });
    // What still runs here is a look-up of a name or a sleeping thread: nothing to wait for.
    runtime.shutdown_background();
    done
}

/// The commands that need the database, beside a server or without one.
async fn with_parts(settings: &Settings, command: Command, stop: CancellationToken) -> anyhow::Result<()> {
    let data_dir = DataDir::open(&settings.data_dir)?;
    let rotates = matches!(command, Command::Key(KeyCommand::Rotate));
    // A second rotation would put its key into the file that this one has just read.
    let _only_one = rotates.then(|| KeyLock::acquire(&data_dir)).transpose()?;
    if rotates && settings.master_key.is_none() {
        master_key::add_to_file(&data_dir)?;
    }
    let mut settings = settings.clone();
    if matches!(command, Command::Worker) {
        if settings.demo {
            settings.platform_base_urls.extend(demo::platform_base_urls(&data_dir)?);
        } else if demo::was_started(&data_dir) {
            tracing::warn!(
                "a demo was served on this DATA_DIR; its stores are reached with ORION_DEMO=1 only"
            );
        }
    }
    let parts = Parts::open(&settings, &data_dir).await?;
    let done = match command {
        Command::Worker => {
            let (statistics, until) = (parts.hub.clone(), stop.clone());
            tokio::spawn(async move { hub::health::keep(&statistics, false, until).await });
            let (alerts, until) = (parts.hub.clone(), stop.clone());
            let alerts = tokio::spawn(async move { hub::alerts::keep(&alerts, until).await });
            let (payments, until) = (parts.hub.clone(), stop.clone());
            tokio::spawn(async move { hub::billing::keep(&payments, until).await });
            worker::work(parts.hub.clone(), stop).await;
            // What is being sent is not sent twice, if it is taken soon.
            tokio::time::timeout(LAST_ALERTS, alerts).await.ok();
            Ok(())
        }
        Command::User(UserCommand::Create(arguments)) => create_user(&parts, &arguments).await,
        Command::User(UserCommand::SecondFactor(SecondFactorCommand::Clear { email })) => {
            clear_second_factor(&parts.hub, &email).await
        }
        Command::Key(KeyCommand::Rotate) => rotate_keys(&parts).await,
        Command::Plan(command) => plan::run(&parts.hub, &command).await,
        Command::Billing(command) => billing(&parts.hub, command).await,
        Command::Outbox(command) => outbox::run(&parts.hub, &command).await,
        Command::Addresses => {
            print_addresses(&parts.hub);
            Ok(())
        }
        Command::Migrate
        | Command::Serve(_)
        | Command::Sandbox(_)
        | Command::Backup(_)
        | Command::Restore(_) => {
            console::say("The database is at this version.");
            Ok(())
        }
    };
    parts.close().await?;
    done
}

async fn simulate(arguments: SandboxArgs, stop: CancellationToken) -> anyhow::Result<()> {
    let (listen, seed) = (arguments.listen, arguments.seed);
    match arguments.platform {
        Simulated::Shop(platform) => {
            let shop = ShopOptions {
                days: arguments.days,
                until: arguments.until.map(|until| until.timestamp()),
                ..ShopOptions::new(platform, "demo").orders(arguments.orders).seed(seed)
            };
            run_standalone(StandaloneOptions { listen, shop }, stop.cancelled_owned()).await
        }
        Simulated::Stripe => {
            let webhook = arguments.webhook_url.zip(arguments.webhook_secret);
            let brl = (arguments.pro_brl, arguments.business_brl);
            let options = StripeOptions { listen, seed, webhook, brl, ..StripeOptions::default() };
            run_stripe(options, stop.cancelled_owned()).await
        }
        Simulated::Google => {
            run_google(GoogleOptions { listen, seed, ..GoogleOptions::default() }, stop.cancelled_owned())
                .await
        }
    }
}

fn print_addresses(hub: &Hub) {
    let mut lines = Vec::new();
    let specs = hub.registry().iter().map(|connector| connector.spec());
    for (spec, environment) in specs.flat_map(|spec| Environment::ALL.iter().map(move |of| (spec, *of))) {
        let setup = hub::integrations::consent_setup(hub, spec.id, environment);
        let Some(setup) = setup.filter(|setup| setup.has_app) else { continue };
        let name = match environment {
            Environment::Production => spec.name.to_owned(),
            Environment::Sandbox => format!("{} sandbox", spec.name),
        };
        lines.extend(setup.redirect_uri.map(|url| format!("{name}: redirect address {url}")));
        let events = hub::webhooks::app_address(hub, spec.id, environment);
        lines.extend(events.map(|url| format!("{name}: events {url}")));
    }
    if let Some(url) = hub.public_url(hub::google::CALLBACK).filter(|_| hub.has_google()) {
        lines.push(format!("Google, where people sign in: redirect address {url}"));
    }
    if lines.is_empty() {
        lines.push(
            "Nothing yet: set ORION_PUBLIC_URL, and the CLIENT_ID and CLIENT_SECRET of an app.".to_owned(),
        );
    }
    console::say(&lines.join("\n"));
}

async fn create_user(parts: &Parts, arguments: &UserArgs) -> anyhow::Result<()> {
    let UserArgs { email, name, company, role, password } = arguments;
    let called = company.company.as_deref().unwrap_or_default();
    let wanted = company.company_id.map_or(Company::Named(called), Company::Known);
    let new = NewUser { name, email, role: *role, company: wanted };
    match parts.hub.create_user(&new, password).await.map_err(Fault::from) {
        Ok(added) => {
            let (which, role) = (if added.made { "the new company" } else { "the company" }, role.code());
            console::say(&format!("{email} can sign in to {which} {called} ({}) as {role}.", added.org));
            Ok(())
        }
        Err(Fault::Invalid { fields }) => {
            let told = fields.iter().map(|error| format!("{}: {:?}", error.field, error.problem));
            anyhow::bail!("not created:\n  {}", told.collect::<Vec<_>>().join("\n  "))
        }
        Err(Fault::NotFound) => anyhow::bail!("not created: no company has this id"),
        Err(Fault::Conflict { what }) if what == "companies_of_one_name" => {
            let ids = parts.hub.companies_named(called).await?;
            let lines: Vec<_> = ids.iter().map(|id| format!("--company-id {id}")).collect();
            anyhow::bail!(
                "not created: more than one company is called {called}; say which one, the oldest first:\n  {}",
                lines.join("\n  ")
            )
        }
        Err(Fault::Conflict { .. }) => {
            anyhow::bail!("not created: no company is called {called}; its first person must be its owner")
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn clear_second_factor(hub: &Hub, email: &str) -> anyhow::Result<()> {
    match hub.clear_second_factor(email).await.map_err(Fault::from) {
        Ok(()) => {
            console::say(&format!(
                "{email} signs in with the password alone; all their sessions have ended."
            ));
            Ok(())
        }
        Err(Fault::NotFound) => anyhow::bail!("not cleared: nobody signs in with {email}"),
        Err(Fault::Conflict { .. }) => anyhow::bail!("not cleared: {email} has no second factor"),
        Err(fault) => Err(fault.into()),
    }
}

async fn billing(hub: &Hub, command: BillingCommand) -> anyhow::Result<()> {
    if !hub.has_billing() {
        anyhow::bail!(
            "nothing is paid for here: set ORION_STRIPE_SECRET_KEY and ORION_STRIPE_WEBHOOK_SECRET"
        );
    }
    match command {
        BillingCommand::Reconcile => {
            let found = hub::billing::reconcile(hub, true).await.map_err(Fault::from)?.unwrap_or_default();
            console::say(&format!(
                "{} events had not come, {} subscriptions differed and were taken over, {} are of nobody here.",
                found.events, found.subscriptions, found.strangers
            ));
        }
        BillingCommand::Replay(which) => match (which.event, which.since) {
            (Some(event), _) => match hub::billing::replay(hub, &event).await.map_err(Fault::from) {
                Ok((state, problem)) => {
                    let why = problem.map(|problem| format!(": {problem}")).unwrap_or_default();
                    console::say(&format!("{event} is {state}{why}"));
                }
                Err(Fault::NotFound) => anyhow::bail!("neither Orion nor Stripe knows the event {event}"),
                Err(fault) => return Err(fault.into()),
            },
            (None, Some(since)) => {
                let events = hub::billing::replay_since(hub, since).await.map_err(Fault::from)?;
                console::say(&format!("{events} events were worked on once more."));
            }
            (None, None) => anyhow::bail!("name an event, or a moment by --since"),
        },
    }
    Ok(())
}

async fn rotate_keys(parts: &Parts) -> anyhow::Result<()> {
    let rotated = hub::integrations::rotate_keys(&parts.hub).await.context("the keys were not rotated")?;
    console::say(&format!("{} connections were wrapped with the current key.", rotated.changed));
    if rotated.unopened.is_empty() {
        return Ok(());
    }
    let lines = rotated.unopened.iter().map(|(id, error)| format!("connection {id}: {error}"));
    anyhow::bail!("these could not be opened:\n  {}", lines.collect::<Vec<_>>().join("\n  "))
}

/// A token that SIGTERM and Ctrl-C cancel.
fn stop_on_signal() -> anyhow::Result<CancellationToken> {
    let stop = CancellationToken::new();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let stopping = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to stop");
        stopping.cancel();
    });
    Ok(stop)
}
