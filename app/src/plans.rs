//! `/admin/planos`: what each plan includes, and what the company uses of its own. `/admin/uso`: what was counted.

mod compare;
mod entries;

pub use entries::usage_page;

use crate::{
    billing,
    page::{Area, Drawing, Page, PageCx, member_page},
    syncs::not_imported,
};
use domain::{
    BillingInterval, Fault, OverQuota, Permission, PlanCode, PlanSource, Quota, Role,
    view::usage::{PlanUse, QuotaUse},
};
use hub::{auth::OrgCx, billing::Pays, permit::View};
use i18n::format;
use leptos::prelude::*;
use serde::Deserialize;
use ui::{Banner, Fact, Facts, LinkButton, PageHeader, Panel, Tone, Usage};

/// Where the plans are.
pub(crate) const PATH: &str = "/admin/planos";
/// Where the entries are.
pub(crate) const USAGE: &str = "/admin/uso";

/// How prices are shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    /// `month` or `year`.
    periodo: String,
    /// `brl` or `usd`.
    moeda: String,
}

/// `/admin/planos`
pub fn plans_page() -> Drawing {
    member_page::<View, _, _>(Area::Settings, |cx, permit| async move {
        let used = hub::usage::plan_use(&permit).await?;
        let plan = hub::plans::find(&permit).await?;
        let wanted = cx.query::<Wanted>();
        // Who pays already pays in one currency.
        let pays = hub::billing::pays(&permit).await?;
        let paid_in = pays.and_then(|pays| pays.currency);
        let money = match paid_in.or(wanted.moeda.parse().ok()) {
            Some(money) => money,
            None => billing::currency(&cx).await?,
        };
        let interval = wanted.periodo.parse().ok().or(pays.and_then(|pays| pays.interval));
        let interval = interval.unwrap_or(BillingInterval::Month);
        let t = cx.t.plans();
        let until =
            plan.assigned.filter(|_| used.source == PlanSource::Assigned).and_then(|given| given.until);
        let until = until.map(|until| t.assigned_until(&format::date(cx.locale, until, cx.zone)));
        let context = [t.source(used.source.code()).to_owned()].into_iter().chain(until);
        let context = context.chain(pays.and_then(|pays| ahead(&cx, &pays))).chain([anew(&cx, &used)]);
        let context = context.collect::<Vec<_>>().join(" · ");
        let subscription = cx.may(Permission::ManageBilling).then(|| {
            view! { <LinkButton label=cx.t.billing().menu() href=billing::PATH/> }
        });
        let action = view! { {subscription}<LinkButton label=t.see_usage() href=USAGE/> };
        let is_paid_for = cx.visit().hub().has_billing();
        let no_billing = (!is_paid_for).then(|| view! { <p class="meta">{t.no_billing()}</p> });
        let offer = billing::offer(&cx, money).await?;
        let owners = match is_paid_for && !cx.may(Permission::ManageBilling) {
            true => Some(owners_choose(&cx, &permit).await?),
            false => None,
        };
        let shown = compare::Shown { used: &used, offer, interval, money, is_fixed: paid_in.is_some() };
        let (meters, compare) = (meters(&cx, &used), compare::panel(&cx, &shown));
        let body = view! {
            <PageHeader title=t.title() context=t.title_context().into_any()/>
            <Panel title=t.current(&t.plan(used.plan.code())) context=context actions=action.into_any()>
                {meters}
            </Panel>
            {no_billing}
            {owners}
            {compare}
            {beyond(&cx)}
        };
        Ok(Page::new(t.title(), body))
    })
}

/// What comes of the subscription with the end of the period, where that is decided.
fn ahead(cx: &PageCx, pays: &Pays) -> Option<String> {
    let (t, day) = (cx.t.billing(), |at| format::date(cx.locale, at, cx.zone));
    match (pays.cancels_at, pays.next) {
        (Some(at), _) => Some(t.cancelled(&day(at))),
        (None, Some(next)) => Some(t.next_plan_on(&cx.t.plans().plan(next.plan.code()), &day(next.at))),
        (None, None) => None,
    }
}

/// Whether a company has all that a plan includes without paying for it.
pub(crate) fn is_given(source: PlanSource, has: PlanCode, plan: PlanCode) -> bool {
    source != PlanSource::Subscription && plan <= has
}

/// Why nothing more can be connected, and which plan has room for it.
pub(crate) fn no_connection(cx: &PageCx, over: &OverQuota) -> AnyView {
    let (t, figure) = (cx.t.plans(), |count| format::integer(cx.locale, count));
    let title = t.no_connection(&figure(over.limit), &figure(over.used));
    let next = over.next.map(|plan| i18n::plan::next(cx.locale, over.quota, plan, over.currency));
    let text =
        [Some(t.no_connection_text().to_owned()), next].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let plans = view! { <LinkButton label=t.see_plans() href=PATH/> };
    view! { <Banner tone=Tone::Info title=title text=text action=plans.into_any()/> }.into_any()
}

/// Who chooses the plan, for whoever may not.
async fn owners_choose(cx: &PageCx, permit: &OrgCx<View>) -> Result<AnyView, Fault> {
    let members = hub::team::members(permit).await?;
    let owners = members.into_iter().filter(|member| member.role == Role::Owner);
    let names = owners.map(|owner| owner.name).collect::<Vec<_>>().join(", ");
    Ok(view! { <Banner tone=Tone::Info title=cx.t.plans().owners_choose(&names)/> }.into_any())
}

/// How full each quota is, with what that means.
fn meters(cx: &PageCx, used: &PlanUse) -> AnyView {
    let counted = used.quotas.iter().filter(|of| of.quota != Quota::HistoryDays);
    counted.map(|of| meter(cx, of)).collect_view().into_any()
}

/// When what is counted by month begins anew.
fn anew(cx: &PageCx, used: &PlanUse) -> String {
    cx.t.plans().anew_on(&format::day(cx.locale, used.anew_on))
}

fn meter(cx: &PageCx, of: &QuotaUse) -> AnyView {
    let t = cx.t.plans();
    let label = t.quota(of.quota.code());
    let used = format::integer(cx.locale, of.used);
    let notes = notes(cx, of);
    let counts = match of.limit {
        Some(limit) => t.used_of(&format::integer(cx.locale, limit), &used),
        None => format!("{used} · {}", t.no_limit()),
    };
    let (used, limit) = (of.used.unsigned_abs(), of.limit.map(i64::unsigned_abs));
    let waiting = (of.quota == Quota::Orders && of.parked > 0).then(|| {
        view! { <a href=not_imported::waiting(None)>{cx.t.syncs().see_waiting()}</a> }
    });
    view! { <Usage label=label used=used limit=limit counts=counts notes=notes more=waiting.into_any()/> }
        .into_any()
}

/// What the figures of a quota mean: today, when the limit is reached, and what waits.
fn notes(cx: &PageCx, of: &QuotaUse) -> Vec<String> {
    let t = cx.t.plans();
    let mut notes = Vec::new();
    notes.extend(of.today.map(|today| t.today(&format::integer(cx.locale, today))));
    if let Some(limit) = of.limit {
        if of.used > limit && limit > 0 {
            notes.push(t.exceeded(&format::integer(cx.locale, of.used - limit)));
        } else if of.used == limit && limit > 0 {
            notes.push(t.reached().to_owned());
        } else if let Some(day) = of.reached_on {
            notes.push(t.reached_on(&format::day(cx.locale, day)));
        } else if of.today.is_some() {
            notes.push(t.lasts().to_owned());
        }
    }
    match of.quota {
        // Where there is room they are on their way: a round of their own lets them in.
        Quota::Orders if of.parked > 0 && of.limit.is_none_or(|limit| of.used < limit) => {
            notes.push(t.entering_orders(of.parked));
        }
        Quota::Orders if of.parked > 0 => notes.push(t.parked_orders(of.parked)),
        Quota::Connections if of.parked > 0 => notes.push(t.parked_connections(of.parked)),
        _ => {}
    }
    if of.uncounted > 0 {
        notes.push(t.demo_connections(of.uncounted));
    }
    notes
}

/// What happens at each limit.
fn beyond(cx: &PageCx) -> AnyView {
    let t = cx.t.plans();
    let counted =
        Quota::ALL.iter().map(|quota| Fact::new(t.quota(quota.code()), t.quota_help(quota.code()))).collect();
    view! {
        <Panel title=t.beyond()>
            <div class="prose measure">
                <ul>
                    <li>{t.beyond_orders()}</li>
                    <li>{t.beyond_validations()}</li>
                    <li>{t.beyond_places()}</li>
                </ul>
                <Facts facts=counted wide=true/>
            </div>
        </Panel>
    }
    .into_any()
}
