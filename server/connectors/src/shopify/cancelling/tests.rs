use super::*;
use connector_kit::Advice;
use uuid::Uuid;

/// A paid order of which nothing was sent, with some members changed.
fn order(change: Value) -> Value {
    let mut order = json!({
        "cancelledAt": null, "displayFinancialStatus": "PAID", "displayFulfillmentStatus": "UNFULFILLED",
        "returnStatus": "NO_RETURN", "fulfillments": [],
        "transactions": [{ "kind": "SALE", "status": "SUCCESS", "manualPaymentGateway": false }],
    });
    for (name, value) in change.as_object().unwrap() {
        order[name] = value.clone();
    }
    order
}

fn obstacle(change: Value) -> Option<Obstacle> {
    match standing(&order(change)).unwrap() {
        Standing::Closed(obstacle) => Some(obstacle),
        _ => None,
    }
}

fn money_of(change: Value) -> Option<MoneyBack> {
    money(&order(change))
}

#[test]
fn a_standing_order_is_open_with_six_reasons_and_a_note_for_the_staff() {
    let Standing::Open(choices) = standing(&order(json!({}))).unwrap() else { panic!("not open") };
    assert_eq!((choices.reasons.len(), choices.money), (6, MoneyBack::Channel));
    assert_eq!(choices.message, Some(Message { max_length: 255, to_buyer: false }));
    assert!(standing(&order(json!({ "cancelledAt": "2026-11-20T10:00:00Z" }))).unwrap().is_done());
}

#[test]
fn what_shopify_refuses_is_closed_and_so_is_what_is_not_known() {
    for (change, expected) in [
        (json!({ "displayFulfillmentStatus": "FULFILLED" }), Obstacle::Shipped),
        (json!({ "displayFulfillmentStatus": "PARTIALLY_FULFILLED" }), Obstacle::Shipped),
        (json!({ "fulfillments": [{ "status": "SUCCESS" }] }), Obstacle::Shipped),
        (json!({ "fulfillments": [{}] }), Obstacle::Shipped),
        (json!({ "returnStatus": "RETURN_REQUESTED" }), Obstacle::InDispute),
        (json!({ "transactions": [{ "kind": "AUTHORIZATION", "status": "PENDING" }] }), Obstacle::TooEarly),
        (json!({ "displayFulfillmentStatus": "TELEPORTED" }), Obstacle::UnknownState),
        (json!({ "displayFulfillmentStatus": null }), Obstacle::UnknownState),
        (json!({ "displayFinancialStatus": "PAID_IN_SHELLS" }), Obstacle::UnknownState),
        (json!({ "displayFinancialStatus": 7 }), Obstacle::UnknownState),
        (json!({ "returnStatus": null }), Obstacle::UnknownState),
    ] {
        assert_eq!(obstacle(change.clone()), Some(expected), "{change}");
    }
    assert_eq!(obstacle(json!({ "fulfillments": [{ "status": "CANCELLED" }] })), None);
    assert_eq!(obstacle(json!({ "displayFulfillmentStatus": "ON_HOLD" })), None);
    assert!(standing(&json!({ "displayFinancialStatus": "PAID" })).is_err());
}

#[test]
fn money_that_was_noted_by_hand_is_the_merchants_to_give_back() {
    let sale = |manual: bool| json!({ "kind": "SALE", "status": "SUCCESS", "manualPaymentGateway": manual });
    assert_eq!(money_of(json!({ "transactions": [sale(true)] })), Some(MoneyBack::Merchant));
    assert_eq!(money_of(json!({ "transactions": [sale(true), sale(false)] })), Some(MoneyBack::Channel));
    assert_eq!(money_of(json!({ "transactions": null })), Some(MoneyBack::Channel));
    for word in ["PENDING", "AUTHORIZED", "EXPIRED", "VOIDED", "REFUNDED"] {
        assert_eq!(money_of(json!({ "displayFinancialStatus": word })), Some(MoneyBack::Nobody), "{word}");
    }
    assert_eq!(money_of(json!({ "displayFinancialStatus": null })), None);
}

fn ask(reason: Option<CancelReason>, message: &str) -> CancelAsk {
    CancelAsk { order: "1".into(), reason, message: Some(message.into()), key: Uuid::nil() }
}

#[test]
fn a_wish_has_shopifys_word_and_a_note_that_fits() {
    let sent = variables("gid", &ask(Some(CancelReason::OutOfStock), &"é".repeat(300))).unwrap();
    assert_eq!((&sent["id"], &sent["reason"]), (&json!("gid"), &json!("INVENTORY")));
    assert_eq!(sent["note"].as_str().unwrap().chars().count(), 255);
    assert_eq!(sent["refund"], json!({ "originalPaymentMethodsRefund": true }));
    assert_eq!(variables("gid", &ask(Some(CancelReason::Other), "  ")).unwrap()["note"], Value::Null);
    for reason in [None, Some(CancelReason::WrongPrice)] {
        assert_eq!(variables("gid", &ask(reason, "")).unwrap_err().advice, Advice::Never);
    }
}

#[test]
fn an_answer_without_a_job_is_no_success() {
    let answer =
        |job: Value| wish(&json!({ "done": { "job": job, "orderCancelUserErrors": [] } })).map(str::to_owned);
    assert_eq!(answer(json!({ "id": "gid://shopify/Job/a", "done": false })).unwrap(), "gid://shopify/Job/a");
    for job in [json!(null), json!({}), json!({ "id": 1 }), json!("job")] {
        assert_eq!(answer(job.clone()).unwrap_err().advice, Advice::Retry, "{job}");
    }
}

#[test]
fn only_the_order_itself_says_that_it_is_cancelled() {
    let at = |at: Value, done: Value| {
        progress(&json!({ "order": { "cancelledAt": at }, "job": { "done": done } }))
    };
    assert_eq!(at(json!("2026-11-20T10:00:00Z"), json!(false)), Progress::Cancelled);
    assert_eq!(at(json!(null), json!(true)), Progress::Ended);
    assert_eq!(at(json!(null), json!(false)), Progress::Running);
    assert_eq!(at(json!(null), json!("yes")), Progress::Running);
    assert_eq!(progress(&json!({ "order": null, "job": { "done": true } })), Progress::Running);
}
