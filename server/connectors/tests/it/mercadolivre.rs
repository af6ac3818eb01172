mod actions;
mod check;
mod consent;
mod events;
mod listing;

use crate::shops::{Running, assert_every_order_adds_up, everything, loopback};
use crate::simulated::Simulator;
use connector_kit::{
    Advice, AppCredentials, Conn, ConnParts, Connector, HeldTokens, ManualClock, RemoteOrder, SliceBasis,
    SourceOrder, Taken, TokenSet,
    contract::{Answer, Outcome, Scenario, ScriptedServer, Subject, first_page, read_all},
};
use connectors::Mercadolivre;
use domain::{AuthKind, FulfilmentStatus, LedgerKind, OrderStatus, PaymentStatus, UpstreamKind};
use rust_decimal::Decimal;
use sandbox::{Credentials, Fault, FaultRule, NewOrder, Platform};
use serde_json::json;
use std::{collections::BTreeMap, sync::Arc};

const AUTH: AuthKind = AuthKind::OAuth2;
const RECORD: &str = r#"{"id":2000010000000001,"status":"paid","currency_id":"BRL","total_amount":1,
    "date_created":"2026-11-20T10:00:00.000-04:00","last_updated":"2026-11-20T10:00:00.000-04:00"}"#;

/// A connection to a shop whose owner consented; its pauses take no time.
fn parts(running: &Running) -> ConnParts {
    let Credentials::App { account_id, .. } = running.shop.credentials() else { panic!("no account") };
    let mut parts = running.parts(AUTH);
    parts.config.insert("user_id".into(), account_id.clone());
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    parts
}

async fn started(orders: u32) -> (Running, Conn) {
    let running = Running::with(Platform::Mercadolivre, orders).await;
    let conn = Conn::new(parts(&running));
    (running, conn)
}

fn scripted(base: url::Url) -> ConnParts {
    let mut parts = loopback(&Mercadolivre, AUTH);
    parts.base_url = Some(base);
    parts.app = Some(AppCredentials {
        client_id: "5503910054141466".into(),
        client_secret: "secret_contract".into(),
        service_id: None,
    });
    parts.config.insert("user_id".into(), "779432305".into());
    let tokens = TokenSet {
        access_token: "APP_USR-contract".into(),
        expires_at: None,
        refresh_token: Some("TG-contract".into()),
        consent_ends_at: None,
        scopes: None,
    };
    parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(Mercadolivre), tokens)));
    parts
}

/// What becomes of the scenarios of the contract.
pub async fn conformance() -> Vec<(Scenario, Outcome)> {
    Subject {
        connector: &Mercadolivre,
        parts: &scripted,
        page_of: &|records| format!(r#"{{"results":{records},"paging":{{"offset":0,"limit":50}}}}"#),
        one_by_one: true,
        record: RECORD,
        strange_record: &RECORD.replace("paid", "teleported"),
        error_with_200: r#"{"message":"oops","error":"internal_error","status":500,"cause":[]}"#,
        secrets: &["APP_USR-contract", "TG-contract", "secret_contract"],
        simulated: Some(&Simulator(Platform::Mercadolivre)),
    }
    .results()
    .await
}

/// Every order of the book, cancelled ones too, by its id.
async fn all(running: &Running, conn: &Conn) -> Vec<SourceOrder> {
    let ids: Vec<String> = running.shop.recent(10_000).iter().map(|order| order.id.to_string()).collect();
    let mut found = Vec::new();
    for ids in ids.chunks(Mercadolivre.orders().unwrap().page_size()) {
        found.extend(Mercadolivre.orders().unwrap().some(conn, ids).await.unwrap());
    }
    assert_eq!(found.len(), ids.len());
    found
}

fn made(order: SourceOrder) -> RemoteOrder {
    match order.made().taken {
        Taken::Order(order) => *order,
        other => panic!("{other:?}"),
    }
}

async fn one(conn: &Conn, id: u64) -> RemoteOrder {
    made(Mercadolivre.orders().unwrap().some(conn, &[id.to_string()]).await.unwrap().remove(0))
}

/// Old enough to be shown whole.
fn new_order() -> NewOrder {
    NewOrder { created: Some(chrono::Utc::now().timestamp() - 60), ..NewOrder::default() }
}

#[tokio::test]
async fn every_order_is_read_once_and_adds_up() {
    let (running, conn) = started(230).await;
    let orders = all(&running, &conn).await;
    let listed = orders.iter().filter(|order| {
        let word = made((*order).clone()).channel_status;
        !word.starts_with("cancelled")
    });
    let listed = listed.count();
    assert!((190..230).contains(&listed), "{listed}");
    assert_every_order_adds_up(&Mercadolivre, &conn, listed).await;
    for order in orders {
        let id = order.external_id.parse().unwrap();
        let order = made(order);
        assert_eq!(order.totals.sum_of_parts(), order.totals.total);
        assert_eq!(order.totals.total, Decimal::new(running.shop.order(id).unwrap().total(), 2), "{id}");
    }
}

#[tokio::test]
async fn an_order_is_the_same_from_the_list_and_by_its_id() {
    let (_running, conn) = started(60).await;
    let orders = Mercadolivre.orders().unwrap();
    let page = orders.page(&conn, &first_page()).await.unwrap().orders;
    let ids: Vec<_> = page.iter().map(|order| order.external_id.clone()).collect();
    let single = orders.some(&conn, &ids).await.unwrap();
    let digests = |orders: &[SourceOrder]| -> BTreeMap<String, [u8; 16]> {
        orders.iter().map(|order| (order.external_id.clone(), order.digest)).collect()
    };
    assert_eq!(digests(&page), digests(&single));
}

#[tokio::test]
async fn a_history_holds_what_the_platform_shows() {
    let (running, conn) = started(400).await;
    let orders: Vec<RemoteOrder> = all(&running, &conn).await.into_iter().map(made).collect();
    let has = |what: &dyn Fn(&RemoteOrder) -> bool| orders.iter().any(what);
    for word in
        ["confirmed", "payment_required", "payment_in_process", "paid", "partially_refunded", "cancelled"]
    {
        assert!(has(&|order| order.channel_status.split(' ').next() == Some(word)), "{word}");
    }
    for kind in [
        LedgerKind::Commission,
        LedgerKind::FreightBuyer,
        LedgerKind::FreightSeller,
        LedgerKind::DiscountSeller,
        LedgerKind::DiscountChannel,
    ] {
        assert!(has(&|order| order.ledger.iter().any(|entry| entry.kind == kind)), "{kind}");
    }
    for goods in [FulfilmentStatus::Unfulfilled, FulfilmentStatus::Fulfilled, FulfilmentStatus::Returned] {
        assert!(has(&|order| order.fulfilment == goods), "{goods}");
    }
    assert!(has(&|order| order.totals.tax > Decimal::ZERO) && has(&|order| order.buyer.document.is_none()));
    assert!(has(&|order| order.buyer.company.is_some()) && has(&|order| order.purchase.is_none()));
    // Sales that were undone are cancelled, whatever word they have.
    assert!(has(&|order| order.channel_status.starts_with("confirmed")
        && order.status == OrderStatus::Cancelled
        && order.totals.refunded == order.totals.total));
    assert!(orders.iter().all(|order| order.buyer.email.is_none() && order.buyer.phone.is_none()));
    for address in orders.iter().filter_map(|order| order.shipping.as_ref()) {
        assert_eq!(address.state.as_ref().map(String::len), Some(2), "{address:?}");
        assert!(address.street.is_some() && address.district.is_some() && address.city.is_some());
    }
    for order in orders.iter().filter(|order| order.payment == PaymentStatus::Pending) {
        assert!(order.shipping.is_none() && order.paid_at.is_none(), "{order:?}");
    }
}

#[tokio::test]
async fn a_packs_freight_is_booked_once() {
    let (running, conn) = started(200).await;
    let mut packs: BTreeMap<String, Vec<(u64, RemoteOrder)>> = BTreeMap::new();
    for order in all(&running, &conn).await {
        let id = order.external_id.parse().unwrap();
        let order = made(order);
        if let Some(pack) = order.purchase.clone() {
            packs.entry(pack).or_default().push((id, order));
        }
    }
    packs.retain(|_, orders| orders.len() > 1);
    assert!(packs.len() > 10, "{}", packs.len());
    for orders in packs.values_mut() {
        orders.sort_by_key(|(id, _)| *id);
        let (first, others) = orders.split_first().unwrap();
        let of_seller = |order: &RemoteOrder| {
            order.ledger.iter().filter(|entry| entry.kind == LedgerKind::FreightSeller).count()
        };
        for (_, other) in others {
            assert_eq!((other.totals.shipping, of_seller(other)), (Decimal::ZERO, 0));
            assert_eq!(other.buyer.external_id, first.1.buyer.external_id);
            assert_eq!((&other.number, other.placed_at), (&first.1.number, first.1.placed_at));
        }
    }
    assert!(packs.values().any(|orders| orders[0].1.totals.shipping > Decimal::ZERO));
}

#[tokio::test]
async fn an_order_cancelled_after_payment_shows_both() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(new_order()).unwrap();
    assert_eq!(one(&conn, id).await.payment, PaymentStatus::Paid);
    running.shop.cancel(id).unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Cancelled, PaymentStatus::Refunded));
    assert!(order.paid_at.is_some() && order.cancelled_at.is_some());
    assert_eq!(order.totals.refunded, order.totals.total);
    let listed = read_all(&Mercadolivre, &conn, everything(SliceBasis::Changed, true)).await.unwrap();
    assert!(!listed.contains(&id.to_string()), "the list leaves it out");
}

#[tokio::test]
async fn what_was_given_back_in_part_comes_with_the_order() {
    let (running, conn) = started(3).await;
    let id = running.shop.create(NewOrder { status: Some("completed".into()), ..new_order() }).unwrap();
    running.shop.refund(id, Some(500), "Arrependimento").unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Completed, PaymentStatus::PartiallyRefunded));
    assert_eq!((order.refunds.len(), order.totals.refunded), (1, Decimal::new(500, 2)));
}

#[tokio::test]
async fn an_unknown_status_is_neither_paid_nor_cancelled() {
    let (running, conn) = started(3).await;
    let overlay = Some(json!({ "status": "teleported" }));
    let id = running.shop.create(NewOrder { overlay, ..new_order() }).unwrap();
    let order = one(&conn, id).await;
    assert_eq!((order.status, order.payment), (OrderStatus::Unknown, PaymentStatus::Unknown));
    assert!(order.cancelled_at.is_none() && order.paid_at.is_none());
}

#[tokio::test]
async fn parts_that_are_not_there_cost_no_order() {
    let (running, conn) = started(40).await;
    for (path, status) in [
        ("/costs", 404),
        ("/shipments/", 404),
        ("/billing-info/", 404),
        ("/billing-info/", 403),
        ("/discounts", 404),
        ("/packs/", 404),
    ] {
        running.shop.clear_faults();
        let rule = FaultRule::always(Fault::HtmlPage { status });
        running.shop.fault(FaultRule { path: Some(path.into()), ..rule });
        for order in Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap().orders {
            let order = made(order);
            assert_eq!(order.totals.sum_of_parts(), order.totals.total, "{path} {status}");
            assert!(path != "/shipments/" || order.shipping.is_none());
            assert!(path != "/billing-info/" || order.buyer.document.is_none());
        }
    }
}

#[tokio::test]
async fn an_order_that_is_shown_in_part_is_looked_for_later() {
    let (running, conn) = started(3).await;
    let mut half = None;
    for _ in 0..40 {
        let id = running.shop.create(NewOrder::default()).unwrap();
        let read = Mercadolivre.orders().unwrap().some(&conn, &[id.to_string()]).await.unwrap();
        half = read.is_empty().then_some(id);
        if half.is_some() {
            break;
        }
    }
    let id = half.unwrap();
    let error = Mercadolivre.orders().unwrap().known_as(&conn, &id.to_string()).await.unwrap_err();
    assert_eq!((error.kind, error.advice, error.status), (UpstreamKind::Server, Advice::Retry, Some(206)));
    running.shop.fault(FaultRule::always(Fault::ClockSkew { seconds: 60 }));
    assert!(one(&conn, id).await.buyer.external_id.is_some(), "later it is whole");
}

#[tokio::test]
async fn a_part_that_fails_costs_its_orders_alone_and_a_passing_failure_nothing() {
    let (running, conn) = started(40).await;
    let orders = Mercadolivre.orders().unwrap();
    let broken = |times: Option<u64>| FaultRule {
        path: Some("/costs".into()),
        times,
        ..FaultRule::always(Fault::ServerError)
    };
    running.shop.fault(broken(Some(2)));
    let page = orders.page(&conn, &first_page()).await.unwrap().orders;
    assert!(page.iter().all(|order| matches!(order.taken, Taken::Order(_))));
    running.shop.fault(broken(None));
    let page = orders.page(&conn, &first_page()).await.unwrap().orders;
    let failed = |order: &&SourceOrder| matches!(&order.taken, Taken::Failed { detail, .. } if detail.starts_with("costs: "));
    let count = page.iter().filter(failed).count();
    assert!(count > 0 && page.iter().filter(failed).all(|order| !order.external_id.starts_with('?')));
    running.shop.clear_faults();
    let again = orders.page(&conn, &first_page()).await.unwrap().orders;
    let bad = page.iter().position(|order| failed(&order)).unwrap();
    assert_ne!(page[bad].digest, again[bad].digest, "the whole order is news");
}

#[tokio::test]
async fn without_app_consent_or_account_a_person_is_asked() {
    let (running, _) = started(3).await;
    let mut cases = Vec::new();
    let mut bare = parts(&running);
    bare.tokens = None;
    cases.push(bare);
    let mut bare = parts(&running);
    bare.config.clear();
    cases.push(bare);
    let mut bare = parts(&running);
    bare.app = None;
    running.shop.expire_tokens();
    cases.push(bare);
    for parts in cases {
        let conn = Conn::new(parts);
        let error = Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise), "{error}");
    }
}

#[tokio::test]
async fn what_holds_for_all_parts_costs_the_page_and_no_order() {
    let (running, conn) = started(30).await;
    let page = async || Mercadolivre.orders().unwrap().page(&conn, &first_page()).await;
    let strike = |path: &str, fault| {
        running.shop.clear_faults();
        running.shop.fault(FaultRule { path: Some(path.into()), ..FaultRule::always(fault) });
    };
    strike("/costs", Fault::RevokedKey);
    let error = page().await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    strike("/costs", Fault::CutBody);
    let orders = page().await.unwrap().orders;
    assert!(orders.iter().any(|order| matches!(order.taken, Taken::Failed { .. })), "these alone");
    for path in ["/shipments/", "/packs/", "billing-info", "/discounts"] {
        running.shop.fault(FaultRule { path: Some(path.into()), ..FaultRule::always(Fault::CutBody) });
    }
    let error = page().await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Network, Advice::Retry), "none came through");
    strike("/costs", Fault::TooManyRequests { retry_after: Some("300".into()) });
    let error = page().await.unwrap_err();
    assert_eq!(error.kind, UpstreamKind::RateLimit);
}

#[tokio::test]
async fn a_list_without_results_is_no_empty_list() {
    let server = ScriptedServer::start(Answer::json(200, "{}")).await;
    let conn = Conn::new(scripted(server.base()));
    let error = Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Retry));
}
