//! The whole way: consent page, code, tokens, calls, and what becomes of them.

use crate::shops::Running;
use connector_kit::{
    Advice, Call, CallbackProblem, CheckOutcome, Conn, Connector, Consent, ConsentRequest, HeldTokens,
    ManualClock, OAuth, TokenSet, contract::first_page,
};
use connectors::Shopify;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use secrecy::ExposeSecret;
use std::sync::Arc;
use url::Url;

const REDIRECT: &str = "https://orion.example/back/shopify";

fn ask() -> ConsentRequest {
    ConsentRequest::new(REDIRECT.parse().unwrap())
}

/// The query with which somebody comes back who pressed "allow".
async fn pressed(conn: &Conn, ask: &ConsentRequest) -> Vec<(String, String)> {
    let page = conn.send(Call::get(Shopify.consent_url(conn, ask).unwrap())).await.unwrap();
    let page = String::from_utf8(page.body).unwrap();
    let link = page.split_once("id=\"allow\" href=\"").unwrap().1.split_once('"').unwrap().0;
    let back: Url = link.replace("&amp;", "&").parse().unwrap();
    assert!(back.as_str().starts_with(REDIRECT), "{back}");
    back.query_pairs().into_owned().collect()
}

async fn consent(conn: &Conn, ask: &ConsentRequest) -> Result<Consent, CallbackProblem> {
    Shopify.read_callback(conn, &pressed(conn, ask).await)
}

/// A connection with what was granted.
fn with(running: &Running, tokens: TokenSet) -> (Conn, Arc<HeldTokens>) {
    let held = Arc::new(HeldTokens::new(Arc::new(Shopify), tokens));
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.tokens = Some(held.clone());
    (Conn::new(parts), held)
}

#[tokio::test]
async fn a_consent_opens_the_shop_and_its_code_works_once() {
    let running = Running::with(Platform::Shopify, 3).await;
    let conn = running.conn(AuthKind::OAuth2);
    let ask = ask();
    let url = Shopify.consent_url(&conn, &ask).unwrap();
    let asked: Vec<_> = url.query_pairs().into_owned().collect();
    assert!(asked.contains(&("state".to_owned(), ask.state.clone())), "{url}");
    assert!(asked.iter().any(|(name, value)| name == "scope" && value.contains("read_orders,write_orders,")));
    let consent = consent(&conn, &ask).await.unwrap();
    let tokens = Shopify.exchange(&conn, &ask, &consent).await.unwrap();
    let scopes = tokens.scopes.clone().unwrap();
    assert!(Shopify.scopes().iter().all(|needed| scopes.iter().any(|had| had == needed)), "{scopes:?}");
    let left = |end: Option<chrono::DateTime<chrono::Utc>>| end.unwrap() - chrono::Utc::now();
    assert_eq!(left(tokens.expires_at).num_minutes(), 59);
    assert_eq!(left(tokens.consent_ends_at).num_days(), 89);

    let (granted, _) = with(&running, tokens.clone());
    let [account] = &Shopify.accounts(&granted).await.unwrap()[..] else { panic!("one shop") };
    let report = Shopify.check(&granted).await;
    assert!(report.passed(), "{report:?}");
    assert_eq!(report.shop.unwrap().account_id, account.id);
    assert_eq!((account.id.as_str(), account.name.as_deref()), ("loja.myshopify.com", Some("loja")));
    assert_eq!(account.config["shop"], "loja.myshopify.com");
    assert_eq!(Shopify.orders().unwrap().page(&granted, &first_page()).await.unwrap().orders.len(), 3);

    let error = Shopify.exchange(&conn, &ask, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let secret = conn.app().unwrap().client_secret.expose_secret().to_owned();
    let shown = format!("{error:?} {error} {tokens:?} {consent:?} {conn:?}");
    for hidden in [&secret, consent.code.expose_secret(), tokens.access_token.expose_secret()] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

#[tokio::test]
async fn a_way_back_that_was_changed_or_is_of_another_shop_is_not_taken() {
    let running = Running::with(Platform::Shopify, 1).await;
    let conn = running.conn(AuthKind::OAuth2);
    let query = pressed(&conn, &ask()).await;
    for at in 0..query.len() {
        let mut changed = query.clone();
        changed[at].1.push('0');
        assert!(Shopify.read_callback(&conn, &changed).is_err(), "{changed:?}");
    }
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.config.insert("shop".into(), "outra".into());
    let other = Shopify.read_callback(&Conn::new(parts), &query).unwrap_err();
    assert_eq!(other, CallbackProblem::OtherAccount);
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.config.clear();
    assert!(Shopify.read_callback(&Conn::new(parts), &query).is_ok(), "nobody asked for a shop");
    running.shop.fault(FaultRule::always(Fault::ClockSkew { seconds: -200 }));
    assert_eq!(consent(&conn, &ask()).await.unwrap_err(), CallbackProblem::Stale);
}

#[tokio::test]
async fn without_an_app_nobody_is_sent_to_a_page() {
    let running = Running::with(Platform::Shopify, 1).await;
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.app = None;
    let error = Shopify.consent_url(&Conn::new(parts), &ask()).unwrap_err();
    assert_eq!(error.kind, UpstreamKind::Auth);
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.config.insert("shop".into(), "evil.example".into());
    let error = Shopify.consent_url(&Conn::new(parts), &ask()).unwrap_err();
    assert_eq!(error.kind, UpstreamKind::Rejected);
}

#[tokio::test]
async fn a_token_that_is_refused_is_refreshed_once_for_all_callers() {
    let options = ShopOptions { restore_rate: None, ..ShopOptions::new(Platform::Shopify, "loja") };
    let running = Running::start(options.orders(30)).await;
    let mut parts = running.parts(AuthKind::OAuth2);
    // A call that is refused is taken to have cost points, which are waited for.
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    let conn = Arc::new(Conn::new(parts));
    for round in 1..=2 {
        running.shop.expire_tokens();
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let conn = Arc::clone(&conn);
            calls.spawn(async move { Shopify.orders().unwrap().page(&conn, &first_page()).await });
        }
        for page in calls.join_all().await {
            assert_eq!(page.unwrap().orders.len(), 30);
        }
        assert_eq!(running.shop.token_refreshes(), round, "the refresh token of the answer is kept");
    }
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_with_the_old_token() {
    let running = Running::with(Platform::Shopify, 3).await;
    let (conn, held) = with(&running, running.tokens());
    let before = held.held().await.refresh_token.unwrap();
    running.shop.expire_tokens();
    let lost = FaultRule { path: Some("access_token".into()), ..FaultRule::times(Fault::CutBody, 1) };
    running.shop.fault(lost);
    let error = Shopify.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Network, Advice::Retry));
    assert_eq!(held.held().await.refresh_token.unwrap().expose_secret(), before.expose_secret());
    assert_eq!(running.shop.token_refreshes(), 1, "the platform gave new ones");
    assert_eq!(Shopify.orders().unwrap().page(&conn, &first_page()).await.unwrap().orders.len(), 3);
    assert_eq!(running.shop.token_refreshes(), 2);
    assert_ne!(held.held().await.refresh_token.unwrap().expose_secret(), before.expose_secret());
}

#[tokio::test]
async fn failures_of_the_token_endpoint_that_pass_ask_nobody() {
    let running = Running::with(Platform::Shopify, 3).await;
    let conn = running.conn(AuthKind::OAuth2);
    running.shop.expire_tokens();
    let at_tokens = |fault| FaultRule { path: Some("access_token".into()), ..FaultRule::times(fault, 1) };
    for fault in [Fault::ServerError, Fault::HtmlPage { status: 403 }, Fault::MalformedJson] {
        running.shop.fault(at_tokens(fault.clone()));
        let error = Shopify.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
        assert_ne!(error.advice, Advice::Reauthorise, "{fault:?}: {error:?}");
    }
    assert!(Shopify.orders().unwrap().page(&conn, &first_page()).await.is_ok());
}

#[tokio::test]
async fn a_withdrawn_consent_asks_for_a_person() {
    let running = Running::with(Platform::Shopify, 3).await;
    let conn = running.conn(AuthKind::OAuth2);
    assert!(Shopify.check(&conn).await.passed());
    running.shop.revoke_consent();
    let error = Shopify.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let report = Shopify.check(&conn).await;
    let failed = report.items.last().unwrap();
    assert_eq!(failed.step, "credentials");
    assert!(matches!(failed.outcome, CheckOutcome::Failed { problem: "wrong_key", .. }), "{report:?}");
}
