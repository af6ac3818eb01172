//! A key that the shop makes and hands over, from the button to the orders.

use crate::world::World;
use domain::{ConnectionId, ConnectionStatus, Fault, SyncState};
use hub::{
    HubError,
    integrations::{
        self, Arrival, Back, CallbackProblem, ConnectForm, Connected, ConsentProblem, Delivered, KeyPage,
        Outcome, ask_key, come_back, take_delivery,
    },
    permit::ManageConnections,
    syncs::What,
};
use sandbox::Platform;
use testkit::{SignedIn, key_form, press_link, sign_in, stranger};

const PLATFORM: &str = "woocommerce";

/// What the shop sends: the key, and the query with which the person comes back.
struct Handed {
    key: String,
    query: Vec<(String, String)>,
}

async fn world() -> World {
    World::with(Platform::Woocommerce, 12).await
}

async fn page(who: &SignedIn, form: &ConnectForm) -> url::Url {
    match ask_key(&who.cx(), &who.token, form).await.unwrap() {
        KeyPage::Open(page) => page,
        KeyPage::Refused(report) => panic!("{report:?}"),
    }
}

/// Agrees on the shop's page.
async fn agree(world: &World, who: &SignedIn, connection: Option<ConnectionId>) -> Handed {
    let page = page(who, &key_form(&world.sandbox, &world.shop, connection)).await;
    let back = press_link(&press_link(&page, "allow").await, "").await;
    let key = world.shop.handed_key().unwrap();
    assert_eq!(key.address, "https://orion.example/keys/woocommerce");
    Handed { key: key.body, query: back.query_pairs().into_owned().collect() }
}

async fn deliver(world: &World, body: &str) -> Delivered {
    take_delivery(&world.hub, PLATFORM, body.as_bytes()).await.unwrap()
}

async fn back(who: &SignedIn, query: &[(String, String)]) -> Result<Back, HubError> {
    come_back(&who.cx::<ManageConnections>(), &who.token, PLATFORM, query).await
}

fn problem(back: Result<Back, HubError>) -> ConsentProblem {
    match back.map(|back| back.arrival) {
        Ok(Arrival::Problem(problem)) => problem,
        other => panic!("{other:?}"),
    }
}

fn saved(back: Result<Back, HubError>) -> (ConnectionId, Connected) {
    match back.map(|back| back.arrival) {
        Ok(Arrival::Settled(Outcome::Saved { id, how, .. })) => (id, how),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_handed_key_connects_the_shop_and_its_orders_come_in() {
    let world = world().await;
    let newcomer = stranger(&world.hub).await;
    let handed = agree(&world, &newcomer, None).await;
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Kept);
    let (id, how) = saved(back(&newcomer, &handed.query).await);
    assert_eq!(how, Connected::New);
    let view = integrations::find(&newcomer.cx(), id).await.unwrap();
    assert_eq!(view.status, ConnectionStatus::Connected);
    assert!(view.secret_hints.contains_key("consumer_secret"), "{view:?}");
    let mine = integrations::gallery(&world.owner.cx()).await.unwrap();
    assert_eq!(mine.iter().flat_map(|card| &card.connections).count(), 1, "of the other company nothing");
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 12));
}

#[tokio::test]
async fn a_key_for_a_connected_shop_renews_it_with_its_history() {
    let world = world().await;
    world.sync(What::Changes).await;
    let handed = agree(&world, &world.owner, None).await;
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Kept);
    assert_eq!(saved(back(&world.owner, &handed.query).await), (world.connection, Connected::Edited));
    assert_eq!(world.view().await.orders_count, 12);
    let again = agree(&world, &world.owner, Some(world.connection)).await;
    assert_eq!(deliver(&world, &again.key).await, Delivered::Kept);
    assert_eq!(saved(back(&world.owner, &again.query).await), (world.connection, Connected::Edited));
}

#[tokio::test]
async fn the_last_delivery_counts_until_the_person_is_back() {
    let world = world().await;
    let handed = agree(&world, &world.owner, None).await;
    let withdrawn = handed.key.replace("ck_", "ck_withdrawn_");
    assert_eq!(deliver(&world, &withdrawn).await, Delivered::Kept);
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Kept, "the shop heard no answer");
    saved(back(&world.owner, &handed.query).await);
    assert!(matches!(problem(back(&world.owner, &handed.query).await), ConsentProblem::UnknownState));
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Unasked, "after the way back");
}

#[tokio::test]
async fn whoever_comes_back_without_having_asked_ends_the_request() {
    let world = world().await;
    let elsewhere = sign_in(&world.hub, &world.owner.email).await;
    let foreign = stranger(&world.hub).await;
    for who in [Some(&elsewhere), Some(&foreign), None] {
        let handed = agree(&world, &world.owner, None).await;
        assert_eq!(deliver(&world, &handed.key).await, Delivered::Kept);
        match who {
            Some(who) => {
                assert!(matches!(problem(back(who, &handed.query).await), ConsentProblem::UnknownState));
            }
            None => integrations::came_back_unknown(&world.hub, PLATFORM, &handed.query).await.unwrap(),
        }
        assert!(matches!(problem(back(&world.owner, &handed.query).await), ConsentProblem::UnknownState));
    }
}

#[tokio::test]
async fn a_request_ends_after_ten_minutes_and_is_forgotten() {
    let world = world().await;
    let handed = agree(&world, &world.owner, None).await;
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("update consent_requests set expires_at = now() - interval '1 second'")
        .execute(&mut owner)
        .await
        .unwrap();
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Unasked);
    assert!(matches!(problem(back(&world.owner, &handed.query).await), ConsentProblem::UnknownState));
    store::connections::consent::prune(world.database.db()).await.unwrap();
    let left: i64 =
        sqlx::query_scalar("select count(*) from consent_requests").fetch_one(&mut owner).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_copy_that_says_it_is_the_connected_shop_does_not_take_its_place() {
    let world = world().await;
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("update connections set config = '{\"store_url\": \"https://loja.example\"}'")
        .execute(&mut owner)
        .await
        .unwrap();
    let handed = agree(&world, &world.owner, None).await;
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Kept);
    let refused = problem(back(&world.owner, &handed.query).await);
    assert!(
        matches!(&refused, ConsentProblem::Refused(Fault::Conflict { what }) if what == "account_connected"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn what_had_been_typed_comes_back_with_a_refusal() {
    let world = world().await;
    let mut form = key_form(&world.sandbox, &world.shop, None);
    form.name = "Minha loja".to_owned();
    let denied = press_link(&page(&world.owner, &form).await, "deny").await;
    let denied: Vec<_> = denied.query_pairs().into_owned().collect();
    let kept = back(&world.owner, &denied).await.unwrap().form.unwrap();
    assert_eq!((kept.name.as_str(), &kept.config), ("Minha loja", &form.config));
}

#[tokio::test]
async fn what_nobody_asked_for_is_not_kept() {
    let world = world().await;
    for body in ["", "[]", "{}", "<html>", r#"{"user_id":"x","consumer_key":"ck"}"#] {
        assert_eq!(deliver(&world, body).await, Delivered::Unreadable, "{body}");
    }
    let long = "x".repeat(43);
    for state in ["x", long.as_str()] {
        let body = format!(r#"{{"user_id":"{state}","consumer_key":"ck_1","consumer_secret":"cs_1"}}"#);
        assert_eq!(deliver(&world, &body).await, Delivered::Unasked, "{state}");
    }
    let elsewhere = take_delivery(&world.hub, "shopify", b"{}").await.unwrap();
    assert_eq!(elsewhere, Delivered::Unasked, "a platform that hands over no keys");
}

#[tokio::test]
async fn who_refuses_or_comes_back_without_a_key_is_told_so() {
    let world = world().await;
    let asked = page(&world.owner, &key_form(&world.sandbox, &world.shop, None)).await;
    let denied = press_link(&asked, "deny").await;
    let denied: Vec<_> = denied.query_pairs().into_owned().collect();
    assert!(matches!(
        problem(back(&world.owner, &denied).await),
        ConsentProblem::Callback(CallbackProblem::Denied)
    ));
    let handed = agree(&world, &world.owner, None).await;
    assert!(matches!(problem(back(&world.owner, &handed.query).await), ConsentProblem::NoKey));
    assert!(matches!(problem(back(&world.owner, &[]).await), ConsentProblem::UnknownState));
}

#[tokio::test]
async fn a_shop_that_is_not_there_is_told_before_anybody_leaves() {
    let world = world().await;
    let mut form = key_form(&world.sandbox, &world.shop, None);
    form.config.insert("store_url".to_owned(), format!("{}/nowhere", world.sandbox.base_url()));
    let asked = ask_key(&world.owner.cx(), &world.owner.token, &form).await.unwrap();
    let KeyPage::Refused(report) = asked else { panic!("{asked:?}") };
    assert_eq!(report.failure().map(|(problem, _)| problem), Some("not_wordpress"));
    form.config.clear();
    let asked = ask_key(&world.owner.cx(), &world.owner.token, &form).await;
    let Err(HubError::Fault(Fault::Invalid { fields })) = asked else { panic!("{asked:?}") };
    assert_eq!(fields.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["store_url"]);
}

#[tokio::test]
async fn the_key_of_another_shop_does_not_take_a_connection_over() {
    let world = world().await;
    world.sync(What::Changes).await;
    let handed = agree(&world, &world.owner, Some(world.connection)).await;
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("update connections set account_id = 'another'").execute(&mut owner).await.unwrap();
    assert_eq!(deliver(&world, &handed.key).await, Delivered::Kept);
    let refused = problem(back(&world.owner, &handed.query).await);
    assert!(
        matches!(&refused, ConsentProblem::Refused(Fault::Conflict { what }) if what == "other_account"),
        "{refused:?}"
    );
}
