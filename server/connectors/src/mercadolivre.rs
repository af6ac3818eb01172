//! Mercado Livre: the API of Mercado Libre, which has no version. One consent is for one seller; a shipment, what
//! it costs, the buyer's data for invoices and discounts are asked for beside each order.

mod answer;
mod check;
mod consent;
mod events;
mod listing;
mod parts;
mod payload;
mod session;
mod some;
mod status;
mod windows;

use connector_kit::{
    BoxFuture, CallbackProblem, CheckReport, Conn, Connector, ConnectorError, Consent, ConsentRequest,
    CredentialForm, EventProblem, GrantedAccount, Inbound, InboundEvent, OAuth, OrderPage, OrderPageRequest,
    Orders, PlatformSpec, RateLimit, RetryPolicy, SenderKeys, SourceOrder, TokenSet, WebhookAddress,
    Webhooks,
};
use domain::{AuthKind, PlatformCategory};
use secrecy::SecretString;
use url::Url;

static SPEC: PlatformSpec = PlatformSpec {
    id: "mercadolivre",
    name: "Mercado Livre",
    category: PlatformCategory::Marketplace,
    mark: "ML",
    forms: &[CredentialForm { auth: AuthKind::OAuth2, fields: &[] }],
    // No number is published. The limit is the app's, so all accounts together share it.
    rate: RateLimit { in_flight: 6, per_second: Some(20.0) },
    retry: RetryPolicy::DEFAULT,
};

/// The Mercado Livre connector.
#[derive(Debug, Clone, Copy)]
pub struct Mercadolivre;

impl Connector for Mercadolivre {
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
}

impl Orders for Mercadolivre {
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

    fn page_size(&self) -> usize {
        listing::PAGE_SIZE
    }
}

impl OAuth for Mercadolivre {
    fn scopes(&self) -> &'static [&'static str] {
        &["offline_access", "read"]
    }

    fn consent_origins(&self) -> &'static [&'static str] {
        &["https://auth.mercadolivre.com.br"]
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

impl Webhooks for Mercadolivre {
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
