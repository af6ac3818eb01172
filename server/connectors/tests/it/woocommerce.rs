//! WooCommerce against its simulator.

mod actions;
mod events;

use crate::shops::{Running, assert_every_order_adds_up, everything, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Advice, Conn, Connector, ManualClock, Next, OrderPage, OrderPageRequest, Position, Slice, SliceBasis,
    SourceOrder, Taken,
    contract::{Outcome, Scenario, Subject, first_page, read_all},
    retry,
};
use connectors::Woocommerce;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use std::collections::BTreeSet;

const AUTH: AuthKind = AuthKind::KeyPair;
const RECORD: &str = r#"{"id":1,"number":"1","status":"processing","currency":"BRL","total":"1.00",
    "date_created_gmt":"2026-11-20T10:00:00","date_modified_gmt":"2026-11-20T10:00:00"}"#;

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &Woocommerce,
        parts: &|base| {
            let mut parts = loopback(&Woocommerce, AUTH);
            parts.config.insert("store_url".into(), base.to_string());
            parts.credentials.insert("consumer_key".into(), "ck_contract".into());
            parts.credentials.insert("consumer_secret".into(), "cs_contract".into());
            parts
        },
        page_of: &|records| records.to_owned(),
        one_by_one: false,
        record: RECORD,
        strange_record: &RECORD.replace("processing", "no-correio"),
        error_with_200: r#"{"code":"internal_server_error","message":"fatal","data":{"status":500}}"#,
        secrets: &["cs_contract", "ck_contract"],
        simulated: Some(&Simulator(Platform::Woocommerce)),
    }
    .results()
    .await
}

#[tokio::test]
async fn every_order_is_read_once_and_adds_up() {
    let running = Running::with(Platform::Woocommerce, 350).await;
    let conn = running.conn(AUTH);
    assert_every_order_adds_up(&Woocommerce, &conn, 350).await;
    let first = Woocommerce.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    assert_eq!((first.total, first.next, first.orders.len()), (Some(350), Next::Numbered { last: 4 }, 100));
}

#[tokio::test]
async fn rows_that_move_and_come_twice_lose_no_order() {
    let running = Running::with(Platform::Woocommerce, 350).await;
    running.shop.fault(FaultRule::always(Fault::MovingRows));
    running.shop.fault(FaultRule::always(Fault::DuplicateRows));
    let ids =
        read_all(&Woocommerce, &running.conn(AUTH), everything(SliceBasis::Placed, true)).await.unwrap();
    let distinct: BTreeSet<_> = ids.iter().collect();
    assert!(distinct.len() >= 350 && ids.len() > distinct.len(), "{} of {}", distinct.len(), ids.len());
}

#[tokio::test]
async fn a_slice_holds_the_orders_at_both_of_its_bounds() {
    let running = Running::with(Platform::Woocommerce, 60).await;
    let conn = running.conn(AUTH);
    let orders = Woocommerce.orders().unwrap();
    for basis in [SliceBasis::Placed, SliceBasis::Changed] {
        let request = OrderPageRequest { slice: everything(basis, false), position: Position::Start };
        let all = orders.page(&conn, &request).await.unwrap().orders;
        let moment = |at: usize| match basis {
            SliceBasis::Placed => all[at].placed_at,
            SliceBasis::Changed => all[at].changed_at,
        };
        let slice = Slice { basis, from: moment(20), until: moment(40), newest_first: true };
        let page = orders.page(&conn, &OrderPageRequest { slice, position: Position::Start }).await.unwrap();
        let ids: Vec<_> = page.orders.iter().map(|order| &order.external_id).collect();
        for expected in &all[20..=40] {
            assert!(ids.contains(&&expected.external_id), "{basis:?}: {}", expected.external_id);
        }
        assert!(ids.len() < 60, "the slice is a part");
    }
}

#[tokio::test]
async fn a_check_says_what_the_shop_is() {
    let running = Running::with(Platform::Woocommerce, 3).await;
    let report = Woocommerce.check(&running.conn(AUTH)).await;
    assert!(report.passed(), "{report:?}");
    let steps: Vec<_> = report.items.iter().map(|item| item.step).collect();
    assert_eq!(steps, ["reach", "platform", "credentials", "read_orders"]);
    let shop = report.shop.unwrap();
    assert_eq!(shop.currency.as_deref(), Some("BRL"));
    assert_eq!(shop.time_zone.as_deref(), Some("America/Sao_Paulo"));
    assert_eq!(shop.edition.as_deref(), Some("WooCommerce 11.0.1"));
    assert_eq!(shop.account_id, format!("{}/woocommerce/loja", running.sandbox.address()));
}

#[tokio::test]
async fn a_check_names_the_problem() {
    let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(3);
    let running = Running::start(ShopOptions { localized: true, ..options }).await;
    for (fault, step, problem) in [
        (Fault::RevokedKey, "credentials", "wrong_key"),
        (Fault::HtmlPage { status: 200 }, "platform", "not_wordpress"),
        (Fault::HtmlPage { status: 503 }, "platform", "hidden_by_proxy"),
        (Fault::Redirect { location: None }, "platform", "redirected"),
        (Fault::TooManyRequests { retry_after: None }, "platform", "busy"),
        (Fault::PhpNotice, "platform", "php_messages"),
        (Fault::MalformedJson, "platform", "unexpected_answer"),
        (Fault::RestDisabled, "platform", "rest_disabled"),
        (Fault::WoocommerceMissing, "platform", "woocommerce_missing"),
        (Fault::WriteOnlyKey, "read_orders", "no_read_permission"),
        (Fault::ClockSkew { seconds: -3_600 }, "credentials", "clock_wrong"),
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(fault.clone()));
        let report = Woocommerce.check(&running.conn(AUTH)).await;
        let found = report.items.last().map(|item| item.step);
        assert_eq!(
            (found, report.failure().map(|(code, _)| code)),
            (Some(step), Some(problem)),
            "{fault:?} {report:?}"
        );
    }
    // A run is told as much.
    let refused = Woocommerce.orders().unwrap().page(&running.conn(AUTH), &first_page()).await.unwrap_err();
    assert_eq!((refused.kind, refused.advice), (UpstreamKind::Clock, Advice::Retry), "{refused}");
}

#[tokio::test]
async fn a_check_of_nothing_says_so() {
    let mut parts = loopback(&Woocommerce, AUTH);
    for (url, problem) in [
        ("http://127.0.0.1:1", "not_reachable"),
        ("http://user@127.0.0.1:1", "bad_address"),
        ("", "bad_address"),
        ("https://loja.invalid", "name_not_found"),
    ] {
        parts.config.insert("store_url".into(), url.into());
        parts.credentials.insert("consumer_key".into(), "ck_1".into());
        let conn = Conn::new(connector_kit::ConnParts {
            config: parts.config.clone(),
            credentials: parts.credentials.clone(),
            ..loopback(&Woocommerce, AUTH)
        });
        let report = Woocommerce.check(&conn).await;
        assert_eq!(report.failure().map(|(code, _)| code), Some(problem), "{url}: {report:?}");
    }
}

#[tokio::test]
async fn a_shop_without_pretty_addresses_is_found_and_remembered() {
    let options = ShopOptions { pretty_permalinks: false, ..ShopOptions::new(Platform::Woocommerce, "loja") };
    let running = Running::start(options).await;
    let conn = running.conn(AUTH);
    let orders = Woocommerce.orders().unwrap();
    assert_eq!(orders.page(&conn, &first_page()).await.unwrap().orders.len(), 100);
    running.shop.reset_counters();
    orders.page(&conn, &first_page()).await.unwrap();
    assert_eq!(running.shop.counters().requests, 1);
    assert!(Woocommerce.check(&running.conn(AUTH)).await.passed());
}

#[tokio::test]
async fn a_page_that_stands_there_for_a_moment_ends_no_connection() {
    let running = Running::with(Platform::Woocommerce, 5).await;
    let (conn, orders) = (running.conn(AUTH), Woocommerce.orders().unwrap());
    running.shop.fault(FaultRule::times(Fault::HtmlPage { status: 404 }, 1));
    // In the other form the key is refused: the signed call, and where the shop is asked for its own address.
    running.shop.fault(FaultRule::times(Fault::RevokedKey, 3));
    let error = orders.page(&conn, &first_page()).await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::NotThePlatform, "{error}");
    running.shop.reset_counters();
    assert_eq!(orders.page(&conn, &first_page()).await.unwrap().orders.len(), 5);
    assert_eq!(running.shop.counters().requests, 1, "in the form that was right before");
}

#[tokio::test]
async fn a_busy_shop_is_tried_again_when_it_said() {
    let running = Running::with(Platform::Woocommerce, 5).await;
    running.shop.fault(FaultRule::times(Fault::TooManyRequests { retry_after: Some("3".into()) }, 1));
    let clock = std::sync::Arc::new(ManualClock::at(chrono::Utc::now()));
    let mut parts = running.parts(AUTH);
    parts.clock = clock.clone();
    let conn = Conn::new(parts);
    let request = first_page();
    let orders = Woocommerce.orders().unwrap();
    let page = retry(Woocommerce.spec().retry, &*clock, || orders.page(&conn, &request)).await.unwrap();
    assert_eq!(page.orders.len(), 5);
    assert_eq!(connector_kit::Clock::elapsed(&*clock), std::time::Duration::from_secs(3));
}

#[tokio::test]
async fn php_messages_before_the_data_are_reported_and_a_mark_is_read_over() {
    let running = Running::with(Platform::Woocommerce, 5).await;
    let (conn, orders) = (running.conn(AUTH), Woocommerce.orders().unwrap());
    running.shop.fault(FaultRule::times(Fault::PhpNotice, 1));
    let error = orders.page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Never), "{error}");
    running.shop.fault(FaultRule::times(Fault::Bom, 1));
    assert_eq!(orders.page(&conn, &first_page()).await.unwrap().orders.len(), 5);
}

/// The whole first page, and what became of it.
async fn whole_page(running: &Running, conn: &Conn) -> OrderPage {
    running.shop.reset_counters();
    Woocommerce.orders().unwrap().page(conn, &first_page()).await.unwrap()
}

/// Ids and details of the records that failed.
fn failed(orders: &[SourceOrder]) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for order in orders {
        if let Taken::Failed { detail, .. } = &order.taken {
            found.push((order.external_id.as_str(), detail.as_str()));
        }
    }
    found
}

#[tokio::test]
async fn an_order_that_is_too_large_fails_alone_and_by_its_id() {
    let running = Running::with(Platform::Woocommerce, 130).await;
    let oldest = whole_page(&running, &running.conn(AUTH)).await.orders[7].external_id.clone();
    let notes =
        serde_json::json!({ "meta_data": [{ "id": 1, "key": "log", "value": "x".repeat(9_000_000) }] });
    let change = sandbox::OrderChange { overlay: Some(notes), silent: true, ..Default::default() };
    running.shop.change(oldest.parse().unwrap(), change).unwrap();

    let page = whole_page(&running, &running.conn(AUTH)).await;
    assert_eq!((page.orders.len(), page.total, page.next), (100, Some(130), Next::Numbered { last: 2 }));
    let [(id, detail)] = failed(&page.orders)[..] else { panic!("{:?}", failed(&page.orders)) };
    assert_eq!(id, oldest);
    assert!(detail.contains("the answer is longer than"), "{detail}");
    assert!(page.orders[7].placed_at.is_some(), "its place in the slice is known");
}

#[tokio::test]
async fn a_shop_with_little_memory_is_read_in_parts_and_that_is_remembered() {
    let running = Running::with(Platform::Woocommerce, 230).await;
    let conn = running.conn(AUTH);
    let expected = read_all(&Woocommerce, &conn, everything(SliceBasis::Placed, true)).await.unwrap();
    running.shop.fault(FaultRule::always(Fault::LittleMemory { orders: 25 }));
    running.shop.reset_counters();
    let read = read_all(&Woocommerce, &conn, everything(SliceBasis::Placed, true)).await.unwrap();
    assert_eq!(read, expected, "all of them, in their order");
    // The first page is asked for whole, then whether the shop answers at all, and then in 2 and 4 parts;
    // the second begins with 2, the last with 4 of which the first two hold all.
    assert_eq!(running.shop.counters().requests, (1 + 1 + 2 + 4) + (1 + 2 + 4) + 2);
}

#[tokio::test]
async fn an_order_that_stops_the_shop_fails_alone_and_by_its_id() {
    let running = Running::with(Platform::Woocommerce, 110).await;
    let conn = running.conn(AUTH);
    let first = whole_page(&running, &conn).await.orders[0].external_id.clone();
    running.shop.fault(FaultRule::always(Fault::BrokenOrder { id: first.parse().unwrap() }));
    let orders = Woocommerce.orders().unwrap();
    let error = orders.page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry), "it may have been chance");
    let page = whole_page(&running, &conn).await;
    assert_eq!((page.orders.len(), page.total), (100, Some(110)));
    let [(id, detail)] = failed(&page.orders)[..] else { panic!("{:?}", failed(&page.orders)) };
    assert_eq!(id, first);
    assert!(detail.contains("HTTP 500"), "{detail}");
}

#[tokio::test]
async fn a_shop_that_is_down_is_not_asked_for_a_hundred_parts() {
    let running = Running::with(Platform::Woocommerce, 110).await;
    running.shop.fault(FaultRule::always(Fault::ServerError));
    let page = Woocommerce.orders().unwrap();
    let error = page.page(&running.conn(AUTH), &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry));
    assert_eq!(running.shop.counters().requests, 2);
}

#[tokio::test]
async fn a_shop_is_known_by_its_own_address_and_signed_for_it() {
    let home = "https://WWW.loja.example/woocommerce/loja/".to_owned();
    let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(5);
    let home = home.trim_end_matches('/').to_lowercase();
    let running = Running::start(ShopOptions { home: Some(home), ..options }).await;
    let conn = running.conn(AUTH);
    let report = Woocommerce.check(&conn).await;
    assert!(report.passed(), "{report:?}");
    assert_eq!(report.shop.unwrap().account_id, "www.loja.example/woocommerce/loja");
    assert_eq!(whole_page(&running, &conn).await.orders.len(), 5);
    assert_eq!(running.shop.counters().requests, 1, "the address is remembered");
}

#[tokio::test]
async fn a_shop_that_shows_its_index_to_members_only_works_with_a_key() {
    let running = Running::with(Platform::Woocommerce, 3).await;
    running.shop.fault(FaultRule::always(Fault::RestForMembers));
    let report = Woocommerce.check(&running.conn(AUTH)).await;
    assert!(report.passed(), "{report:?}");
    let shop = report.shop.unwrap();
    assert_eq!(shop.account_id, format!("{}/woocommerce/loja", running.sandbox.address()));
    running.shop.fault(FaultRule::always(Fault::RevokedKey));
    let report = Woocommerce.check(&running.conn(AUTH)).await;
    assert_eq!(report.failure().map(|(problem, _)| problem), Some("wrong_key"), "{report:?}");
}

#[tokio::test]
async fn what_went_to_the_bin_is_among_the_changes_and_not_in_the_history() {
    let running = Running::with(Platform::Woocommerce, 30).await;
    let conn = running.conn(AUTH);
    let gone = whole_page(&running, &conn).await.orders[3].external_id.clone();
    let change = |status: &str| sandbox::OrderChange { status: Some(status.into()), ..Default::default() };
    running.shop.change(gone.parse().unwrap(), change("trash")).unwrap();
    let other = whole_page(&running, &conn).await.orders[4].external_id.clone();
    running.shop.change(other.parse().unwrap(), change("status-de-plugin")).unwrap();

    let history = read_all(&Woocommerce, &conn, everything(SliceBasis::Placed, true)).await.unwrap();
    assert!(history.len() == 29 && !history.contains(&gone));
    let request =
        OrderPageRequest { slice: everything(SliceBasis::Changed, true), position: Position::Start };
    let changes = Woocommerce.orders().unwrap().page(&conn, &request).await.unwrap();
    assert_eq!((changes.orders.len(), changes.total), (30, Some(30)));
    let ids: Vec<_> = changes.orders.iter().take(2).map(|order| order.external_id.as_str()).collect();
    assert!(ids.contains(&gone.as_str()) && ids.contains(&other.as_str()), "{ids:?}");
    let binned = changes.orders.into_iter().find(|order| order.external_id == gone).unwrap().made();
    assert!(matches!(binned.taken, Taken::Withdrawn { .. }), "{binned:?}");
}
