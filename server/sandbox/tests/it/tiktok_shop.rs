use hmac::{Hmac, KeyInit as _, Mac as _};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::{Seen, World, world};

/// A signed call; a GET without a body.
async fn call(world: &World, token: &str, path: &str, query: &[(&str, &str)], body: Option<Value>) -> Seen {
    let (key, secret) = world.keys();
    let now = world.shop.now().to_string();
    let mut pairs: Vec<(&str, &str)> = query.to_vec();
    if !pairs.iter().any(|(name, _)| *name == "timestamp") {
        pairs.push(("timestamp", &now));
    }
    pairs.push(("app_key", &key));
    pairs.sort_unstable();
    let joined: String = pairs.iter().map(|(name, value)| format!("{name}{value}")).collect();
    let text = body.map(|body| body.to_string()).unwrap_or_default();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("{secret}{path}{joined}{text}{secret}").as_bytes());
    let sign: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let address: url::Url = format!("{}{path}", world.url).parse().unwrap();
    let mut address = address;
    address.query_pairs_mut().extend_pairs(pairs).append_pair("sign", &sign);
    let request =
        if text.is_empty() { world.client.get(address) } else { world.client.post(address).body(text) };
    let request = request.header("content-type", "application/json").header("x-tts-access-token", token);
    Seen::of(request).await
}

async fn shop() -> (World, String, String) {
    let world = world(ShopOptions::new(Platform::TiktokShop, "loja").orders(130)).await;
    let token = world.shop.grant().unwrap().access_token;
    let shops = call(&world, &token, "/authorization/202309/shops", &[], None).await.json();
    let cipher = shops["data"]["shops"][0]["cipher"].as_str().unwrap().to_owned();
    (world, token, cipher)
}

const SEARCH: &str = "/order/202309/orders/search";

#[tokio::test]
async fn calls_are_refused_for_what_is_wrong_with_them() {
    let (world, token, cipher) = shop().await;
    let shop = ("shop_cipher", cipher.as_str());
    let size = ("page_size", "10");
    let code = async |token: &str, path: &str, query: &[(&str, &str)]| {
        let seen = call(&world, token, path, query, Some(json!({}))).await;
        (seen.status, seen.json()["code"].as_i64().unwrap())
    };
    assert_eq!(code(&token, SEARCH, &[shop, size]).await, (200, 0));
    assert_eq!(code("?", SEARCH, &[shop, size]).await, (401, 105_002));
    assert_eq!(code(&token, SEARCH, &[size]).await, (400, 106_013));
    assert_eq!(code(&token, SEARCH, &[("shop_cipher", "ROW_x"), size]).await, (401, 101_000));
    assert_eq!(code(&token, SEARCH, &[shop, size, ("sign", "00")]).await, (401, 106_001));
    assert_eq!(code(&token, SEARCH, &[shop, ("page_size", "101")]).await, (400, 36_009_004));
    assert_eq!(code(&token, SEARCH, &[shop]).await, (400, 36_009_004));
    let late = (world.shop.now() - 301).to_string();
    let early = (world.shop.now() + 40).to_string();
    for time in [&late, &early] {
        assert_eq!(code(&token, SEARCH, &[shop, size, ("timestamp", time)]).await, (400, 36_009_004));
    }
    assert_eq!(code(&token, "/authorization/202309/shops", &[]).await, (400, 36_009_010));
    assert_eq!(code(&token, "/order/202212/orders", &[shop]).await, (404, 36_009_009));
    let seen = call(&world, &token, "/authorization/202309/shops", &[shop], None).await;
    assert!(seen.json()["message"].as_str().unwrap().starts_with("Unexpected identifier"), "{}", seen.text);
    world.shop.fault(FaultRule::times(Fault::RevokedKey, 1));
    assert_eq!(code(&token, SEARCH, &[shop, size]).await, (401, 105_002));
}

#[tokio::test]
async fn tokens_lead_through_every_order_once_and_filters_stand_in_the_body() {
    let (world, token, cipher) = shop().await;
    let (mut after, mut seen, mut last) = (String::new(), std::collections::HashSet::new(), 0);
    loop {
        let mut query = vec![
            ("shop_cipher", cipher.as_str()),
            ("page_size", "60"),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
        ];
        if !after.is_empty() {
            query.push(("page_token", &after));
        }
        let page = call(&world, &token, SEARCH, &query, Some(json!({}))).await.json();
        assert_eq!(page["data"]["total_count"], 130);
        for order in page["data"]["orders"].as_array().unwrap() {
            assert!(seen.insert(order["id"].as_str().unwrap().to_owned()));
            let updated = order["update_time"].as_i64().unwrap();
            assert!(updated >= last);
            last = updated;
        }
        after = page["data"]["next_page_token"].as_str().unwrap().to_owned();
        if after.is_empty() {
            break;
        }
    }
    assert_eq!(seen.len(), 130);
    let query = [("shop_cipher", cipher.as_str()), ("page_size", "100")];
    let some = call(
        &world,
        &token,
        SEARCH,
        &query,
        Some(json!({ "update_time_ge": last, "update_time_lt": last + 1 })),
    );
    assert_eq!(some.await.json()["data"]["orders"][0]["update_time"], last);
    let none = call(&world, &token, SEARCH, &query, Some(json!({ "update_time_ge": last + 1 }))).await.json();
    assert_eq!(none["data"]["orders"], json!([]));
    let held = call(&world, &token, SEARCH, &query, Some(json!({ "order_status": "ON_HOLD" }))).await.json();
    for order in held["data"]["orders"].as_array().unwrap() {
        assert!(order["status"] == "ON_HOLD" && order["recipient_address"].is_null(), "{order}");
    }
}

#[tokio::test]
async fn the_consent_page_knows_its_redirect_address_and_codes_work_once() {
    let (world, _, _) = shop().await;
    let sandbox::Credentials::App { client_id, client_secret, service_id, .. } = world.shop.credentials()
    else {
        panic!("no app");
    };
    let get = async |path: &str| Seen::of(world.client.get(format!("{}{path}", world.url))).await;
    let page = get(&format!("/open/authorize?service_id={client_id}")).await;
    assert!(page.text.contains("This service does not exist"), "the key is not the service's id");
    world.shop.redirect_to("https://orion.example/back");
    let page = get(&format!("/open/authorize?service_id={}", service_id.as_deref().unwrap())).await;
    assert!(
        page.text.contains("code=null&amp;error=auth_denied") && !page.text.contains("state="),
        "{}",
        page.text
    );
    let code = page.text.split_once("code=").unwrap().1.split_once('&').unwrap().0;
    let ask = |grant: &str| {
        format!(
            "/api/v2/token/get?app_key={client_id}&app_secret={client_secret}&auth_code={code}&grant_type={grant}"
        )
    };
    assert_eq!(get(&ask("authorization_code")).await.json()["code"], 36_004_001, "it is spelled another way");
    let tokens = get(&ask("authorized_code")).await.json();
    assert!(tokens["data"]["access_token_expire_in"].as_i64().unwrap() > world.shop.now(), "a moment");
    let again = get(&ask("authorized_code")).await;
    assert_eq!((again.status, again.json()["code"].as_i64()), (200, Some(36_004_004)));
}

#[tokio::test]
async fn packages_come_to_be_by_shipping_in_some_markets() {
    let (world, token, cipher) = shop().await;
    let line = sandbox::NewLine { sku: None, name: "Livro".into(), quantity: 2, price: 3_000 };
    let new = sandbox::NewOrder { own_delivery: true, lines: vec![line], ..sandbox::NewOrder::default() };
    let id = world.shop.create(new).unwrap().to_string();
    let shop = ("shop_cipher", cipher.as_str());
    let path = format!("/fulfillment/202309/orders/{id}/packages");
    let told = |ids: &[&Value], number: &str| json!({ "order_line_item_ids": ids, "tracking_number": number, "shipping_provider_id": "7117858858072016686" });
    let mark = async |body| call(&world, &token, &path, &[shop], Some(body)).await.json();
    let order = async || {
        let seen = call(&world, &token, "/order/202507/orders", &[shop, ("ids", &id)], None).await.json();
        seen["data"]["orders"][0].clone()
    };
    let before = order().await;
    assert_eq!(before["packages"].as_array().map(Vec::len), Some(1), "in Brazil it is there");
    let pieces: Vec<Value> =
        before["line_items"].as_array().unwrap().iter().map(|piece| piece["id"].clone()).collect();
    assert_eq!(mark(told(&[&pieces[0]], "AA1")).await["code"], 21_008_106, "not in this region");

    world.shop.sell_in("US");
    let before = order().await;
    assert_eq!((&before["packages"], &before["need_upload_invoice"]), (&json!([]), &json!("UNKNOWN")));
    assert!(before["line_items"][0].get("package_id").is_none(), "{before}");
    assert_eq!(mark(json!({ "tracking_number": "AA1" })).await["code"], 21_001_001);
    assert_eq!(mark(told(&[&json!("7")], "AA1")).await["code"], 21_011_029);
    let first = mark(told(&[&pieces[0]], "AA1")).await["data"]["package_id"].clone();
    let half = order().await;
    assert_eq!(half["status"], "PARTIALLY_SHIPPING");
    assert_eq!(half["packages"], json!([{ "id": first }]));
    let [one, other] = [&half["line_items"][0], &half["line_items"][1]];
    assert_eq!((&one["package_id"], &one["tracking_number"]), (&first, &json!("AA1")));
    assert!(other.get("package_id").is_none() && other["display_status"] == "AWAITING_SHIPMENT", "{other}");
    assert_eq!(mark(told(&[&pieces[0]], "AA2")).await["code"], 21_011_029, "it is in a package");
    let rest = json!({ "tracking_number": "AA2", "shipping_provider_id": "7117858858072016687" });
    let second = mark(rest.clone()).await["data"]["package_id"].clone();
    let whole = order().await;
    assert_eq!(whole["status"], "AWAITING_COLLECTION");
    assert_eq!(whole["packages"], json!([{ "id": first }, { "id": second }]));
    assert_eq!(mark(rest).await["code"], 21_011_006, "all is sent");
}
