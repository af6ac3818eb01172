//! Hosts and networks that misbehave.

use super::{Answer, ScriptedServer, Subject, first_page, scenario_list};
use crate::{Advice, Conn};
use domain::UpstreamKind::{
    Auth, BlockedAddress, Network, NotThePlatform, Permission, Protocol, RateLimit, Redirect, Server,
    Timeout, TooLarge,
};
use std::time::Duration;
use url::Url;

fn json(status: u16) -> Answer {
    Answer::json(status, "{}")
}

fn whole(subject: &Subject<'_>) -> String {
    (subject.page_of)(&format!("[{}]", subject.record))
}

scenario_list! { Orders:
    "a revoked key asks for a person" => async |s: &Subject<'_>| s.fails(json(401), &[Auth], &[Advice::Reauthorise]).await,
    "a forbidden list is told as a missing permission" => async |s: &Subject<'_>| s.fails(json(403), &[Permission], &[Advice::Never]).await,
    "429 with a delay is waited out for as long" => async |s: &Subject<'_>| {
        let answer = json(429).with_header("Retry-After", "7");
        s.fails(answer, &[RateLimit], &[Advice::After(Duration::from_secs(7))]).await
    },
    "429 without a delay is tried again" => async |s: &Subject<'_>| s.fails(json(429), &[RateLimit], &[Advice::Retry]).await,
    "500 is tried again" => async |s: &Subject<'_>| s.fails(json(500), &[Server], &[Advice::Retry]).await,
    "502 with a page is tried again" => async |s: &Subject<'_>| s.fails(Answer::html(502), &[Server], &[Advice::Retry]).await,
    "503 with a page is tried again" => async |s: &Subject<'_>| s.fails(Answer::html(503), &[Server], &[Advice::Retry]).await,
    "504 is tried again" => async |s: &Subject<'_>| s.fails(json(504), &[Timeout, Server], &[Advice::Retry]).await,
    "a page for people under 200 is no empty list" => async |s: &Subject<'_>| {
        s.fails(Answer::html(200), &[NotThePlatform, Server, Protocol], &[Advice::Retry]).await
    },
    "an error under 200 is an error" => async |s: &Subject<'_>| {
        s.fails(Answer::json(200, s.error_with_200), &[Server], &[Advice::Retry]).await
    },
    "a redirect is not followed" => async |s: &Subject<'_>| {
        let moved = json(302).with_header("Location", "https://elsewhere.example/login?x=1");
        s.fails(moved, &[Redirect], &[Advice::Never]).await
    },
    "an answer that never comes ends in time" => async |s: &Subject<'_>| s.fails(Answer::silence(), &[Timeout], &[Advice::Retry]).await,
    "a cut body is tried again" => async |s: &Subject<'_>| {
        s.fails(Answer::json(200, &whole(s)).cut(), &[Network], &[Advice::Retry]).await
    },
    "broken JSON is tried again" => async |s: &Subject<'_>| {
        let whole = whole(s);
        s.fails(Answer::json(200, &whole[..whole.len() - 2]), &[Protocol], &[Advice::Retry]).await
    },
    "an empty body is tried again" => async |s: &Subject<'_>| s.fails(Answer::json(200, ""), &[Protocol], &[Advice::Retry]).await,
    "an endless body is not read to its end" => async |s: &Subject<'_>| {
        s.fails(Answer::json(200, &" ".repeat(17 * 1024 * 1024)), &[TooLarge], &[Advice::Never]).await
    },
    "a host that repeats what it was asked in JSON shows no secret" => async |s: &Subject<'_>| {
        let told = format!(r#"{{"code":"{0}","message":"{0}","errors":"{0}"}}"#, Answer::ASKED);
        repeats(s, |status| Answer::json(status, &told)).await
    },
    "a host that repeats what it was asked on a page shows no secret" => async |s: &Subject<'_>| repeats(s, Answer::html).await,
    "a host that repeats what it was asked as it is shows no secret" => async |s: &Subject<'_>| {
        repeats(s, |status| Answer::json(status, Answer::ASKED)).await
    },
    "a private IPv4 address is not called" => async |s: &Subject<'_>| is_blocked(s, "http://10.0.0.1/").await,
    "the address of a cloud's metadata is not called" => async |s: &Subject<'_>| is_blocked(s, "https://169.254.169.254/").await,
    "a private address inside IPv6 is not called" => async |s: &Subject<'_>| is_blocked(s, "https://[::ffff:192.168.0.1]/").await,
    "a private address written as a number is not called" => async |s: &Subject<'_>| is_blocked(s, "https://2886729729/").await,
}

/// Firewalls and error pages show what they were asked, credentials and all.
async fn repeats(subject: &Subject<'_>, answer: impl Fn(u16) -> Answer) {
    for status in [200, 400, 401, 403, 404, 429, 500] {
        let server = ScriptedServer::start(answer(status)).await;
        let conn = Conn::new((subject.parts)(server.base()));
        let page = subject.orders().page(&conn, &first_page()).await;
        let report = subject.connector.check(&conn).await;
        subject.assert_no_secret(&format!("{page:?} {report:?}"));
    }
}

async fn is_blocked(subject: &Subject<'_>, address: &str) {
    let Ok(base) = Url::parse(address) else { panic!("{address}") };
    let conn = Conn::new((subject.parts)(base));
    match subject.orders().page(&conn, &first_page()).await {
        Err(error) => assert_eq!(error.kind, BlockedAddress, "{error:?}"),
        Ok(_) => panic!("it was called"),
    }
    let report = subject.connector.check(&conn).await;
    assert_eq!(report.failure().map(|(problem, _)| problem), Some("blocked_address"));
}
