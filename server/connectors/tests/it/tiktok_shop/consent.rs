//! The whole way: consent page, code, tokens, calls, and what becomes of them.

use super::{AUTH, Running, TiktokShop, parts, started};
use connector_kit::{
    Advice, Call, CallbackProblem, Conn, Connector, Consent, ConsentRequest, GrantedAccount, HeldTokens,
    OAuth, TokenSet, contract::first_page,
};
use domain::UpstreamKind;
use sandbox::{Fault, FaultRule, Platform};
use secrecy::ExposeSecret;
use std::sync::Arc;
use url::Url;

const REDIRECT: &str = "https://orion.example/channels/tiktok_shop/back";

/// What a consent gave.
#[derive(Debug)]
pub(super) struct Grant {
    pub tokens: TokenSet,
    pub accounts: Vec<GrantedAccount>,
}

/// What a shop's owner grants who presses "allow".
pub(super) async fn consented(running: &Running) -> Grant {
    let conn = Conn::new(running.parts(AUTH));
    let ask = ConsentRequest::new(REDIRECT.parse().unwrap());
    let consent = pressed(running, &conn, &ask, "allow").await.unwrap();
    granted(running, TiktokShop.exchange(&conn, &ask, &consent).await.unwrap()).await
}

async fn granted(running: &Running, tokens: TokenSet) -> Grant {
    let mut parts = running.parts(AUTH);
    parts.tokens = Some(Arc::new(HeldTokens::new(Arc::new(TiktokShop), tokens.clone())));
    Grant { tokens, accounts: TiktokShop.accounts(&Conn::new(parts)).await.unwrap() }
}

async fn pressed(
    running: &Running,
    conn: &Conn,
    ask: &ConsentRequest,
    button: &str,
) -> Result<Consent, CallbackProblem> {
    running.shop.redirect_to(REDIRECT);
    let url = TiktokShop.consent_url(conn, ask).unwrap();
    let page = conn.send(Call::get(url)).await.unwrap();
    let page = String::from_utf8(page.body).unwrap();
    let link = page.split_once(&format!("id=\"{button}\" href=\"")).unwrap().1.split_once('"').unwrap().0;
    let back: Url = link.replace("&amp;", "&").parse().unwrap();
    assert!(back.as_str().starts_with(REDIRECT), "{back}");
    let query: Vec<(String, String)> = back.query_pairs().into_owned().collect();
    assert!(query.contains(&("state".to_owned(), ask.state.clone())), "{back}");
    TiktokShop.read_callback(conn, &query)
}

#[tokio::test]
async fn a_consent_opens_the_shop_and_its_code_works_once() {
    let running = Running::with(Platform::TiktokShop, 3).await;
    let conn = Conn::new(running.parts(AUTH));
    let ask = ConsentRequest::new(REDIRECT.parse().unwrap());
    let consent = pressed(&running, &conn, &ask, "allow").await.unwrap();
    let tokens = TiktokShop.exchange(&conn, &ask, &consent).await.unwrap();
    let grant = granted(&running, tokens).await;
    let [account] = &grant.accounts[..] else { panic!("{:?}", grant.accounts) };
    assert_eq!(account.config["region"], "BR");
    assert!(account.id.starts_with("7494") && account.config["shop_cipher"].starts_with("ROW_"));
    let scopes = grant.tokens.scopes.as_ref().unwrap();
    assert!(TiktokShop.scopes().iter().all(|needed| scopes.iter().any(|scope| scope == needed)));
    let days = |end: Option<chrono::DateTime<chrono::Utc>>| (end.unwrap() - chrono::Utc::now()).num_days();
    assert_eq!((days(grant.tokens.expires_at), days(grant.tokens.consent_ends_at)), (6, 364));

    let error = TiktokShop.exchange(&conn, &ask, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let secret = conn.app().unwrap().client_secret.expose_secret().to_owned();
    let shown = format!("{error:?} {error} {grant:?} {consent:?}");
    for hidden in [&secret, consent.code.expose_secret(), grant.tokens.access_token.expose_secret()] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

#[tokio::test]
async fn who_refuses_is_told_from_who_consents() {
    let running = Running::with(Platform::TiktokShop, 3).await;
    let conn = Conn::new(running.parts(AUTH));
    let ask = ConsentRequest::new(REDIRECT.parse().unwrap());
    assert_eq!(pressed(&running, &conn, &ask, "deny").await.unwrap_err(), CallbackProblem::Denied);
}

#[tokio::test]
async fn without_a_service_id_the_older_page_is_used() {
    let running = Running::with(Platform::TiktokShop, 3).await;
    let mut parts = running.parts(AUTH);
    parts.app.as_mut().unwrap().service_id = None;
    let conn = Conn::new(parts);
    let ask = ConsentRequest::new(REDIRECT.parse().unwrap());
    let url = TiktokShop.consent_url(&conn, &ask).unwrap();
    assert!(
        url.path().ends_with("/oauth/authorize") && url.query().unwrap().starts_with("app_key="),
        "{url}"
    );
    let consent = pressed(&running, &conn, &ask, "allow").await.unwrap();
    assert!(TiktokShop.exchange(&conn, &ask, &consent).await.is_ok());
}

#[tokio::test]
async fn a_token_that_is_refused_is_refreshed_once_for_all_callers() {
    let (running, conn) = started(30).await;
    let conn = Arc::new(conn);
    for round in 1..=2 {
        running.shop.expire_tokens();
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let conn = Arc::clone(&conn);
            calls.spawn(async move { TiktokShop.orders().unwrap().page(&conn, &first_page()).await });
        }
        for page in calls.join_all().await {
            assert_eq!(page.unwrap().orders.len(), 30);
        }
        assert_eq!(running.shop.token_refreshes(), round, "the refresh token of the answer is kept");
    }
}

#[tokio::test]
async fn a_token_that_is_refused_amid_a_page_costs_nothing() {
    let (running, conn) = started(60).await;
    let rule = FaultRule::times(Fault::RevokedKey, 1);
    running.shop.fault(FaultRule { path: Some("/returns/".into()), ..rule });
    let page = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    assert_eq!((page.orders.len(), running.shop.token_refreshes()), (60, 1));
}

#[tokio::test]
async fn a_withdrawn_consent_needs_a_person() {
    let (running, conn) = started(3).await;
    running.shop.revoke_consent();
    let error = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let report = TiktokShop.check(&conn).await;
    let found = report.items.last().map(|item| item.step);
    assert_eq!((found, report.failure().map(|(code, _)| code)), (Some("credentials"), Some("wrong_key")));
}

#[tokio::test]
async fn a_refresh_that_fails_for_a_while_loses_nothing() {
    let (running, conn) = started(3).await;
    running.shop.expire_tokens();
    let rule = FaultRule::times(Fault::ServerError, 1);
    running.shop.fault(FaultRule { path: Some("/token/".into()), ..rule });
    let request = first_page();
    let page = || TiktokShop.orders().unwrap().page(&conn, &request);
    let error = page().await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry));
    assert_eq!(page().await.unwrap().orders.len(), 3);
}

#[tokio::test]
async fn without_app_consent_or_cipher_a_person_is_asked() {
    let running = Running::with(Platform::TiktokShop, 3).await;
    let good = || parts(&running);
    let mut cases = Vec::new();
    let mut bare = good().await;
    bare.app = None;
    cases.push(bare);
    let mut bare = good().await;
    bare.tokens = None;
    cases.push(bare);
    let mut bare = good().await;
    bare.config.clear();
    cases.push(bare);
    for parts in cases {
        let conn = Conn::new(parts);
        let error = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise), "{error}");
    }
    // The cipher of another shop.
    let mut other = good().await;
    other.config.insert("shop_cipher".into(), "ROW_other".into());
    let conn = Conn::new(other);
    let error = TiktokShop.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise), "{error}");
    let report = TiktokShop.check(&conn).await;
    assert_eq!(report.failure().map(|(code, _)| code), Some("wrong_key"), "{report:?}");
    let held = HeldTokens::new(Arc::new(TiktokShop), running.tokens());
    assert!(!format!("{held:?}").contains(running.tokens().access_token.expose_secret()));
}
