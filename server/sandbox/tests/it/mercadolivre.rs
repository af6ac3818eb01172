use sandbox::{Credentials, Fault, FaultRule, NewOrder, Platform, ShopOptions};
use serde_json::{Value, json};

use crate::{Seen, World, world};

async fn shop() -> (World, String, String) {
    let world = world(ShopOptions::new(Platform::Mercadolivre, "loja").orders(250)).await;
    let token = world.shop.grant().unwrap().access_token;
    let Credentials::App { account_id, .. } = world.shop.credentials() else { panic!("no account") };
    let account = account_id.clone();
    (world, token, account)
}

async fn get(world: &World, token: &str, path: &str) -> Seen {
    let request = world.client.get(format!("{}{path}", world.url));
    Seen::of(request.bearer_auth(token).header("x-format-new", "true")).await
}

#[tokio::test]
async fn a_token_counts_in_the_header_alone() {
    let (world, token, account) = shop().await;
    let search = format!("/orders/search?seller={account}");
    assert_eq!(get(&world, &token, &search).await.status, 200);
    assert_eq!(get(&world, "other", &search).await.status, 401);
    let in_query = format!("{}{search}&access_token={token}", world.url);
    assert_eq!(Seen::of(world.client.get(in_query)).await.status, 401);
    world.shop.fault(FaultRule::times(Fault::RevokedKey, 1));
    let refused = get(&world, &token, &search).await;
    assert_eq!((refused.status, refused.json()["message"].as_str()), (401, Some("invalid access token")));
    assert_eq!(get(&world, &token, "/orders/search?seller=1").await.status, 403);
    world.shop.expire_tokens();
    assert_eq!(get(&world, &token, &search).await.status, 401);
}

#[tokio::test]
async fn a_refresh_token_works_once() {
    let (world, ..) = shop().await;
    let (id, secret) = world.keys();
    let token = world.shop.grant().unwrap().refresh_token;
    let ask = async |secret: &str, token: &str| {
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", &id),
            ("client_secret", secret),
            ("refresh_token", token),
        ];
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = world.client.post(format!("{}/oauth/token", world.url)).body(body);
        Seen::of(request.header("content-type", "application/x-www-form-urlencoded")).await
    };
    assert_eq!(ask("wrong", &token).await.json()["error"], "invalid_client");
    let fresh = ask(&secret, &token).await.json();
    assert_eq!((&fresh["expires_in"], &fresh["token_type"]), (&json!(21_600), &json!("bearer")));
    assert!(fresh["user_id"].as_u64().unwrap() > u64::from(u32::MAX));
    let again = ask(&secret, &token).await;
    assert_eq!((again.status, again.json()["error"].as_str()), (400, Some("invalid_grant")));
    assert_eq!(ask(&secret, fresh["refresh_token"].as_str().unwrap()).await.status, 200);
}

#[tokio::test]
async fn the_search_counts_in_hours_leaves_cancelled_orders_out_and_ends_deep_down() {
    let (world, token, account) = shop().await;
    let list =
        async |query: &str| get(&world, &token, &format!("/orders/search?seller={account}{query}")).await;
    let all = list("").await.json();
    let (total, first) = (all["paging"]["total"].as_u64().unwrap(), all["results"][0].clone());
    assert!(total < 250 && all["results"].as_array().unwrap().len() == 50);
    let placed = first["date_created"].as_str().unwrap();
    let (hour, minute) = (&placed[..13], &placed[13..]);
    assert_ne!(minute, ":00:00.000-04:00");
    let within = |from: &str, to: &str| {
        format!(
            "&order.date_created.from={hour}:{from}:00.000-04:00&order.date_created.to={hour}:{to}:59.000-04:00"
        )
    };
    assert_eq!(
        list(&within("59", "59")).await.json()["paging"]["total"],
        0,
        "both bounds are the hour's start"
    );
    let next_day = "&order.date_created.to=2027-01-01T00:00:00.000-00:00";
    let from = format!("&order.date_created.from={hour}:59:59.000-04:00{next_day}");
    assert_eq!(list(&from).await.json()["paging"]["total"], total, "minutes do not count");
    let ignored = "&order.last_updated.from=2030-01-01T00:00:00.000-00:00";
    assert_eq!(list(ignored).await.json()["paging"]["total"], total);
    assert_eq!(list("&limit=51").await.status, 400);
    assert_eq!(list("&offset=9951").await.status, 400);

    let id = world.shop.create(NewOrder { created: Some(crate::UNTIL - 60), ..NewOrder::default() }).unwrap();
    assert_eq!(list(&format!("&q={id}")).await.json()["paging"]["total"], 1);
    world.shop.cancel(id).unwrap();
    assert_eq!(list(&format!("&q={id}")).await.json()["paging"]["total"], 0);
    assert_eq!(get(&world, &token, &format!("/orders/{id}")).await.json()["status"], "cancelled");
}

#[tokio::test]
async fn a_cart_is_several_orders_with_one_shipment() {
    let (world, token, account) = shop().await;
    let all = get(&world, &token, &format!("/orders/search?seller={account}")).await.json();
    let is_cart = |order: &&Value| order["tags"].as_array().unwrap().contains(&json!("pack_order"));
    let order = all["results"].as_array().unwrap().iter().find(is_cart).unwrap();
    assert_eq!(order["order_items"].as_array().unwrap().len(), 1);
    let pack = get(&world, &token, &format!("/packs/{}", order["pack_id"])).await.json();
    let orders = pack["orders"].as_array().unwrap();
    assert!(orders.len() > 1 && orders.contains(&json!({ "id": order["id"] })), "{pack}");
    for other in orders {
        let other = get(&world, &token, &format!("/orders/{}", other["id"])).await.json();
        assert_eq!((&other["pack_id"], &other["shipping"]), (&order["pack_id"], &order["shipping"]));
        assert_eq!((&other["buyer"], &other["date_created"]), (&order["buyer"], &order["date_created"]));
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_in_the_platforms_words() {
    let (world, token, _) = shop().await;
    let error = async |path: &str| {
        let seen = get(&world, &token, path).await;
        (seen.status, seen.json()["error"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(error("/orders/1").await, (404, "order_not_found".to_owned()));
    assert_eq!(error("/orders/x").await, (400, "invalid_order_id".to_owned()));
    assert_eq!(error("/shipments/1").await, (404, "shipment_not_found".to_owned()));
    assert_eq!(error("/packs/1").await.0, 404);
    assert_eq!(error("/orders/billing-info/MLB/1").await.0, 404);
}
