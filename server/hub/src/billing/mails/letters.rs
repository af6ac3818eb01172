//! The words of e-mails about payments, and about who owns the company.

mod change;

use super::owed_of;
use crate::{
    Hub, HubError,
    auth::OrgCx,
    billing::{life, subscribe::HOME},
    mail::{Letter, Mail},
    permit::{ManageBilling, View},
    plans,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    BillingInterval, JobId, Limits, Money, PlanCode, Quota, Role, SubscriptionStatus, view::billing::money,
};
use i18n::{Locales, Texts, format};
use serde_json::Value;
use store::billing::{
    mails::{BillingMail, DueMail},
    subscriptions::{self, SubscriptionRow},
};

/// Where the team is.
const TEAM: &str = "/admin/equipe";

/// What an e-mail tells beside what it is about, as it is when it goes out.
pub(super) struct Beside {
    /// What is to be paid, if something is.
    owed: Option<Money>,
    /// The plan that holds, and what is paid for it.
    holds: PlanCode,
    paid: Option<SubscriptionRow>,
    /// What holds without the subscription.
    follows: (PlanCode, Limits),
    /// Names of connections that stand still for want of a place; of an end that is to come, of those that will.
    stopped: Vec<String>,
}

impl Beside {
    pub(super) async fn find(hub: &Hub, due: &DueMail) -> Result<Self, HubError> {
        let pays: OrgCx<ManageBilling> = hub.job_context(due.org, JobId::new());
        let owed = match due.kind {
            BillingMail::PaymentFailed => owed_of(&pays).await?,
            _ => None,
        };
        let all = subscriptions::all(&mut pays.begin().await?).await?;
        let paid = life::chief(&all).filter(|row| row.is_live()).cloned();
        let cx: OrgCx<View> = hub.job_context(due.org, JobId::new());
        let holds = plans::find(&cx).await?.effective.plan;
        let follows = plans::without_subscription(&cx).await?;
        let stopped = match (due.kind, follows.1.of(Quota::Connections)) {
            (BillingMail::EndAsked, Some(limit)) => plans::stopping(&cx, limit).await?,
            (BillingMail::EndAsked, None) => Vec::new(),
            _ => {
                let connections = store::connections::list(&mut cx.begin().await?).await?;
                let stopped =
                    connections.into_iter().filter(|of| of.problem.as_deref() == Some("plan_limit"));
                stopped.map(|of| of.name).collect()
            }
        };
        Ok(Self { owed, holds, paid, follows, stopped })
    }
}

/// The day of which an e-mail tells.
pub(super) fn until(due: &DueMail) -> Option<DateTime<Utc>> {
    due.data.get("until")?.as_str()?.parse().ok()
}

/// The e-mail; `None` where nobody is to have it any more.
pub(super) fn letter(hub: &Hub, due: &DueMail, beside: &Beside) -> Option<Mail> {
    let (email, name, locale) = due.to.clone()?;
    let locales = Locales { words: locale, figures: due.org_locale };
    let texts = Texts::new(locales);
    let zone = due.org_time_zone.parse().unwrap_or(chrono_tz::UTC);
    let (subject, lines) = Telling { texts, locales, zone, due, beside }.words();
    let (t, team, company) = (texts.billing(), texts.team(), &due.org_name);
    let (label, path) = match due.kind {
        BillingMail::PaymentFailed => (t.mail_card_button(), HOME),
        BillingMail::OwnershipReceived | BillingMail::OwnershipGiven => (team.ownership_button(), TEAM),
        _ => (t.mail_button(), HOME),
    };
    let foot = match due.kind {
        BillingMail::OwnershipGiven => {
            let other = due.data.get("name").and_then(Value::as_str).unwrap_or_default();
            vec![team.ownership_given_not_you(other), team.ownership_given_why(company)]
        }
        _ => vec![t.mail_why(company)],
    };
    let letter = Letter {
        greeting: team.greeting(&name),
        lines,
        button: hub.public_url(path).map(|url| (label.to_owned(), url.to_string())),
        foot,
    };
    Some(letter.to((&name, &email), &subject, locale, &due.id))
}

/// In whose words an e-mail tells of what.
struct Telling<'a> {
    texts: Texts,
    locales: Locales,
    zone: Tz,
    due: &'a DueMail,
    beside: &'a Beside,
}

impl Telling<'_> {
    /// Its subject and its lines.
    fn words(&self) -> (String, Vec<String>) {
        let (t, company) = (self.texts.billing(), &self.due.org_name);
        let (plan, follows) = (self.plan(), self.name(self.beside.follows.0));
        let until = until(self.due).map_or_else(String::new, |at| self.day(at));
        match self.due.kind {
            BillingMail::PaymentFailed => {
                let owed = self.beside.owed.map(|owed| t.mail_owed(&format::money(self.locales, owed)));
                let mut lines = vec![t.mail_payment_failed_line(company, &plan)];
                lines.extend(owed);
                lines.push(t.mail_payment_failed_until(&follows, &until));
                (t.mail_payment_failed(company), lines)
            }
            BillingMail::SubscriptionStarted => {
                let mut lines = vec![t.mail_started_line(company, &plan)];
                lines.extend(self.told_price().map(|price| t.mail_price(&price)));
                lines.push(if self.is("trial") {
                    t.mail_started_trial(&until)
                } else {
                    t.mail_started_next(&until)
                });
                (t.mail_started(&plan), lines)
            }
            BillingMail::TrialEnds => {
                let sum = self.sum().map_or_else(String::new, |sum| format::money(self.locales, sum));
                let line = t.mail_trial_line(company, &plan, &until);
                (t.mail_trial(&plan), vec![line, t.mail_trial_then(&sum)])
            }
            BillingMail::SubscriptionChanged => self.changed(),
            BillingMail::EndAsked => self.end_asked(),
            BillingMail::SubscriptionEnded => {
                let mut lines = vec![t.mail_ended_line(company, &follows, &plan)];
                lines.extend(self.left());
                lines.push(t.mail_ended_kept().to_owned());
                (t.mail_ended(company), lines)
            }
            BillingMail::PlanLost => {
                let mut lines = vec![t.mail_lost_line(company, &follows, &plan)];
                lines.extend(self.left());
                lines.push(t.mail_lost_back().to_owned());
                (t.mail_lost(company), lines)
            }
            BillingMail::OwnershipReceived => self.received(),
            BillingMail::OwnershipGiven => {
                let (t, role) = (self.texts.team(), self.texts.team().role(Role::Admin.code()));
                let line =
                    t.ownership_given_line(company, self.other(), &role, &self.day(self.due.created_at));
                let payment = self.beside.paid.as_ref().map(|_| t.ownership_given_payment(self.other()));
                (t.ownership_given(company), [line].into_iter().chain(payment).collect())
            }
        }
    }

    /// The end that was asked for: of what is paid for with that time, of what is owed with the days that are given for the payment.
    fn end_asked(&self) -> (String, Vec<String>) {
        let (t, company, plan) = (self.texts.billing(), &self.due.org_name, self.plan());
        let until = until(self.due);
        let paid = self.beside.paid.as_ref();
        let owes = paid.filter(|row| row.known_status() == Some(SubscriptionStatus::PastDue));
        let waits = owes.and_then(|row| row.grace_until);
        let day = [until, waits].into_iter().flatten().min().map_or_else(String::new, |at| self.day(at));
        let (subject, line) = if waits.is_some() {
            (t.mail_end_owed(company), t.mail_end_owed_line(company, &plan, &day))
        } else {
            (t.mail_end(company, &day), t.mail_end_line(company, &plan, &day))
        };
        let mut lines = vec![line, t.mail_end_then(&self.name(self.beside.follows.0))];
        lines.extend(self.left());
        lines.extend(self.told_price().map(|price| t.mail_end_price(&price)));
        // While a payment is missing nothing more goes beyond the plan.
        let goes_beyond = self.is("overage") && waits.is_none();
        lines.extend(goes_beyond.then(|| t.mail_end_beyond().to_owned()));
        lines.push(t.mail_end_undo(&day));
        (subject, lines)
    }

    /// To who became an owner: from whom, and what there is to be paid from now on.
    fn received(&self) -> (String, Vec<String>) {
        let (t, billing, company) = (self.texts.team(), self.texts.billing(), &self.due.org_name);
        let mut lines = vec![
            t.ownership_received_line(company, self.other(), &self.day(self.due.created_at)),
            t.ownership_received_plan(&self.name(self.beside.holds)),
        ];
        if let Some(paid) = &self.beside.paid {
            let price = paid.amount.zip(paid.interval);
            let price =
                price.and_then(|(minor, interval)| Some(self.price(money(minor, &paid.currency)?, interval)));
            lines.extend(price.map(|price| billing.mail_price(&price)));
            lines.extend(match (paid.cancels_at, paid.period_end) {
                (Some(at), _) => Some(billing.cancelled(&self.day(at))),
                (None, Some(at)) => Some(billing.mail_started_next(&self.day(at))),
                (None, None) => None,
            });
            lines.push(t.ownership_received_payment(self.other()));
        }
        (t.ownership_received(company), lines)
    }

    /// What the plan that is left includes.
    fn included(&self) -> String {
        let (names, (plan, limits)) = (self.texts.plans(), &self.beside.follows);
        let included = Quota::ALL.iter().map(|quota| {
            let limit = i18n::plan::limit(self.locales, *quota, limits.of(*quota));
            self.texts.team().told(&names.quota(quota.code()), &limit)
        });
        let included = included.collect::<Vec<_>>().join("; ");
        self.texts.billing().mail_includes(&included, &self.name(*plan))
    }

    /// The same, and what stands still with it.
    fn left(&self) -> Vec<String> {
        let (mut lines, stopped) = (vec![self.included()], &self.beside.stopped);
        if !stopped.is_empty() {
            let count = i64::try_from(stopped.len()).unwrap_or(i64::MAX);
            lines.push(self.texts.billing().over_stopping(count, &stopped.join(", ")));
        }
        lines
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.due.data.get(field).and_then(Value::as_str)
    }

    fn is(&self, field: &str) -> bool {
        self.due.data.get(field).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The other one of two between whom the company was handed over.
    fn other(&self) -> &str {
        self.text("name").unwrap_or_default()
    }

    fn day(&self, at: DateTime<Utc>) -> String {
        format::date(self.locales, at, self.zone)
    }

    fn name(&self, plan: PlanCode) -> String {
        self.texts.plans().plan(plan.code())
    }

    /// The plan that the e-mail is about.
    fn plan(&self) -> String {
        self.texts.plans().plan(self.text("plan").unwrap_or_default())
    }

    /// The sum that the e-mail is about.
    fn sum(&self) -> Option<Money> {
        let minor = self.due.data.get("amount")?.as_i64()?;
        money(minor, self.text("currency")?)
    }

    /// The same as what an interval of the plan costs.
    fn told_price(&self) -> Option<String> {
        Some(self.price(self.sum()?, self.text("interval")?.parse().ok()?))
    }

    fn price(&self, sum: Money, interval: BillingInterval) -> String {
        let (t, sum) = (self.texts.plans(), format::money(self.locales, sum));
        match interval {
            BillingInterval::Month => t.price_month(&sum),
            BillingInterval::Year => t.price_year(&sum),
        }
    }
}
