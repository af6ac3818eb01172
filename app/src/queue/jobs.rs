//! Jobs one by one, with what can be done about each.

use super::{PATH, QueueCancel, QueueRedrive, QueueRedriveAll, Wanted, dismiss};
use crate::{
    form::PostForm,
    integrations::{self, Problem},
    orders,
    page::PageCx,
    syncs::{self, RunsById},
    validation,
};
use domain::{JobKind, JobStanding, Permission, view::queue::JobView};
use leptos::{prelude::*, server_fn::ServerFn};
use std::collections::BTreeSet;
use ui::{Button, ChannelName, EmptyState, IconName, LinkButton, StatusBadge, Tone};

pub(super) fn view(cx: &PageCx, wanted: &Wanted, jobs: Vec<JobView>, runs: &RunsById) -> AnyView {
    if jobs.is_empty() {
        return empty(cx, wanted);
    }
    let all = wanted.is_failed().then(|| all_again(cx, &jobs));
    let items = jobs.into_iter().map(|job| item(cx, job, runs)).collect_view();
    view! { {all}<ul class="left-out">{items}</ul> }.into_any()
}

fn empty(cx: &PageCx, wanted: &Wanted) -> AnyView {
    let t = cx.t.queue();
    if wanted.is_filtered() {
        let action = view! { <LinkButton label=cx.t.common().clear_filters() href=PATH/> }.into_any();
        return view! {
            <EmptyState icon=IconName::Funnel title=t.empty_filtered() text=t.empty_filtered_text() action=action/>
        }
        .into_any();
    }
    view! { <EmptyState icon=IconName::CircleCheck title=t.empty() text=t.empty_text()/> }.into_any()
}

/// For each kind that is shown, the buttons that ask again for all that failed and that give it up.
fn all_again(cx: &PageCx, jobs: &[JobView]) -> Option<AnyView> {
    let kinds: BTreeSet<_> = jobs.iter().map(|job| job.kind).filter(|kind| may(cx, *kind)).collect();
    let can_be_redriven = |kind| jobs.iter().any(|job| job.kind == kind && job.can_be_redriven());
    let t = cx.t.queue();
    let buttons = kinds.into_iter().map(|kind| {
        let again = can_be_redriven(kind).then(|| {
            let label = t.all_again(&t.kind(kind.code()));
            view! {
                <PostForm action=QueueRedriveAll::url() return_to=cx.here() class="inline-form">
                    <input type="hidden" name="kind" value=kind.code()/>
                    <Button label=label/>
                </PostForm>
            }
        });
        view! { {again}{dismiss::link(cx, kind, None)} }
    });
    let buttons = buttons.collect_view();
    (!buttons.is_empty()).then(|| view! { <div class="actions">{buttons}</div> }.into_any())
}

/// Whether this person may stop or repeat work of a kind.
pub(super) fn may(cx: &PageCx, kind: JobKind) -> bool {
    cx.may(Permission::RunSync) && (!kind.acts_on_sales() || cx.may(Permission::FulfilOrders))
}

fn item(cx: &PageCx, job: JobView, runs: &RunsById) -> AnyView {
    let t = cx.t.queue();
    let title = t.kind(job.kind.code());
    let of = match &job.connection {
        Some(connection) => format!("{title}, {}", connection.name),
        None => title.clone(),
    };
    let connection = job.connection.clone().map(|of| {
        let href = integrations::path(of.id);
        view! { <a href=href><ChannelName channel=of.platform name=of.name/></a> }
    });
    let bar = job.run.filter(|_| job.standing.is_open()).and_then(|run| runs.get(&run));
    let bar = bar.map(|run| syncs::bar(cx, run));
    let problem = problem(cx, &job).map(|problem| {
        let told = if job.standing.is_open() { t.last_attempt(&problem) } else { problem };
        view! { <p>{told}</p> }
    });
    let technical = (job.standing == JobStanding::Failed && job.kind == JobKind::SyncOrders)
        .then(|| syncs::technical(cx, job.detail.clone().unwrap_or_default()));
    let next = (job.standing == JobStanding::Failed && !job.can_be_redriven())
        .then(|| view! { <p><strong>{t.instead(job.kind.code())}</strong></p> });
    let button = match job.standing {
        JobStanding::Failed if job.can_be_redriven() => {
            Some((QueueRedrive::url(), cx.t.common().try_again()))
        }
        standing if job.kind.can_be_cancelled(standing) && !job.is_action_over => {
            Some((QueueCancel::url(), cx.t.common().cancel()))
        }
        _ => None,
    };
    let button = button.filter(|_| may(cx, job.kind)).map(|(action, label)| {
        let (id, of) = (job.id.to_string(), of.clone());
        view! {
            <PostForm action=action return_to=cx.here() class="inline-form">
                <input type="hidden" name="job" value=id/>
                <Button label=label of=of/>
            </PostForm>
        }
    });
    let give_up = (job.standing == JobStanding::Failed)
        .then(|| dismiss::link(cx, job.kind, Some((job.id, of.clone()))));
    let see =
        place(&job).map(|href| view! { <LinkButton label=cx.t.common().see_details() of=of href=href/> });
    view! {
        <li>
            <div class="left-out-head">
                <strong>{title}</strong>
                {connection}
                {badge(cx, &job)}
                {facts(cx, &job)}
            </div>
            {bar}
            {problem}
            {next}
            {technical}
            <div class="actions">{button}{give_up}{see}</div>
        </li>
    }
    .into_any()
}

fn badge(cx: &PageCx, job: &JobView) -> AnyView {
    let t = cx.t.queue();
    let tone = match job.standing {
        JobStanding::Waiting | JobStanding::Delayed => Tone::Neutral,
        JobStanding::Running => Tone::Info,
        JobStanding::Failed => Tone::Critical,
    };
    let label = if job.cancel_requested { t.stopping().to_owned() } else { t.state(job.standing.code()) };
    view! { <StatusBadge tone=tone label=label busy=job.standing == JobStanding::Running/> }.into_any()
}

/// How urgent it is, since when or from when on, and how often it was begun.
fn facts(cx: &PageCx, job: &JobView) -> AnyView {
    let t = cx.t.queue();
    let at = match job.standing {
        JobStanding::Waiting => job.created_at,
        JobStanding::Running => job.started_at.unwrap_or(job.created_at),
        JobStanding::Delayed => job.run_at,
        JobStanding::Failed => job.finished_at.unwrap_or(job.created_at),
    };
    let exact = i18n::format::exact(cx.locale, at, cx.zone);
    let when = t.when(job.standing.code(), &i18n::format::relative(cx.locale, at, cx.now, cx.zone));
    let starts = (job.starts > 1).then(|| view! { <span>{t.starts(job.starts.into())}</span> });
    view! {
        <span class="meta dotted">
            <span>{t.priority(job.priority.code())}</span>
            <time datetime=at.to_rfc3339() title=exact>{when}</time>
            {starts}
        </span>
    }
    .into_any()
}

/// What went wrong at the last start, in words.
fn problem(cx: &PageCx, job: &JobView) -> Option<String> {
    let platform = job.connection.as_ref().map_or("", |connection| &connection.platform);
    match (job.problem.as_deref(), job.kind) {
        (Some(code), JobKind::SendAction) => Some(orders::action_problem(cx, platform, code)),
        (Some("internal"), _) => Some(cx.t.queue().own_fault().to_owned()),
        (Some(code), _) => Some(Problem::of_code(cx, platform, code).brief),
        (None, _) if job.standing == JobStanding::Failed => Some(cx.t.queue().own_fault().to_owned()),
        (None, _) => None,
    }
}

/// The page of what it works on.
fn place(job: &JobView) -> Option<String> {
    let connection = job.connection.as_ref().map(|connection| connection.id);
    match job.kind {
        JobKind::SyncOrders => job.run.map(syncs::path),
        JobKind::SendAction => job.order.map(|order| format!("{}/{order}", orders::PATH)),
        JobKind::LookAtPlan => job.plan.map(orders::plan_path),
        JobKind::DrainEvents => connection.map(integrations::events_path),
        JobKind::RegisterWebhooks | JobKind::Replay => connection.map(integrations::path),
        JobKind::CheckCompleteness => connection.map(integrations::completeness_path),
        JobKind::Validate | JobKind::WriteResults | JobKind::Correct | JobKind::ImportCatalogue => {
            Some(validation::PATH.to_owned())
        }
    }
}
