//! Requests and replies as the simulators see them, away from the server's types.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::Response;
use futures::{StreamExt as _, stream};

use crate::faults::Fault;

pub(crate) struct Request {
    pub method: Method,
    /// Without the shop's prefix, with a leading slash.
    pub path: String,
    /// Decoded, in order of appearance.
    pub query: Vec<(String, String)>,
    /// Path and query as they were sent.
    pub target: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The shop's own address as the client named it: `http://127.0.0.1:8080/woocommerce/loja`.
    pub base: String,
    pub faults: Vec<Fault>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    pub(crate) fn param(&self, name: &str) -> Option<&str> {
        self.query.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn struck(&self, fault: &Fault) -> bool {
        self.faults.contains(fault)
    }
}

pub(crate) struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Orders in the body, for the counters.
    pub orders: usize,
}

impl Reply {
    pub(crate) fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", "application/json; charset=UTF-8".to_owned())];
        Self { status, headers, body: body.into(), orders: 0 }
    }

    pub(crate) fn value(status: u16, value: &serde_json::Value) -> Self {
        Self::json(status, value.to_string())
    }

    pub(crate) fn html(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type", "text/html; charset=UTF-8".to_owned())];
        Self { status, headers, body: body.into(), orders: 0 }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Faults that spoil a finished body.
    pub(crate) fn spoil(mut self, faults: &[Fault]) -> Response {
        let mut cut = false;
        for fault in faults {
            match fault {
                Fault::MalformedJson => {
                    let keep = self.body.len().saturating_sub(7).max(1);
                    self.body.truncate(keep);
                }
                Fault::PhpNotice => {
                    let notice = b"<br />\n<b>Notice</b>:  Undefined index: total in <b>/var/www/html/wp-content/plugins/frete/frete.php</b> on line <b>42</b><br />\n";
                    self.body.splice(0..0, notice.iter().copied());
                    // It was printed before WordPress could say what it sends.
                    self.headers.retain(|(name, _)| *name != "content-type");
                    self.headers.push(("content-type", "text/html; charset=UTF-8".to_owned()));
                }
                Fault::Bom => {
                    self.body.splice(0..0, *b"\xEF\xBB\xBF");
                }
                Fault::CutBody => cut = true,
                _ => {}
            }
        }
        self.into_response(cut)
    }

    fn into_response(mut self, cut: bool) -> Response {
        let length = self.body.len();
        let body = if cut {
            self.body.truncate(length / 2);
            let half = stream::iter([Ok(Bytes::from(self.body))]);
            // The server forgets what it has not sent yet when the body fails: let the half leave first.
            let broken = stream::once(async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                Err(io::Error::from(io::ErrorKind::ConnectionReset))
            });
            Body::from_stream(half.chain(broken))
        } else {
            Body::from(self.body)
        };
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().append(HeaderName::from_static(name), value);
            }
        }
        if cut {
            response.headers_mut().insert("content-length", HeaderValue::from(length));
        }
        response
    }
}
