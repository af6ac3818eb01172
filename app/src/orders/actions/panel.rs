//! The part of a sale's page that shows what its channel was asked to do.

use super::{
    PATH,
    api::{ActionClose, ActionLook},
    path, words,
};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    page::PageCx,
    syncs,
};
use chrono::SecondsFormat;
use domain::{ActionState, OrderId, Permission, view::actions::ActionView};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, LinkButton, Panel, Timeline, TimelineItem};

/// The panel, which follows what is under way.
pub(crate) fn panel(cx: &PageCx, order: OrderId, platform: &str, actions: &[ActionView]) -> AnyView {
    let t = cx.t.actions();
    let running = is_running(actions);
    let ask = syncs::ask(cx, "actions", &format!("{order}:{platform}"));
    let list = list(cx, platform, actions);
    let open = cx.may(Permission::FulfilOrders).then(|| {
        view! { <LinkButton label=t.open_page() href=path(order)/> }
    });
    view! {
        <Panel title=t.panel() context=t.panel_context() actions=open.into_any()>
            <LivePart ask=ask run=order.to_string() running=running first=false>{list}</LivePart>
        </Panel>
    }
    .into_any()
}

/// The list as a script asks for it again; `id` is the sale and the platform.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: &str) -> Result<Fragment, HubError> {
    let (order, platform) = id.split_once(':').ok_or(domain::Fault::NotFound)?;
    let order: OrderId = order.parse().map_err(|_| domain::Fault::NotFound)?;
    let actions = hub::actions::of_order(permit, order).await?;
    let said = actions.first().map(|action| sentence(cx, action)).unwrap_or_default();
    let running = is_running(&actions);
    // What else the page shows of the sale is as old as the page.
    let reload = (!running).then(|| {
        view! { <p><a href=format!("{PATH}/{order}")>{cx.t.actions().reload()}</a></p> }
    });
    let html = view! { {list(cx, platform, &actions)}{reload} }.into_any().to_html();
    Ok(Fragment { html, running, said })
}

/// Whether more will be heard without anybody pressing anything.
fn is_running(actions: &[ActionView]) -> bool {
    actions.iter().any(|action| !action.state.is_over() && !is_left(action))
}

/// The channel took it and does not show it: only a person looks again.
fn is_left(action: &ActionView) -> bool {
    action.problem.is_some() && action.next_at.is_none()
}

/// The list of actions alone, the newest first.
pub(super) fn list(cx: &PageCx, platform: &str, actions: &[ActionView]) -> AnyView {
    let t = cx.t.actions();
    if actions.is_empty() {
        return view! { <p class="meta">{t.none()}</p> }.into_any();
    }
    let items = actions.iter().map(|action| item(cx, platform, action)).collect();
    view! { <Timeline label=t.panel() items=items/> }.into_any()
}

fn sentence(cx: &PageCx, action: &ActionView) -> String {
    let t = cx.t.actions();
    format!("{}: {}", t.kind(action.told.kind().code()), t.state(action.state.code()))
}

fn item(cx: &PageCx, platform: &str, action: &ActionView) -> TimelineItem {
    let t = cx.t.actions();
    let at = action.finished_at.or(action.sent_at).unwrap_or(action.created_at);
    let told = words::told(cx, &action.told);
    let told = (!told.is_empty()).then(|| view! { <div>{told}</div> });
    let problem = action.problem.as_ref().map(|(code, detail)| {
        let detail = detail.clone().filter(|detail| !detail.is_empty());
        let detail = detail.map(|detail| view! { <div class="meta">{detail}</div> });
        view! { <div>{words::problem(cx, platform, code)}</div>{detail} }
    });
    let next = action.next_at.filter(|_| !action.state.is_over()).map(|next| {
        let when = format::relative(cx.locale, next, cx.now, cx.zone);
        view! { <div class="meta">{t.next_try(&when)}</div> }
    });
    let buttons = cx.may(Permission::FulfilOrders).then(|| buttons(cx, action));
    TimelineItem {
        tone: words::tone(action.state),
        what: sentence(cx, action),
        who: action.requested_by.clone().unwrap_or_default(),
        when: format::relative(cx.locale, at, cx.now, cx.zone),
        when_exact: format::exact(cx.locale, at, cx.zone),
        instant: at.to_rfc3339_opts(SecondsFormat::Secs, true),
        detail: Some(view! { {told}{problem}{next}{buttons} }.into_any()),
    }
}

fn buttons(cx: &PageCx, action: &ActionView) -> AnyView {
    let t = cx.t.actions();
    let button = |url: &'static str, label: &'static str| {
        let (id, of) = (action.id.to_string(), t.kind(action.told.kind().code()));
        view! {
            <PostForm action=url return_to=cx.here() class="inline-form">
                <input type="hidden" name="action" value=id/>
                <Button label=label of=of kind=ButtonKind::Link/>
            </PostForm>
        }
    };
    let is_begun = matches!(action.state, ActionState::Sending | ActionState::Sent);
    let withdraw = match action.state {
        ActionState::Asked => Some(button(ActionClose::url(), t.withdraw())),
        _ if is_begun && action.problem.is_some() => Some(button(ActionClose::url(), t.close())),
        _ => None,
    };
    let waits = !action.state.is_over() && (action.problem.is_some() || action.next_at.is_some());
    let look = waits.then(|| button(ActionLook::url(), t.look_again()));
    if withdraw.is_none() && look.is_none() {
        return ().into_any();
    }
    view! { <div class="actions">{look}{withdraw}</div> }.into_any()
}
