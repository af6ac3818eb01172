//! Magalu's simulator: who may call, how lists are cut, and what errors look like.

use sandbox::{Credentials, Fault, FaultRule, NewOrder, Platform, ShopOptions};
use serde_json::{Value, json};

use crate::{Seen, World, world};

const HOUR: i64 = 3_600;

async fn magalu() -> World {
    world(ShopOptions::new(Platform::Magalu, "loja").orders(250)).await
}

impl World {
    async fn magalu(&self, path: &str) -> Seen {
        let token = self.shop.grant().unwrap().access_token;
        Seen::of(self.client.get(format!("{}/seller/v1/{path}", self.url)).bearer_auth(token)).await
    }

    /// What becomes of this body, written to a resource.
    async fn write(&self, path: &str, body: &Value) -> Seen {
        let token = self.shop.grant().unwrap().access_token;
        let request = self.client.post(format!("{}/seller/v1/{path}", self.url)).bearer_auth(token);
        Seen::of(request.json(body)).await
    }

    /// The token endpoint's answer to these fields and the app's own.
    async fn token(&self, fields: Value, as_json: bool) -> Seen {
        let (id, secret) = self.keys();
        let mut body = json!({ "client_id": id, "client_secret": secret });
        for (name, value) in fields.as_object().unwrap() {
            body[name] = value.clone();
        }
        let request = self.client.post(format!("{}/oauth/token", self.url));
        Seen::of(if as_json { request.json(&body) } else { form(request, &body) }).await
    }

    /// The code that the consent page gives.
    async fn code(&self, choose_tenants: bool) -> String {
        let query = format!(
            "client_id={}&redirect_uri=https://orion.example/back&scope=open:order-order-seller:read&response_type=code&choose_tenants={choose_tenants}&state=s",
            self.keys().0
        );
        let page = Seen::of(self.client.get(format!("{}/login?{query}", self.url))).await;
        assert_eq!(page.status, 200, "{}", page.text);
        page.text.split_once("code=").unwrap().1.split_once("&amp;").unwrap().0.to_owned()
    }
}

fn form(request: reqwest::RequestBuilder, body: &Value) -> reqwest::RequestBuilder {
    let pairs: Vec<String> = body
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| format!("{name}={}", value.as_str().unwrap()))
        .collect();
    request.header("content-type", "application/x-www-form-urlencoded").body(pairs.join("&"))
}

fn date(seconds: i64) -> String {
    chrono::DateTime::from_timestamp(seconds, 0).unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[tokio::test]
async fn lists_are_cut_by_limit_and_offset_within_fifteen_days() {
    let world = magalu().await;
    let end = super::UNTIL;
    let range =
        |days: i64| format!("created_at__gte={}&created_at__lte={}", date(end - days * 24 * HOUR), date(end));
    let first = world.magalu(&format!("orders?{}&_limit=4&_sort=created_at:asc", range(15))).await.json();
    let rest =
        world.magalu(&format!("orders?{}&_limit=100&_offset=4&_sort=created_at:asc", range(15))).await.json();
    assert_eq!(first["meta"]["page"], json!({ "limit": 4, "offset": 0, "count": 4, "max_limit": 100 }));
    assert!(first["meta"]["links"]["next"].is_string() && rest["meta"]["links"]["next"].is_null());
    let dates: Vec<String> = [&first, &rest]
        .iter()
        .flat_map(|page| page["results"].as_array().unwrap())
        .map(|order| order["created_at"].as_str().unwrap().to_owned())
        .collect();
    assert!(dates.len() > 5);
    for query in
        [range(16), "_limit=101".into(), "_sort=total".into(), "updated_at__gte=2020-01-01T00:00:00Z".into()]
    {
        let refused = world.magalu(&format!("orders?{query}")).await;
        assert_eq!(refused.status, 422, "{query}");
        assert!(refused.json()["detail"][0]["msg"].is_string());
    }
}

#[tokio::test]
async fn an_order_and_its_deliveries_lead_to_each_other() {
    let world = magalu().await;
    let order = world.magalu("orders?_limit=1").await.json()["results"][0].clone();
    let id = order["id"].as_str().unwrap();
    assert_eq!(world.magalu(&format!("orders/{id}")).await.json(), order);
    let delivery = order["deliveries"][0]["id"].as_str().unwrap();
    let delivery = world.magalu(&format!("deliveries/{delivery}")).await.json();
    let named = delivery["order"]["id"].as_str().or(delivery["order_id"].as_str());
    assert!(named == Some(id) || named.is_none() && delivery["order"]["code"] == order["code"], "{delivery}");
    assert_eq!(world.magalu("deliveries?_limit=3").await.json()["results"].as_array().unwrap().len(), 3);
    let gone = world.magalu("orders/00000000-0000-4000-8000-000000000000").await;
    assert_eq!((gone.status, &gone.json()["detail"]), (404, &json!("Order not found")));
    assert_eq!(gone.header("x-request-id").len(), 32);
}

#[tokio::test]
async fn a_code_is_redeemed_once_and_refresh_tokens_rotate_every_other_time() {
    let world = magalu().await;
    let code = world.code(true).await;
    let fields = json!({ "grant_type": "authorization_code", "redirect_uri": "https://orion.example/back", "code": code });
    let granted = world.token(fields.clone(), true).await.json();
    assert_eq!((&granted["token_type"], &granted["expires_in"]), (&json!("Bearer"), &json!(7200)));
    let again = world.token(fields, true).await;
    assert_eq!((again.status, &again.json()["error"]), (400, &json!("invalid_grant")));
    let refresh = |token: &Value| json!({ "grant_type": "refresh_token", "refresh_token": token });
    let first = &granted["refresh_token"];
    assert_eq!(world.token(refresh(first), true).await.status, 400, "only as a form");
    let rotated = world.token(refresh(first), false).await.json();
    assert!(rotated["refresh_token"].is_string());
    assert_eq!(world.token(refresh(first), false).await.status, 400, "it is spent");
    let kept = world.token(refresh(&rotated["refresh_token"]), false).await.json();
    assert!(kept["access_token"].is_string() && kept["refresh_token"].is_null());
}

#[tokio::test]
async fn a_persons_token_opens_no_seller() {
    let world = magalu().await;
    let Credentials::App { account_id, .. } = world.shop.credentials() else { panic!() };
    for (choose_tenants, status) in [(true, 200), (false, 403)] {
        let code = world.code(choose_tenants).await;
        let fields = json!({ "grant_type": "authorization_code", "redirect_uri": "https://orion.example/back", "code": code });
        let token = world.token(fields, true).await.json()["access_token"].as_str().unwrap().to_owned();
        let url = format!("{}/seller/v1/portfolios/me", world.url);
        let me = Seen::of(world.client.get(url).bearer_auth(&token)).await;
        assert_eq!(me.status, status, "{}", me.text);
        if choose_tenants {
            assert_eq!(me.json()["tenant"]["id"], json!(account_id));
        }
        let url = format!("{}/seller/v1/deliveries", world.url);
        assert_eq!(Seen::of(world.client.get(url).bearer_auth(&token)).await.status, 403, "no such scope");
    }
    world.shop.fault(FaultRule::times(Fault::RevokedKey, 1));
    assert_eq!(world.magalu("orders").await.status, 401);
}

const CHANNEL: &str = "5f68b9c0-0000-4000-8000-000000000001";

#[tokio::test]
async fn what_is_written_of_a_delivery_is_checked_and_shows_afterwards() {
    let world = magalu().await;
    let id = world.shop.create(NewOrder { own_delivery: true, ..NewOrder::default() }).unwrap();
    let order = world.magalu(&format!("orders/{}", world.shop.order_key(id))).await.json();
    let key = order["deliveries"][0]["id"].as_str().unwrap();
    let (invoices, shippings) = (format!("deliveries/{key}/invoices"), format!("deliveries/{key}/shippings"));
    let invoice = json!({
        "channel": { "id": CHANNEL }, "key": "3".repeat(44), "issued_at": "2026-11-20T10:00:00.000Z",
        "issuer": "11222333000181", "amount": 184.8, "xml": "<nfeProc/>",
    });
    let shipping = json!({
        "channel": { "id": CHANNEL }, "protocol": "BR1", "labels": [{ "id": "1", "value": "BR1" }],
        "dates": { "shipped_at": "2026-11-20T10:00:00.000Z" }, "carrier": { "name": "Correios" },
    });
    for (path, body, field, value) in [
        (&invoices, &invoice, "channel", json!({ "id": "other" })),
        (&invoices, &invoice, "key", json!("3")),
        (&invoices, &invoice, "issued_at", json!("ontem")),
        (&invoices, &invoice, "amount", json!("184.80")),
        (&invoices, &invoice, "xml", Value::Null),
        (&shippings, &shipping, "channel", Value::Null),
        (&shippings, &shipping, "labels", json!([])),
        (&shippings, &shipping, "carrier", json!({})),
        (&shippings, &shipping, "tracking_url", json!("rastreio")),
    ] {
        let mut bad = body.clone();
        bad[field] = value;
        let refused = world.write(path, &bad).await;
        assert_eq!(refused.status, 422, "{field}: {}", refused.text);
        assert!(refused.json()["detail"][0]["loc"].to_string().contains(field), "{}", refused.text);
    }
    let early = world.write(&shippings, &shipping).await;
    assert_eq!((early.status, &early.json()["message"]), (400, &json!("The delivery has no valid invoice")));
    let taken = world.write(&invoices, &invoice).await;
    assert_eq!((taken.status, &taken.json()["status"]), (201, &json!("awaiting_validation")));
    assert_eq!(world.write(&invoices, &invoice).await.status, 409);
    let correction = format!("{invoices}/{}", "3".repeat(44));
    assert_eq!(world.write(&correction, &invoice).await.status, 409, "it was not looked at");
    world.shop.judge_invoices(id, false).unwrap();
    assert_eq!(world.write(&correction, &invoice).await.status, 204);
    assert_eq!(world.write(&format!("{invoices}/1"), &invoice).await.status, 404);
    world.shop.judge_invoices(id, true).unwrap();
    assert_eq!(world.magalu(&format!("deliveries/{key}")).await.json()["status"], "invoiced");

    world.shop.fault(FaultRule::times(Fault::ReadOnlyKey, 1));
    assert_eq!(world.write(&shippings, &shipping).await.status, 403);
    let taken = world.write(&shippings, &shipping).await;
    assert_eq!((taken.status, taken.json()["id"].is_string()), (201, true));
    assert_eq!(world.write(&shippings, &shipping).await.status, 409);
    let delivery = world.magalu(&format!("deliveries/{key}")).await.json();
    assert_eq!(
        (&delivery["status"], &delivery["shipping"]["labels"][0]["value"]),
        (&json!("shipped"), &json!("BR1"))
    );
    assert_eq!(world.write(&format!("deliveries/{key}"), &shipping).await.status, 405);
    let gone = "deliveries/00000000-0000-4000-8000-000000000000/shippings";
    assert_eq!(world.write(gone, &shipping).await.status, 404);
}
