//! Lines without a SKU are matched by the platform's own code, within its connection.

use crate::world::{Sale, World};
use domain::{
    ConnectionId, Fault, ProductId,
    view::catalog::{CandidateReason, CodeSource, ProductKey, ProductLink, UnknownFilter},
};
use hub::{
    HubError,
    catalog::{self, Linked, ProductInput},
    permit::{EditCatalog, View},
};
use sqlx::Row;

fn code(connection: ConnectionId, code: &str) -> ProductKey {
    ProductKey::of_code(connection, code).unwrap()
}

fn not_found<T: std::fmt::Debug>(outcome: Result<T, HubError>) -> bool {
    matches!(outcome, Err(HubError::Fault(Fault::NotFound)))
}

async fn product(world: &World, sku: &str, name: &str) -> ProductId {
    let input = ProductInput { sku: sku.into(), name: name.into(), ..ProductInput::default() };
    catalog::create(&world.cx::<EditCatalog>(), &input).await.unwrap().0
}

/// Code 94 of the first shop in three lines, of the second in one; MLB-7 and a SKU in one each.
async fn waiting() -> World {
    let mut world = World::new().await;
    for (number, shop, code) in [(1, 0, "94"), (2, 0, "94"), (3, 0, "94"), (4, 1, "94"), (5, 1, "MLB-7")] {
        let order = world.sale(Sale { number, shop, ..Sale::default() }).await;
        let title = if shop == 0 { "Camiseta básica" } else { "Caneca de porcelana" };
        world.coded_line(order, shop, code, title).await;
    }
    let order = world.sale(Sale { number: 6, ..Sale::default() }).await;
    world.line(order, 1, Some("94"), "Boné").await;
    world.line(order, 2, None, "Sem código").await;
    world
}

async fn items(world: &World, filter: Option<&UnknownFilter>) -> Vec<(ProductKey, i64)> {
    let found = catalog::to_link(&world.cx::<View>(), filter, None).await.unwrap();
    found.page.rows.into_iter().map(|(item, _)| (item.key, item.lines)).collect()
}

async fn links(world: &World, product: ProductId) -> Vec<ProductLink> {
    catalog::find(&world.cx::<View>(), product).await.unwrap().links
}

async fn lines_of(world: &mut World, product: ProductId) -> i64 {
    sqlx::query_scalar("select count(*) from order_lines where product_id = $1")
        .bind(product.0)
        .fetch_one(&mut world.sql)
        .await
        .unwrap()
}

#[tokio::test]
async fn one_link_of_a_code_mends_the_lines_of_its_connection_and_can_be_undone() {
    let mut world = waiting().await;
    let (cx, [centro, norte]) = (world.cx::<EditCatalog>(), world.shops);
    let shirt = product(&world, "CAMISETA", "Camiseta básica algodão").await;
    let mend = |order: i64| {
        format!(
            "select product_id from order_lines l join orders o on o.id = l.order_id where o.number = {order}"
        )
    };
    let linked = catalog::link(&cx, &code(centro, "94"), shirt).await.unwrap();
    assert_eq!(linked, Linked { product: shirt, lines: 3, is_link: true });
    for (order, expected) in [(1, Some(shirt.0)), (4, None), (5, None), (6, None)] {
        let row = sqlx::query(sqlx::AssertSqlSafe(mend(order))).fetch_one(&mut world.sql).await.unwrap();
        assert_eq!(row.get::<Option<uuid::Uuid>, _>(0), expected, "sale {order}");
    }
    let stored = catalog::find(&world.cx::<View>(), shirt).await.unwrap();
    let source = Some(CodeSource { platform: "woocommerce".into(), name: "Loja Centro".into() });
    assert_eq!(stored.links, [ProductLink { key: code(centro, "94"), source }]);
    let audit = sqlx::query("select subject_id, data->>'code' as code from audit_log where org_id = $1 and action = 'code.linked'")
        .bind(world.org().0)
        .fetch_one(&mut world.sql)
        .await
        .unwrap();
    assert_eq!((audit.get::<uuid::Uuid, _>(0), audit.get::<String, _>(1)), (shirt.0, "94".into()));

    assert!(not_found(catalog::unlink(&cx, &code(norte, "94"), shirt).await));
    assert_eq!(catalog::unlink(&cx, &code(centro, "94"), shirt).await.unwrap(), 3);
    assert!(not_found(catalog::unlink(&cx, &code(centro, "94"), shirt).await));
    assert_eq!(items(&world, None).await[0], (code(centro, "94"), 3));
}

#[tokio::test]
async fn several_codes_of_a_connection_mean_one_product_and_a_later_link_replaces() {
    let mut world = waiting().await;
    let (cx, norte) = (world.cx::<EditCatalog>(), world.shops[1]);
    let (mug, other) = (product(&world, "CANECA", "Caneca").await, product(&world, "OUTRA", "Outra").await);
    catalog::link(&cx, &code(norte, "94"), mug).await.unwrap();
    catalog::link_to_sku(&cx, &code(norte, "MLB-7"), "caneca").await.unwrap();
    assert_eq!(links(&world, mug).await.len(), 2);
    assert_eq!(catalog::link(&cx, &code(norte, "94"), other).await.unwrap().lines, 1);
    assert_eq!(lines_of(&mut world, mug).await, 1, "of the other code");
    assert_eq!(lines_of(&mut world, other).await, 1);
    let link = |key: &str| ProductLink {
        key: code(norte, key),
        source: Some(CodeSource { platform: "woocommerce".into(), name: "Loja Norte".into() }),
    };
    assert_eq!(links(&world, mug).await, [link("MLB-7")]);
    assert_eq!(links(&world, other).await, [link("94")]);
    assert_eq!(catalog::link(&cx, &code(norte, "94"), other).await.unwrap().lines, 0, "the same once more");
    assert_eq!(catalog::unlink(&cx, &code(norte, "94"), other).await.unwrap(), 1);
    assert!(items(&world, None).await.contains(&(code(norte, "94"), 1)));
}

#[tokio::test]
async fn codes_wait_among_the_skus_with_their_channel_and_are_found_by_their_beginning() {
    let world = waiting().await;
    let [centro, norte] = world.shops;
    let shirt = product(&world, "CAMISETA", "Camiseta básica").await;
    let found = catalog::to_link(&world.cx::<View>(), None, None).await.unwrap();
    assert_eq!((found.waiting, found.page.rows.len()), (4, 4));
    let (first, candidates) = &found.page.rows[0];
    assert_eq!((first.shown.as_str(), first.title.as_str()), ("94", "Camiseta básica"));
    assert_eq!(first.source.as_ref().map(|source| source.name.as_str()), Some("Loja Centro"));
    assert_eq!((candidates[0].product, candidates[0].reason), (shirt, CandidateReason::SimilarName(100)));
    let sku = ProductKey::of_sku("94").unwrap();
    let all = [(code(centro, "94"), 3), (sku.clone(), 1), (code(norte, "94"), 1), (code(norte, "MLB-7"), 1)];
    assert_eq!(items(&world, None).await, all);
    for (filter, expected) in [
        (UnknownFilter::beginning("9").unwrap(), &all[..3]),
        (UnknownFilter::beginning("mlb").unwrap(), &all[3..]),
        (UnknownFilter::One(sku), &all[1..2]),
        (UnknownFilter::One(code(norte, "94")), &all[2..3]),
        (UnknownFilter::One(code(norte, "MLB-7")), &all[3..]),
        (UnknownFilter::One(code(centro, "MLB-7")), &[]),
    ] {
        assert_eq!(items(&world, Some(&filter)).await, expected, "{filter:?}");
    }
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    for (cap, count) in [(100, 4), (3, 3), (1, 1)] {
        assert_eq!(store::catalog::count_unknown(&mut tx, cap).await.unwrap(), count);
    }
}

#[tokio::test]
async fn every_waiting_code_is_reached_page_by_page() {
    let mut world = World::new().await;
    for number in 0..45 {
        for shop in [0, 1] {
            let order = world.sale(Sale { number: number * 2 + shop as i64, shop, ..Sale::default() }).await;
            match number % 3 {
                0 => world.line(order, 1, Some(&format!("{number:02}")), "Item").await,
                1 => world.coded_line(order, shop, &format!("{number:02}"), "Item").await,
                _ if number % 2 == 0 => world.coded_line(order, shop, &format!("MLB-{number}"), "Item").await,
                _ => world.coded_line(order, shop, &format!("mlb-{number}"), "Item").await,
            }
        }
    }
    let cx = world.cx::<View>();
    let first = catalog::to_link(&cx, None, None).await.unwrap().page;
    let second = catalog::to_link(&cx, None, first.next.as_ref()).await.unwrap().page;
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 25, None));
    assert_eq!(first.rows[49].0.shown, second.rows[0].0.shown, "a place between the two shops of one code");
    let back = catalog::to_link(&cx, None, second.previous.as_ref()).await.unwrap().page;
    assert_eq!(back.rows, first.rows);
    let mut keys: Vec<_> =
        first.rows.iter().chain(&second.rows).map(|(item, _)| format!("{:?}", item.key)).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 75, "15 SKUs and 30 codes of either shop, each once");
}

#[tokio::test]
async fn a_product_made_for_a_code_needs_a_sku_of_its_own() {
    let world = waiting().await;
    let (cx, key) = (world.cx::<EditCatalog>(), code(world.shops[1], "MLB-7"));
    let draft = catalog::draft(&cx, &key).await.unwrap();
    assert_eq!(
        (draft.sku.as_str(), draft.name.as_str(), draft.price_minor),
        ("", "Caneca de porcelana", Some(1000))
    );
    let input =
        |sku: &str| ProductInput { sku: sku.into(), name: draft.name.clone(), ..ProductInput::default() };
    assert!(catalog::create_for(&cx, &input(""), Some(&key)).await.is_err());
    let (id, mended) = catalog::create_for(&cx, &input("CANECA"), Some(&key)).await.unwrap();
    assert_eq!(mended.lines, 1);
    assert_eq!(catalog::find(&world.cx::<View>(), id).await.unwrap().links.len(), 1);
    assert!(not_found(catalog::draft(&cx, &key).await));
}

#[tokio::test]
async fn another_companys_codes_and_connections_are_out_of_reach() {
    let world = waiting().await;
    let (ours, theirs, key) =
        (world.cx::<EditCatalog>(), world.stranger.cx::<EditCatalog>(), code(world.shops[0], "94"));
    let input = ProductInput { sku: "A-1".into(), name: "Deles".into(), ..ProductInput::default() };
    let (of_theirs, _) = catalog::create(&theirs, &input).await.unwrap();
    let shirt = product(&world, "CAMISETA", "Camiseta").await;
    assert!(not_found(catalog::link(&theirs, &key, of_theirs).await), "our connection, their product");
    assert!(not_found(
        catalog::create_for(&theirs, &ProductInput { sku: "B-1".into(), ..input }, Some(&key)).await
    ));
    assert!(not_found(catalog::link(&ours, &key, of_theirs).await), "their product, our connection");
    assert!(not_found(catalog::draft(&theirs, &key).await));
    assert_eq!(catalog::to_link(&world.stranger.cx::<View>(), None, None).await.unwrap().waiting, 0);

    catalog::link(&ours, &key, shirt).await.unwrap();
    assert!(not_found(catalog::unlink(&theirs, &key, shirt).await));
    let mut tx = world.database.db().begin(world.stranger.org()).await.unwrap();
    assert_eq!(store::catalog::links(&mut tx, shirt).await.unwrap(), []);
}
