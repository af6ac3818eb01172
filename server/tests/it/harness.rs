use app::{session_cookie::SessionCookie, visit::Site};
use axum::Router;
use hub::Hub;
use orion::web::{self, Live, WebConfig};
use sandbox::Sandbox;
use sqlx::Row;
use testkit::{HubOptions, TestApp, near};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

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

/// Where the forms of the page at `path` come back to: there, in the name of whom it was drawn for.
pub fn place(page: &str, path: &str) -> String {
    let (start, page) = (format!("{path}#empresa="), page.replace("&amp;", "&"));
    let (_, rest) = page.split_once(&start).expect("the form says whose it is");
    format!("{start}{}", rest.split('"').next().unwrap())
}

/// Ends all sessions in which somebody is signed in.
pub async fn end_sessions(app: &TestApp) {
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query("delete from sessions where user_id is not null").execute(&mut sql).await.unwrap();
}

/// A WooCommerce connection in this state, *Loja Centro*, and its order 1042, which could not be taken.
pub async fn shop_with_a_failed_order(app: &TestApp, status: &str, problem: Option<&str>) -> Uuid {
    let mut sql = app.database().connect_as("orion_system").await;
    let org: Uuid = sqlx::query("select id from organisations").fetch_one(&mut sql).await.unwrap().get("id");
    let (connection, run) = (Uuid::now_v7(), Uuid::now_v7());
    sqlx::query(
        "insert into connections (org_id, id, platform, name, auth_kind, credentials, status, problem, account_id)
         values ($1, $2, 'woocommerce', 'Loja Centro', 'key_pair', '{\"fields\": {}}', $3, $4, 'loja')",
    )
    .bind(org)
    .bind(connection)
    .bind(status)
    .bind(problem)
    .execute(&mut sql)
    .await
    .unwrap();
    sqlx::query(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, detail, digest, payload_day, payload_chunk, payload_index, first_run, last_run)
         values ($1, $2, 'order', '1042', 'failed', 'missing_field', 'the order has no currency', decode(repeat('00', 16), 'hex'), '2026-11-20', $3, 0, $3, $3)",
    )
    .bind(org)
    .bind(connection)
    .bind(run)
    .execute(&mut sql)
    .await
    .unwrap();
    connection
}
