//! Events that platforms send, from the address to the sale.

use crate::world::World;
use base64::{Engine, prelude::BASE64_STANDARD};
use connector_kit::{
    EventProblem,
    header::{HeaderMap, HeaderName},
    hmac_sha256,
};
use domain::{
    AuthKind, ConnectionStatus, Environment, EventState, JobKind, SyncKind, view::webhooks::WebhookEventView,
};
use hub::{
    HubError, integrations,
    permit::{ManageConnections, RunSync, View},
    syncs::{self, RunFilter, RunKinds, What},
    webhooks::{self, Delivery, EventFilter, Inbox, Obstacle, Receipt},
};
use sandbox::{Credentials, Event, Fault, FaultRule, NewOrder, OrderChange, Platform};
use testkit::{click_through, consent};

const BOTH: [Platform; 2] = [Platform::Woocommerce, Platform::Shopify];

/// A connected store whose orders are in and whose platform knows where to send events.
pub struct Wired {
    pub world: World,
    inbox: Inbox,
    token: String,
}

impl Wired {
    pub async fn up(platform: Platform) -> Self {
        Self::of(World::with(platform, 20).await).await
    }

    /// A store whose platform tells each connection's address, or the operator's.
    pub async fn of(world: World) -> Self {
        let platform = world.shop.platform();
        if platform == Platform::Shopify {
            // A pasted token knows no key of events: the account's owner consents instead.
            let query = click_through(&world.owner, &world.shop).await;
            assert_eq!(consent(&world.owner, &world.shop, &query).await, world.connection);
            assert_eq!(world.view().await.auth, AuthKind::OAuth2);
        }
        world.sync(What::Changes).await;
        let token = match address(&world).await.state {
            Some(state) => {
                let is_told =
                    async || address(&world).await.state.is_some_and(|of| of.registered_at.is_some());
                world.work_until(is_told).await;
                state.token
            }
            None => {
                let name = platform.name();
                let url = webhooks::app_address(&world.hub, name, Environment::Production).unwrap();
                url.path_segments().unwrap().next_back().unwrap().to_owned()
            }
        };
        Self { inbox: Inbox::start(world.hub.clone()), world, token }
    }

    /// Of a platform where each order is read by itself: five sales that were cancelled, and told to be.
    async fn with_five_events() -> (Self, Vec<u64>) {
        let wired = Self::of(World::with(Platform::Mercadolivre, 5).await).await;
        assert_eq!(address(&wired.world).await.url, None, "it is the operator's");
        let ids: Vec<u64> = wired.world.shop.recent(5).iter().map(|order| order.id).collect();
        for id in &ids {
            wired.world.shop.cancel(*id).unwrap();
            assert_eq!(wired.send(&wired.event(*id)).await, Receipt::Taken);
        }
        (wired, ids)
    }

    /// What the platform sends of an order as it stands.
    pub fn event(&self, order: u64) -> Event {
        self.world.shop.order_event(order).unwrap()
    }

    pub async fn send(&self, event: &Event) -> Receipt {
        self.send_body(event, Some(event.body.clone())).await
    }

    /// With another body, or one that is longer than what is taken.
    async fn send_body(&self, event: &Event, body: Option<Vec<u8>>) -> Receipt {
        let header =
            |(name, value): &(&'static str, String)| (HeaderName::from_static(name), value.parse().unwrap());
        let delivery = Delivery {
            platform: self.world.shop.platform().name().to_owned(),
            token: self.token.clone(),
            headers: event.headers.iter().map(header).collect::<HeaderMap>(),
            body,
            client_ip: None,
        };
        self.inbox.accept(delivery).await
    }

    /// The newest first.
    pub async fn events(&self) -> Vec<WebhookEventView> {
        let filter = EventFilter { limit: 500, ..EventFilter::default() };
        webhooks::list(&self.world.owner.cx::<View>(), self.world.connection, &filter).await.unwrap()
    }

    async fn has_waiting(&self) -> bool {
        self.events().await.iter().any(|event| event.state == EventState::Waiting)
    }

    /// Works until no event waits that is due.
    async fn drain(&self) {
        let is_open = |event: &WebhookEventView| event.state == EventState::Waiting && event.attempts == 0;
        self.world.work_until(async || !self.events().await.iter().any(is_open)).await;
    }

    async fn cancelled(&self, order: u64) -> bool {
        let sale = format!("orders where external_id = '{order}' and status = 'cancelled'");
        self.world.count(&sale).await == 1
    }
}

async fn address(world: &World) -> webhooks::Address {
    let view = world.view().await;
    webhooks::address(&world.owner.cx::<View>(), &view).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_change_arrives_by_its_event() {
    for platform in BOTH {
        let wired = Wired::up(platform).await;
        let id = wired.world.shop.create(NewOrder::default()).unwrap();
        assert_eq!(wired.send(&wired.event(id)).await, Receipt::Taken);
        wired.drain().await;
        assert_eq!(wired.world.count(&format!("orders where external_id = '{id}'")).await, 1, "{platform:?}");
        wired.world.shop.cancel(id).unwrap();
        assert_eq!(wired.send(&wired.event(id)).await, Receipt::Taken);
        wired.drain().await;
        assert!(wired.cancelled(id).await, "{platform:?}");
        let events = wired.events().await;
        assert!(events.iter().all(|event| event.state == EventState::Done), "{events:?}");
        assert_eq!(events[0].subjects, [id.to_string()]);
        let kinds = RunKinds::Only(SyncKind::Webhook);
        let filter = RunFilter { kinds, limit: 10, ..RunFilter::default() };
        let runs = syncs::list(&wired.world.owner.cx::<View>(), &filter).await.unwrap();
        assert_eq!(runs.len(), 2, "{runs:?}");
        assert!(
            runs.iter().all(|run| run.job == Some(JobKind::DrainEvents) && run.requested_by.is_none()),
            "{runs:?}"
        );
        let found =
            webhooks::find(&wired.world.owner.cx(), wired.world.connection, events[0].id).await.unwrap();
        assert_eq!(found.sales.len(), 1, "{found:?}");
    }
}

#[tokio::test]
async fn the_platform_is_told_the_address_that_is_shown() {
    for platform in BOTH {
        let wired = Wired::up(platform).await;
        let address = address(&wired.world).await;
        assert!(address.is_registered_by_us && !address.is_of_app);
        let url = address.url.unwrap();
        assert!(wired.world.shop.hooks().iter().all(|hook| hook.address == url.as_str()));
        assert_eq!(address.state.unwrap().problem, None, "{platform:?}");
    }
}

#[tokio::test]
async fn trouble_that_passes_keeps_no_shop_from_being_told() {
    let wired = Wired::up(Platform::Woocommerce).await;
    wired.world.sql("update webhook_addresses set checked_at = null, registered_at = null").await;
    let path = Some("webhooks".to_owned());
    wired.world.shop.fault(FaultRule { path, ..FaultRule::times(Fault::ServerError, 2) });
    let is_looked_at =
        async || wired.world.count("webhook_addresses where checked_at is not null").await == 1;
    wired.world.work_until(is_looked_at).await;
    let state = address(&wired.world).await.state.unwrap();
    assert_eq!(state.problem, None, "the next look is an hour away");
    assert!(state.registered_at.is_some());
}

#[tokio::test]
async fn a_shop_that_is_disconnected_sends_no_more() {
    for platform in BOTH {
        let wired = Wired::up(platform).await;
        let cx = wired.world.owner.cx::<ManageConnections>();
        integrations::disconnect(&cx, wired.world.connection).await.unwrap();
        assert_eq!(wired.world.shop.hooks().len(), 0, "{platform:?}");
        assert_eq!(wired.world.view().await.status, ConnectionStatus::Disconnected);
        // Once more there is nothing to take away, and nothing to do it with.
        integrations::disconnect(&cx, wired.world.connection).await.unwrap();
    }
}

#[tokio::test]
async fn an_event_that_is_too_large_is_noted() {
    for platform in BOTH {
        let wired = Wired::up(platform).await;
        let event = wired.event(wired.world.shop.recent(1)[0].id);
        assert_eq!(wired.send_body(&event, None).await, Receipt::TooLarge);
        let noted = wired.events().await;
        assert_eq!((noted[0].state, noted[0].reason.as_deref()), (EventState::Refused, Some("too_large")));
    }
    let wired = Wired::of(World::with(Platform::Mercadolivre, 1).await).await;
    let event = wired.event(wired.world.shop.recent(1)[0].id);
    let refused = Receipt::Refused(EventProblem::Unreadable);
    assert_eq!(wired.send_body(&event, None).await, refused, "whose it is cannot be told");
}

#[tokio::test]
async fn an_event_that_comes_again_is_read_once() {
    let wired = Wired::up(Platform::Shopify).await;
    let id = wired.world.shop.recent(1)[0].id;
    let event = wired.event(id);
    for _ in 0..3 {
        assert_eq!(wired.send(&event).await, Receipt::Taken);
    }
    wired.drain().await;
    let states: Vec<_> = wired.events().await.into_iter().map(|event| event.state).collect();
    assert_eq!(states, [EventState::Duplicate, EventState::Duplicate, EventState::Done]);
}

#[tokio::test]
async fn an_event_that_was_forged_is_refused_and_listed() {
    for platform in BOTH {
        let wired = Wired::up(platform).await;
        let id = wired.world.shop.recent(1)[0].id;
        wired.world.shop.cancel(id).unwrap();
        let event = wired.event(id);
        let forged = Event { body: [&event.body[..], b" "].concat(), ..event.clone() };
        assert_eq!(wired.send(&forged).await, Receipt::Refused(EventProblem::BadSignature));
        wired.drain().await;
        assert!(!wired.cancelled(id).await, "nobody looked");
        let refused = &wired.events().await[0];
        assert_eq!((refused.state, refused.reason.as_deref()), (EventState::Refused, Some("bad_signature")));
        let replayed =
            webhooks::replay(&wired.world.owner.cx::<RunSync>(), wired.world.connection, refused.id).await;
        assert!(matches!(replayed, Err(HubError::Fault(domain::Fault::NotFound))), "{replayed:?}");
        // What was refused does not stand in the way of the event itself.
        assert_eq!(wired.send(&event).await, Receipt::Taken);
        wired.drain().await;
        assert!(wired.cancelled(id).await, "{platform:?}");
    }
}

#[tokio::test]
async fn an_order_that_the_shop_does_not_show_is_looked_for_later() {
    let wired = Wired::up(Platform::Woocommerce).await;
    let id = wired.world.shop.create(NewOrder::default()).unwrap();
    let event = wired.event(id);
    // Neither "any" order nor in the bin.
    let hide = OrderChange { status: Some("checkout-draft".into()), ..OrderChange::default() };
    wired.world.shop.change(id, hide).unwrap();
    assert_eq!(wired.send(&event).await, Receipt::Taken);
    wired.drain().await;
    let waiting = &wired.events().await[0];
    assert_eq!((waiting.state, waiting.attempts), (EventState::Waiting, 1), "{waiting:?}");
    assert_eq!(
        (waiting.reason.as_deref(), waiting.detail.as_deref()),
        (Some("not_shown"), Some(&*id.to_string()))
    );
    assert!(waiting.due_at > chrono::Utc::now());

    let show = OrderChange { status: Some("processing".into()), ..OrderChange::default() };
    wired.world.shop.change(id, show).unwrap();
    webhooks::replay(&wired.world.owner.cx::<RunSync>(), wired.world.connection, waiting.id).await.unwrap();
    wired.world.work_until(async || wired.events().await[0].state == EventState::Done).await;
    assert_eq!(wired.world.count(&format!("orders where external_id = '{id}'")).await, 1);
}

#[tokio::test]
async fn an_order_that_can_never_be_read_costs_the_others_nothing() {
    let (wired, ids) = Wired::with_five_events().await;
    let shop = &wired.world.shop;
    let path = Some(format!("orders/{}", ids[2]));
    shop.fault(FaultRule { path, ..FaultRule::always(Fault::HtmlPage { status: 400 }) });
    wired.drain().await;
    let states: Vec<_> = wired.events().await.iter().map(|event| event.state).collect();
    assert_eq!(states.iter().filter(|state| **state == EventState::Failed).count(), 1, "{states:?}");
    assert_eq!(states.iter().filter(|state| **state == EventState::Done).count(), 4, "{states:?}");
    for (place, id) in ids.iter().enumerate() {
        assert_eq!(wired.cancelled(*id).await, place != 2, "{id}");
    }
}

#[tokio::test]
async fn an_order_that_goes_on_failing_waits_alone() {
    let (wired, ids) = Wired::with_five_events().await;
    let path = Some(format!("orders/{}", ids[2]));
    wired.world.shop.fault(FaultRule { path, ..FaultRule::always(Fault::ServerError) });
    wired.drain().await;
    // Which of them it is, or whether it is the platform itself, nobody knows yet.
    let waits = |event: &&WebhookEventView| event.state == EventState::Waiting;
    assert_eq!(wired.events().await.iter().filter(waits).count(), 5);
    let mut owner = wired.world.database.connect_as("orion_owner").await;
    sqlx::query("update webhook_events set due_at = now()").execute(&mut owner).await.unwrap();
    let cx = wired.world.owner.cx::<ManageConnections>();
    integrations::pause(&cx, wired.world.connection).await.unwrap();
    integrations::resume(&cx, wired.world.connection).await.unwrap();
    wired.world.work_until(async || wired.events().await.iter().filter(waits).count() == 1).await;
    let events = wired.events().await;
    let left: Vec<_> = events.iter().filter(waits).collect();
    assert_eq!(left[0].attempts, 2);
    for (place, id) in ids.iter().enumerate() {
        assert_eq!(wired.cancelled(*id).await, place != 2, "{id}");
    }
}

#[tokio::test]
async fn no_event_is_given_up_while_the_app_is_refused() {
    let (wired, ids) = Wired::with_five_events().await;
    let world = &wired.world;
    world.shop.expire_tokens();
    world.shop.fault(FaultRule::always(Fault::RefusedApp));
    wired.drain().await;
    let cx = world.owner.cx::<ManageConnections>();
    let again = async || {
        integrations::pause(&cx, world.connection).await.unwrap();
        integrations::resume(&cx, world.connection).await.unwrap();
    };
    // Far more often than what fails is tried.
    world.sql("update webhook_events set due_at = now(), attempts = 30").await;
    again().await;
    world.work_until(async || world.count("webhook_events where attempts = 31").await == 5).await;
    assert!(wired.events().await.iter().all(|event| event.state == EventState::Waiting));
    world.shop.clear_faults();
    world.sql("update webhook_events set due_at = now()").await;
    again().await;
    world.work_until(async || !wired.has_waiting().await).await;
    for id in ids {
        assert!(wired.cancelled(id).await, "{id}");
    }
}

#[tokio::test]
async fn an_event_that_is_replayed_reads_the_order_as_it_is_now() {
    let wired = Wired::up(Platform::Shopify).await;
    let id = wired.world.shop.recent(1)[0].id;
    wired.send(&wired.event(id)).await;
    wired.drain().await;
    assert!(!wired.cancelled(id).await);
    wired.world.shop.cancel(id).unwrap();
    let event = wired.events().await[0].id;
    webhooks::replay(&wired.world.owner.cx::<RunSync>(), wired.world.connection, event).await.unwrap();
    wired.world.work_until(async || wired.cancelled(id).await).await;
}

/// What Shopify sends when the app is removed.
fn removal(world: &World) -> Event {
    let Credentials::Shopify { client_secret, .. } = world.shop.credentials() else { panic!("an app") };
    let body = br#"{"id":1,"domain":"loja.myshopify.com"}"#.to_vec();
    let signature = BASE64_STANDARD.encode(hmac_sha256::mac(client_secret.as_bytes(), &[&body]));
    let headers = vec![
        ("x-shopify-topic", "app/uninstalled".to_owned()),
        ("x-shopify-hmac-sha256", signature),
        ("x-shopify-shop-domain", "loja.myshopify.com".to_owned()),
    ];
    Event { headers, body }
}

#[tokio::test]
async fn an_app_that_is_removed_asks_for_a_person() {
    let wired = Wired::up(Platform::Shopify).await;
    assert_eq!(wired.send(&removal(&wired.world)).await, Receipt::Taken);
    wired.drain().await;
    assert_eq!(wired.world.view().await.status, ConnectionStatus::NeedsReauth);
}

#[tokio::test]
async fn a_removal_says_nothing_of_a_consent_that_came_after_it() {
    let wired = Wired::up(Platform::Shopify).await;
    let cx = wired.world.owner.cx::<ManageConnections>();
    integrations::pause(&cx, wired.world.connection).await.unwrap();
    assert_eq!(wired.send(&removal(&wired.world)).await, Receipt::Taken);
    let query = click_through(&wired.world.owner, &wired.world.shop).await;
    assert_eq!(consent(&wired.world.owner, &wired.world.shop, &query).await, wired.world.connection);
    integrations::resume(&cx, wired.world.connection).await.unwrap();
    wired.drain().await;
    assert_eq!(wired.world.view().await.status, ConnectionStatus::Connected);
}

#[tokio::test]
async fn events_of_client_credentials_are_checked_with_the_secret_of_the_form() {
    let world = World::with(Platform::Shopify, 5).await;
    // The operator's app is another one than the shop's own.
    let own = testkit::connect_by_app(&world.owner, &world.shop, world.connection).await;
    assert_eq!(own, world.connection);
    world.sync(What::Changes).await;
    world.work_until(async || !world.shop.hooks().is_empty()).await;
    let token = address(&world).await.state.unwrap().token;
    let other = world
        .database
        .hub(testkit::HubOptions { vault: Some(world.vault.clone()), ..testkit::HubOptions::default() });
    let wired = Wired { inbox: Inbox::start(other), world, token };
    let id = wired.world.shop.recent(1)[0].id;
    assert_eq!(wired.send(&wired.event(id)).await, Receipt::Taken);
}

#[tokio::test]
async fn an_account_of_a_pasted_token_is_told_that_no_events_come() {
    let world = World::with(Platform::Shopify, 5).await;
    assert_eq!(world.view().await.auth, AuthKind::Token);
    let address = address(&world).await;
    assert_eq!(address.obstacle, Some(Obstacle::WayOfConnecting));
    let state = address.state.unwrap();
    assert_eq!(state.problem, None, "the shop is not asked for what cannot be checked");
    world.sync(What::Changes).await;
    assert!(world.shop.hooks().is_empty());
    let token = state.token;
    let wired = Wired { inbox: Inbox::start(world.hub.clone()), world, token };
    let event =
        Event { headers: vec![("x-shopify-topic", "orders/updated".to_owned())], body: b"{}".to_vec() };
    assert_eq!(wired.send(&event).await, Receipt::Refused(EventProblem::NoKey));
}

#[tokio::test]
async fn what_greets_is_ignored_and_what_has_no_address_unknown() {
    let wired = Wired::up(Platform::Woocommerce).await;
    let ping = Event { headers: Vec::new(), body: b"webhook_id=1".to_vec() };
    assert_eq!(wired.send(&ping).await, Receipt::Taken);
    assert_eq!(wired.events().await[0].state, EventState::Ignored);
    let wired = Wired { token: "nobody's".to_owned(), ..wired };
    assert_eq!(wired.send(&ping).await, Receipt::UnknownAddress);
}

/// As if the last look for missed events were over an hour ago.
async fn let_an_hour_pass(world: &World) {
    let mut owner = world.database.connect_as("orion_owner").await;
    let hour = "update connections set missed_checked_at = missed_checked_at - interval '61 minutes'";
    sqlx::query(hour).execute(&mut owner).await.unwrap();
}

/// The platform tells by the second when it sent something: of the same second nobody knows what came first.
async fn let_a_second_pass() {
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
}

/// When the platform was last asked for what it could not deliver, and why that did not work.
async fn last_look(world: &World) -> domain::view::webhooks::MissedLookView {
    address(world).await.missed.unwrap()
}

#[tokio::test]
async fn an_event_that_was_never_delivered_is_found_within_the_hour() {
    let (wired, ids) = Wired::with_five_events().await;
    wired.drain().await;
    let world = &wired.world;
    world.work_until(async || last_look(world).await.at.is_some()).await;
    let before = wired.events().await.len();
    let (lost, foreign) = (ids[0], 1);
    let_a_second_pass().await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    world.shop.lose_event(id, None).unwrap();
    world.shop.cancel(lost).unwrap();
    world.shop.lose_event(lost, None).unwrap();
    world.shop.lose_event(lost, Some(foreign)).unwrap();
    let_an_hour_pass(world).await;
    let is_here = async |id: u64| world.count(&format!("orders where external_id = '{id}'")).await == 1;
    world.work_until(async || is_here(id).await && !wired.has_waiting().await).await;
    let recovered: Vec<_> = wired.events().await.into_iter().filter(|event| event.is_recovered).collect();
    let mut about: Vec<_> = recovered.iter().flat_map(|event| event.subjects.clone()).collect();
    about.sort();
    let mut wanted = vec![id.to_string(), lost.to_string()];
    wanted.sort();
    assert_eq!(about, wanted, "the other seller's is not taken");
    assert!(recovered.iter().all(|event| event.state == EventState::Done), "{recovered:?}");
    let found = webhooks::find(&world.owner.cx(), world.connection, recovered[0].id).await.unwrap();
    assert!(found.event.is_recovered && found.body.contains("orders_v2"), "{found:?}");

    // The platform goes on listing them for two days.
    let_an_hour_pass(world).await;
    let looked = last_look(world).await.at;
    world.work_until(async || last_look(world).await.at > looked).await;
    assert_eq!(wired.events().await.len(), before + 2, "none is taken twice");
    assert_eq!(last_look(world).await.problem, None);
}

#[tokio::test]
async fn what_arrived_after_all_is_not_recovered() {
    let (wired, ids) = Wired::with_five_events().await;
    wired.drain().await;
    let world = &wired.world;
    world.work_until(async || last_look(world).await.at.is_some()).await;
    // It was answered too late, for example.
    world.shop.lose_event(ids[0], None).unwrap();
    let_a_second_pass().await;
    assert_eq!(wired.send(&wired.event(ids[0])).await, Receipt::Taken);
    let_an_hour_pass(world).await;
    let looked = last_look(world).await.at;
    world.work_until(async || last_look(world).await.at > looked).await;
    assert!(wired.events().await.iter().all(|event| !event.is_recovered));
}

#[tokio::test]
async fn a_platform_that_cannot_be_asked_for_missed_events_is_asked_again_in_an_hour() {
    let (wired, ids) = Wired::with_five_events().await;
    wired.drain().await;
    let world = &wired.world;
    world.work_until(async || last_look(world).await.at.is_some()).await;
    let_a_second_pass().await;
    world.shop.lose_event(ids[0], None).unwrap();
    let path = Some("missed_feeds".to_owned());
    world.shop.fault(FaultRule { path, ..FaultRule::always(Fault::HtmlPage { status: 403 }) });
    let_an_hour_pass(world).await;
    world.work_until(async || last_look(world).await.problem.is_some()).await;
    assert_eq!(world.view().await.status, ConnectionStatus::Connected, "sales are read all the same");
    world.shop.clear_faults();
    let_an_hour_pass(world).await;
    world.work_until(async || last_look(world).await.problem.is_none() && !wired.has_waiting().await).await;
    assert_eq!(wired.events().await.iter().filter(|event| event.is_recovered).count(), 1);
}
