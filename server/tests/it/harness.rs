use app::{session_cookie::SessionCookie, visit::Site};
use axum::Router;
use hub::Hub;
use orion::web::{self, Live, WebConfig};
use sandbox::Sandbox;
use testkit::{HubOptions, TestApp, near};
use tokio_util::sync::CancellationToken;

/// The web server as it is without any configuration.
pub async fn app() -> TestApp {
    TestApp::start(|hub| router(hub, |_| {})).await
}

/// The same, whose platforms are in the sandbox.
pub async fn app_near(sandbox: &Sandbox) -> TestApp {
    app_upon(near(sandbox)).await
}

/// The same upon this hub.
pub async fn app_upon(options: HubOptions) -> TestApp {
    TestApp::with(options, |hub| router(hub, |_| {})).await
}

/// The same with some of it changed.
pub async fn app_with(change: impl FnOnce(&mut WebConfig)) -> TestApp {
    TestApp::start(|hub| router(hub, change)).await
}

fn router(hub: Hub, change: impl FnOnce(&mut WebConfig)) -> Router {
    let stop = CancellationToken::new();
    let mut config = WebConfig {
        site: Site { cookie: SessionCookie { secure: false }, demo: false },
        public_url: None,
        trusted_proxies: Vec::new(),
        site_root: None,
        metrics: None,
        metrics_token: None,
        live: Live::start(hub.clone(), stop.clone()),
        stop,
    };
    change(&mut config);
    web::router(hub, config)
}
