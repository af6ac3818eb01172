//! `/admin/vendas/lote/:id`: what a bulk action would do, and what it did.

use super::{PATH, api::PlanApply, bulk_path, words};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    syncs,
};
use chrono::TimeDelta;
use domain::{
    ActionKind, Permission, PlanId, PlanState, PlanVerdict,
    view::actions::{ActionTold, PlanItem, PlanView},
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, Cell, ChannelName, Column, DataTable, LinkButton, PageHeader,
    Place, Progress, Row, StatusBadge, Tone,
};

/// `/admin/vendas/lote/:id`
pub fn plan_page() -> Drawing {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let plan = hub::actions::plan(&permit, cx.param("id")?).await?;
        let title = cx.t.actions().bulk_title(plan.kind.code());
        Ok(Page::new(title.clone(), page(&cx, &plan, title)))
    })
}

fn page(cx: &PageCx, plan: &PlanView, title: String) -> AnyView {
    let t = cx.t.actions();
    let trail = vec![(cx.t.orders().title().to_owned(), PATH.to_owned())];
    let who = plan.requested_by.as_ref().map(|name| view! { <span>{t.asked_by(name)}</span> });
    let promise = (plan.state != PlanState::Applied).then(|| view! { <span>{t.bulk_context()}</span> });
    let context = view! {
        {promise}
        <span class="dotted">{who}<span>{format::date_time(cx.locale, plan.created_at, cx.zone)}</span></span>
    };
    let ask = syncs::ask(cx, "plan", &plan.id.to_string());
    let (running, body) = (is_running(cx, plan), body(cx, plan));
    view! {
        <Breadcrumbs label=cx.t.orders().title() trail=trail/>
        <PageHeader title=title context=context.into_any()/>
        <LivePart ask=ask run=plan.id.to_string() running=running first=false>{body}</LivePart>
        {syncs::reload_without_script(running)}
    }
    .into_any()
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: PlanId) -> Result<Fragment, HubError> {
    let plan = hub::actions::plan(permit, id).await?;
    let said = if plan.state == PlanState::Applied { became(cx, &plan) } else { counts(cx, &plan) };
    Ok(Fragment { html: body(cx, &plan).to_html(), running: is_running(cx, &plan), said })
}

/// Whether it changes by itself: what a channel does not show for long is followed on the sale's page.
fn is_running(cx: &PageCx, plan: &PlanView) -> bool {
    let is_open = |item: &PlanItem| item.action.is_some_and(|(_, state)| !state.is_over());
    let is_fresh = plan.applied_at.is_some_and(|at| cx.now - at < TimeDelta::minutes(15));
    plan.state == PlanState::Looking || is_fresh && plan.items.iter().any(is_open)
}

fn counts(cx: &PageCx, plan: &PlanView) -> String {
    let t = cx.t.actions();
    let count = |verdict| i64::try_from(plan.count(verdict)).unwrap_or(i64::MAX);
    let mut parts = vec![t.ready_count(count(PlanVerdict::Ready))];
    if plan.count(PlanVerdict::Refused) > 0 {
        parts.push(t.refused_count(count(PlanVerdict::Refused)));
    }
    if plan.count(PlanVerdict::Unknown) > 0 {
        parts.push(t.unknown_count(count(PlanVerdict::Unknown)));
    }
    parts.join(" · ")
}

/// How many were done, and what became of the others.
fn became(cx: &PageCx, plan: &PlanView) -> String {
    use domain::ActionState::{Asked, Confirmed, Refused, Sending, Sent, Unknown, Withdrawn};
    let t = cx.t.actions();
    let [mut done, mut open, mut refused, mut unknown, mut idle] = [0_i64; 5];
    for item in &plan.items {
        let count = match item.action.map(|(_, state)| state) {
            Some(Sent | Confirmed) => &mut done,
            Some(Asked | Sending) => &mut open,
            Some(Refused) => &mut refused,
            Some(Unknown) => &mut unknown,
            Some(Withdrawn) | None => &mut idle,
        };
        *count += 1;
    }
    let parts = [
        (done, t.done_count(done, plan.kind.code())),
        (open, t.open_count(open)),
        (refused, t.turned_down_count(refused)),
        (unknown, t.no_result_count(unknown)),
        (idle, t.not_applied_count(idle)),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text);
    parts.collect::<Vec<_>>().join(" · ")
}

fn body(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let head = match plan.state {
        PlanState::Looking => {
            let (total, left) = (plan.items.len(), plan.count(PlanVerdict::Waiting));
            let told = t.looked_at(&(total - left).to_string(), &total.to_string());
            view! { <Progress label=t.looking() done=(total - left) as u64 total=total as u64 counts=told/> }
                .into_any()
        }
        PlanState::Ready if plan.cancelled.is_some() => cancelled(cx, plan),
        PlanState::Ready if plan.count(PlanVerdict::Ready) == 0 => {
            view! { <Banner tone=Tone::Warning title=t.none_ready() text=t.none_ready_text()/> }.into_any()
        }
        PlanState::Ready => ready(cx, plan),
        PlanState::Applied => {
            let when = plan.applied_at.map(|at| format::relative(cx.locale, at, cx.now, cx.zone));
            let when = t.applied(plan.kind.code(), &when.unwrap_or_default());
            view! { <p><strong>{became(cx, plan)}</strong>" "<span class="meta">{when}</span></p> }.into_any()
        }
    };
    view! { {head}{buttons(cx, plan)}{table(cx, plan)} }.into_any()
}

/// What can be applied, and that it is for good.
fn ready(cx: &PageCx, plan: &PlanView) -> AnyView {
    let undone = (plan.kind == ActionKind::Cancel).then(|| cx.t.actions().cannot_be_undone());
    view! { <p><strong>{counts(cx, plan)}</strong>" "{undone}</p> }.into_any()
}

/// Who ended the looking, and what is known all the same.
fn cancelled(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let (at, by) = plan.cancelled.clone().unwrap_or_default();
    let when = format::relative(cx.locale, at, cx.now, cx.zone);
    let title = match by {
        Some(name) => t.looking_cancelled_by(&name, &when),
        None => t.looking_cancelled(&when),
    };
    let known = (plan.count(PlanVerdict::Ready) > 0).then(|| ready(cx, plan));
    view! { <Banner tone=Tone::Info title=title text=t.looking_cancelled_text()/> {known} }.into_any()
}

fn apply(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let ready = i64::try_from(plan.count(PlanVerdict::Ready)).unwrap_or(i64::MAX);
    let (label, kind) = match plan.kind {
        ActionKind::Cancel => (t.apply_cancel(ready), ButtonKind::Danger),
        _ => (t.apply_ship(ready), ButtonKind::Primary),
    };
    let id = plan.id.to_string();
    view! {
        <PostForm action=PlanApply::url() return_to=cx.here() class="inline-form">
            <input type="hidden" name="plan" value=id/>
            <Button label=label kind=kind/>
        </PostForm>
    }
    .into_any()
}

/// What can be pressed: applying it, asking for it in another way, and the way back.
fn buttons(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let may = cx.may(Permission::FulfilOrders);
    let can_be_applied = plan.state == PlanState::Ready && plan.count(PlanVerdict::Ready) > 0;
    let apply = (may && can_be_applied).then(|| apply(cx, plan));
    let change = (may && plan.state != PlanState::Applied).then(|| {
        let href = bulk_path(plan.kind, plan.items.iter().map(|item| item.order.to_string()));
        view! { <LinkButton label=t.change_plan() href=href/> }
    });
    view! { <div class="actions">{apply}{change}<LinkButton label=t.to_sales() href=PATH/></div> }.into_any()
}

fn table(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let o = cx.t.orders();
    let columns = vec![
        Column::new(Place::Lead, o.sale()),
        Column::new(Place::Extra, o.customer()),
        Column::new(Place::Detail, o.store()),
        Column::new(Place::Detail, t.what_is_sent()),
        Column::new(Place::State, t.verdict_label()),
    ];
    let rows = plan.items.iter().map(|item| row(cx, plan, item)).collect();
    view! { <DataTable caption=t.bulk_title(plan.kind.code()) columns=columns rows=rows empty=().into_any()/> }
        .into_any()
}

fn row(cx: &PageCx, plan: &PlanView, item: &PlanItem) -> Row {
    let t = cx.t.actions();
    let (tone, label) = match item.action {
        Some((_, state)) => (words::tone(state), t.state(state.code())),
        None if plan.state == PlanState::Applied => (Tone::Neutral, t.not_applied().to_owned()),
        None => (words::verdict_tone(item.verdict), t.verdict(item.verdict.code())),
    };
    let why = item.problem.as_ref().map(|(code, _)| {
        view! { <div class="meta">{words::problem(cx, &item.platform, code)}</div> }
    });
    let verdict = view! { <StatusBadge tone=tone label=label/>{why} };
    Row {
        href: format!("{PATH}/{}", item.order),
        lead: words::number(item.number),
        cells: vec![
            Cell::text(item.buyer_name.clone()),
            Cell::view(view! { <ChannelName channel=item.platform.clone() name=item.channel.clone()/> }),
            Cell::view(sent(cx, item)),
            Cell::view(verdict),
        ],
        pick: None,
    }
}

/// What goes to the channel, and what that does to the buyer's money.
fn sent(cx: &PageCx, item: &PlanItem) -> AnyView {
    let t = cx.t.actions();
    let told = words::told(cx, &item.told);
    let told = match (&item.told, item.verdict) {
        (ActionTold::Ship { .. }, _) if told.is_empty() => t.all_of_it().to_owned(),
        (ActionTold::Cancel { reason: None, .. }, PlanVerdict::Ready) => t.no_reason_sent().to_owned(),
        _ => told,
    };
    let money = match &item.told {
        ActionTold::Cancel { money: Some(money), .. } => Some(t.money_back(money.code())),
        _ => None,
    };
    let money = money.map(|money| view! { <div class="meta">{money}</div> });
    view! { {told}{money} }.into_any()
}
