//! Signing in with Google: who is known, who is met, and what is not believed.

use domain::{Fault, FieldProblem, Locale, Role, UserId};
use hub::{
    Hub, HubError, account_mails,
    accounts::SignUp,
    auth::Principal,
    google::{Answer, Arrival, Errand, GoogleConfig, GoogleProblem, Keepsake},
    mail::Mailer,
    permit::ManageTeam,
    second_factor::Proofs,
    sessions::{Client, Opened, SessionToken},
    team,
};
use sandbox::{GoogleOptions, GooglePerson, GoogleSandbox, Tampering};
use std::time::Duration;
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, code_of, member};

struct World {
    database: TestDatabase,
    google: GoogleSandbox,
    hub: Hub,
    mailer: Mailer,
}

/// Somebody's way to Google and back.
struct Way {
    kept: Keepsake,
    answer: Answer,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create().await;
        let google = GoogleSandbox::start(GoogleOptions::default()).await.unwrap();
        let mailer = Mailer::memory("orion@orion.example").unwrap();
        let hub = database.hub(HubOptions {
            mailer: Some(mailer.clone()),
            google: Some(GoogleConfig {
                client_id: google.options().client_id.clone(),
                client_secret: google.options().client_secret.clone().into(),
                issuer: google.base_url(),
            }),
            ..HubOptions::default()
        });
        Self { database, google, hub, mailer }
    }

    fn answer(&self, url: &str, person: &GooglePerson) -> Answer {
        let back = self.google.choose(url, person).unwrap();
        assert!(back.starts_with("https://orion.example/entrar/google?"), "{back}");
        answer_of(&back)
    }

    async fn way(&self, errand: Errand, person: &GooglePerson) -> Way {
        let (url, kept) = self.hub.ask_google(errand).await.unwrap();
        Way { answer: self.answer(url.as_str(), person), kept }
    }

    async fn back(&self, way: &Way) -> Arrival {
        let nobody = (None, &Client::default());
        self.hub.back_from_google(&way.kept, &way.answer, nobody, None).await.unwrap()
    }

    async fn arrive(&self, person: &GooglePerson) -> Arrival {
        let way = self.way(enter("/admin/vendas"), person).await;
        self.back(&way).await
    }

    async fn met(&self, person: &GooglePerson) -> Keepsake {
        match self.arrive(person).await {
            Arrival::Met(kept) => kept,
            other => panic!("{other:?}"),
        }
    }

    /// A company whose owner signs in by Google alone.
    async fn sign_up(&self, person: &GooglePerson) -> SignedIn {
        let kept = self.met(person).await;
        let names = ("Loja da Ana", &*person.name);
        let (token, to) =
            self.hub.sign_up_met(&kept, names, Locale::PtBr, &Client::default(), None).await.unwrap();
        assert_eq!(to, "/admin/vendas");
        self.signed_in(token, &person.email).await
    }

    async fn signed_in(&self, token: SessionToken, email: &str) -> SignedIn {
        let session = self.hub.session(&token.hash()).await.unwrap().unwrap();
        let principal = Principal::of_session(&self.hub, session, None, Locale::PtBr, "test".into()).unwrap();
        SignedIn { principal, token, email: email.to_owned() }
    }

    /// Somebody who is signed in links an account.
    async fn link(&self, who: &SignedIn, person: &GooglePerson) -> Arrival {
        let (client, session) = (Client::default(), who.token.hash());
        let asked = self.hub.ask_google_to_link(&who.principal, proofs(PASSWORD), &client, &session).await;
        let (url, kept) = asked.unwrap();
        let answer = self.answer(url.as_str(), person);
        let from = (Some(&who.principal), &client);
        self.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap()
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

    async fn count(&self, question: &'static str) -> i64 {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query_scalar(question).fetch_one(&pool).await.unwrap()
    }
}

fn enter(to: &str) -> Errand {
    Errand::Enter { to: to.to_owned(), invitation: None }
}

fn answer_of(back: &str) -> Answer {
    let url = back.parse::<url::Url>().unwrap();
    let part = |name: &str| {
        url.query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    Answer { code: part("code"), state: part("state"), error: part("error") }
}

fn ana() -> GooglePerson {
    GooglePerson::new("ana.souza@gmail.example", "Ana Souza")
}

/// An account at Google with the address of somebody here.
fn twin(who: &SignedIn) -> GooglePerson {
    GooglePerson::new(&who.email, "Ana Exemplo")
}

fn opened(arrival: Arrival) -> Opened {
    match arrival {
        Arrival::SignedIn { opened, to } => {
            assert_eq!(to, "/admin/vendas");
            opened
        }
        other => panic!("{other:?}"),
    }
}

fn problem(arrival: Arrival) -> GoogleProblem {
    match arrival {
        Arrival::Problem(problem) => problem,
        other => panic!("{other:?}"),
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

fn proofs(password: &str) -> Proofs<'_> {
    Proofs { password, code: "" }
}

fn user(who: &SignedIn) -> UserId {
    who.principal.member().user
}

#[tokio::test]
async fn somebody_new_makes_a_company_and_comes_back_by_google_alone() {
    let world = World::new().await;
    let met = world.met(&ana()).await;
    let found = world.hub.met_at_google(&met).await.unwrap().unwrap();
    assert_eq!((found.email.as_str(), found.name.as_str()), ("ana.souza@gmail.example", "Ana Souza"));
    assert!(!found.has_account && found.invited_to.is_none());
    let who = world.sign_up(&ana()).await;
    assert_eq!(who.principal.member().role, Role::Owner);
    let again = opened(world.arrive(&ana()).await);
    assert!(!again.is_half);
    assert_eq!(user(&world.signed_in(again.token, "").await), user(&who));
    let moved = GooglePerson { email: "ana@other.example".to_owned(), ..ana() };
    assert!(matches!(world.arrive(&moved).await, Arrival::SignedIn { .. }), "it is the account that counts");
    let ways = world.hub.ways_in(&who.principal).await.unwrap();
    assert!(!ways.has_password);
    assert_eq!(ways.linked.unwrap().email, "ana@other.example");
}

#[tokio::test]
async fn who_has_no_password_is_told_so_and_makes_one_by_e_mail() {
    let world = World::new().await;
    let who = world.sign_up(&ana()).await;
    let client = Client::default();
    assert!(world.hub.sign_in(&who.email, "", &client, None).await.is_err());
    let off = world
        .hub
        .unlink_google(&who.principal, proofs("qualquer senha aqui"), &client, &who.token.hash())
        .await;
    assert_eq!(conflict(off), "no_password");
    let begun = world.hub.begin_second_factor(&who.principal, proofs(""), &client, &who.token.hash()).await;
    assert_eq!(conflict(begun), "no_password");
    world.hub.forgot_password(&who.email, &client).await.unwrap();
    world.subjects(1).await;
    let text = world.mailer.sent().pop().unwrap().text;
    let link = text.split_whitespace().find(|word| word.contains("/nova-senha/")).unwrap();
    let token = link.rsplit('/').next().unwrap();
    world.hub.reset_password(token, (PASSWORD, false), &client).await.unwrap();
    let who = testkit::sign_in(&world.hub, &who.email).await;
    assert!(world.hub.ways_in(&who.principal).await.unwrap().has_password);
    world.hub.unlink_google(&who.principal, proofs(PASSWORD), &client, &who.token.hash()).await.unwrap();
    assert!(matches!(world.arrive(&ana()).await, Arrival::Met(_)), "nobody's any more");
}

#[tokio::test]
async fn whose_address_has_an_account_proves_it_by_its_password_once() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let kept = world.met(&twin(&who)).await;
    assert!(world.hub.met_at_google(&kept).await.unwrap().unwrap().has_account);
    let client = Client::default();
    let wrong = world.hub.link_met(&kept, "outra senha qualquer", &client, None).await;
    assert!(matches!(wrong, Err(HubError::Fault(Fault::Unauthenticated))), "{wrong:?}");
    assert!(matches!(world.arrive(&twin(&who)).await, Arrival::Met(_)), "the address alone opens nothing");
    let names = ("Outra Loja", "Ana");
    let taken = world.hub.sign_up_met(&kept, names, Locale::PtBr, &client, None).await;
    assert_eq!(conflict(taken), "has_account");
    let (linked, to) = world.hub.link_met(&kept, PASSWORD, &client, None).await.unwrap();
    assert_eq!((linked.is_half, &*to), (false, "/admin/vendas"));
    assert_eq!(world.subjects(1).await, ["[Orion] Conta do Google vinculada"]);
    let came = opened(world.arrive(&twin(&who)).await);
    assert_eq!(user(&world.signed_in(came.token, "").await), user(&who));
    assert_eq!(world.count("select count(*) from audit_log where action = 'google.linked'").await, 1);
}

#[tokio::test]
async fn google_takes_the_place_of_the_password_and_not_of_the_second_factor() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    assert!(matches!(world.link(&who, &ana()).await, Arrival::Linked));
    let (client, session) = (Client::default(), who.token.hash());
    world.hub.begin_second_factor(&who.principal, proofs(PASSWORD), &client, &session).await.unwrap();
    let secret = world.hub.enrolment(&who.principal, &session).await.unwrap().unwrap().secret();
    let code = code_of(&secret, -1);
    world.hub.confirm_second_factor(&who.principal, &code, &client, &session).await.unwrap();
    let half = opened(world.arrive(&ana()).await);
    assert!(half.is_half);
    let session = world.hub.session(&half.token.hash()).await.unwrap().unwrap();
    assert!(session.member.is_none(), "good for nothing else");
    let whole = world.hub.prove_again(&half.token.hash(), &code_of(&secret, 0), &client).await.unwrap();
    assert_eq!(user(&world.signed_in(whole, "").await), user(&who));
}

#[tokio::test]
async fn an_account_is_linked_in_the_session_that_asked_and_to_one_person() {
    let world = World::new().await;
    let (who, other) = (member(&world.hub, Role::Owner).await, member(&world.hub, Role::Viewer).await);
    let client = Client::default();
    let wrong =
        world.hub.ask_google_to_link(&who.principal, proofs("errada"), &client, &who.token.hash()).await;
    assert!(matches!(wrong, Err(HubError::Fault(Fault::Invalid { .. }))), "{wrong:?}");
    // What one began, another one's browser does not end.
    let asked =
        world.hub.ask_google_to_link(&who.principal, proofs(PASSWORD), &client, &who.token.hash()).await;
    let (url, kept) = asked.unwrap();
    let answer = world.answer(url.as_str(), &ana());
    let (from, session) = ((Some(&other.principal), &client), other.token.hash());
    let stolen = world.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap();
    assert_eq!(problem(stolen), GoogleProblem::Unknown);
    // Nor the same person in another session.
    let elsewhere = testkit::sign_in(&world.hub, &who.email).await;
    let asked =
        world.hub.ask_google_to_link(&who.principal, proofs(PASSWORD), &client, &who.token.hash()).await;
    let (url, kept) = asked.unwrap();
    let answer = world.answer(url.as_str(), &ana());
    let (from, session) = ((Some(&elsewhere.principal), &client), elsewhere.token.hash());
    let moved = world.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap();
    assert_eq!(problem(moved), GoogleProblem::Unknown);
    // Nor the session that asked, where it has ended meanwhile.
    let asked = world.hub.ask_google_to_link(&elsewhere.principal, proofs(PASSWORD), &client, &session).await;
    let (url, kept) = asked.unwrap();
    let answer = world.answer(url.as_str(), &ana());
    world.hub.end_session(&session).await.unwrap();
    let ended = world.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap();
    assert_eq!(problem(ended), GoogleProblem::Unknown);
    assert!(matches!(world.link(&who, &ana()).await, Arrival::Linked));
    assert!(matches!(world.link(&who, &ana()).await, Arrival::Linked), "the same again");
    assert_eq!(problem(world.link(&other, &ana()).await), GoogleProblem::OfOther);
    let second = GooglePerson::new("ana.2@gmail.example", "Ana");
    assert_eq!(problem(world.link(&who, &second).await), GoogleProblem::HasOther);
    let other_browser = opened(world.arrive(&ana()).await).token;
    world.hub.unlink_google(&who.principal, proofs(PASSWORD), &client, &who.token.hash()).await.unwrap();
    assert!(world.hub.session(&other_browser.hash()).await.unwrap().is_none(), "what Google opened ends");
    let none = world.hub.unlink_google(&who.principal, proofs(PASSWORD), &client, &who.token.hash()).await;
    assert!(matches!(none, Err(HubError::Fault(Fault::NotFound))), "{none:?}");
    let subjects = world.subjects(2).await;
    assert_eq!(subjects, ["[Orion] Conta do Google vinculada", "[Orion] Conta do Google desvinculada"]);
}

#[tokio::test]
async fn tokens_that_are_not_googles_answer_to_this_question_open_nothing() {
    let world = World::new().await;
    world.sign_up(&ana()).await;
    for how in [
        Tampering::OtherNonce,
        Tampering::OtherAudience,
        Tampering::OtherIssuer,
        Tampering::Expired,
        Tampering::OtherKey,
        Tampering::Unsigned,
        Tampering::NoToken,
    ] {
        world.google.tamper(Some(how));
        assert_eq!(problem(world.arrive(&ana()).await), GoogleProblem::Failed, "{how:?}");
    }
    world.google.tamper(None);
    assert!(matches!(world.arrive(&ana()).await, Arrival::SignedIn { .. }));
}

#[tokio::test]
async fn a_way_back_is_gone_once_in_the_browser_that_began_it() {
    let world = World::new().await;
    world.sign_up(&ana()).await;
    let way = world.way(enter("/admin/vendas"), &ana()).await;
    let other = world.way(enter("/admin/vendas"), &ana()).await;
    let crossed = Way { kept: other.kept.clone(), answer: way.answer.clone() };
    assert_eq!(problem(world.back(&crossed).await), GoogleProblem::Unknown, "another state");
    let forged = Way { kept: Keepsake("AAAA".to_owned()), answer: way.answer.clone() };
    assert_eq!(problem(world.back(&forged).await), GoogleProblem::Unknown);
    let stolen = Answer { code: way.answer.code.clone(), ..other.answer.clone() };
    let stolen = Way { kept: other.kept.clone(), answer: stolen };
    assert_eq!(problem(world.back(&stolen).await), GoogleProblem::Failed, "the code of another question");
    let way = world.way(enter("/admin/vendas"), &ana()).await;
    assert!(matches!(world.back(&way).await, Arrival::SignedIn { .. }));
    assert_eq!(problem(world.back(&way).await), GoogleProblem::Failed, "the code is used up");
    let denied = Answer { code: String::new(), error: "access_denied".to_owned(), ..way.answer.clone() };
    assert_eq!(problem(world.back(&Way { answer: denied, ..way }).await), GoogleProblem::Denied);
}

#[tokio::test]
async fn keys_that_change_are_looked_for_and_what_google_says_of_itself_is_kept() {
    let world = World::new().await;
    world.sign_up(&ana()).await;
    assert_eq!(world.google.discoveries(), 1);
    world.google.rotate_key().unwrap();
    assert!(matches!(world.arrive(&ana()).await, Arrival::SignedIn { .. }));
    assert_eq!(world.google.discoveries(), 2);
}

#[tokio::test]
async fn an_address_that_google_has_not_verified_is_nobodys() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let unverified = GooglePerson { email_verified: false, ..twin(&who) };
    assert_eq!(problem(world.arrive(&unverified).await), GoogleProblem::Unverified);
}

#[tokio::test]
async fn an_address_is_proven_by_google_where_it_runs_the_mailbox() {
    let world = World::new().await;
    for (email, hd, is_proven) in [
        ("ana@gmail.com", None, true),
        ("ana@lojas.example", Some("lojas.example"), true),
        ("ana@antiga.example", None, false),
    ] {
        let person = GooglePerson { hd: hd.map(str::to_owned), ..GooglePerson::new(email, "Ana") };
        world.sign_up(&person).await;
        let count = world.mailer.sent().len();
        world.hub.forgot_password(email, &Client::default()).await.unwrap();
        world.subjects(count + 1).await;
        let text = world.mailer.sent().pop().unwrap().text;
        let link = text.lines().find(|line| line.contains("/nova-senha/")).unwrap();
        let token = link.rsplit('/').next().unwrap();
        assert_eq!(world.hub.resetting(token).await.unwrap().email_is_proven, is_proven, "{email}");
    }
}

#[tokio::test]
async fn who_is_invited_joins_by_google_with_the_address_that_was_invited() {
    let world = World::new().await;
    let owner = member(&world.hub, Role::Owner).await;
    team::invite(&owner.cx::<ManageTeam>(), "bia@lojas.example", "operator").await.unwrap();
    world.subjects(1).await;
    let text = world.mailer.sent().pop().unwrap().text;
    let link = text.split_whitespace().find(|word| word.contains("/convite/")).unwrap();
    let token = link.rsplit('/').next().unwrap().to_owned();
    let errand = || Errand::Enter { to: "/admin".to_owned(), invitation: Some(token.clone()) };
    let chosen = "ana.souza@gmail.example".to_owned();
    let other = world.back(&world.way(errand(), &ana()).await).await;
    let invited = "bia@lojas.example".to_owned();
    assert_eq!(problem(other), GoogleProblem::OtherAddress { invited, chosen });
    let bia = GooglePerson::new("bia@lojas.example", "Bia");
    let Arrival::Met(kept) = world.back(&world.way(errand(), &bia).await).await else { panic!("not met") };
    let met = world.hub.met_at_google(&kept).await.unwrap().unwrap();
    assert_eq!(met.invited_to.as_deref(), Some("Loja Azul"));
    let client = Client::default();
    let nameless = world.hub.sign_up_met(&kept, ("", " "), Locale::PtBr, &client, None).await;
    match nameless {
        Err(HubError::Fault(Fault::Invalid { fields })) => {
            assert_eq!((&*fields[0].field, &fields[0].problem), ("name", &FieldProblem::Required));
        }
        other => panic!("{other:?}"),
    }
    let (session, to) = world.hub.sign_up_met(&kept, ("", "Bia"), Locale::PtBr, &client, None).await.unwrap();
    assert_eq!(to, "/admin");
    let who = world.signed_in(session, "").await;
    assert_eq!((who.org(), who.principal.member().role), (owner.org(), Role::Operator));
    let again = world.hub.sign_up_met(&kept, ("", "Bia"), Locale::PtBr, &client, None).await;
    assert_eq!(conflict(again), "invitation_over");
}

#[tokio::test]
async fn without_an_app_at_google_there_is_no_way_there() {
    let database = TestDatabase::create().await;
    let hub = database.hub(HubOptions::default());
    assert!(!hub.has_google());
    let asked = hub.ask_google(enter("/admin")).await.map(|(url, _)| url);
    assert!(matches!(asked, Err(HubError::Fault(Fault::NotFound))), "{asked:?}");
}

#[tokio::test]
async fn an_account_that_somebody_else_linked_is_disowned_without_signing_in() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let mallory = GooglePerson::new("mallory@gmail.example", "Mallory");
    assert!(matches!(world.link(&who, &mallory).await, Arrival::Linked));
    world.subjects(1).await;
    let text = world.mailer.sent().pop().unwrap().text;
    let link = text.split_whitespace().find(|word| word.contains("/nao-fui-eu/")).unwrap();
    let token = link.rsplit('/').next().unwrap();
    let client = Client::default();
    world.hub.disown_second_factor(token, &client).await.unwrap();
    assert!(matches!(world.arrive(&mallory).await, Arrival::Met(_)));
    assert!(world.hub.session(&who.token.hash()).await.unwrap().is_none(), "all sessions end");
    assert!(world.hub.sign_in(&who.email, PASSWORD, &client, None).await.is_err());
    let subjects = world.subjects(2).await;
    assert!(subjects[1].contains("senha"), "{subjects:?}");
}

#[tokio::test]
async fn a_second_factor_is_given_before_anything_is_linked() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let (client, session) = (Client::default(), who.token.hash());
    world.hub.begin_second_factor(&who.principal, proofs(PASSWORD), &client, &session).await.unwrap();
    let secret = world.hub.enrolment(&who.principal, &session).await.unwrap().unwrap().secret();
    let code = code_of(&secret, -1);
    world.hub.confirm_second_factor(&who.principal, &code, &client, &session).await.unwrap();
    // Whoever knows the password and has an account at Google with the address gets no further.
    let kept = world.met(&twin(&who)).await;
    let (half, to) = world.hub.link_met(&kept, PASSWORD, &client, None).await.unwrap();
    assert_eq!((half.is_half, &*to), (true, "/admin/conta"));
    assert!(matches!(world.arrive(&twin(&who)).await, Arrival::Met(_)), "nothing was linked");
    let bare = world.hub.ask_google_to_link(&who.principal, proofs(PASSWORD), &client, &session).await;
    match bare.map(|(url, _)| url) {
        Err(HubError::Fault(Fault::Invalid { fields })) => assert_eq!(fields[0].field, "code"),
        other => panic!("{other:?}"),
    }
    let code = code_of(&secret, 0);
    let given = Proofs { password: PASSWORD, code: &code };
    let (url, kept) = world.hub.ask_google_to_link(&who.principal, given, &client, &session).await.unwrap();
    let answer = world.answer(url.as_str(), &twin(&who));
    let from = (Some(&who.principal), &client);
    let linked = world.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap();
    assert!(matches!(linked, Arrival::Linked), "{linked:?}");
}

#[tokio::test]
async fn who_belongs_to_no_company_any_more_follows_an_invitation_by_google() {
    let world = World::new().await;
    let bia = world.sign_up(&GooglePerson::new("bia@lojas.example", "Bia")).await;
    let owner = member(&world.hub, Role::Owner).await;
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    sqlx::query("delete from memberships where user_id = $1")
        .bind(user(&bia).0)
        .execute(&pool)
        .await
        .unwrap();
    let person = GooglePerson::new("bia@lojas.example", "Bia");
    assert_eq!(problem(world.arrive(&person).await), GoogleProblem::NoCompany);
    team::invite(&owner.cx::<ManageTeam>(), "bia@lojas.example", "viewer").await.unwrap();
    world.subjects(1).await;
    let text = world.mailer.sent().pop().unwrap().text;
    let link = text.split_whitespace().find(|word| word.contains("/convite/")).unwrap();
    let token = link.rsplit('/').next().unwrap().to_owned();
    let errand = Errand::Enter { to: "/admin".to_owned(), invitation: Some(token) };
    let back = world.back(&world.way(errand, &person).await).await;
    let Arrival::SignedIn { opened, to } = back else { panic!("{back:?}") };
    assert_eq!(to, "/admin");
    let who = world.signed_in(opened.token, "").await;
    assert_eq!((who.org(), user(&who)), (owner.org(), user(&bia)));
}

#[tokio::test]
async fn who_has_nothing_but_google_confirms_each_change_by_it() {
    let world = World::new().await;
    let (who, client) = (world.sign_up(&ana()).await, Client::default());
    let session = who.token.hash();
    let confirm = async |person: &GooglePerson| {
        let asked = world.hub.ask_google_to_confirm(&who.principal, "/admin/conta", &session).await;
        let (url, kept) = asked.unwrap();
        let answer = world.answer(url.as_str(), person);
        let from = (Some(&who.principal), &client);
        world.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap()
    };
    let ask = async || {
        let wish = ("nova@loja.example", proofs(""));
        world.hub.ask_email_change(&who.principal, wish, &client, &session).await
    };
    assert_eq!(conflict(ask().await), "no_password");
    let other = GooglePerson::new("ana.2@gmail.example", "Ana");
    assert_eq!(problem(confirm(&other).await), GoogleProblem::NotTheirs);
    assert_eq!(conflict(ask().await), "no_password");
    assert!(matches!(confirm(&ana()).await, Arrival::Confirmed { to } if to == "/admin/conta"));
    ask().await.unwrap();
    assert_eq!(conflict(ask().await), "no_password", "it was for one change");

    confirm(&ana()).await;
    world.hub.begin_second_factor(&who.principal, proofs(""), &client, &session).await.unwrap();
    // Kept for later, it would stand in for the second factor.
    confirm(&ana()).await;
    let secret = world.hub.enrolment(&who.principal, &session).await.unwrap().unwrap().secret();
    let code = code_of(&secret, -1);
    world.hub.confirm_second_factor(&who.principal, &code, &client, &session).await.unwrap();
    let bare = world.hub.remove_second_factor(&who.principal, proofs(""), &client, &session).await;
    assert!(matches!(&bare, Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == "code"));
    assert_eq!(problem(confirm(&ana()).await), GoogleProblem::NotTheirs);
    let bare = world.hub.remove_second_factor(&who.principal, proofs(""), &client, &session).await;
    assert!(matches!(&bare, Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == "code"));
    // The second factor is proof enough of who has no password.
    let code = code_of(&secret, 0);
    let by_code = Proofs { password: "", code: &code };
    world.hub.remove_second_factor(&who.principal, by_code, &client, &session).await.unwrap();
}

#[tokio::test]
async fn who_has_no_password_and_a_second_factor_links_an_account() {
    let world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let (client, session) = (Client::default(), who.token.hash());
    world.hub.begin_second_factor(&who.principal, proofs(PASSWORD), &client, &session).await.unwrap();
    let secret = world.hub.enrolment(&who.principal, &session).await.unwrap().unwrap().secret();
    let code = code_of(&secret, -1);
    world.hub.confirm_second_factor(&who.principal, &code, &client, &session).await.unwrap();
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    sqlx::query("update users set has_password = false").execute(&pool).await.unwrap();
    let code = code_of(&secret, 0);
    let by_code = Proofs { password: "", code: &code };
    let (url, kept) = world.hub.ask_google_to_link(&who.principal, by_code, &client, &session).await.unwrap();
    let answer = world.answer(url.as_str(), &ana());
    let from = (Some(&who.principal), &client);
    let linked = world.hub.back_from_google(&kept, &answer, from, Some(&session)).await.unwrap();
    assert!(matches!(linked, Arrival::Linked), "{linked:?}");
}

#[tokio::test]
async fn a_password_by_a_link_names_google_and_unlinks_it_if_that_is_wished() {
    let world = World::new().await;
    let (who, client) = (member(&world.hub, Role::Owner).await, Client::default());
    assert!(matches!(world.link(&who, &ana()).await, Arrival::Linked));
    world.subjects(1).await;
    for (password, unlinks) in [("sete ondas na areia", false), ("nove luas sobre o rio", true)] {
        let count = world.mailer.sent().len();
        world.hub.forgot_password(&who.email, &client).await.unwrap();
        world.subjects(count + 1).await;
        let text = world.mailer.sent().pop().unwrap().text;
        let link = text.lines().find(|line| line.contains("/nova-senha/")).unwrap();
        let token = link.rsplit('/').next().unwrap();
        let found = world.hub.resetting(token).await.unwrap();
        assert_eq!(world.hub.other_ways(&found).await.unwrap().accounts, ["ana.souza@gmail.example"]);
        world.hub.reset_password(token, (password, unlinks), &client).await.unwrap();
        let mails = count + 2 + usize::from(unlinks);
        world.subjects(mails).await;
        let told = "além da senha: conta do Google ana.souza@gmail.example.";
        let sent = world.mailer.sent();
        assert_eq!(sent[count + 1..].iter().any(|mail| mail.text.contains(told)), !unlinks, "{sent:?}");
        let arrival = world.arrive(&ana()).await;
        assert_eq!(matches!(arrival, Arrival::Met(_)), unlinks, "{arrival:?}");
    }
    let told = world.count("select count(*) from audit_log where action = 'google.unlinked'").await;
    assert_eq!(told, 1);
}

/// Somebody makes an account of an address that is not theirs, and links an account at Google of their own.
#[tokio::test]
async fn who_took_an_address_loses_their_google_account_when_its_person_comes() {
    let world = World::new().await;
    let (client, ceo) = (Client::default(), "ceo@vitima.example");
    let new = SignUp {
        company: "Loja Tomada".to_owned(),
        name: "Outra Pessoa".to_owned(),
        email: ceo.to_owned(),
        locale: Some(Locale::PtBr),
    };
    world.hub.sign_up(&new, PASSWORD, &client, None).await.unwrap();
    let squatter = testkit::sign_in(&world.hub, ceo).await;
    assert!(matches!(world.link(&squatter, &ana()).await, Arrival::Linked));
    world.subjects(1).await;
    for is_first in [true, false] {
        let count = world.mailer.sent().len();
        world.hub.forgot_password(ceo, &client).await.unwrap();
        world.subjects(count + 1).await;
        let text = world.mailer.sent().pop().unwrap().text;
        let link = text.lines().find(|line| line.contains("/nova-senha/")).unwrap();
        let token = link.rsplit('/').next().unwrap();
        assert_eq!(world.hub.resetting(token).await.unwrap().email_is_proven, !is_first);
        // Its person unticks, or does not see, what takes Google away.
        let is_cleared = world.hub.reset_password(token, (PASSWORD, false), &client).await.unwrap();
        assert_eq!(is_cleared, is_first);
        world.subjects(count + 2).await;
        let arrival = world.arrive(&ana()).await;
        assert_eq!(matches!(arrival, Arrival::Met(_)), is_first, "{arrival:?}");
        assert!(world.hub.session(&squatter.token.hash()).await.unwrap().is_none());
        if is_first {
            // What the person links themselves stays from then on.
            let who = testkit::sign_in(&world.hub, ceo).await;
            assert!(matches!(world.link(&who, &ana()).await, Arrival::Linked));
            world.subjects(count + 3).await;
        }
    }
    let told = world.count("select count(*) from audit_log where action = 'password.ways_removed'").await;
    assert_eq!(told, 1);
}
