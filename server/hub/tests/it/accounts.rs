//! People who are added on the command line.

use domain::{Fault, Locale, Role};
use hub::{
    Hub, HubError,
    accounts::{Company, NewUser, SignUp},
    sessions::Client,
};
use testkit::{HubOptions, PASSWORD, TestDatabase};

async fn found(hub: &Hub, company: &str, email: &str) {
    let new = SignUp {
        company: company.to_owned(),
        name: "Ana".to_owned(),
        email: email.to_owned(),
        locale: Locale::PtBr,
    };
    hub.sign_up(&new, PASSWORD, &Client::default(), None).await.unwrap();
}

fn conflict(result: Result<hub::accounts::Added, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_name_that_two_companies_have_adds_nobody_to_either() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    found(&hub, "Loja", "ana@loja.example").await;
    found(&hub, "Loja", "bia@loja.example").await;
    let add = |company| NewUser { name: "Caio", email: "caio@loja.example", role: Role::Viewer, company };
    let named = hub.create_user(&add(Company::Named("Loja")), PASSWORD).await;
    assert_eq!(conflict(named), "companies_of_one_name");
    let companies = hub.companies_named("Loja").await.unwrap();
    assert_eq!(companies.len(), 2, "none was made");
    let added = hub.create_user(&add(Company::Known(companies[1])), PASSWORD).await.unwrap();
    assert_eq!((added.org, added.made), (companies[1], false));
    let nowhere = hub.create_user(&add(Company::Known(domain::OrgId::new())), PASSWORD).await;
    assert!(matches!(nowhere, Err(HubError::Fault(Fault::NotFound))), "{nowhere:?}");
}

#[tokio::test]
async fn a_new_company_begins_with_its_owner() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let add = |role| {
        let company = Company::Named("Loja Nova");
        NewUser { name: "Ana", email: "ana@loja.example", role, company }
    };
    let viewer = hub.create_user(&add(Role::Viewer), PASSWORD).await;
    assert_eq!(conflict(viewer), "company_without_owner");
    assert!(hub.create_user(&add(Role::Owner), PASSWORD).await.unwrap().made);
}
