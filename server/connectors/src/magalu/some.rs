//! Reading orders by their ids, one call each.

use super::{answer, payload, session};
use chrono::{DateTime, Utc};
use connector_kit::{Conn, ConnectorError, Reply, SourceOrder, Taken, retry};
use futures::future::try_join_all;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The orders with these ids that the seller has. A failure that passes is tried again for its order alone.
pub(super) async fn some(conn: &Conn, ids: &[String]) -> Result<Vec<SourceOrder>, ConnectorError> {
    let wanted: BTreeSet<&str> = ids.iter().map(String::as_str).filter(|id| is_key(id)).collect();
    let reads = wanted.into_iter().map(|id| retry(conn.retry_policy(), conn.clock(), move || one(conn, id)));
    Ok(try_join_all(reads).await?.into_iter().flatten().collect())
}

/// The most signs of a number.
const LONGEST_NUMBER: usize = 40;

/// The order of this key, or else of this number, as buyers are told it (`LU-…`) or as it stands on a delivery (`…-1`), too.
pub(super) async fn known_as(conn: &Conn, number: &str) -> Result<Vec<SourceOrder>, ConnectorError> {
    if is_key(number) {
        return some(conn, &[number.to_owned()]).await;
    }
    let may_stand = |sign: u8| sign.is_ascii_alphanumeric() || sign == b'-';
    if number.is_empty() || number.len() > LONGEST_NUMBER || !number.bytes().all(may_stand) {
        return Ok(Vec::new());
    }
    let number = of_order(number);
    let reply = session::get(conn, "/orders", &[("code", number.to_owned())]).await?;
    if is_gone(&reply) {
        return Ok(Vec::new());
    }
    let records = answer::listed(&reply, conn.now())?.records;
    // A filter that is not known would be passed over.
    let is_it = |order: &SourceOrder| match &order.taken {
        Taken::Order(made) | Taken::Withdrawn { order: made, .. } => made.number == number,
        _ => false,
    };
    Ok(records.into_iter().map(|record| payload::take(record).made()).filter(is_it).collect())
}

/// The order's own number in what is said of it.
fn of_order(number: &str) -> &str {
    let number = number.strip_prefix("LU-").unwrap_or(number);
    match number.rsplit_once('-') {
        Some((order, delivery))
            if !order.is_empty() && delivery.bytes().all(|sign| sign.is_ascii_digit()) =>
        {
            order
        }
        _ => number,
    }
}

/// Whether it can be a key of the platform's: the only texts that become part of an address.
pub(super) fn is_key(id: &str) -> bool {
    id.len() == 36 && Uuid::try_parse(id).is_ok()
}

/// Whether the API says that there is no such thing.
pub(super) fn is_gone(reply: &Reply) -> bool {
    matches!(reply.status, 404 | 410) && !reply.is_html()
}

async fn one(conn: &Conn, id: &str) -> Result<Option<SourceOrder>, ConnectorError> {
    let reply = session::get(conn, &format!("/orders/{id}"), &[]).await?;
    if is_gone(&reply) {
        return Ok(None);
    }
    let (records, is_listed) = records(&reply, conn.now())?;
    let found = records.into_iter().map(payload::take).find(|order| order.external_id == id);
    match found {
        None if !is_listed => Err(answer::not_the_answer(&reply)),
        found => Ok(found),
    }
}

/// What a good answer to a single read holds, and whether it came in a list, as everywhere else, or alone.
///
/// # Errors
/// What the answer means instead.
pub(super) fn records(reply: &Reply, now: DateTime<Utc>) -> Result<(Vec<&RawValue>, bool), ConnectorError> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Listed<'a> {
        #[serde(borrow)]
        results: Option<Vec<&'a RawValue>>,
    }
    let record: &RawValue = answer::read(reply, now)?;
    let listed: Listed<'_> = serde_json::from_str(record.get()).unwrap_or_default();
    let is_listed = listed.results.is_some();
    Ok((listed.results.unwrap_or_else(|| vec![record]), is_listed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_with_what_is_put_around_it() {
        for text in
            ["1423000000000001", "LU-1423000000000001", "1423000000000001-1", "LU-1423000000000001-12"]
        {
            assert_eq!(of_order(text), "1423000000000001");
        }
        assert_eq!((of_order("-1"), of_order("A-B")), ("-1", "A-B"));
    }

    #[test]
    fn keys_are_uuids_with_dashes() {
        assert!(is_key("7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a"));
        for text in [
            "",
            "?0a",
            "7b2d8b0c111142228333 9f0e1d2c3b4a",
            "7b2d8b0c111142228333-9f0e1d2c3b4aabcd",
            "7b2d8b0c11114222833379f0e1d2c3b4a",
            "{7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a}",
            "7b2d8b0c-1111-4222-8333-9f0e1d2c3b4/",
        ] {
            assert!(!is_key(text), "{text}");
        }
    }
}
