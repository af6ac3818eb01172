//! Fiscal documents are handed over, once.

use super::{Subject, Trouble, bad, good, scenario_list, shops::connected};
use crate::{Advice, Conn, FiscalDocument, InvoiceAsk, InvoicePlace, Invoicing, Standing};
use domain::Obstacle;
use uuid::Uuid;

const FILE: &str = include_str!("../../fixtures/nfe.xml");

scenario_list! { Invoicing:
    "a fiscal document can be handed over, and then is there" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_invoice();
        let ask = ask(&key, &open(s, &conn, &key).await);
        good(able(s).hand_over(&conn, &ask).await, "handing over");
        assert_eq!(shop.invoices(&key), [ask.document.access_key.as_str()]);
        let standing = place(s, &conn, &key, &ask.place).await.standing;
        assert!(matches!(standing, Standing::Done | Standing::Underway), "{standing:?}");
        shop.judge_invoices(&key, true);
        assert_eq!(place(s, &conn, &key, &ask.place).await.standing, Standing::Done);
    },
    "a document whose answer is lost is found by looking" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_invoice();
        let ask = ask(&key, &open(s, &conn, &key).await);
        shop.trouble(Trouble::LostAnswer, None);
        let lost = able(s).hand_over(&conn, &ask).await;
        shop.calm();
        let lost = bad(lost, "the answer was cut");
        assert_eq!(lost.advice, Advice::Retry, "{lost:?}");
        let standing = place(s, &conn, &key, &ask.place).await.standing;
        assert_eq!(shop.invoices(&key).len(), 1, "it arrived");
        assert!(matches!(standing, Standing::Done | Standing::Underway), "{standing:?}");
    },
    "a cancelled order takes no document" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_invoice();
        shop.cancel(&key);
        let places = look(s, &conn, &key).await;
        assert!(places.iter().all(|place| matches!(place.standing, Standing::Closed(_))), "{places:?}");
    },
    "an order that the platform does not have takes no document" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 3).await;
        let places = look(s, &conn, "999999999999").await;
        assert!(places.iter().all(|place| place.standing == Standing::Closed(Obstacle::NotFound)), "{places:?}");
    },
    "a refused credential while handing over asks for another" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.to_invoice();
        let ask = ask(&key, &open(s, &conn, &key).await);
        shop.trouble(Trouble::RevokedKey, None);
        let error = bad(able(s).hand_over(&conn, &ask).await, "the key was revoked");
        assert_eq!(error.advice, Advice::Reauthorise, "{error:?}");
        assert!(shop.invoices(&key).is_empty());
    },
}

fn able<'a>(subject: &'a Subject<'_>) -> &'a dyn Invoicing {
    match subject.connector.invoicing() {
        Some(invoicing) => invoicing,
        None => panic!("it takes no documents"),
    }
}

async fn look(subject: &Subject<'_>, conn: &Conn, key: &str) -> Vec<InvoicePlace> {
    let places = good(able(subject).look(conn, key).await, "the look");
    assert!(!places.is_empty(), "an order without a place for its document");
    places
}

async fn place(subject: &Subject<'_>, conn: &Conn, key: &str, place: &str) -> InvoicePlace {
    let places = look(subject, conn, key).await;
    match places.iter().find(|found| found.key == place) {
        Some(found) => found.clone(),
        None => panic!("the place is gone: {places:?}"),
    }
}

/// The key of the first place that waits for a document.
async fn open(subject: &Subject<'_>, conn: &Conn, key: &str) -> String {
    let places = look(subject, conn, key).await;
    match places.iter().find(|place| matches!(place.standing, Standing::Open(()))) {
        Some(place) => place.key.clone(),
        None => panic!("no document is asked for: {places:?}"),
    }
}

fn ask(key: &str, place: &str) -> InvoiceAsk {
    let document = good(FiscalDocument::parse(FILE.as_bytes().to_vec()), "the fixture");
    InvoiceAsk { order: key.to_owned(), place: place.to_owned(), document, key: Uuid::now_v7() }
}
