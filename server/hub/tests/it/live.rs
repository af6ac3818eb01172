//! What open pages are told of while sales come.

use crate::world::World;
use hub::{
    live::{Listener, Note, SALES},
    permit::RunSync,
    syncs::{self, What},
};
use sandbox::Platform;
use std::time::Duration;
use testkit::{connect_shop, stranger, work_until_idle};
use tokio::time::timeout;

/// What was told, up to a while in which nothing was.
async fn heard(notes: &mut Listener) -> Vec<Note> {
    let mut heard = Vec::new();
    while let Ok(note) = timeout(Duration::from_millis(500), notes.next()).await {
        heard.push(note.unwrap());
    }
    heard
}

#[tokio::test]
async fn a_run_tells_once_in_a_while_that_it_brought_sales_and_not_by_the_order() {
    let world = World::with(Platform::Woocommerce, 300).await;
    let mut notes = world.hub.hear_notes().await.unwrap();
    let first = world.sync(What::Changes).await;
    assert_eq!(first.counts.created, 300);
    let told = heard(&mut notes).await;
    let of_sales: Vec<_> = told.iter().filter(|note| note.kind == SALES).collect();
    let took = first.finished_at.unwrap() - first.created_at;
    let most = usize::try_from(took.num_milliseconds() / 500).unwrap() + 2;
    assert!((1..=most).contains(&of_sales.len()), "{told:?}");
    assert!(of_sales.iter().all(|note| note.id == first.id.0), "{told:?}");

    world.sync(What::Everything).await;
    let told = heard(&mut notes).await;
    assert!(!told.is_empty() && told.iter().all(|note| note.kind != SALES), "{told:?}");

    world.shop.cancel(world.shop.recent(1)[0].id).unwrap();
    assert_eq!(world.sync(What::Changes).await.counts.updated, 1);
    let told = heard(&mut notes).await;
    assert!(told.iter().any(|note| note.kind == SALES), "a change is told as well: {told:?}");
}

#[tokio::test]
async fn sales_are_told_in_the_name_of_the_company_that_they_came_to() {
    let world = World::with(Platform::Woocommerce, 10).await;
    let other = stranger(&world.hub).await;
    let connection = connect_shop(&other, &world.sandbox, &world.shop).await;
    let mut notes = world.hub.hear_notes().await.unwrap();
    world.sync(What::Changes).await;
    let told = heard(&mut notes).await;
    let org = world.owner.org();
    assert!(
        told.iter().any(|note| note.kind == SALES) && told.iter().all(|note| note.org == org),
        "{told:?}"
    );
    syncs::start(&other.cx::<RunSync>(), connection, What::Changes).await.unwrap();
    work_until_idle(&other, &world.hub).await;
    let told = heard(&mut notes).await;
    let org = other.org();
    assert!(
        told.iter().any(|note| note.kind == SALES) && told.iter().all(|note| note.org == org),
        "{told:?}"
    );
}
