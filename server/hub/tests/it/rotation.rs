//! Rotating the master key: while stores are read, interrupted, and with a key that is gone.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use domain::{AuthKind, ConnectionId, Role, view::connections::ConnectionSettings};
use futures::future::join_all;
use hub::{
    Hub, HubError,
    alerts::{self, HookForm},
    integrations::{self, ConnectForm, FormSecrets, KeyInUse, keys_in_use, rotate_keys},
    permit::{ManageConnections, ManageOrganisation},
    vault::{Vault, VaultError},
};
use sandbox::{Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use secrecy::{ExposeSecret, SecretString};
use std::{sync::Arc, time::Duration};
use testkit::{HubOptions, Receiver, SignedIn, TestDatabase, connect_shop, member, sign_in, stranger};

/// Each store has a consumer key and a consumer secret.
const FIELDS: i64 = 2;

/// Two companies with three stores and one, whose credentials are sealed with the old key.
struct Stores {
    database: TestDatabase,
    sandbox: Sandbox,
    old: SecretString,
    new: SecretString,
    /// E-mail, store, connection.
    known: Vec<(String, Arc<Shop>, ConnectionId)>,
}

impl Stores {
    async fn connect() -> Self {
        let shops = ["a", "b", "c", "d", "spare"]
            .map(|name| ShopOptions::new(Platform::Woocommerce, name).orders(1))
            .to_vec();
        let sandbox = Sandbox::start(SandboxOptions { shops, ..SandboxOptions::default() }).await.unwrap();
        let (old, new) = (Vault::generate_key(), Vault::generate_key());
        let mut stores =
            Self { database: TestDatabase::create().await, sandbox, old, new, known: Vec::new() };
        let hub = stores.hub(&[&stores.old]);
        let (own, other) = (member(&hub, Role::Owner).await, stranger(&hub).await);
        for (who, at) in [(&own, 0), (&own, 1), (&own, 2), (&other, 3)] {
            let shop = stores.sandbox.shops()[at].clone();
            let id = connect_shop(who, &stores.sandbox, &shop).await;
            stores.known.push((who.email.clone(), shop, id));
        }
        stores
    }

    /// A process that was started with these keys.
    fn hub(&self, keys: &[&SecretString]) -> Hub {
        self.hub_of(Vault::from_keys(&listed(keys)).unwrap())
    }

    fn hub_of(&self, vault: Vault) -> Hub {
        self.database.hub(HubOptions { vault: Some(vault), ..HubOptions::default() })
    }

    /// Opens the stored credentials of every store, and calls the stores with them.
    async fn open_all(&self, hub: &Hub) -> Vec<Result<bool, HubError>> {
        join_all(
            self.known
                .iter()
                .map(|(email, shop, id)| async { self.open(&sign_in(hub, email).await, shop, *id).await }),
        )
        .await
    }

    async fn open(&self, who: &SignedIn, shop: &Shop, id: ConnectionId) -> Result<bool, HubError> {
        let form = ConnectForm {
            platform: "woocommerce".into(),
            connection: Some(id),
            environment: None,
            auth: AuthKind::KeyPair,
            name: String::new(),
            config: [("store_url".to_owned(), self.sandbox.shop_url(shop))].into(),
            secrets: FormSecrets::new(),
            settings: ConnectionSettings::default(),
        };
        Ok(integrations::test(&who.cx::<ManageConnections>(), &form).await?.passed())
    }

    async fn all_open(&self, hub: &Hub) -> bool {
        self.open_all(hub).await.iter().all(|opened| matches!(opened, Ok(true)))
    }

    /// Stored values that are wrapped with the key.
    async fn wrapped_with(&self, key: &SecretString) -> i64 {
        // The version and the key's id fill the first twelve signs.
        let id = hex::decode(Vault::from_keys(key).unwrap().current_key_id()).unwrap();
        let begin = BASE64.encode([&[1], id.as_slice()].concat());
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        sqlx::query_scalar(
            "select count(*) from connections, jsonb_each(credentials->'fields') f
             where starts_with(f.value->>'sealed', $1)",
        )
        .bind(begin)
        .fetch_one(&pool)
        .await
        .unwrap()
    }

    /// Keeps the rotation from the store at this place of its way, until the transaction ends.
    async fn hold(&self, place: i64) -> sqlx::Transaction<'static, sqlx::Postgres> {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let mut held = pool.begin().await.unwrap();
        sqlx::query("select from connections where (org_id, id) = (select org_id, id from connections order by org_id, id offset $1 limit 1) for update")
            .bind(place)
            .execute(&mut *held)
            .await
            .unwrap();
        held
    }

    /// Until somebody waits for what is held.
    async fn until_somebody_waits(&self) {
        let pool = sqlx::PgPool::connect_with(self.database.superuser()).await.unwrap();
        let waiting = async {
            let waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
            while sqlx::query_scalar::<_, i64>(waits).fetch_one(&pool).await.unwrap() == 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        if tokio::time::timeout(Duration::from_secs(30), waiting).await.is_err() {
            panic!("nobody comes to the held store");
        }
    }
}

fn listed(keys: &[&SecretString]) -> SecretString {
    keys.iter().map(|key| key.expose_secret()).collect::<Vec<_>>().join(",").into()
}

#[tokio::test]
async fn every_store_of_every_company_is_rotated_while_servers_read_and_write() {
    let stores = Stores::connect().await;
    assert_eq!(stores.wrapped_with(&stores.old).await, 4 * FIELDS);
    // A server with a key file, started before the rotation, and one that was never told of more.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("master.key");
    std::fs::write(&file, stores.old.expose_secret()).unwrap();
    let running = stores.hub_of(Vault::from_file(file.clone()).unwrap());
    let owner = sign_in(&running, &stores.known[0].0).await;
    let left_behind = stores.hub(&[&stores.old]);
    std::fs::write(&file, listed(&[&stores.new, &stores.old]).expose_secret()).unwrap();

    let held = stores.hold(2).await;
    let rotating = stores.hub_of(Vault::from_file(file).unwrap());
    let rotation = tokio::spawn(async move { rotate_keys(&rotating).await.unwrap() });
    stores.until_somebody_waits().await;
    assert_eq!(stores.wrapped_with(&stores.new).await, 2 * FIELDS, "in the middle of it");
    assert!(stores.all_open(&running).await, "both halves are read");
    let spare = stores.sandbox.shops()[4].clone();
    connect_shop(&owner, &stores.sandbox, &spare).await;
    assert_eq!(stores.wrapped_with(&stores.new).await, 3 * FIELDS, "what is connected now has the new key");
    held.rollback().await.unwrap();

    let rotated = rotation.await.unwrap();
    assert_eq!((rotated.changed, rotated.unopened.len()), (4, 0));
    assert_eq!(stores.wrapped_with(&stores.new).await, 5 * FIELDS);
    assert_eq!(stores.wrapped_with(&stores.old).await, 0);
    assert!(stores.all_open(&running).await);
    // The old key has gone everywhere.
    let after = stores.hub(&[&stores.new]);
    assert!(stores.all_open(&after).await);
    assert_eq!(rotate_keys(&after).await.unwrap().changed, 0);
    for opened in stores.open_all(&left_behind).await {
        assert!(matches!(&opened, Err(HubError::Vault(VaultError::UnknownKey(_)))), "{opened:?}");
    }
}

#[tokio::test]
async fn keys_that_a_backup_needs_are_counted_with_those_of_addresses_for_alerts() {
    let stores = Stores::connect().await;
    let ids = [&stores.old, &stores.new].map(|key| Vault::from_keys(key).unwrap().current_key_id());
    // This one was added when the key of the stores was not the current one any more.
    let hub = stores.hub(&[&stores.new, &stores.old]);
    let receiver = Receiver::start().await;
    let form = HookForm {
        name: "Plantão".into(),
        url: receiver.url().into(),
        format: "json".into(),
        level: "all".into(),
    };
    let owner = sign_in(&hub, &stores.known[0].0).await;
    alerts::add_hook(&owner.cx::<ManageOrganisation>(), &form).await.unwrap();
    let vault = Vault::from_keys(&stores.old).unwrap();
    let mut keys = keys_in_use(stores.database.db(), Some(&vault)).await.unwrap();
    keys.sort_by_key(|key| key.hooks);
    let [of_stores, of_hook] = keys.try_into().unwrap();
    let expected = KeyInUse { id: ids[0].clone(), connections: 4, hooks: 0, people: 0, opens: true };
    assert_eq!(of_stores, expected);
    assert_eq!(of_hook, KeyInUse { id: ids[1].clone(), connections: 0, hooks: 1, people: 0, opens: false });
}

#[tokio::test]
async fn credentials_that_are_edited_meanwhile_are_not_overwritten() {
    let stores = Stores::connect().await;
    let held = stores.hold(1).await;
    let both = stores.hub(&[&stores.new, &stores.old]);
    let rotating = both.clone();
    let rotation = tokio::spawn(async move { rotate_keys(&rotating).await.unwrap() });
    stores.until_somebody_waits().await;
    // Somebody else's edit of the held store is stored before the rotation comes to it.
    let mut edit = held;
    let edited = "update connections set credentials = jsonb_set(credentials, '{fields,consumer_secret,hint}', '\"edit\"')
         where (org_id, id) = (select org_id, id from connections order by org_id, id offset 1 limit 1)";
    sqlx::query(edited).execute(&mut *edit).await.unwrap();
    edit.commit().await.unwrap();
    // Of the edited one only what its events are signed with: its credentials are left to the next rotation.
    assert_eq!(rotation.await.unwrap().changed, 4);
    assert_eq!(stores.wrapped_with(&stores.new).await, 3 * FIELDS);
    let pool = sqlx::PgPool::connect_with(stores.database.superuser()).await.unwrap();
    let kept: i64 =
        sqlx::query_scalar("select count(*) from connections where credentials::text like '%\"edit\"%'")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!(kept, 1);
    assert!(stores.all_open(&both).await);
    assert_eq!(rotate_keys(&both).await.unwrap().changed, 1);
    assert_eq!(stores.wrapped_with(&stores.new).await, 4 * FIELDS);
}

#[tokio::test]
async fn an_interrupted_rotation_harms_nothing_and_the_next_one_finishes_it() {
    let stores = Stores::connect().await;
    let held = stores.hold(2).await;
    let both = stores.hub(&[&stores.new, &stores.old]);
    let rotating = both.clone();
    let rotation = tokio::spawn(async move { rotate_keys(&rotating).await });
    stores.until_somebody_waits().await;
    rotation.abort();
    assert!(rotation.await.unwrap_err().is_cancelled());
    held.rollback().await.unwrap();
    assert_eq!(stores.wrapped_with(&stores.new).await, 2 * FIELDS);
    assert_eq!(stores.wrapped_with(&stores.old).await, 2 * FIELDS);
    assert!(stores.all_open(&both).await);
    // Whoever took the old key away too early is told, and nothing is lost.
    let hasty = stores.hub(&[&stores.new]);
    let found = rotate_keys(&hasty).await.unwrap();
    assert_eq!((found.changed, found.unopened.len()), (0, 2));
    let opened = stores.open_all(&hasty).await;
    assert_eq!(opened.iter().filter(|opened| matches!(opened, Ok(true))).count(), 2, "{opened:?}");

    assert_eq!(rotate_keys(&both).await.unwrap().changed, 2);
    assert_eq!(stores.wrapped_with(&stores.new).await, 4 * FIELDS);
    assert!(stores.all_open(&hasty).await);
}

#[tokio::test]
async fn a_key_that_is_gone_is_named_and_costs_the_other_stores_nothing() {
    let stores = Stores::connect().await;
    let lost = Vault::generate_key();
    let elsewhere = stores.hub(&[&lost]);
    let owner = sign_in(&elsewhere, &stores.known[0].0).await;
    let spare = stores.sandbox.shops()[4].clone();
    let id = connect_shop(&owner, &stores.sandbox, &spare).await;

    let both = stores.hub(&[&stores.new, &stores.old]);
    let rotated = rotate_keys(&both).await.unwrap();
    assert_eq!(rotated.changed, 4, "whatever stands before or after it");
    let key = Vault::from_keys(&lost).unwrap().current_key_id();
    assert_eq!(rotated.unopened, [(id, VaultError::UnknownKey(key))]);
    assert_eq!(stores.wrapped_with(&lost).await, FIELDS, "left as it is");
    // Found again, it is rotated too.
    let all = stores.hub(&[&stores.new, &stores.old, &lost]);
    assert_eq!(rotate_keys(&all).await.unwrap().changed, 1);
    assert_eq!(stores.wrapped_with(&stores.new).await, 5 * FIELDS);
}
