//! Customers: the list and one with everything bought on all channels.

use crate::{HubError, auth::OrgCx, permit::View};
use domain::{
    CustomerId,
    view::{
        customers::{ChannelPurchases, CustomerDetail, CustomerRow},
        orders::{OrderFilter, OrderSort},
        page::{Cursor, Page},
        search::Search,
    },
};

/// A page of customers by name, those without one last.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    cx: &OrgCx<View>,
    search: Option<&Search>,
    from: Option<&Cursor>,
) -> Result<Page<CustomerRow>, HubError> {
    let mut tx = cx.begin().await?;
    Ok(store::customers::page(&mut tx, search, from).await?)
}

/// A customer, with the page of purchases that begins at `from`.
///
/// # Errors
/// [`domain::Fault::NotFound`] if the organisation has no such customer.
pub async fn find(
    cx: &OrgCx<View>,
    id: CustomerId,
    from: Option<&Cursor>,
) -> Result<CustomerDetail, HubError> {
    let mut tx = cx.begin().await?;
    let (row, since) = store::customers::find(&mut tx, id).await?;
    let filter = OrderFilter { customer: Some(id), ..OrderFilter::default() };
    let channels = store::orders::channels(&mut tx).await?;
    let counts = store::customers::by_connection(&mut tx, id).await?;
    let by_channel = counts.into_iter().filter_map(|(connection, purchases)| {
        let channel = channels.iter().find(|channel| channel.connection == connection)?.clone();
        Some(ChannelPurchases { channel, purchases })
    });
    Ok(CustomerDetail {
        by_channel: by_channel.collect(),
        identities: store::customers::identities(&mut tx, id).await?,
        paid: store::customers::paid(&mut tx, id).await?,
        purchases: store::orders::page(&mut tx, &filter, None, OrderSort::default(), from).await?,
        row,
        since,
        channels,
    })
}
