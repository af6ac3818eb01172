//! What is sent back to channels: the part of a sale's page that shows it, the page that asks for it,
//! and bulk actions.

mod api;
mod bulk;
mod cancel;
mod conflict;
mod invoice;
mod label;
mod page;
mod panel;
mod plan;
mod ship;
mod words;

pub use bulk::BulkPage;
pub use label::file as label_file;
pub use page::ActionsPage;
pub use plan::PlanPage;

pub(crate) use conflict::conflict;
pub(crate) use panel::{live, panel};
pub(crate) use plan::live as live_plan;
pub(crate) use words::tone;

use super::PATH;
use domain::{ActionKind, OrderId, PlanId};

/// The page on which a channel is asked to do something with the sale.
pub(crate) fn path(order: OrderId) -> String {
    format!("{PATH}/{order}/canal")
}

/// Where a bulk action is prepared.
pub(crate) const BULK: &str = "/admin/vendas/lote";

fn plan_path(plan: PlanId) -> String {
    format!("{BULK}/{plan}")
}

/// The word of a bulk action in addresses.
pub(super) const fn slug(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Cancel => "cancelar",
        ActionKind::Ship => "enviar",
        ActionKind::Invoice => "nota",
    }
}
