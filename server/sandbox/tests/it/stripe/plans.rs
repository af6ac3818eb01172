//! Other plans, prorations, credits, discounts and usage.

use serde_json::{Value, json};

use super::life::status;
use super::{BEGAN, DAY, account, text};

/// 2026-12-01T12:00:00Z: the end of the first period.
const DECEMBER: i64 = BEGAN + 30 * DAY;

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
async fn a_moment_of_prorations_is_refused_where_there_are_none() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let item = text(&account.subscription(&id).await["items"]["data"][0]["id"]);
    let (business, at) = (account.price("business_monthly_v1"), BEGAN.to_string());
    let form = [
        ("customer", customer.as_str()),
        ("subscription", &id),
        ("subscription_details[items][0][id]", &item),
        ("subscription_details[items][0][price]", &business),
        ("subscription_details[proration_behavior]", "none"),
        ("subscription_details[proration_date]", &at),
    ];
    let (code, kind, param, _) = account.refused("/v1/invoices/create_preview", &form).await;
    assert_eq!((code, &*kind), (400, "invalid_request_error"));
    assert_eq!(param, "subscription_details[proration_date]");
    account.post("/v1/invoices/create_preview", &form[..5]).await;
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
async fn what_a_phase_does_not_say_again_is_not_taken_off_any_more() {
    let account = account().await;
    let code = text(&account.get("/v1/promotion_codes?code=orion20").await["data"][0]["id"]);
    let with = [("discounts[0][promotion_code]", code.as_str())];
    let (customer, id) = account.subscribed("business_monthly_v1", "4242424242424242", &with).await;
    let schedule = account.post("/v1/subscription_schedules", &[("from_subscription", &id)]).await;
    let discount = text(&schedule["phases"][0]["discounts"][0]["discount"]);
    assert_eq!(account.subscription(&id).await["discounts"], json!([discount]));
    let path = format!("/v1/subscription_schedules/{}", text(&schedule["id"]));
    let (business, pro) = (account.price("business_monthly_v1"), account.price("pro_monthly_v1"));
    let (start, end) = (BEGAN.to_string(), DECEMBER.to_string());
    let form = [
        ("phases[0][items][0][price]", business.as_str()),
        ("phases[0][start_date]", &start),
        ("phases[0][end_date]", &end),
        ("phases[0][discounts][0][discount]", &discount),
        ("phases[1][items][0][price]", &pro),
    ];
    account.post(&path, &form).await;
    assert_eq!(account.subscription(&id).await["discounts"], json!([discount]), "until it is over");
    account.stripe.advance_days(31).await;
    assert_eq!(account.subscription(&id).await["discounts"], json!([]));
    assert_eq!(account.invoices(&customer).await[0]["total"], 4_900);
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
async fn what_is_given_back_becomes_a_credit_for_the_next_invoice() {
    let account = account().await;
    let (customer, id) = account.subscribed("business_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(15).await;
    let item = text(&account.subscription(&id).await["items"]["data"][0]["id"]);
    let pro = account.price("pro_monthly_v1");
    let form = [
        ("items[0][id]", item.as_str()),
        ("items[0][price]", &pro),
        ("proration_behavior", "always_invoice"),
    ];
    account.post(&format!("/v1/subscriptions/{id}"), &form).await;
    let credit = account.invoices(&customer).await.remove(0);
    assert_eq!(
        (&credit["total"], &credit["amount_due"], &credit["status"]),
        (&json!(-12_500), &json!(0), &json!("paid"))
    );
    assert_eq!(account.get(&format!("/v1/customers/{customer}")).await["balance"], -12_500);
    account.stripe.advance_days(16).await;
    let next = account.invoices(&customer).await.remove(0);
    let told = ["total", "starting_balance", "ending_balance", "amount_due", "amount_paid"]
        .map(|name| next[name].as_i64().unwrap());
    assert_eq!(told, [4_900, -12_500, -7_600, 0, 0]);
}

#[tokio::test]
async fn a_change_that_has_to_be_paid_first_is_refused_or_waits() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(15).await;
    let item = text(&account.subscription(&id).await["items"]["data"][0]["id"]);
    let business = account.price("business_monthly_v1");
    let path = format!("/v1/subscriptions/{id}");
    let form = |behavior: &'static str| {
        [
            ("items[0][id]".to_owned(), item.clone()),
            ("items[0][price]".to_owned(), business.clone()),
            ("proration_behavior".to_owned(), "always_invoice".to_owned()),
            ("payment_behavior".to_owned(), behavior.to_owned()),
        ]
    };
    let send =
        |behavior| crate::Seen::of(account.request(reqwest::Method::POST, &path).form(&form(behavior)));
    account.stripe.fail_next_payment(&customer, "insufficient_funds");
    let refused = send("error_if_incomplete").await;
    let error = refused.json()["error"].clone();
    assert_eq!((refused.status, &error["decline_code"]), (402, &json!("insufficient_funds")));
    assert!(error["payment_intent"]["id"].is_string());
    let kept = account.subscription(&id).await;
    assert_eq!(
        (status(&kept), &kept["items"]["data"][0]["price"]["lookup_key"]),
        ("active", &json!("pro_monthly_v1"))
    );
    assert_eq!(account.get(&format!("/v1/customers/{customer}")).await["delinquent"], false);
    account.stripe.fail_next_payment(&customer, "insufficient_funds");
    assert_eq!(send("pending_if_incomplete").await.status, 200);
    let waits = account.subscription(&id).await;
    assert_eq!(
        (status(&waits), &waits["items"]["data"][0]["price"]["lookup_key"]),
        ("active", &json!("pro_monthly_v1"))
    );
    assert_eq!(waits["pending_update"]["expires_at"], json!(BEGAN + 15 * DAY + 23 * 3_600));
    let open = text(&waits["latest_invoice"]);
    account.post(&format!("/v1/invoices/{open}/pay"), &[]).await;
    let now = account.subscription(&id).await;
    assert_eq!(
        (&now["pending_update"], &now["items"]["data"][0]["price"]["lookup_key"]),
        (&Value::Null, &json!("business_monthly_v1"))
    );
    assert!(account.told().contains(&"customer.subscription.pending_update_applied".to_owned()));
}

#[tokio::test]
async fn a_year_with_usage_by_the_month_ends_with_the_year() {
    let account = account().await;
    let overage = account.price("business_overage_v1");
    let (customer, id) = account
        .subscribed("business_yearly_v1", "4242424242424242", &[("line_items[1][price]", &overage)])
        .await;
    let ends = |subscription: &Value| -> Vec<i64> {
        subscription["items"]["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["current_period_end"].as_i64().unwrap())
            .collect()
    };
    let year = BEGAN + 365 * DAY;
    assert_eq!(ends(&account.subscription(&id).await), [year, DECEMBER]);
    let form = [
        ("event_name", "validation"),
        ("payload[stripe_customer_id]", customer.as_str()),
        ("payload[value]", "200"),
    ];
    account.post("/v1/billing/meter_events", &form).await;
    account.stripe.advance_days(31).await;
    assert_eq!(account.invoices(&customer).await[0]["total"], 100, "the month's usage alone");
    let ending = account.post(&format!("/v1/subscriptions/{id}"), &[("cancel_at_period_end", "true")]).await;
    assert_eq!(ending["cancel_at"], json!(year));
    account.stripe.advance_days(300).await;
    assert_eq!(status(&account.subscription(&id).await), "active");
    account.stripe.advance_days(40).await;
    assert_eq!(status(&account.subscription(&id).await), "canceled");
}

#[tokio::test]
async fn usage_by_the_month_can_be_added_to_a_year_that_runs() {
    let account = account().await;
    let (_, id) = account.subscribed("business_yearly_v1", "4242424242424242", &[]).await;
    account.stripe.advance_days(45).await;
    let overage = account.price("business_overage_v1");
    let added = account.post(&format!("/v1/subscriptions/{id}"), &[("items[0][price]", &overage)]).await;
    assert_eq!(added["items"]["data"][1]["current_period_start"], json!(DECEMBER));
    assert_eq!(added["items"]["data"][1]["current_period_end"], json!(DECEMBER + 31 * DAY));
}
