//! E-mails to owners about payments, and about who owns the company: written down with what they are about, sent a moment later.

mod letters;

use crate::{
    Hub, HubError,
    auth::OrgCx,
    mail::Mail,
    outbox::{self, Outbox},
    permit::ManageBilling,
};
use domain::{JobId, Money, SubscriptionStatus};
use letters::{Beside, letter, until};
use store::{
    Db, StoreError,
    alerts::Outcome,
    billing::{
        customers,
        mails::{self, BillingMail, DueMail},
        subscriptions::{self, SubscriptionRow},
    },
};

use super::{
    INVOICES,
    life::{self, Held, Standing},
    owed, reconcile,
};

/// E-mails about payments.
struct Mails;

impl Outbox for Mails {
    type Due = DueMail;
    const ABOUT: &str = "payments";

    async fn due(db: &Db) -> Result<Option<DueMail>, StoreError> {
        mails::due(db).await
    }

    fn attempts(due: &DueMail) -> i32 {
        due.attempts
    }

    async fn mail(hub: &Hub, due: &DueMail) -> Result<Option<Mail>, HubError> {
        if !still_holds(hub, due).await? {
            return Ok(None);
        }
        let beside = Beside::find(hub, due).await?;
        Ok(letter(hub, due, &beside))
    }

    async fn settle(db: &Db, due: &DueMail, outcome: Outcome<'_>) -> Result<(), StoreError> {
        mails::settle(db, (due.org, due.id), due.attempts, outcome).await
    }
}

/// Sends what is due, without being waited for.
pub(crate) fn send_soon(hub: &Hub) {
    outbox::send_soon::<Mails>(hub);
}

/// Sends what is due; how many went out.
///
/// # Errors
/// When the database cannot be asked for what is due.
pub async fn deliver(hub: &Hub) -> Result<usize, HubError> {
    outbox::deliver::<Mails>(hub).await
}

/// Whether an e-mail is still true: one that waited may tell of a day that is over, or of what the subscription is no longer.
async fn still_holds(hub: &Hub, due: &DueMail) -> Result<bool, HubError> {
    let now = store::billing::now(hub.db()).await?;
    let cx: OrgCx<ManageBilling> = hub.job_context(due.org, JobId::new());
    let all = subscriptions::all(&mut cx.begin().await?).await?;
    let chief = life::chief(&all);
    let standing = chief.map_or(Standing::Nothing, |row| life::standing(row, now));
    let is_ahead = until(due).is_none_or(|until| until > now);
    let about = due.data.get("subscription").and_then(|id| id.as_str());
    Ok(match due.kind {
        BillingMail::PaymentFailed => is_ahead && matches!(standing, Standing::Waits(..) | Standing::Unclear),
        BillingMail::TrialEnds => {
            let is_trial = |row: &SubscriptionRow| {
                row.known_status() == Some(SubscriptionStatus::Trialing) && row.cancels_at.is_none()
            };
            is_ahead && chief.is_some_and(is_trial)
        }
        // Of two that were subscribed to at once one is told of.
        BillingMail::SubscriptionStarted => {
            is_ahead && matches!(standing, Standing::Holds(_)) && chief.map(|row| &*row.id) == about
        }
        // What changed since is told by another one.
        BillingMail::SubscriptionChanged => {
            let to = Held::told(&due.data, "to");
            let is_so = |row: &SubscriptionRow| Some(&*row.id) == about && Some(Held::of(row)) == to;
            matches!(standing, Standing::Holds(_) | Standing::Waits(..)) && chief.is_some_and(is_so)
        }
        BillingMail::EndAsked => {
            let ends = |row: &SubscriptionRow| row.cancels_at.is_some() && Some(&*row.id) == about;
            is_ahead
                && matches!(standing, Standing::Holds(_) | Standing::Waits(..))
                && chief.is_some_and(ends)
        }
        BillingMail::SubscriptionEnded | BillingMail::PlanLost => {
            !matches!(standing, Standing::Holds(_) | Standing::Waits(..))
        }
        BillingMail::OwnershipReceived | BillingMail::OwnershipGiven => true,
    })
}

/// What is to be paid, if something is. Stripe is asked where it has not told of that yet.
async fn owed_of(cx: &OrgCx<ManageBilling>) -> Result<Option<Money>, HubError> {
    if let Some(known) = owed_here(cx).await? {
        return Ok(Some(known));
    }
    let customer = customers::find(&mut cx.begin().await?).await?;
    let customer = customer.as_ref().and_then(|customer| customer.live());
    if let (Some(customer), Ok(gateway)) = (customer, cx.hub().gateway())
        && let Err(error) = reconcile::invoices(cx.hub(), &gateway, Some(customer)).await
    {
        tracing::warn!(error = &error as &dyn std::error::Error, "invoices could not be taken over");
    }
    owed_here(cx).await
}

async fn owed_here(cx: &OrgCx<ManageBilling>) -> Result<Option<Money>, HubError> {
    let mut tx = cx.begin().await?;
    let all = subscriptions::all(&mut tx).await?;
    let mut invoices = store::billing::invoices::list(&mut tx, INVOICES).await?;
    owed::mark_payable(&mut invoices, &all);
    Ok(invoices.iter().find(|invoice| invoice.is_payable).map(|invoice| invoice.remaining))
}
