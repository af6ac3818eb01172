//! A simulated shop and a connection to it.

use chrono::DateTime;
use connector_kit::{
    AppCredentials, Conn, ConnParts, Connector, HeldTokens, OutboundConfig, OutboundPolicy, Slice,
    SliceBasis, Taken, TokenSet,
};
use domain::{AuthKind, PlatformCategory};
use sandbox::{Credentials, Platform, Sandbox, SandboxOptions, Shop, ShopOptions};
use std::sync::Arc;
use url::Url;

pub struct Running {
    pub sandbox: Sandbox,
    pub shop: Arc<Shop>,
}

impl Running {
    pub async fn start(options: ShopOptions) -> Self {
        let sandbox =
            Sandbox::start(SandboxOptions { shops: vec![options], ..Default::default() }).await.unwrap();
        let shop = Arc::clone(&sandbox.shops()[0]);
        Self { sandbox, shop }
    }

    pub async fn with(platform: Platform, orders: u32) -> Self {
        Self::start(ShopOptions::new(platform, "loja").orders(orders)).await
    }

    pub fn base(&self) -> Url {
        self.sandbox.shop_url(&self.shop).parse().unwrap()
    }

    /// A connection with the shop's own credentials.
    pub fn parts(&self, auth: AuthKind) -> ConnParts {
        match self.shop.credentials() {
            Credentials::Woocommerce { consumer_key, consumer_secret } => {
                let mut parts = loopback(&connectors::Woocommerce, auth);
                parts.config.insert("store_url".into(), self.base().to_string());
                parts.credentials.insert("consumer_key".into(), consumer_key.as_str().into());
                parts.credentials.insert("consumer_secret".into(), consumer_secret.as_str().into());
                parts
            }
            Credentials::Shopify { access_token, client_id, client_secret } => {
                let mut parts = loopback(&connectors::Shopify, auth);
                parts.base_url = Some(self.base());
                parts.config.insert("shop".into(), "loja.myshopify.com".into());
                parts.config.insert("client_id".into(), client_id.clone());
                parts.credentials.insert("access_token".into(), access_token.as_str().into());
                parts.credentials.insert("client_secret".into(), client_secret.as_str().into());
                if auth == AuthKind::OAuth2 {
                    parts.credentials.clear();
                    parts.app = Some(AppCredentials {
                        client_id: client_id.clone(),
                        client_secret: client_secret.as_str().into(),
                        service_id: None,
                    });
                    let tokens = HeldTokens::new(Arc::new(connectors::Shopify), self.tokens());
                    parts.tokens = Some(Arc::new(tokens));
                }
                parts
            }
            Credentials::Token { token } => {
                let mut parts = loopback(&*of(self.shop.platform()), auth);
                parts.base_url = Some(self.base());
                parts.credentials.insert("token".into(), token.as_str().into());
                parts
            }
            Credentials::App { client_id, client_secret, service_id, .. } => {
                let connector = of(self.shop.platform());
                let mut parts = loopback(&*connector, auth);
                parts.base_url = Some(self.base());
                parts.app = Some(AppCredentials {
                    client_id: client_id.clone(),
                    client_secret: client_secret.as_str().into(),
                    service_id: service_id.clone(),
                });
                parts.tokens = Some(Arc::new(HeldTokens::new(connector, self.tokens())));
                parts
            }
        }
    }

    /// Tokens as if the account's owner had consented.
    pub fn tokens(&self) -> TokenSet {
        let issued = self.shop.grant().unwrap();
        TokenSet {
            access_token: issued.access_token.into(),
            expires_at: DateTime::from_timestamp(issued.access_ends, 0),
            refresh_token: Some(issued.refresh_token.into()),
            consent_ends_at: DateTime::from_timestamp(issued.refresh_ends, 0),
            scopes: None,
        }
    }

    pub fn conn(&self, auth: AuthKind) -> Conn {
        Conn::new(self.parts(auth))
    }
}

/// The connector of a platform.
pub fn of(platform: Platform) -> Arc<dyn Connector> {
    connectors::registry().get(platform.name()).unwrap().clone()
}

pub fn loopback(connector: &dyn Connector, auth: AuthKind) -> ConnParts {
    let allow = vec!["127.0.0.0/8".parse().unwrap()];
    let outbound = OutboundPolicy::new(OutboundConfig { allow, ..Default::default() }).unwrap();
    ConnParts::new(connector.spec(), outbound, auth)
}

pub fn everything(basis: SliceBasis, newest_first: bool) -> Slice {
    Slice { basis, from: None, until: None, newest_first }
}

/// Reads all orders and asserts that each adds up to the cent and has what a sale needs.
pub async fn assert_every_order_adds_up(connector: &dyn Connector, conn: &Conn, expected: usize) {
    use connector_kit::{Next, OrderPageRequest, Position};
    let mut request =
        OrderPageRequest { slice: everything(SliceBasis::Placed, false), position: Position::Start };
    let (mut seen, mut number) = (0, 1);
    loop {
        let page = connector.orders().unwrap().page(conn, &request).await.unwrap();
        for order in page.orders {
            seen += 1;
            let order = order.made();
            match order.taken {
                Taken::Order(found) => {
                    assert_eq!(
                        found.totals.sum_of_parts(),
                        found.totals.total,
                        "{}: {found:?}",
                        order.external_id
                    );
                    // Marketplaces keep the buyers' addresses to themselves.
                    let is_store = connector.spec().category == PlatformCategory::Store;
                    assert!(
                        !found.lines.is_empty() && (found.buyer.email.is_some() || !is_store),
                        "{found:?}"
                    );
                }
                Taken::Skipped(_) | Taken::Withdrawn { .. } => {}
                Taken::Failed { reason, detail } => panic!("{}: {reason} {detail}", order.external_id),
                Taken::OnDemand(_) => panic!("{} was not made", order.external_id),
            }
        }
        number += 1;
        request.position = match page.next {
            Next::End => break,
            Next::Numbered { .. } => Position::Page(number),
            Next::After(cursor) => Position::After(cursor),
        };
    }
    assert_eq!(seen, expected);
}
