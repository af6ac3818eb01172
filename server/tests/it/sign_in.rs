use crate::harness::app;
use testkit::{PASSWORD, member};

#[tokio::test]
async fn the_right_password_opens_the_console() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.anonymous();
    let answer = browser.submit("/ui/sign_in", &[("email", &known.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.outcome(), "303 /admin");
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{cookie}");
    assert_eq!(browser.get("/admin/conta").await.status, 200);
}

#[tokio::test]
async fn who_is_not_signed_in_is_led_from_sign_out_to_sign_in() {
    let app = app().await;
    assert_eq!(app.anonymous().get("/sair").await.outcome(), "303 /entrar");
    assert_eq!(app.owner().await.get("/sair").await.status, 200);
}

#[tokio::test]
async fn the_address_is_taken_however_it_is_written() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let typed = format!("  {} ", known.email.to_uppercase());
    let answer = app.anonymous().submit("/ui/sign_in", &[("email", &typed), ("password", PASSWORD)]).await;
    assert_eq!(answer.outcome(), "303 /admin");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let mut pages = Vec::new();
    for email in [known.email.as_str(), "ninguem@lojas.example"] {
        let browser = app.anonymous();
        let fields = [
            ("email", email),
            ("password", "errada errada errada"),
            ("return_to", "/entrar?voltar=/admin/conta"),
        ];
        assert_eq!(browser.submit("/ui/sign_in", &fields).await.outcome(), "303 /entrar?voltar=/admin/conta");
        let page = browser.get("/entrar?voltar=/admin/conta").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("não conferem"), "{}", page.body);
        assert!(page.body.contains(email), "what was typed is gone");
        assert!(!page.body.contains("errada errada"), "the password is shown");
        pages.push(shape(&page.body.replace(email, "")));
        // Shown once.
        assert!(!browser.get("/entrar").await.body.contains("não conferem"));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn a_script_gets_the_fault_itself() {
    let answer =
        app().await.anonymous().call("/ui/sign_in", &[("email", "a@b.example"), ("password", "x")]).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (401, r#"{"code":"unauthenticated"}"#));
}

#[tokio::test]
async fn five_wrong_passwords_block_the_account_even_for_the_right_one() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.anonymous();
    for _ in 0..5 {
        let answer =
            browser.call("/ui/sign_in", &[("email", &known.email), ("password", "errada errada")]).await;
        assert_eq!(answer.status, 401);
    }
    let answer = browser.call("/ui/sign_in", &[("email", &known.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 429, "{}", answer.body);
    assert!(answer.body.contains("retry_after"), "{}", answer.body);
    // Others are not touched.
    let other = member(app.hub(), domain::Role::Owner).await;
    let answer = browser.call("/ui/sign_in", &[("email", &other.email), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn tries_that_arrive_together_are_counted_one_by_one() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let tries = (0..12).map(|_| async {
        let fields = [("email", known.email.as_str()), ("password", "errada errada")];
        app.anonymous().call("/ui/sign_in", &fields).await.status.as_u16()
    });
    let statuses = futures::future::join_all(tries).await;
    let tried = statuses.iter().filter(|status| **status == 401).count();
    // Two are judged at a time, so at most one slips in beside the fifth.
    assert!((5..=6).contains(&tried), "{statuses:?}");
}

#[tokio::test]
async fn a_success_forgets_the_failures_of_the_account() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    let browser = app.anonymous();
    for _ in 0..3 {
        for _ in 0..3 {
            browser.call("/ui/sign_in", &[("email", &known.email), ("password", "errada errada")]).await;
        }
        let answer = browser.call("/ui/sign_in", &[("email", &known.email), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 200);
    }
}

#[tokio::test]
async fn sign_in_leads_back_to_the_page_that_was_asked_for_but_nowhere_else() {
    let app = app().await;
    let known = member(app.hub(), domain::Role::Owner).await;
    assert_eq!(
        app.anonymous().get("/admin/conta?a=1").await.outcome(),
        "303 /entrar?voltar=/admin/conta%3Fa%3D1"
    );
    for (voltar, to) in [
        ("/admin/conta?a=1", "/admin/conta?a=1"),
        ("//evil.example", "/admin"),
        ("https://evil.example", "/admin"),
    ] {
        let fields = [("email", known.email.as_str()), ("password", PASSWORD), ("voltar", voltar)];
        assert_eq!(app.anonymous().submit("/ui/sign_in", &fields).await.outcome(), format!("303 {to}"));
    }
}

/// A page without what differs from request to request.
fn shape(page: &str) -> String {
    page.split('"').filter(|part| part.len() != 22).collect()
}
