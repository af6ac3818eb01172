//! Holds the rules against tables of any size: one thread reads, others check, and what has to be compared across
//! records is sorted, on disk where it is much. Memory does not grow with the table.

mod check;
mod correct;
mod corrected_book;
mod corrected_text;
mod digest;
mod error;
mod fault;
mod gather;
mod layout;
mod lists;
mod log;
mod options;
mod order;
mod progress;
mod records;
mod run;
mod settle;
mod sorted;

pub use correct::{Corrected, Correction};
pub use corrected_book::{correct_book, corrected_sheet, exact_number};
pub use corrected_text::correct_text;
pub use error::{RunError, SinkError};
pub use fault::{Fault, Sink, Skipped, Summary};
pub use layout::Plan;
pub use lists::{ListSource, Lists};
pub use options::Options;
pub use progress::Progress;
pub use records::{TakeRecord, read_records};
pub use run::run;
