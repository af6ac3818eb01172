//! Sales added up.
//!
//! `sales_hours` is kept by the transactions that write sales, so it is exact at any time; `product_days` by housekeeping,
//! with `product_weeks` after it, and what changed since then is read from the sales.

mod buyers;
mod products;
mod sales;
mod waiting;

pub use buyers::{buyers, regions};
pub use products::{BestAndLast, Sold, add_up, best, best_and_last, marked};
pub use sales::{HourSum, first_sale, hours, sales};
pub use waiting::{has_late, to_ship};

pub(crate) use products::is_overtaken;
