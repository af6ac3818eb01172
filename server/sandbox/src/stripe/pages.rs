//! The pages that people are sent to: checkout, portal and invoices. Forms only, no script.

use crate::http::{Reply, Request};
use crate::stripe::world::World;

pub(crate) fn handle(_: &World, _: &Request) -> Reply {
    Reply::html(404, "<h1>404</h1>")
}
