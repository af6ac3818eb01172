//! The plans side by side.

use super::{PATH, is_given};
use crate::{
    billing::{self, Offer},
    page::PageCx,
    query_string::with_query,
};
use domain::{BillingInterval, Permission, PlanCode, PlanCurrency, PlanSource, Quota, view::usage::PlanUse};
use i18n::plan::{limit, price};
use leptos::prelude::*;
use ui::{
    Fact, Facts, FilterBar, FilterSelect, LinkButton, ListFrame, Panel, SelectOption, StatusBadge, Tone,
};

/// What the plans are shown beside and in.
pub(super) struct Shown<'a> {
    pub used: &'a PlanUse,
    pub offer: Offer,
    pub interval: BillingInterval,
    pub money: PlanCurrency,
    /// Whether the company pays in that currency already: no change of its plan changes it.
    pub is_fixed: bool,
}

pub(super) fn panel(cx: &PageCx, shown: &Shown<'_>) -> AnyView {
    let t = cx.t.plans();
    let cards = PlanCode::ALL.iter().map(|code| card(cx, shown, *code)).collect_view();
    let intervals = BillingInterval::ALL
        .iter()
        .map(|of| SelectOption::new(of.code(), t.interval(of.code())).chosen(shown.interval.code()));
    let currencies =
        PlanCurrency::ALL.iter().map(|of| SelectOption::new(of.code(), of.iso()).chosen(shown.money.code()));
    let (intervals, currencies): (Vec<_>, Vec<_>) = (intervals.collect(), currencies.collect());
    let (apply, label) = (t.show_prices(), t.compare());
    let money = (!shown.is_fixed)
        .then(|| view! { <FilterSelect name="moeda" label=t.currency() options=currencies/> });
    let paid_in = shown.is_fixed.then(|| view! { <p class="meta">{t.paid_in(shown.money.iso())}</p> });
    let filters = view! {
        <FilterBar action=PATH label=label apply=apply>
            <FilterSelect name="periodo" label=t.paid() options=intervals/>
            {money}
        </FilterBar>
    };
    view! {
        <Panel title=t.compare()>
            {paid_in}
            <ListFrame filters=filters.into_any()><div class="card-grid of-plans">{cards}</div></ListFrame>
        </Panel>
    }
    .into_any()
}

fn card(cx: &PageCx, shown: &Shown<'_>, code: PlanCode) -> AnyView {
    let t = cx.t.plans();
    let is_own = shown.used.plan == code;
    let price = match (price(cx.locale, code, shown.interval, shown.money), shown.interval) {
        (Some(price), BillingInterval::Month) => t.price_month(&price),
        (Some(price), BillingInterval::Year) => t.price_year(&price),
        (None, _) if code == PlanCode::Free => t.free_price().to_owned(),
        (None, _) => t.contract_price().to_owned(),
    };
    // A contract may say something else than the plan as it is offered.
    let limits = if is_own { shown.used.limits } else { code.plan().limits };
    let mut facts: Vec<Fact> = Quota::ALL
        .iter()
        .map(|quota| Fact::new(t.quota(quota.code()), limit(cx.locale, *quota, limits.of(*quota))))
        .collect();
    facts.push(Fact::new(t.priority(), t.priority_rank(code.code())));
    if let Some(price) = shown.offer.beyond.filter(|_| code.has_overage(shown.interval)) {
        facts.push(Fact::new(cx.t.billing().beyond_price(), billing::overage_price(cx, price)));
    }
    let badge = is_own.then(|| view! { <StatusBadge tone=Tone::Positive label=t.yours()/> });
    let choose = choose(cx, shown, code);
    let is_tried = choose.is_some() && code.lookup_key(shown.interval).is_some();
    let is_tried = is_tried && !is_given(shown.used.source, shown.used.plan, code);
    let days = shown.offer.trial_days.filter(|_| is_tried);
    let days = days.map(|days| view! { <p class="meta">{cx.t.billing().free_days(days.into())}</p> });
    view! {
        <article class="card">
            <div class="timeline-head"><h3 class="run-result">{t.plan(code.code())}</h3>{badge}</div>
            <div><strong class="run-result">{price}</strong>{days}</div>
            {choose.unwrap_or_else(|| view! { <div></div> }.into_any())}
            <Facts facts=facts wide=true/>
        </article>
    }
    .into_any()
}

/// The way to what a plan costs and when it holds, for whoever may pay for it. What the company pays for already, or has all of without
/// paying, is not offered.
fn choose(cx: &PageCx, shown: &Shown<'_>, code: PlanCode) -> Option<AnyView> {
    let (used, interval) = (shown.used, shown.interval);
    let is_offered = match code {
        PlanCode::Free => used.source == PlanSource::Subscription,
        _ => code.lookup_key(interval).is_some(),
    };
    let may = cx.may(Permission::ManageBilling) && cx.visit().hub().has_billing();
    let href = with_query(
        &billing::change_path(code),
        &[("periodo", interval.code()), ("moeda", shown.money.code())],
    );
    let (label, of) = (cx.t.billing().choose(), cx.t.plans().plan(code.code()));
    let is_by_contract = code != PlanCode::Free && code.lookup_key(BillingInterval::Month).is_none();
    if is_by_contract && used.plan != code {
        return by_contract(cx, of);
    }
    if !may || !is_offered || shown.offer.held == Some((code, interval)) {
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
