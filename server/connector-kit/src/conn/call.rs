//! A request and its answer, apart from any client: building one and reading the other are pure.

use crate::{Advice, ConnectorError};
use chrono::{DateTime, Utc};
use domain::UpstreamKind;
use reqwest::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER},
};
use std::{fmt, time::Duration};
use url::Url;

/// A request to a platform.
#[derive(Clone)]
pub struct Call {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Option<Vec<u8>>,
    /// What the call costs where the platform counts points.
    pub cost: Option<f64>,
    /// Whether it may go to a public host without TLS: only calls that hold no credential in clear.
    pub plain_http: bool,
}

impl Call {
    pub fn get(url: Url) -> Self {
        Self {
            method: Method::GET,
            url,
            headers: HeaderMap::new(),
            body: None,
            cost: None,
            plain_http: false,
        }
    }

    /// A POST with a JSON body.
    pub fn post_json(url: Url, body: Vec<u8>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(reqwest::header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Self { method: Method::POST, url, headers, body: Some(body), cost: None, plain_http: false }
    }

    /// Adds a header; the value counts as a secret.
    ///
    /// # Errors
    /// [`UpstreamKind::Rejected`] when the value holds signs that a header cannot.
    pub fn with_secret_header(mut self, name: HeaderName, value: &str) -> Result<Self, ConnectorError> {
        let Ok(mut value) = HeaderValue::from_str(value) else {
            let detail = format!("the credential for {name} holds signs that a header cannot");
            return Err(ConnectorError::new(UpstreamKind::Auth, Advice::Reauthorise, detail));
        };
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(self)
    }

    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.insert(name, HeaderValue::from_static(value));
        self
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither query nor body: both may hold credentials.
        write!(f, "{} {}{}", self.method, self.url.origin().ascii_serialization(), self.url.path())
    }
}

/// An answer with its whole body.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim)
    }

    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the body is a page for people.
    pub fn is_html(&self) -> bool {
        let typed = self.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        let start: Vec<u8> =
            self.body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(9).collect();
        let start = start.to_ascii_lowercase();
        start.starts_with(b"<!doctype") || start.starts_with(b"<html") || typed && start.starts_with(b"<")
    }

    /// How long the platform asks to wait: `Retry-After` in seconds, with or without a fraction, or
    /// as an HTTP date. At most a day.
    pub fn retry_after(&self, now: DateTime<Utc>) -> Option<Duration> {
        const DAY: f64 = 86_400.0;
        let text = self.headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
        let seconds = match text.parse::<f64>() {
            Ok(seconds) => seconds,
            Err(_) => {
                let date = DateTime::parse_from_rfc2822(text).ok()?;
                (date.to_utc() - now).num_milliseconds() as f64 / 1000.0
            }
        };
        seconds.is_finite().then(|| Duration::from_secs_f64(seconds.clamp(0.0, DAY)))
    }

    /// What a status means on any platform; connectors first look at what is special on theirs.
    pub fn failure(&self, now: DateTime<Utc>, detail: impl Into<String>) -> ConnectorError {
        let pause = self.retry_after(now).map_or(Advice::Retry, Advice::After);
        let (kind, advice) = match self.status {
            401 => (UpstreamKind::Auth, Advice::Reauthorise),
            402 | 403 => (UpstreamKind::Permission, Advice::Never),
            404 | 410 => (UpstreamKind::NotFound, Advice::Never),
            408 | 504 => (UpstreamKind::Timeout, pause),
            429 => (UpstreamKind::RateLimit, pause),
            400..=499 => (UpstreamKind::Rejected, Advice::Never),
            500..=599 => (UpstreamKind::Server, pause),
            _ => (UpstreamKind::Protocol, Advice::Retry),
        };
        ConnectorError::new(kind, advice, detail).with_status(self.status)
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {} bytes", self.status, self.body.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, retry_after: Option<&str>) -> Reply {
        let mut headers = HeaderMap::new();
        if let Some(text) = retry_after {
            headers.insert(RETRY_AFTER, text.parse().unwrap());
        }
        Reply { status, headers, body: Vec::new() }
    }

    #[test]
    fn retry_after_is_read_as_seconds_fractions_and_dates() {
        let now = DateTime::parse_from_rfc3339("2026-11-20T10:00:00Z").unwrap().to_utc();
        let pause = |text| reply(429, Some(text)).retry_after(now);
        assert_eq!(pause("3"), Some(Duration::from_secs(3)));
        assert_eq!(pause("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(pause("Fri, 20 Nov 2026 10:00:30 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(pause("Fri, 20 Nov 2026 09:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(pause("-5"), Some(Duration::ZERO));
        assert_eq!(pause("1e300"), Some(Duration::from_secs(86_400)));
        assert_eq!(pause("soon"), None);
        assert_eq!(pause("NaN"), None);
    }

    #[test]
    fn statuses_carry_what_to_do() {
        let now = Utc::now();
        let advice = |status| reply(status, None).failure(now, "").advice;
        assert_eq!(advice(401), Advice::Reauthorise);
        assert_eq!(advice(403), Advice::Never);
        assert_eq!(advice(429), Advice::Retry);
        assert_eq!(advice(500), Advice::Retry);
        assert_eq!(reply(429, Some("7")).failure(now, "").advice, Advice::After(Duration::from_secs(7)));
    }

    #[test]
    fn a_call_shows_no_credentials() {
        let url = Url::parse("https://loja.example/x?consumer_secret=cs_1").unwrap();
        let call = Call::get(url).with_secret_header(reqwest::header::AUTHORIZATION, "Basic abc").unwrap();
        assert_eq!(format!("{call:?}"), "GET https://loja.example/x");
    }
}
