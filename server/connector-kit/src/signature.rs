//! Signatures that platforms ask for.

pub mod hmac_sha256;
pub mod oauth1;
pub mod standard_webhooks;
