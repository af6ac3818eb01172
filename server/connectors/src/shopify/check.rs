//! The connection test: whether the shop answers, whether it takes the token, and what the app may
//! read.

use super::{answer, session, shop_domain};
use crate::problem;
use connector_kit::{
    Advice, CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, OrderPageRequest, Position, Reply,
    ShopFacts, Slice, SliceBasis, lenient::capped,
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::json;

const QUERY: &str = include_str!("operations/conn_test.graphql");

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    shop: Shop,
    #[serde(default)]
    current_app_installation: Option<Installation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shop {
    name: String,
    #[serde(default)]
    email: Option<String>,
    myshopify_domain: String,
    currency_code: String,
    #[serde(default)]
    iana_timezone: Option<String>,
    #[serde(default)]
    plan: Option<Plan>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plan {
    #[serde(default)]
    public_display_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Installation {
    #[serde(default)]
    access_scopes: Vec<Scope>,
}

#[derive(Deserialize)]
struct Scope {
    handle: String,
}

pub(super) async fn check(conn: &Conn) -> CheckReport {
    let mut report = CheckReport { items: Vec::new(), shop: None };
    if let Err((step, problem, error)) = walk(conn, &mut report).await {
        report.items.push(CheckItem { step, outcome: CheckOutcome::Failed { problem, error } });
    }
    report
}

async fn walk(conn: &Conn, report: &mut CheckReport) -> Result<(), Failure> {
    let items = &mut report.items;
    let mut note = |step, outcome| items.push(CheckItem { step, outcome });
    let reply = match session::query(conn, QUERY, json!({}), None).await {
        // Refused before any call.
        Err(error) if error.kind == UpstreamKind::Rejected && error.status.is_none() => {
            return Err(("reach", problem::NOT_MYSHOPIFY, error));
        }
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        Err(error) if error.kind == UpstreamKind::Auth => {
            note("reach", CheckOutcome::Passed);
            return Err(("credentials", problem::WRONG_KEY, error));
        }
        Err(error) => {
            note("reach", CheckOutcome::Passed);
            return Err(("platform", problem_of(&error), error));
        }
        Ok(reply) => reply,
    };
    note("reach", CheckOutcome::Passed);
    let data = read(conn, &reply).map_err(|error| match error.kind {
        UpstreamKind::Auth => ("credentials", problem::WRONG_KEY, error),
        UpstreamKind::Permission if error.status != Some(402) => {
            ("credentials", problem::NO_READ_PERMISSION, error)
        }
        _ => ("platform", problem_of(&error), error),
    })?;
    note("platform", CheckOutcome::Passed);
    note("credentials", CheckOutcome::Passed);
    let scopes = data.current_app_installation.map(|app| app.access_scopes).unwrap_or_default();
    let granted = |scope: &str| scopes.iter().any(|granted| granted.handle == scope);
    let slice = Slice { basis: SliceBasis::Placed, from: None, until: None, newest_first: true };
    super::listing::page(conn, &OrderPageRequest { slice, position: Position::Start })
        .await
        .map_err(|error| ("read_orders", problem_of(&error), error))?;
    note("read_orders", CheckOutcome::Passed);
    if !granted("read_all_orders") {
        note("history", CheckOutcome::Warning(problem::ORDERS_LAST_60_DAYS));
    }
    if !granted("read_customers") && !granted("write_customers") {
        note("customers", CheckOutcome::Warning(problem::NO_CUSTOMER_DATA));
    }
    let shop = data.shop;
    let text = |text: &str| capped(text, 200);
    report.shop = Some(ShopFacts {
        account_id: shop_domain::exact(&shop.myshopify_domain)
            .or_else(|| text(&shop.myshopify_domain))
            .unwrap_or_default(),
        name: text(&shop.name),
        email: shop.email.as_deref().and_then(text),
        currency: Some(shop.currency_code).filter(|code| code.parse::<domain::Currency>().is_ok()),
        time_zone: shop.iana_timezone.as_deref().and_then(text),
        edition: shop.plan.and_then(|plan| plan.public_display_name).as_deref().and_then(text),
    });
    Ok(())
}

fn read(conn: &Conn, reply: &Reply) -> Result<Data, ConnectorError> {
    let (data, _) = answer::data(conn, reply)?;
    serde_json::from_str(data.get()).map_err(|error| {
        let detail = format!("what the shop says of itself cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })
}

fn problem_of(error: &ConnectorError) -> &'static str {
    match (error.status, error.kind) {
        (Some(402 | 423), _) => problem::SHOP_UNAVAILABLE,
        (_, UpstreamKind::NotThePlatform) => problem::NOT_SHOPIFY,
        (_, UpstreamKind::Rejected) => problem::UNEXPECTED_ANSWER,
        _ => problem::of(error),
    }
}
