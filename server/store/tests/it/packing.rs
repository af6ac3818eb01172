use crate::world::{Sale, World, insert_sale, shop};
use domain::{
    OrderId,
    view::{
        orders::{FulfilmentFilter, OrderFilter, OrderSort, OrderSortKey},
        packing::picks,
        page::{Cursor, CursorKey, Toward},
    },
};
use hub::{
    orders::{MOST_PACKED, PackingList, found_to_pack, to_pack},
    permit::View,
};
use uuid::Uuid;

fn to_ship() -> OrderFilter {
    OrderFilter { fulfilment: Some(FulfilmentFilter::ToShip), ..OrderFilter::default() }
}

fn numbers(list: &PackingList) -> Vec<i64> {
    list.sales.iter().map(|sale| sale.number).collect()
}

impl World {
    async fn address(&mut self, order: OrderId, kind: &str, name: &str) {
        sqlx::query(
            "insert into order_addresses (org_id, order_id, kind, name, city) values ($1, $2, $3, $4, 'Recife')",
        )
        .bind(self.org().0)
        .bind(order.0)
        .bind(kind)
        .bind(name)
        .execute(&mut self.sql)
        .await
        .unwrap();
    }

    /// As if the sales of these numbers were shipped, and none besides.
    async fn shipped(&mut self, numbers: &[i64]) {
        sqlx::query(
            "update orders set fulfilment_status = case when number = any ($2) then 'fulfilled' else 'unfulfilled' end
             where org_id = $1",
        )
        .bind(self.org().0)
        .bind(numbers)
        .execute(&mut self.sql)
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn what_was_picked_is_packed_in_its_order_with_its_own_lines_and_address() {
    let mut world = World::new().await;
    let first = world.sale(Sale { number: 1, external_number: "#10", ..Sale::default() }).await;
    let second = world.sale(Sale { number: 2, shop: 1, buyer: "Bia Reis", ..Sale::default() }).await;
    world.line(first, 2, None, "Brinde").await;
    world.line(first, 1, Some("CAM-M"), "Camiseta").await;
    world.line(second, 1, Some("cam-m"), "Camiseta").await;
    world.address(first, "billing", "Contas a pagar").await;
    world.address(first, "shipping", "Ana Lima").await;
    world.address(second, "billing", "Bia Reis").await;

    let list = to_pack(&world.cx::<View>(), &[second, first, second]).await.unwrap();
    assert_eq!((list.unknown, list.beyond, list.called_off.len()), (0, 0, 0));
    assert_eq!(numbers(&list), [2, 1], "each once, as they were picked");
    let [second, first] = &list.sales[..] else { panic!("{list:?}") };
    assert_eq!((second.channel.as_str(), second.buyer_name.as_str()), ("Loja Norte", "Bia Reis"));
    assert!(second.address.is_none(), "who pays is not where it goes");
    assert_eq!((first.channel.as_str(), first.external_number.as_str()), ("Loja Centro", "#10"));
    assert_eq!(first.address.as_ref().and_then(|address| address.name.as_deref()), Some("Ana Lima"));
    let titles: Vec<_> = first.lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["Camiseta", "Brinde"]);

    let picks = picks(&list.sales);
    let told: Vec<_> = picks.iter().map(|pick| (pick.line.title.as_str(), pick.sales)).collect();
    assert_eq!(told, [("Camiseta", 2), ("Brinde", 1)]);
    assert_eq!(picks[0].line.quantity.to_string(), "2");
}

#[tokio::test]
async fn a_packing_list_of_a_filter_has_its_first_sales_in_its_order() {
    let mut world = World::new().await;
    let (org, shops) = (world.org(), world.shops);
    world.many(org, shops, 130).await;
    for number in [131, 132] {
        world.sale(Sale { number, ..Sale::default() }).await;
    }
    let (all, by_number) =
        (OrderFilter::default(), OrderSort { key: OrderSortKey::Number, descending: true });
    let cx = world.cx::<View>();
    let list = found_to_pack(&cx, &to_ship(), by_number, None).await.unwrap();
    assert_eq!((numbers(&list), list.next.is_some(), list.unknown), (vec![132, 131], false, 0));
    let list = found_to_pack(&cx, &all, by_number, None).await.unwrap();
    assert_eq!((list.sales.len() + list.called_off.len(), list.beyond), (MOST_PACKED, 0));
    assert_eq!(numbers(&list)[..2], [132, 131]);
    let rest = found_to_pack(&cx, &all, by_number, list.next.as_ref()).await.unwrap();
    assert_eq!((rest.sales.len() + rest.called_off.len(), rest.next.is_some()), (32, false));
    assert!(numbers(&rest).iter().all(|number| !numbers(&list).contains(number)));
    let end = Cursor { toward: Toward::Next, key: CursorKey::Number(0), id: Uuid::nil() };
    let none = found_to_pack(&cx, &all, by_number, Some(&end)).await.unwrap();
    assert_eq!((none.sales.len(), none.next.is_some()), (0, false));
    let of_another_list = Cursor { key: CursorKey::Text("x".into()), ..end };
    let first = found_to_pack(&cx, &all, by_number, Some(&of_another_list)).await.unwrap();
    assert_eq!(numbers(&first), numbers(&list));
    let theirs = found_to_pack(&world.stranger.cx(), &all, by_number, list.next.as_ref()).await.unwrap();
    assert_eq!((theirs.sales.len(), theirs.next.is_some()), (0, false));
}

#[tokio::test]
async fn sales_that_leave_the_filter_between_two_sheets_make_none_be_skipped_and_none_come_twice() {
    let mut world = World::new().await;
    let all: Vec<i64> = (1..=103).collect();
    for number in &all {
        world.sale(Sale { number: *number, ..Sale::default() }).await;
    }
    let cx = world.cx::<View>();
    for key in OrderSortKey::ALL {
        for descending in [false, true] {
            let sort = OrderSort { key: *key, descending };
            world.shipped(&[]).await;
            let first = found_to_pack(&cx, &to_ship(), sort, None).await.unwrap();
            let packed = numbers(&first);
            assert_eq!(packed.len(), MOST_PACKED);
            // The last one too, behind which the next sheet begins.
            world.shipped(&packed[10..]).await;
            let second = found_to_pack(&cx, &to_ship(), sort, first.next.as_ref()).await.unwrap();
            assert_eq!((second.sales.len(), second.next.is_some()), (3, false), "{sort:?}");
            let mut both = [packed, numbers(&second)].concat();
            both.sort_unstable();
            assert_eq!(both, all, "{sort:?}");
        }
    }
}

#[tokio::test]
async fn what_is_not_here_is_counted_and_what_was_called_off_is_set_apart() {
    let mut world = World::new().await;
    let own = world.sale(Sale { number: 1, ..Sale::default() }).await;
    let cancelled = world.sale(Sale { number: 2, status: "cancelled", ..Sale::default() }).await;
    let voided = world.sale(Sale { number: 3, payment: "voided", ..Sale::default() }).await;
    let refunded = world.sale(Sale { number: 4, payment: "refunded", ..Sale::default() }).await;
    let org = world.stranger.org();
    let theirs = shop(&mut world.sql, org, "Loja Alheia").await;
    let theirs = insert_sale(&mut world.sql, org, theirs, &Sale::default()).await;

    let off = [cancelled, voided, refunded];
    let picked = [theirs, own, OrderId::new(), cancelled, voided, refunded];
    let list = to_pack(&world.cx::<View>(), &picked).await.unwrap();
    assert_eq!(list.sales.iter().map(|sale| sale.id).collect::<Vec<_>>(), [own]);
    assert_eq!(list.called_off.iter().map(|sale| sale.id).collect::<Vec<_>>(), off);
    assert_eq!((list.unknown, list.beyond), (2, 0));
}

#[tokio::test]
async fn a_list_has_its_limit_and_tells_what_is_beyond() {
    let mut world = World::new().await;
    let mut picked = Vec::new();
    for number in 1..=102 {
        picked.push(world.sale(Sale { number, ..Sale::default() }).await);
    }
    let list = to_pack(&world.cx::<View>(), &picked).await.unwrap();
    assert_eq!((list.sales.len(), list.unknown, list.beyond), (MOST_PACKED, 0, 2));
    assert_eq!(list.sales.last().map(|sale| sale.id), Some(picked[MOST_PACKED - 1]));
}
