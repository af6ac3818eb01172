//! `/events`: what open pages hear of, as server-sent events.
//!
//! An event is named by the kind of the thing that changed and holds its id; the page asks for what
//! it needs. Events that were missed are told by one of kind `gap`.

use super::{Web, faults::Refusal};
use app::visit::Visit;
use axum::{
    Extension,
    extract::State,
    http::HeaderValue,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use domain::{Fault, OrgId};
use futures::{Stream, StreamExt};
use hub::{Hub, live::Note, permit::View};
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::sync::broadcast;
use tokio_stream::wrappers::{BroadcastStream, errors::BroadcastStreamRecvError};
use tokio_util::sync::CancellationToken;

/// Notes that a slow stream may be behind before it is told of a gap.
const BACKLOG: usize = 256;
/// A stream ends after this time and the browser opens the next one, so that somebody who was
/// removed hears nothing for long.
const LONGEST: Duration = Duration::from_secs(300);
/// How soon a browser comes back, in its own words.
const COME_BACK: Duration = Duration::from_secs(1);

/// The notes of all processes, as they come.
#[derive(Clone)]
pub struct Live(broadcast::Sender<Note>);

impl Live {
    /// Listens until `stop`, and again after the database was away.
    pub fn start(hub: Hub, stop: CancellationToken) -> Self {
        let (sender, _) = broadcast::channel(BACKLOG);
        let live = Self(sender.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = listen(&hub, &sender) => {}
            }
        });
        live
    }
}

async fn listen(hub: &Hub, sender: &broadcast::Sender<Note>) {
    loop {
        match hub.hear_notes().await {
            Ok(mut notes) => loop {
                match notes.next().await {
                    // Nobody may have a page open.
                    Ok(note) => drop(sender.send(note)),
                    Err(error) => {
                        tracing::warn!(%error, "live notes were interrupted");
                        break;
                    }
                }
            },
            Err(error) => tracing::warn!(%error, "live notes cannot be heard"),
        }
        tokio::time::sleep(COME_BACK).await;
    }
}

/// The stream of one browser.
pub async fn stream(State(web): State<Arc<Web>>, Extension(visit): Extension<Visit>) -> Response {
    let org = match visit.principal().ok_or(Fault::Unauthenticated).and_then(|who| who.authorize::<View>()) {
        Ok(cx) => cx.org(),
        Err(fault) => return Refusal(fault).into_response(),
    };
    let end = web.config.stop.clone().cancelled_owned();
    let events = events(BroadcastStream::new(web.config.live.0.subscribe()), org).take_until(async {
        tokio::select! {
            () = end => {}
            () = tokio::time::sleep(LONGEST) => {}
        }
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(20));
    let mut response = Sse::new(events).keep_alive(alive).into_response();
    // nginx would collect the events otherwise.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Those of one organisation.
fn events(
    notes: impl Stream<Item = Result<Note, BroadcastStreamRecvError>>,
    org: OrgId,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let hello = futures::stream::once(async { Event::default().retry(COME_BACK).comment("orion") });
    let told = notes.filter_map(move |note| async move {
        match note {
            Ok(note) if note.org == org => Some(Event::default().event(note.kind).data(note.id.to_string())),
            Ok(_) => None,
            Err(BroadcastStreamRecvError::Lagged(_)) => Some(Event::default().event("gap").data("")),
        }
    });
    hello.chain(told).map(Ok)
}
