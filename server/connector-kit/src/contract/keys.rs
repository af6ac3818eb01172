//! Keys that a shop makes and hands over.

use super::{KeyAnswer, SimulatedShop, Subject, good, scenario_list};
use crate::{Conn, ConnParts, GrantedKeys, KeyGrant, KeyRequest};

scenario_list! { KeyGrant:
    "a key that was agreed to opens the shop" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let (keys, query) = asked.agreed().await;
        assert_eq!(keys.state, asked.ask.state);
        let back = asked.grant.read_return(&query);
        assert!(back.is_some_and(|back| back.agreed && back.state == asked.ask.state), "{query:?}");
        let parts = ConnParts { credentials: keys.secrets, ..asked.shop.parts().await };
        let report = s.connector.check(&Conn::new(parts)).await;
        assert!(report.passed(), "{report:?}");
    },
    "who refuses a key is told from who agrees" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let answer = asked.answered(false).await;
        assert_eq!(answer.delivery, None, "a key was made");
        let back = asked.grant.read_return(&answer.query);
        assert!(back.is_some_and(|back| !back.agreed && back.state == asked.ask.state), "{answer:?}");
    },
    "what is no delivery brings no key" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let Some(delivery) = asked.answered(true).await.delivery else { panic!("no key came") };
        for wrong in [&b""[..], b"[]", b"null", b"<html>", &delivery[..delivery.len() / 2]] {
            assert!(asked.grant.read_keys(wrong).is_none(), "{}", String::from_utf8_lossy(wrong));
        }
    },
    "nothing of a key shows a secret" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let (keys, _) = asked.agreed().await;
        let shown = format!("{keys:?}");
        assert!(!keys.secrets.is_empty());
        for secret in keys.secrets.values() {
            assert!(!shown.contains(secrecy::ExposeSecret::expose_secret(secret)), "{shown}");
        }
    },
}

/// Somebody who is on the way.
struct Asked<'a> {
    grant: &'a dyn KeyGrant,
    shop: Box<dyn SimulatedShop>,
    conn: Conn,
    ask: KeyRequest,
}

impl<'a> Asked<'a> {
    async fn at(subject: &'a Subject<'_>) -> Self {
        let shop = subject.shop(2).await;
        let conn = Conn::new(ConnParts { credentials: Default::default(), ..shop.parts().await });
        let return_to = shop.redirect_uri();
        let deliver_to = return_to.join("/keys").unwrap_or_else(|_| return_to.clone());
        let ask = KeyRequest { state: "a-state-of-this-request".to_owned(), return_to, deliver_to };
        match subject.connector.key_grant() {
            Some(grant) => Self { grant, shop, conn, ask },
            None => panic!("no keys"),
        }
    }

    async fn answered(&self, agree: bool) -> KeyAnswer {
        let page = good(self.grant.page(&self.conn, &self.ask).await, "the page");
        self.shop.answer_key(page, agree).await
    }

    async fn agreed(&self) -> (GrantedKeys, Vec<(String, String)>) {
        let answer = self.answered(true).await;
        match self.grant.read_keys(&answer.delivery.unwrap_or_default()) {
            Some(keys) => (keys, answer.query),
            None => panic!("no key came"),
        }
    }
}
