//! What people look at again.

use crate::SavedViewId;

crate::code_enum! {
    /// The page that a saved view is of.
    pub enum ViewArea {
        Analytics = "analytics",
        Customers = "customers",
        Orders = "orders",
        Products = "products",
        Runs = "runs",
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

    /// Whether a text can stand behind the `?` of an address and is nothing more: no path, no place in a page, nothing that ends a
    /// query or begins another one.
    pub fn is_query(text: &str) -> bool {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%&=+-._~*".contains(&byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_nothing_but_pairs() {
        for query in ["", "days=7", "q=ana%20%26&from=2026-11-01&sort=%2Dtotal", "q=a+b*&zone=UTC_~."] {
            assert!(SavedView::is_query(query), "{query}");
        }
        for odd in [
            "/admin/empresa",
            "//evil.example",
            "https://evil.example",
            "q=a?b",
            "q=a#b",
            "q=a b",
            "q=é",
            "q=<b>",
            "q=\"",
            "q=\r\nx",
        ] {
            assert!(!SavedView::is_query(odd), "{odd}");
        }
    }
}
