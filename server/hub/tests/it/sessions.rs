//! What people who are not signed in leave for the next page, and when a session was used last.

use domain::{Fault, Role};
use hub::{HubError, sessions::Client};
use std::net::IpAddr;
use testkit::{HubOptions, TestDatabase, member};

#[tokio::test]
async fn the_last_use_is_written_at_most_once_a_minute() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let token = member(&hub, Role::Owner).await.token.hash();
    let mut sql = database.connect_as("orion_owner").await;
    let mut used_ago = async |seconds: f64| {
        sqlx::query("update sessions set last_seen_at = now() - make_interval(secs => $1)")
            .bind(seconds)
            .execute(&mut sql)
            .await
            .unwrap();
        hub.session(&token).await.unwrap().unwrap().last_seen_at
    };
    let read = used_ago(50.0).await;
    assert!(!hub.keep_session(&token, read, None).await.unwrap(), "it is true enough");
    let read = used_ago(61.0).await;
    let (one, other) =
        tokio::join!(hub.keep_session(&token, read, None), hub.keep_session(&token, read, None));
    assert_ne!(one.unwrap(), other.unwrap(), "of two requests at once one writes it");
    assert!(hub.session(&token).await.unwrap().unwrap().last_seen_at > read);
}

#[tokio::test]
async fn what_is_left_for_a_page_ends_with_its_session() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let mut sql = database.connect_as("orion_owner").await;
    let token = hub.open_flash_session(&Client::default(), &"Um").await.unwrap().hash();
    for _ in 0..2 {
        assert_eq!(hub.peek_flash(&token).await.unwrap(), Some("Um".to_owned()), "it stays there");
    }
    sqlx::query("update sessions set expires_at = now()").execute(&mut sql).await.unwrap();
    hub.leave_flash(&token, &"Dois").await.unwrap();
    assert_eq!(hub.peek_flash::<String>(&token).await.unwrap(), None);
    assert_eq!(hub.take_flash::<String>(&token).await.unwrap(), None);
    sqlx::query("update sessions set expires_at = now() + interval '1 hour'")
        .execute(&mut sql)
        .await
        .unwrap();
    assert_eq!(hub.take_flash(&token).await.unwrap(), Some("Um".to_owned()), "nothing was changed");
    assert_eq!(hub.take_flash::<String>(&token).await.unwrap(), None, "it is taken once");
}

#[tokio::test]
async fn one_address_leaves_so_much_and_so_often() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let mut sql = database.connect_as("orion_owner").await;
    let from = |ip: &str| Client { ip: Some(ip.parse::<IpAddr>().unwrap()), user_agent: None };
    let leave = async |ip: &str| hub.open_flash_session(&from(ip), &"Um").await.map(|_| ());
    let long = hub.open_flash_session(&from("2001:db8::1"), &"a".repeat(64 * 1024)).await.map(|_| ());
    assert!(matches!(long, Err(HubError::Fault(Fault::Invalid { .. }))), "{long:?}");
    leave("2001:db8::1").await.unwrap();
    sqlx::query("update sign_in_throttles set failures = 599").execute(&mut sql).await.unwrap();
    leave("2001:db8::2").await.unwrap();
    let often = leave("2001:db8::3").await;
    assert!(matches!(often, Err(HubError::Fault(Fault::Throttled { .. }))), "{often:?}");
    leave("2001:db8:0:1::1").await.unwrap();
}
