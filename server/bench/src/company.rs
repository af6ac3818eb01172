//! A company whose owner connects stores and synchronises them.

use crate::{meter::Used, report::note, stand::Stand};
use anyhow::{Context, bail, ensure};
use chrono::{DateTime, Utc};
use domain::{ConnectionId, Locale, OrgId, Role, SyncRunId, SyncState, view::connections::SyncRunView};
use hub::{
    Hub,
    accounts::{self, NewUser},
    auth::{OrgCx, Principal},
    completeness,
    integrations::{self, ConnectForm, Outcome},
    permit::{ManageConnections, Permit, RunSync, View},
    sessions::{Client, SessionToken},
    syncs::{self, RunFilter, What},
};
use std::time::{Duration, Instant};

const PASSWORD: &str = "cavalo correto bateria";
/// How often a run is looked at; its times come from its own row.
const LOOK: Duration = Duration::from_millis(100);
/// After this a run counts as stuck.
const RUN_LIMIT: Duration = Duration::from_secs(300);

/// A company with its owner signed in.
pub struct Company {
    principal: Principal,
    token: SessionToken,
}

/// A run that went through, and what it used.
pub struct Run {
    pub view: SyncRunView,
    pub used: Used,
}

impl Company {
    /// Makes a company.
    pub async fn found(hub: &Hub, name: &str) -> anyhow::Result<Self> {
        let (email, company) = (email(name), accounts::Company::Named(name));
        let owner = NewUser { name: "Ana Exemplo", email: &email, role: Role::Owner, company };
        hub.create_user(&owner, PASSWORD).await?;
        Self::enter(hub, name).await
    }

    /// Signs in to a company that was made before.
    pub async fn enter(hub: &Hub, name: &str) -> anyhow::Result<Self> {
        let email = email(name);
        let token = hub.sign_in(&email, PASSWORD, &Client::default(), None).await?.token;
        let session = hub.session(&token.hash()).await?.context("somebody has just signed in")?;
        let principal = Principal::of_session(hub, session, None, Locale::PtBr, "bench".into());
        Ok(Self { principal: principal.context("the session has a member")?, token })
    }

    pub fn org(&self) -> OrgId {
        self.principal.member().org
    }

    /// The cookie of the owner's browser.
    pub fn cookie(&self) -> String {
        format!("orion={}", self.token.expose())
    }

    /// The right to do something: owners may do everything.
    pub fn may<P: Permit>(&self) -> anyhow::Result<OrgCx<P>> {
        Ok(self.principal.authorize()?)
    }

    /// Connects a store, with the test that a person would see.
    pub async fn connect(&self, form: &ConnectForm) -> anyhow::Result<ConnectionId> {
        match integrations::save(&self.principal.authorize::<ManageConnections>()?, form).await? {
            Outcome::Saved { id, .. } => Ok(id),
            Outcome::Refused(report) => bail!("the store was not connected: {report:?}"),
        }
    }

    /// Asks for a run and does not wait for it.
    ///
    /// # Errors
    /// Where one is open already, too.
    pub async fn start(&self, connection: ConnectionId, what: What) -> anyhow::Result<SyncRunId> {
        Ok(syncs::start(&self.principal.authorize::<RunSync>()?, connection, what).await?)
    }

    /// Asks for what changed in all stores.
    pub async fn sync_all(&self) -> anyhow::Result<()> {
        syncs::start_all(&self.principal.authorize::<RunSync>()?, What::Changes).await?;
        Ok(())
    }

    /// Has what was placed since a moment compared with what the channel lists.
    pub async fn check(&self, connection: ConnectionId, from: DateTime<Utc>) -> anyhow::Result<()> {
        Ok(completeness::check_again(&self.principal.authorize::<RunSync>()?, connection, from).await?)
    }

    /// Waits for the end of a run.
    ///
    /// # Errors
    /// When it is still open after five minutes.
    pub async fn end_of(&self, id: SyncRunId) -> anyhow::Result<SyncRunView> {
        let view = self.principal.authorize::<View>()?;
        let limit = Instant::now() + RUN_LIMIT;
        loop {
            tokio::time::sleep(LOOK).await;
            let run = syncs::find(&view, id).await?;
            if run.state.is_over() {
                return Ok(run);
            }
            ensure!(Instant::now() < limit, "a run is still open after {} s: {run:?}", RUN_LIMIT.as_secs());
        }
    }

    /// Stops runs that wait, as those do that a shop's trouble parked; the next one goes on where they were.
    pub async fn wake(&self, connection: ConnectionId) -> anyhow::Result<()> {
        let filter = RunFilter {
            connection: Some(connection),
            state: Some(SyncState::Waiting),
            limit: 10,
            ..RunFilter::default()
        };
        for run in syncs::list(&self.principal.authorize::<View>()?, &filter).await? {
            if run.problem.is_some() {
                // It may have begun in this moment.
                syncs::cancel(&self.principal.authorize::<RunSync>()?, run.id).await.ok();
            }
        }
        Ok(())
    }

    /// Has a run done by the program, and waits for its end.
    pub async fn sync(&self, stand: &mut Stand, connection: ConnectionId, what: What) -> anyhow::Result<Run> {
        let before = stand.meter.mark().await?;
        let run = self.end_of(self.start(connection, what).await?).await?;
        let mut used = stand.meter.since(&before).await?;
        // Its own times: the last look came a moment after the end.
        used.wall = (run.finished_at.context("it is over")? - run.created_at).to_std()?;
        ensure!(run.state == SyncState::Completed && run.counts.add_up(), "a run did not go well: {run:?}");
        let (wall, orion, postgres, own) = (used.wall, used.orion, used.postgres, used.own);
        note(&format!(
            "{:?} in {wall:.1?}; processor: orion {orion:.1?}, postgres {postgres:.1?}, bench {own:.1?}",
            run.counts
        ));
        Ok(Run { view: run, used })
    }
}

fn email(company: &str) -> String {
    format!("{}@lojas.example", company.to_lowercase().replace(' ', "-"))
}

impl Run {
    /// Records read a second.
    pub fn rate(&self) -> f64 {
        self.records() / self.used.wall.as_secs_f64()
    }

    pub fn records(&self) -> f64 {
        self.view.counts.read as f64
    }
}
