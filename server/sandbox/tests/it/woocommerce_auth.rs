use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use serde_json::json;
use sha2::Sha256;

use crate::{Seen, World, woo, world};

const ORDERS: &str = "/wp-json/wc/v3/orders";

async fn behind_no_proxy() -> World {
    world(ShopOptions { tls: false, ..ShopOptions::new(Platform::Woocommerce, "http") }).await
}

/// A signed query for `GET /orders`; all values are made of unreserved characters.
fn signed(world: &World, secret: &str, timestamp: i64, nonce: &str) -> String {
    let (key, _) = world.keys();
    let query = format!(
        "oauth_consumer_key={key}&oauth_nonce={nonce}&oauth_signature_method=HMAC-SHA256&oauth_timestamp={timestamp}&per_page=2"
    );
    let encode = |text: &str| {
        text.replace('%', "%25")
            .replace(':', "%3A")
            .replace('/', "%2F")
            .replace('=', "%3D")
            .replace('&', "%26")
    };
    let base = format!("GET&{}&{}", encode(&format!("{}{ORDERS}", world.url)), encode(&query));
    let mut mac = Hmac::<Sha256>::new_from_slice(format!("{secret}&").as_bytes()).unwrap();
    mac.update(base.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let signature = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    format!("{ORDERS}?{query}&oauth_signature={signature}")
}

async fn bare(world: &World, path: &str) -> Seen {
    Seen::of(world.client.get(format!("{}{path}", world.url))).await
}

#[tokio::test]
async fn basic_and_the_query_pair_open_a_tls_shop() {
    let world = woo().await;
    let (key, secret) = world.keys();
    assert_eq!(world.get(ORDERS).await.status, 200);
    let pair = format!("{ORDERS}?consumer_key={key}&consumer_secret={secret}");
    assert_eq!(bare(&world, &pair).await.status, 200);
    let wrong = bare(&world, &format!("{ORDERS}?consumer_key={key}&consumer_secret=cs_no")).await;
    assert_eq!((wrong.status, &wrong.json()["code"]), (401, &json!("woocommerce_rest_authentication_error")));
    let none = bare(&world, ORDERS).await;
    assert_eq!((none.status, &none.json()["code"]), (401, &json!("woocommerce_rest_cannot_view")));
}

#[tokio::test]
async fn over_plain_http_basic_is_refused_and_a_signature_accepted_once() {
    let world = behind_no_proxy().await;
    let (_, secret) = world.keys();
    assert_eq!(world.get(ORDERS).await.json()["code"], "woocommerce_rest_cannot_view");
    let request = signed(&world, &secret, world.shop.now(), "nonce1");
    assert_eq!(bare(&world, &request).await.ids().len(), 2);
    let again = bare(&world, &request).await;
    assert_eq!(again.status, 401);
    assert!(again.text.contains("nonce has already been used"));
}

#[tokio::test]
async fn wrong_signature_old_timestamp_and_missing_parameters_are_told_apart() {
    let world = behind_no_proxy().await;
    let (_, secret) = world.keys();
    let now = world.shop.now();
    let wrong = bare(&world, &signed(&world, "cs_wrong", now, "n1")).await;
    assert!(wrong.text.contains("provided signature does not match"));
    let old = bare(&world, &signed(&world, &secret, now - 1000, "n2")).await;
    assert!(old.text.contains("Invalid timestamp"));
    let partial = bare(&world, &format!("{ORDERS}?oauth_nonce=n3")).await;
    assert_eq!(partial.json()["code"], "woocommerce_rest_authentication_missing_parameter");
}

#[tokio::test]
async fn a_revoked_key_turns_every_call_into_401() {
    let world = woo().await;
    world.shop.fault(FaultRule::always(Fault::RevokedKey));
    for path in [ORDERS, "/wp-json/wc/v3/system_status"] {
        assert_eq!(world.get(path).await.status, 401);
    }
    assert_eq!(bare(&world, "/wp-json/").await.status, 200);
    world.shop.clear_faults();
    assert_eq!(world.get(ORDERS).await.status, 200);
}

#[tokio::test]
async fn a_read_only_key_reads_and_is_refused_with_401_on_writing() {
    let world = woo().await;
    world.shop.fault(FaultRule::always(Fault::ReadOnlyKey));
    let id = world.get(ORDERS).await.ids()[0];
    let (key, secret) = world.keys();
    let write = world.client.put(format!("{}{ORDERS}/{id}", world.url)).basic_auth(key, Some(secret));
    let write = Seen::of(write.json(&json!({ "status": "completed" }))).await;
    assert_eq!((write.status, &write.json()["code"]), (401, &json!("woocommerce_rest_authentication_error")));
}

#[tokio::test]
async fn a_write_only_key_is_refused_in_the_shops_language_and_may_ask_for_options() {
    let options = ShopOptions::new(Platform::Woocommerce, "loja");
    let world = world(ShopOptions { localized: true, ..options }).await;
    world.shop.fault(FaultRule::always(Fault::WriteOnlyKey));
    let refused = world.get(ORDERS).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (401, &json!("woocommerce_rest_authentication_error"))
    );
    assert!(refused.text.contains("permissões de leitura"), "{}", refused.text);
    let (key, secret) = world.keys();
    let options = world.client.request(reqwest::Method::OPTIONS, format!("{}{ORDERS}", world.url));
    assert_eq!(Seen::of(options.basic_auth(key, Some(secret))).await.status, 200);
}
