//! How a start of an action's job ends: over, or to go on later.

use super::{Step, action_of};
use crate::{
    HubError,
    actions::{ask::tell, decide::Decision, work::Work},
    auth::OrgCx,
    permit::RunSync,
};
use chrono::{TimeDelta, Utc};
use connector_kit::{Advice, Conn, Connector, ConnectorError};
use domain::{ActionState, UpstreamKind};
use std::sync::Arc;
use store::{
    actions::Counts,
    connections::Health,
    jobs::{End, StartedJob},
};

/// After how many seconds a channel that did not answer is asked again; then it is given up.
const AGAIN: [i64; 7] = [30, 60, 300, 900, 3_600, 21_600, 43_200];
/// After how many seconds it is looked for again what the channel took and does not show.
const LOOKS: [i64; 8] = [3, 10, 60, 300, 900, 3_600, 21_600, 86_400];
/// How long to wait for a connection that is paused or must be authorised again. What ends that wakes the
/// job.
const PAUSED: TimeDelta = TimeDelta::hours(1);

impl Step<'_> {
    /// Writes down what the channel shows.
    pub(super) async fn settle(
        &self,
        connector: &Arc<dyn Connector>,
        conn: &Conn,
        work: &Work,
        decision: Decision<Work>,
        counts: Counts,
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
            Decision::Wait { taken } => {
                let is_news = taken && self.action.state == ActionState::Sending;
                if is_news {
                    let mut tx = self.cx.begin().await?;
                    store::actions::sent(&mut tx, self.action.id).await?;
                    tx.commit().await?;
                }
                let looks = if is_news { 0 } else { counts.looks };
                match usize::try_from(looks).ok().and_then(|at| LOOKS.get(at)) {
                    Some(seconds) => {
                        let counts = Counts { looks: looks + 1, ..counts };
                        self.park(counts, None, TimeDelta::seconds(*seconds)).await
                    }
                    // The order itself is read on by synchronisations.
                    None => self.leave(counts, ("not_shown", "")).await,
                }
            }
            Decision::Send(_) => self.park(counts, None, super::UNTOUCHED).await,
        }
    }

    /// The channel could not be asked, or did not say what became of an attempt.
    pub(super) async fn not_answered(&self, error: &ConnectorError, was_begun: bool) -> Result<(), HubError> {
        let told = (error.kind.code(), error.detail.as_str());
        if error.kind == UpstreamKind::Auth && error.advice == Advice::Reauthorise {
            let mut tx = self.cx.begin().await?;
            let has_same = store::connections::still_has(&mut tx, self.access).await?;
            if has_same {
                let health = Health::NeedsReauth { problem: told.0, detail: told.1 };
                store::connections::note_health(&mut tx, self.access.id, &health).await?;
            }
            tx.commit().await?;
            return match has_same {
                true => self.wait_for_connection(told.0, told.1).await,
                // It was about what the connection had before.
                false => self.look_with_new().await,
            };
        }
        let passes = matches!(error.advice, Advice::Retry | Advice::After(_));
        if !passes && !was_begun {
            return self.end(ActionState::Refused, Some(told)).await;
        }
        let counts = self.action.counts;
        match usize::try_from(counts.failures).ok().and_then(|at| AGAIN.get(at)) {
            Some(seconds) => {
                let asked = match error.advice {
                    Advice::After(pause) => TimeDelta::from_std(pause).unwrap_or(TimeDelta::days(1)),
                    _ => TimeDelta::zero(),
                };
                let counts = Counts { failures: counts.failures + 1, ..counts };
                self.park(counts, Some(told), TimeDelta::seconds(*seconds).max(asked)).await
            }
            None if was_begun => self.leave(counts, ("not_known", told.1)).await,
            None => self.end(ActionState::Refused, Some(told)).await,
        }
    }

    /// Waits until somebody resumes the connection or authorises it again.
    pub(super) async fn wait_for_connection(&self, code: &str, detail: &str) -> Result<(), HubError> {
        self.park(self.action.counts, Some((code, detail)), PAUSED).await
    }

    /// Begins anew at once: the connection has other credentials than it had at the start. Who saved them has woken what waited before
    /// this does.
    pub(super) async fn look_with_new(&self) -> Result<(), HubError> {
        self.park(self.action.counts, None, TimeDelta::zero()).await
    }

    /// Tries, or looks, again later.
    pub(super) async fn park(
        &self,
        counts: Counts,
        problem: Option<(&str, &str)>,
        pause: TimeDelta,
    ) -> Result<(), HubError> {
        let next_at = Utc::now() + pause;
        let mut tx = self.cx.begin().await?;
        store::actions::wait(&mut tx, self.action.id, counts, problem, Some(next_at)).await?;
        let reason = problem.map_or("not shown yet", |(code, _)| code);
        store::jobs::park(&mut tx, self.job, reason, Some(next_at)).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    /// Leaves it to a person, who may look again or close it.
    async fn leave(&self, counts: Counts, problem: (&str, &str)) -> Result<(), HubError> {
        let mut tx = self.cx.begin().await?;
        store::actions::wait(&mut tx, self.action.id, counts, Some(problem), None).await?;
        store::jobs::finish(&mut tx, self.job, End::Done).await?;
        tx.commit().await?;
        self.note().await;
        Ok(())
    }

    pub(super) async fn end(
        &self,
        state: ActionState,
        problem: Option<(&str, &str)>,
    ) -> Result<(), HubError> {
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

    /// Tells open pages of the order.
    pub(super) async fn note(&self) {
        crate::live::tell(self.cx, "order", self.action.order.0).await;
    }
}

/// Puts off an action whose job had an error of our own: an attempt that was begun is looked for first.
/// Given up after as many as a channel that does not answer.
pub(crate) async fn put_off(cx: &OrgCx<RunSync>, job: &StartedJob) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let Some(id) = action_of(job) else {
        store::jobs::finish(&mut tx, job, End::Failed("an internal error")).await?;
        return Ok(tx.commit().await?);
    };
    let action = store::actions::find(&mut tx, id).await?;
    store::sync_runs::abandon_runs_beside(&mut tx, action.connection, job.kind).await?;
    let told = ("internal", "an error of Orion's own, which is in its log");
    let counts = Counts { failures: action.counts.failures + 1, ..action.counts };
    let pause = usize::try_from(action.counts.failures).ok().and_then(|at| AGAIN.get(at));
    let next_at = pause.map(|seconds| Utc::now() + TimeDelta::seconds(*seconds));
    match next_at {
        Some(next_at) => {
            store::actions::wait(&mut tx, id, counts, Some(told), Some(next_at)).await?;
            store::jobs::park(&mut tx, job, "an internal error", Some(next_at)).await?;
        }
        None => {
            if action.attempts > 0 {
                store::actions::wait(&mut tx, id, counts, Some(told), None).await?;
            } else if store::actions::finish(&mut tx, id, ActionState::Refused, Some(told)).await? {
                tell(&mut tx, action.order, action.kind, ActionState::Refused, Some(told.0)).await?;
            }
            store::jobs::finish(&mut tx, job, End::Failed("an internal error")).await?;
        }
    }
    Ok(tx.commit().await?)
}
