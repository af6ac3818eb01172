//! Shopify against its simulator.

mod actions;
mod consent;
mod events;

use crate::shops::{Running, assert_every_order_adds_up, everything, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Advice, CheckOutcome, Conn, Connector, ConnectorError, ManualClock, OrderPage, OrderPageRequest,
    Position, Slice, SliceBasis, Taken,
    contract::{Answer, Outcome, Scenario, ScriptedServer, Subject, first_page, read_all},
};
use connectors::Shopify;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Fault, FaultRule, NewLine, NewOrder, Platform, ShopOptions};
use std::{collections::BTreeSet, sync::Arc};

const RECORD: &str = r##"{"id":"gid://shopify/Order/1","legacyResourceId":"1","name":"#1","createdAt":"2026-11-20T10:00:00Z",
    "updatedAt":"2026-11-20T10:00:00Z","displayFinancialStatus":"PAID","displayFulfillmentStatus":"UNFULFILLED",
    "currencyCode":"BRL","totalPriceSet":{"shopMoney":{"amount":"1.0"}}}"##;

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &Shopify,
        parts: &|base| {
            let mut parts = loopback(&Shopify, AuthKind::Token);
            parts.base_url = Some(base);
            parts.config.insert("shop".into(), "loja".into());
            parts.credentials.insert("access_token".into(), "shpat_contract".into());
            parts
        },
        page_of: &|records| {
            format!(r#"{{"data":{{"orders":{{"nodes":{records},"pageInfo":{{"hasNextPage":false,"endCursor":null}}}}}}}}"#)
        },
        one_by_one: false,
        record: RECORD,
        strange_record: &RECORD.replace("PAID", "PAID_IN_SHELLS"),
        error_with_200: r#"{"errors":[{"message":"Internal error","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}"#,
        secrets: &["shpat_contract"],
        simulated: Some(&Simulator(Platform::Shopify)),
    }
    .results()
    .await
}

#[tokio::test]
async fn every_order_is_read_once_and_adds_up() {
    let running = Running::with(Platform::Shopify, 230).await;
    let conn = running.conn(AuthKind::Token);
    assert_every_order_adds_up(&Shopify, &conn, 230).await;
    let cost: f64 = conn.account().learned("shopify.page_cost").unwrap().parse().unwrap();
    assert!(cost < 1_000.0, "a whole page fits one query: {cost}");
    assert_eq!(conn.account().learned("shopify.page_size"), None);
}

#[tokio::test]
async fn payments_and_refunds_come_with_the_order() {
    let running = Running::with(Platform::Shopify, 3).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.refund(id, Some(500), "Arrependimento").unwrap();
    let page = newest(&running.conn(AuthKind::Token)).await.unwrap();
    let Taken::Order(order) = &page.orders[0].taken else { panic!("{:?}", page.orders[0]) };
    assert_eq!((order.payments.len(), order.payments[0].amount), (1, order.totals.total));
    assert!(order.paid_at.is_some());
    assert_eq!((order.refunds.len(), order.refunds[0].amount), (1, order.totals.refunded));
    assert_eq!(order.refunds[0].reason.as_deref(), Some("Arrependimento"));
}

#[tokio::test]
async fn rows_that_move_lose_no_order() {
    let options = ShopOptions { restore_rate: None, ..ShopOptions::new(Platform::Shopify, "loja") };
    let running = Running::start(options.orders(230)).await;
    running.shop.fault(FaultRule::always(Fault::MovingRows));
    for basis in [SliceBasis::Placed, SliceBasis::Changed] {
        let ids = read_all(&Shopify, &running.conn(AuthKind::Token), everything(basis, false)).await.unwrap();
        assert!(ids.iter().collect::<BTreeSet<_>>().len() >= 230, "{basis:?}");
    }
}

#[tokio::test]
async fn a_slice_holds_the_orders_at_both_of_its_bounds() {
    let running = Running::with(Platform::Shopify, 40).await;
    let (conn, orders) = (running.conn(AuthKind::Token), Shopify.orders().unwrap());
    let all = orders.page(&conn, &first_page()).await.unwrap().orders;
    let slice = Slice {
        basis: SliceBasis::Placed,
        from: all[10].placed_at,
        until: all[20].placed_at,
        newest_first: true,
    };
    let page = orders.page(&conn, &OrderPageRequest { slice, position: Position::Start }).await.unwrap();
    let ids: Vec<_> = page.orders.iter().map(|order| &order.external_id).collect();
    assert!(all[10..=20].iter().all(|order| ids.contains(&&order.external_id)));
    assert!(ids.len() < 40);
}

#[tokio::test]
async fn client_credentials_fetch_one_token_and_a_new_one_when_it_is_refused() {
    let running = Running::with(Platform::Shopify, 5).await;
    let (conn, orders) = (running.conn(AuthKind::ClientCredentials), Shopify.orders().unwrap());
    orders.page(&conn, &first_page()).await.unwrap();
    orders.page(&conn, &first_page()).await.unwrap();
    assert_eq!(running.shop.counters().requests, 3, "one token for two pages");
    running.shop.fault(FaultRule::times(Fault::RevokedKey, 1));
    assert_eq!(orders.page(&conn, &first_page()).await.unwrap().orders.len(), 5);
    running.shop.fault(FaultRule::always(Fault::RevokedKey));
    let error = orders.page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
}

#[tokio::test]
async fn throttling_says_how_long_to_wait() {
    let running = Running::with(Platform::Shopify, 5).await;
    running.shop.fault(FaultRule::times(Fault::Throttled, 1));
    let error =
        Shopify.orders().unwrap().page(&running.conn(AuthKind::Token), &first_page()).await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::RateLimit);
    assert!(matches!(error.advice, Advice::After(_)), "{error:?}");
}

#[tokio::test]
async fn an_order_of_250_lines_is_read_whole() {
    let (running, conn) = with_a_long_order().await;
    let page = newest(&conn).await.unwrap();
    match &page.orders[0].taken {
        Taken::Order(order) => assert_eq!(order.lines.len(), 250),
        other => panic!("{other:?}"),
    }
    assert_eq!(running.shop.counters().requests, 3);
    assert!(conn.account().learned("shopify.lines_cost").is_some(), "the next ones wait for their turn");
}

#[tokio::test]
async fn lines_that_are_throttled_are_asked_for_again_without_the_page() {
    let (running, conn) = with_a_long_order().await;
    running.shop.fault(FaultRule::times(Fault::Throttled, 1).after(1));
    let page = newest(&conn).await.unwrap();
    assert!(matches!(&page.orders[0].taken, Taken::Order(order) if order.lines.len() == 250));
    assert_eq!(running.shop.counters().requests, 4, "the page once, two times lines, one of them twice");
}

#[tokio::test]
async fn an_order_whose_lines_cannot_be_read_fails_alone() {
    let (running, conn) = with_a_long_order().await;
    running.shop.fault(FaultRule::always(Fault::ServerError).after(1));
    let page = newest(&conn).await.unwrap();
    assert_eq!(page.orders.len(), 3);
    assert!(
        matches!(&page.orders[0].taken, Taken::Failed { detail, .. } if detail.starts_with("lineItems: ")),
        "{:?}",
        page.orders[0].taken
    );
    assert!(page.orders[1..].iter().all(|order| matches!(order.taken, Taken::Order(_))));

    running.shop.clear_faults();
    let again = newest(&conn).await.unwrap();
    assert!(matches!(again.orders[0].taken, Taken::Order(_)));
    assert_ne!(again.orders[0].digest, page.orders[0].digest, "the whole order is news");
}

#[tokio::test]
async fn a_token_that_is_refused_amid_the_lines_is_no_fault_of_the_order() {
    let (running, conn) = with_a_long_order().await;
    running.shop.fault(FaultRule::always(Fault::RevokedKey).after(1));
    let error = newest(&conn).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
}

/// A shop whose newest order has 250 lines, and a connection whose pauses take no time.
async fn with_a_long_order() -> (Running, Conn) {
    let running = Running::with(Platform::Shopify, 2).await;
    let line =
        |at| NewLine { sku: Some(format!("SKU-{at}")), name: format!("Item {at}"), quantity: 1, price: 100 };
    running.shop.create(NewOrder { lines: (0..250).map(line).collect(), ..Default::default() }).unwrap();
    let mut parts = running.parts(AuthKind::Token);
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    (running, Conn::new(parts))
}

async fn newest(conn: &Conn) -> Result<OrderPage, ConnectorError> {
    let request = OrderPageRequest { slice: everything(SliceBasis::Placed, true), position: Position::Start };
    Shopify.orders().unwrap().page(conn, &request).await
}

#[tokio::test]
async fn a_check_says_what_the_shop_is_and_warns_of_limits() {
    let running = Running::with(Platform::Shopify, 3).await;
    let report = Shopify.check(&running.conn(AuthKind::Token)).await;
    assert!(report.passed(), "{report:?}");
    let shop = report.shop.unwrap();
    assert!(shop.account_id.ends_with(".myshopify.com"), "{shop:?}");
    assert_eq!(shop.currency.as_deref(), Some("BRL"));

    let options =
        ShopOptions { scopes: vec!["read_orders".into()], ..ShopOptions::new(Platform::Shopify, "pequena") };
    let running = Running::start(options).await;
    let report = Shopify.check(&running.conn(AuthKind::Token)).await;
    let warnings: Vec<_> = report
        .items
        .iter()
        .filter_map(|item| match item.outcome {
            CheckOutcome::Warning(code) => Some(code),
            _ => None,
        })
        .collect();
    assert_eq!(warnings, ["orders_last_60_days", "no_customer_data"]);
}

#[tokio::test]
async fn a_check_names_the_problem() {
    let running = Running::with(Platform::Shopify, 3).await;
    for (fault, step, problem) in [
        (Fault::RevokedKey, "credentials", "wrong_key"),
        (Fault::HtmlPage { status: 200 }, "platform", "not_shopify"),
        (Fault::Redirect { location: None }, "platform", "redirected"),
        (Fault::ServerError, "platform", "server_error"),
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(fault.clone()));
        for auth in [AuthKind::Token, AuthKind::ClientCredentials] {
            let report = Shopify.check(&running.conn(auth)).await;
            let found = report.items.last().map(|item| item.step);
            let code = report.failure().map(|(code, _)| code);
            assert_eq!((found, code), (Some(step), Some(problem)), "{fault:?} {auth} {report:?}");
        }
    }
    let mut parts = running.parts(AuthKind::Token);
    parts.config.insert("shop".into(), "www.loja.com.br".into());
    let report = Shopify.check(&Conn::new(parts)).await;
    assert_eq!(report.failure().map(|(code, _)| code), Some("not_myshopify"), "{report:?}");
    let options = ShopOptions { scopes: Vec::new(), ..ShopOptions::new(Platform::Shopify, "fechada") };
    let running = Running::start(options).await;
    let report = Shopify.check(&running.conn(AuthKind::Token)).await;
    assert_eq!(report.failure().map(|(code, _)| code), Some("no_read_permission"), "{report:?}");
}

#[tokio::test]
async fn a_customer_that_may_not_be_seen_leaves_the_order_whole() {
    let options = ShopOptions { customer_data: false, ..ShopOptions::new(Platform::Shopify, "loja") };
    let running = Running::start(options).await;
    let page = Shopify
        .orders()
        .unwrap()
        .page(&Conn::new(running.parts(AuthKind::Token)), &first_page())
        .await
        .unwrap();
    assert!(page.orders.iter().all(|order| matches!(order.taken, Taken::Order(_))));
}

#[tokio::test]
async fn what_the_app_may_not_read_leaves_the_order_whole() {
    let scopes = vec!["read_orders".into(), "read_all_orders".into()];
    let running = Running::start(ShopOptions { scopes, ..ShopOptions::new(Platform::Shopify, "loja") }).await;
    let page = newest(&running.conn(AuthKind::Token)).await.unwrap();
    let mut skus = 0;
    for order in &page.orders {
        let Taken::Order(order) = &order.taken else { panic!("{order:?}") };
        assert_eq!(order.totals.sum_of_parts(), order.totals.total);
        assert!(order.buyer.external_id.is_none());
        assert!(order.lines.iter().all(|line| line.product_ref.is_none()));
        skus += order.lines.iter().filter(|line| line.sku.is_some()).count();
    }
    assert!(skus > 0, "what the line itself says is seen");
}

#[tokio::test]
async fn data_beside_a_failure_that_passes_is_read_again() {
    let page = |code: &str| {
        format!(
            r#"{{"data":{{"orders":{{"nodes":[{RECORD}],"pageInfo":{{"hasNextPage":false,"endCursor":null}}}}}},
                "errors":[{{"message":"m","path":["orders","nodes",0,"totalTaxSet"],"extensions":{{"code":"{code}"}}}}]}}"#
        )
    };
    for (code, passes) in [("INTERNAL_SERVER_ERROR", true), ("ACCESS_DENIED", false)] {
        let server = ScriptedServer::start(Answer::json(200, &page(code))).await;
        let result = Shopify.orders().unwrap().page(&scripted(&server), &first_page()).await;
        match result {
            Ok(page) => assert!(!passes && page.orders.len() == 1, "{code}"),
            Err(error) => assert!(passes && error.advice == Advice::Retry, "{code} {error:?}"),
        }
    }
}

fn scripted(server: &ScriptedServer) -> Conn {
    let mut parts = loopback(&Shopify, AuthKind::Token);
    parts.base_url = Some(server.base());
    parts.config.insert("shop".into(), "loja".into());
    parts.credentials.insert("access_token".into(), "shpat_1".into());
    Conn::new(parts)
}

#[tokio::test]
async fn a_page_that_costs_too_much_is_halved_until_it_fits_and_never_again() {
    let refusal = r#"{"errors":[{"message":"m","extensions":{"code":"MAX_COST_EXCEEDED","cost":1400,"maxCost":1000}}]}"#;
    let server = ScriptedServer::start(Answer::json(200, refusal)).await;
    let conn = scripted(&server);
    let error = Shopify.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    assert_eq!(conn.account().learned("shopify.page_size").as_deref(), Some("1"));
}
