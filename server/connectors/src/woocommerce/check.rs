//! The connection test: what stands at the address, whether the key works, and what it may read.

use super::{
    address::{self, Routing},
    answer,
    index::{self, Index},
    refusal::{self, Cause},
    transport,
};
use crate::problem;
use connector_kit::{Advice, CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, Reply, ShopFacts};
use domain::UpstreamKind;
use serde::Deserialize;
use url::Url;

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

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
    home_url: String,
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
    let first = match index::ask(conn, &store, Routing::Pretty).await {
        Ok(reply) => reply,
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        // A redirect shows that something is there.
        Err(error) => {
            passed("reach");
            return Err(("platform", problem::of(&error), error));
        }
    };
    passed("reach");
    let (index, reply) = platform(conn, &store, first).await?;
    passed("platform");
    match answer::json(&reply, conn.now()) {
        Ok(_) => passed("credentials"),
        Err(error) if error.kind == UpstreamKind::Auth => {
            let cause = refusal::cause(conn, &reply).await;
            let step = if cause == Cause::Permission {
                passed("credentials");
                "read_orders"
            } else {
                "credentials"
            };
            return Err((step, cause.problem(), cause.told(error)));
        }
        Err(error) => return Err(("read_orders", problem::of(&error), error)),
    }
    passed("read_orders");
    report.shop = Some(facts(conn, &store, index).await);
    Ok(())
}

/// That WooCommerce is there: its index, and its answer to a first question with the key.
async fn platform(conn: &Conn, store: &Url, first: Reply) -> Result<(Index, Reply), Failure> {
    let query = [("per_page".to_owned(), "1".to_owned())];
    let orders = || transport::get(conn, "/wc/v3/orders", &query);
    let is_for_members = answer::is_api(&first) && matches!(first.status, 401 | 403);
    match index(conn, store, first).await {
        Ok(index) if index.has_woocommerce => match orders().await {
            Ok(reply) => Ok((index, reply)),
            Err(error) => Err(("credentials", problem::of(&error), error)),
        },
        Ok(_) => {
            let detail = "WordPress answers, but WooCommerce's API (wc/v3) is not among its services";
            let error = ConnectorError::new(UpstreamKind::NotThePlatform, Advice::Never, detail);
            Err(("platform", problem::WOOCOMMERCE_MISSING, error))
        }
        // Security plugins keep the index from strangers; whoever has a key may come in all the same.
        Err(failure) if is_for_members => match orders().await {
            Ok(reply) if answer::json(&reply, conn.now()).is_ok() || answer::is_woocommerces(&reply) => {
                Ok((Index::default(), reply))
            }
            _ => Err(failure),
        },
        Err(failure) => Err(failure),
    }
}

/// The index, asked for in the other form too where the usual one gives none.
async fn index(conn: &Conn, store: &Url, first: Reply) -> Result<Index, Failure> {
    if let Some(index) = Index::of(&first, conn) {
        return Ok(index);
    }
    if !answer::is_api(&first)
        && let Ok(second) = index::ask(conn, store, Routing::Parameter).await
        && let Some(index) = Index::of(&second, conn)
    {
        transport::learn_parameter_routing(conn);
        return Ok(index);
    }
    let is_broken = answer::is_broken_json(&first);
    let error = match answer::json(&first, conn.now()) {
        Err(error) => error,
        Ok(_) if is_broken => {
            let detail = "the answer says that it is JSON, but was cut off or written wrongly";
            ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(first.status)
        }
        Ok(_) => {
            let detail = "the address answers with other data than WordPress does";
            ConnectorError::new(UpstreamKind::NotThePlatform, Advice::Never, detail).with_status(first.status)
        }
    };
    let page = String::from_utf8_lossy(&first.body);
    let is_wordpress = answer::is_api(&first) && page.contains("\"rest_") || page.contains("wp-content");
    let problem = match first.status {
        429 => problem::BUSY,
        401 | 403 | 503 if !answer::is_api(&first) => problem::HIDDEN_BY_PROXY,
        200 if error.kind == UpstreamKind::Protocol && error.advice == Advice::Never => problem::PHP_MESSAGES,
        _ if is_broken => problem::UNEXPECTED_ANSWER,
        _ if is_wordpress => problem::REST_DISABLED,
        500..=599 => problem::SERVER_ERROR,
        _ => problem::NOT_WORDPRESS,
    };
    Err(("platform", problem, error))
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
    // By which the shop knows itself: it may answer under other names, too.
    let home = index.home.as_deref().unwrap_or(&status.environment.home_url);
    let home = address::normalized(home).unwrap_or_else(|_| store.clone());
    ShopFacts {
        account_id: address::account_id(&home),
        name: index.name,
        email: None,
        currency: currency.filter(|code| code.parse::<domain::Currency>().is_ok()),
        time_zone: index.time_zone,
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
