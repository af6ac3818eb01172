//! `/admin/fila`: background work, what waits, runs and failed for good.

mod api;
mod dismiss;
mod figures;
mod jobs;
mod kinds;

pub use api::*;
pub use dismiss::dismiss_page;

use crate::{
    filter_bar::clear_filters,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs,
};
use chrono::DateTime;
use domain::{
    JobId, JobKind, JobStanding,
    view::{
        page::{Cursor, CursorKey, PAGE_SIZE, Toward},
        queue::JobView,
    },
};
use hub::{HubError, auth::OrgCx, permit::View, queue::JobFilter};
use leptos::prelude::*;
use serde::Deserialize;
use ui::{CursorPager, FilterBar, FilterSelect, ListFrame, PageHeader, PagerLink, SelectOption};

/// Where the page is.
pub(crate) const PATH: &str = "/admin/fila";

/// What failed for good.
pub(crate) fn failed_path() -> String {
    format!("{PATH}?situacao={}", JobStanding::Failed)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    tipo: String,
    situacao: String,
    /// Only jobs behind this place.
    apos: String,
}

impl Wanted {
    fn filter(&self) -> JobFilter {
        let after =
            self.apos.parse::<Cursor>().ok().and_then(|cursor| {
                Some((DateTime::from_timestamp_micros(cursor.number()?)?, JobId(cursor.id)))
            });
        let limit = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
        JobFilter { kind: self.tipo.parse().ok(), standing: self.situacao.parse().ok(), after, limit }
    }

    fn is_failed(&self) -> bool {
        self.filter().standing == Some(JobStanding::Failed)
    }

    fn is_filtered(&self) -> bool {
        let filter = self.filter();
        filter.kind.is_some() || filter.standing.is_some()
    }

    /// This list from a place on.
    fn address(&self, after: &str) -> String {
        let filter = self.filter();
        list_of(filter.kind, filter.standing, after)
    }

    /// This list behind a job.
    fn after(&self, job: &JobView) -> String {
        let at = if self.is_failed() { job.finished_at.unwrap_or(job.created_at) } else { job.created_at };
        let key = CursorKey::Number(at.timestamp_micros());
        self.address(&Cursor { toward: Toward::Next, key, id: job.id.0 }.to_string())
    }
}

/// The address of a list.
pub(crate) fn list_of(kind: Option<JobKind>, standing: Option<JobStanding>, after: &str) -> String {
    let (kind, standing) =
        (kind.map(JobKind::code).unwrap_or_default(), standing.map(JobStanding::code).unwrap_or_default());
    with_query(PATH, &[("tipo", kind), ("situacao", standing), ("apos", after)])
}

/// `/admin/fila`
pub fn queue_page() -> Drawing {
    member_page::<View, _, _>(Area::Queue, |cx, permit| async move {
        let wanted = cx.query::<Wanted>();
        let (figures, list) = (figures(&cx, &permit).await?, list(&cx, &permit, &wanted).await?);
        Ok(Page::new(cx.t.queue().title(), page(&cx, &wanted, figures, list)))
    })
}

/// A part of the page that follows what happens.
struct Part {
    view: AnyView,
    /// Whether something in it goes on by itself.
    running: bool,
    /// The address of the part behind it.
    next: Option<String>,
}

impl Part {
    fn fragment(self, said: &str) -> Fragment {
        Fragment { html: self.view.to_html(), running: self.running, said: said.to_owned() }
    }
}

/// The figures and the table of kinds as a script asks for them again.
pub(crate) async fn live_figures(cx: &PageCx, permit: &OrgCx<View>) -> Result<Fragment, HubError> {
    Ok(figures(cx, permit).await?.fragment(cx.t.queue().all_done()))
}

/// The list as a script asks for it again.
pub(crate) async fn live_list(cx: &PageCx, permit: &OrgCx<View>) -> Result<Fragment, HubError> {
    Ok(list(cx, permit, &cx.query::<Wanted>()).await?.fragment(""))
}

async fn figures(cx: &PageCx, permit: &OrgCx<View>) -> Result<Part, HubError> {
    let queue = hub::queue::view(permit).await?;
    let running = queue.counts.iter().any(|of| of.standing.is_open());
    let view = view! { {figures::view(cx, &queue)} {kinds::view(cx, &queue)} };
    Ok(Part { view: view.into_any(), running, next: None })
}

async fn list(cx: &PageCx, permit: &OrgCx<View>, wanted: &Wanted) -> Result<Part, HubError> {
    let mut jobs = hub::queue::list(permit, &wanted.filter()).await?;
    let more = jobs.len() > PAGE_SIZE;
    jobs.truncate(PAGE_SIZE);
    let next = jobs.last().filter(|_| more).map(|last| wanted.after(last));
    let running = jobs.iter().any(|job| job.standing.is_open());
    let synchronises = jobs.iter().any(|job| job.run.is_some() && job.standing.is_open());
    let runs = if synchronises { syncs::open_runs(permit).await? } else { Default::default() };
    Ok(Part { view: jobs::view(cx, wanted, jobs, &runs), running, next })
}

fn page(cx: &PageCx, wanted: &Wanted, figures: Part, list: Part) -> AnyView {
    let t = cx.t.queue();
    let first = (!wanted.apos.is_empty()).then(|| wanted.address(""));
    let pager = (list.next.is_some() || first.is_some()).then(|| {
        view! {
            <CursorPager label=t.list()
                previous=PagerLink { label: cx.t.common().first_page().to_owned(), href: first }
                next=PagerLink { label: cx.t.common().next_page().to_owned(), href: list.next.clone() }/>
        }
    });
    let is_running = figures.running || list.running;
    let follow = |name: &str, part: Part| {
        let (ask, Part { view, running, .. }) = (syncs::ask(cx, name, ""), part);
        view! { <LivePart ask=ask run=String::new() running=running first=false>{view}</LivePart> }.into_any()
    };
    let (figures, list) = (follow("queue", figures), follow("queue-list", list));
    view! {
        <PageHeader title=t.title() context=t.context().into_any()/>
        {figures}
        <ListFrame filters=filters(cx, wanted) pager=pager.into_any()>{list}</ListFrame>
        {syncs::reload_without_script(is_running)}
    }
    .into_any()
}

fn filters(cx: &PageCx, wanted: &Wanted) -> AnyView {
    let t = cx.t.queue();
    let kinds = JobKind::ALL
        .iter()
        .map(|kind| SelectOption::new(kind.code(), t.kind(kind.code())).chosen(&wanted.tipo));
    let kinds = std::iter::once(SelectOption::new("", t.kind_any())).chain(kinds).collect();
    let standings = JobStanding::ALL.iter().map(|standing| {
        SelectOption::new(standing.code(), t.standing(standing.code())).chosen(&wanted.situacao)
    });
    let standings = std::iter::once(SelectOption::new("", t.open())).chain(standings).collect();
    let clear = clear_filters(cx.t, wanted.is_filtered(), PATH);
    view! {
        <FilterBar action=PATH label=t.filter_label() apply=cx.t.common().filter() clear=clear>
            <FilterSelect name="tipo" label=t.kind_label() options=kinds/>
            <FilterSelect name="situacao" label=t.standing_label() options=standings/>
        </FilterBar>
    }
    .into_any()
}

/// Why something of the queue was refused: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.queue();
    let (title, text) = match what {
        "not_cancellable" => (t.not_cancellable(), t.not_cancellable_text()),
        "not_redrivable" => (t.not_redrivable(), t.not_redrivable_text()),
        _ => return None,
    };
    Some((title.to_owned(), text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_address_is_the_whole_list() {
        let odd = Wanted { tipo: "x\"&y".into(), situacao: "gone".into(), apos: "z".into() };
        assert_eq!(odd.address(""), PATH);
        assert!(!odd.is_filtered() && odd.filter().after.is_none());
    }
}
