use crate::world::World;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    CallClass, ConnectionId, Operation,
    view::{day::hour_of, health::CallFigures},
};
use std::time::Duration;
use store::call_stats::{self, Counted};

fn figures(millis: &[u64], failures: &[CallClass]) -> CallFigures {
    let mut figures = CallFigures::default();
    millis.iter().for_each(|took| figures.note(Duration::from_millis(*took), None));
    failures.iter().for_each(|class| figures.note(Duration::from_millis(3), Some(*class)));
    figures
}

fn counted(world: &World, connection: ConnectionId, hour: DateTime<Utc>, figures: CallFigures) -> Counted {
    Counted { org: world.org(), connection, operation: Operation::OrdersPage, hour: hour_of(hour), figures }
}

#[tokio::test]
async fn what_processes_count_is_added_up() {
    let world = World::new().await;
    let ([first, second], db, now) = (world.shops, world.database.db(), Utc::now());
    let (some, others) = (figures(&[10, 90], &[CallClass::Timeout]), figures(&[400], &[CallClass::Data]));
    let rows = [counted(&world, first, now, some), counted(&world, second, now, others)];
    call_stats::add(db, &rows).await.unwrap();
    call_stats::add(db, &[counted(&world, first, now, others)]).await.unwrap();

    let mut tx = db.begin(world.org()).await.unwrap();
    let found = call_stats::of_connection(&mut tx, first, hour_of(now)).await.unwrap();
    let mut sum = some;
    sum.add(&others);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].operation, found[0].figures), (Operation::OrdersPage, sum));
    let by_connection = call_stats::by_connection(&mut tx, (hour_of(now), now)).await.unwrap();
    let of_first = by_connection.iter().find(|(id, _)| *id == first).unwrap();
    assert_eq!((by_connection.len(), of_first.1), (2, sum));
}

#[tokio::test]
async fn what_is_counted_of_a_connection_that_is_gone_keeps_nothing_else_back() {
    let world = World::new().await;
    let (db, now) = (world.database.db(), Utc::now());
    let gone = counted(&world, ConnectionId::new(), now, figures(&[1], &[]));
    let kept = counted(&world, world.shops[0], now, figures(&[1], &[]));
    call_stats::add(db, &[gone, kept]).await.unwrap();
    let mut tx = db.begin(world.org()).await.unwrap();
    assert_eq!(call_stats::by_connection(&mut tx, (hour_of(now), now)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_table_does_not_grow_for_ever() {
    let mut world = World::new().await;
    let (shop, now) = (world.shops[0], Utc::now());
    for days in 0..100 {
        let row = counted(&world, shop, now - TimeDelta::days(days), figures(&[1], &[]));
        // However often it is added to, it is one row.
        call_stats::add(world.database.db(), &[row]).await.unwrap();
        call_stats::add(world.database.db(), &[row]).await.unwrap();
    }
    call_stats::prune(world.database.db()).await.unwrap();
    let rows: i64 =
        sqlx::query_scalar("select count(*) from call_stats").fetch_one(&mut world.sql).await.unwrap();
    assert_eq!(rows, 90);
}
