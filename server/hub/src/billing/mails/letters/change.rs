//! The words of the e-mail about a change of what is subscribed to.

use super::{Telling, until};
use crate::billing::life::{Change, Held};

impl Telling<'_> {
    /// What holds and since when, or will and from when on, for how much, and where it is changed.
    pub(super) fn changed(&self) -> (String, Vec<String>) {
        let (t, company, plan) = (self.texts.billing(), &self.due.org_name, self.plan());
        let (from, row) = (Held::told(&self.due.data, "from"), self.beside.paid.as_ref());
        let both = from.as_ref().zip(row);
        let change = both.and_then(|(from, row)| from.change(row));
        let (subject, line) = match change {
            Some(Change::Next(next)) => {
                let (follows, day) = (self.name(next.plan), self.day(next.at));
                (t.mail_next(company, &day), t.mail_next_line(company, &follows, &plan, &day))
            }
            Some(Change::Stays) => (t.mail_stays(company), t.mail_stays_line(company, &plan)),
            Some(Change::GoesOn) => (t.mail_goes_on(company), t.mail_goes_on_line(company, &plan)),
            Some(Change::Now) | None => {
                let day = self.day(self.due.created_at);
                (t.mail_changed(company), t.mail_changed_line(company, &plan, &day))
            }
        };
        let price = match change {
            Some(Change::Next(next)) => row.and_then(|row| {
                let sum = next.price_in(row.currency.parse().ok()?)?;
                Some(self.price(sum, next.interval))
            }),
            _ => self.told_price(),
        };
        let is_end_undone =
            change != Some(Change::GoesOn) && both.is_some_and(|(from, row)| from.undoes_end(row));
        let paid_next = self.sum().and(until(self.due)).map(|at| match self.is("trial") {
            true => t.mail_started_trial(&self.day(at)),
            false => t.mail_started_next(&self.day(at)),
        });
        let mut lines = vec![line];
        lines.extend(price.map(|price| t.mail_price(&price)));
        lines.extend(is_end_undone.then(|| t.end_undone_text().to_owned()));
        lines.extend(match (change, row.and_then(|row| row.cancels_at)) {
            (Some(Change::Next(_)), _) => None,
            (_, Some(at)) => Some(t.cancelled(&self.day(at))),
            (_, None) => paid_next,
        });
        lines.push(t.mail_changed_where().to_owned());
        (subject, lines)
    }
}
