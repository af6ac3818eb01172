//! The real binary, killed in the middle of an import.

use domain::{Role, SyncState};
use hub::{
    Hub, HubConfig,
    mail::Mailer,
    passwords::Cost,
    permit::{RunSync, View},
    syncs::{self, What},
    vault::Vault,
};
use private_postgres::{DataDir, PrivatePostgres};
use sandbox::{Fault, FaultRule, Platform, Sandbox, SandboxOptions, ShopOptions};
use secrecy::ExposeSecret;
use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};
use store::{Db, DbConfig};
use testkit::{connect_shop, member};

const ORDERS: u32 = 3_000;

/// `orion serve` on a free port, once it says that it is ready.
pub fn serve(data_dir: &Path) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_orion"))
        .arg("serve")
        .env("DATA_DIR", data_dir)
        .env("PORT", "0")
        .env("ORION_OUTBOUND_ALLOW", "127.0.0.0/8")
        .env("ORION_DEFAULT_PLAN", "enterprise")
        .env_remove("DATABASE_URL")
        .env_remove("ORION_DEMO")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.map_while(Result::ok).any(|line| line.starts_with("Orion is ready"));
    assert!(ready, "the server ended before it was ready");
    child
}

/// The use cases in this process, upon the same database and with the same keys.
pub fn hub(postgres: &PrivatePostgres, data_dir: &Path) -> Hub {
    let options = postgres.location().url().expose_secret().parse().unwrap();
    let outbound = connector_kit::OutboundConfig {
        allow: vec!["127.0.0.0/8".parse().unwrap()],
        ..connector_kit::OutboundConfig::default()
    };
    Hub::new(HubConfig {
        db: Db::open(&DbConfig { options, app_connections: 4 }),
        registry: connectors::registry(),
        vault: Vault::from_file(data_dir.join("master.key")).unwrap(),
        outbound: connector_kit::OutboundPolicy::new(outbound).unwrap(),
        platform_base_urls: HashMap::new(),
        platform_apps: HashMap::new(),
        sandbox_base_urls: HashMap::new(),
        sandbox_apps: HashMap::new(),
        public_url: None,
        mailer: Mailer::memory("orion@localhost").unwrap(),
        files: hub::files::FileStore::in_folder(&data_dir.join("files"), &data_dir.join("tmp"), 1_000_000)
            .unwrap(),
        list_entries: 1_000,
        keep: hub::KeepDays::DEFAULT,
        default_plan: domain::PlanCode::Enterprise,
        sales_contact: None,
        billing: None,
        google: None,
        check_days: 90,
        password_cost: Cost::Testing,
        retry: None,
        news_every: Hub::NEWS_EVERY,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_goes_on_where_a_killed_server_left_it() {
    let folder = tempfile::tempdir().unwrap();
    let data_dir = folder.path().join("data");
    let shop = ShopOptions::new(Platform::Woocommerce, "loja").orders(ORDERS);
    let sandbox =
        Sandbox::start(SandboxOptions { shops: vec![shop], ..SandboxOptions::default() }).await.unwrap();
    let shop = sandbox.shops()[0].clone();

    let mut first = serve(&data_dir);
    let postgres = PrivatePostgres::start_or_attach(&DataDir::open(&data_dir).unwrap()).unwrap();
    let hub = hub(&postgres, &data_dir);
    let owner = member(&hub, Role::Owner).await;
    let connection = connect_shop(&owner, &sandbox, &shop).await;
    shop.fault(FaultRule::always(Fault::Delay { ms: 150 }));
    let run = syncs::start(&owner.cx::<RunSync>(), connection, What::Changes).await.unwrap();
    let look = async || syncs::find(&owner.cx::<View>(), run).await.unwrap();
    while look().await.counts.read < 500 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    first.kill().unwrap();
    first.wait().unwrap();
    let left = look().await;
    assert_eq!(left.state, SyncState::Running);
    assert!(left.counts.read < i64::from(ORDERS), "killed in the middle");

    shop.clear_faults();
    let mut second = serve(&data_dir);
    let over = async {
        while !look().await.state.is_over() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), over).await.expect("taken over within a minute");
    let done = look().await;
    assert_eq!(done.state, SyncState::Completed, "{done:?}");
    assert_eq!(done.counts.created, i64::from(ORDERS), "nothing lost, nothing doubled: {done:?}");
    assert!(done.counts.add_up());

    let terminated = Command::new("kill").args(["-TERM", &second.id().to_string()]).status().unwrap();
    assert!(terminated.success() && second.wait().unwrap().success(), "a clean end");
    drop(hub);
    postgres.stop().unwrap();
    sandbox.stop().await;
}
