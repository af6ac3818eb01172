//! What the browser sees: pages on the server, islands in the browser.
//!
//! A page is a function from a [`PageCx`](page::PageCx) and a permission to a [`Page`](page::Page);
//! a form posts to a server function that answers through [`form`]. Both compile for the server
//! only. Islands compile for both sides.

// The server and the islands have to be built alike (docs/adr/0008-xtask-builds-the-site.md), and cargo takes flags
// from one place alone. Documentation is made without them.
#[cfg(not(any(erase_components, doc)))]
compile_error!(
    "the flags of .cargo/config.toml did not come through: add `--cfg erase_components` to those that took their \
     place (RUSTFLAGS, or rustflags of a target)"
);

mod as_typed;
mod hydrated_mark;
mod keys;
mod live;
mod passkey_press;
#[cfg(feature = "hydrate")]
mod picks;
mod print_press;
mod test_in_place;
mod toast_life;
mod upload_in_place;

pub use as_typed::AsTyped;
pub use hydrated_mark::HydratedMark;
pub use keys::Keys;
pub use live::LivePart;
pub use passkey_press::PasskeyPress;
pub use print_press::PrintPress;
pub use test_in_place::TestInPlace;
pub use toast_life::ToastLife;
pub use upload_in_place::UploadInPlace;

#[cfg(feature = "ssr")]
pub mod access;
#[cfg(feature = "ssr")]
pub mod account;
#[cfg(feature = "ssr")]
pub mod alerts;
#[cfg(feature = "ssr")]
pub mod analytics;
#[cfg(feature = "ssr")]
pub mod appearance;
#[cfg(feature = "ssr")]
pub mod auth;
#[cfg(feature = "ssr")]
pub mod billing;
#[cfg(feature = "ssr")]
pub mod company;
#[cfg(feature = "ssr")]
mod cookies;
#[cfg(feature = "ssr")]
pub mod csp;
#[cfg(feature = "ssr")]
pub mod customers;
#[cfg(feature = "ssr")]
pub mod detective;
#[cfg(feature = "ssr")]
mod drawn_for;
#[cfg(feature = "ssr")]
pub mod fault_page;
#[cfg(feature = "ssr")]
mod filter_bar;
#[cfg(feature = "ssr")]
pub mod first_hour;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod google_cookie;
#[cfg(feature = "ssr")]
pub mod health;
#[cfg(feature = "ssr")]
mod held;
#[cfg(feature = "ssr")]
mod help;
#[cfg(feature = "ssr")]
pub mod history;
#[cfg(feature = "ssr")]
mod html;
#[cfg(feature = "ssr")]
pub mod integrations;
#[cfg(feature = "ssr")]
mod leaving;
#[cfg(feature = "ssr")]
pub mod local_path;
#[cfg(feature = "ssr")]
pub mod nav_width;
#[cfg(feature = "ssr")]
pub mod orders;
#[cfg(feature = "ssr")]
pub mod overview;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod palette;
#[cfg(feature = "ssr")]
mod paper;
#[cfg(feature = "ssr")]
mod plans;
#[cfg(feature = "ssr")]
pub mod products;
#[cfg(feature = "ssr")]
mod query_string;
#[cfg(feature = "ssr")]
pub mod queue;
#[cfg(feature = "ssr")]
pub mod replays;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod saved_views;
#[cfg(feature = "ssr")]
mod serve;
#[cfg(feature = "ssr")]
pub mod session_cookie;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
mod shortcuts;
#[cfg(feature = "ssr")]
pub mod storage;
#[cfg(feature = "ssr")]
pub mod syncs;
#[cfg(feature = "ssr")]
mod taken_out;
#[cfg(feature = "ssr")]
pub mod team;
#[cfg(feature = "ssr")]
mod template;
#[cfg(feature = "ssr")]
mod toasts;
#[cfg(feature = "ssr")]
mod ui_page;
#[cfg(feature = "ssr")]
mod upload;
#[cfg(feature = "ssr")]
pub mod validation;
#[cfg(feature = "ssr")]
pub mod visit;
