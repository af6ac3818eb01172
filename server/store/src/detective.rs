//! What is known of an order by a number or key that somebody typed.

use crate::{OrgTx, StoreError, orders};
use domain::{
    ConnectionId, Money, OrderId, SyncRunId, Verdict,
    view::detective::{ASKED, Clue, ClueSale, OrderVerdict},
};

/// Clues of one question at most.
const MOST: i64 = 20;
/// Events that are looked through: of those that wait, of each connection, the ones that are due first; of those that
/// came to nothing, the newest.
const EVENTS: i64 = 2_000;

/// Records of channels whose key, number or purchase it is, the latest verdict first.
///
/// # Errors
/// [`StoreError`].
pub async fn records(tx: &mut OrgTx, number: &str) -> Result<Vec<Clue>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"with hit (connection_id, external_id) as (
               select c.id, $2 from connections c where c.org_id = $1
               union
               (select o.connection_id, o.external_id from orders o
                where o.org_id = $1 and o.external_number_key = $3 limit $4)
               union
               (select o.connection_id, o.external_id from orders o
                where o.org_id = $1 and o.purchase = $2 and o.purchase is not null limit $4)
           )
           select h.connection_id as "connection_id!", c.name, c.platform, h.external_id as "external_id!", r.verdict,
                  coalesce(r.reason, '') as "reason!", coalesce(r.detail, '') as "detail!", r.changed_at, r.last_run,
                  o.id as "sale?", o.number as "number?", o.external_number as "external_number?",
                  o.buyer_name as "buyer_name?", o.placed_at as "placed_at?", o.total_minor as "total_minor?",
                  o.currency as "currency?"
           from hit h
           join connections c on c.org_id = $1 and c.id = h.connection_id
           cross join lateral (
               select * from source_records s where s.org_id = $1 and s.connection_id = h.connection_id
               and s.kind = 'order' and s.external_id = h.external_id limit 1
           ) r
           left join orders o on o.org_id = $1 and o.id = r.order_id
           order by r.changed_at desc limit $4"#,
        org.0,
        number,
        number.to_lowercase(),
        MOST,
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let run = SyncRunId(row.last_run);
            let verdict = match row.verdict.parse()? {
                Verdict::Imported => OrderVerdict::Imported,
                Verdict::Skipped => OrderVerdict::Skipped { reason: row.reason.parse()?, run },
                Verdict::Failed => {
                    OrderVerdict::Refused { reason: row.reason.parse()?, detail: row.detail, run }
                }
            };
            let sale = match (row.sale, row.currency) {
                (Some(id), Some(currency)) => Some(ClueSale {
                    id: OrderId(id),
                    number: row.number.unwrap_or_default(),
                    external_number: row.external_number.unwrap_or_default(),
                    buyer_name: row.buyer_name.unwrap_or_default(),
                    placed_at: row.placed_at.unwrap_or_default(),
                    total: Money::from_minor(
                        row.total_minor.unwrap_or_default(),
                        orders::currency(&currency)?,
                    ),
                }),
                _ => None,
            };
            Ok(Clue {
                connection: ConnectionId(row.connection_id),
                connection_name: row.name,
                platform: row.platform,
                external_id: row.external_id,
                verdict,
                at: row.changed_at,
                sale,
                history: Vec::new(),
            })
        })
        .collect()
}

/// Events that told of the order with this key and have not been followed.
///
/// # Errors
/// [`StoreError`].
pub async fn waiting(tx: &mut OrgTx, key: &str) -> Result<Vec<Clue>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id as connection_id, c.name, c.platform, e.id, e.received_at, e.due_at, e.reason, e.attempts, e.topic
           from connections c cross join lateral (
               select * from (select * from webhook_events w
                              where w.org_id = $1 and w.connection_id = c.id and w.state = 'waiting'
                              order by w.due_at limit $4) w
               where $2 = any (w.subjects) limit 1
           ) e
           where c.org_id = $1 limit $3"#,
        org.0,
        key,
        MOST,
        EVENTS,
    )
    .fetch_all(tx.conn())
    .await?;
    let clues = rows.into_iter().map(|row| Clue {
        connection: ConnectionId(row.connection_id),
        connection_name: row.name,
        platform: row.platform,
        external_id: key.to_owned(),
        verdict: OrderVerdict::Waiting {
            is_asked: row.topic == ASKED,
            event: row.id,
            due_at: row.due_at,
            problem: row.reason,
            attempts: row.attempts,
        },
        at: row.received_at,
        sale: None,
        history: Vec::new(),
    });
    Ok(clues.collect())
}

/// Events that spoke of the order with this key or number and came to nothing, the newest of each connection.
///
/// # Errors
/// [`StoreError`].
pub async fn unheard(tx: &mut OrgTx, key: &str) -> Result<Vec<Clue>, StoreError> {
    let org = tx.org();
    let rows = sqlx::query!(
        r#"select c.id as connection_id, c.name, c.platform, e.id, e.received_at, e.topic, e.state,
                  coalesce(e.reason, '') as "reason!", case when e.state = 'refused' then e.body end as body,
                  $2 = any (e.subjects) as "is_subject!"
           from (select * from webhook_events w where w.org_id = $1 and w.state in ('failed', 'refused')
                 order by w.received_at desc limit $3) e
           join connections c on c.org_id = $1 and c.id = e.connection_id
           where $2 = any (e.subjects) or e.state = 'refused' and position(convert_to($2, 'UTF8') in e.body) > 0
           order by e.received_at desc"#,
        org.0,
        key,
        EVENTS,
    )
    .fetch_all(tx.conn())
    .await?;
    let mut clues: Vec<Clue> = Vec::new();
    for row in rows {
        let connection = ConnectionId(row.connection_id);
        let is_told = clues.iter().any(|clue| clue.connection == connection);
        if is_told || !(row.is_subject || row.body.is_some_and(|body| speaks_of(&body, key))) {
            continue;
        }
        let (event, problem, is_asked) = (row.id, row.reason, row.topic == ASKED);
        let verdict = if row.state == "failed" {
            OrderVerdict::GivenUp { is_asked, event, problem }
        } else {
            OrderVerdict::NotBelieved { event, problem }
        };
        clues.push(Clue {
            connection,
            connection_name: row.name,
            platform: row.platform,
            external_id: key.to_owned(),
            verdict,
            at: row.received_at,
            sale: None,
            history: Vec::new(),
        });
    }
    Ok(clues)
}

/// Whether the key stands in a body by itself: `42` does not stand in `1420`.
fn speaks_of(body: &[u8], key: &str) -> bool {
    let (text, is_part) = (String::from_utf8_lossy(body), |sign: char| sign.is_ascii_alphanumeric());
    text.match_indices(key).any(|(start, found)| {
        !text[..start].ends_with(is_part) && !text[start + found.len()..].starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_by_itself() {
        assert!(speaks_of(br#"{"id":1042,"x":1}"#, "1042"));
        assert!(speaks_of(b"1042", "1042"));
        assert!(speaks_of(b"91042 1042", "1042"));
        for other in [&br#"{"id":91042}"#[..], b"10421", b"a1042", b"", b"\xff\xfe"] {
            assert!(!speaks_of(other, "1042"), "{other:?}");
        }
    }
}
