//! WooCommerce, a shop plugin for WordPress: each shop is another host, version and set of plugins.
//! REST API `wc/v3`.

mod address;
mod answer;
mod cancelling;
mod check;
mod events;
mod fulfilments;
mod index;
mod key_grant;
mod listing;
mod notes;
mod one;
mod parts;
mod payload;
mod refusal;
mod registration;
mod shipping;
mod some;
mod status;
mod transport;

use connector_kit::{
    ApiVersion, BoxFuture, CancelAsk, CancelChoices, Cancelling, CheckReport, Conn, ConnSettings, Connector,
    ConnectorError, CredentialField, CredentialForm, EventProblem, FieldKind, GrantedKeys, Inbound,
    InboundEvent, KeyGrant, KeyRequest, KeyReturn, OrderPage, OrderPageRequest, Orders, PlatformSpec,
    RateLimit, Registered, Registration, RetryPolicy, SenderKeys, ShipAsk, Shipping, ShippingView,
    SourceOrder, Standing, Taken, WebhookAddress, Webhooks,
};
use domain::{AuthKind, PlatformCategory};
use secrecy::SecretString;
use std::time::Duration;
use url::Url;

static SPEC: PlatformSpec = PlatformSpec {
    id: "woocommerce",
    name: "WooCommerce",
    category: PlatformCategory::Store,
    mark: "Wc",
    has_sandbox: false,
    api: Some(ApiVersion { name: "wc/v3", supported_until: None }),
    forms: &[CredentialForm {
        auth: AuthKind::KeyPair,
        fields: &[
            CredentialField {
                name: "store_url",
                kind: FieldKind::StoreUrl,
                required: true,
                max_length: 300,
                placeholder: "https://www.sualoja.com.br",
            },
            CredentialField {
                name: "consumer_key",
                kind: FieldKind::Secret,
                required: true,
                max_length: 100,
                placeholder: "ck_…",
            },
            CredentialField {
                name: "consumer_secret",
                kind: FieldKind::Secret,
                required: true,
                max_length: 100,
                placeholder: "cs_…",
            },
        ],
    }],
    // The core has no limit; the merchant's host has one that nobody tells, and shared ones bear little.
    rate: RateLimit { in_flight: 2, per_second: None },
    // Shared hosting may take most of a minute for a page of a hundred orders.
    retry: RetryPolicy { timeout: Duration::from_secs(60), ..RetryPolicy::DEFAULT },
};

/// The WooCommerce connector.
#[derive(Debug, Clone, Copy)]
pub struct Woocommerce;

impl Connector for Woocommerce {
    fn spec(&self) -> &'static PlatformSpec {
        &SPEC
    }

    fn check<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, CheckReport> {
        Box::pin(check::check(conn))
    }

    fn orders(&self) -> Option<&dyn Orders> {
        Some(self)
    }

    fn key_grant(&self) -> Option<&dyn KeyGrant> {
        Some(self)
    }

    fn webhooks(&self) -> Option<&dyn Webhooks> {
        Some(self)
    }

    fn cancelling(&self) -> Option<&dyn Cancelling> {
        Some(self)
    }

    fn shipping(&self) -> Option<&dyn Shipping> {
        Some(self)
    }
}

impl KeyGrant for Woocommerce {
    fn page<'a>(&'a self, conn: &'a Conn, ask: &'a KeyRequest) -> BoxFuture<'a, Result<Url, CheckReport>> {
        Box::pin(key_grant::page(conn, ask))
    }

    fn read_keys(&self, body: &[u8]) -> Option<GrantedKeys> {
        key_grant::read_keys(body)
    }

    fn read_return(&self, query: &[(String, String)]) -> Option<KeyReturn> {
        key_grant::read_return(query)
    }
}

impl Cancelling for Woocommerce {
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<Standing<CancelChoices>, ConnectorError>> {
        Box::pin(cancelling::look(conn, order))
    }

    fn cancel<'a>(&'a self, conn: &'a Conn, ask: &'a CancelAsk) -> BoxFuture<'a, Result<(), ConnectorError>> {
        Box::pin(cancelling::cancel(conn, ask))
    }
}

impl Shipping for Woocommerce {
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<ShippingView, ConnectorError>> {
        Box::pin(shipping::look(conn, order))
    }

    fn ship<'a>(&'a self, conn: &'a Conn, ask: &'a ShipAsk) -> BoxFuture<'a, Result<(), ConnectorError>> {
        Box::pin(shipping::ship(conn, ask))
    }
}

impl Orders for Woocommerce {
    fn page<'a>(
        &'a self,
        conn: &'a Conn,
        request: &'a OrderPageRequest,
    ) -> BoxFuture<'a, Result<OrderPage, ConnectorError>> {
        Box::pin(listing::page(conn, request))
    }

    fn some<'a>(
        &'a self,
        conn: &'a Conn,
        ids: &'a [String],
    ) -> BoxFuture<'a, Result<Vec<SourceOrder>, ConnectorError>> {
        Box::pin(some::some(conn, ids))
    }

    fn known_as<'a>(
        &'a self,
        conn: &'a Conn,
        number: &'a str,
    ) -> BoxFuture<'a, Result<Vec<SourceOrder>, ConnectorError>> {
        Box::pin(some::known_as(conn, number))
    }

    fn remade(&self, raw: &[u8], _: &ConnSettings) -> Taken {
        payload::make(raw)
    }

    fn page_size(&self) -> usize {
        listing::PAGE_SIZE
    }
}

impl Webhooks for Woocommerce {
    fn address(&self) -> WebhookAddress {
        WebhookAddress::Connection
    }

    fn registration(&self) -> Option<&dyn Registration> {
        Some(self)
    }

    fn read(&self, inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
        events::read(inbound, keys)
    }
}

impl Registration for Woocommerce {
    fn ensure<'a>(
        &'a self,
        conn: &'a Conn,
        address: &'a Url,
        secret: &'a SecretString,
    ) -> BoxFuture<'a, Result<Registered, ConnectorError>> {
        Box::pin(registration::ensure(conn, address, secret))
    }

    fn remove<'a>(&'a self, conn: &'a Conn, address: &'a Url) -> BoxFuture<'a, Result<(), ConnectorError>> {
        Box::pin(registration::remove(conn, address))
    }
}
