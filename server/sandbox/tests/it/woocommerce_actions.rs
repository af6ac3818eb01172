//! What is done with orders of WooCommerce.

use sandbox::{NewLine, NewOrder, Platform, ShopOptions};
use serde_json::{Value, json};

use crate::{Seen, World, world};

const ORDERS: &str = "/wp-json/wc/v3/orders";

async fn shop(fulfilments: bool) -> (World, u64) {
    let options = ShopOptions::new(Platform::Woocommerce, "loja-acoes").orders(5);
    let world = world(ShopOptions { fulfilments, ..options }).await;
    let line = NewLine { sku: None, name: "Camiseta".into(), quantity: 2, price: 5490 };
    let id = world.shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
    (world, id)
}

impl World {
    async fn send(&self, method: reqwest::Method, path: &str, body: &Value) -> Seen {
        let (key, secret) = self.keys();
        let request = self.client.request(method, format!("{}{ORDERS}{path}", self.url));
        Seen::of(request.basic_auth(key, Some(secret)).json(body)).await
    }

    async fn post(&self, path: &str, body: Value) -> Seen {
        self.send(reqwest::Method::POST, path, &body).await
    }
}

fn fulfilment(status: &str, items: &Value) -> Value {
    let entry = |key: &str, value: Value| json!({ "id": 0, "key": key, "value": value });
    json!({ "status": status, "meta_data": [entry("_items", items.clone()), entry("_tracking_number", json!("AA1BR"))] })
}

#[tokio::test]
async fn any_status_that_the_shop_knows_may_follow_any_other() {
    let (world, id) = shop(true).await;
    for status in ["cancelled", "completed", "processing", "cancelled"] {
        let seen = world.send(reqwest::Method::PUT, &format!("/{id}"), &json!({ "status": status })).await;
        assert_eq!((seen.status, &seen.json()["status"]), (200, &json!(status)));
    }
    for status in ["trash", "any", "enviado-por-nos"] {
        let seen = world.send(reqwest::Method::PUT, &format!("/{id}"), &json!({ "status": status })).await;
        assert_eq!((seen.status, &seen.json()["code"]), (400, &json!("rest_invalid_param")), "{status}");
        assert!(seen.json()["data"]["params"]["status"].is_string());
    }
    assert_eq!(world.get(&format!("{ORDERS}/{id}")).await.json()["status"], "cancelled");
}

#[tokio::test]
async fn what_is_kept_with_an_order_comes_back() {
    let (world, id) = shop(false).await;
    let body = json!({ "meta_data": [{ "key": "_nossa", "value": { "a": [1, "x"] } }] });
    for _ in 0..2 {
        world.send(reqwest::Method::PUT, &format!("/{id}"), &body).await;
    }
    let meta = world.get(&format!("{ORDERS}/{id}")).await.json()["meta_data"].as_array().unwrap().clone();
    let ours: Vec<_> = meta.iter().filter(|entry| entry["key"] == "_nossa").collect();
    assert!(ours.len() == 1 && ours[0]["value"] == json!({ "a": [1, "x"] }), "{meta:?}");
}

#[tokio::test]
async fn a_fulfilment_is_checked_as_the_shop_checks_it() {
    let (world, id) = shop(true).await;
    let path = format!("/{id}/fulfillments");
    let line = world.shop.order(id).unwrap().lines[0].id;
    let missing = world.post(&path, json!({ "status": "fulfilled" })).await;
    assert_eq!((missing.status, &missing.json()["code"]), (400, &json!("rest_missing_callback_param")));
    for (items, message) in [
        (json!([]), "at least one item"),
        (json!("x"), "should be an array"),
        (json!([{ "item_id": line.to_string(), "qty": 1 }]), "Invalid item"),
        (json!([{ "item_id": line, "qty": "1" }]), "Invalid item"),
        (json!([{ "item_id": line, "qty": 0 }]), "Invalid item"),
    ] {
        let seen = world.post(&path, fulfilment("fulfilled", &items)).await;
        assert_eq!((seen.status, &seen.json()["code"]), (400, &json!(0)), "{items}");
        assert!(seen.json()["message"].as_str().unwrap().contains(message), "{}", seen.text);
    }
    let without_ids = json!({ "status": "fulfilled", "meta_data": [{ "key": "_items", "value": [{ "item_id": line, "qty": 1 }] }] });
    assert!(
        world.post(&path, without_ids).await.text.contains("at least one item"),
        "entries without an id are dropped"
    );
    let unknown = world
        .post("/999999999/fulfillments", fulfilment("fulfilled", &json!([{ "item_id": line, "qty": 1 }])))
        .await;
    assert_eq!((unknown.status, &unknown.json()["code"]), (404, &json!("woocommerce_rest_order_invalid_id")));
    assert!(world.shop.order(id).unwrap().shipments.is_empty());
}

#[tokio::test]
async fn fulfilments_show_in_their_list_and_in_the_order() {
    let (world, id) = shop(true).await;
    let path = format!("/{id}/fulfillments");
    let line = world.shop.order(id).unwrap().lines[0].id;
    let kept = async || {
        let order = world.get(&format!("{ORDERS}/{id}")).await.json();
        let meta = order["meta_data"].as_array().unwrap().clone();
        let found = meta.into_iter().find(|entry| entry["key"] == "_fulfillment_status");
        (order["status"].clone(), found.map(|entry| entry["value"].clone()))
    };
    assert_eq!(kept().await.1, None);
    let one = json!([{ "item_id": line, "qty": 1 }]);
    let made = world.post(&format!("{path}?notify_customer=true"), fulfilment("fulfilled", &one)).await;
    assert_eq!((made.status, &made.json()["is_fulfilled"]), (201, &json!(true)));
    assert_eq!(made.json()["entity_id"], json!(id.to_string()));
    assert_eq!(kept().await.1, Some(json!("partially_fulfilled")));
    // Nothing is compared with what was bought, and the status stays.
    for _ in 0..2 {
        assert_eq!(world.post(&path, fulfilment("fulfilled", &one)).await.status, 201);
    }
    assert_eq!(kept().await, (json!("processing"), Some(json!("fulfilled"))));
    let list = world.get(&format!("{ORDERS}{path}")).await.json();
    assert_eq!(list.as_array().unwrap().len(), 3);
    let tracking =
        list[0]["meta_data"].as_array().unwrap().iter().find(|entry| entry["key"] == "_tracking_number");
    assert_eq!(tracking.unwrap()["value"], "AA1BR");
    assert_eq!(world.post(&path, fulfilment("nonsense", &one)).await.json()["status"], "unfulfilled");
}

#[tokio::test]
async fn the_first_releases_wrap_what_they_answer() {
    let options = ShopOptions::new(Platform::Woocommerce, "loja-acoes").orders(5);
    let world = world(ShopOptions { wrapped_fulfilments: true, ..options }).await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    let path = format!("/{id}/fulfillments");
    let items = json!([{ "item_id": world.shop.order(id).unwrap().lines[0].id, "qty": 1 }]);
    let made = world.post(&path, fulfilment("fulfilled", &items)).await.json();
    let list = world.get(&format!("{ORDERS}{path}")).await.json();
    assert!(made["fulfillment"]["id"].is_u64(), "{made}");
    assert_eq!(list["fulfillments"], json!([made["fulfillment"]]));
}

#[tokio::test]
async fn without_the_feature_there_is_no_such_address() {
    let (world, id) = shop(false).await;
    let path = format!("/{id}/fulfillments");
    for seen in [world.get(&format!("{ORDERS}{path}")).await, world.post(&path, json!({})).await] {
        assert_eq!((seen.status, &seen.json()["code"]), (404, &json!("rest_no_route")));
    }
}

#[tokio::test]
async fn notes_are_listed_the_newest_first_and_a_new_status_makes_one() {
    let (world, id) = shop(false).await;
    let path = format!("/{id}/notes");
    let made = world.post(&path, json!({ "note": "Correios AA1BR", "customer_note": true })).await;
    assert_eq!((made.status, &made.json()["customer_note"]), (201, &json!(true)));
    world.send(reqwest::Method::PUT, &format!("/{id}"), &json!({ "status": "completed" })).await;
    let list = world.get(&format!("{ORDERS}{path}")).await.json();
    let notes: Vec<_> = list.as_array().unwrap().iter().map(|note| note["note"].as_str().unwrap()).collect();
    assert_eq!(notes, ["Order status changed from processing to completed.", "Correios AA1BR"]);
    assert_eq!(world.get(&format!("{ORDERS}{path}?type=customer")).await.json().as_array().unwrap().len(), 1);
    assert_eq!(world.post(&path, json!({})).await.json()["code"], "rest_missing_callback_param");
    assert_eq!(world.get(&format!("{ORDERS}/999999999/notes")).await.status, 404);
    assert_eq!(world.post("/999999999/notes", json!({ "note": "x" })).await.status, 404);
}
