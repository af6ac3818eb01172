//! Subscriptions from their first day to their last.

use sandbox::{AfterRetries, StripeOptions};
use serde_json::{Value, json};

use super::{BEGAN, DAY, account, text, with};

/// 2026-12-01T12:00:00Z and 2027-01-01T12:00:00Z.
const DECEMBER: i64 = BEGAN + 30 * DAY;
const JANUARY: i64 = DECEMBER + 31 * DAY;

pub(super) fn status(subscription: &Value) -> &str {
    subscription["status"].as_str().unwrap()
}

#[tokio::test]
async fn a_plan_is_subscribed_to_renewed_and_cancelled_at_the_end_of_its_period() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let begun = account.subscription(&id).await;
    assert_eq!(status(&begun), "active");
    assert_eq!(begun["metadata"], json!({ "org": "o_7" }));
    let item = &begun["items"]["data"][0];
    assert_eq!(
        (&item["current_period_start"], &item["current_period_end"]),
        (&json!(BEGAN), &json!(DECEMBER))
    );
    assert_eq!(item["price"]["lookup_key"], "pro_monthly_v1");
    assert!(begun.get("current_period_end").is_none(), "it stands on the items since basil");
    let first = account.invoices(&customer).await.remove(0);
    assert_eq!(
        (&first["status"], &first["total"], &first["amount_paid"]),
        (&json!("paid"), &json!(4_900), &json!(4_900))
    );
    assert_eq!(first["billing_reason"], "subscription_create");
    assert_eq!(first["parent"]["subscription_details"]["subscription"], json!(id));
    assert!(text(&first["number"]).ends_with("-0001") && first["invoice_pdf"].is_string());

    account.stripe.advance_days(30).await;
    let draft = account.invoices(&customer).await.remove(0);
    assert_eq!((&draft["status"], &draft["number"]), (&json!("draft"), &Value::Null));
    assert_eq!(draft["billing_reason"], "subscription_cycle");
    assert_eq!(
        (&draft["period_start"], &draft["period_end"]),
        (&json!(BEGAN), &json!(DECEMBER)),
        "the period that ended"
    );
    assert_eq!(draft["lines"]["data"][0]["period"], json!({ "start": DECEMBER, "end": JANUARY }));
    account.stripe.advance(std::time::Duration::from_secs(3_600)).await;
    let paid = account.invoices(&customer).await.remove(0);
    assert_eq!((&paid["status"], &paid["attempt_count"]), (&json!("paid"), &json!(1)));

    let path = format!("/v1/subscriptions/{id}");
    let ending = account.post(&path, &[("cancel_at_period_end", "true")]).await;
    assert_eq!((&ending["cancel_at"], status(&ending)), (&json!(JANUARY), "active"));
    let back = account.post(&path, &[("cancel_at_period_end", "false")]).await;
    assert_eq!((&back["cancel_at"], &back["canceled_at"]), (&Value::Null, &Value::Null));
    account.post(&path, &[("cancel_at_period_end", "true")]).await;
    account.stripe.advance_days(31).await;
    let over = account.subscription(&id).await;
    assert_eq!((status(&over), &over["ended_at"]), ("canceled", &json!(JANUARY)));
    assert_eq!(account.invoices(&customer).await.len(), 2, "nothing is asked for after the end");
    assert_eq!(account.told().last().unwrap(), "customer.subscription.deleted");
    let listed = account.get(&format!("/v1/subscriptions?customer={customer}")).await;
    assert_eq!(listed["data"], json!([]), "canceled ones are left out");
    let all = account.get(&format!("/v1/subscriptions?customer={customer}&status=all")).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_charge_that_fails_is_tried_again_until_the_subscription_ends() {
    let account = account().await;
    let (customer, id) = account.subscribed("business_monthly_v1", "4242424242424242", &[]).await;
    for _ in 0..4 {
        account.stripe.fail_next_payment(&customer, "insufficient_funds");
    }
    account.stripe.advance_days(31).await;
    let failed = account.invoices(&customer).await.remove(0);
    assert_eq!((&failed["status"], &failed["attempt_count"]), (&json!("open"), &json!(1)));
    assert_eq!(failed["next_payment_attempt"], json!(DECEMBER + 3_600 + 3 * DAY));
    assert_eq!(status(&account.subscription(&id).await), "past_due");
    assert_eq!(account.get(&format!("/v1/customers/{customer}")).await["delinquent"], true);
    account.stripe.advance_days(15).await;
    let over = account.subscription(&id).await;
    assert_eq!(
        (status(&over), &over["cancellation_details"]["reason"]),
        ("canceled", &json!("payment_failed"))
    );
    let last = account.invoices(&customer).await.remove(0);
    assert_eq!((&last["attempt_count"], &last["next_payment_attempt"]), (&json!(4), &Value::Null));
    let told = account.told();
    assert_eq!(told.iter().filter(|name| *name == "invoice.payment_failed").count(), 4);
}

#[tokio::test]
async fn a_retry_that_goes_through_makes_it_active_again() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.fail_next_payment(&customer, "card_declined");
    account.stripe.advance_days(31).await;
    assert_eq!(status(&account.subscription(&id).await), "past_due");
    account.stripe.advance_days(3).await;
    assert_eq!(status(&account.subscription(&id).await), "active");
    assert_eq!(account.invoices(&customer).await[0]["status"], "paid");
}

#[tokio::test]
async fn an_unpaid_subscription_makes_drafts_and_comes_back_when_it_is_paid() {
    let options = StripeOptions {
        after_retries: AfterRetries::Unpaid,
        retry_days: vec![3],
        ..StripeOptions::default()
    };
    let account = with(options).await;
    let (customer, id) = account
        .subscribed("pro_monthly_v1", "4000000000000341", &[("subscription_data[trial_period_days]", "7")])
        .await;
    assert_eq!(status(&account.subscription(&id).await), "trialing");
    account.stripe.advance_days(11).await;
    assert_eq!(status(&account.subscription(&id).await), "unpaid");
    account.stripe.advance_days(31).await;
    let invoices = account.invoices(&customer).await;
    assert_eq!((&invoices[0]["status"], &invoices[0]["auto_advance"]), (&json!("draft"), &json!(false)));
    // Tried by hand and declined, it is not tried again by itself.
    let newest = text(&invoices[0]["id"]);
    account.post(&format!("/v1/invoices/{newest}/finalize"), &[]).await;
    account.refused(&format!("/v1/invoices/{newest}/pay"), &[]).await;
    assert_eq!(account.invoices(&customer).await[0]["next_payment_attempt"], json!(null));
    assert_eq!(status(&account.subscription(&id).await), "unpaid");
    let method = text(
        &account.post("/v1/payment_methods/pm_card_visa/attach", &[("customer", &customer)]).await["id"],
    );
    account.post(&format!("/v1/subscriptions/{id}"), &[("default_payment_method", &method)]).await;
    let paid = account.post(&format!("/v1/invoices/{}/pay", text(&invoices[0]["id"])), &[]).await;
    assert_eq!(paid["status"], "paid");
    assert_eq!(status(&account.subscription(&id).await), "active");
}

#[tokio::test]
async fn a_trial_announces_its_end_and_then_costs() {
    let account = account().await;
    let (customer, id) = account
        .subscribed("pro_monthly_v1", "4242424242424242", &[("subscription_data[trial_period_days]", "14")])
        .await;
    let begun = account.subscription(&id).await;
    assert_eq!((status(&begun), &begun["trial_end"]), ("trialing", &json!(BEGAN + 14 * DAY)));
    let first = account.invoices(&customer).await.remove(0);
    assert_eq!((&first["status"], &first["total"]), (&json!("paid"), &json!(0)));
    account.stripe.advance_days(10).await;
    assert!(!account.told().contains(&"customer.subscription.trial_will_end".to_owned()));
    account.stripe.advance_days(1).await;
    assert!(account.told().contains(&"customer.subscription.trial_will_end".to_owned()));
    account.stripe.advance_days(4).await;
    assert_eq!(status(&account.subscription(&id).await), "active");
    assert_eq!(account.invoices(&customer).await[0]["amount_paid"], 4_900);
}

#[tokio::test]
async fn a_first_invoice_that_is_not_paid_in_time_ends_it() {
    let account = account().await;
    let customer = account.customer().await;
    let method = text(
        &account
            .post("/v1/payment_methods/pm_card_chargeCustomerFail/attach", &[("customer", &customer)])
            .await["id"],
    );
    let price = account.price("pro_monthly_v1");
    let form =
        [("customer", customer.as_str()), ("items[0][price]", &price), ("default_payment_method", &method)];
    let begun = account.post("/v1/subscriptions", &form).await;
    let id = text(&begun["id"]);
    assert_eq!(status(&begun), "incomplete");
    account.stripe.advance(std::time::Duration::from_secs(23 * 3_600 - 1)).await;
    assert_eq!(status(&account.subscription(&id).await), "incomplete");
    account.stripe.advance(std::time::Duration::from_secs(1)).await;
    assert_eq!(status(&account.subscription(&id).await), "incomplete_expired");
    assert_eq!(account.invoices(&customer).await[0]["status"], "void");
}

#[tokio::test]
async fn a_trial_without_a_card_pauses_and_goes_on_again() {
    let account = account().await;
    let customer = account.customer().await;
    let more = [
        ("subscription_data[trial_period_days]", "7"),
        ("subscription_data[trial_settings][end_behavior][missing_payment_method]", "pause"),
        ("payment_method_collection", "if_required"),
    ];
    let session = text(&account.checkout(&customer, "pro_monthly_v1", &more).await["id"]);
    account.stripe.complete_checkout(&session, "", "").unwrap();
    let id = text(&account.get(&format!("/v1/checkout/sessions/{session}")).await["subscription"]);
    account.stripe.advance_days(8).await;
    assert_eq!(status(&account.subscription(&id).await), "paused");
    assert!(account.told().contains(&"customer.subscription.paused".to_owned()));
    let method = text(
        &account.post("/v1/payment_methods/pm_card_visa/attach", &[("customer", &customer)]).await["id"],
    );
    account.post(&format!("/v1/subscriptions/{id}"), &[("default_payment_method", &method)]).await;
    let plain =
        account.refused(&format!("/v1/subscriptions/{id}/resume"), &[("billing_cycle_anchor", "now")]).await;
    assert_eq!((plain.0, plain.2.as_str()), (400, "billing_cycle_anchor"), "an object since endive");
    let resumed = account
        .post(&format!("/v1/subscriptions/{id}/resume"), &[("billing_cycle_anchor[type]", "now")])
        .await;
    assert_eq!(status(&resumed), "active");
    assert_eq!(account.invoices(&customer).await[0]["amount_paid"], 4_900);
}

#[tokio::test]
async fn what_a_charge_needs_from_its_cardholder_is_told() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4000002760003184", &[]).await;
    assert_eq!(status(&account.subscription(&id).await), "active");
    account.stripe.advance_days(31).await;
    assert_eq!(status(&account.subscription(&id).await), "past_due");
    assert!(account.told().contains(&"invoice.payment_action_required".to_owned()));
    let open = text(&account.invoices(&customer).await[0]["id"]);
    let shown =
        account.get(&format!("/v1/invoices/{open}?expand[]=payments.data.payment.payment_intent")).await;
    let intent = &shown["payments"]["data"][0]["payment"]["payment_intent"];
    assert_eq!((&intent["status"], &intent["amount"]), (&json!("requires_action"), &json!(4_900)));
}

#[tokio::test]
async fn deleting_a_customer_ends_what_it_pays_for() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let gone = account.delete(&format!("/v1/customers/{customer}")).await;
    assert_eq!(gone["deleted"], true);
    assert_eq!(status(&account.subscription(&id).await), "canceled");
    assert_eq!(account.get(&format!("/v1/customers/{customer}")).await["deleted"], true);
    account.stripe.advance_days(60).await;
}

#[tokio::test]
async fn a_short_trial_announces_its_end_at_once() {
    let account = account().await;
    account
        .subscribed("pro_monthly_v1", "4242424242424242", &[("subscription_data[trial_period_days]", "2")])
        .await;
    account.stripe.settle().await;
    assert!(account.told().contains(&"customer.subscription.trial_will_end".to_owned()));
}

#[tokio::test]
async fn months_of_other_lengths_come_back_to_their_day() {
    // 2027-01-31T12:00:00Z.
    let begun = 1_801_396_800;
    let account = super::Account {
        stripe: sandbox::StripeSandbox::start(StripeOptions {
            frozen_at: Some(begun),
            ..StripeOptions::default()
        })
        .await
        .unwrap(),
        client: crate::client(),
    };
    let (_, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let end = |subscription: &Value| subscription["items"]["data"][0]["current_period_end"].as_i64().unwrap();
    assert_eq!(end(&account.subscription(&id).await), begun + 28 * DAY, "the 28th of February");
    account.stripe.advance_days(28).await;
    assert_eq!(end(&account.subscription(&id).await), begun + 59 * DAY, "the 31st of March");
}

#[tokio::test]
async fn what_must_not_be_paid_twice_or_by_others_is_refused() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let paid = text(&account.invoices(&customer).await[0]["id"]);
    let twice = account.refused(&format!("/v1/invoices/{paid}/pay"), &[]).await;
    assert_eq!((twice.0, twice.3.as_str()), (400, "Invoice is already paid"));
    let foreign = text(
        &account
            .post("/v1/payment_methods/pm_card_visa/attach", &[("customer", &account.customer().await)])
            .await["id"],
    );
    let path = format!("/v1/subscriptions/{id}");
    let refused = account.refused(&path, &[("default_payment_method", &foreign)]).await;
    assert_eq!((refused.0, refused.2.as_str()), (400, "default_payment_method"));
    let pro = account.price("pro_monthly_v1");
    let again = account.refused(&path, &[("items[0][price]", &pro)]).await;
    assert!(again.3.contains("multiple subscription items with the same plan"), "{again:?}");
    let business = account.price("business_monthly_v1");
    let added = account.post(&path, &[("items[0][price]", &business)]).await;
    assert_eq!(
        added["items"]["data"].as_array().unwrap().len(),
        2,
        "without the item's id it is a second one"
    );
    account.delete(&path).await;
    let over = account.refused(&path, &[("items[0][price]", &business)]).await;
    assert!(over.3.contains("canceled subscription"), "{over:?}");
    assert_eq!(account.post(&path, &[("metadata[org]", "o_8")]).await["metadata"]["org"], "o_8");
}
