use sandbox::{Platform, ShopOptions};

use crate::{Seen, World, world};

async fn shop() -> World {
    world(ShopOptions::new(Platform::__Type__, "loja").orders(130)).await
}

async fn get(world: &World, path: &str) -> Seen {
    Seen::of(world.client.get(format!("{}{path}", world.url)).bearer_auth(world.keys().0)).await
}

#[tokio::test]
async fn calls_are_refused_for_what_is_wrong_with_them() {
    let world = shop().await;
    let stranger = Seen::of(world.client.get(format!("{}/v1/orders", world.url)).bearer_auth("x")).await;
    assert_eq!((stranger.status, &stranger.json()["error"]["code"]), (401, &"invalid_token".into()));
    for path in ["limit=101", "limit=0", "offset=x", "sort=price", "placed_from=yesterday", "ids=x"] {
        let refused = get(&world, &format!("/v1/orders?{path}")).await;
        assert_eq!((refused.status, &refused.json()["error"]["code"]), (400, &"invalid_parameter".into()));
    }
    assert_eq!(get(&world, "/v1/orders/7").await.status, 404);
    assert_eq!(get(&world, "/v2/orders").await.status, 404);
}

#[tokio::test]
async fn a_list_is_read_in_parts_and_by_bounds() {
    let world = shop().await;
    let all = get(&world, "/v1/orders?limit=100&direction=asc").await.json();
    assert_eq!((&all["total"], all["orders"].as_array().unwrap().len()), (&130.into(), 100));
    let rest = get(&world, "/v1/orders?limit=100&offset=100&direction=asc").await.json();
    assert_eq!(rest["orders"].as_array().unwrap().len(), 30);
    let (first, last) = (&all["orders"][3], &all["orders"][7]);
    let [from, until] = [first, last].map(|order| order["placed_at"].as_str().unwrap());
    let bounds = format!("/v1/orders?direction=asc&placed_from={from}&placed_until={until}");
    let within = get(&world, &bounds).await.json();
    assert_eq!((&within["total"], &within["orders"][0], &within["orders"][4]), (&5.into(), first, last));
    let id = first["id"].as_str().unwrap();
    assert_eq!(&get(&world, &format!("/v1/orders/{id}")).await.json(), first);
}
