//! Spreadsheets, from hosts that misbehave.

use super::{Answer, ScriptedServer, Subject, bad, scenario_list};
use crate::{Advice, Conn, ConnectorError, FilesAsk, NewSheet, PutRows, RowsAsk, SheetInfo, Spreadsheets};
use domain::UpstreamKind::{
    self, Auth, BlockedAddress, Network, NotThePlatform, Permission, Protocol, RateLimit, Redirect, Server,
    Timeout, TooLarge,
};
use std::time::Duration;
use url::Url;

/// An id of the form that platforms give files.
pub(super) const FILE: &str = "1contract0000000000000000000000000000000file";

fn json(status: u16) -> Answer {
    Answer::json(status, "{}")
}

scenario_list! { Spreadsheets:
    "a revoked token asks for a person" => async |s: &Subject<'_>| fails(s, json(401), &[Auth], Advice::Reauthorise).await,
    "a forbidden file is told as a missing permission" => async |s: &Subject<'_>| fails(s, json(403), &[Permission], Advice::Never).await,
    "429 with a delay is waited out for as long" => async |s: &Subject<'_>| {
        let answer = json(429).with_header("Retry-After", "7");
        fails(s, answer, &[RateLimit], Advice::After(Duration::from_secs(7))).await
    },
    "429 without a delay is tried again, within two minutes" => async |s: &Subject<'_>| {
        for error in failures(s, json(429)).await {
            let waits = match error.advice {
                Advice::After(pause) => pause <= Duration::from_secs(120),
                advice => advice == Advice::Retry,
            };
            assert!(error.kind == RateLimit && waits, "{error:?}");
        }
    },
    "500 is tried again" => async |s: &Subject<'_>| fails(s, json(500), &[Server], Advice::Retry).await,
    "502 with a page is tried again" => async |s: &Subject<'_>| fails(s, Answer::html(502), &[Server], Advice::Retry).await,
    "503 with a page is tried again" => async |s: &Subject<'_>| fails(s, Answer::html(503), &[Server], Advice::Retry).await,
    "504 is tried again" => async |s: &Subject<'_>| fails(s, json(504), &[Timeout, Server], Advice::Retry).await,
    "a page for people under 200 is no empty list" => async |s: &Subject<'_>| {
        fails(s, Answer::html(200), &[NotThePlatform, Server, Protocol], Advice::Retry).await
    },
    "an object without what was asked for is no empty list" => async |s: &Subject<'_>| {
        fails(s, json(200), &[Protocol], Advice::Retry).await
    },
    "an error under 200 is an error" => async |s: &Subject<'_>| {
        fails(s, Answer::json(200, s.error_with_200), &[Server], Advice::Retry).await
    },
    "a redirect is not followed" => async |s: &Subject<'_>| {
        let moved = json(302).with_header("Location", "https://elsewhere.example/login?x=1");
        fails(s, moved, &[Redirect], Advice::Never).await
    },
    "an answer that never comes ends in time" => async |s: &Subject<'_>| fails(s, Answer::silence(), &[Timeout], Advice::Retry).await,
    "a cut body is tried again" => async |s: &Subject<'_>| {
        fails(s, Answer::json(200, &format!("{{\"filler\":\"{}\"}}", "x".repeat(400))).cut(), &[Network], Advice::Retry).await
    },
    "broken JSON is tried again" => async |s: &Subject<'_>| fails(s, Answer::json(200, "{\"files\":["), &[Protocol], Advice::Retry).await,
    "an empty body is tried again" => async |s: &Subject<'_>| fails(s, Answer::json(200, ""), &[Protocol], Advice::Retry).await,
    "an endless body is not read to its end" => async |s: &Subject<'_>| {
        fails(s, Answer::json(200, &" ".repeat(17 * 1024 * 1024)), &[TooLarge], Advice::Never).await
    },
    "a write is done only where the answer says so" => async |s: &Subject<'_>| {
        for answer in [json(200), Answer::json(200, ""), Answer::html(200), Answer::json(200, s.error_with_200)] {
            let server = ScriptedServer::start(answer).await;
            let conn = Conn::new((s.parts)(server.base()));
            let error = bad(spreadsheets(s).put(&conn, &put()).await, "the answer says nothing");
            assert_eq!(error.advice, Advice::Retry, "{error:?}");
        }
    },
    "a host that repeats what it was asked shows no secret" => async |s: &Subject<'_>| {
        let told = format!(r#"{{"error":{{"message":"{0}","status":"{0}"}},"message":"{0}"}}"#, Answer::ASKED);
        for status in [200, 400, 401, 403, 404, 429, 500] {
            for answer in [Answer::json(status, &told), Answer::html(status)] {
                let server = ScriptedServer::start(answer).await;
                let conn = Conn::new((s.parts)(server.base()));
                let page = spreadsheets(s).files(&conn, &FilesAsk::default()).await;
                let report = s.connector.check(&conn).await;
                s.assert_no_secret(&format!("{conn:?} {page:?} {report:?}"));
            }
        }
    },
    "a private address is not called" => async |s: &Subject<'_>| {
        for address in ["http://10.0.0.1/", "https://169.254.169.254/", "https://[::ffff:192.168.0.1]/"] {
            let Ok(base) = Url::parse(address) else { panic!("{address}") };
            let conn = Conn::new((s.parts)(base));
            let error = bad(spreadsheets(s).files(&conn, &FilesAsk::default()).await, address);
            assert_eq!(error.kind, BlockedAddress, "{error:?}");
            let report = s.connector.check(&conn).await;
            assert_eq!(report.failure().map(|(problem, _)| problem), Some("blocked_address"));
        }
    },
    "what can be no file is not asked for" => async |s: &Subject<'_>| {
        let server = ScriptedServer::start(json(200)).await;
        let conn = Conn::new((s.parts)(server.base()));
        for odd in ["", "..", "../../userinfo/aaaaaaaaaaaaaaaaaaaaaaaa", "a/b?c=d&e=aaaaaaaaaaaaaaaaaaaaa"] {
            let error = bad(spreadsheets(s).workbook(&conn, odd).await, odd);
            assert_eq!((error.kind, error.status), (UpstreamKind::NotFound, None), "{odd}");
            assert_eq!(spreadsheets(s).file_of(odd), None, "{odd}");
        }
    },
}

pub(super) fn spreadsheets<'a>(subject: &'a Subject<'_>) -> &'a dyn Spreadsheets {
    match subject.connector.spreadsheets() {
        Some(spreadsheets) => spreadsheets,
        None => panic!("{} has no spreadsheets", subject.connector.spec().id),
    }
}

fn sheet() -> SheetInfo {
    SheetInfo { id: 0, title: "Sheet".into(), is_hidden: false, rows: 10, columns: 2 }
}

fn put() -> PutRows {
    PutRows { file: FILE.into(), sheet: sheet(), first: 1, rows: vec![vec![crate::Cell::Number(1.0)]] }
}

/// What each call makes of the answer.
async fn failures(subject: &Subject<'_>, answer: Answer) -> Vec<ConnectorError> {
    let server = ScriptedServer::start(answer).await;
    let mut parts = (subject.parts)(server.base());
    parts.timeout = Duration::from_millis(1_500);
    let (conn, able) = (Conn::new(parts), spreadsheets(subject));
    // One row: a longer answer is asked for in smaller parts.
    let rows = RowsAsk { file: FILE.into(), sheet: SheetInfo { rows: 1, ..sheet() }, from: 1 };
    let new = NewSheet {
        file: FILE.into(),
        marker: "contract".into(),
        title: "Contract".into(),
        rows: 1,
        columns: 1,
    };
    let errors = vec![
        bad(able.files(&conn, &FilesAsk::default()).await, "files"),
        bad(able.workbook(&conn, FILE).await, "a workbook"),
        bad(able.mark(&conn, FILE).await, "a mark"),
        bad(able.rows(&conn, &rows).await, "rows"),
        bad(able.add_sheet(&conn, &new).await, "a sheet"),
        bad(able.put(&conn, &put()).await, "a write"),
    ];
    subject.assert_no_secret(&format!("{conn:?} {errors:?}"));
    errors
}

async fn fails(subject: &Subject<'_>, answer: Answer, kinds: &[UpstreamKind], advice: Advice) {
    for error in failures(subject, answer).await {
        assert!(kinds.contains(&error.kind) && error.advice == advice, "{error:?}");
    }
}
