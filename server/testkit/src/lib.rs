//! What tests stand on: a migrated database of their own on a real Postgres, the web server in
//! process, people who act on it, and simulated platforms.
#![allow(clippy::unwrap_used)] // Only tests depend on this crate: what is missing fails the test.

mod actor;
mod app;
mod bucket;
mod database;
mod hub;
mod receiver;
mod shop;
mod template;
mod totp;
mod work;

pub use actor::{Actor, Answer};
pub use app::TestApp;
pub use bucket::FakeBucket;
pub use database::TestDatabase;
pub use hub::{HubOptions, PASSWORD, SignedIn, member, sign_in, stranger};
pub use receiver::{Received, Receiver};
pub use shop::{
    click_through, connect_by_app, connect_shop, consent, consent_form, key_form, near, press_allow,
    press_link,
};
pub use totp::code_of;
pub use work::{Worker, work_for, work_until, work_until_idle};
