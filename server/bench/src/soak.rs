//! `make soak`: the program is killed again and again under load, at random moments and at the steps that matter,
//! and its Postgres now and then with it. In every third life jobs have processes of their own, of which one dies
//! before the others and the web server. Afterwards every order of the shops must be here once, as the shop has it,
//! every event that was answered must have been kept, and nothing may be left open. The shops here are connected by
//! keys; that a death with a consent's new tokens in hand loses no order is proved by `server/tests/it/floor/tokens.rs`.

mod acts;
mod cast;
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
use cast::Cast;
use chrono::{TimeDelta, Utc};
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
use std::{collections::BTreeMap, time::Duration};
use tokio::time::{Instant, sleep};

const ORDERS: u32 = 2_000;
const STARTED: &str = "job.started";
const CHECKED: &str = "check.brought";
/// How far back checks look.
const CHECKED_BACK: TimeDelta = TimeDelta::days(30);
/// Between two askings for a check.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// See `store::crash`: where work is read, written, committed, and acknowledged.
const STEPS: [&str; 11] = [
    cast::EVENTS_WRITTEN,
    cast::EVENTS_KEPT,
    STARTED,
    "sync.read",
    "import.written",
    "import.committed",
    "sync.ending",
    "drain.brought",
    CHECKED,
    "action.begun",
    "action.acted",
];
/// After so many kills every step must have been died at, and parcels must have been told.
const ALL_IS_MET: u32 = 100;
const PARCELS_ARE_MET: u32 = 20;
/// Of so many kills one is of Postgres too.
const POSTGRES_EVERY: u32 = 5;
/// Of so many lives one has workers apart: one or two of them in turn.
const APART_EVERY: u32 = 3;
/// How long the others may go on, at most, after one of them has died.
const AFTERMATH: Duration = Duration::from_millis(400);
/// Between two changes at the shops.
const PACE: Duration = Duration::from_millis(10);
/// How long a step is waited for; the load may not lead to it.
const STEP_LIMIT: Duration = Duration::from_secs(4);
/// The same where every step must be met: what a dead process held is taken over after its lease only.
const LONG_STEP_LIMIT: Duration = Duration::from_secs(20);
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
    /// Workers that are processes of their own.
    cast: Cast,
    random: StdRng,
    /// How often the program died at each step.
    died_at: BTreeMap<&'static str, u32>,
    /// The same of lives whose workers were apart.
    died_apart: BTreeMap<&'static str, u32>,
    step_limit: Duration,
}

/// Kills so often, compares, and prints the last line.
///
/// # Errors
/// When something was lost, doubled or stuck.
pub async fn run(setup: &Setup, kills: u32, seed: u64) -> anyhow::Result<()> {
    let mut soak = Soak::start(setup, seed).await?;
    if kills >= ALL_IS_MET {
        soak.step_limit = LONG_STEP_LIMIT;
    }
    for number in 1..=kills {
        soak.kill_once(number).await.with_context(|| format!("kill {number}"))?;
    }
    note(&format!("died at steps: {:?}; with workers apart: {:?}", soak.died_at, soak.died_apart));
    let missed: Vec<_> = STEPS.iter().filter(|step| !soak.died_at.contains_key(**step)).collect();
    ensure!(
        kills < ALL_IS_MET || missed.is_empty(),
        "these steps were never reached: {missed:?}; seed {seed}"
    );
    let worker_died = soak.died_apart.keys().any(|step| !cast::is_of_the_web(step));
    ensure!(kills < ALL_IS_MET || worker_died, "no worker apart died at a step; seed {seed}");
    let Ledger { lost, doubled, stuck, told } = soak.settle().await?;
    ensure!(kills < PARCELS_ARE_MET || told > 0, "no parcel was told; seed {seed}");
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
        let random = StdRng::seed_from_u64(seed);
        let (died_at, died_apart) = (BTreeMap::new(), BTreeMap::new());
        let (cast, step_limit) = (Cast::default(), STEP_LIMIT);
        Ok(Self { installation, stand, company, stores, load, cast, random, died_at, died_apart, step_limit })
    }

    /// A step for every second life: one that was not reached yet, while there are any. The first worker apart dies at
    /// the one that comes before all others.
    fn next_step(&mut self, is_apart: bool) -> Option<&'static str> {
        if is_apart && self.died_apart.is_empty() {
            return Some(STARTED);
        }
        if self.random.random_bool(0.5) {
            return None;
        }
        let died_at = if is_apart { &self.died_apart } else { &self.died_at };
        let mut steps: Vec<_> = STEPS.into_iter().filter(|step| !died_at.contains_key(step)).collect();
        if steps.is_empty() {
            steps.extend(STEPS);
        }
        Some(steps[self.random.random_range(0..steps.len())])
    }

    /// One life of the program, from its start to its end.
    async fn kill_once(&mut self, number: u32) -> anyhow::Result<()> {
        let apart = if number.is_multiple_of(APART_EVERY) { 1 + number / APART_EVERY % 2 } else { 0 };
        let step = if number > 1 { self.next_step(apart > 0) } else { None };
        // Runs and events would bring what a check is to find, and a check makes way for them: none is asked for then.
        let checks = step == Some(CHECKED);
        // The first passing is what is sure to come, until each step was met.
        let met = step.is_some_and(|step| self.died_at.contains_key(step));
        if number > 1 {
            let passing = if met { self.random.random_range(1..=3) } else { 1 };
            self.stand.orion =
                self.cast.start(&mut self.installation, apart, step.map(|at| (at, passing))).await?;
        }
        if checks {
            self.load.bring_no_faults(&self.stores);
        } else {
            self.load.bring_faults(&self.stores, &mut self.random);
        }
        let moment = Duration::from_millis(self.random.random_range(20..900));
        let began = Instant::now();
        for store in &self.stores {
            // A run may be open, and the database may still be on its way up.
            let what = if self.random.random_bool(0.1) { What::Everything } else { What::Changes };
            // A run that a shop's faults parked would keep everything else away for minutes.
            self.company.wake(store.connection).await.ok();
            if !checks {
                self.company.start(store.connection, what).await.ok();
            }
        }
        for store in &self.stores {
            // Who gets no answer has asked for nothing, or finds it asked for.
            acts::ship_something(&self.stand, &self.company, store, &mut self.random).await.ok();
        }
        let limit = match step {
            Some(_) if met => STEP_LIMIT,
            Some(_) => self.step_limit,
            None => moment,
        };
        let mut asked = None;
        while began.elapsed() < limit && !self.is_somebody_gone() {
            if !checks {
                self.trade().await?;
            } else if asked.is_none_or(|at: Instant| at.elapsed() > ASK_AGAIN) {
                // One that met a run which was still open has put itself off for minutes.
                let from = Utc::now() - CHECKED_BACK;
                for store in &self.stores {
                    load::change_an_older_one(store, from, &mut self.random)?;
                    self.company.check(store.connection, from).await.ok();
                }
                asked = Some(Instant::now());
            }
            sleep(PACE).await;
        }
        let died = self.is_somebody_gone();
        if died {
            let step = step.context("the program died by itself, and no step was asked for")?;
            *self.died_at.entry(step).or_default() += 1;
            if apart > 0 {
                *self.died_apart.entry(step).or_default() += 1;
            }
        }
        if apart > 0 {
            // What it had in hand is nobody's for a while; the web server and the other worker go on meanwhile.
            self.cast.kill_one()?;
            let aftermath = Instant::now() + AFTERMATH.mul_f64(self.random.random());
            while Instant::now() < aftermath {
                self.trade().await?;
                sleep(PACE).await;
            }
            self.cast.kill_all()?;
        }
        self.stand.orion.kill()?;
        if number.is_multiple_of(POSTGRES_EVERY) {
            let postmaster = postmaster(&self.stand).await?;
            kill(Pid::from_raw(postmaster.0.cast_signed()), Signal::SIGKILL)?;
        }
        let when = match step {
            Some(step) if died => step.to_owned(),
            Some(step) => format!("{step}, which was not reached"),
            None => "a moment".to_owned(),
        };
        note(&format!("kill {number}, workers apart {apart}: {when}"));
        Ok(())
    }

    /// Whether a process of this life is no more.
    fn is_somebody_gone(&mut self) -> bool {
        self.stand.orion.program.is_gone() || self.cast.is_somebody_gone()
    }

    /// Something changes at a shop, and it may tell.
    async fn trade(&mut self) -> anyhow::Result<()> {
        self.load.change_something(&self.stores, &mut self.random)?;
        self.load.tell(&self.stand, &mut self.random).await;
        Ok(())
    }

    /// Lets the program do in peace what is left, and compares.
    async fn settle(mut self) -> anyhow::Result<Ledger> {
        for store in &self.stores {
            store.simulated.shop.clear_faults();
        }
        // Two that share what is left, or the server alone.
        let apart = if self.random.random() { 2 } else { 0 };
        self.stand.orion = self.cast.start(&mut self.installation, apart, None).await?;
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
        self.cast.stop().await?;
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
