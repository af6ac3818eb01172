//! What pages show of Stripe without asking it each time.

use super::World;
use domain::{PlanCode, PlanCurrency};
use hub::billing::{self, next_payment, overage_price, overage_price_soon, switch_overage};
use sandbox::{Fault as ApiFault, FaultRule};

const PREVIEW: &str = "/v1/invoices/create_preview";
const PRICES: &str = "/v1/prices";

impl World {
    /// How often Stripe was asked for something, since its requests were forgotten.
    fn asked(&self, path: &str) -> usize {
        self.stripe.requests().iter().filter(|request| request.path == path).count()
    }
}

#[tokio::test]
async fn what_a_page_shows_is_asked_for_once_and_again_when_the_subscription_changes() {
    let world = World::paying(PlanCode::Business).await;
    let cx = world.billing();
    world.stripe.forget_requests();
    for currency in [PlanCurrency::Usd, PlanCurrency::Brl, PlanCurrency::Usd] {
        assert_eq!(next_payment(&cx).await.unwrap().unwrap().sum.minor(), Ok(29_900));
        let price = overage_price_soon(&cx, currency).await.unwrap();
        assert_eq!(price.currency.code(), currency.iso());
    }
    assert_eq!((world.asked(PREVIEW), world.asked(PRICES)), (1, 1));
    // Who is about to pay for it sees what it costs now.
    let price = overage_price(&cx, PlanCurrency::Usd).await.unwrap();
    assert_eq!(world.asked(PRICES), 2);
    assert_eq!(overage_price_soon(&cx, PlanCurrency::Usd).await, Some(price));
    switch_overage(&cx, true).await.unwrap();
    world.stripe.forget_requests();
    assert!(next_payment(&cx).await.unwrap().is_some());
    assert_eq!((world.asked(PREVIEW), world.asked(PRICES)), (1, 0));
    billing::cancel(&cx).await.unwrap();
    assert_eq!(next_payment(&cx).await.unwrap(), None, "none comes");
}

#[tokio::test]
async fn what_stripe_does_not_say_is_not_asked_for_again_at_once() {
    let world = World::paying(PlanCode::Business).await;
    let cx = world.billing();
    let shown = async || (next_payment(&cx).await.unwrap(), overage_price_soon(&cx, PlanCurrency::Usd).await);
    world.stripe.fault(FaultRule::times(ApiFault::ServerError, 40));
    assert_eq!(shown().await, (None, None));
    world.stripe.clear_faults();
    world.stripe.forget_requests();
    assert_eq!(shown().await, (None, None));
    assert_eq!((world.asked(PREVIEW), world.asked(PRICES)), (0, 0));
    // Who is about to pay waits for it, and others have it from there.
    let price = overage_price(&cx, PlanCurrency::Usd).await.unwrap();
    assert_eq!(shown().await, (None, Some(price)));
}
