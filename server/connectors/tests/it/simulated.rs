//! The simulators as the contract suite drives them.

use crate::shops::{Running, of};
use connector_kit::{
    BoxFuture, Conn, ConnParts, ManualClock,
    contract::{Event, KeyAnswer, Simulated, SimulatedShop, Trouble},
    header::{HeaderMap, HeaderName},
};
use domain::AuthKind;
use sandbox::{Credentials, Fault, FaultRule, NewLine, NewOrder, Order, OrderChange, Platform, ShopOptions};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};
use url::Url;

const REDIRECT: &str = "https://orion.example/back";
/// What events are signed with where we choose it.
const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The simulator of a platform.
pub struct Simulator(pub Platform);

impl Simulated for Simulator {
    fn start(&self, orders: u32) -> BoxFuture<'_, Box<dyn SimulatedShop>> {
        Box::pin(async move {
            let options = ShopOptions { restore_rate: None, ..ShopOptions::new(self.0, "loja") };
            let running = Running::start(options.orders(orders)).await;
            running.shop.redirect_to(REDIRECT);
            let shop = Started { running, ids: Mutex::default(), account: Mutex::default() };
            shop.register().await;
            Box::new(shop) as Box<dyn SimulatedShop>
        })
    }

    fn tells_refunds(&self) -> bool {
        self.0 != Platform::Magalu
    }

    fn signs_events(&self) -> bool {
        !matches!(self.0, Platform::Magalu | Platform::Mercadolivre)
    }
}

struct Started {
    running: Running,
    /// The simulator's ids of orders, by the platform's.
    ids: Mutex<HashMap<String, u64>>,
    account: Mutex<String>,
}

impl Started {
    fn auth(&self) -> AuthKind {
        match self.running.shop.credentials() {
            Credentials::Woocommerce { .. } => AuthKind::KeyPair,
            Credentials::Token { .. } => AuthKind::Token,
            Credentials::Shopify { .. } | Credentials::App { .. } => AuthKind::OAuth2,
        }
    }

    /// Asks for events where the platform sends none before.
    async fn register(&self) {
        let platform = self.running.shop.platform();
        let connector = of(platform);
        let registration = connector.webhooks().and_then(|webhooks| webhooks.registration());
        if let (Some(registration), Platform::Woocommerce | Platform::Shopify) = (registration, platform) {
            let address = "https://orion.example/webhooks/x".parse().unwrap();
            registration.ensure(&self.running.conn(self.auth()), &address, &SECRET.into()).await.unwrap();
        }
    }

    async fn connected(&self) -> ConnParts {
        let mut parts = self.running.parts(self.auth());
        let connector = of(self.running.shop.platform());
        let account = match connector.oauth().filter(|_| self.auth() == AuthKind::OAuth2) {
            Some(oauth) => {
                let mut accounts = oauth.accounts(&Conn::new(self.running.parts(self.auth()))).await.unwrap();
                let account = accounts.remove(0);
                parts.config.extend(account.config);
                account.id
            }
            None => {
                let report = connector.check(&self.running.conn(self.auth())).await;
                report.shop.map(|shop| shop.account_id).unwrap_or_default()
            }
        };
        *self.account.lock().unwrap() = account;
        if matches!(
            self.running.shop.platform(),
            Platform::Magalu | Platform::Mercadolivre | Platform::Shopify | Platform::GoogleSheets
        ) {
            // The years before the first order are asked for too, in short windows, or several calls go with
            // each order, or calls that are refused are taken to have cost points: pauses take no time.
            parts.clock = Arc::new(ManualClock::at(chrono::Utc::now()));
        }
        parts
    }

    /// Where a link of a page leads.
    async fn link(&self, page: Url, id: &str) -> Url {
        let conn = self.running.conn(self.auth());
        let reply = conn.send(connector_kit::Call::get(page)).await.unwrap();
        let page = String::from_utf8(reply.body).unwrap();
        let link = page.split_once(&format!("id=\"{id}\" href=\"")).unwrap().1;
        link.split_once('"').unwrap().0.replace("&amp;", "&").parse().unwrap()
    }

    fn add(&self, order: NewOrder) -> String {
        let id = self.running.shop.create(order).unwrap();
        let key = self.running.shop.order_key(id);
        self.ids.lock().unwrap().insert(key.clone(), id);
        key
    }

    fn id(&self, key: &str) -> u64 {
        self.ids.lock().unwrap()[key]
    }

    fn order(&self, key: &str) -> Order {
        self.running.shop.order(self.id(key)).unwrap()
    }
}

impl SimulatedShop for Started {
    fn parts(&self) -> BoxFuture<'_, ConnParts> {
        Box::pin(self.connected())
    }

    fn create(&self) -> String {
        self.add(NewOrder::default())
    }

    fn listed(&self) -> usize {
        self.running.shop.listed()
    }

    fn cancel(&self, key: &str) {
        self.running.shop.cancel(self.id(key)).unwrap();
    }

    fn refund(&self, key: &str) {
        let (shop, id) = (&self.running.shop, self.id(key));
        // Some platforms know refunds of what was delivered only.
        shop.change(id, OrderChange { status: Some("completed".into()), ..OrderChange::default() }).unwrap();
        shop.refund(id, Some(500), "Arrependimento").unwrap();
    }

    fn trouble(&self, trouble: Trouble, times: Option<u64>) {
        let fault = match trouble {
            Trouble::ServerError => Fault::ServerError,
            Trouble::TooMany => Fault::TooManyRequests { retry_after: Some("2".into()) },
            Trouble::MalformedJson => Fault::MalformedJson,
            Trouble::CutBody | Trouble::LostAnswer => Fault::CutBody,
            Trouble::MovingRows => Fault::MovingRows,
            Trouble::DuplicateRows => Fault::DuplicateRows,
            Trouble::RevokedKey => Fault::RevokedKey,
            Trouble::LoginWall => Fault::HtmlPage { status: 200 },
        };
        let rule = match times {
            Some(times) => FaultRule::times(fault, times),
            None => FaultRule::always(fault),
        };
        self.running.shop.fault(FaultRule { writes: trouble == Trouble::LostAnswer, ..rule });
    }

    fn calm(&self) {
        self.running.shop.clear_faults();
    }

    fn expire_tokens(&self) {
        self.running.shop.expire_tokens();
    }

    fn revoke_consent(&self) {
        self.running.shop.revoke_consent();
    }

    fn token_refreshes(&self) -> u64 {
        self.running.shop.token_refreshes()
    }

    fn lose_event(&self, key: &str, is_of_another_account: bool) {
        self.running.shop.lose_event(self.id(key), is_of_another_account.then_some(1)).unwrap();
    }

    fn to_ship(&self) -> String {
        let line = NewLine { sku: Some("CAM-M".into()), name: "Camiseta".into(), quantity: 2, price: 5_000 };
        let key = self.add(NewOrder { own_delivery: true, lines: vec![line], ..NewOrder::default() });
        self.running.shop.make_ready_to_ship(self.id(&key)).unwrap();
        key
    }

    fn to_invoice(&self) -> String {
        self.create()
    }

    fn to_label(&self) -> String {
        let key = self.create();
        self.running.shop.make_ready_to_label(self.id(&key)).unwrap();
        key
    }

    fn unpaid(&self) -> String {
        self.add(NewOrder { status: Some("on-hold".into()), ..NewOrder::default() })
    }

    fn is_cancelled(&self, key: &str) -> bool {
        self.order(key).cancelled.is_some()
    }

    fn tracking(&self, key: &str) -> Vec<String> {
        self.order(key).shipments.into_iter().map(|shipment| shipment.tracking).collect()
    }

    fn invoices(&self, key: &str) -> Vec<String> {
        self.order(key).invoices.into_iter().map(|invoice| invoice.access_key).collect()
    }

    fn judge_invoices(&self, key: &str, good: bool) {
        self.running.shop.judge_invoices(self.id(key), good).unwrap();
    }

    fn sheet_titles(&self, file: &str) -> Vec<String> {
        self.running.shop.sheet_titles(file).unwrap()
    }

    fn rename_sheet(&self, file: &str, sheet: i64, title: &str) {
        self.running.shop.rename_sheet(file, sheet, title).unwrap();
    }

    fn redirect_uri(&self) -> Url {
        REDIRECT.parse().unwrap()
    }

    fn answer_consent(&self, page: Url, allow: bool) -> BoxFuture<'_, Vec<(String, String)>> {
        Box::pin(async move {
            let link = self.link(page, if allow { "allow" } else { "deny" }).await;
            link.query_pairs().into_owned().collect()
        })
    }

    fn answer_key(&self, page: Url, agree: bool) -> BoxFuture<'_, KeyAnswer> {
        Box::pin(async move {
            let mut back = self.link(page, if agree { "allow" } else { "deny" }).await;
            if agree {
                // Another test of the process may have been first.
                let _ = rustls::crypto::ring::default_provider().install_default();
                // A connection follows no redirect to tell where it leads.
                let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
                let reply = browser.build().unwrap().get(back).send().await.unwrap();
                back = reply.headers()["location"].to_str().unwrap().parse().unwrap();
            }
            let delivery = self.running.shop.handed_key().map(|key| key.body.into_bytes());
            KeyAnswer { delivery, query: back.query_pairs().into_owned().collect() }
        })
    }

    fn event(&self, key: &str) -> Event {
        let sent = self.running.shop.order_event(self.id(key)).unwrap();
        let header = |(name, value): (&'static str, String)| {
            (HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap())
        };
        let parts = self.running.parts(self.auth());
        Event {
            headers: sent.headers.into_iter().map(header).collect::<HeaderMap>(),
            body: sent.body,
            app: parts.app,
            secret: (self.auth() == AuthKind::KeyPair).then(|| SECRET.into()),
            credentials: match self.running.shop.credentials() {
                Credentials::App { .. } => BTreeMap::new(),
                _ => parts.credentials,
            },
            account: self.account.lock().unwrap().clone(),
        }
    }
}
