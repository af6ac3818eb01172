//! The connection test: whether Magalu answers, whether the consent stands and is a company's, and what it
//! opens.

use super::{answer, listing, portfolio, session};
use crate::problem;
use chrono::TimeDelta;
use connector_kit::{
    CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, GrantedAccount, OrderPageRequest, Position,
    ShopFacts, Slice, SliceBasis,
};
use domain::UpstreamKind;

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

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
    let account = match account(conn).await {
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        other => other,
    };
    note("reach", CheckOutcome::Passed);
    let account = match account {
        Ok(account) => Ok(account),
        // What may be read tells why.
        Err(error) if error.kind == UpstreamKind::Permission => Err(error),
        Err(error) if error.kind == UpstreamKind::Auth => {
            return Err(("credentials", problem::WRONG_KEY, error));
        }
        Err(error) => return Err(("platform", problem_of(&error), error)),
    };
    note("platform", CheckOutcome::Passed);
    let orders = read_orders(conn).await;
    match (&account, orders) {
        // A person without a company may see nothing of any seller.
        (Err(_), Err(error)) if error.kind == UpstreamKind::Permission => {
            return Err(("credentials", problem::PERSONAL_ACCOUNT, error));
        }
        (_, Err(error)) => {
            note("credentials", CheckOutcome::Passed);
            return Err(("read_orders", problem_of(&error), error));
        }
        (_, Ok(())) => {}
    }
    note("credentials", CheckOutcome::Passed);
    note("read_orders", CheckOutcome::Passed);
    if account.is_err() || is_forbidden(conn, "/deliveries").await {
        note("scopes", CheckOutcome::Warning(problem::MISSING_SCOPES));
    }
    report.shop = account.ok().map(|account| ShopFacts {
        account_id: account.id,
        name: account.name,
        // Its one channel sells in Brazil.
        currency: Some("BRL".to_owned()),
        ..ShopFacts::default()
    });
    Ok(())
}

async fn account(conn: &Conn) -> Result<GrantedAccount, ConnectorError> {
    portfolio::account(&session::get(conn, portfolio::PATH, &[]).await?, conn.now())
}

async fn read_orders(conn: &Conn) -> Result<(), ConnectorError> {
    let from = Some(conn.now() - TimeDelta::days(1));
    let slice = Slice { basis: SliceBasis::Placed, from, until: None, newest_first: true };
    listing::page(conn, &OrderPageRequest { slice, position: Position::Start }).await.map(drop)
}

/// Whether a list is kept from the app; a failure that passes tells nothing.
async fn is_forbidden(conn: &Conn, path: &str) -> bool {
    let reply = session::get(conn, path, &[("_limit", "1".to_owned())]).await;
    let answer = reply.and_then(|reply| answer::listed(&reply, conn.now()).map(drop));
    answer.is_err_and(|error| error.kind == UpstreamKind::Permission)
}

fn problem_of(error: &ConnectorError) -> &'static str {
    match error.kind {
        UpstreamKind::Rejected => problem::UNEXPECTED_ANSWER,
        _ => problem::of(error),
    }
}
