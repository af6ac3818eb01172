use std::collections::HashSet;

use sandbox::{NewOrder, Platform, ShopOptions};
use serde_json::{Value, json};

use crate::{Seen, shopify, world};

const ALL: &str = include_str!("orders_since.graphql");
const PAGE: &str = "query P($q: String, $after: String) { orders(first: 60, after: $after, query: $q, sortKey: UPDATED_AT) { nodes { id updatedAt } pageInfo { hasNextPage endCursor } } }";

#[tokio::test]
async fn the_connection_test_tells_shop_and_scopes() {
    let world = shopify().await;
    let query = "query ConnTest { shop { id name myshopifyDomain currencyCode ianaTimezone taxesIncluded plan { publicDisplayName } } currentAppInstallation { accessScopes { handle } } }";
    let answer = world.graphql(query, json!({})).await;
    assert_eq!(answer.header("x-shopify-api-version"), "2026-10");
    assert!(!answer.header("x-request-id").is_empty());
    let data = &answer.json()["data"];
    assert_eq!(data["shop"]["currencyCode"], "BRL");
    assert!(
        data["currentAppInstallation"]["accessScopes"]
            .as_array()
            .unwrap()
            .contains(&json!({ "handle": "read_orders" }))
    );
}

#[tokio::test]
async fn the_whole_orders_query_is_answered_field_by_field() {
    let world = shopify().await;
    let answer = world.graphql(ALL, json!({ "q": "status:any" })).await.json();
    assert!(answer["errors"].is_null(), "{answer}");
    let orders = answer["data"]["orders"]["nodes"].as_array().unwrap();
    assert_eq!(orders.len(), 50);
    let order = &orders[0];
    assert!(order["id"].as_str().unwrap().starts_with("gid://shopify/Order/"));
    assert_eq!(order["localizedFields"]["nodes"][0]["key"], "TAX_CREDENTIAL_BR");
    assert!(order["lineItems"]["nodes"][0]["originalUnitPriceSet"]["shopMoney"]["amount"].is_string());
    assert!(order["updatedAt"].as_str().unwrap().ends_with('Z'));
    let cost = &answer["extensions"]["cost"];
    assert!(cost["requestedQueryCost"].as_u64().unwrap() <= 1000, "{cost}");
    assert!(cost["actualQueryCost"].as_u64() <= cost["requestedQueryCost"].as_u64());
}

#[tokio::test]
async fn cursors_lead_through_every_order_once() {
    let world = shopify().await;
    let (mut after, mut ids, mut last) = (Value::Null, HashSet::new(), String::new());
    loop {
        let answer = world.graphql(PAGE, json!({ "after": after })).await.json();
        let orders = &answer["data"]["orders"];
        for order in orders["nodes"].as_array().unwrap() {
            let updated = order["updatedAt"].as_str().unwrap().to_owned();
            assert!(updated >= last);
            last = updated;
            assert!(ids.insert(order["id"].to_string()));
        }
        if orders["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = orders["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(ids.len(), 250);
}

#[tokio::test]
async fn date_ranges_limit_the_search_and_unknown_fields_are_warned_of() {
    let world = shopify().await;
    world.shop.create(NewOrder { created: Some(1_800_000_000), ..NewOrder::default() }).unwrap();
    let from = |q: &str| json!({ "q": q });
    let new = world.graphql(PAGE, from("updated_at:>='2027-01-15T08:00:00Z'")).await.json();
    assert_eq!(new["data"]["orders"]["nodes"].as_array().unwrap().len(), 1);
    let none = world.graphql(PAGE, from("updated_at:>'2027-01-15T08:00:00Z'")).await.json();
    assert_eq!(none["data"]["orders"]["nodes"], json!([]));
    let both = "created_at:>='2027-01-15T07:00:00Z' AND updated_at:<'2027-01-15T08:00:00Z'";
    assert_eq!(world.graphql(PAGE, from(both)).await.json()["data"]["orders"]["nodes"], json!([]));
    let warned = world.graphql(PAGE, from("colour:red")).await.json();
    assert_eq!(warned["extensions"]["search"][0]["warnings"][0]["field"], "colour");
}

#[tokio::test]
async fn aliases_fragments_and_nested_paging_are_honoured() {
    let options = ShopOptions { lines: (5, 5), ..ShopOptions::new(Platform::Shopify, "many") };
    let world = world(options).await;
    let query = "query($after: String) { list: orders(first: 1, reverse: true) { edges { cursor node { ...F } } } } fragment F on Order { number: name lineItems(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }";
    let first = world.graphql(query, json!({})).await.json();
    let order = &first["data"]["list"]["edges"][0]["node"];
    assert!(order["number"].as_str().unwrap().starts_with('#'));
    let after = &order["lineItems"]["pageInfo"]["endCursor"];
    let second = world.graphql(query, json!({ "after": after })).await.json();
    let lines = &second["data"]["list"]["edges"][0]["node"]["lineItems"];
    assert_ne!(lines["nodes"][0], order["lineItems"]["nodes"][0]);
    assert_eq!(lines["pageInfo"]["hasNextPage"], true);
}

#[tokio::test]
async fn client_credentials_give_a_token_that_works() {
    let world = shopify().await;
    let sandbox::Credentials::Shopify { client_id, client_secret, .. } = world.shop.credentials() else {
        panic!("not a Shopify shop");
    };
    let url = format!("{}/admin/oauth/access_token", world.url);
    let ask = |secret: &str| {
        let body =
            json!({ "client_id": client_id, "client_secret": secret, "grant_type": "client_credentials" });
        Seen::of(world.client.post(&url).json(&body))
    };
    assert_eq!(ask("wrong").await.status, 400);
    let token = ask(client_secret).await.json();
    assert_eq!(token["expires_in"], 86_399);
    let answer =
        world.graphql_as(token["access_token"].as_str().unwrap(), "{ shop { name } }", json!({})).await;
    assert_eq!(answer.json()["data"]["shop"]["name"], "loja");
}

#[tokio::test]
async fn newest_first_a_row_that_moves_jumps_over_the_page_that_would_have_shown_it() {
    let world = shopify().await;
    let query = "query P($after: String) { orders(first: 60, after: $after, sortKey: UPDATED_AT, reverse: true) { nodes { id } pageInfo { endCursor } } }";
    let page = async |after: Value| world.graphql(query, json!({ "after": after })).await.json();
    let whole = page(Value::Null).await;
    let second = page(whole["data"]["orders"]["pageInfo"]["endCursor"].clone()).await;
    world.shop.fault(sandbox::FaultRule::times(sandbox::Fault::MovingRows, 1));
    let first = page(Value::Null).await;
    let moved = page(first["data"]["orders"]["pageInfo"]["endCursor"].clone()).await;
    let nodes = |page: &Value| page["data"]["orders"]["nodes"].as_array().unwrap().clone();
    assert_eq!(nodes(&moved)[..59], nodes(&second)[1..]);
    assert_eq!(nodes(&page(Value::Null).await)[0], nodes(&second)[0]);
}

#[tokio::test]
async fn money_that_came_and_went_is_told_by_transactions_and_refunds() {
    let world = shopify().await;
    let id = world.shop.create(NewOrder::default()).unwrap();
    world.shop.refund(id, Some(500), "Arrependimento").unwrap();
    let query = "query O($id: ID!) { order(id: $id) { currentTotalPriceSet { shopMoney { amount } } totalReceivedSet { shopMoney { amount } } transactions(first: 5) { kind status processedAt } refunds(first: 5) { id note totalRefundedSet { shopMoney { amount } } } } }";
    let answer = world.graphql(query, json!({ "id": format!("gid://shopify/Order/{id}") })).await.json();
    let order = &answer["data"]["order"];
    assert_eq!(order["transactions"][0]["kind"], "SALE", "{answer}");
    assert_eq!(order["transactions"][1]["kind"], "REFUND");
    assert_eq!(order["refunds"][0]["totalRefundedSet"]["shopMoney"]["amount"], "5.0");
    let amount = |set: &str| order[set]["shopMoney"]["amount"].as_str().unwrap().parse::<f64>().unwrap();
    assert!((amount("totalReceivedSet") - amount("currentTotalPriceSet") - 5.0).abs() < 0.001);
}

/// The address that somebody is sent back to who presses this button on the consent page.
async fn pressed(world: &crate::World, button: &str) -> url::Url {
    let sandbox::Credentials::Shopify { client_id, .. } = world.shop.credentials() else { panic!("an app") };
    let page = format!("{}/admin/oauth/authorize", world.url);
    let query = [
        ("client_id", client_id.as_str()),
        ("scope", "read_orders"),
        ("redirect_uri", "https://app.example/back"),
        ("state", "s 1"),
    ];
    let page = Seen::of(world.client.get(page).query(&query)).await.text;
    let link = page.split(&format!("id=\"{button}\" href=\"")).nth(1).unwrap().split('"').next().unwrap();
    link.replace("&amp;", "&").parse().unwrap()
}

#[tokio::test]
async fn a_code_is_exchanged_once_for_tokens_that_end_or_do_not() {
    let world = shopify().await;
    let sandbox::Credentials::Shopify { client_id, client_secret, .. } = world.shop.credentials() else {
        panic!("not a Shopify shop");
    };
    let url = format!("{}/admin/oauth/access_token", world.url);
    let token = async |more: Value| {
        let mut body = json!({ "client_id": client_id, "client_secret": client_secret });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Seen::of(world.client.post(&url).json(&body)).await
    };
    let back = pressed(&world, "allow").await;
    let value = |name: &str| back.query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned();
    assert_eq!((value("state").as_str(), value("shop").as_str()), ("s 1", "loja.myshopify.com"));
    assert_eq!(value("hmac").len(), 64);
    let ending = token(json!({ "code": value("code"), "expiring": "1" })).await.json();
    assert_eq!(
        (ending["expires_in"].as_i64(), ending["refresh_token_expires_in"].as_i64()),
        (Some(3_600), Some(7_776_000))
    );
    assert!(!ending["scope"].as_str().unwrap().contains("read_orders,"), "implied: {ending}");
    let again = token(json!({ "code": value("code"), "expiring": "1" })).await;
    assert_eq!((again.status, &again.json()["error"]), (400, &json!("invalid_grant")));

    let back = pressed(&world, "allow").await;
    let code = back.query_pairs().find(|(key, _)| key == "code").unwrap().1.into_owned();
    let endless = token(json!({ "code": code })).await.json();
    assert!(endless["expires_in"].is_null() && endless["refresh_token"].is_null(), "{endless}");
    let ask =
        async |token: &Value| world.graphql_as(token.as_str().unwrap(), "{ shop { name } }", json!({})).await;
    assert_eq!(ask(&endless["access_token"]).await.status, 200);
    let refresh = json!({ "grant_type": "refresh_token", "refresh_token": ending["refresh_token"] });
    assert_eq!(token(refresh.clone()).await.status, 200);
    assert_eq!(token(refresh.clone()).await.status, 200, "while the new one was not used");
    world.shop.revoke_consent();
    assert_eq!(ask(&endless["access_token"]).await.status, 401);
    assert_eq!(token(refresh).await.status, 400);
}

#[tokio::test]
async fn who_refuses_comes_back_without_a_code() {
    let back = pressed(&shopify().await, "deny").await;
    assert_eq!(back.query(), Some("error=access_denied&state=s+1"));
}

#[tokio::test]
async fn subscriptions_are_made_listed_and_deleted_by_mutation() {
    const CREATE: &str = "mutation C($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) { webhookSubscription { id topic uri } userErrors { field message } } }";
    let world = shopify().await;
    let create = async |topic: &str, uri: &str| {
        let variables = json!({ "topic": topic, "subscription": { "uri": uri, "format": "JSON" } });
        world.graphql(CREATE, variables).await.json()
    };
    let order = world.shop.create(NewOrder::default()).unwrap();
    assert!(world.shop.order_event(order).is_none());
    let made = create("ORDERS_UPDATED", "https://app.example/in").await;
    let made = &made["data"]["webhookSubscriptionCreate"];
    assert_eq!(made["userErrors"], json!([]), "{made}");
    let problem = |answer: &Value| {
        answer["data"]["webhookSubscriptionCreate"]["userErrors"][0]["message"].as_str().unwrap().to_owned()
    };
    assert!(problem(&create("ORDERS_UPDATED", "https://app.example/in").await).contains("taken"));
    assert!(problem(&create("ORDERS_PAID", "http://app.example/in").await).contains("protocol"));
    assert!(problem(&create("FULFILLMENTS_CREATE", "https://app.example/in").await).contains("topic"));
    let unknown = create("ORDERS_TELEPORTED", "https://app.example/in").await;
    assert!(unknown["errors"][0]["message"].as_str().unwrap().contains("invalid value"), "{unknown}");

    let event = world.shop.order_event(order).unwrap();
    let body: Value = serde_json::from_slice(&event.body).unwrap();
    assert_eq!(body["id"].as_u64(), Some(order));
    assert!(
        event.headers.iter().any(|(name, value)| *name == "x-shopify-topic" && value == "orders/updated")
    );

    let list = "{ webhookSubscriptions(first: 10) { nodes { id topic uri } } }";
    let listed = world.graphql(list, json!({})).await.json();
    assert_eq!(listed["data"]["webhookSubscriptions"]["nodes"], json!([made["webhookSubscription"]]));
    let delete = "mutation D($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }";
    let id = json!({ "id": made["webhookSubscription"]["id"] });
    let deleted = world.graphql(delete, id.clone()).await.json();
    assert_eq!(deleted["data"]["webhookSubscriptionDelete"]["deletedWebhookSubscriptionId"], id["id"]);
    let again = world.graphql(delete, id).await.json();
    assert!(again["data"]["webhookSubscriptionDelete"]["deletedWebhookSubscriptionId"].is_null(), "{again}");
}
