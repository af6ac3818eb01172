//! Subscriptions from their first day to their last.

use sandbox::{AfterRetries, StripeOptions};
use serde_json::{Value, json};

use super::{BEGAN, DAY, account, text, with};

/// 2026-12-01T12:00:00Z and 2027-01-01T12:00:00Z.
const DECEMBER: i64 = BEGAN + 30 * DAY;
const JANUARY: i64 = DECEMBER + 31 * DAY;

fn status(subscription: &Value) -> &str {
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
async fn an_upgrade_at_once_is_prorated_to_the_cent() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(10).await;
    let item = text(&account.subscription(&id).await["items"]["data"][0]["id"]);
    let business = account.price("business_monthly_v1");
    let preview = account
        .post(
            "/v1/invoices/create_preview",
            &[
                ("customer", customer.as_str()),
                ("subscription", &id),
                ("subscription_details[items][0][id]", &item),
                ("subscription_details[items][0][price]", &business),
                ("subscription_details[proration_behavior]", "always_invoice"),
            ],
        )
        .await;
    // 20 of 30 days: -32.67 of 49.00 and 199.33 of 299.00.
    let amounts = |invoice: &Value| -> Vec<i64> {
        invoice["lines"]["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["amount"].as_i64().unwrap())
            .collect()
    };
    assert_eq!((amounts(&preview), &preview["total"]), (vec![-3_267, 19_933], &json!(16_666)));
    assert_eq!(
        account.subscription(&id).await["items"]["data"][0]["price"]["lookup_key"],
        "pro_monthly_v1",
        "a preview changes nothing"
    );
    let form = [
        ("items[0][id]", item.as_str()),
        ("items[0][price]", &business),
        ("proration_behavior", "always_invoice"),
        ("expand[]", "latest_invoice"),
    ];
    let changed = account.post(&format!("/v1/subscriptions/{id}"), &form).await;
    assert_eq!(changed["items"]["data"].as_array().unwrap().len(), 1);
    let invoice = &changed["latest_invoice"];
    assert_eq!((amounts(invoice), &invoice["amount_paid"]), (vec![-3_267, 19_933], &json!(16_666)));
    assert_eq!(invoice["billing_reason"], "subscription_update");
    assert_eq!(changed["items"]["data"][0]["current_period_end"], json!(DECEMBER));
    account.stripe.advance_days(21).await;
    assert_eq!(account.invoices(&customer).await[0]["total"], 29_900);
}

#[tokio::test]
async fn prorations_wait_for_the_next_invoice_unless_they_are_asked_for_at_once() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(15).await;
    let item = text(&account.subscription(&id).await["items"]["data"][0]["id"]);
    let business = account.price("business_monthly_v1");
    account
        .post(&format!("/v1/subscriptions/{id}"), &[("items[0][id]", &item), ("items[0][price]", &business)])
        .await;
    assert_eq!(account.invoices(&customer).await.len(), 1);
    account.stripe.advance_days(16).await;
    let next = account.invoices(&customer).await.remove(0);
    assert_eq!(next["total"], -2_450 + 14_950 + 29_900);
    assert_eq!(next["lines"]["data"][0]["parent"]["type"], "invoice_item_details");
}

#[tokio::test]
async fn another_interval_begins_a_new_period_at_once() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(15).await;
    let item = text(&account.subscription(&id).await["items"]["data"][0]["id"]);
    let yearly = account.price("pro_yearly_v1");
    let changed = account
        .post(&format!("/v1/subscriptions/{id}"), &[("items[0][id]", &item), ("items[0][price]", &yearly)])
        .await;
    let now = BEGAN + 15 * DAY;
    assert_eq!(
        (&changed["billing_cycle_anchor"], &changed["items"]["data"][0]["current_period_end"]),
        (&json!(now), &json!(now + 365 * DAY))
    );
    assert_eq!(account.invoices(&customer).await[0]["amount_paid"], 49_000 - 2_450);
}

#[tokio::test]
async fn a_downgrade_waits_in_a_schedule_for_the_end_of_the_period() {
    let account = account().await;
    let (customer, id) = account.subscribed("business_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(10).await;
    let schedule = account.post("/v1/subscription_schedules", &[("from_subscription", &id)]).await;
    let path = format!("/v1/subscription_schedules/{}", text(&schedule["id"]));
    let (business, pro) = (account.price("business_monthly_v1"), account.price("pro_monthly_v1"));
    let (start, end) = (BEGAN.to_string(), DECEMBER.to_string());
    let form = [
        ("end_behavior", "release"),
        ("phases[0][items][0][price]", business.as_str()),
        ("phases[0][start_date]", &start),
        ("phases[0][end_date]", &end),
        ("phases[1][items][0][price]", &pro),
        ("phases[1][duration][interval]", "month"),
        ("phases[1][proration_behavior]", "none"),
    ];
    let updated = account.post(&path, &form).await;
    assert_eq!(updated["current_phase"], json!({ "start_date": BEGAN, "end_date": DECEMBER }));
    let managed =
        account.refused(&format!("/v1/subscriptions/{id}"), &[("cancel_at_period_end", "true")]).await;
    assert!(managed.0 == 400 && managed.3.contains("managed by the subscription schedule"), "{managed:?}");
    account.stripe.advance_days(21).await;
    let now = account.subscription(&id).await;
    assert_eq!(now["items"]["data"][0]["price"]["lookup_key"], "pro_monthly_v1");
    assert_eq!(account.invoices(&customer).await[0]["total"], 4_900, "without any proration");
    account.stripe.advance_days(31).await;
    assert_eq!(account.get(&path).await["status"], "released");
    assert_eq!(account.subscription(&id).await["schedule"], Value::Null);
}

#[tokio::test]
async fn a_promotion_takes_its_share_off_each_invoice() {
    let account = account().await;
    let code = text(&account.get("/v1/promotion_codes?code=orion20").await["data"][0]["id"]);
    let (customer, _) = account
        .subscribed("pro_monthly_v1", "4242424242424242", &[("discounts[0][promotion_code]", &code)])
        .await;
    let first = account.invoices(&customer).await.remove(0);
    assert_eq!((&first["subtotal"], &first["total"]), (&json!(4_900), &json!(3_920)));
    assert_eq!(first["total_discount_amounts"][0]["amount"], 980);
    account.stripe.advance_days(31).await;
    assert_eq!(account.invoices(&customer).await[0]["amount_paid"], 3_920);
    assert_eq!(account.get(&format!("/v1/promotion_codes/{code}")).await["times_redeemed"], 1);
}

#[tokio::test]
async fn usage_over_the_plan_comes_with_the_next_invoice() {
    let account = account().await;
    let overage = account.price("business_overage_v1");
    let (customer, id) = account
        .subscribed("business_monthly_v1", "4242424242424242", &[("line_items[1][price]", &overage)])
        .await;
    let report = |identifier: &'static str, value: &'static str| {
        let customer = customer.clone();
        let account = &account;
        async move {
            let form = [
                ("event_name", "validation"),
                ("payload[stripe_customer_id]", customer.as_str()),
                ("payload[value]", value),
                ("identifier", identifier),
            ];
            account.tried("/v1/billing/meter_events", &form).await
        }
    };
    assert_eq!(report("a", "1000").await.status, 200);
    let twice = report("a", "1000").await;
    assert!(
        twice.status == 400 && twice.text.contains("An event already exists with identifier a."),
        "{}",
        twice.text
    );
    assert_eq!(report("b", "501").await.status, 200);
    let meter = text(&account.get("/v1/billing/meters").await["data"][0]["id"]);
    let (from, to) = (BEGAN.to_string(), (BEGAN + 3_600).to_string());
    let summary = account
        .get(&format!(
            "/v1/billing/meters/{meter}/event_summaries?customer={customer}&start_time={from}&end_time={to}"
        ))
        .await;
    assert_eq!(summary["data"][0]["aggregated_value"], 1_501.0);
    account.stripe.advance_days(31).await;
    let invoice = account.invoices(&customer).await.remove(0);
    assert_eq!(invoice["total"], 29_900 + 751, "half a cent each, rounded up");
    assert_eq!(account.subscription(&id).await["items"]["data"].as_array().unwrap().len(), 2);
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
    assert_eq!(
        shown["payments"]["data"][0]["payment"]["payment_intent"],
        shown["payments"]["data"][0]["payment"]["payment_intent"]
    );
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
