//! Whatever shops, people and the wire do: each order of a shop ends in one verdict, its history leads there, and
//! nothing is said of an order that the shop does not have.

use crate::{events::Wired, world::World};
use chrono::{TimeDelta, Utc};
use domain::{EventState, Standing, Verdict, VerdictCode, view::detective::OrderVerdict};
use hub::{
    detective,
    permit::{RunSync, View},
    syncs::{self, What},
    webhooks,
};
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};
use sandbox::{Event, Fault, FaultRule, NewOrder, OrderChange, Platform, ShopOptions};
use serde_json::json;
use sqlx::{PgPool, Row};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    time::{Duration, Instant},
};

use domain::VerdictCode::{
    AskedFor, Failed, GivenUp, Imported, Missing, NotShown, PutOff, Skipped, Told, ToldAgain, Unchanged,
    Updated, Withdrawn,
};

/// Orders before anything happens.
const ORDERS: u32 = 5;
/// Longer than a busy machine takes to answer, and short enough to be waited for.
const CALL_TIMEOUT: Duration = Duration::from_millis(1_500);
/// Within which everything that may run has run; what does not come to rest is told, and told before the test is ended.
const REST: Duration = Duration::from_secs(30);
/// How long a shorter stream that fails as well is looked for, in milliseconds.
const SHRINKING: u32 = 15_000;

/// Something that happens. Orders are meant by their place among those that there are.
#[derive(Debug, Clone)]
enum Act {
    /// A new order; told of at once or never.
    Create {
        is_told: bool,
    },
    /// A new one that cannot be read.
    CreateBroken,
    Touch(usize),
    Cancel(usize),
    Refund(usize),
    /// It can no longer be read, or again.
    Break(usize),
    Mend(usize),
    /// Into the bin, or out of what the shop shows at all: told of all the same.
    Bin(usize),
    Hide(usize),
    /// What the shop tells of an order: once, twice, or what it told before, once more.
    Tell(usize),
    TellTwice(usize),
    TellOld(usize),
    /// What somebody else says of it.
    Forge(usize),
    /// It is searched for, and brought if it is missing.
    Search(usize),
    Trouble(Fault, u64, u64),
    /// Whoever keeps the shop puts an end to the trouble.
    Repair,
    Sync,
    /// What waits until later need not wait any more.
    Hurry,
    /// What was given up is read again.
    Replay,
    Work,
}

/// One of each fault of the simulators; a test compares them with what the simulators know.
fn each_fault() -> Vec<Fault> {
    vec![
        Fault::TooManyRequests { retry_after: None },
        Fault::ServerError,
        Fault::HtmlPage { status: 502 },
        Fault::Timeout,
        Fault::Delay { ms: 50 },
        Fault::CutBody,
        Fault::MalformedJson,
        Fault::PhpNotice,
        Fault::Bom,
        Fault::ErrorWith200,
        Fault::MovingRows,
        Fault::LeavingRows,
        Fault::DuplicateRows,
        Fault::HiddenRow,
        Fault::ClockSkew { seconds: 600 },
        Fault::RevokedKey,
        Fault::RefusedApp,
        Fault::ReadOnlyKey,
        Fault::WriteOnlyKey,
        Fault::RestForMembers,
        Fault::RestDisabled,
        Fault::WoocommerceMissing,
        Fault::LittleMemory { orders: 2 },
        Fault::BrokenOrder { id: 0 },
        Fault::Redirect { location: None },
        Fault::Throttled,
        Fault::QuotaExceeded,
    ]
}

/// How a platform's streams meet a fault; in no way where its simulator has none such.
fn forms(platform: Platform, fault: &Fault) -> Vec<Fault> {
    match fault {
        Fault::TooManyRequests { .. } => {
            vec![fault.clone(), Fault::TooManyRequests { retry_after: Some("0".into()) }]
        }
        Fault::HtmlPage { .. } => vec![fault.clone(), Fault::HtmlPage { status: 400 }],
        Fault::ServerError
        | Fault::Timeout
        | Fault::Delay { .. }
        | Fault::CutBody
        | Fault::MalformedJson
        | Fault::PhpNotice
        | Fault::Bom
        | Fault::ErrorWith200
        | Fault::MovingRows
        | Fault::DuplicateRows
        | Fault::ClockSkew { .. }
        | Fault::RevokedKey
        | Fault::ReadOnlyKey
        | Fault::Redirect { .. } => vec![fault.clone()],
        // Plugins, and what a PHP runs out of.
        Fault::LeavingRows
        | Fault::HiddenRow
        | Fault::WriteOnlyKey
        | Fault::RestForMembers
        | Fault::RestDisabled
        | Fault::WoocommerceMissing
        | Fault::LittleMemory { .. }
        | Fault::BrokenOrder { .. } => only(platform == Platform::Woocommerce, fault),
        Fault::Throttled => only(platform == Platform::Shopify, fault),
        // It has no orders: what reads its spreadsheets meets it.
        Fault::QuotaExceeded => only(platform == Platform::GoogleSheets, fault),
        Fault::RefusedApp => only(matches!(platform, Platform::Mercadolivre | Platform::Magalu), fault),
        // It sells nothing: what bills by it meets them.
        Fault::LockTimeout { .. } | Fault::ShouldRetry { .. } | Fault::CardDeclined { .. } => Vec::new(),
    }
}

fn only(applies: bool, fault: &Fault) -> Vec<Fault> {
    if applies { vec![fault.clone()] } else { Vec::new() }
}

/// All that a platform's streams meet.
fn faults(platform: Platform) -> Vec<Fault> {
    each_fault().iter().flat_map(|fault| forms(platform, fault)).collect()
}

/// So many acts at random, and between them each of these faults, met by a run.
fn stream(platform: Platform, acts: Range<usize>, met: Vec<Fault>) -> impl Strategy<Value = Vec<Act>> {
    let order = || 0..40_usize;
    let fault = prop::sample::select(faults(platform));
    let act = prop_oneof![
        3 => any::<bool>().prop_map(|is_told| Act::Create { is_told }),
        1 => Just(Act::CreateBroken),
        2 => order().prop_map(Act::Touch),
        2 => order().prop_map(Act::Cancel),
        1 => order().prop_map(Act::Refund),
        1 => order().prop_map(Act::Break),
        1 => order().prop_map(Act::Mend),
        1 => order().prop_map(Act::Bin),
        1 => order().prop_map(Act::Hide),
        3 => order().prop_map(Act::Tell),
        1 => order().prop_map(Act::TellTwice),
        2 => order().prop_map(Act::TellOld),
        1 => order().prop_map(Act::Forge),
        2 => order().prop_map(Act::Search),
        3 => (fault, 1..12_u64, 0..3_u64).prop_map(|(fault, times, skip)| Act::Trouble(fault, times, skip)),
        3 => Just(Act::Sync),
        2 => Just(Act::Hurry),
        1 => Just(Act::Replay),
        4 => Just(Act::Work),
    ];
    (prop::collection::vec(act, acts), order()).prop_map(move |(acts, told)| {
        let part = acts.len().div_ceil(met.len() + 1).max(1);
        let mut parts = acts.chunks(part);
        let mut all = everyday();
        all.extend(parts.next().into_iter().flatten().cloned());
        for (number, fault) in met.iter().enumerate() {
            // Often enough that the event meets it whenever it is tried, and the run after it.
            let trouble = Act::Trouble(fault.clone(), 9, 0);
            all.extend([Act::Repair, trouble, Act::Tell(told + number), Act::Sync, Act::Work]);
            all.extend(parts.next().into_iter().flatten().cloned());
        }
        all
    })
}

/// What every shop sees, before anything goes wrong.
fn everyday() -> Vec<Act> {
    let (untold, told) = (ORDERS as usize, ORDERS as usize + 1);
    let come = [Act::Create { is_told: false }, Act::Create { is_told: true }, Act::CreateBroken];
    let ask = [Act::Search(untold), Act::TellTwice(0), Act::Work];
    let change = [Act::Cancel(told), Act::Tell(told), Act::Sync, Act::Work];
    [&come[..], &ask, &change].concat()
}

#[test]
fn streams_meet_every_fault_that_the_simulators_know() {
    let known = serde_json::from_value::<Fault>(json!({ "kind": "none" })).unwrap_err().to_string();
    let (_, known) = known.split_once("expected one of").unwrap();
    // What bills meets these: no shop does.
    let of_stripe = ["lock_timeout", "should_retry", "card_declined"];
    let known = known.split('`').skip(1).step_by(2).filter(|kind| !of_stripe.contains(kind));
    let known: BTreeSet<String> = known.map(str::to_owned).collect();
    let kind = |fault: &Fault| serde_json::to_value(fault).unwrap()["kind"].as_str().unwrap().to_owned();
    let listed: BTreeSet<String> = each_fault().iter().map(kind).collect();
    assert_eq!(listed, known);
    assert!(known.len() > 20, "{known:?}");
    let met: BTreeSet<String> = Platform::ALL.iter().flat_map(|of| faults(*of)).map(|of| kind(&of)).collect();
    assert_eq!(met, known, "each fault is met at some platform");
}

/// A shop with what is known of it.
struct Stand {
    wired: Wired,
    sql: PgPool,
    orders: Vec<u64>,
    /// What was told before.
    told: Vec<Event>,
    broken: BTreeSet<u64>,
    hidden: BTreeSet<u64>,
}

impl Stand {
    async fn new(platform: Platform) -> Self {
        let shop = ShopOptions {
            days: 20,
            restore_rate: Some(100_000),
            ..ShopOptions::new(platform, "loja").orders(ORDERS)
        };
        let world = World::of(shop, Some(CALL_TIMEOUT)).await;
        if matches!(platform, Platform::Magalu | Platform::TiktokShop) {
            // Read in windows of two weeks, of which there are many before the first order.
            let lately = "insert into sync_cursors (org_id, connection_id, kind, changed_until)
                select org_id, id, 'orders', now() - interval '30 days' from connections";
            world.sql(lately).await;
        }
        let wired = Wired::of(world).await;
        let sql = PgPool::connect_with(wired.world.database.superuser()).await.unwrap();
        let orders = wired.world.shop.recent(100).iter().map(|order| order.id).collect();
        let (told, broken, hidden) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        Self { wired, sql, orders, told, broken, hidden }
    }

    fn platform(&self) -> Platform {
        self.wired.world.shop.platform()
    }

    fn order(&self, place: usize) -> u64 {
        self.orders[place % self.orders.len()]
    }

    /// A part of an order that cannot be read, or can again.
    fn currency(&self, currency: Option<&str>) -> serde_json::Value {
        match self.platform() {
            Platform::Shopify => json!({ "currencyCode": currency.unwrap_or("DINHEIRO") }),
            Platform::Mercadolivre => json!({ "currency_id": currency.unwrap_or("DINHEIRO") }),
            Platform::Magalu => json!({ "amounts": { "currency": currency.unwrap_or("DINHEIRO") } }),
            Platform::TiktokShop => json!({ "payment": { "currency": currency.unwrap_or("DINHEIRO") } }),
            Platform::Woocommerce => json!({ "currency": currency.unwrap_or("DINHEIRO") }),
            Platform::GoogleSheets => panic!("it has no orders"),
        }
    }

    fn create(&mut self, new: NewOrder) -> u64 {
        let id = self.wired.world.shop.create(new).unwrap();
        self.orders.push(id);
        id
    }

    /// An order may be refunded already: then nothing happens.
    fn change(&self, order: u64, change: OrderChange) {
        self.wired.world.shop.change(order, change).unwrap();
    }

    fn set_status(&self, order: u64, status: &str) {
        self.change(order, OrderChange { status: Some(status.into()), ..OrderChange::default() });
    }

    async fn tell(&mut self, order: u64) {
        let event = self.wired.event(order);
        self.wired.send(&event).await;
        self.told.push(event);
    }

    async fn act(&mut self, act: Act) {
        match act {
            Act::Create { is_told } => {
                let id = self.create(NewOrder::default());
                if is_told {
                    self.tell(id).await;
                }
            }
            Act::CreateBroken => {
                let overlay = Some(self.currency(None));
                let id = self.create(NewOrder { overlay, ..NewOrder::default() });
                self.broken.insert(id);
                self.tell(id).await;
            }
            Act::Touch(at) => self.change(self.order(at), OrderChange::default()),
            Act::Cancel(at) => self.set_status(self.order(at), "cancelled"),
            Act::Refund(at) => {
                // There may be nothing left to be given back.
                let _ = self.wired.world.shop.refund(self.order(at), None, "arrependimento");
            }
            Act::Break(at) => {
                let overlay = Some(self.currency(None));
                self.change(self.order(at), OrderChange { overlay, ..OrderChange::default() });
                self.broken.insert(self.order(at));
            }
            Act::Mend(at) => {
                let overlay = Some(self.currency(Some("BRL")));
                self.change(self.order(at), OrderChange { overlay, ..OrderChange::default() });
                self.broken.remove(&self.order(at));
            }
            Act::Bin(at) if self.platform() == Platform::Woocommerce => {
                self.set_status(self.order(at), "trash");
                self.tell(self.order(at)).await;
            }
            Act::Hide(at) if self.platform() == Platform::Woocommerce => {
                let event = self.wired.event(self.order(at));
                self.set_status(self.order(at), "checkout-draft");
                self.hidden.insert(self.order(at));
                self.wired.send(&event).await;
            }
            Act::Bin(at) | Act::Hide(at) => self.change(self.order(at), OrderChange::default()),
            Act::Tell(at) => self.tell(self.order(at)).await,
            Act::TellTwice(at) => {
                self.tell(self.order(at)).await;
                self.tell(self.order(at)).await;
            }
            Act::TellOld(at) => {
                if let Some(event) = self.told.get(at % self.told.len().max(1)) {
                    self.wired.send(event).await;
                }
            }
            Act::Forge(at) => {
                let event = self.wired.event(self.order(at));
                // Not signed, or not to be read, by which platform it is.
                let body = [&event.body[..], b"}"].concat();
                self.wired.send(&Event { body, ..event }).await;
            }
            Act::Search(at) => self.search(self.order(at)).await,
            Act::Trouble(Fault::BrokenOrder { .. }, times, skip) => {
                let fault = Fault::BrokenOrder { id: self.order(skip as usize) };
                self.wired.world.shop.fault(FaultRule::times(fault, times));
            }
            Act::Trouble(fault, times, skip) => {
                // Waited for, each time.
                let times = if fault == Fault::Timeout { 1 } else { times };
                self.wired.world.shop.fault(FaultRule::times(fault, times).after(skip));
            }
            Act::Repair => self.repair().await,
            Act::Sync => {
                // One may be open, or nobody may ask.
                let cx = self.wired.world.owner.cx::<RunSync>();
                let _ = syncs::start(&cx, self.wired.world.connection, What::Changes).await;
            }
            Act::Hurry => self.hurry().await,
            Act::Replay => self.replay().await,
            Act::Work => {
                self.work().await;
                self.agree().await;
            }
        }
    }

    async fn search(&self, order: u64) {
        let cx = self.wired.world.owner.cx::<RunSync>();
        let key = self.wired.world.shop.order_key(order);
        let asked = detective::ask(&cx, &key).await.unwrap();
        let missing = asked.iter().any(|clue| matches!(clue.verdict, OrderVerdict::Missing { .. }));
        if missing {
            let _ = detective::bring(&cx, self.wired.world.connection, &key).await;
        }
    }

    async fn sql(&self, statement: &'static str) {
        sqlx::query(statement).execute(&self.sql).await.unwrap();
    }

    async fn hurry(&self) {
        self.sql("update jobs set run_at = now() where state = 'waiting'").await;
        self.sql("update webhook_events set due_at = now() where state = 'waiting'").await;
    }

    async fn replay(&self) {
        let world = &self.wired.world;
        for event in self.wired.events().await.iter().filter(|event| event.state == EventState::Failed) {
            // The connection may ask for a person.
            let _ = webhooks::replay(&world.owner.cx::<RunSync>(), world.connection, event.id).await;
        }
    }

    /// Works until nothing is left that may run now.
    async fn work(&self) {
        let open =
            "select count(*) from jobs where state = 'running' or state = 'waiting' and run_at <= now()";
        let is_quiet = async || sqlx::query_scalar::<_, i64>(open).fetch_one(&self.sql).await.unwrap() == 0;
        if is_quiet().await {
            return;
        }
        let began = Instant::now();
        self.wired.world.work_until(async || is_quiet().await || began.elapsed() > REST).await;
        if !is_quiet().await {
            panic!("this does not come to rest: {}", self.what_is_open().await);
        }
    }

    /// Jobs, events that wait, and the connection.
    async fn what_is_open(&self) -> String {
        let open = "select jsonb_pretty(jsonb_agg(of)) from (
                select to_jsonb(jobs) from jobs where state in ('running', 'waiting')
                union all select to_jsonb(webhook_events) - 'body' from webhook_events where state = 'waiting'
                union all select to_jsonb(connections) - 'credentials' from connections
            ) as them (of)";
        sqlx::query_scalar(open).fetch_one(&self.sql).await.unwrap()
    }

    async fn repair(&self) {
        self.wired.world.shop.clear_faults();
        self.sql("update connections set status = 'connected', problem = null, problem_detail = null").await;
    }

    /// All that the shop ever listed.
    fn everything(&self) -> What {
        match self.platform() {
            Platform::Woocommerce | Platform::Shopify | Platform::Mercadolivre => What::Everything,
            Platform::GoogleSheets => panic!("it has no orders"),
            // As far back as they were read at first.
            Platform::Magalu | Platform::TiktokShop => {
                let now = Utc::now();
                What::Placed { from: now - TimeDelta::days(30), until: now + TimeDelta::minutes(1) }
            }
        }
    }

    /// All trouble is over, and everything that waits is done.
    async fn settle(&mut self) {
        self.repair().await;
        for order in std::mem::take(&mut self.hidden) {
            self.set_status(order, "processing");
        }
        // An event of which one order is not shown waits for as long as that lasts.
        for _ in 0..4 {
            self.replay().await;
            self.hurry().await;
            self.work().await;
        }
        let cx = self.wired.world.owner.cx::<RunSync>();
        syncs::start(&cx, self.wired.world.connection, self.everything()).await.unwrap();
        self.work().await;
    }

    /// What each record's history says last, and what the record says.
    async fn agree(&self) -> BTreeMap<String, History> {
        let mut told: BTreeMap<String, History> = BTreeMap::new();
        let rows = sqlx::query("select external_id, code, reason from order_verdicts order by at, id");
        for row in rows.fetch_all(&self.sql).await.unwrap() {
            let order = told.entry(row.get("external_id")).or_default();
            let code: VerdictCode = row.get::<&str, _>("code").parse().unwrap();
            let reason: Option<String> = row.get("reason");
            order.codes.push(code);
            match code.standing() {
                Standing::Judged(verdict) => {
                    let reason = reason.filter(|_| verdict != Verdict::Imported);
                    (order.judged, order.is_open) = (Some((verdict, reason)), false);
                }
                Standing::Open => order.is_open = true,
                Standing::Closed => order.is_open = false,
                Standing::Remark => {}
            }
        }
        let rows = sqlx::query("select external_id, verdict, reason from source_records");
        for row in rows.fetch_all(&self.sql).await.unwrap() {
            let verdict: Verdict = row.get::<&str, _>("verdict").parse().unwrap();
            let (order, reason): (String, Option<String>) = (row.get("external_id"), row.get("reason"));
            let order_told = told.entry(order.clone()).or_default();
            assert_eq!(order_told.judged, Some((verdict, reason)), "{order}: {order_told:?}");
            assert!(!std::mem::replace(&mut order_told.has_record, true), "{order} has two verdicts");
        }
        for (order, said) in &told {
            assert_eq!(said.judged.is_some(), said.has_record, "{order}: {said:?}");
            let imported = said.codes.iter().filter(|code| **code == VerdictCode::Imported).count();
            assert!(imported <= 1, "{order} became a sale twice: {said:?}");
        }
        told
    }

    /// Whether the shop's list shows an order, so that it must be known here.
    fn is_listed(&self, order: u64) -> bool {
        let status = self.wired.world.shop.order(order).unwrap().status;
        match self.platform() {
            Platform::Woocommerce => &*status != "trash",
            Platform::Mercadolivre => &*status != "cancelled",
            _ => true,
        }
    }

    async fn check(&self) -> BTreeMap<String, History> {
        let told = self.agree().await;
        let shop = &self.wired.world.shop;
        // Rows that moved were added by the shop.
        let all: BTreeSet<String> = shop.recent(1_000).iter().map(|order| shop.order_key(order.id)).collect();
        for (order, said) in &told {
            assert!(all.contains(order), "the shop has no order {order}: {said:?}");
            assert!(!said.is_open, "{order} was told of and not read: {said:?}");
        }
        for order in shop.recent(1_000) {
            let key = shop.order_key(order.id);
            let said = told.get(&key);
            assert!(said.is_some() || !self.is_listed(order.id), "nothing is known of {key}");
            if let Some(History { judged: Some((verdict, _)), .. }) = said
                && self.is_listed(order.id)
            {
                let expected =
                    if self.broken.contains(&order.id) { Verdict::Failed } else { Verdict::Imported };
                assert_eq!(*verdict, expected, "{key}: {said:?}");
            }
        }
        // What the page shows is the same.
        let order = self.wired.world.shop.order_key(self.orders[0]);
        let known = detective::look(&self.wired.world.owner.cx::<View>(), &order).await.unwrap().unwrap();
        if let Some(clue) = known.clues.iter().find(|clue| clue.external_id == order) {
            let shown: Vec<_> = clue.history.iter().map(|step| step.code).collect();
            let shown: Vec<_> = shown.into_iter().filter(|code| *code != VerdictCode::NotBelieved).collect();
            assert_eq!(shown, told[&order].codes);
        }
        told
    }
}

/// What the histories say of one order.
#[derive(Debug, Default)]
struct History {
    codes: Vec<VerdictCode>,
    judged: Option<(Verdict, Option<String>)>,
    is_open: bool,
    has_record: bool,
}

/// As many streams of a platform, of so many acts each, every one upon a shop of its own. Together they meet every
/// fault that the platform has and reach all of these steps.
fn streams(platform: Platform, cases: usize, acts: Range<usize>, reached: &[VerdictCode]) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let config =
        Config { cases: 1, max_shrink_time: SHRINKING, failure_persistence: None, ..Config::default() };
    let seen = RefCell::new(BTreeSet::new());
    let faults = faults(platform);
    for (seed, met) in (1..).zip(faults.chunks(faults.len().div_ceil(cases))) {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        let stream = stream(platform, acts.clone(), met.to_vec());
        let outcome = TestRunner::new_with_rng(config.clone(), rng).run(&stream, |acts| {
            runtime.block_on(async {
                let mut stand = Stand::new(platform).await;
                for act in acts {
                    stand.act(act).await;
                }
                stand.settle().await;
                let told = stand.check().await;
                seen.borrow_mut().extend(told.into_values().flat_map(|told| told.codes));
            });
            Ok::<_, TestCaseError>(())
        });
        if let Err(error) = outcome {
            panic!("{error}");
        }
    }
    let missed: Vec<_> = reached.iter().filter(|code| !seen.borrow().contains(*code)).collect();
    assert!(missed.is_empty(), "no stream led to {missed:?}");
}

#[test]
fn every_order_of_a_woocommerce_shop_ends_in_one_verdict() {
    let reached = [
        Told, AskedFor, NotShown, PutOff, GivenUp, Imported, Updated, Withdrawn, Unchanged, Skipped, Failed,
        Missing,
    ];
    streams(Platform::Woocommerce, 5, 20..40, &reached);
}

#[test]
fn every_order_of_a_shopify_shop_ends_in_one_verdict() {
    let reached = [Told, ToldAgain, AskedFor, PutOff, GivenUp, Imported, Updated, Unchanged, Failed, Missing];
    streams(Platform::Shopify, 4, 20..40, &reached);
}

#[test]
fn every_order_of_a_mercado_livre_account_ends_in_one_verdict() {
    // Each order takes several calls, of which the platform allows twenty a second.
    let reached = [Told, Imported, Updated, Unchanged, Failed];
    streams(Platform::Mercadolivre, 2, 8..16, &reached);
}

#[test]
fn every_order_of_a_magalu_account_ends_in_one_verdict() {
    let reached = [Told, Imported, Updated, Unchanged, Failed];
    streams(Platform::Magalu, 2, 8..16, &reached);
}

#[test]
fn every_order_of_a_tiktok_shop_ends_in_one_verdict() {
    let reached = [Told, Imported, Updated, Unchanged, Failed];
    streams(Platform::TiktokShop, 2, 8..16, &reached);
}
