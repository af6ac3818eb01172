//! Connecting by consent, from the button to the tokens of later.

use crate::world::World;
use chrono::{SubsecRound, TimeDelta, Utc};
use domain::{ConnectionStatus, Fault, SyncState};
use hub::{
    HubError,
    integrations::{
        self, Arrival, Back, CallbackProblem, Connected, ConsentProblem, Outcome, ask_consent, come_back,
    },
    permit::ManageConnections,
    syncs::What,
};
use sandbox::{Platform, ShopOptions};
use testkit::{HubOptions, click_through, consent, consent_form, sign_in, stranger};

const PLATFORM: &str = "tiktok_shop";

async fn world() -> World {
    World::with(Platform::TiktokShop, 30).await
}

async fn back(world: &World, query: &[(String, String)]) -> Result<Back, HubError> {
    come_back(&world.owner.cx::<ManageConnections>(), &world.owner.token, PLATFORM, query).await
}

fn is_unknown_state(back: &Result<Back, HubError>) -> bool {
    matches!(back, Ok(Back { arrival: Arrival::Problem(ConsentProblem::UnknownState), .. }))
}

#[tokio::test]
async fn a_consent_connects_the_account_and_its_orders_come_in() {
    let world = world().await;
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 30));
    let view = world.view().await;
    assert!(view.consent_ends_at.is_some() && view.granted_scopes.is_some(), "{view:?}");
    assert!(integrations::missing_scopes(&world.hub, &view).is_empty());
    assert!(view.secret_hints.is_empty(), "no token is hinted at");
}

#[tokio::test]
async fn an_end_that_was_told_stands_until_somebody_consents_again() {
    let world = world().await;
    let own = world.view().await.consent_ends_at;
    let told = Utc::now().trunc_subsecs(0) + TimeDelta::days(20);
    let mut tx = world.database.db().begin(world.owner.org()).await.unwrap();
    store::connections::note_consent_end(&mut tx, world.connection, told).await.unwrap();
    tx.commit().await.unwrap();
    let before = world.shop.token_refreshes();
    world.shop.expire_tokens();
    world.sync(What::Changes).await;
    assert_eq!(world.shop.token_refreshes(), before + 1);
    assert_eq!(world.view().await.consent_ends_at, Some(told));
    assert!(own > Some(told), "{own:?}");
    let query = click_through(&world.owner, &world.shop).await;
    assert_eq!(consent(&world.owner, &world.shop, &query).await, world.connection);
    assert!(world.view().await.consent_ends_at > Some(told));
}

#[tokio::test]
async fn a_state_works_once_in_the_session_that_asked() {
    let world = world().await;
    let query = click_through(&world.owner, &world.shop).await;
    let stranger = stranger(&world.hub).await;
    let cx = stranger.cx::<ManageConnections>();
    assert!(is_unknown_state(&come_back(&cx, &stranger.token, PLATFORM, &query).await));
    let elsewhere = sign_in(&world.hub, &world.owner.email).await;
    let cx = elsewhere.cx::<ManageConnections>();
    assert!(is_unknown_state(&come_back(&cx, &elsewhere.token, PLATFORM, &query).await), "another browser");
    let guessed: Vec<_> = query
        .iter()
        .map(|(name, value)| (name.clone(), if name == "state" { "guess".into() } else { value.clone() }))
        .collect();
    assert!(is_unknown_state(&back(&world, &guessed).await));
    assert_eq!(consent(&world.owner, &world.shop, &query).await, world.connection, "the same account");
    assert!(is_unknown_state(&back(&world, &query).await), "a second time");
}

#[tokio::test]
async fn who_refuses_is_told_so_and_nothing_changes() {
    let world = world().await;
    let form = consent_form(&world.shop, Some(world.connection));
    let page = ask_consent(&world.owner.cx(), &world.owner.token, &form).await.unwrap();
    let state = page.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let query = [("state", state.as_str()), ("code", "null"), ("error", "auth_denied")];
    let query = query.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let arrived = back(&world, &query).await.unwrap();
    assert_eq!(arrived.connection, Some(world.connection));
    assert!(matches!(arrived.arrival, Arrival::Problem(ConsentProblem::Callback(CallbackProblem::Denied))));
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
}

#[tokio::test]
async fn consenting_again_keeps_the_connection_with_its_history() {
    let world = world().await;
    world.sync(What::Changes).await;
    integrations::disconnect(&world.owner.cx(), world.connection).await.unwrap();
    let query = click_through(&world.owner, &world.shop).await;
    let arrived = back(&world, &query).await.unwrap();
    let Arrival::Settled(Outcome::Saved { id, how, .. }) = arrived.arrival else { panic!("{arrived:?}") };
    assert_eq!((id, how), (world.connection, Connected::Again));
    assert_eq!(world.view().await.orders_count, 30);
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 0), "it goes on where it was");
}

#[tokio::test]
async fn another_account_than_the_connections_is_asked_about() {
    let world = world().await;
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("update connections set account_id = 'another'").execute(&mut owner).await.unwrap();
    let form = consent_form(&world.shop, Some(world.connection));
    let page = ask_consent(&world.owner.cx(), &world.owner.token, &form).await.unwrap();
    let query = testkit::press_allow(&page).await;
    let arrived = back(&world, &query).await.unwrap();
    let Arrival::Ask(id) = arrived.arrival else { panic!("{arrived:?}") };
    let (cx, token) = (world.owner.cx::<ManageConnections>(), &world.owner.token);
    let waiting = integrations::waiting(&cx, token, id).await.unwrap();
    assert_eq!((waiting.connection, waiting.accounts.len()), (Some(world.connection), 1));
    let stranger = stranger(&world.hub).await;
    let foreign = integrations::waiting(&stranger.cx(), &stranger.token, id).await;
    assert!(matches!(foreign, Err(HubError::Fault(Fault::NotFound))));
    let account = waiting.accounts[0].id.clone();
    let chosen = integrations::choose_account(&cx, token, id, &account).await.unwrap();
    let Arrival::Settled(Outcome::Saved { id, how, .. }) = chosen else { panic!("{chosen:?}") };
    assert_eq!(how, Connected::New);
    assert_ne!(id, world.connection, "the sales of two accounts do not mix");
}

#[tokio::test]
async fn who_comes_from_the_platform_without_being_sent_is_asked_first() {
    let world = world().await;
    integrations::disconnect(&world.owner.cx(), world.connection).await.unwrap();
    let mut query = click_through(&world.owner, &world.shop).await;
    query.retain(|(name, _)| name != "state");
    let arrived = back(&world, &query).await.unwrap();
    let Arrival::Ask(id) = arrived.arrival else { panic!("{arrived:?}") };
    assert_eq!(world.view().await.status, ConnectionStatus::Disconnected, "nothing happens by itself");
    let (cx, token) = (world.owner.cx::<ManageConnections>(), &world.owner.token);
    assert!(integrations::waiting(&cx, token, id).await.unwrap().accounts.is_empty());
    let attached = integrations::attach(&cx, token, id).await.unwrap();
    assert!(matches!(attached, Arrival::Settled(Outcome::Saved { .. })), "{attached:?}");
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
    let again = integrations::attach(&cx, token, id).await;
    assert!(matches!(again, Err(HubError::Fault(Fault::NotFound))), "once");
}

#[tokio::test]
async fn many_callers_in_two_processes_make_one_refresh() {
    let world = world().await;
    let options = testkit::near(&world.sandbox);
    let other = world.database.hub(HubOptions { vault: Some(world.vault.clone()), ..options });
    let there = sign_in(&other, &world.owner.email).await;
    world.shop.expire_tokens();
    let before = world.shop.token_refreshes();
    let form = consent_form(&world.shop, Some(world.connection));
    let mut checks = Vec::new();
    for who in [&world.owner, &there].into_iter().cycle().take(10) {
        let (cx, form) = (who.cx::<ManageConnections>(), form.clone());
        checks.push(async move { integrations::test(&cx, &form).await.unwrap().passed() });
    }
    assert_eq!(futures::future::join_all(checks).await, [true; 10]);
    assert_eq!(world.shop.token_refreshes(), before + 1);
}

#[tokio::test]
async fn a_token_that_ends_amid_a_run_costs_nothing() {
    let world = world().await;
    world.shop.expire_tokens();
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 30));
}

#[tokio::test]
async fn a_withdrawn_consent_asks_for_a_person_and_goes_on_afterwards() {
    let world = world().await;
    world.shop.revoke_consent();
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.problem.as_deref()), (SyncState::Failed, Some("auth")));
    assert_eq!(world.view().await.status, ConnectionStatus::NeedsReauth);
    let query = click_through(&world.owner, &world.shop).await;
    assert_eq!(consent(&world.owner, &world.shop, &query).await, world.connection);
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
    let run = world.sync(What::Changes).await;
    assert_eq!((run.state, run.counts.created), (SyncState::Completed, 30));
}

#[tokio::test]
async fn two_companies_connect_one_account_and_neither_learns_of_the_other() {
    let world = world().await;
    let other = stranger(&world.hub).await;
    let query = click_through(&other, &world.shop).await;
    let theirs = consent(&other, &world.shop, &query).await;
    assert_ne!(theirs, world.connection);
    assert_eq!(
        integrations::gallery(&other.cx()).await.unwrap().iter().flat_map(|card| &card.connections).count(),
        1
    );
}

#[tokio::test]
async fn a_shop_that_is_none_of_the_platforms_is_refused_under_its_field() {
    let world = World::of(ShopOptions::new(Platform::Shopify, "loja").orders(1), None).await;
    let mut form = consent_form(&world.shop, None);
    form.config.insert("shop".into(), "minhaloja.com.br".into());
    let who = sign_in(&world.hub, &world.owner.email).await;
    let asked = ask_consent(&who.cx(), &who.token, &form).await;
    let Err(HubError::Fault(Fault::Invalid { fields })) = asked else { panic!("{asked:?}") };
    assert_eq!(fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), ["shop"]);
}

#[tokio::test]
async fn without_the_operators_app_the_reason_is_told() {
    let world = World::of(ShopOptions::new(Platform::TiktokShop, "loja").orders(1), None).await;
    let bare = world.database.hub(HubOptions::default());
    let who = sign_in(&bare, &world.owner.email).await;
    let asked = ask_consent(&who.cx(), &who.token, &consent_form(&world.shop, None)).await;
    assert!(matches!(asked, Err(HubError::Fault(Fault::Conflict { what })) if what == "no_app"));
}
