//! The parts of the `orion` program: configuration, commands, and the web server around the pages.

pub mod backup;
pub mod commands;
pub mod config;
pub mod console;
pub mod database;
mod job_threads;
pub mod master_key;
pub mod telemetry;
pub mod web;

mod demo;
mod outbox;
mod parts;
mod plan;
mod serve;
mod worker;
