use crate::harness::{app, end_sessions, place};
use futures::future::{join, join_all};
use sqlx::Row;
use testkit::{Actor, PASSWORD, SignedIn, member, sign_in};

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

const NEW: &str = "/admin/produtos/novo";
const NOT_SAVED: &str = "Isto ainda não foi salvo";
const KEPT: &str = "O que você digitou está guardado";
const NOT_KEPT: &str = "nada foi salvo";

/// Sends a form without a session; gives what the page of sign-in says.
async fn send_too_late(browser: &Actor, to: &str, fields: &[(&str, &str)]) -> String {
    let answer = browser.submit(to, fields).await;
    assert!(answer.outcome().starts_with("303 /entrar?voltar="), "{}", answer.outcome());
    browser.get("/entrar").await.body
}

async fn enter(browser: &Actor, who: &SignedIn) {
    let answer = browser.submit("/ui/sign_in", &[("email", &who.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn waits(browser: &Actor) -> bool {
    browser.cookie().unwrap_or_default().contains("orion-held")
}

#[tokio::test]
async fn who_comes_with_an_ended_session_is_told_above_the_form_and_who_has_none_is_not() {
    const TOLD: &str = ">Sua sessão terminou<";
    let app = app().await;
    let stranger = app.anonymous();
    assert_eq!(stranger.get("/admin/vendas").await.outcome(), "303 /entrar?voltar=/admin/vendas");
    assert!(!stranger.get("/entrar?voltar=/admin/vendas").await.body.contains(TOLD));

    let browser = app.viewer().await;
    end_sessions(&app).await;
    assert_eq!(browser.get("/admin/vendas").await.outcome(), "303 /entrar?voltar=/admin/vendas");
    let asked = browser.get("/entrar?voltar=/admin/vendas").await.body;
    assert!(asked.contains(TOLD) && asked.contains("Entre de novo para continuar."), "{asked}");

    let sent = send_too_late(&browser, "/ui/products/save", &[("sku", "A")]).await;
    assert!(sent.contains(TOLD) && sent.contains(NOT_KEPT), "{sent}");
    assert!(sent.contains("banner tone-info") && !sent.contains("class=\"toasts\""), "{sent}");
    assert!(!browser.get("/entrar").await.body.contains(TOLD), "it is said once");
}

#[tokio::test]
async fn what_was_typed_waits_while_its_person_signs_in_again() {
    let app = app().await;
    let (known, other) =
        (member(app.hub(), domain::Role::Owner).await, member(app.hub(), domain::Role::Admin).await);
    for (enters, is_shown) in [(&known, true), (&other, false)] {
        let browser = app.browser(&sign_in(app.hub(), &known.email).await);
        let place = place(&browser.get(NEW).await.body, NEW);
        end_sessions(&app).await;
        let fields = [("sku", "CAM-42"), ("name", "Camisa de linho"), ("price", "x"), ("return_to", &place)];
        let answer = browser.submit("/ui/products/save", &fields).await;
        assert_eq!(answer.outcome(), format!("303 /entrar?voltar={NEW}"));
        assert!(browser.get("/entrar").await.body.contains(KEPT));
        let wrong = [("email", enters.email.as_str()), ("password", "errada errada"), ("voltar", NEW)];
        browser.submit("/ui/sign_in", &wrong).await;
        let right = [("email", enters.email.as_str()), ("password", PASSWORD), ("voltar", NEW)];
        assert_eq!(browser.submit("/ui/sign_in", &right).await.outcome(), format!("303 {NEW}"));
        // Other pages leave it where it is, however many come at once.
        for page in join_all((0..8).map(|_| browser.get("/admin/conta"))).await {
            assert!(!page.body.contains(NOT_SAVED));
        }
        for is_shown in [is_shown, false] {
            let page = browser.get(NEW).await.body;
            for text in [NOT_SAVED, "CAM-42", "Camisa de linho"] {
                assert_eq!(page.contains(text), is_shown, "{text}");
            }
            assert!(!page.contains("<title>Erro"), "nothing is wrong with it");
        }
        assert!(!waits(&browser));
    }
}

#[tokio::test]
async fn a_form_waits_for_its_own_address_in_its_own_company() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let (browser, path) = (app.browser(&known), format!("{NEW}?sku=A"));
    let place = place(&browser.get(&path).await.body, &path);
    end_sessions(&app).await;
    let fields = [("sku", "A"), ("name", "Camisa de linho"), ("return_to", &place)];
    assert!(send_too_late(&browser, "/ui/products/save", &fields).await.contains(KEPT));
    enter(&browser, &known).await;
    assert_eq!(browser.submit("/ui/account/found", &[("company", "Loja Lilás")]).await.status, 303);
    assert!(!browser.get(&path).await.body.contains("Camisa de linho"), "it is of another company");
    let org = known.org().to_string();
    assert_eq!(browser.submit("/ui/account/enter", &[("company", &org)]).await.status, 303);
    for other in [NEW, "/admin/produtos/novo?sku=B"] {
        assert!(!browser.get(other).await.body.contains("Camisa de linho"), "{other} is about another thing");
    }
    assert!(browser.get(&path).await.body.contains("Camisa de linho"));
}

#[tokio::test]
async fn a_form_waits_for_an_hour() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.browser(&known);
    let place = place(&browser.get(NEW).await.body, NEW);
    end_sessions(&app).await;
    let fields = [("sku", "A"), ("return_to", place.as_str())];
    assert!(send_too_late(&browser, "/ui/products/save", &fields).await.contains(KEPT));
    let mut owner = app.database().connect_as("orion_owner").await;
    let minutes: f64 = sqlx::query_scalar(
        "select (extract(epoch from expires_at - now()) / 60)::float8 from sessions where flash ? 'page'",
    )
    .fetch_one(&mut owner)
    .await
    .unwrap();
    assert!((59.0..=60.0).contains(&minutes), "{minutes}");
    sqlx::query("update sessions set expires_at = now()").execute(&mut owner).await.unwrap();
    enter(&browser, &known).await;
    assert!(!browser.get(NEW).await.body.contains(NOT_SAVED));
    assert!(!waits(&browser));
}

#[tokio::test]
async fn one_form_waits_and_no_other_takes_its_place() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.browser(&known);
    let product = place(&browser.get(NEW).await.body, NEW);
    let account = place(&browser.get("/admin/conta").await.body, "/admin/conta");
    end_sessions(&app).await;
    for name in ["Um", "Dois"] {
        let fields = [("sku", "A"), ("name", name), ("return_to", product.as_str())];
        assert!(send_too_late(&browser, "/ui/products/save", &fields).await.contains(KEPT), "{name}");
        let other = [("name", "Outro"), ("return_to", account.as_str())];
        assert!(send_too_late(&browser, "/ui/account/save", &other).await.contains(NOT_KEPT), "{name}");
    }
    let mut owner = app.database().connect_as("orion_owner").await;
    let waiting: i64 = sqlx::query_scalar("select count(*) from sessions where flash ? 'page'")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    assert_eq!(waiting, 1, "what is sent once more takes the place of what was sent before");
    enter(&browser, &known).await;
    sqlx::query("update sessions set last_seen_at = now() - interval '6 minutes'")
        .execute(&mut owner)
        .await
        .unwrap();
    let page = browser.get(NEW).await;
    assert!(page.body.contains("value=\"Dois\""));
    let cookies: Vec<_> =
        page.headers.get_all("set-cookie").iter().map(|set| set.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "the form's cookie goes and that of the session slides: {cookies:?}");
}

#[tokio::test]
async fn who_signs_in_again_is_told_what_could_not_wait() {
    let app = app().await;
    let browser = app.anonymous();
    let (long, number) = ("ã".repeat(20_000), "9".repeat(100_000));
    let whose = format!("#empresa={}.{}", uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let at = |path: &str| format!("{path}{whose}");
    let (place, sale, nowhere) =
        (at(NEW), at("/admin/vendas"), at(&format!("{NEW}?q={}", "a".repeat(2_000))));
    let too_long = [("sku", long.as_str()), ("name", &long), ("return_to", &place)];
    let of_long_parcel = [("parcel", number.as_str()), ("tracking", "AA1BR"), ("return_to", &sale)];
    let of_no_page = [("sku", "A"), ("return_to", nowhere.as_str())];
    let of_nobody = [("sku", "A"), ("return_to", NEW)];
    let empty = [("sku", ""), ("return_to", place.as_str())];
    for (to, fields) in [
        ("/ui/products/save", &too_long[..]),
        ("/ui/orders/ship", &of_long_parcel[..]),
        ("/ui/products/save", &of_no_page[..]),
        ("/ui/products/save", &of_nobody[..]),
        ("/ui/products/save", &empty[..]),
    ] {
        assert!(send_too_late(&browser, to, fields).await.contains(NOT_KEPT), "{to}");
        assert!(!waits(&browser));
    }
    let mut owner = app.database().connect_as("orion_owner").await;
    let largest: i32 = sqlx::query_scalar("select coalesce(max(octet_length(flash::text)), 0) from sessions")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    assert!(largest < 1_000, "{largest}");
    // Nor is more kept before sign-in than a person types there.
    browser.submit("/ui/sign_in", &[("email", &long), ("password", "errada errada")]).await;
    let largest: i32 = sqlx::query_scalar("select max(octet_length(flash::text)) from sessions")
        .fetch_one(&mut owner)
        .await
        .unwrap();
    assert!((2_000..4_000).contains(&largest), "{largest}");
}

#[tokio::test]
async fn the_page_of_another_person_changes_nothing() {
    let app = app().await;
    let (ana, bia) =
        (member(app.hub(), domain::Role::Owner).await, member(app.hub(), domain::Role::Admin).await);
    let (before, browser) = (app.browser(&ana), app.browser(&bia));
    let mut owner = app.database().connect_as("orion_owner").await;
    let account = [("name", "Ana Nova"), ("locale", "fr")];
    let product = [("sku", "ANA-1"), ("name", "Ana Nova")];
    for (to, path, fields) in
        [("/ui/account/save", "/admin/conta", &account), ("/ui/products/save", NEW, &product)]
    {
        let place = place(&before.get(path).await.body, path);
        let fields = [&fields[..], &[("return_to", place.as_str())]].concat();
        assert_eq!(browser.submit(to, &fields).await.outcome(), format!("303 {path}"));
        let page = browser.get(path).await.body;
        assert!(page.contains("Esta página era de outra pessoa"), "{path}: {page}");
        assert!(!page.contains("Ana Nova"), "{path}: what Ana typed is not for Bia: {page}");
    }
    let changed: i64 = sqlx::query_scalar(
        "select (select count(*) from users where name = 'Ana Nova') + (select count(*) from products)",
    )
    .fetch_one(&mut owner)
    .await
    .unwrap();
    assert_eq!(changed, 0);
}

#[tokio::test]
async fn a_name_of_a_view_comes_back_after_signing_in_again() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let (browser, path) = (app.browser(&known), "/admin/clientes?q=ana");
    let place = place(&browser.get(path).await.body, path);
    end_sessions(&app).await;
    let fields =
        [("area", "customers"), ("name", "Minhas Anas"), ("query", "q=ana"), ("return_to", place.as_str())];
    assert!(send_too_late(&browser, "/ui/saved-views/save", &fields).await.contains(KEPT));
    enter(&browser, &known).await;
    assert!(browser.get(path).await.body.contains("value=\"Minhas Anas\""));
}

#[tokio::test]
async fn what_a_browser_fetches_for_itself_takes_no_message() {
    let app = app().await;
    let browser = app.owner().await;
    browser.submit("/ui/account/save", &[("name", "Ana"), ("locale", "pt-BR")]).await;
    for (path, accept, destination) in [
        ("/admin/orion.js.map", "*/*", "empty"),
        ("/admin/apple-touch-icon.png", "image/*,*/*", "image"),
        ("/admin/conta", "text/html", "empty"),
    ] {
        let request = axum::http::Request::get(path).header("accept", accept);
        let request = request.header("sec-fetch-dest", destination).body(axum::body::Body::empty());
        let answer = browser.send(request.unwrap()).await;
        let is_page = answer.header("content-type").starts_with("text/html");
        assert_eq!(is_page, accept == "text/html", "{path}");
        assert_eq!(answer.status, if is_page { 200 } else { 404 }, "{path}");
        assert!(!answer.body.contains("class=\"toast "), "{path}");
    }
    assert!(browser.get("/admin/conta").await.body.contains("class=\"toast "));
}

#[tokio::test]
async fn nothing_is_fetched_in_advance_while_a_message_or_a_form_waits() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.browser(&known);
    let in_advance = async || {
        let request = axum::http::Request::get(NEW).header("accept", "text/html");
        let request = request.header("sec-fetch-dest", "document").header("sec-purpose", "prefetch");
        browser.send(request.body(axum::body::Body::empty()).unwrap()).await.status
    };
    assert_eq!(in_advance().await, 200);
    browser.submit("/ui/account/save", &[("name", "Ana"), ("locale", "pt-BR")]).await;
    assert_eq!(in_advance().await, 503, "a browser discards it and asks anew");
    assert!(browser.get(NEW).await.body.contains("class=\"toast "));
    assert_eq!(in_advance().await, 503, "the message goes along to the next page");
    browser.submit("/ui/toast/close", &[("return_to", NEW)]).await;
    assert_eq!(in_advance().await, 200);

    let place = place(&browser.get(NEW).await.body, NEW);
    end_sessions(&app).await;
    let fields = [("sku", "SKU-1"), ("name", "Bola"), ("return_to", place.as_str())];
    assert!(send_too_late(&browser, "/ui/products/save", &fields).await.contains(KEPT));
    enter(&browser, &known).await;
    assert_eq!(in_advance().await, 503);
    assert!(browser.get(NEW).await.body.contains("value=\"Bola\""));
    assert_eq!(in_advance().await, 200);
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
async fn who_is_removed_is_told_so_and_goes_on_where_they_still_belong() {
    const TOLD: &str = "Você não faz mais parte de Loja Azul";
    let app = app().await;
    let owner = app.owner().await;
    let remove = async |who: &SignedIn| {
        let user = who.principal.member().user.to_string();
        assert_eq!(owner.submit("/ui/team/remove", &[("user", &user)]).await.outcome(), "303 /admin/equipe");
    };
    let known = member(app.hub(), domain::Role::Viewer).await;
    let browser = app.browser(&known);
    remove(&known).await;
    // What they send before they know does not hide it.
    let saved = browser.submit("/ui/account/save", &[("name", "Ana"), ("locale", "fr")]).await;
    assert_eq!(saved.outcome(), "303 /entrar?voltar=/admin/conta");
    assert_eq!(browser.get("/admin/vendas").await.outcome(), "303 /entrar?voltar=/admin/vendas");
    let page = browser.get("/entrar?voltar=/admin/vendas").await.body;
    assert!(page.contains(TOLD) && page.contains("peça um convite novo"), "{page}");
    assert!(!page.contains(">Sua sessão terminou<"), "it is said once: {page}");
    assert!(!browser.get("/entrar").await.body.contains(TOLD));

    let known = member(app.hub(), domain::Role::Operator).await;
    let browser = app.browser(&known);
    assert_eq!(browser.submit("/ui/account/found", &[("company", "Loja Lilás")]).await.status, 303);
    let org = known.org().to_string();
    assert_eq!(browser.submit("/ui/account/enter", &[("company", &org)]).await.status, 303);
    let place = place(&browser.get(NEW).await.body, NEW);
    remove(&known).await;
    let fields = [("sku", "A"), ("name", "Camisa"), ("return_to", place.as_str())];
    assert_eq!(browser.submit("/ui/products/save", &fields).await.outcome(), format!("303 {NEW}"));
    let page = browser.get(NEW).await.body;
    assert!(page.contains(TOLD) && page.contains("Agora você está em Loja Lilás."), "{page}");
    assert!(!page.contains("Esta página era de outra empresa"), "it is said once: {page}");
    assert!(!browser.get(NEW).await.body.contains(TOLD));
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
