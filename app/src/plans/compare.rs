//! The plans side by side.

use super::{PATH, is_given};
use crate::{billing, page::PageCx, query_string::with_query};
use domain::{BillingInterval, Permission, PlanCode, PlanCurrency, PlanSource, Quota, view::usage::PlanUse};
use i18n::plan::{limit, price};
use leptos::prelude::*;
use ui::{
    Fact, Facts, FilterBar, FilterSelect, LinkButton, ListFrame, Panel, SelectOption, StatusBadge, Tone,
};

pub(super) fn panel(
    cx: &PageCx,
    used: &PlanUse,
    held: Option<(PlanCode, BillingInterval)>,
    (interval, money): (BillingInterval, PlanCurrency),
) -> AnyView {
    let t = cx.t.plans();
    let cards =
        PlanCode::ALL.iter().map(|code| card(cx, used, held, *code, (interval, money))).collect_view();
    let intervals = BillingInterval::ALL
        .iter()
        .map(|of| SelectOption::new(of.code(), t.interval(of.code())).chosen(interval.code()));
    let currencies =
        PlanCurrency::ALL.iter().map(|of| SelectOption::new(of.code(), of.iso()).chosen(money.code()));
    let (intervals, currencies): (Vec<_>, Vec<_>) = (intervals.collect(), currencies.collect());
    let (apply, label) = (t.show_prices(), t.compare());
    let filters = view! {
        <FilterBar action=PATH label=label apply=apply clear=Default::default()>
            <FilterSelect name="periodo" label=t.paid() options=intervals/>
            <FilterSelect name="moeda" label=t.currency() options=currencies/>
        </FilterBar>
    };
    view! {
        <Panel title=t.compare()>
            <ListFrame filters=filters.into_any()><div class="card-grid of-plans">{cards}</div></ListFrame>
        </Panel>
    }
    .into_any()
}

fn card(
    cx: &PageCx,
    used: &PlanUse,
    held: Option<(PlanCode, BillingInterval)>,
    code: PlanCode,
    (interval, money): (BillingInterval, PlanCurrency),
) -> AnyView {
    let t = cx.t.plans();
    let is_own = used.plan == code;
    let price = match (price(cx.locale, code, interval, money), interval) {
        (Some(price), BillingInterval::Month) => t.price_month(&price),
        (Some(price), BillingInterval::Year) => t.price_year(&price),
        (None, _) if code == PlanCode::Free => t.free_price().to_owned(),
        (None, _) => t.contract_price().to_owned(),
    };
    // A contract may say something else than the plan as it is offered.
    let limits = if is_own { used.limits } else { code.plan().limits };
    let mut facts: Vec<Fact> = Quota::ALL
        .iter()
        .map(|quota| Fact::new(t.quota(quota.code()), limit(cx.locale, *quota, limits.of(*quota))))
        .collect();
    facts.push(Fact::new(t.priority(), t.priority_rank(code.code())));
    let badge = is_own.then(|| view! { <StatusBadge tone=Tone::Positive label=t.yours()/> });
    let choose = choose(cx, used, held, code, (interval, money));
    view! {
        <article class="card integration">
            <div class="integration-head"><h3>{t.plan(code.code())}</h3>{badge}</div>
            <strong class="run-result">{price}</strong>
            <Facts facts=facts wide=true/>
            {choose}
        </article>
    }
    .into_any()
}

/// The way to what a plan costs and when it holds, for whoever may pay for it. What the company pays for already, or has all of without
/// paying, is not offered.
fn choose(
    cx: &PageCx,
    used: &PlanUse,
    held: Option<(PlanCode, BillingInterval)>,
    code: PlanCode,
    (interval, money): (BillingInterval, PlanCurrency),
) -> Option<AnyView> {
    let is_offered = match code {
        PlanCode::Free => used.source == PlanSource::Subscription,
        _ => code.lookup_key(interval).is_some(),
    };
    let may = cx.may(Permission::ManageBilling) && cx.visit().hub().has_billing();
    let href =
        with_query(&billing::change_path(code), &[("periodo", interval.code()), ("moeda", money.code())]);
    let (label, of) = (cx.t.billing().choose(), cx.t.plans().plan(code.code()));
    let is_by_contract = code != PlanCode::Free && code.lookup_key(BillingInterval::Month).is_none();
    if is_by_contract && used.plan != code {
        return by_contract(cx, of);
    }
    if !may || !is_offered || held == Some((code, interval)) {
        return None;
    }
    if is_given(used.source, used.plan, code) {
        let included = cx.t.billing().given_included(&cx.t.plans().plan(used.plan.code()));
        return (code != used.plan).then(|| view! { <p class="meta">{included}</p> }.into_any());
    }
    Some(view! { <LinkButton label=label of=of href=href/> }.into_any())
}

/// The way to a plan that has no price, for whoever may decide on it: to whom the operator of the installation named.
fn by_contract(cx: &PageCx, plan: String) -> Option<AnyView> {
    if !cx.may(Permission::ManageBilling) {
        return None;
    }
    let (t, hub) = (cx.t.plans(), cx.visit().hub());
    match hub.sales_contact() {
        Some(contact) => {
            let (label, href) = (t.ask_offer(), contact.href(t.offer_subject()));
            Some(view! { <LinkButton label=label of=plan href=href/> }.into_any())
        }
        None => hub.has_billing().then(|| {
            let ask = cx.t.billing().conflict_text("not_on_sale");
            view! { <p class="meta">{ask}</p> }.into_any()
        }),
    }
}
