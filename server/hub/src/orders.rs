//! Sales: the list, totals of a selection, one sale.

use crate::{Hub, HubError, auth::OrgCx, permit::View};
use domain::{
    ConnectionId, OrderId,
    view::{
        orders::{
            Arrivals, Channel, Completeness, OrderDetail, OrderFilter, OrderRow, OrderSort, Seen,
            SelectionTotals,
        },
        packing::SaleToPack,
        page::{Cursor, Page},
        saved_views::SavedView,
    },
};
use std::{collections::HashSet, time::Duration};
use store::{OrgTx, orders::Listed};

/// A page of sales and the connections that name their channels.
#[derive(Debug)]
pub struct OrderList {
    pub page: Page<OrderRow>,
    /// All connections of the organisation by name, disconnected ones too.
    pub channels: Vec<Channel>,
    pub completeness: Completeness,
    /// What the person who asks keeps of the list, by name.
    pub views: Vec<SavedView>,
    /// The name of the filter's customer, which may be empty.
    pub customer: Option<String>,
    /// The highest number that a sale had.
    pub newest: i64,
}

impl OrderList {
    /// By which [`arrived`] is asked, of the first page of the newest sales.
    pub fn seen(&self) -> Seen {
        let last = self.page.next.as_ref().and(self.page.rows.last());
        Seen { newest: self.newest, last: last.map(|row| row.placed_at) }
    }
}

/// How long somebody waits for the totals of a selection; a request has three times as long.
const PATIENCE: Duration = Duration::from_secs(10);

/// A page of the selection.
///
/// # Errors
/// When the database cannot be asked.
pub async fn list(
    cx: &OrgCx<View>,
    filter: &OrderFilter,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> Result<OrderList, HubError> {
    let viewer = cx.actor().member().map(|(user, _)| user);
    let Listed { page, channels, completeness, newest, views } =
        store::orders::listed(cx.read(), viewer, filter, sort, from).await?;
    let customer = match filter.customer {
        Some(id) => store::customers::name(&mut cx.begin().await?, id).await?,
        None => None,
    };
    Ok(OrderList { page, channels, completeness, views, customer, newest })
}

/// What came of the selection onto the page that was [`OrderList::seen`]. What is older than its last sale belongs on another one:
/// the history that a store brings in is no news.
///
/// # Errors
/// When the database cannot be asked.
pub async fn arrived(cx: &OrgCx<View>, filter: &OrderFilter, seen: Seen) -> Result<Arrivals, HubError> {
    let filter = OrderFilter { placed_from: filter.placed_from.max(seen.last), ..filter.clone() };
    let mut tx = cx.begin().await?;
    let connections = selected_connections(&mut tx, &filter).await?;
    Ok(store::orders::arrived(&mut tx, &filter, connections.as_deref(), seen.newest).await?)
}

/// What the selection comes to. Its cost grows with the selection, so it is asked for apart from the
/// page, which costs the same whatever its selection.
///
/// # Errors
/// When the database cannot be asked.
pub async fn totals(cx: &OrgCx<View>, filter: &OrderFilter) -> Result<SelectionTotals, HubError> {
    let mut tx = cx.begin().await?;
    let connections = selected_connections(&mut tx, filter).await?;
    Ok(store::orders::totals(&mut tx, filter, connections.as_deref(), PATIENCE).await?)
}

/// A sale and its whole story; its neighbours are those among the sales of `filter`.
///
/// # Errors
/// [`domain::Fault::NotFound`] if the organisation has no such sale.
pub async fn find(cx: &OrgCx<View>, id: OrderId, filter: &OrderFilter) -> Result<OrderDetail, HubError> {
    let mut tx = cx.begin().await?;
    let connections = selected_connections(&mut tx, filter).await?;
    Ok(store::orders::find(&mut tx, id, filter, connections.as_deref()).await?)
}

/// Sales on one packing list, at most.
pub const MOST_PACKED: usize = 100;

/// What is packed of the sales that were picked, or found.
#[derive(Debug)]
pub struct PackingList {
    /// In the order in which they were picked or found, each once.
    pub sales: Vec<SaleToPack>,
    /// Of these nothing may be sent any more.
    pub called_off: Vec<SaleToPack>,
    /// How many of the first [`MOST_PACKED`] the organisation does not have.
    pub unknown: usize,
    /// How many were picked beyond those.
    pub beyond: usize,
    /// Where the sales that were found go on, behind those.
    pub next: Option<Cursor>,
}

/// The first [`MOST_PACKED`] of these sales as they are packed.
///
/// # Errors
/// When the database cannot be asked.
pub async fn to_pack(cx: &OrgCx<View>, picked: &[OrderId]) -> Result<PackingList, HubError> {
    let mut seen = HashSet::new();
    let mut wanted: Vec<_> = picked.iter().copied().filter(|order| seen.insert(*order)).collect();
    let beyond = wanted.len().saturating_sub(MOST_PACKED);
    wanted.truncate(MOST_PACKED);
    let found = store::orders::to_pack(&mut cx.begin().await?, &wanted).await?;
    let unknown = wanted.len() - found.len();
    let (called_off, sales) = found.into_iter().partition(SaleToPack::is_called_off);
    Ok(PackingList { sales, called_off, unknown, beyond, next: None })
}

/// [`MOST_PACKED`] sales of a list from a place on, or its first ones, as they are packed. The next ones begin at a place, not
/// behind so many: those that were sent meanwhile have left a list of what is to be shipped.
///
/// # Errors
/// When the database cannot be asked.
pub async fn found_to_pack(
    cx: &OrgCx<View>,
    filter: &OrderFilter,
    sort: OrderSort,
    from: Option<&Cursor>,
) -> Result<PackingList, HubError> {
    let mut tx = cx.begin().await?;
    let connections = selected_connections(&mut tx, filter).await?;
    let page = store::orders::page(&mut tx, filter, connections.as_deref(), sort, from, MOST_PACKED).await?;
    drop(tx);
    let found: Vec<_> = page.rows.iter().map(|sale| sale.id).collect();
    Ok(PackingList { next: page.next, ..to_pack(cx, &found).await? })
}

/// The connections whose sales the filter takes, where it does not take those of any.
pub(crate) async fn selected_connections(
    tx: &mut OrgTx,
    filter: &OrderFilter,
) -> Result<Option<Vec<ConnectionId>>, HubError> {
    if !filter.is_of_some() {
        return Ok(None);
    }
    let channels = store::orders::channels(tx).await?;
    Ok(filter.connections(&channels))
}

/// A platform's own name; its id for one that this build does not know.
pub fn platform_name(hub: &Hub, platform: &str) -> String {
    hub.registry()
        .get(platform)
        .map_or_else(|| platform.to_owned(), |connector| connector.spec().name.to_owned())
}
