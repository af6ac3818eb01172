use std::time::Duration;

use sandbox::{Fault, FaultRule};
use serde_json::Value;

use crate::woo;

const LIST: &str = "/wp-json/wc/v3/orders?orderby=modified&order=asc&per_page=10";

#[tokio::test]
async fn a_counted_fault_passes_and_the_shop_recovers() {
    let world = woo().await;
    world.shop.fault(FaultRule::times(Fault::TooManyRequests { retry_after: Some("2".into()) }, 1));
    let limited = world.get(LIST).await;
    assert_eq!((limited.status, limited.header("retry-after")), (429, "2"));
    assert_eq!(world.get(LIST).await.status, 200);
    assert_eq!(world.shop.counters().requests, 2);
}

#[tokio::test]
async fn error_pages_and_redirects_keep_their_status() {
    let world = woo().await;
    for (fault, status, html) in [
        (Fault::ServerError, 500, false),
        (Fault::HtmlPage { status: 502 }, 502, true),
        (Fault::HtmlPage { status: 200 }, 200, true),
        (Fault::ErrorWith200, 200, false),
        (Fault::Redirect { location: None }, 301, true),
    ] {
        world.shop.fault(FaultRule::times(fault.clone(), 1));
        let answer = world.get(LIST).await;
        assert_eq!(answer.status, status, "{fault:?}");
        assert_eq!(answer.header("content-type").contains("html"), html, "{fault:?}");
    }
}

#[tokio::test]
async fn spoiled_bodies_do_not_parse() {
    let world = woo().await;
    for fault in [Fault::MalformedJson, Fault::PhpNotice, Fault::Bom] {
        world.shop.fault(FaultRule::times(fault.clone(), 1));
        let answer = world.client.get(format!("{}/wp-json/", world.url)).send().await.unwrap();
        let bytes = answer.bytes().await.unwrap();
        assert!(serde_json::from_slice::<Value>(&bytes).is_err(), "{fault:?}");
    }
    world.shop.fault(FaultRule::times(Fault::CutBody, 1));
    let cut = world.request(LIST).send().await.unwrap();
    assert!(cut.bytes().await.is_err());
}

#[tokio::test]
async fn rows_that_move_hide_from_the_next_page() {
    let world = woo().await;
    let all = world.get("/wp-json/wc/v3/orders?orderby=modified&order=asc&per_page=20").await.ids();
    world.shop.fault(FaultRule::times(Fault::MovingRows, 1));
    let first = world.get(LIST).await.ids();
    let second = world.get(&format!("{LIST}&page=2")).await.ids();
    assert_eq!(first, all[..10]);
    assert_eq!(second[..9], all[11..], "order {} slipped through", all[10]);
}

#[tokio::test]
async fn duplicate_rows_and_a_skewed_clock_show() {
    let world = woo().await;
    world.shop.fault(FaultRule::times(Fault::DuplicateRows, 1));
    let ids = world.get(LIST).await.ids();
    assert_eq!((ids.len(), ids[0]), (11, ids[1]));
    let before = world.shop.now();
    world.shop.fault(FaultRule::always(Fault::ClockSkew { seconds: 7200 }));
    assert!(world.shop.now() >= before + 7200);
}

#[tokio::test]
async fn a_request_that_is_never_answered_ends_with_the_sandbox() {
    let world = woo().await;
    world.shop.fault(FaultRule::always(Fault::Timeout));
    let hanging = world.request(LIST).timeout(Duration::from_millis(50)).send().await;
    assert!(hanging.unwrap_err().is_timeout());
    assert_eq!(world.shop.counters().max_in_flight, 1);
    world.sandbox.stop().await;
}

#[tokio::test]
async fn in_a_list_by_date_rows_are_added_and_rows_leave() {
    let world = woo().await;
    let list = "/wp-json/wc/v3/orders?orderby=date&order=desc&per_page=10";
    let all = world.get("/wp-json/wc/v3/orders?orderby=date&order=desc&per_page=30").await.ids();
    world.shop.fault(FaultRule::times(Fault::MovingRows, 1));
    assert_eq!(world.get(list).await.ids(), all[..10]);
    assert_eq!(world.get(&format!("{list}&page=2")).await.ids(), all[9..19], "one came in at the front");
    world.shop.fault(FaultRule::times(Fault::LeavingRows, 1));
    world.get(list).await;
    assert_eq!(world.get(&format!("{list}&page=2")).await.ids(), all[10..20], "one left the front");
}

#[tokio::test]
async fn little_memory_is_enough_for_few_orders_or_few_fields() {
    let world = woo().await;
    world.shop.fault(FaultRule::always(Fault::LittleMemory { orders: 5 }));
    assert_eq!(world.get(LIST).await.status, 500);
    assert_eq!(world.get(&format!("{LIST}&_fields=id")).await.ids().len(), 10);
    assert_eq!(world.get("/wp-json/wc/v3/orders?per_page=5").await.ids().len(), 5);
}
