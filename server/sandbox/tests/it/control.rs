use serde_json::{Value, json};

use crate::{Seen, woo};

#[tokio::test]
async fn orders_are_created_changed_and_refunded_by_json() {
    let world = woo().await;
    let api = format!("{}/__control/api/woocommerce/loja", world.sandbox.base_url());
    let post =
        async |path: &str, body: Value| Seen::of(world.client.post(format!("{api}{path}")).json(&body)).await;
    let line = json!({ "sku": "X-1", "name": "Caneca", "price": 1990 });
    let created = post("/orders", json!({ "status": "pending", "lines": [line] })).await.json();
    assert_eq!((&created["status"], &created["paid"]), (&json!("pending"), &json!(false)));
    let id = created["id"].as_u64().unwrap();
    assert_eq!(post(&format!("/orders/{id}/pay"), json!({})).await.json()["paid"], true);
    assert_eq!(post(&format!("/orders/{id}/refund"), json!({ "amount": 100 })).await.json()["refunded"], 100);
    assert_eq!(post(&format!("/orders/{id}/cancel"), json!({})).await.json()["status"], "cancelled");
    assert_eq!(post("/orders/1/pay", json!({})).await.status, 404);
    assert_eq!(post(&format!("/orders/{id}/refund"), json!({ "amount": -5 })).await.status, 400);
    assert_eq!(post("/faults", json!({ "kind": "server_error", "times": 1 })).await.status, 200);
    assert_eq!(world.get("/wp-json/wc/v3/orders").await.status, 500);
}

#[tokio::test]
async fn the_page_works_by_forms_and_refuses_other_origins() {
    let world = woo().await;
    let base = world.sandbox.base_url();
    let page = Seen::of(world.client.get(format!("{base}/__control/"))).await;
    assert!(page.text.contains("loja (woocommerce)") && !page.text.contains("<script"));
    let form = world.client.post(format!("{base}/__control/form/woocommerce/loja"));
    let sent = Seen::of(form.try_clone().unwrap().form(&[("do", "create")])).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/__control/"));
    assert_eq!(world.shop.order_count(), 251);
    let foreign = form.header("sec-fetch-site", "cross-site").form(&[("do", "create")]);
    assert_eq!(Seen::of(foreign).await.status, 403);
}
