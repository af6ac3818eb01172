//! The index of the REST API and what the shop says of itself.

use serde_json::json;

use crate::faults::Fault;
use crate::http::{Reply, Request};
use crate::shop::Shop;

use super::error;

/// The address under which the shop knows itself.
pub(super) fn home<'a>(shop: &'a Shop, request: &'a Request) -> &'a str {
    shop.options.home.as_deref().unwrap_or(&request.base)
}

/// Public: no key is asked for.
pub(super) fn index(shop: &Shop, request: &Request) -> Reply {
    if request.struck(&Fault::RestForMembers) {
        return error(401, "rest_cannot_access", "Only authenticated users can access the REST API.");
    }
    let mut namespaces = vec!["oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wc-admin", "wc/store/v1", "wp/v2"];
    if request.struck(&Fault::WoocommerceMissing) {
        namespaces.retain(|name| !name.starts_with("wc"));
    }
    Reply::value(
        200,
        &json!({
            "name": "Loja de demonstração",
            "description": "",
            "url": home(shop, request),
            "home": home(shop, request),
            "gmt_offset": "-3",
            "timezone_string": "America/Sao_Paulo",
            "namespaces": namespaces,
            "authentication": [],
            "routes": {},
        }),
    )
}

pub(super) fn status(shop: &Shop, request: &Request) -> Reply {
    Reply::value(
        200,
        &json!({
            "environment": {
                "home_url": home(shop, request),
                "site_url": home(shop, request),
                "version": "11.0.1",
                "wp_version": "6.9",
                "wp_multisite": false,
                "php_version": "8.3.14",
                "default_timezone": "UTC",
                "remote_post_successful": true,
            },
            "settings": {
                "api_enabled": false,
                "force_ssl": shop.options.tls,
                "currency": "BRL",
                "currency_symbol": "&#82;&#36;",
                "currency_position": "left_space",
                "thousand_separator": ".",
                "decimal_separator": ",",
                "number_of_decimals": 2,
                "HPOS_enabled": true,
            },
            "active_plugins": [],
        }),
    )
}

pub(super) fn currency() -> Reply {
    Reply::value(200, &json!({ "code": "BRL", "name": "Brazilian real", "symbol": "&#82;&#36;" }))
}
