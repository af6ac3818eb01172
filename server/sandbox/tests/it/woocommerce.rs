use std::collections::HashSet;

use sandbox::{NewLine, NewOrder, OrderChange, Platform, ShopOptions};
use serde_json::json;

use crate::{Seen, UNTIL, woo, world};

const ORDERS: &str = "/wp-json/wc/v3/orders";

fn cents(value: &serde_json::Value) -> i64 {
    let text = value.as_str().unwrap();
    let (whole, fraction) = text.split_once('.').unwrap();
    let cents =
        whole.trim_start_matches('-').parse::<i64>().unwrap() * 100 + fraction.parse::<i64>().unwrap();
    if text.starts_with('-') { -cents } else { cents }
}

#[tokio::test]
async fn pages_hold_every_order_once_and_tell_the_totals() {
    let world = woo().await;
    let mut seen = HashSet::new();
    for page in 1..=3 {
        let answer =
            world.get(&format!("{ORDERS}?orderby=modified&order=asc&per_page=100&page={page}")).await;
        assert_eq!((answer.header("x-wp-total"), answer.header("x-wp-totalpages")), ("250", "3"));
        assert_eq!(answer.header("link").contains("rel=\"next\""), page < 3);
        seen.extend(answer.ids());
    }
    assert_eq!(seen.len(), 250);
    let beyond = world.get(&format!("{ORDERS}?per_page=100&page=4")).await;
    assert_eq!((beyond.status, beyond.text.as_str(), beyond.header("x-wp-total")), (200, "[]", "0"));
    assert_eq!(world.shop.counters().orders_served, 250);
}

#[tokio::test]
async fn sums_agree_to_the_cent_on_every_order() {
    let world = woo().await;
    for page in 1..=3 {
        for order in world.get(&format!("{ORDERS}?per_page=100&page={page}")).await.json().as_array().unwrap()
        {
            let sum = |list: &str| -> i64 {
                order[list].as_array().unwrap().iter().map(|line| cents(&line["total"])).sum()
            };
            let parts = sum("line_items")
                + sum("fee_lines")
                + cents(&order["shipping_total"])
                + cents(&order["total_tax"]);
            assert_eq!(parts, cents(&order["total"]), "{order}");
        }
    }
}

#[tokio::test]
async fn the_link_header_loses_the_status_filter() {
    let world = woo().await;
    let answer = world.get(&format!("{ORDERS}?status=completed,processing&per_page=5")).await;
    assert!(answer.header("link").contains("per_page=5") && !answer.header("link").contains("status"));
    let statuses = answer.json();
    assert!(
        statuses
            .as_array()
            .unwrap()
            .iter()
            .all(|o| o["status"] == "completed" || o["status"] == "processing")
    );
}

#[tokio::test]
async fn modified_after_is_strict_and_a_zone_with_the_gmt_flag_is_shifted() {
    let world = woo().await;
    let id = world.shop.create(NewOrder { created: Some(UNTIL + 86_400), ..NewOrder::default() }).unwrap();
    let order = world.get(&format!("{ORDERS}/{id}")).await.json();
    let at = order["date_modified_gmt"].as_str().unwrap().to_owned();
    let count = async |query: String| world.get(&format!("{ORDERS}?{query}")).await.ids().len();
    assert_eq!(count(format!("modified_after={at}&dates_are_gmt=true")).await, 0);
    let before = format!("{}00", &at[..17]);
    if before != at {
        assert_eq!(count(format!("modified_after={before}&dates_are_gmt=true")).await, 1);
    }
    assert_eq!(count(format!("modified_after={at}Z")).await, 0);
    assert_eq!(count(format!("modified_after={at}Z&dates_are_gmt=true")).await, 1);
    let local = order["date_modified"].as_str().unwrap();
    assert_eq!(count(format!("modified_after={local}")).await, 0);
}

#[tokio::test]
async fn wrong_parameters_are_named() {
    let world = woo().await;
    for (query, name) in [
        ("per_page=101", "per_page"),
        ("page=0", "page"),
        ("orderby=total", "orderby"),
        ("status=paid", "status"),
        ("modified_after=1763630000", "modified_after"),
    ] {
        let answer = world.get(&format!("{ORDERS}?{query}")).await;
        assert_eq!((answer.status, &answer.json()["code"]), (400, &json!("rest_invalid_param")), "{query}");
        assert!(answer.json()["data"]["params"][name].is_string(), "{query}");
    }
    let custom = world.get(&format!("{ORDERS}?status=enviado")).await;
    assert_eq!(custom.status, 200);
}

#[tokio::test]
async fn fields_and_include_trim_the_reply() {
    let world = woo().await;
    let ids = world.get(&format!("{ORDERS}?per_page=3")).await.ids();
    let answer = world.get(&format!("{ORDERS}?include={},{}&_fields=id,billing.email", ids[0], ids[2])).await;
    let orders = answer.json();
    assert_eq!(orders.as_array().unwrap().len(), 2);
    assert_eq!(orders[0].as_object().unwrap().len(), 2);
    assert!(orders[0]["billing"]["email"].is_string() && orders[0]["billing"]["city"].is_null());
}

#[tokio::test]
async fn a_missing_order_is_404_on_reading_and_400_on_writing() {
    let world = woo().await;
    let read = world.get(&format!("{ORDERS}/999999999")).await;
    let (key, secret) = world.keys();
    let write = world.client.put(format!("{}{ORDERS}/999999999", world.url)).basic_auth(key, Some(secret));
    let write = Seen::of(write.json(&json!({ "status": "completed" }))).await;
    assert_eq!((read.status, write.status), (404, 400));
    assert_eq!(read.json()["code"], "woocommerce_rest_shop_order_invalid_id");
    assert_eq!(write.json()["code"], read.json()["code"]);
}

#[tokio::test]
async fn refunds_leave_the_total_and_show_as_negative_text() {
    let world = woo().await;
    let line = NewLine { sku: Some("CAM-BAS-M".into()), name: "Camiseta".into(), quantity: 2, price: 5490 };
    let id = world.shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
    let before = world.get(&format!("{ORDERS}/{id}")).await.json();
    world.shop.refund(id, Some(1000), "Defeito").unwrap();
    let after = world.get(&format!("{ORDERS}/{id}")).await.json();
    assert_eq!(before["total"], after["total"]);
    assert_eq!(after["refunds"][0]["total"], "-10.00");
    assert_eq!(world.get(&format!("{ORDERS}/{id}/refunds")).await.json()[0]["amount"], "10.00");
    assert_eq!(after["status"], "processing");
}

#[tokio::test]
async fn an_overlay_bends_single_fields() {
    let world = woo().await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    let overlay = json!({ "total": 12, "billing": { "email": null }, "line_items": "none" });
    world.shop.change(id, OrderChange { overlay: Some(overlay), ..OrderChange::default() }).unwrap();
    let order = world.get(&format!("{ORDERS}/{id}")).await.json();
    assert_eq!((&order["total"], &order["line_items"]), (&json!(12), &json!("none")));
    assert!(order["billing"].get("email").is_none() && order["billing"]["city"].is_string());
}

#[tokio::test]
async fn the_rest_route_forms_answer_where_permalinks_are_off() {
    let options = ShopOptions::new(Platform::Woocommerce, "plain");
    let world = world(ShopOptions { pretty_permalinks: false, ..options }).await;
    assert_eq!(world.get(ORDERS).await.status, 404);
    for form in ["/index.php?rest_route=/wc/v3/orders&per_page=2", "/?rest_route=/wc/v3/orders&per_page=2"] {
        let seen = world.get(form).await;
        assert_eq!(
            (seen.status, &seen.json()["code"]),
            (401, &json!("woocommerce_rest_cannot_view")),
            "{form}"
        );
        assert_eq!(world.get(&format!("{form}&x=/wp-json/wc/")).await.ids().len(), 2, "{form}");
        assert_eq!(world.get(&format!("{form}&x=%2Fwp-json%2Fwc%2F")).await.status, 401, "{form}");
    }
    let index = Seen::of(world.client.get(format!("{}/?rest_route=/", world.url))).await;
    assert!(index.json()["namespaces"].as_array().unwrap().contains(&json!("wc/v3")));
}

#[tokio::test]
async fn the_shop_tells_its_version_and_currency() {
    let world = woo().await;
    assert_eq!(world.get("/wp-json/wc/v3/system_status").await.json()["environment"]["version"], "11.0.1");
    assert_eq!(world.get("/wp-json/wc/v3/data/currencies/current").await.json()["code"], "BRL");
    assert_eq!(world.get("/wp-json/wc/v3/nothing").await.json()["code"], "rest_no_route");
}

#[tokio::test]
async fn lists_leave_the_bin_and_drafts_out_unless_they_are_named() {
    let world = woo().await;
    let id = world.get(ORDERS).await.ids()[0];
    let status = |status: &str| OrderChange { status: Some(status.into()), ..OrderChange::default() };
    world.shop.change(id, status("trash")).unwrap();
    world.shop.create(NewOrder { status: Some("checkout-draft".into()), ..NewOrder::default() }).unwrap();
    let total = async |query: &str| {
        world.get(&format!("{ORDERS}?per_page=1&{query}")).await.header("x-wp-total").to_owned()
    };
    assert_eq!(total("").await, "249");
    assert_eq!(total("status=any,trash").await, "249", "any wins");
    assert_eq!(world.get(&format!("{ORDERS}?status=trash")).await.ids(), [id]);
    let (key, secret) = world.keys();
    let options = world.client.request(reqwest::Method::OPTIONS, format!("{}{ORDERS}", world.url));
    let options = Seen::of(options.basic_auth(key, Some(secret))).await.json();
    let named = options["endpoints"][0]["args"]["status"]["items"]["enum"].as_array().unwrap().clone();
    assert!(named.contains(&json!("trash")) && named.contains(&json!("em-separacao")), "{named:?}");
}

#[tokio::test]
async fn a_payment_stays_when_the_status_goes_back() {
    let world = woo().await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    let status = OrderChange { status: Some("pending".into()), ..OrderChange::default() };
    world.shop.change(id, status).unwrap();
    let order = world.get(&format!("{ORDERS}/{id}")).await.json();
    assert!(order["status"] == "pending" && order["date_paid_gmt"].is_string(), "{order}");
}

#[tokio::test]
async fn webhooks_are_made_listed_changed_and_deleted() {
    let world = woo().await;
    let (key, secret) = world.keys();
    let send = async |method: reqwest::Method, path: &str, body: serde_json::Value| {
        let url = format!("{}/wp-json/wc/v3/webhooks{path}", world.url);
        Seen::of(world.client.request(method, url).basic_auth(&key, Some(&secret)).json(&body)).await
    };
    let hook =
        |topic: &str, url: &str| json!({ "name": "n", "topic": topic, "delivery_url": url, "secret": "s" });
    let make = async |topic: &str, url: &str| send(reqwest::Method::POST, "", hook(topic, url)).await;
    let order = world.shop.create(sandbox::NewOrder::default()).unwrap();
    assert!(world.shop.order_event(order).is_none());
    let made = make("order.updated", "https://app.example/in").await;
    assert_eq!((made.status, &made.json()["status"]), (201, &json!("active")));
    assert!(made.json()["secret"].is_null(), "never told");
    for (topic, url) in [("order.teleported", "https://app.example"), ("order.updated", "app.example")] {
        assert_eq!(make(topic, url).await.status, 400, "{topic} {url}");
    }
    let event = world.shop.order_event(order).unwrap();
    assert!(event.headers.contains(&("x-wc-webhook-topic", "order.updated".to_owned())));
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&event.body).unwrap()["id"], json!(order));

    let listed = world.get("/wp-json/wc/v3/webhooks?per_page=100").await;
    assert_eq!((listed.json().as_array().unwrap().len(), listed.header("x-wp-total")), (1, "1"));
    let path = format!("/{}", made.json()["id"]);
    let paused = send(reqwest::Method::PUT, &path, json!({ "status": "paused" })).await.json();
    assert_eq!((&paused["status"], &paused["topic"]), (&json!("paused"), &json!("order.updated")));
    assert!(world.shop.order_event(order).is_none(), "it is paused");
    assert_eq!(send(reqwest::Method::DELETE, &path, json!({})).await.status, 501);
    assert_eq!(send(reqwest::Method::DELETE, &format!("{path}?force=true"), json!({})).await.status, 200);
    assert_eq!(world.get(&format!("/wp-json/wc/v3/webhooks{path}")).await.status, 404);
}
