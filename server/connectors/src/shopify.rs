//! Shopify: the GraphQL Admin API, version 2026-10.

mod answer;
mod check;
mod listing;
mod more_lines;
mod payload;
mod session;
mod shop_domain;
mod some;
mod status;

use connector_kit::{
    BoxFuture, CheckReport, Conn, Connector, ConnectorError, CredentialField, CredentialForm, FieldKind,
    OrderPage, OrderPageRequest, Orders, PlatformSpec, RateLimit, RetryPolicy, SourceOrder,
};
use domain::{AuthKind, PlatformCategory};

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
    forms: &[
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

    fn page_size(&self) -> usize {
        listing::PAGE_SIZE
    }
}
