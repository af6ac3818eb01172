//! `/admin/assinatura/mudar/:plan`: what a change costs, when it holds, and what it leaves out; `/admin/assinatura/encerrar`.

use super::{BillingCancel, BillingChange, PATH, paid_on, price_of, said, taken_off};
use crate::{
    form::PostForm,
    page::{Area, Drawing, Page, PageCx, member_page},
    plans,
};
use chrono::TimeDelta;
use domain::{
    BillingInterval, Fault, Limits, PlanCode, PlanCurrency, Quota, SubscriptionStatus,
    view::{
        billing::{BillingView, ChangeKind, ChangeView},
        usage::Smaller,
    },
};
use hub::{
    auth::OrgCx,
    permit::{ManageBilling, View},
};
use i18n::{format, plan};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;
use ui::{
    Banner, Breadcrumbs, Button, ButtonKind, EmptyState, Fact, Facts, FormActions, IconName, LinkButton,
    PageHeader, Panel, Tone,
};

/// How the plan is to be paid for, as the page of plans says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    periodo: String,
    moeda: String,
}

/// `/admin/assinatura/mudar/:plan`
pub fn change_page() -> Drawing {
    member_page::<ManageBilling, _, _>(Area::Settings, |cx, permit| async move {
        let plan: PlanCode = cx.param("plan")?;
        let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
        if plan == PlanCode::Free {
            return end_page(&cx, &permit).await;
        }
        let smaller = hub::plans::smaller(&reads, &plan.plan().limits).await?;
        let wanted = cx.query::<Wanted>();
        let interval = wanted.periodo.parse().unwrap_or(BillingInterval::Month);
        let currency = match wanted.moeda.parse::<PlanCurrency>() {
            Ok(currency) => currency,
            Err(_) => super::currency(&cx).await?,
        };
        let name = cx.t.plans().plan(plan.code());
        let holds = hub::plans::find(&reads).await?.effective;
        let given = plans::is_given(holds.source, holds.plan, plan).then(|| {
            let (t, has) = (cx.t.billing(), cx.t.plans().plan(holds.plan.code()));
            view! { <Banner tone=Tone::Warning title=t.given(&has) text=t.given_text()/> }
        });
        let body = match hub::billing::look(&permit, plan, interval, currency).await {
            Ok(Some(change)) => changing(&cx, &change, &smaller),
            Ok(None) => said(cx.t.billing().have_it().to_owned(), String::new(), to_plans(&cx)),
            Err(error) => match Fault::from(error) {
                // Said on the page itself: nobody has posted anything yet.
                Fault::Conflict { what } => match super::conflict(&cx, &what) {
                    Some((title, text)) if what == "payment_missing" => {
                        let pay = super::pay_owed(&cx);
                        view! { <EmptyState icon=IconName::Info title=title text=text action=pay/> }
                            .into_any()
                    }
                    Some((title, text)) if what == "paused" => {
                        said(title, text, (cx.t.billing().see_subscription(), PATH))
                    }
                    Some((title, text)) => said(title, text, to_plans(&cx)),
                    None => return Err(Fault::Conflict { what }),
                },
                other => return Err(other),
            },
        };
        let t = cx.t.billing();
        let page = view! {
            {trail(&cx)}
            <PageHeader title=t.change(&name) context=t.change_context().into_any()/>
            {given}
            {body}
        };
        Ok(Page::new(t.change(&name), page))
    })
}

pub(super) fn trail(cx: &PageCx) -> AnyView {
    let t = cx.t.billing();
    view! { <Breadcrumbs label=t.title() trail=vec![(t.title().to_owned(), PATH.to_owned())]/> }.into_any()
}

fn to_plans(cx: &PageCx) -> (&'static str, &'static str) {
    (cx.t.plans().see_plans(), plans::PATH)
}

fn changing(cx: &PageCx, change: &ChangeView, smaller: &[Smaller]) -> AnyView {
    let t = cx.t.billing();
    let price = price_of(cx, change.price, change.interval);
    let sum = |money| format::money(cx.locale, money);
    let mut facts = vec![Fact::new(t.new_price(), price.clone())];
    let mut shown_at = String::new();
    let confirm = match &change.kind {
        ChangeKind::Checkout { trial_days } => {
            if let Some(days) = trial_days {
                facts.push(Fact::new(t.trial(), t.trial_days((*days).into(), &price)));
                facts.push(Fact::new(t.today(), t.nothing_today()));
                let first = format::date(cx.locale, cx.now + TimeDelta::days((*days).into()), cx.zone);
                facts.push(Fact::new(t.first_payment(), t.paid_on(&sum(change.price), &first)));
                facts.push(Fact::new(t.holds(), t.holds_after_card()));
            } else {
                facts.push(Fact::new(t.today(), t.pay_today(&sum(change.price))));
                facts.push(Fact::new(t.holds(), t.holds_after_checkout()));
            }
            t.confirm_checkout()
        }
        ChangeKind::Now { today, first, at } => {
            let today = if !today.sum.amount.is_zero() || !today.credit.amount.is_zero() {
                match taken_off(cx, *today) {
                    Some((what, credit, off)) => t.pay_today_less(what, &credit, &off, &sum(today.sum)),
                    None => t.pay_today(&sum(today.sum)),
                }
            } else if today.left.amount.is_zero() {
                t.nothing_today().to_owned()
            } else {
                t.credit_today(&sum(today.left))
            };
            facts.push(Fact::new(t.today(), today));
            match first {
                Some((end, first)) => {
                    let first = paid_on(cx, *first, &format::date(cx.locale, *end, cx.zone));
                    facts.push(Fact::new(t.first_payment(), first));
                    facts.push(Fact::new(t.holds(), t.holds_now_trial()));
                }
                None => facts.push(Fact::new(t.holds(), t.holds_now())),
            }
            shown_at = at.timestamp().to_string();
            t.confirm_now()
        }
        ChangeKind::AtPeriodEnd { at, is_trial, first } => {
            let day = format::date(cx.locale, *at, cx.zone);
            facts.push(Fact::new(t.today(), t.nothing_today()));
            facts.extend(first.map(|first| Fact::new(t.first_payment(), paid_on(cx, first, &day))));
            let holds = if *is_trial { t.holds_at_trial(&day) } else { t.holds_at(&day) };
            facts.push(Fact::new(t.holds(), holds));
            t.confirm_later()
        }
    };
    if change.undoes_end {
        facts.push(Fact::new(t.end_undone(), t.end_undone_text()));
    }
    if let Some(ends) = overage_ends(cx, change.ends_overage, &change.to.plan().limits) {
        facts.push(Fact::new(t.overage(), ends));
    }
    let (plan, interval, currency) = (change.to.code(), change.interval.code(), change.currency.code());
    let (here, less) = (cx.here(), less(cx, smaller));
    view! {
        <Panel title=cx.t.plans().plan(plan)><Facts facts=facts wide=true/></Panel>
        {less}
        <PostForm action=BillingChange::url() return_to=here>
            <input type="hidden" name="plan" value=plan/>
            <input type="hidden" name="interval" value=interval/>
            <input type="hidden" name="currency" value=currency/>
            <input type="hidden" name="at" value=shown_at/>
            <FormActions>
                <Button label=confirm kind=ButtonKind::Primary/>
                <LinkButton label=t.back() href=plans::PATH/>
            </FormActions>
        </PostForm>
    }
    .into_any()
}

/// That what goes beyond the plan stops, where it is paid for until then.
fn overage_ends(cx: &PageCx, ends: bool, limits: &Limits) -> Option<String> {
    let limit = limits.of(Quota::Validations).filter(|_| ends)?;
    Some(cx.t.billing().overage_ends(&plan::limit(cx.locale, Quota::Validations, Some(limit))))
}

/// What stands still, waits or goes with a smaller plan.
fn less(cx: &PageCx, smaller: &[Smaller]) -> Option<AnyView> {
    let t = cx.t.billing();
    let lines = smaller.iter().map(|of| view! { <li>{less_of(cx, of)}</li> }).collect_view();
    (!smaller.is_empty())
        .then(|| view! { <Panel title=t.less()><ul class="prose">{lines}</ul></Panel> }.into_any())
}

fn less_of(cx: &PageCx, of: &Smaller) -> String {
    let t = cx.t.billing();
    let quota = cx.t.plans().quota(of.quota.code());
    let limit = plan::limit(cx.locale, of.quota, Some(of.limit));
    let mut said = if of.is_over() {
        t.over(&limit, &quota, &format::integer(cx.locale, of.used))
    } else {
        t.smaller(&limit, &plan::limit(cx.locale, of.quota, of.now), &quota)
    };
    let mut add = |further: &str| {
        said.push(' ');
        said.push_str(further);
    };
    if of.is_over() || of.quota == Quota::HistoryDays {
        add(&t.over_effect(of.quota.code()));
    }
    if !of.stopping.is_empty() {
        let count = i64::try_from(of.stopping.len()).unwrap_or(i64::MAX);
        add(&t.over_stopping(count, &of.stopping.join(", ")));
    }
    said
}

/// Asks whether the subscription is to end: until when its plan holds, which one follows, and what goes with it.
fn ending(
    cx: &PageCx,
    billing: &BillingView,
    (follows, limits): (PlanCode, &Limits),
    smaller: &[Smaller],
) -> AnyView {
    let t = cx.t.billing();
    let refused = |what: &str| said(t.conflict(what), t.conflict_text(what), to_plans(cx));
    let live = billing.subscription.as_ref();
    let live = live.filter(|of| of.is_live());
    let body = match live.map(|of| (of, of.cancels_at.or(of.period_end))) {
        _ if !billing.is_on => refused("billing_off"),
        None => refused("not_subscribed"),
        Some((_, None)) => refused("billing_changed"),
        Some((subscription, Some(at))) => {
            let follows = cx.t.plans().plan(follows.code());
            let day = |at| format::date(cx.locale, at, cx.zone);
            let text = match (subscription.status, subscription.waits_until(cx.now)) {
                (Some(SubscriptionStatus::Trialing), _) => t.cancel_trial(&follows, &day(at)),
                (_, Some(waits)) => t.cancel_owed(&follows, &day(waits.min(at))),
                (Some(status), None) if status.is_owed() => t.cancel_lost(&day(at)),
                _ => t.cancel_text(&follows, &day(at)),
            };
            // Stripe forgets it with the end, and does not bring it back with what goes on.
            let next = subscription.next.map(|next| t.cancel_next(&cx.t.plans().plan(next.plan.code())));
            let beyond = overage_ends(cx, subscription.has_overage, limits);
            let text = [Some(text), next, beyond].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let (here, less) = (cx.of_company(PATH), less(cx, smaller));
            view! {
                <p class="measure">{text}</p>
                {less}
                <PostForm action=BillingCancel::url() return_to=here>
                    <FormActions>
                        <Button label=t.cancel() kind=ButtonKind::Danger/>
                        <LinkButton label=t.back() href=PATH/>
                    </FormActions>
                </PostForm>
            }
            .into_any()
        }
    };
    view! { {trail(cx)}<PageHeader title=t.cancel()/>{body} }.into_any()
}

/// `/admin/assinatura/encerrar`
pub fn cancel_page() -> Drawing {
    member_page::<ManageBilling, _, _>(
        Area::Settings,
        |cx, permit| async move { end_page(&cx, &permit).await },
    )
}

async fn end_page(cx: &PageCx, permit: &OrgCx<ManageBilling>) -> Result<Page, Fault> {
    let reads = cx.principal().ok_or(Fault::Unauthenticated)?.authorize::<View>()?;
    let (follows, limits) = hub::plans::without_subscription(&reads).await?;
    let smaller = hub::plans::smaller(&reads, &limits).await?;
    let billing = hub::billing::view(permit).await?;
    Ok(Page::new(cx.t.billing().cancel(), ending(cx, &billing, (follows, &limits), &smaller)))
}
