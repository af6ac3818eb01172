//! What the shops hold against what is here.

use crate::{report, stand::Stand};
use domain::ConnectionId;
use sandbox::{Order, Shop};
use std::collections::{HashMap, HashSet};

/// Differences.
#[derive(Debug, Default)]
pub struct Ledger {
    /// Orders that are not here or not as the shop has them, and answered events that were not kept.
    pub lost: i64,
    /// Orders that are here more than once.
    pub doubled: i64,
    /// Runs, jobs and events that nobody works on.
    pub stuck: i64,
    /// Parcels that the shops were told of.
    pub told: i64,
}

/// A sale, by what the shop says of it.
#[derive(Debug, sqlx::FromRow)]
struct Sale {
    external_id: String,
    is_cancelled: bool,
    total_minor: i64,
    refunded_minor: i64,
    note: String,
    /// Rows and what the sale says of them.
    lines: i64,
    items: i32,
}

impl Sale {
    /// Whether it is what the shop has. The stamp of the last change is no part of that: platforms move it
    /// where nothing changed.
    fn is(&self, order: &Order) -> bool {
        self.is_cancelled == (order.status == "cancelled")
            && self.total_minor == order.total()
            && self.refunded_minor == order.refunded()
            && *self.note == *order.note
            && (self.lines > 0) == (self.items > 0)
    }
}

impl Ledger {
    /// Compares the orders of a shop.
    pub async fn compare(
        &mut self,
        stand: &Stand,
        connection: ConnectionId,
        shop: &Shop,
    ) -> anyhow::Result<()> {
        let mut owner = stand.owner().await?;
        let sales: Vec<Sale> = sqlx::query_as(
            "select external_id, status = 'cancelled' as is_cancelled, total_minor, refunded_minor, coalesce(note, '') as note,
                 items, (select count(*) from order_lines l where l.org_id = o.org_id and l.order_id = o.id) as lines
             from orders o where connection_id = $1",
        )
        .bind(connection.0)
        .fetch_all(&mut owner)
        .await?;
        let mut here: HashMap<String, Sale> = HashMap::with_capacity(sales.len());
        for sale in sales {
            if let Some(again) = here.insert(sale.external_id.clone(), sale) {
                report::note(&format!("order {} is here more than once", again.external_id));
                self.doubled += 1;
            }
        }
        for order in shop.recent(usize::MAX).into_iter().filter_map(|order| shop.order(order.id)) {
            let key = shop.order_key(order.id);
            if !here.get(&key).is_some_and(|sale| sale.is(&order)) {
                let (status, total, note) = (&order.status, order.total(), &order.note);
                let sale = here.get(&key);
                report::note(&format!(
                    "not as the shop has it: {key} {status} {total} {note:?}, here {sale:?}"
                ));
                self.lost += 1;
            }
        }
        Ok(())
    }

    /// Every event that was answered must have been kept, each by its number.
    pub async fn look_for_events(&mut self, stand: &Stand, answered: &[u32]) -> anyhow::Result<()> {
        let mut owner = stand.owner().await?;
        let kept: HashSet<String> = sqlx::query_scalar(
            "select convert_from(body, 'UTF8')::json->>'number' from webhook_events where state <> 'refused'",
        )
        .fetch_all(&mut owner)
        .await?
        .into_iter()
        .collect();
        let lost = answered.iter().filter(|number| !kept.contains(&number.to_string())).count();
        report::note(&format!("{} events were answered, {} kept, {lost} lost", answered.len(), kept.len()));
        self.lost += i64::try_from(lost)?;
        Ok(())
    }
}

/// Runs that are open, jobs that are under way or should be, and events that should have been looked at a while ago, each in words.
pub async fn open(stand: &Stand) -> anyhow::Result<Vec<String>> {
    let mut owner = stand.owner().await?;
    let open = sqlx::query_scalar(
        "select concat_ws(' ', 'run', id, kind, state, problem, 'starts', starts_in_vain, 'read', read) from sync_runs where state in ('waiting', 'running')
         union all
         select concat_ws(' ', 'job', id, kind, 'lease', lease, last_error) from jobs where state = 'running'
         union all
         select concat_ws(' ', 'job', id, kind, 'waits since', run_at) from jobs
         where state = 'waiting' and run_at < now() - interval '40 seconds'
         union all
         select concat_ws(' ', 'event', id, reason, 'attempts', attempts) from webhook_events
         where state = 'waiting' and due_at < now() - interval '20 seconds'
         union all
         select concat_ws(' ', 'action', id, kind, state, problem) from order_actions where state in ('asked', 'sending', 'sent')",
    );
    Ok(open.fetch_all(&mut owner).await?)
}
