use crate::world::{Sale, World, shop};
use domain::{
    CustomerId, Fault,
    view::{
        customers::{CustomerFilter, CustomerRow, CustomerSort},
        orders::CustomerMatch,
        page::{Cursor, Page},
        search::Search,
    },
};
use hub::{HubError, auth::OrgCx, customers, permit::View};
use sqlx::{AssertSqlSafe, PgConnection};
use testkit::HubOptions;

/// A page of the list by name.
async fn listed(cx: &OrgCx<View>, search: Option<Search>, from: Option<&Cursor>) -> Page<CustomerRow> {
    customers::list(cx, &search.into(), CustomerSort::Name, from).await.unwrap().page
}

#[tokio::test]
async fn a_customer_gathers_purchases_of_all_channels() {
    let mut world = World::new().await;
    let sales = [
        world
            .sale(Sale {
                number: 1,
                total_minor: 5000,
                refunded_minor: 1000,
                payment: "partially_refunded",
                ..Sale::default()
            })
            .await,
        world
            .sale(Sale {
                number: 2,
                shop: 1,
                total_minor: 2500,
                placed_at: "2026-11-21T12:00:00Z",
                ..Sale::default()
            })
            .await,
        world.sale(Sale { number: 3, total_minor: 9900, payment: "pending", ..Sale::default() }).await,
        world
            .sale(Sale { number: 4, is_test: true, placed_at: "2026-11-01T12:00:00Z", ..Sale::default() })
            .await,
    ];
    let identities = [
        ("email", "ana@example.com"),
        ("email", "ana@work.example"),
        ("document", "11144477735"),
        ("phone", "+5511988887777"),
    ];
    let id = CustomerId(world.customer("Ana Lima", &identities, &sales).await);
    for (number, kind, value) in [
        (1, "email", "Ana@Example.com "),
        (2, "email", "ana@work.example"),
        (3, "phone", "(11) 98888-7777"),
        (4, "email", "ana@example.com"),
    ] {
        sqlx::query(
            "update orders set customer_match = $2, buyer_email = case $2 when 'email' then $3 end,
                 buyer_phone = case $2 when 'phone' then $3 end where number = $1 and customer_id = $4",
        )
        .bind(i64::from(number))
        .bind(kind)
        .bind(value)
        .bind(id.0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    }
    let customer = customers::find(&world.cx::<View>(), id, None).await.unwrap();
    assert_eq!(customer.row.purchases, 3);
    assert_eq!(customer.row.last_purchase_at, Some("2026-11-21T12:00:00Z".parse().unwrap()));
    assert_eq!(customer.row.first_purchase_at, Some("2026-11-20T12:00:00Z".parse().unwrap()));
    assert_eq!(customer.row.paid.len(), 1);
    assert_eq!((customer.row.paid[0].count, customer.row.paid[0].total.minor().unwrap()), (2, 6500));
    let by_channel: Vec<_> =
        customer.by_channel.iter().map(|bought| (bought.channel.name.as_str(), bought.purchases)).collect();
    assert_eq!(by_channel, [("Loja Centro", 2), ("Loja Norte", 1)]);
    let known = customer.identities.iter().map(|known| (known.kind, known.value.as_str(), known.recognised));
    let known: Vec<_> = known.collect();
    assert_eq!(
        known,
        [
            (CustomerMatch::Document, "11144477735", 0),
            (CustomerMatch::Email, "ana@example.com", 2),
            (CustomerMatch::Email, "ana@work.example", 1),
            (CustomerMatch::Phone, "+5511988887777", 1),
        ]
    );
    assert_eq!(customer.purchases.rows.len(), 4);
    assert_eq!(customer.purchases.rows[0].number, 2);
}

#[tokio::test]
async fn customers_are_listed_by_name_and_found_by_what_they_are_known_by() {
    let mut world = World::new().await;
    world.customer("Zélia", &[("phone", "+5511988887777")], &[]).await;
    world
        .customer(
            "Ávila Comércio",
            &[("document", "12ABC34501DE35"), ("email", "compras@avila.example")],
            &[],
        )
        .await;
    let cx = world.cx::<View>();
    let names = async |text: &str| {
        listed(&cx, Search::parse(text), None).await.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(names("").await, ["Ávila Comércio", "Zélia"]);
    for text in ["avila", "Ávi", "comér", "12.abc.345/01DE-35", "COMPRAS@avila", "compras"] {
        assert_eq!(names(text).await, ["Ávila Comércio"], "{text}");
    }
    for text in ["comercio avila", "co av"] {
        assert_eq!(names(text).await, ["Ávila Comércio"], "{text}");
    }
    assert!(names("avila zelia").await.is_empty());
    for text in ["11 98888-7777", "+55 11 98888", "zel"] {
        assert_eq!(names(text).await, ["Zélia"], "{text}");
    }
    assert!(names("%").await.is_empty());
}

#[tokio::test]
async fn pages_of_customers_lead_forth_and_back() {
    let mut world = World::new().await;
    for number in 0..55 {
        world.customer(&format!("Cliente {number:02}"), &[], &[]).await;
    }
    let cx = world.cx::<View>();
    for search in [None, Search::parse("cliente")] {
        let first = listed(&cx, search.clone(), None).await;
        assert_eq!((first.rows.len(), first.previous.is_none()), (50, true));
        let second = listed(&cx, search.clone(), first.next.as_ref()).await;
        assert_eq!(
            (second.rows.len(), second.rows[0].name.as_str(), second.next.is_none()),
            (5, "Cliente 50", true)
        );
        let back = listed(&cx, search, second.previous.as_ref()).await;
        assert_eq!(back.rows, first.rows);
    }
}

#[tokio::test]
async fn customers_without_a_name_come_last_forth_and_back() {
    let mut world = World::new().await;
    for number in 0..55 {
        world.customer("", &[("email", &format!("xana{number:02}@example.com"))], &[]).await;
        world.customer(&format!("Xana {number:02}"), &[], &[]).await;
    }
    let cx = world.cx::<View>();
    for search in [None, Search::parse("xana")] {
        let (mut pages, mut from) = (Vec::new(), None);
        loop {
            let page = listed(&cx, search.clone(), from.as_ref()).await;
            pages.push(page.clone());
            from = page.next;
            if from.is_none() {
                break;
            }
        }
        let rows: Vec<_> = pages.iter().flat_map(|page| &page.rows).collect();
        let named = rows.iter().take_while(|row| !row.name.is_empty()).count();
        assert_eq!((named, rows.len(), pages.len()), (55, 110, 3), "{search:?}");
        assert!(rows[named..].iter().all(|row| row.name.is_empty()));
        let mut ids: Vec<_> = rows.iter().map(|row| row.id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 110, "each once");
        let mut previous = pages[2].previous.clone();
        for expected in pages[..2].iter().rev() {
            let page = listed(&cx, search.clone(), previous.as_ref()).await;
            assert_eq!(page.rows, expected.rows, "{search:?}");
            previous = page.previous;
        }
        assert_eq!(previous, None);
    }
}

#[tokio::test]
async fn another_companys_customer_is_not_found() {
    let mut world = World::new().await;
    let id = CustomerId(world.customer("Ana", &[("email", "ana@example.com")], &[]).await);
    let cx = world.stranger.cx::<View>();
    let error = customers::find(&cx, id, None).await.unwrap_err();
    assert!(matches!(error, HubError::Fault(Fault::NotFound)), "{error:?}");
    assert!(listed(&cx, Search::parse("ana"), None).await.rows.is_empty());
    for sort in CustomerSort::ALL {
        let list = customers::list(&cx, &CustomerFilter::default(), *sort, None).await.unwrap();
        assert!(list.page.rows.is_empty() && !list.is_behind, "{sort}");
    }
}

/// A full count of what customers bought, by other words than those that add it up.
const FULL: &str = "
    with bought as (
        select customer_id, count(*) as purchases, min(placed_at) as first_at, max(placed_at) as last_at,
            coalesce(sum(case when currency = 'CURRENCY' and payment_status in ('paid', 'partially_refunded')
                then total_minor - refunded_minor end), 0)::bigint as spent
        from orders where not is_test and customer_id is not null group by 1
    )
    select customer_id, '00000000-0000-0000-0000-000000000000'::uuid, purchases, first_at, last_at, spent from bought
    union all
    select distinct customer_id, o.connection_id, purchases, first_at, last_at, spent
    from bought join orders o using (customer_id) where not o.is_test";

/// The same of what is added up.
const ADDED: &str = "
    select customer_id, connection_id, purchases, first_at, last_at, spent_minor from customer_sums where purchases > 0";

async fn assert_added_up(sql: &mut PgConnection, currency: &str) {
    let full = FULL.replace("CURRENCY", currency);
    let differing = format!(
        "select count(*) from ((({full}) except ({ADDED})) union all (({ADDED}) except ({full}))) as differing"
    );
    let count: i64 = sqlx::query_scalar(AssertSqlSafe(differing)).fetch_one(&mut *sql).await.unwrap();
    assert_eq!(count, 0, "customers differ from a full count");
    assert_eq!(marks(sql).await, 0);
}

async fn marks(sql: &mut PgConnection) -> i64 {
    sqlx::query_scalar("select count(*) from customer_marks").fetch_one(sql).await.unwrap()
}

#[tokio::test]
async fn what_customers_bought_is_added_up_as_a_full_count_says_whatever_changes() {
    let mut world = World::new().await;
    let hub = world.database.hub(HubOptions::default());
    let sale = |number, shop, payment, currency| Sale {
        number,
        shop,
        payment,
        currency,
        refunded_minor: 100,
        ..Sale::default()
    };
    let sales = [
        world.sale(sale(1, 0, "paid", "BRL")).await,
        world.sale(sale(2, 1, "partially_refunded", "BRL")).await,
        world.sale(sale(3, 1, "paid", "USD")).await,
        world.sale(sale(4, 0, "pending", "BRL")).await,
        world.sale(Sale { is_test: true, ..sale(5, 0, "paid", "BRL") }).await,
    ];
    world.customer("Ana Lima", &[], &sales[..3]).await;
    world.customer("", &[], &sales[3..4]).await;
    let tester = world.customer("Teste", &[], &sales[4..]).await;
    customers::add_up(&hub).await.unwrap();
    assert_added_up(&mut world.sql, "BRL").await;
    let rows: i64 =
        sqlx::query_scalar("select count(*) from customer_sums where customer_id = $1 and purchases = 0")
            .bind(tester)
            .fetch_one(&mut world.sql)
            .await
            .unwrap();
    assert_eq!(rows, 1, "who bought nothing stands in the list as well");

    // What is not added up marks nobody.
    sqlx::query("update orders set fulfilment_status = 'fulfilled'").execute(&mut world.sql).await.unwrap();
    assert_eq!(marks(&mut world.sql).await, 0);
    for (change, currency) in [
        ("update orders set refunded_minor = 500 where number = 1", "BRL"),
        ("update orders set placed_at = placed_at - interval '40 days' where number = 2", "BRL"),
        ("update orders set payment_status = 'paid' where number = 4", "BRL"),
        ("update orders set is_test = not is_test where number in (3, 5)", "BRL"),
        (
            "update orders set customer_id = (select customer_id from orders where number = 1) where number = 4",
            "BRL",
        ),
        ("delete from orders where number = 2", "BRL"),
        ("update organisations set currency = 'USD'", "USD"),
        ("delete from orders", "USD"),
    ] {
        sqlx::query(change).execute(&mut world.sql).await.unwrap();
        assert!(marks(&mut world.sql).await > 0, "{change}");
        customers::add_up(&hub).await.unwrap();
        assert_added_up(&mut world.sql, currency).await;
    }
    sqlx::query("delete from customers where name = 'Ana Lima'").execute(&mut world.sql).await.unwrap();
    sqlx::query(
        "insert into customer_marks (org_id, customer_id) select org_id, customer_id from customer_sums",
    )
    .execute(&mut world.sql)
    .await
    .unwrap();
    customers::add_up(&hub).await.unwrap();
    let left: i64 =
        sqlx::query_scalar("select count(*) from customer_sums").fetch_one(&mut world.sql).await.unwrap();
    assert_eq!(left, 2, "nothing is kept of who is no more");
}

#[tokio::test]
async fn customers_are_put_in_order_and_filtered_by_what_they_bought() {
    let mut world = World::new().await;
    let org = world.org();
    let third = shop(&mut world.sql, org, "Outra").await;
    sqlx::query("update connections set platform = 'shopify' where id in ($1, $2)")
        .bind(world.shops[1].0)
        .bind(third.0)
        .execute(&mut world.sql)
        .await
        .unwrap();
    let mut number = 0;
    // Name, shop, and day and amount of each purchase.
    for (name, shop, purchases) in [
        ("Ana", 0, &[("2026-11-01", 5_000), ("2026-11-03", 1_000)][..]),
        ("Bia", 1, &[("2026-11-05", 9_000)]),
        ("Caio", 0, &[("2026-10-01", 100), ("2026-10-02", 100), ("2026-11-04", 100)]),
        ("", 1, &[("2026-09-01", 2_000), ("2026-09-02", 2_000)]),
    ] {
        let mut sales = Vec::new();
        for (day, total_minor) in purchases {
            number += 1;
            let placed_at = format!("{day}T12:00:00Z");
            let sale =
                Sale { number, shop, placed_at: &placed_at, total_minor: *total_minor, ..Sale::default() };
            sales.push(world.sale(sale).await);
        }
        world.customer(name, &[("email", &format!("c{number}@example.com"))], &sales).await;
    }
    // Ana bought on the third shop as well, and Bia.
    for (number, name) in [(91, "Ana"), (92, "Bia")] {
        let sale = Sale { number, placed_at: "2026-10-20T12:00:00Z", total_minor: 10, ..Sale::default() };
        let id = crate::world::insert_sale(&mut world.sql, org, third, &sale).await;
        sqlx::query(
            "update orders set customer_id = (select id from customers where name = $2) where id = $1",
        )
        .bind(id.0)
        .bind(name)
        .execute(&mut world.sql)
        .await
        .unwrap();
    }
    let cx = world.cx::<View>();
    let names = async |filter: &CustomerFilter, sort| -> Vec<String> {
        let list = customers::list(&cx, filter, sort, None).await.unwrap();
        assert!(!list.is_behind);
        list.page.rows.into_iter().map(|row| row.name).collect()
    };
    let all = CustomerFilter::default();
    for (sort, expected) in [
        (CustomerSort::Name, ["Ana", "Bia", "Caio", ""]),
        (CustomerSort::Latest, ["Bia", "Caio", "Ana", ""]),
        (CustomerSort::LongestAgo, ["", "Ana", "Caio", "Bia"]),
        (CustomerSort::MostSpent, ["Bia", "Ana", "", "Caio"]),
    ] {
        assert_eq!(names(&all, sort).await, expected, "{sort}");
    }
    let mut most = names(&all, CustomerSort::MostPurchases).await;
    most[..2].sort();
    most[2..].sort();
    assert_eq!(most, ["Ana", "Caio", "", "Bia"]);

    let of = |platform: &str| CustomerFilter { platform: Some(platform.into()), ..CustomerFilter::default() };
    let since = Some("2026-10-15T00:00:00Z".parse().unwrap());
    for (filter, expected) in [
        (of("shopify"), vec!["Ana", "Bia", ""]),
        (of("woocommerce"), vec!["Ana", "Caio"]),
        (of("magalu"), vec![]),
        (CustomerFilter { at_least: Some(3), ..all.clone() }, vec!["Ana", "Caio"]),
        (CustomerFilter { at_least: Some(2), ..of("shopify") }, vec!["Ana", "Bia", ""]),
        (CustomerFilter { since, ..all.clone() }, vec!["Ana", "Bia"]),
        (CustomerFilter { search: Search::parse("an"), at_least: Some(2), ..all.clone() }, vec!["Ana"]),
        (CustomerFilter { search: Search::parse("c7@example.com"), since, ..of("shopify") }, vec![]),
    ] {
        assert_eq!(names(&filter, CustomerSort::Name).await, expected, "{filter:?}");
        for sort in CustomerSort::ALL {
            let mut found = names(&filter, *sort).await;
            let mut expected = expected.clone();
            found.sort();
            expected.sort_unstable();
            assert_eq!(found, expected, "{filter:?}, {sort}: the order changes nothing of what is found");
        }
    }
    let list = customers::list(&cx, &of("shopify"), CustomerSort::Latest, None).await.unwrap();
    assert_eq!((list.channels.len(), list.page.rows[0].purchases), (3, 2), "figures are of all channels");
}

#[tokio::test]
async fn every_order_of_customers_shows_each_once_forth_and_back() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 300).await;
    // Of two shops of one platform, who bought on both is one; and many bought as often and as much.
    for statement in [
        "insert into customers (org_id, id, name, name_key)
         select org_id, gen_random_uuid(), 'Cliente ' || number, case when number % 10 = 0 then '' else 'cliente ' || number / 2 end
         from orders where number <= 120",
        "with numbered as (select id, row_number() over (order by id) as place from customers)
         update orders o set customer_id = n.id, total_minor = 1000 * (o.number % 3)
         from numbered n where n.place = 1 + o.number % 120",
    ] {
        sqlx::query(statement).execute(&mut world.sql).await.unwrap();
    }
    let cx = world.cx::<View>();
    for sort in CustomerSort::ALL {
        for filter in [
            CustomerFilter::default(),
            CustomerFilter { platform: Some("woocommerce".into()), ..CustomerFilter::default() },
            CustomerFilter { at_least: Some(2), ..CustomerFilter::default() },
        ] {
            let (mut pages, mut from) = (Vec::new(), None);
            loop {
                let page = customers::list(&cx, &filter, *sort, from.as_ref()).await.unwrap().page;
                pages.push(page.clone());
                from = page.next;
                if from.is_none() {
                    break;
                }
            }
            assert_eq!(pages.len(), 3, "{filter:?}, {sort}");
            let mut ids: Vec<_> = pages.iter().flat_map(|page| &page.rows).map(|row| row.id.0).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), 120, "{filter:?}, {sort}");
            let mut previous = pages[2].previous.clone();
            for expected in pages[..2].iter().rev() {
                let page = customers::list(&cx, &filter, *sort, previous.as_ref()).await.unwrap().page;
                assert_eq!(page.rows, expected.rows, "{filter:?}, {sort}");
                previous = page.previous;
            }
            assert_eq!(previous, None);
        }
    }
    // A place of another list is none.
    let latest =
        customers::list(&cx, &CustomerFilter::default(), CustomerSort::Latest, None).await.unwrap().page;
    let by_name = listed(&cx, None, latest.next.as_ref()).await;
    assert_eq!(by_name.rows, listed(&cx, None, None).await.rows);
}

#[tokio::test]
async fn a_list_says_so_while_more_was_bought_than_it_adds_up_by_itself() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 700).await;
    for statement in [
        "insert into customers (org_id, id, name, name_key)
         select org_id, id, 'Cliente ' || number, 'cliente ' || number from orders",
        "update orders set customer_id = id",
    ] {
        sqlx::query(statement).execute(&mut world.sql).await.unwrap();
    }
    let cx = world.cx::<View>();
    let all = CustomerFilter::default();
    assert!(
        !customers::list(&cx, &all, CustomerSort::Name, None).await.unwrap().is_behind,
        "names are as they are"
    );
    assert!(customers::list(&cx, &all, CustomerSort::Latest, None).await.unwrap().is_behind);
    let list = customers::list(&cx, &all, CustomerSort::Latest, None).await.unwrap();
    assert!(!list.is_behind, "the rest of them are few");
    assert_eq!(list.page.rows[0].name, "Cliente 700");
    let theirs = customers::list(&world.stranger.cx(), &all, CustomerSort::Latest, None).await.unwrap();
    assert!(theirs.page.rows.is_empty());
}
