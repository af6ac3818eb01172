//! Alerts in words: what is wrong, and what it means for the sales. The same on pages and in messages.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    AlertEvent,
    view::{alerts::Trouble, usage::PlanOrders},
};

use crate::{Locales, Texts, format};

/// An alert as a page or a message shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldAlert {
    pub title: String,
    pub text: String,
}

/// Who reads it: the language, the zone of the organisation, and when.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub locales: Locales,
    pub zone: Tz,
    pub now: DateTime<Utc>,
}

/// Tells what is wrong with `name`, a platform or a connection, as its kind asks for. `names` are the connections
/// that suffer from it, where the name does not tell.
pub fn tell(reader: Reader, trouble: &Trouble, name: &str, names: &[&str]) -> ToldAlert {
    let t = Texts::new(reader.locales).alerts();
    let at = |at: DateTime<Utc>| format::date_time(reader.locales, at, reader.zone);
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let job = |job: &domain::JobKind| Texts::new(reader.locales).queue().kind(job.code());
    let (title, mut text) = match trouble {
        Trouble::ApiDown { failures, class, since } => {
            (t.api_down(name), t.api_down_text(class.code(), count(*failures), &at(*since)))
        }
        Trouble::Slow { p95_ms } => {
            let took = TimeDelta::milliseconds(count(*p95_ms));
            (t.slow(name), t.slow_text(&format::duration(reader.locales, took)))
        }
        Trouble::Limited { refused, calls } => {
            (t.limited(name), t.limited_text(count(*calls), count(*refused)))
        }
        Trouble::NearLimit { calls, most } => {
            (t.near_limit(name), t.near_limit_text(count(*calls), count(*most)))
        }
        Trouble::Refused { since } => (t.refused(name), t.refused_text(&at(*since))),
        Trouble::Expiring { what, at: ends, about } => {
            // A platform names the day of a version, which is the same everywhere.
            let day = if about.is_empty() {
                format::date(reader.locales, *ends, reader.zone)
            } else {
                format::day(reader.locales, ends.date_naive())
            };
            let state = if *ends <= reader.now { "over" } else { what.code() };
            (t.expiring(about, name, what.code(), &day), t.expiring_text(state).to_owned())
        }
        Trouble::Scopes { missing } => (t.scopes(name), t.scopes_text(missing)),
        Trouble::Subscription { checked_at } => (t.subscription(name), t.subscription_text(&at(*checked_at))),
        Trouble::EventsStopped { since, sales } => {
            (t.events_stopped(name), t.events_stopped_text(count(*sales), &at(*since)))
        }
        Trouble::SalesStopped { since, expected } => {
            (t.sales_stopped(name), t.sales_stopped_text(count(*expected), &at(*since)))
        }
        Trouble::Gap { orders, since } => (t.gap(name), t.gap_text(count(*orders), &at(*since))),
        Trouble::Failing { since } => (t.failing(name), t.failing_text(&at(*since))),
        Trouble::Unchecked { since: Some(since), .. } => (t.unchecked(name), t.unchecked_text(&at(*since))),
        Trouble::Unchecked { since: None, .. } => (t.unchecked(name), t.unchecked_never().to_owned()),
        Trouble::JobStuck { job: kind, jobs, since } => {
            (t.job_stuck(&job(kind)), t.job_stuck_text(count(*jobs), &at(*since)))
        }
        Trouble::DeadLetter { job: kind, jobs } => {
            (t.dead_letter(&job(kind)), t.dead_letter_text(count(*jobs)))
        }
        Trouble::UnusualCalls { calls, usual } => {
            (t.unusual_calls(name), t.unusual_calls_text(count(*calls), count(*usual)))
        }
        Trouble::UsageDiffers { meter, month, counted, entered } => {
            let text = t.usage_differs_text(count(*counted), count(*entered), meter.code());
            (t.usage_differs(&month.format("%m/%Y").to_string()), text)
        }
        Trouble::PlanLimit(PlanOrders { used, limit, waiting, anew_on }) => {
            let day = format::day(reader.locales, *anew_on);
            let near = || t.plan_near_text(&day, count(*limit), count(*used));
            match waiting {
                0 if used < limit => (t.plan_near().to_owned(), near()),
                0 => (t.plan_full().to_owned(), near()),
                some => (t.plan_waiting(count(*some)), t.plan_waiting_text(&day, count(*limit))),
            }
        }
    };
    if !names.is_empty() {
        text.push(' ');
        text.push_str(&t.affected(&names.join(", ")));
    }
    ToldAlert { title, text }
}

/// The subject of a message about one alert, or about several of which this is the one to name.
pub fn subject(locales: Locales, event: AlertEvent, title: &str, alerts: usize) -> String {
    let t = Texts::new(locales).alerts();
    match alerts {
        0 | 1 => t.subject(event.code(), title),
        more => t.subject_many(i64::try_from(more).unwrap_or(i64::MAX), &t.subject(event.code(), title)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CallClass, Locale, view::expiry::ExpiryKind};

    fn reader(locale: Locale) -> Reader {
        Reader {
            locales: locale.into(),
            zone: Tz::America__Sao_Paulo,
            now: "2026-11-26T20:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn what_is_down_is_told_with_everything_that_suffers() {
        let since = "2026-11-26T14:05:00Z".parse().unwrap();
        let down = Trouble::ApiDown { failures: 7, class: CallClass::Server, since };
        let told = tell(reader(Locale::PtBr), &down, "Mercado Livre", &["Loja", "Outlet"]);
        assert_eq!(told.title, "Mercado Livre não responde");
        assert!(told.text.contains("As últimas 7 chamadas") && told.text.contains("11:05"), "{}", told.text);
        assert!(told.text.ends_with("Atinge Loja, Outlet."), "{}", told.text);
        let told = tell(reader(Locale::En), &down, "Loja", &[]);
        assert!(told.title.contains("Loja") && !told.text.contains("Loja"), "{told:?}");
    }

    #[test]
    fn the_day_of_a_version_is_the_same_in_every_zone() {
        let at = "2027-10-01T00:00:00Z".parse().unwrap();
        let ends = |what, about: &str| Trouble::Expiring { what, at, about: about.to_owned() };
        let title = |trouble| tell(reader(Locale::En), &trouble, "Shopify", &[]).title.replace('\u{a0}', " ");
        let version = title(ends(ExpiryKind::ApiVersion, "2026-10"));
        assert_eq!(version, "Version 2026-10 of the API of Shopify ends on Oct 1, 2027");
        let consent = title(ends(ExpiryKind::Consent, ""));
        assert_eq!(consent, "The authorisation of Shopify ends on Sep 30, 2027");
    }

    #[test]
    fn a_plan_is_told_to_be_nearly_used_up_used_up_and_full_with_orders_that_wait() {
        let anew_on = chrono::NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let told = |used, waiting| {
            let orders = PlanOrders { used, limit: 300, waiting, anew_on };
            tell(reader(Locale::PtBr), &Trouble::PlanLimit(orders), "", &[])
        };
        assert_eq!(told(240, 0).title, "Os pedidos do plano estão acabando");
        assert!(told(240, 0).text.starts_with("Chegaram 240 dos 300 pedidos"), "{:?}", told(240, 0));
        assert_eq!(told(300, 0).title, "Os pedidos do plano acabaram");
        assert_eq!(told(300, 1).title, "1 pedido espera por espaço no plano");
        let waiting = told(300, 72);
        assert_eq!(waiting.title, "72 pedidos esperam por espaço no plano");
        assert!(waiting.text.contains("inclui 300 pedidos"), "{waiting:?}");
    }

    #[test]
    fn a_subject_says_what_happened() {
        let locales = Locale::PtBr.into();
        assert_eq!(subject(locales, AlertEvent::Opened, "Loja parou de vender", 1), "Loja parou de vender");
        assert_eq!(subject(locales, AlertEvent::Closed, "Loja", 1), "Resolvido: Loja");
        assert_eq!(subject(locales, AlertEvent::Opened, "Loja", 3), "3 alertas: Loja e outros");
        assert_eq!(subject(locales, AlertEvent::Closed, "Loja", 3), "3 alertas: Resolvido: Loja e outros");
    }
}
