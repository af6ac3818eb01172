//! `/admin/integracoes/:id/conferencia`: what the channel lists against what is here, day by day.

pub(crate) mod file;
mod print;
mod table;

pub use print::completeness_sheet_page;

use super::{GALLERY, brings_orders, connection, path, problem::Problem};
use crate::{
    form::{Done, Form, PostForm, Posted},
    integrations::moment,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs::{self, not_imported},
};
use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;
use domain::{
    ConnectionId, Fault, FieldProblem, Permission,
    view::{
        completeness::{CheckState, CheckedDay, CheckedHour, Tally},
        connections::ConnectionView,
        day::{day_of, end_of_day, parse_day, start_of_day, zone},
    },
};
use hub::{
    HubError,
    auth::OrgCx,
    completeness::{self, Month},
    permit::View,
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, CursorPager, IconName, LinkButton, ListFrame, Menu, MenuLink, PageHeader,
    PagerLink, Panel, RawView, StatRow, StatTile, Tone,
};

/// The page of a connection.
pub(crate) fn completeness_path(id: ConnectionId) -> String {
    format!("{}/conferencia", path(id))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// `YYYY-MM`; the present month if empty.
    mes: String,
    /// The day whose hours are shown.
    dia: String,
}

impl Wanted {
    /// The first day of the month.
    fn first(&self, today: NaiveDate) -> NaiveDate {
        parse_day(&format!("{}-01", self.mes)).unwrap_or_else(|| first_of(today))
    }
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn month_of(first: NaiveDate, zone: Tz) -> Month {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    Month { from: start_of_day(first, zone), until: start_of_day(next, zone), zone }
}

/// What the page shows.
struct Report {
    first: NaiveDate,
    today: NaiveDate,
    days: Vec<CheckedDay>,
    state: CheckState,
    /// Of the day that is looked into.
    hours: Option<(NaiveDate, Vec<CheckedHour>)>,
}

/// `/admin/integracoes/:id/conferencia`
pub fn completeness_page() -> Drawing {
    member_page::<View, _, _>(Area::Integrations, |cx, permit| async move {
        let connection = with_orders(&cx, connection(&cx).await?)?;
        let report = report(&cx, &permit, connection.id).await?;
        let (running, title) = (report.state.is_open, cx.t.completeness().of(&connection.name));
        let ask = syncs::ask(&cx, "completeness", &connection.id.to_string());
        let body = body(&cx, &connection, report);
        let trail = vec![
            (cx.t.integrations().title().to_owned(), GALLERY.to_owned()),
            (connection.name.clone(), path(connection.id)),
        ];
        let page = view! {
            <Breadcrumbs label=cx.t.integrations().title() trail=trail/>
            <LivePart ask=ask run=String::new() running=running first=false>{body}</LivePart>
            {syncs::reload_without_script(running)}
        };
        Ok(Page::new(title, page))
    })
}

/// The connection, where there is something to check.
fn with_orders(cx: &PageCx, connection: ConnectionView) -> Result<ConnectionView, Fault> {
    if brings_orders(cx, &connection.platform) { Ok(connection) } else { Err(Fault::NotFound) }
}

/// The page as a script asks for it again.
pub(crate) async fn live_completeness(
    cx: &PageCx,
    permit: &OrgCx<View>,
    id: ConnectionId,
) -> Result<Fragment, HubError> {
    let connection = with_orders(cx, hub::integrations::find(permit, id).await?)?;
    let report = report(cx, permit, id).await?;
    let running = report.state.is_open;
    let said = cx.t.completeness().checked_announced().to_owned();
    Ok(Fragment { html: body(cx, &connection, report).to_html(), running, said })
}

async fn report(cx: &PageCx, permit: &OrgCx<View>, id: ConnectionId) -> Result<Report, HubError> {
    let (wanted, today) = (cx.query::<Wanted>(), day_of(cx.now, cx.zone));
    let first = wanted.first(today);
    let (days, state) = completeness::month(permit, id, month_of(first, cx.zone)).await?;
    let hours = match parse_day(&wanted.dia) {
        Some(day) => {
            let time = (start_of_day(day, cx.zone), end_of_day(day, cx.zone));
            Some((day, completeness::hours(permit, id, time).await?))
        }
        None => None,
    };
    Ok(Report { first, today, days, state, hours })
}

/// Has a month checked once more, whatever was checked of it.
#[server(name = CompletenessCheck, prefix = "/ui", endpoint = "integrations/check")]
pub async fn completeness_check(
    #[server(default)] connection_id: String,
    #[server(default)] month: String,
    #[server(default)] return_to: String,
) -> Posted {
    let form = Form::new("integrations/check", &return_to, GALLERY);
    let done = async {
        let permit = form.authorize()?;
        let connection = connection_id.parse().map_err(|_| Fault::NotFound)?;
        let first =
            parse_day(&format!("{month}-01")).ok_or_else(|| Fault::field("month", FieldProblem::Format))?;
        let zone = form.visit().principal().map(|who| zone(&who.member().org_time_zone)).unwrap_or_default();
        completeness::check_again(&permit, connection, start_of_day(first, zone)).await?;
        Ok::<_, HubError>(Done::back().toast(form.texts().completeness().asked()))
    };
    let done = done.await;
    form.answer(done).await
}

fn address(id: ConnectionId, first: NaiveDate, day: &str) -> String {
    with_query(&completeness_path(id), &[("mes", &first.format("%Y-%m").to_string()), ("dia", day)])
}

fn body(cx: &PageCx, connection: &ConnectionView, report: Report) -> AnyView {
    let t = cx.t.completeness();
    let id = connection.id;
    let may_check =
        connection.status.may_sync() && cx.may(Permission::RunSync) && report.state.due_at.is_some();
    let again = may_check.then(|| again(cx, id, report.first));
    let menu = (!report.days.is_empty()).then(|| {
        let href = with_query(
            &format!("{}.csv", completeness_path(id)),
            &[("mes", &report.first.format("%Y-%m").to_string())],
        );
        let csv = cx
            .may(Permission::Export)
            .then(|| view! { <MenuLink label=t.csv() href=href icon=IconName::FileText/> });
        let (print, sheet) = (cx.t.print().print(), print::sheet_path(id, report.first));
        view! {
            <Menu id="export" label=cx.t.common().export() icon=IconName::Download>
                {csv}
                <MenuLink label=print href=sheet icon=IconName::FileText/>
            </Menu>
        }
    });
    let sum = report.days.iter().fold(Tally::default(), |sum, day| sum.plus(day.tally));
    let figures = (!report.days.is_empty()).then(|| figures(cx, id, sum));
    let told = told(cx, connection, &report.state);
    let hidden = (sum.hidden > 0).then(|| {
        let (title, text) = (t.hidden(sum.hidden), t.hidden_text());
        view! { <Banner tone=Tone::Info title=title text=text/> }
    });
    let hours = report.hours.as_ref().map(|(day, hours)| {
        let (title, close) = (t.hours_of(&format::day(cx.locale, *day)), address(id, report.first, ""));
        let table = table::hours(cx, id, *day, hours);
        let actions = view! { <LinkButton label=t.close_hours() href=close/> }.into_any();
        view! { <section id="horas"><Panel title=title actions=actions>{table}</Panel></section> }
    });
    let pager = pager(cx, id, &report);
    let missed = (report.first == first_of(report.today) && report.state.checked_at.is_some())
        .then(|| view! { <p class="meta">{t.missed_events(report.state.missed_events)}</p> });
    let days = table::days(cx, id, &report.days, report.first, report.today);
    let (title, month) = (t.of(&connection.name), month_name(cx, report.first));
    view! {
        <PageHeader title=title context=t.context().into_any() action=again.into_any() menu=menu.into_any()/>
        {told}
        {hidden}
        {hours}
        <Panel title=month context=t.rule()>
            {figures}
            <ListFrame filters=missed.into_any() pager=pager>{days}</ListFrame>
        </Panel>
    }
    .into_any()
}

fn again(cx: &PageCx, id: ConnectionId, first: NaiveDate) -> AnyView {
    let (label, month) = (cx.t.completeness().again(), first.format("%Y-%m").to_string());
    view! {
        <PostForm action=CompletenessCheck::url() return_to=cx.here() class="inline-form">
            <input type="hidden" name="connection_id" value=id.to_string()/>
            <input type="hidden" name="month" value=month/>
            <Button label=label icon=IconName::RefreshCw/>
        </PostForm>
    }
    .into_any()
}

fn month_name(cx: &PageCx, first: NaiveDate) -> String {
    let t = cx.t.completeness();
    let name = t.month(&first.format("m%m").to_string());
    t.month_of(&name, &first.year().to_string())
}

fn figures(cx: &PageCx, id: ConnectionId, sum: Tally) -> AnyView {
    let t = cx.t.completeness();
    let figure = |count| format::integer(cx.locale, count);
    let gone = (sum.gone > 0).then(|| {
        view! { <StatTile label=t.gone() value=figure(sum.gone) note=t.gone_note()/> }
    });
    // Most plans have room.
    let waiting = (sum.waiting > 0).then(|| {
        let (label, href) = (cx.t.syncs().waiting(), not_imported::waiting(Some(id)));
        view! { <StatTile label=label value=figure(sum.waiting) note=t.waiting_note() href=href/> }
    });
    let missing = if sum.failed > 0 {
        let href = not_imported::of_connection(id);
        view! { <StatTile label=t.failed() value=figure(sum.failed) note=t.failed_note() href=href/> }
            .into_any()
    } else {
        view! { <StatTile label=t.failed() value=figure(0) note=t.none_failed_note()/> }.into_any()
    };
    let tiles = view! {
        <StatTile label=t.listed() value=figure(sum.listed) note=t.listed_note()/>
        <StatTile label=t.imported() value=figure(sum.imported) note=t.left_out_note(sum.left_out)/>
        <StatTile label=t.recovered() value=figure(sum.recovered) note=t.corrected_note(sum.corrected)/>
        {missing}
        {waiting}
        {gone}
    }
    .into_any();
    view! { <StatRow>{tiles}</StatRow> }.into_any()
}

/// Where the checks stand, if there is something to say of it.
fn told(cx: &PageCx, connection: &ConnectionView, state: &CheckState) -> Option<AnyView> {
    let t = cx.t.completeness();
    if state.is_open {
        return Some(view! { <Banner tone=Tone::Info title=t.open() text=t.open_text()/> }.into_any());
    }
    if let Some(problem) = &state.problem {
        let why = Problem::of_code(cx, &connection.platform, problem).brief;
        let detail = state.problem_detail.clone().unwrap_or_default();
        let details = view! { <RawView label=cx.t.integrations().technical_detail() text=detail/> };
        let next = state.due_at.map(|due| format::relative(cx.locale, due.max(cx.now), cx.now, cx.zone));
        let text = t.problem_text(&next.unwrap_or_default(), &why);
        return Some(
            view! { <Banner tone=Tone::Warning title=t.problem() text=text details=details.into_any()/> }
                .into_any(),
        );
    }
    let (title, text) = match (state.checked_at, state.due_at) {
        (Some(_), _) => return None,
        (None, None) => (t.waits(), t.waits_text()),
        (None, Some(_)) if connection.settings.every_minutes.is_none() => (t.by_hand(), t.by_hand_text()),
        (None, Some(_)) => (t.soon(), t.soon_text()),
    };
    Some(view! { <Banner tone=Tone::Info title=title text=text/> }.into_any())
}

fn pager(cx: &PageCx, id: ConnectionId, report: &Report) -> AnyView {
    let t = cx.t.completeness();
    let before = report.first.checked_sub_months(Months::new(1)).map(|first| address(id, first, ""));
    let after = report.first.checked_add_months(Months::new(1)).filter(|first| *first <= report.today);
    let previous = PagerLink { label: t.previous_month().to_owned(), href: before };
    let next =
        PagerLink { label: t.next_month().to_owned(), href: after.map(|first| address(id, first, "")) };
    view! { <CursorPager label=t.months() previous=previous next=next/> }.into_any()
}

/// The panel of a connection's page.
pub(super) fn panel(cx: &PageCx, connection: &ConnectionView, state: &CheckState) -> AnyView {
    let t = cx.t.completeness();
    let checked = match state.checked_at {
        Some(at) => view! { <p class="meta">{t.checked_at()}" "{moment(cx, at)}</p> }.into_any(),
        None => {
            let when = if state.due_at.is_some() { t.soon() } else { t.waits() };
            view! { <p class="meta">{when}</p> }.into_any()
        }
    };
    let problem = state.problem.as_ref().map(|_| view! { <p class="meta">{t.problem()}</p> });
    let missed =
        state.checked_at.map(|_| view! { <p class="meta">{t.missed_events(state.missed_events)}</p> });
    let href = completeness_path(connection.id);
    view! {
        <Panel title=t.title() context=t.context()>
            {checked}
            {problem}
            {missed}
            <div class="actions"><LinkButton label=t.see() href=href/></div>
        </Panel>
    }
    .into_any()
}
