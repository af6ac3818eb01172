//! `/admin/uso`: what was counted, down to what caused it.

use super::{PATH, USAGE, anew, meters};
use crate::{
    filter_bar::clear_filters,
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs, validation,
};
use chrono::{DateTime, Utc};
use domain::{Meter, SyncRunId, ValidationRunId, view::usage::UsageEntry};
use hub::permit::View;
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{
    Cell, Column, CursorPager, DataTable, EmptyState, FilterBar, FilterSelect, IconName, LinkButton,
    ListFrame, PageHeader, PagerLink, Panel, Place, Row, SelectOption,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// A meter.
    medidor: String,
    /// Only what was counted before this entry: its moment in microseconds, `~`, its key.
    antes: String,
}

impl Wanted {
    fn meter(&self) -> Option<Meter> {
        self.medidor.parse().ok()
    }

    fn behind(&self) -> Option<(DateTime<Utc>, &str)> {
        let (at, key) = self.antes.split_once('~')?;
        Some((DateTime::from_timestamp_micros(at.parse().ok()?)?, key))
    }

    fn at(&self, behind: &str) -> String {
        let meter = self.meter().map(Meter::code).unwrap_or_default();
        with_query(USAGE, &[("medidor", meter), ("antes", behind)])
    }
}

/// `/admin/uso`
pub fn usage_page() -> Drawing {
    member_page::<View, _, _>(Area::Settings, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let used = hub::usage::plan_use(&permit).await?;
        let (entries, is_more) = hub::usage::entries(&permit, wanted.meter(), wanted.behind()).await?;
        let t = cx.t.plans();
        let context = t.usage_context(&t.plan(used.plan.code()));
        let context = format!("{context}. {}", anew(&cx, &used));
        let action = view! { <LinkButton label=t.see_plans() href=PATH/> };
        let body = view! {
            <PageHeader title=t.usage() context=context.into_any() action=action.into_any()/>
            {meters(&cx, &used)}
            {list(&cx, &wanted, &entries, is_more)}
        };
        Ok(Page::new(t.usage(), body))
    })
}

fn list(cx: &PageCx, wanted: &Wanted, entries: &[UsageEntry], is_more: bool) -> AnyView {
    let t = cx.t.plans();
    let next = entries.last().filter(|_| is_more);
    let next = next.map(|last| wanted.at(&format!("{}~{}", last.at.timestamp_micros(), last.key)));
    let previous = (!wanted.antes.is_empty()).then(|| wanted.at(""));
    let pager = (next.is_some() || previous.is_some()).then(|| {
        view! {
            <CursorPager label=t.entries() summary=""
                previous=PagerLink { label: t.newest().to_owned(), href: previous }
                next=PagerLink { label: t.older().to_owned(), href: next }/>
        }
    });
    let mut meters = vec![SelectOption::new("", t.all_meters())];
    meters.extend(Meter::ALL.iter().map(|meter| {
        SelectOption::new(meter.code(), t.quota(hub::plans::quota_of(*meter).code())).chosen(&wanted.medidor)
    }));
    let clear = clear_filters(cx.t, wanted.meter().is_some(), USAGE);
    let filters = view! {
        <FilterBar action=USAGE label=t.entries() apply=cx.t.common().filter() clear=clear>
            <FilterSelect name="medidor" label=t.what() options=meters/>
        </FilterBar>
    };
    let table = table(cx, entries);
    view! {
        <Panel title=t.entries() context=t.entries_context()>
            <ListFrame filters=filters.into_any() pager=pager.into_any()>{table}</ListFrame>
        </Panel>
    }
    .into_any()
}

fn table(cx: &PageCx, entries: &[UsageEntry]) -> AnyView {
    let t = cx.t.plans();
    let columns = vec![
        Column::new(Place::Lead, t.when()),
        Column::new(Place::Detail, t.what()),
        Column::new(Place::Detail, t.cause()),
        Column::new(Place::Figure, t.quantity()),
    ];
    let rows = entries.iter().map(|entry| Row {
        href: String::new(),
        lead: format::date_time(cx.locale, entry.at, cx.zone).into_any(),
        cells: vec![
            Cell::text(t.quota(hub::plans::quota_of(entry.meter).code())),
            cause_cell(cx, entry),
            Cell::text(format::integer(cx.locale, entry.quantity)),
        ],
        pick: None,
    });
    let rows = rows.collect();
    let empty = view! { <EmptyState icon=IconName::Activity title=t.no_entries() text=t.no_entries_text()/> };
    view! { <DataTable caption=t.entries() columns=columns rows=rows empty=empty.into_any()/> }.into_any()
}

/// What used it: a link to that, as long as it is kept.
fn cause_cell(cx: &PageCx, entry: &UsageEntry) -> Cell {
    let (name, about, href) = (cx.t.plans().cause_name(&entry.cause), about(cx, entry), cause(entry));
    if href.is_empty() {
        return Cell::view(view! { <div>{name}</div> <div class="meta">{about}</div> });
    }
    Cell::view(view! { <div>{name}</div> <div class="meta"><a href=href>{about}</a></div> })
}

/// Of which sheet or channel it is, and what was read; that it is gone, where it is not kept as long as the ledger.
fn about(cx: &PageCx, entry: &UsageEntry) -> String {
    if entry.cause_id.is_none() {
        return cx.t.plans().cause_gone().to_owned();
    }
    let kind = entry.run_kind.map(|kind| cx.t.syncs().kind(kind.code()));
    entry.name.clone().into_iter().chain(kind).collect::<Vec<_>>().join(" · ")
}

/// The page of what used it; nothing where that is gone.
fn cause(entry: &UsageEntry) -> String {
    match (entry.cause.as_str(), entry.cause_id) {
        ("run", Some(id)) => syncs::path(SyncRunId(id)),
        ("validation", Some(id)) => validation::run_path(ValidationRunId(id)),
        _ => String::new(),
    }
}
