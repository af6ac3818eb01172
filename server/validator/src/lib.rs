//! Checks product catalogues: reads tables of any size, knows their columns, holds their records to rules and mends
//! what is safe to mend. Knows no database and no HTTP.

pub mod engine;
pub mod facts;
mod field;
pub mod mapping;
pub mod packs;
pub mod rules;
pub mod table;
pub mod templates;
pub mod transform;
mod yaml;

pub use field::{ATTRIBUTE_MAX_LENGTH, Field, Record, UnknownField};
pub use transform::NoRecord;
