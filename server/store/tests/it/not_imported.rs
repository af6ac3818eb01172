use crate::world::{Sale, World};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    LeftOut, Verdict,
    view::{
        not_imported::{NotImportedFilter, NotImportedPlace},
        page::PAGE_SIZE,
    },
};
use hub::{not_imported, permit::View};
use uuid::Uuid;

const FAILED: NotImportedFilter = NotImportedFilter { kind: LeftOut::Failed, connection: None, reason: None };

/// A record of a shop, judged so many minutes after the start of 20 November.
async fn record(world: &mut World, shop: usize, id: &str, verdict: &str, reason: Option<&str>, minute: i64) {
    let (org, shop, at) = (world.org(), world.shops[shop], judged(minute));
    sqlx::query(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, reason, digest, payload_day, payload_chunk, payload_index, first_run, last_run, changed_at)
         values ($1, $2, 'order', $3, $4, $5, decode(repeat('00', 16), 'hex'), '2026-11-20', $6, 0, $6, $6, $7)",
    )
    .bind(org.0)
    .bind(shop.0)
    .bind(id)
    .bind(verdict)
    .bind(reason)
    .bind(Uuid::now_v7())
    .bind(at)
    .execute(&mut world.sql)
    .await
    .unwrap();
}

fn judged(minute: i64) -> DateTime<Utc> {
    "2026-11-20T00:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minute)
}

#[tokio::test]
async fn every_record_that_is_no_sale_is_listed_once_by_its_latest_verdict() {
    let mut world = World::new().await;
    // Three share each minute: the place must tell them apart.
    let count = PAGE_SIZE as i64 + 10;
    for n in 0..count {
        record(&mut world, (n % 2) as usize, &format!("order-{n}"), "failed", Some("unreadable"), n / 3)
            .await;
    }
    record(&mut world, 0, "draft", "skipped", Some("draft"), 1).await;
    record(&mut world, 0, "a-sale", "imported", None, 500).await;
    let cx = world.cx::<View>();
    let first = not_imported::list(&cx, &FAILED, None).await.unwrap();
    let second = not_imported::list(&cx, &FAILED, first.next.as_ref()).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (PAGE_SIZE, 10, None));
    let rows: Vec<_> = first.rows.iter().chain(&second.rows).collect();
    assert!(rows.is_sorted_by(|one, other| one.judged_at >= other.judged_at));
    let mut ids: Vec<_> = rows.iter().map(|row| row.external_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len() as i64, count);
    let counts: Vec<_> = first.counts.iter().map(|of| (of.verdict, of.reason.as_str(), of.count)).collect();
    assert_eq!(counts, [(Verdict::Failed, "unreadable", count), (Verdict::Skipped, "draft", 1)]);
}

#[tokio::test]
async fn the_list_is_narrowed_by_shop_and_reason() {
    let mut world = World::new().await;
    record(&mut world, 0, "1", "failed", Some("unreadable"), 1).await;
    record(&mut world, 0, "2", "failed", Some("refused"), 2).await;
    record(&mut world, 1, "3", "failed", Some("refused"), 3).await;
    let (cx, centro) = (world.cx::<View>(), world.shops[0]);
    let filter =
        NotImportedFilter { connection: Some(centro), reason: Some("refused".into()), ..FAILED.clone() };
    let found = not_imported::list(&cx, &filter, None).await.unwrap();
    let [row] = &found.rows[..] else { panic!("{:?}", found.rows) };
    assert_eq!((row.external_id.as_str(), row.connection_name.as_str()), ("2", "Loja Centro"));
    assert_eq!(found.counts.len(), 2, "reasons of the shop, also those that are filtered out");
    let before = NotImportedPlace { judged_at: judged(3), connection: centro, external_id: "9".into() };
    assert_eq!(not_imported::list(&cx, &FAILED, Some(&before)).await.unwrap().rows.len(), 2);
}

#[tokio::test]
async fn what_waits_for_the_plan_is_listed_apart_from_what_is_skipped() {
    let mut world = World::new().await;
    record(&mut world, 0, "1", "skipped", Some("plan_limit"), 1).await;
    record(&mut world, 0, "2", "skipped", Some("trashed"), 2).await;
    record(&mut world, 0, "3", "skipped", None, 3).await;
    record(&mut world, 0, "4", "failed", Some("unreadable"), 4).await;
    let cx = world.cx::<View>();
    for (kind, ids) in
        [(LeftOut::Waiting, vec!["1"]), (LeftOut::Skipped, vec!["3", "2"]), (LeftOut::Failed, vec!["4"])]
    {
        let filter = NotImportedFilter { kind, ..FAILED.clone() };
        let found = not_imported::list(&cx, &filter, None).await.unwrap().rows;
        let found: Vec<_> = found.iter().map(|row| row.external_id.as_str()).collect();
        assert_eq!(found, ids, "{kind}");
    }
}

#[tokio::test]
async fn a_record_whose_earlier_version_is_a_sale_names_it() {
    let mut world = World::new().await;
    let sale = world.sale(Sale { external_number: "#1001", ..Sale::default() }).await;
    record(&mut world, 0, "1001", "skipped", Some("trashed"), 1).await;
    sqlx::query("update source_records set order_id = $1")
        .bind(sale.0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    let filter = NotImportedFilter { kind: LeftOut::Skipped, ..FAILED.clone() };
    let found = not_imported::list(&world.cx::<View>(), &filter, None).await.unwrap();
    assert_eq!(found.rows[0].sale, Some((sale, "#1001".to_owned())));
}

#[tokio::test]
async fn a_payload_that_is_no_longer_kept_or_was_never_there_is_none() {
    let mut world = World::new().await;
    record(&mut world, 0, "1", "failed", Some("unreadable"), 1).await;
    let cx = world.cx::<View>();
    for id in ["1", "2"] {
        assert_eq!(not_imported::payload(&cx, world.shops[0], id).await.unwrap(), None);
    }
    let stranger = world.stranger.cx::<View>();
    assert!(not_imported::list(&stranger, &FAILED, None).await.unwrap().rows.is_empty());
}
