//! Sales: the list, one sale, files.

mod actions;
mod around;
mod detail;
pub(crate) mod export;
mod list;
mod news;
mod packing;
mod query;
mod rows;
mod selection;
mod sync_menu;
mod table;
pub(crate) mod words;

pub use actions::{actions_page, bulk_page, label_file, plan_page};
pub use detail::{order_page, order_sheet_page};
pub use list::orders_page;
pub use packing::packing_page;

pub(crate) use actions::{conflict, live_plan, plan_path, problem as action_problem};
pub(crate) use around::platforms;
pub(crate) use detail::{email, live as live_order, raw};
pub(crate) use news::{follow_first as follow_first_sales, live as live_news};
pub(crate) use query::to_ship;
pub(crate) use selection::{filter_in_words, list_of, selection_of};
pub(crate) use table::{found_table, narrow_table};

/// Where the list of sales is.
pub(crate) const PATH: &str = "/admin/vendas";
