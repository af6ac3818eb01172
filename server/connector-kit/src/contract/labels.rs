//! Labels that the platform prints.

use super::{Subject, Trouble, bad, good, scenario_list, shops::connected};
use crate::{Advice, Conn, LabelPlace, Labels};
use domain::{LabelFormat, Obstacle};

scenario_list! { Labels:
    "a label comes in each format that is offered" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_label();
        let place = printable(s, &conn, &key).await;
        assert!(!able(s).formats().is_empty());
        for format in able(s).formats() {
            let label = good(able(s).fetch(&conn, &key, &place, *format).await, format.code());
            let begins = match format {
                LabelFormat::Pdf => label.starts_with(b"%PDF-"),
                LabelFormat::Zpl => label.starts_with(b"^XA"),
            };
            assert!(begins, "{format}: {} bytes", label.len());
        }
    },
    "an order that nobody paid has no label" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let places = look(s, &conn, &shop.unpaid()).await;
        assert!(places.iter().all(|place| place.obstacle.is_some()), "{places:?}");
    },
    "an order that the platform does not have has no label" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 3).await;
        let places = look(s, &conn, "999999999999").await;
        assert!(places.iter().all(|place| place.obstacle == Some(Obstacle::NotFound)), "{places:?}");
    },
    "a page for people is no label" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_label();
        let place = printable(s, &conn, &key).await;
        shop.trouble(Trouble::LoginWall, None);
        let error = bad(able(s).fetch(&conn, &key, &place, LabelFormat::Pdf).await, "a page");
        assert!(matches!(error.advice, Advice::Retry | Advice::Never), "{error:?}");
    },
}

fn able<'a>(subject: &'a Subject<'_>) -> &'a dyn Labels {
    match subject.connector.labels() {
        Some(labels) => labels,
        None => panic!("it prints no labels"),
    }
}

async fn look(subject: &Subject<'_>, conn: &Conn, key: &str) -> Vec<LabelPlace> {
    let places = good(able(subject).look(conn, key).await, "the look");
    assert!(!places.is_empty(), "an order without a parcel");
    places
}

async fn printable(subject: &Subject<'_>, conn: &Conn, key: &str) -> String {
    let places = look(subject, conn, key).await;
    match places.iter().find(|place| place.obstacle.is_none()) {
        Some(place) => place.key.clone(),
        None => panic!("nothing can be printed: {places:?}"),
    }
}
