//! Orders are cancelled at the platform, once.

use super::{Subject, Trouble, bad, good, scenario_list, shops::connected};
use crate::{Advice, CancelAsk, CancelChoices, Cancelling, Conn, Standing};
use domain::{Obstacle, UpstreamKind};
use uuid::Uuid;

scenario_list! { Cancelling:
    "a paid order can be cancelled, and then is" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.create();
        let choices = open(s, &conn, &key).await;
        good(able(s).cancel(&conn, &ask(&key, &choices)).await, "cancelling");
        assert!(shop.is_cancelled(&key));
        assert!(is_settled(&good(able(s).look(&conn, &key).await, "the second look")));
    },
    "every reason that is offered is taken" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let reasons = open(s, &conn, &shop.create()).await.reasons;
        for reason in reasons {
            let key = shop.create();
            let choices = open(s, &conn, &key).await;
            let ask = CancelAsk { reason: Some(reason), ..ask(&key, &choices) };
            good(able(s).cancel(&conn, &ask).await, reason.code());
            assert!(shop.is_cancelled(&key), "{reason}");
        }
    },
    "a cancel whose answer is lost is found by looking" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.create();
        let ask = ask(&key, &open(s, &conn, &key).await);
        shop.trouble(Trouble::LostAnswer, None);
        let lost = able(s).cancel(&conn, &ask).await;
        shop.calm();
        let lost = bad(lost, "the answer was cut");
        assert_eq!(lost.advice, Advice::Retry, "{lost:?}");
        let standing = good(able(s).look(&conn, &key).await, "the look after it");
        assert!(is_settled(&standing), "{standing:?}");
        assert!(shop.is_cancelled(&key), "it arrived");
    },
    "an order that the platform does not have cannot be cancelled" => async |s: &Subject<'_>| {
        let (_shop, conn) = connected(s, 3).await;
        let standing = good(able(s).look(&conn, "999999999999").await, "the look");
        assert_eq!(standing, Standing::Closed(Obstacle::NotFound));
    },
    "an order that its buyer cancelled is not to be cancelled" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.create();
        shop.cancel(&key);
        let standing = good(able(s).look(&conn, &key).await, "the look");
        assert!(is_settled(&standing) || matches!(standing, Standing::Closed(_)), "{standing:?}");
    },
    "a refused credential while cancelling asks for another" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.create();
        let ask = ask(&key, &open(s, &conn, &key).await);
        shop.trouble(Trouble::RevokedKey, None);
        let error = bad(able(s).cancel(&conn, &ask).await, "the key was revoked");
        assert_eq!(error.advice, Advice::Reauthorise, "{error:?}");
        assert!(!shop.is_cancelled(&key));
    },
    "a platform that asks to wait while cancelling is asked later" => async |s: &Subject<'_>| {
        let (shop, conn) = connected(s, 3).await;
        let key = shop.create();
        let ask = ask(&key, &open(s, &conn, &key).await);
        shop.trouble(Trouble::TooMany, None);
        let error = bad(able(s).cancel(&conn, &ask).await, "too many requests");
        assert_eq!(error.kind, UpstreamKind::RateLimit, "{error:?}");
        assert!(matches!(error.advice, Advice::Retry | Advice::After(_)), "{error:?}");
    },
}

fn able<'a>(subject: &'a Subject<'_>) -> &'a dyn Cancelling {
    match subject.connector.cancelling() {
        Some(cancelling) => cancelling,
        None => panic!("it cancels nothing"),
    }
}

async fn open(subject: &Subject<'_>, conn: &Conn, key: &str) -> CancelChoices {
    match good(able(subject).look(conn, key).await, "the look") {
        Standing::Open(choices) => choices,
        other => panic!("a paid order can not be cancelled: {other:?}"),
    }
}

fn ask(key: &str, choices: &CancelChoices) -> CancelAsk {
    CancelAsk {
        order: key.to_owned(),
        reason: choices.reasons.first().copied(),
        message: choices.message.map(|_| "Sem estoque".to_owned()),
        key: Uuid::now_v7(),
    }
}

fn is_settled(standing: &Standing<CancelChoices>) -> bool {
    matches!(standing, Standing::Done | Standing::Underway)
}
