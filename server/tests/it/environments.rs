//! Where a platform has a sandbox: the choice, and how what is of it is told apart.

use crate::harness::{app_near, app_upon};
use chrono::{TimeDelta, Utc};
use domain::Environment;
use hub::{
    integrations::{self, ConnectForm},
    permit::{ManageConnections, RunSync},
    syncs::{self, What},
};
use sandbox::{Platform, Sandbox, SandboxOptions, ShopOptions};
use testkit::{HubOptions, consent, consent_form, near, press_allow, stranger, work_until_idle};

const FORM: &str = "/admin/integracoes/nova/magalu";
const CHOICE: &str = "name=\"environment\"";

async fn magalu() -> Sandbox {
    let shop = ShopOptions { days: 10, ..ShopOptions::new(Platform::Magalu, "loja").orders(3) };
    Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() }).await.unwrap()
}

#[tokio::test]
async fn the_choice_is_there_where_the_operator_has_an_app_in_the_sandbox() {
    let server = magalu().await;
    let without = app_near(&server).await;
    let page = without.owner().await.get(FORM).await.body;
    assert!(!page.contains(CHOICE), "{page}");

    let elsewhere = magalu().await;
    let there = near(&elsewhere);
    let options = HubOptions {
        sandbox_base_urls: there.platform_base_urls,
        sandbox_apps: there.platform_apps,
        ..near(&server)
    };
    let app = app_upon(options).await;
    let owner = app.owner().await;
    let page = owner.get(FORM).await.body;
    assert!(
        page.contains(CHOICE) && page.contains("Produção") && page.contains("Sandbox (testes)"),
        "{page}"
    );
    assert!(!owner.get("/admin/integracoes/nova/tiktok_shop").await.body.contains(CHOICE));
    for (chosen, base) in
        [("", server.base_url()), ("production", server.base_url()), ("sandbox", elsewhere.base_url())]
    {
        let fields = [("platform", "magalu"), ("auth", "oauth2"), ("environment", chosen)];
        let led = owner.submit("/ui/integrations/consent", &fields).await.body;
        assert!(led.contains(&format!("content=\"0;url={base}/")), "{chosen}: {led}");
    }
    let refused = [("platform", "magalu"), ("auth", "oauth2"), ("environment", "staging")];
    assert_eq!(owner.call("/ui/integrations/consent", &refused).await.status, 422);
}

#[tokio::test]
async fn what_is_of_the_sandbox_bears_its_name_everywhere() {
    let server = magalu().await;
    let there = near(&server);
    let app = app_upon(HubOptions {
        sandbox_base_urls: there.platform_base_urls,
        sandbox_apps: there.platform_apps,
        ..HubOptions::default()
    })
    .await;
    let (who, shop) = (stranger(app.hub()).await, &server.shops()[0]);
    let form = ConnectForm { environment: Some(Environment::Sandbox), ..consent_form(shop, None) };
    let page = integrations::ask_consent(&who.cx::<ManageConnections>(), &who.token, &form).await.unwrap();
    let connection = consent(&who, shop, &press_allow(&page).await).await;
    let now = Utc::now();
    let lately = What::Placed { from: now - TimeDelta::days(12), until: now + TimeDelta::minutes(1) };
    syncs::start(&who.cx::<RunSync>(), connection, lately).await.unwrap();
    work_until_idle(&who, app.hub()).await;
    let browser = app.browser(&who);
    let connection = format!("/admin/integracoes/{connection}");
    for page in ["/admin/integracoes", &connection, "/admin/vendas"] {
        let body = browser.get(page).await.body;
        assert!(body.contains(">Sandbox<"), "{page}: {body}");
    }
    let list = browser.get("/admin/vendas").await.body;
    assert_eq!(list.matches(">Sandbox<").count(), 3, "one for each sale: {list}");
    let mut ids = list.split("href=\"/admin/vendas/").filter_map(|rest| rest.get(..36));
    let sale = ids.find(|id| id.parse::<uuid::Uuid>().is_ok()).unwrap();
    let detail = browser.get(&format!("/admin/vendas/{sale}")).await.body;
    assert!(detail.contains(">Sandbox<"), "{detail}");
    // The connection's own form offers no way over.
    let credentials = browser.get(&format!("{connection}/credenciais")).await.body;
    assert!(!credentials.contains(CHOICE) && credentials.contains(">Sandbox<"), "{credentials}");
    // Nor does it ask for the app of production, which there is none of.
    assert!(!credentials.contains("Falta configurar o aplicativo"), "{credentials}");
}
