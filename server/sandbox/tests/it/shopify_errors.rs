use sandbox::{Fault, FaultRule, Platform, ShopOptions};
use serde_json::json;

use crate::{shopify, world};

const ONE: &str = include_str!("one_order.graphql");

#[tokio::test]
async fn unknown_fields_arguments_and_variables_are_graphql_errors() {
    let world = shopify().await;
    for (query, code) in [
        ("{ shop { colour } }", "undefinedField"),
        ("{ shop }", "selectionMismatch"),
        ("{ shop { name { x } } }", "selectionMismatch"),
        ("{ orders(first: 1, colour: 1) { nodes { id } } }", "argumentNotAccepted"),
        ("{ orders(first: 1, sortKey: PRICE) { nodes { id } } }", "argumentLiteralsIncompatible"),
        ("{ orders(first: 1, query: $q) { nodes { id } } }", "variableNotDefined"),
        ("query A($q: String) { shop { name } }", "variableNotUsed"),
    ] {
        let answer = world.graphql(query, json!({})).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["errors"][0]["extensions"]["code"], code, "{query}: {}", answer.text);
        assert!(answer.json()["data"].is_null());
    }
    let missing = world.graphql(ONE, json!({})).await.json();
    assert!(missing["errors"][0]["message"].as_str().unwrap().contains("provided invalid value"));
    assert!(world.graphql("{ shop {", json!({})).await.json()["errors"][0]["message"].is_string());
}

#[tokio::test]
async fn one_order_is_found_and_a_foreign_id_is_null() {
    let world = shopify().await;
    let id = world.shop.recent(1)[0].id;
    let found = world.graphql(ONE, json!({ "id": format!("gid://shopify/Order/{id}") })).await.json();
    assert!(found["errors"].is_null(), "{found}");
    assert_eq!(found["data"]["order"]["transactions"][0]["kind"], "SALE");
    let none = world.graphql(ONE, json!({ "id": "gid://shopify/Order/1" })).await.json();
    assert!(none["data"]["order"].is_null());
}

#[tokio::test]
async fn a_wrong_token_is_401_with_errors_as_text() {
    let world = shopify().await;
    let answer = world.graphql_as("shpat_wrong", "{ shop { name } }", json!({})).await;
    assert_eq!(answer.status, 401);
    assert!(answer.json()["errors"].is_string());
    world.shop.fault(FaultRule::always(Fault::RevokedKey));
    assert_eq!(world.graphql("{ shop { name } }", json!({})).await.status, 401);
}

#[tokio::test]
async fn a_missing_scope_is_access_denied() {
    let options =
        ShopOptions { scopes: vec!["read_products".into()], ..ShopOptions::new(Platform::Shopify, "poor") };
    let world = world(options).await;
    let answer = world.graphql("{ orders(first: 1) { nodes { id } } }", json!({})).await.json();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "ACCESS_DENIED");
    assert!(answer["data"]["orders"].is_null());
}

#[tokio::test]
async fn without_read_all_orders_old_ones_are_silently_absent() {
    let options =
        ShopOptions { scopes: vec!["read_orders".into()], ..ShopOptions::new(Platform::Shopify, "recent") };
    let world = world(ShopOptions { days: 4000, ..options }).await;
    let answer = world.graphql("{ orders(first: 250) { nodes { id } } }", json!({})).await.json();
    assert!(answer["data"]["orders"]["nodes"].as_array().unwrap().len() < 50);
}

#[tokio::test]
async fn an_empty_bucket_throttles_and_a_huge_query_is_refused() {
    let options = ShopOptions { restore_rate: Some(1), ..ShopOptions::new(Platform::Shopify, "slow") };
    let world = world(options).await;
    let query = "{ orders(first: 50) { nodes { id } } }";
    let mut last = json!({});
    for _ in 0..6 {
        let answer = world.graphql(query, json!({})).await;
        assert_eq!(answer.status, 200);
        last = answer.json();
        if !last["errors"].is_null() {
            break;
        }
    }
    assert_eq!(last["errors"][0]["extensions"]["code"], "THROTTLED");
    assert!(last["data"].is_null() && last["extensions"]["cost"]["actualQueryCost"].is_null());
    let huge = include_str!("orders_since.graphql")
        .replace("first: 50", "first: 250")
        .replace("first: 100", "first: 250");
    let answer = world.graphql(&huge, json!({ "q": "" })).await.json();
    assert_eq!(answer["errors"][0]["extensions"]["code"], "MAX_COST_EXCEEDED", "{answer}");
}

#[tokio::test]
async fn what_a_scope_is_missing_for_is_null_beside_an_error() {
    let scopes = vec!["read_orders".into(), "read_all_orders".into()];
    let options = ShopOptions { scopes, ..ShopOptions::new(Platform::Shopify, "few") };
    let world = world(options).await;
    let query = "{ orders(first: 50) { nodes { id customer { id } lineItems(first: 5) { nodes { sku variant { id } product { id } } } } } }";
    let answer = world.graphql(query, json!({})).await.json();
    let codes: Vec<_> =
        answer["errors"].as_array().unwrap().iter().map(|error| &error["extensions"]["code"]).collect();
    assert!(!codes.is_empty() && codes.iter().all(|code| *code == "ACCESS_DENIED"), "{answer}");
    let order = &answer["data"]["orders"]["nodes"][0];
    assert!(order["id"].is_string() && order["customer"].is_null());
    assert!(order["lineItems"]["nodes"][0]["product"].is_null());
}
