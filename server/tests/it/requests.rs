use crate::harness::{app, app_with};
use app::access::{FUNCTIONS, PAGES, ROUTES};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request},
};
use std::net::SocketAddr;

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let app = app().await;
    let owner = app.owner().await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        let request = Request::post("/ui/company_save")
            .header(name, value)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("name=Roubada&time_zone=UTC&currency=BRL&locale=en"))
            .unwrap();
        assert_eq!(owner.send(request).await.status, 403, "{name}: {value}");
    }
    assert!(!owner.get("/admin/empresa").await.body.contains("Roubada"));
}

#[tokio::test]
async fn nothing_is_changed_by_get() {
    let app = app().await;
    let owner = app.owner().await;
    for path in ["/ui/sign_out", "/ui/company_save?name=x"] {
        assert_eq!(owner.get(path).await.status, 404, "{path}");
    }
    assert_eq!(owner.get("/sair").await.status, 200);
    assert_eq!(owner.get("/admin/conta").await.status, 200);
}

#[tokio::test]
async fn every_page_forbids_what_it_does_not_need() {
    let app = app().await;
    let page = app.anonymous().get("/entrar").await;
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(page.body.contains(&format!("nonce=\"{nonce}\"")), "{}", page.body);
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert!(!page.body.contains(" style="), "an inline style");
    for script in page.body.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains("nonce="), "a script without nonce: {tag}");
    }
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert_eq!(page.header("cache-control"), "private, no-store");
    assert_eq!(page.header("strict-transport-security"), "");
    let again = app.anonymous().get("/entrar").await;
    assert_ne!(again.header("content-security-policy"), policy, "a nonce is used twice");
}

#[tokio::test]
async fn with_https_the_cookie_is_bound_to_the_host() {
    let app = app_with(|config| {
        config.site.cookie.secure = true;
        config.public_url = Some("https://orion.example".parse().unwrap());
    })
    .await;
    let answer = app.anonymous().submit("/ui/sign_in", &[("email", "a@b.example"), ("password", "x")]).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-orion=") && cookie.ends_with("; Secure"), "{cookie}");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn an_unknown_address_is_a_page_in_the_readers_language() {
    let app = app().await;
    let request = Request::get("/nada").header("accept", "text/html").header("accept-language", "en");
    let page = app.anonymous().send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains(r#"lang="en""#) && page.body.contains("class=\"gate\""), "{}", page.body);
    assert!(page.body.contains("Check that it is complete"), "{}", page.body);
    assert!(!page.body.contains("in this company"), "{}", page.body);
    let request = Request::get("/nada").header("accept", "application/json");
    let answer = app.anonymous().send(request.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (404, r#"{"code":"not_found"}"#));
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_refused() {
    let app = app().await;
    let request = Request::post("/ui/sign_up")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(format!("company={}", "x".repeat(10 * 1024 * 1024))))
        .unwrap();
    let answer = app.anonymous().send(request).await;
    assert!(answer.status == 413 || answer.status == 422 || answer.status == 400, "{}", answer.outcome());
    assert!(answer.body.len() < 100_000);
}

#[tokio::test]
async fn a_nul_in_an_address_is_ignored_by_every_page_and_file() {
    let app = app().await;
    let owner = app.owner().await;
    let ours = ["/healthz", "/readyz", "/metrics", "/health", "/schemas/rules.json"];
    // Platforms, shops and Stripe call these, and the last one never ends.
    let others = ["/webhooks/{platform}/{token}", "/keys/{platform}", "/hooks/stripe", "/events"];
    let others = [&ours[..], &others].concat();
    for (path, _) in PAGES.iter().chain(ROUTES).filter(|(path, _)| !others.contains(path)) {
        let id = "0192f6e4-7d3c-7000-8000-0123456789ab";
        let path = path.replace("{id}", id).replace("{event}", id);
        let plain = owner.get(&path).await.status;
        let query = "q=a%00&sku=%00&status=%00&depois=failed:%00&x=%%0000";
        let answer = owner.get(&format!("{path}?{query}")).await;
        assert_eq!(answer.status, plain, "{path}: {}", answer.body);
    }
    assert_eq!(owner.get("/admin/vendas/%00").await.status, 404);
}

#[tokio::test]
async fn a_nul_fails_no_function_whatever_a_body_says_that_it_is() {
    let app = app().await;
    let owner = app.owner().await;
    let body = "sku=a%00b&name=%00&q=%00&text=%00&code=%00&email=%00&return_to=/admin";
    for (path, _) in FUNCTIONS {
        for kind in ["application/x-www-form-urlencoded", "text/plain"] {
            let request = Request::post(*path)
                .header("content-type", kind)
                .header("accept", "application/json")
                .header("sec-fetch-site", "same-origin")
                .body(Body::from(body));
            let answer = owner.send(request.unwrap()).await;
            assert!(!answer.status.is_server_error(), "{path}, {kind}: {} {}", answer.status, answer.body);
        }
    }
}

#[tokio::test]
async fn a_nul_in_a_form_is_told_at_its_field() {
    let app = app().await;
    let owner = app.owner().await;
    let form = [("sku", "A\0"), ("name", "Caneca"), ("brand", "\0"), ("return_to", "/admin/produtos/novo")];
    let back = owner.submit("/ui/products/save", &form).await;
    assert_eq!(back.outcome(), "303 /admin/produtos/novo");
    let page = owner.get("/admin/produtos/novo").await.body;
    assert_eq!(page.matches("aria-invalid=\"true\"").count(), 2, "{page}");
    assert!(page.contains("value=\"Caneca\""), "what was typed is kept: {page}");
    let answer = owner.call("/ui/products/save", &form).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    assert!(answer.body.contains("\"sku\"") && answer.body.contains("\"characters\""), "{}", answer.body);
    let whole = Request::post("/ui/products/save")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from("sku=A\0"));
    assert_eq!(owner.send(whole.unwrap()).await.status, 422);
}

#[tokio::test]
async fn a_refused_form_gives_a_long_text_back_whole() {
    let app = app().await;
    let owner = app.owner().await;
    let text = format!("{}fim", "descrição ".repeat(1_900));
    let page = "/admin/produtos/novo";
    let fields = [("description", text.as_str()), ("sku", ""), ("return_to", page)];
    assert_eq!(owner.submit("/ui/products/save", &fields).await.outcome(), format!("303 {page}"));
    assert!(owner.get(page).await.body.contains(&text));
}

#[tokio::test]
async fn unusual_methods_and_paths_harm_nothing() {
    let app = app().await;
    let owner = app.owner().await;
    for (method, path) in [
        (Method::DELETE, "/admin/conta"),
        (Method::PUT, "/ui/sign_in"),
        (Method::POST, "/ui/nothing_like_it"),
        (Method::POST, "/admin"),
        (Method::GET, "/admin/%2e%2e/%00"),
        (Method::GET, "/pkg/../../etc/passwd"),
    ] {
        let request = Request::builder().method(method.clone()).uri(path).header("accept", "text/html");
        let answer = owner.send(request.body(Body::empty()).unwrap()).await;
        assert!(answer.status.is_client_error(), "{method} {path}: {}", answer.outcome());
    }
}

#[tokio::test]
async fn probes_answer_and_every_answer_has_an_id() {
    let app = app().await;
    let browser = app.anonymous();
    for path in ["/healthz", "/readyz"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("x-request-id").len() >= 8);
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
    }
}

#[tokio::test]
async fn the_schema_of_rules_is_there_for_every_editor() {
    let app = app().await;
    let answer = app.anonymous().get("/schemas/rules.json").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/schema+json");
    assert_eq!(answer.header("cache-control"), "public, max-age=86400");
    assert_eq!(answer.body, hub::validation::RULES_SCHEMA);
}

#[tokio::test]
async fn metrics_are_for_this_machine_or_with_the_token() {
    let app = app_with(|config| {
        config.metrics =
            Some(metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle());
        config.metrics_token = Some("a long enough token".to_owned().into());
    })
    .await;
    let ask = async |peer: [u8; 4], headers: &[(&str, &str)]| {
        let mut request = Request::get("/metrics");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((peer, 5555))));
        app.anonymous().send(request).await.status.as_u16()
    };
    assert_eq!(ask([127, 0, 0, 1], &[]).await, 200);
    assert_eq!(ask([203, 0, 113, 9], &[]).await, 404);
    assert_eq!(ask([203, 0, 113, 9], &[("x-forwarded-for", "127.0.0.1")]).await, 404);
    assert_eq!(ask([127, 0, 0, 1], &[("x-forwarded-for", "203.0.113.9")]).await, 404);
    assert_eq!(ask([203, 0, 113, 9], &[("authorization", "Bearer a long enough token")]).await, 200);
    assert_eq!(ask([203, 0, 113, 9], &[("authorization", "Bearer another")]).await, 404);
}
