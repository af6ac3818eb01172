//! What can be done with an order at its channel now, asked of the channel while somebody waits.

use crate::{
    HubError,
    auth::OrgCx,
    integrations,
    permit::{FulfilOrders, Permit},
};
use connector_kit::{
    CancelChoices, Conn, Connector, ConnectorError, InvoicePlace, LabelPlace, ShippingView, Standing,
};
use domain::{
    ActionKind, ConnectionId, ConnectionStatus, Fault, LabelFormat, Operation, OrderId, UpstreamKind,
    view::actions::ActionView,
};
use std::{sync::Arc, time::Duration};
use store::actions::Target;

/// How long one call may take, and all of them: somebody waits.
const CALL: Duration = Duration::from_secs(7);
const WHOLE: Duration = Duration::from_secs(14);

/// What one ability says; `None` where the platform does not have it.
pub type Told<T> = Option<Result<T, ConnectorError>>;

/// What can be done with an order.
#[derive(Debug)]
pub struct Options {
    pub connection: ConnectionId,
    pub number: i64,
    /// The channel's number, as the channel writes it.
    pub external_number: String,
    pub buyer_name: String,
    pub platform: &'static str,
    pub platform_name: &'static str,
    pub status: ConnectionStatus,
    pub cancel: Told<Standing<CancelChoices>>,
    pub shipping: Told<ShippingView>,
    pub invoices: Told<Vec<InvoicePlace>>,
    pub labels: Told<Vec<LabelPlace>>,
    pub formats: &'static [LabelFormat],
    /// What the channel was asked to do, the newest first.
    pub actions: Vec<ActionView>,
}

impl Options {
    /// Whether something of a kind is under way for a part of the order.
    pub fn is_open(&self, kind: ActionKind, part: &str) -> bool {
        let is_open = |action: &ActionView| {
            action.told.kind() == kind && action.part == part && !action.state.is_over()
        };
        self.actions.iter().any(is_open)
    }
}

/// Asks the channel, side by side, what can be done with the order; 14 seconds at most.
///
/// # Errors
/// [`Fault::NotFound`]. What the channel does not answer stands in the options.
pub async fn options(cx: &OrgCx<FulfilOrders>, order: OrderId) -> Result<Options, HubError> {
    let mut tx = cx.begin().await?;
    let actions = store::actions::of_order(&mut tx, order).await?;
    drop(tx);
    let (target, connector, conn, status) = reach(cx, order).await?;
    let key = target.key.as_str();
    let (cancel, shipping, invoices, labels) = if status.may_sync() {
        let cancel = async {
            match connector.cancelling() {
                Some(cancelling) => {
                    Some(conn.measured(Operation::CancelLook, cancelling.look(&conn, key)).await)
                }
                None => None,
            }
        };
        let shipping = async {
            match connector.shipping() {
                Some(shipping) => Some(conn.measured(Operation::ShipLook, shipping.look(&conn, key)).await),
                None => None,
            }
        };
        let invoices = async {
            match connector.invoicing() {
                Some(invoicing) => {
                    Some(conn.measured(Operation::InvoiceLook, invoicing.look(&conn, key)).await)
                }
                None => None,
            }
        };
        let labels = async {
            match connector.labels() {
                Some(labels) => Some(conn.measured(Operation::LabelsLook, labels.look(&conn, key)).await),
                None => None,
            }
        };
        tokio::join!(cancel, shipping, invoices, labels)
    } else {
        (None, None, None, None)
    };
    let spec = connector.spec();
    Ok(Options {
        connection: target.connection,
        number: target.number,
        external_number: target.external_number,
        buyer_name: target.buyer_name,
        platform: spec.id,
        platform_name: spec.name,
        status,
        cancel,
        shipping,
        invoices,
        labels,
        formats: connector.labels().map_or(&[], |labels| labels.formats()),
        actions,
    })
}

/// The label of a parcel, fetched from the channel now.
///
/// # Errors
/// [`Fault::NotFound`]; [`Fault::Conflict`] `not_connected`; [`Fault::Upstream`] with the class of what
/// the channel answered.
pub async fn label(
    cx: &OrgCx<FulfilOrders>,
    order: OrderId,
    place: &str,
    format: LabelFormat,
) -> Result<Vec<u8>, HubError> {
    let (target, connector, conn, status) = reach(cx, order).await?;
    if !status.may_sync() {
        return Err(Fault::Conflict { what: "not_connected".into() }.into());
    }
    let labels = connector.labels().filter(|labels| labels.formats().contains(&format));
    let labels = labels.ok_or(Fault::NotFound)?;
    let failed = |error: ConnectorError| {
        tracing::info!(platform = connector.spec().id, %error, "a label could not be fetched");
        let platform = connector.spec().name.to_owned();
        if error.kind == UpstreamKind::NotFound {
            HubError::Fault(Fault::NotFound)
        } else {
            HubError::Fault(Fault::Upstream { platform, kind: error.kind })
        }
    };
    let looked = conn.measured(Operation::LabelsLook, labels.look(&conn, &target.key)).await;
    let places = looked.map_err(failed)?;
    if !places.iter().any(|known| known.key == place && known.obstacle.is_none()) {
        return Err(Fault::NotFound.into());
    }
    let fetched = labels.fetch(&conn, &target.key, place, format);
    conn.measured(Operation::LabelsFetch, fetched).await.map_err(failed)
}

/// The order's channel, ready to be asked while somebody waits.
pub(super) async fn reach<P: Permit>(
    cx: &OrgCx<P>,
    order: OrderId,
) -> Result<(Target, Arc<dyn Connector>, Conn, ConnectionStatus), HubError> {
    let mut tx = cx.begin().await?;
    let target = store::actions::target(&mut tx, order).await?;
    let access = store::connections::access(&mut tx, target.connection).await?;
    tx.commit().await?;
    let connector = cx.hub().registry().get(&access.platform).cloned().ok_or(Fault::NotFound)?;
    let conn = integrations::connect(cx.hub(), cx.org(), &connector, &access)?.within(CALL, WHOLE);
    Ok((target, connector, conn, access.status))
}
