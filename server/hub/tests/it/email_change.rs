//! Another address to sign in with, which the new one and the old one agree to.

use domain::{Fault, FieldProblem, Role};
use hub::{
    Hub, HubError, account_mails,
    email_change::{Agreed, Side},
    mail::{Mail, Mailer},
    second_factor::Proofs,
    sessions::Client,
};
use std::time::Duration;
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, member, sign_in};

const NEW: &str = "ana.nova@lojas.example";

struct World {
    database: TestDatabase,
    hub: Hub,
    mailer: Mailer,
    who: SignedIn,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create().await;
        let mailer = Mailer::memory("orion@orion.example").unwrap();
        let hub = database.hub(HubOptions { mailer: Some(mailer.clone()), ..HubOptions::default() });
        let who = member(&hub, Role::Owner).await;
        Self { database, hub, mailer, who }
    }

    async fn ask(&self, email: &str, password: &str) -> Result<(), HubError> {
        let (who, session) = (&self.who.principal, self.who.token.hash());
        let proofs = Proofs { password, code: "" };
        self.hub.ask_email_change(who, (email, proofs), &Client::default(), &session).await
    }

    /// The last e-mail to an address, once there are so many of all.
    async fn mail_to(&self, address: &str, count: usize) -> Mail {
        for _ in 0..500 {
            account_mails::deliver(&self.hub).await.unwrap();
            let sent = self.mailer.sent();
            if sent.len() >= count
                && let Some(mail) = sent.into_iter().rfind(|mail| mail.to == address)
            {
                return mail;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no e-mail to {address}: {:?}", self.mailer.sent());
    }

    /// Asks, and the tokens of the links to the new and to the old address.
    async fn asked(&self) -> (String, String) {
        self.ask(NEW, PASSWORD).await.unwrap();
        let count = self.mailer.sent().len() + 2;
        (token(&self.mail_to(NEW, count).await), token(&self.mail_to(&self.who.email, count).await))
    }

    async fn agree(&self, token: &str) -> Result<Agreed, HubError> {
        self.hub.agree_to_email_change(token, Some(&self.who.principal), &Client::default()).await
    }

    async fn enters(&self, email: &str) -> bool {
        self.hub.sign_in(email, PASSWORD, &Client::default(), None).await.is_ok()
    }

    async fn sql(&self, statement: &'static str) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
    }

    async fn audited(&self) -> Vec<String> {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let told = "select action from audit_log where action like 'email.%' order by at, id";
        sqlx::query_scalar(told).fetch_all(&pool).await.unwrap()
    }
}

fn token(mail: &Mail) -> String {
    let link = mail.text.lines().find(|line| line.contains("/confirmar-email/")).unwrap();
    assert!(mail.html.as_ref().unwrap().contains(link), "{mail:?}");
    link.rsplit('/').next().unwrap().to_owned()
}

fn problem<T: std::fmt::Debug>(result: Result<T, HubError>, field: &str) -> FieldProblem {
    match result {
        Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == field => {
            fields[0].problem.clone()
        }
        other => panic!("{other:?}"),
    }
}

fn is_not_found<T>(result: &Result<T, HubError>) -> bool {
    matches!(result, Err(HubError::Fault(Fault::NotFound)))
}

#[tokio::test]
async fn an_address_is_changed_when_both_agree_in_whichever_order() {
    for new_first in [true, false] {
        let world = World::new().await;
        let elsewhere = sign_in(&world.hub, &world.who.email).await;
        let (new, old) = world.asked().await;
        let found = world.hub.found_email_change(&old).await.unwrap();
        assert_eq!(
            (found.side, found.old.as_str(), found.new.as_str()),
            (Side::Old, world.who.email.as_str(), NEW)
        );
        let (first, second) = if new_first { (&new, &old) } else { (&old, &new) };
        assert_eq!(world.agree(first).await.unwrap(), Agreed::Waiting);
        assert_eq!(world.agree(first).await.unwrap(), Agreed::Waiting, "one side twice is one side");
        assert!(world.hub.found_email_change(first).await.unwrap().is_confirmed);
        let pending = world.hub.email_change(&world.who.principal).await.unwrap().unwrap();
        assert_eq!((pending.new_confirmed, pending.old_confirmed), (new_first, !new_first));
        assert!(world.enters(&world.who.email).await && !world.enters(NEW).await);

        assert_eq!(world.agree(second).await.unwrap(), Agreed::Done);
        assert!(world.enters(NEW).await && !world.enters(&world.who.email).await);
        for (session, lives) in [(&world.who, true), (&elsewhere, false)] {
            assert_eq!(world.hub.session(&session.token.hash()).await.unwrap().is_some(), lives);
        }
        assert!(is_not_found(&world.agree(&new).await) && is_not_found(&world.agree(&old).await));
        assert!(world.hub.email_change(&world.who.principal).await.unwrap().is_none());
        for address in [NEW, &world.who.email] {
            let told = world.mail_to(address, 4).await;
            assert_eq!(told.subject, "[Orion] O e-mail da sua conta foi trocado");
            assert!(told.text.contains(NEW), "{told:?}");
        }
        assert_eq!(world.audited().await, ["email.change_asked", "email.changed"]);
    }
}

#[tokio::test]
async fn the_old_address_refuses_and_the_new_one_cannot() {
    let world = World::new().await;
    let (new, old) = world.asked().await;
    world.agree(&new).await.unwrap();
    assert!(is_not_found(&world.hub.refuse_email_change(&new, &Client::default()).await));
    world.hub.refuse_email_change(&old, &Client::default()).await.unwrap();
    assert!(is_not_found(&world.agree(&old).await) && is_not_found(&world.agree(&new).await));
    assert!(world.enters(&world.who.email).await);
    assert_eq!(world.audited().await, ["email.change_asked", "email.change_refused"]);
}

#[tokio::test]
async fn only_the_person_agrees_for_the_new_address() {
    let world = World::new().await;
    let (new, old) = world.asked().await;
    let name = &world.who.principal.member().user_name;
    assert!(!world.mail_to(NEW, 2).await.text.contains(name.as_str()), "a stranger is greeted");
    let other = member(&world.hub, Role::Owner).await;
    let client = Client::default();
    for who in [None, Some(&other.principal)] {
        let refused = world.hub.agree_to_email_change(&new, who, &client).await;
        assert!(matches!(refused, Err(HubError::Fault(Fault::Unauthenticated))), "{refused:?}");
    }
    assert_eq!(world.hub.agree_to_email_change(&old, None, &client).await.unwrap(), Agreed::Waiting);
    assert_eq!(world.agree(&new).await.unwrap(), Agreed::Done);
}

#[tokio::test]
async fn a_link_to_set_another_password_is_kept_for_the_address_of_the_person_alone() {
    let world = World::new().await;
    let user = world.who.principal.member().user;
    let until = chrono::Utc::now() + chrono::TimeDelta::hours(1);
    for (email, expected) in [(NEW, false), (world.who.email.as_str(), true)] {
        let (db, token) = (world.database.db(), [7; 32]);
        let kept = store::account_mails::keep_reset_token(db, &token, (user, email), until).await.unwrap();
        assert_eq!(kept, expected, "{email}");
    }
}

#[tokio::test]
async fn links_sent_again_count_for_the_new_address() {
    let world = World::new().await;
    world.ask(NEW, PASSWORD).await.unwrap();
    for _ in 0..4 {
        world.hub.ask_email_change_again(&world.who.principal).await.unwrap();
    }
    let other = member(&world.hub, Role::Viewer).await;
    let (client, session) = (Client::default(), other.token.hash());
    let proofs = Proofs { password: PASSWORD, code: "" };
    let asked = world.hub.ask_email_change(&other.principal, (NEW, proofs), &client, &session).await;
    assert!(matches!(asked, Err(HubError::Fault(Fault::Throttled { .. }))));
}

#[tokio::test]
async fn what_is_asked_for_is_looked_at_first() {
    let world = World::new().await;
    let colleague = member(&world.hub, Role::Viewer).await;
    for (email, password, field, expected) in [
        ("", PASSWORD, "email", FieldProblem::Required),
        ("nada", PASSWORD, "email", FieldProblem::Format),
        (NEW, "", "password", FieldProblem::Required),
        (NEW, "errada errada errada", "password", FieldProblem::Unknown),
        (&colleague.email, "errada errada errada", "password", FieldProblem::Unknown),
        (&colleague.email, PASSWORD, "email", FieldProblem::Taken),
        (&world.who.email, PASSWORD, "email", FieldProblem::Taken),
    ] {
        assert_eq!(problem(world.ask(email, password).await, field), expected, "{email}");
    }
    for _ in 0..3 {
        world.ask(NEW, PASSWORD).await.unwrap();
    }
    let throttled = |outcome| matches!(outcome, Err(HubError::Fault(Fault::Throttled { .. })));
    assert!(throttled(world.ask("outra@lojas.example", PASSWORD).await));
    assert!(throttled(world.hub.ask_email_change_again(&world.who.principal).await));
}

#[tokio::test]
async fn a_change_ends_when_it_is_taken_back_asked_anew_late_or_the_password_changes() {
    let world = World::new().await;
    let (first, _) = world.asked().await;
    let (new, old) = world.asked().await;
    assert!(is_not_found(&world.agree(&first).await), "asked anew");
    world.hub.cancel_email_change(&world.who.principal).await.unwrap();
    assert!(is_not_found(&world.agree(&new).await) && is_not_found(&world.agree(&old).await));
    assert!(is_not_found(&world.hub.cancel_email_change(&world.who.principal).await));
    assert!(is_not_found(&world.hub.ask_email_change_again(&world.who.principal).await));

    let (new, _) = world.asked().await;
    world.sql("update email_changes set expires_at = now()").await;
    assert!(is_not_found(&world.agree(&new).await), "late");
    assert!(world.hub.email_change(&world.who.principal).await.unwrap().is_none());

    let (new, _) = world.asked().await;
    let (who, session) = (&world.who.principal, world.who.token.hash());
    let change = ("uma outra frase qualquer", Proofs { password: PASSWORD, code: "" });
    world.hub.change_password(who, change, &Client::default(), &session).await.unwrap();
    assert!(is_not_found(&world.agree(&new).await), "the password was changed");
}

#[tokio::test]
async fn an_address_that_got_an_account_meanwhile_ends_the_change() {
    let world = World::new().await;
    let (new, old) = world.asked().await;
    world.agree(&old).await.unwrap();
    let taken = member(&world.hub, Role::Viewer).await;
    let mut owner = world.database.connect_as("orion_owner").await;
    sqlx::query("update users set email = $1 where email = $2")
        .bind(NEW)
        .bind(&taken.email)
        .execute(&mut owner)
        .await
        .unwrap();
    let refused = world.agree(&new).await;
    assert!(
        matches!(&refused, Err(HubError::Fault(Fault::Conflict { what })) if what == "email_taken"),
        "{refused:?}"
    );
    assert!(is_not_found(&world.agree(&new).await));
    assert!(world.enters(&world.who.email).await);
}

#[tokio::test]
async fn whoever_has_not_agreed_is_written_to_again() {
    let world = World::new().await;
    let (new, _) = world.asked().await;
    world.agree(&new).await.unwrap();
    world.hub.ask_email_change_again(&world.who.principal).await.unwrap();
    let again = world.mail_to(&world.who.email, 3).await;
    assert_eq!(world.mailer.sent().iter().filter(|mail| mail.to == NEW).count(), 1);
    assert_eq!(world.agree(&token(&again)).await.unwrap(), Agreed::Done);
}
