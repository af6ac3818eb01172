//! Connectors against the simulators and the contract suite.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod conformance;
mod google_sheets;
mod magalu;
mod mercadolivre;
mod shopify;
mod shops;
mod simulated;
mod tiktok_shop;
mod tls;
mod tls_front;
mod woocommerce;
