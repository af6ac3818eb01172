//! The whole way of a consent, and what becomes of its tokens.

use super::{newest, running, warnings};
use crate::shops::Running;
use connector_kit::{
    Advice, Call, CallbackProblem, Conn, ConnParts, Connector, Consent, ConsentRequest, HeldTokens, OAuth,
    TokenSet, contract::first_page,
};
use connectors::Magalu;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Credentials, Fault, FaultRule};
use secrecy::ExposeSecret;
use std::sync::Arc;
use url::Url;

const REDIRECT: &str = "https://orion.example/channels/magalu/back?x=1";

fn ask() -> ConsentRequest {
    ConsentRequest::new(REDIRECT.parse().unwrap())
}

/// Where a button of the page at `url` leads.
async fn link(conn: &Conn, url: Url, button: &str) -> Url {
    let page = conn.send(Call::get(url)).await.unwrap();
    let page = String::from_utf8(page.body).unwrap();
    let link = page.split_once(&format!("id=\"{button}\" href=\"")).unwrap().1.split_once('"').unwrap().0;
    link.replace("&amp;", "&").parse().unwrap()
}

fn came_back(conn: &Conn, ask: &ConsentRequest, back: &Url) -> Result<Consent, CallbackProblem> {
    assert!(back.as_str().starts_with(REDIRECT), "{back}");
    let query: Vec<(String, String)> = back.query_pairs().into_owned().collect();
    assert!(query.contains(&("state".to_owned(), ask.state.clone())), "{back}");
    Magalu.read_callback(conn, &query)
}

/// The tokens that are granted at the `change`d address of the consent page.
pub(super) async fn consented(running: &Running, change: impl Fn(&str) -> String) -> TokenSet {
    let (conn, ask) = (running.conn(AuthKind::OAuth2), ask());
    let url = change(Magalu.consent_url(&conn, &ask).unwrap().as_str()).parse().unwrap();
    let consent = came_back(&conn, &ask, &link(&conn, url, "allow").await).unwrap();
    Magalu.exchange(&conn, &ask, &consent).await.unwrap()
}

async fn granted(running: &Running) -> TokenSet {
    consented(running, str::to_owned).await
}

/// A connection with these tokens, and their holder.
pub(super) fn with(running: &Running, tokens: TokenSet) -> (Conn, Arc<HeldTokens>) {
    let mut parts: ConnParts = running.parts(AuthKind::OAuth2);
    let tokens = Arc::new(HeldTokens::new(Arc::new(Magalu), tokens));
    parts.tokens = Some(tokens.clone());
    (Conn::new(parts), tokens)
}

/// The scopes that were asked for and not granted.
fn missing(tokens: &TokenSet) -> Vec<&'static str> {
    let granted = tokens.scopes.clone().unwrap();
    Magalu.scopes().iter().copied().filter(|scope| !granted.contains(&(*scope).to_owned())).collect()
}

#[tokio::test]
async fn a_consent_opens_the_account_and_its_code_works_once() {
    let running = running(3).await;
    let (conn, ask) = (running.conn(AuthKind::OAuth2), ask());
    let url = Magalu.consent_url(&conn, &ask).unwrap();
    assert!(url.as_str().contains("scope=open%3Aorder-order-seller%3Aread%20open"), "{url}");
    let consent = came_back(&conn, &ask, &link(&conn, url, "allow").await).unwrap();
    let tokens = Magalu.exchange(&conn, &ask, &consent).await.unwrap();
    let error = Magalu.exchange(&conn, &ask, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    assert!(error.detail.contains("invalid_grant (request "), "{error}");
    assert!(missing(&tokens).is_empty());
    let life = tokens.expires_at.unwrap() - chrono::Utc::now();
    assert!((115..=120).contains(&life.num_minutes()), "{life}");

    let accounts = Magalu.accounts(&with(&running, tokens).0).await.unwrap();
    let Credentials::App { account_id, .. } = running.shop.credentials() else { panic!() };
    let [account] = &accounts[..] else { panic!("{accounts:?}") };
    assert_eq!((&account.id, account.name.as_deref()), (account_id, Some("Loja loja")));
    assert_eq!(account.config["channel_id"], "5f68b9c0-0000-4000-8000-000000000001");
}

#[tokio::test]
async fn who_refuses_is_told_from_who_consents() {
    let (running, ask) = (running(1).await, ask());
    let conn = running.conn(AuthKind::OAuth2);
    let back = link(&conn, Magalu.consent_url(&conn, &ask).unwrap(), "deny").await;
    assert_eq!(came_back(&conn, &ask, &back).unwrap_err(), CallbackProblem::Denied);
}

#[tokio::test]
async fn without_an_app_there_is_no_page_to_go_to() {
    let running = running(1).await;
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.app = None;
    let error = Magalu.consent_url(&Conn::new(parts), &ask()).unwrap_err();
    assert_eq!(error.kind, UpstreamKind::Auth);
}

/// The trap of the platform: without `choose_tenants` everything goes well but the calls.
#[tokio::test]
async fn the_token_of_a_person_is_told_apart() {
    let running = running(3).await;
    let personal = |url: &str| url.replace("choose_tenants=true", "choose_tenants=false");
    let (conn, _) = with(&running, consented(&running, personal).await);
    let error = Magalu.accounts(&conn).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Reauthorise));
    let report = Magalu.check(&conn).await;
    let found = report.items.last().map(|item| item.step);
    assert_eq!(
        (found, report.failure().map(|(code, _)| code)),
        (Some("credentials"), Some("personal_account"))
    );
}

#[tokio::test]
async fn a_check_names_what_was_not_consented_to() {
    let running = running(3).await;
    let without = |scope: &'static str| move |url: &str| url.replace(scope, "open%3Atickets-seller%3Aread");
    let (conn, _) = with(&running, consented(&running, without("open%3Aorder-delivery-seller%3Aread")).await);
    let report = Magalu.check(&conn).await;
    assert!(report.passed() && report.shop.is_some(), "{report:?}");
    assert_eq!(warnings(&report), ["missing_scopes"]);

    let tokens = consented(&running, without("open%3Aorder-order-seller%3Aread")).await;
    assert_eq!(missing(&tokens), ["open:order-order-seller:read"]);
    let report = Magalu.check(&with(&running, tokens).0).await;
    let found = report.items.last().map(|item| item.step);
    assert_eq!(
        (found, report.failure().map(|(code, _)| code)),
        (Some("read_orders"), Some("no_read_permission"))
    );
}

#[tokio::test]
async fn a_token_that_is_refused_is_refreshed_once_and_the_call_goes_on() {
    let running = running(3).await;
    let (conn, tokens) = with(&running, granted(&running).await);
    let first = tokens.held().await.refresh_token.unwrap();
    running.shop.expire_tokens();
    newest(&conn).await;
    assert_eq!(running.shop.token_refreshes(), 1);
    let second = tokens.held().await.refresh_token.unwrap();
    assert_ne!(first.expose_secret(), second.expose_secret(), "a new one came along and is kept");
    running.shop.expire_tokens();
    newest(&conn).await;
    let third = tokens.held().await.refresh_token.unwrap();
    assert_eq!(second.expose_secret(), third.expose_secret(), "none came along: the old one is kept");
    running.shop.expire_tokens();
    newest(&conn).await;
    assert_eq!(running.shop.token_refreshes(), 3);
}

#[tokio::test]
async fn of_ten_callers_at_once_one_refreshes() {
    let running = running(3).await;
    let conn = Arc::new(with(&running, granted(&running).await).0);
    running.shop.expire_tokens();
    let calls = (0..10).map(|_| {
        let conn = conn.clone();
        tokio::spawn(async move { Magalu.orders().unwrap().page(&conn, &first_page()).await.map(drop) })
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(running.shop.token_refreshes(), 1);
}

#[tokio::test]
async fn a_withdrawn_consent_needs_a_person_and_a_failing_endpoint_only_patience() {
    let running = running(3).await;
    let (conn, tokens) = with(&running, granted(&running).await);
    running.shop.expire_tokens();
    let before = tokens.held().await.refresh_token.unwrap();
    for fault in
        [Fault::ServerError, Fault::HtmlPage { status: 503 }, Fault::HtmlPage { status: 403 }, Fault::CutBody]
    {
        running.shop.clear_faults();
        running.shop.fault(FaultRule { path: Some("oauth".into()), ..FaultRule::always(fault.clone()) });
        let refreshes = running.shop.token_refreshes();
        let error = Magalu.refresh(&conn, &before).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{fault:?} {error:?}");
        assert!(refreshes <= running.shop.token_refreshes());
    }
    running.shop.clear_faults();
    running.shop.revoke_consent();
    let error = Magalu.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let report = Magalu.check(&conn).await;
    assert_eq!(report.failure().map(|(code, _)| code), Some("wrong_key"), "{report:?}");
}
