//! The connection test: whether the platform answers, whether the consent stands and opens the shop, and what
//! the app may read.

use super::{answer, given_back, listing, session, shops};
use crate::problem;
use connector_kit::{
    Advice, CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, ShopFacts,
    lenient::{Items, Object, Text},
};
use domain::UpstreamKind;
use serde::Deserialize;

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

/// As much of an order as tells the shop's currency.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow)]
    orders: Items<Object<Order<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Order<'a> {
    #[serde(borrow)]
    payment: Object<Payment<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payment<'a> {
    #[serde(borrow)]
    currency: Text<'a>,
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
    let shops = match shops::of_connection(conn).await {
        Ok(shops) => shops,
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        Err(error) => {
            note("reach", CheckOutcome::Passed);
            let step = step_of(&error);
            if step != "platform" && error.status.is_some() {
                note("platform", CheckOutcome::Passed);
            }
            return Err((step, problem_of(&error), error));
        }
    };
    note("reach", CheckOutcome::Passed);
    note("platform", CheckOutcome::Passed);
    let shop = shops.into_iter().find(|shop| shop.cipher.as_deref() == conn.config("shop_cipher"));
    let shop = shop.filter(|shop| shop.cipher.is_some()).ok_or_else(|| {
        let detail = "the consent does not open this shop (any more)";
        let error = ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail);
        ("credentials", problem::WRONG_KEY, error)
    })?;
    note("credentials", CheckOutcome::Passed);
    let currency = newest_currency(conn).await.map_err(|error| ("read_orders", problem_of(&error), error))?;
    note("read_orders", CheckOutcome::Passed);
    // A passing failure here is no reason to turn the connection down.
    if given_back::is_withheld(conn).await.unwrap_or_default() {
        note("returns", CheckOutcome::Warning(problem::NO_RETURNS));
    }
    report.shop = Some(ShopFacts { account_id: shop.id, name: shop.name, currency, ..ShopFacts::default() });
    Ok(())
}

/// The currency of the newest order.
async fn newest_currency(conn: &Conn) -> Result<Option<String>, ConnectorError> {
    let reply = session::send(conn, &listing::newest()).await?;
    let data: Data<'_> = answer::data(conn, &reply)?;
    let currency = data.orders.list.first().and_then(|order| order.0.payment.0.currency.as_str());
    Ok(currency.filter(|code| code.parse::<domain::Currency>().is_ok()).map(str::to_owned))
}

fn step_of(error: &ConnectorError) -> &'static str {
    match error.kind {
        UpstreamKind::Auth => "credentials",
        UpstreamKind::Permission if !answer::is_of_closed_shop(error) => "read_orders",
        UpstreamKind::Rejected => "credentials",
        _ => "platform",
    }
}

fn problem_of(error: &ConnectorError) -> &'static str {
    match error.kind {
        _ if answer::is_of_clock(error) => problem::CLOCK_WRONG,
        _ if answer::is_of_closed_shop(error) => problem::SHOP_UNAVAILABLE,
        UpstreamKind::Rejected => problem::UNEXPECTED_ANSWER,
        _ => problem::of(error),
    }
}
