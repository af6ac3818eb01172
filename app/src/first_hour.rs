//! `/admin/comecar`: what a new company sets up, one step at a time. It opens at the first step that is open, every one can be
//! passed, and the overview leads back to it until none is open.

mod api;
mod region;
mod steps;

pub use api::*;

use crate::{
    form::PostForm,
    integrations,
    live::{Fragment, LivePart},
    page::{Area, Drawing, Page, PageCx, member_page},
    query_string::with_query,
    syncs,
    visit::Visit,
};
use domain::{
    ConnectionId, Fault, Permission,
    view::first_hour::{FirstHour, FirstStep, Standing},
};
use hub::{
    HubError,
    auth::OrgCx,
    permit::{ManageOrganisation, View},
};
use i18n::Texts;
use leptos::{prelude::*, server_fn::ServerFn};
use region::Region;
use serde::Deserialize;
use ui::{
    Banner, Button, ButtonKind, EmptyState, IconName, LinkButton, Menu, MenuButton, PageHeader, Panel,
    Progress, TabLink, Tabs, Tone,
};

pub(crate) const PATH: &str = hub::first_hour::FIRST_HOUR_PATH;
/// Where somebody goes who leaves the steps for later.
const HOME: &str = "/admin";

/// The parts that [`live`] draws.
const HEAD: &str = "first-hour-head";
const FOOT: &str = "first-hour";

/// What stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// The step that is shown; if empty the first open one, then the first passed one.
    passo: String,
}

fn step_path(step: FirstStep) -> String {
    with_query(PATH, &[("passo", step.code())])
}

/// `/admin/comecar`
pub fn first_hour_page() -> Drawing {
    let likely = Region::of_request();
    member_page::<ManageOrganisation, _, _>(Area::Overview, move |cx, permit| async move {
        let hour = hub::first_hour::find(&permit).await?;
        let title = cx.t.first_hour().title();
        let asked: Option<FirstStep> = cx.query::<Asked>().passo.parse().ok();
        let shown = asked.or_else(|| hour.next()).or_else(|| hour.first_passed());
        let Some(step) = shown else { return Ok(Page::new(title, over(&cx, &hour))) };
        let looks = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let shops = match step {
            FirstStep::Sync => steps::shops(&cx, &looks).await?,
            _ => Vec::new(),
        };
        let content = match step {
            FirstStep::Company => steps::company(&cx),
            FirstStep::Region => steps::region(&cx, &hour, likely),
            FirstStep::Channel => steps::channel(&cx, &hour, &looks).await?,
            FirstStep::Sync => steps::sync(&cx, &looks, &shops).await?,
            FirstStep::Team => crate::team::inviting(&cx, &looks).await?,
        };
        Ok(Page::new(title, page(&cx, &hour, (step, content), steps::came(&shops))))
    })
}

/// What of the step of the first synchronisation changes until it is over: the [`HEAD`] of the page, or its [`FOOT`].
///
/// # Errors
/// When the database cannot be asked.
pub(crate) async fn live(
    cx: &PageCx,
    permit: &OrgCx<ManageOrganisation>,
    looks: &OrgCx<View>,
    part: &str,
) -> Result<Fragment, HubError> {
    let hour = hub::first_hour::find(permit).await?;
    let view = match part {
        HEAD => top(cx, &hour, FirstStep::Sync),
        _ => foot(cx, &hour, FirstStep::Sync, steps::came(&steps::shops(cx, looks).await?)),
    };
    // What came is told by a banner, which is announced by itself.
    Ok(Fragment { html: view.to_html(), running: hour.awaits_sales(), said: String::new() })
}

/// Where somebody goes on who has connected an account: to its first synchronisation while that step is open, else to the
/// account.
///
/// # Errors
/// [`Fault::Unauthenticated`], [`Fault::Forbidden`]; when the database cannot be asked.
pub(crate) async fn after_connecting(
    visit: &Visit,
    platform: &str,
    id: ConnectionId,
) -> Result<String, HubError> {
    if hub::integrations::brings_orders(visit.hub(), platform) {
        let who = visit.principal().ok_or(Fault::Unauthenticated)?;
        let hour = hub::first_hour::find(&who.authorize::<ManageOrganisation>()?).await?;
        if hour.is_open(FirstStep::Sync) {
            return Ok(step_path(FirstStep::Sync));
        }
    }
    Ok(integrations::path(id))
}

/// What is told of an account that was connected, with the currency and the zone that the company took over from it.
pub(crate) fn with_region(t: Texts, told: String, region: &[String]) -> String {
    match region {
        [] => told,
        region => format!("{told} {}", t.first_hour().region_of_shop(&region.join(", "))),
    }
}

/// The way back to the steps, on the overview of whoever may take them, with a button of a `kind`; nothing when none is open.
pub(crate) fn panel(cx: &PageCx, hour: &FirstHour, kind: ButtonKind) -> Option<AnyView> {
    let next = hour.next().filter(|_| cx.may(Permission::ManageOrganisation))?;
    let t = cx.t.first_hour();
    let (done, total) = counts(hour);
    let hide = view! {
        <PostForm action=FirstHourSkip::url() return_to=cx.here() class="inline-form">
            <Button label=t.hide() kind=ButtonKind::Quiet/>
        </PostForm>
    };
    let actions = view! { {hide} <LinkButton label=t.press(next.code()) href=step_path(next) kind=kind/> };
    let (told, label) = (t.progress(done, total), t.step(next.code()));
    let (done, total) = (hour.done() as u64, hour.steps().len() as u64);
    Some(
        view! {
            <Panel title=t.title() context=t.why(next.code()) actions=actions.into_any()>
                <Progress label=label done=done total=total counts=told/>
            </Panel>
        }
        .into_any(),
    )
}

/// A store to look at, where this installation simulates one and whoever looks may connect.
pub(crate) fn demo_offer(cx: &PageCx) -> Option<AnyView> {
    let is_offered = hub::demo::is_offered(cx.visit().hub()) && cx.may(Permission::ManageConnections);
    let t = cx.t.first_hour();
    is_offered.then(|| {
        view! {
            <div class="choice-row">
                <p><strong>{t.demo()}</strong><span class="field-help">{t.demo_text()}</span></p>
                <PostForm action=FirstHourDemo::url() return_to=cx.here() class="inline-form">
                    <Button label=t.demo_press()/>
                </PostForm>
            </div>
        }
        .into_any()
    })
}

fn counts(hour: &FirstHour) -> (i64, i64) {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    (count(hour.done()), count(hour.steps().len()))
}

/// `came` are the sales that the first synchronisation has brought.
fn page(cx: &PageCx, hour: &FirstHour, (step, content): (FirstStep, AnyView), came: i64) -> AnyView {
    let t = cx.t.first_hour();
    let follows = |part: &str, view: AnyView| {
        if step != FirstStep::Sync || !hour.awaits_sales() {
            return view;
        }
        let ask = syncs::ask(cx, part, "");
        view! { <LivePart ask=ask run=String::new() running=true first=false>{view}</LivePart> }.into_any()
    };
    view! {
        {follows(HEAD, top(cx, hour, step))}
        <Panel title=t.heading(step.code()) context=t.why(step.code())>{content}</Panel>
        {follows(FOOT, foot(cx, hour, step, came))}
    }
    .into_any()
}

fn top(cx: &PageCx, hour: &FirstHour, step: FirstStep) -> AnyView {
    view! { {head(cx, hour)} {tabs(cx, hour, Some(step))} }.into_any()
}

fn foot(cx: &PageCx, hour: &FirstHour, step: FirstStep, came: i64) -> AnyView {
    let is_over = step == FirstStep::Sync && hour.standing(step) == Standing::Done;
    let told = is_over.then(|| view! { <Banner tone=Tone::Positive title=cx.t.first_hour().came(came)/> });
    view! { {told} {onward(cx, hour, step)} }.into_any()
}

/// With every step done.
fn over(cx: &PageCx, hour: &FirstHour) -> AnyView {
    let t = cx.t.first_hour();
    let action = view! { <LinkButton label=cx.t.errors().to_overview() href=HOME kind=ButtonKind::Primary/> };
    view! {
        {head(cx, hour)}
        {tabs(cx, hour, None)}
        <EmptyState icon=IconName::CircleCheck title=t.over() text=t.over_text() action=action.into_any()/>
    }
    .into_any()
}

fn head(cx: &PageCx, hour: &FirstHour) -> AnyView {
    let t = cx.t.first_hour();
    let (done, total) = counts(hour);
    let context = t.progress(done, total).into_any();
    if hour.next().is_none() {
        return view! { <PageHeader title=t.title() context=context/> }.into_any();
    }
    let later = view! { <LinkButton label=t.later() href=HOME/> }.into_any();
    let (here, more) = (cx.here(), cx.t.common().more());
    let menu = view! {
        <Menu id="more" label=more icon_only=true>
            <PostForm action=FirstHourSkip::url() return_to=here class="menu-form">
                <MenuButton label=t.hide()/>
            </PostForm>
        </Menu>
    };
    view! { <PageHeader title=t.title() context=context action=later menu=menu.into_any()/> }.into_any()
}

fn tabs(cx: &PageCx, hour: &FirstHour, current: Option<FirstStep>) -> AnyView {
    let t = cx.t.first_hour();
    let tabs = hour.steps().iter().map(|(step, standing)| TabLink {
        label: t.step(step.code()),
        href: step_path(*step),
        count: match standing {
            Standing::Open | Standing::Hidden => None,
            // What was skipped goes on now, as the page shows.
            Standing::Skipped if *step == FirstStep::Sync && hour.awaits_sales() => None,
            Standing::Done => Some(t.done(step.code())),
            Standing::Skipped => Some(t.skipped(step.code())),
        },
        current: current == Some(*step),
    });
    view! { <Tabs label=t.title() tabs=tabs.collect()/> }.into_any()
}

/// How to go on without doing the step, or after it.
fn onward(cx: &PageCx, hour: &FirstHour, step: FirstStep) -> AnyView {
    let t = cx.t.first_hour();
    if !hour.is_open(step) {
        // Inviting one more is as near, and so is to see the sales come.
        let is_at_hand = match step {
            FirstStep::Team => true,
            FirstStep::Sync => hour.awaits_sales(),
            FirstStep::Company | FirstStep::Region | FirstStep::Channel => false,
        };
        let kind = if is_at_hand { ButtonKind::Secondary } else { ButtonKind::Primary };
        let to = if hour.next().is_some() { PATH } else { HOME };
        return view! { <div class="actions"><LinkButton label=t.go_on() href=to kind=kind/></div> }
            .into_any();
    }
    let label = if step == FirstStep::Team { t.alone() } else { t.skip() };
    // A first synchronisation takes its time.
    let meanwhile = hour.beside(step).filter(|_| step == FirstStep::Sync);
    let meanwhile = meanwhile.map(|next| view! { <LinkButton label=t.meanwhile() href=step_path(next)/> });
    view! {
        <div class="actions">
            {meanwhile}
            <PostForm action=FirstHourSkip::url() return_to=cx.here() class="inline-form">
                <input type="hidden" name="step" value=step.code()/>
                <Button label=label/>
            </PostForm>
        </div>
    }
    .into_any()
}
