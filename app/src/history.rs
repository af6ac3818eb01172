//! `/admin/historico`: who did what, when, and from where.

mod details;

use crate::{
    filter_bar::clear_filters,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    taken_out::AskedList,
};
use axum::{body::Body, response::Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use details::Telling;
use domain::{
    AuditAction, AuditSubject, Fault,
    view::{
        audit::{AuditActor, AuditFilter, AuditPerson, AuditRow, ORION},
        day::{end_of_day, parse_day, start_of_day},
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
        team::MemberView,
    },
};
use hub::permit::{View, ViewHistory};
use i18n::{Texts, format};
use leptos::{prelude::*, serde_json};
use serde::Deserialize;
use ui::{
    Cell, Column, CursorPager, DataTable, EmptyState, FilterBar, FilterDate, FilterSelect, IconName,
    LinkButton, ListFrame, PageHeader, PagerLink, Place, Row, SelectOption,
};
use uuid::Uuid;

const PATH: &str = "/admin/historico";
const FILE: &str = "/admin/historico.csv";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    pessoa: String,
    sobre: String,
    de: String,
    ate: String,
    /// Only what was done before this place.
    antes: String,
}

impl Wanted {
    fn filter(&self, zone: Tz) -> AuditFilter {
        AuditFilter {
            actor: self.pessoa.parse().ok(),
            about: self.sobre.parse().ok(),
            from: parse_day(&self.de).map(|day| start_of_day(day, zone)),
            until: parse_day(&self.ate).map(|day| end_of_day(day, zone)),
        }
    }

    fn before(&self) -> Option<(DateTime<Utc>, Uuid)> {
        let cursor: Cursor = self.antes.parse().ok()?;
        Some((DateTime::from_timestamp_micros(cursor.number()?)?, cursor.id))
    }

    /// What was understood of it, at another address.
    fn at(&self, path: &str, before: &str) -> String {
        let filter = self.filter(Tz::UTC);
        let about = filter.about.map(AuditSubject::code).unwrap_or_default();
        let actor = filter.actor.map(|actor| actor.to_string()).unwrap_or_default();
        let day = |text: &str| parse_day(text).map(|day| day.to_string()).unwrap_or_default();
        let (from, until) = (day(&self.de), day(&self.ate));
        with_query(
            path,
            &[("pessoa", &actor), ("sobre", about), ("de", &from), ("ate", &until), ("antes", before)],
        )
    }

    fn is_filtered(&self) -> bool {
        self.filter(Tz::UTC) != AuditFilter::default()
    }

    fn sought(&self) -> Sought {
        let filter = self.filter(Tz::UTC);
        match (filter.from, filter.until) {
            (Some(from), Some(until)) if until <= from => Sought::NoDay,
            _ if self.is_filtered() => Sought::Some,
            _ => Sought::All,
        }
    }
}

/// What is looked for, as the list says that it found nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    All,
    Some,
    /// What was done until a day before the first: nothing can be.
    NoDay,
}

/// `/admin/historico`
pub fn history_page() -> Drawing {
    member_page::<ViewHistory, _, _>(Area::Settings, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let rows = hub::audit::list(&permit, &wanted.filter(cx.zone), wanted.before(), PAGE_SIZE + 1).await?;
        let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let members = hub::team::members(&reads).await?;
        let mut left = hub::audit::people(&permit).await?;
        left.retain(|person| members.iter().all(|member| member.user != person.user));
        Ok(Page::new(cx.t.history().title(), page(&cx, &wanted, rows, (&members, &left))))
    })
}

fn page(
    cx: &PageCx,
    wanted: &Wanted,
    mut rows: Vec<AuditRow>,
    people: (&[MemberView], &[AuditPerson]),
) -> AnyView {
    let t = cx.t.history();
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next = rows.last().filter(|_| more).map(|last| {
        let key = CursorKey::Number(last.at.timestamp_micros());
        wanted.at(PATH, &Cursor { toward: Toward::Next, key, id: last.id }.to_string())
    });
    let previous = (!wanted.antes.is_empty()).then(|| wanted.at(PATH, ""));
    let pager = (next.is_some() || previous.is_some()).then(|| {
        view! {
            <CursorPager label=t.pages() summary=""
                previous=PagerLink { label: cx.t.syncs().newer().to_owned(), href: previous }
                next=PagerLink { label: cx.t.syncs().older().to_owned(), href: next }/>
        }
    });
    let export = view! { <LinkButton label=t.export() href=wanted.at(FILE, "") icon=IconName::Download/> };
    let (filters, table) = (filters(cx, wanted, people), table(cx, &rows, wanted.sought()));
    view! {
        <PageHeader title=t.title() context=t.title_context().into_any() action=export.into_any()/>
        <ListFrame filters=filters pager=pager.into_any()>{table}</ListFrame>
    }
    .into_any()
}

fn filters(cx: &PageCx, wanted: &Wanted, (members, left): (&[MemberView], &[AuditPerson])) -> AnyView {
    let t = cx.t.history();
    let mut people = vec![SelectOption::new("", t.anybody())];
    people.extend(members.iter().map(|member| {
        SelectOption::new(member.user.to_string(), member.name.clone()).chosen(&wanted.pessoa)
    }));
    people.extend(left.iter().map(|person| {
        SelectOption::new(person.user.to_string(), t.who_left(&person.name)).chosen(&wanted.pessoa)
    }));
    people.push(SelectOption::new(AuditActor::Orion.to_string(), ORION).chosen(&wanted.pessoa));
    let mut subjects = vec![SelectOption::new("", t.anything())];
    subjects.extend(
        AuditSubject::ALL
            .iter()
            .map(|about| SelectOption::new(about.code(), t.about_choice(about.code())).chosen(&wanted.sobre)),
    );
    let clear = clear_filters(cx.t, wanted.is_filtered(), PATH);
    let (from, until) = (wanted.de.clone(), wanted.ate.clone());
    view! {
        <FilterBar action=PATH label=t.filter_label() apply=cx.t.common().filter() clear=clear>
            <FilterSelect name="pessoa" label=t.person() options=people/>
            <FilterSelect name="sobre" label=t.about() options=subjects/>
            <FilterDate name="de" label=t.from() value=from/>
            <FilterDate name="ate" label=t.until() value=until/>
        </FilterBar>
    }
    .into_any()
}

/// What was done; the code itself where this version does not know it.
fn said(t: Texts, action: &str, data: &serde_json::Value) -> String {
    let switched = data.get("on").and_then(serde_json::Value::as_bool);
    match (action.parse::<AuditAction>(), switched) {
        (Ok(AuditAction::BillingOverageChanged), Some(on)) => {
            t.history().overage_switched(if on { "on" } else { "off" })
        }
        (Ok(action), _) => t.history().action(&action.code().replace('.', "_")),
        (Err(_), _) => action.to_owned(),
    }
}

/// What it was done to, as people call it; the whole stands in the details.
fn about(data: &serde_json::Value) -> Option<String> {
    const CALLED: [&str; 7] = ["name", "email", "sku", "code", "column", "rule", "sheet"];
    let text = CALLED.iter().find_map(|key| data.get(key)?.as_str())?;
    Some(text.chars().take(120).collect())
}

/// What an import took over or gave back; nothing of other actions.
fn imported(cx: &PageCx, row: &AuditRow) -> Option<String> {
    let (t, data) = (cx.t.history(), &row.data);
    let is = |key: &str| data.get(key).and_then(serde_json::Value::as_bool).unwrap_or_default();
    let rows = t.import_rows(data.get("rows")?.as_i64()?);
    match row.action.parse() {
        Ok(AuditAction::CatalogueImported) => {
            let takes = match (is("new"), is("changes")) {
                (true, false) => "new",
                (false, true) => "changes",
                _ => "both",
            };
            let faulty = is("with_errors").then(|| t.import_faulty());
            let told = std::iter::once(rows).chain([t.import_takes(takes)]).chain(faulty.map(str::to_owned));
            Some(told.collect::<Vec<_>>().join(" · "))
        }
        Ok(AuditAction::CatalogueImportUndone) => Some(rows),
        _ => None,
    }
}

fn table(cx: &PageCx, rows: &[AuditRow], sought: Sought) -> AnyView {
    let t = cx.t.history();
    let columns = vec![
        Column::new(Place::Lead, t.what_column()),
        Column::new(Place::Detail, t.person()),
        Column::new(Place::Detail, t.when_column()),
        Column::new(Place::Detail, t.ip_column()),
    ];
    let telling = Telling { texts: cx.t, locales: cx.locale, zone: cx.zone };
    let rows = rows.iter().map(|row| {
        let lines = telling.lines(&row.data);
        // Told in one line, which leaves nothing for the details.
        let brief = imported(cx, row).or_else(|| telling.change(&row.action, &row.data));
        let details = (!lines.is_empty() && brief.is_none()).then(|| {
            let lines = lines.join("\n");
            view! { <details><summary class="meta">{t.details()}</summary><pre class="code">{lines}</pre></details> }
        });
        let about = about(&row.data).map(|about| view! { <div class="meta">{about}</div> });
        let brief = brief.map(|told| view! { <div class="meta">{told}</div> });
        Row {
            href: String::new(),
            lead: view! { <div>{said(cx.t, &row.action, &row.data)}</div> {about} {brief} {details} }.into_any(),
            cells: vec![
                Cell::Text(row.who().to_owned()),
                Cell::Text(format::date_time(cx.locale, row.at, cx.zone)),
                row.ip.map_or(Cell::Missing, |ip| Cell::Text(ip.to_string())),
            ],
            pick: None,
        }
    });
    let rows = rows.collect();
    let (title, text) = match sought {
        Sought::All => (t.nothing(), t.nothing_text()),
        Sought::Some => (t.nothing_found(), t.nothing_found_text()),
        Sought::NoDay => (t.nothing_found(), t.no_day()),
    };
    let empty = view! { <EmptyState icon=IconName::Clock title=title text=text/> }.into_any();
    view! { <DataTable caption=t.title() columns=columns rows=rows empty=empty/> }.into_any()
}

/// `GET /admin/historico.csv`, sent while it is read.
pub(crate) async fn csv(asked: AskedList) -> Response {
    let (texts, t) = (asked.visit.texts(), asked.visit.texts().history());
    let made = async {
        let (cx, zone) = asked.permit::<ViewHistory>(AuditAction::ExportHistory).await?;
        let headings =
            [t.when_column(), t.person(), t.what_column(), t.subject_column(), t.ip_column(), t.details()];
        let telling = Telling { texts, locales: asked.visit.locales(), zone };
        let words =
            move |row: &AuditRow| (said(texts, &row.action, &row.data), telling.lines(&row.data).join("; "));
        let filter = asked.query::<Wanted>().filter(zone);
        Ok::<_, Fault>(Body::from_stream(hub::audit::csv(cx, filter, zone, headings, words)))
    };
    asked.answer(made.await, t.file_name(), PATH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Locale;

    #[test]
    fn every_action_is_told_in_every_language() {
        let none = serde_json::Value::Null;
        for locale in Locale::ALL {
            let told: std::collections::BTreeSet<_> = AuditAction::ALL
                .iter()
                .map(|action| said(Texts::new(locale), action.code(), &none))
                .collect();
            assert_eq!(told.len(), AuditAction::ALL.len(), "{locale:?}: two are told alike, or one is not");
        }
        assert_eq!(said(Texts::new(Locale::En), "thing.of_tomorrow", &none), "thing.of_tomorrow");
    }

    #[test]
    fn a_switch_is_told_by_which_way_it_went() {
        let switched =
            |on| said(Texts::new(Locale::PtBr), "billing.overage_changed", &serde_json::json!({ "on": on }));
        assert_eq!(switched(true), "Ligou as conferências além do plano");
        assert_eq!(switched(false), "Desligou as conferências além do plano");
    }

    #[test]
    fn an_odd_address_is_the_whole_history() {
        let odd = Wanted { pessoa: "x&y".into(), sobre: "gone".into(), de: "z".into(), ..Wanted::default() };
        assert!(!odd.is_filtered() && odd.before().is_none());
        assert_eq!(odd.at(PATH, ""), PATH);
    }

    #[test]
    fn days_in_the_wrong_order_are_told_from_days_without_anything() {
        let days =
            |from: &str, until: &str| Wanted { de: from.into(), ate: until.into(), ..Wanted::default() };
        assert_eq!(days("", "").sought(), Sought::All);
        assert_eq!(days("2026-11-02", "2026-11-02").sought(), Sought::Some);
        assert_eq!(days("2026-11-02", "2026-11-01").sought(), Sought::NoDay);
    }
}
