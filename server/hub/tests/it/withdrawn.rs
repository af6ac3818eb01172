//! Orders that the merchant throws away: their sales are cancelled, and they take no other order along.

use crate::world::World;
use domain::SyncState;
use hub::{
    permit::View,
    syncs::{self, What},
};
use sandbox::{Fault, FaultRule, NewOrder, OrderChange, Platform};

impl World {
    fn put(&self, id: u64, status: &str) {
        let change = OrderChange { status: Some(status.to_owned()), ..OrderChange::default() };
        self.shop.change(id, change).unwrap();
    }
}

#[tokio::test]
async fn a_sale_whose_order_went_to_the_bin_is_cancelled_until_it_comes_back() {
    let world = World::with(Platform::Woocommerce, 20).await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    world.sync(What::Changes).await;
    let sale = format!("orders where external_id = '{id}'");
    assert_eq!(world.count(&format!("{sale} and payment_status = 'paid'")).await, 1);

    world.put(id, "trash");
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.counts.updated), (SyncState::Completed, 1), "{run:?}");
    let cancelled = format!("{sale} and status = 'cancelled' and payment_status = 'voided'");
    assert_eq!(world.count(&cancelled).await, 1);
    let again = world.sync(What::Changes).await;
    assert_eq!((again.counts.updated, again.counts.skipped), (0, 0), "{again:?}");

    world.put(id, "processing");
    assert_eq!(world.sync(What::Changes).await.counts.updated, 1);
    assert_eq!(world.count(&format!("{sale} and status = 'open' and payment_status = 'paid'")).await, 1);
}

#[tokio::test]
async fn an_order_that_was_thrown_away_before_it_was_seen_is_skipped() {
    let world = World::with(Platform::Woocommerce, 20).await;
    world.sync(What::Changes).await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    world.put(id, "trash");
    for _ in 0..2 {
        let run = world.sync(What::Changes).await;
        assert_eq!((run.counts.created, run.counts.skipped), (0, 1), "{run:?}");
        let issues = syncs::issues(&world.owner.cx::<View>(), run.id, None, 10).await.unwrap();
        assert_eq!((issues[0].verdict.as_str(), issues[0].reason.as_str()), ("skipped", "trashed"));
    }
    assert_eq!(world.count("orders").await, 20);

    world.put(id, "processing");
    assert_eq!(world.sync(What::Changes).await.counts.created, 1);
}

#[tokio::test]
async fn orders_that_leave_while_the_list_is_read_take_no_other_along() {
    let world = World::with(Platform::Woocommerce, 650).await;
    world.shop.fault(FaultRule::times(Fault::LeavingRows, 3));
    let run = world.sync(What::Changes).await;
    assert!(run.counts.add_up(), "{run:?}");
    let gone = world.shop.recent(10).iter().filter(|order| order.status == "trash").count();
    assert_eq!(gone, 3);
    assert_eq!(world.count("orders where channel_status <> 'trash'").await, 647, "{run:?}");
}
