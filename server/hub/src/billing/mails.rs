//! E-mails to owners about payments: written down with what they are about, sent a moment later.

use crate::{
    Hub, HubError,
    auth::OrgCx,
    mail::{Letter, Mail},
    outbox::{self, Outbox},
    permit::ManageBilling,
};
use chrono::{DateTime, Utc};
use domain::{JobId, Money, SubscriptionStatus, view::billing::money};
use i18n::{Locales, Texts, format};
use store::{
    Db, StoreError,
    alerts::Outcome,
    billing::{
        mails::{self, BillingMail, DueMail},
        subscriptions::{self, SubscriptionRow},
    },
};

use super::{
    life::{self, Standing},
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
        Ok(if still_holds(hub, due).await? { letter(hub, due) } else { None })
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

/// The day of which an e-mail tells.
fn until(due: &DueMail) -> Option<DateTime<Utc>> {
    due.data.get("until")?.as_str()?.parse().ok()
}

/// The e-mail; `None` where nobody is to have it any more.
fn letter(hub: &Hub, due: &DueMail) -> Option<Mail> {
    let (email, name, locale) = due.to.clone()?;
    let locales = Locales { words: locale, figures: due.org_locale };
    let texts = Texts::new(locales);
    let (t, plans) = (texts.billing(), texts.plans());
    let zone = due.org_time_zone.parse().unwrap_or(chrono_tz::UTC);
    let text = |field: &str| due.data.get(field).and_then(|value| value.as_str());
    let plan = plans.plan(text("plan").unwrap_or_default());
    let until = until(due).map_or_else(String::new, |at| format::date(locales, at, zone));
    let company = &due.org_name;
    let (subject, line, foot, button) = match due.kind {
        BillingMail::PaymentFailed => {
            let line = t.mail_payment_failed_line(company, &plan);
            (t.mail_payment_failed(company), line, t.mail_payment_failed_until(&until), t.mail_card_button())
        }
        BillingMail::TrialEnds => {
            let minor = due.data.get("amount").and_then(serde_json::Value::as_i64);
            let sum: Option<Money> = minor.zip(text("currency")).and_then(|(minor, of)| money(minor, of));
            let sum = sum.map_or_else(String::new, |sum| format::money(locales, sum));
            let line = t.mail_trial_line(company, &plan, &until);
            (t.mail_trial(&plan), line, t.mail_trial_then(&sum), t.mail_button())
        }
        BillingMail::SubscriptionEnded => {
            let line = t.mail_ended_line(company, &plan);
            (t.mail_ended(company), line, t.mail_ended_kept().to_owned(), t.mail_button())
        }
        BillingMail::PlanLost => {
            let line = t.mail_lost_line(company, &plan);
            (t.mail_lost(company), line, t.mail_lost_back().to_owned(), t.mail_button())
        }
    };
    let letter = Letter {
        greeting: texts.team().greeting(&name),
        lines: vec![line, foot],
        button: hub.public_url(HOME).map(|url| (button.to_owned(), url.to_string())),
        foot: vec![t.mail_why(company)],
    };
    Some(letter.to((&name, &email), &subject, locale, &due.id))
}
