//! What a failed exchange means and what to do about it.

use super::resolver::ResolveError;
use crate::{Advice, ConnectorError};
use domain::UpstreamKind;
use reqwest::header::{HeaderMap, LOCATION};
use std::error::Error;
use url::Url;

/// No answer came. `host` is the one that was called; addresses are left out of the text, for a
/// query may hold credentials.
pub(super) fn of_sending(error: reqwest::Error, host: &str) -> ConnectorError {
    let error = error.without_url();
    let (kind, advice, text) = if let Some(resolve) = cause::<ResolveError>(&error) {
        match resolve {
            ResolveError::Unknown => (UpstreamKind::Dns, Advice::Retry, "the name is not known".to_owned()),
            ResolveError::Blocked => (UpstreamKind::BlockedAddress, Advice::Never, resolve.to_string()),
        }
    } else if let Some(tls) = cause::<rustls::Error>(&error) {
        (UpstreamKind::Tls, tls_advice(tls), tls.to_string())
    } else if error.is_timeout() {
        (UpstreamKind::Timeout, Advice::Retry, "no connection within the time limit".to_owned())
    } else if error.is_connect() {
        (UpstreamKind::Network, Advice::Retry, format!("no connection: {}", innermost(&error)))
    } else if error.is_builder() || error.is_request() && innermost(&error).contains("invalid") {
        (UpstreamKind::Rejected, Advice::Never, format!("not a sendable request: {}", innermost(&error)))
    } else {
        (UpstreamKind::Network, Advice::Retry, innermost(&error))
    };
    ConnectorError::new(kind, advice, format!("{host}: {text}"))
}

/// The answer began, but its body did not come whole.
pub(super) fn of_reading(error: reqwest::Error, status: u16) -> ConnectorError {
    let error = error.without_url();
    let detail = format!("the answer was cut off: {}", innermost(&error));
    ConnectorError::new(UpstreamKind::Network, Advice::Retry, detail).with_status(status)
}

/// A redirect, which is never followed: the credentials would go elsewhere.
pub(super) fn redirect(status: u16, headers: &HeaderMap, from: &Url) -> ConnectorError {
    let target =
        headers.get(LOCATION).and_then(|value| value.to_str().ok()).and_then(|text| from.join(text).ok());
    let detail = match target.as_ref().map(|url| url.origin().ascii_serialization()) {
        Some(origin) => format!("redirects to {origin}"),
        None => "redirects without saying where to".to_owned(),
    };
    ConnectorError::new(UpstreamKind::Redirect, Advice::Never, detail).with_status(status)
}

/// A certificate that is not trusted stays so; a handshake may have been cut by chance.
fn tls_advice(error: &rustls::Error) -> Advice {
    match error {
        rustls::Error::InvalidCertificate(_) => Advice::Never,
        _ => Advice::Retry,
    }
}

fn cause<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<T>() {
            return Some(found);
        }
        // An I/O error shows its cause's cause as its source: look at the cause itself, too.
        let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if let Some(wrapped) = wrapped {
            return cause(wrapped);
        }
        next = error.source();
    }
    None
}

fn innermost(error: &(dyn Error + 'static)) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
