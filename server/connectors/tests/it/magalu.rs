//! Magalu against its simulator.

mod actions;
mod consent;
mod events;

use crate::shops::{Running, assert_every_order_adds_up, everything, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Advice, AppCredentials, CheckOutcome, CheckReport, Conn, ConnParts, Connector, HeldTokens, ManualClock,
    OrderPageRequest, Position, RemoteOrder, Slice, SliceBasis, Taken, TokenSet,
    contract::{Outcome, Scenario, Subject, first_page, read_all},
};
use connectors::Magalu;
use domain::{AuthKind, FulfilmentStatus, OrderStatus, PaymentStatus, UpstreamKind};
use sandbox::{Fault, FaultRule, NewOrder, OrderChange, Platform, Shop, ShopOptions};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    io::{Read, Write},
    net::TcpListener,
    sync::Arc,
};

const RECORD: &str = r#"{"id":"7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a","code":"1","status":"approved",
    "created_at":"2026-11-20T10:00:00Z","approved_at":"2026-11-20T10:00:00Z","updated_at":"2026-11-20T10:00:00Z",
    "amounts":{"currency":"BRL","total":100,"normalizer":100}}"#;

fn held(refresh_token: Option<&str>) -> TokenSet {
    TokenSet {
        access_token: "access-contract".into(),
        expires_at: None,
        refresh_token: refresh_token.map(Into::into),
        consent_ends_at: None,
        scopes: None,
    }
}

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &Magalu,
        parts: &|base| {
            let mut parts = loopback(&Magalu, AuthKind::OAuth2);
            parts.base_url = Some(base);
            parts.app = Some(AppCredentials {
                client_id: "app".into(),
                client_secret: "secret-contract".into(),
                service_id: None,
            });
            let tokens = HeldTokens::new(Arc::new(Magalu), held(Some("refresh-contract")));
            parts.tokens = Some(Arc::new(tokens));
            parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
            parts
        },
        page_of: &|records| {
            format!(r#"{{"meta":{{"page":{{"limit":100}},"links":{{"next":null}}}},"results":{records}}}"#)
        },
        one_by_one: false,
        record: RECORD,
        strange_record: &RECORD.replace("\"approved\"", "\"suspended\""),
        error_with_200: r#"{"message":"Internal server error"}"#,
        secrets: &["access-contract", "refresh-contract", "secret-contract"],
        simulated: Some(&Simulator(Platform::Magalu)),
    }
    .results()
    .await
}

/// A seller whose orders lie in two windows, of which one holds more than a page.
async fn running(orders: u32) -> Running {
    let options = ShopOptions { days: 20, ..ShopOptions::new(Platform::Magalu, "loja") };
    Running::start(options.orders(orders)).await
}

/// A connection whose pauses take no time: the calls of a long history are spaced.
fn hurried(running: &Running) -> Conn {
    let mut parts: ConnParts = running.parts(AuthKind::OAuth2);
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    Conn::new(parts)
}

fn slice(basis: SliceBasis, newest_first: bool) -> Slice {
    everything(basis, newest_first)
}

async fn newest(conn: &Conn) -> RemoteOrder {
    let request = OrderPageRequest { slice: slice(SliceBasis::Placed, true), position: Position::Start };
    let mut orders = Magalu.orders().unwrap().page(conn, &request).await.unwrap().orders;
    match orders.swap_remove(0).made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_order_is_read_once_and_adds_up() {
    let running = Running::with(Platform::Magalu, 420).await;
    assert_every_order_adds_up(&Magalu, &hurried(&running), 420).await;
}

#[tokio::test]
async fn an_order_is_read_once_by_each_date_and_in_each_direction() {
    let running = running(230).await;
    for basis in [SliceBasis::Placed, SliceBasis::Changed] {
        for newest_first in [false, true] {
            let ids = read_all(&Magalu, &hurried(&running), slice(basis, newest_first)).await.unwrap();
            let kinds: BTreeSet<&String> = ids.iter().collect();
            assert_eq!((kinds.len(), ids.len()), (230, 230), "{basis:?} {newest_first}");
        }
    }
}

#[tokio::test]
async fn rows_that_move_lose_no_order() {
    for (basis, newest_first) in
        [(SliceBasis::Placed, false), (SliceBasis::Placed, true), (SliceBasis::Changed, false)]
    {
        let running = running(330).await;
        let before = read_all(&Magalu, &hurried(&running), slice(basis, false)).await.unwrap();
        for fault in [Fault::MovingRows, Fault::DuplicateRows] {
            running.shop.fault(FaultRule::always(fault));
        }
        let after = read_all(&Magalu, &hurried(&running), slice(basis, newest_first)).await.unwrap();
        let lost = before.iter().filter(|id| !after.contains(id)).count();
        assert_eq!((before.len(), lost), (330, 0), "{basis:?} {newest_first}");
    }
}

#[tokio::test]
async fn many_orders_of_one_moment_are_all_read() {
    let running = running(20).await;
    let created = chrono::Utc::now().timestamp() - 3_600;
    for _ in 0..250 {
        running.shop.create(NewOrder { created: Some(created), ..Default::default() }).unwrap();
    }
    for newest_first in [false, true] {
        let ids =
            read_all(&Magalu, &hurried(&running), slice(SliceBasis::Placed, newest_first)).await.unwrap();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 270, "{newest_first}");
    }
}

#[tokio::test]
async fn a_slice_holds_the_orders_at_both_of_its_bounds() {
    let running = running(60).await;
    let conn = hurried(&running);
    let orders = Magalu.orders().unwrap();
    let mut all = Vec::new();
    let mut request = OrderPageRequest { slice: slice(SliceBasis::Placed, false), position: Position::Start };
    loop {
        let page = orders.page(&conn, &request).await.unwrap();
        all.extend(page.orders);
        request.position = match page.next {
            connector_kit::Next::After(cursor) => Position::After(cursor),
            _ => break,
        };
    }
    let bounds = Slice { from: all[10].placed_at, until: all[20].placed_at, ..request.slice };
    let ids = read_all(&Magalu, &conn, bounds).await.unwrap();
    assert!(all[10..=20].iter().all(|order| ids.contains(&order.external_id)));
    assert!(ids.len() < 20, "{}", ids.len());
}

/// A platform that sorts nothing and says so.
#[tokio::test]
async fn a_list_that_cannot_be_sorted_is_read_as_it_comes() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}/", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut asked) = (stream.unwrap(), [0; 4096]);
            let length = stream.read(&mut asked).unwrap();
            let sorted = String::from_utf8_lossy(&asked[..length]).contains("_sort=");
            let (status, body) = match sorted {
                true => ("422 Unprocessable Entity", r#"{"detail":"unknown field"}"#.to_owned()),
                false => ("200 OK", format!(r#"{{"results":[{RECORD}]}}"#)),
            };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    let mut parts = loopback(&Magalu, AuthKind::OAuth2);
    parts.base_url = Some(base.parse().unwrap());
    parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(Magalu), held(None))));
    let conn = Conn::new(parts);
    for _ in 0..2 {
        assert_eq!(Magalu.orders().unwrap().page(&conn, &first_page()).await.unwrap().orders.len(), 1);
    }
    assert_eq!(conn.account().learned("magalu.unsorted.placed").as_deref(), Some("purchased_at"));
    assert_eq!(conn.account().learned("magalu.unsorted.changed"), None, "of the other date nothing is known");
}

#[tokio::test]
async fn orders_are_read_by_their_ids() {
    let running = running(30).await;
    let conn = hurried(&running);
    let listed = read_all(&Magalu, &conn, slice(SliceBasis::Placed, false)).await.unwrap();
    let orders = Magalu.orders().unwrap();
    running.shop.fault(FaultRule::times(Fault::ServerError, 2).after(3));
    let found = orders.some(&conn, &listed).await.unwrap();
    assert_eq!(found.len(), 30, "a failure that passes costs no order");
    let unknown = ["00000000-0000-4000-8000-000000000000", "?0a", "../portfolios/me"].map(str::to_owned);
    assert!(orders.some(&conn, &unknown).await.unwrap().is_empty());
    running.shop.fault(FaultRule::always(Fault::TooManyRequests { retry_after: Some("600".into()) }));
    let error = orders.some(&conn, &listed[..1]).await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::RateLimit);
}

fn change(shop: &Shop, status: &str, overlay: Option<Value>) {
    let id = shop.create(NewOrder::default()).unwrap();
    let change = OrderChange { status: Some(status.to_owned()), overlay, ..Default::default() };
    shop.change(id, change).unwrap();
}

#[tokio::test]
async fn an_order_that_is_cancelled_after_its_payment_shows_both() {
    let running = running(0).await;
    change(&running.shop, "cancelled", None);
    let order = newest(&hurried(&running)).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Paid));
    assert!(order.paid_at.is_some());
}

#[tokio::test]
async fn a_status_that_is_not_known_is_neither_paid_nor_done() {
    let running = running(0).await;
    change(&running.shop, "in_mediation", None);
    let order = newest(&hurried(&running)).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Unknown, PaymentStatus::Unknown));
    assert_eq!(order.fulfilment, FulfilmentStatus::Unknown);
    assert_eq!(order.channel_status, "in_mediation");
}

#[tokio::test]
async fn parts_that_are_missing_cost_nothing_but_themselves() {
    let running = running(0).await;
    let gone = json!({ "customer": null, "payments": null, "approved_at": null, "deliveries": null });
    change(&running.shop, "processing", Some(gone));
    let order = newest(&hurried(&running)).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Open, PaymentStatus::Paid));
    assert!(order.lines.is_empty() && order.buyer.name.is_none() && order.shipping.is_none());
}

#[tokio::test]
async fn a_history_holds_masked_held_and_split_orders() {
    let running = running(420).await;
    let conn = hurried(&running);
    let ids = read_all(&Magalu, &conn, slice(SliceBasis::Placed, false)).await.unwrap();
    let mut orders = Vec::new();
    for some in ids.chunks(100) {
        orders.extend(Magalu.orders().unwrap().some(&conn, some).await.unwrap());
    }
    let orders: Vec<RemoteOrder> = orders
        .into_iter()
        .map(|order| match order.made().taken {
            Taken::Order(order) => *order,
            other => panic!("{other:?}"),
        })
        .collect();
    let has = |test: &dyn Fn(&RemoteOrder) -> bool| orders.iter().any(test);
    assert!(has(&|order| order.buyer.email.is_none() && order.payment == PaymentStatus::Paid));
    assert!(has(&|order| order.fulfilment == FulfilmentStatus::OnHold));
    assert!(has(&|order| order.fulfilment == FulfilmentStatus::Partial));
    assert!(has(&|order| order.status == OrderStatus::Cancelled && order.payment == PaymentStatus::Paid));
    assert!(orders.iter().all(|order| order.buyer.email.as_ref().is_none_or(|email| !email.contains('*'))));
    assert!(orders.iter().all(|order| {
        let keys: BTreeSet<&String> = order.lines.iter().map(|line| &line.external_id).collect();
        keys.len() == order.lines.len()
    }));
}

fn warnings(report: &CheckReport) -> Vec<&'static str> {
    let warning = |outcome: &CheckOutcome| match outcome {
        CheckOutcome::Warning(code) => Some(*code),
        _ => None,
    };
    report.items.iter().filter_map(|item| warning(&item.outcome)).collect()
}

#[tokio::test]
async fn a_check_says_which_account_it_is() {
    let running = running(3).await;
    let report = Magalu.check(&running.conn(AuthKind::OAuth2)).await;
    assert!(report.passed() && warnings(&report).is_empty(), "{report:?}");
    let sandbox::Credentials::App { account_id, .. } = running.shop.credentials() else { panic!() };
    assert_eq!(&report.shop.unwrap().account_id, account_id);
}

#[tokio::test]
async fn a_check_names_the_problem() {
    let running = running(3).await;
    for (fault, step, problem) in [
        (Fault::RevokedKey, "credentials", "wrong_key"),
        (Fault::HtmlPage { status: 200 }, "platform", "hidden_by_proxy"),
        (Fault::Redirect { location: None }, "platform", "redirected"),
        (Fault::ServerError, "platform", "server_error"),
        (Fault::TooManyRequests { retry_after: None }, "platform", "busy"),
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(fault.clone()));
        let report = Magalu.check(&running.conn(AuthKind::OAuth2)).await;
        let found = report.items.last().map(|item| item.step);
        let code = report.failure().map(|(code, _)| code);
        assert_eq!((found, code), (Some(step), Some(problem)), "{fault:?} {report:?}");
    }
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.tokens = None;
    let report = Magalu.check(&Conn::new(parts)).await;
    assert_eq!(
        report.failure().map(|(code, error)| (code, error.advice)),
        Some(("wrong_key", Advice::Reauthorise))
    );
}
