//! The connection test: whether the platform answers, whether the consent stands and is that of this account,
//! and what the app may read.

use super::{consent, listing, parts, payload::Glance};
use crate::problem;
use connector_kit::{Advice, CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, ShopFacts};
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
    let seller = match consent::seller(conn).await {
        Ok(seller) => seller,
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        Err(error) => {
            note("reach", CheckOutcome::Passed);
            let of_consent = matches!(error.kind, UpstreamKind::Auth | UpstreamKind::Permission);
            if of_consent && error.status.is_some() {
                note("platform", CheckOutcome::Passed);
            }
            let step = if of_consent { "credentials" } else { "platform" };
            return Err((step, problem_of(&error), error));
        }
    };
    note("reach", CheckOutcome::Passed);
    note("platform", CheckOutcome::Passed);
    if conn.config(consent::USER_ID).is_some_and(|id| id != seller.id) {
        let detail = "the consent is of another account";
        let error = ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail);
        return Err(("credentials", problem::WRONG_KEY, error));
    }
    note("credentials", CheckOutcome::Passed);
    let newest = listing::newest(conn).await.map_err(|error| ("read_orders", problem_of(&error), error))?;
    note("read_orders", CheckOutcome::Passed);
    if let Some(order) = &newest
        // A passing failure here is no reason to turn the connection down.
        && parts::is_billing_withheld(conn, order).await.unwrap_or_default()
    {
        note("customers", CheckOutcome::Warning(problem::NO_BILLING_DATA));
    }
    report.shop = Some(ShopFacts {
        account_id: seller.id,
        name: seller.nickname,
        email: seller.email,
        currency: newest.and_then(|order| Glance::of(&order).currency),
        time_zone: None,
        edition: seller.site,
    });
    Ok(())
}

fn problem_of(error: &ConnectorError) -> &'static str {
    match error.kind {
        UpstreamKind::Rejected => problem::UNEXPECTED_ANSWER,
        _ => problem::of(error),
    }
}
