//! `make soak`: the program is killed again and again under load, at random moments and at the steps that matter,
//! and its Postgres now and then with it. Afterwards every order of the shops must be here once, as the shop has it,
//! every event that was answered must have been kept, and nothing may be left open.

mod acts;
mod ledger;
mod load;

use crate::{
    company::Company,
    events,
    installation::{Installation, Setup},
    process::Process,
    report::note,
    shops::SimulatedShop,
    stand::Stand,
};
use anyhow::{Context, bail, ensure};
use domain::ConnectionId;
use hub::{syncs::What, vault::Vault};
use ledger::Ledger;
use load::Load;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use sandbox::Platform;
use std::time::Duration;
use tokio::time::{Instant, sleep};

const ORDERS: u32 = 2_000;
/// See `store::crash`: where work is read, written, committed, and acknowledged.
const STEPS: [&str; 11] = [
    "job.started",
    "sync.read",
    "import.written",
    "import.committed",
    "sync.ending",
    "events.written",
    "events.kept",
    "drain.brought",
    "check.brought",
    "action.begun",
    "action.acted",
];
/// Of so many kills one is of Postgres too.
const POSTGRES_EVERY: u32 = 5;
/// Between two changes at the shops.
const PACE: Duration = Duration::from_millis(10);
/// How long a step is waited for; the load may not lead to it.
const STEP_LIMIT: Duration = Duration::from_secs(4);
/// How long a database that was killed may be away.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long what was interrupted may take to be taken over and finished.
const SETTLING: Duration = Duration::from_secs(90);

/// A store that is connected.
struct Store {
    simulated: SimulatedShop,
    connection: ConnectionId,
}

struct Soak<'a> {
    installation: Installation<'a>,
    stand: Stand,
    company: Company,
    stores: Vec<Store>,
    load: Load,
    random: StdRng,
}

/// Kills so often, compares, and prints the last line.
///
/// # Errors
/// When something was lost, doubled or stuck.
pub async fn run(setup: &Setup, kills: u32, seed: u64) -> anyhow::Result<()> {
    let mut soak = Soak::start(setup, seed).await?;
    for number in 1..=kills {
        soak.kill_once(number).await.with_context(|| format!("kill {number}"))?;
    }
    let Ledger { lost, doubled, stuck } = soak.settle().await?;
    println!("kills {kills} lost {lost} doubled {doubled} stuck {stuck}");
    ensure!(lost + doubled + stuck == 0, "not everything is as the shops have it; seed {seed}");
    Ok(())
}

impl<'a> Soak<'a> {
    async fn start(setup: &'a Setup, seed: u64) -> anyhow::Result<Self> {
        let shops = [
            SimulatedShop::open(Platform::Woocommerce, ORDERS).await?,
            SimulatedShop::open(Platform::Shopify, ORDERS / 4).await?,
        ];
        let mut installation = Installation::fresh(setup, "soak");
        installation.shopify = Some(shops[1].shopify_url()?);
        let stand = Stand::start(&installation).await?;
        let company = Company::found(&stand.hub, "Loja Azul").await?;
        let mut stores = Vec::new();
        for simulated in shops {
            let connection = company.connect(&simulated.form()).await?;
            stores.push(Store { simulated, connection });
        }
        let vault = Vault::from_keys(&installation.key)?;
        let address = events::address(&stand, &vault, &company, stores[0].connection).await?;
        let load = Load::new(address);
        Ok(Self { installation, stand, company, stores, load, random: StdRng::seed_from_u64(seed) })
    }

    /// One life of the program, from its start to its end.
    async fn kill_once(&mut self, number: u32) -> anyhow::Result<()> {
        let step = self.random.random_bool(0.5).then(|| STEPS[self.random.random_range(0..STEPS.len())]);
        if number > 1 {
            self.installation.die_at = step.map(|step| format!("{step}:{}", self.random.random_range(1..=3)));
            self.stand.orion = self.installation.start().await?;
        }
        self.load.bring_faults(&self.stores, &mut self.random);
        let moment = Duration::from_millis(self.random.random_range(20..900));
        let began = Instant::now();
        for store in &self.stores {
            // A run may be open, and the database may still be on its way up.
            let what = if self.random.random_bool(0.1) { What::Everything } else { What::Changes };
            self.company.start(store.connection, what).await.ok();
        }
        for store in &self.stores {
            // Who gets no answer has asked for nothing, or finds it asked for.
            acts::ship_something(&self.stand, &self.company, store, &mut self.random).await.ok();
        }
        let limit = if self.installation.die_at.is_some() { STEP_LIMIT } else { moment };
        while began.elapsed() < limit && !self.stand.orion.is_gone() {
            self.load.change_something(&self.stores, &mut self.random)?;
            self.load.tell(&self.stand, &mut self.random).await;
            sleep(PACE).await;
        }
        self.stand.orion.kill()?;
        if number.is_multiple_of(POSTGRES_EVERY) {
            let postmaster = postmaster(&self.stand).await?;
            kill(Pid::from_raw(postmaster.0.cast_signed()), Signal::SIGKILL)?;
        }
        note(&format!("kill {number}: {}", self.installation.die_at.as_deref().unwrap_or("a moment")));
        Ok(())
    }

    /// Lets the program do in peace what is left, and compares.
    async fn settle(mut self) -> anyhow::Result<Ledger> {
        for store in &self.stores {
            store.simulated.shop.clear_faults();
        }
        self.installation.die_at = None;
        self.stand.orion = self.installation.start().await?;
        let began = Instant::now();
        let limit = Instant::now() + SETTLING;
        acts::let_a_minute_pass(&self.stand).await?;
        while Instant::now() < limit && !ledger::open(&self.stand).await?.is_empty() {
            // A run that the shop's faults parked waits for minutes; a person would start it again.
            for store in &self.stores {
                self.company.wake(store.connection).await?;
            }
            sleep(Duration::from_millis(500)).await;
        }
        note(&format!("what was interrupted was finished in {:.1?}", began.elapsed()));
        let open = ledger::open(&self.stand).await?;
        open.iter().for_each(|open| note(open));
        let mut ledger = Ledger { stuck: i64::try_from(open.len())?, ..Ledger::default() };
        for store in &self.stores {
            let run = self.company.start(store.connection, What::Changes).await?;
            note(&format!("the last run of a store: {:?}", self.company.end_of(run).await?.counts));
            let shop = &store.simulated.shop;
            ledger.compare(&self.stand, store.connection, shop).await?;
            acts::compare(&self.stand, store, &mut ledger).await?;
        }
        ledger.look_for_events(&self.stand, self.load.answered()).await?;
        self.stand.stop().await?;
        Ok(ledger)
    }
}

/// The first process of the database, which may be coming up.
async fn postmaster(stand: &Stand) -> anyhow::Result<Process> {
    let limit = Instant::now() + PATIENCE;
    loop {
        match ask_for_postmaster(stand).await {
            Ok(postmaster) => return Ok(postmaster),
            Err(error) if Instant::now() > limit => bail!("the database does not come up: {error:#}"),
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn ask_for_postmaster(stand: &Stand) -> anyhow::Result<Process> {
    // Its process is there for as long as the connection is open.
    let mut owner = stand.owner().await?;
    let backend: i32 = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut owner).await?;
    let postmaster = Process(backend.cast_unsigned()).parent();
    drop(owner);
    postmaster
}
