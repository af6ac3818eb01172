//! Orders that channels list and that are not among the sales.

use crate::{HubError, auth::OrgCx, permit::View};
use domain::{
    ConnectionId,
    view::{
        not_imported::{NotImported, NotImportedFilter, NotImportedPlace, ReasonCount},
        orders::Channel,
        page::PAGE_SIZE,
    },
};

/// A page of the list.
#[derive(Debug)]
pub struct NotImportedList {
    pub rows: Vec<NotImported>,
    /// Where the next page begins, if there is one.
    pub next: Option<NotImportedPlace>,
    /// All reasons of the filter's connection, whatever its verdict and reason.
    pub counts: Vec<ReasonCount>,
    /// All connections of the organisation by name, disconnected ones too.
    pub channels: Vec<Channel>,
}

/// The records of the filter behind `after`, the latest verdict first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    cx: &OrgCx<View>,
    filter: &NotImportedFilter,
    after: Option<&NotImportedPlace>,
) -> Result<NotImportedList, HubError> {
    let mut tx = cx.begin().await?;
    let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
    let mut rows = store::not_imported::list(&mut tx, filter, after, limit).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next = rows.last().filter(|_| more).map(|last| NotImportedPlace {
        judged_at: last.judged_at,
        connection: last.connection,
        external_id: last.external_id.clone(),
    });
    Ok(NotImportedList {
        next,
        counts: store::not_imported::counts(&mut tx, filter.connection).await?,
        channels: store::orders::channels(&mut tx).await?,
        rows,
    })
}

/// What the channel sent for a record of the list; `None` without one, or once it is no longer kept.
///
/// # Errors
/// When the database cannot be asked or the payload cannot be unpacked.
pub async fn payload(
    cx: &OrgCx<View>,
    connection: ConnectionId,
    external_id: &str,
) -> Result<Option<String>, HubError> {
    let payload = store::not_imported::payload(&mut cx.begin().await?, connection, external_id).await?;
    Ok(payload.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}
