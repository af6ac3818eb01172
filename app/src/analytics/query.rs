//! Analytics as an address.

use super::{CSV_PATH, PATH, XLSX_PATH};
use crate::query_string::with_query;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use domain::{
    Currency,
    view::{
        analytics::{AnalyticsTable, Days, ProductRank},
        day::{day_of, parse_day},
    },
};
use hub::analytics::Question;
use serde::Deserialize;

/// The periods that the page offers: so many days until today, or a word of the calendar.
pub(super) const SPANS: [&str; 8] = ["today", "yesterday", "7", "30", "month", "last-month", "90", "365"];
/// Of the period where none is named.
const USUAL: u64 = 30;

/// First and last day of one of the [`SPANS`].
fn days_of(span: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    match span {
        "today" => Some((today, today)),
        "yesterday" => today.pred_opt().map(|day| (day, day)),
        "month" => Some((today.with_day(1)?, today)),
        "last-month" => {
            let last = today.with_day(1)?.pred_opt()?;
            Some((last.with_day(1)?, last))
        }
        days if SPANS.contains(&days) => Some((until(today, days.parse().ok()?), today)),
        _ => None,
    }
}

/// The first of so many days that end with `last`.
fn until(last: NaiveDate, days: u64) -> NaiveDate {
    last.checked_sub_days(chrono::Days::new(days - 1)).unwrap_or(last)
}

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
    /// One of the [`SPANS`], whatever day it is: a view that is kept goes with the time.
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
        let today = day_of(now, zone);
        let (first, last) = days_of(&self.days, today).unwrap_or_else(|| {
            let last = parse_day(&self.until).unwrap_or(today);
            (parse_day(&self.from).unwrap_or_else(|| until(last, USUAL)), last)
        });
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
        let is_span = SPANS.contains(&self.days.as_str());
        let (from, until) = (parse_day(&self.from)?, parse_day(&self.until).unwrap_or(days.last));
        match (from, until) {
            _ if is_span => None,
            (from, until) if days.first > from.min(until) => Some(Mended::CutOff),
            (from, until) if from > until => Some(Mended::TurnedRound),
            _ => None,
        }
    }

    /// The same of one of the [`SPANS`].
    pub fn of_span(&self, span: &str) -> Self {
        Self { days: span.to_owned(), from: String::new(), until: String::new(), ..self.clone() }
    }

    /// Which of the [`SPANS`] is shown: the one that is named, else the first one of the same days.
    pub fn span(&self, now: DateTime<Utc>, home: Tz) -> Option<&'static str> {
        let days = |query: &Self| query.question(now, home).days;
        let named = SPANS.into_iter().find(|span| *span == self.days);
        named.or_else(|| SPANS.into_iter().find(|span| days(&self.of_span(span)) == days(self)))
    }

    /// The same with products by another rank.
    pub fn ranked(&self, rank: ProductRank) -> Self {
        let rank = if rank == ProductRank::Revenue { String::new() } else { rank.code().to_owned() };
        Self { rank, ..self.clone() }
    }

    /// The same of sales in another currency.
    pub fn of_currency(&self, currency: Currency) -> Self {
        Self { currency: currency.code().to_owned(), ..self.clone() }
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
        let week = AnalyticsQuery { from: "2026-01-01".into(), ..AnalyticsQuery::default() }.of_span("7");
        assert_eq!(week.href(), "/admin/analises?days=7");
        assert_eq!(question(&week).days.first.to_string(), "2026-11-17");
        let later = week.question("2026-12-01T12:00:00Z".parse().unwrap(), Tz::America__Sao_Paulo);
        assert_eq!(later.days.first.to_string(), "2026-11-25");
    }

    #[test]
    fn a_period_may_be_a_word_of_the_calendar() {
        let days = |span: &str, now: &str| {
            let days = AnalyticsQuery::default().of_span(span).question(now.parse().unwrap(), Tz::UTC).days;
            [days.first, days.last].map(|day| day.to_string())
        };
        let now = "2026-03-01T12:00:00Z";
        assert_eq!(days("today", now), ["2026-03-01", "2026-03-01"]);
        assert_eq!(days("yesterday", now), ["2026-02-28", "2026-02-28"]);
        assert_eq!(days("month", now), ["2026-03-01", "2026-03-01"]);
        assert_eq!(days("last-month", now), ["2026-02-01", "2026-02-28"]);
        assert_eq!(days("last-month", "2027-01-31T12:00:00Z"), ["2026-12-01", "2026-12-31"]);
    }

    #[test]
    fn one_period_is_the_one_that_is_shown() {
        let (now, zone) = ("2026-11-07T12:00:00Z".parse().unwrap(), Tz::UTC);
        let shown = |query: AnalyticsQuery| query.span(now, zone);
        assert_eq!(shown(AnalyticsQuery::default()), Some("30"));
        // On the 7th both are the same days.
        assert_eq!(shown(AnalyticsQuery::default().of_span("month")), Some("month"));
        let (from, until) = ("2026-11-01".to_owned(), "2026-11-07".to_owned());
        assert_eq!(shown(AnalyticsQuery { from, until, ..AnalyticsQuery::default() }), Some("7"));
        let from = "2026-11-07".to_owned();
        assert_eq!(shown(AnalyticsQuery { from, ..AnalyticsQuery::default() }), Some("today"));
        let from = "2026-11-05".to_owned();
        assert_eq!(shown(AnalyticsQuery { from, ..AnalyticsQuery::default() }), None);
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
