//! Passkeys, by a device of software.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use domain::{AuditAction, Fault, FieldProblem, Role, UserId};
use hub::{
    Hub, HubError, account_mails,
    mail::Mailer,
    passkeys::{Answer, Challenge, MAX_PASSKEYS, PasskeyRow},
    second_factor::Proofs,
    sessions::{Client, SessionToken, TokenHash},
};
use serde_json::{Value, json};
use std::time::Duration;
use testkit::{HubOptions, PASSWORD, SignedIn, TestDatabase, member, sign_in};
use webauthn_authenticator_rs::{
    prelude::{CreationChallengeResponse, RequestChallengeResponse, WebauthnAuthenticator},
    softpasskey::SoftPasskey,
};

/// Where the hub of tests is.
const HERE: &str = "https://orion.example";

struct World {
    database: TestDatabase,
    hub: Hub,
    mailer: Mailer,
    device: SoftPasskey,
    /// The session of a browser in which nobody is signed in.
    browser: TokenHash,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create().await;
        let mailer = Mailer::memory("orion@orion.example").unwrap();
        let hub = database.hub(HubOptions { mailer: Some(mailer.clone()), ..HubOptions::default() });
        let (device, browser) = (SoftPasskey::new(true), Self::nobody(&hub).await);
        Self { database, hub, mailer, device, browser }
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

    async fn begin(&self, who: &SignedIn) -> Challenge {
        self.begin_with(who, PASSWORD, "").await.unwrap()
    }

    async fn begin_with(&self, who: &SignedIn, password: &str, code: &str) -> Result<Challenge, HubError> {
        let proofs = Proofs { password, code };
        self.hub.begin_passkey(&who.principal, proofs, &Client::default(), &who.token.hash()).await
    }

    /// What the device makes, as a browser sends it.
    fn make(&mut self, challenge: &Challenge, at: &str) -> String {
        self.make_with(challenge, at, |_| ())
    }

    fn make_with(&mut self, challenge: &Challenge, at: &str, change: impl FnOnce(&mut Value)) -> String {
        let mut options = challenge.options.clone();
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        // This one is told which key it is.
        options["authenticatorSelection"]["requireResidentKey"] = false.into();
        change(&mut options);
        let options: CreationChallengeResponse =
            serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let made = self.device.do_registration(at.parse().unwrap(), options).unwrap();
        serde_json::to_string(&made).unwrap()
    }

    /// Adds a first passkey; its id at the device.
    async fn add(&mut self, who: &SignedIn, name: &str) -> Value {
        let challenge = self.begin(who).await;
        let made = self.make(&challenge, HERE);
        let answer = Answer { token: &challenge.token, credential: &made };
        self.hub.add_passkey(&who.principal, name, answer, &who.token.hash()).await.unwrap();
        serde_json::from_str::<Value>(&made).unwrap()["rawId"].clone()
    }

    /// What the device signs with a key.
    fn sign(&mut self, challenge: &Challenge, key: &Value, user: UserId) -> String {
        self.sign_with(challenge, key, user, |_| ())
    }

    fn sign_with(
        &mut self,
        challenge: &Challenge,
        key: &Value,
        user: UserId,
        change: impl FnOnce(&mut Value),
    ) -> String {
        let mut options = challenge.options.clone();
        change(&mut options);
        options["allowCredentials"] = json!([{ "type": "public-key", "id": key }]);
        let options: RequestChallengeResponse =
            serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let signed = self.device.do_authentication(HERE.parse().unwrap(), options).unwrap();
        let mut signed = serde_json::to_value(signed).unwrap();
        signed["response"]["userHandle"] = BASE64.encode(user.0.as_bytes()).into();
        signed.to_string()
    }

    async fn enter(&self, challenge: &Challenge, signed: &str) -> Result<SessionToken, HubError> {
        let answer = Answer { token: &challenge.token, credential: signed };
        self.hub.sign_in_by_passkey(answer, &Client::default(), &self.browser).await
    }

    async fn asked(&self) -> Challenge {
        self.hub.begin_passkey_sign_in(&Client::default(), &self.browser).await.unwrap()
    }

    /// A session of a browser in which nobody is signed in.
    async fn nobody(hub: &Hub) -> TokenHash {
        hub.open_flash_session(&Client::default(), &json!({})).await.unwrap().hash()
    }

    /// Confirms a change by a key.
    async fn confirm(&mut self, who: &SignedIn, key: &Value) {
        let (session, user) = (who.token.hash(), user(who));
        let asked = self.hub.begin_confirmation(&who.principal, &session).await.unwrap();
        let signed = self.sign(&asked, key, user);
        let answer = Answer { token: &asked.token, credential: &signed };
        self.hub.confirm_by_passkey(&who.principal, answer, &session).await.unwrap();
    }

    async fn remove(&self, who: &SignedIn, key: &PasskeyRow, code: &str) -> Result<(), HubError> {
        let (client, session) = (Client::default(), who.token.hash());
        let proofs = Proofs { password: PASSWORD, code };
        self.hub.remove_passkey(&who.principal, key.id, proofs, (&client, &session)).await
    }

    /// Whoever changes something of a person waits until this commits.
    async fn closed_gate(&self, of: &SignedIn) -> sqlx::PgConnection {
        use sqlx::Connection;
        let mut gate = sqlx::PgConnection::connect_with(&self.database.superuser()).await.unwrap();
        sqlx::query("begin").execute(&mut gate).await.unwrap();
        let locked = sqlx::query("select 1 from users where id = $1 for update").bind(user(of).0);
        locked.execute(&mut gate).await.unwrap();
        gate
    }

    /// Waits until so many wait for a lock.
    async fn waiting(&self, count: i64) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        for _ in 0..1_000 {
            if sqlx::query_scalar::<_, i64>(waiting).fetch_one(&pool).await.unwrap() >= count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("not so many wait");
    }

    async fn half(&self, email: &str) -> TokenHash {
        let opened = self.hub.sign_in(email, PASSWORD, &Client::default(), None).await.unwrap();
        assert!(opened.is_half);
        opened.token.hash()
    }

    async fn keys(&self, who: &SignedIn) -> Vec<PasskeyRow> {
        self.hub.passkeys(&who.principal).await.unwrap()
    }
}

fn user(who: &SignedIn) -> UserId {
    who.principal.member().user
}

fn conflict<T: std::fmt::Debug>(result: Result<T, HubError>) -> String {
    match result {
        Err(HubError::Fault(Fault::Conflict { what })) => what,
        other => panic!("{other:?}"),
    }
}

fn problem<T: std::fmt::Debug>(result: Result<T, HubError>, field: &str) -> FieldProblem {
    match result {
        Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == field => {
            fields[0].problem.clone()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_password_and_is_asked_once() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Operator).await;
    let elsewhere = sign_in(&world.hub, &who.email).await;
    let challenge = world.begin(&who).await;
    let made = world.make(&challenge, HERE);
    let answer = Answer { token: &challenge.token, credential: &made };
    let session = who.token.hash();
    let codes = world.hub.add_passkey(&who.principal, " Celular ", answer, &session).await.unwrap().unwrap();
    assert_eq!(
        world.hub.shown_codes(&who.principal, &session, codes.token()).await.unwrap().unwrap().len(),
        10,
        "the first factor brings codes"
    );
    assert!(world.hub.session(&elsewhere.token.hash()).await.unwrap().is_none(), "another browser stayed in");
    let again = world.hub.add_passkey(&who.principal, "Outra", answer, &session).await;
    assert_eq!(conflict(again), "passkey_over");
    let key = serde_json::from_str::<Value>(&made).unwrap()["rawId"].clone();

    let asked = world.asked().await;
    assert_eq!(asked.options["userVerification"], "required");
    let signed = world.sign(&asked, &key, user(&who));
    let session = world.enter(&asked, &signed).await.unwrap();
    let member = world.hub.session(&session.hash()).await.unwrap().unwrap().member.unwrap();
    assert_eq!((member.user, member.org, member.has_two_factor), (user(&who), who.org(), true));
    assert!(world.hub.session(&world.browser).await.unwrap().is_none(), "the token that it came with stays");
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_over", "replayed");
    let keys = world.keys(&who).await;
    assert_eq!((keys.len(), keys[0].name.as_str(), keys[0].last_used_at.is_some()), (1, "Celular", true));
    // Signed for one question, it answers no other.
    let other = world.asked().await;
    assert_eq!(conflict(world.enter(&other, &signed).await), "passkey_refused");
    // The device of one person does not open the account of another.
    let colleague = testkit::member(&world.hub, Role::Owner).await;
    let asked = world.asked().await;
    let signed = world.sign(&asked, &key, user(&colleague));
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_refused");
    assert_eq!(world.subjects(1).await, ["[Orion] Chave de acesso criada"]);
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let told = "select action from audit_log where action not like 'session.%'";
    let told: Vec<String> = sqlx::query_scalar(told).fetch_all(&pool).await.unwrap();
    assert_eq!(told, [AuditAction::PasskeyAdded.code()]);
}

#[tokio::test]
async fn a_passkey_is_the_second_step_of_its_person() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let key = world.add(&who, "Notebook").await;
    let half = world.half(&who.email).await;
    let person = world.hub.half_session(&half).await.unwrap().unwrap();
    assert!(person.has_passkey && !person.has_app);
    let asked = world.hub.begin_second_passkey(&half).await.unwrap();
    let signed = world.sign(&asked, &key, user(&who));
    let answer = Answer { token: &asked.token, credential: &signed };
    // What is asked for the second step signs nobody in by itself.
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_over");
    let whole = world.hub.prove_again_by_passkey(&half, answer, &Client::default()).await.unwrap();
    assert!(world.hub.session(&whole.hash()).await.unwrap().unwrap().member.is_some());
    let again = world.hub.prove_again_by_passkey(&half, answer, &Client::default()).await;
    assert!(matches!(again, Err(HubError::Fault(Fault::Unauthenticated))));

    // Another person's half session takes nothing of it.
    let other = member(&world.hub, Role::Owner).await;
    world.add(&other, "Celular").await;
    let (half, others) = (world.half(&who.email).await, world.half(&other.email).await);
    let asked = world.hub.begin_second_passkey(&half).await.unwrap();
    let signed = world.sign(&asked, &key, user(&who));
    let answer = Answer { token: &asked.token, credential: &signed };
    let crossed = world.hub.prove_again_by_passkey(&others, answer, &Client::default()).await;
    assert_eq!(conflict(crossed), "passkey_over");
}

#[tokio::test]
async fn a_passkey_is_removed_by_who_has_one_and_opens_nothing_then() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let key = world.add(&who, "Velho").await;
    let row = world.keys(&who).await.remove(0);
    assert_eq!(problem(world.remove(&who, &row, "").await, "code"), FieldProblem::Required);
    assert_eq!(problem(world.remove(&who, &row, "000000").await, "code"), FieldProblem::Unknown);
    let other = member(&world.hub, Role::Owner).await;
    assert!(matches!(world.remove(&other, &row, "").await, Err(HubError::Fault(Fault::NotFound))));
    let asked = world.asked().await;
    let signed = world.sign(&asked, &key, user(&who));
    let half = world.half(&who.email).await;
    world.confirm(&who, &key).await;
    world.remove(&who, &row, "").await.unwrap();
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_refused");
    assert!(world.hub.half_session(&half).await.unwrap().is_none(), "it awaits what is gone");
    let plain = world.hub.sign_in(&who.email, PASSWORD, &Client::default(), None).await.unwrap();
    assert!(!plain.is_half, "nothing is left to ask for");
    let standing = world.hub.second_factor(&who.principal).await.unwrap();
    assert_eq!((standing.is_on, standing.codes_left), (false, 0));
    assert_eq!(world.subjects(2).await[1], "[Orion] Chave de acesso removida");
}

#[tokio::test]
async fn what_a_passkey_confirms_is_one_change_of_one_session_and_soon() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let key = world.add(&who, "Celular").await;
    let elsewhere = world.hub.half_session(&world.half(&who.email).await).await.unwrap().unwrap();
    assert!(elsewhere.has_passkey);
    let client = Client::default();
    let renew = async |hub: &Hub, session: &TokenHash| {
        let proofs = Proofs { password: PASSWORD, code: "" };
        hub.renew_recovery_codes(&who.principal, proofs, &client, session).await.map(|_| ())
    };
    let session = who.token.hash();
    world.confirm(&who, &key).await;
    let other = sign_in_by_key(&mut world, &who, &key).await;
    assert_eq!(problem(renew(&world.hub, &other).await, "code"), FieldProblem::Required, "another session");
    let mistyped = Proofs { password: "errada errada errada", code: "" };
    let mistyped = world.hub.renew_recovery_codes(&who.principal, mistyped, &client, &session).await;
    assert_eq!(problem(mistyped, "password"), FieldProblem::Unknown);
    assert!(world.hub.is_confirmed(&session).await.unwrap());
    renew(&world.hub, &session).await.unwrap();
    assert_eq!(problem(renew(&world.hub, &session).await, "code"), FieldProblem::Required, "a second change");
    world.confirm(&who, &key).await;
    world.sql("update sessions set confirmed_until = now()").await;
    assert_eq!(problem(renew(&world.hub, &session).await, "code"), FieldProblem::Required, "too late");
    // What was asked for a confirmation signs nobody in, and the other way round.
    let asked = world.hub.begin_confirmation(&who.principal, &session).await.unwrap();
    let signed = world.sign(&asked, &key, user(&who));
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_over");
    let outsider = member(&world.hub, Role::Owner).await;
    let none = world.hub.begin_confirmation(&outsider.principal, &outsider.token.hash()).await;
    assert!(matches!(none, Err(HubError::Fault(Fault::NotFound))));
}

/// The session of a sign-in by a key.
async fn sign_in_by_key(world: &mut World, who: &SignedIn, key: &Value) -> TokenHash {
    world.browser = World::nobody(&world.hub).await;
    let asked = world.asked().await;
    let signed = world.sign(&asked, key, user(who));
    world.enter(&asked, &signed).await.unwrap().hash()
}

#[tokio::test]
async fn an_answer_comes_by_the_session_that_asked() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let other = sign_in(&world.hub, &who.email).await;
    let challenge = world.begin(&who).await;
    let made = world.make(&challenge, HERE);
    let answer = Answer { token: &challenge.token, credential: &made };
    let stolen = world.hub.add_passkey(&other.principal, "Celular", answer, &other.token.hash()).await;
    assert_eq!(conflict(stolen), "passkey_over");
    world.hub.add_passkey(&who.principal, "Celular", answer, &who.token.hash()).await.unwrap();
    let key = serde_json::from_str::<Value>(&made).unwrap()["rawId"].clone();
    let asked = world.asked().await;
    let signed = world.sign(&asked, &key, user(&who));
    let own = std::mem::replace(&mut world.browser, World::nobody(&world.hub).await);
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_over", "of another browser");
    world.browser = own;
    assert!(world.enter(&asked, &signed).await.is_ok());
}

#[tokio::test]
async fn a_device_that_was_copied_and_one_that_does_not_know_its_person_prove_nothing() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    // Made without a finger, it is not kept.
    let challenge = world.begin(&who).await;
    let made = world.make_with(&challenge, HERE, |options| {
        options["authenticatorSelection"]["userVerification"] = "discouraged".into();
    });
    let answer = Answer { token: &challenge.token, credential: &made };
    let unverified = world.hub.add_passkey(&who.principal, "Celular", answer, &who.token.hash()).await;
    assert_eq!(conflict(unverified), "passkey_refused");
    let challenge = world.begin(&who).await;
    let made = world.make(&challenge, "https://shops.orion.example");
    let answer = Answer { token: &challenge.token, credential: &made };
    let elsewhere = world.hub.add_passkey(&who.principal, "Celular", answer, &who.token.hash()).await;
    assert_eq!(conflict(elsewhere), "passkey_refused", "made at another address");

    let key = world.add(&who, "Celular").await;
    let asked = world.asked().await;
    let unverified = world.sign_with(&asked, &key, user(&who), |options| {
        options["userVerification"] = "discouraged".into();
    });
    assert_eq!(conflict(world.enter(&asked, &unverified).await), "passkey_refused");
    // Two steps under way at once know the same count: the one with the lesser comes too late.
    let (first, second) = (world.half(&who.email).await, world.half(&who.email).await);
    let asked = [
        world.hub.begin_second_passkey(&first).await.unwrap(),
        world.hub.begin_second_passkey(&second).await.unwrap(),
    ];
    let signed = [world.sign(&asked[0], &key, user(&who)), world.sign(&asked[1], &key, user(&who))];
    let client = Client::default();
    let prove = async |session: &TokenHash, at: usize| {
        let answer = Answer { token: &asked[at].token, credential: &signed[at] };
        world.hub.prove_again_by_passkey(session, answer, &client).await
    };
    assert!(prove(&second, 1).await.is_ok());
    assert_eq!(conflict(prove(&first, 0).await), "passkey_refused");
    world.sql("update passkeys set sign_count = 1000").await;
    let asked = world.asked().await;
    let behind = world.sign(&asked, &key, user(&who));
    assert_eq!(conflict(world.enter(&asked, &behind).await), "passkey_refused");
}

#[tokio::test]
async fn whoever_has_a_second_factor_proves_it_to_add_a_passkey() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let challenge = world.begin(&who).await;
    let made = world.make(&challenge, HERE);
    let answer = Answer { token: &challenge.token, credential: &made };
    let session = who.token.hash();
    let shown = world.hub.add_passkey(&who.principal, "Celular", answer, &session).await.unwrap().unwrap();
    let codes = world.hub.shown_codes(&who.principal, &session, shown.token()).await.unwrap().unwrap();
    let key = serde_json::from_str::<Value>(&made).unwrap()["rawId"].clone();
    assert_eq!(problem(world.begin_with(&who, PASSWORD, "").await, "code"), FieldProblem::Required);
    let challenge = world.begin_with(&who, PASSWORD, &codes[0]).await.unwrap();
    assert_eq!(challenge.options["excludeCredentials"][0]["id"], key, "asks a device that holds one");
    let made = world.make(&challenge, HERE);
    let answer = Answer { token: &challenge.token, credential: &made };
    let further = world.hub.add_passkey(&who.principal, "Notebook", answer, &session).await.unwrap();
    assert!(further.is_none(), "codes come once");
    // A key is of one account.
    world.sql("update passkeys set user_id = user_id, credential_id = 'known' where name = 'Notebook'").await;
    let other = member(&world.hub, Role::Owner).await;
    let challenge = world.begin(&other).await;
    let made = world.make(&challenge, HERE);
    let id = BASE64.decode(serde_json::from_str::<Value>(&made).unwrap()["rawId"].as_str().unwrap()).unwrap();
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let taken = sqlx::query("update passkeys set credential_id = $1 where name = 'Notebook'").bind(&id);
    taken.execute(&pool).await.unwrap();
    let answer = Answer { token: &challenge.token, credential: &made };
    let known = world.hub.add_passkey(&other.principal, "Celular", answer, &other.token.hash()).await;
    assert_eq!(conflict(known), "passkey_known");
    // And there are not too many of them.
    let full = format!(
        "insert into passkeys (id, user_id, credential_id, name, credential, sign_count)
         select gen_random_uuid(), user_id, sha256(n::text::bytea), 'Chave ' || n, credential, 0
         from passkeys, generate_series(3, {MAX_PASSKEYS}) n where name = 'Celular'"
    );
    sqlx::query(sqlx::AssertSqlSafe(full)).execute(&pool).await.unwrap();
    assert_eq!(conflict(world.begin_with(&who, PASSWORD, &codes[1]).await), "too_many_passkeys");
}

#[tokio::test]
async fn a_passkey_that_somebody_else_made_is_taken_back_with_what_came_after() {
    let mut world = World::new().await;
    let (who, client) = (member(&world.hub, Role::Owner).await, Client::default());
    let thief = sign_in(&world.hub, &who.email).await;
    let key = world.add(&thief, "De outra pessoa").await;
    world.subjects(1).await;
    let text = world.mailer.sent().remove(0).text;
    let link = text.lines().find(|line| line.contains("/nao-fui-eu/")).unwrap().rsplit('/').next().unwrap();
    // The thief goes on to an app, so as to stay.
    world.confirm(&thief, &key).await;
    let proofs = Proofs { password: PASSWORD, code: "" };
    let session = thief.token.hash();
    world.hub.begin_second_factor(&thief.principal, proofs, &client, &session).await.unwrap();
    let secret = world.hub.enrolment(&thief.principal, &session).await.unwrap().unwrap().secret();
    let code = testkit::code_of(&secret, 0);
    world.hub.confirm_second_factor(&thief.principal, &code, &client, &session).await.unwrap();
    let asked = world.asked().await;
    let signed = world.sign(&asked, &key, user(&who));
    world.hub.disown_second_factor(link, &client).await.unwrap();
    assert_eq!(conflict(world.enter(&asked, &signed).await), "passkey_refused");
    assert!(world.hub.session(&session).await.unwrap().is_none());
    assert!(!world.hub.second_factor(&who.principal).await.unwrap().is_on);
    let old = world.hub.sign_in(&who.email, PASSWORD, &client, None).await;
    assert!(matches!(old, Err(HubError::Fault(Fault::Unauthenticated))));
    // What the person had before stays.
    let other = member(&world.hub, Role::Owner).await;
    world.add(&other, "Meu").await;
    world.sql("update passkeys set created_at = now() - interval '30 days'").await;
    let row = world.keys(&other).await.remove(0);
    world.sql("delete from account_tokens").await;
    let pool = sqlx::PgPool::connect_with(world.database.superuser()).await.unwrap();
    let token = SessionToken::parse(&"A".repeat(43)).unwrap();
    let kept = sqlx::query(
        "insert into account_tokens (token_hash, kind, user_id, since, expires_at)
         values ($1, 'disown', $2, now() - interval '1 day', now() + interval '1 day')",
    );
    kept.bind(&token.hash()[..]).bind(user(&other).0).execute(&pool).await.unwrap();
    world.hub.disown_second_factor(token.expose(), &client).await.unwrap();
    assert_eq!(world.keys(&other).await, [row]);
    let standing = world.hub.second_factor(&other.principal).await.unwrap();
    assert_eq!((standing.is_on, standing.codes_left), (true, 0), "codes of today go");
}

#[tokio::test]
async fn a_device_is_asked_with_the_password_here_and_in_time() {
    let mut world = World::new().await;
    let who = member(&world.hub, Role::Owner).await;
    let mistyped = world.begin_with(&who, "errada errada errada", "").await;
    assert_eq!(problem(mistyped, "password"), FieldProblem::Unknown);
    let session = who.token.hash();
    let add = async |hub: &Hub, name: &str, challenge: &Challenge, made: &str| {
        let answer = Answer { token: &challenge.token, credential: made };
        hub.add_passkey(&who.principal, name, answer, &session).await
    };
    let challenge = world.begin(&who).await;
    let made = world.make(&challenge, HERE);
    let nameless = add(&world.hub, " ", &challenge, &made).await;
    assert!(
        matches!(&nameless, Err(HubError::Fault(Fault::Invalid { fields })) if fields[0].field == "name")
    );
    world.sql("update passkey_challenges set expires_at = now()").await;
    assert_eq!(conflict(add(&world.hub, "Celular", &challenge, &made).await), "passkey_over");
    for made in ["", "{}", "null"] {
        let challenge = world.begin(&who).await;
        assert_eq!(conflict(add(&world.hub, "Celular", &challenge, made).await), "passkey_refused");
    }
    assert!(world.keys(&who).await.is_empty());
    let nobody = SessionToken::parse(&"A".repeat(43)).unwrap().hash();
    let outside = world.hub.begin_second_passkey(&nobody).await;
    assert!(matches!(outside, Err(HubError::Fault(Fault::Unauthenticated))));
}

#[tokio::test]
async fn an_app_beside_a_passkey_leaves_the_codes_that_there_are() {
    let mut world = World::new().await;
    let (who, client) = (member(&world.hub, Role::Owner).await, Client::default());
    let session = who.token.hash();
    let challenge = world.begin(&who).await;
    let made = world.make(&challenge, HERE);
    let answer = Answer { token: &challenge.token, credential: &made };
    let shown = world.hub.add_passkey(&who.principal, "Celular", answer, &session).await.unwrap().unwrap();
    let codes = world.hub.shown_codes(&who.principal, &session, shown.token()).await.unwrap().unwrap();
    let proofs = Proofs { password: PASSWORD, code: &codes[0] };
    world.hub.begin_second_factor(&who.principal, proofs, &client, &session).await.unwrap();
    let secret = world.hub.enrolment(&who.principal, &session).await.unwrap().unwrap().secret();
    let code = testkit::code_of(&secret, 0);
    let new = world.hub.confirm_second_factor(&who.principal, &code, &client, &session).await.unwrap();
    assert!(new.is_none(), "codes come with the first factor");
    assert_eq!(world.hub.second_factor(&who.principal).await.unwrap().codes_left, 9);
    let half = world.half(&who.email).await;
    assert!(world.hub.prove_again(&half, &codes[1], &client).await.is_ok(), "a code from before");
}

/// Whoever knows a password takes a factor into use, and its person takes that back while they go on.
#[tokio::test]
async fn nothing_is_added_by_a_session_that_is_thrown_out_in_this_moment() {
    for disowns_first in [true, false] {
        let mut world = World::new().await;
        let (who, client) = (member(&world.hub, Role::Owner).await, Client::default());
        let thief = sign_in(&world.hub, &who.email).await;
        let (session, hub) = (thief.token.hash(), world.hub.clone());
        let proofs = Proofs { password: PASSWORD, code: "" };
        hub.begin_second_factor(&thief.principal, proofs, &client, &session).await.unwrap();
        let secret = hub.enrolment(&thief.principal, &session).await.unwrap().unwrap().secret();
        let code = testkit::code_of(&secret, -1);
        hub.confirm_second_factor(&thief.principal, &code, &client, &session).await.unwrap();
        world.subjects(1).await;
        let text = world.mailer.sent().remove(0).text;
        let link = text.lines().find(|line| line.contains("/nao-fui-eu/")).unwrap();
        let link = link.rsplit('/').next().unwrap().to_owned();
        let code = testkit::code_of(&secret, 0);
        let challenge = world.begin_with(&thief, PASSWORD, &code).await.unwrap();
        let made = world.make(&challenge, HERE);
        let code = testkit::code_of(&secret, 1);
        // A change of password gives a proof of its own.
        world.sql("update sessions set confirmed_until = now() + interval '5 minutes'").await;

        let mut gate = world.closed_gate(&who).await;
        let add = async {
            let answer = Answer { token: &challenge.token, credential: &made };
            hub.add_passkey(&thief.principal, "De outra pessoa", answer, &session).await.is_ok()
        };
        let renew = async {
            let proofs = Proofs { password: PASSWORD, code: &code };
            hub.renew_recovery_codes(&thief.principal, proofs, &client, &session).await.is_ok()
        };
        let password = async {
            let new = ("sete ondas na areia", Proofs { password: PASSWORD, code: "" });
            hub.change_password(&thief.principal, new, &client, &session).await.is_ok()
        };
        let thieves = async { tokio::join!(add, renew, password) };
        let disown = async { hub.disown_second_factor(&link, &client).await.unwrap() };
        // All wait at the gate, in the order of this.
        let open = async {
            world.waiting(4).await;
            sqlx::query("commit").execute(&mut gate).await.unwrap();
        };
        if disowns_first {
            let second = async {
                world.waiting(1).await;
                thieves.await
            };
            let (_, done, _) = tokio::join!(disown, second, open);
            assert_eq!(done, (false, false, false), "a session that has ended changed something");
        } else {
            let second = async {
                world.waiting(3).await;
                disown.await
            };
            tokio::join!(thieves, second, open);
        }
        assert!(world.keys(&who).await.is_empty(), "disowned first: {disowns_first}");
        let standing = world.hub.second_factor(&who.principal).await.unwrap();
        assert_eq!((standing.is_on, standing.codes_left, standing.has_password), (false, 0, false));
        for password in [PASSWORD, "sete ondas na areia"] {
            assert!(world.hub.sign_in(&who.email, password, &client, None).await.is_err(), "{password}");
        }
    }
}

#[tokio::test]
async fn who_has_no_password_changes_things_by_a_passkey() {
    let mut world = World::new().await;
    let (who, client) = (member(&world.hub, Role::Owner).await, Client::default());
    let key = world.add(&who, "Celular").await;
    world.sql("update users set has_password = false").await;
    let session = who.token.hash();
    let none = || Proofs { password: "", code: "" };
    let ask = async |hub: &Hub| {
        hub.ask_email_change(&who.principal, ("nova@loja.example", none()), &client, &session).await
    };
    assert_eq!(problem(ask(&world.hub).await, "code"), FieldProblem::Required);
    world.confirm(&who, &key).await;
    ask(&world.hub).await.unwrap();
    let again = world.hub.begin_second_factor(&who.principal, none(), &client, &session).await;
    assert_eq!(problem(again, "code"), FieldProblem::Required, "it was for one change");
    world.confirm(&who, &key).await;
    world.hub.begin_second_factor(&who.principal, none(), &client, &session).await.unwrap();
}

#[tokio::test]
async fn a_password_by_a_link_names_the_passkeys_that_stay() {
    let mut world = World::new().await;
    let (who, client) = (member(&world.hub, Role::Owner).await, Client::default());
    let key = world.add(&who, "Celular").await;
    world.subjects(1).await;
    world.hub.forgot_password(&who.email, &client).await.unwrap();
    world.subjects(2).await;
    let text = world.mailer.sent().pop().unwrap().text;
    let link = text.lines().find(|line| line.contains("/nova-senha/")).unwrap().rsplit('/').next().unwrap();
    let found = world.hub.resetting(link).await.unwrap();
    assert_eq!(world.hub.other_ways(&found).await.unwrap().passkeys, ["Celular"]);
    world.hub.reset_password(link, ("sete ondas na areia", true), &client).await.unwrap();
    world.subjects(3).await;
    let mail = world.mailer.sent().pop().unwrap();
    assert!(mail.text.contains("além da senha: chave de acesso “Celular”."), "{}", mail.text);
    assert!(mail.text.contains("/admin/conta/duas-etapas"), "{}", mail.text);
    // E-mails alone lead around no second factor.
    let asked = world.asked().await;
    let signed = world.sign(&asked, &key, user(&who));
    assert!(world.enter(&asked, &signed).await.is_ok());
    let opened = world.hub.sign_in(&who.email, "sete ondas na areia", &client, None).await.unwrap();
    assert!(opened.is_half);

    // Unless nobody has shown yet that they read the address: whoever made the key may not.
    world.sql("update users set email_proven_at = null").await;
    world.hub.forgot_password(&who.email, &client).await.unwrap();
    world.subjects(4).await;
    let text = world.mailer.sent().pop().unwrap().text;
    let link = text.lines().find(|line| line.contains("/nova-senha/")).unwrap().rsplit('/').next().unwrap();
    assert!(world.hub.reset_password(link, ("nove luas sobre o rio", false), &client).await.unwrap());
    assert!(world.keys(&who).await.is_empty());
    let opened = world.hub.sign_in(&who.email, "nove luas sobre o rio", &client, None).await.unwrap();
    assert!(!opened.is_half);
}
