//! Events: from the platform, and from somebody else.

use super::{Event, SimulatedShop, Subject, good, scenario_list};
use crate::{About, EventProblem, Inbound, InboundEvent, SenderKeys, WebhookAddress, Webhooks};
use chrono::Utc;

scenario_list! { Events:
    "an event says which order to look at" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        let event = good(sent.read(&sent.event), "the event");
        match &event.about {
            About::Orders(keys) => assert_eq!(keys, std::slice::from_ref(&sent.key)),
            About::Resource(resource) => {
                let conn = crate::Conn::new(sent.shop.parts().await);
                let keys = good(sent.webhooks.orders_behind(&conn, resource).await, "the order behind it");
                assert_eq!(keys, std::slice::from_ref(&sent.key));
            }
            other => panic!("{other:?}"),
        }
        assert!(!event.topic.is_empty() && event.topic.chars().count() <= 80, "{event:?}");
    },
    "the order that an event names can be read" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        let conn = crate::Conn::new(sent.shop.parts().await);
        let found = good(s.orders().some(&conn, std::slice::from_ref(&sent.key)).await, "the order");
        assert_eq!(found.len(), 1);
    },
    "the same event is read the same each time" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        assert_eq!(good(sent.read(&sent.event), "once"), good(sent.read(&sent.event), "twice"));
    },
    "an event of another account is not taken" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        let other = Event { account: "another-account".into(), ..sent.event.clone() };
        let read = sent.read(&other);
        let names_itself = sent.event_of(&sent.event).is_some_and(|event| event.account.is_some());
        match sent.webhooks.address() {
            WebhookAddress::Connection if names_itself => assert_eq!(read.err(), Some(EventProblem::OtherAccount)),
            // The hub finds the connection by what the event names, or by the address alone.
            _ => assert!(names_itself || sent.webhooks.address() == WebhookAddress::Connection),
        }
    },
    "an empty body is no event" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        assert!(is_nothing(sent.read(&Event { body: Vec::new(), ..sent.event.clone() })));
    },
    "a body that is no JSON is no event" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        assert!(is_nothing(sent.read(&Event { body: b"\xff<html>".to_vec(), ..sent.event.clone() })));
    },
    "a body of a megabyte is no event" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        assert!(is_nothing(sent.read(&Event { body: vec![b'['; 1024 * 1024], ..sent.event.clone() })));
    },
    "no address in a body is believed" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        let text = String::from_utf8_lossy(&sent.event.body).replace("https://", "https://elsewhere.example/");
        // Read without its signature at most: what it is about is an order's key, never an address.
        if let Ok(event) = sent.read(&Event { body: text.into_bytes(), ..sent.event.clone() }) {
            let shown = format!("{:?}", event.about);
            assert!(!shown.contains("elsewhere"), "{shown}");
        }
    },
}

pub(super) fn is_nothing(read: Result<InboundEvent, EventProblem>) -> bool {
    read.map_or(true, |event| event.about == About::Nothing)
}

/// An event that a simulated platform sent of a new order.
pub(super) struct Sent<'a> {
    webhooks: &'a dyn Webhooks,
    shop: Box<dyn SimulatedShop>,
    key: String,
    pub event: Event,
}

impl<'a> Sent<'a> {
    pub async fn at(subject: &'a Subject<'_>) -> Self {
        let shop = subject.shop(3).await;
        // What is registered at the platform, and the account, are known from here on.
        shop.parts().await;
        let key = shop.create();
        let event = shop.event(&key);
        match subject.connector.webhooks() {
            Some(webhooks) => Self { webhooks, shop, key, event },
            None => panic!("no events"),
        }
    }

    pub fn read(&self, event: &Event) -> Result<InboundEvent, EventProblem> {
        let inbound = Inbound { headers: &event.headers, body: &event.body, now: Utc::now() };
        let account = match self.webhooks.address() {
            WebhookAddress::Connection => Some(event.account.as_str()),
            WebhookAddress::App => None,
        };
        let keys = SenderKeys {
            app: event.app.as_ref(),
            secret: event.secret.as_ref(),
            credentials: Some(&event.credentials),
            account,
        };
        self.webhooks.read(&inbound, &keys)
    }

    fn event_of(&self, event: &Event) -> Option<InboundEvent> {
        self.read(event).ok()
    }
}
