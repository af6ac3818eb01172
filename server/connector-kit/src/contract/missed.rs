//! Events that could not be delivered, as the platform lists them.

use super::{SimulatedShop, Subject, Trouble, bad, good, scenario_list};
use crate::{About, ConnectorError, MissedEvent};
use chrono::{TimeDelta, Utc};
use std::collections::BTreeSet;

scenario_list! { MissedEvents:
    "an event that could not be delivered is named as if it had arrived" => async |s: &Subject<'_>| {
        let shop = s.shop(3).await;
        let key = shop.create();
        shop.lose_event(&key, false);
        let listed = good(list(s, &*shop).await, "what was missed");
        let [missed] = &listed[..] else { panic!("{listed:?}") };
        assert_eq!(missed.event.about, About::Orders(vec![key]));
        let age = Utc::now() - missed.sent_at;
        assert!(age > -TimeDelta::minutes(1) && age < TimeDelta::minutes(5), "{age}");
        assert!(!missed.body.is_empty());
    },
    "what was missed is listed to its end" => async |s: &Subject<'_>| {
        let shop = s.shop(3).await;
        let keys: BTreeSet<String> = (0..45).map(|_| shop.create()).collect();
        keys.iter().for_each(|key| shop.lose_event(key, false));
        let listed = good(list(s, &*shop).await, "what was missed");
        let named: BTreeSet<String> = listed.iter().flat_map(about).cloned().collect();
        assert_eq!(named, keys);
    },
    "what another account missed is left out" => async |s: &Subject<'_>| {
        let shop = s.shop(3).await;
        let (own, foreign) = (shop.create(), shop.create());
        shop.lose_event(&foreign, true);
        shop.lose_event(&own, false);
        let listed = good(list(s, &*shop).await, "what was missed");
        assert_eq!(listed.iter().flat_map(about).collect::<Vec<_>>(), [&own]);
    },
    "nothing missed is no error" => async |s: &Subject<'_>| {
        let shop = s.shop(3).await;
        assert_eq!(good(list(s, &*shop).await, "what was missed"), []);
    },
    "a platform that does not answer has not said that nothing was missed" => async |s: &Subject<'_>| {
        let shop = s.shop(3).await;
        // Tokens are there before the trouble begins.
        let conn = crate::Conn::new(shop.parts().await);
        shop.trouble(Trouble::ServerError, None);
        bad(list_with(s, &conn).await, "the platform failed");
    },
}

async fn list(s: &Subject<'_>, shop: &dyn SimulatedShop) -> Result<Vec<MissedEvent>, ConnectorError> {
    list_with(s, &crate::Conn::new(shop.parts().await)).await
}

async fn list_with(s: &Subject<'_>, conn: &crate::Conn) -> Result<Vec<MissedEvent>, ConnectorError> {
    match s.connector.webhooks().and_then(|webhooks| webhooks.missed()) {
        Some(missed) => missed.list(conn).await,
        None => panic!("{} lists nothing that was missed", s.connector.spec().id),
    }
}

fn about(missed: &MissedEvent) -> &[String] {
    match &missed.event.about {
        About::Orders(keys) => keys,
        _ => &[],
    }
}
