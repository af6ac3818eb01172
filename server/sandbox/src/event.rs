//! What a platform sends when something happens to an order.

use crate::consent::Issued;
use crate::options::Platform;
use crate::order::Order;
use crate::shop::Shop;
use crate::{google_sheets, magalu, mercadolivre, shopify, tiktok_shop, woocommerce};

/// An event as it goes over the wire: a POST with these headers and exactly these bytes.
#[derive(Clone, Debug)]
pub struct Event {
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Shop {
    /// What the platform sends of an order as it stands; `None` for an order that is not there, and where
    /// WooCommerce and Shopify were not told where to send it.
    pub fn order_event(&self, id: u64) -> Option<Event> {
        let order: Order = self.order(id)?;
        match self.platform() {
            Platform::Woocommerce => woocommerce::order_event(self, &order),
            Platform::Shopify => shopify::order_event(self, &order),
            Platform::Mercadolivre => Some(mercadolivre::order_event(self, &order)),
            Platform::Magalu => Some(magalu::order_event(self, &order)),
            Platform::TiktokShop => Some(tiktok_shop::order_event(self, &order)),
            Platform::GoogleSheets => None,
        }
    }

    /// The platform's key of an order.
    pub fn order_key(&self, id: u64) -> String {
        match self.platform() {
            Platform::Magalu => magalu::order_key(id),
            _ => id.to_string(),
        }
    }

    /// Tokens as if the account's owner had consented; `None` for platforms without consent.
    pub fn grant(&self) -> Option<Issued> {
        let lives = match self.platform() {
            Platform::Woocommerce => return None,
            Platform::Shopify => shopify::LIVES,
            Platform::Mercadolivre => mercadolivre::LIVES,
            Platform::Magalu => magalu::LIVES,
            Platform::TiktokShop => tiktok_shop::LIVES,
            Platform::GoogleSheets => google_sheets::LIVES,
        };
        Some(self.consents.issue(self.now(), lives))
    }
}
