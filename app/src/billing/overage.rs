//! What goes beyond the plan: its switch on the page of the subscription, and `/admin/assinatura/alem-do-plano`, which asks before it
//! is paid for.

use super::{BillingOverage, BillingTakeBack, PATH, change::trail, said};
use crate::{
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page},
};
use domain::{Fault, Money, PlanCode, Quota, SubscriptionStatus, view::billing::SubscriptionView};
use hub::permit::ManageBilling;
use i18n::{format, plan};
use leptos::{prelude::*, server_fn::ServerFn};
use ui::{Button, ButtonKind, Fact, Facts, FormActions, LinkButton, PageHeader, Panel};

/// Where it is asked whether what goes beyond the plan is to be paid for.
const ASK: &str = "/admin/assinatura/alem-do-plano";

/// Whether a subscription has the switch: one of a plan that it goes with does while it is paid, and whatever has it on.
pub(super) fn has_switch(subscription: &SubscriptionView) -> bool {
    let sold = subscription.plan.zip(subscription.interval);
    let is_offered = sold.is_some_and(|(plan, interval)| plan.has_overage(interval));
    let is_paid = subscription.status.is_some_and(SubscriptionStatus::is_in_order);
    subscription.has_overage || is_offered && is_paid
}

/// What one product beyond the plan costs.
pub(crate) fn price_of(cx: &PageCx, price: Money) -> String {
    let limit = PlanCode::Business.plan().limits.of(Quota::Validations);
    let limit = plan::limit(cx.locale, Quota::Validations, limit);
    cx.t.billing().overage_price(&limit, &format::unit_price(cx.locale, price))
}

/// The switch; without a way to press it while a smaller plan waits. Without a price it says that Stripe did not tell it.
pub(super) fn panel(cx: &PageCx, subscription: &SubscriptionView, price: Option<Money>) -> AnyView {
    let (t, here) = (cx.t.billing(), cx.here());
    let text = if subscription.has_overage { t.overage_on() } else { t.overage_off() };
    let price = price.map_or_else(|| t.beyond_price_unknown().to_owned(), |price| price_of(cx, price));
    let facts = vec![Fact::new(t.beyond_price(), price)];
    let press = if subscription.next.is_some() {
        let meta = view! { <p class="meta">{t.overage_scheduled()}</p> };
        // Whoever pays for it can stop that from here.
        let undo = subscription.has_overage.then(|| {
            view! { <PostForm action=BillingTakeBack::url() return_to=here class="inline-form"><Button label=t.take_back()/></PostForm> }
        });
        view! { {meta}{undo} }.into_any()
    } else if subscription.has_overage {
        view! { <PostForm action=BillingOverage::url() return_to=here class="inline-form"><Button label=t.switch_off()/></PostForm> }.into_any()
    } else {
        view! { <LinkButton label=t.switch_on() of=t.overage() href=ASK/> }.into_any()
    };
    view! { <Panel title=t.overage() context=text><Facts facts=facts wide=true/><div class="actions">{press}</div></Panel> }
        .into_any()
}

/// `/admin/assinatura/alem-do-plano`
pub fn overage_page() -> Drawing {
    member_page::<ManageBilling, _, _>(Area::Settings, |cx, permit| async move {
        let t = cx.t.billing();
        let refused = |what: &str| {
            let (title, text) = super::conflict(&cx, what)?;
            Some(said(title, text, (t.see_subscription(), PATH)))
        };
        let billing = hub::billing::view(&permit).await?;
        let body = match &billing.subscription {
            _ if !billing.is_on => refused("billing_off"),
            Some(subscription) if has_switch(subscription) && !subscription.has_overage => {
                if subscription.next.is_some() {
                    refused("change_scheduled")
                } else {
                    let currency = super::currency(&cx).await?;
                    match hub::billing::overage_price(&permit, currency).await.map_err(Fault::from) {
                        Ok(price) => Some(asking(&cx, price)),
                        Err(Fault::Conflict { what }) => refused(&what),
                        Err(other) => return Err(other),
                    }
                }
            }
            Some(subscription) if subscription.has_overage => {
                Some(said(t.switched_on().to_owned(), String::new(), (t.see_subscription(), PATH)))
            }
            _ => refused("overage_not_offered"),
        };
        let page = view! {
            {trail(&cx)}
            <PageHeader title=t.overage_ask() context=t.overage_ask_context().into_any()/>
            {body}
        };
        Ok(Page::new(t.overage_ask(), page))
    })
}

fn asking(cx: &PageCx, price: Money) -> AnyView {
    let (t, here) = (cx.t.billing(), cx.here());
    let facts = vec![
        Fact::new(t.beyond_price(), price_of(cx, price)),
        Fact::new(t.today(), t.nothing_today()),
        Fact::new(t.overage_billed(), t.overage_billed_how()),
    ];
    view! {
        <Panel title=t.overage()><Facts facts=facts wide=true/></Panel>
        <PostForm action=BillingOverage::url() return_to=here>
            <input type="hidden" name="on" value="1"/>
            <FormActions>
                <Button label=t.switch_on() kind=ButtonKind::Primary/>
                <LinkButton label=t.back() href=PATH/>
            </FormActions>
        </PostForm>
    }
    .into_any()
}
