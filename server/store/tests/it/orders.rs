use crate::world::{Sale, World, shop};
use domain::{
    FulfilmentStatus, OrderStatus, PaymentStatus, Role,
    view::{
        orders::{Arrivals, FulfilmentFilter, OrderFilter, OrderSort, OrderSortKey, Seen, SelectionTotals},
        page::{Cursor, CursorKey, Toward},
        saved_views::ViewArea,
        search::Search,
    },
};
use hub::{auth::OrgCx, orders, permit::View, saved_views};
use testkit::HubOptions;
use uuid::Uuid;

/// The numbers of all pages, walked to the end and back again.
async fn walk(world: &World, filter: &OrderFilter, sort: OrderSort) -> Vec<i64> {
    let cx = world.cx::<View>();
    let (mut numbers, mut pages, mut from) = (Vec::new(), Vec::new(), None);
    loop {
        let page = orders::list(&cx, filter, sort, from.as_ref()).await.unwrap().page;
        let of_page: Vec<i64> = page.rows.iter().map(|row| row.number).collect();
        numbers.extend(&of_page);
        pages.push(of_page);
        match page.next {
            Some(next) => from = Some(next),
            None => {
                let mut previous = page.previous;
                for expected in pages.iter().rev().skip(1) {
                    let page = orders::list(&cx, filter, sort, previous.as_ref()).await.unwrap().page;
                    assert_eq!(page.rows.iter().map(|row| row.number).collect::<Vec<_>>(), *expected);
                    assert!(page.next.is_some());
                    previous = page.previous;
                }
                assert_eq!(previous, None);
                return numbers;
            }
        }
    }
}

#[tokio::test]
async fn pages_show_every_sale_once_whatever_the_order_forth_and_back() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 120).await;
    for number in 121..=140 {
        // Ties in time and amount are broken by id.
        world
            .sale(Sale { number, placed_at: "2026-11-20T12:00:00Z", total_minor: 500, ..Sale::default() })
            .await;
    }
    for key in OrderSortKey::ALL {
        for descending in [true, false] {
            let sort = OrderSort { key: *key, descending };
            let mut numbers = walk(&world, &OrderFilter::default(), sort).await;
            if *key == OrderSortKey::Number {
                let sorted =
                    numbers.is_sorted_by(|one, other| if descending { one > other } else { one < other });
                assert!(sorted, "{sort:?}");
            }
            numbers.sort_unstable();
            assert_eq!(numbers, (1..=140).collect::<Vec<_>>(), "{sort:?}");
        }
    }
}

#[tokio::test]
async fn a_platforms_sales_are_merged_from_its_connections_in_order() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 120).await;
    let filter = OrderFilter { platform: Some("woocommerce".into()), ..OrderFilter::default() };
    let numbers = walk(&world, &filter, OrderSort::default()).await;
    assert_eq!(numbers, (1..=120).rev().collect::<Vec<_>>());
    let other = OrderFilter { platform: Some("shopify".into()), ..OrderFilter::default() };
    assert!(walk(&world, &other, OrderSort::default()).await.is_empty());
}

#[tokio::test]
async fn every_filter_takes_what_it_names_and_filters_hold_together() {
    let mut world = World::new().await;
    world.sale(Sale { number: 1, status: "open", payment: "pending", ..Sale::default() }).await;
    world.sale(Sale { number: 2, status: "open", payment: "paid", shop: 1, ..Sale::default() }).await;
    world
        .sale(Sale {
            number: 3,
            status: "cancelled",
            payment: "paid",
            placed_at: "2026-11-21T03:00:00Z",
            ..Sale::default()
        })
        .await;
    let all = OrderFilter::default();
    let instant = |text: &str| Some(text.parse().unwrap());
    for (filter, expected) in [
        (OrderFilter { status: Some(OrderStatus::Open), ..all.clone() }, vec![2, 1]),
        (OrderFilter { payment: Some(PaymentStatus::Paid), ..all.clone() }, vec![3, 2]),
        (OrderFilter { connection: Some(world.shops[1]), ..all.clone() }, vec![2]),
        (OrderFilter { placed_from: instant("2026-11-21T03:00:00Z"), ..all.clone() }, vec![3]),
        (OrderFilter { placed_until: instant("2026-11-21T03:00:00Z"), ..all.clone() }, vec![2, 1]),
        (
            OrderFilter {
                status: Some(OrderStatus::Open),
                payment: Some(PaymentStatus::Paid),
                ..all.clone()
            },
            vec![2],
        ),
    ] {
        let mut numbers = walk(&world, &filter, OrderSort::default()).await;
        numbers.sort_unstable_by(|one, other| other.cmp(one));
        assert_eq!(numbers, expected, "{filter:?}");
    }
}

#[tokio::test]
async fn what_somebody_has_to_ship_is_paid_open_no_test_and_not_all_on_its_way() {
    let mut world = World::new().await;
    for (number, status, payment, fulfilment, is_test) in [
        (1, "open", "paid", "unfulfilled", false),
        (2, "open", "partially_refunded", "partial", false),
        (3, "open", "pending", "unfulfilled", false),
        (4, "completed", "paid", "unfulfilled", false),
        (5, "open", "paid", "fulfilled", false),
        (6, "open", "paid", "on_hold", false),
        (7, "open", "paid", "unfulfilled", true),
        (8, "cancelled", "paid", "partial", false),
        // Nothing waits to be shipped of what was called off.
        (9, "cancelled", "paid", "unfulfilled", false),
        (10, "failed", "voided", "on_hold", false),
    ] {
        let id = world.sale(Sale { number, status, payment, is_test, ..Sale::default() }).await;
        sqlx::query("update orders set fulfilment_status = $2 where id = $1")
            .bind(id.0)
            .bind(fulfilment)
            .execute(&mut world.sql)
            .await
            .unwrap();
    }
    let of =
        |status| OrderFilter { fulfilment: Some(FulfilmentFilter::Of(status)), ..OrderFilter::default() };
    let to_ship = OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..OrderFilter::default() };
    for (filter, expected) in [
        (of(FulfilmentStatus::Unfulfilled), vec![1, 3, 4, 7]),
        (of(FulfilmentStatus::Partial), vec![2, 8]),
        (of(FulfilmentStatus::OnHold), vec![6]),
        (of(FulfilmentStatus::Returned), vec![]),
        (to_ship.clone(), vec![1, 2]),
        (OrderFilter { platform: Some("woocommerce".into()), ..to_ship.clone() }, vec![1, 2]),
        (OrderFilter { payment: Some(PaymentStatus::PartiallyRefunded), ..to_ship.clone() }, vec![2]),
        (OrderFilter { status: Some(OrderStatus::Completed), ..to_ship }, vec![]),
    ] {
        let mut numbers = walk(&world, &filter, OrderSort::default()).await;
        numbers.sort_unstable();
        assert_eq!(numbers, expected, "{filter:?}");
    }
}

#[tokio::test]
async fn what_a_disconnected_shop_has_to_ship_is_neither_listed_nor_counted() {
    let mut world = World::new().await;
    let first = world.sale(Sale { number: 1, placed_at: "2026-11-20T12:00:00Z", ..Sale::default() }).await;
    world.sale(Sale { number: 2, shop: 1, placed_at: "2026-11-20T13:00:00Z", ..Sale::default() }).await;
    let last = world.sale(Sale { number: 3, placed_at: "2026-11-20T14:00:00Z", ..Sale::default() }).await;
    next_number(&mut world, 4).await;
    let to_ship = OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..OrderFilter::default() };
    let platform = OrderFilter { platform: Some("woocommerce".into()), ..to_ship.clone() };
    let found = OrderFilter { search: Search::parse("1"), ..to_ship.clone() };
    let of_shop = OrderFilter { connection: Some(world.shops[1]), ..to_ship.clone() };
    assert_eq!(walk(&world, &to_ship, OrderSort::default()).await, [3, 2, 1]);
    assert_eq!(walk(&world, &of_shop, OrderSort::default()).await, [2]);
    sqlx::query("update connections set status = 'disconnected' where id = $1")
        .bind(world.shops[1].0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    for (filter, expected) in
        [(&to_ship, vec![3, 1]), (&platform, vec![3, 1]), (&found, vec![3, 1]), (&of_shop, vec![])]
    {
        for key in OrderSortKey::ALL {
            let mut numbers = walk(&world, filter, OrderSort { key: *key, descending: true }).await;
            numbers.sort_unstable_by(|one, other| other.cmp(one));
            assert_eq!(numbers, expected, "{filter:?}, {key}");
        }
        let cx = world.cx::<View>();
        let told = orders::totals(&cx, filter).await.unwrap();
        let SelectionTotals::Exact { count, .. } = told else { panic!("{told:?}") };
        assert_eq!(count, expected.len() as i64, "{filter:?}");
        let arrived = orders::arrived(&cx, filter, since(0)).await.unwrap();
        assert_eq!(arrived, Arrivals::Counted(expected.len() as i64), "{filter:?}");
    }
    let cx = world.cx::<View>();
    let mut tx = cx.begin().await.unwrap();
    let counted = store::analytics::to_ship(&mut tx, [chrono::Utc::now(); 3], 5).await.unwrap();
    assert_eq!(counted.total(), 2);
    let sale = orders::find(&cx, first, &to_ship).await.unwrap();
    assert_eq!((sale.newer, sale.older), (Some(last), None));
    let mut all = walk(&world, &OrderFilter::default(), OrderSort::default()).await;
    all.sort_unstable();
    assert_eq!(all, [1, 2, 3], "sales themselves stay");
}

#[tokio::test]
async fn a_sale_is_found_by_every_word_that_people_know_of_it() {
    let mut world = World::new().await;
    let wanted = world
        .sale(Sale {
            number: 77, external_number: "#WC-1042", buyer: "José da Conceição", ..Sale::default()
        })
        .await;
    let other =
        world.sale(Sale { number: 78, external_number: "#WC-2000", buyer: "Bia", ..Sale::default() }).await;
    world.line(wanted, 1, Some("CAM-Básica M"), "Camiseta").await;
    world.line(other, 1, Some("CAN-1"), "Caneca").await;
    let identities =
        [("email", "jose@example.com"), ("phone", "+5511999990000"), ("document", "11144477735")];
    world.customer("José da Conceição", &identities, &[wanted]).await;
    for text in [
        "77",
        "#WC-1042",
        "wc-10",
        "jose da",
        "José",
        "jose conceicao",
        "Conceição, José",
        "con j",
        "da Conc",
        "conceição",
        "JOSE@example.com",
        "(11) 99999-0000",
        "111.444.777-35",
        "cam-básica m",
        "CAM-B",
    ] {
        let filter = OrderFilter { search: Search::parse(text), ..OrderFilter::default() };
        assert_eq!(walk(&world, &filter, OrderSort::default()).await, [77], "{text}");
    }
    for text in ["nceição", "da", "jose lima", "WC", "%", "_", "' or 1=1 --", "\u{10ffff}", "1042"] {
        let filter = OrderFilter { search: Search::parse(text), ..OrderFilter::default() };
        assert!(walk(&world, &filter, OrderSort::default()).await.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn another_company_sees_no_sale_and_no_total() {
    let mut world = World::new().await;
    let id = world.sale(Sale::default()).await;
    let cx = world.stranger.cx::<View>();
    let list = orders::list(&cx, &OrderFilter::default(), OrderSort::default(), None).await.unwrap();
    assert!(list.page.rows.is_empty() && list.channels.is_empty());
    let found = orders::find(&cx, id, &OrderFilter::default()).await.unwrap_err();
    assert!(matches!(found, hub::HubError::Fault(domain::Fault::NotFound)), "{found:?}");
    let totals = orders::totals(&cx, &OrderFilter::default()).await.unwrap();
    assert_eq!(totals, SelectionTotals::Exact { count: 0, sums: vec![] });
    // Naming the other company's connection does not help.
    let filter = OrderFilter { connection: Some(world.shops[0]), ..OrderFilter::default() };
    assert!(orders::list(&cx, &filter, OrderSort::default(), None).await.unwrap().page.rows.is_empty());
}

#[tokio::test]
async fn totals_stand_apart_by_currency_whatever_their_number() {
    let mut world = World::new().await;
    world.sale(Sale { number: 20_001, total_minor: 123_456, payment: "pending", ..Sale::default() }).await;
    world.sale(Sale { number: 20_002, total_minor: -56, payment: "pending", ..Sale::default() }).await;
    world
        .sale(Sale {
            number: 20_003,
            total_minor: 999,
            currency: "CLP",
            payment: "pending",
            ..Sale::default()
        })
        .await;
    world
        .sale(Sale { number: 20_004, total_minor: i64::MAX, payment: "authorized", ..Sale::default() })
        .await;
    world
        .sale(Sale { number: 20_005, total_minor: i64::MAX, payment: "authorized", ..Sale::default() })
        .await;
    let cx = world.cx::<View>();
    let of = |payment| OrderFilter { payment: Some(payment), ..OrderFilter::default() };
    let SelectionTotals::Exact { count, sums } =
        orders::totals(&cx, &of(PaymentStatus::Pending)).await.unwrap()
    else {
        panic!()
    };
    let sums: Vec<_> = sums
        .iter()
        .map(|sum| (sum.all.count, sum.all.total.currency.to_string(), sum.all.total.amount.to_string()))
        .collect();
    assert_eq!(
        (count, sums),
        (3, vec![(2, "BRL".into(), "1234.00".into()), (1, "CLP".into(), "999".into())])
    );
    // Beyond what one bigint holds.
    let SelectionTotals::Exact { sums, .. } =
        orders::totals(&cx, &of(PaymentStatus::Authorized)).await.unwrap()
    else {
        panic!()
    };
    assert_eq!(sums[0].all.total.amount.to_string(), "184467440737095516.14");
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 10_300).await;
    let totals = orders::totals(&world.cx::<View>(), &of(PaymentStatus::Paid)).await.unwrap();
    let SelectionTotals::Exact { count, sums } = totals else { panic!("{totals:?}") };
    assert_eq!(
        (count, sums[0].all.total.minor().unwrap()),
        (10_300 - 10_300 / 40, 1000 * (10_300 - 10_300 / 40))
    );
}

#[tokio::test]
async fn the_paid_part_of_a_selection_leaves_out_tests_and_refunds() {
    let mut world = World::new().await;
    for (number, payment, refunded_minor, is_test) in [
        (1, "paid", 0, false),
        (2, "partially_refunded", 300, false),
        (3, "refunded", 1000, false),
        (4, "pending", 0, false),
        (5, "paid", 0, true),
    ] {
        world.sale(Sale { number, payment, refunded_minor, is_test, ..Sale::default() }).await;
    }
    let totals = orders::totals(&world.cx::<View>(), &OrderFilter::default()).await.unwrap();
    let SelectionTotals::Exact { sums, .. } = totals else { panic!("{totals:?}") };
    assert_eq!((sums[0].all.count, sums[0].all.total.minor().unwrap()), (5, 5000));
    assert_eq!((sums[0].paid.count, sums[0].paid.total.minor().unwrap()), (2, 1700));
}

#[tokio::test]
async fn adding_up_ends_when_nobody_would_wait_for_it() {
    let world = World::new().await;
    let mut owner = world.database.connect_as("orion_owner").await;
    for statement in ["begin", "lock table orders in access exclusive mode"] {
        sqlx::query(statement).execute(&mut owner).await.unwrap();
    }
    let mut tx = world.database.db().begin(world.org()).await.unwrap();
    let patience = std::time::Duration::from_millis(50);
    let totals = store::orders::totals(&mut tx, &OrderFilter::default(), None, patience).await.unwrap();
    assert_eq!(totals, SelectionTotals::TooLong);
}

#[tokio::test]
async fn test_sales_are_taken_alone_or_left_out() {
    let mut world = World::new().await;
    world.sale(Sale { number: 1, ..Sale::default() }).await;
    world.sale(Sale { number: 2, is_test: true, ..Sale::default() }).await;
    for (test, expected) in [(None, vec![1, 2]), (Some(true), vec![2]), (Some(false), vec![1])] {
        let filter = OrderFilter { test, ..OrderFilter::default() };
        let mut numbers = walk(&world, &filter, OrderSort::default()).await;
        numbers.sort_unstable();
        assert_eq!(numbers, expected, "{test:?}");
    }
}

#[tokio::test]
async fn a_sales_neighbours_are_those_of_the_list_it_was_opened_from() {
    let mut world = World::new().await;
    let mut ids = Vec::new();
    for (number, placed_at) in [
        (1, "2026-11-20T12:00:00Z"),
        (2, "2026-11-20T13:00:00Z"),
        (3, "2026-11-20T14:00:00Z"),
        (4, "2026-11-20T15:00:00Z"),
    ] {
        let shop = usize::from(number % 2 == 0);
        ids.push(world.sale(Sale { number, placed_at, shop, ..Sale::default() }).await);
    }
    let cx = world.cx::<View>();
    let all = OrderFilter::default();
    let shop = OrderFilter { connection: Some(world.shops[0]), ..all.clone() };
    let platform = OrderFilter { platform: Some("woocommerce".into()), ..all.clone() };
    for (filter, newer, older) in
        [(&all, ids[3], ids[1]), (&shop, ids[2], ids[0]), (&platform, ids[3], ids[1])]
    {
        let at = if *filter == shop { 0 } else { 2 };
        let order = orders::find(&cx, ids[at], filter).await.unwrap();
        let expected = if at == 0 { (Some(newer), None) } else { (Some(newer), Some(older)) };
        assert_eq!((order.newer, order.older), expected, "{filter:?}");
    }
}

#[tokio::test]
async fn the_list_comes_with_what_its_viewer_keeps_of_it() {
    let mut world = World::new().await;
    world.sale(Sale::default()).await;
    let hub = world.database.hub(HubOptions::default());
    let colleague = testkit::member(&hub, Role::Viewer).await;
    let (mine, theirs, strangers) = (world.cx::<View>(), colleague.cx::<View>(), world.stranger.cx::<View>());
    for (cx, area, name) in [
        (&mine, ViewArea::Orders, "Zeradas"),
        (&mine, ViewArea::Orders, "abertas"),
        (&mine, ViewArea::Products, "outra lista"),
        (&theirs, ViewArea::Orders, "do colega"),
    ] {
        saved_views::save(cx, area, name, "status=open", None).await.unwrap();
    }
    let all = OrderFilter::default();
    for filter in [
        all.clone(),
        OrderFilter { connection: Some(world.shops[0]), ..all.clone() },
        OrderFilter { status: Some(OrderStatus::Cancelled), ..all.clone() },
        OrderFilter { platform: Some("woocommerce".into()), ..all.clone() },
        OrderFilter { search: Search::parse("ana"), ..all.clone() },
    ] {
        let names = async |cx: &OrgCx<View>| -> Vec<String> {
            let list = orders::list(cx, &filter, OrderSort::default(), None).await.unwrap();
            list.views.into_iter().map(|view| view.name).collect()
        };
        assert_eq!(names(&mine).await, ["abertas", "Zeradas"], "{filter:?}");
        assert_eq!(names(&theirs).await, ["do colega"], "{filter:?}");
        assert!(names(&strangers).await.is_empty(), "{filter:?}");
    }
}

#[tokio::test]
async fn a_list_of_one_customer_names_them() {
    let mut world = World::new().await;
    let sale = world.sale(Sale::default()).await;
    let id = domain::CustomerId(world.customer("Ana Lima", &[], &[sale]).await);
    let filter = OrderFilter { customer: Some(id), ..OrderFilter::default() };
    let named = orders::list(&world.cx::<View>(), &filter, OrderSort::default(), None).await.unwrap();
    assert_eq!(named.customer.as_deref(), Some("Ana Lima"));
    let theirs = orders::list(&world.stranger.cx(), &filter, OrderSort::default(), None).await.unwrap();
    assert_eq!(theirs.customer, None);
}

#[tokio::test]
async fn what_came_is_counted_for_the_selection_that_is_open() {
    let mut world = World::new().await;
    let all = OrderFilter::default();
    let first = orders::list(&world.cx::<View>(), &all, OrderSort::default(), None).await.unwrap().newest;
    assert_eq!(first, 0);
    world.sale(Sale { number: 1, ..Sale::default() }).await;
    world.sale(Sale { number: 2, payment: "pending", shop: 1, ..Sale::default() }).await;
    world.sale(Sale { number: 3, external_number: "#WC-3", ..Sale::default() }).await;
    next_number(&mut world, 4).await;
    let cx = world.cx::<View>();
    let filters = [
        (all.clone(), 2),
        (OrderFilter { payment: Some(PaymentStatus::Pending), ..all.clone() }, 1),
        (OrderFilter { connection: Some(world.shops[1]), ..all.clone() }, 1),
        (OrderFilter { platform: Some("woocommerce".into()), ..all.clone() }, 2),
        (OrderFilter { platform: Some("shopify".into()), ..all.clone() }, 0),
        (OrderFilter { search: Search::parse("wc-3"), ..all.clone() }, 1),
        (OrderFilter { status: Some(OrderStatus::Cancelled), ..all.clone() }, 0),
    ];
    for (filter, expected) in filters {
        assert_eq!(
            orders::arrived(&cx, &filter, since(1)).await.unwrap(),
            Arrivals::Counted(expected),
            "{filter:?}"
        );
        let listed = orders::list(&cx, &filter, OrderSort::default(), None).await.unwrap();
        assert_eq!(listed.newest, 3, "{filter:?}");
        let later = orders::arrived(&cx, &filter, listed.seen()).await.unwrap();
        assert_eq!(later, Arrivals::Counted(0), "{filter:?}");
    }
    for odd in [i64::MAX, 4] {
        assert_eq!(orders::arrived(&cx, &all, since(odd)).await.unwrap(), Arrivals::Counted(0));
    }
    let theirs = orders::arrived(&world.stranger.cx(), &all, since(0)).await.unwrap();
    assert_eq!(theirs, Arrivals::Counted(0));
}

#[tokio::test]
async fn no_more_is_counted_than_is_told() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 130).await;
    next_number(&mut world, 131).await;
    let all = OrderFilter::default();
    let capped = orders::arrived(&world.cx::<View>(), &all, since(10)).await.unwrap();
    assert_eq!(capped, Arrivals::Counted(Arrivals::CAP));
    next_number(&mut world, Arrivals::FLOOD + 2).await;
    assert_eq!(
        orders::arrived(&world.cx::<View>(), &all, since(1)).await.unwrap(),
        Arrivals::Counted(Arrivals::CAP)
    );
    for flooded in [0, i64::MIN] {
        let told = orders::arrived(&world.cx::<View>(), &all, since(flooded)).await.unwrap();
        assert_eq!(told, Arrivals::Flood);
    }
}

#[tokio::test]
async fn what_is_older_than_the_page_is_no_news_on_it() {
    let mut world = World::new().await;
    let (org, shops, all) = (world.org(), world.shops, OrderFilter::default());
    world.many(org, shops, 60).await;
    next_number(&mut world, 61).await;
    let listed = orders::list(&world.cx::<View>(), &all, OrderSort::default(), None).await.unwrap();
    assert_eq!(listed.seen().last, listed.page.rows.last().map(|row| row.placed_at));
    world.sale(Sale { number: 61, placed_at: "2025-12-31T12:00:00Z", ..Sale::default() }).await;
    next_number(&mut world, 62).await;
    let cx = world.cx::<View>();
    assert_eq!(orders::arrived(&cx, &all, listed.seen()).await.unwrap(), Arrivals::Counted(0));
    world.sale(Sale { number: 62, ..Sale::default() }).await;
    next_number(&mut world, 63).await;
    assert_eq!(orders::arrived(&cx, &all, listed.seen()).await.unwrap(), Arrivals::Counted(1));
    // Days that the list is of hold as well, the later of both.
    let of_days = |from: &str| OrderFilter { placed_from: Some(from.parse().unwrap()), ..all.clone() };
    for (from, count) in [("2025-01-01T00:00:00Z", 1), ("2026-12-01T00:00:00Z", 0)] {
        let told = orders::arrived(&cx, &of_days(from), listed.seen()).await.unwrap();
        assert_eq!(told, Arrivals::Counted(count), "{from}");
    }
    // A list without pages behind shows whatever comes.
    let few = OrderFilter { status: Some(OrderStatus::Cancelled), ..all };
    assert_eq!(orders::list(&cx, &few, OrderSort::default(), None).await.unwrap().seen().last, None);
}

/// Everything of higher numbers, however old.
const fn since(newest: i64) -> Seen {
    Seen { newest, last: None }
}

/// As if the numbers below it were taken.
async fn next_number(world: &mut World, number: i64) {
    let org = world.org();
    sqlx::query("update organisations set next_sale_number = $2 where id = $1")
        .bind(org.0)
        .bind(number)
        .execute(&mut world.sql)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_cursor_from_nowhere_is_a_place_like_any_other() {
    let mut world = World::new().await;
    world.sale(Sale::default()).await;
    let cx = world.cx::<View>();
    let keys = [
        CursorKey::Number(i64::MAX),
        CursorKey::Number(i64::MIN),
        CursorKey::Number(0),
        CursorKey::Text("x".into()),
    ];
    for key in keys {
        for toward in [Toward::Next, Toward::Previous] {
            for sort in OrderSortKey::ALL {
                let cursor = Cursor { toward, key: key.clone(), id: Uuid::max() };
                let sort = OrderSort { key: *sort, descending: true };
                orders::list(&cx, &OrderFilter::default(), sort, Some(&cursor)).await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn sales_of_a_disconnected_shop_stay() {
    let mut world = World::new().await;
    let org = world.org();
    let gone = shop(&mut world.sql, org, "Loja Antiga").await;
    crate::world::insert_sale(&mut world.sql, org, gone, &Sale::default()).await;
    sqlx::query("update connections set status = 'disconnected' where id = $1")
        .bind(gone.0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    let list =
        orders::list(&world.cx::<View>(), &OrderFilter::default(), OrderSort::default(), None).await.unwrap();
    assert_eq!(list.page.rows.len(), 1);
    assert!(list.channels.iter().any(|channel| channel.connection == gone && channel.name == "Loja Antiga"));
}
