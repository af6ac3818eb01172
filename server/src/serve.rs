//! `orion serve`: from the start to the clean end.

use crate::{
    config::Settings,
    console,
    demo::{self, Demo},
    job_threads::JobThreads,
    parts::{self, Parts},
    telemetry,
    web::{self, Limits, Live, WebConfig},
};
use anyhow::Context;
use app::{session_cookie::SessionCookie, visit::Site};
use hub::accounts::{DEMO_EMAIL, DEMO_PASSWORD};
use private_postgres::{DataDir, ServeLock};
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};
use tokio::{
    net::TcpListener,
    time::{Instant, timeout_at},
};
use tokio_util::sync::CancellationToken;

/// How long requests and jobs may take to end; Postgres needs the rest of the ten seconds.
const DRAIN: Duration = Duration::from_secs(7);

/// Serves until `stop` is cancelled.
///
/// # Errors
/// What keeps it from starting, with what to do.
pub async fn run(settings: &Settings, with_worker: bool, stop: CancellationToken) -> anyhow::Result<()> {
    let data_dir = DataDir::open(&settings.data_dir)?;
    let _only_one = ServeLock::acquire(&data_dir)?;
    // Before the database: a port that is taken should be told at once.
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}", settings.listen))?;
    let address = listener.local_addr()?;
    let public_url =
        settings.public_url.as_ref().map_or_else(|| local_url(address), |url| url.as_str().to_owned());
    let metrics = telemetry::start_metrics()?;
    tokio::spawn(telemetry::tend(metrics.clone()));
    let demo = if settings.demo { Some(Demo::start(&data_dir).await?) } else { None };
    // Browsers come under any name where none is set; links that lead back from elsewhere need one.
    let known_url = settings.public_url.clone();
    if known_url.is_none() && settings.mailer.files().is_none() {
        tracing::warn!("without ORION_PUBLIC_URL the links in e-mails lead to {public_url}");
    }
    let mut settings = settings.clone();
    settings.public_url = Some(public_url.parse()?);
    if let Some(demo) = &demo {
        settings.platform_base_urls.extend(demo::platform_base_urls(&data_dir)?);
        settings.platform_apps.extend(demo.apps());
        demo.enter_redirects(&public_url);
    }
    let parts = Parts::open(&settings, &data_dir).await?;
    let served = async {
        if let Some(demo) = &demo {
            demo.ensure(&parts.hub).await?;
        }
        let live = Live::start(parts.hub.clone(), stop.clone());
        let config = WebConfig {
            site: Site {
                cookie: SessionCookie { secure: public_url.starts_with("https:") },
                demo: settings.demo,
            },
            public_url: known_url.clone(),
            trusted_proxies: settings.trusted_proxies.clone(),
            site_root: web::site_root(settings.site_root.as_deref()),
            metrics: Some(metrics),
            metrics_token: settings.metrics_token.clone(),
            live,
            stop: stop.clone(),
        };
        let router = web::router(parts.hub.clone(), config);
        let (hub, stopped) = (parts.hub.clone(), stop.clone());
        tokio::spawn(async move { hub::health::keep(&hub, true, stopped).await });
        let (hub, stopped) = (parts.hub.clone(), stop.clone());
        let mails = tokio::spawn(async move { hub::account_mails::keep(&hub, stopped).await });
        let (hub, stopped) = (parts.hub.clone(), stop.clone());
        tokio::spawn(async move { hub::billing::keep(&hub, stopped).await });
        let (hub, stopped) = (parts.hub.clone(), stop.clone());
        let alerts = tokio::spawn(async move { hub::alerts::keep(&hub, stopped).await });
        let start = || JobThreads::start(&parts, parts::outbound(&settings)?, stop.clone());
        let jobs = with_worker.then(start).transpose()?.map(|jobs| tokio::spawn(jobs.or_stop(stop.clone())));
        announce(&public_url, settings.demo);
        let deadline = serve(listener, router, &stop).await;
        if let Some(jobs) = jobs {
            match timeout_at(deadline, jobs).await {
                Ok(ended) => ended??,
                // Its jobs are taken over after their lease, as after a crash.
                Err(_) => tracing::warn!("the worker did not end in time"),
            }
        }
        if timeout_at(deadline, alerts).await.is_err() {
            tracing::warn!("an alert that was being sent may be sent once more");
        }
        if timeout_at(deadline, mails).await.is_err() {
            tracing::warn!("an e-mail that was being sent may be sent once more");
        }
        anyhow::Ok(())
    };
    let served = served.await;
    stop.cancel();
    if let Some(demo) = demo {
        demo.stop().await;
    }
    parts.close().await?;
    served
}

/// Accepts until the stop, then lets running requests end. Returns when all else must have ended too.
async fn serve(listener: TcpListener, router: axum::Router, stop: &CancellationToken) -> Instant {
    let serving = web::serve(listener, router, Limits::default(), stop);
    tokio::pin!(serving);
    tokio::select! {
        () = &mut serving => return Instant::now() + DRAIN,
        () = stop.cancelled() => {}
    }
    let deadline = Instant::now() + DRAIN;
    if timeout_at(deadline, serving).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    deadline
}

fn announce(public_url: &str, demo: bool) {
    let url = public_url.trim_end_matches('/');
    console::say(&format!("Orion is ready at {url}"));
    if demo {
        console::say(&format!(
            "Sign in to the demo company as {DEMO_EMAIL} with the password {DEMO_PASSWORD}"
        ));
    } else {
        console::say(&format!("Sign in, or create a company at {url}/criar-conta"));
    }
}

/// How a browser on this machine reaches an address that is listened on.
fn local_url(address: SocketAddr) -> String {
    let host = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(host, address.port()))
}
