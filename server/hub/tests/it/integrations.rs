//! Connecting, editing and leaving a store.

use crate::world::World;
use domain::{AuthKind, ConnectionStatus, Fault, FieldProblem, Role, view::connections::ConnectionSettings};
use hub::{
    HubError,
    integrations::{self, ConnectForm, Connected, Outcome},
    permit::{ManageConnections, RunSync, View},
    syncs::{self, What},
};
use sandbox::{Credentials, Fault as ShopFault, FaultRule, Platform};
use std::time::{Duration, Instant};
use testkit::member;

/// What connects the store anew.
pub fn form(world: &World) -> ConnectForm {
    let Credentials::Woocommerce { consumer_key, consumer_secret } = world.shop.credentials().clone() else {
        panic!()
    };
    ConnectForm {
        platform: "woocommerce".into(),
        connection: None,
        environment: None,
        auth: AuthKind::KeyPair,
        name: "Loja Centro".into(),
        config: [("store_url".to_owned(), world.sandbox.shop_url(&world.shop))].into(),
        secrets: [
            ("consumer_key".to_owned(), consumer_key.into()),
            ("consumer_secret".to_owned(), consumer_secret.into()),
        ]
        .into(),
        settings: ConnectionSettings::default(),
    }
}

#[tokio::test]
async fn a_test_says_what_is_wrong_and_stores_nothing() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let cx = world.owner.cx::<ManageConnections>();
    let problem = async |form: &ConnectForm| match integrations::save(&cx, form).await.unwrap() {
        Outcome::Refused(report) => report.failure().unwrap().0,
        Outcome::Saved { .. } => panic!("saved"),
    };
    let mut wrong_key = form(&world);
    wrong_key.secrets.insert("consumer_secret".into(), "cs_wrong".into());
    assert_eq!(problem(&wrong_key).await, "wrong_key");
    let mut not_there = form(&world);
    not_there.config.insert("store_url".into(), "http://127.0.0.1:9".into());
    assert_eq!(problem(&not_there).await, "not_reachable");
    let mut private = form(&world);
    private.config.insert("store_url".into(), "https://10.0.0.7/loja".into());
    assert_eq!(problem(&private).await, "blocked_address");
    world.shop.fault(FaultRule::always(ShopFault::HtmlPage { status: 503 }));
    assert_eq!(problem(&form(&world)).await, "hidden_by_proxy");
    assert_eq!(world.count("connections").await, 1);
}

#[tokio::test]
async fn an_account_is_connected_once_in_a_company() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let again = integrations::save(&world.owner.cx::<ManageConnections>(), &form(&world)).await;
    assert!(matches!(again, Err(HubError::Fault(Fault::Conflict { what })) if what == "account_connected"));
}

#[tokio::test]
async fn secrets_lie_sealed_and_no_page_gets_them_back() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let Credentials::Woocommerce { consumer_secret, .. } = world.shop.credentials().clone() else { panic!() };
    assert_eq!(
        world.count(&format!("connections where credentials::text like '%{consumer_secret}%'")).await,
        0
    );
    let view = integrations::find(&world.owner.cx::<View>(), world.connection).await.unwrap();
    assert!(!format!("{view:?}").contains(&consumer_secret));
    assert!(consumer_secret.ends_with(&view.secret_hints["consumer_secret"]));
    let audit = world.count(&format!("audit_log where data::text like '%{consumer_secret}%'")).await;
    assert_eq!(audit, 0);
}

#[tokio::test]
async fn editing_keeps_the_history_and_an_empty_secret_keeps_the_old_one() {
    let world = World::with(Platform::Woocommerce, 12).await;
    world.sync(What::Changes).await;
    let mut edited = form(&world);
    edited.connection = Some(world.connection);
    edited.name = "Loja Renomeada".into();
    edited.secrets.clear();
    let saved = integrations::save(&world.owner.cx::<ManageConnections>(), &edited).await.unwrap();
    assert!(matches!(saved, Outcome::Saved { id, .. } if id == world.connection), "{saved:?}");
    let view = integrations::find(&world.owner.cx::<View>(), world.connection).await.unwrap();
    assert_eq!((view.name.as_str(), view.orders_count), ("Loja Renomeada", 12));
}

#[tokio::test]
async fn a_paused_store_rests_and_a_disconnected_one_leaves_its_sales() {
    let world = World::with(Platform::Woocommerce, 12).await;
    world.sync(What::Changes).await;
    let (manage, run) = (world.owner.cx::<ManageConnections>(), world.owner.cx::<RunSync>());
    let paused = async || integrations::pause(&manage, world.connection).await.unwrap();
    assert_eq!(paused().await, ConnectionStatus::Connected);
    assert_eq!(paused().await, ConnectionStatus::Paused, "it was already");
    assert!(syncs::start(&run, world.connection, What::Changes).await.is_err());
    integrations::resume(&manage, world.connection).await.unwrap();
    world.sync(What::Changes).await;
    world.sql("update connections set status = 'needs_reauth'").await;
    assert_eq!(paused().await, ConnectionStatus::NeedsReauth);
    integrations::disconnect(&manage, world.connection).await.unwrap();
    let view = integrations::find(&world.owner.cx::<View>(), world.connection).await.unwrap();
    assert_eq!(view.status, ConnectionStatus::Disconnected);
    assert!(view.secret_hints.is_empty(), "the credentials are gone");
    assert_eq!(world.count("orders").await, 12);
    assert!(integrations::resume(&manage, world.connection).await.is_err());
}

#[tokio::test]
async fn a_store_that_is_connected_again_goes_on_with_its_history() {
    let world = World::with(Platform::Woocommerce, 12).await;
    world.sync(What::Changes).await;
    let manage = world.owner.cx::<ManageConnections>();
    integrations::disconnect(&manage, world.connection).await.unwrap();
    let saved = integrations::save(&manage, &form(&world)).await.unwrap();
    assert!(
        matches!(saved, Outcome::Saved { id, how: Connected::Again, .. } if id == world.connection),
        "{saved:?}"
    );
    let view = world.view().await;
    assert_eq!((view.status, view.orders_count), (ConnectionStatus::Connected, 12));
    assert_eq!((view.name.as_str(), view.connected_by.as_deref()), ("Loja Centro", Some("Ana Exemplo")));
    world.sync(What::Changes).await;
    assert_eq!((world.count("orders").await, world.count("connections").await), (12, 1));
}

#[tokio::test]
async fn a_stored_key_is_not_sent_to_another_address() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let mut edited = form(&world);
    edited.connection = Some(world.connection);
    edited.secrets.clear();
    edited.config.insert("store_url".into(), format!("{}/elsewhere", world.sandbox.base_url()));
    let refused = integrations::test(&world.owner.cx::<ManageConnections>(), &edited).await;
    let Err(HubError::Fault(Fault::Invalid { fields })) = refused else { panic!("{refused:?}") };
    let problems: Vec<_> = fields.iter().map(|error| (error.field.as_str(), &error.problem)).collect();
    let changed = &FieldProblem::AddressChanged;
    assert_eq!(problems, [("consumer_key", changed), ("consumer_secret", changed)]);
}

#[tokio::test]
async fn a_store_that_does_not_answer_is_told_while_somebody_still_waits() {
    let world = World::with(Platform::Woocommerce, 3).await;
    world.shop.fault(FaultRule::always(ShopFault::Timeout));
    let began = Instant::now();
    let report = integrations::test(&world.owner.cx::<ManageConnections>(), &form(&world)).await.unwrap();
    assert_eq!(report.failure().unwrap().0, "too_slow");
    assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
}

#[tokio::test]
async fn hostile_forms_are_refused_field_by_field() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let mut hostile = form(&world);
    hostile.config.insert("store_url".into(), "x".repeat(1_000_000));
    hostile.secrets.insert("consumer_key".into(), "ck\u{0}x".into());
    hostile.settings.every_minutes = Some(0);
    let refused = integrations::test(&world.owner.cx::<ManageConnections>(), &hostile).await;
    let Err(HubError::Fault(Fault::Invalid { fields })) = refused else { panic!("{refused:?}") };
    let problems: Vec<_> = fields.iter().map(|error| (error.field.as_str(), &error.problem)).collect();
    assert_eq!(problems[0].0, "store_url");
    assert_eq!(problems[1], ("consumer_key", &FieldProblem::Characters));
    assert_eq!(problems[2], ("every_minutes", &FieldProblem::OutOfRange));
}

#[tokio::test]
async fn an_operator_may_synchronise_but_not_connect() {
    let world = World::with(Platform::Woocommerce, 3).await;
    let operator = member(&world.hub, Role::Operator).await;
    assert!(operator.principal.authorize::<RunSync>().is_ok());
    assert!(operator.principal.authorize::<ManageConnections>().is_err());
    let viewer = member(&world.hub, Role::Viewer).await;
    assert!(viewer.principal.authorize::<RunSync>().is_err());
}
