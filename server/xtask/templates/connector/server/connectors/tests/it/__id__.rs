//! __Name__ against its simulator, and the scenarios of the contract.

use crate::shops::{Running, assert_every_order_adds_up, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Connector, Next,
    contract::{Outcome, Scenario, Subject, first_page},
};
use connectors::__Type__;
use domain::AuthKind;
use sandbox::{Fault, FaultRule, Platform};

const AUTH: AuthKind = AuthKind::Token;
const RECORD: &str = r#"{"id":"2001","status":"paid","placed_at":"2026-11-20T10:00:00Z",
    "changed_at":"2026-11-20T10:00:00Z","currency":"BRL","total":"1.00"}"#;

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &__Type__,
        parts: &|base| {
            let mut parts = loopback(&__Type__, AUTH);
            parts.base_url = Some(base);
            parts.credentials.insert("token".into(), "token_contract".into());
            parts
        },
        page_of: &|records| format!(r#"{{"orders":{records}}}"#),
        record: RECORD,
        strange_record: &RECORD.replace("\"paid\"", "\"teleported\""),
        error_with_200: r#"{"error":{"code":"internal_error","message":"Try again later."}}"#,
        secrets: &["token_contract"],
        one_by_one: false,
        simulated: Some(&Simulator(Platform::__Type__)),
    }
    .results()
    .await
}

#[tokio::test]
async fn every_order_is_read_once_and_adds_up() {
    let running = Running::with(Platform::__Type__, 230).await;
    let conn = running.conn(AUTH);
    assert_every_order_adds_up(&__Type__, &conn, 230).await;
    let first = __Type__.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    assert_eq!((first.total, first.next, first.orders.len()), (Some(230), Next::Numbered { last: 3 }, 100));
}

#[tokio::test]
async fn a_check_says_what_the_account_is() {
    let running = Running::with(Platform::__Type__, 3).await;
    let report = __Type__.check(&running.conn(AUTH)).await;
    assert!(report.passed(), "{report:?}");
    let steps: Vec<_> = report.items.iter().map(|item| item.step).collect();
    assert_eq!(steps, ["reach", "platform", "credentials", "read_orders"]);
    let shop = report.shop.unwrap();
    assert_eq!((shop.name.as_deref(), shop.currency.as_deref()), (Some("loja"), Some("BRL")));
}

#[tokio::test]
async fn a_check_names_the_problem() {
    let running = Running::with(Platform::__Type__, 3).await;
    for (fault, step, problem) in [
        (Fault::RevokedKey, "credentials", "wrong_key"),
        (Fault::HtmlPage { status: 200 }, "platform", "hidden_by_proxy"),
        (Fault::Redirect { location: None }, "platform", "redirected"),
        (Fault::TooManyRequests { retry_after: None }, "platform", "busy"),
        (Fault::ServerError, "platform", "server_error"),
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(fault.clone()));
        let report = __Type__.check(&running.conn(AUTH)).await;
        let found = report.items.last().map(|item| item.step);
        let problems = (found, report.failure().map(|(code, _)| code));
        assert_eq!(problems, (Some(step), Some(problem)), "{fault:?} {report:?}");
    }
}
