//! The pages of the second factor, and what is open without one.

use crate::harness::app;
use app::access::{Access, FUNCTIONS, PAGES};
use axum::http::StatusCode;
use domain::Role;
use testkit::{Actor, PASSWORD, TestApp, code_of, member};

const PAGE: &str = "/admin/conta/duas-etapas";
const SECOND: &str = "/entrar/segunda-etapa";

/// What stands between two texts of a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}")).1;
    rest.split_once(after).unwrap().0.trim_end_matches("<!>")
}

/// Takes an app into use through the pages; its secret and the codes for its loss.
async fn enrol(browser: &Actor) -> (String, Vec<String>) {
    let begun = browser.submit("/ui/account/second-factor/begin", &[("password", PASSWORD)]).await;
    assert_eq!(begun.outcome(), format!("303 {PAGE}"));
    let page = browser.get(PAGE).await.body;
    assert!(page.contains("<svg viewBox=\"0 0 "), "no QR code");
    let secret = between(&page, "<code>", "</code>").to_owned();
    let code = code_of(&secret, -1);
    let confirmed = browser.submit("/ui/account/second-factor/confirm", &[("code", &code)]).await;
    assert_eq!(confirmed.outcome(), format!("303 {PAGE}"));
    let page = browser.get(PAGE).await.body;
    let codes = between(&page, "<pre class=\"code\">", "</pre>").lines().map(str::to_owned).collect();
    let file = between(&page, "data:text/plain;charset=utf-8,", "\"");
    assert!(file.contains("%2D") && page.contains("download=\"orion-codigos-de-recuperacao.txt\""), "{file}");
    let again = browser.get(PAGE).await.body;
    assert!(!again.contains("<pre class=\"code\">"), "the codes are shown twice");
    (secret, codes)
}

async fn enter(app: &TestApp, email: &str, voltar: &str) -> Actor {
    let browser = app.anonymous();
    let fields = [("email", email), ("password", PASSWORD), ("voltar", voltar)];
    let answer = browser.submit("/ui/sign_in", &fields).await;
    assert!(answer.outcome().starts_with(&format!("303 {SECOND}")), "{}", answer.outcome());
    browser
}

#[tokio::test]
async fn half_a_session_reaches_the_second_step_and_nothing_else() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let (secret, _) = enrol(&app.browser(&known)).await;
    let half = enter(&app, &known.email, "/admin/vendas").await;
    for (path, _) in PAGES.iter().filter(|(_, access)| *access != Access::Public) {
        if !path.contains('{') {
            let answer = half.get(path).await;
            assert_eq!(answer.outcome(), format!("303 /entrar?voltar={path}"), "{path}");
        }
    }
    for (path, _) in FUNCTIONS.iter().filter(|(_, access)| *access != Access::Public) {
        assert_eq!(half.call(path, &[]).await.status, 401, "{path}");
    }
    assert_eq!(half.get("/events").await.status, 401);
    let page = half.get(&format!("{SECOND}?voltar=%2Fadmin%2Fvendas")).await.body;
    assert!(page.contains(&known.email) && page.contains("one-time-code"), "{page}");
    let before = half.cookie();
    let wrong = half.submit("/ui/sign_in/second", &[("code", "000000"), ("return_to", SECOND)]).await;
    assert_eq!(wrong.outcome(), format!("303 {SECOND}"));
    assert!(half.get(SECOND).await.body.contains("O código não confere"));
    let code = code_of(&secret, 0);
    let right = half.submit("/ui/sign_in/second", &[("code", &code), ("voltar", "/admin/vendas")]).await;
    assert_eq!(right.outcome(), "303 /admin/vendas");
    assert_ne!(half.cookie(), before);
    assert_eq!(half.get("/admin/vendas").await.status, StatusCode::OK);
    assert_eq!(half.get(SECOND).await.outcome(), "303 /entrar");
}

#[tokio::test]
async fn whoever_took_too_long_begins_again_and_is_told_so() {
    let app = app().await;
    let known = member(app.hub(), Role::Owner).await;
    let (secret, _) = enrol(&app.browser(&known)).await;
    let half = enter(&app, &known.email, "").await;
    let mut owner = app.database().connect_as("orion_owner").await;
    sqlx::query("delete from sessions where pending_user_id is not null").execute(&mut owner).await.unwrap();
    let code = code_of(&secret, 0);
    let late = half.submit("/ui/sign_in/second", &[("code", &code), ("voltar", "/admin/vendas")]).await;
    assert_eq!(late.outcome(), "303 /entrar?voltar=%2Fadmin%2Fvendas");
    assert!(half.get("/entrar").await.body.contains("Sua sessão terminou"));
}

#[tokio::test]
async fn a_company_that_asks_for_it_shows_the_way_to_it_and_nothing_else() {
    let app = app().await;
    let (owner, admin) = (member(app.hub(), Role::Owner).await, member(app.hub(), Role::Admin).await);
    let (owner, admin) = (app.browser(&owner), app.browser(&admin));
    let required = [("required", "on")];
    owner.submit("/ui/team/second-factor", &required).await;
    assert!(owner.get("/admin/equipe").await.body.contains("Ligue antes a sua verificação em duas etapas"));
    enrol(&owner).await;
    assert_eq!(owner.submit("/ui/team/second-factor", &required).await.outcome(), "303 /admin/equipe");
    let team = owner.get("/admin/equipe").await.body;
    assert!(team.contains("Deixar de exigir") && team.contains("pessoas ainda não a têm"), "{team}");
    let viewer = member(app.hub(), Role::Viewer).await;
    let seen = app.browser(&viewer).get("/admin/equipe").await.body;
    assert!(team.contains("Duas etapas") && !seen.contains("Duas etapas"), "{seen}");

    for (path, access) in PAGES.iter().chain(FUNCTIONS) {
        let Access::Member(_) = access else { continue };
        if path.starts_with("/ui/") {
            let answer = admin.call(path, &[]).await;
            assert_eq!(answer.status, 403, "{path}");
            assert_eq!(answer.body, r#"{"code":"second_factor_needed"}"#, "{path}");
        } else {
            assert_eq!(admin.get(path).await.outcome(), format!("303 {PAGE}"), "{path}");
        }
    }
    assert_eq!(admin.get("/events").await.status, 403);
    let page = admin.get(PAGE).await.body;
    assert!(page.contains("Loja Azul pede a verificação em duas etapas"));
    assert!(!page.contains("/admin/vendas") && !page.contains("role=\"search\""), "the console is open");
    for own in ["/admin/conta", "/admin/empresas"] {
        assert_eq!(admin.get(own).await.status, StatusCode::OK, "{own}");
    }
    enrol(&admin).await;
    assert_eq!(admin.get("/admin/vendas").await.status, StatusCode::OK);
}
