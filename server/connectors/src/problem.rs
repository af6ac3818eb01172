//! Codes of the problems that a connection test finds; pages hold a text for each, which says what
//! to do.

use connector_kit::ConnectorError;
use domain::UpstreamKind;

/// The address cannot be read as a store's.
pub const BAD_ADDRESS: &str = "bad_address";
pub const NAME_NOT_FOUND: &str = "name_not_found";
pub const NOT_REACHABLE: &str = "not_reachable";
pub const TOO_SLOW: &str = "too_slow";
pub const BAD_CERTIFICATE: &str = "bad_certificate";
pub const BLOCKED_ADDRESS: &str = "blocked_address";
/// The address redirects; the detail names the origin to enter instead.
pub const REDIRECTED: &str = "redirected";
/// A page of a firewall, a log-in wall or maintenance answers in the store's place.
pub const HIDDEN_BY_PROXY: &str = "hidden_by_proxy";
/// PHP messages stand before the shop's data.
pub const PHP_MESSAGES: &str = "php_messages";
pub const NOT_WORDPRESS: &str = "not_wordpress";
pub const REST_DISABLED: &str = "rest_disabled";
pub const WOOCOMMERCE_MISSING: &str = "woocommerce_missing";
/// What was typed is not the permanent name of a Shopify shop.
pub const NOT_MYSHOPIFY: &str = "not_myshopify";
pub const NOT_SHOPIFY: &str = "not_shopify";
/// The shop is frozen, locked or closed.
pub const SHOP_UNAVAILABLE: &str = "shop_unavailable";
pub const WRONG_KEY: &str = "wrong_key";
/// TLS ends at a proxy that does not tell WordPress, which then refuses keys.
pub const TLS_NOT_SEEN: &str = "tls_not_seen";
/// The shop's clock is so wrong that it takes no signature.
pub const CLOCK_WRONG: &str = "clock_wrong";
pub const NO_READ_PERMISSION: &str = "no_read_permission";
pub const BUSY: &str = "busy";
pub const SERVER_ERROR: &str = "server_error";
pub const UNEXPECTED_ANSWER: &str = "unexpected_answer";

/// A warning: without the scope `read_all_orders` only 60 days of orders are shown.
pub const ORDERS_LAST_60_DAYS: &str = "orders_last_60_days";
/// A warning: names, addresses and documents of buyers are withheld from the app.
pub const NO_CUSTOMER_DATA: &str = "no_customer_data";
/// A warning: names and tax numbers of buyers, for invoices, are withheld from the app.
pub const NO_BILLING_DATA: &str = "no_billing_data";
/// A warning: the app may not see returns, so sums given back are not known.
pub const NO_RETURNS: &str = "no_returns";
/// The consent was given by a person for themselves, not for a company that sells.
pub const PERSONAL_ACCOUNT: &str = "personal_account";
/// A warning: what was consented to does not open all that is needed.
pub const MISSING_SCOPES: &str = "missing_scopes";

/// The consent does not let spreadsheets be read and written.
pub const NO_SHEET_PERMISSION: &str = "no_sheet_permission";
/// A warning: the consent does not let files be listed; each is reached by its link.
pub const NO_FILE_LIST: &str = "no_file_list";
/// An API is not switched on in the project of the operator's app.
pub const API_OFF: &str = "api_off";

/// The problem that an error is, where nothing more special is known.
pub fn of(error: &ConnectorError) -> &'static str {
    match error.kind {
        UpstreamKind::Auth => WRONG_KEY,
        UpstreamKind::Permission => NO_READ_PERMISSION,
        UpstreamKind::RateLimit => BUSY,
        UpstreamKind::Timeout => TOO_SLOW,
        UpstreamKind::Network => NOT_REACHABLE,
        UpstreamKind::Tls => BAD_CERTIFICATE,
        UpstreamKind::Dns => NAME_NOT_FOUND,
        UpstreamKind::BlockedAddress => BLOCKED_ADDRESS,
        UpstreamKind::Redirect => REDIRECTED,
        UpstreamKind::NotThePlatform => HIDDEN_BY_PROXY,
        UpstreamKind::Server => SERVER_ERROR,
        UpstreamKind::NotFound | UpstreamKind::TooLarge | UpstreamKind::Protocol => UNEXPECTED_ANSWER,
        UpstreamKind::Clock => CLOCK_WRONG,
        UpstreamKind::Rejected => BAD_ADDRESS,
    }
}

/// Whether the error came before anything answered: the step that fails is `reach`.
pub(crate) fn is_of_reach(error: &ConnectorError) -> bool {
    matches!(
        error.kind,
        UpstreamKind::Timeout
            | UpstreamKind::Network
            | UpstreamKind::Tls
            | UpstreamKind::Dns
            | UpstreamKind::BlockedAddress
            | UpstreamKind::Rejected
    ) && error.status.is_none()
}
