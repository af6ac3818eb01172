//! A page of a hundred orders; in smaller parts where the shop cannot give it whole. Plugins write
//! megabytes into an order, and memory and time of shared hosting end early: one such order must not
//! cost the others.

mod fitting;

use super::{answer, listing::PAGE_SIZE, payload, transport};
use connector_kit::{Advice, Conn, ConnectorError, Next, OrderPage, Reply, SourceOrder};
use domain::UpstreamKind;
use fitting::Fitting;
use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;
use std::fmt;

const ROUTE: &str = "/wc/v3/orders";

/// Orders a part. Each size divides the one before it, so a part of any size is a numbered page of its
/// own.
const SIZES: [u32; 5] = [100, 50, 25, 5, 1];
/// How often an order that stands alone is asked for.
const TRIES: u32 = 2;
/// The members that tell an order that cannot be shown whole.
const BRIEF: &str = "id,number,status,date_created_gmt,date_modified_gmt";

/// The orders that the shop did not show, as its account remembers them.
const UNSHOWN: &str = "woocommerce.unshown";
const MOST_UNSHOWN: usize = 200;

/// A page of the size `SIZES[step]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    number: u32,
    step: usize,
}

impl Part {
    fn size(self) -> u32 {
        SIZES[self.step]
    }

    fn is_single(self) -> bool {
        self.step + 1 == SIZES.len()
    }

    /// The same orders in parts of a smaller size, the last one first.
    fn split(self, step: usize) -> impl Iterator<Item = Self> {
        let each = self.size() / SIZES[step];
        let last = self.number.saturating_mul(each);
        (last - each + 1..=last).rev().map(move |number| Self { number, step })
    }
}

/// The page of this number that the query lists.
///
/// # Errors
/// Where the shop gives nothing: what its answer means. An order that it cannot show in a second attempt
/// either is a failed record.
pub(super) async fn page(
    conn: &Conn,
    query: &[(String, String)],
    number: u32,
) -> Result<OrderPage, ConnectorError> {
    let fitting = Fitting::of(conn);
    let mut joined = Joined::default();
    let mut todo: Vec<Part> = Part { number, step: 0 }.split(fitting.step).collect();
    let (mut answers, mut was_split, mut tries) = (false, false, 0);
    let mut first_time = None;
    while let Some(part) = todo.pop() {
        let error = match read(conn, query, part, None).await {
            Ok(list) => {
                (answers, tries) = (true, 0);
                if joined.add(part, list)? {
                    break;
                }
                continue;
            }
            Err(error) => error,
        };
        if !may_be_the_size(&error) {
            return Err(error);
        }
        // What is too large was answered; else the shop may be down altogether.
        if !answers && error.kind != UpstreamKind::TooLarge && !answers_at_all(conn, query).await {
            return Err(error);
        }
        answers = true;
        if !part.is_single() {
            was_split = true;
            todo.extend(part.split(part.step + 1));
            continue;
        }
        tries += 1;
        if tries < TRIES && error.kind != UpstreamKind::TooLarge {
            todo.push(part);
            continue;
        }
        tries = 0;
        if let Some(order) = unshown(conn, query, part, &error, joined.orders.last()).await? {
            // Trouble that passes may hit an order alone, too: the next attempt decides.
            if error.kind != UpstreamKind::TooLarge && !unshown_before(conn, &order.external_id) {
                first_time = Some(error);
            }
            joined.orders.push(order);
        }
    }
    fitting.after(was_split).remember(conn);
    match first_time {
        Some(error) => Err(error),
        None => Ok(joined.page(number)),
    }
}

/// Whether less at once may go well. A host that has too much to do is not asked for more.
fn may_be_the_size(error: &ConnectorError) -> bool {
    match error.kind {
        UpstreamKind::TooLarge => true,
        _ if error.advice != Advice::Retry => false,
        UpstreamKind::Server => matches!(error.status, Some(200..=299 | 500)),
        UpstreamKind::Timeout | UpstreamKind::Protocol => true,
        // The answer was cut off.
        UpstreamKind::Network => error.status.is_some(),
        _ => false,
    }
}

async fn answers_at_all(conn: &Conn, query: &[(String, String)]) -> bool {
    let first = Part { number: 1, step: SIZES.len() - 1 };
    read(conn, query, first, Some("id")).await.is_ok()
}

/// The failed record of an order that the shop lists and does not show.
async fn unshown(
    conn: &Conn,
    query: &[(String, String)],
    part: Part,
    error: &ConnectorError,
    before: Option<&SourceOrder>,
) -> Result<Option<SourceOrder>, ConnectorError> {
    let why = format!("the shop cannot show the order: {}", error.detail);
    match transport::read(conn, ROUTE, &asked(query, part, Some(BRIEF))).await {
        Ok(reply) => {
            let body = String::from_utf8_lossy(answer::json(&reply, conn.now())?).into_owned();
            Ok(records(&body, &reply)?.first().map(|brief| payload::unshown(brief, &why)))
        }
        // Even five short members are too much: this is no list of orders.
        Err(brief) if brief.kind == UpstreamKind::TooLarge || !may_be_the_size(&brief) => Err(brief),
        Err(_) if !answers_at_all(conn, query).await => Err(error.clone()),
        Err(_) => {
            let place = match before {
                Some(order) => format!("the order listed after {}", order.external_id),
                None => format!("the order listed first on page {}", part.number),
            };
            Ok(Some(payload::unknown(&place, &why)))
        }
    }
}

/// Whether the shop did not show this order in an earlier attempt either; if not, that is remembered.
fn unshown_before(conn: &Conn, id: &str) -> bool {
    let known = conn.account().learned(UNSHOWN).unwrap_or_default();
    let mut ids: Vec<&str> = known.split(' ').filter(|id| !id.is_empty()).collect();
    if ids.contains(&id) {
        return true;
    }
    ids.push(id);
    let kept = ids.len().saturating_sub(MOST_UNSHOWN);
    conn.account().learn(UNSHOWN, ids[kept..].join(" "));
    false
}

/// A part as the shop listed it.
struct List {
    orders: Vec<SourceOrder>,
    /// Orders in the whole list.
    total: Option<u64>,
    /// Parts of this size.
    pages: Option<u64>,
}

fn asked(query: &[(String, String)], part: Part, fields: Option<&str>) -> Vec<(String, String)> {
    let mut asked = query.to_vec();
    asked.push(("per_page".to_owned(), part.size().to_string()));
    asked.push(("page".to_owned(), part.number.to_string()));
    asked.extend(fields.map(|fields| ("_fields".to_owned(), fields.to_owned())));
    asked
}

async fn read(
    conn: &Conn,
    query: &[(String, String)],
    part: Part,
    fields: Option<&str>,
) -> Result<List, ConnectorError> {
    let reply = transport::read(conn, ROUTE, &asked(query, part, fields)).await?;
    let now = conn.now();
    // A task of its own: what makes batches of pages does not wait for the reading of the next ones.
    let reading = tokio::spawn(async move { list(&reply, part, answer::json(&reply, now)?) });
    match reading.await.map_err(tokio::task::JoinError::try_into_panic) {
        Ok(list) => list,
        Err(Ok(panic)) => std::panic::resume_unwind(panic),
        // The threads are about to end.
        Err(Err(_)) => {
            Err(ConnectorError::new(UpstreamKind::Network, Advice::Retry, "the reading was stopped"))
        }
    }
}

fn list(reply: &Reply, part: Part, body: &[u8]) -> Result<List, ConnectorError> {
    // Bytes that are no UTF-8 come out of old databases; they cost a sign, not the page.
    let body = String::from_utf8_lossy(body);
    let records = records(&body, reply)?;
    let counted = |name| reply.header(name).and_then(|text| text.parse::<u64>().ok());
    Ok(List {
        // Behind the end the shop counts nothing.
        total: counted("x-wp-total").filter(|_| !records.is_empty() || part.number == 1),
        pages: counted("x-wp-totalpages"),
        orders: records.into_iter().map(payload::take).collect(),
    })
}

fn records<'a>(body: &'a str, reply: &Reply) -> Result<Vec<&'a RawValue>, ConnectorError> {
    let Records(records) = serde_json::from_str(body).map_err(|error| {
        let detail = format!("the list of orders cannot be read: {error}");
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail).with_status(reply.status)
    })?;
    Ok(records)
}

/// A list, or the object with numbers for keys as which PHP writes a list with gaps.
struct Records<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Records<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> de::Visitor<'de> for Any {
            type Value = Records<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of records")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Records<'de>, A::Error> {
                let mut records = Vec::with_capacity(PAGE_SIZE);
                while let Some(record) = list.next_element()? {
                    records.push(record);
                }
                Ok(Records(records))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut list: A) -> Result<Records<'de>, A::Error> {
                let mut records = Vec::new();
                while let Some((_, record)) = list.next_entry::<u64, _>()? {
                    records.push(record);
                }
                // No list is ever written so.
                if records.is_empty() {
                    return Err(de::Error::invalid_length(0, &self));
                }
                Ok(Records(records))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// The parts of a page, put together in their order.
#[derive(Default)]
struct Joined {
    orders: Vec<SourceOrder>,
    total: Option<u64>,
    /// The last part with what the shop counted, in parts of its size.
    last: Option<(Part, Option<u64>)>,
}

impl Joined {
    /// Adds the next part; whether it is the end of the list.
    fn add(&mut self, part: Part, list: List) -> Result<bool, ConnectorError> {
        if list.total < self.total && list.total.is_some() {
            let detail = "an order left the list while its page was read in parts";
            return Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail));
        }
        self.total = list.total.or(self.total);
        self.last = Some((part, list.pages));
        let is_end = match list.pages {
            Some(pages) => u64::from(part.number) >= pages,
            None => list.orders.len() < part.size() as usize,
        };
        self.orders.extend(list.orders);
        Ok(is_end)
    }

    fn page(self, number: u32) -> OrderPage {
        let pages = match (self.total, self.last) {
            (Some(total), _) => Some(total.div_ceil(PAGE_SIZE as u64)),
            (None, Some((part, Some(pages)))) => {
                Some((pages * u64::from(part.size())).div_ceil(PAGE_SIZE as u64))
            }
            _ => None,
        };
        let next = match pages.map(|pages| u32::try_from(pages).unwrap_or(u32::MAX)) {
            Some(last) if last > number => Next::Numbered { last },
            Some(_) => Next::End,
            // A proxy took the headers away: a full page may have a successor.
            None if self.orders.len() >= PAGE_SIZE => Next::Numbered { last: number.saturating_add(1) },
            None => Next::End,
        };
        OrderPage { orders: self.orders, total: self.total, next }
    }
}

#[cfg(test)]
mod tests;
