//! People who are added on the command line, and who change their own account.

use domain::{Fault, FieldProblem, Locale, Role};
use futures::future::join_all;
use hub::{
    Hub, HubError,
    accounts::{Company, NewUser, SignUp},
    second_factor::Proofs,
    sessions::{Client, Opened},
};
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, member, sign_in};

async fn found(hub: &Hub, company: &str, email: &str) {
    let new = SignUp {
        company: company.to_owned(),
        name: "Ana".to_owned(),
        email: email.to_owned(),
        locale: Some(Locale::PtBr),
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

const OTHER: &str = "uma outra frase qualquer";

async fn change(hub: &Hub, who: &SignedIn, current: &str, password: &str) -> Result<(), HubError> {
    let session = who.token.hash();
    let proofs = Proofs { password: current, code: "" };
    hub.change_password(&who.principal, (password, proofs), &Client::default(), &session).await
}

#[tokio::test]
async fn a_change_of_password_ends_the_other_sessions_and_is_audited() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Viewer).await;
    let elsewhere = sign_in(&hub, &who.email).await;
    let colleague = member(&hub, Role::Viewer).await;
    change(&hub, &who, PASSWORD, OTHER).await.unwrap();
    for (session, lives) in [(&who, true), (&elsewhere, false), (&colleague, true)] {
        assert_eq!(hub.session(&session.token.hash()).await.unwrap().is_some(), lives);
    }
    let enters = async |password| hub.sign_in(&who.email, password, &Client::default(), None).await.is_ok();
    assert!(!enters(PASSWORD).await);
    assert!(enters(OTHER).await);
    let mut owner = database.connect_as("orion_owner").await;
    let told = "select action, actor_id, data::text from audit_log where action = 'password.changed'";
    let told = sqlx::query_as(told);
    let told: Vec<(String, uuid::Uuid, String)> = told.fetch_all(&mut owner).await.unwrap();
    assert_eq!(told, [("password.changed".to_owned(), who.principal.member().user.0, "{}".to_owned())]);
}

#[tokio::test]
async fn a_new_password_must_be_a_good_one_and_the_present_one_known() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Owner).await;
    for (current, password, field, problem) in [
        ("", OTHER, "current", FieldProblem::Required),
        (PASSWORD, "curta", "password", FieldProblem::TooShort { min: 15 }),
        (PASSWORD, "ana exemplo ana exemplo", "password", FieldProblem::Personal),
        ("errada errada errada", OTHER, "current", FieldProblem::Unknown),
    ] {
        let refused = change(&hub, &who, current, password).await;
        let expected = Fault::field(field, problem);
        assert!(matches!(&refused, Err(HubError::Fault(fault)) if *fault == expected), "{refused:?}");
    }
    sign_in(&hub, &who.email).await;
}

#[tokio::test]
async fn wrong_present_passwords_count_as_wrong_sign_ins() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Owner).await;
    for _ in 0..5 {
        change(&hub, &who, "errada errada errada", OTHER).await.unwrap_err();
    }
    let throttled = |outcome| matches!(outcome, Err(HubError::Fault(Fault::Throttled { .. })));
    assert!(throttled(change(&hub, &who, PASSWORD, OTHER).await));
    assert!(throttled(hub.sign_in(&who.email, PASSWORD, &Client::default(), None).await.map(|_| ())));
}

#[tokio::test]
async fn a_person_signs_other_browsers_out() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Operator).await;
    let phone = Client { user_agent: Some("Firefox/131 Android".into()), ..Client::default() };
    let on_phone = hub.sign_in(&who.email, PASSWORD, &phone, None).await.unwrap().token;
    let third = hub.sign_in(&who.email, PASSWORD, &Client::default(), None).await.unwrap().token;
    let other = member(&hub, Role::Operator).await;
    let session = who.token.hash();
    let devices = hub.devices(&who.principal, &session).await.unwrap();
    assert_eq!((devices.len(), devices.iter().filter(|device| device.is_own).count()), (3, 1));
    let its = devices.iter().find(|device| device.user_agent == "Firefox/131 Android").unwrap();
    let foreign = hub.sign_out_device(&other.principal, Some(&its.id), &other.token.hash()).await;
    assert!(matches!(foreign, Err(HubError::Fault(Fault::NotFound))), "{foreign:?}");
    assert_eq!(hub.sign_out_device(&who.principal, Some(&its.id), &session).await.unwrap(), 1);
    assert!(hub.session(&on_phone.hash()).await.unwrap().is_none());
    assert!(hub.session(&third.hash()).await.unwrap().is_some());
    assert_eq!(hub.sign_out_device(&who.principal, None, &session).await.unwrap(), 1);
    assert_eq!(hub.sign_out_device(&who.principal, None, &session).await.unwrap(), 0);
    for (token, is_there) in [(&third, false), (&who.token, true), (&other.token, true)] {
        assert_eq!(hub.session(&token.hash()).await.unwrap().is_some(), is_there);
    }
}

fn is_taken(result: &Result<Opened, HubError>) -> bool {
    matches!(result, Err(HubError::Fault(fault)) if *fault == Fault::field("email", FieldProblem::Taken))
}

#[tokio::test]
async fn of_tries_at_once_by_an_account_without_a_company_one_makes_one() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Viewer).await;
    hub.leave(&who.principal).await.unwrap();
    let (company, name, email) = ("Loja Rosa".to_owned(), "Ana".to_owned(), who.email.clone());
    let (new, client) = (SignUp { company, name, email, locale: None }, Client::default());
    let tries = join_all((0..5).map(|_| hub.sign_up(&new, PASSWORD, &client, None))).await;
    assert_eq!(tries.iter().filter(|done| done.is_ok()).count(), 1, "{tries:?}");
    assert_eq!(tries.iter().filter(|done| is_taken(done)).count(), 4, "{tries:?}");
    assert_eq!(hub.companies_named("Loja Rosa").await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_account_without_a_company_signs_up_by_the_password_that_it_has() {
    // Good when it was chosen; a new one must not be made of the name of the company.
    const OLD: &str = "tenda carmim tenda carmim";
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    let who = member(&hub, Role::Viewer).await;
    change(&hub, &who, PASSWORD, OLD).await.unwrap();
    hub.leave(&who.principal).await.unwrap();
    let client = Client { ip: Some([203, 0, 113, 9].into()), ..Client::default() };
    let sign_up = async |company: &str, password| {
        let (company, email) = (company.to_owned(), who.email.clone());
        let new = SignUp { company, name: String::new(), email, locale: None };
        hub.sign_up(&new, password, &client, None).await
    };
    let unnamed = sign_up(" ", OLD).await;
    let required = Fault::field("company", FieldProblem::Required);
    assert!(matches!(&unnamed, Err(HubError::Fault(fault)) if *fault == required), "{unnamed:?}");
    let wrong = sign_up("Tenda Carmim", OTHER).await;
    assert!(is_taken(&wrong), "{wrong:?}");
    sign_up("Tenda Carmim", OLD).await.unwrap();
    assert_eq!(hub.companies_named("Tenda Carmim").await.unwrap().len(), 1);
    let mut system = database.connect_as("orion_system").await;
    let counted = sqlx::query_scalar("select failures from sign_in_throttles where key like 'sign-up:%'");
    let counted: i32 = counted.fetch_one(&mut system).await.unwrap();
    assert_eq!(counted, 2, "each try that named a company, once");
}
