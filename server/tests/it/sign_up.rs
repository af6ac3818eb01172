use crate::harness::app;
use axum::extract::ConnectInfo;
use std::net::SocketAddr;
use testkit::PASSWORD;

const GOOD: [(&str, &str); 4] = [
    ("company", "Loja da Ana"),
    ("name", "Ana Souza"),
    ("email", "ana@loja.example"),
    ("password", PASSWORD),
];

#[tokio::test]
async fn a_company_begins_with_its_owner_signed_in() {
    let app = app().await;
    let browser = app.anonymous();
    assert_eq!(browser.submit("/ui/sign_up", &GOOD).await.outcome(), "303 /admin/comecar");
    let page = browser.get("/admin/empresa").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Loja da Ana"));
}

#[tokio::test]
async fn an_address_has_one_account() {
    let app = app().await;
    assert_eq!(app.anonymous().submit("/ui/sign_up", &GOOD).await.outcome(), "303 /admin/comecar");
    let browser = app.anonymous();
    assert_eq!(browser.submit("/ui/sign_up", &GOOD).await.outcome(), "303 /criar-conta");
    let page = browser.get("/criar-conta").await;
    assert!(page.body.contains("Já existe uma conta com este e-mail"), "{}", page.body);
    assert!(page.body.contains(r#"value="Loja da Ana""#), "what was typed is gone");
}

#[tokio::test]
async fn every_wrong_field_is_told_at_once() {
    let app = app().await;
    let long = "x".repeat(10_000);
    let fields =
        [("company", ""), ("name", "Ana\u{7}"), ("email", long.as_str()), ("password", "Password@202426")];
    let answer = app.anonymous().call("/ui/sign_up", &fields).await;
    assert_eq!(answer.status, 422);
    for said in [
        r#"{"field":"company","problem":{"problem":"required"}}"#,
        r#"{"field":"name","problem":{"problem":"characters"}}"#,
        r#"{"field":"email","problem":{"problem":"too_long","max":254}}"#,
        r#"{"field":"password","problem":{"problem":"too_common"}}"#,
    ] {
        assert!(answer.body.contains(said), "{said} is missing in {}", answer.body);
    }
}

#[tokio::test]
async fn one_address_makes_a_limited_number_of_companies() {
    let app = app().await;
    let sign_up = async |number: u32, peer: [u8; 4]| {
        let body = format!(
            "company=Loja&name=Ana&email=ana{number}%40loja.example&password={}",
            PASSWORD.replace(' ', "+")
        );
        let mut request = http_request(&body);
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((peer, 5555))));
        app.anonymous().send(request).await.status.as_u16()
    };
    for number in 0..30 {
        assert_eq!(sign_up(number, [203, 0, 113, 9]).await, 200, "{number}");
    }
    assert_eq!(sign_up(30, [203, 0, 113, 9]).await, 429);
    assert_eq!(sign_up(31, [203, 0, 113, 10]).await, 200, "others are not touched");
}

#[tokio::test]
async fn a_body_that_is_no_form_harms_nothing() {
    let app = app().await;
    let missing = app.anonymous().call("/ui/sign_up", &[]).await;
    assert_eq!(missing.status, 422, "{}", missing.body);
    for body in ["{\"company\":1}", "\u{0}\u{1}%%%&&&===", "company=a&company=b"] {
        let request = http_request(body);
        let answer = app.anonymous().send(request).await;
        assert!(answer.status.is_client_error(), "{body}: {}", answer.outcome());
    }
}

fn http_request(body: &str) -> axum::http::Request<axum::body::Body> {
    axum::http::Request::post("/ui/sign_up")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(body.to_owned().into())
        .unwrap()
}
