//! Consent: the way to the page and back, and the tokens.

use super::{SimulatedShop, Subject, first_page, good, scenario_list};
use crate::{
    Advice, BoxFuture, CallbackProblem, Conn, ConnParts, ConnectorError, Consent, ConsentRequest, FilesAsk,
    OAuth, TokenSet, Tokens,
};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

scenario_list! { Consent:
    "the link carries the state and comes back with it" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let query = asked.answered(true).await;
        assert!(query.contains(&("state".to_owned(), asked.ask.state.clone())), "{query:?}");
    },
    "who refuses is told from who allows" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let query = asked.answered(false).await;
        // The hub looks for an error itself, before it asks the connector.
        let is_error = query.iter().any(|(name, _)| name == "error");
        assert!(is_error || asked.read(&query) == Err(CallbackProblem::Denied), "{query:?}");
    },
    "a way back without a code is incomplete" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        assert!(asked.read(&[("state".to_owned(), asked.ask.state.clone())]).is_err());
    },
    "a code opens the account" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let tokens = asked.exchanged().await;
        let conn = asked.conn_with(tokens);
        let accounts = good(asked.oauth.accounts(&conn).await, "the accounts");
        assert!(!accounts.is_empty() && accounts.iter().all(|account| !account.id.is_empty()), "{accounts:?}");
    },
    "the granted account is the one that the check names" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let tokens = asked.exchanged().await;
        let conn = asked.conn_with(tokens.clone());
        let account = good(asked.oauth.accounts(&conn).await, "the accounts").remove(0);
        let mut parts = asked.parts().await;
        parts.config.extend(account.config);
        parts.tokens = Some(Arc::new(Fixed(tokens.access_token)));
        let report = s.connector.check(&Conn::new(parts)).await;
        assert_eq!(report.shop.as_ref().map(|shop| &shop.account_id), Some(&account.id), "{report:?}");
    },
    "a code works once" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let consent = asked.consent().await;
        good(asked.oauth.exchange(&asked.conn, &asked.ask, &consent).await, "the first time");
        match asked.oauth.exchange(&asked.conn, &asked.ask, &consent).await {
            Ok(_) => panic!("it worked twice"),
            Err(error) => assert_ne!(error.advice, Advice::Retry, "{error:?}"),
        }
    },
    "a made-up code opens nothing" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let consent = Consent { code: "made-up".into(), config: asked.consent().await.config };
        assert!(asked.oauth.exchange(&asked.conn, &asked.ask, &consent).await.is_err());
    },
    "a refresh brings tokens that work" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let tokens = asked.exchanged().await;
        let refresh_token = good(tokens.refresh_token.as_ref().ok_or("none"), "the refresh token");
        let fresh = good(asked.oauth.refresh(&asked.conn, refresh_token).await, "the refresh");
        let conn = asked.conn_with(tokens.renewed(fresh));
        good(asked.oauth.accounts(&conn).await, "with the fresh token");
    },
    "a made-up refresh token asks for a person" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        match asked.oauth.refresh(&asked.conn, &"made-up".into()).await {
            Ok(_) => panic!("it was taken"),
            Err(error) => assert_eq!(error.advice, Advice::Reauthorise, "{error:?}"),
        }
    },
    "a refresh whose server fails changes nothing" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let tokens = asked.exchanged().await;
        let refresh_token = good(tokens.refresh_token.as_ref().ok_or("none"), "the refresh token");
        asked.shop.trouble(super::Trouble::ServerError, Some(1));
        match asked.oauth.refresh(&asked.conn, refresh_token).await {
            Ok(_) => panic!("it was taken"),
            Err(error) => assert_eq!(error.advice, Advice::Retry, "{error:?}"),
        }
        good(asked.oauth.refresh(&asked.conn, refresh_token).await, "the second time");
    },
    "a token that ends before its time is renewed once for all callers" => async |s: &Subject<'_>| {
        let shop = s.shop(10).await;
        let conn = Conn::new(shop.parts().await);
        good(read(s, &conn).await, "before");
        let before = shop.token_refreshes();
        shop.expire_tokens();
        let pages = futures::future::join_all((0..10).map(|_| read(s, &conn))).await;
        for page in pages {
            assert!(good(page, "afterwards") > 0);
        }
        assert_eq!(shop.token_refreshes(), before + 1);
    },
    "a withdrawn consent asks for a person" => async |s: &Subject<'_>| {
        let shop = s.shop(5).await;
        let conn = Conn::new(shop.parts().await);
        shop.revoke_consent();
        match read(s, &conn).await {
            Ok(_) => panic!("it still works"),
            Err(error) => assert_eq!(error.advice, Advice::Reauthorise, "{error:?}"),
        }
    },
    "nothing of a consent shows a secret" => async |s: &Subject<'_>| {
        let asked = Asked::at(s).await;
        let consent = asked.consent().await;
        let tokens = good(asked.oauth.exchange(&asked.conn, &asked.ask, &consent).await, "the code");
        let again = asked.oauth.exchange(&asked.conn, &asked.ask, &consent).await;
        let shown = format!("{:?} {consent:?} {tokens:?} {again:?} {:?}", asked.ask, asked.conn);
        let app = asked.conn.app().map(|app| app.client_secret.expose_secret().to_owned());
        for secret in [consent.code.expose_secret(), tokens.access_token.expose_secret(), asked.ask.verifier.expose_secret()] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert!(app.is_ok_and(|secret| !shown.contains(&secret)), "{shown}");
    },
}

/// Reads what the platform has: its orders, the newest first, so that one is shown wherever there is one; its
/// spreadsheets where it has no orders. How many there are on the first page.
async fn read(subject: &Subject<'_>, conn: &Conn) -> Result<usize, ConnectorError> {
    match (subject.connector.orders(), subject.connector.spreadsheets()) {
        (None, Some(spreadsheets)) => {
            spreadsheets.files(conn, &FilesAsk::default()).await.map(|page| page.files.len())
        }
        _ => {
            let mut first = first_page();
            first.slice.newest_first = true;
            subject.orders().page(conn, &first).await.map(|page| page.orders.len())
        }
    }
}

/// Somebody who is on the way.
struct Asked<'a> {
    oauth: &'a dyn OAuth,
    shop: Box<dyn SimulatedShop>,
    conn: Conn,
    bare: ConnParts,
    ask: ConsentRequest,
}

impl<'a> Asked<'a> {
    async fn at(subject: &'a Subject<'_>) -> Self {
        let shop = subject.shop(5).await;
        let without_tokens = |parts: ConnParts| ConnParts { tokens: None, ..parts };
        let conn = Conn::new(without_tokens(shop.parts().await));
        let bare = without_tokens(shop.parts().await);
        let ask = ConsentRequest::new(shop.redirect_uri());
        match subject.connector.oauth() {
            Some(oauth) => Self { oauth, shop, conn, bare, ask },
            None => panic!("no consent"),
        }
    }

    async fn parts(&self) -> ConnParts {
        self.shop.parts().await
    }

    async fn answered(&self, allow: bool) -> Vec<(String, String)> {
        let page = good(self.oauth.consent_url(&self.conn, &self.ask), "the link");
        self.shop.answer_consent(page, allow).await
    }

    fn read(&self, query: &[(String, String)]) -> Result<(), CallbackProblem> {
        self.oauth.read_callback(&self.conn, query).map(drop)
    }

    async fn consent(&self) -> Consent {
        good(self.oauth.read_callback(&self.conn, &self.answered(true).await), "the way back")
    }

    async fn exchanged(&self) -> TokenSet {
        let consent = self.consent().await;
        good(self.oauth.exchange(&self.conn, &self.ask, &consent).await, "the code")
    }

    fn conn_with(&self, tokens: TokenSet) -> Conn {
        let bare = &self.bare;
        let mut parts = ConnParts::new(bare.spec, bare.outbound.clone(), bare.auth);
        parts.base_url.clone_from(&bare.base_url);
        parts.app.clone_from(&bare.app);
        parts.config.clone_from(&bare.config);
        parts.clock = Arc::clone(&bare.clock);
        parts.tokens = Some(Arc::new(Fixed(tokens.access_token)));
        Conn::new(parts)
    }
}

/// A token that is what it is.
struct Fixed(SecretString);

impl Tokens for Fixed {
    fn access_token<'a>(
        &'a self,
        _conn: &'a Conn,
        _refused: Option<&'a SecretString>,
    ) -> BoxFuture<'a, Result<SecretString, ConnectorError>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}
