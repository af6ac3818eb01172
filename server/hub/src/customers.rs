//! Customers: the list and one with everything bought on all channels.

use crate::{Hub, HubError, auth::OrgCx, permit::View};
use domain::{
    ConnectionId, CustomerId, JobId, OrgId,
    view::{
        customers::{ChannelPurchases, CustomerDetail, CustomerFilter, CustomerRow, CustomerSort},
        orders::{Channel, OrderFilter, OrderSort},
        page::{Cursor, PAGE_SIZE, Page},
    },
};

/// A page of customers and the connections that they may have bought on.
#[derive(Debug)]
pub struct CustomerList {
    pub page: Page<CustomerRow>,
    /// All connections of the organisation by name, disconnected ones too.
    pub channels: Vec<Channel>,
    /// Whether there are purchases of the last moments by which the list does not go yet.
    pub is_behind: bool,
}

/// Customers whose purchases are added up before a list that goes by them is read; more of them are left to housekeeping.
const AT_ONCE: i64 = 500;
/// Customers that housekeeping adds up in one transaction.
const BATCH: i64 = 2_000;
/// How often it does so for one organisation, before it turns to the next one.
const PASSES: usize = 50;

/// A page of the selection.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    cx: &OrgCx<View>,
    filter: &CustomerFilter,
    sort: CustomerSort,
    from: Option<&Cursor>,
) -> Result<CustomerList, HubError> {
    let is_behind = catch_up(cx, filter, sort).await?;
    let mut tx = cx.begin().await?;
    let channels = store::orders::channels(&mut tx).await?;
    let connections = connections_of(filter, &channels);
    let page = store::customers::page(&mut tx, filter, connections.as_deref(), sort, from).await?;
    Ok(CustomerList { page, channels, is_behind })
}

/// Adds up what changed a moment ago, if the list goes by it, and tells whether something is left.
pub(crate) async fn catch_up<P>(
    cx: &OrgCx<P>,
    filter: &CustomerFilter,
    sort: CustomerSort,
) -> Result<bool, HubError> {
    if !store::customers::goes_by_sums(filter, sort) {
        return Ok(false);
    }
    let mut tx = cx.begin().await?;
    if !store::customers::is_behind(&mut tx).await? {
        return Ok(false);
    }
    Ok(store::customers::add_up(tx, AT_ONCE).await?)
}

/// The connections of the filter's platform, if it names one.
pub(crate) fn connections_of(filter: &CustomerFilter, channels: &[Channel]) -> Option<Vec<ConnectionId>> {
    let platform = filter.platform.as_ref()?;
    let of_platform = channels.iter().filter(|channel| channel.platform == *platform);
    Some(of_platform.map(|channel| channel.connection).collect())
}

/// Adds up what customers of one organisation after the other bought, as far as it changed; what is left is for the next round. Where one
/// cannot be added up, the others are.
///
/// # Errors
/// When the database cannot be asked where something changed.
pub async fn add_up(hub: &Hub) -> Result<(), HubError> {
    for org in store::customers::marked(hub.db()).await? {
        if let Err(error) = add_up_of(hub, org).await {
            tracing::warn!(%org, error = &error as &dyn std::error::Error, "customers of a company could not be added up");
        }
    }
    Ok(())
}

async fn add_up_of(hub: &Hub, org: OrgId) -> Result<(), HubError> {
    let cx = hub.job_context::<View>(org, JobId::new());
    for _ in 0..PASSES {
        let may_be_more = store::customers::add_up(cx.begin().await?, BATCH).await?;
        if !may_be_more {
            break;
        }
    }
    Ok(())
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
    let row = store::customers::find(&mut tx, id).await?;
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
        purchases: store::orders::page(&mut tx, &filter, None, OrderSort::default(), from, PAGE_SIZE).await?,
        row,
        channels,
    })
}
