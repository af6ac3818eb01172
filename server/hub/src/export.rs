//! Sales, what they add up to, checks, customers and products as files. Those of sales, customers and products are read in batches and need
//! the same memory whatever their length.

mod analytics;
mod cells;
mod completeness;
mod csv;
mod customers;
mod products;
mod xlsx;

pub use analytics::{AnalyticsWords, analytics_csv, analytics_xlsx};
pub use cells::{COLUMNS, Words};
pub use completeness::completeness_csv;
pub use csv::orders_csv;
pub(crate) use csv::{BYTE_ORDER_MARK, broken, decimal, harmless, writer};
pub use customers::{CUSTOMER_COLUMNS, CustomerWords, customers_csv, customers_xlsx};
pub use products::{PRODUCT_FIELDS, ProductWords, products_csv, products_xlsx};
pub use xlsx::orders_xlsx;

use crate::{
    HubError,
    auth::OrgCx,
    orders::{platform_name, selected_connections},
    permit::Export,
};
use chrono_tz::Tz;
use domain::{
    AuditAction, ConnectionId,
    view::{
        orders::{Channel, OrderFilter, OrderRecord, OrderSort, OrderSortKey},
        page::Cursor,
    },
};

/// Sales, customers or products read at once.
const BATCH: usize = 500;

/// Writes down that somebody takes data out as a file: what, in which format, and what it was asked for by. Before anything of it is
/// sent.
///
/// # Errors
/// When the database cannot be asked.
pub async fn note<P>(cx: &OrgCx<P>, action: AuditAction, format: &str, filter: &str) -> Result<(), HubError> {
    let mut tx = cx.begin().await?;
    let data = serde_json::json!({ "format": format, "filter": filter });
    cx.audit(&mut tx, action, ("export", None), data).await?;
    Ok(tx.commit().await?)
}

/// The sales of a selection, batch by batch. Each batch has a transaction of its own, so that a slow
/// reader holds no connection.
struct Batches {
    cx: OrgCx<Export>,
    filter: OrderFilter,
    sort: OrderSort,
    connections: Option<Vec<ConnectionId>>,
    /// Their platforms by name.
    channels: Vec<Channel>,
    zone: Tz,
    after: Option<Cursor>,
    over: bool,
}

impl Batches {
    async fn open(cx: OrgCx<Export>, filter: OrderFilter, sort: OrderSort) -> Result<Self, HubError> {
        let mut tx = cx.begin().await?;
        let (_, zone) = store::overview::home(&mut tx).await?;
        let connections = selected_connections(&mut tx, &filter).await?;
        let mut channels = store::orders::channels(&mut tx).await?;
        for channel in &mut channels {
            channel.platform = platform_name(cx.hub(), &channel.platform);
        }
        // Totals have no index: each batch would sort the whole selection again.
        let sort = if sort.key == OrderSortKey::Total { OrderSort::default() } else { sort };
        Ok(Self { cx, filter, sort, connections, channels, zone, after: None, over: false })
    }

    /// The next batch; empty when there is no more.
    async fn next(&mut self) -> Result<Vec<OrderRecord>, HubError> {
        if self.over {
            return Ok(Vec::new());
        }
        let mut tx = self.cx.begin().await?;
        let connections = self.connections.as_deref();
        let (records, next) =
            store::orders::records(&mut tx, &self.filter, connections, self.sort, self.after.as_ref(), BATCH)
                .await?;
        self.over = next.is_none();
        self.after = next;
        Ok(records)
    }

    /// The names of platform and connection of a sale's connection.
    fn channel(&self, connection: ConnectionId) -> (&str, &str) {
        let found = self.channels.iter().find(|channel| channel.connection == connection);
        found.map_or(("", ""), |channel| (&channel.platform, &channel.name))
    }
}
