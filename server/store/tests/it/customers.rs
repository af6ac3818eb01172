use crate::world::{Sale, World};
use domain::{
    CustomerId, Fault,
    view::{orders::CustomerMatch, search::Search},
};
use hub::{HubError, customers, permit::View};

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
    let identities = [("email", "ana@example.com"), ("document", "11144477735")];
    let id = CustomerId(world.customer("Ana Lima", &identities, &sales).await);
    let customer = customers::find(&world.cx::<View>(), id, None).await.unwrap();
    assert_eq!(customer.row.purchases, 3);
    assert_eq!(customer.row.last_purchase_at, Some("2026-11-21T12:00:00Z".parse().unwrap()));
    assert_eq!(customer.since, Some("2026-11-20T12:00:00Z".parse().unwrap()));
    assert_eq!(customer.paid.len(), 1);
    assert_eq!((customer.paid[0].count, customer.paid[0].total.minor().unwrap()), (2, 6500));
    let by_channel: Vec<_> =
        customer.by_channel.iter().map(|bought| (bought.channel.name.as_str(), bought.purchases)).collect();
    assert_eq!(by_channel, [("Loja Centro", 2), ("Loja Norte", 1)]);
    let known: Vec<_> = customer.identities.iter().map(|known| (known.kind, known.recognised)).collect();
    assert_eq!(known, [(CustomerMatch::Document, 0), (CustomerMatch::Email, 4)]);
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
        let page = customers::list(&cx, Search::parse(text).as_ref(), None).await.unwrap();
        page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
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
        let first = customers::list(&cx, search.as_ref(), None).await.unwrap();
        assert_eq!((first.rows.len(), first.previous.is_none()), (50, true));
        let second = customers::list(&cx, search.as_ref(), first.next.as_ref()).await.unwrap();
        assert_eq!(
            (second.rows.len(), second.rows[0].name.as_str(), second.next.is_none()),
            (5, "Cliente 50", true)
        );
        let back = customers::list(&cx, search.as_ref(), second.previous.as_ref()).await.unwrap();
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
            let page = customers::list(&cx, search.as_ref(), from.as_ref()).await.unwrap();
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
            let page = customers::list(&cx, search.as_ref(), previous.as_ref()).await.unwrap();
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
    assert!(customers::list(&cx, Search::parse("ana").as_ref(), None).await.unwrap().rows.is_empty());
}
