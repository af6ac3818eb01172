//! Sends events to endpoints, and tries again as long as they are not taken.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::watch;

use crate::stripe::deliveries::{Delivered, Delivery, DeliveryFault, signature};
use crate::stripe::doc::Doc as _;
use crate::stripe::kind::Kind;
use crate::stripe::world::World;
use crate::time;

/// How long an endpoint may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the queue is looked at where nothing wakes it: some wait by the machine's clock.
const LOOK: Duration = Duration::from_millis(25);

/// Works until the sandbox stops. Deliveries go out one after the other, in the order in which they are due.
pub(crate) async fn work(world: Arc<World>, client: reqwest::Client, mut stop: watch::Receiver<bool>) {
    loop {
        let sends = async {
            while let Some(one) = prepare(&world) {
                send(&world, &client, one).await;
            }
            tokio::select! {
                () = world.wake.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        };
        tokio::select! {
            () = sends => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// A delivery with all that goes over the wire.
struct Parcel {
    delivery: Delivery,
    url: String,
    kind: String,
    body: Vec<u8>,
    signature: String,
}

fn prepare(world: &World) -> Option<Parcel> {
    let mut state = world.state();
    let now = state.now;
    loop {
        let delivery = state.deliveries.take(now)?;
        let endpoint = state.doc(Kind::Endpoint, &delivery.endpoint);
        let mut event = state.doc(Kind::Event, &delivery.event);
        if endpoint.text("status") != "enabled" || event.is_null() {
            state.deliveries.running = state.deliveries.running.saturating_sub(1);
            continue;
        }
        let mut secrets = state.secrets.get(&delivery.endpoint).cloned().unwrap_or_default();
        // Signatures follow the machine's clock: receivers compare them with theirs.
        let mut at = time::now() + world.faults.skew();
        for fault in &delivery.faults {
            match fault {
                DeliveryFault::WrongSignature => secrets = vec!["whsec_of_somebody_else".to_owned()],
                DeliveryFault::OldSignature { seconds } => at -= seconds,
                DeliveryFault::Livemode => event["livemode"] = json!(true),
                _ => {}
            }
        }
        if let Some(version) = endpoint["api_version"].as_str() {
            event["api_version"] = json!(version);
        }
        let body = serde_json::to_vec_pretty(&event).unwrap_or_default();
        return Some(Parcel {
            signature: signature(&secrets, at, &body),
            url: endpoint.text("url").to_owned(),
            kind: event.text("type").to_owned(),
            delivery,
            body,
        });
    }
}

async fn send(world: &World, client: &reqwest::Client, parcel: Parcel) {
    let Parcel { delivery, url, kind, body, signature } = parcel;
    let sent = client
        .post(&url)
        .header("content-type", "application/json; charset=utf-8")
        .header("user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
        .header("stripe-signature", signature)
        .timeout(PATIENCE)
        .body(body)
        .send()
        .await;
    let status = sent.as_ref().ok().map(|answer| answer.status().as_u16());
    let mut state = world.state();
    let is_taken = status.is_some_and(|status| (200..300).contains(&status));
    if is_taken {
        state.edit(Kind::Event, &delivery.event, |event| {
            event["pending_webhooks"] = json!(event.int("pending_webhooks").saturating_sub(1).max(0));
        });
    } else {
        tracing::debug!(url, status, event = delivery.event, "an event was not taken");
    }
    let tries = usize::try_from(delivery.attempt).unwrap_or(1);
    let retry = state.options.delivery_retries.get(tries - 1).copied().filter(|_| !is_taken);
    let told = Delivered {
        event: delivery.event.clone(),
        kind,
        endpoint: delivery.endpoint.clone(),
        url,
        attempt: delivery.attempt,
        status,
        at: state.now,
    };
    state.deliveries.done(delivery, told, retry);
}
