//! Orion's component kit: server-rendered, usable without script, free of inline styles.
//!
//! Every word comes in as a prop, already translated and formatted. Components emit semantic class names
//! whose rules are in `style/`; `docs/DESIGN.md` says when to use which. [`KitchenSink`] shows all of them
//! in all states (`cargo run -p ui --example kitchen_sink -- page.html`), but for what is the whole of a page: [`GateShell`], and
//! [`PrintShell`] with its [`SheetHead`].

mod avatar;
mod badge;
mod banner;
mod barcode;
mod button;
mod channel;
mod chart;
mod dialog;
mod empty;
mod facts;
mod field;
mod filter;
mod icon;
mod integration_card;
mod kitchen_sink;
mod menu;
mod money_table;
mod page;
mod pager;
mod panel;
mod paper;
mod progress;
mod raw;
mod shell;
mod stat;
mod table;
mod timeline;
mod tone;

pub use avatar::*;
pub use badge::*;
pub use banner::*;
pub use barcode::*;
pub use button::*;
pub use channel::*;
pub use chart::*;
pub use dialog::*;
pub use empty::*;
pub use facts::*;
pub use field::*;
pub use filter::*;
pub use icon::*;
pub use integration_card::*;
pub use kitchen_sink::*;
pub use menu::*;
pub use money_table::*;
pub use page::*;
pub use pager::*;
pub use panel::*;
pub use paper::*;
pub use progress::*;
pub use raw::*;
pub use shell::*;
pub use stat::*;
pub use table::*;
pub use timeline::*;
pub use tone::*;
