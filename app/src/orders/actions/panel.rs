//! The part of a sale's page that shows what its channel was asked to do.

use super::{
    api::{ActionClose, ActionLook},
    path, words,
};
use crate::{form::PostForm, page::PageCx};
use chrono::SecondsFormat;
use domain::{
    ActionKind, ActionState, FulfilmentStatus, OrderStatus, PaymentStatus, Permission,
    view::{actions::ActionView, orders::OrderDetail},
};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, LinkButton, Panel, Timeline, TimelineItem};

/// The panel.
pub(crate) fn panel(cx: &PageCx, order: &OrderDetail, actions: &[ActionView]) -> AnyView {
    let t = cx.t.actions();
    let list = list(cx, &order.channel.platform, actions);
    view! { <Panel title=t.panel() context=t.panel_context() actions=open_page(cx, order).into_any()>{list}</Panel> }
        .into_any()
}

/// What leads to the page on which the channel is asked; nothing where it cannot be asked, or not by this person.
pub(crate) fn open_page(cx: &PageCx, order: &OrderDetail) -> Option<AnyView> {
    let platform = &order.channel.platform;
    let can = |kind| hub::actions::may_do(cx.visit().hub(), platform, kind);
    let able = match (can(ActionKind::Cancel), can(ActionKind::Ship)) {
        _ if order.row.status == OrderStatus::Cancelled => None,
        (true, true) => Some("both"),
        (true, false) => Some("cancel"),
        (false, true) => Some("ship"),
        (false, false) => None,
    };
    able.filter(|_| cx.may(Permission::FulfilOrders)).map(|able| {
        view! { <LinkButton label=cx.t.actions().open_page(able) href=path(order.row.id)/> }.into_any()
    })
}

/// The same as the thing to do now: of a sale that is paid and waits to be shipped, where the channel can be told of it and was
/// asked for nothing that still goes on.
pub(crate) fn ship_now(cx: &PageCx, order: &OrderDetail, actions: &[ActionView]) -> Option<AnyView> {
    let row = &order.row;
    let waits = row.status == OrderStatus::Open
        && matches!(row.payment, PaymentStatus::Paid | PaymentStatus::PartiallyRefunded)
        && matches!(row.fulfilment, FulfilmentStatus::Unfulfilled | FulfilmentStatus::Partial);
    let can = waits
        && actions.iter().all(|action| action.state.is_over())
        && cx.may(Permission::FulfilOrders)
        && hub::actions::may_do(cx.visit().hub(), &order.channel.platform, ActionKind::Ship);
    can.then(|| {
        let label = cx.t.actions().open_page("ship");
        view! { <LinkButton label=label href=path(row.id) kind=ButtonKind::Primary/> }.into_any()
    })
}

/// Whether more will be heard without anybody pressing anything.
pub(crate) fn is_running(actions: &[ActionView]) -> bool {
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

/// How an action stands.
pub(crate) fn sentence(cx: &PageCx, action: &ActionView) -> String {
    let t = cx.t.actions();
    t.standing(&t.kind(action.told.kind().code()), &t.state(action.state.code()))
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
