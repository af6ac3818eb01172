//! `/admin/vendas/lote/:id`: what a bulk action would do, and what it did.

use super::{PATH, api::PlanApply, words};
use crate::{
    form::PostForm,
    live::{Fragment, LivePart},
    page::{Area, Page, PageCx, member_page},
    syncs,
};
use chrono::TimeDelta;
use domain::{
    ActionKind, Permission, PlanId, PlanState, PlanVerdict,
    view::actions::{PlanItem, PlanView},
};
use hub::{HubError, auth::OrgCx, permit::View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, Cell, ChannelName, Column, DataTable, PageHeader, Place,
    Progress, Row, StatusBadge, Tone,
};

/// `/admin/vendas/lote/:id`
#[component]
pub fn PlanPage() -> impl IntoView {
    member_page::<View, _, _>(Area::Orders, |cx, permit| async move {
        let plan = hub::actions::plan(&permit, cx.param("id")?).await?;
        let title = cx.t.actions().bulk_title(plan.kind.code());
        Ok(Page::new(title.clone(), page(&cx, &plan, title)))
    })
}

fn page(cx: &PageCx, plan: &PlanView, title: String) -> AnyView {
    let t = cx.t.actions();
    let trail = vec![(cx.t.orders().title().to_owned(), PATH.to_owned())];
    let who = plan.requested_by.clone().map(|name| view! { <span>{name}</span> });
    let context = view! {
        <span>{t.bulk_context()}</span>
        {who}
        <span>{format::date_time(cx.locale, plan.created_at, cx.zone)}</span>
    };
    let ask = syncs::ask(cx, "plan", &plan.id.to_string());
    let (running, body) = (is_running(cx, plan), body(cx, plan));
    view! {
        <Breadcrumbs label=cx.t.orders().title() trail=trail/>
        <PageHeader title=title context=context.into_any()/>
        <LivePart ask=ask run=plan.id.to_string() running=running first=false>{body}</LivePart>
    }
    .into_any()
}

/// The changing part as a script asks for it again.
pub(crate) async fn live(cx: &PageCx, permit: &OrgCx<View>, id: PlanId) -> Result<Fragment, HubError> {
    let plan = hub::actions::plan(permit, id).await?;
    let said = counts(cx, &plan);
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

fn body(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let head = match plan.state {
        PlanState::Looking => {
            let (total, left) = (plan.items.len(), plan.count(PlanVerdict::Waiting));
            let told = t.looked_at(&(total - left).to_string(), &total.to_string());
            view! { <Progress label=t.looking() done=(total - left) as u64 total=total as u64 counts=told/> }
                .into_any()
        }
        PlanState::Ready if plan.count(PlanVerdict::Ready) == 0 => {
            view! { <Banner tone=Tone::Warning title=t.none_ready() text=t.none_ready_text()/> }.into_any()
        }
        PlanState::Ready => apply(cx, plan),
        PlanState::Applied => {
            let when = plan.applied_at.map(|at| format::relative(cx.locale, at, cx.now, cx.zone));
            view! { <p><strong>{t.applied(&when.unwrap_or_default())}</strong></p> }.into_any()
        }
    };
    view! { {head}{table(cx, plan)} }.into_any()
}

fn apply(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let ready = i64::try_from(plan.count(PlanVerdict::Ready)).unwrap_or(i64::MAX);
    let kind = if plan.kind == ActionKind::Cancel { ButtonKind::Danger } else { ButtonKind::Primary };
    let undone = (plan.kind == ActionKind::Cancel).then(|| t.cannot_be_undone());
    let form = cx.may(Permission::FulfilOrders).then(|| {
        let (id, label) = (plan.id.to_string(), t.apply_press(ready));
        view! {
            <PostForm action=PlanApply::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="plan" value=id/>
                <Button label=label kind=kind/>
            </PostForm>
        }
    });
    view! { <p><strong>{counts(cx, plan)}</strong>" "{undone}</p>{form} }.into_any()
}

fn table(cx: &PageCx, plan: &PlanView) -> AnyView {
    let t = cx.t.actions();
    let o = cx.t.orders();
    let columns = vec![
        Column::new(Place::Lead, o.sale()),
        Column::new(Place::Detail, o.customer()),
        Column::new(Place::Detail, o.store()),
        Column::new(Place::Extra, t.what_is_sent()),
        Column::new(Place::State, t.verdict_label()),
    ];
    let rows = plan.items.iter().map(|item| row(cx, plan, item)).collect();
    view! { <DataTable caption=t.bulk_title(plan.kind.code()) columns=columns rows=rows empty=().into_any()/> }
        .into_any()
}

fn row(cx: &PageCx, plan: &PlanView, item: &PlanItem) -> Row {
    let t = cx.t.actions();
    let told = words::told(cx, &item.told);
    let told = if told.is_empty() && plan.kind == ActionKind::Ship { t.all_of_it().to_owned() } else { told };
    let (tone, label) = match item.action {
        Some((_, state)) => (words::tone(state), t.state(state.code())),
        None => (words::verdict_tone(item.verdict), t.verdict(item.verdict.code())),
    };
    let why = item.problem.as_ref().map(|(code, _)| {
        view! { <div class="meta">{words::problem(cx, &item.platform, code)}</div> }
    });
    let verdict = view! { <StatusBadge tone=tone label=label/>{why} };
    Row {
        href: format!("{PATH}/{}", item.order),
        lead: format!("#{}", item.number).into_any(),
        cells: vec![
            Cell::text(item.buyer_name.clone()),
            Cell::view(view! { <ChannelName channel=item.platform.clone() name=item.channel.clone()/> }),
            Cell::text(told),
            Cell::view(verdict),
        ],
        pick: None,
    }
}
