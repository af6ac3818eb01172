//! Accounts that hold spreadsheets: connected by consent, read, written into, and nothing like a shop.

use crate::world::World;
use chrono::{TimeDelta, Utc};
use connector_kit::Advice;
use domain::{ConnectionStatus, Fault, UpstreamKind, view::connections::ConnectionSettings};
use hub::{
    HubError,
    integrations::{self, missing_scopes},
    permit::{EditCatalog, ManageConnections, RunSync, View},
    spreadsheets::{self, Cell, FilesAsk, NewSheet, PutRows, RowsAsk, SheetError, SheetInfo, Waits},
    syncs::{self, What},
};
use sandbox::{Fault as Misbehaviour, FaultRule, Platform, ShopOptions};
use std::time::Duration;
use testkit::{HubOptions, click_through, consent, consent_form, stranger};

async fn world() -> World {
    World::with(Platform::GoogleSheets, 0).await
}

impl World {
    /// The file of the products and its first sheet.
    async fn products(&self) -> (String, SheetInfo) {
        let cx = self.owner.cx::<EditCatalog>();
        let ask = FilesAsk { search: "Produtos".into(), after: None };
        let file =
            spreadsheets::files(&cx, self.connection, &ask, Waits::Person).await.unwrap().files.remove(0);
        let workbook = spreadsheets::sheets(&cx, self.connection, &file.id, Waits::Person).await.unwrap();
        (file.id, workbook.sheets.into_iter().next().unwrap())
    }

    async fn looks(&self) -> Result<(), SheetError> {
        let cx = self.owner.cx::<EditCatalog>();
        spreadsheets::files(&cx, self.connection, &FilesAsk::default(), Waits::Job).await.map(drop)
    }
}

fn is_conflict<T>(outcome: Result<T, HubError>, code: &str) -> bool {
    matches!(outcome, Err(HubError::Fault(Fault::Conflict { what })) if what == code)
}

#[tokio::test]
async fn a_google_account_is_connected_and_brings_nothing_to_synchronise() {
    let world = world().await;
    let view = world.view().await;
    assert_eq!(view.shop_email.as_deref(), Some("loja@gmail.example"));
    assert_eq!((view.name.as_str(), view.status), ("loja@gmail.example", ConnectionStatus::Connected));
    assert!(missing_scopes(&world.hub, &view).is_empty(), "{:?}", view.granted_scopes);
    assert_eq!(view.consent_ends_at, None, "it lasts until somebody ends it");

    let cx = world.owner.cx::<RunSync>();
    for what in [What::Changes, What::Everything] {
        assert!(is_conflict(syncs::start(&cx, world.connection, what).await, "no_orders"));
    }
    assert_eq!(syncs::start_all(&cx, What::Changes).await.unwrap(), syncs::StartedAll::default());
    let again = hub::completeness::check_again(&cx, world.connection, Utc::now()).await;
    assert!(is_conflict(again, "no_orders"));
    let settings = ConnectionSettings { every_minutes: Some(5), ..ConnectionSettings::default() };
    integrations::update_settings(&world.owner.cx(), world.connection, "Planilhas", &settings, None)
        .await
        .unwrap();
    let later = Some(Utc::now() + TimeDelta::days(2));
    let db = world.database.db();
    assert!(store::connections::due(db, later, 10).await.unwrap().is_empty());
    assert!(store::completeness::due(db, 10).await.unwrap().is_empty());
    assert_eq!(world.count("jobs").await, 0);
    let mut tx = world.owner.cx::<View>().begin().await.unwrap();
    assert!(store::orders::channels(&mut tx).await.unwrap().is_empty());
    assert!(hub::webhooks::address(&world.owner.cx::<View>(), &view).await.unwrap().is_none());
}

#[tokio::test]
async fn a_sheet_is_read_page_by_page_and_its_mark_tells_of_changes() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let rows: Vec<_> = (0..5_200).map(|row| vec![serde_json::json!(format!("SKU-{row}"))]).collect();
    let file = world.shop.add_spreadsheet("Carga", &rows);
    let workbook = spreadsheets::sheets(&cx, world.connection, &file, Waits::Job).await.unwrap();
    let mark = spreadsheets::mark(&cx, world.connection, &file, Waits::Job).await.unwrap();
    let mut ask = RowsAsk { file: file.clone(), sheet: workbook.sheets[0].clone(), from: 1 };
    world.shop.expire_tokens();
    world.shop.fault(FaultRule::times(Misbehaviour::ServerError, 1));
    let mut read = Vec::new();
    loop {
        let page = spreadsheets::rows(&cx, world.connection, &ask, Waits::Job).await.unwrap();
        read.extend(page.rows);
        match page.next {
            Some(next) => (ask.from, ask.sheet) = (next, page.sheet),
            None => break,
        }
    }
    assert_eq!((read.len(), &read[5_199]), (5_200, &vec![Cell::Text("SKU-5199".into())]));
    assert_eq!(world.shop.token_refreshes(), 1);
    assert_eq!(spreadsheets::mark(&cx, world.connection, &file, Waits::Job).await.unwrap(), mark);
    world.shop.rename_sheet(&file, 0, "Outra").unwrap();
    assert_ne!(spreadsheets::mark(&cx, world.connection, &file, Waits::Job).await.unwrap(), mark);
    let typed = format!("https://docs.google.com/spreadsheets/d/{file}/edit#gid=0");
    let named = spreadsheets::file_of(&cx, world.connection, &typed).await.unwrap();
    assert_eq!(named.as_deref(), Some(file.as_str()));
}

#[tokio::test]
async fn results_are_written_once_into_a_sheet_of_their_own() {
    let world = world().await;
    let cx = world.owner.cx::<EditCatalog>();
    let (file, sheet) = world.products().await;
    let new =
        NewSheet { file: file.clone(), marker: "run 1".into(), title: "Orion".into(), rows: 3, columns: 2 };
    // The answer is lost, and the job's own repetition finds what is there.
    world.shop.fault(FaultRule { times: Some(1), ..FaultRule::on_writes(Misbehaviour::CutBody) });
    let added = spreadsheets::add_sheet(&cx, world.connection, &new).await.unwrap();
    assert_eq!(spreadsheets::add_sheet(&cx, world.connection, &new).await.unwrap(), added);
    let rows = vec![vec![Cell::Text("=2+2".into()), Cell::Number(4.0)]];
    let put = PutRows { file: file.clone(), sheet: added.clone(), first: 1, rows };
    spreadsheets::put(&cx, world.connection, &put).await.unwrap();
    spreadsheets::put(&cx, world.connection, &put).await.unwrap();
    let titles = world.shop.sheet_titles(&file).unwrap();
    assert_eq!(titles.iter().filter(|title| title.starts_with("Orion")).count(), 1, "{titles:?}");
    assert_eq!(world.shop.sheet_values(&file, "Orion").unwrap()[0][0], "=2+2");
    assert_ne!(added.id, sheet.id);
}

#[tokio::test]
async fn a_refresh_token_that_does_not_rotate_is_kept() {
    let world = world().await;
    for refreshes in 1..=3 {
        world.shop.expire_tokens();
        world.looks().await.unwrap();
        assert_eq!(world.shop.token_refreshes(), refreshes);
    }
}

#[tokio::test]
async fn a_withdrawn_consent_asks_for_a_person_who_keeps_the_connection() {
    let world = world().await;
    world.shop.revoke_consent();
    let Err(SheetError::Platform { platform, error }) = world.looks().await else { panic!("it still works") };
    assert_eq!(
        (platform, error.kind, error.advice),
        ("Google Sheets", UpstreamKind::Auth, Advice::Reauthorise)
    );
    let view = world.view().await;
    assert_eq!((view.status, view.problem.as_deref()), (ConnectionStatus::NeedsReauth, Some("auth")));
    let refused = world.looks().await.map_err(HubError::from);
    assert!(is_conflict(refused, "not_connected"), "nobody asks again");

    let form = consent_form(&world.shop, Some(world.connection));
    let page = integrations::ask_consent(&world.owner.cx(), &world.owner.token, &form).await.unwrap();
    let query = testkit::press_allow(&page).await;
    assert_eq!(consent(&world.owner, &world.shop, &query).await, world.connection);
    world.looks().await.unwrap();

    integrations::disconnect(&world.owner.cx::<ManageConnections>(), world.connection).await.unwrap();
    let query = click_through(&world.owner, &world.shop).await;
    assert_eq!(consent(&world.owner, &world.shop, &query).await, world.connection, "the account is known");
    assert_eq!(world.count("connections").await, 1);
}

#[tokio::test]
async fn an_app_that_is_being_tested_says_when_its_consent_ends() {
    let options =
        ShopOptions { in_testing: true, ..ShopOptions::new(Platform::GoogleSheets, "loja").orders(0) };
    let world = World::upon(options, HubOptions::default()).await;
    let ends_at = world.view().await.consent_ends_at.unwrap();
    assert!((ends_at - Utc::now()).num_days() == 6, "{ends_at}");
    world.shop.expire_tokens();
    world.looks().await.unwrap();
    assert_eq!(world.view().await.consent_ends_at.map(|at| at.timestamp()), Some(ends_at.timestamp()));
}

#[tokio::test]
async fn a_quota_that_is_used_up_is_told_and_costs_no_access() {
    let world = world().await;
    world.shop.fault(FaultRule::always(Misbehaviour::QuotaExceeded));
    let cx = world.owner.cx::<EditCatalog>();
    let asked = spreadsheets::files(&cx, world.connection, &FilesAsk::default(), Waits::Person).await;
    let Err(SheetError::Platform { error, .. }) = asked else { panic!("{asked:?}") };
    assert_eq!((error.kind, error.advice), (UpstreamKind::RateLimit, Advice::After(Duration::from_secs(60))));
    assert_eq!(world.view().await.status, ConnectionStatus::Connected);
    world.shop.clear_faults();
    world.looks().await.unwrap();
}

#[tokio::test]
async fn no_account_of_somebody_else_and_no_shop_is_asked() {
    let world = world().await;
    let stranger = stranger(&world.hub).await;
    let cx = stranger.cx::<EditCatalog>();
    let asked = spreadsheets::files(&cx, world.connection, &FilesAsk::default(), Waits::Person).await;
    assert!(matches!(asked, Err(SheetError::Hub(HubError::Fault(Fault::NotFound)))));
    integrations::pause(&world.owner.cx(), world.connection).await.unwrap();
    assert!(is_conflict(world.looks().await.map_err(HubError::from), "not_connected"));
    integrations::resume(&world.owner.cx(), world.connection).await.unwrap();
    assert_eq!(world.count("jobs").await, 0, "nothing waits to be read");
    let shop = World::with(Platform::Woocommerce, 1).await;
    let none = shop.looks().await;
    assert!(matches!(none, Err(SheetError::Hub(HubError::Fault(Fault::NotFound)))));
}
