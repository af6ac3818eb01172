//! The files of the browser half, as xtask lays them out.

use app::routes::PageAssets;
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{Next, from_fn},
    response::Response,
    routing::get,
};
use hub::validation::RULES_SCHEMA;
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use tower_http::services::{ServeDir, ServeFile};

/// A release build lies below its version, so it never changes.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A development build keeps its names, so browsers ask each time.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// Where the site is: as told, or beside the program, or where a build puts it.
pub fn site_root(told: Option<&Path>) -> Option<PathBuf> {
    let beside = || Some(env::current_exe().ok()?.parent()?.join("site"));
    let built = || Some(env::current_exe().ok()?.parent()?.parent()?.join("site"));
    let places = [told.map(Path::to_path_buf), beside(), built(), Some(PathBuf::from("target/site"))];
    let found = places.into_iter().flatten().find(|place| place.join("pkg").is_dir());
    if found.is_none() {
        tracing::warn!(
            "the browser half was not found; pages come without style and islands (ORION_SITE_ROOT)"
        );
    }
    found
}

/// The addresses that pages name.
pub fn of_pages(site_root: Option<&Path>) -> PageAssets {
    PageAssets::new(version(site_root).as_deref())
}

/// Serves the files, and those that lie compressed beside them.
pub fn files(site_root: Option<&Path>) -> Router {
    let Some(root) = site_root else { return Router::new() };
    let cache = if version(site_root).is_some() { FOR_EVER } else { ASK_AGAIN };
    let pkg = ServeDir::new(root.join("pkg"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    Router::new()
        .nest_service("/pkg", pkg)
        .layer(from_fn(move |request, next| cached(cache.clone(), request, next)))
        .merge(icon(root))
}

fn icon(root: &Path) -> Router {
    Router::new()
        .route_service("/favicon.svg", ServeFile::new(root.join("favicon.svg")))
        .layer(from_fn(|request, next| cached(A_DAY, request, next)))
}

/// What an editor completes and checks rules by.
pub fn schema() -> Router {
    let schema = || async { ([(header::CONTENT_TYPE, "application/schema+json")], RULES_SCHEMA) };
    Router::new()
        .route(app::routes::RULES_SCHEMA_PATH, get(schema))
        .layer(from_fn(|request, next| cached(A_DAY, request, next)))
}

fn version(site_root: Option<&Path>) -> Option<String> {
    let version = fs::read_to_string(site_root?.join("pkg/version.txt")).ok()?;
    let version = version.trim();
    (!version.is_empty() && version.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .then(|| version.to_owned())
}

async fn cached(rule: HeaderValue, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status().is_redirection() {
        response.headers_mut().insert(header::CACHE_CONTROL, rule);
    }
    response
}
