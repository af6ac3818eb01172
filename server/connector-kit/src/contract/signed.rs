//! Events of platforms that sign them: what somebody else sends is refused.

use super::{
    Event, Subject,
    events::{Sent, is_nothing},
    scenario_list,
};
use crate::EventProblem;
use reqwest::header::HeaderMap;

scenario_list! { SignedEvents:
    "a changed body of a signed event is refused" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        let mut body = sent.event.body.clone();
        body.push(b' ');
        let changed = sent.read(&Event { body, ..sent.event.clone() });
        assert_eq!(changed.err(), Some(EventProblem::BadSignature));
    },
    "a signed event without its headers is no event" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        assert!(is_nothing(sent.read(&Event { headers: HeaderMap::new(), ..sent.event.clone() })));
    },
    "a signed event does not fit another key" => async |s: &Subject<'_>| {
        let sent = Sent::at(s).await;
        let mut event = sent.event.clone();
        if let Some(app) = &mut event.app {
            app.client_secret = "another".into();
        }
        event.secret = event.secret.map(|_| "another".into());
        event.credentials.values_mut().for_each(|secret| *secret = "another".into());
        assert_eq!(sent.read(&event).err(), Some(EventProblem::BadSignature));
    },
}
