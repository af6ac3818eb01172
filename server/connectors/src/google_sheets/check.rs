//! The connection test: whether Google answers, whose account it is, whether its files are listed, and whether their
//! cells can be read.

use super::{answer, answer::Refusal, consent, session};
use crate::problem;
use connector_kit::{CheckItem, CheckOutcome, CheckReport, Conn, ConnectorError, Reply, ShopFacts};
use domain::UpstreamKind;

/// A step that failed: its problem and the error.
type Failure = (&'static str, &'static str, ConnectorError);

/// An id that no spreadsheet has: that it is not found tells that it was looked for.
const NO_FILE: &str = "0rion00000000000000000000000000000000000check";

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
    let who = match session::user(conn).await {
        Err(error) if problem::is_of_reach(&error) => return Err(("reach", problem::of(&error), error)),
        other => other.and_then(|reply| consent::who(&reply, conn)),
    };
    note("reach", CheckOutcome::Passed);
    let who = match who {
        Ok(who) => who,
        Err(error) if error.kind == UpstreamKind::Auth => {
            note("platform", CheckOutcome::Passed);
            return Err(("credentials", problem::WRONG_KEY, error));
        }
        Err(error) => return Err(("platform", problem_of(&error), error)),
    };
    note("platform", CheckOutcome::Passed);
    note("credentials", CheckOutcome::Passed);
    let reply = session::spreadsheet(conn, &[NO_FILE], &[("fields", "spreadsheetId")]).await;
    asked(reply, conn, problem::NO_SHEET_PERMISSION)
        .map_err(|(problem, error)| ("read_sheets", problem, error))?;
    note("read_sheets", CheckOutcome::Passed);
    let one = [("pageSize", "1"), ("fields", "files(id)")];
    match asked(session::files(conn, None, &one).await, conn, problem::NO_FILE_LIST) {
        Ok(()) => note("list_files", CheckOutcome::Passed),
        // Files are reached by their links all the same.
        Err((problem::NO_FILE_LIST, _)) => note("list_files", CheckOutcome::Warning(problem::NO_FILE_LIST)),
        Err((problem, error)) => return Err(("list_files", problem, error)),
    }
    report.shop = Some(ShopFacts {
        account_id: who.id,
        name: who.email.clone(),
        email: who.email,
        ..ShopFacts::default()
    });
    Ok(())
}

/// Whether a call may be made at all; `unscoped` is the problem of a consent that does not cover it.
fn asked(
    reply: Result<Reply, ConnectorError>,
    conn: &Conn,
    unscoped: &'static str,
) -> Result<(), (&'static str, ConnectorError)> {
    let reply = reply.map_err(|error| (problem_of(&error), error))?;
    let read = answer::read::<serde_json::Value>(&reply, conn.now());
    let told = match read {
        Ok(told) if told["error"].is_object() => Err(answer::not_the_answer(&reply)),
        Ok(_) => Ok(()),
        Err(error) if error.kind == UpstreamKind::NotFound && !reply.is_html() => Ok(()),
        Err(error) => Err(error),
    };
    told.map_err(|error| match Refusal::of(&reply) {
        Refusal::ApiOff => (problem::API_OFF, error),
        Refusal::Scope => (unscoped, error),
        _ if error.kind == UpstreamKind::Permission => (unscoped, error),
        _ => (problem_of(&error), error),
    })
}

fn problem_of(error: &ConnectorError) -> &'static str {
    match error.kind {
        UpstreamKind::Rejected => problem::UNEXPECTED_ANSWER,
        _ => problem::of(error),
    }
}
