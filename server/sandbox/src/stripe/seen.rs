//! What was asked: for assertions about the shape of requests.

use serde::Serialize;

/// A request to `/v1` as it came, with what it was answered.
#[derive(Clone, Debug, Serialize)]
pub struct SeenRequest {
    /// `Request-Id` of the answer.
    pub id: String,
    pub method: String,
    /// `/v1/customers`.
    pub path: String,
    /// Of the query and of the body, decoded: `items[0][price]` and its text.
    pub params: Vec<(String, String)>,
    pub idempotency_key: Option<String>,
    /// `Stripe-Version`.
    pub version: Option<String>,
    /// Whether the answer of an earlier request was given again.
    pub replayed: bool,
    pub status: u16,
    /// Seconds since 1970 of the simulator's clock.
    pub at: i64,
}

impl SeenRequest {
    /// Text of a parameter.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(at, _)| at == name).map(|(_, text)| text.as_str())
    }
}
