use crate::harness::app;
use futures::future::{join, join_all};
use sqlx::Row;
use testkit::{PASSWORD, member, sign_in};

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
async fn what_was_typed_waits_while_its_person_signs_in_again() {
    const PATH: &str = "/admin/produtos/novo";
    let app = app().await;
    let mut database = app.database().connect_as("orion_owner").await;
    let (known, other) =
        (member(app.hub(), domain::Role::Owner).await, member(app.hub(), domain::Role::Admin).await);
    for (enters, is_shown) in [(&known, true), (&other, false)] {
        let browser = app.browser(&sign_in(app.hub(), &known.email).await);
        let page = browser.get(PATH).await.body;
        let place = page.split_once(&format!("{PATH}#empresa=")).expect("the form says whose it is").1;
        let place = format!("{PATH}#empresa={}", place.split_once('"').unwrap().0);
        sqlx::query("delete from sessions").execute(&mut database).await.unwrap();
        let fields = [("sku", "CAM-42"), ("name", "Camisa de linho"), ("price", "x"), ("return_to", &place)];
        let answer = browser.submit("/ui/products/save", &fields).await;
        assert_eq!(answer.outcome(), format!("303 /entrar?voltar={PATH}"));
        assert!(browser.get("/entrar").await.body.contains("O que você digitou está guardado"));
        let wrong = [("email", enters.email.as_str()), ("password", "errada errada"), ("voltar", PATH)];
        browser.submit("/ui/sign_in", &wrong).await;
        let right = [("email", enters.email.as_str()), ("password", PASSWORD), ("voltar", PATH)];
        assert_eq!(browser.submit("/ui/sign_in", &right).await.outcome(), format!("303 {PATH}"));
        // Other pages leave it where it is.
        assert!(!browser.get("/admin/conta").await.body.contains("Isto ainda não foi salvo"));
        for is_shown in [is_shown, false] {
            let page = browser.get(PATH).await.body;
            for text in ["Isto ainda não foi salvo", "CAM-42", "Camisa de linho"] {
                assert_eq!(page.contains(text), is_shown, "{text}");
            }
        }
    }
}

#[tokio::test]
async fn who_signs_in_again_is_told_what_could_not_wait() {
    let app = app().await;
    let browser = app.anonymous();
    let long = "ã".repeat(20_000);
    let place = format!("/admin/produtos/novo#empresa={}.{}", uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let too_long = [("sku", long.as_str()), ("name", &long), ("return_to", &place)];
    let of_nobody = [("sku", "A"), ("return_to", "/admin/produtos/novo")];
    for fields in [&too_long[..], &of_nobody[..]] {
        let answer = browser.submit("/ui/products/save", fields).await;
        assert_eq!(answer.outcome(), "303 /entrar?voltar=/admin/produtos/novo");
        assert!(!browser.cookie().unwrap_or_default().contains("orion-held"));
        assert!(browser.get("/entrar").await.body.contains("nada foi salvo"));
    }
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
