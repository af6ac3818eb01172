//! The list of sales as an address: every filter, the order and the place.

use super::{PATH, packing::SHEET};
use crate::query_string::with_query;
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::{
    OrderId,
    view::{
        day::{end_of_day, parse_day, start_of_day},
        orders::{FulfilmentFilter, OrderFilter, OrderSort, OrderSortKey},
        page::Cursor,
        search::Search,
    },
};
use serde::Deserialize;

/// What stands in the address. What cannot be read counts as not set: addresses are typed and shared
/// by people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default)]
pub(super) struct OrdersQuery {
    pub q: String,
    /// The id of a platform.
    pub channel: String,
    /// The id of a connection.
    pub store: String,
    pub status: String,
    pub payment: String,
    pub fulfilment: String,
    /// First day, in the organisation's zone.
    pub from: String,
    /// Last day.
    pub until: String,
    pub customer: String,
    /// `only` or `none`: test sales alone, or all others.
    pub test: String,
    /// A column's code; `-` before it sorts from high to low.
    pub sort: String,
    pub cursor: String,
    /// `1` adds the selection up.
    pub sum: String,
    /// Sales of higher numbers are marked as new. No other address keeps it.
    pub news: String,
    /// `1` picks every row of the page. No other address keeps it either.
    pub all: String,
}

impl OrdersQuery {
    pub fn filter(&self, zone: Tz) -> OrderFilter {
        let platform = self.channel.trim();
        let is_id = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
        OrderFilter {
            picked: None,
            platform: (!platform.is_empty() && platform.len() <= 40 && platform.chars().all(is_id))
                .then(|| platform.to_owned()),
            connection: self.store.parse().ok(),
            customer: self.customer.parse().ok(),
            status: self.status.parse().ok(),
            payment: self.payment.parse().ok(),
            fulfilment: self.fulfilment.parse().ok(),
            placed_from: parse_day(&self.from).map(|day| start_of_day(day, zone)),
            placed_until: parse_day(&self.until).map(|day| end_of_day(day, zone)),
            search: Search::parse(&self.q),
            test: match self.test.as_str() {
                "only" => Some(true),
                "none" => Some(false),
                _ => None,
            },
        }
    }

    /// Whether the last day comes before the first.
    pub fn is_reversed(&self) -> bool {
        parse_day(&self.from).zip(parse_day(&self.until)).is_some_and(|(from, until)| until < from)
    }

    pub fn sort(&self) -> OrderSort {
        let (descending, code) = match self.sort.strip_prefix('-') {
            Some(code) => (true, code),
            None => (false, self.sort.as_str()),
        };
        code.parse().map_or_else(|_| OrderSort::default(), |key| OrderSort { key, descending })
    }

    pub fn cursor(&self) -> Option<Cursor> {
        self.cursor.parse().ok()
    }

    /// The address of this list at another place.
    pub fn at(&self, cursor: &Cursor) -> String {
        Self { cursor: cursor.to_string(), ..self.clone() }.href()
    }

    /// The address that sorts by this column, or turns its order round.
    pub fn sorted_by(&self, key: OrderSortKey) -> String {
        let now = self.sort();
        // The first press shows the newest or the highest.
        let descending = now.key != key || !now.descending;
        Self { sort: sort_code(OrderSort { key, descending }), cursor: String::new(), ..self.clone() }.href()
    }

    /// Whether the selection is to be added up.
    pub fn is_summed(&self) -> bool {
        self.sum == "1"
    }

    /// Whether test sales are left out.
    pub fn hides_tests(&self) -> bool {
        self.test == "none"
    }

    /// The address of this place with the totals of the selection, or without them.
    pub fn summed(&self, summed: bool) -> String {
        Self { sum: if summed { "1".into() } else { String::new() }, ..self.clone() }.href()
    }

    /// The number above which sales are new.
    pub fn news(&self) -> i64 {
        self.news.parse().unwrap_or(i64::MAX)
    }

    /// The address of the beginning of this list that marks what has come since this number.
    pub fn with_news(&self, since: i64) -> String {
        let list = Self { cursor: String::new(), ..self.clone() }.href();
        let mark = if list.contains('?') { '&' } else { '?' };
        format!("{list}{mark}news={since}")
    }

    /// Whether every row of the page is picked.
    pub fn picks_all(&self) -> bool {
        self.all == "1"
    }

    /// The address of this page with every row picked, or none.
    pub fn picking(&self, all: bool) -> String {
        let page = self.href();
        let mark = if page.contains('?') { '&' } else { '?' };
        if all { format!("{page}{mark}all=1") } else { page }
    }

    /// The address of the selection, in its order, as a file of this ending.
    pub fn file(&self, ending: &str) -> String {
        format!("{PATH}/exportar.{ending}{}", self.kept())
    }

    /// The address of a packing list of the selection, in its order: of what comes at a place, or of its first sales.
    pub fn packing(&self, from: Option<&Cursor>) -> String {
        let cursor = from.map(ToString::to_string).unwrap_or_default();
        let listed = Self { cursor, sum: String::new(), ..self.clone() }.as_query();
        let mark = if listed.is_empty() { '?' } else { '&' };
        format!("{SHEET}{listed}{mark}all=1")
    }

    /// The selection and its order, as a view keeps them.
    pub fn kept(&self) -> String {
        Self { cursor: String::new(), sum: String::new(), ..self.clone() }.as_query()
    }

    /// What selects the sales, without the place in their list and their order.
    pub fn selection(&self) -> String {
        let (sort, cursor, sum) = Default::default();
        // More of the text is not searched for.
        let q = self.q.trim().chars().take(Search::LONGEST).collect();
        Self { q, sort, cursor, sum, ..self.clone() }.as_query()
    }

    /// Whether all that is set has become a part of its `filter`.
    pub fn is_understood(&self, filter: &OrderFilter) -> bool {
        let fields = [
            (self.q.trim(), filter.search.is_some()),
            (&self.channel, filter.platform.is_some()),
            (&self.store, filter.connection.is_some()),
            (&self.customer, filter.customer.is_some()),
            (&self.status, filter.status.is_some()),
            (&self.payment, filter.payment.is_some()),
            (&self.fulfilment, filter.fulfilment.is_some()),
            (&self.from, filter.placed_from.is_some()),
            (&self.until, filter.placed_until.is_some()),
            (&self.test, filter.test.is_some()),
        ];
        fields.into_iter().all(|(set, is_part)| set.is_empty() || is_part)
    }

    /// The address of a sale that knows the list it was opened from.
    pub fn sale(&self, id: OrderId) -> String {
        format!("{PATH}/{id}{}", self.as_query())
    }

    /// The address of its sheet of paper, from which the way leads back to [`Self::sale`].
    pub fn sheet(&self, id: OrderId) -> String {
        format!("{PATH}/{id}/imprimir{}", self.as_query())
    }

    pub fn href(&self) -> String {
        format!("{PATH}{}", self.as_query())
    }

    /// `?` and all that is set; nothing for the whole list.
    pub fn as_query(&self) -> String {
        with_query(
            "",
            &[
                ("q", self.q.trim()),
                ("channel", &self.channel),
                ("store", &self.store),
                ("status", &self.status),
                ("payment", &self.payment),
                ("fulfilment", &self.fulfilment),
                ("from", &self.from),
                ("until", &self.until),
                ("customer", &self.customer),
                ("test", &self.test),
                ("sort", &self.sort),
                ("cursor", &self.cursor),
                ("sum", &self.sum),
            ],
        )
    }
}

/// The list of what somebody has to ship, what waits longest on top; up to the day `until`.
pub(crate) fn to_ship(until: Option<NaiveDate>) -> String {
    let query = OrdersQuery {
        fulfilment: FulfilmentFilter::ToShip.code().to_owned(),
        until: until.map(|day| day.to_string()).unwrap_or_default(),
        sort: sort_code(OrderSort { key: OrderSortKey::PlacedAt, descending: false }),
        ..OrdersQuery::default()
    };
    query.href()
}

/// How an address names an order; nothing for the one that a list begins with.
pub(super) fn sort_code(sort: OrderSort) -> String {
    match sort {
        sort if sort == OrderSort::default() => String::new(),
        OrderSort { key, descending: true } => format!("-{}", key.code()),
        OrderSort { key, descending: false } => key.code().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{FulfilmentStatus, OrderStatus, PaymentStatus};

    #[test]
    fn a_day_means_the_organisations_day() {
        let query =
            OrdersQuery { from: "2026-11-01".into(), until: "2026-11-01".into(), ..OrdersQuery::default() };
        let filter = query.filter(Tz::America__Sao_Paulo);
        assert_eq!(filter.placed_from.unwrap().to_rfc3339(), "2026-11-01T03:00:00+00:00");
        assert_eq!(filter.placed_until.unwrap().to_rfc3339(), "2026-11-02T03:00:00+00:00");
    }

    #[test]
    fn what_cannot_be_read_is_not_set() {
        let query = OrdersQuery {
            status: "paid'--".into(),
            payment: "PAID".into(),
            fulfilment: "shipped".into(),
            store: "1".into(),
            customer: "x".into(),
            channel: "../x".into(),
            from: "31/12/2026".into(),
            sort: "drop".into(),
            cursor: "zzz".into(),
            ..OrdersQuery::default()
        };
        assert!(query.filter(Tz::UTC).is_empty());
        assert_eq!(query.sort(), OrderSort::default());
        assert_eq!(query.cursor(), None);
    }

    #[test]
    fn a_filter_keeps_what_the_address_says() {
        let query = OrdersQuery {
            status: "open".into(),
            payment: "paid".into(),
            fulfilment: "partial".into(),
            channel: "woocommerce".into(),
            ..OrdersQuery::default()
        };
        let filter = query.filter(Tz::UTC);
        assert_eq!((filter.status, filter.payment), (Some(OrderStatus::Open), Some(PaymentStatus::Paid)));
        assert_eq!(filter.fulfilment, Some(FulfilmentFilter::Of(FulfilmentStatus::Partial)));
        let set = "?channel=woocommerce&status=open&payment=paid&fulfilment=partial";
        assert_eq!(query.href(), format!("/admin/vendas{set}"));
        assert_eq!(query.file("csv"), format!("/admin/vendas/exportar.csv{set}"));
    }

    #[test]
    fn what_waits_to_be_shipped_has_an_address() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 15);
        assert_eq!(to_ship(day), "/admin/vendas?fulfilment=to%5Fship&until=2026%2D11%2D15&sort=date");
        assert_eq!(to_ship(None), "/admin/vendas?fulfilment=to%5Fship&sort=date");
        let query = OrdersQuery { fulfilment: "to_ship".into(), ..OrdersQuery::default() };
        assert_eq!(query.filter(Tz::UTC).fulfilment, Some(FulfilmentFilter::ToShip));
    }

    #[test]
    fn pressing_a_heading_twice_turns_the_order_round() {
        let first =
            OrdersQuery { cursor: "x".into(), ..OrdersQuery::default() }.sorted_by(OrderSortKey::Total);
        assert_eq!(first, "/admin/vendas?sort=%2Dtotal");
        let again =
            OrdersQuery { sort: "-total".into(), ..OrdersQuery::default() }.sorted_by(OrderSortKey::Total);
        assert_eq!(again, "/admin/vendas?sort=total");
        assert_eq!(OrdersQuery::default().sorted_by(OrderSortKey::PlacedAt), "/admin/vendas?sort=date");
        let newest =
            OrdersQuery { sort: "date".into(), ..OrdersQuery::default() }.sorted_by(OrderSortKey::PlacedAt);
        assert_eq!(newest, "/admin/vendas");
    }

    #[test]
    fn what_is_new_is_marked_at_the_beginning_of_the_list_and_nowhere_else() {
        let query = OrdersQuery {
            status: "open".into(),
            cursor: "x".into(),
            news: "7".into(),
            ..OrdersQuery::default()
        };
        assert_eq!(query.with_news(12), "/admin/vendas?status=open&news=12");
        assert_eq!(OrdersQuery::default().with_news(12), "/admin/vendas?news=12");
        assert_eq!(query.news(), 7);
        assert_eq!(OrdersQuery { news: "all".into(), ..OrdersQuery::default() }.news(), i64::MAX);
        for address in [query.href(), query.file("csv"), query.sale(OrderId::new()), query.selection()] {
            assert!(!address.contains("news"), "{address}");
        }
    }

    #[test]
    fn a_page_is_picked_where_it_is_and_no_other_address_keeps_that() {
        let query = OrdersQuery {
            fulfilment: "to_ship".into(),
            cursor: "x".into(),
            all: "1".into(),
            ..OrdersQuery::default()
        };
        assert!(query.picks_all() && !OrdersQuery::default().picks_all());
        assert_eq!(query.picking(true), "/admin/vendas?fulfilment=to%5Fship&cursor=x&all=1");
        assert_eq!(query.picking(false), "/admin/vendas?fulfilment=to%5Fship&cursor=x");
        assert_eq!(OrdersQuery::default().picking(true), "/admin/vendas?all=1");
        assert_eq!(query.kept(), "?fulfilment=to%5Fship");
        assert!(!query.sale(OrderId::new()).contains("all="));
    }

    #[test]
    fn a_packing_list_is_of_the_selection_in_its_order() {
        let query = OrdersQuery {
            fulfilment: "to_ship".into(),
            sort: "date".into(),
            cursor: "x".into(),
            ..OrdersQuery::default()
        };
        assert_eq!(query.packing(None), "/admin/vendas/imprimir?fulfilment=to%5Fship&sort=date&all=1");
        assert_eq!(OrdersQuery::default().packing(None), "/admin/vendas/imprimir?all=1");
        let next = "ni7-00000000000000000000000000000000".parse().unwrap();
        assert_eq!(
            query.packing(Some(&next)),
            "/admin/vendas/imprimir?fulfilment=to%5Fship&sort=date&cursor=ni7%2D00000000000000000000000000000000&all=1"
        );
    }

    #[test]
    fn totals_stay_on_the_way_to_another_page_and_back_from_a_sale() {
        let query = OrdersQuery { test: "none".into(), sum: "1".into(), ..OrdersQuery::default() };
        let cursor = "ni7-00000000000000000000000000000000".parse().unwrap();
        let next = "?test=none&cursor=ni7%2D00000000000000000000000000000000&sum=1";
        assert_eq!(query.at(&cursor), format!("/admin/vendas{next}"));
        let id = OrderId::new();
        let at = OrdersQuery { cursor: cursor.to_string(), ..query.clone() };
        assert_eq!(at.sale(id), format!("/admin/vendas/{id}{next}"));
        assert_eq!(at.sheet(id), format!("/admin/vendas/{id}/imprimir{next}"));
        assert_eq!(query.summed(false), "/admin/vendas?test=none");
        assert_eq!(query.file("csv"), "/admin/vendas/exportar.csv?test=none");
        assert_eq!(at.kept(), "?test=none");
        assert_eq!(query.filter(Tz::UTC).test, Some(false));
    }
}
