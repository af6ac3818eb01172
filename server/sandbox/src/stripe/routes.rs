//! The endpoints of `/v1`: their shapes, what a restricted key needs, and who answers.

use serde_json::Value;

use crate::stripe::call::Call;
use crate::stripe::refusal::Refusal;
use crate::stripe::store::State;
use crate::stripe::{
    catalogue, checkout, customers, endpoints, invoice_calls, lists, meters, offers, payments, portal,
    schedules, subscribing, subscriptions, updating,
};

type Answer = fn(&mut State, &Call) -> Result<Value, Refusal>;

/// One endpoint.
pub(crate) struct Route {
    pub method: &'static str,
    /// `{}` stands for an id.
    path: &'static str,
    /// Of a restricted key, without `_read` and `_write`.
    pub permission: &'static str,
    pub shape: String,
    pub answer: Answer,
}

const EXPAND: &str = "expand[]";

/// All endpoints.
pub(crate) fn all() -> Vec<Route> {
    let mut routes = Vec::new();
    let mut add =
        |method: &'static str, path: &'static str, permission: &'static str, shape: &str, answer: Answer| {
            routes.push(Route { method, path, permission, shape: shape.to_owned(), answer });
        };
    add("GET", "/v1/account", "account", EXPAND, endpoints::account);
    add("POST", "/v1/customers", "customer", customers::CREATE, customers::create);
    add("GET", "/v1/customers", "customer", customers::LIST, customers::list_all);
    add("GET", "/v1/customers/{}", "customer", EXPAND, customers::get);
    add("POST", "/v1/customers/{}", "customer", customers::UPDATE, customers::update);
    add("DELETE", "/v1/customers/{}", "customer", "", customers::delete);
    add("POST", "/v1/customers/{}/tax_ids", "customer", customers::TAX_ID, customers::create_tax_id);
    add("GET", "/v1/customers/{}/tax_ids", "customer", lists::PAGING, customers::tax_ids);
    add(
        "GET",
        "/v1/customers/{}/payment_methods",
        "payment_method",
        payments::CUSTOMER_METHODS,
        customers::methods,
    );
    add("POST", "/v1/products", "product", catalogue::PRODUCT_CREATE, catalogue::create_product);
    add("GET", "/v1/products", "product", catalogue::PRODUCT_LIST, catalogue::list_products);
    add("GET", "/v1/products/{}", "product", EXPAND, catalogue::get_product);
    add("POST", "/v1/products/{}", "product", catalogue::PRODUCT_UPDATE, catalogue::update_product);
    add("POST", "/v1/prices", "plan", catalogue::PRICE_CREATE, catalogue::create_price);
    add("GET", "/v1/prices", "plan", catalogue::PRICE_LIST, catalogue::list_prices);
    add("GET", "/v1/prices/{}", "plan", EXPAND, catalogue::get_price);
    add("POST", "/v1/prices/{}", "plan", catalogue::PRICE_UPDATE, catalogue::update_price);
    add("POST", "/v1/coupons", "coupon", offers::COUPON_CREATE, offers::create_coupon);
    add("GET", "/v1/coupons", "coupon", offers::COUPON_LIST, offers::list_coupons);
    add("GET", "/v1/coupons/{}", "coupon", EXPAND, offers::get_coupon);
    add("POST", "/v1/coupons/{}", "coupon", offers::COUPON_UPDATE, offers::update_coupon);
    add("DELETE", "/v1/coupons/{}", "coupon", "", offers::delete_coupon);
    add("POST", "/v1/promotion_codes", "promotion_code", offers::CODE_CREATE, offers::create_code);
    add("GET", "/v1/promotion_codes", "promotion_code", offers::CODE_LIST, offers::list_codes);
    add("GET", "/v1/promotion_codes/{}", "promotion_code", EXPAND, offers::get_code);
    add("POST", "/v1/promotion_codes/{}", "promotion_code", offers::CODE_UPDATE, offers::update_code);
    add("POST", "/v1/checkout/sessions", "checkout_session", checkout::CREATE, checkout::create);
    add("GET", "/v1/checkout/sessions", "checkout_session", checkout::LIST, checkout::list_all);
    add("GET", "/v1/checkout/sessions/{}", "checkout_session", EXPAND, checkout::get);
    add("POST", "/v1/checkout/sessions/{}", "checkout_session", checkout::UPDATE, checkout::update);
    add("POST", "/v1/checkout/sessions/{}/expire", "checkout_session", EXPAND, checkout::expire);
    add(
        "GET",
        "/v1/checkout/sessions/{}/line_items",
        "checkout_session",
        lists::PAGING,
        checkout::line_items,
    );
    add("POST", "/v1/billing_portal/sessions", "customer_portal", portal::SESSION, portal::create_session);
    let path = "/v1/billing_portal/configurations";
    add("POST", path, "customer_portal", &portal::create_shape(), portal::create);
    add("GET", path, "customer_portal", portal::LIST, portal::list_all);
    add("GET", "/v1/billing_portal/configurations/{}", "customer_portal", EXPAND, portal::get);
    add(
        "POST",
        "/v1/billing_portal/configurations/{}",
        "customer_portal",
        &portal::update_shape(),
        portal::update,
    );
    add("POST", "/v1/subscriptions", "subscription", subscribing::CREATE, subscribing::create);
    add("GET", "/v1/subscriptions", "subscription", subscriptions::LIST, subscriptions::list_all);
    add("GET", "/v1/subscriptions/{}", "subscription", EXPAND, subscriptions::get);
    add("POST", "/v1/subscriptions/{}", "subscription", updating::UPDATE, updating::update);
    add("DELETE", "/v1/subscriptions/{}", "subscription", subscriptions::CANCEL, subscriptions::cancel);
    add("POST", "/v1/subscriptions/{}/pause", "subscription", subscriptions::PAUSE, subscriptions::pause);
    add("POST", "/v1/subscriptions/{}/resume", "subscription", subscriptions::RESUME, subscriptions::resume);
    let shape = "ending_before expand[] limit starting_after subscription";
    add("GET", "/v1/subscription_items", "subscription", shape, subscriptions::items);
    add("POST", "/v1/subscription_schedules", "subscription", &schedules::create_shape(), schedules::create);
    add("GET", "/v1/subscription_schedules", "subscription", schedules::LIST, schedules::list_all);
    add("GET", "/v1/subscription_schedules/{}", "subscription", EXPAND, schedules::get);
    add(
        "POST",
        "/v1/subscription_schedules/{}",
        "subscription",
        &schedules::update_shape(),
        schedules::update,
    );
    add(
        "POST",
        "/v1/subscription_schedules/{}/release",
        "subscription",
        schedules::RELEASE,
        schedules::release,
    );
    add("POST", "/v1/subscription_schedules/{}/cancel", "subscription", schedules::CANCEL, schedules::cancel);
    add("GET", "/v1/invoices", "invoice", invoice_calls::LIST, invoice_calls::list_all);
    add("POST", "/v1/invoices/create_preview", "invoice", invoice_calls::PREVIEW, invoice_calls::preview);
    add("GET", "/v1/invoices/{}", "invoice", EXPAND, invoice_calls::get);
    add("GET", "/v1/invoices/{}/lines", "invoice", lists::PAGING, invoice_calls::lines);
    add("POST", "/v1/invoices/{}/pay", "invoice", invoice_calls::PAY, invoice_calls::pay);
    add("POST", "/v1/invoices/{}/finalize", "invoice", invoice_calls::FINALIZE, invoice_calls::finalize);
    add("POST", "/v1/invoices/{}/void", "invoice", EXPAND, invoice_calls::void);
    add("POST", "/v1/invoices/{}/mark_uncollectible", "invoice", EXPAND, invoice_calls::write_off);
    add("GET", "/v1/payment_methods", "payment_method", payments::METHOD_LIST, payments::list_methods);
    add("GET", "/v1/payment_methods/{}", "payment_method", EXPAND, payments::get_method);
    add("POST", "/v1/payment_methods/{}/attach", "payment_method", payments::ATTACH, payments::attach_call);
    add("POST", "/v1/payment_methods/{}/detach", "payment_method", EXPAND, payments::detach_call);
    add("GET", "/v1/payment_intents/{}", "payment_intent", EXPAND, payments::get_intent);
    add("GET", "/v1/charges/{}", "charge", EXPAND, payments::get_charge);
    add("GET", "/v1/events", "event", endpoints::EVENTS, endpoints::events);
    add("GET", "/v1/events/{}", "event", EXPAND, endpoints::event);
    add("POST", "/v1/webhook_endpoints", "webhook", endpoints::CREATE, endpoints::create);
    add("GET", "/v1/webhook_endpoints", "webhook", lists::PAGING, endpoints::list_all);
    add("GET", "/v1/webhook_endpoints/{}", "webhook", EXPAND, endpoints::get);
    add("POST", "/v1/webhook_endpoints/{}", "webhook", endpoints::UPDATE, endpoints::update);
    add("DELETE", "/v1/webhook_endpoints/{}", "webhook", "", endpoints::delete);
    add("POST", "/v1/billing/meters", "billing_meter", meters::CREATE, meters::create);
    add("GET", "/v1/billing/meters", "billing_meter", meters::LIST, meters::list_all);
    add("GET", "/v1/billing/meters/{}", "billing_meter", EXPAND, meters::get);
    add("POST", "/v1/billing/meters/{}", "billing_meter", meters::UPDATE, meters::update);
    add("POST", "/v1/billing/meters/{}/deactivate", "billing_meter", EXPAND, meters::deactivate);
    add("POST", "/v1/billing/meters/{}/reactivate", "billing_meter", EXPAND, meters::reactivate);
    add(
        "GET",
        "/v1/billing/meters/{}/event_summaries",
        "billing_meter_event",
        meters::SUMMARIES,
        meters::summaries,
    );
    add("POST", "/v1/billing/meter_events", "billing_meter_event", meters::EVENT, meters::report);
    add("POST", "/v1/billing/meter_event_adjustments", "billing_meter_event", meters::ADJUST, meters::adjust);
    routes
}

/// The endpoint of a path, with the ids in it; fixed words come before ids.
pub(crate) fn find<'r>(routes: &'r [Route], method: &str, path: &str) -> Option<(&'r Route, Vec<String>)> {
    let fitting = routes.iter().filter(|route| route.method == method).filter_map(|route| {
        let ids = fit(route.path, path)?;
        Some((route, ids))
    });
    fitting.min_by_key(|(_, ids)| ids.len())
}

fn fit(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    if pattern.len() != path.len() {
        return None;
    }
    let mut ids = Vec::new();
    for (part, given) in pattern.into_iter().zip(path) {
        if part == "{}" {
            let id = percent_encoding::percent_decode_str(given).decode_utf8().ok()?;
            ids.push(Some(id.into_owned()).filter(|id| !id.is_empty())?);
        } else if part != given {
            return None;
        }
    }
    Some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_words_come_before_ids() {
        let routes = all();
        let path =
            |method: &str, path: &str| find(&routes, method, path).map(|(route, ids)| (route.path, ids));
        assert_eq!(
            path("POST", "/v1/invoices/create_preview"),
            Some(("/v1/invoices/create_preview", vec![]))
        );
        assert_eq!(path("GET", "/v1/invoices/in_1/lines").unwrap().1, ["in_1"]);
        assert_eq!(path("GET", "/v1/invoices/"), None);
        assert_eq!(path("PUT", "/v1/invoices/in_1"), None);
    }
}
