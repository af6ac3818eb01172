//! E-mails to owners about payments: written down with what they are about, sent a moment later.

use crate::{
    Hub, HubError,
    mail::{self, Letter, Mail},
};
use chrono::{DateTime, Utc};
use domain::{Money, view::billing::money};
use i18n::{Locales, Texts, format};
use store::{
    alerts::Outcome,
    billing::mails::{self, BillingMail, DueMail},
};

use super::subscribe::HOME;

/// Sends what is due, without being waited for.
pub(super) fn send_soon(hub: &Hub) {
    let hub = hub.clone();
    tokio::spawn(async move {
        if let Err(error) = deliver(&hub).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "e-mails about payments could not be sent"
            );
        }
    });
}

/// Sends what is due; how many went out.
///
/// # Errors
/// When the database cannot be asked for what is due.
pub async fn deliver(hub: &Hub) -> Result<usize, HubError> {
    let mut sent = 0;
    while let Some(due) = mails::due(hub.db()).await? {
        let settle = async |outcome| mails::settle(hub.db(), (due.org, due.id), due.attempts, outcome).await;
        let Some(letter) = letter(hub, &due) else {
            settle(Outcome::Dropped).await?;
            continue;
        };
        match hub.config().mailer.send(letter).await {
            Ok(()) => {
                settle(Outcome::Sent).await?;
                sent += 1;
            }
            Err(error) => {
                tracing::warn!(mail = %due.id, %error, "an e-mail about a payment could not be sent");
                let again = mail::again(due.attempts).filter(|_| !error.is_for_good());
                settle(Outcome::Missed(&error.to_string(), again)).await?;
            }
        }
    }
    Ok(sent)
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
    let until = text("until").and_then(|at| at.parse::<DateTime<Utc>>().ok());
    let until = until.map_or_else(String::new, |at| format::date(locales, at, zone));
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
            (t.mail_lost(company), line, t.mail_lost_back().to_owned(), t.mail_card_button())
        }
    };
    let letter = Letter {
        greeting: texts.team().greeting(&name),
        lines: vec![line, foot],
        button: hub.public_url(HOME).map(|url| (button.to_owned(), url.to_string())),
        foot: vec![t.mail_why(company)],
    };
    Some(Mail {
        to_name: name,
        to: email,
        subject: format!("[Orion] {subject}"),
        text: letter.text(),
        html: Some(letter.html(locale.as_tag())),
        key: due.id.to_string(),
    })
}
