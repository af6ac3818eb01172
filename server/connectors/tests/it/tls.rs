//! Stores behind TLS: how keys travel, and what a certificate must be.

use crate::{
    shops::Running,
    tls_front::{Authority, Passing, TlsFront, policy},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{
    Advice, Conn, ConnParts, Connector, OutboundPolicy,
    contract::{Answer, ScriptedServer, first_page},
};
use connectors::{Shopify, Woocommerce};
use domain::{AuthKind, UpstreamKind};
use sandbox::{Credentials, Fault, FaultRule, Platform, ShopOptions};

/// A connection to the shop through the front.
fn conn(running: &Running, front: &TlsFront, outbound: OutboundPolicy) -> Conn {
    let mut base = running.base();
    base.set_scheme("https").unwrap();
    base.set_port(Some(front.address.port())).unwrap();
    let auth = match running.shop.platform() {
        Platform::Woocommerce => AuthKind::KeyPair,
        _ => AuthKind::Token,
    };
    let mut parts = ConnParts { outbound, ..running.parts(auth) };
    match running.shop.platform() {
        Platform::Woocommerce => {
            parts.config.insert("store_url".into(), base.to_string());
        }
        _ => parts.base_url = Some(base),
    }
    Conn::new(parts)
}

fn connector(platform: Platform) -> &'static dyn Connector {
    match platform {
        Platform::Woocommerce => &Woocommerce,
        _ => &Shopify,
    }
}

/// Key and secret of the shop.
fn keys(running: &Running) -> (String, String) {
    let Credentials::Woocommerce { consumer_key, consumer_secret } = running.shop.credentials().clone()
    else {
        panic!("no WooCommerce")
    };
    (consumer_key, consumer_secret)
}

/// The heads that ask for orders.
fn of_orders(heads: &[String]) -> Vec<&str> {
    heads.iter().map(String::as_str).filter(|head| head.contains("/wc/v3/orders")).collect()
}

#[tokio::test]
async fn over_tls_the_key_travels_in_the_header_alone() {
    let authority = Authority::new();
    let running = Running::with(Platform::Woocommerce, 5).await;
    let front = TlsFront::good(&authority, Passing::Whole, running.sandbox.address()).await;
    let conn = conn(&running, &front, authority.trusted());
    let report = Woocommerce.check(&conn).await;
    assert!(report.passed(), "{report:?}");
    let page = Woocommerce.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    assert_eq!(page.orders.len(), 5);
    let (heads, (key, secret)) = (front.heads(), keys(&running));
    let asked = of_orders(&heads);
    assert_eq!(asked.len(), 2, "the check and the page: {heads:?}");
    let basic = format!("authorization: Basic {}", BASE64_STANDARD.encode(format!("{key}:{secret}")));
    for head in asked {
        assert!(head.contains(&basic), "{head}");
        assert!(!head.contains(&secret) && !head.contains("oauth_"), "{head}");
    }
}

#[tokio::test]
async fn where_the_header_is_lost_the_key_travels_in_the_query_and_that_is_remembered() {
    let authority = Authority::new();
    let running = Running::with(Platform::Woocommerce, 5).await;
    let front = TlsFront::good(&authority, Passing::WithoutAuthorization, running.sandbox.address()).await;
    let conn = conn(&running, &front, authority.trusted());
    let orders = Woocommerce.orders().unwrap();
    assert_eq!(orders.page(&conn, &first_page()).await.unwrap().orders.len(), 5);
    let (heads, (key, secret)) = (front.heads(), keys(&running));
    let pair = format!("consumer_key={key}&consumer_secret={secret}");
    let asked = of_orders(&heads);
    assert_eq!(asked.len(), 2, "{heads:?}");
    assert!(asked[0].contains("authorization: Basic ") && !asked[0].contains(&secret), "{}", asked[0]);
    assert!(asked[1].contains(&pair) && !asked[1].contains("authorization:"), "{}", asked[1]);

    assert_eq!(orders.page(&conn, &first_page()).await.unwrap().orders.len(), 5);
    let heads = front.heads();
    assert_eq!(heads.len(), 1, "asked once: {heads:?}");
    assert!(heads[0].contains(&pair), "{}", heads[0]);
    assert!(Woocommerce.check(&conn).await.passed());
}

#[tokio::test]
async fn a_wrong_key_over_tls_is_called_so_in_both_ways() {
    let authority = Authority::new();
    let running = Running::with(Platform::Woocommerce, 5).await;
    for passing in [Passing::Whole, Passing::WithoutAuthorization] {
        let front = TlsFront::good(&authority, passing, running.sandbox.address()).await;
        running.shop.clear_faults();
        running.shop.fault(FaultRule::always(Fault::RevokedKey));
        let report = Woocommerce.check(&conn(&running, &front, authority.trusted())).await;
        let last = report.items.last().map(|item| item.step);
        let problem = report.failure().map(|(problem, _)| problem);
        assert_eq!((last, problem), (Some("credentials"), Some("wrong_key")), "{passing:?} {report:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_fails_the_check_before_anything_is_sent() {
    let (authority, other) = (Authority::new(), Authority::new());
    for platform in [Platform::Woocommerce, Platform::Shopify] {
        let running = Running::with(platform, 3).await;
        let shop = running.sandbox.address();
        for (what, front, outbound, said) in [
            ("public authorities only", ("127.0.0.1", 4_000), policy(None), "UnknownIssuer"),
            ("another authority", ("127.0.0.1", 4_000), other.trusted(), "UnknownIssuer"),
            ("another host's", ("loja.example", 4_000), authority.trusted(), "not valid for name"),
            ("an old one", ("127.0.0.1", 2_020), authority.trusted(), "expired"),
        ] {
            let front = TlsFront::start(&authority, front.0, front.1, Passing::Whole, shop).await;
            let conn = conn(&running, &front, outbound);
            let report = connector(platform).check(&conn).await;
            let last = report.items.last().map(|item| item.step);
            let Some((problem, error)) = report.failure() else { panic!("{what}: {report:?}") };
            assert_eq!((last, problem), (Some("reach"), "bad_certificate"), "{what}: {report:?}");
            assert_eq!((error.kind, error.advice), (UpstreamKind::Tls, Advice::Never), "{what}: {error}");
            assert!(
                error.detail.starts_with("127.0.0.1: ") && error.detail.contains(said),
                "{what}: {error}"
            );
            assert_eq!(front.heads(), Vec::<String>::new(), "{what}: something was asked");
        }
        let front = TlsFront::good(&authority, Passing::Whole, shop).await;
        let report = connector(platform).check(&conn(&running, &front, authority.trusted())).await;
        assert!(report.passed(), "trusted, valid and of this host: {report:?}");
    }
}

#[tokio::test]
async fn credentials_do_not_follow_a_redirect() {
    let authority = Authority::new();
    for platform in [Platform::Woocommerce, Platform::Shopify] {
        let running = Running::with(platform, 3).await;
        let elsewhere = TlsFront::good(&authority, Passing::Whole, running.sandbox.address()).await;
        for passing in [Passing::Whole, Passing::WithoutAuthorization] {
            let front = TlsFront::good(&authority, passing, running.sandbox.address()).await;
            let conn = conn(&running, &front, authority.trusted());
            let orders = connector(platform).orders().unwrap();
            if passing == Passing::WithoutAuthorization {
                // Learns that the key goes into the query, which a redirect would hand on whole.
                orders.page(&conn, &first_page()).await.unwrap();
            }
            for target in [format!("https://{}/login?next=1", elsewhere.address), "/outra-loja".to_owned()] {
                running.shop.clear_faults();
                running.shop.fault(FaultRule::always(Fault::Redirect { location: Some(target) }));
                front.heads();
                let error = orders.page(&conn, &first_page()).await.unwrap_err();
                assert_eq!((error.kind, error.advice), (UpstreamKind::Redirect, Advice::Never), "{error}");
                assert_eq!(front.heads().len(), 1, "followed on the same host");
            }
            running.shop.clear_faults();
        }
        assert_eq!(elsewhere.heads(), Vec::<String>::new(), "followed to another host");
    }
}

#[tokio::test]
async fn an_answer_of_ten_megabytes_is_cut_off_with_a_clear_error() {
    let authority = Authority::new();
    let running = Running::with(Platform::Woocommerce, 1).await;
    let long = format!("[\"{}\"]", "x".repeat(10_000_000));
    let server = ScriptedServer::start(Answer::json(200, &long)).await;
    let address = server.base().socket_addrs(|| None).unwrap()[0];
    let front = TlsFront::good(&authority, Passing::Whole, address).await;
    let conn = conn(&running, &front, authority.trusted());
    let error = Woocommerce.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::TooLarge, Advice::Never), "{error}");
    assert_eq!(error.detail, "the answer is longer than 8388608 bytes");
}

#[tokio::test]
async fn a_proxy_that_hides_the_tls_is_not_called_a_wrong_key() {
    let authority = Authority::new();
    let options = ShopOptions::new(Platform::Woocommerce, "loja").orders(3);
    let running = Running::start(ShopOptions { tls: false, ..options }).await;
    let front = TlsFront::good(&authority, Passing::Silently, running.sandbox.address()).await;
    let report = Woocommerce.check(&conn(&running, &front, authority.trusted())).await;
    assert_eq!(report.failure().map(|(problem, _)| problem), Some("tls_not_seen"), "{report:?}");
}

#[tokio::test]
async fn a_wall_is_shown_no_secret_and_none_of_what_it_repeats_is_told() {
    let authority = Authority::new();
    let running = Running::with(Platform::Woocommerce, 1).await;
    let (key, secret) = keys(&running);
    let basic = BASE64_STANDARD.encode(format!("{key}:{secret}"));
    let refusal = format!(r#"{{"code":"woocommerce_rest_cannot_view","message":"{}"}}"#, Answer::ASKED);
    for (answer, has_query) in [(Answer::html(401), false), (Answer::json(401, &refusal), true)] {
        let server = ScriptedServer::start(answer).await;
        let address = server.base().socket_addrs(|| None).unwrap()[0];
        let front = TlsFront::good(&authority, Passing::Whole, address).await;
        let conn = conn(&running, &front, authority.trusted());
        let error = Woocommerce.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
        let heads = front.heads().join("\n");
        assert_eq!(heads.contains(&secret), has_query, "{heads}");
        assert!(error.detail.contains("GET /woocommerce/loja/wp-json"), "it is repeated: {error}");
        for secret in [&key, &secret, &basic] {
            assert!(!error.detail.contains(secret.as_str()), "{error}");
        }
        let report = Woocommerce.check(&conn).await;
        let problem = report.failure().map(|(problem, _)| problem);
        assert_eq!(problem, Some(if has_query { "wrong_key" } else { "hidden_by_proxy" }), "{report:?}");
    }
}
