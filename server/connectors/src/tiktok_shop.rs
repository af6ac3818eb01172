//! TikTok Shop: the Partner Center Open API. Versions are dates in the path of each endpoint.

mod answer;
mod cancelling;
mod carriers;
mod check;
mod consent;
mod events;
mod given_back;
mod invoicing;
mod labels;
mod listing;
mod one;
mod parcels;
mod payload;
mod registration;
mod session;
mod shipping;
mod shops;
mod sign;
mod some;
mod status;

use connector_kit::{
    ApiVersion, BoxFuture, CallbackProblem, CancelAsk, CancelChoices, Cancelling, CheckReport, Conn,
    ConnSettings, Connector, ConnectorError, Consent, ConsentRequest, CredentialForm, EventProblem,
    GrantedAccount, Inbound, InboundEvent, InvoiceAsk, InvoicePlace, Invoicing, LabelPlace, Labels, OAuth,
    OrderPage, OrderPageRequest, Orders, PlatformSpec, RateLimit, Registered, Registration, RetryPolicy,
    SenderKeys, ShipAsk, Shipping, ShippingView, SourceOrder, Standing, Taken, TokenSet, WebhookAddress,
    Webhooks,
};
use domain::{AuthKind, LabelFormat, PlatformCategory};
use secrecy::SecretString;
use url::Url;

static SPEC: PlatformSpec = PlatformSpec {
    id: "tiktok_shop",
    name: "TikTok Shop",
    category: PlatformCategory::Marketplace,
    mark: "TT",
    has_sandbox: false,
    api: Some(ApiVersion { name: "202309, 202502, 202507", supported_until: None }),
    forms: &[CredentialForm { auth: AuthKind::OAuth2, fields: &[] }],
    // 50 calls a second for each endpoint, app and shop were documented; by now the limit moves.
    rate: RateLimit { in_flight: 4, per_second: Some(20.0) },
    retry: RetryPolicy::DEFAULT,
};

/// The TikTok Shop connector.
#[derive(Debug, Clone, Copy)]
pub struct TiktokShop;

impl Connector for TiktokShop {
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

impl Orders for TiktokShop {
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

    fn remade(&self, raw: &[u8], _: &ConnSettings) -> Taken {
        payload::make(raw)
    }

    fn page_size(&self) -> usize {
        listing::PAGE_SIZE
    }
}

impl Cancelling for TiktokShop {
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

impl Shipping for TiktokShop {
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

impl Invoicing for TiktokShop {
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

impl Labels for TiktokShop {
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

impl OAuth for TiktokShop {
    fn scopes(&self) -> &'static [&'static str] {
        &[
            "seller.authorization.info",
            "seller.order.info",
            "seller.return_refund.basic",
            "seller.fulfillment.basic",
            // The ways in which a package can be handed over.
            "seller.fulfillment.package.write",
        ]
    }

    /// From the Seller Center's own button.
    fn may_start_elsewhere(&self) -> bool {
        true
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

impl Webhooks for TiktokShop {
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

/// Events are signed with the app's secret: the one that is chosen by us is not used.
impl Registration for TiktokShop {
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
