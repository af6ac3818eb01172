//! What Shopify does after it has answered: orders are cancelled by jobs.

use crate::order::{Order, Refund, part_id};
use crate::shop::{Shop, locked};

use super::plan::Selected;
use super::values::Answer;

/// The jobs of a shop, oldest first.
#[derive(Default)]
pub(super) struct Jobs {
    all: Vec<Job>,
    /// How many requests a new job still lets pass.
    delay: u64,
    /// New jobs end without effect.
    fail: bool,
    /// New jobs are told to be done while they wait.
    early: bool,
    /// An order is not to be cancelled by two jobs at once.
    alone: bool,
}

/// An order being cancelled.
#[derive(Clone)]
pub(super) struct Job {
    /// Without the kind.
    pub id: String,
    pub order: u64,
    pub reason: String,
    /// Whether what was paid is given back.
    pub refund: bool,
    pub note: String,
    wait: u64,
    fails: bool,
    /// It is told to be done while it waits.
    early: bool,
    pub done: bool,
}

impl Shop {
    /// From now on, a job of Shopify's is carried out this many requests later than at once, which is before the
    /// next request is answered.
    pub fn delay_jobs(&self, requests: u64) {
        locked(&self.session.jobs).delay = requests;
    }

    /// From now on, a job of Shopify's is told to be done before what it does shows.
    pub fn tell_jobs_early(&self) {
        locked(&self.session.jobs).early = true;
    }

    /// Shopify refuses to cancel an order from now on while the job of an earlier wish is at it, which is not
    /// documented, and neither is the opposite.
    pub fn refuse_second_jobs(&self) {
        locked(&self.session.jobs).alone = true;
    }

    /// From now on, jobs of Shopify's end without effect, as where goods cannot go back to a closed warehouse.
    pub fn fail_jobs(&self) {
        locked(&self.session.jobs).fail = true;
    }
}

pub(super) fn add(shop: &Shop, order: u64, reason: &str, refund: bool, note: &str) -> Job {
    let id = shop.session.request_id();
    let mut jobs = locked(&shop.session.jobs);
    let job = Job {
        id,
        order,
        reason: reason.to_owned(),
        refund,
        note: note.to_owned(),
        wait: jobs.delay,
        fails: jobs.fail,
        early: jobs.early,
        done: false,
    };
    jobs.all.push(job.clone());
    job
}

/// Time passes: what is due is carried out.
pub(super) fn pass(shop: &Shop) {
    let mut due = Vec::new();
    for job in locked(&shop.session.jobs).all.iter_mut().filter(|job| !job.done) {
        match job.wait.checked_sub(1) {
            Some(wait) => job.wait = wait,
            None => due.push(job.clone()),
        }
    }
    // The book is not changed while the jobs are held: who reads orders looks at jobs, too.
    for job in due {
        if !job.fails {
            let now = shop.now();
            // The order was there when the job was made, and orders do not go.
            let _ = shop.edit(job.order, true, |order| {
                cancel(order, &job, now);
                Ok(())
            });
        }
        let mut jobs = locked(&shop.session.jobs);
        jobs.all.iter_mut().filter(|other| other.id == job.id).for_each(|job| job.done = true);
    }
}

fn cancel(order: &mut Order, job: &Job, now: i64) {
    if order.cancelled.is_some() {
        return;
    }
    let left = order.total() - order.refunded();
    if job.refund && order.paid.is_some() && left > 0 {
        order.refunds.push(Refund {
            id: part_id(order.id, 900 + order.refunds.len() as u64),
            reason: "".into(),
            amount: left,
            created: now,
        });
    }
    order.cancelled = Some(now);
    order.cancel_reason = Some(job.reason.clone().into());
    order.status = "cancelled".into();
}

/// Whether the job of an earlier wish is at it, and a second is refused for that.
pub(super) fn is_in_the_way(shop: &Shop, order: u64) -> bool {
    let jobs = locked(&shop.session.jobs);
    jobs.alone && jobs.all.iter().any(|job| job.order == order && !job.done)
}

pub(super) fn find(shop: &Shop, gid: &str) -> Option<Job> {
    let id = gid.strip_prefix("gid://shopify/Job/")?;
    locked(&shop.session.jobs).all.iter().find(|job| job.id == id).cloned()
}

/// The note with which an order was cancelled.
pub(super) fn note(shop: &Shop, order: u64) -> Option<String> {
    let jobs = locked(&shop.session.jobs);
    let job = jobs.all.iter().find(|job| job.done && !job.fails && job.order == order)?;
    Some(job.note.clone()).filter(|note| !note.is_empty())
}

pub(super) fn field(job: &Job, field: &Selected) -> Answer<'static> {
    match field.field {
        "id" => Answer::Owned(format!("gid://shopify/Job/{}", job.id)),
        _ => Answer::Bool(job.done || job.early),
    }
}
