//! The connection test: whether the platform answers, whether the token opens an account, and whether its
//! orders can be read.

use super::{answer, listing, session};
use crate::problem;
use connector_kit::{
    CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, ShopFacts, Taken,
    lenient::{Text, capped},
};
use domain::UpstreamKind;
use serde::Deserialize;

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

#[derive(Default, Deserialize)]
#[serde(default)]
struct Account<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
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
    let account = match account(conn).await {
        Ok(account) => account,
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        Err(error) => {
            passed("reach");
            let is_refusal = matches!(error.kind, UpstreamKind::Auth | UpstreamKind::Permission);
            if is_refusal && error.status.is_some() {
                passed("platform");
            }
            let step = if is_refusal { "credentials" } else { "platform" };
            return Err((step, problem_of(&error), error));
        }
    };
    passed("reach");
    passed("platform");
    passed("credentials");
    let newest = listing::newest(conn).await.map_err(|error| ("read_orders", problem_of(&error), error))?;
    passed("read_orders");
    let currency = newest.and_then(|order| match order.made().taken {
        Taken::Order(order) => Some(order.currency.to_string()),
        _ => None,
    });
    report.shop = Some(ShopFacts { currency, ..account });
    Ok(())
}

/// What the platform says of the token's account.
async fn account(conn: &Conn) -> Result<ShopFacts, ConnectorError> {
    let reply = session::get(conn, "/v1/account", &[]).await?;
    let account: Account<'_> = answer::body(&reply)?;
    let id = account.id.as_str().and_then(|id| capped(id, 100));
    let account_id = id.ok_or_else(|| answer::protocol(&reply, "the account has no id"))?;
    Ok(ShopFacts { account_id, name: account.name.capped(200), ..ShopFacts::default() })
}

fn problem_of(error: &ConnectorError) -> &'static str {
    match error.kind {
        UpstreamKind::Rejected => problem::UNEXPECTED_ANSWER,
        _ => problem::of(error),
    }
}
