use crate::harness::app;
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};

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
