//! The job of an action: looks, acts, looks again, and writes down what became of it.

use super::{
    ask::tell,
    decide::{Decision, Progress},
    work::{Looked, Work},
};
use crate::{HubError, auth::OrgCx, integrations, permit::RunSync, sync};
use chrono::{TimeDelta, Utc};
use connector_kit::{Advice, Conn, Connector, ConnectorError};
use domain::{ActionId, ActionState, ConnectionStatus};
use std::sync::Arc;
use store::{
    actions::Action,
    connections::{ConnectionAccess, Health},
    jobs::{End, StartedJob},
    live::Note,
};

/// After how many seconds an attempt that failed is repeated; then it is given up.
const AGAIN: [i64; 7] = [30, 60, 300, 900, 3_600, 21_600, 43_200];
/// After how many seconds it is looked for again what the channel took and does not show.
const LOOKS: [i64; 8] = [3, 10, 60, 300, 900, 3_600, 21_600, 86_400];
/// How long to wait for a connection that is paused or must be authorised again.
const PAUSED: TimeDelta = TimeDelta::minutes(5);

/// Does the action that the job points at.
pub(crate) async fn run(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let Some(id) = action_of(job) else { return done(cx, job).await };
    let mut tx = cx.begin().await?;
    let action = store::actions::find(&mut tx, id).await?;
    store::sync_runs::abandon_webhook_runs(&mut tx, action.connection, job.kind).await?;
    let access = store::connections::access(&mut tx, action.connection).await?;
    tx.commit().await?;
    if action.state.is_over() {
        return done(cx, job).await;
    }
    let connector = cx.hub().registry().get(&access.platform).cloned();
    let step = Step { cx, job, action: &action, access: &access };
    match (access.status, connector) {
        (ConnectionStatus::Disconnected, _) | (_, None) => {
            step.end(ActionState::Refused, Some(("disconnected", ""))).await
        }
        (status, _) if !status.may_sync() => step.park(action.looks, Some((status.code(), "")), PAUSED).await,
        (_, Some(connector)) => {
            let conn = integrations::connect(cx.hub(), cx.org(), &connector, &access)?;
            step.go(&connector, &conn).await
        }
    }
}

fn action_of(job: &StartedJob) -> Option<ActionId> {
    job.payload.get("action")?.as_str()?.parse().ok()
}

/// Ends a job of an action that needs nothing more.
async fn done(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    store::jobs::finish(&mut tx, job, End::Done).await?;
    Ok(tx.commit().await?)
}

struct Step<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    action: &'a Action,
    access: &'a ConnectionAccess,
}

impl Step<'_> {
    async fn go(&self, connector: &Arc<dyn Connector>, conn: &Conn) -> Result<(), HubError> {
        let action = self.action;
        let progress = Progress { state: action.state, attempts: action.attempts, seen: &action.seen };
        let work = Work::of(action)?;
        let Looked { decision, shipments } = match work.clone().look(&**connector, conn, &progress).await {
            Ok(looked) => looked,
            Err(error) => return self.trouble(&error, action.attempts).await,
        };
        let Decision::Send(fitted) = decision else {
            return self.settle(connector, conn, &work, decision, action.looks).await;
        };
        let mut tx = self.cx.begin().await?;
        // Nobody else has the job, and nobody took the action back: from here on it may happen.
        store::jobs::cancel_requested(&mut tx, self.job).await?;
        let seen = (action.attempts == 0).then_some(shipments.as_slice());
        if !store::actions::begin(&mut tx, action.id, seen).await? {
            store::jobs::finish(&mut tx, self.job, End::Done).await?;
            return Ok(tx.commit().await?);
        }
        tx.commit().await?;
        self.note().await;
        if let Err(error) = fitted.act(&**connector, conn).await {
            return self.trouble(&error, action.attempts + 1).await;
        }
        let mut tx = self.cx.begin().await?;
        store::actions::sent(&mut tx, action.id).await?;
        tx.commit().await?;
        let seen = if action.attempts == 0 { &shipments } else { &action.seen };
        let sent = Progress { state: ActionState::Sent, attempts: action.attempts + 1, seen };
        let decision = match work.clone().look(&**connector, conn, &sent).await {
            Ok(looked) => looked.decision,
            Err(error) => {
                tracing::info!(action = %action.id, %error, "what the channel took is looked for later");
                Decision::Wait
            }
        };
        self.settle(connector, conn, &work, decision, action.looks).await
    }

    /// Writes down what the channel shows.
    async fn settle(
        &self,
        connector: &Arc<dyn Connector>,
        conn: &Conn,
        work: &Work,
        decision: Decision<Work>,
        looks: i32,
    ) -> Result<(), HubError> {
        match decision {
            Decision::Confirmed => {
                self.read_order(connector, conn, work.order()).await;
                self.end(ActionState::Confirmed, None).await
            }
            Decision::Refused { code, detail } => {
                self.read_order(connector, conn, work.order()).await;
                self.end(ActionState::Refused, Some((code, &detail))).await
            }
            Decision::Wait | Decision::Send(_) => {
                let pause = usize::try_from(looks).ok().and_then(|at| LOOKS.get(at));
                match pause {
                    Some(seconds) => self.park(looks + 1, None, TimeDelta::seconds(*seconds)).await,
                    // A person may look again; the order itself is read on by synchronisations.
                    None => self.leave(looks).await,
                }
            }
        }
    }

    /// The channel could not be asked, or refused.
    async fn trouble(&self, error: &ConnectorError, attempts: i32) -> Result<(), HubError> {
        let (code, detail) = (error.kind.code(), error.detail.as_str());
        let told = Some((code, detail));
        match error.advice {
            Advice::Never => self.end(ActionState::Refused, told).await,
            Advice::Reauthorise => {
                let mut tx = self.cx.begin().await?;
                if store::connections::still_has(&mut tx, self.access).await? {
                    let health = Health::NeedsReauth { problem: code, detail };
                    store::connections::note_health(&mut tx, self.access.id, &health).await?;
                }
                tx.commit().await?;
                self.park(self.action.looks, told, PAUSED).await
            }
            Advice::Retry | Advice::After(_) => {
                let told_pause = match error.advice {
                    Advice::After(pause) => TimeDelta::from_std(pause).unwrap_or(TimeDelta::days(1)),
                    _ => TimeDelta::zero(),
                };
                // Looks that fail before anything was begun count by how often they failed.
                let failed = attempts.max(self.action.looks);
                match usize::try_from(failed).ok().and_then(|at| AGAIN.get(at)) {
                    Some(seconds) => {
                        let pause = TimeDelta::seconds(*seconds).max(told_pause);
                        self.park(self.action.looks + 1, told, pause).await
                    }
                    None => self.end(ActionState::Refused, told).await,
                }
            }
        }
    }

    /// Tries, or looks, again later.
    async fn park(
        &self,
        looks: i32,
        problem: Option<(&str, &str)>,
        pause: TimeDelta,
    ) -> Result<(), HubError> {
        let next_at = Utc::now() + pause;
        let mut tx = self.cx.begin().await?;
        store::actions::wait(&mut tx, self.action.id, looks, problem, Some(next_at)).await?;
        let reason = problem.map_or("not shown yet", |(code, _)| code);
        store::jobs::park(&mut tx, self.job, reason, next_at).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// Leaves it to a person, who may look again.
    async fn leave(&self, looks: i32) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        store::actions::wait(&mut tx, self.action.id, looks, Some(("not_shown", "")), None).await?;
        store::jobs::finish(&mut tx, self.job, End::Done).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    async fn end(&self, state: ActionState, problem: Option<(&str, &str)>) -> Result<(), HubError> {
        let action = self.action;
        let mut tx = self.cx.begin().await?;
        store::jobs::finish(&mut tx, self.job, End::Done).await?;
        if store::actions::finish(&mut tx, action.id, state, problem).await? {
            tell(&mut tx, action.order, action.kind, state, problem.map(|(code, _)| code)).await?;
        }
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// Brings the order as the channel shows it now. If that fails, an event or the next
    /// synchronisation brings it.
    async fn read_order(&self, connector: &Arc<dyn Connector>, conn: &Conn, key: &str) {
        let Some(orders) = connector.orders() else { return };
        let ids = [key.to_owned()];
        let brought = match orders.some(conn, &ids).await {
            Ok(found) if found.is_empty() => return,
            Ok(found) => sync::bring(self.cx, self.job, self.action.connection, found).await,
            Err(error) => {
                tracing::info!(action = %self.action.id, %error, "the order is read later");
                return;
            }
        };
        if let Err(error) = brought {
            tracing::warn!(action = %self.action.id, error = &error as &dyn std::error::Error, "the order is read later");
        }
    }

    /// Tells open pages of the order.
    async fn note(&self) {
        note(self.cx, self.action).await;
    }
}

async fn note(cx: &OrgCx<RunSync>, action: &Action) {
    let note = Note { org: cx.org(), kind: "order".into(), id: action.order.0 };
    if let Err(error) = store::live::notify(cx.hub().db(), &note).await {
        tracing::debug!(%error, "open pages were not told");
    }
}

/// Puts off an action whose job had an error of our own: an attempt that was begun is looked for first.
pub(crate) async fn put_off(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    match action_of(job) {
        None => store::jobs::finish(&mut tx, job, End::Failed("an internal error")).await?,
        Some(id) => {
            let next_at = Utc::now() + PAUSED;
            let looks = store::actions::find(&mut tx, id).await?.looks;
            let told = ("internal", "an error of Orion's own, which is in its log");
            store::actions::wait(&mut tx, id, looks, Some(told), Some(next_at)).await?;
            store::jobs::park(&mut tx, job, "an internal error", next_at).await?;
        }
    }
    Ok(tx.commit().await?)
}
