use crate::harness::app;
use futures::future::{join, join_all};
use sqlx::Row;
use testkit::{PASSWORD, member};

#[tokio::test]
async fn signing_in_again_ends_the_session_it_came_with() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.browser(&known);
    let old = browser.cookie().unwrap();
    browser.submit("/ui/sign_in", &[("email", &known.email), ("password", PASSWORD)]).await;
    assert_ne!(browser.cookie().unwrap(), old);
    let request =
        axum::http::Request::get("/admin/conta").header("cookie", old).header("accept", "text/html");
    let answer = app.anonymous().send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.outcome(), "303 /entrar?voltar=/admin/conta");
}

#[tokio::test]
async fn a_flash_session_never_becomes_a_signed_in_one() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.anonymous();
    browser.submit("/ui/sign_in", &[("email", &known.email), ("password", "errada errada")]).await;
    let planted = browser.cookie().unwrap();
    browser.submit("/ui/sign_in", &[("email", &known.email), ("password", PASSWORD)]).await;
    assert_ne!(browser.cookie().unwrap(), planted);
    let request =
        axum::http::Request::get("/admin/conta").header("cookie", planted).header("accept", "text/html");
    let answer = app.anonymous().send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.outcome(), "303 /entrar?voltar=/admin/conta");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_says_so_once() {
    let app = app().await;
    let browser = app.viewer().await;
    let old = browser.cookie().unwrap();
    assert_eq!(browser.submit("/ui/sign_out", &[]).await.outcome(), "303 /entrar");
    assert!(browser.get("/entrar").await.body.contains("Você saiu da sua conta."));
    assert!(!browser.get("/entrar").await.body.contains("Você saiu da sua conta."));
    let request =
        axum::http::Request::get("/admin/conta").header("cookie", old).header("accept", "text/html");
    let answer = app.anonymous().send(request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(answer.outcome(), "303 /entrar?voltar=/admin/conta");
}

#[tokio::test]
async fn a_member_who_is_removed_is_out_with_the_next_request() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Viewer).await;
    let browser = app.browser(&known);
    assert_eq!(browser.get("/admin/conta").await.status, 200);
    let mut owner = app.database().connect_as("orion_owner").await;
    sqlx::query("delete from memberships where user_id = $1")
        .bind(known.principal.member().user.0)
        .execute(&mut owner)
        .await
        .unwrap();
    assert_eq!(browser.get("/admin/conta").await.outcome(), "303 /entrar?voltar=/admin/conta");
}

#[tokio::test]
async fn the_database_knows_no_token() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let mut owner = app.database().connect_as("orion_owner").await;
    let rows = sqlx::query("select s::text as text from sessions s").fetch_all(&mut owner).await.unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert!(!row.get::<String, _>("text").contains(known.token.expose()));
    }
}

#[tokio::test]
async fn a_session_in_use_is_extended_at_most_every_five_minutes() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.browser(&known);
    assert_eq!(browser.get("/admin/conta").await.header("set-cookie"), "");
    let mut owner = app.database().connect_as("orion_owner").await;
    sqlx::query("update sessions set last_seen_at = now() - interval '6 minutes', expires_at = now() + interval '1 day'")
        .execute(&mut owner)
        .await
        .unwrap();
    assert!(browser.get("/admin/conta").await.header("set-cookie").contains("Max-Age=2592000"));
    let days: f64 = sqlx::query_scalar(
        "select max(extract(epoch from expires_at - now()))::float8 / 86400 from sessions",
    )
    .fetch_one(&mut owner)
    .await
    .unwrap();
    assert!(days > 29.9, "{days}");
}

/// All on one thread, so that a function begins while somebody else's page waits for its data.
#[tokio::test(flavor = "current_thread")]
async fn a_function_never_acts_for_somebody_whose_page_is_being_made() {
    let app = app().await;
    let owner = app.owner().await;
    for _ in 0..10 {
        let pages = join_all((0..4).map(|_| owner.get("/admin/conta")));
        let visitors = join_all((0..4).map(|_| async { app.anonymous().call("/ui/sign_out", &[]).await }));
        let (pages, _) = join(pages, visitors).await;
        assert!(pages.iter().all(|page| page.status == 200), "the owner was signed out by a visitor");
    }
    let strangers = join_all((0..4).map(|_| async {
        let saved = app.anonymous().call("/ui/account/save", &[("name", "X"), ("locale", "fr")]).await;
        saved.status.as_u16()
    }));
    let (page, statuses) = join(owner.get("/admin/conta"), strangers).await;
    assert!(page.body.contains(r#"lang="pt-BR""#), "a visitor changed the owner's language");
    assert_eq!(statuses, [401; 4]);
}
