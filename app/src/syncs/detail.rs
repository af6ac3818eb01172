//! `/admin/sincronizacoes/:id`: one run, live while it is under way, with every record it did not take.

use super::{
    LIST, SyncRetry, ask, bar, counts, issues, not_imported, outcome, path, reload_without_script,
    running::stop_button, table::duration, tone,
};
use crate::{
    form::PostForm,
    integrations::{self, Problem, Repair, moment},
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    plans, replays,
};
use domain::{Fault, JobKind, Permission, SyncKind, SyncRunId, SyncState, view::connections::SyncRunView};
use hub::{HubError, auth::OrgCx, permit::View};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, ChannelMark, DetailLayout, Fact, Facts, LinkButton, PageHeader, Panel,
    RawView, StatusBadge, Tone,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// The last issue of the page before.
    depois: String,
}

/// `/admin/sincronizacoes/:id`
pub fn sync_run_page() -> Drawing {
    member_page::<View, _, _>(Area::Syncs, |cx, permit| async move {
        let run = hub::syncs::find(&permit, cx.param::<SyncRunId>("id")?).await?;
        let t = cx.t.syncs();
        let body = body(&cx, &permit, &run).await?;
        let is_running = !run.state.is_over();
        let body = if is_running {
            let ask = ask(&cx, "run", &run.id.to_string());
            view! { <LivePart ask=ask run=run.id.to_string() running=true first=false>{body}</LivePart> }
                .into_any()
        } else {
            body
        };
        let trail = vec![(t.title().to_owned(), LIST.to_owned())];
        let again = is_running.then(|| {
            view! {
                <noscript><a href=path(run.id)>{t.refresh()}</a></noscript>
            }
        });
        let page = view! {
            <Breadcrumbs label=t.title() trail=trail/>
            {body}
            {again}
            {reload_without_script(is_running)}
        };
        Ok(Page::new(t.run_of(&run.connection_name), page))
    })
}

/// The page as a script asks for it again.
pub(super) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: SyncRunId) -> Result<Fragment, HubError> {
    let run = hub::syncs::find(permit, id).await?;
    let html = body(cx, permit, &run).await?.to_html();
    Ok(Fragment { html, running: !run.state.is_over(), said: outcome(cx, &run) })
}

/// All that changes while it runs.
async fn body(cx: &PageCx, permit: &OrgCx<View>, run: &SyncRunView) -> Result<AnyView, Fault> {
    let not_taken = run.counts.not_taken() > 0;
    let after = cx.query::<Wanted>().depois;
    let issues = if not_taken { Some(issues::read(permit, run.id, &after).await?) } else { None };
    let is_over = run.state.is_over();
    let state = if is_over { result(cx, run) } else { bar(cx, run) };
    let facts = facts(cx, run);
    let aside = view! { <Panel title=cx.t.syncs().facts()>{facts}</Panel> }.into_any();
    let replay =
        if run.kind == SyncKind::Replay { hub::replays::of_run(permit, run.id).await? } else { None };
    let difference = replay.map(|replay| replays::of_its_run(cx, replay));
    let (figures, issues) = (counts::figures(cx, &run.counts, is_over), issues::view(cx, run, issues));
    Ok(view! {
        {header(cx, run, difference)}
        {problem(cx, run)}
        {waiting(cx, run)}
        <DetailLayout aside=aside>
            {state}
            {figures}
            {issues}
        </DetailLayout>
    }
    .into_any())
}

fn header(cx: &PageCx, run: &SyncRunView, difference: Option<AnyView>) -> AnyView {
    let t = cx.t.syncs();
    let lead =
        view! { <ChannelMark channel=run.platform.clone() name=run.connection_name.clone() large=true/> };
    let busy = run.state == SyncState::Running;
    let stopping = run.cancel_requested && !run.state.is_over();
    let label = if stopping { t.stopping().to_owned() } else { t.state(run.state.code()) };
    let context = view! {
        <span>{t.kind(run.kind.code())}</span>
        <StatusBadge tone=tone(run.state) label=label busy=busy/>
    };
    let id = run.id.to_string();
    let can_repeat = match run.kind {
        SyncKind::Replay => false,
        // A notice is not followed twice, but what could not be taken is read again.
        SyncKind::Webhook => run.counts.failed > 0,
        SyncKind::Incremental | SyncKind::Full | SyncKind::Range | SyncKind::Check => true,
    };
    let again = run.state.is_over().then(|| replays::of_run(cx, run.id)).flatten();
    let retry = (can_repeat && run.state.is_over() && cx.may(Permission::RunSync)).then(move || {
        view! {
            <PostForm action=SyncRetry::url() return_to=format!("{LIST}/{id}") class="inline-form">
                <input type="hidden" name="run_id" value=id.clone()/>
                <Button label=t.retry()/>
            </PostForm>
        }
    });
    let action = view! {
        {stop_button(cx, run, &path(run.id))}
        {difference}
        {again}
        {retry}
        <LinkButton label=t.see_connection() href=integrations::path(run.connection)/>
    };
    view! {
        <PageHeader title=t.run_of(&run.connection_name) context=context.into_any() lead=lead.into_any()
            action=action.into_any()/>
    }
    .into_any()
}

/// "128 novas, 3 atualizadas, 2 ignoradas (ver motivos)"
fn result(cx: &PageCx, run: &SyncRunView) -> AnyView {
    let t = cx.t.syncs();
    let reasons =
        (run.counts.not_taken() > 0).then(|| view! { " (" <a href="#motivos">{t.see_reasons()}</a> ")" });
    view! { <p class="run-result"><strong>{counts::sentence(cx, run)}</strong>{reasons}</p> }.into_any()
}

fn problem(cx: &PageCx, run: &SyncRunView) -> Option<AnyView> {
    let t = cx.t.syncs();
    let detail = run.problem_detail.clone().filter(|detail| !detail.is_empty()).map(|detail| {
        view! { <RawView label=cx.t.integrations().technical_detail() text=detail/> }
    });
    let banner = match run.problem.as_deref() {
        Some(code) => {
            let told = Problem::of_code(cx, &run.platform, code);
            let text = told.text_for(cx);
            let (tone, text) = if run.state == SyncState::Failed {
                (Tone::Critical, format!("{text} {}", t.did_not_finish()))
            } else {
                (Tone::Warning, text)
            };
            // The same again is a button of the page already.
            let may_run = run.state.is_over() && told.repair != Repair::Run("changes");
            let action = told.way_out(cx, (run.connection, &run.connection_name), may_run);
            view! { <Banner tone=tone title=told.title text=text action=action.into_any()/> }.into_any()
        }
        None if run.counts.failed > 0 => {
            view! { <Banner tone=Tone::Warning title=t.records_failed() text=t.records_failed_text()/> }
                .into_any()
        }
        None => return None,
    };
    Some(view! { {banner}{detail} }.into_any())
}

/// That orders came beyond the plan: where they are, and what lets them in.
fn waiting(cx: &PageCx, run: &SyncRunView) -> Option<AnyView> {
    let t = cx.t.syncs();
    let title = (run.counts.waiting > 0).then(|| t.beyond_plan(run.counts.waiting))?;
    let href = not_imported::waiting(Some(run.connection));
    let action = view! {
        <LinkButton label=t.see_waiting() href=href/>
        <LinkButton label=cx.t.plans().see_plans() href=plans::PATH/>
    };
    let text = t.beyond_plan_text();
    Some(view! { <Banner tone=Tone::Warning title=title text=text action=action.into_any()/> }.into_any())
}

fn facts(cx: &PageCx, run: &SyncRunView) -> AnyView {
    let t = cx.t.syncs();
    let day = |at| i18n::format::date(cx.locale, at, cx.zone);
    let mut facts = vec![
        Fact::new(t.what(), t.kind(run.kind.code())),
        Fact::new(t.direction_label(), t.direction(run.direction.code())),
    ];
    if let (Some(from), Some(until)) = (run.range_from, run.range_until) {
        // The end is the first moment that is no longer read.
        let last = until - chrono::TimeDelta::microseconds(1);
        facts.push(Fact::new(t.period(), t.range_days(&day(from), &day(last))));
    }
    facts.push(Fact::new(t.requested_by(), started_by(cx, run)));
    facts.push(Fact::new(t.asked_at(), moment(cx, run.created_at)));
    facts.extend(run.started_at.map(|at| Fact::new(t.started(), moment(cx, at))));
    facts.extend(run.finished_at.map(|at| Fact::new(t.ended(), moment(cx, at))));
    facts.extend(duration(cx, run).map(|length| Fact::new(t.duration(), length)));
    view! { <Facts facts=facts wide=true/> }.into_any()
}

/// Who or what asked for it.
fn started_by(cx: &PageCx, run: &SyncRunView) -> AnyView {
    let t = cx.t.syncs();
    match (&run.requested_by, run.job) {
        (Some(name), _) => name.clone().into_any(),
        (None, Some(JobKind::SendAction)) => t.by_action().into_any(),
        (None, Some(JobKind::DrainEvents)) => {
            let href = integrations::events_path(run.connection);
            view! { <a href=href>{t.by_notice()}</a> }.into_any()
        }
        (None, _) => t.automatic().into_any(),
    }
}
