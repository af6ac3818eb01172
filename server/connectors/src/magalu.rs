//! Magalu, the marketplace of Magazine Luiza: the Open API for sellers, version 1, with consent by ID Magalu.

mod answer;
mod check;
mod consent;
mod deliveries;
mod events;
mod invoices;
mod invoicing;
mod listing;
mod payload;
mod place;
mod portfolio;
mod session;
mod shipping;
mod some;
mod status;

use connector_kit::{
    ApiVersion, BoxFuture, CallbackProblem, CheckReport, Conn, ConnSettings, Connector, ConnectorError,
    Consent, ConsentRequest, CredentialForm, EventProblem, GrantedAccount, Inbound, InboundEvent, InvoiceAsk,
    InvoicePlace, Invoicing, OAuth, OrderPage, OrderPageRequest, Orders, PlatformSpec, RateLimit,
    RetryPolicy, SenderKeys, ShipAsk, Shipping, ShippingView, SourceOrder, Taken, TokenSet, WebhookAddress,
    Webhooks,
};
use domain::{AuthKind, PlatformCategory};
use secrecy::SecretString;
use url::Url;

static SPEC: PlatformSpec = PlatformSpec {
    id: "magalu",
    name: "Magalu",
    category: PlatformCategory::Marketplace,
    mark: "Mg",
    has_sandbox: true,
    api: Some(ApiVersion { name: "v1", supported_until: None }),
    forms: &[CredentialForm { auth: AuthKind::OAuth2, fields: &[] }],
    // There is a limit, but its numbers are not published: what integrators get along with.
    rate: RateLimit { in_flight: 4, per_second: Some(5.0) },
    retry: RetryPolicy::DEFAULT,
};

/// The Magalu connector.
#[derive(Debug, Clone, Copy)]
pub struct Magalu;

impl Connector for Magalu {
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

    fn shipping(&self) -> Option<&dyn Shipping> {
        Some(self)
    }

    fn invoicing(&self) -> Option<&dyn Invoicing> {
        Some(self)
    }
}

impl Orders for Magalu {
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
        place::PAGE_SIZE
    }
}

impl OAuth for Magalu {
    fn scopes(&self) -> &'static [&'static str] {
        consent::SCOPES
    }

    fn consent_url(&self, conn: &Conn, ask: &ConsentRequest) -> Result<Url, ConnectorError> {
        consent::url(conn, ask)
    }

    fn read_callback(&self, _conn: &Conn, query: &[(String, String)]) -> Result<Consent, CallbackProblem> {
        consent::read_callback(query)
    }

    fn exchange<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a ConsentRequest,
        consent: &'a Consent,
    ) -> BoxFuture<'a, Result<TokenSet, ConnectorError>> {
        Box::pin(consent::exchange(conn, ask, consent))
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

impl Webhooks for Magalu {
    fn address(&self) -> WebhookAddress {
        WebhookAddress::App
    }

    fn read(&self, inbound: &Inbound<'_>, keys: &SenderKeys<'_>) -> Result<InboundEvent, EventProblem> {
        events::read(inbound, keys)
    }

    fn orders_behind<'a>(
        &'a self,
        conn: &'a Conn,
        resource: &'a str,
    ) -> BoxFuture<'a, Result<Vec<String>, ConnectorError>> {
        Box::pin(events::orders_behind(conn, resource))
    }
}

impl Shipping for Magalu {
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

impl Invoicing for Magalu {
    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<Vec<InvoicePlace>, ConnectorError>> {
        Box::pin(invoicing::look(conn, order))
    }

    fn hand_over<'a>(
        &'a self,
        conn: &'a Conn,
        ask: &'a InvoiceAsk,
    ) -> BoxFuture<'a, Result<(), ConnectorError>> {
        Box::pin(invoicing::hand_over(conn, ask))
    }
}
