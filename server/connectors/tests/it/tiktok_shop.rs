mod actions;
mod consent;
mod events;
mod wire;

use crate::shops::{Running, assert_every_order_adds_up, everything, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Advice, AppCredentials, CheckOutcome, Conn, ConnParts, Connector, HeldTokens, OrderPageRequest, Position,
    RemoteOrder, Slice, SliceBasis, Taken, TokenSet,
    contract::{Outcome, Scenario, Subject, first_page, read_all},
};
use connectors::TiktokShop;
use consent::consented;
use domain::{AuthKind, FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus, UpstreamKind};
use sandbox::{Fault, FaultRule, NewLine, NewOrder, OrderChange, Platform, ShopOptions};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc, time::Duration};

const AUTH: AuthKind = AuthKind::OAuth2;
const RECORD: &str = r#"{"id":"577400000000000001","status":"AWAITING_SHIPMENT","create_time":1795400000,
    "update_time":1795400400,"payment":{"currency":"BRL","total_amount":"1.00"}}"#;

/// A connection to a shop whose owner consented, and its parts.
async fn parts(running: &Running) -> ConnParts {
    let mut grant = consented(running).await;
    let mut parts = running.parts(AUTH);
    parts.config = grant.accounts.remove(0).config;
    parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(TiktokShop), grant.tokens)));
    parts
}

async fn conn(running: &Running) -> Conn {
    Conn::new(parts(running).await)
}

async fn started(orders: u32) -> (Running, Conn) {
    let running = Running::with(Platform::TiktokShop, orders).await;
    let conn = conn(&running).await;
    (running, conn)
}

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &TiktokShop,
        parts: &|base| {
            let mut parts = loopback(&TiktokShop, AUTH);
            parts.base_url = Some(base);
            parts.app = Some(AppCredentials {
                client_id: "app_key".into(),
                client_secret: "secret_contract".into(),
                service_id: None,
            });
            parts.config.insert("shop_cipher".into(), "ROW_cipher".into());
            let tokens = TokenSet {
                access_token: "token_contract".into(),
                expires_at: None,
                refresh_token: Some("refresh_contract".into()),
                consent_ends_at: None,
                scopes: None,
            };
            parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(TiktokShop), tokens)));
            parts
        },
        page_of: &|records| {
            format!(r#"{{"code":0,"message":"Success","data":{{"orders":{records},"next_page_token":""}}}}"#)
        },
        one_by_one: false,
        record: RECORD,
        strange_record: &RECORD.replace("AWAITING_SHIPMENT", "TELEPORTED"),
        error_with_200: r#"{"code":36009003,"message":"Internal error. Please try again."}"#,
        secrets: &["token_contract", "refresh_contract", "secret_contract"],
        simulated: Some(&Simulator(Platform::TiktokShop)),
    }
    .results()
    .await
}

#[tokio::test]
async fn every_order_is_read_once_and_adds_up() {
    let (_running, conn) = started(230).await;
    assert_every_order_adds_up(&TiktokShop, &conn, 230).await;
    let first = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    assert_eq!((first.total, first.orders.len()), (Some(230), 100));
    for (basis, newest_first) in [(SliceBasis::Changed, false), (SliceBasis::Placed, true)] {
        let ids = read_all(&TiktokShop, &conn, everything(basis, newest_first)).await.unwrap();
        assert_eq!((ids.len(), ids.iter().collect::<BTreeSet<_>>().len()), (230, 230));
    }
}

#[tokio::test]
async fn a_history_holds_what_the_platform_shows() {
    let (_running, conn) = started(300).await;
    let orders = all(&conn).await;
    let has = |what: &dyn Fn(&RemoteOrder) -> bool| orders.iter().any(what);
    for word in ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT", "COMPLETED"] {
        assert!(has(&|order| order.channel_status == word), "{word}");
    }
    for kind in [
        LedgerKind::DiscountSeller,
        LedgerKind::DiscountChannel,
        LedgerKind::FreightBuyer,
        LedgerKind::FreightSeller,
        LedgerKind::FreightChannel,
        LedgerKind::Fee,
    ] {
        assert!(has(&|order| order.ledger.iter().any(|entry| entry.kind == kind)), "{kind}");
    }
    let two = rust_decimal::Decimal::TWO;
    assert!(has(&|order| order.lines.iter().any(|line| line.quantity >= two)), "pieces are put together");
    assert!(has(&|order| order.payment == PaymentStatus::PartiallyRefunded));
    assert!(has(&|order| order.buyer.document.is_some()) && has(&|order| order.note.is_some()));
    let addresses: Vec<_> = orders.iter().filter_map(|order| order.shipping.as_ref()).collect();
    assert!(addresses.iter().any(|address| address.street.is_none()), "hidden ones");
    for address in addresses {
        assert_eq!(address.state.as_ref().map(String::len), Some(2), "{address:?}");
        assert!(address.city.is_some() && address.postal_code.is_some());
        assert!(!format!("{address:?}").contains('*'), "{address:?}");
        if let Some(street) = &address.street {
            assert!(
                street.len() > 5 && address.number.is_some() && address.district.is_some(),
                "{address:?}"
            );
        }
    }
}

async fn all(conn: &Conn) -> Vec<RemoteOrder> {
    let ids = read_all(&TiktokShop, conn, everything(SliceBasis::Placed, true)).await.unwrap();
    let mut orders = Vec::new();
    for ids in ids.chunks(TiktokShop.orders().unwrap().page_size()) {
        orders.extend(some(conn, ids).await);
    }
    orders
}

async fn some(conn: &Conn, ids: &[String]) -> Vec<RemoteOrder> {
    let found = TiktokShop.orders().unwrap().some(conn, ids).await.unwrap();
    let order = |order: connector_kit::SourceOrder| match order.made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    };
    found.into_iter().map(order).collect()
}

async fn one(conn: &Conn, id: u64) -> RemoteOrder {
    some(conn, &[id.to_string()]).await.remove(0)
}

#[tokio::test]
async fn rows_that_move_and_come_twice_lose_no_order() {
    let (running, conn) = started(230).await;
    running.shop.fault(FaultRule::always(Fault::MovingRows));
    running.shop.fault(FaultRule::always(Fault::DuplicateRows));
    for (basis, newest_first) in
        [(SliceBasis::Placed, true), (SliceBasis::Placed, false), (SliceBasis::Changed, false)]
    {
        let ids = read_all(&TiktokShop, &conn, everything(basis, newest_first)).await.unwrap();
        let distinct = ids.iter().collect::<BTreeSet<_>>().len();
        assert!(distinct == 230 && ids.len() > 230, "{basis:?} {newest_first}: {distinct}");
    }
}

#[tokio::test]
async fn a_slice_holds_the_orders_at_both_of_its_bounds() {
    let (_running, conn) = started(60).await;
    let orders = TiktokShop.orders().unwrap();
    for basis in [SliceBasis::Placed, SliceBasis::Changed] {
        let request = OrderPageRequest { slice: everything(basis, false), position: Position::Start };
        let all = orders.page(&conn, &request).await.unwrap().orders;
        let moment = |at: usize| match basis {
            SliceBasis::Placed => all[at].placed_at,
            SliceBasis::Changed => all[at].changed_at,
        };
        for newest_first in [true, false] {
            let slice = Slice { basis, from: moment(20), until: moment(40), newest_first };
            let ids = read_all(&TiktokShop, &conn, slice).await.unwrap();
            for expected in &all[20..=40] {
                assert!(ids.contains(&expected.external_id), "{basis:?}: {}", expected.external_id);
            }
            assert!(ids.len() < 60, "the slice is a part");
        }
    }
}

#[tokio::test]
async fn orders_are_read_by_their_ids_fifty_at_once() {
    let (running, conn) = started(80).await;
    let mut ids = read_all(&TiktokShop, &conn, everything(SliceBasis::Placed, true)).await.unwrap();
    ids.truncate(60);
    ids.push("577499999999999999".into());
    running.shop.reset_counters();
    assert_eq!(some(&conn, &ids).await.len(), 60, "one is not there");
    assert!(running.shop.counters().requests <= 6, "two batches, each with what was given back");
}

#[tokio::test]
async fn what_was_given_back_comes_with_the_order() {
    let (running, conn) = started(3).await;
    let line = NewLine { sku: Some("LIV".into()), name: "Livro".into(), quantity: 3, price: 3_333 };
    let new = NewOrder { status: Some("completed".into()), lines: vec![line], ..NewOrder::default() };
    let id = running.shop.create(new).unwrap();
    running.shop.refund(id, Some(3_333), "Arrependimento").unwrap();
    let order = one(&conn, id).await;
    assert_eq!(order.payment, PaymentStatus::PartiallyRefunded);
    assert_eq!((order.refunds.len(), order.totals.refunded), (1, "33.33".parse().unwrap()));
    assert_eq!(order.refunds[0].reason.as_deref(), Some("Arrependimento"));
}

#[tokio::test]
async fn an_order_cancelled_after_payment_shows_both() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.cancel(id).unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
    assert!(order.paid_at.is_some() && order.cancelled_at.is_some());
    assert_eq!(order.totals.refunded, order.totals.total);
}

#[tokio::test]
async fn without_the_scope_for_returns_the_orders_are_whole() {
    let scopes = vec!["seller.authorization.info".into(), "seller.order.info".into()];
    let options = ShopOptions { scopes, ..ShopOptions::new(Platform::TiktokShop, "loja") };
    let running = Running::start(options.orders(30)).await;
    let conn = conn(&running).await;
    let id = running.shop.create(NewOrder::default()).unwrap();
    running.shop.cancel(id).unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Paid));
    running.shop.reset_counters();
    assert_every_order_adds_up(&TiktokShop, &conn, 31).await;
    assert_eq!(running.shop.counters().requests, 1, "it is not asked for again");
    let report = TiktokShop.check(&conn).await;
    assert!(report.passed(), "{report:?}");
    let warned =
        |item: &connector_kit::CheckItem| matches!(item.outcome, CheckOutcome::Warning("no_returns"));
    assert!(report.items.iter().any(warned), "{report:?}");
}

#[tokio::test]
async fn an_unknown_status_and_missing_parts_do_not_fail_the_order() {
    let (running, conn) = started(3).await;
    let new = |status: &str, overlay| NewOrder {
        status: Some(status.into()),
        overlay: Some(overlay),
        ..NewOrder::default()
    };
    let id = running.shop.create(new("teleported", json!({}))).unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Unknown, PaymentStatus::Unknown));
    let bare = json!({ "recipient_address": null, "buyer_email": null, "cpf": null, "line_items": null, "user_id": 0 });
    let id = running.shop.create(new("processing", bare)).unwrap();
    let order = one(&conn, id).await;
    assert!(order.shipping.is_none() && order.lines.is_empty() && order.buyer.external_id.is_none());
    let id = running.shop.create(new("pending", json!({}))).unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.payment, order.fulfilment), (PaymentStatus::Pending, FulfilmentStatus::Unfulfilled));
    assert!(order.shipping.is_none(), "there is no address before it is paid");
}

#[tokio::test]
async fn one_order_that_cannot_be_read_fails_alone() {
    let (running, conn) = started(5).await;
    let overlay = Some(json!({ "payment": { "total_amount": "R$ 10" } }));
    let id = running.shop.create(NewOrder { overlay, ..NewOrder::default() }).unwrap();
    let page = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    let made: Vec<_> = page.orders.into_iter().map(connector_kit::SourceOrder::made).collect();
    let failed: Vec<_> = made.iter().filter(|order| matches!(order.taken, Taken::Failed { .. })).collect();
    assert_eq!((made.len(), failed.len()), (6, 1));
    assert_eq!(failed[0].external_id, id.to_string());
    let fixed = OrderChange { overlay: Some(json!({})), ..OrderChange::default() };
    running.shop.change(id, fixed).unwrap();
    assert!(one(&conn, id).await.totals.total > rust_decimal::Decimal::ZERO);
}

#[tokio::test]
async fn a_busy_platform_says_how_long_to_wait() {
    let (running, conn) = started(3).await;
    running.shop.fault(FaultRule::times(Fault::TooManyRequests { retry_after: Some("3".into()) }, 1));
    let error = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::RateLimit, Advice::After(Duration::from_secs(3))));
}

#[tokio::test]
async fn a_check_says_what_the_shop_is() {
    let (running, conn) = started(3).await;
    let report = TiktokShop.check(&conn).await;
    assert!(report.passed(), "{report:?}");
    let steps: Vec<_> = report.items.iter().map(|item| item.step).collect();
    assert_eq!(steps, ["reach", "platform", "credentials", "read_orders"]);
    let shop = report.shop.unwrap();
    assert_eq!((shop.name.as_deref(), shop.currency.as_deref()), (Some("loja"), Some("BRL")));
    let accounts = consented(&running).await.accounts;
    assert_eq!(shop.account_id, accounts[0].id, "the id of the granted account");
}

#[tokio::test]
async fn a_check_names_the_problem() {
    let (running, conn) = started(3).await;
    for (fault, step, problem) in [
        (Fault::RevokedKey, "credentials", "wrong_key"),
        (Fault::HtmlPage { status: 200 }, "platform", "hidden_by_proxy"),
        (Fault::HtmlPage { status: 503 }, "platform", "server_error"),
        (Fault::Redirect { location: None }, "platform", "redirected"),
        (Fault::TooManyRequests { retry_after: None }, "platform", "busy"),
        (Fault::ErrorWith200, "platform", "server_error"),
        (Fault::ClockSkew { seconds: 3_600 }, "credentials", "clock_wrong"),
        (Fault::ClockSkew { seconds: -120 }, "credentials", "clock_wrong"),
    ] {
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(fault.clone()));
        let report = TiktokShop.check(&conn).await;
        let found = report.items.last().map(|item| item.step);
        let code = report.failure().map(|(code, _)| code);
        assert_eq!((found, code), (Some(step), Some(problem)), "{fault:?} {report:?}");
    }
    let scopes = vec!["seller.authorization.info".into()];
    let options = ShopOptions { scopes, ..ShopOptions::new(Platform::TiktokShop, "fechada") };
    let running = Running::start(options).await;
    let report = TiktokShop.check(&self::conn(&running).await).await;
    let found = report.items.last().map(|item| item.step);
    assert_eq!(
        (found, report.failure().map(|(code, _)| code)),
        (Some("read_orders"), Some("no_read_permission")),
        "{report:?}"
    );
}
