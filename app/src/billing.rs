//! `/admin/assinatura`: what the company subscribed to, its payments and its invoices.

mod api;
mod back;
mod change;
mod invoices;
mod notice;
mod overage;

pub use api::*;
pub use back::back_page;
pub use change::{cancel_page, change_page};
pub(crate) use notice::banner;
pub use overage::overage_page;
pub(crate) use overage::price_of as overage_price;

use crate::{
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page},
    plans,
};
use domain::{
    BillingInterval, Fault, Money, Permission, PlanCode, PlanCurrency, PlanSource, SubscriptionStatus,
    view::billing::{BillingView, OpenCheckout, Payment, SubscriptionView},
};
use hub::permit::{ManageBilling, View};
use i18n::format;
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{
    Banner, Button, ButtonKind, EmptyState, Fact, Facts, IconName, LinkButton, PageHeader, Panel,
    StatusBadge, Tone,
};

/// Where the subscription is.
pub(crate) const PATH: &str = "/admin/assinatura";
const CANCEL: &str = "/admin/assinatura/encerrar";

/// Where it is shown what a change to a plan costs.
pub(crate) fn change_path(plan: PlanCode) -> String {
    format!("{PATH}/mudar/{plan}")
}

/// `/admin/assinatura`
pub fn billing_page() -> Drawing {
    member_page::<ManageBilling, _, _>(Area::Settings, |cx, permit| async move {
        let billing = hub::billing::view(&permit).await?;
        let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        let plan = hub::plans::find(&reads).await?.effective;
        let next = hub::billing::next_payment(&permit).await?;
        let overage = match &billing.subscription {
            Some(subscription) if billing.is_on && overage::has_switch(subscription) => {
                let price = hub::billing::overage_price_soon(&permit, currency(&cx).await?).await;
                Some(overage::panel(&cx, subscription, price))
            }
            _ => None,
        };
        Ok(Page::new(cx.t.billing().title(), page(&cx, &billing, next, overage, (plan.plan, plan.source))))
    })
}

fn page(
    cx: &PageCx,
    billing: &BillingView,
    next: Option<Payment>,
    overage: Option<AnyView>,
    (plan, source): (PlanCode, PlanSource),
) -> AnyView {
    let t = cx.t.billing();
    let name = cx.t.plans().plan(plan.code());
    let top = match &billing.subscription {
        Some(subscription) => subscribed(cx, subscription, next, (billing.is_on, &name)),
        None => none(cx, billing, &name, source),
    };
    let manage = (billing.is_on && billing.has_customer).then(|| manage(cx, billing.subscription.is_some()));
    let go_on = billing.unfinished.filter(|_| billing.is_on).map(|open| go_on(cx, open));
    let invoices =
        (billing.has_customer || !billing.invoices.is_empty()).then(|| invoices::panel(cx, billing));
    let gone = billing.is_customer_gone.then(|| {
        view! { <Banner tone=Tone::Info title=t.conflict("customer_gone") text=t.conflict_text("customer_gone")/> }
    });
    view! {
        <PageHeader title=t.title() context=t.title_context().into_any()/>
        {gone}
        {go_on}
        {top}
        {overage}
        {manage}
        {invoices}
    }
    .into_any()
}

/// Nothing was ever subscribed to.
fn none(cx: &PageCx, billing: &BillingView, plan: &str, source: PlanSource) -> AnyView {
    let t = cx.t.billing();
    if !billing.is_on {
        return view! { <EmptyState icon=IconName::Info title=t.off() text=t.off_text(plan)/> }.into_any();
    }
    let (title, text) = if source == PlanSource::Assigned {
        (t.not_paid_here(plan), t.not_paid_here_text().to_owned())
    } else {
        (t.none().to_owned(), t.none_text(plan))
    };
    let action =
        view! { <LinkButton label=cx.t.plans().see_plans() href=plans::PATH kind=ButtonKind::Primary/> };
    view! { <EmptyState icon=IconName::Package title=title text=text action=action.into_any()/> }.into_any()
}

fn subscribed(
    cx: &PageCx,
    subscription: &SubscriptionView,
    next: Option<Payment>,
    (is_on, holds): (bool, &str),
) -> AnyView {
    let t = cx.t.billing();
    let plan = subscription.plan.map_or_else(|| t.status("unknown"), |plan| cx.t.plans().plan(plan.code()));
    let badge = view! { <StatusBadge tone=tone(subscription) label=t.status(code(subscription))/> };
    let off = (!is_on).then(|| view! { <Banner tone=Tone::Info title=t.off() text=t.off_text(&plan)/> });
    let is_over = subscription.status.is_some_and(SubscriptionStatus::is_over);
    let buttons = if is_on { buttons(cx, subscription, is_over) } else { ().into_any() };
    let mut facts = facts(cx, subscription, next);
    if is_over {
        facts.push(Fact::new(t.holds_instead(), holds.to_owned()));
    }
    view! {
        {off}
        <Panel title=plan actions=badge.into_any()>
            <Facts facts=facts wide=true/>
            {buttons}
        </Panel>
    }
    .into_any()
}

fn facts(cx: &PageCx, subscription: &SubscriptionView, next: Option<Payment>) -> Vec<Fact> {
    let t = cx.t.billing();
    let day = |at| format::date(cx.locale, at, cx.zone);
    let mut facts = Vec::new();
    if let (Some(price), Some(interval)) = (subscription.price, subscription.interval) {
        facts.push(Fact::new(t.new_price(), price_of(cx, price, interval)));
    }
    use SubscriptionStatus as Status;
    let is_trial = subscription.status == Some(Status::Trialing);
    if let Some(at) = subscription.trial_end.filter(|_| is_trial) {
        facts.push(Fact::new(t.trial_until(), day(at)));
    }
    if let Some(at) = subscription.ended_at {
        facts.push(Fact::new(t.ended_on(), day(at)));
    } else if let Some(at) = subscription.waits_until(cx.now) {
        facts.push(Fact::new(t.holds_until(), day(at)));
    } else if let Some(at) = subscription.cancels_at {
        facts.push(Fact::new(t.ends_on(), day(at)));
    } else if matches!(subscription.status, Some(Status::Active | Status::Trialing))
        && let Some(at) = subscription.period_end
    {
        let said = match next {
            Some(next) if subscription.has_overage => {
                t.paid_on_beyond(&format::money(cx.locale, next.sum), &day(at))
            }
            Some(next) => paid_on(cx, next, &day(at)),
            None => day(at),
        };
        facts.push(Fact::new(t.next_payment(), said));
    }
    if let Some(next) = subscription.next {
        let plan = cx.t.plans().plan(next.plan.code());
        let paid_in = subscription.price.map(|price| price.currency);
        let price = paid_in.and_then(|currency| next.price_in(currency));
        facts.push(Fact::new(
            t.next_plan(),
            match price {
                Some(price) => t.next_plan_for(&plan, &price_of(cx, price, next.interval), &day(next.at)),
                None => t.next_plan_on(&plan, &day(next.at)),
            },
        ));
    }
    facts
}

fn buttons(cx: &PageCx, subscription: &SubscriptionView, is_over: bool) -> AnyView {
    let t = cx.t.billing();
    let here = cx.here();
    if is_over {
        let again = view! { <LinkButton label=t.again() href=plans::PATH kind=ButtonKind::Primary/> };
        return view! { <div class="actions">{again}</div> }.into_any();
    }
    let is_owed = subscription.status.is_some_and(SubscriptionStatus::is_owed);
    let main = if is_owed {
        pay_owed(cx)
    } else if subscription.status == Some(SubscriptionStatus::Paused) {
        let here = here.clone();
        view! { <PostForm action=BillingResume::url() return_to=here class="inline-form"><Button label=t.resume() kind=ButtonKind::Primary/></PostForm> }.into_any()
    } else {
        view! { <LinkButton label=t.other_plan() href=plans::PATH kind=ButtonKind::Primary/> }.into_any()
    };
    let take_back = subscription.next.is_some().then(|| {
        let here = here.clone();
        view! { <PostForm action=BillingTakeBack::url() return_to=here class="inline-form"><Button label=t.take_back()/></PostForm> }
    });
    let end = if subscription.cancels_at.is_some() {
        view! { <PostForm action=BillingKeepOn::url() return_to=here class="inline-form"><Button label=t.keep_on()/></PostForm> }.into_any()
    } else {
        view! { <LinkButton label=t.cancel() href=CANCEL/> }.into_any()
    };
    view! { <div class="actions">{main}{take_back}{end}</div> }.into_any()
}

/// The way to the page of the invoice that has to be paid.
fn pay_owed(cx: &PageCx) -> AnyView {
    let (t, here) = (cx.t.billing(), cx.here());
    view! { <PostForm action=BillingPay::url() return_to=here class="inline-form"><Button label=t.pay_owed() kind=ButtonKind::Primary/></PostForm> }
        .into_any()
}

/// The ways to Stripe's own pages. Without a subscription there was no card yet.
fn manage(cx: &PageCx, has_card: bool) -> AnyView {
    let t = cx.t.billing();
    let card = has_card.then(|| to_portal(cx, "card", t.card()));
    let home = to_portal(cx, "home", t.portal());
    view! {
        <Panel title=t.manage() context=t.manage_text()>
            <div class="actions">{card}{home}</div>
        </Panel>
    }
    .into_any()
}

fn to_portal(cx: &PageCx, flow: &'static str, label: &'static str) -> AnyView {
    let here = cx.here();
    view! {
        <PostForm action=BillingPortal::url() return_to=here class="inline-form">
            <input type="hidden" name="flow" value=flow/>
            <Button label=label/>
        </PostForm>
    }
    .into_any()
}

/// What mends that something was refused, for whoever may.
pub(crate) fn mending(cx: &PageCx, what: &str) -> Option<AnyView> {
    let may = what == "card_declined" && cx.may(Permission::ManageBilling);
    may.then(|| to_portal(cx, "card", cx.t.billing().card()))
}

/// The way back to a checkout that was not gone through.
fn go_on(cx: &PageCx, open: OpenCheckout) -> AnyView {
    let (t, here) = (cx.t.billing(), cx.here());
    let plan = cx.t.plans().plan(open.plan.code());
    let text = t.unfinished_text(&format::date_time(cx.locale, open.until, cx.zone));
    let action = view! {
        <PostForm action=BillingSubscribe::url() return_to=here class="inline-form">
            <input type="hidden" name="plan" value=open.plan.code()/>
            <input type="hidden" name="interval" value=open.interval.code()/>
            <input type="hidden" name="currency" value=open.currency.code()/>
            <Button label=t.go_on()/>
        </PostForm>
    };
    view! { <Banner tone=Tone::Info title=t.unfinished(&plan) text=text action=action.into_any()/> }
        .into_any()
}

/// The currency that the company pays in already, or would: prices are shown in it first.
pub(crate) async fn currency(cx: &PageCx) -> Result<PlanCurrency, Fault> {
    let who = cx.principal().ok_or(Fault::Unauthenticated)?;
    let paid = hub::billing::currency(&who.authorize::<View>()?).await?;
    let is_brazilian = who.member().org_currency == PlanCurrency::Brl.iso();
    Ok(paid.unwrap_or(if is_brazilian { PlanCurrency::Brl } else { PlanCurrency::Usd }))
}

/// What whoever may pay is offered.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Offer {
    /// What is subscribed to; nothing where that has ended.
    pub held: Option<(PlanCode, BillingInterval)>,
    /// Days that a plan can be tried for nothing.
    pub trial_days: Option<u32>,
    /// What each product beyond the largest plan on sale costs, where that is known.
    pub beyond: Option<Money>,
}

/// What is offered to who looks at the plans; nothing where they may not pay, or nothing is paid here.
pub(crate) async fn offer(cx: &PageCx, currency: PlanCurrency) -> Result<Offer, Fault> {
    let who = cx.principal().ok_or(Fault::Unauthenticated)?;
    let Ok(permit) = who.authorize::<ManageBilling>() else { return Ok(Offer::default()) };
    let billing = hub::billing::view(&permit).await?;
    let live = billing.subscription.filter(SubscriptionView::is_live);
    let can_try = billing.is_on && billing.may_try && live.is_none();
    Ok(Offer {
        held: live.and_then(|of| of.plan.zip(of.interval)),
        trial_days: can_try.then_some(hub::billing::TRIAL_DAYS),
        beyond: hub::billing::overage_price_soon(&permit, currency).await,
    })
}

/// Why there is nothing to press here, and where to go.
fn said(title: String, text: String, (label, href): (&'static str, &'static str)) -> AnyView {
    let action = view! { <LinkButton label=label href=href/> };
    view! { <EmptyState icon=IconName::Info title=title text=text action=action.into_any()/> }.into_any()
}

/// How much is paid on a day, with what was taken off it.
fn paid_on(cx: &PageCx, payment: Payment, day: &str) -> String {
    let (t, sum) = (cx.t.billing(), format::money(cx.locale, payment.sum));
    match taken_off(cx, payment) {
        Some((what, credit, off)) => t.paid_on_less(what, &credit, &off, &sum, day),
        None => t.paid_on(&sum, day),
    }
}

/// What was taken off a payment, as texts choose by it, with the credit and the discount; nothing where nothing was.
fn taken_off(cx: &PageCx, payment: Payment) -> Option<(&'static str, String, String)> {
    let what = match (payment.credit.amount.is_zero(), payment.off.amount.is_zero()) {
        (true, true) => return None,
        (false, true) => "credit",
        (true, false) => "off",
        (false, false) => "both",
    };
    Some((what, format::money(cx.locale, payment.credit), format::money(cx.locale, payment.off)))
}

fn price_of(cx: &PageCx, price: Money, interval: BillingInterval) -> String {
    let (t, sum) = (cx.t.plans(), format::money(cx.locale, price));
    match interval {
        BillingInterval::Month => t.price_month(&sum),
        BillingInterval::Year => t.price_year(&sum),
    }
}

fn code(subscription: &SubscriptionView) -> &'static str {
    subscription.status.map_or("unknown", SubscriptionStatus::code)
}

fn tone(subscription: &SubscriptionView) -> Tone {
    use SubscriptionStatus as Status;
    match subscription.status {
        Some(Status::Active | Status::Trialing) if subscription.cancels_at.is_some() => Tone::Warning,
        Some(Status::Active | Status::Trialing) => Tone::Positive,
        Some(Status::PastDue | Status::Incomplete | Status::Paused) => Tone::Warning,
        Some(Status::Unpaid) => Tone::Critical,
        Some(Status::Canceled | Status::IncompleteExpired) | None => Tone::Neutral,
    }
}

/// Why a change was refused, in words.
pub(crate) fn conflict(cx: &PageCx, what: &str) -> Option<(String, String)> {
    const KNOWN: [&str; 16] = [
        "already_subscribed",
        "billing_changed",
        "billing_off",
        "card_declined",
        "change_scheduled",
        "currency_mismatch",
        "customer_gone",
        "invoice_not_payable",
        "not_on_sale",
        "not_subscribed",
        "nothing_scheduled",
        "overage_not_offered",
        "paused",
        "payment_missing",
        "preview_old",
        "price_missing",
    ];
    let t = cx.t.billing();
    KNOWN.contains(&what).then(|| (t.conflict(what), t.conflict_text(what)))
}
