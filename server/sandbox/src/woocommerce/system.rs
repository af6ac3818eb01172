//! The index of the REST API and what the shop says of itself.

use serde_json::json;

use crate::http::{Reply, Request};
use crate::shop::Shop;

/// Public: no key is asked for.
pub(super) fn index(request: &Request) -> Reply {
    Reply::value(
        200,
        &json!({
            "name": "Loja de demonstração",
            "description": "",
            "url": request.base,
            "home": request.base,
            "gmt_offset": "-3",
            "timezone_string": "America/Sao_Paulo",
            "namespaces": ["oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wc-admin", "wc/store/v1", "wp/v2"],
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
                "home_url": request.base,
                "site_url": request.base,
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
