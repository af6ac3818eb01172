//! Signatures that platforms ask for.

pub mod oauth1;
