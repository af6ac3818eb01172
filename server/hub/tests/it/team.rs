//! Invitations, roles, the companies of a person, and forgotten passwords.

use domain::{
    Fault, FieldProblem, Locale, OrgId, Role, UserId,
    view::team::{InvitationView, MailStanding},
};
use hub::{
    Hub, HubError, account_mails,
    accounts::SignUp,
    auth::Principal,
    mail::{Mail, Mailer},
    permit::{ManageTeam, View},
    second_factor::Proofs,
    sessions::{Client, SessionToken},
    team::{self, InvitationState},
};
use std::time::Duration;
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, member, sign_in, stranger};

const ANOTHER: &str = "outra frase bem comprida";

struct World {
    database: TestDatabase,
    hub: Hub,
    mailer: Mailer,
    owner: SignedIn,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create().await;
        let mailer = Mailer::memory("orion@orion.example").unwrap();
        let hub = database.hub(HubOptions { mailer: Some(mailer.clone()), ..HubOptions::default() });
        let owner = member(&hub, Role::Owner).await;
        Self { database, hub, mailer, owner }
    }

    fn team(&self) -> hub::auth::OrgCx<ManageTeam> {
        self.owner.cx()
    }

    /// A viewer who has a company of their own, and looks at this one.
    async fn guest(&self) -> SignedIn {
        let other = stranger(&self.hub).await;
        team::invite(&self.team(), &other.email, "viewer").await.unwrap();
        let link = token(&self.mail(1).await);
        self.hub.accept(&other.principal, &link, &Client::default(), &other.token.hash()).await.unwrap();
        other
    }

    /// The e-mail that comes as the so many-th, from 1.
    async fn mail(&self, number: usize) -> Mail {
        for _ in 0..500 {
            account_mails::deliver(&self.hub).await.unwrap();
            if let Some(mail) = self.mailer.sent().into_iter().nth(number - 1) {
                return mail;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no e-mail");
    }

    async fn sql(&self, statement: &'static str) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
    }

    async fn open(&self) -> Vec<InvitationView> {
        team::invitations(&self.team()).await.unwrap()
    }

    async fn member(&self, role: Role) -> SignedIn {
        member(&self.hub, role).await
    }
}

/// What the link in an e-mail ends with.
fn token(mail: &Mail) -> String {
    let link = mail.text.lines().find(|line| line.starts_with("https://orion.example/")).unwrap();
    assert!(mail.html.as_ref().unwrap().contains(link), "{mail:?}");
    link.rsplit('/').next().unwrap().to_owned()
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

fn is_forbidden<T>(result: &Result<T, HubError>) -> bool {
    matches!(result, Err(HubError::Fault(Fault::Forbidden)))
}

fn is_not_found<T>(result: &Result<T, HubError>) -> bool {
    matches!(result, Err(HubError::Fault(Fault::NotFound)))
}

fn user(who: &SignedIn) -> UserId {
    who.principal.member().user
}

async fn principal(hub: &Hub, token: &SessionToken) -> Option<Principal> {
    let row = hub.session(&token.hash()).await.unwrap()?;
    Principal::of_session(hub, row, None, Locale::PtBr, "test".into())
}

async fn role_of(who: &SignedIn, of: UserId) -> Option<Role> {
    let members = team::members(&who.cx::<View>()).await.unwrap();
    members.into_iter().find(|member| member.user == of).map(|member| member.role)
}

async fn hand_over(hub: &Hub, who: &SignedIn, to: UserId, password: &str) -> Result<(), HubError> {
    let proofs = Proofs { password, code: "" };
    hub.hand_over(&who.principal, to, proofs, &Client::default(), &who.token.hash()).await
}

#[tokio::test]
async fn who_is_invited_makes_an_account_by_the_link() {
    let world = World::new().await;
    team::invite(&world.team(), " Bia@Lojas.example ", "operator").await.unwrap();
    let mail = world.mail(1).await;
    assert_eq!((mail.to.as_str(), mail.to_name.as_str()), ("bia@lojas.example", ""));
    assert_eq!(mail.subject, "[Orion] Ana Exemplo convidou você para Loja Azul");
    assert!(mail.text.contains("(America/Sao_Paulo).") && !mail.text.contains("(UTC)"), "{}", mail.text);
    let link = token(&mail);
    // Noted a moment after it went out.
    while world.open().await[0].mail == MailStanding::Waiting {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let open = world.open().await;
    assert!(matches!(open[0].mail, MailStanding::Sent(_)), "{open:?}");
    let found = world.hub.invitation(&link).await.unwrap();
    assert_eq!((found.state, found.role, found.user), (InvitationState::Open, Role::Operator, None));
    let client = Client::default();
    let weak = world.hub.join(&link, ("Bia", "curta"), Locale::Fr, &client, None).await;
    assert!(
        matches!(&weak, Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == "password")
    );
    let session = world.hub.join(&link, ("Bia", ANOTHER), Locale::Fr, &client, None).await.unwrap();
    let bia = principal(&world.hub, &session).await.unwrap();
    let at =
        (bia.member().org, bia.member().role, bia.member().user_email.as_str(), bia.member().user_locale);
    assert_eq!(at, (world.owner.org(), Role::Operator, "bia@lojas.example", Some(Locale::Fr)));
    // The link is used up, in whichever way it is tried.
    let found = world.hub.invitation(&link).await.unwrap();
    assert_eq!((found.state, found.accepted_by), (InvitationState::Accepted, Some(bia.member().user)));
    let again = world.hub.join(&link, ("Bia", ANOTHER), Locale::Fr, &client, None).await;
    assert_eq!(conflict(again), "invitation_over");
    assert_eq!(conflict(world.hub.accept(&bia, &link, &client, &session.hash()).await), "invitation_over");
    assert!(world.open().await.is_empty());
    let taken = team::invite(&world.team(), "bia@lojas.example", "viewer").await;
    let taken = matches!(&taken, Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].problem == FieldProblem::Taken);
    assert!(taken, "a member is not invited");
    let told: Vec<String> = sqlx::query_scalar(
        "select action from audit_log where org_id = $1 and action not like 'session.%' order by at, id",
    )
    .bind(world.owner.org().0)
    .fetch_all(&sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap())
    .await
    .unwrap();
    assert_eq!(told, ["invitation.sent", "member.joined"]);
}

#[tokio::test]
async fn a_person_belongs_to_several_companies() {
    let world = World::new().await;
    let other = stranger(&world.hub).await;
    team::invite(&world.team(), &other.email, "admin").await.unwrap();
    let link = token(&world.mail(1).await);
    let session = other.token.hash();
    let wrong = world.member(Role::Viewer).await;
    let refused = world.hub.accept(&wrong.principal, &link, &Client::default(), &wrong.token.hash()).await;
    assert_eq!(conflict(refused), "other_address");
    world.hub.accept(&other.principal, &link, &Client::default(), &session).await.unwrap();
    let now = principal(&world.hub, &other.token).await.unwrap();
    assert_eq!((now.member().org, now.member().role), (world.owner.org(), Role::Admin));
    let companies = world.hub.companies(&now).await.unwrap();
    let names: Vec<_> = companies.iter().map(|company| (company.name.as_str(), company.role)).collect();
    assert_eq!(names, [("Loja Azul", Role::Admin), ("Loja Verde", Role::Owner)]);
    world.hub.enter(&session, other.org()).await.unwrap();
    assert_eq!(principal(&world.hub, &other.token).await.unwrap().member().org, other.org());
    // That they were here is still known, and after they have signed out too.
    world.hub.end_session(&session).await.unwrap();
    let members = team::members(&world.owner.cx::<View>()).await.unwrap();
    let seen = members.into_iter().find(|member| member.user == user(&other)).unwrap().last_seen_at;
    assert!(seen.is_some());
    assert!(is_not_found(&world.hub.enter(&session, OrgId::new()).await));
    assert!(is_not_found(&world.hub.enter(&world.owner.token.hash(), other.org()).await));
}

#[tokio::test]
async fn an_invitation_that_is_over_leads_nowhere() {
    let world = World::new().await;
    let id = team::invite(&world.team(), "caio@lojas.example", "viewer").await.unwrap();
    let first = token(&world.mail(1).await);
    // Asked for again it takes the new role, and links that were sent before lead there as well.
    assert_eq!(team::invite(&world.team(), "caio@lojas.example", "operator").await.unwrap(), id);
    let second = token(&world.mail(2).await);
    assert_ne!(first, second);
    assert_eq!(world.hub.invitation(&first).await.unwrap().role, Role::Operator);
    team::invite_again(&world.team(), id).await.unwrap();
    let third = token(&world.mail(3).await);
    world.sql("update invitations set expires_at = now() - interval '1 minute'").await;
    let client = Client::default();
    let join = async |link: &str| world.hub.join(link, ("Caio", ANOTHER), Locale::En, &client, None).await;
    assert_eq!(world.hub.invitation(&third).await.unwrap().state, InvitationState::Expired);
    assert_eq!(conflict(join(&third).await), "invitation_over");
    team::invite_again(&world.team(), id).await.unwrap();
    team::revoke_invitation(&world.team(), id).await.unwrap();
    assert_eq!(world.hub.invitation(&second).await.unwrap().state, InvitationState::Revoked);
    assert_eq!(conflict(join(&second).await), "invitation_over");
    assert!(is_not_found(&team::revoke_invitation(&world.team(), id).await));
    // What was taken back before it was sent is not sent.
    account_mails::deliver(&world.hub).await.unwrap();
    for link in ["", "x", &first[1..], &format!("{}A", &first[1..])] {
        assert!(is_not_found(&world.hub.invitation(link).await), "{link}");
    }
    let other = stranger(&world.hub).await;
    assert!(is_not_found(&team::invite_again(&other.cx::<ManageTeam>(), id).await));
}

#[tokio::test]
async fn nobody_grants_more_than_they_are() {
    let world = World::new().await;
    let (admin, viewer) = (world.member(Role::Admin).await, world.member(Role::Viewer).await);
    let team = admin.cx::<ManageTeam>();
    assert!(is_forbidden(&team::invite(&team, "duda@lojas.example", "owner").await));
    assert!(is_forbidden(&team::change_role(&team, user(&viewer), Role::Owner, None).await));
    assert!(is_forbidden(&team::change_role(&team, user(&world.owner), Role::Viewer, None).await));
    assert!(is_forbidden(&team::remove_member(&team, user(&world.owner)).await));
    assert!(is_forbidden(&hand_over(&world.hub, &admin, user(&viewer), PASSWORD).await));
    assert_eq!(
        team::change_role(&team, user(&viewer), Role::Admin, None).await.unwrap().before,
        Role::Viewer
    );
    assert_eq!(role_of(&admin, user(&viewer)).await, Some(Role::Admin));
    assert!(viewer.principal.authorize::<ManageTeam>().is_err(), "what was read before does not change");
    // Not by an owner's browser either: an owner is made by handing over, which asks for their password.
    let team = world.team();
    assert!(is_forbidden(&team::invite(&team, "duda@lojas.example", "owner").await));
    assert!(is_forbidden(&team::change_role(&team, user(&admin), Role::Owner, None).await));
    assert_eq!(role_of(&world.owner, user(&admin)).await, Some(Role::Admin));
    let same = team::change_role(&team, user(&world.owner), Role::Owner, None).await;
    assert_eq!(same.unwrap().before, Role::Owner, "is one already");
    assert!(world.open().await.is_empty());
    let stranger = stranger(&world.hub).await;
    assert!(is_not_found(&team::change_role(&team, user(&stranger), Role::Viewer, None).await));
    assert!(is_not_found(&team::remove_member(&team, user(&stranger)).await));
}

#[tokio::test]
async fn invitations_do_not_outlive_the_power_of_who_sent_them() {
    let world = World::new().await;
    let admin = world.member(Role::Admin).await;
    team::invite(&admin.cx::<ManageTeam>(), "again@lojas.example", "admin").await.unwrap();
    team::invite(&admin.cx::<ManageTeam>(), "other@lojas.example", "viewer").await.unwrap();
    // Nobody is invited as an owner, but an installation may still hold such an invitation.
    let boss = team::invite(&world.team(), "boss@lojas.example", "admin").await.unwrap();
    world.sql("update invitations set role = 'owner' where email = 'boss@lojas.example'").await;
    assert!(is_forbidden(&team::invite_again(&world.team(), boss).await));
    // Who may not make an owner does not change whom one is made of.
    assert!(is_forbidden(&team::invite(&admin.cx::<ManageTeam>(), "boss@lojas.example", "viewer").await));
    team::remove_member(&world.team(), user(&admin)).await.unwrap();
    let left: Vec<_> = world.open().await.into_iter().map(|open| open.email).collect();
    assert_eq!(left, ["boss@lojas.example"]);
    let second = world.member(Role::Owner).await;
    team::change_role(&second.cx::<ManageTeam>(), user(&world.owner), Role::Admin, None).await.unwrap();
    assert!(world.open().await.is_empty(), "an admin makes no owners");
}

#[tokio::test]
async fn a_change_of_password_ends_the_links_that_were_sent() {
    let world = World::new().await;
    let client = Client::default();
    world.hub.forgot_password(&world.owner.email, &client).await.unwrap();
    let link = token(&world.mail(1).await);
    let session = world.owner.token.hash();
    let change = (ANOTHER, Proofs { password: PASSWORD, code: "" });
    world.hub.change_password(&world.owner.principal, change, &client, &session).await.unwrap();
    assert!(is_not_found(&world.hub.resetting(&link).await));
}

#[tokio::test]
async fn who_was_blocked_for_wrong_passwords_enters_with_the_new_one() {
    let world = World::new().await;
    let client = Client::default();
    for _ in 0..6 {
        assert!(world.hub.sign_in(&world.owner.email, "not this one at all", &client, None).await.is_err());
    }
    world.hub.forgot_password(&world.owner.email, &client).await.unwrap();
    let link = token(&world.mail(1).await);
    world.hub.reset_password(&link, (ANOTHER, false), &client).await.unwrap();
    assert!(world.hub.sign_in(&world.owner.email, ANOTHER, &client, None).await.is_ok());
}

#[tokio::test]
async fn of_two_admins_who_demote_each_other_at_once_one_wins() {
    let world = World::new().await;
    let (one, other) = (world.member(Role::Admin).await, world.member(Role::Admin).await);
    let (by_one, by_other) = (one.cx::<ManageTeam>(), other.cx::<ManageTeam>());
    let (first, second) = tokio::join!(
        team::change_role(&by_one, user(&other), Role::Viewer, None),
        team::change_role(&by_other, user(&one), Role::Viewer, None),
    );
    assert_eq!([&first, &second].into_iter().filter(|done| done.is_ok()).count(), 1, "{first:?} {second:?}");
    assert!(is_forbidden(&first) || is_forbidden(&second));
}

#[tokio::test]
async fn a_company_is_never_without_an_owner() {
    let world = World::new().await;
    // Everybody of the company joined beside an owner of their own.
    let admin = world.member(Role::Admin).await;
    let owners: Vec<_> = team::members(&world.owner.cx::<View>()).await.unwrap();
    for other in owners.iter().filter(|other| other.role == Role::Owner && other.user != user(&world.owner)) {
        team::remove_member(&world.team(), other.user).await.unwrap();
    }
    assert_eq!(conflict(world.hub.leave(&world.owner.principal).await), "last_owner");
    let demoted = team::change_role(&world.team(), user(&world.owner), Role::Admin, None).await;
    assert_eq!(conflict(demoted), "last_owner");
    let own = user(&world.owner);
    assert_eq!(conflict(hand_over(&world.hub, &world.owner, own, PASSWORD).await), "own_role");
    for (password, problem) in [("", FieldProblem::Required), (ANOTHER, FieldProblem::Unknown)] {
        let unproved = hand_over(&world.hub, &world.owner, user(&admin), password).await;
        let expected = Fault::field("password", problem);
        assert!(matches!(&unproved, Err(HubError::Fault(fault)) if *fault == expected), "{unproved:?}");
    }
    assert_eq!(role_of(&world.owner, own).await, Some(Role::Owner));
    hand_over(&world.hub, &world.owner, user(&admin), PASSWORD).await.unwrap();
    assert_eq!(role_of(&admin, user(&admin)).await, Some(Role::Owner));
    assert_eq!(role_of(&admin, user(&world.owner)).await, Some(Role::Admin));
    world.hub.leave(&world.owner.principal).await.unwrap();
    assert!(principal(&world.hub, &world.owner.token).await.is_none(), "who left is not signed in there");
    let again = world.hub.leave(&world.owner.principal).await;
    assert!(matches!(again, Err(HubError::Fault(Fault::NotFound))), "left twice");
}

#[tokio::test]
async fn a_member_who_is_removed_is_out_at_once() {
    let world = World::new().await;
    let operator = world.member(Role::Operator).await;
    assert!(principal(&world.hub, &operator.token).await.is_some());
    team::remove_member(&world.team(), user(&operator)).await.unwrap();
    assert!(principal(&world.hub, &operator.token).await.is_none());
    assert_eq!(role_of(&world.owner, user(&operator)).await, None);
    // The account is still theirs, but leads nowhere until somebody invites them.
    let refused = world.hub.sign_in(&operator.email, PASSWORD, &Client::default(), None).await;
    assert_eq!(conflict(refused), "no_company");
    let found = async |password| {
        let (company, name, email) = ("Loja Rosa".to_owned(), "Olga".to_owned(), operator.email.clone());
        let new = SignUp { company, name, email, locale: Some(Locale::PtBr) };
        world.hub.sign_up(&new, password, &Client::default(), None).await
    };
    let wrong = found(ANOTHER).await;
    let taken = Fault::field("email", FieldProblem::Taken);
    assert!(matches!(&wrong, Err(HubError::Fault(fault)) if *fault == taken), "{wrong:?}");
    let own = principal(&world.hub, &found(PASSWORD).await.unwrap().token).await.unwrap();
    let at = (own.member().user, own.member().org_name.as_str(), own.member().role);
    assert_eq!(at, (user(&operator), "Loja Rosa", Role::Owner));
    let again = found(PASSWORD).await;
    assert!(matches!(&again, Err(HubError::Fault(fault)) if *fault == taken), "they have one: {again:?}");
    team::invite(&world.team(), &operator.email, "viewer").await.unwrap();
    let link = token(&world.mail(1).await);
    let client = Client::default();
    let wrong = world.hub.accept_as(&link, ANOTHER, &client, None).await;
    assert!(matches!(wrong, Err(HubError::Fault(Fault::Unauthenticated))), "{wrong:?}");
    let session = world.hub.accept_as(&link, PASSWORD, &client, None).await.unwrap().token;
    assert_eq!(principal(&world.hub, &session).await.unwrap().member().role, Role::Viewer);
}

#[tokio::test]
async fn who_is_removed_goes_on_in_another_company_of_theirs() {
    let world = World::new().await;
    let other = world.guest().await;
    let second = world.hub.sign_in(&other.email, PASSWORD, &Client::default(), None).await.unwrap().token;
    world.hub.enter(&second.hash(), other.org()).await.unwrap();
    team::remove_member(&world.team(), user(&other)).await.unwrap();
    for session in [&other.token, &second] {
        assert_eq!(principal(&world.hub, session).await.unwrap().member().org, other.org());
    }
    // Only the one that looked at the company is told.
    let told = async |session: &SessionToken| {
        world.hub.take_flash::<serde_json::Value>(&session.hash()).await.unwrap()
    };
    assert_eq!(told(&other.token).await, Some(serde_json::json!({ "removed_from": "Loja Azul" })));
    assert_eq!(told(&second).await, None);
    // Refused, it changes nothing of their sessions.
    let admin = world.member(Role::Admin).await;
    assert!(is_forbidden(&team::remove_member(&admin.cx::<ManageTeam>(), user(&world.owner)).await));
    assert_eq!(told(&world.owner.token).await, None);
    assert!(principal(&world.hub, &world.owner.token).await.is_some());
}

#[tokio::test]
async fn who_leaves_goes_on_in_another_company_of_theirs() {
    let world = World::new().await;
    let other = world.guest().await;
    let guest = principal(&world.hub, &other.token).await.unwrap();
    assert_eq!(guest.member().org, world.owner.org());
    assert!(world.hub.leave(&guest).await.unwrap());
    assert_eq!(principal(&world.hub, &other.token).await.unwrap().member().org, other.org());
    // Refused, it changes nothing of their sessions.
    let new = ("Loja Verde", Locale::PtBr);
    world.hub.found_company(&world.owner.principal, new, &world.owner.token.hash()).await.unwrap();
    let owner = principal(&world.hub, &world.owner.token).await.unwrap();
    assert_eq!(conflict(world.hub.leave(&owner).await), "last_owner");
    let still = principal(&world.hub, &world.owner.token).await.unwrap();
    assert_eq!(still.member().org, owner.member().org);
}

#[tokio::test]
async fn an_email_that_does_not_go_out_is_told_and_tried_again() {
    let database = TestDatabase::create().await;
    // Nobody listens there.
    let mailer = Mailer::server("smtp://127.0.0.1:1", "orion@orion.example").unwrap();
    let hub = database.hub(HubOptions { mailer: Some(mailer), ..HubOptions::default() });
    let owner = member(&hub, Role::Owner).await;
    team::invite(&owner.cx::<ManageTeam>(), "eva@lojas.example", "viewer").await.unwrap();
    let mut open = Vec::new();
    for _ in 0..500 {
        open = team::invitations(&owner.cx::<ManageTeam>()).await.unwrap();
        if open[0].mail != MailStanding::Waiting {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert!(matches!(&open[0].mail, MailStanding::Failed(why) if !why.is_empty()), "{open:?}");
    let state: String = sqlx::query_scalar("select state from account_mails")
        .fetch_one(&sqlx::PgPool::connect_with(database.superuser()).await.unwrap())
        .await
        .unwrap();
    assert_eq!(state, "waiting");
}

#[tokio::test]
async fn a_forgotten_password_is_set_by_a_link_that_holds_once() {
    let world = World::new().await;
    let client = Client::default();
    world.hub.forgot_password("nobody@lojas.example", &client).await.unwrap();
    world.hub.forgot_password(&world.owner.email.to_uppercase(), &client).await.unwrap();
    let mail = world.mail(1).await;
    assert_eq!(
        (mail.to.as_str(), mail.subject.as_str()),
        (world.owner.email.as_str(), "[Orion] Crie uma nova senha")
    );
    let link = token(&mail);
    assert_eq!(world.hub.resetting(&link).await.unwrap().email, world.owner.email);
    let own = world.hub.reset_password(&link, ("ana exemplo ana exemplo", false), &client).await;
    assert!(matches!(own, Err(HubError::Fault(Fault::Invalid { .. }))), "{own:?}");
    world.hub.reset_password(&link, (ANOTHER, false), &client).await.unwrap();
    assert!(principal(&world.hub, &world.owner.token).await.is_none(), "all sessions end");
    assert!(world.hub.sign_in(&world.owner.email, ANOTHER, &client, None).await.is_ok());
    assert!(is_not_found(&world.hub.reset_password(&link, (ANOTHER, false), &client).await));
    assert_eq!(world.mail(2).await.subject, "[Orion] Sua senha foi trocada");
    // One link that is not used in time holds no longer, and of several the use of one ends all.
    for _ in 0..2 {
        world.hub.forgot_password(&world.owner.email, &client).await.unwrap();
    }
    let links = [token(&world.mail(3).await), token(&world.mail(4).await)];
    world.sql("update account_tokens set expires_at = now() where created_at = (select max(created_at) from account_tokens)").await;
    let held = [world.hub.resetting(&links[0]).await.is_ok(), world.hub.resetting(&links[1]).await.is_ok()];
    assert_eq!(held.iter().filter(|held| **held).count(), 1, "{held:?}");
    for _ in 0..2 {
        world.hub.forgot_password(&world.owner.email, &client).await.unwrap();
    }
    // The sixth within the hour gets the same answer and no e-mail.
    world.mail(6).await;
    world.hub.forgot_password(&world.owner.email, &client).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    account_mails::deliver(&world.hub).await.unwrap();
    assert_eq!(world.mailer.sent().len(), 6);
    let bad = world.hub.forgot_password("no address", &client).await;
    assert!(matches!(bad, Err(HubError::Fault(Fault::Invalid { .. }))));
    let again = sign_in(&world.hub, &world.member(Role::Viewer).await.email).await;
    assert!(principal(&world.hub, &again.token).await.is_some(), "others are not touched");
}

#[tokio::test]
async fn people_are_written_to_in_the_language_they_signed_up_in_else_in_the_one_of_their_company() {
    let world = World::new().await;
    let (client, email) = (Client::default(), "luc@boutique.example");
    let new = SignUp {
        company: "Boutique".to_owned(),
        name: "Luc".to_owned(),
        email: email.to_owned(),
        locale: Some(Locale::Fr),
    };
    let session = world.hub.sign_up(&new, PASSWORD, &client, None).await.unwrap().token;
    assert_eq!(principal(&world.hub, &session).await.unwrap().member().user_locale, Some(Locale::Fr));
    world.hub.forgot_password(email, &client).await.unwrap();
    assert_eq!(world.mail(1).await.subject, "[Orion] Choisissez un nouveau mot de passe");
    // Who was added by somebody else has chosen none.
    world.sql("update organisations set locale = 'en'").await;
    assert_eq!(world.owner.principal.member().user_locale, None);
    world.hub.forgot_password(&world.owner.email, &client).await.unwrap();
    assert_eq!(world.mail(2).await.subject, "[Orion] Set a new password");
}

#[tokio::test]
async fn who_is_signed_in_makes_another_company_and_is_in_it() {
    let world = World::new().await;
    let viewer = world.member(Role::Viewer).await;
    let session = viewer.token.hash();
    let found = async |name| world.hub.found_company(&viewer.principal, (name, Locale::Es), &session).await;
    let unnamed = found(" ").await;
    let required = Fault::field("company", FieldProblem::Required);
    assert!(matches!(&unnamed, Err(HubError::Fault(fault)) if *fault == required), "{unnamed:?}");
    found("Tienda Lila").await.unwrap();
    let now = principal(&world.hub, &viewer.token).await.unwrap();
    let at = (now.member().org_name.as_str(), now.member().role, now.member().org_locale);
    assert_eq!(at, ("Tienda Lila", Role::Owner, Locale::Es));
    let names: Vec<_> = world.hub.companies(&now).await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["Loja Azul", "Tienda Lila"]);
    assert_eq!(role_of(&world.owner, user(&viewer)).await, Some(Role::Viewer), "they stay in the other");
}

#[tokio::test]
async fn a_change_of_password_is_told_to_its_person() {
    let world = World::new().await;
    let (who, session) = (&world.owner, world.owner.token.hash());
    let change = (ANOTHER, Proofs { password: PASSWORD, code: "" });
    world.hub.change_password(&who.principal, change, &Client::default(), &session).await.unwrap();
    let mail = world.mail(1).await;
    assert_eq!(
        (mail.to.as_str(), mail.subject.as_str()),
        (who.email.as_str(), "[Orion] Sua senha foi trocada")
    );
    assert!(mail.text.contains("na página da conta"), "{}", mail.text);
}
