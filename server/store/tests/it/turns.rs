//! Turns of accounts, among all processes.

use std::time::Duration;
use store::turns;
use testkit::TestDatabase;

const SPACING: Duration = Duration::from_secs(5);

#[tokio::test]
async fn no_two_processes_get_the_same_turn() {
    let database = TestDatabase::create().await;
    let take = || turns::take(database.db(), "shop/production/1", SPACING);
    let mut waits = futures::future::try_join_all((0..12).map(|_| take())).await.unwrap();
    waits.sort();
    for (place, wait) in (0..).zip(&waits) {
        // Less what went by since the first one.
        let whole = SPACING * place;
        assert!(*wait <= whole && *wait + SPACING > whole, "{place}: {wait:?}");
    }
    let other = turns::take(database.db(), "shop/production/2", SPACING).await.unwrap();
    assert_eq!(other, Duration::ZERO, "another account is another queue");
}

#[tokio::test]
async fn a_pause_holds_everybody_and_never_shortens() {
    let database = TestDatabase::create().await;
    let account = "shop/production/1";
    turns::hold(database.db(), account, Duration::from_secs(60)).await.unwrap();
    turns::hold(database.db(), account, Duration::from_secs(5)).await.unwrap();
    let pause = turns::pause(database.db(), account).await.unwrap();
    assert!(pause > Duration::from_secs(50) && pause <= Duration::from_secs(60), "{pause:?}");
    assert_eq!(turns::pause(database.db(), "shop/production/2").await.unwrap(), Duration::ZERO);
    let wait = turns::take(database.db(), account, Duration::from_millis(50)).await.unwrap();
    assert!(wait > Duration::from_secs(50) && wait <= Duration::from_secs(60), "{wait:?}");
}
