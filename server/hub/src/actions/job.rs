//! The job of an action: looks, acts, looks again, and writes down what became of it.

mod ends;

use super::{
    decide::{Decision, Progress},
    work::{Looked, Work},
};
use crate::{HubError, auth::OrgCx, integrations, permit::RunSync, sync};
use chrono::{TimeDelta, Utc};
use connector_kit::{Advice, Conn, Connector};
use domain::{ActionId, ActionKind, ActionState, ConnectionStatus, Operation, SyncKind, UpstreamKind};
use std::sync::Arc;
use store::{
    actions::{Action, Counts},
    connections::ConnectionAccess,
    jobs::{End, StartedJob},
};

pub(crate) use ends::put_off;

/// How long what was begun is left alone before it is begun again: the channel may still be at it.
const UNTOUCHED: TimeDelta = TimeDelta::seconds(60);

/// Does the action that the job points at.
pub(crate) async fn run(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let Some(id) = action_of(job) else { return done(cx, job).await };
    let mut tx = cx.begin().await?;
    let action = store::actions::find(&mut tx, id).await?;
    store::sync_runs::abandon_runs_beside(&mut tx, action.connection, job.kind).await?;
    let access = store::connections::access(&mut tx, action.connection).await?;
    tx.commit().await?;
    if action.state.is_over() || action.job != job.id {
        return done(cx, job).await;
    }
    let connector = cx.hub().registry().get(&access.platform).cloned();
    let step = Step { cx, job, action: &action, access: &access };
    match (access.status, connector) {
        (ConnectionStatus::Disconnected, _) | (_, None) => {
            // What was begun may have been done all the same.
            let (state, code) = if action.attempts > 0 {
                (ActionState::Unknown, "not_known")
            } else {
                (ActionState::Refused, "disconnected")
            };
            step.end(state, Some((code, ""))).await
        }
        (status, _) if !status.may_sync() => step.wait_for_connection(status.code(), "").await,
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

/// Whether the answer says for sure that the channel did nothing. One that refuses the credentials does
/// not: of an act of several calls the first may have been taken.
const fn was_not_taken(kind: UpstreamKind) -> bool {
    matches!(
        kind,
        UpstreamKind::RateLimit | UpstreamKind::Dns | UpstreamKind::Tls | UpstreamKind::BlockedAddress
    )
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
        let Looked { decision, seen, .. } = match work.clone().look(&**connector, conn, &progress).await {
            Ok(looked) => looked,
            Err(error) => return self.not_answered(&error, action.attempts > 0).await,
        };
        let Decision::Send(fitted) = decision else {
            return self.settle(connector, conn, &work, decision, action.counts).await;
        };
        let again_at = action.begun_at.filter(|_| action.attempts > 0).map(|begun| begun + UNTOUCHED);
        if let Some(again_at) = again_at.filter(|at| *at > Utc::now()) {
            return self.park(action.counts, None, again_at - Utc::now()).await;
        }
        let first = (action.attempts == 0).then_some(seen.as_slice());
        if !self.begin(first).await? {
            return Ok(());
        }
        store::crash::step("action.begun");
        let acted = fitted.act(&**connector, conn).await;
        store::crash::step("action.acted");
        let seen = if action.attempts == 0 { &seen } else { &action.seen };
        let attempts = action.attempts + 1;
        let progress = |state| Progress { state, attempts, seen };
        match acted {
            Ok(()) => {
                let mut tx = self.cx.begin().await?;
                store::actions::sent(&mut tx, action.id).await?;
                tx.commit().await?;
                let decision = self.look_after(&work, connector, conn, &progress(ActionState::Sent)).await;
                self.settle(connector, conn, &work, decision, Counts::default()).await
            }
            Err(error) if was_not_taken(error.kind) => {
                let mut tx = self.cx.begin().await?;
                store::actions::not_taken(&mut tx, action.id).await?;
                tx.commit().await?;
                self.not_answered(&error, action.attempts > 0).await
            }
            // It may be refused because it was done: by an attempt before, or by this one.
            Err(error) if error.advice == Advice::Never || error.kind == UpstreamKind::Permission => {
                match self.look_after(&work, connector, conn, &progress(ActionState::Sending)).await {
                    decision @ (Decision::Confirmed | Decision::Wait { taken: true }) => {
                        self.settle(connector, conn, &work, decision, action.counts).await
                    }
                    _ if action.attempts > 0 => self.not_answered(&error, true).await,
                    _ => {
                        self.read_order(connector, conn, work.order()).await;
                        let told = Some((error.kind.code(), error.detail.as_str()));
                        self.end(ActionState::Refused, told).await
                    }
                }
            }
            Err(error) => self.not_answered(&error, true).await,
        }
    }

    /// Notes that an attempt begins, unless something speaks against it by now. From then on it may happen.
    async fn begin(&self, seen: Option<&[String]>) -> Result<bool, HubError> {
        let action = self.action;
        let mut tx = self.cx.begin().await?;
        // Nobody else has the job.
        store::jobs::cancel_requested(&mut tx, self.job).await?;
        let status = store::connections::access(&mut tx, action.connection).await?.status;
        let has_same = store::connections::still_has(&mut tx, self.access).await?;
        if !status.may_sync() || !has_same {
            tx.commit().await?;
            match status.may_sync() {
                true => self.look_with_new().await?,
                false => self.wait_for_connection(status.code(), "").await?,
            }
            return Ok(false);
        }
        // The channel may be at cancelling what is to be shipped.
        if action.kind == ActionKind::Ship
            && store::actions::is_begun(&mut tx, action.order, ActionKind::Cancel).await?
        {
            tx.commit().await?;
            self.park(action.counts, Some(("being_cancelled", "")), UNTOUCHED).await?;
            return Ok(false);
        }
        // Nobody took the action back, or began it.
        if !store::actions::begin(&mut tx, action.id, action.attempts, seen).await? {
            store::jobs::finish(&mut tx, self.job, End::Done).await?;
            tx.commit().await?;
            return Ok(false);
        }
        tx.commit().await?;
        self.note().await;
        Ok(true)
    }

    /// What the channel shows after an act; nothing new if it does not say.
    async fn look_after(
        &self,
        work: &Work,
        connector: &Arc<dyn Connector>,
        conn: &Conn,
        progress: &Progress<'_>,
    ) -> Decision<Work> {
        match work.clone().look(&**connector, conn, progress).await {
            Ok(looked) => looked.decision,
            Err(error) => {
                tracing::info!(action = %self.action.id, %error, "what was sent is looked for later");
                Decision::Wait { taken: false }
            }
        }
    }

    /// Ends the run that could not bring the order.
    async fn abandon(&self) {
        let ended = async {
            let mut tx = self.cx.begin().await?;
            let (connection, kind) = (self.action.connection, self.job.kind);
            store::sync_runs::abandon_runs_beside(&mut tx, connection, kind).await?;
            tx.commit().await
        };
        if let Err(error) = ended.await {
            tracing::warn!(action = %self.action.id, %error, "its run ends with the next action");
        }
    }

    /// Brings the order as the channel shows it now. If that fails, an event or the next
    /// synchronisation brings it.
    async fn read_order(&self, connector: &Arc<dyn Connector>, conn: &Conn, key: &str) {
        let Some(orders) = connector.orders() else { return };
        let brought = match conn.measured(Operation::OrdersSome, orders.some(conn, &[key.to_owned()])).await {
            Ok(found) if found.is_empty() => return,
            Ok(found) => {
                let place = (self.action.connection, sync::Origin::new(conn.spec(), conn.environment()));
                sync::bring(self.cx, self.job, place, SyncKind::Webhook, found).await
            }
            Err(error) => {
                tracing::info!(action = %self.action.id, %error, "the order is read later");
                return;
            }
        };
        if let Err(error) = brought {
            tracing::warn!(action = %self.action.id, error = &error as &dyn std::error::Error, "the order is read later");
            self.abandon().await;
        }
    }
}
