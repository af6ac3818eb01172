//! A platform that behaves, and one that stumbles while it is read.

use super::{SimulatedShop, Subject, Trouble, first_page, good, read_orders, scenario_list};
use crate::{Advice, Conn, RemoteOrder, Slice, SliceBasis, SourceOrder, Taken};
use domain::{OrderStatus, UpstreamKind, view::catalog::is_code};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

/// Orders of a shop that takes several pages.
const SEVERAL_PAGES: u32 = 230;

scenario_list! { Shop:
    "every order is read once, oldest first" => async |s: &Subject<'_>| every_order(s, SliceBasis::Placed, false).await,
    "every order is read, newest first" => async |s: &Subject<'_>| every_order(s, SliceBasis::Placed, true).await,
    "every order is read by its last change" => async |s: &Subject<'_>| every_order(s, SliceBasis::Changed, true).await,
    "an empty shop has no orders" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 0).await;
        assert!(read(s, &conn, everything(SliceBasis::Placed, true)).await.is_empty());
    },
    "a slice holds the orders at both of its bounds" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 40).await;
        let all = read(s, &conn, everything(SliceBasis::Placed, false)).await;
        let slice = Slice {
            from: all[10].placed_at,
            until: all[20].placed_at,
            ..everything(SliceBasis::Placed, true)
        };
        let within = keys(&read(s, &conn, slice).await);
        assert!(all[10..=20].iter().all(|order| within.contains(&order.external_id)), "{within:?}");
        assert!(within.len() < 40);
    },
    "rows that move while they are read lose no order" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, SEVERAL_PAGES).await;
        let before = keys(&read(s, &conn, everything(SliceBasis::Placed, true)).await);
        shop.trouble(Trouble::MovingRows, None);
        let after = keys(&read(s, &conn, everything(SliceBasis::Placed, true)).await);
        assert!(after.is_superset(&before), "{:?}", before.difference(&after).collect::<Vec<_>>());
    },
    "rows that come twice are known by key and digest" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 30).await;
        shop.trouble(Trouble::DuplicateRows, None);
        let orders = read(s, &conn, everything(SliceBasis::Placed, true)).await;
        assert_eq!(keys(&orders).len(), shop.listed());
        for order in &orders {
            let same = orders.iter().filter(|other| other.external_id == order.external_id);
            assert!(same.map(|other| other.digest).collect::<BTreeSet<_>>().len() == 1, "{}", order.external_id);
        }
    },
    "every order adds up to the cent" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, SEVERAL_PAGES).await;
        for order in read(s, &conn, everything(SliceBasis::Placed, false)).await {
            match order.made().taken {
                Taken::Order(order) => {
                    let totals = &order.totals;
                    assert_eq!(totals.sum_of_parts(), totals.total, "{}: {totals:?}", order.number);
                    assert!(!order.lines.is_empty(), "{} has no lines", order.number);
                }
                Taken::Failed { reason, detail } => panic!("{reason}: {detail}"),
                _ => {}
            }
        }
    },
    "a line without a SKU tells the platform's own code" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, SEVERAL_PAGES).await;
        let (mut names_of_codes, mut with_codes) = (BTreeMap::<String, String>::new(), BTreeMap::new());
        let (mut told, mut silent) = (0, 0);
        for source in read(s, &conn, everything(SliceBasis::Placed, false)).await {
            let key = source.external_id.clone();
            let Taken::Order(order) = source.made().taken else { continue };
            for line in order.lines.iter().filter(|line| line.sku.is_none()) {
                let Some(code) = line.product_ref.clone() else {
                    silent += 1;
                    continue;
                };
                told += 1;
                assert!(is_code(&code), "{code}");
                let name = format!("{} {:?}", line.title, line.variant);
                let known = names_of_codes.entry(code).or_insert_with(|| name.clone());
                assert_eq!(*known, name, "one code, two products");
                with_codes.insert(key.clone(), codes(&order));
            }
        }
        // A product that is gone may have none left: of six lines of the shop without a SKU four are such.
        assert!(told * 5 >= told + silent, "{told} of {} lines without a SKU have a code", told + silent);
        for (key, listed) in with_codes.iter().take(5) {
            assert_eq!(codes(&*single(s, &conn, key).await), *listed, "{key}, looked up");
        }
    },
    "reading again brings the same digests" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 30).await;
        let slice = || everything(SliceBasis::Placed, false);
        let digests = |orders: Vec<SourceOrder>| orders.into_iter().map(|order| (order.external_id, order.digest)).collect::<Vec<_>>();
        assert_eq!(digests(read(s, &conn, slice()).await), digests(read(s, &conn, slice()).await));
    },
    "a list and a look at single orders tell the same" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 12).await;
        let listed = read(s, &conn, everything(SliceBasis::Placed, false)).await;
        let ids: Vec<_> = listed.iter().map(|order| order.external_id.clone()).collect();
        let found = good(s.orders().some(&conn, &ids[..5]).await, "single orders");
        assert_eq!(found.len(), 5);
        for order in found {
            let same = listed.iter().find(|listed| listed.external_id == order.external_id);
            assert_eq!(same.map(|listed| listed.digest), Some(order.digest), "{}", order.external_id);
        }
    },
    "more orders than a page holds are read by their keys" => async |s: &Subject<'_>| {
        let size = s.orders().page_size();
        let (_shop, conn) = connected(s, SEVERAL_PAGES).await;
        let listed = read(s, &conn, everything(SliceBasis::Placed, false)).await;
        let ids: Vec<_> = listed.iter().take(size).map(|order| order.external_id.clone()).collect();
        assert_eq!(good(s.orders().some(&conn, &ids).await, "a page of keys").len(), ids.len());
    },
    "an order is found by its key and by the number that people know" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 12).await;
        let listed = read(s, &conn, everything(SliceBasis::Placed, false)).await;
        let order = listed[7].clone().made();
        let number = match &order.taken {
            Taken::Order(made) | Taken::Withdrawn { order: made, .. } => made.number.trim_start_matches('#').to_owned(),
            other => panic!("{}: {other:?}", order.external_id),
        };
        for known in [number.as_str(), order.external_id.as_str()] {
            let found = keys(&good(s.orders().known_as(&conn, known).await, known));
            assert!(found.contains(&order.external_id), "{known}: {found:?}");
        }
        // What is not there, what nobody calls an order, and what means something in a query.
        for unknown in ["987654321", "0", "não é pedido", "x' OR id:>0", "1,2,3", "../orders", "*", "%", &"9".repeat(60)] {
            let found = keys(&good(s.orders().known_as(&conn, unknown).await, unknown));
            assert!(found.is_empty(), "{unknown}: {found:?}");
        }
    },
    "a new order is seen at once" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        let key = shop.create();
        assert!(keys(&read(s, &conn, everything(SliceBasis::Changed, true)).await).contains(&key));
        let paid = single(s, &conn, &key).await;
        assert!(paid.payment.counts_as_paid(), "{paid:?}");
        assert!(paid.paid_at.is_none_or(|at| at >= paid.placed_at));
    },
    "a cancelled order says so and is not done" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        let key = shop.create();
        shop.cancel(&key);
        assert_eq!(single(s, &conn, &key).await.status, OrderStatus::Cancelled);
    },
    "a change moves the digest" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        let key = shop.create();
        let before = good(s.orders().some(&conn, std::slice::from_ref(&key)).await, "before");
        shop.cancel(&key);
        let after = good(s.orders().some(&conn, std::slice::from_ref(&key)).await, "after");
        assert_ne!(before[0].digest, after[0].digest);
    },
    "the check passes and says whose account it is" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 5).await;
        let report = s.connector.check(&conn).await;
        assert!(report.passed(), "{report:?}");
        assert!(report.shop.is_some_and(|shop| !shop.account_id.is_empty()));
    },
    "the check names a revoked key" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        shop.trouble(Trouble::RevokedKey, None);
        let report = s.connector.check(&conn).await;
        let failure = report.failure().map(|(_, error)| error.advice);
        assert_eq!(failure, Some(Advice::Reauthorise), "{report:?}");
    },
    "the check names a wall before the platform" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        shop.trouble(Trouble::LoginWall, None);
        assert!(!s.connector.check(&conn).await.passed());
    },
    "a failure amid the reading is told as one that passes" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 30).await;
        for (trouble, kinds) in [
            (Trouble::ServerError, &[UpstreamKind::Server][..]),
            (Trouble::MalformedJson, &[UpstreamKind::Protocol]),
            (Trouble::CutBody, &[UpstreamKind::Network]),
        ] {
            shop.trouble(trouble, None);
            match s.orders().page(&conn, &first_page()).await {
                Ok(_) => panic!("{trouble:?} was taken for a page"),
                Err(error) => {
                    assert!(kinds.contains(&error.kind), "{trouble:?}: {error:?}");
                    assert_eq!(error.advice, Advice::Retry, "{trouble:?}");
                }
            }
            shop.calm();
        }
        assert_eq!(read(s, &conn, everything(SliceBasis::Placed, true)).await.len(), shop.listed(), "and it goes on");
    },
    "too many calls are waited out for as long as the platform asks" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 5).await;
        shop.trouble(Trouble::TooMany, None);
        match s.orders().page(&conn, &first_page()).await {
            Ok(_) => panic!("taken for a page"),
            Err(error) => assert_eq!(error.advice, Advice::After(Duration::from_secs(2)), "{error:?}"),
        }
    },
    "neither a connection nor its orders show a secret" => async |s: &Subject<'_>| {
        let shop = s.shop(3).await;
        let parts = shop.parts().await;
        let secrets: Vec<String> = parts.credentials.values().map(|secret| secrecy::ExposeSecret::expose_secret(secret).to_owned()).collect();
        let conn = Conn::new(parts);
        let orders = read(s, &conn, everything(SliceBasis::Placed, true)).await;
        let shown = format!("{conn:?} {orders:?}");
        assert!(secrets.iter().all(|secret| secret.is_empty() || !shown.contains(secret)));
    },
}

fn everything(basis: SliceBasis, newest_first: bool) -> Slice {
    Slice { basis, from: None, until: None, newest_first }
}

pub(super) async fn connected(subject: &Subject<'_>, orders: u32) -> (Box<dyn SimulatedShop>, Conn) {
    let shop = subject.shop(orders).await;
    let conn = Conn::new(shop.parts().await);
    (shop, conn)
}

async fn read(subject: &Subject<'_>, conn: &Conn, slice: Slice) -> Vec<SourceOrder> {
    good(read_orders(subject.connector, conn, slice).await, "the list")
}

async fn every_order(subject: &Subject<'_>, basis: SliceBasis, newest_first: bool) {
    let (shop, conn) = connected(subject, SEVERAL_PAGES).await;
    let orders = read(subject, &conn, everything(basis, newest_first)).await;
    assert_eq!(keys(&orders).len(), shop.listed());
}

fn keys(orders: &[SourceOrder]) -> BTreeSet<String> {
    orders.iter().map(|order| order.external_id.clone()).collect()
}

/// The platform's codes of an order's lines.
fn codes(order: &RemoteOrder) -> Vec<Option<String>> {
    order.lines.iter().map(|line| line.product_ref.clone()).collect()
}

pub(super) async fn single(subject: &Subject<'_>, conn: &Conn, key: &str) -> Box<RemoteOrder> {
    let found = good(subject.orders().some(conn, &[key.to_owned()]).await, "a single order");
    match found.into_iter().next().map(|order| order.made().taken) {
        Some(Taken::Order(order)) => order,
        other => panic!("{key}: {other:?}"),
    }
}
