//! Events on their way to those who listen.

use std::time::Duration;

use sandbox::{DeliveryFault, StripeOptions};
use serde_json::json;

use super::{Receiver, account, text, with};

#[tokio::test]
async fn events_are_signed_with_the_secret_of_their_endpoint() {
    let (receiver, url) = Receiver::start().await;
    let account = account().await;
    let made = account
        .post("/v1/webhook_endpoints", &[("url", &url), ("enabled_events[]", "customer.created")])
        .await;
    let secret = text(&made["secret"]);
    assert!(secret.starts_with("whsec_"));
    let path = format!("/v1/webhook_endpoints/{}", text(&made["id"]));
    assert!(account.get(&path).await.get("secret").is_none(), "it is told once");
    account.customer().await;
    account.post("/v1/products", &[("name", "Other")]).await;
    account.stripe.settle().await;
    assert_eq!(receiver.types(), ["customer.created"]);
    let (signature, body) = receiver.seen.lock().unwrap()[0].clone();
    let parts: Vec<_> = signature.split(',').filter_map(|part| part.split_once('=')).collect();
    let find = |name: &str| parts.iter().find(|(at, _)| *at == name).unwrap().1;
    let message = [format!("{}.", find("t")).as_bytes(), &body].concat();
    assert_eq!(find("v1"), hmac(&secret, &message));
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!(now.abs_diff(find("t").parse().unwrap()) < 60, "by the machine's clock");
    let event = &receiver.events()[0];
    assert_eq!((&event["livemode"], &event["object"]), (&json!(false), &json!("event")));
    assert!(text(&event["request"]["id"]).starts_with("req_"));
    let listed = account.get("/v1/events?types[]=customer.*").await;
    assert_eq!((&listed["data"][0]["id"], &listed["data"][0]["pending_webhooks"]), (&event["id"], &json!(0)));
    account.delete(&path).await;
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), 1);
}

fn hmac(key: &str, message: &[u8]) -> String {
    use hmac::{Hmac, KeyInit as _, Mac as _};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn what_is_not_taken_comes_again_by_the_simulators_clock() {
    let (receiver, url) = Receiver::start().await;
    let account =
        with(StripeOptions { webhook: Some((url, "whsec_a".into())), ..StripeOptions::default() }).await;
    *receiver.refuses.lock().unwrap() = 2;
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), 1);
    account.stripe.advance(Duration::from_secs(3_600)).await;
    account.stripe.advance(Duration::from_secs(7_199)).await;
    assert_eq!(receiver.types().len(), 2);
    account.stripe.advance(Duration::from_secs(1)).await;
    assert_eq!(receiver.types().len(), 3);
    let tried: Vec<_> = account.stripe.deliveries().iter().map(|one| (one.attempt, one.status)).collect();
    assert_eq!(tried, [(1, Some(503)), (2, Some(503)), (3, Some(200))]);
    let ids: Vec<_> = receiver.events().iter().map(|event| text(&event["id"])).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));
}

#[tokio::test]
async fn events_are_lost_doubled_turned_round_and_forged_on_demand() {
    let (receiver, url) = Receiver::start().await;
    let account = account().await;
    account.stripe.set_webhook(&url, "whsec_a");
    account.stripe.deliver_badly(DeliveryFault::Drop, Some(1));
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), 0);
    let lost = text(&account.stripe.events().last().unwrap()["id"]);
    account.stripe.resend(&lost);
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), 1);
    account.stripe.deliver_badly(DeliveryFault::Duplicate, Some(1));
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), 3);
    account.stripe.deliver_badly(DeliveryFault::Reorder { count: 2 }, Some(1));
    account.post("/v1/products", &[("name", "One")]).await;
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types()[3..], ["customer.created", "product.created"]);
    account.stripe.deliver_badly(DeliveryFault::WrongSignature, Some(1));
    account.customer().await;
    account.stripe.settle().await;
    let (signature, body) = receiver.seen.lock().unwrap().last().unwrap().clone();
    let at = signature[2..].split(',').next().unwrap().to_owned();
    assert!(!signature.contains(&hmac("whsec_a", &[at.as_bytes(), b".", &body].concat())));
    account.stripe.deliver_badly(DeliveryFault::Delay { seconds: 600 }, Some(1));
    account.customer().await;
    account.stripe.settle().await;
    assert_eq!(receiver.types().len(), 6);
    account.stripe.advance(Duration::from_secs(600)).await;
    assert_eq!(receiver.types().len(), 7);
}

#[tokio::test]
async fn two_secrets_sign_while_one_is_rolled() {
    let (receiver, url) = Receiver::start().await;
    let account = account().await;
    let endpoint = account.stripe.set_webhook(&url, "whsec_old");
    account.stripe.roll_secret(&endpoint, Some("whsec_new"));
    account.customer().await;
    account.stripe.settle().await;
    let signature = receiver.seen.lock().unwrap()[0].0.clone();
    assert_eq!(signature.matches(",v1=").count(), 2);
}

#[tokio::test]
async fn a_subscription_tells_of_itself_in_events() {
    let account = account().await;
    account.subscribed("pro_monthly_v1", "4242424242424242", &[]).await;
    let told = account.told();
    for name in [
        "customer.created",
        "customer.subscription.created",
        "invoice.created",
        "invoice.finalized",
        "payment_intent.succeeded",
        "charge.succeeded",
        "invoice.paid",
        "invoice.payment_succeeded",
        "customer.subscription.updated",
        "checkout.session.completed",
    ] {
        assert!(told.iter().any(|one| one == name), "{name} in {told:?}");
    }
    let updated = account
        .stripe
        .events()
        .into_iter()
        .find(|event| event["type"] == "customer.subscription.updated")
        .unwrap();
    assert_eq!(updated["data"]["previous_attributes"]["status"], "incomplete");
    assert_eq!(updated["data"]["object"]["status"], "active");
}
