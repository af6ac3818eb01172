//! An action as its connector does it.

use super::decide::{self, Decision, Progress};
use crate::HubError;
use connector_kit::{
    Advice, CancelAsk, Conn, Connector, ConnectorError, FiscalDocument, InvoiceAsk, ShipAsk, Standing,
};
use domain::{ActionKind, MoneyBack, Operation, UpstreamKind};
use serde::Deserialize;
use serde_json::Value;
use store::actions::{Action, PlanStep};

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) enum Work {
    Cancel(CancelAsk),
    Ship(ShipAsk),
    Invoice(Box<InvoiceAsk>),
}

/// What the channel shows, and what follows from it.
pub(super) struct Looked {
    pub decision: Decision<Work>,
    /// What [`Progress::seen`] is to be: keys of shipments, or why the last document was refused.
    pub seen: Vec<String>,
    /// Who gives the money back, of an order that can be cancelled.
    pub money: Option<MoneyBack>,
}

#[derive(Deserialize)]
struct StoredInvoice {
    order: String,
}

impl Work {
    pub(super) fn of(action: &Action) -> Result<Self, HubError> {
        match action.kind {
            ActionKind::Cancel => Ok(Self::Cancel(read(&action.ask)?)),
            ActionKind::Ship => Ok(Self::Ship(read(&action.ask)?)),
            ActionKind::Invoice => {
                let StoredInvoice { order } = read(&action.ask)?;
                let file = action.document.clone().unwrap_or_default();
                let document = FiscalDocument::parse(file)
                    .map_err(|problem| HubError::Internal(format!("a kept document: {problem}")))?;
                let (place, key) = (action.part.clone(), action.id.0);
                Ok(Self::Invoice(Box::new(InvoiceAsk { order, place, document, key })))
            }
        }
    }

    /// What a step of a bulk action would do.
    pub(super) fn of_step(kind: ActionKind, step: &PlanStep) -> Result<Self, HubError> {
        match kind {
            ActionKind::Cancel => Ok(Self::Cancel(read(&step.ask)?)),
            ActionKind::Ship => Ok(Self::Ship(read(&step.ask)?)),
            ActionKind::Invoice => Err(HubError::Internal("documents are not handed over in bulk".into())),
        }
    }

    /// The channel's key of the order.
    pub(super) fn order(&self) -> &str {
        match self {
            Self::Cancel(ask) => &ask.order,
            Self::Ship(ask) => &ask.order,
            Self::Invoice(ask) => &ask.order,
        }
    }

    /// Looks how the order stands; reading calls only.
    pub(super) async fn look(
        self,
        connector: &dyn Connector,
        conn: &Conn,
        progress: &Progress<'_>,
    ) -> Result<Looked, ConnectorError> {
        let seen = |decision| Looked { decision, seen: Vec::new(), money: None };
        match self {
            Self::Cancel(ask) => match connector.cancelling() {
                None => Ok(seen(not_offered())),
                Some(cancelling) => {
                    let standing =
                        conn.measured(Operation::CancelLook, cancelling.look(conn, &ask.order)).await?;
                    let money = match &standing {
                        Standing::Open(choices) => Some(choices.money),
                        _ => None,
                    };
                    let decision = decide::cancel(progress, ask, standing).map(Self::Cancel);
                    Ok(Looked { money, ..seen(decision) })
                }
            },
            Self::Ship(ask) => match connector.shipping() {
                None => Ok(seen(not_offered())),
                Some(shipping) => {
                    let view = conn.measured(Operation::ShipLook, shipping.look(conn, &ask.order)).await?;
                    let seen = view.shipments.iter().map(|shipment| shipment.key.clone()).collect();
                    let decision = decide::ship(progress, ask, &view).map(Self::Ship);
                    Ok(Looked { decision, seen, money: None })
                }
            },
            Self::Invoice(ask) => match connector.invoicing() {
                None => Ok(seen(not_offered())),
                Some(invoicing) => {
                    let places =
                        conn.measured(Operation::InvoiceLook, invoicing.look(conn, &ask.order)).await?;
                    let place = places.iter().find(|place| place.key == ask.place);
                    let decision = decide::invoice(progress, &ask.document.access_key, place);
                    let seen = place.and_then(|place| place.problem.clone()).into_iter().collect();
                    Ok(Looked { decision: decision.map(|()| Self::Invoice(ask)), seen, money: None })
                }
            },
        }
    }

    /// Does it: one attempt of one change.
    pub(super) async fn act(&self, connector: &dyn Connector, conn: &Conn) -> Result<(), ConnectorError> {
        match self {
            Self::Cancel(ask) => match connector.cancelling() {
                Some(cancelling) => conn.measured(Operation::CancelAct, cancelling.cancel(conn, ask)).await,
                None => Err(unable()),
            },
            Self::Ship(ask) => match connector.shipping() {
                Some(shipping) => conn.measured(Operation::ShipAct, shipping.ship(conn, ask)).await,
                None => Err(unable()),
            },
            Self::Invoice(ask) => match connector.invoicing() {
                Some(invoicing) => conn.measured(Operation::InvoiceAct, invoicing.hand_over(conn, ask)).await,
                None => Err(unable()),
            },
        }
    }
}

/// A connector that was able when it was asked, in a build that is not.
fn not_offered() -> Decision<Work> {
    Decision::Refused { code: "not_offered", detail: String::new() }
}

fn unable() -> ConnectorError {
    ConnectorError::new(UpstreamKind::Rejected, Advice::Never, "the connector cannot do it")
}

fn read<T: serde::de::DeserializeOwned>(ask: &Value) -> Result<T, HubError> {
    serde_json::from_value(ask.clone()).map_err(|error| HubError::Internal(format!("a kept ask: {error}")))
}
