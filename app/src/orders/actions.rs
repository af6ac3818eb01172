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

pub use bulk::bulk_page;
pub use label::file as label_file;
pub use page::actions_page;
pub use plan::plan_page;

pub(crate) use conflict::conflict;
pub(crate) use panel::{is_running, open_page, panel, sentence, ship_now};
pub(crate) use plan::live as live_plan;
pub(crate) use words::{problem, tone};

use super::PATH;
use crate::query_string::with_query;
use domain::{ActionKind, OrderId, PlanId};

/// The page on which a channel is asked to do something with the sale.
pub(crate) fn path(order: OrderId) -> String {
    format!("{PATH}/{order}/canal")
}

/// Where a bulk action is prepared.
pub(crate) const BULK: &str = "/admin/vendas/lote";

/// The same with these sales picked.
fn bulk_path(kind: ActionKind, orders: impl Iterator<Item = String>) -> String {
    // More than one plan takes are refused: their address need not hold them all.
    let orders: Vec<_> = orders.take(hub::actions::MOST_OF_A_PLAN).collect();
    let picked = orders.iter().map(|order| ("venda", order.as_str()));
    with_query(BULK, &std::iter::once(("acao", slug(kind))).chain(picked).collect::<Vec<_>>())
}

/// The page of a bulk action.
pub(crate) fn plan_path(plan: PlanId) -> String {
    format!("{BULK}/{plan}")
}

/// The field of the pieces that go of a line, by which it is kept and refused.
fn pieces_field(line: &str) -> String {
    format!("pieces-{line}")
}

/// The word of a bulk action in addresses.
pub(super) const fn slug(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Cancel => "cancelar",
        ActionKind::Ship => "enviar",
        ActionKind::Invoice => "nota",
    }
}
