//! The server: finds the shop, applies faults, hands the request to the platform.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{Method, header::HOST, uri::PathAndQuery};
use axum::response::{IntoResponse as _, Response};
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::control;
use crate::error::Error;
use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::options::{Platform, SandboxOptions};
use crate::shop::Shop;
use crate::{google_sheets, magalu, mercadolivre, shopify, tiktok_shop, time, woocommerce};

/// Largest request body that is read.
const BODY_LIMIT: usize = 16 * 1024 * 1024;
/// How long a stop waits for answers under way.
const STOP_PATIENCE: Duration = Duration::from_secs(2);

pub(crate) struct World {
    pub(crate) shops: Vec<Arc<Shop>>,
    control: bool,
    stop: watch::Receiver<bool>,
}

/// A running sandbox; stops when dropped.
pub struct Sandbox {
    address: SocketAddr,
    world: Arc<World>,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

impl Sandbox {
    /// Generates the shops and starts to serve them.
    ///
    /// # Errors
    /// [`Error::Listen`] if the address cannot be bound, [`Error::Invalid`] for a repeated or empty shop name.
    pub async fn start(options: SandboxOptions) -> Result<Self, Error> {
        shopify::check_schema()?;
        let mut shops: Vec<Arc<Shop>> = Vec::new();
        for shop in options.shops {
            let well_named =
                !shop.name.is_empty() && shop.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            let taken = shops.iter().any(|s| s.platform() == shop.platform && s.name() == shop.name);
            if !well_named || taken {
                return Err(Error::Invalid(format!("unusable or repeated shop name `{}`", shop.name)));
            }
            let alone = options.stand_alone && shops.is_empty();
            let prefix =
                if alone { String::new() } else { format!("/{}/{}", shop.platform.name(), shop.name) };
            // Half a million orders take a moment; other tasks should not wait for it.
            let built = tokio::task::spawn_blocking(move || Shop::new(shop, prefix)).await;
            shops.push(Arc::new(built.map_err(|e| Error::Invalid(e.to_string()))?));
        }
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(false);
        let world = Arc::new(World { shops, control: options.control, stop: stopped.clone() });
        let router = Router::new().fallback(serve).with_state(Arc::clone(&world));
        // Without TCP_NODELAY a body written in two parts waits about 40 ms for the peer's delayed ACK.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "cannot set TCP_NODELAY");
            }
        });
        let server = tokio::spawn(async move {
            let mut stopped = stopped;
            let graceful = axum::serve(listener, router).with_graceful_shutdown(async move {
                let _ = stopped.wait_for(|stop| *stop).await;
            });
            if let Err(error) = graceful.await {
                tracing::error!(%error, "the sandbox stopped serving");
            }
        });
        Ok(Self { address, world, stop, server })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:PORT`, without a trailing slash.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The store URL to give to a client: `http://127.0.0.1:PORT/woocommerce/loja-demo`.
    pub fn shop_url(&self, shop: &Shop) -> String {
        format!("{}{}", self.base_url(), shop.prefix)
    }

    pub fn shops(&self) -> &[Arc<Shop>] {
        &self.world.shops
    }

    pub fn shop(&self, platform: Platform, name: &str) -> Option<Arc<Shop>> {
        self.world.shop(platform, name)
    }

    /// Takes no more connections, lets running answers end (those that hang are let go), and returns.
    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        if tokio::time::timeout(STOP_PATIENCE, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        self.server.abort();
    }
}

impl World {
    pub(crate) fn shop(&self, platform: Platform, name: &str) -> Option<Arc<Shop>> {
        self.shops.iter().find(|s| s.platform() == platform && s.name() == name).cloned()
    }

    /// The shop a path belongs to, and the path within it.
    fn locate<'p>(&self, path: &'p str) -> Option<(&Arc<Shop>, &'p str)> {
        let inside = |shop: &Shop| {
            let rest = path.strip_prefix(shop.prefix.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then_some(rest)
        };
        let named = self.shops.iter().filter(|shop| !shop.prefix.is_empty());
        let alone = self.shops.iter().filter(|shop| shop.prefix.is_empty());
        named.chain(alone).find_map(|shop| Some((shop, inside(shop)?)))
    }
}

/// Whether a request changes something: some platforms ask by POST, too.
fn is_write(method: &Method, path: &str, body: &[u8]) -> bool {
    let asks = path.ends_with("/search") || path.contains("/token");
    // The text of a query comes first in its JSON.
    let queries = path.ends_with("/graphql.json") && !body.windows(8).any(|signs| signs == b"mutation");
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS) && !asks && !queries
}

async fn serve(State(world): State<Arc<World>>, request: HttpRequest) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return Reply::html(413, "<h1>413 Request Entity Too Large</h1>").spoil(&[]);
    };
    let path = parts.uri.path();
    if world.control && (path == "/__control" || path.starts_with("/__control/")) {
        return control::handle(&world, &parts, &body).into_response();
    }
    let Some((shop, rest)) = world.locate(path) else {
        return Reply::html(404, "<!DOCTYPE html><title>404</title><h1>No such shop</h1>").spoil(&[]);
    };
    let in_flight = shop.enter();
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let query = parts.uri.query().unwrap_or_default();
    let proxied = parts.headers.get("x-forwarded-proto").is_some_and(|scheme| scheme == "https");
    let scheme = if proxied { "https" } else { "http" };
    let request = Request {
        base: format!("{scheme}://{host}{}", shop.prefix),
        path: if rest.is_empty() { "/".to_owned() } else { rest.to_owned() },
        target: parts.uri.path_and_query().map_or("", PathAndQuery::as_str).to_owned(),
        query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
        faults: shop.faults.strike(path, is_write(&parts.method, path, &body)),
        method: parts.method,
        headers: parts.headers,
        body,
    };
    for fault in &request.faults {
        match fault {
            Fault::Delay { ms } => tokio::time::sleep(Duration::from_millis(*ms)).await,
            Fault::Timeout => {
                let mut stop = world.stop.clone();
                let _ = stop.wait_for(|stop| *stop).await;
            }
            _ => {}
        }
    }
    let reply = match request.faults.iter().find_map(|fault| interrupt(shop, &request, fault)) {
        Some(reply) => reply,
        None => match shop.platform() {
            Platform::Woocommerce => woocommerce::handle(shop, &request),
            Platform::Shopify => shopify::handle(shop, &request),
            Platform::Mercadolivre => mercadolivre::handle(shop, &request),
            Platform::Magalu => magalu::handle(shop, &request),
            Platform::TiktokShop => tiktok_shop::handle(shop, &request),
            Platform::GoogleSheets => google_sheets::handle(shop, &request),
        },
    };
    shop.served(reply.orders);
    drop(in_flight);
    reply.with("date", time::http_date(shop.now())).spoil(&request.faults)
}

/// Faults that answer in the platform's place.
fn interrupt(shop: &Shop, request: &Request, fault: &Fault) -> Option<Reply> {
    let platform = shop.platform();
    Some(match fault {
        Fault::TooManyRequests { retry_after } => {
            let reply = match platform {
                Platform::Woocommerce => Reply::html(
                    429,
                    "<html><head><title>429 Too Many Requests</title></head><body><center><h1>429 Too Many Requests</h1></center><hr><center>nginx</center></body></html>",
                ),
                Platform::Shopify => Reply::json(
                    429,
                    r#"{"errors":"Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service."}"#,
                ),
                Platform::Mercadolivre => mercadolivre::too_many_requests(),
                Platform::Magalu => magalu::too_many_requests(),
                Platform::TiktokShop => tiktok_shop::too_many_requests(),
                Platform::GoogleSheets => google_sheets::too_many_requests(),
            };
            match retry_after {
                Some(value) => reply.with("retry-after", value.clone()),
                None => reply,
            }
        }
        Fault::ServerError => match platform {
            Platform::Woocommerce => woocommerce::fatal(500),
            Platform::Shopify => Reply::json(500, r#"{"errors":"Internal Server Error"}"#),
            Platform::Mercadolivre => mercadolivre::internal_error(500),
            Platform::Magalu => magalu::internal_error(500),
            Platform::TiktokShop => tiktok_shop::internal_error(500),
            Platform::GoogleSheets => google_sheets::internal_error(500),
        },
        Fault::ErrorWith200 => match platform {
            Platform::Woocommerce => woocommerce::fatal(200),
            Platform::Shopify => shopify::internal_error(),
            Platform::Mercadolivre => mercadolivre::internal_error(200),
            Platform::Magalu => magalu::internal_error(200),
            Platform::TiktokShop => tiktok_shop::internal_error(200),
            Platform::GoogleSheets => google_sheets::internal_error(200),
        },
        Fault::HtmlPage { status } => Reply::html(
            *status,
            "<!DOCTYPE html><html lang=\"pt-BR\"><head><title>Em manutenção</title></head><body><h1>Voltamos já</h1></body></html>",
        ),
        Fault::Redirect { location } => {
            let there = location.clone().unwrap_or_else(|| {
                let base = request.base.replacen("://", "://www.", 1);
                format!("{base}{}", request.path)
            });
            Reply::html(301, "").with("location", there)
        }
        Fault::Throttled if platform == Platform::Shopify => shopify::throttled(shop),
        _ => return None,
    })
}
