//! What a channel lists is compared with what is here, hour by hour; what is missing or out of date is brought.
//!
//! The comparison goes both ways. An order that the list shows must be here as it is there. A sale that the list
//! does not show is asked for by its key: lists leave orders out (Mercado Livre the cancelled ones), and an order
//! that was cancelled without an event is found only so.

use super::{
    Origin, bring,
    reader::{Read, Reader},
};
use crate::{HubError, auth::OrgCx, integrations, permit::RunSync};
use chrono::{DateTime, TimeDelta, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, Orders, RetryPolicy, Slice, SliceBasis, SourceOrder, SystemClock,
};
use domain::{
    ConnectionId, LeftOut, Operation, SyncKind, UpstreamKind, VerdictCode,
    view::{completeness::Tally, day::hour_of},
};
use std::{
    collections::{BTreeMap, HashSet},
    time::{Duration, Instant},
};
use store::{
    OrgTx,
    completeness::{self, CheckEnd, Hour, Standing, Window},
    connections::ConnectionAccess,
    jobs::{End, StartedJob},
    order_verdicts::{self, Cause, Whose},
};
use tokio::{
    sync::{mpsc, watch},
    time::sleep,
};

/// Orders that one window holds, about.
const ORDERS: i64 = 1_000;
/// How long one job goes on; what is left is for the next, behind whatever waits meanwhile.
const LONGEST: Duration = Duration::from_secs(120);
/// The longest pause between two windows.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Pages read ahead.
const AHEAD: usize = 2;
/// Minutes to the next look for hours that are due; where something came first; where time was up.
const NEXT: i32 = 15;
const SOON: i32 = 2;
const AT_ONCE: i32 = 0;

/// Checks window after window until nothing is due, something else comes first, or time is up.
pub(crate) async fn run(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    mut shutdown: watch::Receiver<bool>,
) -> Result<(), HubError> {
    let Some(connection) = job.connection else { return finish(cx, job, None).await };
    let mut tx = cx.begin().await?;
    store::sync_runs::abandon_runs_beside(&mut tx, connection, job.kind).await?;
    let access = store::connections::access(&mut tx, connection).await?;
    tx.commit().await?;
    let connector = cx.hub().registry().get(&access.platform).cloned();
    let (Some(connector), true) = (connector, access.status.may_sync()) else {
        return finish(cx, job, Some((connection, CheckEnd::PutOff, NEXT))).await;
    };
    let Some(orders) = connector.orders() else { return finish(cx, job, None).await };
    let conn = integrations::connect(cx.hub(), cx.org(), &connector, &access)?;
    let retry = cx.hub().retry_policy(connector.spec());
    let check = Check { cx, job, connection, access: &access, conn: &conn, orders, retry };
    let began = Instant::now();
    let (end, minutes) = loop {
        if *shutdown.borrow() || began.elapsed() > LONGEST {
            break (CheckEnd::PutOff, AT_ONCE);
        }
        let mut tx = cx.begin().await?;
        if store::jobs::cancel_requested(&mut tx, job).await? {
            break (CheckEnd::PutOff, NEXT);
        }
        if !integrations::still_works(&mut tx, &access).await?
            || store::sync_runs::is_open(&mut tx, connection).await?
        {
            break (CheckEnd::PutOff, SOON);
        }
        let days = cx.hub().config().check_days;
        let window = completeness::next_window(&mut tx, connection, Utc::now(), days, ORDERS).await?;
        tx.commit().await?;
        let Some(window) = window else { break (CheckEnd::Through, NEXT) };
        let at = Instant::now();
        if let Err(error) = check.window(window).await? {
            let (problem, detail) = (error.kind.code(), error.detail.as_str());
            tracing::warn!(%connection, problem, detail, "what the channel lists could not be checked");
            return finish(cx, job, Some((connection, CheckEnd::Problem(problem, detail), NEXT))).await;
        }
        // Half of the calls that the platform allows are for whatever else there is.
        tokio::select! {
            () = sleep(at.elapsed().min(LONGEST_PAUSE)) => {}
            _ = shutdown.wait_for(|stop| *stop) => {}
        }
    };
    finish(cx, job, Some((connection, end, minutes))).await
}

async fn finish(
    cx: &OrgCx<RunSync>,
    job: &StartedJob,
    end: Option<(ConnectionId, CheckEnd<'_>, i32)>,
) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    if let Some((connection, end, minutes)) = end {
        completeness::end(&mut tx, connection, end, minutes).await?;
    }
    store::jobs::finish(&mut tx, job, End::Done).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts the checks of a connection off that had an error of our own.
pub(crate) async fn put_off(
    tx: &mut OrgTx,
    connection: ConnectionId,
    (problem, detail): (&str, &str),
) -> Result<(), HubError> {
    Ok(completeness::end(tx, connection, CheckEnd::Problem(problem, detail), NEXT).await?)
}

/// Puts the next check of a connection off whose check was cancelled before it began.
pub(crate) async fn put_check_off(tx: &mut OrgTx, connection: ConnectionId) -> Result<(), HubError> {
    Ok(completeness::end(tx, connection, CheckEnd::PutOff, NEXT).await?)
}

struct Check<'a> {
    cx: &'a OrgCx<RunSync>,
    job: &'a StartedJob,
    connection: ConnectionId,
    access: &'a ConnectionAccess,
    conn: &'a Conn,
    orders: &'a dyn Orders,
    retry: RetryPolicy,
}

impl Check<'_> {
    /// Checks the hours of a window and writes down what was found.
    async fn window(&self, window: Window) -> Result<Result<(), ConnectorError>, HubError> {
        let mut found = Found::of(window);
        if let Err(error) = self.list(window, &mut found).await? {
            return Ok(Err(error));
        }
        if let Err(error) = self.unlisted(window, &mut found).await? {
            return Ok(Err(error));
        }
        let mut tx = self.cx.begin().await?;
        completeness::record(&mut tx, self.connection, &found.hours.into_values().collect::<Vec<_>>())
            .await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    /// What the channel lists.
    async fn list(&self, window: Window, found: &mut Found) -> Result<Result<(), ConnectorError>, HubError> {
        let (out, mut pages) = mpsc::channel(AHEAD);
        let reader = Reader { conn: self.conn, orders: self.orders, retry: self.retry, out };
        let slice = Slice {
            basis: SliceBasis::Placed,
            from: Some(window.from),
            until: Some(window.until),
            newest_first: true,
        };
        let weighing = async {
            while let Some(read) = pages.recv().await {
                match read {
                    Read::Page(page) => self.weigh(page.orders, found).await?,
                    Read::End { complete: true, hidden } => {
                        if let Some(hour) = found.at(None) {
                            hour.tally.hidden = i64::try_from(hidden).unwrap_or(i64::MAX);
                        }
                        return Ok(Ok(()));
                    }
                    Read::End { .. } => {
                        let detail = "the channel listed more orders than it gave";
                        return Ok(Err(ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, detail)));
                    }
                    Read::Failed(error) => return Ok(Err(error)),
                }
            }
            Err(HubError::Internal("the reading of a window ended without a word".into()))
        };
        let reading = reader.read(slice);
        tokio::pin!(reading, weighing);
        tokio::select! {
            weighed = &mut weighing => weighed,
            () = &mut reading => weighing.await,
        }
    }

    /// Sales of the window that the list did not show, each by its key.
    async fn unlisted(
        &self,
        window: Window,
        found: &mut Found,
    ) -> Result<Result<(), ConnectorError>, HubError> {
        let here = completeness::placed(&mut self.cx.begin().await?, self.connection, window).await?;
        let unlisted: Vec<_> = here.into_iter().filter(|(id, _)| !found.seen.contains(id)).collect();
        for some in unlisted.chunks(self.orders.page_size().max(1)) {
            let ids: Vec<String> = some.iter().map(|(id, _)| id.clone()).collect();
            let read = connector_kit::retry(self.retry, &SystemClock, || {
                self.conn.measured(Operation::OrdersSome, self.orders.some(self.conn, &ids))
            })
            .await;
            match read {
                Ok(shown) => self.weigh(shown, found).await?,
                Err(error) => return Ok(Err(error)),
            }
            let gone: Vec<_> = some.iter().filter(|(id, _)| !found.seen.contains(id)).collect();
            for (_, placed_at) in &gone {
                if let Some(hour) = found.at(Some(*placed_at)) {
                    hour.tally.gone += 1;
                }
            }
            self.note_gone(&gone).await?;
        }
        Ok(Ok(()))
    }

    /// Tells it in the histories of sales that the channel shows in no way any more.
    async fn note_gone(&self, gone: &[&(String, DateTime<Utc>)]) -> Result<(), HubError> {
        if gone.is_empty() {
            return Ok(());
        }
        let ids: Vec<&str> = gone.iter().map(|(id, _)| id.as_str()).collect();
        let mut tx = self.cx.begin().await?;
        let by = (Whose::All, Cause::Check);
        order_verdicts::note_once(&mut tx, self.connection, &ids, VerdictCode::Gone, by).await?;
        Ok(tx.commit().await?)
    }

    /// Compares orders that the channel showed with what is here, and brings what differs.
    async fn weigh(&self, shown: Vec<SourceOrder>, found: &mut Found) -> Result<(), HubError> {
        let shown: Vec<_> = shown.into_iter().filter(|order| found.is_new(order)).collect();
        if shown.is_empty() {
            return Ok(());
        }
        let marks: Vec<Mark> = shown.iter().map(Mark::of).collect();
        let ids: Vec<&str> = marks.iter().map(|mark| mark.id.as_str()).collect();
        let before = completeness::standing(&mut self.cx.begin().await?, self.connection, &ids).await?;
        let news: Vec<_> = shown
            .into_iter()
            .filter(|order| before.get(&order.external_id).is_none_or(|known| known.digest != order.digest))
            .collect();
        let after = if news.is_empty() {
            None
        } else {
            let place = (self.connection, Origin::new(self.conn.spec(), self.access.environment));
            bring(self.cx, self.job, place, SyncKind::Check, news).await?;
            store::crash::step("check.brought");
            Some(completeness::standing(&mut self.cx.begin().await?, self.connection, &ids).await?)
        };
        for mark in &marks {
            let after = after.as_ref().unwrap_or(&before).get(&mark.id);
            found.count(mark, before.get(&mark.id), after);
        }
        Ok(())
    }
}

/// What is remembered of an order while its window is checked.
struct Mark {
    id: String,
    digest: [u8; 16],
    placed_at: Option<DateTime<Utc>>,
}

impl Mark {
    fn of(order: &SourceOrder) -> Self {
        Self { id: order.external_id.clone(), digest: order.digest, placed_at: order.placed_at }
    }

    /// The first half of the digest: sums of it are equal where the same orders are in the same state.
    fn print(&self) -> i64 {
        let [a, b, c, d, e, f, g, h, ..] = self.digest;
        i64::from_be_bytes([a, b, c, d, e, f, g, h])
    }
}

/// What was found in a window.
struct Found {
    hours: BTreeMap<DateTime<Utc>, Hour>,
    seen: HashSet<String>,
}

impl Found {
    fn of(window: Window) -> Self {
        let hours = (0..(window.until - window.from).num_hours()).map(|number| {
            let hour = window.from + TimeDelta::hours(number);
            (hour, Hour { hour, tally: Tally::default(), print: 0 })
        });
        Self { hours: hours.collect(), seen: HashSet::new() }
    }

    fn is_new(&mut self, order: &SourceOrder) -> bool {
        self.seen.insert(order.external_id.clone())
    }

    /// The hour of a moment; `None` outside of the window: channels list a little more than was asked for, and
    /// that counts in its own window. An order whose date cannot be read counts in the first hour.
    fn at(&mut self, moment: Option<DateTime<Utc>>) -> Option<&mut Hour> {
        let hour = match moment {
            Some(moment) => hour_of(moment),
            None => *self.hours.keys().next()?,
        };
        self.hours.get_mut(&hour)
    }

    fn count(&mut self, mark: &Mark, before: Option<&Standing>, after: Option<&Standing>) {
        let Some(hour) = self.at(mark.placed_at) else { return };
        hour.print = hour.print.wrapping_add(mark.print());
        let tally = &mut hour.tally;
        tally.listed += 1;
        match after.map(|after| after.left_out) {
            Some(None) => tally.imported += 1,
            Some(Some(LeftOut::Skipped)) => tally.left_out += 1,
            Some(Some(LeftOut::Waiting)) => tally.waiting += 1,
            // What the database refused even to note.
            Some(Some(LeftOut::Failed)) | None => tally.failed += 1,
        }
        match (before, after) {
            (None, Some(Standing { left_out: None, .. })) => tally.recovered += 1,
            (Some(before), Some(after)) if before.digest != after.digest => tally.corrected += 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn standing(digest: u8, left_out: Option<LeftOut>) -> Standing {
        Standing { digest: vec![digest; 16], left_out }
    }

    #[test]
    fn every_listed_order_has_one_outcome_and_its_hour() {
        let window = Window { from: at("2026-11-20T10:00:00Z"), until: at("2026-11-20T13:00:00Z") };
        let mut found = Found::of(window);
        let mark = |placed_at| Mark { id: "1".into(), digest: [3; 16], placed_at };
        let (known, other) = (standing(3, None), standing(9, None));
        let half_past = Some(at("2026-11-20T11:30:00Z"));
        found.count(&mark(half_past), Some(&known), Some(&known));
        found.count(&mark(half_past), Some(&other), Some(&known));
        found.count(&mark(half_past), None, Some(&known));
        found.count(&mark(half_past), None, Some(&standing(3, Some(LeftOut::Failed))));
        found.count(&mark(half_past), None, None);
        for kind in [LeftOut::Skipped, LeftOut::Waiting] {
            found.count(&mark(None), None, Some(&standing(3, Some(kind))));
        }
        // Listed beside what was asked for: it counts in its own window.
        found.count(&mark(Some(window.until)), Some(&known), Some(&known));
        let tallies: Vec<_> = found.hours.values().map(|hour| hour.tally).collect();
        let eleven =
            Tally { listed: 5, imported: 3, failed: 2, recovered: 1, corrected: 1, ..Tally::default() };
        let ten = Tally { listed: 2, left_out: 1, waiting: 1, ..Tally::default() };
        assert_eq!(tallies, [ten, eleven, Tally::default()]);
        assert!(tallies.iter().all(Tally::adds_up));
        let print = i64::from_be_bytes([3; 8]);
        assert_eq!(found.hours[&at("2026-11-20T11:00:00Z")].print, print.wrapping_mul(5));
    }
}
