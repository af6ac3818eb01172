#![doc = include_str!("../README.md")]

pub mod alert;
pub mod fault;
pub mod finding;
pub mod format;
mod locales;
pub mod plan;
mod plural;
mod texts;

pub use domain::Locale;
pub use locales::Locales;
pub use texts::*;
