//! What stands of orders before and after they are written: what would change is what differs.

use super::batch::Batch;
use crate::{OrgTx, StoreError};
use domain::{OrderId, view::orders::Change};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Characters of a value that are kept.
const LONGEST: usize = 2_000;

/// What stands of one record.
pub(super) struct Standing {
    pub order: Option<OrderId>,
    facts: Map<String, Value>,
}

impl Standing {
    /// What differs in another one, field by field, values as they are stored.
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let fields = self.facts.keys().chain(after.facts.keys().filter(|key| !self.facts.contains_key(*key)));
        let changed = fields.filter(|field| self.facts.get(*field) != after.facts.get(*field));
        changed
            .map(|field| Change {
                field: field.clone(),
                from: self.facts.get(field).and_then(text),
                to: after.facts.get(field).and_then(text),
            })
            .collect()
    }
}

fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        // Parts of an order, each member on a line of its own.
        Value::Array(_) | Value::Object(_) => format!("{value:#}"),
        other => other.to_string(),
    };
    Some(text.chars().take(LONGEST).collect())
}

/// What stands of these records, by their keys: verdict, the order's columns and what belongs to it. Left out is what
/// a channel does not tell: ids, numbers and links of ours.
pub(super) async fn take(
    tx: &mut OrgTx,
    batch: &Batch<'_>,
    keys: &[&str],
) -> Result<HashMap<String, Standing>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select r.external_id, o.id as "order?", (
               jsonb_build_object('verdict', r.verdict, 'reason', r.reason)
               || coalesce(to_jsonb(o) - array['org_id', 'id', 'number', 'connection_id', 'external_id', 'customer_id',
                   'customer_match', 'created_at', 'updated_at', 'items'], '{}')
               || jsonb_build_object(
                   'lines', (select jsonb_agg(to_jsonb(l) - array['org_id', 'order_id', 'product_id', 'waits',
                       'code_connection_id'] order by l.position)
                       from order_lines l where l.org_id = $1 and l.order_id = o.id),
                   'addresses', (select jsonb_agg(to_jsonb(a) - array['org_id', 'order_id'] order by a.kind)
                       from order_addresses a where a.org_id = $1 and a.order_id = o.id),
                   'payments', (select jsonb_agg(to_jsonb(p) - array['org_id', 'order_id'] order by p.position)
                       from order_payments p where p.org_id = $1 and p.order_id = o.id),
                   'refunds', (select jsonb_agg(to_jsonb(f) - array['org_id', 'order_id'] order by f.external_id)
                       from order_refunds f where f.org_id = $1 and f.order_id = o.id),
                   'ledger', (select jsonb_agg(to_jsonb(e) - array['org_id', 'order_id'] order by e.position)
                       from order_ledger e where e.org_id = $1 and e.order_id = o.id))
           ) as "facts!"
           from unnest($3::text[]) as listed (external_id)
           cross join lateral (
               select s.external_id, s.verdict, s.reason, s.order_id from source_records s
               where s.org_id = $1 and s.connection_id = $2 and s.kind = 'order' and s.external_id = listed.external_id
               limit 1
           ) r
           left join orders o on o.org_id = $1 and o.id = r.order_id"#,
        org.0,
        batch.connection.0,
        keys as &[&str],
    )
    .fetch_all(tx.conn())
    .await?;
    let standing = rows.into_iter().map(|row| {
        let facts = match row.facts {
            Value::Object(facts) => facts,
            _ => Map::new(),
        };
        (row.external_id, Standing { order: row.order.map(OrderId), facts })
    });
    Ok(standing.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_a_change() {
        let standing = |facts: Value| Standing { order: None, facts: facts.as_object().unwrap().clone() };
        let before = standing(json!({"status": "open", "note": null, "total_minor": 5, "lines": [1]}));
        let after = standing(json!({"status": "open", "note": "x", "total_minor": 6, "lines": [1]}));
        let change = |field: &str, from: Option<&str>, to: Option<&str>| Change {
            field: field.into(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        let changes = before.changes(&after);
        assert_eq!(changes, [change("note", None, Some("x")), change("total_minor", Some("5"), Some("6"))]);
        assert_eq!(before.changes(&before), []);
        let none = standing(json!({}));
        assert_eq!(none.changes(&standing(json!({"note": null}))), [change("note", None, None)]);
    }
}
