use super::*;
use connector_kit::{Call, CallbackProblem, Consent, ConsentRequest, OAuth};
use secrecy::ExposeSecret;
use url::Url;

const REDIRECT: &str = "https://orion.example/admin/integracoes/retorno/mercadolivre";

fn ask() -> ConsentRequest {
    ConsentRequest::new(REDIRECT.parse().unwrap())
}

async fn pressed(conn: &Conn, ask: &ConsentRequest, button: &str) -> Result<Consent, CallbackProblem> {
    let url = Mercadolivre.consent_url(conn, ask).unwrap();
    let page = String::from_utf8(conn.send(Call::get(url)).await.unwrap().body).unwrap();
    let link = page.split_once(&format!("id=\"{button}\" href=\"")).unwrap().1.split_once('"').unwrap().0;
    let back: Url = link.replace("&amp;", "&").parse().unwrap();
    assert!(back.as_str().starts_with(REDIRECT), "{back}");
    let query: Vec<(String, String)> = back.query_pairs().into_owned().collect();
    assert!(query.contains(&("state".to_owned(), ask.state.clone())), "{back}");
    Mercadolivre.read_callback(conn, &query)
}

#[test]
fn the_consent_page_is_that_of_brazil() {
    let mut parts = scripted("http://127.0.0.1:1/".parse().unwrap());
    parts.base_url = None;
    let url = Mercadolivre.consent_url(&Conn::new(parts), &ask()).unwrap();
    assert_eq!(url.origin().ascii_serialization(), "https://auth.mercadolivre.com.br");
    let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!((url.path(), query["response_type"].as_str()), ("/authorization", "code"));
    assert_eq!((query["code_challenge_method"].as_str(), query["code_challenge"].len()), ("S256", 43));
    assert_eq!((query["redirect_uri"].as_str(), query["client_id"].as_str()), (REDIRECT, "5503910054141466"));
}

#[tokio::test]
async fn a_consent_opens_the_account_and_its_code_works_once() {
    let (running, conn) = started(3).await;
    let ask = ask();
    let consent = pressed(&conn, &ask, "allow").await.unwrap();
    let tokens = Mercadolivre.exchange(&conn, &ask, &consent).await.unwrap();
    let scopes = tokens.scopes.as_ref().unwrap();
    assert!(Mercadolivre.scopes().iter().all(|needed| scopes.iter().any(|scope| scope == needed)));
    let life = tokens.expires_at.unwrap() - conn.now();
    assert!((21_000..=21_600).contains(&life.num_seconds()) && tokens.refresh_token.is_some());

    let error = Mercadolivre.exchange(&conn, &ask, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let secret = conn.app().unwrap().client_secret.expose_secret().to_owned();
    let shown = format!("{error:?} {error} {tokens:?} {consent:?}");
    for hidden in [&secret, consent.code.expose_secret(), tokens.access_token.expose_secret()] {
        assert!(!shown.contains(hidden), "{shown}");
    }

    let mut fresh = running.parts(AUTH);
    fresh.tokens = Some(Arc::new(HeldTokens::new(Arc::new(Mercadolivre), tokens)));
    let accounts = Mercadolivre.accounts(&Conn::new(fresh)).await.unwrap();
    let Credentials::App { account_id, .. } = running.shop.credentials() else { panic!("no account") };
    let [account] = &accounts[..] else { panic!("{accounts:?}") };
    assert_eq!((&account.id, &account.config["user_id"]), (account_id, account_id));
    assert_eq!(account.name.as_deref(), Some("LOJA"));
}

#[tokio::test]
async fn a_code_is_of_no_use_without_its_verifier_or_with_another_address() {
    let (_running, conn) = started(3).await;
    let first = ask();
    let consent = pressed(&conn, &first, "allow").await.unwrap();
    let other = ConsentRequest { verifier: ask().verifier, ..first.clone() };
    let error = Mercadolivre.exchange(&conn, &other, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let consent = pressed(&conn, &first, "allow").await.unwrap();
    let other = ConsentRequest { redirect_uri: "https://elsewhere.example/".parse().unwrap(), ..first };
    let error = Mercadolivre.exchange(&conn, &other, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
}

#[tokio::test]
async fn who_refuses_is_told_from_who_consents() {
    let (_running, conn) = started(3).await;
    assert_eq!(pressed(&conn, &ask(), "deny").await.unwrap_err(), CallbackProblem::Denied);
}

#[tokio::test]
async fn a_wrong_secret_of_the_app_does_not_end_the_consent() {
    let (running, _) = started(3).await;
    let mut parts = parts(&running);
    parts.app.as_mut().unwrap().client_secret = "wrong".into();
    let conn = Conn::new(parts);
    running.shop.expire_tokens();
    let error = Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Never), "{error}");
}

#[tokio::test]
async fn a_token_that_is_refused_is_refreshed_once_for_all_callers() {
    let (running, conn) = started(30).await;
    let expected = Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap().orders.len();
    let conn = Arc::new(conn);
    for round in 1..=2 {
        running.shop.expire_tokens();
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let conn = Arc::clone(&conn);
            calls.spawn(async move { Mercadolivre.orders().unwrap().page(&conn, &first_page()).await });
        }
        for page in calls.join_all().await {
            assert_eq!(page.unwrap().orders.len(), expected);
        }
        assert_eq!(running.shop.token_refreshes(), round, "the refresh token of the answer is kept");
    }
}

#[tokio::test]
async fn a_token_that_is_refused_amid_a_page_costs_nothing() {
    let (running, conn) = started(30).await;
    let rule = FaultRule::times(Fault::RevokedKey, 1);
    running.shop.fault(FaultRule { path: Some("/costs".into()), ..rule });
    let page = Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap();
    assert!(page.orders.iter().all(|order| matches!(order.taken, Taken::Order(_))));
    assert_eq!(running.shop.token_refreshes(), 1);
}

#[tokio::test]
async fn a_withdrawn_consent_needs_a_person() {
    let (running, conn) = started(3).await;
    running.shop.revoke_consent();
    let error = Mercadolivre.orders().unwrap().page(&conn, &first_page()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let report = Mercadolivre.check(&conn).await;
    let found = report.items.last().map(|item| item.step);
    assert_eq!((found, report.failure().map(|(code, _)| code)), (Some("credentials"), Some("wrong_key")));
}

#[tokio::test]
async fn a_refresh_that_fails_for_a_while_loses_nothing() {
    let (running, conn) = started(3).await;
    running.shop.expire_tokens();
    let rule = FaultRule::times(Fault::ServerError, 1);
    running.shop.fault(FaultRule { path: Some("/oauth/token".into()), ..rule });
    let request = first_page();
    let page = || Mercadolivre.orders().unwrap().page(&conn, &request);
    let error = page().await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Server, Advice::Retry));
    assert!(page().await.is_ok());
}
