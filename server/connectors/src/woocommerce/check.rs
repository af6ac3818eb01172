//! The connection test: what stands at the address, whether the key works, and what it may read.

use super::{
    address::{self, Routing},
    answer, transport,
};
use crate::problem;
use connector_kit::{Advice, CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, Reply, ShopFacts};
use domain::UpstreamKind;
use serde::Deserialize;
use url::Url;

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

/// What the API's index says to everyone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Index {
    name: String,
    home: String,
    timezone_string: String,
    namespaces: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SystemStatus {
    environment: Environment,
    settings: Settings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Environment {
    version: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Settings {
    currency: String,
}

#[derive(Debug, Deserialize)]
struct CurrentCurrency {
    code: String,
}

pub(super) async fn check(conn: &Conn) -> CheckReport {
    let mut report = CheckReport { items: Vec::new(), shop: None };
    if let Err((step, problem, error)) = walk(conn, &mut report).await {
        report.items.push(CheckItem { step, outcome: CheckOutcome::Failed { problem, error } });
    }
    report
}

async fn walk(conn: &Conn, report: &mut CheckReport) -> Result<(), Failure> {
    let mut passed = |step| report.items.push(CheckItem { step, outcome: CheckOutcome::Passed });
    let store = address::of(conn).map_err(|error| ("reach", problem::BAD_ADDRESS, error))?;
    let first = index_at(conn, &store, Routing::Pretty).await.map_err(|error| {
        let step = if problem::is_of_reach(&error) { "reach" } else { "platform" };
        (step, problem::of(&error), error)
    });
    let first = match first {
        // A redirect shows that something is there.
        Err(failure) if failure.0 == "platform" => {
            passed("reach");
            return Err(failure);
        }
        other => other?,
    };
    passed("reach");
    let index = index(conn, &store, first).await?;
    if !index.namespaces.iter().any(|name| name == "wc/v3") {
        let detail = "WordPress answers, but WooCommerce's API (wc/v3) is not among its services";
        let error = ConnectorError::new(UpstreamKind::NotThePlatform, Advice::Never, detail);
        return Err(("platform", problem::WOOCOMMERCE_MISSING, error));
    }
    passed("platform");

    let query = [("per_page".to_owned(), "1".to_owned())];
    let reply = transport::get(conn, "/wc/v3/orders", &query)
        .await
        .map_err(|error| ("credentials", problem::of(&error), error))?;
    match answer::json(&reply, conn.now()) {
        Ok(_) => passed("credentials"),
        Err(error) if error.kind == UpstreamKind::Permission => {
            passed("credentials");
            return Err(("read_orders", problem::NO_READ_PERMISSION, error));
        }
        Err(error) if error.kind == UpstreamKind::Auth => {
            let hidden = answer::asks_for_signature(&reply)
                || store.scheme() == "https" && index.home.starts_with("http://");
            let problem = if hidden { problem::TLS_NOT_SEEN } else { problem::WRONG_KEY };
            return Err(("credentials", problem, error));
        }
        Err(error) => return Err(("read_orders", problem::of(&error), error)),
    }
    passed("read_orders");
    report.shop = Some(facts(conn, &store, index).await);
    Ok(())
}

async fn index_at(conn: &Conn, store: &Url, routing: Routing) -> Result<Reply, ConnectorError> {
    let fields = [("_fields".to_owned(), "name,home,timezone_string,namespaces".to_owned())];
    conn.send(transport::anonymous(store, routing, "/", &fields)).await
}

/// The index, asked for in the other form too where the usual one gives none.
async fn index(conn: &Conn, store: &Url, first: Reply) -> Result<Index, Failure> {
    if let Some(index) = read_index(&first) {
        return Ok(index);
    }
    if !answer::is_api(&first)
        && let Ok(second) = index_at(conn, store, Routing::Parameter).await
        && let Some(index) = read_index(&second)
    {
        transport::learn_parameter_routing(conn);
        return Ok(index);
    }
    let error = match answer::json(&first, conn.now()) {
        Err(error) => error,
        Ok(_) => {
            let detail = "the address answers with other data than WordPress does";
            ConnectorError::new(UpstreamKind::NotThePlatform, Advice::Never, detail).with_status(first.status)
        }
    };
    let page = String::from_utf8_lossy(&first.body);
    let is_wordpress = answer::is_api(&first) && page.contains("\"rest_") || page.contains("wp-content");
    let problem = match first.status {
        429 => problem::BUSY,
        403 | 503 if !answer::is_api(&first) => problem::HIDDEN_BY_PROXY,
        200 if error.kind == UpstreamKind::Protocol && error.advice == Advice::Never => problem::PHP_MESSAGES,
        _ if is_wordpress => problem::REST_DISABLED,
        500..=599 => problem::SERVER_ERROR,
        _ => problem::NOT_WORDPRESS,
    };
    Err(("platform", problem, error))
}

fn read_index(reply: &Reply) -> Option<Index> {
    let body = answer::json(reply, chrono::Utc::now()).ok()?;
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    value.get("namespaces")?.as_array()?;
    Some(serde_json::from_value(value).unwrap_or_default())
}

async fn facts(conn: &Conn, store: &Url, index: Index) -> ShopFacts {
    let fields = [("_fields".to_owned(), "environment,settings".to_owned())];
    // Only administrators may read the status; a key without that right still imports orders.
    let status: Option<SystemStatus> = read(conn, "/wc/v3/system_status", &fields).await;
    let status = status.unwrap_or_default();
    let mut currency = some(&status.settings.currency);
    if currency.is_none() {
        let current: Option<CurrentCurrency> = read(conn, "/wc/v3/data/currencies/current", &[]).await;
        currency = current.and_then(|current| some(&current.code));
    }
    ShopFacts {
        account_id: address::account_id(store),
        name: some(&index.name),
        email: None,
        currency: currency.filter(|code| code.parse::<domain::Currency>().is_ok()),
        time_zone: some(&index.timezone_string),
        edition: some(&status.environment.version).map(|version| format!("WooCommerce {version}")),
    }
}

async fn read<T: serde::de::DeserializeOwned>(
    conn: &Conn,
    route: &str,
    query: &[(String, String)],
) -> Option<T> {
    let reply = transport::get(conn, route, query).await.ok()?;
    serde_json::from_slice(answer::json(&reply, conn.now()).ok()?).ok()
}

fn some(text: &str) -> Option<String> {
    connector_kit::lenient::capped(text, 200)
}
