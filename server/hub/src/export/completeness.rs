//! The checks of a month as CSV.

use super::csv::{BYTE_ORDER_MARK, broken, writer};
use crate::{HubError, auth::OrgCx, permit::Export};
use domain::ConnectionId;
use store::completeness::Month;

/// One row for each hour of the month that was checked, the newest first, behind the headings. Times are in the
/// month's zone, each with its offset from UTC: an hour may come twice.
///
/// # Errors
/// [`domain::Fault::NotFound`] for a connection of somebody else.
pub async fn completeness_csv(
    cx: &OrgCx<Export>,
    connection: ConnectionId,
    month: Month,
    headings: [&str; 10],
) -> Result<Vec<u8>, HubError> {
    let mut tx = cx.begin().await?;
    store::connections::access(&mut tx, connection).await?;
    let hours = store::completeness::hours(&mut tx, connection, (month.from, month.until)).await?;
    let mut text = BYTE_ORDER_MARK.to_vec();
    let mut writer = writer(&mut text, cx.org_locale());
    writer.write_record(headings).map_err(broken)?;
    for hour in hours {
        let time = |at: chrono::DateTime<chrono::Utc>| {
            at.with_timezone(&month.zone).format("%Y-%m-%d %H:%M:%S %:z").to_string()
        };
        let tally = hour.tally;
        let counts = [
            tally.listed,
            tally.imported,
            tally.left_out,
            tally.waiting,
            tally.failed,
            tally.gone,
            tally.recovered,
            tally.corrected,
        ];
        writer.write_field(time(hour.hour)).map_err(broken)?;
        for count in counts {
            writer.write_field(count.to_string()).map_err(broken)?;
        }
        writer.write_field(time(hour.checked_at)).map_err(broken)?;
        writer.write_record(None::<&[u8]>).map_err(broken)?;
    }
    writer.flush().map_err(|error| HubError::Internal(error.to_string()))?;
    drop(writer);
    Ok(text)
}
