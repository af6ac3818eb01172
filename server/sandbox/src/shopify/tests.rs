//! What mutations refuse, and what is seen of them.

use super::*;
use crate::changes::{NewLine, NewOrder};
use crate::options::{Platform, ShopOptions};

const CANCEL: &str = "mutation C($id: ID!, $refund: Boolean, $method: OrderCancelRefundMethodInput, $note: String) {
    done: orderCancel(orderId: $id, reason: FRAUD, restock: true, refund: $refund, refundMethod: $method, staffNote: $note) {
        job { id done } orderCancelUserErrors { field message code } } }";
const SHIP: &str = "mutation S($f: FulfillmentInput!) { done: fulfillmentCreate(fulfillment: $f) {
    fulfillment { id status trackingInfo(first: 3) { company number url } } userErrors { field message } } }";
const ORDER: &str = "query O($id: ID!) { order(id: $id) {
    cancelReason cancellation { staffNote } displayFinancialStatus displayFulfillmentStatus
    fulfillmentOrders(first: 5, displayable: true) { nodes { id status lineItems(first: 9) { nodes { id remainingQuantity } } } } } }";

fn shop() -> Shop {
    Shop::new(
        ShopOptions { restore_rate: None, ..ShopOptions::new(Platform::Shopify, "loja").orders(1) },
        String::new(),
    )
}

fn made(shop: &Shop, skus: &[&str]) -> (u64, String) {
    let line = |sku: &&str| NewLine { sku: Some((*sku).into()), name: "x".into(), quantity: 2, price: 100 };
    let new = NewOrder { lines: skus.iter().map(line).collect(), ..NewOrder::default() };
    let id = shop.create(new).unwrap();
    (id, format!("gid://shopify/Order/{id}"))
}

fn asked(shop: &Shop, query: &str, variables: &Value) -> Value {
    let Credentials::Shopify { access_token, .. } = shop.credentials() else { panic!("no token") };
    let mut headers = axum::http::HeaderMap::new();
    headers.insert("x-shopify-access-token", access_token.parse().unwrap());
    let request = Request {
        method: Method::POST,
        path: "/admin/api/2026-10/graphql.json".into(),
        target: String::new(),
        query: Vec::new(),
        headers,
        body: json!({ "query": query, "variables": variables }).to_string().into(),
        base: String::new(),
        faults: Vec::new(),
    };
    serde_json::from_slice(&handle(shop, &request).body).unwrap()
}

fn refusal(answer: &Value) -> &str {
    let done = &answer["data"]["done"];
    let errors = done.get("orderCancelUserErrors").or_else(|| done.get("userErrors"));
    errors.and_then(|errors| errors[0]["message"].as_str()).unwrap_or_default()
}

#[test]
fn a_job_cancels_after_the_answer_and_keeps_the_note() {
    let shop = shop();
    let (_, gid) = made(&shop, &["A"]);
    let note = "Pagamento suspeito";
    let method = json!({ "originalPaymentMethodsRefund": true });
    let answer = asked(&shop, CANCEL, &json!({ "id": gid, "method": method, "note": note }));
    assert_eq!(answer["data"]["done"]["job"]["done"], false, "{answer}");
    let job = json!({ "id": answer["data"]["done"]["job"]["id"] });
    let seen = asked(&shop, "query J($id: ID!) { job(id: $id) { done } }", &job);
    assert_eq!(seen["data"]["job"]["done"], true);
    let order = &asked(&shop, ORDER, &json!({ "id": gid }))["data"]["order"];
    assert_eq!(
        (&order["cancelReason"], &order["displayFinancialStatus"]),
        (&json!("FRAUD"), &json!("REFUNDED"))
    );
    assert_eq!(order["cancellation"]["staffNote"], note);
    assert_eq!(order["fulfillmentOrders"]["nodes"][0]["status"], "CANCELLED");
    assert!(refusal(&asked(&shop, CANCEL, &json!({ "id": gid }))).contains("already"));
}

#[test]
fn a_wish_without_a_refund_leaves_the_money() {
    let shop = shop();
    let (id, gid) = made(&shop, &["A"]);
    asked(&shop, CANCEL, &json!({ "id": gid, "refund": false }));
    asked(&shop, ORDER, &json!({ "id": gid }));
    let order = shop.order(id).unwrap();
    assert!(order.cancelled.is_some() && order.refunds.is_empty());
}

#[test]
fn wishes_that_are_not_whole_are_refused() {
    let shop = shop();
    let (_, gid) = made(&shop, &["A"]);
    let refused = |variables: Value| refusal(&asked(&shop, CANCEL, &variables)).to_owned();
    let both = json!({ "id": gid, "refund": true, "method": { "originalPaymentMethodsRefund": true } });
    assert!(refused(both).contains("Only one"));
    assert!(refused(json!({ "id": gid, "note": "x".repeat(256) })).contains("too long"));
    assert!(refused(json!({ "id": "gid://shopify/Order/1" })).contains("does not exist"));
    let odd = asked(&shop, CANCEL, &json!({ "id": gid, "method": { "cash": true } }));
    assert!(odd["errors"][0]["message"].as_str().unwrap().contains("not defined"), "{odd}");
}

#[test]
fn what_is_sent_is_seen_and_no_more_is_taken_than_there_is() {
    let shop = shop();
    let (_, gid) = made(&shop, &["A", "CD2-B"]);
    let order = asked(&shop, ORDER, &json!({ "id": gid }))["data"]["order"].clone();
    let part = |at: usize| order["fulfillmentOrders"]["nodes"][at]["id"].clone();
    let line = &order["fulfillmentOrders"]["nodes"][0]["lineItems"]["nodes"][0]["id"];
    let ship = |parts: Value| {
        let tracking = json!({ "company": "Correios", "number": "AA1" });
        let fulfillment = json!({ "lineItemsByFulfillmentOrder": parts, "trackingInfo": tracking });
        asked(&shop, SHIP, &json!({ "f": fulfillment }))
    };
    let of_line = |quantity: i64| {
        let lines = json!([{ "id": line, "quantity": quantity }]);
        ship(json!([{ "fulfillmentOrderId": part(0), "fulfillmentOrderLineItems": lines }]))
    };
    for (answer, words) in [
        (ship(json!([])), "blank"),
        (ship(json!([{ "fulfillmentOrderId": "gid://shopify/FulfillmentOrder/12" }])), "does not exist"),
        (
            ship(json!([{ "fulfillmentOrderId": part(0) }, { "fulfillmentOrderId": part(1) }])),
            "same location",
        ),
        (of_line(3), "quantity"),
        (of_line(0), "quantity"),
    ] {
        assert!(refusal(&answer).contains(words), "{words}: {answer}");
        assert!(answer["data"]["done"]["fulfillment"].is_null());
    }
    let sent = of_line(1);
    assert_eq!(sent["data"]["done"]["fulfillment"]["trackingInfo"][0]["number"], "AA1", "{sent}");
    let order = asked(&shop, ORDER, &json!({ "id": gid }))["data"]["order"].clone();
    assert_eq!(order["displayFulfillmentStatus"], "PARTIALLY_FULFILLED");
    let first = &order["fulfillmentOrders"]["nodes"][0];
    assert_eq!(
        (&first["status"], &first["lineItems"]["nodes"][0]["remainingQuantity"]),
        (&json!("IN_PROGRESS"), &json!(1))
    );
    assert!(refusal(&asked(&shop, CANCEL, &json!({ "id": gid }))).contains("fulfillments"));
    ship(json!([{ "fulfillmentOrderId": part(0) }]));
    ship(json!([{ "fulfillmentOrderId": part(1) }]));
    let order = asked(&shop, ORDER, &json!({ "id": gid }))["data"]["order"].clone();
    assert_eq!(order["displayFulfillmentStatus"], "FULFILLED");
    assert!(refusal(&ship(json!([{ "fulfillmentOrderId": part(0) }]))).contains("unfulfillable"));
}
