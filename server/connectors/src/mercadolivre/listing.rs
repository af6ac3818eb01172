//! Reading orders page by page. Cancelled orders are not in the list: they come by events, or by their ids.

use super::{
    answer, consent, parts,
    payload::Glance,
    session,
    windows::{self, Place, Rank, Window},
};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Next, OrderPage, OrderPageRequest, Position, Slice, SliceBasis,
    SourceOrder,
    lenient::{Object, Text, is_id},
    payload_digest,
};
use domain::UpstreamKind;
use serde::Deserialize;
use serde_json::value::RawValue;

pub(super) const PAGE_SIZE: usize = windows::PAGE as usize;

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow)]
    results: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    paging: Object<Paging<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Paging<'a> {
    #[serde(borrow)]
    total: Text<'a>,
}

pub(super) async fn page(conn: &Conn, request: &OrderPageRequest) -> Result<OrderPage, ConnectorError> {
    let slice = &request.slice;
    let hours = windows::hours(slice, conn.now());
    let mut place = match &request.position {
        Position::Start => Place::start(&hours, slice.newest_first),
        Position::After(text) => serde_json::from_str(text).map_err(|_| not_ours())?,
        Position::Page(_) => return Err(not_ours()),
    };
    while let Some(window) = place.window(&hours, slice.newest_first) {
        let (records, total) = search(conn, slice.basis, &window, 0).await?;
        if let Some(narrower) = place.narrowed(&window, total) {
            place = narrower;
            continue;
        }
        let is_over_full = total > windows::PAGE;
        let records = if is_over_full { whole(conn, slice.basis, &window, total).await? } else { records };
        let mut rows: Vec<(Rank, String)> = records
            .into_iter()
            .filter(|record| !windows::is_beyond(slice, moment(record, slice.basis)))
            .map(|record| (rank(&record, slice), record))
            .filter(|(rank, _)| place.after.as_ref().is_none_or(|after| rank > after))
            .collect();
        rows.sort_unstable();
        let mut next = Some(Place::behind(&window, total, slice.newest_first));
        if is_over_full && rows.len() > PAGE_SIZE {
            rows.truncate(PAGE_SIZE);
            next = rows.last().map(|(rank, _)| place.after(rank.clone()));
        }
        let next = next.filter(|next| next.window(&hours, slice.newest_first).is_some());
        match next {
            // Nothing here: the time that follows is looked at at once.
            Some(next) if rows.is_empty() => place = next,
            next => {
                let records = rows.into_iter().map(|(_, record)| record).collect();
                let mut orders = parts::complete(conn, records).await?;
                orders.iter_mut().for_each(|order| keep_in_window(order, slice.basis, &window));
                let next = next.map_or(Ok(Next::End), after)?;
                return Ok(OrderPage { orders, total: None, next });
            }
        }
    }
    Ok(OrderPage { orders: Vec::new(), total: None, next: Next::End })
}

/// A slice is taken as read up to the date of the last order: one that the platform shows outside of its time
/// must not count for that.
fn keep_in_window(order: &mut SourceOrder, basis: SliceBasis, window: &Window) {
    let date = match basis {
        SliceBasis::Placed => &mut order.placed_at,
        SliceBasis::Changed => &mut order.changed_at,
    };
    *date = date.filter(|date| window.holds(*date));
}

/// All orders of a window as sent. It is read from its end: what leaves it meanwhile moves the rest towards
/// what was not read yet, so that none is left out.
async fn whole(
    conn: &Conn,
    basis: SliceBasis,
    window: &Window,
    total: u32,
) -> Result<Vec<String>, ConnectorError> {
    let mut all = Vec::new();
    for page in (0..total.div_ceil(windows::PAGE)).rev() {
        all.extend(search(conn, basis, window, page * windows::PAGE).await?.0);
    }
    Ok(all)
}

/// What cannot be read comes last.
fn rank(record: &str, slice: &Slice) -> Rank {
    let sign = if slice.newest_first { -1 } else { 1 };
    let at = moment(record, slice.basis).map_or(i64::MAX, |at| sign * at.timestamp_millis());
    let digest = || payload_digest(record, &[]).iter().map(|byte| format!("{byte:02x}")).collect();
    (at, Glance::of(record).id.unwrap_or_else(digest))
}

fn not_ours() -> ConnectorError {
    ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "not a position that was given")
}

fn after(place: Place) -> Result<Next, ConnectorError> {
    let text = serde_json::to_string(&place)
        .map_err(|error| ConnectorError::new(UpstreamKind::Protocol, Advice::Never, error.to_string()))?;
    Ok(Next::After(text))
}

fn moment(record: &str, basis: SliceBasis) -> Option<DateTime<Utc>> {
    let glance = Glance::of(record);
    match basis {
        SliceBasis::Placed => glance.placed_at,
        SliceBasis::Changed => glance.changed_at,
    }
}

/// A page of a window as sent, and how many orders the window holds.
async fn search(
    conn: &Conn,
    basis: SliceBasis,
    window: &Window,
    offset: u32,
) -> Result<(Vec<String>, u32), ConnectorError> {
    let field = windows::field(basis);
    let (from, to) = window.bounds();
    let (from_field, to_field) = (format!("{field}.from"), format!("{field}.to"));
    let query = [
        ("seller", user_id(conn)?.to_owned()),
        (from_field.as_str(), date(from)),
        (to_field.as_str(), date(to)),
        ("sort", "date_asc".to_owned()),
        ("offset", offset.to_string()),
        ("limit", windows::PAGE.to_string()),
    ];
    let reply = session::get(conn, "/orders/search", &query).await?;
    let list: List<'_> = answer::json(conn, &reply)?;
    let told = list.paging.0.total.as_str().and_then(|total| total.parse().ok());
    let total = told.unwrap_or(u32::try_from(list.results.len()).unwrap_or(u32::MAX));
    Ok((list.results.into_iter().map(|record| record.get().to_owned()).collect(), total))
}

/// The newest order as sent, `None` where there is none.
pub(super) async fn newest(conn: &Conn) -> Result<Option<String>, ConnectorError> {
    let query = [
        ("seller", user_id(conn)?.to_owned()),
        ("sort", "date_desc".to_owned()),
        ("offset", "0".to_owned()),
        ("limit", "1".to_owned()),
    ];
    let reply = session::get(conn, "/orders/search", &query).await?;
    let list: List<'_> = answer::json(conn, &reply)?;
    Ok(list.results.first().map(|record| record.get().to_owned()))
}

fn user_id(conn: &Conn) -> Result<&str, ConnectorError> {
    conn.config(consent::USER_ID).filter(|id| is_id(id)).ok_or_else(|| {
        let detail = "the consent did not say whose account it is";
        ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail)
    })
}

/// `2026-11-20T10:00:00.000-00:00`.
fn date(seconds: i64) -> String {
    let at = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%S.000-00:00").to_string()
}
