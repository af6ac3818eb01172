//! Errors as Stripe words them.

use serde_json::{Value, json};

use crate::http::Reply;

/// A request that is not done.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub status: u16,
    pub kind: &'static str,
    pub message: String,
    pub details: Box<Details>,
}

/// What not every error has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Details {
    pub code: Option<String>,
    pub param: Option<String>,
    pub decline_code: Option<String>,
    /// Further members of `error`.
    pub more: Vec<(&'static str, Value)>,
}

impl Refusal {
    pub(crate) fn new(status: u16, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into(), details: Box::default() }
    }

    /// 400 `invalid_request_error`.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "invalid_request_error", message)
    }

    #[must_use]
    pub(crate) fn code(mut self, code: impl Into<String>) -> Self {
        self.details.code = Some(code.into());
        self
    }

    #[must_use]
    pub(crate) fn param(mut self, param: impl Into<String>) -> Self {
        self.details.param = Some(param.into());
        self
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.details.more.push((name, value));
        self
    }

    pub(crate) fn unknown(names: &[String]) -> Self {
        let plural = if names.len() == 1 { "" } else { "s" };
        let told = format!("Received unknown parameter{plural}: {}", names.join(", "));
        Self::invalid(told).code("parameter_unknown").param(names.first().cloned().unwrap_or_default())
    }

    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(format!("Missing required param: {param}.")).code("parameter_missing").param(param)
    }

    /// An object that is not there: 404 where the path names it, 400 where a parameter does.
    pub(crate) fn no_such(noun: &str, id: &str, param: &str) -> Self {
        let status = if param == "id" { 404 } else { 400 };
        let message = format!("No such {noun}: '{id}'");
        Self { status, ..Self::invalid(message) }.code("resource_missing").param(param)
    }

    pub(crate) fn one_of(param: &str, allowed: &[&str]) -> Self {
        let told = match allowed {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first, last] => format!("{first} or {last}"),
            [many @ .., last] => format!("{}, or {last}", many.join(", ")),
        };
        Self::invalid(format!("Invalid {param}: must be one of {told}")).param(param)
    }

    /// HTTP 402 of a card that was declined.
    pub(crate) fn card(code: &str, decline_code: Option<&str>, message: &str) -> Self {
        let mut refusal = Self::new(402, "card_error", message).code(code);
        refusal.details.decline_code = decline_code.map(str::to_owned);
        refusal
    }

    pub(crate) fn rate_limit() -> Self {
        let told = "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.";
        Self::new(429, "invalid_request_error", told).code("rate_limit")
    }

    pub(crate) fn lock_timeout(status: u16) -> Self {
        let told = "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate.";
        Self::new(status, "invalid_request_error", told).code("lock_timeout")
    }

    pub(crate) fn internal(status: u16) -> Self {
        let told = "An unknown error occurred. We have been notified and are looking into it.";
        Self::new(status, "api_error", told)
    }

    /// The member `error`.
    pub(crate) fn body(&self) -> Value {
        let mut error = json!({ "message": self.message, "type": self.kind });
        if let Some(code) = &self.details.code {
            error["code"] = json!(code);
            error["doc_url"] =
                json!(format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")));
        }
        if let Some(param) = &self.details.param {
            error["param"] = json!(param);
        }
        if let Some(decline) = &self.details.decline_code {
            error["decline_code"] = json!(decline);
        }
        for (name, value) in &self.details.more {
            error[*name] = value.clone();
        }
        error
    }

    pub(crate) fn reply(&self, request_id: &str) -> Reply {
        let mut error = self.body();
        error["request_log_url"] = json!(format!("https://dashboard.stripe.com/test/logs/{request_id}"));
        Reply::value(self.status, &json!({ "error": error }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_object_is_404_in_the_path_and_400_in_a_parameter() {
        assert_eq!(Refusal::no_such("customer", "cus_1", "id").status, 404);
        let inside = Refusal::no_such("price", "price_1", "line_items[0][price]");
        assert_eq!((inside.status, inside.message.as_str()), (400, "No such price: 'price_1'"));
    }

    #[test]
    fn choices_are_listed_as_in_english() {
        assert!(Refusal::one_of("mode", &["a", "b", "c"]).message.ends_with("one of a, b, or c"));
        assert!(Refusal::one_of("mode", &["a", "b"]).message.ends_with("one of a or b"));
    }
}
