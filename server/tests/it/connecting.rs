use crate::harness::{app, app_near, app_upon};
use axum::{body::Body, http::Request};
use domain::PlanCode;
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use std::sync::Arc;
use testkit::{HubOptions, TestApp, near, press_link};

#[tokio::test]
async fn a_store_without_a_good_certificate_is_told_with_what_to_do() {
    let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(1);
    let options = SandboxOptions { shops: vec![shop], ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let app = app().await;
    let owner = app.owner().await;
    // It speaks no TLS at all.
    let address = sandbox.shop_url(&sandbox.shops()[0]).replace("http://", "https://");
    let fields = [
        ("platform", "woocommerce"),
        ("fields[store_url]", address.as_str()),
        ("fields[consumer_key]", "ck_1"),
        ("fields[consumer_secret]", "cs_1"),
    ];
    let report = owner.call("/ui/integrations/test", &fields).await;
    assert_eq!(report.status, 200, "{}", report.body);
    for said in [
        "O certificado de segurança (TLS) da loja não é válido.",
        "Peça à hospedagem para renovar o certificado",
    ] {
        assert!(report.body.contains(said), "{said} is missing in {}", report.body);
    }
    assert!(!report.body.contains("cs_1"));
    sandbox.stop().await;
}

#[tokio::test]
async fn who_has_no_place_left_is_told_so_and_what_a_larger_plan_costs() {
    let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(1);
    let options = SandboxOptions { shops: vec![shop], ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let free = HubOptions { default_plan: Some(PlanCode::Free), ..near(&sandbox) };
    let app = app_upon(free).await;
    hub::plans::settle(app.hub()).await.unwrap();
    let owner = app.owner().await;
    let form = "/admin/integracoes/nova/woocommerce";
    let page = owner.get(form).await.body;
    assert!(!page.contains("em uso, 0 no plano"), "{page}");
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update org_plans set connections = 0").execute(&mut sql).await.unwrap();
    let page = owner.get(form).await.body.replace('\u{a0}', " ");
    assert!(page.contains("Conexões: 0 em uso, 0 no plano"), "{page}");
    assert!(page.contains("O plano Pro inclui 10 e custa R$ 249,00 por mês."), "{page}");

    let shop = sandbox.shops()[0].clone();
    let Credentials::Woocommerce { consumer_key, consumer_secret } = shop.credentials() else { panic!() };
    let address = sandbox.shop_url(&shop);
    let fields = [
        ("platform", "woocommerce"),
        ("fields[store_url]", address.as_str()),
        ("fields[consumer_key]", consumer_key.as_str()),
        ("fields[consumer_secret]", consumer_secret.as_str()),
    ];
    // A script shows it in its place, and keeps what is typed.
    let told = owner.call("/ui/integrations/save", &fields).await;
    let body = told.body.replace('\u{a0}', " ");
    assert_eq!(told.status, 200, "{body}");
    assert!(body.contains("O limite do plano foi atingido") && body.contains("/admin/planos"), "{body}");
    assert!(body.contains("O plano Pro inclui 10 e custa R$ 249,00 por mês."), "{body}");
    sandbox.stop().await;
}

/// A page that leads to another site by itself, and where it leads.
fn onward(body: &str) -> String {
    let refresh = body.split("content=\"0;url=").nth(1).unwrap_or_else(|| panic!("{body}"));
    refresh.split('"').next().unwrap().replace("&amp;", "&")
}

/// A WooCommerce shop near the app, with its address.
async fn shop_that_hands_over() -> (Sandbox, TestApp, Arc<Shop>, String) {
    let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(1);
    let options = SandboxOptions { shops: vec![shop], ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let app = app_near(&sandbox).await;
    let shop = sandbox.shops()[0].clone();
    let address = sandbox.shop_url(&shop);
    (sandbox, app, shop, address)
}

#[tokio::test]
async fn a_key_is_handed_over_without_a_script() {
    let (sandbox, app, shop, address) = shop_that_hands_over().await;
    let owner = app.owner().await;
    let fields = [("platform", "woocommerce"), ("fields[store_url]", address.as_str())];

    let leaving = owner.submit("/ui/integrations/key", &fields).await;
    assert_eq!(leaving.status, 200, "{}", leaving.body);
    assert!(leaving.header("content-security-policy").contains("form-action 'self';"));
    assert!(
        leaving.body.contains("Levando você para WooCommerce") && leaving.body.contains("127.0.0.1"),
        "{}",
        leaving.body
    );
    let page = onward(&leaving.body);
    assert!(page.starts_with(&format!("{address}/wc-auth/v1/authorize?")), "{page}");

    let back = press_link(&press_link(&page.parse().unwrap(), "allow").await, "").await;
    let key = shop.handed_key().unwrap();
    assert_eq!(key.address, "https://orion.example/keys/woocommerce");
    let delivery = || {
        let request =
            Request::post("/keys/woocommerce").header("content-type", "application/json;charset=utf-8");
        request.body(Body::from(key.body.clone())).unwrap()
    };
    let shops_server = app.anonymous();
    assert_eq!(shops_server.send(delivery()).await.status, 200);
    let arrived = owner.get(&format!("{}?{}", back.path(), back.query().unwrap())).await;
    assert_eq!(arrived.status, 303, "{}", arrived.body);
    assert_eq!(shops_server.send(delivery()).await.status, 404, "nobody waits for it any more");
    let connection = owner.get(arrived.header("location")).await;
    assert!(connection.body.contains("WooCommerce conectada."), "{}", connection.body);
    sandbox.stop().await;
}

#[tokio::test]
async fn a_script_is_told_where_the_shops_page_is() {
    let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(1);
    let options = SandboxOptions { shops: vec![shop], ..SandboxOptions::default() };
    let sandbox = Sandbox::start(options).await.unwrap();
    let app = app_near(&sandbox).await;
    let owner = app.owner().await;
    let address = sandbox.shop_url(&sandbox.shops()[0]);
    let call = async |address: &str| {
        let fields = [("platform", "woocommerce"), ("fields[store_url]", address)];
        owner.call("/ui/integrations/key", &fields).await.body
    };
    let told = call(&address).await;
    assert!(told.contains(&format!("{address}/wc-auth/v1/authorize?")), "{told}");
    let nowhere = call(&format!("{}/nowhere", sandbox.base_url())).await;
    assert!(nowhere.contains("\"to\":\"\"") && nowhere.contains("report-steps"), "{nowhere}");
    sandbox.stop().await;
}

#[tokio::test]
async fn deliveries_that_nobody_asked_for_are_refused() {
    let app = app().await;
    let send = async |platform: &str, body: Vec<u8>| {
        let request = Request::post(format!("/keys/{platform}")).body(Body::from(body)).unwrap();
        app.anonymous().send(request).await.status
    };
    let unasked = br#"{"user_id":"x","consumer_key":"ck_1","consumer_secret":"cs_1"}"#;
    assert_eq!(send("woocommerce", unasked.to_vec()).await, 404);
    assert_eq!(send("shopify", unasked.to_vec()).await, 404);
    assert_eq!(send("nowhere", unasked.to_vec()).await, 404);
    assert_eq!(send("woocommerce", b"<html>".to_vec()).await, 400);
    assert_eq!(send("woocommerce", vec![b'x'; 5_000_000]).await, 413);
}

#[tokio::test]
async fn whoever_is_led_back_without_having_signed_in_ends_the_request() {
    let (sandbox, app, shop, address) = shop_that_hands_over().await;
    let owner = app.owner().await;
    let fields = [("platform", "woocommerce"), ("fields[store_url]", address.as_str())];
    let page = onward(&owner.submit("/ui/integrations/key", &fields).await.body);
    let back = press_link(&press_link(&page.parse().unwrap(), "allow").await, "").await;
    let key = shop.handed_key().unwrap();
    let delivery = Request::post("/keys/woocommerce").body(Body::from(key.body)).unwrap();
    assert_eq!(app.anonymous().send(delivery).await.status, 200);

    let path = format!("{}?{}", back.path(), back.query().unwrap());
    let led = app.anonymous().get(&path).await;
    assert!(led.header("location").starts_with("/entrar"), "{}", led.outcome());
    let asker = owner.get(&path).await;
    let form = owner.get(asker.header("location")).await;
    assert!(form.body.contains("Esta autorização não vale mais"), "{}", form.body);
    sandbox.stop().await;
}

#[tokio::test]
async fn who_connects_the_first_shop_is_told_what_the_company_took_over() {
    let (sandbox, app, shop, address) = shop_that_hands_over().await;
    let owner = app.owner().await;
    let mut sql = app.database().connect_as("orion_owner").await;
    sqlx::query("update organisations set currency = 'USD'").execute(&mut sql).await.unwrap();
    let Credentials::Woocommerce { consumer_key, consumer_secret } = shop.credentials() else { panic!() };
    let fields = [
        ("platform", "woocommerce"),
        ("fields[store_url]", address.as_str()),
        ("fields[consumer_key]", consumer_key.as_str()),
        ("fields[consumer_secret]", consumer_secret.as_str()),
    ];
    let saved = owner.submit("/ui/integrations/save", &fields).await;
    let shown = owner.get(saved.header("location")).await.body;
    assert!(shown.contains("Como na loja, a empresa agora usa BRL."), "{shown}");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_script_is_told_which_controls_are_refused() {
    let app = app().await;
    let owner = app.owner().await;
    let fields = [("platform", "woocommerce"), ("fields[store_url]", "https://loja.example")];
    let told = owner.call("/ui/integrations/test", &fields).await.body;
    for control in ["fields[consumer_key]", "fields[consumer_secret]"] {
        assert!(told.contains(&format!("data-field=\\\"{control}\\\"")), "{control}: {told}");
    }
    assert!(!told.contains("fields[store_url]"), "{told}");
}
