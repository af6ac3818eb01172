//! Mercado Livre: the API of Mercado Libre, which has no version. One consent is for one seller; a shipment, what
//! it costs, the buyer's data for invoices and discounts are asked for beside each order.

mod answer;
mod cancelling;
mod check;
mod consent;
mod delivery;
mod events;
mod invoicing;
mod labels;
mod listing;
mod missed;
mod parts;
mod payload;
mod sale;
mod session;
mod shipping;
mod some;
mod status;
mod windows;

use connector_kit::{
    BoxFuture, CallbackProblem, CancelAsk, CancelChoices, Cancelling, CheckReport, Conn, ConnSettings,
    Connector, ConnectorError, Consent, ConsentRequest, CredentialForm, EventProblem, GrantedAccount,
    Inbound, InboundEvent, InvoiceAsk, InvoicePlace, Invoicing, LabelPlace, Labels, Missed, MissedEvent,
    OAuth, OrderPage, OrderPageRequest, Orders, PlatformSpec, RateLimit, RetryPolicy, SenderKeys, ShipAsk,
    Shipping, ShippingView, SourceOrder, Standing, Taken, TokenSet, WebhookAddress, Webhooks,
};
use domain::{AuthKind, LabelFormat, PlatformCategory};
use secrecy::SecretString;
use url::Url;

static SPEC: PlatformSpec = PlatformSpec {
    id: "mercadolivre",
    name: "Mercado Livre",
    category: PlatformCategory::Marketplace,
    mark: "ML",
    has_sandbox: false,
    api: None,
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

    fn cancelling(&self) -> Option<&dyn Cancelling> {
        Some(self)
    }

    fn shipping(&self) -> Option<&dyn Shipping> {
        Some(self)
    }

    fn invoicing(&self) -> Option<&dyn Invoicing> {
        Some(self)
    }

    fn labels(&self) -> Option<&dyn Labels> {
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

impl OAuth for Mercadolivre {
    fn scopes(&self) -> &'static [&'static str] {
        &["offline_access", "read", "write"]
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

    fn missed(&self) -> Option<&dyn Missed> {
        Some(self)
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

impl Missed for Mercadolivre {
    fn list<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, Result<Vec<MissedEvent>, ConnectorError>> {
        Box::pin(missed::list(conn))
    }
}

impl Cancelling for Mercadolivre {
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

impl Shipping for Mercadolivre {
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

impl Invoicing for Mercadolivre {
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

impl Labels for Mercadolivre {
    fn formats(&self) -> &'static [LabelFormat] {
        labels::FORMATS
    }

    fn look<'a>(
        &'a self,
        conn: &'a Conn,
        order: &'a str,
    ) -> BoxFuture<'a, Result<Vec<LabelPlace>, ConnectorError>> {
        Box::pin(labels::look(conn, order))
    }

    fn fetch<'a>(
        &'a self,
        conn: &'a Conn,
        _order: &'a str,
        place: &'a str,
        format: LabelFormat,
    ) -> BoxFuture<'a, Result<Vec<u8>, ConnectorError>> {
        Box::pin(labels::fetch(conn, place, format))
    }
}
