//! Customers: people and companies that bought, one across all channels.

use super::orders::{Channel, CurrencySum, CustomerMatch, OrderRow};
use super::page::Page;
use crate::CustomerId;
use chrono::{DateTime, Utc};

/// Words of a longer name behind these are not searched.
const MOST_TAILS: usize = 8;

/// What is left of a name in its searched form from each later word on: `ana da silva` is also found
/// as `da silva` and as `silva`.
pub fn name_tails(name_key: &str) -> impl Iterator<Item = &str> {
    name_key.match_indices(' ').take(MOST_TAILS).map(|(at, space)| &name_key[at + space.len()..])
}

/// A row of the list of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    pub id: CustomerId,
    pub name: String,
    pub name_key: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub document: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub purchases: i64,
    pub last_purchase_at: Option<DateTime<Utc>>,
}

/// Something by which a customer is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub kind: CustomerMatch,
    pub value: String,
    /// Purchases whose buyer was recognised by this kind.
    pub recognised: i64,
}

/// A customer with identities, purchases and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerDetail {
    pub row: CustomerRow,
    /// When they bought first; `None` without a purchase.
    pub since: Option<DateTime<Utc>>,
    pub identities: Vec<Identity>,
    /// Paid purchases less refunds, by currency.
    pub paid: Vec<CurrencySum>,
    /// Purchases by connection, the most first.
    pub by_channel: Vec<ChannelPurchases>,
    pub purchases: Page<OrderRow>,
    /// All connections, to name the purchases' channels.
    pub channels: Vec<Channel>,
}

/// How often somebody bought on a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelPurchases {
    pub channel: Channel,
    pub purchases: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_tail_for_each_word_but_the_first() {
        let tails = |name| name_tails(name).collect::<Vec<_>>();
        assert_eq!(tails("ana da silva"), ["da silva", "silva"]);
        assert!(tails("ana").is_empty() && tails("").is_empty());
        assert_eq!(tails(&"a ".repeat(99)).len(), MOST_TAILS);
    }
}
