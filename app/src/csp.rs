//! What a page may load and run.

use axum::http::HeaderValue;

/// For answers that are no pages: they load and run nothing.
pub const NOTHING: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// For a page whose inline scripts bear the nonce.
///
/// No `strict-dynamic`: the preload link of the islands' script bears no nonce. No inline styles at
/// all, neither elements nor attributes.
pub fn of_page(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    // A nonce is base64url, so the text is always a header value.
    HeaderValue::try_from(policy).unwrap_or(NOTHING)
}
