use crate::world::{Sale, World};
use domain::{
    Fault, OrderId, SyncRunId,
    view::orders::{Change, Happening, OrderFilter},
};
use hub::{HubError, orders, permit::View};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_sale_tells_its_lines_its_source_and_its_story() {
    let mut world = World::new().await;
    let older = world.sale(Sale { number: 1, placed_at: "2026-11-20T11:00:00Z", ..Sale::default() }).await;
    let id = world.sale(Sale { number: 2, ..Sale::default() }).await;
    let newer = world.sale(Sale { number: 3, placed_at: "2026-11-20T13:00:00Z", ..Sale::default() }).await;
    world.line(id, 2, None, "Sem código").await;
    world.line(id, 1, Some("CAM"), "Camiseta").await;
    let run = SyncRunId::new();
    payload(&mut world, id, run, br#"{"id":1042}"#).await;
    sqlx::query("insert into sync_runs (org_id, id, connection_id, kind, state) values ($1, $2, $3, 'full', 'completed')")
        .bind(world.org().0)
        .bind(run.0)
        .bind(world.shops[0].0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    let changes = json!([{"field": "payment_status", "from": "pending", "to": "paid"}]);
    let events = [
        ("order.created", json!({"run": run, "channel_status": "processing"})),
        ("order.updated", json!({"run": run, "changes": changes})),
    ];
    for (kind, data) in events {
        store::events::insert(&mut tx, &[store::events::NewEvent { subject: id.0, kind, data }])
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();

    let order = orders::find(&world.cx::<View>(), id, &OrderFilter::default()).await.unwrap();
    assert_eq!(
        order.lines.iter().map(|line| line.title.as_str()).collect::<Vec<_>>(),
        ["Camiseta", "Sem código"]
    );
    assert_eq!((order.newer, order.older), (Some(newer), Some(older)));
    assert_eq!(order.channel.name, "Loja Centro");
    let source = order.source.unwrap();
    assert_eq!((source.first_run, source.last_run), (Some(run), Some(run)));
    assert_eq!(source.payload.as_deref(), Some(r#"{"id":1042}"#));
    let change =
        Change { field: "payment_status".into(), from: Some("pending".into()), to: Some("paid".into()) };
    assert_eq!(order.story[0].what, Happening::Updated { run: Some(run), changes: vec![change] });
    assert_eq!(
        order.story[1].what,
        Happening::Imported { run: Some(run), channel_status: "processing".into() }
    );

    // No link leads to a run that is kept no longer.
    sqlx::query("delete from sync_runs").execute(&mut world.sql).await.unwrap();
    let order = orders::find(&world.cx::<View>(), id, &OrderFilter::default()).await.unwrap();
    let source = order.source.unwrap();
    assert_eq!((source.first_run, source.last_run), (None, None));
    assert!(matches!(order.story[0].what, Happening::Updated { run: None, .. }));
    assert_eq!(order.story[1].what, Happening::Imported { run: None, channel_status: "processing".into() });
}

#[tokio::test]
async fn a_sale_outlives_the_channels_document() {
    let mut world = World::new().await;
    let id = world.sale(Sale::default()).await;
    payload(&mut world, id, SyncRunId::new(), b"{}").await;
    sqlx::query("delete from payload_chunks").execute(&mut world.sql).await.unwrap();
    let order = orders::find(&world.cx::<View>(), id, &OrderFilter::default()).await.unwrap();
    assert_eq!(order.source.unwrap().payload, None);
}

#[tokio::test]
async fn a_sale_that_is_not_there_is_not_found() {
    let world = World::new().await;
    let error = orders::find(&world.cx::<View>(), OrderId::new(), &OrderFilter::default()).await.unwrap_err();
    assert!(matches!(error, HubError::Fault(Fault::NotFound)), "{error:?}");
}

/// Stores the document as the second one of a chunk.
async fn payload(world: &mut World, order: OrderId, run: SyncRunId, document: &[u8]) {
    let before = br#"{"another":"order"}"#;
    let chunk = Uuid::now_v7();
    let data = zstd::bulk::compress(&[before.as_slice(), document].concat(), 3).unwrap();
    let ends = [before.len() as i32, (before.len() + document.len()) as i32];
    sqlx::query(
        "insert into payload_chunks (org_id, day, id, connection_id, kind, data, ends)
         values ($1, (now() at time zone 'UTC')::date, $2, $3, 'order', $4, $5)",
    )
    .bind(world.org().0)
    .bind(chunk)
    .bind(world.shops[0].0)
    .bind(data)
    .bind(&ends[..])
    .execute(&mut world.sql)
    .await
    .unwrap();
    sqlx::query(
        "insert into source_records (org_id, connection_id, kind, external_id, verdict, digest, order_id, payload_day, payload_chunk, payload_index, first_run, last_run)
         values ($1, $2, 'order', $3::text, 'imported', decode(repeat('00', 16), 'hex'), $3, (now() at time zone 'UTC')::date, $4, 1, $5, $5)",
    )
    .bind(world.org().0)
    .bind(world.shops[0].0)
    .bind(order.0)
    .bind(chunk)
    .bind(run.0)
    .execute(&mut world.sql)
    .await
    .unwrap();
}
