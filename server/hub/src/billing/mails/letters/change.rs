//! The words of the e-mail about a change of what is subscribed to.

use super::{Telling, until};
use crate::billing::life::{Change, Held};
use chrono::Utc;
use store::billing::subscriptions::SubscriptionRow;

impl Telling<'_> {
    /// What holds and since when, what will and from when on, for how much, and where it is changed.
    pub(super) fn changed(&self) -> (String, Vec<String>) {
        let (t, company, plan) = (self.texts.billing(), &self.due.org_name, self.plan());
        let (from, row) = (Held::told(&self.due.data, "from"), self.beside.paid.as_ref());
        let both = from.as_ref().zip(row);
        let change = both.and_then(|(from, row)| from.change(row));
        let (subject, line) = match change {
            Some(Change::Next(next)) => (t.mail_next(company, &self.day(next.at)), None),
            Some(Change::Stays) => (t.mail_stays(company), Some(t.mail_stays_line(company, &plan))),
            Some(Change::GoesOn) => (t.mail_goes_on(company), Some(t.mail_goes_on_line(company, &plan))),
            Some(Change::Now) | None => {
                let day = self.day(self.due.created_at);
                let line = match both.and_then(|(from, row)| from.same_plan_by(row)) {
                    Some(interval) => t.mail_changed_interval(interval.code(), company, &plan, &day),
                    None => t.mail_changed_line(company, &plan, &day),
                };
                (t.mail_changed(company), Some(line))
            }
        };
        let is_end_undone =
            change != Some(Change::GoesOn) && both.is_some_and(|(from, row)| from.undoes_end(row));
        let ahead = self.sum().and(until(self.due)).filter(|at| *at > Utc::now());
        let paid_next = ahead.map(|at| match self.is("trial") {
            true => t.mail_started_trial(&self.day(at)),
            false => t.mail_started_next(&self.day(at)),
        });
        let follows = row.map_or_else(Vec::new, |row| self.follows(row));
        let mut lines = Vec::new();
        if let Some(line) = line {
            lines.push(line);
            lines.extend(self.told_price().map(|price| t.mail_price(&price)));
        }
        let last = match row.and_then(|row| row.cancels_at) {
            Some(at) => Some(t.cancelled(&self.day(at))),
            None => paid_next.filter(|_| follows.is_empty()),
        };
        lines.extend(follows);
        lines.extend(is_end_undone.then(|| t.end_undone_text().to_owned()));
        lines.extend(last);
        lines.push(t.mail_changed_where().to_owned());
        (subject, lines)
    }

    /// What is to follow, and for how much.
    fn follows(&self, row: &SubscriptionRow) -> Vec<String> {
        let Some(next) = row.next else { return Vec::new() };
        let (t, company, plan) = (self.texts.billing(), &self.due.org_name, self.plan());
        let day = self.day(next.at);
        let line = if row.plan == Some(next.plan) {
            t.mail_next_interval(next.interval.code(), company, &plan, &day)
        } else {
            t.mail_next_line(company, &self.name(next.plan), &plan, &day)
        };
        let sum = row.currency.parse().ok().and_then(|currency| next.price_in(currency));
        let price = sum.map(|sum| t.mail_price(&self.price(sum, next.interval)));
        [line].into_iter().chain(price).collect()
    }
}
