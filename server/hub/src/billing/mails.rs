//! E-mails to owners about payments: written down with what they are about, sent a moment later.

use crate::{
    Hub, HubError,
    auth::OrgCx,
    mail::{Letter, Mail},
    outbox::{self, Outbox},
    permit::{ManageBilling, View},
    plans,
};
use chrono::{DateTime, Utc};
use domain::{JobId, Limits, Money, PlanCode, Quota, SubscriptionStatus, view::billing::money};
use i18n::{Locales, Texts, format};
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
    life::{self, Standing},
    owed, reconcile,
    subscribe::HOME,
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
pub(super) fn send_soon(hub: &Hub) {
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
    Ok(match due.kind {
        BillingMail::PaymentFailed => is_ahead && matches!(standing, Standing::Waits(..) | Standing::Unclear),
        BillingMail::TrialEnds => {
            let is_trial = |row: &SubscriptionRow| {
                row.known_status() == Some(SubscriptionStatus::Trialing) && row.cancels_at.is_none()
            };
            is_ahead && chief.is_some_and(is_trial)
        }
        BillingMail::SubscriptionEnded | BillingMail::PlanLost => {
            !matches!(standing, Standing::Holds(_) | Standing::Waits(..))
        }
    })
}

/// What an e-mail tells beside what it is about, as it is when it goes out.
struct Beside {
    /// What is to be paid, if something is.
    owed: Option<Money>,
    /// What holds without the subscription.
    follows: (PlanCode, Limits),
    /// Names of connections that stand still for want of a place.
    stopped: Vec<String>,
}

impl Beside {
    async fn find(hub: &Hub, due: &DueMail) -> Result<Self, HubError> {
        let owed = match due.kind {
            BillingMail::PaymentFailed => owed_of(&hub.job_context(due.org, JobId::new())).await?,
            _ => None,
        };
        let cx: OrgCx<View> = hub.job_context(due.org, JobId::new());
        let follows = plans::without_subscription(&cx).await?;
        let connections = store::connections::list(&mut cx.begin().await?).await?;
        let stopped = connections.into_iter().filter(|of| of.problem.as_deref() == Some("plan_limit"));
        Ok(Self { owed, follows, stopped: stopped.map(|of| of.name).collect() })
    }

    /// What the plan that is left includes, and what stands still with it.
    fn left(&self, locales: Locales) -> Vec<String> {
        let texts = Texts::new(locales);
        let (t, names, (plan, limits)) = (texts.billing(), texts.plans(), &self.follows);
        let included = Quota::ALL.iter().map(|quota| {
            let limit = i18n::plan::limit(locales, *quota, limits.of(*quota));
            texts.team().told(&names.quota(quota.code()), &limit)
        });
        let included = included.collect::<Vec<_>>().join("; ");
        let mut lines = vec![t.mail_includes(&included, &names.plan(plan.code()))];
        if !self.stopped.is_empty() {
            let count = i64::try_from(self.stopped.len()).unwrap_or(i64::MAX);
            lines.push(t.over_stopping(count, &self.stopped.join(", ")));
        }
        lines
    }
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

/// The day of which an e-mail tells.
fn until(due: &DueMail) -> Option<DateTime<Utc>> {
    due.data.get("until")?.as_str()?.parse().ok()
}

/// The e-mail; `None` where nobody is to have it any more.
fn letter(hub: &Hub, due: &DueMail, beside: &Beside) -> Option<Mail> {
    let (email, name, locale) = due.to.clone()?;
    let locales = Locales { words: locale, figures: due.org_locale };
    let texts = Texts::new(locales);
    let (t, plans) = (texts.billing(), texts.plans());
    let zone = due.org_time_zone.parse().unwrap_or(chrono_tz::UTC);
    let text = |field: &str| due.data.get(field).and_then(|value| value.as_str());
    let plan = plans.plan(text("plan").unwrap_or_default());
    let until = until(due).map_or_else(String::new, |at| format::date(locales, at, zone));
    let company = &due.org_name;
    let follows = plans.plan(beside.follows.0.code());
    let (subject, lines, button) = match due.kind {
        BillingMail::PaymentFailed => {
            let owed = beside.owed.map(|owed| t.mail_owed(&format::money(locales, owed)));
            let mut lines = vec![t.mail_payment_failed_line(company, &plan)];
            lines.extend(owed);
            lines.push(t.mail_payment_failed_until(&follows, &until));
            (t.mail_payment_failed(company), lines, t.mail_card_button())
        }
        BillingMail::TrialEnds => {
            let minor = due.data.get("amount").and_then(serde_json::Value::as_i64);
            let sum: Option<Money> = minor.zip(text("currency")).and_then(|(minor, of)| money(minor, of));
            let sum = sum.map_or_else(String::new, |sum| format::money(locales, sum));
            let line = t.mail_trial_line(company, &plan, &until);
            (t.mail_trial(&plan), vec![line, t.mail_trial_then(&sum)], t.mail_button())
        }
        BillingMail::SubscriptionEnded => {
            let mut lines = vec![t.mail_ended_line(company, &follows, &plan)];
            lines.extend(beside.left(locales));
            lines.push(t.mail_ended_kept().to_owned());
            (t.mail_ended(company), lines, t.mail_button())
        }
        BillingMail::PlanLost => {
            let mut lines = vec![t.mail_lost_line(company, &follows, &plan)];
            lines.extend(beside.left(locales));
            lines.push(t.mail_lost_back().to_owned());
            (t.mail_lost(company), lines, t.mail_button())
        }
    };
    let letter = Letter {
        greeting: texts.team().greeting(&name),
        lines,
        button: hub.public_url(HOME).map(|url| (button.to_owned(), url.to_string())),
        foot: vec![t.mail_why(company)],
    };
    Some(letter.to((&name, &email), &subject, locale, &due.id))
}
