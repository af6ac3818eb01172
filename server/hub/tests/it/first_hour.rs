//! The first steps of a new company: what it has ends a step, what somebody said passes it, and another company stays where it is.

use domain::{
    Fault, FieldProblem, Role,
    view::first_hour::{
        FirstStep::{self, Channel, Company, Region, Sync, Team},
        Standing::{self, Done, Hidden, Open, Skipped},
    },
};
use hub::{
    HubError,
    accounts::{CompanySettings, save_company},
    first_hour, integrations,
    permit::{ManageConnections, ManageOrganisation, ManageTeam, RunSync},
    syncs::{self, What},
    team,
};
use sandbox::{Fault as ShopFault, FaultRule, Platform, Sandbox, SandboxOptions, ShopOptions};
use testkit::{HubOptions, SignedIn, TestDatabase, connect_shop, member, near, stranger, work_until_idle};

async fn steps(who: &SignedIn) -> Vec<(FirstStep, Standing)> {
    first_hour::find(&who.cx::<ManageOrganisation>()).await.unwrap().steps().to_vec()
}

const NEW: [(FirstStep, Standing); 5] =
    [(Company, Done), (Region, Open), (Channel, Open), (Sync, Open), (Team, Open)];

fn settings(currency: &str) -> CompanySettings {
    CompanySettings {
        name: "Loja Azul".to_owned(),
        time_zone: "America/Mexico_City".to_owned(),
        currency: currency.to_owned(),
        locale: "es".to_owned(),
    }
}

#[tokio::test]
async fn what_a_company_has_ends_a_step_and_what_somebody_said_passes_it() {
    let shops = vec![ShopOptions::new(Platform::Woocommerce, "azul").orders(3)];
    let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
    let database = TestDatabase::create().await;
    let hub = database.hub(near(&sandbox));
    let (own, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
    let cx = own.cx::<ManageOrganisation>();
    assert_eq!(steps(&own).await, NEW);

    let refused = first_hour::save_region(&cx, &settings("XXZ")).await.unwrap_err();
    assert!(
        matches!(&refused, HubError::Fault(Fault::Invalid { fields })
            if fields[0].field == "currency" && fields[0].problem == FieldProblem::Format),
        "{refused:?}"
    );
    assert_eq!(steps(&own).await, NEW, "what was refused is still to be done");
    first_hour::save_region(&cx, &settings("MXN")).await.unwrap();
    first_hour::skip(&cx, Some(Channel)).await.unwrap();
    // One that is done stays done.
    first_hour::skip(&cx, Some(Region)).await.unwrap();
    let expected = [(Company, Done), (Region, Done), (Channel, Skipped), (Sync, Open), (Team, Open)];
    assert_eq!(steps(&own).await, expected);

    let shop = connect_shop(&own, &sandbox, &sandbox.shops()[0]).await;
    assert_eq!(steps(&own).await[2..4], [(Channel, Done), (Sync, Open)]);
    sandbox.shops()[0].fault(FaultRule::always(ShopFault::PhpNotice));
    syncs::start(&own.cx::<RunSync>(), shop, What::Changes).await.unwrap();
    work_until_idle(&own, &hub).await;
    assert_eq!(steps(&own).await[2..4], [(Channel, Done), (Sync, Open)], "nothing could be read");
    sandbox.shops()[0].clear_faults();
    syncs::start(&own.cx::<RunSync>(), shop, What::Changes).await.unwrap();
    work_until_idle(&own, &hub).await;
    assert_eq!(steps(&own).await[2..4], [(Channel, Done), (Sync, Done)]);

    let invitation = team::invite(&own.cx::<ManageTeam>(), "bia@lojas.example", "operator").await.unwrap();
    assert_eq!(steps(&own).await[4], (Team, Done));
    team::revoke_invitation(&own.cx::<ManageTeam>(), invitation).await.unwrap();
    assert_eq!(steps(&own).await[4], (Team, Open));

    integrations::disconnect(&own.cx::<ManageConnections>(), shop).await.unwrap();
    assert_eq!(steps(&own).await[2..4], [(Channel, Skipped), (Sync, Done)], "the shop is gone");

    assert_eq!(steps(&other).await, NEW, "another company stays where it is");
}

#[tokio::test]
async fn all_that_is_open_is_put_away_at_once_by_who_may() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let other = stranger(&hub).await;
    let operator = member(&hub, Role::Operator).await;
    let refused = operator.principal.authorize::<ManageOrganisation>();
    assert!(matches!(refused, Err(Fault::Forbidden)));

    let owner = member(&hub, Role::Owner).await;
    assert_eq!(steps(&owner).await[4], (Team, Done), "there are several people");
    first_hour::skip(&owner.cx(), None).await.unwrap();
    let hour = first_hour::find(&owner.cx()).await.unwrap();
    assert_eq!((hour.next(), hour.done()), (None, 2));
    assert_eq!(steps(&owner).await[1..4], [(Region, Hidden), (Channel, Hidden), (Sync, Hidden)]);
    assert_eq!(steps(&other).await, NEW);
}

async fn region(sql: &mut sqlx::PgConnection, who: &SignedIn) -> String {
    let of = "select currency || ' ' || time_zone from organisations where id = $1";
    sqlx::query_scalar(of).bind(who.principal.member().org.0).fetch_one(sql).await.unwrap()
}

#[tokio::test]
async fn the_first_shop_gives_its_currency_and_zone_where_nobody_chose_them() {
    let shops = ["azul", "verde"].map(|name| ShopOptions::new(Platform::Woocommerce, name).orders(1));
    let sandbox =
        Sandbox::start(SandboxOptions { shops: shops.to_vec(), ..SandboxOptions::default() }).await.unwrap();
    let database = TestDatabase::create().await;
    let hub = database.hub(near(&sandbox));
    let (own, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
    let mut sql = database.connect_as("orion_owner").await;
    let foreign = "update organisations set currency = 'USD', time_zone = 'UTC'";
    sqlx::query(foreign).execute(&mut sql).await.unwrap();

    // What was passed was not chosen.
    first_hour::skip(&own.cx(), Some(Region)).await.unwrap();
    connect_shop(&own, &sandbox, &sandbox.shops()[0]).await;
    assert_eq!(region(&mut sql, &own).await, "BRL America/Sao_Paulo");
    let told = "select count(*) from audit_log where action = 'organisation.changed'";
    assert_eq!(sqlx::query_scalar::<_, i64>(told).fetch_one(&mut sql).await.unwrap(), 1);

    sqlx::query(foreign).execute(&mut sql).await.unwrap();
    connect_shop(&own, &sandbox, &sandbox.shops()[1]).await;
    assert_eq!(region(&mut sql, &own).await, "USD UTC", "the second shop gives nothing");

    // A name alone chooses neither.
    let renamed = |currency: &str| CompanySettings { time_zone: "UTC".to_owned(), ..settings(currency) };
    save_company(&other.cx(), &renamed("USD"), None).await.unwrap();
    assert_eq!(steps(&other).await, NEW);
    save_company(&other.cx(), &renamed("MXN"), None).await.unwrap();
    connect_shop(&other, &sandbox, &sandbox.shops()[0]).await;
    assert_eq!(region(&mut sql, &other).await, "MXN UTC", "it was chosen");
    sandbox.stop().await;
}
