#![doc = include_str!("../README.md")]

pub mod fault;
pub mod format;
mod plural;
mod texts;

pub use domain::Locale;
pub use texts::*;
