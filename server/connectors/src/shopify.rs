//! Shopify: the GraphQL Admin API, version 2026-10.

mod acts;
mod answer;
mod cancelling;
mod check;
mod consent;
mod events;
mod grant;
mod listing;
mod more_lines;
mod payload;
mod registration;
mod session;
mod shipping;
mod shop_domain;
mod some;
mod status;

use chrono::NaiveDate;
use connector_kit::{
    ApiVersion, BoxFuture, CallbackProblem, CancelAsk, CancelChoices, Cancelling, CheckReport, Conn,
    ConnSettings, Connector, ConnectorError, Consent, ConsentRequest, CredentialField, CredentialForm,
    EventProblem, FieldKind, GrantedAccount, Inbound, InboundEvent, OAuth, OrderPage, OrderPageRequest,
    Orders, PlatformSpec, RateLimit, Registered, Registration, RetryPolicy, SenderKeys, ShipAsk, Shipping,
    ShippingView, SourceOrder, Standing, Taken, TokenSet, WebhookAddress, Webhooks,
};
use domain::{AuthKind, PlatformCategory};
use secrecy::SecretString;
use url::Url;

const SHOP: CredentialField = CredentialField {
    name: "shop",
    kind: FieldKind::StoreUrl,
    required: true,
    max_length: 200,
    placeholder: "sualoja.myshopify.com",
};

static SPEC: PlatformSpec = PlatformSpec {
    id: "shopify",
    name: "Shopify",
    category: PlatformCategory::Store,
    mark: "Sh",
    has_sandbox: false,
    // Each version is supported for a year.
    api: Some(ApiVersion { name: session::VERSION, supported_until: NaiveDate::from_ymd_opt(2027, 10, 1) }),
    forms: &[
        // First: who has a shop can make such an app alone, while consent needs one of the operator's that
        // Shopify lets other shops install.
        CredentialForm {
            auth: AuthKind::ClientCredentials,
            fields: &[
                SHOP,
                CredentialField {
                    name: "client_id",
                    kind: FieldKind::Text,
                    required: true,
                    max_length: 100,
                    placeholder: "",
                },
                CredentialField {
                    name: "client_secret",
                    kind: FieldKind::Secret,
                    required: true,
                    max_length: 200,
                    placeholder: "shpss_…",
                },
            ],
        },
        CredentialForm {
            auth: AuthKind::Token,
            fields: &[
                SHOP,
                CredentialField {
                    name: "access_token",
                    kind: FieldKind::Secret,
                    required: true,
                    max_length: 200,
                    placeholder: "shpat_…",
                },
            ],
        },
        CredentialForm { auth: AuthKind::OAuth2, fields: &[SHOP] },
    ],
    // What counts is the cost of the queries, which each answer tells.
    rate: RateLimit { in_flight: 2, per_second: None },
    retry: RetryPolicy::DEFAULT,
};

/// The Shopify connector.
#[derive(Debug, Clone, Copy)]
pub struct Shopify;

impl Connector for Shopify {
    fn spec(&self) -> &'static PlatformSpec {
        &SPEC
    }

    fn check<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, CheckReport> {
        Box::pin(check::check(conn))
    }

    fn orders(&self) -> Option<&dyn Orders> {
        Some(self)
    }

    fn oauth(&self) -> Option<&dyn OAuth> {
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

impl Orders for Shopify {
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

    fn remade(&self, raw: &[u8], settings: &ConnSettings) -> Taken {
        payload::make(raw, settings)
    }

    fn page_size(&self) -> usize {
        listing::PAGE_SIZE
    }
}

impl OAuth for Shopify {
    fn scopes(&self) -> &'static [&'static str] {
        consent::SCOPES
    }

    /// From a link of the app's own that installs it.
    fn may_start_elsewhere(&self) -> bool {
        true
    }

    fn consent_url(&self, conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
        consent::url(conn, ask)
    }

    fn read_callback(&self, conn: &Conn, query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
        consent::read_callback(conn, query)
    }

    fn exchange<'a>(
        &'a self,
        conn: &'a Conn,
        _ask: &'a ConsentRequest,
        consent: &'a Consent,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>> {
        Box::pin(consent::exchange(conn, consent))
    }

    fn accounts<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, Result<Vec<GrantedAccount>, ConnectorError>> {
        Box::pin(consent::accounts(conn))
    }

    fn refresh<'a>(
        &'a self,
        conn: &'a Conn,
        refresh_token: &'a SecretString,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>> {
        Box::pin(consent::refresh(conn, refresh_token))
    }
}

impl Webhooks for Shopify {
    fn address(&self) -> WebhookAddress {
        WebhookAddress::Connection
    }

    /// They are signed with the app's secret, which is not known where a token was pasted.
    fn works_with(&self, auth: AuthKind) -> bool {
        auth != AuthKind::Token
    }

    fn registration(&self) -> Option<&dyn Registration> {
        Some(self)
    }

    fn read(&self, inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
        events::read(inbound, keys)
    }
}

/// Events are signed with the app's secret: the one that is chosen by us is not used.
impl Registration for Shopify {
    fn ensure<'a>(
        &'a self,
        conn: &'a Conn,
        address: &'a Url,
        _secret: &'a SecretString,
    ) -> BoxFuture<'a, Result<Registered, ConnectorError>> {
        Box::pin(registration::ensure(conn, address))
    }

    fn remove<'a>(&'a self, conn: &'a Conn, address: &'a Url) -> BoxFuture<'a, Result<(), ConnectorError>> {
        Box::pin(registration::remove(conn, address))
    }
}

impl Cancelling for Shopify {
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

impl Shipping for Shopify {
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
