//! What a text finds of sales, products and customers, while somebody types it.

use crate::{HubError, auth::OrgCx, permit::View};
use domain::view::{
    catalog::ProductRow,
    customers::{CustomerFilter, CustomerRow, CustomerSort},
    orders::{Channel, OrderFilter, OrderRow, OrderSort},
    page::PAGE_SIZE,
    search::Search,
};
use store::OrgTx;

/// The first of each, as their lists would show them.
#[derive(Debug)]
pub struct Found {
    pub sales: Vec<OrderRow>,
    /// Where sales come from, if there are any here.
    pub channels: Vec<Channel>,
    pub others: Others,
}

/// What is no sale.
#[derive(Debug)]
pub struct Others {
    pub products: Vec<ProductRow>,
    pub customers: Vec<CustomerRow>,
}

/// Looks for all of them.
///
/// # Errors
/// When the database cannot be asked.
pub async fn find(cx: &OrgCx<View>, search: &Search) -> Result<Found, HubError> {
    let filter = OrderFilter { search: Some(search.clone()), ..OrderFilter::default() };
    // One transaction for all: while people type, many ask.
    let mut tx = cx.begin().await?;
    let sales = store::orders::page(&mut tx, &filter, None, OrderSort::default(), None, PAGE_SIZE).await?;
    let channels = if sales.rows.is_empty() { vec![] } else { store::orders::channels(&mut tx).await? };
    let others = others_in(&mut tx, search).await?;
    Ok(Found { sales: sales.rows, channels, others })
}

/// Looks for what is no sale.
///
/// # Errors
/// When the database cannot be asked.
pub async fn others(cx: &OrgCx<View>, search: &Search) -> Result<Others, HubError> {
    others_in(&mut cx.begin().await?, search).await
}

async fn others_in(tx: &mut OrgTx, search: &Search) -> Result<Others, HubError> {
    let products = store::catalog::page(tx, &Some(search.clone()).into(), None).await?;
    let named: CustomerFilter = Some(search.clone()).into();
    let customers = store::customers::page(tx, &named, None, CustomerSort::Name, None).await?;
    Ok(Others { products: products.rows, customers: customers.rows })
}
