//! The simulator driven by other processes and by people.

use serde_json::{Value, json};

use super::{Account, BEGAN, DAY, Receiver, account, text, with};
use crate::Seen;

async fn control(account: &Account, method: reqwest::Method, path: &str, body: Value) -> Value {
    let url = format!("{}/__control/api{path}", account.stripe.base_url());
    let seen = Seen::of(account.client.request(method, url).json(&body)).await;
    assert_eq!(seen.status, 200, "{path}: {}", seen.text);
    seen.json()
}

#[tokio::test]
async fn a_browser_test_moves_the_clock_and_reads_what_came_of_it() {
    let (receiver, url) = Receiver::start().await;
    let account = account().await;
    let (get, post, put, delete) =
        (reqwest::Method::GET, reqwest::Method::POST, reqwest::Method::PUT, reqwest::Method::DELETE);
    let about = control(&account, get.clone(), "", json!({})).await;
    assert_eq!(
        (&about["now"], &about["prices"]["pro_monthly_v1"]),
        (&json!(BEGAN), &json!(account.price("pro_monthly_v1")))
    );
    control(&account, put.clone(), "/webhook", json!({ "url": url, "secret": "whsec_a" })).await;
    let (customer, id) = account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let path = format!("/customers/{customer}/fail-next-payment");
    control(&account, post.clone(), &path, json!({ "code": "expired_card" })).await;
    control(&account, put.clone(), "/after-retries", json!({ "becomes": "unpaid" })).await;
    let moved = control(&account, post.clone(), "/clock", json!({ "days": 31 })).await;
    assert_eq!(moved["now"], json!(BEGAN + 31 * DAY));
    assert!(receiver.types().contains(&"invoice.payment_failed".to_owned()), "deliveries were waited for");
    let object = control(&account, get.clone(), &format!("/objects/{id}"), json!({})).await;
    assert_eq!(object["status"], "past_due");
    let event = text(&control(&account, get.clone(), "/events", json!({})).await[0]["id"]);
    control(&account, post.clone(), &format!("/events/{event}/resend"), json!({ "settle": true })).await;
    assert_eq!(receiver.events().last().unwrap()["id"], json!(event));
    control(&account, post.clone(), "/deliveries/faults", json!({ "kind": "duplicate", "times": 1 })).await;
    let before = receiver.types().len();
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), before + 2);
    control(&account, post.clone(), "/faults", json!({ "kind": "server_error", "times": 1 })).await;
    assert_eq!(account.refused("/v1/customers", &[]).await.0, 500);
    let seen = control(&account, get, "/requests", json!({})).await;
    assert!(seen.as_array().unwrap().iter().any(|one| one["path"] == "/v1/customers"));
    control(&account, delete, "/requests", json!({})).await;
    assert!(account.stripe.requests().is_empty());
    let back = format!("{}/__control/api/clock", account.stripe.base_url());
    assert_eq!(Seen::of(account.client.post(back).json(&json!({ "days": -1 }))).await.status, 400);
}

#[tokio::test]
async fn people_have_a_page_of_forms_which_strangers_cannot_send() {
    let account = account().await;
    account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let page = format!("{}/__control/", account.stripe.base_url());
    let shown = Seen::of(account.client.get(&page)).await;
    for words in ["sk_test_orion_sandbox", "business_overage_v1", "ana@loja.example", "active"] {
        assert!(shown.text.contains(words), "{words} in {}", shown.text);
    }
    let sent =
        Seen::of(account.client.post(format!("{page}form")).form(&[("do", "clock"), ("days", "31")])).await;
    assert_eq!((sent.status, sent.header("location")), (303, "/__control/"));
    assert_eq!(account.stripe.now(), BEGAN + 31 * DAY);
    let strange = account.client.post(format!("{page}form")).header("sec-fetch-site", "cross-site");
    assert_eq!(Seen::of(strange.form(&[("do", "clock"), ("days", "31")])).await.status, 403);
    let off = with(sandbox::StripeOptions { control: false, ..Default::default() }).await;
    assert_eq!(
        Seen::of(off.client.get(format!("{}/__control/api", off.stripe.base_url()))).await.status,
        404
    );
}
