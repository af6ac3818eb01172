use crate::world::{Sale, World};
use domain::{
    Fault, FieldProblem, ProductId,
    view::{
        catalog::{
            CandidateReason, Mended, ProductKey, ProductLink, ProductRow, ProductSelection, ProductSort,
            UnknownFilter,
        },
        search::Search,
    },
};
use hub::{
    HubError,
    catalog::{self, Linked, ProductInput},
    permit::{EditCatalog, View},
};
use sqlx::{ConnectOptions, Row};

fn product(sku: &str, name: &str) -> ProductInput {
    ProductInput { sku: sku.into(), name: name.into(), active: true, ..ProductInput::default() }
}

fn sku(text: &str) -> ProductKey {
    ProductKey::of_sku(text).unwrap()
}

fn not_found<T: std::fmt::Debug>(outcome: Result<T, HubError>) -> bool {
    matches!(outcome, Err(HubError::Fault(Fault::NotFound)))
}

/// Three lines of an unknown SKU in two ways of writing it, and one of another.
async fn waiting() -> World {
    let mut world = World::new().await;
    for (number, sku) in [(1, "CAM-001"), (2, "cam-001"), (3, "CAM-001"), (4, "CAN-9")] {
        let order = world.sale(Sale { number, ..Sale::default() }).await;
        let title = if sku == "CAN-9" { "Caneca de porcelana" } else { "Camiseta básica" };
        world.line(order, 1, Some(sku), title).await;
        world.line(order, 2, None, "Sem código").await;
    }
    world
}

#[tokio::test]
async fn one_link_mends_all_waiting_lines_and_is_remembered_and_audited() {
    let mut world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    let (shirt, mended) =
        catalog::create(&cx, &product("CAMISETA", "Camiseta básica algodão")).await.unwrap();
    assert_eq!(mended, Mended { lines: 0 });
    let found = catalog::to_link(&world.cx::<View>(), None, None).await.unwrap();
    assert_eq!(found.waiting, 2);
    let (item, candidates) = &found.page.rows[0];
    assert_eq!((&item.key, item.lines), (&sku("cam-001"), 3));
    assert_eq!(candidates[0].product, shirt);
    assert!(matches!(candidates[0].reason, CandidateReason::SimilarName(_)));

    assert_eq!(catalog::link(&cx, &sku(" Cam-001 "), shirt).await.unwrap().lines, 3);
    assert_eq!(catalog::to_link(&world.cx::<View>(), None, None).await.unwrap().waiting, 1);
    let stored = catalog::find(&world.cx::<View>(), shirt).await.unwrap();
    assert_eq!(stored.links, [ProductLink { key: sku("cam-001"), source: None }]);
    let audit = sqlx::query("select action, subject_id, data->>'lines' as lines from audit_log where org_id = $1 and action = 'sku.linked'")
        .bind(world.org().0)
        .fetch_one(&mut world.sql)
        .await
        .unwrap();
    assert_eq!(
        (audit.get::<uuid::Uuid, _>("subject_id"), audit.get::<String, _>("lines")),
        (shirt.0, "3".to_owned())
    );

    assert_eq!(catalog::unlink(&cx, &sku("CAM-001"), shirt).await.unwrap(), 3);
    assert_eq!(catalog::to_link(&world.cx::<View>(), None, None).await.unwrap().waiting, 2);
    assert!(not_found(catalog::unlink(&cx, &sku("CAM-001"), shirt).await));
}

#[tokio::test]
async fn a_product_begins_with_what_a_line_says_and_takes_its_sku_whatever_its_own() {
    let world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    let draft = catalog::draft(&cx, &sku("can-9")).await.unwrap();
    assert_eq!(
        (draft.sku.as_str(), draft.name.as_str(), draft.price_minor),
        ("CAN-9", "Caneca de porcelana", Some(1000))
    );
    let (id, mended) =
        catalog::create_for(&cx, &product("CANECA", &draft.name), Some(&sku("can-9"))).await.unwrap();
    assert_eq!(mended, Mended { lines: 1 });
    let stored = catalog::find(&world.cx::<View>(), id).await.unwrap();
    assert_eq!(stored.links, [ProductLink { key: sku("can-9"), source: None }]);
    let taken = catalog::create_for(&cx, &product("OUTRA", "Outra"), Some(&sku("caneca"))).await;
    assert!(matches!(taken, Err(HubError::Fault(Fault::Conflict { .. }))), "{taken:?}");
    assert!(not_found(catalog::draft(&cx, &sku("can-9")).await));
    assert!(not_found(catalog::draft(&cx, &sku("no-such-sku")).await));
}

#[tokio::test]
async fn a_company_without_stores_is_told_from_one_whose_skus_are_all_linked() {
    let world = World::new().await;
    assert!(catalog::to_link(&world.cx::<View>(), None, None).await.unwrap().has_stores);
    assert!(!catalog::to_link(&world.stranger.cx::<View>(), None, None).await.unwrap().has_stores);
}

#[tokio::test]
async fn a_new_products_own_sku_mends_lines_at_once() {
    let world = waiting().await;
    let (_, mended) =
        catalog::create(&world.cx::<EditCatalog>(), &product("cam-001", "Camiseta")).await.unwrap();
    assert_eq!(mended, Mended { lines: 3 });
}

#[tokio::test]
async fn a_sku_means_one_product() {
    let world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    let taken = |outcome: Result<(ProductId, Mended), HubError>| matches!(outcome, Err(HubError::Fault(fault)) if fault == Fault::field("sku", FieldProblem::Taken));
    let (one, _) = catalog::create(&cx, &product("A-1", "Um")).await.unwrap();
    assert!(taken(catalog::create(&cx, &product(" a-1", "Outro")).await));
    catalog::link(&cx, &sku("CAM-001"), one).await.unwrap();
    assert!(taken(catalog::create(&cx, &product("CAM-001", "Outro")).await));
    let (other, _) = catalog::create(&cx, &product("B-1", "Outro")).await.unwrap();
    assert!(catalog::update(&cx, other, &product("A-1", "Outro")).await.is_err());
    // Its own SKU in another case is no conflict.
    catalog::update(&cx, one, &product("a-1", "Um")).await.unwrap();
}

#[tokio::test]
async fn a_change_is_taken_back_unless_the_product_has_changed_since() {
    let world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    let (id, _) = catalog::create(&cx, &product("A-1", "Um")).await.unwrap();
    let there = catalog::update(&cx, id, &product("A-1", "Dois")).await.unwrap();
    assert_eq!(there.before.map(|before| before.name).as_deref(), Some("Um"));
    let back = catalog::update_since(&cx, id, &product("A-1", "Um"), Some(there.at)).await.unwrap();
    assert_eq!(back.before.map(|before| before.name).as_deref(), Some("Dois"));
    let late = catalog::update_since(&cx, id, &product("A-1", "Três"), Some(there.at)).await;
    assert!(matches!(late, Err(HubError::Fault(Fault::Conflict { what })) if what == "product_changed"));
    let same = catalog::update(&cx, id, &product("A-1", "Um")).await.unwrap();
    assert!(same.before.is_none(), "nothing of it is other");
    // The lines of the new SKU would not follow it back.
    let mended = catalog::update(&cx, id, &product("CAM-001", "Um")).await.unwrap();
    assert_eq!(mended.mended, Mended { lines: 3 });
    assert!(mended.before.is_none());
}

#[tokio::test]
async fn picked_products_are_turned_off_together_or_not_at_all() {
    let mut world = World::new().await;
    let cx = world.cx::<EditCatalog>();
    let mut ids = Vec::new();
    for sku in ["A-1", "B-1", "C-1"] {
        ids.push(catalog::create(&cx, &product(sku, sku)).await.unwrap().0);
    }
    assert_eq!(catalog::set_active(&cx, &ids[..1], false).await.unwrap(), ids[..1]);
    // One of them is off already, and one is named twice.
    assert_eq!(catalog::set_active(&cx, &[ids[0], ids[1], ids[1]], false).await.unwrap(), ids[1..2]);
    let strangers = world.stranger.cx::<EditCatalog>();
    let (theirs, _) = catalog::create(&strangers, &product("A-1", "Deles")).await.unwrap();
    assert!(not_found(catalog::set_active(&cx, &[ids[2], theirs], false).await));
    assert!(catalog::find(&world.cx::<View>(), ids[2]).await.unwrap().fields.active);
    for odd in [Vec::new(), vec![ids[0]; 51]] {
        let refused = catalog::set_active(&cx, &odd, true).await;
        assert!(matches!(refused, Err(HubError::Fault(Fault::Invalid { .. }))), "{refused:?}");
    }
    let told: i64 = sqlx::query_scalar(
        "select count(*) from audit_log where org_id = $1 and action = 'product.updated' and data->'to' = '{\"active\": false}'",
    )
    .bind(world.org().0)
    .fetch_one(&mut world.sql)
    .await
    .unwrap();
    assert_eq!(told, 2);
}

#[tokio::test]
async fn a_later_link_takes_the_lines_of_the_one_it_replaces() {
    let world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    let (one, _) = catalog::create(&cx, &product("A-1", "Um")).await.unwrap();
    let (other, _) = catalog::create(&cx, &product("B-1", "Outro")).await.unwrap();
    for product in [one, other] {
        assert_eq!(catalog::link(&cx, &sku("CAM-001"), product).await.unwrap().lines, 3);
    }
    assert!(catalog::find(&world.cx::<View>(), one).await.unwrap().links.is_empty());
    assert_eq!(catalog::unlink(&cx, &sku("CAM-001"), other).await.unwrap(), 3);
    let found = catalog::to_link(&world.cx::<View>(), None, None).await.unwrap();
    assert_eq!((&found.page.rows[0].0.key, found.page.rows[0].0.lines), (&sku("cam-001"), 3));
}

#[tokio::test]
async fn a_link_by_the_other_products_sku_needs_that_product() {
    let world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    catalog::create(&cx, &product("A-1", "Um")).await.unwrap();
    for (typed, problem) in [("A-2", FieldProblem::Unknown), (" ", FieldProblem::Required)] {
        let refused = catalog::link_to_sku(&cx, &sku("CAM-001"), typed).await;
        let expected = Fault::field("product_sku", problem);
        assert!(matches!(refused, Err(HubError::Fault(fault)) if fault == expected), "{typed:?}");
    }
    assert_eq!(catalog::link_to_sku(&cx, &sku("CAM-001"), "a-1").await.unwrap().lines, 3);
}

#[tokio::test]
async fn another_products_own_sku_is_not_linked() {
    let world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    catalog::create(&cx, &product("A-1", "Um")).await.unwrap();
    let (other, _) = catalog::create(&cx, &product("B-1", "Outro")).await.unwrap();
    let refused = catalog::link(&cx, &sku("a-1"), other).await;
    assert!(matches!(refused, Err(HubError::Fault(Fault::Conflict { .. }))), "{refused:?}");
    assert!(catalog::find(&world.cx::<View>(), other).await.unwrap().links.is_empty());
    // Its own one is no conflict.
    let own = Linked { product: other, lines: 0, is_link: false };
    assert_eq!(catalog::link(&cx, &sku("B-1"), other).await.unwrap(), own);
}

#[tokio::test]
async fn a_link_waits_for_the_import_that_has_read_the_catalogue() {
    let mut world = waiting().await;
    let cx = world.cx::<EditCatalog>();
    let (shirt, _) = catalog::create(&cx, &product("CAMISETA", "Camiseta")).await.unwrap();
    let late = world.sale(Sale { number: 9, ..Sale::default() }).await;
    // What a batch does: it takes numbers, reads what SKUs mean, and writes its lines later.
    let mut import = world.database.connect_as("orion_system").await;
    sqlx::query("begin").execute(&mut import).await.unwrap();
    sqlx::query("update organisations set next_sale_number = next_sale_number + 1 where id = $1")
        .bind(world.org().0)
        .execute(&mut import)
        .await
        .unwrap();
    let link = tokio::spawn(async move { catalog::link(&cx, &sku("CAM-001"), shirt).await });
    let mut watch = world.database.superuser().connect().await.unwrap();
    let waits = "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";
    while !link.is_finished() && !sqlx::query_scalar::<_, bool>(waits).fetch_one(&mut watch).await.unwrap() {}
    sqlx::query(
        "insert into order_lines (org_id, order_id, position, external_id, sku, sku_key, title, quantity, unit_price, discount_minor, tax_minor, total_minor)
         select org_id, id, 1, '1', 'CAM-001', 'cam-001', 'Camiseta', 1, 10, 0, 0, 1000 from orders where id = $1",
    )
    .bind(late.0)
    .execute(&mut import)
    .await
    .unwrap();
    sqlx::query("commit").execute(&mut import).await.unwrap();
    assert_eq!(link.await.unwrap().unwrap().lines, 4);
}

#[tokio::test]
async fn every_waiting_sku_is_reached_page_by_page_and_by_its_beginning() {
    let mut world = World::new().await;
    for number in 0..60 {
        let order = world.sale(Sale { number, ..Sale::default() }).await;
        let sku = format!("SKU-{:02} x", number % 55);
        world.line(order, 1, Some(&sku), "Item").await;
    }
    let cx = world.cx::<View>();
    let first = catalog::to_link(&cx, None, None).await.unwrap().page;
    assert_eq!((first.rows.len(), first.rows[0].0.lines, first.rows[5].0.lines), (50, 2, 1));
    let second = catalog::to_link(&cx, None, first.next.as_ref()).await.unwrap().page;
    let keys: Vec<_> = second.rows.iter().map(|(item, _)| item.shown.to_lowercase()).collect();
    assert_eq!(keys, ["sku-50 x", "sku-51 x", "sku-52 x", "sku-53 x", "sku-54 x"]);
    assert_eq!(second.next, None);
    let back = catalog::to_link(&cx, None, second.previous.as_ref()).await.unwrap().page;
    assert_eq!(back.rows, first.rows);
    for (filter, count) in [
        (UnknownFilter::beginning("sku-5").unwrap(), 5),
        (UnknownFilter::One(sku("SKU-01 x")), 1),
        (UnknownFilter::One(sku("sku-01")), 0),
    ] {
        let found = catalog::to_link(&cx, Some(&filter), None).await.unwrap();
        assert_eq!((found.page.rows.len(), found.waiting), (count, 55), "{filter:?}");
    }
}

#[tokio::test]
async fn another_companys_products_and_lines_are_out_of_reach() {
    let world = waiting().await;
    let theirs = world.stranger.cx::<EditCatalog>();
    let (product_of_theirs, _) = catalog::create(&theirs, &product("CAM-001", "Deles")).await.unwrap();
    assert!(not_found(catalog::link(&world.cx::<EditCatalog>(), &sku("CAM-001"), product_of_theirs).await));
    assert!(not_found(catalog::find(&world.cx::<View>(), product_of_theirs).await));
    assert!(not_found(
        catalog::update(&world.cx::<EditCatalog>(), product_of_theirs, &product("X", "X")).await
    ));
    assert!(not_found(catalog::draft(&theirs, &sku("CAN-9")).await));
    assert_eq!(catalog::to_link(&world.cx::<View>(), None, None).await.unwrap().waiting, 2);
}

#[tokio::test]
async fn products_are_listed_by_name_in_pages_and_found_by_sku_or_name() {
    let world = World::new().await;
    let cx = world.cx::<EditCatalog>();
    for number in 0..60 {
        catalog::create(&cx, &product(&format!("SKU-{number:02}"), &format!("Álbum {number:02}")))
            .await
            .unwrap();
    }
    catalog::create(&cx, &product("ZZZ", "Zebra")).await.unwrap();
    let cx = world.cx::<View>();
    let first = catalog::list(&cx, &ProductSelection::default(), None).await.unwrap().page;
    assert_eq!((first.rows.len(), first.rows[0].name.as_str()), (50, "Álbum 00"));
    let second = catalog::list(&cx, &ProductSelection::default(), first.next.as_ref()).await.unwrap().page;
    assert_eq!((second.rows.len(), second.rows[10].name.as_str()), (11, "Zebra"));
    let back = catalog::list(&cx, &ProductSelection::default(), second.previous.as_ref()).await.unwrap().page;
    assert_eq!(back.rows, first.rows);
    for (text, count) in [("album 0", 10), ("sku-5", 10), ("ZZZ", 1), ("zeb", 1), ("nothing", 0), ("sku", 50)]
    {
        let found = catalog::list(&cx, &Search::parse(text).into(), None).await.unwrap().page;
        assert_eq!(found.rows.len(), count, "{text}");
    }
    let search = ProductSelection::from(Search::parse("sku"));
    let page = catalog::list(&cx, &search, None).await.unwrap().page;
    let next = catalog::list(&cx, &search, page.next.as_ref()).await.unwrap().page;
    assert_eq!((next.rows.len(), next.next), (10, None));
    let back = catalog::list(&cx, &search, next.previous.as_ref()).await.unwrap().page;
    assert_eq!(back.rows, page.rows);
}

#[tokio::test]
async fn products_are_listed_by_stock_and_by_what_they_are() {
    let world = World::new().await;
    let cx = world.cx::<EditCatalog>();
    // Every fourth keeps no stock, every third is inactive.
    for number in 0..60 {
        let stock = if number % 4 == 3 { String::new() } else { (number % 7).to_string() };
        let active = number % 3 != 2;
        let input = ProductInput {
            stock,
            active,
            ..product(&format!("S-{number:02}"), &format!("Copo {number:02}"))
        };
        catalog::create(&cx, &input).await.unwrap();
    }
    let cx = world.cx::<View>();
    for sort in ProductSort::ALL {
        for (active, search, count) in
            [(None, None, 60), (Some(true), None, 40), (Some(false), Search::parse("s-0"), 3)]
        {
            let selection = ProductSelection { picked: None, search, active, sort: *sort };
            let first = catalog::list(&cx, &selection, None).await.unwrap().page;
            let mut rows = first.rows.clone();
            if let Some(next) = &first.next {
                let second = catalog::list(&cx, &selection, Some(next)).await.unwrap().page;
                let back = catalog::list(&cx, &selection, second.previous.as_ref()).await.unwrap().page;
                assert_eq!(back.rows, first.rows);
                rows.extend(second.rows);
            }
            assert_eq!(rows.len(), count, "{selection:?}");
            assert!(rows.iter().all(|row| active.is_none_or(|active| row.active == active)));
            let key = |row: &ProductRow| match sort {
                ProductSort::Name => (0, row.name_key.clone(), row.id.0),
                _ => (sort.rank(row.stock).unwrap(), String::new(), row.id.0),
            };
            assert!(rows.is_sorted_by_key(key), "{selection:?}");
        }
    }
    let by_stock = ProductSelection { sort: ProductSort::HighestStock, ..ProductSelection::default() };
    let page = catalog::list(&cx, &by_stock, None).await.unwrap().page;
    assert_eq!(page.rows.first().unwrap().stock, Some(6));
    // A place of another order is none.
    let by_name = catalog::list(&cx, &ProductSelection::default(), None).await.unwrap().page;
    assert_eq!(catalog::list(&cx, &by_stock, by_name.next.as_ref()).await.unwrap().page.rows, page.rows);
}

#[tokio::test]
async fn waiting_skus_are_counted_up_to_the_cap() {
    let world = waiting().await;
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    for (cap, count) in [(100, 2), (2, 2), (1, 1)] {
        assert_eq!(store::catalog::count_unknown(&mut tx, cap).await.unwrap(), count);
    }
    let mut theirs = world.database.db().begin(world.stranger.org()).await.unwrap();
    assert_eq!(store::catalog::count_unknown(&mut theirs, 100).await.unwrap(), 0);
}
