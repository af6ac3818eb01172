//! What a check would count of what the plan includes, as it is told before it is started.

use crate::{billing, page::PageCx, plans};
use domain::{Fault, Money, Permission};
use hub::{permit::ManageBilling, validation::CheckCost};
use i18n::format;
use leptos::prelude::*;
use rust_decimal::Decimal;
use ui::{Banner, LinkButton, Tone};

/// What is told of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub cost: CheckCost,
    /// What a thousand products beyond the plan cost, where they are paid for and the reader may know.
    thousand: Option<Money>,
}

impl Told {
    pub async fn of(cx: &PageCx, cost: Option<CheckCost>) -> Result<Option<Self>, Fault> {
        let Some(cost) = cost else { return Ok(None) };
        let thousand = match cost.pays_beyond && cost.may_go_beyond() {
            true => thousand(cx).await?,
            false => None,
        };
        Ok(Some(Self { cost, thousand }))
    }

    /// For a page whose button starts the check.
    pub fn view(self, cx: &PageCx) -> AnyView {
        let (t, cost) = (cx.t.checks(), self.cost);
        if cost.is_beyond_plan() {
            let text = cx.t.validation().beyond_plan();
            return view! {
                <p class="meta">{text} " " <a href=plans::PATH>{cx.t.plans().see_plans()}</a></p>
            }
            .into_any();
        }
        let known = match (cost.most, cost.about) {
            (Some(most), _) => Some(cx.t.validation().will_count(most, cost.left)),
            (None, about) => about.map(|about| t.will_count_about(about, cost.left)),
        };
        let once = cx.t.validation().counts_once();
        match known {
            Some(known) if cost.may_go_beyond() && cost.pays_beyond => self.paid(cx, &known),
            Some(_) if cost.may_go_beyond() => larger(cx, cost),
            Some(known) => view! { <p class="meta">{known} " " {once}</p> }.into_any(),
            None => {
                let unknown = t.count_unknown(cost.left);
                let beyond = if cost.pays_beyond { self.charged(cx) } else { t.beyond_stops().to_owned() };
                view! { <p class="meta">{unknown} " " {beyond} " " {once}</p> }.into_any()
            }
        }
    }

    /// Of a sheet of which a part may be paid for one by one.
    fn paid(self, cx: &PageCx, known: &str) -> AnyView {
        let text = format!("{known} {}", self.charged(cx));
        let action = match cx.may(Permission::ManageBilling) {
            true => {
                view! { <LinkButton label=cx.t.billing().see_subscription() href=billing::PATH/> }.into_any()
            }
            false => see_plans(cx),
        };
        let title = cx.t.checks().beyond_is_paid();
        view! { <Banner tone=Tone::Info title=title text=text action=action/> }.into_any()
    }

    /// That what goes beyond is paid for, and how much, as far as the reader may know.
    fn charged(self, cx: &PageCx) -> String {
        let t = cx.t.checks();
        match self.thousand {
            Some(price) => {
                format!("{} {}", t.beyond_paid(), t.thousand_beyond(&format::unit_price(cx.locale, price)))
            }
            None => t.beyond_paid().to_owned(),
        }
    }
}

/// Of a sheet whose check is stopped as soon as it goes beyond the plan. That it does is not certain: products that were
/// counted this month in another sheet do not count again.
fn larger(cx: &PageCx, cost: CheckCost) -> AnyView {
    let t = cx.t.checks();
    let title = t.larger_than_plan();
    let text = match cost.most {
        Some(most) => t.larger_than_plan_text(most, cost.left),
        None => t.larger_than_plan_about(cost.about.unwrap_or_default(), cost.left),
    };
    view! { <Banner tone=Tone::Warning title=title text=text action=see_plans(cx)/> }.into_any()
}

fn see_plans(cx: &PageCx) -> AnyView {
    view! { <LinkButton label=cx.t.plans().see_plans() href=plans::PATH/> }.into_any()
}

/// What a thousand products beyond the plan cost, for whoever manages what the company pays.
async fn thousand(cx: &PageCx) -> Result<Option<Money>, Fault> {
    let who = cx.principal().ok_or(Fault::Unauthenticated)?;
    let Ok(permit) = who.authorize::<ManageBilling>() else { return Ok(None) };
    let price = hub::billing::overage_price_soon(&permit, billing::currency(cx).await?).await;
    let thousand = |price: Money| {
        let amount = price.amount.checked_mul(Decimal::from(1_000))?;
        Some(Money::new(amount, price.currency))
    };
    Ok(price.and_then(thousand))
}
