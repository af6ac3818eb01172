//! STUB
use crate::consent::Lives;
use crate::event::Event;
use crate::http::{Reply, Request};
use crate::order::Order;
use crate::shop::Shop;
pub(crate) const LIVES: Lives = Lives { code: 600, access: 21_600, refresh: 15_552_000 };
pub(crate) fn handle(_shop: &Shop, _request: &Request) -> Reply {
    Reply::json(404, "{}")
}
pub(crate) fn too_many_requests() -> Reply {
    Reply::json(429, "{}")
}
pub(crate) fn internal_error(status: u16) -> Reply {
    Reply::json(status, "{}")
}
pub(crate) fn order_event(_shop: &Shop, _order: &Order) -> Event {
    Event { headers: Vec::new(), body: Vec::new() }
}
