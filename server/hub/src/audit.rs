//! What people did: read and taken out.

mod changes;

pub(crate) use changes::changes;

use crate::{
    HubError,
    auth::OrgCx,
    export::{BYTE_ORDER_MARK, broken, harmless, writer},
    permit::ViewHistory,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::view::audit::{AuditFilter, AuditPerson, AuditRow};
use futures::{Stream, stream};
use uuid::Uuid;

/// Entries of a chunk of a file.
const CHUNK: i64 = 1_000;

/// The entries before a place, the newest first.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    cx: &OrgCx<ViewHistory>,
    filter: &AuditFilter,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: usize,
) -> Result<Vec<AuditRow>, HubError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::audit::list(&mut cx.begin().await?, filter, before, limit).await?)
}

/// Everybody who did something, by name; also who left.
///
/// # Errors
/// When the database cannot be asked.
pub async fn people(cx: &OrgCx<ViewHistory>) -> Result<Vec<AuditPerson>, HubError> {
    Ok(store::audit::people(&mut cx.begin().await?).await?)
}

/// All entries of a filter as CSV, the newest first, behind the headings. `words` says what was done, and the details of it. Times are in the zone,
/// each with its offset from UTC.
pub fn csv(
    cx: OrgCx<ViewHistory>,
    filter: AuditFilter,
    zone: Tz,
    headings: [&'static str; 6],
    words: impl Fn(&AuditRow) -> (String, String) + Send + 'static,
) -> impl Stream<Item = Result<Vec<u8>, HubError>> + Send + 'static {
    let start = (Some(headings), None, false);
    stream::try_unfold(
        (cx, filter, words, start),
        move |(cx, filter, words, (headings, before, is_over))| async move {
            if is_over {
                return Ok(None);
            }
            let rows = store::audit::list(&mut cx.begin().await?, &filter, before, CHUNK).await?;
            let mut chunk = if headings.is_some() { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
            let mut writer = writer(&mut chunk, cx.org_locale());
            if let Some(headings) = headings {
                writer.write_record(headings).map_err(broken)?;
            }
            for row in &rows {
                let (action, details) = words(row);
                let record = [
                    row.at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %:z").to_string(),
                    harmless(row.who()),
                    harmless(&action),
                    row.subject.map(|id| id.to_string()).unwrap_or_default(),
                    row.ip.map(|ip| ip.to_string()).unwrap_or_default(),
                    harmless(&details),
                ];
                writer.write_record(record).map_err(broken)?;
            }
            writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
            drop(writer);
            let last = rows.last().map(|row| (row.at, row.id));
            let is_over = i64::try_from(rows.len()).is_ok_and(|rows| rows < CHUNK);
            Ok(Some((chunk, (cx, filter, words, (None, last.or(before), is_over)))))
        },
    )
}
