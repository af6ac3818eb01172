//! What runs now, as parts of pages: a bar, a chip, a block that follows one run.

use super::{LIST, SyncCancel, path};
use crate::{form::PostForm, live::Fragment, page::PageCx, query_string::with_query};
use chrono::TimeDelta;
use domain::{Fault, Permission, SyncRunId, SyncState, view::connections::SyncRunView};
use hub::{auth::OrgCx, permit::View, syncs::RunFilter};
use leptos::{prelude::*, server_fn::ServerFn};
use std::collections::HashMap;
use ui::{Button, LinkButton, Progress, RunningLink};

/// Runs that wait or run, by their ids.
pub(crate) type RunsById = HashMap<SyncRunId, SyncRunView>;

/// Open runs looked at; there is one per connection at most.
const MOST: i64 = 200;

/// Everything that waits or runs.
pub(crate) async fn open_runs(permit: &OrgCx<View>) -> Result<RunsById, Fault> {
    let mut runs = RunsById::new();
    for state in [SyncState::Running, SyncState::Waiting] {
        let filter = RunFilter { state: Some(state), limit: MOST, ..RunFilter::default() };
        runs.extend(hub::syncs::list(permit, &filter).await?.into_iter().map(|run| (run.id, run)));
    }
    Ok(runs)
}

/// The fields by which a script asks for the chip of the top bar.
pub(crate) fn ask_for_chip() -> String {
    "part=chip".to_owned()
}

/// The fields by which a script asks for a part of this page.
pub(crate) fn ask(cx: &PageCx, part: &str, id: &str) -> String {
    with_query("", &[("part", part), ("id", id), ("page", &cx.address())]).split_off(1)
}

/// The chip of the top bar: nothing where nothing runs, a link to the run or to all of them.
pub(crate) fn chip(cx: &PageCx, runs: &RunsById) -> Fragment {
    let mut open = runs.keys();
    let link = match (open.next(), open.next()) {
        (None, _) => return Fragment::default(),
        (Some(only), None) => path(*only),
        _ => LIST.to_owned(),
    };
    let label = cx.t.syncs().running_count(i64::try_from(runs.len()).unwrap_or(i64::MAX));
    let html = view! { <RunningLink label=label href=link/> }.into_any().to_html();
    Fragment { html, running: true, said: String::new() }
}

/// The bar of a run that is under way.
pub(crate) fn bar(cx: &PageCx, run: &SyncRunView) -> AnyView {
    let t = cx.t.syncs();
    let label = match run.state {
        _ if run.cancel_requested => t.stopping_text().to_owned(),
        SyncState::Waiting if run.problem.is_some() => waits_again(cx, run),
        SyncState::Waiting => t.in_queue().to_owned(),
        _ => t.importing().to_owned(),
    };
    let read = run.counts.read;
    let done = u64::try_from(read).unwrap_or_default();
    let time_left = run
        .seconds_left(cx.now)
        .map(|seconds| t.time_left(&i18n::format::duration(cx.locale, TimeDelta::seconds(seconds))));
    let time_left = time_left.unwrap_or_default();
    // More may come than the shop said: then its word is no total.
    match run.expected.filter(|expected| *expected >= read && *expected > 0) {
        Some(expected) => {
            let total = u64::try_from(expected).unwrap_or_default();
            let counts = t.read_of(read, expected);
            view! { <Progress label=label done=done total=total counts=counts time_left=time_left/> }
                .into_any()
        }
        None => view! { <Progress label=label done=done counts=t.read_count(read) time_left=time_left/> }
            .into_any(),
    }
}

/// That it is tried again, and when: by the clock, as the words stand until something changes.
fn waits_again(cx: &PageCx, run: &SyncRunView) -> String {
    let told = cx.t.syncs().waits_again();
    let Some(next) = run.next_try.filter(|next| *next > cx.now) else { return told.to_owned() };
    let when = if next - cx.now < TimeDelta::hours(12) {
        i18n::format::time(cx.locale, next, cx.zone)
    } else {
        i18n::format::date_time(cx.locale, next, cx.zone)
    };
    format!("{told}. {}", cx.t.actions().next_try(&when))
}

/// The open run of a connection, on its page: the bar with its buttons.
pub(crate) fn brief(cx: &PageCx, run: &SyncRunView) -> AnyView {
    let see = view! { <LinkButton label=cx.t.common().see_details() href=path(run.id)/> };
    let stop = stop_button(cx, run, &crate::integrations::path(run.connection));
    view! { <div class="card following">{bar(cx, run)}<div class="actions">{see}{stop}</div></div> }
        .into_any()
}

/// The button that asks a run to stop. It stays when it was pressed: pressed again it ends a run whose
/// worker has died since.
pub(super) fn stop_button(cx: &PageCx, run: &SyncRunView, return_to: &str) -> Option<AnyView> {
    if run.state.is_over() || !run.kind.can_be_stopped() || !cx.may(Permission::RunSync) {
        return None;
    }
    let (id, label) = (run.id.to_string(), cx.t.syncs().stop());
    Some(
        view! {
            <PostForm action=SyncCancel::url() return_to=return_to class="inline-form">
                <input type="hidden" name="run_id" value=id/>
                <Button label=label/>
            </PostForm>
        }
        .into_any(),
    )
}

/// Where no script runs, the page is loaded anew while something is under way.
pub(crate) fn reload_without_script(is_running: bool) -> Option<AnyView> {
    is_running.then(|| {
        view! { <noscript inner_html="<meta http-equiv=\"refresh\" content=\"5\">"></noscript> }.into_any()
    })
}
