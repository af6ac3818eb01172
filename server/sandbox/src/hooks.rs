//! What a shop was asked to tell, and where to: WooCommerce's webhooks and Shopify's subscriptions.

use std::sync::Mutex;

use serde::Serialize;

use crate::shop::{Shop, locked};

/// One webhook.
#[derive(Clone, Debug, Serialize)]
pub struct Hook {
    pub id: u64,
    /// WooCommerce only.
    pub name: String,
    /// In the platform's words: `order.updated`, `ORDERS_UPDATED`.
    pub topic: String,
    pub address: String,
    /// WooCommerce only: with what events are signed.
    pub secret: String,
    /// `active`, `paused` or `disabled`.
    pub status: String,
    /// Seconds since 1970.
    pub created: i64,
    pub modified: i64,
}

#[derive(Default)]
pub(crate) struct Hooks(Mutex<State>);

#[derive(Default)]
struct State {
    hooks: Vec<Hook>,
    /// Of the last one: ids are not used again.
    last: u64,
}

impl Hooks {
    pub(crate) fn all(&self) -> Vec<Hook> {
        locked(&self.0).hooks.clone()
    }

    /// Keeps a new one under the next id.
    pub(crate) fn add(&self, hook: Hook) -> Hook {
        let mut state = locked(&self.0);
        state.last += 1;
        let hook = Hook { id: state.last, ..hook };
        state.hooks.push(hook.clone());
        hook
    }

    pub(crate) fn find(&self, id: u64) -> Option<Hook> {
        locked(&self.0).hooks.iter().find(|hook| hook.id == id).cloned()
    }

    pub(crate) fn replace(&self, changed: &Hook) {
        for hook in locked(&self.0).hooks.iter_mut().filter(|hook| hook.id == changed.id) {
            *hook = changed.clone();
        }
    }

    pub(crate) fn remove(&self, id: u64) -> Option<Hook> {
        locked(&self.0).hooks.extract_if(.., |hook| hook.id == id).next()
    }

    pub(crate) fn clear(&self) {
        locked(&self.0).hooks.clear();
    }

    /// The first that is told of a topic.
    pub(crate) fn of(&self, topic: &str) -> Option<Hook> {
        let told = |hook: &&Hook| hook.topic == topic && hook.status == "active";
        locked(&self.0).hooks.iter().find(told).cloned()
    }
}

impl Shop {
    /// WooCommerce, Shopify: what was asked for.
    pub fn hooks(&self) -> Vec<Hook> {
        self.hooks.all()
    }
}
