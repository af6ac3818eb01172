//! Customers: people and companies that bought, one across all channels.

use super::orders::{Channel, CurrencySum, CustomerMatch, OrderRow};
use super::page::Page;
use super::search::Search;
use crate::CustomerId;
use chrono::{DateTime, Utc};

/// Words of a longer name behind these are not searched.
const MOST_TAILS: usize = 8;

/// What is left of a name in its searched form from each later word on: `ana da silva` is also found
/// as `da silva` and as `silva`.
pub fn name_tails(name_key: &str) -> impl Iterator<Item = &str> {
    name_key.match_indices(' ').take(MOST_TAILS).map(|(at, space)| &name_key[at + space.len()..])
}

/// Which customers. All conditions hold together; the default is all customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFilter {
    pub search: Option<Search>,
    /// The id of a platform: those who bought on any of its connections.
    pub platform: Option<String>,
    /// Who bought first at this instant or later.
    pub since: Option<DateTime<Utc>>,
    /// Who bought so often, or more often: one of [`Self::AT_LEAST`].
    pub at_least: Option<i64>,
}

impl CustomerFilter {
    /// What [`Self::at_least`] may be.
    pub const AT_LEAST: [i64; 5] = [2, 3, 5, 10, 20];

    /// Whether it takes all customers.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it goes by what people bought, and not only by who they are.
    pub const fn is_of_purchases(&self) -> bool {
        self.platform.is_some() || self.since.is_some() || self.at_least.is_some()
    }
}

impl From<Option<Search>> for CustomerFilter {
    /// What a search finds.
    fn from(search: Option<Search>) -> Self {
        Self { search, ..Self::default() }
    }
}

crate::code_enum! {
    /// The order of a list of customers; ties are broken by id. Who has no name comes last by name, and who bought nothing bought the
    /// longest ago.
    pub enum CustomerSort {
        Name = "name",
        Latest = "-last",
        LongestAgo = "last",
        MostPurchases = "-purchases",
        /// In the organisation's currency.
        MostSpent = "-spent",
    }
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
    /// `None` without a purchase, as below.
    pub first_purchase_at: Option<DateTime<Utc>>,
    pub last_purchase_at: Option<DateTime<Utc>>,
    /// Paid purchases less refunds by currency, the most purchases first.
    pub paid: Vec<CurrencySum>,
}

/// Something by which a customer is known again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub kind: CustomerMatch,
    pub value: String,
    /// Purchases whose buyer was recognised by this value.
    pub recognised: i64,
}

/// A customer with identities, purchases and what they come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerDetail {
    pub row: CustomerRow,
    pub identities: Vec<Identity>,
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
