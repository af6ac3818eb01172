//! What merchants, buyers and platforms do meanwhile, and what goes wrong at the shops.

use super::Store;
use crate::{
    events::{Address, listens_at},
    stand::Stand,
};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use http_body_util::BodyExt;
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use rand::{Rng, rngs::StdRng};
use sandbox::{Fault, FaultRule, NewOrder, OrderChange};
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};

/// How long a platform waits for an answer.
const ANSWER: Duration = Duration::from_secs(5);
/// After which an order is surely among what a check compares.
const COMPARED_AFTER: TimeDelta = TimeDelta::hours(3);

pub struct Load {
    /// Where the first store, a WooCommerce shop, sends events.
    address: Address,
    /// Its orders that changed and of which no event has told.
    untold: Vec<u64>,
    events: u32,
    answered: Vec<u32>,
}

impl Load {
    pub fn new(address: Address) -> Self {
        Self { address, untold: Vec::new(), events: 0, answered: Vec::new() }
    }

    /// The numbers of events that were answered with success.
    pub fn answered(&self) -> &[u32] {
        &self.answered
    }

    /// Every shop answers as it should.
    pub fn bring_no_faults(&self, stores: &[Store]) {
        for store in stores {
            store.simulated.shop.clear_faults();
        }
    }

    /// Other trouble for each shop, or none.
    pub fn bring_faults(&self, stores: &[Store], random: &mut StdRng) {
        for store in stores {
            let shop = &store.simulated.shop;
            shop.clear_faults();
            let fault = match random.random_range(0..9) {
                0 => Fault::TooManyRequests { retry_after: Some("1".into()) },
                1 => Fault::ServerError,
                2 => Fault::CutBody,
                3 => Fault::MalformedJson,
                4 => Fault::ErrorWith200,
                5 => Fault::DuplicateRows,
                6 => Fault::Delay { ms: 80 },
                _ => continue,
            };
            shop.fault(FaultRule::every(fault, random.random_range(2..6)));
        }
    }

    /// One order is placed, or one of those there are is paid, noted, cancelled or given back.
    pub fn change_something(&mut self, stores: &[Store], random: &mut StdRng) -> anyhow::Result<()> {
        let number = random.random_range(0..stores.len());
        let shop = &stores[number].simulated.shop;
        let order = match random.random_range(0..5) {
            0 | 1 => shop.create(NewOrder::default())?,
            change => {
                let recent = shop.recent(50);
                let order =
                    recent.get(random.random_range(0..recent.len().max(1))).context("a shop has orders")?;
                // What cannot be done with an order as it stands is not done.
                let _ = match change {
                    2 => shop.pay(order.id),
                    3 => shop.cancel(order.id),
                    _ => {
                        let note = Some(format!("nota {}", random.random::<u16>()));
                        shop.change(order.id, OrderChange { note, ..OrderChange::default() })
                    }
                };
                order.id
            }
        };
        if number == 0 {
            self.untold.push(order);
        }
        Ok(())
    }

    /// The platform tells of some of what changed; the rest, and what is not answered, it never tells.
    pub async fn tell(&mut self, stand: &Stand, random: &mut StdRng) {
        for order in std::mem::take(&mut self.untold) {
            self.events += 1;
            if random.random_bool(0.7)
                && let Ok(Ok(true)) = timeout(ANSWER, self.send(stand, order)).await
            {
                self.answered.push(self.events);
            }
        }
    }

    /// Whether it was taken.
    async fn send(&self, stand: &Stand, order: u64) -> anyhow::Result<bool> {
        let at = listens_at(stand)?;
        let (mut client, connection) = handshake(TokioIo::new(TcpStream::connect(at).await?)).await?;
        // Ends with the client; what is wrong shows in the request.
        tokio::spawn(connection);
        let answer = client.send_request(self.address.event(at, order, self.events)?).await?;
        let taken = answer.status().is_success();
        answer.into_body().collect().await?;
        Ok(taken)
    }
}

/// An order of a shop that was placed since `from` is changed, and nobody tells of it. None of the last hours: these
/// are not compared yet.
pub fn change_an_older_one(store: &Store, from: DateTime<Utc>, random: &mut StdRng) -> anyhow::Result<()> {
    let shop = &store.simulated.shop;
    let placed = from.timestamp()..(Utc::now() - COMPARED_AFTER).timestamp();
    let older: Vec<u64> = shop
        .recent(usize::MAX)
        .iter()
        .filter(|order| shop.order(order.id).is_some_and(|order| placed.contains(&order.created)))
        .map(|order| order.id)
        .collect();
    let order = older.get(random.random_range(0..older.len().max(1))).context("a shop has older orders")?;
    let note = Some(format!("nota {}", random.random::<u16>()));
    shop.change(*order, OrderChange { note, ..OrderChange::default() })?;
    Ok(())
}
