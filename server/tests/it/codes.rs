//! A line without a SKU, from the sale's page to a product and back.

use crate::harness::app_near;
use hub::syncs::{self, What};
use sandbox::{NewLine, NewOrder, Platform, Sandbox, SandboxOptions, ShopOptions};
use sqlx::Row;
use testkit::{Actor, connect_shop, stranger, work_until_idle};

#[tokio::test]
async fn a_line_without_a_sku_leads_from_its_sale_to_a_product() {
    let shops = vec![ShopOptions::new(Platform::TiktokShop, "verde").orders(0)];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let app = app_near(&sandbox).await;
    let (who, shop) = (stranger(app.hub()).await, &sandbox.shops()[0]);
    let line = NewLine { sku: None, name: "Livro raro".into(), quantity: 2, price: 3_000 };
    shop.create(NewOrder { lines: vec![line], ..NewOrder::default() }).unwrap();
    let connection = connect_shop(&who, &sandbox, shop).await;
    syncs::start(&who.cx(), connection, What::Changes).await.unwrap();
    work_until_idle(&who, app.hub()).await;
    let mut owner = app.database().connect_as("orion_owner").await;
    let line = sqlx::query("select order_id, product_ref from order_lines where sku is null")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    let (sale, code) = (format!("/admin/vendas/{}", line.get::<uuid::Uuid, _>(0)), line.get::<String, _>(1));
    let browser = app.browser(&who);
    let place = format!("connection={}&code={code}", connection.to_string().replace('-', "%2D"));
    let shown = shown_at(&browser, &sale).await;
    assert!(shown.contains("Sem SKU") && shown.contains(&format!("<code>{code}</code>")), "{shown}");
    let link = format!("/admin/produtos/vincular?{place}");
    assert!(shown.contains(&link), "{shown}");
    let waiting = shown_at(&browser, &link).await;
    assert!(
        waiting.contains("Sem SKU · código no canal: TikTok Shop (") && waiting.contains("Livro raro"),
        "{waiting}"
    );
    let form = shown_at(&browser, &format!("/admin/produtos/novo?{place}")).await;
    assert!(form.contains("Livro raro") && form.contains(&code), "{form}");

    let fields =
        [("sku", "LIVRO"), ("name", "Livro raro"), ("connection", &connection.to_string()), ("code", &code)];
    assert_eq!(browser.call("/ui/products/save", &fields).await.status, 200);
    let shown = shown_at(&browser, &sale).await;
    assert!(shown.contains(&code) && !shown.contains("/admin/produtos/vincular?"), "{shown}");
    let product: uuid::Uuid = sqlx::query_scalar("select id from products where sku = 'LIVRO'")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    let product = format!("/admin/produtos/{product}");
    assert!(shown.contains(&product), "{shown}");
    let shown = shown_at(&browser, &product).await;
    assert!(shown.contains(&format!("TikTok Shop · {code}")), "{shown}");
    sandbox.stop().await;
}

/// A page without what only its script reads.
async fn shown_at(browser: &Actor, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.body.replace("<!>", "").replace("&amp;", "&")
}
