//! __Name__: its API for orders, with a token that the merchant makes there.

mod answer;
mod check;
mod listing;
mod payload;
mod session;
mod some;
mod status;

use connector_kit::{
    ApiVersion, BoxFuture, CheckReport, Conn, ConnSettings, Connector, ConnectorError, CredentialField,
    CredentialForm, FieldKind, OrderPage, OrderPageRequest, Orders, PlatformSpec, RateLimit, RetryPolicy,
    SourceOrder, Taken,
};
use domain::{AuthKind, PlatformCategory};

static SPEC: PlatformSpec = PlatformSpec {
    id: "__id__",
    name: "__Name__",
    category: PlatformCategory::Marketplace,
    mark: "__mark__",
    has_sandbox: false,
    api: Some(ApiVersion { name: "v1", supported_until: None }),
    forms: &[CredentialForm {
        auth: AuthKind::Token,
        fields: &[CredentialField {
            name: "token",
            kind: FieldKind::Secret,
            required: true,
            max_length: 500,
            placeholder: "",
        }],
    }],
    rate: RateLimit { in_flight: 2, per_second: Some(10.0) },
    retry: RetryPolicy::DEFAULT,
};

/// The __Name__ connector.
#[derive(Debug, Clone, Copy)]
pub struct __Type__;

impl Connector for __Type__ {
    fn spec(&self) -> &'static PlatformSpec {
        &SPEC
    }

    fn check<'a>(&'a self, conn: &'a Conn) -> BoxFuture<'a, CheckReport> {
        Box::pin(check::check(conn))
    }

    fn orders(&self) -> Option<&dyn Orders> {
        Some(self)
    }
}

impl Orders for __Type__ {
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
