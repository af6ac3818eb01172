//! The filter of a list of sales as an address that others keep, and in words.

use super::{
    query::OrdersQuery,
    words::{fulfilment_filter, order_status, payment_status},
};
use crate::page::PageCx;
use axum::{extract::Query, http::Uri};
use chrono_tz::Tz;
use domain::view::{day::parse_day, orders::OrderFilter};
use i18n::format;

/// The filter that an address stands for, and the address without what is no filter. `None` where it sets nothing or
/// holds something that is not understood: to pass over that, as the list does, would select more than was meant.
pub(crate) fn selection_of(address: &str, zone: Tz) -> Option<(OrderFilter, String)> {
    let uri: Uri = format!("/{address}").parse().ok()?;
    let Query(query) = Query::<OrdersQuery>::try_from_uri(&uri).ok()?;
    let filter = query.filter(zone);
    (!filter.is_empty() && query.is_understood(&filter)).then(|| (filter, query.selection()))
}

/// The list of the sales that an address stands for.
pub(crate) fn list_of(address: &str) -> String {
    query_of(address).href()
}

/// "Aberta · Pago · 01/11/2026 – 05/11/2026": what is set, in the order of the filters. `store` names the store, if
/// one is set.
pub(crate) fn filter_in_words(cx: &PageCx, address: &str, store: Option<&str>) -> String {
    let (query, t) = (query_of(address), cx.t.orders());
    let filter = query.filter(cx.zone);
    let day = |text: &str| parse_day(text).map(|day| format::day(cx.locale, day));
    let period = match (day(&query.from), day(&query.until)) {
        (None, None) => None,
        (from, until) => Some(format!("{} – {}", from.unwrap_or_default(), until.unwrap_or_default())),
    };
    let text = query.q.trim();
    let platform = filter.platform.as_ref().map(|id| hub::orders::platform_name(cx.visit().hub(), id));
    let told = [
        (!text.is_empty()).then(|| format!("“{text}”")),
        filter.customer.map(|_| t.of_one_customer().to_owned()),
        platform,
        filter.connection.and(store).map(str::to_owned),
        filter.status.map(|status| order_status(t, status).1.to_owned()),
        filter.payment.map(|payment| payment_status(t, payment).1.to_owned()),
        filter.fulfilment.map(|one| fulfilment_filter(t, one).to_owned()),
        period,
        filter.test.map(|only| if only { t.tests_only() } else { t.tests_hidden_told() }.to_owned()),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn query_of(address: &str) -> OrdersQuery {
    let uri: Uri = format!("/{address}").parse().unwrap_or_default();
    Query::try_from_uri(&uri).map(|Query(query)| query).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{super::PATH, *};
    use domain::view::search::Search;

    #[test]
    fn an_address_keeps_its_filter_and_loses_its_place() {
        let (filter, address) =
            selection_of("?status=open&q=ana%20%26%20z%C3%A9&cursor=x&sum=1&sort=total", Tz::UTC).unwrap();
        assert_eq!(address, "?q=ana%20%26%20z%C3%A9&status=open");
        assert!(filter.search.is_some() && filter.status.is_some());
        assert_eq!(list_of(&address), format!("{PATH}{address}"));
        let long = format!("?q={}", "a".repeat(5_000));
        assert_eq!(selection_of(&long, Tz::UTC).unwrap().1.len(), "?q=".len() + Search::LONGEST);
    }

    #[test]
    fn what_is_not_understood_selects_nothing() {
        for address in [
            "",
            "no query",
            "?sort=total",
            "?status=foo&payment=paid",
            "?status=open&status=completed",
            "?store=1&status=open",
            "?fulfilment=shipped&status=open",
            "?from=31/12/2026&status=open",
            "?test=maybe&status=open",
        ] {
            assert!(selection_of(address, Tz::UTC).is_none(), "{address}");
        }
    }
}
