//! `/admin/sincronizacoes/reprocessar/:id`: what today's mapping would make of what is kept, and what it made.

mod api;
mod selection;
mod table;

pub use api::*;
pub use selection::replay_selection_page;

pub(crate) use selection::live as live_selection;

use crate::{
    form::PostForm,
    integrations,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    syncs,
};
use chrono::{DateTime, Utc};
use domain::{
    ConnectionId, OrderId, Permission, ReplayId, ReplayScope, ReplayState, SyncRunId,
    view::replays::{ReplayCounts, ReplayLine, ReplayView},
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, ChannelMark, FormActions, InputKind, LinkButton, PageHeader,
    Progress, TextField, Tone,
};
use uuid::Uuid;

/// The page of a replay.
pub(crate) fn path(id: ReplayId) -> String {
    format!("{}/reprocessar/{id}", syncs::LIST)
}

/// `/admin/sincronizacoes/reprocessar/:id`
pub fn replay_page() -> Drawing {
    member_page::<View, _, _>(Area::Syncs, |cx, permit| async move {
        let replay = hub::replays::find(&permit, cx.param("id")?).await?;
        let title = cx.t.replays().title().to_owned();
        Ok(Page::new(title.clone(), page(&cx, &replay, title)))
    })
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: ReplayId) -> Result<Fragment, HubError> {
    let replay = hub::replays::find(permit, id).await?;
    let said = cx.t.replays().state(replay.state.code());
    Ok(Fragment { html: body(cx, &replay).to_html(), running: replay.state.is_open(), said })
}

fn page(cx: &PageCx, replay: &ReplayView, title: String) -> AnyView {
    let t = cx.t.replays();
    let trail = vec![(cx.t.syncs().title().to_owned(), syncs::LIST.to_owned())];
    let who = replay.requested_by.as_ref().map(|name| view! { <span>{t.asked_by(name)}</span> });
    let (platform, name) = (replay.platform.clone(), replay.connection_name.clone());
    let lead = view! { <ChannelMark channel=platform name=name large=true/> };
    let what = match &replay.address {
        Some(address) => selection::of_filter(cx, address, Some(&replay.connection_name)),
        None => view! { <span>{scope(cx, replay.scope, replay.range)}</span> }.into_any(),
    };
    let context = view! {
        <span class="dotted">
            <span>{replay.connection_name.clone()}</span>
            {what}
            {who}
            <span>{format::date_time(cx.locale, replay.created_at, cx.zone)}</span>
        </span>
    };
    let ask = syncs::ask(cx, "replay", &replay.id.to_string());
    let (running, body) = (replay.state.is_open(), body(cx, replay));
    view! {
        <Breadcrumbs label=cx.t.syncs().title() trail=trail/>
        <PageHeader title=title context=context.into_any() lead=lead.into_any()/>
        <LivePart ask=ask run=replay.id.to_string() running=running first=false>{body}</LivePart>
        {syncs::reload_without_script(running)}
    }
    .into_any()
}

/// What is mapped again, in words.
fn scope(cx: &PageCx, scope: ReplayScope, range: Option<(DateTime<Utc>, DateTime<Utc>)>) -> String {
    match (scope, range) {
        (ReplayScope::Range, Some((from, until))) => {
            let day = |at| format::date(cx.locale, at, cx.zone);
            // The end is the first moment that is no longer meant.
            let last = until - chrono::TimeDelta::microseconds(1);
            cx.t.syncs().range_days(&day(from), &day(last))
        }
        (scope, _) => cx.t.replays().scope(scope.code()),
    }
}

fn body(cx: &PageCx, replay: &ReplayView) -> AnyView {
    let t = cx.t.replays();
    let counts = &replay.counts;
    let head = match replay.state {
        ReplayState::Looking => {
            let told = t.looked(counts.looked);
            view! { <Progress label=t.looking() done=0 counts=told/> }.into_any()
        }
        ReplayState::Applying => {
            let done = u64::try_from(counts.applied + counts.moved).unwrap_or_default();
            let total = u64::try_from(counts.changed).unwrap_or_default();
            view! { <Progress label=t.applying() done=done total=total counts=t.applied(counts.applied)/> }
                .into_any()
        }
        ReplayState::Ready if counts.changed == 0 => {
            view! { <Banner tone=Tone::Info title=t.nothing() text=t.nothing_text()/> }.into_any()
        }
        ReplayState::Ready => view! { <p><strong>{t.ready()}</strong></p> }.into_any(),
        ReplayState::Applied => view! { <p><strong>{t.applied(counts.applied)}</strong></p> }.into_any(),
        ReplayState::Failed => {
            view! { <Banner tone=Tone::Critical title=t.failed() text=t.failed_text()/> }.into_any()
        }
    };
    let sentence = sentence(cx, counts);
    view! {
        {head}
        <p>{sentence}</p>
        {buttons(cx, replay)}
        {table::table(cx, replay)}
    }
    .into_any()
}

/// "120 conferidos · 118 sem mudança · 2 mudariam"
fn sentence(cx: &PageCx, counts: &ReplayCounts) -> String {
    let t = cx.t.replays();
    let parts = [
        (counts.looked, t.looked(counts.looked)),
        (counts.same(), t.same(counts.same())),
        (counts.changed, t.changed(counts.changed)),
        (counts.unreadable, t.unreadable(counts.unreadable)),
        (counts.incomplete, t.incomplete(counts.incomplete)),
        (counts.gone, t.gone(counts.gone)),
        (counts.moved, t.moved(counts.moved)),
    ];
    let told = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text);
    told.collect::<Vec<_>>().join(" · ")
}

fn buttons(cx: &PageCx, replay: &ReplayView) -> AnyView {
    let t = cx.t.replays();
    let can_apply = replay.state == ReplayState::Ready && replay.counts.changed > 0;
    let apply = (can_apply && cx.may(Permission::RunSync)).then(|| {
        let (id, label) = (replay.id.to_string(), t.apply(replay.counts.changed));
        view! {
            <PostForm action=ReplayApply::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="replay" value=id/>
                <Button label=label kind=ButtonKind::Primary/>
            </PostForm>
        }
    });
    let run = replay.run.map(|run| {
        view! { <LinkButton label=cx.t.syncs().see_run() href=syncs::path(run)/> }
    });
    let others = replay.selection.map(|selection| {
        view! { <LinkButton label=t.see_others() href=selection::path(selection)/> }
    });
    let (connection, label) = (integrations::path(replay.connection), cx.t.syncs().see_connection());
    view! { <div class="actions">{apply}{run}{others}<LinkButton label=label href=connection/></div> }
        .into_any()
}

/// The button by which what a sale was made of is mapped again.
pub(crate) fn of_order(cx: &PageCx, order: OrderId) -> Option<AnyView> {
    button(cx, ReplayScope::Order, (order.to_string(), String::new()), None)
}

/// The button by which what a run wrote is mapped again.
pub(crate) fn of_run(cx: &PageCx, run: SyncRunId) -> Option<AnyView> {
    button(cx, ReplayScope::Run, (run.to_string(), String::new()), None)
}

/// The button by which what a channel showed under a key is mapped again, sale or not. `of` says which one to whoever
/// does not see where it stands.
pub(crate) fn of_record(cx: &PageCx, connection: ConnectionId, key: &str, of: String) -> Option<AnyView> {
    button(cx, ReplayScope::Record, (connection.to_string(), key.to_owned()), Some(of))
}

/// The button by which the sales of a list's filter are mapped again; `address` is how the list names the filter.
pub(crate) fn of_selection(cx: &PageCx, address: String) -> Option<AnyView> {
    let label = cx.t.replays().again_selected();
    cx.may(Permission::RunSync).then(|| {
        view! {
            <PostForm action=ReplayLook::url() return_to=cx.here() class="inline-form">
                {fields(ReplayScope::Filter, String::new())}
                <input type="hidden" name="key" value=address/>
                <Button label=label kind=ButtonKind::Link/>
            </PostForm>
        }
        .into_any()
    })
}

/// What leads from a run to the difference that it writes or wrote.
pub(crate) fn of_its_run(cx: &PageCx, replay: ReplayId) -> AnyView {
    view! { <LinkButton label=cx.t.replays().see_difference() href=path(replay)/> }.into_any()
}

fn button(
    cx: &PageCx,
    scope: ReplayScope,
    (id, key): (String, String),
    of: Option<String>,
) -> Option<AnyView> {
    let label = cx.t.replays().again();
    let button = match of {
        Some(of) => view! { <Button label=label of=of kind=ButtonKind::Secondary/> }.into_any(),
        None => view! { <Button label=label kind=ButtonKind::Secondary/> }.into_any(),
    };
    cx.may(Permission::RunSync).then(|| {
        view! {
            <PostForm action=ReplayLook::url() return_to=cx.here() class="inline-form">
                {fields(scope, id)}
                <input type="hidden" name="key" value=key/>
                {button}
            </PostForm>
        }
        .into_any()
    })
}

fn fields(scope: ReplayScope, id: String) -> impl IntoView {
    view! {
        <input type="hidden" name="scope" value=scope.code()/>
        <input type="hidden" name="id" value=id/>
        <input type="hidden" name="press" value=Uuid::now_v7().to_string()/>
    }
}

/// The form by which what was placed in some days is mapped again.
pub(crate) fn of_range(cx: &PageCx, connection: ConnectionId) -> AnyView {
    let (t, form) = (cx.t.replays(), cx.form("replays/look"));
    let (first, last) = (cx.t.fields().first_day(), cx.t.fields().last_day());
    let (from_label, until_label) = (t.placed_from(), t.placed_until());
    let (from_error, until_error) = (form.error("from"), form.error("until"));
    let (from, until) = (form.value("from", ""), form.value("until", ""));
    view! {
        <div class="choice-row">
            <p><strong>{t.again()}</strong><span class="field-help">{t.again_help()}</span></p>
            <PostForm action=ReplayLook::url() return_to=cx.here() class="inline-form">
                {fields(ReplayScope::Range, connection.to_string())}
                <TextField name="from" id="replay-from" label=from_label help=first kind=InputKind::Date value=from error=from_error required=true/>
                <TextField name="until" id="replay-until" label=until_label help=last kind=InputKind::Date value=until error=until_error required=true/>
                <FormActions><Button label=t.see_difference() kind=ButtonKind::Secondary/></FormActions>
            </PostForm>
        </div>
    }
    .into_any()
}

/// The last replays of a connection, each a link; nothing where there was none.
pub(crate) fn last(cx: &PageCx, replays: &[ReplayLine]) -> Option<AnyView> {
    let lines = replays.iter().map(|replay| {
        let when = format::date_time(cx.locale, replay.created_at, cx.zone);
        let (what, state) =
            (scope(cx, replay.scope, replay.range), cx.t.replays().state(replay.state.code()));
        view! { <li><a href=path(replay.id)>{when}</a>" · "{what}" · "{state}</li> }
    });
    let lines = lines.collect_view();
    (!replays.is_empty()).then(|| {
        view! {
            <p class="meta">{cx.t.replays().last()}</p>
            <ul class="meta">{lines}</ul>
        }
        .into_any()
    })
}

/// What a replay is refused with, by its code: title and text.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    let t = cx.t.replays();
    let (title, text) = match what {
        "replay_looking" => (t.still_looking(), t.still_looking_text().to_owned()),
        "replay_nothing" => (t.nothing(), t.nothing_text().to_owned()),
        "replay_too_many" => {
            let most = i64::try_from(hub::replays::MOST).unwrap_or(i64::MAX);
            (t.too_many(), t.too_many_text(most))
        }
        _ => return None,
    };
    Some((title.to_owned(), text))
}
