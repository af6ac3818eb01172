//! Room in the plan for orders that arrive. What does not fit is kept as it came, and waits.

use super::{Content, OrderContent, SourceItem, triage::Known};
use crate::{OrgTx, StoreError, usage::month_of};
use chrono::{DateTime, TimeDelta, Utc};
use domain::SkipReason;
use std::collections::HashMap;

/// Orders that were placed longer ago than this come with a shop that is connected, and are not counted.
const NEW_FOR: TimeDelta = TimeDelta::days(31);

/// Whether an order that is new here is one that the plan counts.
pub(super) fn is_metered(order: &OrderContent, now: DateTime<Utc>) -> bool {
    !order.is_test && order.placed_at > now - NEW_FOR
}

/// How many orders the plan still includes this month. Who takes of it waits until this transaction has ended; to be asked under
/// the organisation's lock, which this takes.
pub(super) async fn lock(tx: &mut OrgTx) -> Result<i64, StoreError> {
    tx.lock_organisation().await?;
    let org = tx.org();
    let room = sqlx::query_scalar!(
        r#"select greatest(p.orders - coalesce(m.used + m.reserved, 0), 0) from org_plans p
           left join usage_months m on m.org_id = p.org_id and m.meter = 'orders' and m.month = $2
           where p.org_id = $1"#,
        org.0,
        month_of(Utc::now()),
    );
    Ok(room.fetch_one(tx.conn()).await?.unwrap_or(i64::MAX))
}

/// New orders for which there is no room, as records that wait; nothing in the place of the others.
pub(super) fn park(
    items: &[&SourceItem],
    known: &HashMap<String, Known>,
    room: i64,
) -> Vec<Option<SourceItem>> {
    let (now, mut left) = (Utc::now(), room);
    let judge = |item: &&SourceItem| {
        let Content::Order(order) = &item.content else { return None };
        let known = known.get(&item.external_id);
        let is_sale = known.is_some_and(|known| known.order.is_some());
        if is_sale || !known.is_some_and(Known::waits) && !is_metered(order, now) {
            return None;
        }
        left -= 1;
        (left < 0).then(|| SourceItem {
            external_id: item.external_id.clone(),
            digest: item.digest,
            version: item.version,
            content: Content::Skipped(SkipReason::PlanLimit),
            raw: Box::default(),
        })
    };
    items.iter().map(judge).collect()
}
