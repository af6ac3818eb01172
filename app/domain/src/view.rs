//! The rows that pages show: filled by the store, read by the pages. And what people type into lists
//! and forms, read the same way everywhere.

pub mod actions;
pub mod alerts;
pub mod amount;
pub mod analytics;
pub mod audit;
pub mod billing;
pub mod catalog;
pub mod catalogue_import;
pub mod completeness;
pub mod connections;
pub mod customers;
pub mod day;
pub mod detective;
pub mod expiry;
pub mod first_hour;
pub mod health;
pub mod not_imported;
pub mod orders;
pub mod overview;
pub mod packing;
pub mod page;
pub mod queue;
pub mod replays;
pub mod saved_views;
pub mod search;
pub mod storage;
pub mod team;
pub mod usage;
pub mod validation;
pub mod webhooks;
