//! Keys, versions, parameters, idempotency, lists, expansion.

use std::time::Duration;

use sandbox::{Fault, FaultRule, STRIPE_VERSION, StripeKey, StripeOptions};
use serde_json::json;

use super::{account, refusal, text, with};
use crate::Seen;

#[tokio::test]
async fn without_a_key_a_known_version_or_the_permission_nothing_is_done() {
    let restricted =
        StripeKey { key: "rk_test_reader".into(), permissions: Some(vec!["customer_read".into()]) };
    let mut options = StripeOptions::default();
    options.keys.push(restricted);
    let account = with(options).await;
    let url = format!("{}/v1/customers", account.stripe.base_url());
    let none = Seen::of(account.client.get(&url)).await;
    assert_eq!((none.status, refusal(&none).3.contains("did not provide an API key")), (401, true));
    let wrong = Seen::of(account.client.get(&url).bearer_auth("sk_test_wrong")).await;
    assert_eq!(wrong.status, 401);
    let basic = Seen::of(account.client.get(&url).basic_auth(account.stripe.secret_key(), Some(""))).await;
    assert_eq!(basic.status, 200);
    assert!(basic.header("request-id").starts_with("req_"));
    let read = Seen::of(account.client.get(&url).bearer_auth("rk_test_reader")).await;
    let written =
        Seen::of(account.client.post(&url).bearer_auth("rk_test_reader").form(&[("name", "a")])).await;
    assert_eq!((read.status, written.status), (200, 403));
    assert!(refusal(&written).3.contains("rak_customer_write"), "{}", written.text);
    let version = |text: &'static str| {
        account.request(reqwest::Method::GET, "/v1/customers").header("stripe-version", text)
    };
    assert_eq!(Seen::of(version("2019-01-01.nothing")).await.status, 400);
    let known = Seen::of(version(STRIPE_VERSION)).await;
    assert_eq!((known.status, known.header("stripe-version")), (200, STRIPE_VERSION));
    let nowhere = Seen::of(account.request(reqwest::Method::GET, "/v1/nothing")).await;
    assert_eq!(
        (nowhere.status, refusal(&nowhere).3.starts_with("Unrecognized request URL (GET: /v1/nothing)")),
        (404, true)
    );
}

#[tokio::test]
async fn parameters_that_are_not_published_are_refused_by_name() {
    let account = account().await;
    let unknown = account.refused("/v1/customers", &[("mail", "a@b")]).await;
    assert_eq!((unknown.0, unknown.1.as_str(), unknown.2.as_str()), (400, "parameter_unknown", "mail"));
    let deep = account
        .refused("/v1/checkout/sessions", &[("mode", "subscription"), ("line_items[0][prize]", "x")])
        .await;
    assert_eq!(deep.2, "line_items[0][prize]");
    let twice = account.refused("/v1/customers", &[("email", "a@b"), ("email", "c@d")]).await;
    assert_eq!((twice.0, twice.2.as_str()), (400, "email"));
    let missing = account.refused("/v1/checkout/sessions", &[("mode", "subscription")]).await;
    assert_eq!((missing.1.as_str(), missing.2.as_str()), ("parameter_missing", "success_url"));
    let none = account.refused("/v1/subscriptions/sub_none", &[]).await;
    assert_eq!(
        (none.0, none.1.as_str(), none.3.as_str()),
        (404, "resource_missing", "No such subscription: 'sub_none'")
    );
    let seen = account.stripe.requests();
    let asked = seen.iter().find(|one| one.path == "/v1/checkout/sessions").unwrap();
    assert_eq!((asked.param("line_items[0][prize]"), asked.status), (Some("x"), 400));
}

#[tokio::test]
async fn a_key_makes_one_object_however_often_it_is_sent() {
    let account = account().await;
    let send = |key: &'static str, path: &'static str, email: &'static str| {
        let request = account.request(reqwest::Method::POST, path).header("idempotency-key", key);
        Seen::of(request.form(&[("email", email)]))
    };
    let first = send("k1", "/v1/customers", "a@loja.example").await;
    let again = send("k1", "/v1/customers", "a@loja.example").await;
    assert_eq!(
        (first.json()["id"].clone(), again.header("idempotent-replayed")),
        (again.json()["id"].clone(), "true")
    );
    assert_eq!(account.get("/v1/customers").await["data"].as_array().unwrap().len(), 1);
    let other = send("k1", "/v1/customers", "b@loja.example").await;
    assert_eq!((other.status, other.json()["error"]["type"].clone()), (400, json!("idempotency_error")));
    assert_eq!(send("k2", "/v1/customers", "nonsense").await.status, 400);
    assert_eq!(
        send("k2", "/v1/customers", "b@loja.example").await.status,
        200,
        "what was refused is not kept"
    );
    account.stripe.fault(FaultRule::times(Fault::TooManyRequests { retry_after: None }, 1));
    let limited = send("k3", "/v1/customers", "c@loja.example").await;
    assert_eq!((limited.status, limited.header("stripe-rate-limited-reason")), (429, "endpoint-rate"));
    assert_eq!(send("k3", "/v1/customers", "c@loja.example").await.status, 200);
    account.stripe.fault(FaultRule::times(Fault::ServerError, 1));
    assert_eq!(send("k4", "/v1/customers", "d@loja.example").await.status, 500);
    let kept = send("k4", "/v1/customers", "d@loja.example").await;
    assert_eq!(
        (kept.status, kept.header("idempotent-replayed")),
        (500, "true"),
        "an error of the server is kept"
    );
    account.stripe.advance(Duration::from_secs(25 * 3_600)).await;
    assert_eq!(send("k4", "/v1/customers", "d@loja.example").await.status, 200, "the key is forgotten");
}

#[tokio::test]
async fn of_two_at_once_with_one_key_one_has_to_wait() {
    let account = account().await;
    account.stripe.fault(FaultRule::times(Fault::Delay { ms: 300 }, 1));
    let send = || {
        account
            .request(reqwest::Method::POST, "/v1/customers")
            .header("idempotency-key", "k")
            .form(&[("name", "a")])
    };
    let slow = tokio::spawn(Seen::of(send()));
    tokio::time::sleep(Duration::from_millis(100)).await;
    let second = Seen::of(send()).await;
    assert_eq!((second.status, refusal(&second).1), (409, "idempotency_key_in_use".to_owned()));
    assert_eq!(slow.await.unwrap().status, 200);
    let third = Seen::of(send()).await;
    assert_eq!((third.status, third.header("idempotent-replayed")), (200, "true"));
}

#[tokio::test]
async fn what_was_done_before_the_answer_was_lost_is_not_done_again() {
    let account = account().await;
    account.stripe.fault(FaultRule::times(Fault::Timeout, 1));
    account.stripe.fault(FaultRule::times(Fault::CutBody, 1).after(1));
    let send = || {
        account
            .request(reqwest::Method::POST, "/v1/customers")
            .header("idempotency-key", "k")
            .form(&[("name", "a")])
    };
    assert!(send().timeout(Duration::from_millis(300)).send().await.unwrap_err().is_timeout());
    let cut = send().send().await.unwrap();
    assert!(cut.bytes().await.is_err());
    let kept = Seen::of(send()).await;
    assert_eq!((kept.status, kept.header("idempotent-replayed")), (200, "true"));
    assert_eq!(account.get("/v1/customers").await["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn faults_come_in_the_words_of_the_platform() {
    let account = account().await;
    let fault = |fault: Fault| account.stripe.fault(FaultRule::times(fault, 1));
    fault(Fault::LockTimeout { status: 409 });
    let locked = account.refused("/v1/customers", &[]).await;
    assert_eq!((locked.0, locked.1.as_str()), (409, "lock_timeout"));
    fault(Fault::ShouldRetry { status: 500, retry: false });
    let told = account.tried("/v1/customers", &[]).await;
    assert_eq!((told.status, told.header("stripe-should-retry")), (500, "false"));
    fault(Fault::CardDeclined { code: "insufficient_funds".into() });
    let declined = account.tried("/v1/customers", &[]).await;
    let error = declined.json()["error"].clone();
    assert_eq!(
        (declined.status, &error["type"], &error["decline_code"]),
        (402, &json!("card_error"), &json!("insufficient_funds"))
    );
    fault(Fault::RevokedKey);
    assert_eq!(account.tried("/v1/customers", &[]).await.status, 401);
    fault(Fault::ReadOnlyKey);
    assert_eq!(account.tried("/v1/customers", &[]).await.status, 403);
}

#[tokio::test]
async fn lists_are_walked_in_pages_and_by_time() {
    let account = account().await;
    let mut made = Vec::new();
    for at in 0..5 {
        let one = account.post("/v1/customers", &[("name", &at.to_string())]).await;
        made.insert(0, text(&one["id"]));
        account.stripe.advance(Duration::from_secs(60)).await;
    }
    let ids = |page: &serde_json::Value| -> Vec<String> {
        page["data"].as_array().unwrap().iter().map(|one| text(&one["id"])).collect()
    };
    let first = account.get("/v1/customers?limit=2").await;
    assert_eq!(
        (ids(&first), &first["has_more"], &first["url"]),
        (made[..2].to_vec(), &json!(true), &json!("/v1/customers"))
    );
    let second = account.get(&format!("/v1/customers?limit=3&starting_after={}", made[1])).await;
    assert_eq!((ids(&second), &second["has_more"]), (made[2..].to_vec(), &json!(false)));
    let before = account.get(&format!("/v1/customers?limit=1&ending_before={}", made[2])).await;
    assert_eq!((ids(&before), &before["has_more"]), (made[1..2].to_vec(), &json!(true)));
    let since = super::BEGAN + 180;
    assert_eq!(ids(&account.get(&format!("/v1/customers?created[gte]={since}")).await), made[..2].to_vec());
    let unknown =
        Seen::of(account.request(reqwest::Method::GET, "/v1/customers?starting_after=cus_none")).await;
    assert_eq!((unknown.status, refusal(&unknown).2), (400, "starting_after".to_owned()));
}

#[tokio::test]
async fn members_are_expanded_when_they_are_asked_for() {
    let account = account().await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let plain = account.subscription(&id).await;
    assert_eq!(plain["customer"], json!(customer));
    let path = format!(
        "/v1/subscriptions/{id}?expand[]=customer&expand[]=latest_invoice.payments&expand[]=items.data.price.product"
    );
    let whole = account.get(&path).await;
    assert_eq!(whole["customer"]["email"], "ana@loja.example");
    assert_eq!(whole["latest_invoice"]["payments"]["data"][0]["status"], "paid");
    assert_eq!(whole["items"]["data"][0]["price"]["product"]["name"], "Orion Pro");
    let listed = account.get("/v1/prices?lookup_keys[]=pro_monthly_v1&expand[]=data.currency_options").await;
    assert_eq!(listed["data"][0]["currency_options"]["brl"]["unit_amount"], 24_900);
    let refused = |path: String| {
        let account = &account;
        async move { Seen::of(account.request(reqwest::Method::GET, &path)).await.status }
    };
    assert_eq!(refused(format!("/v1/subscriptions/{id}?expand[]=nothing")).await, 400);
    assert_eq!(refused(format!("/v1/subscriptions/{id}?expand[]=a.b.c.d.e")).await, 400);
}

#[tokio::test]
async fn prices_keep_their_amounts_and_hand_on_their_keys() {
    let account = account().await;
    let old = account.price("pro_monthly_v1");
    let product = text(&account.get(&format!("/v1/prices/{old}")).await["product"]);
    let form = |transfer: &'static str| {
        vec![
            ("product".to_owned(), product.clone()),
            ("currency".to_owned(), "usd".to_owned()),
            ("unit_amount".to_owned(), "5900".to_owned()),
            ("recurring[interval]".to_owned(), "month".to_owned()),
            ("lookup_key".to_owned(), "pro_monthly_v1".to_owned()),
            ("transfer_lookup_key".to_owned(), transfer.to_owned()),
        ]
    };
    let send =
        |transfer| Seen::of(account.request(reqwest::Method::POST, "/v1/prices").form(&form(transfer)));
    assert_eq!(send("false").await.status, 400);
    let new = send("true").await.json();
    assert_eq!(account.price("pro_monthly_v1"), text(&new["id"]));
    assert_eq!(account.get(&format!("/v1/prices/{old}")).await["lookup_key"], json!(null));
    let edited = account.refused(&format!("/v1/prices/{old}"), &[("unit_amount", "1")]).await;
    assert_eq!(edited.1, "parameter_unknown");
}

#[tokio::test]
async fn a_customer_pays_in_one_currency() {
    let account = account().await;
    let (customer, _) =
        account.subscribed("pro_monthly_v1", "4242424242424242", &[("currency", "brl")]).await;
    assert_eq!(account.invoices(&customer).await[0]["total"], 24_900);
    let price = account.price("pro_monthly_v1");
    let form = [
        ("mode", "subscription"),
        ("customer", customer.as_str()),
        ("line_items[0][price]", &price),
        ("line_items[0][quantity]", "1"),
        ("success_url", "https://a.example/"),
        ("currency", "usd"),
    ];
    let mixed = account.refused("/v1/checkout/sessions", &form).await;
    assert!(mixed.3.contains("cannot combine currencies"), "{mixed:?}");
    let none = account.refused("/v1/checkout/sessions", &[&form[..5], &[("currency", "eur")]].concat()).await;
    assert!(none.3.contains("only supports"), "{none:?}");
}

#[tokio::test]
async fn what_is_refused_is_not_done_in_part() {
    let account = account().await;
    let (_, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let told = account.told().len();
    let path = format!("/v1/subscriptions/{id}");
    let refused = account.refused(&path, &[("metadata[a]", "1"), ("trial_end", "5")]).await;
    assert_eq!((refused.0, refused.2.as_str()), (400, "trial_end"));
    let expanded = account.refused("/v1/customers", &[("name", "a"), ("expand[]", "nothing")]).await;
    assert_eq!(expanded.0, 400);
    assert_eq!(account.subscription(&id).await["metadata"], json!({ "org": "o_7" }));
    assert_eq!(account.get("/v1/customers").await["data"].as_array().unwrap().len(), 1);
    assert_eq!(account.told().len(), told, "and nothing is told of it");
}
