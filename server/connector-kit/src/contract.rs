//! One list of scenarios that every connector passes, whatever its platform: how it takes the
//! misbehaviour of hosts, networks and payloads. Only for tests: a scenario that is not met panics.

mod scripted;

pub use scripted::{Answer, ScriptedServer};

use crate::{
    Advice, Conn, ConnParts, Connector, ConnectorError, Next, OrderPage, OrderPageRequest, Position, Slice,
    SliceBasis, SourceOrder, Taken,
};
use domain::UpstreamKind;
use std::{collections::BTreeSet, time::Duration};
use url::Url;

/// A connector under test.
pub struct Subject<'a> {
    pub connector: &'a dyn Connector,
    /// A connection to this base address that may call loopback and nothing else private.
    pub parts: &'a dyn Fn(Url) -> ConnParts,
    /// The body of a page that holds exactly this JSON list of records.
    pub page_of: &'a dyn Fn(&str) -> String,
    /// One good record.
    pub record: &'a str,
    /// A record of a status that the platform does not document; it must stay unknown and unpaid.
    pub strange_record: &'a str,
    /// An answer under status 200 that is an error all the same.
    pub error_with_200: &'a str,
    /// Every secret that the connection holds.
    pub secrets: &'a [&'a str],
}

/// The first page of everything, oldest first.
pub fn first_page() -> OrderPageRequest {
    let slice = Slice { basis: SliceBasis::Placed, from: None, until: None, newest_first: false };
    OrderPageRequest { slice, position: Position::Start }
}

impl Subject<'_> {
    async fn page(&self, answer: Answer) -> Result<OrderPage, ConnectorError> {
        let server = ScriptedServer::start(answer).await;
        let mut parts = (self.parts)(server.base());
        parts.timeout = Duration::from_millis(1_500);
        let conn = Conn::new(parts);
        let result = self.orders().page(&conn, &first_page()).await;
        self.assert_no_secret(&format!("{conn:?} {result:?}"));
        result
    }

    fn orders(&self) -> &dyn crate::Orders {
        match self.connector.orders() {
            Some(orders) => orders,
            None => panic!("{} reads no orders", self.connector.spec().id),
        }
    }

    fn assert_no_secret(&self, text: &str) {
        for secret in self.secrets {
            assert!(!text.contains(secret), "a secret shows: {text}");
        }
    }

    async fn fails(&self, scenario: &str, answer: Answer, kinds: &[UpstreamKind], advice: &[Advice]) {
        match self.page(answer).await {
            Ok(page) => panic!("{scenario}: taken for a page of {} records", page.orders.len()),
            Err(error) => {
                assert!(kinds.contains(&error.kind), "{scenario}: {error:?}");
                assert!(advice.contains(&error.advice), "{scenario}: {error:?}");
            }
        }
    }

    /// Runs all scenarios.
    pub async fn assert_all(&self) {
        self.hosts_that_refuse().await;
        self.hosts_that_repeat().await;
        self.networks_that_fail().await;
        self.payloads_that_are_odd().await;
        self.orders_by_their_ids().await;
        self.private_addresses().await;
    }

    async fn hosts_that_refuse(&self) {
        use UpstreamKind::{Auth, NotThePlatform, Permission, Protocol, RateLimit, Server};
        let json = |status| Answer::json(status, "{}");
        self.fails("a revoked key", json(401), &[Auth], &[Advice::Reauthorise]).await;
        self.fails("a forbidden list", json(403), &[Permission], &[Advice::Never]).await;
        let slow_down = json(429).with_header("Retry-After", "7");
        self.fails("429 with a delay", slow_down, &[RateLimit], &[Advice::After(Duration::from_secs(7))])
            .await;
        self.fails("429 without a delay", json(429), &[RateLimit], &[Advice::Retry]).await;
        self.fails("500", json(500), &[Server], &[Advice::Retry]).await;
        self.fails("503 with a page", Answer::html(503), &[Server], &[Advice::Retry]).await;
        let page = [NotThePlatform, Server, Protocol];
        self.fails("200 with a page", Answer::html(200), &page, &[Advice::Retry]).await;
        let error = Answer::json(200, self.error_with_200);
        self.fails("200 with an error", error, &[Server], &[Advice::Retry]).await;
        let moved = json(302).with_header("Location", "https://elsewhere.example/login?x=1");
        self.fails("a redirect", moved, &[UpstreamKind::Redirect], &[Advice::Never]).await;
    }

    /// Firewalls and error pages show what they were asked, credentials and all.
    async fn hosts_that_repeat(&self) {
        let told = format!(r#"{{"code":"{0}","message":"{0}","errors":"{0}"}}"#, Answer::ASKED);
        for status in [200, 400, 401, 403, 404, 429, 500] {
            for answer in
                [Answer::json(status, &told), Answer::html(status), Answer::json(status, Answer::ASKED)]
            {
                let server = ScriptedServer::start(answer).await;
                let conn = Conn::new((self.parts)(server.base()));
                let page = self.orders().page(&conn, &first_page()).await;
                let report = self.connector.check(&conn).await;
                self.assert_no_secret(&format!("{page:?} {report:?}"));
            }
        }
    }

    async fn networks_that_fail(&self) {
        use UpstreamKind::{Network, Protocol, Timeout, TooLarge};
        let whole = (self.page_of)(&format!("[{}]", self.record));
        self.fails("no answer", Answer::silence(), &[Timeout], &[Advice::Retry]).await;
        self.fails("a cut body", Answer::json(200, &whole).cut(), &[Network], &[Advice::Retry]).await;
        let broken = Answer::json(200, &whole[..whole.len() - 2]);
        self.fails("broken JSON", broken, &[Protocol], &[Advice::Retry]).await;
        self.fails("an empty body", Answer::json(200, ""), &[Protocol], &[Advice::Retry]).await;
        let endless = Answer::json(200, &" ".repeat(17 * 1024 * 1024));
        self.fails("17 MB", endless, &[TooLarge], &[Advice::Never]).await;
    }

    async fn payloads_that_are_odd(&self) {
        let records = format!("[{},{},{},null,7,[],{{}}]", self.record, self.record, self.strange_record);
        let page = match self.page(Answer::json(200, &(self.page_of)(&records))).await {
            Ok(page) => page,
            Err(error) => panic!("odd records cost the page: {error:?}"),
        };
        let orders: Vec<_> = page.orders.into_iter().map(SourceOrder::made).collect();
        assert_eq!(orders.len(), 7, "every record has a verdict");
        assert_eq!(orders[0].external_id, orders[1].external_id, "a record that comes twice is known");
        assert_eq!(orders[0].digest, orders[1].digest);
        for bad in &orders[3..] {
            assert!(matches!(bad.taken, Taken::Failed { .. }), "{:?}", bad.taken);
            assert!(bad.external_id.starts_with('?'), "{}", bad.external_id);
        }
        match &orders[2].taken {
            Taken::Order(order) => {
                assert_eq!(order.status, domain::OrderStatus::Unknown);
                assert!(!order.payment.counts_as_paid());
            }
            other => panic!("an unknown status: {other:?}"),
        }
    }

    async fn orders_by_their_ids(&self) {
        let all = (self.page_of)(&format!("[{}]", self.record));
        let listed = match self.page(Answer::json(200, &all)).await {
            Ok(page) => page.orders,
            Err(error) => panic!("a good record costs the page: {error:?}"),
        };
        let known = [listed[0].external_id.clone()];
        match self.some(Answer::json(200, &all), &known).await {
            Ok(found) => {
                assert_eq!(found.len(), 1, "one id, one order");
                assert_eq!((&found[0].external_id, found[0].digest), (&known[0], listed[0].digest));
            }
            Err(error) => panic!("an order by its id: {error:?}"),
        }
        let none = Answer::json(200, &(self.page_of)("[]"));
        match self.some(none, &known).await {
            Ok(found) => assert!(found.is_empty(), "an order that is gone: {found:?}"),
            Err(error) => panic!("an order that is gone: {error:?}"),
        }
        match self.some(Answer::json(401, "{}"), &["?0a".to_owned()]).await {
            Ok(found) => assert!(found.is_empty(), "a key that is none asks for nothing: {found:?}"),
            Err(error) => panic!("a key that is none was asked for: {error:?}"),
        }
        match self.some(Answer::json(401, "{}"), &known).await {
            Ok(found) => panic!("a revoked key: {found:?}"),
            Err(error) => assert_eq!(error.advice, Advice::Reauthorise, "{error:?}"),
        }
    }

    async fn some(&self, answer: Answer, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
        let server = ScriptedServer::start(answer).await;
        let conn = Conn::new((self.parts)(server.base()));
        self.orders().some(&conn, ids).await
    }

    async fn private_addresses(&self) {
        for address in [
            "http://10.0.0.1/",
            "https://169.254.169.254/",
            "https://[::ffff:192.168.0.1]/",
            "https://2886729729/",
        ] {
            let Ok(base) = Url::parse(address) else { panic!("{address}") };
            let conn = Conn::new((self.parts)(base));
            match self.orders().page(&conn, &first_page()).await {
                Err(error) => assert_eq!(error.kind, UpstreamKind::BlockedAddress, "{address}: {error:?}"),
                Ok(_) => panic!("{address} was called"),
            }
            let report = self.connector.check(&conn).await;
            let failure = report.failure().map(|(problem, _)| problem);
            assert_eq!(failure, Some("blocked_address"), "{address}");
        }
    }
}

/// Reads a slice to its end, as the engine does: numbered pages up to the last known, or cursor
/// after cursor. The ids in the order in which they came.
///
/// # Errors
/// The first page's that fails.
pub async fn read_all(
    connector: &dyn Connector,
    conn: &Conn,
    slice: Slice,
) -> Result<Vec<String>, ConnectorError> {
    let Some(orders) = connector.orders() else { return Ok(Vec::new()) };
    let mut request = OrderPageRequest { slice, position: Position::Start };
    let (mut ids, mut number, mut positions) = (Vec::new(), 1, BTreeSet::new());
    loop {
        let page = orders.page(conn, &request).await?;
        ids.extend(page.orders.into_iter().map(|order| order.external_id));
        request.position = match page.next {
            Next::End => return Ok(ids),
            Next::Numbered { last } => {
                number += 1;
                assert!(number <= last && last < 100_000, "pages without end");
                Position::Page(number)
            }
            Next::After(cursor) => {
                assert!(positions.insert(cursor.clone()), "a cursor came twice: {cursor}");
                Position::After(cursor)
            }
        };
    }
}
