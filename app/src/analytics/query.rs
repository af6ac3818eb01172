//! Analytics as an address.

use super::{CSV_PATH, PATH, XLSX_PATH};
use crate::query_string::with_query;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::view::{
    analytics::{AnalyticsTable, Days, ProductRank},
    day::{day_of, parse_day},
};
use hub::analytics::Question;
use serde::Deserialize;

/// Days of the periods that the page offers, today included.
pub(super) const SPANS: [u16; 4] = [7, 30, 90, 365];
/// Of the period where none is named.
const USUAL: u16 = 30;

/// Days that are not quite those that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mended {
    /// The last one was named first.
    TurnedRound,
    /// They begin as early as is added up.
    CutOff,
}

/// What stands in the address. What cannot be read counts as not set: addresses are typed and shared by people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct AnalyticsQuery {
    /// So many days until today, whatever day that is: a view that is kept goes with the time.
    pub days: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// In which they are days; the organisation's where none is named.
    pub zone: String,
    pub currency: String,
    /// By what products are ranked.
    pub rank: String,
}

impl AnalyticsQuery {
    pub fn question(&self, now: DateTime<Utc>, home: Tz) -> Question {
        let zone = self.zone.parse().unwrap_or(home);
        let span = self.days.parse().ok().filter(|days| SPANS.contains(days));
        let (from, until) = match span {
            Some(_) => (None, None),
            None => (parse_day(&self.from), parse_day(&self.until)),
        };
        let last = until.unwrap_or_else(|| day_of(now, zone));
        let back = chrono::Days::new(u64::from(span.unwrap_or(USUAL)) - 1);
        let first = from.or_else(|| last.checked_sub_days(back)).unwrap_or(last);
        Question {
            days: Days::new(first, last),
            zone,
            currency: self.currency.parse().ok(),
            rank: self.rank.parse().unwrap_or(ProductRank::Revenue),
            now,
        }
    }

    /// What was done to days that stand in the address: they were turned round, or are too many.
    pub fn mended(&self, days: Days) -> Option<Mended> {
        // Days until today are named by their number.
        let is_span = self.days.parse::<u16>().is_ok_and(|days| SPANS.contains(&days));
        let (from, until) = (parse_day(&self.from)?, parse_day(&self.until).unwrap_or(days.last));
        match (from, until) {
            _ if is_span => None,
            (from, until) if days.first > from.min(until) => Some(Mended::CutOff),
            (from, until) if from > until => Some(Mended::TurnedRound),
            _ => None,
        }
    }

    /// The same of so many days until today.
    pub fn of_last(&self, days: u16) -> Self {
        Self { days: days.to_string(), from: String::new(), until: String::new(), ..self.clone() }
    }

    /// The same with products by another rank.
    pub fn ranked(&self, rank: ProductRank) -> Self {
        let rank = if rank == ProductRank::Revenue { String::new() } else { rank.code().to_owned() };
        Self { rank, ..self.clone() }
    }

    pub fn href(&self) -> String {
        format!("{PATH}{}", self.as_query())
    }

    pub fn csv(&self, table: AnalyticsTable) -> String {
        with_query(CSV_PATH, &[&[("table", table.code())][..], &self.pairs()].concat())
    }

    pub fn xlsx(&self) -> String {
        format!("{XLSX_PATH}{}", self.as_query())
    }

    /// `?` and all that is set; nothing for the page as it is without.
    pub fn as_query(&self) -> String {
        with_query("", &self.pairs())
    }

    fn pairs(&self) -> [(&str, &str); 6] {
        [
            ("days", &self.days),
            ("from", &self.from),
            ("until", &self.until),
            ("zone", &self.zone),
            ("currency", &self.currency),
            ("rank", &self.rank),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(query: &AnalyticsQuery) -> Question {
        query.question("2026-11-24T01:00:00Z".parse().unwrap(), Tz::America__Sao_Paulo)
    }

    #[test]
    fn without_a_period_it_is_the_last_30_days_of_the_zone() {
        let days = question(&AnalyticsQuery::default()).days;
        assert_eq!((days.first.to_string(), days.count()), ("2026-10-25".to_owned(), 30));
        let tokyo = AnalyticsQuery { zone: "Asia/Tokyo".into(), ..AnalyticsQuery::default() };
        assert_eq!(question(&tokyo).days.last.to_string(), "2026-11-24");
    }

    #[test]
    fn days_until_today_go_with_the_time() {
        let week = AnalyticsQuery { from: "2026-01-01".into(), ..AnalyticsQuery::default() }.of_last(7);
        assert_eq!(week.href(), "/admin/analises?days=7");
        assert_eq!(question(&week).days.first.to_string(), "2026-11-17");
        let later = week.question("2026-12-01T12:00:00Z".parse().unwrap(), Tz::America__Sao_Paulo);
        assert_eq!(later.days.first.to_string(), "2026-11-25");
    }

    #[test]
    fn what_cannot_be_read_is_not_set() {
        let odd = AnalyticsQuery {
            days: "8".into(),
            from: "yesterday".into(),
            until: "2026-02-30".into(),
            zone: "Mars/Base".into(),
            currency: "reais".into(),
            rank: "x".into(),
        };
        let (found, usual) = (question(&odd), question(&AnalyticsQuery::default()));
        assert_eq!((found.days, found.zone, found.currency), (usual.days, usual.zone, None));
        assert_eq!(found.rank, ProductRank::Revenue);
    }

    #[test]
    fn days_that_are_not_those_that_were_asked_for_are_told() {
        let mended = |days: &str, from: &str, until: &str| {
            let (days, from, until) = (days.to_owned(), from.to_owned(), until.to_owned());
            let query = AnalyticsQuery { days, from, until, ..AnalyticsQuery::default() };
            query.mended(question(&query).days)
        };
        assert_eq!(mended("", "2026-11-01", "2026-11-10"), None);
        assert_eq!(mended("", "2026-11-10", "2026-11-01"), Some(Mended::TurnedRound));
        assert_eq!(mended("", "1990-01-01", "2026-11-01"), Some(Mended::CutOff));
        assert_eq!(mended("", "2026-11-01", "1990-01-01"), Some(Mended::CutOff));
        assert_eq!(mended("", "1990-01-01", ""), Some(Mended::CutOff), "until today");
        assert_eq!(mended("7", "1990-01-01", "1980-01-01"), None, "the days count");
        assert_eq!(mended("", "", "2026-11-10"), None);
    }

    #[test]
    fn an_address_keeps_what_is_set() {
        let query = AnalyticsQuery { zone: "UTC".into(), ..AnalyticsQuery::default() };
        assert_eq!(query.ranked(ProductRank::Margin).href(), "/admin/analises?zone=UTC&rank=margin");
        assert_eq!(query.ranked(ProductRank::Margin).ranked(ProductRank::Revenue), query);
        assert_eq!(
            query.csv(AnalyticsTable::Channels),
            "/admin/analises/exportar.csv?table=channels&zone=UTC"
        );
    }
}
