//! What belongs to an order and must be asked for beside it: its pack, shipment, costs of shipment, the buyer's
//! data for invoices, discounts.

use super::{
    answer,
    payload::{self, Glance},
    session,
};
use connector_kit::{Conn, ConnectorError, SourceOrder, lenient::Unusable, retry};
use domain::{FailReason, UpstreamKind};
use futures::future::join_all;
use std::collections::{BTreeMap, BTreeSet};

/// A part as it was sent, `None` where there is none (yet) or the app may not see it.
type Part = Result<Option<String>, ConnectorError>;

/// Reads the parts of all orders side by side, those of several orders once, and puts each order together.
/// Where a part cannot be read though it was asked for again, its order alone has failed.
///
/// # Errors
/// What holds for the whole account: a refused token, a network that is down, too many calls.
pub(super) async fn complete(conn: &Conn, orders: Vec<String>) -> Result<Vec<SourceOrder>, ConnectorError> {
    let wanted: Vec<_> = orders.iter().map(|order| paths(&Glance::of(order))).collect();
    let distinct: BTreeSet<&String> = wanted.iter().flatten().map(|(_, path)| path).collect();
    let read = distinct.into_iter().map(|path| async move { (path.as_str(), part(conn, path).await) });
    let parts: BTreeMap<&str, Part> = join_all(read).await.into_iter().collect();
    if let Some(error) = of_all(&parts) {
        return Err(error.clone());
    }
    Ok(orders.iter().zip(&wanted).map(|(order, wanted)| put_together(conn, order, wanted, &parts)).collect())
}

/// The parts that an order has, by name.
fn paths(order: &Glance) -> Vec<(&'static str, String)> {
    let mut paths = Vec::new();
    if let Some(shipment) = &order.shipment {
        if let Some(pack) = &order.pack {
            paths.push(("pack", format!("/packs/{pack}")));
        }
        paths.push(("shipment", format!("/shipments/{shipment}")));
        paths.push(("costs", format!("/shipments/{shipment}/costs")));
    }
    if let Some(billing) = &order.billing {
        paths.push(("billing", billing_path(&order.site, billing)));
    }
    if let (true, Some(id)) = (order.has_discount, &order.id) {
        paths.push(("discounts", format!("/orders/{id}/discounts")));
    }
    paths
}

fn billing_path(site: &str, id: &str) -> String {
    format!("/orders/billing-info/{site}/{id}")
}

async fn part(conn: &Conn, path: &str) -> Part {
    // In place: with the page, the parts of all its orders would be read again.
    retry(conn.retry_policy(), conn.clock(), || async {
        let reply = session::get(conn, path, &[]).await?;
        match reply.status {
            204 | 403 | 404 => Ok(None),
            _ => {
                let part: &serde_json::value::RawValue = answer::json(conn, &reply)?;
                Ok(Some(part.get().to_owned()).filter(|part| part != "null"))
            }
        }
    })
    .await
}

/// Whether the buyer's data for invoices are withheld from the app.
pub(super) async fn is_billing_withheld(conn: &Conn, order: &str) -> Result<bool, ConnectorError> {
    let order = Glance::of(order);
    let Some(billing) = &order.billing else { return Ok(false) };
    Ok(session::get(conn, &billing_path(&order.site, billing), &[]).await?.status == 403)
}

/// The error that holds for the whole account, or that no part came through.
fn of_all<'a>(parts: &'a BTreeMap<&str, Part>) -> Option<&'a ConnectorError> {
    use UpstreamKind::{Auth, BlockedAddress, Dns, Network, RateLimit, Redirect, Timeout, Tls};
    let errors = || parts.values().filter_map(|part| part.as_ref().err());
    let of_account =
        errors().find(|error| matches!(error.kind, Auth | RateLimit | BlockedAddress | Redirect));
    let is_of_network = |error: &&ConnectorError| matches!(error.kind, Network | Timeout | Dns | Tls);
    let is_down = errors().filter(is_of_network).count() == parts.len();
    of_account.or_else(|| errors().next().filter(|_| is_down))
}

fn put_together(
    conn: &Conn,
    order: &str,
    wanted: &[(&'static str, String)],
    parts: &BTreeMap<&str, Part>,
) -> SourceOrder {
    let mut there = vec![("order", order)];
    let mut failed = None;
    for (name, path) in wanted {
        match parts.get(path.as_str()) {
            Some(Ok(Some(part))) => there.push((name, part)),
            Some(Err(error)) => failed = Some(format!("{name}: {error}")),
            Some(Ok(None)) | None => {}
        }
    }
    let taken = payload::take(&there, conn.settings());
    match failed {
        Some(detail) => {
            let unusable = Unusable::new(FailReason::Unreadable, detail);
            SourceOrder { taken: payload::failed(unusable), ..taken }
        }
        None => taken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(order: &str) -> Vec<String> {
        paths(&Glance::of(order)).into_iter().map(|(_, path)| path).collect()
    }

    #[test]
    fn each_part_is_asked_for_where_the_order_has_it() {
        let whole = r#"{"id":1,"pack_id":2,"shipping":{"id":3},"buyer":{"billing_info":{"id":"4"}},
            "tags":["order_has_discount"],"context":{"site":"MLB"}}"#;
        assert_eq!(
            of(whole),
            [
                "/packs/2",
                "/shipments/3",
                "/shipments/3/costs",
                "/orders/billing-info/MLB/4",
                "/orders/1/discounts"
            ]
        );
        assert_eq!(of(r#"{"id":1,"pack_id":null,"shipping":{"id":null},"coupon":{"amount":0}}"#), [""; 0]);
        assert_eq!(of(r#"{"id":1,"coupon":{"amount":5.5}}"#), ["/orders/1/discounts"]);
    }

    #[test]
    fn what_is_no_id_leads_nowhere() {
        let odd = r#"{"id":"../1","pack_id":"x","shipping":{"id":"1/../../users"},"buyer":{"billing_info":{"id":"?"}},
            "tags":["order_has_discount"]}"#;
        assert_eq!(of(odd), [""; 0]);
        let site = r#"{"id":1,"buyer":{"billing_info":{"id":"4"}},"context":{"site":"../x"}}"#;
        assert_eq!(of(site), ["/orders/billing-info/MLB/4"]);
    }
}
