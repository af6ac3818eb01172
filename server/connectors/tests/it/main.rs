//! Connectors against the simulators and the contract suite.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod shopify;
mod shops;
mod tiktok_shop;
mod tls;
mod tls_front;
mod woocommerce;
