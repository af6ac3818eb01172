//! Records that are odd, and records by their keys.

use super::{Answer, Subject, good, scenario_list};
use crate::{Advice, SourceOrder, Taken};

scenario_list! { Orders:
    "an odd record costs neither the page nor the others" => async |s: &Subject<'_>| {
        let records = format!("[{},null,7,[],{{}}]", s.record);
        let orders = page(s, &records).await;
        assert_eq!(orders.len(), 5, "every record has a verdict");
        assert!(matches!(orders[0].taken, Taken::Order(_)), "{:?}", orders[0].taken);
    },
    "a record without a key fails with one of its own" => async |s: &Subject<'_>| {
        for bad in page(s, "[null,7,[],{}]").await {
            assert!(matches!(bad.taken, Taken::Failed { .. }), "{:?}", bad.taken);
            assert!(bad.external_id.starts_with('?'), "{}", bad.external_id);
        }
    },
    "a record that comes twice has the same key and digest" => async |s: &Subject<'_>| {
        let orders = page(s, &format!("[{0},{0}]", s.record)).await;
        assert_eq!((&orders[0].external_id, orders[0].digest), (&orders[1].external_id, orders[1].digest));
    },
    "an unknown status stays unknown and is not paid" => async |s: &Subject<'_>| {
        match &page(s, &format!("[{}]", s.strange_record)).await[0].taken {
            Taken::Order(order) => {
                assert_eq!(order.status, domain::OrderStatus::Unknown);
                assert!(!order.payment.counts_as_paid());
                assert!(!order.channel_status.is_empty(), "the channel's own word is kept");
            }
            other => panic!("{other:?}"),
        }
    },
    "the payload is kept as it was sent" => async |s: &Subject<'_>| {
        let orders = page(s, &format!("[{}]", s.record)).await;
        assert!(orders[0].raw.len() + 64 >= s.record.split_whitespace().map(str::len).sum::<usize>());
    },
    "a payload that was kept is made into the same order" => async |s: &Subject<'_>| {
        let order = page(s, &format!("[{}]", s.record)).await.remove(0);
        let again = s.orders().remade(&order.raw, &Default::default());
        assert_eq!(format!("{again:?}"), format!("{:?}", order.taken));
        let broken = s.orders().remade(b"{", &Default::default());
        assert!(matches!(broken, Taken::Failed { .. }), "{broken:?}");
    },
    "an empty list is the end" => async |s: &Subject<'_>| assert!(page(s, "[]").await.is_empty()),
    "an order is found by its key" => async |s: &Subject<'_>| {
        let listed = page(s, &format!("[{}]", s.record)).await;
        let found = good(s.some(s.single(Some(s.record)), &[listed[0].external_id.clone()]).await, "by key");
        assert_eq!(found.len(), 1, "one key, one order");
        assert_eq!((&found[0].external_id, found[0].digest), (&listed[0].external_id, listed[0].digest));
    },
    "an order that is gone is left out" => async |s: &Subject<'_>| {
        let listed = page(s, &format!("[{}]", s.record)).await;
        assert!(good(s.some(s.single(None), &[listed[0].external_id.clone()]).await, "gone").is_empty());
    },
    "a key that is none asks for nothing" => async |s: &Subject<'_>| {
        let found = s.some(Answer::json(401, "{}"), &["?0a".to_owned()]).await;
        assert!(good(found, "it was asked for").is_empty());
    },
    "a revoked key is told when single orders are read" => async |s: &Subject<'_>| {
        let listed = page(s, &format!("[{}]", s.record)).await;
        match s.some(Answer::json(401, "{}"), &[listed[0].external_id.clone()]).await {
            Ok(found) => panic!("{found:?}"),
            Err(error) => assert_eq!(error.advice, Advice::Reauthorise, "{error:?}"),
        }
    },
}

async fn page(subject: &Subject<'_>, records: &str) -> Vec<SourceOrder> {
    let page = subject.page(Answer::json(200, &(subject.page_of)(records))).await;
    good(page, "the page").orders.into_iter().map(SourceOrder::made).collect()
}
