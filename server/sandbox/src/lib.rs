#![doc = include_str!("../README.md")]
// Objects of Stripe have up to a hundred members, and `json!` recurs for each.
#![recursion_limit = "512"]

mod book;
mod changes;
mod consent;
mod control;
mod draw;
mod error;
mod event;
mod faults;
mod generate;
mod google;
mod google_sheets;
mod hooks;
mod http;
mod json;
mod mac;
mod magalu;
mod mercadolivre;
mod options;
mod order;
mod readiness;
mod server;
mod shop;
mod shopify;
mod standalone;
mod stripe;
mod tiktok_shop;
mod time;
mod woocommerce;

pub use changes::{NewLine, NewOrder, OrderChange, Summary};
pub use consent::Issued;
pub use error::Error;
pub use event::Event;
pub use faults::{Fault, FaultRule};
pub use google::{GoogleOptions, GooglePerson, GoogleSandbox, Tampering};
pub use hooks::Hook;
pub use options::{Platform, SandboxOptions, ShopOptions, Simulated};
pub use order::{
    Address, Buyer, Coupon, Document, Fee, Invoice, Line, Order, Payment, Refund, Remark, Shipment, Shipping,
};
pub use server::Sandbox;
pub use shop::{Counters, Credentials, Shop};
pub use standalone::{StandaloneOptions, run_google, run_standalone, run_stripe};
pub use stripe::{
    AfterRetries, Delivered, DeliveryFault, STRIPE_VERSION, SeenRequest, StripeKey, StripeOptions,
    StripeSandbox,
};
pub use woocommerce::HandedKey;
