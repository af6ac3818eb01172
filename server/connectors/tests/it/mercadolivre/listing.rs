use super::*;
use connector_kit::{OrderPageRequest, Position, Slice};
use sandbox::ShopOptions;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_slice_comes_in_its_order_both_ways() {
    let (_running, conn) = started(230).await;
    let mut counts = BTreeSet::new();
    for basis in [SliceBasis::Placed, SliceBasis::Changed] {
        for newest_first in [false, true] {
            let orders = read(&conn, everything(basis, newest_first)).await;
            let ids: BTreeSet<_> = orders.iter().map(|order| order.external_id.clone()).collect();
            assert_eq!(ids.len(), orders.len(), "none comes twice");
            counts.insert(ids.len());
            let mut dates: Vec<_> = orders
                .iter()
                .map(|order| match basis {
                    SliceBasis::Placed => order.placed_at.unwrap(),
                    SliceBasis::Changed => order.changed_at.unwrap(),
                })
                .collect();
            if newest_first {
                dates.reverse();
            }
            assert!(dates.is_sorted(), "{basis:?} {newest_first}");
        }
    }
    assert_eq!(counts.len(), 1, "every way leads to the same orders: {counts:?}");
}

async fn read(conn: &Conn, slice: Slice) -> Vec<SourceOrder> {
    let mut request = OrderPageRequest { slice, position: Position::Start };
    let mut found = Vec::new();
    loop {
        let page = Mercadolivre.orders().unwrap().page(conn, &request).await.unwrap();
        assert!(page.orders.len() <= 50);
        found.extend(page.orders);
        match page.next {
            connector_kit::Next::After(cursor) => request.position = Position::After(cursor),
            _ => return found,
        }
    }
}

#[tokio::test]
async fn a_slice_holds_the_orders_at_both_of_its_bounds_and_none_of_the_hours_around() {
    let options = ShopOptions { days: 2, ..ShopOptions::new(Platform::Mercadolivre, "loja").orders(300) };
    let running = Running::start(options).await;
    let conn = Conn::new(parts(&running));
    for basis in [SliceBasis::Placed, SliceBasis::Changed] {
        let all = read(&conn, everything(basis, false)).await;
        let moment = |at: usize| match basis {
            SliceBasis::Placed => all[at].placed_at.unwrap(),
            SliceBasis::Changed => all[at].changed_at.unwrap(),
        };
        let (from, until) = (moment(60), moment(140));
        for newest_first in [true, false] {
            let slice = Slice { basis, from: Some(from), until: Some(until), newest_first };
            let found = read(&conn, slice).await;
            let ids: BTreeSet<_> = found.iter().map(|order| &order.external_id).collect();
            for expected in &all[60..=140] {
                assert!(ids.contains(&expected.external_id), "{basis:?}: {}", expected.external_id);
            }
            let second = chrono::TimeDelta::seconds(1);
            let beyond = (0..all.len()).filter(|at| {
                let at_moment = moment(*at);
                ids.contains(&all[*at].external_id)
                    && (at_moment < from - second || at_moment > until + second)
            });
            assert_eq!(beyond.count(), 0, "what only whole hours brought is not read");
        }
    }
}

#[tokio::test]
async fn rows_that_move_and_come_twice_lose_no_order() {
    let (running, conn) = started(120).await;
    // An hour with more than two pages.
    let hour = (chrono::Utc::now().timestamp() / 3_600 - 3) * 3_600;
    for at in 0..120 {
        running.shop.create(NewOrder { created: Some(hour + 20 * at), ..NewOrder::default() }).unwrap();
    }
    let orders = read(&conn, everything(SliceBasis::Placed, false)).await;
    assert!(orders.is_sorted_by_key(|order| order.placed_at), "over its pages, too");
    let whole: BTreeSet<String> = orders.into_iter().map(|order| order.external_id).collect();
    assert!(whole.len() > 220, "{}", whole.len());
    let of_list = |fault| FaultRule { path: Some("/search".into()), ..FaultRule::always(fault) };
    running.shop.fault(of_list(Fault::MovingRows));
    running.shop.fault(of_list(Fault::DuplicateRows));
    for (basis, newest_first) in
        [(SliceBasis::Placed, true), (SliceBasis::Placed, false), (SliceBasis::Changed, false)]
    {
        let ids = read_all(&Mercadolivre, &conn, everything(basis, newest_first)).await.unwrap();
        let distinct: BTreeSet<String> = ids.iter().cloned().collect();
        assert_eq!(distinct, whole, "{basis:?} {newest_first}");
        assert!(ids.len() > distinct.len());
    }
}

#[tokio::test]
async fn a_position_that_was_not_given_is_refused() {
    let (_running, conn) = started(3).await;
    for position in [Position::Page(2), Position::After("x".into())] {
        let request = OrderPageRequest { position, ..first_page() };
        let error = Mercadolivre.orders().unwrap().page(&conn, &request).await.unwrap_err();
        assert_eq!((error.kind, error.advice), (UpstreamKind::Rejected, Advice::Never));
    }
}
