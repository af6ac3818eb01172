//! What stands of orders before and after they are written: what would change is what differs.

use super::{batch::Batch, differing};
use crate::{OrgTx, StoreError};
use domain::{OrderId, view::orders::Change};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What stands of one record.
pub(super) struct Standing {
    pub order: Option<OrderId>,
    facts: Map<String, Value>,
}

impl Standing {
    /// What differs in another one, field by field: as it is to be shown, and a sum of all of it. None where nothing does.
    pub fn difference(&self, after: &Self) -> Option<(Vec<Change>, [u8; 16])> {
        let fields = self.facts.keys().chain(after.facts.keys().filter(|key| !self.facts.contains_key(*key)));
        let mut changes = Vec::new();
        let mut sum = Sha256::new();
        for field in fields {
            let (from, to) = (self.facts.get(field), after.facts.get(field));
            if from == to {
                continue;
            }
            let (from, to) = (from.unwrap_or(&Value::Null), to.unwrap_or(&Value::Null));
            // No text of JSON holds the sign between them.
            for part in [field, &from.to_string(), &to.to_string()] {
                sum.update(part);
                sum.update([0]);
            }
            let (from, to) = differing::told(from, to);
            changes.push(Change { field: field.clone(), from, to });
        }
        let sum = sum.finalize();
        (!changes.is_empty()).then(|| (changes, std::array::from_fn(|at| sum[at])))
    }
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

    fn standing(facts: &Value) -> Standing {
        Standing { order: None, facts: facts.as_object().unwrap().clone() }
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let before = standing(&json!({"status": "open", "note": null, "total_minor": 5, "lines": [1]}));
        let after = standing(&json!({"status": "open", "note": "x", "total_minor": 6, "lines": [1]}));
        let change = |field: &str, from: Option<&str>, to: Option<&str>| Change {
            field: field.into(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
        };
        let (changes, _) = before.difference(&after).unwrap();
        assert_eq!(changes, [change("note", None, Some("x")), change("total_minor", Some("5"), Some("6"))]);
        assert!(before.difference(&before).is_none());
        let none = standing(&json!({}));
        let (changes, _) = none.difference(&standing(&json!({"note": null}))).unwrap();
        assert_eq!(changes, [change("note", None, None)]);
    }

    #[test]
    fn the_sum_is_of_all_that_differs_and_of_nothing_else() {
        let sum = |before: Value, after: Value| standing(&before).difference(&standing(&after)).unwrap().1;
        let long = |end: &str| format!("{}{end}", "x".repeat(10_000));
        let first = sum(json!({"a": 1, "note": null}), json!({"a": 1, "note": long("1")}));
        assert_eq!(first, sum(json!({"a": 2, "note": null}), json!({"a": 2, "note": long("1")})));
        assert_ne!(first, sum(json!({"a": 1, "note": null}), json!({"a": 1, "note": long("2")})), "the end");
        assert_ne!(first, sum(json!({"a": 1, "note": "x"}), json!({"a": 1, "note": long("1")})), "from");
        assert_ne!(
            first,
            sum(json!({"a": 1, "user": null}), json!({"a": 1, "user": long("1")})),
            "the field"
        );
    }
}
