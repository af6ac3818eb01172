//! Consent by Google: what comes of it, of its parts, and of its end.

use super::{able, running};
use crate::shops::Running;
use connector_kit::{
    Advice, Call, CheckOutcome, CheckReport, Conn, Connector, Consent, ConsentRequest, FilesAsk, HeldTokens,
    ManualClock, OAuth, TokenSet,
};
use connectors::GoogleSheets;
use domain::{AuthKind, UpstreamKind};
use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use secrecy::ExposeSecret;
use std::sync::Arc;
use url::Url;

fn ask() -> ConsentRequest {
    ConsentRequest::new("https://orion.example/back".parse().unwrap())
}

/// Presses the first link of the page, whose address `edit` may change.
async fn pressed(running: &Running, ask: &ConsentRequest, edit: impl Fn(&str) -> String) -> Consent {
    let conn = running.conn(AuthKind::OAuth2);
    let url: Url = edit(GoogleSheets.consent_url(&conn, ask).unwrap().as_str()).parse().unwrap();
    let page = String::from_utf8(conn.send(Call::get(url)).await.unwrap().body).unwrap();
    let link = page.split_once("id=\"allow\" href=\"").unwrap_or_else(|| panic!("{page}")).1;
    let back: Url = link.split_once('"').unwrap().0.replace("&amp;", "&").parse().unwrap();
    let query: Vec<_> = back.query_pairs().into_owned().collect();
    GoogleSheets.read_callback(&conn, &query).unwrap()
}

async fn granted(running: &Running, edit: impl Fn(&str) -> String) -> TokenSet {
    let ask = ask();
    let consent = pressed(running, &ask, edit).await;
    GoogleSheets.exchange(&running.conn(AuthKind::OAuth2), &ask, &consent).await.unwrap()
}

fn with(running: &Running, tokens: TokenSet) -> (Conn, Arc<HeldTokens>) {
    let held = Arc::new(HeldTokens::new(Arc::new(GoogleSheets), tokens));
    let mut parts = running.parts(AuthKind::OAuth2);
    parts.tokens = Some(held.clone());
    parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
    (Conn::new(parts), held)
}

fn as_it_is(url: &str) -> String {
    url.to_owned()
}

fn without(scope: &'static str) -> impl Fn(&str) -> String {
    move |url| url.replace(&format!("+{scope}"), "")
}

const LIST_FILES: &str = "https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fdrive.metadata.readonly";
const SPREADSHEETS: &str = "https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fspreadsheets";

fn missing(tokens: &TokenSet) -> Vec<&'static str> {
    let granted = tokens.scopes.as_ref().unwrap();
    GoogleSheets.scopes().iter().copied().filter(|scope| !granted.iter().any(|had| had == scope)).collect()
}

fn steps(report: &CheckReport) -> Vec<(&'static str, &'static str)> {
    let outcome = |outcome: &CheckOutcome| match outcome {
        CheckOutcome::Passed => "",
        CheckOutcome::Warning(problem) | CheckOutcome::Failed { problem, .. } => problem,
    };
    report.items.iter().map(|item| (item.step, outcome(&item.outcome))).collect()
}

#[tokio::test]
async fn a_check_tells_whose_account_it_is_and_what_works() {
    let running = running().await;
    let (conn, _) = with(&running, granted(&running, as_it_is).await);
    let report = GoogleSheets.check(&conn).await;
    let passed = ["reach", "platform", "credentials", "read_sheets", "list_files"].map(|step| (step, ""));
    assert_eq!(steps(&report), passed);
    let shop = report.shop.unwrap();
    assert_eq!(shop.email.as_deref(), Some("loja@gmail.example"));
    assert!(shop.account_id.len() == 21 && shop.account_id.bytes().all(|sign| sign.is_ascii_digit()));
}

#[tokio::test]
async fn a_scope_that_was_not_ticked_is_told() {
    let running = running().await;
    let tokens = granted(&running, without(LIST_FILES)).await;
    assert_eq!(missing(&tokens), ["https://www.googleapis.com/auth/drive.metadata.readonly"]);
    let report = GoogleSheets.check(&with(&running, tokens).0).await;
    assert!(report.passed() && report.shop.is_some(), "files are reached by their links: {report:?}");
    assert_eq!(steps(&report).last(), Some(&("list_files", "no_file_list")));

    let tokens = granted(&running, without(SPREADSHEETS)).await;
    assert_eq!(missing(&tokens), ["https://www.googleapis.com/auth/spreadsheets"]);
    let (conn, _) = with(&running, tokens);
    let report = GoogleSheets.check(&conn).await;
    assert_eq!(steps(&report).last(), Some(&("read_sheets", "no_sheet_permission")));
    let file = running.shop.spreadsheets().remove(0).0;
    let error = able().workbook(&conn, &file).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Permission, Advice::Never));
}

#[tokio::test]
async fn without_lasting_access_there_is_no_connection() {
    let running = running().await;
    granted(&running, as_it_is).await;
    let ask = ask();
    let consent = pressed(&running, &ask, |url| url.replace("&prompt=consent", "")).await;
    let conn = running.conn(AuthKind::OAuth2);
    let error = GoogleSheets.exchange(&conn, &ask, &consent).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Protocol, Advice::Reauthorise));
}

#[tokio::test]
async fn a_code_needs_the_proof_of_whoever_asked() {
    let running = running().await;
    let (mine, other) = (ask(), ask());
    let consent = pressed(&running, &mine, as_it_is).await;
    let conn = running.conn(AuthKind::OAuth2);
    let error = GoogleSheets.exchange(&conn, &other, &consent).await.unwrap_err();
    assert_eq!(error.advice, Advice::Reauthorise);
}

#[tokio::test]
async fn a_refresh_keeps_the_refresh_token() {
    let running = running().await;
    let (conn, held) = with(&running, granted(&running, as_it_is).await);
    let before = held.held().await;
    running.shop.expire_tokens();
    able().files(&conn, &FilesAsk::default()).await.unwrap();
    let after = held.held().await;
    assert_eq!(running.shop.token_refreshes(), 1);
    assert_ne!(before.access_token.expose_secret(), after.access_token.expose_secret());
    assert_eq!(
        before.refresh_token.unwrap().expose_secret(),
        after.refresh_token.unwrap().expose_secret(),
        "none came along"
    );
}

#[tokio::test]
async fn an_app_that_is_being_tested_says_when_its_consent_ends() {
    let options =
        ShopOptions { in_testing: true, ..ShopOptions::new(Platform::GoogleSheets, "loja").orders(0) };
    let running = Running::start(options).await;
    let (conn, held) = with(&running, granted(&running, as_it_is).await);
    let ends_at = held.held().await.consent_ends_at.unwrap();
    let days = (ends_at - chrono::Utc::now()).num_hours();
    assert!((7 * 24 - 1..=7 * 24).contains(&days), "{days} h");
    running.shop.expire_tokens();
    able().files(&conn, &FilesAsk::default()).await.unwrap();
    assert_eq!(held.held().await.consent_ends_at, Some(ends_at), "a refresh does not lengthen it");
}

#[tokio::test]
async fn a_grant_that_is_over_needs_a_person_and_a_failing_endpoint_only_patience() {
    let running = running().await;
    let (conn, held) = with(&running, granted(&running, as_it_is).await);
    let refresh_token = held.held().await.refresh_token.unwrap();
    for fault in
        [Fault::ServerError, Fault::HtmlPage { status: 503 }, Fault::HtmlPage { status: 403 }, Fault::CutBody]
    {
        running.shop.clear_faults();
        running.shop.fault(FaultRule { path: Some("/token".into()), ..FaultRule::always(fault.clone()) });
        let error = GoogleSheets.refresh(&conn, &refresh_token).await.unwrap_err();
        assert_eq!(error.advice, Advice::Retry, "{fault:?} {error:?}");
    }
    running.shop.clear_faults();
    running.shop.revoke_consent();
    let error = able().files(&conn, &FilesAsk::default()).await.unwrap_err();
    assert_eq!((error.kind, error.advice), (UpstreamKind::Auth, Advice::Reauthorise));
    let report = GoogleSheets.check(&conn).await;
    assert_eq!(steps(&report).last(), Some(&("credentials", "wrong_key")));
}
