//! The page of the first steps, and the way to it.

use crate::harness::{app, shop_with_a_failed_order};
use domain::Role;
use testkit::PASSWORD;

const PATH: &str = "/admin/comecar";
const REGION: [(&str, &str); 2] = [("time_zone", "America/Bogota"), ("currency", "cop")];

const ANA: [(&str, &str); 4] = [
    ("company", "Loja da Ana"),
    ("name", "Ana Souza"),
    ("email", "ana@loja.example"),
    ("password", PASSWORD),
];

/// Whether the option of a value is the chosen one.
fn is_chosen(page: &str, value: &str) -> bool {
    let option = page.split_once(&format!("value=\"{value}\"")).and_then(|(_, rest)| rest.split_once('>'));
    option.is_some_and(|(attributes, _)| attributes.contains("selected"))
}

#[tokio::test]
async fn it_opens_at_the_first_open_step_and_ends_with_the_last() {
    let app = app().await;
    let browser = app.anonymous();
    assert_eq!(browser.submit("/ui/sign_up", &ANA).await.outcome(), format!("303 {PATH}"));
    let heading = async |address: &str, wanted: &str| {
        let page = browser.get(address).await;
        assert!(page.body.contains(wanted), "{wanted}: {}", page.body);
        page.body
    };
    let first = heading(PATH, "Em que fuso e moeda a empresa trabalha").await;
    assert!(first.contains("1 de 5 prontos"), "{first}");
    assert_eq!(browser.submit("/ui/first-hour/region", &REGION).await.outcome(), format!("303 {PATH}"));
    let company = browser.get("/admin/empresa").await.body;
    assert!(is_chosen(&company, "America/Bogota") && is_chosen(&company, "COP"), "{company}");
    assert!(company.contains("Loja da Ana"), "the name stays");

    let channel = heading(PATH, "Conectar o primeiro canal").await;
    assert!(channel.contains("/admin/integracoes/nova/woocommerce"), "{channel}");
    assert!(!channel.contains("google_sheets"), "what brings no orders is no channel");
    assert!(!channel.contains("demo-store"), "no store is simulated here");
    browser.submit("/ui/first-hour/skip", &[("step", "channel")]).await;
    heading(PATH, "Sincronizar as vendas pela primeira vez").await;
    heading("/admin/comecar?passo=region", "Em que fuso e moeda a empresa trabalha").await;
    assert!(browser.get("/admin").await.body.contains("2 de 5 prontos"));

    let left = browser.submit("/ui/first-hour/skip", &[]).await;
    assert_eq!(left.outcome(), "303 /admin");
    let overview = browser.get("/admin").await.body;
    assert!(overview.contains("Primeiros passos guardados"), "{overview}");
    assert!(!overview.contains("2 de 5 prontos"), "{overview}");
    // What was passed can still be done, and is not called ready.
    let skipped = heading(PATH, "Conectar o primeiro canal").await;
    assert!(skipped.contains("pulado") && !skipped.contains("Tudo pronto"), "{skipped}");
    assert!(!skipped.contains("pulada"), "what was put away was not skipped: {skipped}");
    let mut links = skipped.split("<a ").filter_map(|link| link.split_once("</a>"));
    let onward = links.find(|(link, _)| link.contains("Continuar")).unwrap();
    assert!(onward.0.contains(r#"href="/admin""#), "{}", onward.0);
}

#[tokio::test]
async fn a_browsers_language_proposes_a_region_until_one_is_saved() {
    let app = app().await;
    let owner = app.owner().await;
    let shown = async || {
        let request = axum::http::Request::get("/admin/comecar?passo=region")
            .header("accept", "text/html")
            .header("accept-language", "es-MX,es;q=0.9")
            .body(axum::body::Body::empty());
        owner.send(request.unwrap()).await.body
    };
    let page = shown().await;
    assert!(is_chosen(&page, "MXN") && page.contains("Propuestos por el idioma"), "{page}");
    owner.submit("/ui/first-hour/region", &REGION).await;
    let page = shown().await;
    assert!(is_chosen(&page, "COP") && !page.contains("Propuestos por el idioma"), "{page}");
}

#[tokio::test]
async fn a_refused_region_is_told_under_its_field() {
    let app = app().await;
    let owner = app.owner().await;
    let fields = [("time_zone", "America/Bogota"), ("currency", "R$")];
    owner.submit("/ui/first-hour/region", &fields).await;
    let page = owner.get(PATH).await.body;
    assert!(page.contains("field-error") && page.contains("R$"), "{page}");
    let unknown = owner.call("/ui/first-hour/skip", &[("step", "company-car")]).await;
    assert_eq!(unknown.status, 422, "{}", unknown.body);
}

#[tokio::test]
async fn a_shop_that_rests_says_so_and_is_woken_without_leaving_the_step() {
    let app = app().await;
    let owner = app.owner().await;
    shop_with_a_failed_order(&app, "paused", None).await;
    let page = owner.get("/admin/comecar?passo=sync").await.body;
    assert!(page.contains("Loja Centro") && page.contains("Pausado"), "{page}");
    let (_, form) = page.split_once("action=\"/ui/integrations/resume\"").unwrap();
    let (form, _) = form.split_once("</form>").unwrap();
    assert!(form.contains("value=\"/admin/comecar?passo=sync"), "{form}");
}

#[tokio::test]
async fn who_may_not_set_up_sees_none_of_it() {
    let app = app().await;
    let overview = app.operator().await.get("/admin").await.body;
    assert!(!overview.contains("/admin/comecar"), "{overview}");
}

#[tokio::test]
async fn who_may_connect_no_store_is_told_whom_to_ask() {
    let app = app().await;
    for path in ["/admin", "/admin/vendas"] {
        let page = app.member(Role::Viewer).await.get(path).await.body;
        assert!(page.contains("Peça a um administrador da empresa"), "{path}: {page}");
        assert!(!page.contains("Ir para Integrações"), "{path}: {page}");
    }
}

#[tokio::test]
async fn who_goes_past_the_last_step_is_done_at_once() {
    let app = app().await;
    let owner = app.anonymous();
    owner.submit("/ui/sign_up", &ANA).await;
    for step in ["region", "channel", "sync"] {
        let passed = owner.submit("/ui/first-hour/skip", &[("step", step)]).await;
        assert_eq!(passed.outcome(), format!("303 {PATH}"), "{step}");
    }
    let last = owner.submit("/ui/first-hour/skip", &[("step", "team")]).await;
    assert_eq!(last.outcome(), "303 /admin");
    let overview = owner.get("/admin").await.body;
    assert!(overview.contains("Primeiros passos concluídos."), "{overview}");
}

#[tokio::test]
async fn the_overview_of_a_new_company_asks_for_one_thing() {
    let app = app().await;
    let owner = app.owner().await;
    let page = owner.get("/admin").await.body;
    assert!(page.contains("Escolher fuso e moeda") && !page.contains("Ir para Integrações"), "{page}");
    owner.submit("/ui/first-hour/skip", &[]).await;
    let page = owner.get("/admin").await.body;
    assert!(!page.contains("Escolher fuso e moeda") && page.contains("Ir para Integrações"), "{page}");
}

#[tokio::test]
async fn a_simulated_shop_leads_to_where_it_is_steered() {
    let app = app().await;
    let owner = app.owner().await;
    let connection = shop_with_a_failed_order(&app, "connected", None).await;
    let page = async || owner.get(&format!("/admin/integracoes/{connection}")).await.body;
    let control = "href=\"http://127.0.0.1:9/__control/\"";
    let mut sql = app.database().connect_as("orion_system").await;
    sqlx::query("update connections set is_demo = true").execute(&mut sql).await.unwrap();
    assert!(!page().await.contains("Loja simulada"), "nothing is simulated here");
    hub::demo::show_control(app.hub(), "http://127.0.0.1:9/__control/".parse().unwrap());
    let shown = page().await;
    assert!(shown.contains("Loja simulada") && shown.contains(control), "{shown}");
    sqlx::query("update connections set is_demo = false").execute(&mut sql).await.unwrap();
    assert!(!page().await.contains(control));
}
