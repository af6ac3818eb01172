//! E-mails that were written down with what they are about, and are sent a moment later. What waits here and elsewhere beside `jobs`, for
//! the operator of the installation.

use crate::{
    Hub, HubError,
    mail::{self, Mail},
};
use store::{Db, StoreError, alerts::Outcome};

pub use store::outbox::{Standing, Stuck};

/// Rows that are told at a time.
const MOST: i64 = 100;

/// How many e-mails and events of Stripe wait; for the operator of the installation. Where no payments are set up nobody takes events,
/// and none is late.
///
/// # Errors
/// [`HubError`].
pub async fn standing(hub: &Hub) -> Result<Vec<Standing>, HubError> {
    let mut queues = store::outbox::standing(hub.db()).await?;
    if !hub.has_billing() {
        queues.iter_mut().filter(|of| of.queue == "stripe_events").for_each(|of| of.late = 0);
    }
    Ok(queues)
}

/// Those that do not go through, the newest first: a hundred at most.
///
/// # Errors
/// [`HubError`].
pub async fn stuck(hub: &Hub) -> Result<Vec<Stuck>, HubError> {
    Ok(store::outbox::stuck(hub.db(), MOST).await?)
}

/// Has those that were given up tried once more; how many these are.
///
/// # Errors
/// [`HubError`].
pub async fn again(hub: &Hub) -> Result<u64, HubError> {
    Ok(store::outbox::again(hub.db()).await?)
}

/// Where e-mails of a kind wait.
pub(crate) trait Outbox: 'static {
    /// One whose time has come, and that nobody else takes for five minutes.
    type Due: Send + Sync;
    /// What its e-mails are about, for the log.
    const ABOUT: &str;

    /// Takes one whose time has come.
    fn due(db: &Db) -> impl Future<Output = Result<Option<Self::Due>, StoreError>> + Send;

    /// How often it was taken, this time included.
    fn attempts(due: &Self::Due) -> i32;

    /// The e-mail; `None` where its matter is over, or nobody is to have it any more.
    fn mail(hub: &Hub, due: &Self::Due) -> impl Future<Output = Result<Option<Mail>, HubError>> + Send;

    /// Notes what became of it.
    fn settle(
        db: &Db,
        due: &Self::Due,
        outcome: Outcome<'_>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// Sends what is due, without being waited for: what does not go out now goes out a little later.
pub(crate) fn send_soon<O: Outbox>(hub: &Hub) {
    let hub = hub.clone();
    tokio::spawn(async move {
        if let Err(error) = deliver::<O>(&hub).await {
            let about = O::ABOUT;
            tracing::warn!(about, error = &error as &dyn std::error::Error, "e-mails could not be sent");
        }
    });
}

/// Sends what is due; how many went out.
///
/// # Errors
/// When the database cannot be asked for what is due.
pub(crate) async fn deliver<O: Outbox>(hub: &Hub) -> Result<usize, HubError> {
    let mut all = 0;
    // One at a time: a slow server has the time of the lease for each.
    while let Some(due) = O::due(hub.db()).await? {
        store::crash::step("mail.taken");
        match send::<O>(hub, &due).await {
            Ok(is_sent) => all += usize::from(is_sent),
            // One that cannot be sent holds up no other; it comes again by itself.
            Err(error) => {
                let about = O::ABOUT;
                tracing::warn!(about, error = &error as &dyn std::error::Error, "an e-mail was not sent");
            }
        }
    }
    Ok(all)
}

async fn send<O: Outbox>(hub: &Hub, due: &O::Due) -> Result<bool, HubError> {
    let Some(mail) = O::mail(hub, due).await? else {
        O::settle(hub.db(), due, Outcome::Dropped).await?;
        return Ok(false);
    };
    let key = mail.key.clone();
    let outcome = hub.config().mailer.send(mail).await;
    store::crash::step("mail.sent");
    match &outcome {
        Ok(()) => O::settle(hub.db(), due, Outcome::Sent).await?,
        Err(error) => {
            tracing::warn!(about = O::ABOUT, mail = key, %error, "an e-mail could not be sent");
            let again = mail::again(O::attempts(due)).filter(|_| !error.is_for_good());
            O::settle(hub.db(), due, Outcome::Missed(&error.to_string(), again)).await?;
        }
    }
    Ok(outcome.is_ok())
}
