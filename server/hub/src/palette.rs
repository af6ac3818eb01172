//! What a text finds of sales, products and customers, while somebody types it.

use crate::{HubError, auth::OrgCx, catalog, customers, orders, permit::View};
use domain::view::{
    catalog::ProductRow,
    customers::CustomerRow,
    orders::{OrderFilter, OrderRow, OrderSort},
    search::Search,
};
use futures::try_join;

/// The first of each, as their lists would show them.
#[derive(Debug)]
pub struct Found {
    pub sales: Vec<OrderRow>,
    pub products: Vec<ProductRow>,
    pub customers: Vec<CustomerRow>,
}

/// Looks for all of them side by side.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<View>, search: &Search) -> Result<Found, HubError> {
    let filter = OrderFilter { search: Some(search.clone()), ..OrderFilter::default() };
    let (sales, products, customers) = try_join!(
        orders::list(cx, &filter, OrderSort::default(), None),
        catalog::list(cx, Some(search), None),
        customers::list(cx, Some(search), None),
    )?;
    Ok(Found { sales: sales.page.rows, products: products.page.rows, customers: customers.rows })
}
