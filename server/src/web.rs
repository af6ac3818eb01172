//! The web server around the pages: sessions, guards of every request, probes, files.

mod accept;
mod access_log;
mod assets;
mod client;
mod csrf;
mod events;
mod faults;
mod headers;
mod hooks;
mod inbox;
mod keys;
mod patience;
mod probes;
mod text;
mod visits;

use app::{routes::PageAssets, visit::Site};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::Fault;
use hub::{Hub, webhooks::Inbox};
use ipnet::IpNet;
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::SecretString;
use std::{path::PathBuf, sync::Arc};
use tokio_util::sync::CancellationToken;
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer};
use url::Url;

pub use accept::{Limits, serve};
pub use assets::site_root;
pub use events::Live;

/// Bytes of the largest request body: that of a form with a fiscal document, which has a million at most.
const MAX_BODY: usize = 1024 * 1024;

/// What the web server is told.
pub struct WebConfig {
    pub site: Site,
    /// `None` where the address is not known beforehand; requests are then compared with their `Host`.
    pub public_url: Option<Url>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The folder that xtask laid out; `None` if there is none.
    pub site_root: Option<PathBuf>,
    pub metrics: Option<PrometheusHandle>,
    pub metrics_token: Option<SecretString>,
    pub live: Live,
    /// Cancelled when the process is to end.
    pub stop: CancellationToken,
}

/// What handlers and layers share.
struct Web {
    hub: Hub,
    config: WebConfig,
    assets: PageAssets,
}

/// The whole of it as one service. Layers that belong together are one layer, the outermost first: each one puts the route into another
/// box, and a request copies those within.
pub fn router(hub: Hub, config: WebConfig) -> Router {
    let assets = assets::of_pages(config.site_root.as_deref());
    let inbox = inbox::routes(Inbox::start(hub.clone()));
    let keys = keys::routes(hub.clone()).layer(from_fn(patience::limit));
    let hooks = hooks::routes(hub.clone()).layer(from_fn(patience::limit));
    let inbox = inbox.merge(keys).merge(hooks).layer(CatchPanicLayer::custom(faults::of_panic));
    let web = Arc::new(Web { hub, config, assets });
    let pages = app::routes::router(&web.assets)
        .route("/", get(|| async { Redirect::to("/admin") }))
        .route("/events", get(events::stream).with_state(web.clone()))
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(web.clone(), csrf::check))
                .layer(from_fn_with_state(web.clone(), visits::attach))
                .layer(from_fn(text::without_nul)),
        );
    // Longer than a form, and read by nobody but their handler.
    let uploads = app::routes::uploads(&web.assets).layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(web.clone(), faults::show))
            .layer(CatchPanicLayer::custom(faults::of_panic))
            .layer(from_fn(patience::limit))
            .layer(DefaultBodyLimit::disable())
            .layer(from_fn_with_state(web.clone(), csrf::check))
            .layer(from_fn_with_state(web.clone(), visits::attach))
            .layer(from_fn(text::without_nul_in_address)),
    );
    Router::new()
        .route("/healthz", get(probes::alive))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(probes::metrics))
        .route("/health", get(probes::health))
        .with_state(web.clone())
        .merge(assets::files(web.config.site_root.as_deref()))
        .merge(assets::schema())
        .merge(pages)
        .layer(
            ServiceBuilder::new()
                .layer(CompressionLayer::new())
                .layer(from_fn_with_state(web.clone(), faults::show))
                .layer(CatchPanicLayer::custom(faults::of_panic))
                .layer(from_fn(patience::limit))
                .layer(RequestBodyLimitLayer::new(MAX_BODY))
                .layer(DefaultBodyLimit::disable()),
        )
        .merge(uploads)
        .merge(inbox)
        .layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(web.clone(), client::identify))
                .layer(from_fn(access_log::write))
                .layer(from_fn_with_state(web, headers::secure)),
        )
}

async fn nothing_here(_: Request) -> Response {
    faults::Refusal(Fault::NotFound).into_response()
}
