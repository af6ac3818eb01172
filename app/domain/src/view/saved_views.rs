//! What people look at again.

use crate::SavedViewId;

crate::code_enum! {
    /// The page that a saved view is of.
    pub enum ViewArea {
        Analytics = "analytics",
        Orders = "orders",
    }
}

/// A view by its name. `query` is that of the page's address, without `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub id: SavedViewId,
    pub name: String,
    pub query: String,
}

impl SavedView {
    /// Characters of a name.
    pub const LONGEST_NAME: usize = 60;
    /// Characters of a query.
    pub const LONGEST_QUERY: usize = 2000;
    /// Views that a person keeps of a page.
    pub const MOST: usize = 50;
}
