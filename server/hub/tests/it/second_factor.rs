//! Proving twice who one is: codes of an app, codes for its loss, and a company that asks for them.

use domain::{Fault, FieldProblem, Role};
use hub::{
    Hub, HubError, account_mails,
    accounts::SignUp,
    auth::Principal,
    integrations::{keys_in_use, rotate_keys},
    mail::Mailer,
    permit::{EditCatalog, ManageOrganisation, ManageTeam, View},
    second_factor::{Proofs, RECOVERY_CODES},
    sessions::{Client, SessionToken, TokenHash},
    team,
    vault::Vault,
};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, code_of, member, sign_in, stranger};

struct World {
    database: TestDatabase,
    hub: Hub,
    mailer: Mailer,
}

/// Somebody with an app.
struct Proven {
    who: SignedIn,
    secret: String,
    codes: Vec<String>,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create().await;
        let mailer = Mailer::memory("orion@orion.example").unwrap();
        let hub = database.hub(HubOptions { mailer: Some(mailer.clone()), ..HubOptions::default() });
        Self { database, hub, mailer }
    }

    async fn sql(&self, statement: &'static str) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
    }

    /// The subjects of e-mails, once there are so many.
    async fn subjects(&self, count: usize) -> Vec<String> {
        for _ in 0..500 {
            account_mails::deliver(&self.hub).await.unwrap();
            let sent = self.mailer.sent();
            if sent.len() >= count {
                return sent.into_iter().map(|mail| mail.subject).collect();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}", self.mailer.sent());
    }

    /// The token of the last link of a kind that was sent to an address, once there is one.
    async fn link(&self, to: &str, path: &str) -> String {
        self.link_after(to, path, "").await
    }

    /// The same once it is another one.
    async fn link_after(&self, to: &str, path: &str, before: &str) -> String {
        for _ in 0..500 {
            account_mails::deliver(&self.hub).await.unwrap();
            let sent = self.mailer.sent();
            let text =
                sent.iter().rfind(|mail| mail.to == to && mail.text.contains(path)).map(|mail| &mail.text);
            let line = text.and_then(|text| text.lines().find(|line| line.contains(path)));
            let token = line.and_then(|line| line.rsplit('/').next());
            if let Some(token) = token.filter(|token| *token != before) {
                return token.to_owned();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}", self.mailer.sent());
    }

    /// Whether a table has rows.
    async fn left(&self, table: &str) -> bool {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let statement = sqlx::AssertSqlSafe(format!("select exists (select from {table})"));
        sqlx::query_scalar(statement).fetch_one(&pool).await.unwrap()
    }

    /// What was told, but for who came and joined, and what was wrong.
    async fn audited(&self) -> Vec<String> {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let actions = sqlx::query_scalar(
            "select action from audit_log
             where action not in ('member.joined', 'organisation.founded', 'password.wrong', 'second_factor.wrong')
                 and action not like 'session.%'
             order by at, id",
        );
        actions.fetch_all(&pool).await.unwrap()
    }
}

/// The password, and a code.
const fn given(code: &str) -> Proofs<'_> {
    Proofs { password: PASSWORD, code }
}

const fn wrong(code: &str) -> Proofs<'_> {
    Proofs { password: "errada errada errada", code }
}

async fn secret(hub: &Hub, who: &SignedIn) -> String {
    hub.begin_second_factor(&who.principal, given(""), &Client::default(), &who.token.hash()).await.unwrap();
    hub.enrolment(&who.principal, &who.token.hash()).await.unwrap().unwrap().secret()
}

/// Takes an app into use by the code of the step before this one.
async fn enrol(hub: &Hub, who: SignedIn) -> Proven {
    let secret = secret(hub, &who).await;
    let (code, session) = (code_of(&secret, -1), who.token.hash());
    let shown = hub.confirm_second_factor(&who.principal, &code, &Client::default(), &session).await.unwrap();
    // Codes come with the first factor.
    let shown = shown.unwrap();
    let codes = hub.shown_codes(&who.principal, &session, shown.token()).await.unwrap().unwrap();
    Proven { who: renewed(hub, who).await, secret, codes }
}

/// The same session as the database says now.
async fn renewed(hub: &Hub, who: SignedIn) -> SignedIn {
    let row = hub.session(&who.token.hash()).await.unwrap().unwrap();
    let principal = Principal::of_session(hub, row, None, domain::Locale::PtBr, "test".into()).unwrap();
    SignedIn { principal, ..who }
}

async fn half(hub: &Hub, email: &str) -> TokenHash {
    let opened = hub.sign_in(email, PASSWORD, &Client::default(), None).await.unwrap();
    assert!(opened.is_half);
    opened.token.hash()
}

async fn prove(hub: &Hub, half: &TokenHash, code: &str) -> Result<SessionToken, HubError> {
    hub.prove_again(half, code, &Client::default()).await
}

fn problem<T: std::fmt::Debug>(result: Result<T, HubError>, field: &str) -> FieldProblem {
    match result {
        Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == field => {
            fields[0].problem.clone()
        }
        other => panic!("{other:?}"),
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

fn is_unauthenticated<T>(result: &Result<T, HubError>) -> bool {
    matches!(result, Err(HubError::Fault(Fault::Unauthenticated)))
}

fn is_throttled<T>(result: &Result<T, HubError>) -> bool {
    matches!(result, Err(HubError::Fault(Fault::Throttled { .. })))
}

#[tokio::test]
async fn a_password_alone_opens_nothing_and_a_code_is_taken_once() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let elsewhere = sign_in(&world.hub, &who.email).await;
    let Proven { who, secret, .. } = enrol(&world.hub, who).await;
    assert!(who.principal.member().has_two_factor);
    assert!(world.hub.session(&elsewhere.token.hash()).await.unwrap().is_none(), "another browser stayed in");

    let first = half(&world.hub, &who.email).await;
    assert!(world.hub.session(&first).await.unwrap().unwrap().member.is_none());
    let person = world.hub.half_session(&first).await.unwrap().unwrap();
    assert_eq!((person.email, person.has_app), (who.email.clone(), true));
    // What confirmed the app is used up, in whichever browser it comes again.
    assert_eq!(
        problem(prove(&world.hub, &first, &code_of(&secret, -1)).await, "code"),
        FieldProblem::Unknown
    );
    let now = code_of(&secret, 0);
    let whole = prove(&world.hub, &first, &now).await.unwrap();
    assert_ne!(whole.hash(), first, "the session has another id");
    assert_eq!(
        world.hub.session(&whole.hash()).await.unwrap().unwrap().member.unwrap().user_email,
        who.email
    );
    assert!(world.hub.session(&first).await.unwrap().is_none());
    assert!(is_unauthenticated(&prove(&world.hub, &first, &code_of(&secret, 1)).await), "used twice");

    let second = half(&world.hub, &who.email).await;
    assert_eq!(problem(prove(&world.hub, &second, &now).await, "code"), FieldProblem::Unknown, "replayed");
    assert!(prove(&world.hub, &second, &code_of(&secret, 1)).await.is_ok(), "a step of skew");
    let third = half(&world.hub, &who.email).await;
    assert!(prove(&world.hub, &third, &code_of(&secret, 2)).await.is_err(), "two steps of skew");
    assert_eq!(world.subjects(1).await, ["[Orion] Verificação em duas etapas ligada"]);
    assert_eq!(world.audited().await, ["second_factor.on"]);
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let whole =
        "select count(*) from audit_log where action = 'session.signed_in' and data->>'by' = 'two_steps'";
    let whole: i64 = sqlx::query_scalar(whole).fetch_one(&pool).await.unwrap();
    assert_eq!(whole, 2, "half a sign-in is none");
    for _ in 0..500 {
        let wrong = "select count(*) from audit_log where action = 'second_factor.wrong'";
        if sqlx::query_scalar::<_, i64>(wrong).fetch_one(&pool).await.unwrap() == 3 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("wrong codes were not told");
}

#[tokio::test]
async fn codes_for_the_loss_of_the_app_hold_once_and_can_be_made_anew() {
    let world = World::new().await;
    let Proven { who, codes, secret } = enrol(&world.hub, member(&world.hub, Role::Operator).await).await;
    assert_eq!(codes.len(), RECOVERY_CODES);
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let stored: String = sqlx::query_scalar("select string_agg(c::text, '') || (select string_agg(t::text, '') from totp_factors t) from recovery_codes c")
        .fetch_one(&pool)
        .await
        .unwrap();
    for code in &codes {
        assert!(!stored.contains(code.as_str()) && !stored.contains(&code.replace('-', "")));
    }
    let first = half(&world.hub, &who.email).await;
    let typed = format!(" {} ", codes[0].to_uppercase());
    assert!(prove(&world.hub, &first, &typed).await.is_ok());
    let again = half(&world.hub, &who.email).await;
    assert_eq!(problem(prove(&world.hub, &again, &codes[0]).await, "code"), FieldProblem::Unknown);
    assert_eq!(world.hub.second_factor(&who.principal).await.unwrap().codes_left, 9);

    let (client, session) = (Client::default(), who.token.hash());
    let renew =
        async |proofs| world.hub.renew_recovery_codes(&who.principal, proofs, &client, &session).await;
    assert_eq!(problem(renew(wrong(&codes[1])).await, "password"), FieldProblem::Unknown);
    assert_eq!(problem(renew(given("")).await, "code"), FieldProblem::Required);
    assert_eq!(problem(renew(given("não sei")).await, "code"), FieldProblem::Format);
    assert_eq!(problem(renew(given(&codes[0])).await, "code"), FieldProblem::Unknown, "used before");
    let sealed = renew(given(&code_of(&secret, 0))).await.unwrap();
    // For the page of whoever made them, by its address, once.
    let other = stranger(&world.hub).await;
    let shown = async |who: &SignedIn, token: &str| {
        world.hub.shown_codes(&who.principal, &who.token.hash(), token).await.unwrap()
    };
    assert!(shown(&other, sealed.token()).await.is_none(), "of another session");
    assert!(shown(&who, "").await.is_none() && shown(&who, &"A".repeat(43)).await.is_none());
    let fresh = shown(&who, sealed.token()).await.unwrap();
    assert!(shown(&who, sealed.token()).await.is_none(), "shown twice");
    assert_eq!(problem(prove(&world.hub, &again, &codes[1]).await, "code"), FieldProblem::Unknown);
    assert!(prove(&world.hub, &again, &fresh[0]).await.is_ok());
    let subjects = world.subjects(4).await;
    let used = "[Orion] Um código de recuperação foi usado";
    assert_eq!(subjects.iter().filter(|subject| *subject == used).count(), 2, "{subjects:?}");
    assert!(world.mailer.sent().iter().any(|mail| mail.text.contains("Sobraram 9 códigos.")));
    let told = [
        "second_factor.on",
        "second_factor.code_used",
        "second_factor.codes_renewed",
        "second_factor.code_used",
    ];
    assert_eq!(world.audited().await, told);
}

#[tokio::test]
async fn wrong_codes_are_counted_as_wrong_passwords_are() {
    let world = World::new().await;
    let Proven { who, secret, codes } = enrol(&world.hub, member(&world.hub, Role::Owner).await).await;
    let first = half(&world.hub, &who.email).await;
    for code in ["", "12345", "não sei"] {
        assert!(matches!(
            problem(prove(&world.hub, &first, code).await, "code"),
            FieldProblem::Required | FieldProblem::Format
        ));
    }
    let wrong = (0..5).map(|_| prove(&world.hub, &first, "000000"));
    for tried in futures::future::join_all(wrong).await {
        assert!(tried.is_err());
    }
    // The right password does not start the count anew.
    let again = half(&world.hub, &who.email).await;
    assert!(is_throttled(&prove(&world.hub, &again, &code_of(&secret, 0)).await));
    // A code for the loss of the app is not guessed: nobody's wrong codes keep its owner out.
    let lost = half(&world.hub, &who.email).await;
    assert!(prove(&world.hub, &lost, &codes[0]).await.is_ok());
    assert!(is_throttled(&prove(&world.hub, &again, &code_of(&secret, 0)).await));
    world.sql("update sign_in_throttles set blocked_until = now() where key like 'second:%'").await;
    assert!(prove(&world.hub, &again, &code_of(&secret, 0)).await.is_ok());
}

#[tokio::test]
async fn a_day_of_guessing_ends_after_thirty_codes() {
    let world = World::new().await;
    let Proven { who, secret, codes } = enrol(&world.hub, member(&world.hub, Role::Owner).await).await;
    let half = half(&world.hub, &who.email).await;
    for _ in 0..30 {
        assert!(prove(&world.hub, &half, "000000").await.is_err());
        world.sql("delete from sign_in_throttles where key like 'second:%'").await;
    }
    assert!(is_throttled(&prove(&world.hub, &half, &code_of(&secret, 0)).await));
    assert!(prove(&world.hub, &half, &codes[0]).await.is_ok());
}

#[tokio::test]
async fn an_app_is_set_up_in_one_browser_with_the_password_and_in_time() {
    let world = World::new().await;
    let hub = &world.hub;
    let who = member(hub, Role::Viewer).await;
    let other = sign_in(hub, &who.email).await;
    let (client, session) = (Client::default(), who.token.hash());
    let mistyped = hub.begin_second_factor(&who.principal, wrong(""), &client, &session).await;
    assert_eq!(problem(mistyped, "password"), FieldProblem::Unknown);
    assert!(hub.enrolment(&who.principal, &session).await.unwrap().is_none());
    let shown = secret(hub, &who).await;
    assert!(hub.enrolment(&other.principal, &other.token.hash()).await.unwrap().is_none(), "shown elsewhere");
    let elsewhere =
        hub.confirm_second_factor(&other.principal, &code_of(&shown, 0), &client, &other.token.hash()).await;
    assert_eq!(conflict(elsewhere), "second_factor_over");
    let guessed = hub.confirm_second_factor(&who.principal, "000000", &client, &session).await;
    assert_eq!(problem(guessed, "code"), FieldProblem::Unknown);
    assert!(!sign_in(hub, &who.email).await.principal.member().has_two_factor, "it was not confirmed");
    world.sql("update totp_factors set begun_at = now() - interval '31 minutes'").await;
    let late = hub.confirm_second_factor(&who.principal, &code_of(&shown, 0), &client, &session).await;
    assert_eq!(conflict(late), "second_factor_over");

    let Proven { who, secret: shown, .. } = enrol(hub, who).await;
    assert_ne!(shown, "");
    let code = code_of(&shown, 0);
    let again = hub.begin_second_factor(&who.principal, given(&code), &client, &session).await;
    assert_eq!(conflict(again), "second_factor_on");
    let awaiting = half(hub, &who.email).await;
    let off = async |proofs| hub.remove_second_factor(&who.principal, proofs, &client, &session).await;
    assert_eq!(problem(off(given("")).await, "code"), FieldProblem::Required);
    assert_eq!(problem(off(given(&code)).await, "code"), FieldProblem::Unknown, "used before");
    let next = code_of(&shown, 1);
    assert_eq!(problem(off(wrong(&next)).await, "password"), FieldProblem::Unknown);
    off(given(&next)).await.unwrap();
    assert!(hub.half_session(&awaiting).await.unwrap().is_none());
    assert!(!sign_in(hub, &who.email).await.principal.member().has_two_factor);
    assert_eq!(hub.second_factor(&who.principal).await.unwrap().codes_left, 0);
    let gone = off(given("")).await;
    assert!(matches!(gone, Err(HubError::Fault(Fault::NotFound))));
    let gone = hub.renew_recovery_codes(&who.principal, given(""), &client, &session).await;
    assert!(matches!(gone, Err(HubError::Fault(Fault::NotFound))));
    let subjects = world.subjects(2).await;
    assert_eq!(subjects[1], "[Orion] Verificação em duas etapas desligada");
}

#[tokio::test]
async fn half_a_session_ends_with_its_time_and_with_the_password() {
    let world = World::new().await;
    let hub = &world.hub;
    let Proven { who, secret, .. } = enrol(hub, member(hub, Role::Owner).await).await;
    let late = half(hub, &who.email).await;
    world.sql("update sessions set expires_at = now() where pending_user_id is not null").await;
    assert!(is_unauthenticated(&prove(hub, &late, &code_of(&secret, 0)).await));
    let open = half(hub, &who.email).await;
    let (code, session) = (code_of(&secret, 0), who.token.hash());
    let change = ("uma outra frase qualquer", given(&code));
    hub.change_password(&who.principal, change, &Client::default(), &session).await.unwrap();
    assert!(is_unauthenticated(&prove(hub, &open, &code_of(&secret, 1)).await));
}

#[tokio::test]
async fn who_has_a_second_factor_gives_it_for_another_password() {
    let world = World::new().await;
    let (hub, client) = (&world.hub, Client::default());
    let Proven { who, secret, .. } = enrol(hub, member(hub, Role::Owner).await).await;
    let (code, other, session) = (code_of(&secret, 0), "uma outra frase qualquer", who.token.hash());
    let change = async |proofs| hub.change_password(&who.principal, (other, proofs), &client, &session).await;
    assert_eq!(problem(change(given("")).await, "code"), FieldProblem::Required, "the password alone");
    assert_eq!(problem(change(given("000000")).await, "code"), FieldProblem::Unknown);
    assert_eq!(problem(change(wrong(&code)).await, "current"), FieldProblem::Unknown);
    // The present password opens still.
    half(hub, &who.email).await;
    change(given(&code)).await.unwrap();
    assert!(hub.sign_in(&who.email, PASSWORD, &client, None).await.is_err());
    assert!(hub.sign_in(&who.email, other, &client, None).await.unwrap().is_half);
}

#[tokio::test]
async fn a_link_to_set_another_password_does_not_lead_around_the_second_factor() {
    let world = World::new().await;
    let Proven { who, secret, .. } = enrol(&world.hub, member(&world.hub, Role::Owner).await).await;
    world.subjects(1).await;
    world.hub.forgot_password(&who.email, &Client::default()).await.unwrap();
    world.subjects(2).await;
    let mail = world.mailer.sent().pop().unwrap();
    let link = mail.text.lines().find(|line| line.contains("/nova-senha/")).unwrap();
    let token = link.rsplit('/').next().unwrap();
    let another = "outra frase bem comprida";
    world.hub.reset_password(token, (another, false), &Client::default()).await.unwrap();
    let opened = world.hub.sign_in(&who.email, another, &Client::default(), None).await.unwrap();
    assert!(opened.is_half);
    assert!(prove(&world.hub, &opened.token.hash(), &code_of(&secret, 0)).await.is_ok());
}

/// Somebody makes an account of an address that is not theirs, and takes an app of their own into use.
#[tokio::test]
async fn an_app_from_before_the_address_was_proven_keeps_nobody_out() {
    let world = World::new().await;
    let (hub, client, ceo) = (&world.hub, Client::default(), "ceo@vitima.example");
    let new = SignUp {
        company: "Loja Tomada".to_owned(),
        name: "Outra Pessoa".to_owned(),
        email: ceo.to_owned(),
        locale: Some(domain::Locale::PtBr),
    };
    hub.sign_up(&new, PASSWORD, &client, None).await.unwrap();
    let Proven { who: squatter, .. } = enrol(hub, sign_in(hub, ceo).await).await;
    hub.forgot_password(ceo, &client).await.unwrap();
    let link = world.link(ceo, "/nova-senha/").await;
    assert!(hub.resetting(&link).await.unwrap().two_factor);
    assert!(hub.reset_password(&link, (PASSWORD, false), &client).await.unwrap());
    assert!(hub.session(&squatter.token.hash()).await.unwrap().is_none());
    assert!(!world.left("recovery_codes").await && !world.left("totp_factors").await);
    assert_eq!(world.audited().await, ["second_factor.on", "password.reset", "password.ways_removed"]);

    // Who has shown that they read the address has one that e-mails do not lead around.
    let own = sign_in(hub, ceo).await;
    assert!(!own.principal.member().has_two_factor);
    enrol(hub, own).await;
    hub.forgot_password(ceo, &client).await.unwrap();
    let again = world.link_after(ceo, "/nova-senha/", &link).await;
    assert!(!hub.reset_password(&again, (PASSWORD, false), &client).await.unwrap());
    half(hub, ceo).await;
}

#[tokio::test]
async fn an_invitation_is_accepted_when_the_second_factor_is_there() {
    let world = World::new().await;
    let (hub, client) = (&world.hub, Client::default());
    let owner = member(hub, Role::Owner).await;
    let Proven { who, secret, .. } = enrol(hub, stranger(hub).await).await;
    team::invite(&owner.cx::<ManageTeam>(), &who.email, "admin").await.unwrap();
    world.subjects(2).await;
    let mail = world.mailer.sent().into_iter().find(|mail| mail.text.contains("/convite/")).unwrap();
    let link = mail.text.lines().find(|line| line.contains("/convite/")).unwrap();
    let token = link.rsplit('/').next().unwrap();
    let opened = hub.accept_as(token, PASSWORD, &client, None).await.unwrap();
    assert!(opened.is_half);
    let members = async || team::members(&owner.cx::<View>()).await.unwrap().len();
    assert_eq!(members().await, 1, "joined by the password alone");
    let whole = prove(hub, &opened.token.hash(), &code_of(&secret, 0)).await.unwrap();
    let joined = hub.session(&whole.hash()).await.unwrap().unwrap().member.unwrap();
    assert_eq!((joined.org, joined.role), (owner.org(), Role::Admin));
    assert_eq!(members().await, 2);

    // Taken back meanwhile, it lets nobody in.
    let late = hub.accept_as(token, PASSWORD, &client, None).await;
    assert_eq!(conflict(late), "invitation_over");

    // One that ends during the second step uses no code up.
    let Proven { who: other, secret, .. } = enrol(hub, stranger(hub).await).await;
    team::invite(&owner.cx::<ManageTeam>(), &other.email, "viewer").await.unwrap();
    world.subjects(4).await;
    let mail = world.mailer.sent().into_iter().rfind(|mail| mail.text.contains("/convite/")).unwrap();
    let link = mail.text.lines().find(|line| line.contains("/convite/")).unwrap();
    let opened = hub.accept_as(link.rsplit('/').next().unwrap(), PASSWORD, &client, None).await.unwrap();
    let code = code_of(&secret, 0);
    world.sql("update invitations set expires_at = now() where accepted_at is null").await;
    assert_eq!(conflict(prove(hub, &opened.token.hash(), &code).await), "invitation_over");
    world.sql("update invitations set expires_at = now() + interval '1 day' where accepted_at is null").await;
    assert!(prove(hub, &opened.token.hash(), &code).await.is_ok());
}

#[tokio::test]
async fn a_company_that_asks_for_it_is_closed_to_its_powerful_without() {
    let world = World::new().await;
    let hub = &world.hub;
    let owner = member(hub, Role::Owner).await;
    let (admin, operator) = (member(hub, Role::Admin).await, member(hub, Role::Operator).await);
    let cx = owner.cx::<ManageOrganisation>();
    assert_eq!(conflict(team::require_second_factor(&cx, true).await), "own_second_factor_first");
    let Proven { who: owner, .. } = enrol(hub, owner).await;
    team::require_second_factor(&owner.cx(), true).await.unwrap();
    team::require_second_factor(&owner.cx(), true).await.unwrap();
    let (owner, admin, operator) =
        (renewed(hub, owner).await, renewed(hub, admin).await, renewed(hub, operator).await);
    for locked in [
        admin.principal.authorize::<View>().map(|_| ()),
        admin.principal.authorize::<ManageTeam>().map(|_| ()),
    ] {
        assert_eq!(locked.unwrap_err(), Fault::SecondFactorNeeded);
    }
    assert!(!admin.principal.may(domain::Permission::View) && admin.principal.needs_second_factor());
    assert!(operator.principal.authorize::<EditCatalog>().is_ok());
    assert!(owner.principal.authorize::<ManageTeam>().is_ok());
    let members = team::members(&owner.cx::<View>()).await.unwrap();
    let with: Vec<_> =
        members.iter().filter(|member| member.has_two_factor).map(|member| &member.email).collect();
    assert_eq!(with, [&owner.email]);

    let Proven { who: admin, .. } = enrol(hub, admin).await;
    assert!(admin.principal.authorize::<ManageTeam>().is_ok());
    team::require_second_factor(&admin.cx(), false).await.unwrap();
    let told = world.audited().await;
    let company: Vec<_> = told.iter().filter(|action| action.starts_with("organisation")).collect();
    assert_eq!(company, ["organisation.two_factor_on", "organisation.two_factor_off"]);
}

#[tokio::test]
async fn whoever_is_locked_out_by_a_company_leaves_it_or_goes_to_another() {
    let world = World::new().await;
    let hub = &world.hub;
    let Proven { who: owner, .. } = enrol(hub, member(hub, Role::Owner).await).await;
    let admin = member(hub, Role::Admin).await;
    team::require_second_factor(&owner.cx(), true).await.unwrap();
    let admin = renewed(hub, admin).await;
    assert!(admin.principal.needs_second_factor());
    let other = stranger(hub).await;
    team::invite(&other.cx::<ManageTeam>(), &admin.email, "viewer").await.unwrap();
    let link = world.link(&admin.email, "/convite/").await;
    hub.accept(&admin.principal, &link, &Client::default(), &admin.token.hash()).await.unwrap();
    hub.enter(&admin.token.hash(), owner.org()).await.unwrap();
    let locked = renewed(hub, admin).await;
    assert!(locked.principal.needs_second_factor());
    hub.enter(&locked.token.hash(), other.org()).await.unwrap();
    let elsewhere = renewed(hub, locked).await;
    assert!(elsewhere.principal.authorize::<View>().is_ok());
    hub.enter(&elsewhere.token.hash(), owner.org()).await.unwrap();
    let locked = renewed(hub, elsewhere).await;
    let members = async || team::members(&owner.cx::<View>()).await.unwrap();
    assert!(members().await.iter().any(|member| member.email == locked.email));
    hub.leave(&locked.principal).await.unwrap();
    assert!(!members().await.iter().any(|member| member.email == locked.email));
}

#[tokio::test]
async fn an_app_that_somebody_else_took_into_use_is_taken_back_by_e_mail() {
    let world = World::new().await;
    let (hub, client) = (&world.hub, Client::default());
    let who = member(hub, Role::Owner).await;
    // Who knows the password enrols their own app, and the person is out.
    let thief = sign_in(hub, &who.email).await;
    let Proven { who: thief, secret, .. } = enrol(hub, thief).await;
    assert!(hub.session(&who.token.hash()).await.unwrap().is_none());
    let link = world.link(&who.email, "/nao-fui-eu/").await;
    // Another password ends no such link: the thief could give it.
    let stolen = "uma outra frase qualquer";
    let code = code_of(&secret, 0);
    let change = (stolen, given(&code));
    hub.change_password(&thief.principal, change, &client, &thief.token.hash()).await.unwrap();
    let opened = hub.sign_in(&who.email, stolen, &client, None).await.unwrap();
    let whole = prove(hub, &opened.token.hash(), &code_of(&secret, 1)).await.unwrap();
    let found = hub.disowning(&link).await.unwrap();
    assert_eq!(
        (found.email.as_str(), found.time_zone.as_deref()),
        (who.email.as_str(), Some("America/Sao_Paulo"))
    );
    hub.disown_second_factor(&link, &client).await.unwrap();
    for ended in [thief.token.hash(), whole.hash()] {
        assert!(hub.session(&ended).await.unwrap().is_none(), "the thief stayed in");
    }
    for password in [PASSWORD, stolen] {
        let tried = hub.sign_in(&who.email, password, &client, None).await;
        assert!(is_unauthenticated(&tried), "{password} still opens");
    }
    let again = hub.disown_second_factor(&link, &client).await;
    assert!(matches!(again, Err(HubError::Fault(Fault::NotFound))), "used twice");
    let reset = world.link(&who.email, "/nova-senha/").await;
    hub.reset_password(&reset, ("nove luas sobre o rio", false), &client).await.unwrap();
    let back = hub.sign_in(&who.email, "nove luas sobre o rio", &client, None).await.unwrap();
    assert!(!back.is_half, "the app is gone");
    assert!(!world.left("recovery_codes").await && !world.left("totp_factors").await);
    assert!(world.audited().await.contains(&"second_factor.disowned".to_owned()));
}

#[tokio::test]
async fn a_link_to_disown_holds_for_its_time_its_kind_and_its_address() {
    let world = World::new().await;
    let (hub, client) = (&world.hub, Client::default());
    let Proven { who, .. } = enrol(hub, member(hub, Role::Owner).await).await;
    let link = world.link(&who.email, "/nao-fui-eu/").await;
    let as_reset = hub.reset_password(&link, ("nove luas sobre o rio", false), &client).await;
    assert!(matches!(as_reset, Err(HubError::Fault(Fault::NotFound))), "it sets a password");
    hub.forgot_password(&who.email, &client).await.unwrap();
    let reset = world.link(&who.email, "/nova-senha/").await;
    assert!(matches!(hub.disowning(&reset).await, Err(HubError::Fault(Fault::NotFound))), "it disowns");
    world.sql("update account_tokens set expires_at = now() where kind = 'disown'").await;
    let late = hub.disown_second_factor(&link, &client).await;
    assert!(matches!(late, Err(HubError::Fault(Fault::NotFound))));
    assert!(hub.second_factor(&who.principal).await.unwrap().is_on);

    // Written to nobody who has lost the address meanwhile.
    let other = stranger(hub).await;
    world.sql("update account_mails set state = 'sent', ended_at = now() where state = 'waiting'").await;
    let Proven { who: other, secret, .. } = enrol(hub, other).await;
    let link = world.link(&other.email, "/nao-fui-eu/").await;
    let session = other.token.hash();
    let bare = hub.ask_email_change(&other.principal, ("nova@loja.example", given("")), &client, &session);
    assert_eq!(problem(bare.await, "code"), FieldProblem::Required);
    let code = code_of(&secret, 0);
    let asked = ("nova@loja.example", given(&code));
    hub.ask_email_change(&other.principal, asked, &client, &session).await.unwrap();
    for address in ["nova@loja.example", &other.email] {
        let token = world.link(address, "/confirmar-email/").await;
        hub.agree_to_email_change(&token, Some(&other.principal), &client).await.unwrap();
    }
    assert!(matches!(hub.disowning(&link).await, Err(HubError::Fault(Fault::NotFound))));
}

#[tokio::test]
async fn the_operator_lets_somebody_in_who_lost_everything() {
    let world = World::new().await;
    let (hub, client) = (&world.hub, Client::default());
    let Proven { who, .. } = enrol(hub, member(hub, Role::Owner).await).await;
    let nobody = hub.clear_second_factor("ninguem@loja.example").await;
    assert!(matches!(nobody, Err(HubError::Fault(Fault::NotFound))));
    hub.clear_second_factor(&format!(" {} ", who.email.to_uppercase())).await.unwrap();
    assert!(hub.session(&who.token.hash()).await.unwrap().is_none());
    assert!(!hub.sign_in(&who.email, PASSWORD, &client, None).await.unwrap().is_half);
    assert!(!world.left("recovery_codes").await && !world.left("totp_factors").await);
    assert_eq!(conflict(hub.clear_second_factor(&who.email).await), "no_second_factor");
    let subjects = world.subjects(2).await;
    assert_eq!(subjects[1], "[Orion] Verificação em duas etapas desligada por quem administra o Orion");
    assert_eq!(world.audited().await, ["second_factor.on", "second_factor.cleared"]);
}

#[tokio::test]
async fn secrets_of_apps_are_wrapped_anew_with_the_others() {
    let database = TestDatabase::create().await;
    let (old, new) = (Vault::generate_key(), Vault::generate_key());
    let hub = |keys: &[&SecretString]| {
        let text = keys.iter().map(|key| key.expose_secret()).collect::<Vec<_>>().join(",");
        let vault = Vault::from_keys(&SecretString::from(text)).unwrap();
        database.hub(HubOptions { vault: Some(vault), ..HubOptions::default() })
    };
    let before = hub(&[&old]);
    let Proven { who, secret, .. } = enrol(&before, member(&before, Role::Owner).await).await;
    let both = Vault::from_keys(&SecretString::from(old.expose_secret().to_owned())).unwrap();
    let used = keys_in_use(database.db(), Some(&both)).await.unwrap();
    assert_eq!((used.len(), used[0].people, used[0].opens), (1, 1, true));
    assert!(rotate_keys(&hub(&[&new, &old])).await.unwrap().unopened.is_empty());
    let after = hub(&[&new]);
    let half = half(&after, &who.email).await;
    assert!(prove(&after, &half, &code_of(&secret, 0)).await.is_ok());
}
