//! The list of customers as an address: every filter, the order and the place.

use super::PATH;
use crate::query_string::with_query;
use chrono_tz::Tz;
use domain::view::{
    customers::{CustomerFilter, CustomerSort},
    day::{parse_day, start_of_day},
    page::Cursor,
    search::Search,
};
use serde::Deserialize;

/// What stands in the address. What cannot be read counts as not set: addresses are typed and shared by people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    pub q: String,
    /// The id of a platform.
    pub channel: String,
    /// How many purchases at least.
    pub min: String,
    /// The first day of the first purchase, in the organisation's zone.
    pub since: String,
    /// An order's code.
    pub sort: String,
    /// A place in the list; on the page of a customer, in their purchases.
    pub cursor: String,
}

impl ListQuery {
    pub fn filter(&self, zone: Tz) -> CustomerFilter {
        let platform = self.channel.trim();
        let is_id = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
        let at_least = self.min.parse().ok().filter(|count| CustomerFilter::AT_LEAST.contains(count));
        CustomerFilter {
            search: Search::parse(&self.q),
            platform: (!platform.is_empty() && platform.len() <= 40 && platform.chars().all(is_id))
                .then(|| platform.to_owned()),
            since: parse_day(&self.since).map(|day| start_of_day(day, zone)),
            at_least,
        }
    }

    pub fn sort(&self) -> CustomerSort {
        self.sort.parse().unwrap_or(CustomerSort::Name)
    }

    pub fn cursor(&self) -> Option<Cursor> {
        self.cursor.parse().ok()
    }

    /// What is set, without the place in the list.
    pub fn pairs(&self) -> [(&str, &str); 5] {
        [
            ("q", self.q.trim()),
            ("channel", &self.channel),
            ("min", &self.min),
            ("since", &self.since),
            ("sort", sort_code(self.sort())),
        ]
    }

    /// The same as a query, as a view keeps it.
    pub fn kept(&self) -> String {
        with_query("", &self.pairs())
    }

    /// The address of the list from its start.
    pub fn href(&self) -> String {
        with_query(PATH, &self.pairs())
    }

    /// The address of all that the list finds as a file of this ending.
    pub fn file(&self, ending: &str) -> String {
        with_query(&format!("{PATH}/exportar.{ending}"), &self.pairs())
    }

    /// The address of the beginning of this list in another order.
    pub fn sorted(&self, sort: CustomerSort) -> String {
        Self { sort: sort.code().to_owned(), ..self.clone() }.href()
    }

    /// The address of this list at another place.
    pub fn at(&self, cursor: &Cursor) -> String {
        self.place(PATH, cursor)
    }

    /// The address of a place of a page that this list leads to.
    pub fn place(&self, path: &str, cursor: &Cursor) -> String {
        let cursor = cursor.to_string();
        let place = [("cursor", cursor.as_str())];
        with_query(path, &[&self.pairs()[..], &place].concat())
    }
}

/// How an address names an order; nothing for the one that the list begins with.
pub(super) fn sort_code(sort: CustomerSort) -> &'static str {
    if sort == CustomerSort::Name { "" } else { sort.code() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_keeps_what_the_address_says() {
        let query = ListQuery {
            q: " ana ".into(),
            channel: "shopify".into(),
            min: "3".into(),
            since: "2026-11-01".into(),
            sort: "-spent".into(),
            cursor: "x".into(),
        };
        let filter = query.filter(Tz::America__Sao_Paulo);
        assert_eq!(filter.since.unwrap().to_rfc3339(), "2026-11-01T03:00:00+00:00");
        assert_eq!((filter.platform.as_deref(), filter.at_least), (Some("shopify"), Some(3)));
        assert!(filter.search.is_some() && query.sort() == CustomerSort::MostSpent);
        let kept = "?q=ana&channel=shopify&min=3&since=2026%2D11%2D01&sort=%2Dspent";
        assert_eq!(query.kept(), kept);
        assert_eq!(query.file("csv"), format!("/admin/clientes/exportar.csv{kept}"));
        assert_eq!(query.sorted(CustomerSort::Name), format!("/admin/clientes{}", &kept[..kept.len() - 14]));
        let place = "ni7-00000000000000000000000000000000".parse().unwrap();
        let next = "cursor=ni7%2D00000000000000000000000000000000";
        assert_eq!(query.at(&place), format!("/admin/clientes{kept}&{next}"));
        assert_eq!(ListQuery::default().place("/a", &place), format!("/a?{next}"));
    }

    #[test]
    fn what_cannot_be_read_is_not_set() {
        let odd = ListQuery {
            q: " # ".into(),
            channel: "../x".into(),
            min: "4".into(),
            since: "ontem".into(),
            sort: "drop".into(),
            cursor: "zzz".into(),
        };
        assert!(odd.filter(Tz::UTC).is_empty());
        assert_eq!((odd.sort(), odd.cursor()), (CustomerSort::Name, None));
    }
}
