//! What came since somebody looked.

use super::filter::{Builder, Selection, Window, push_select};
use crate::{OrgTx, StoreError};
use domain::{
    ConnectionId,
    view::{
        orders::{Arrivals, OrderFilter, OrderSort, OrderSortKey},
        page::{Cursor, CursorKey, Toward},
    },
};
use uuid::Uuid;

/// The sales of the selection with a higher number than `since`. Numbers are taken under the lock of the organisation, so
/// that a sale that is seen later has a higher one. `connections` are those that the filter takes sales of.
///
/// # Errors
/// [`StoreError`].
pub async fn arrived(
    tx: &mut OrgTx,
    filter: &OrderFilter,
    connections: Option<&[ConnectionId]>,
    since: i64,
) -> Result<Arrivals, StoreError> {
    let org = tx.org();
    let newest = sqlx::query_scalar!(
        r#"select next_sale_number - 1 as "newest!" from organisations where id = $1"#,
        org.0
    )
    .fetch_one(tx.conn())
    .await?;
    // A number that somebody typed may be any.
    match newest.saturating_sub(since) {
        ..=0 => return Ok(Arrivals::Counted(0)),
        1..=Arrivals::FLOOD => {}
        _ => return Ok(Arrivals::Flood),
    }
    let selection = Selection { org, filter, connections, is_scoped: false };
    let sort = OrderSort { key: OrderSortKey::Number, descending: false };
    let place = Cursor { toward: Toward::Next, key: CursorKey::Number(since), id: Uuid::nil() };
    let window = Window { sort, from: Some(&place) };
    let mut sql = Builder::new("select count(*) from (");
    push_select(&mut sql, "o.id", selection, Some(window), usize::try_from(Arrivals::CAP).ok());
    sql.push(") s");
    Ok(Arrivals::Counted(sql.build_query_scalar().fetch_one(tx.conn()).await?))
}
