//! An order as it stands, delivery by delivery: what is sent back to the platform is told of a delivery.

mod shape;

use super::{answer, invoices::Invoice, portfolio, session, some};
use chrono::{DateTime, Utc};
use connector_kit::{
    Advice, Conn, ConnectorError, ParcelLine, Reply,
    lenient::{Items, Object, Text},
    limits,
};
use domain::{Obstacle, UpstreamKind};
use rust_decimal::{Decimal, prelude::ToPrimitive};
pub(super) use shape::Told;

/// An order with its deliveries.
#[derive(Debug, Default)]
pub(super) struct Sale {
    status: String,
    /// The sales channel, which every writing call names.
    channel: Option<String>,
    pub deliveries: Vec<Delivery>,
}

/// What one seller sends of an order at once.
#[derive(Debug, Default)]
pub(super) struct Delivery {
    /// `None` where it is nothing that an address could be made of.
    pub key: Option<String>,
    status: String,
    pub lines: Vec<ParcelLine>,
    /// Whether the platform's own carriers take it.
    pub by_channel: bool,
    /// What is known of its way, where there is anything.
    pub told: Vec<Told>,
    /// Those that the order itself shows: none says nothing.
    pub invoices: Vec<Invoice>,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Closed(Obstacle),
    /// Paid, and its fiscal document is not there yet, or not found good.
    Approved,
    Invoiced,
    /// On its way, or there.
    Left,
}

impl Sale {
    /// The order of a good answer; `None` where it holds none with this key.
    fn read(reply: &Reply, key: &str, now: DateTime<Utc>) -> Result<Option<Self>, ConnectorError> {
        let (records, is_listed) = some::records(reply, now)?;
        let orders = records.into_iter().filter_map(|record| serde_json::from_str(record.get()).ok());
        match orders
            .map(|Object(order)| order)
            .find(|order: &shape::Order<'_>| order.id.as_str() == Some(key))
        {
            None if !is_listed => Err(answer::not_the_answer(reply)),
            found => Ok(found.map(|order| Self::of(&order))),
        }
    }

    fn of(order: &shape::Order<'_>) -> Self {
        Self {
            status: word(&order.status),
            channel: order.channel.0.id.capped(limits::EXTERNAL_ID),
            deliveries: order.deliveries.list.iter().map(|Object(sent)| Delivery::of(sent)).collect(),
        }
    }

    /// What is against everything that is sent back about the order.
    pub(super) fn obstacle(&self) -> Option<Obstacle> {
        match self.status.as_str() {
            "approved" | "finished" | "invoiced" | "shipped" | "delivered" => None,
            "new" => Some(Obstacle::NotPaid),
            "cancelled" => Some(Obstacle::Cancelled),
            _ => Some(Obstacle::UnknownState),
        }
    }

    /// What left has left, whatever became of the order since.
    pub(super) fn stage(&self, delivery: &Delivery) -> Stage {
        if matches!(delivery.status.as_str(), "shipped" | "delivered") {
            return Stage::Left;
        }
        if let Some(obstacle) = self.obstacle() {
            return Stage::Closed(obstacle);
        }
        match delivery.status.as_str() {
            _ if delivery.key.is_none() => Stage::Closed(Obstacle::UnknownState),
            "approved" => Stage::Approved,
            "invoiced" => Stage::Invoiced,
            "new" => Stage::Closed(Obstacle::NotPaid),
            "cancelled" => Stage::Closed(Obstacle::Cancelled),
            "frozen" => Stage::Closed(Obstacle::OnHold),
            _ => Stage::Closed(Obstacle::UnknownState),
        }
    }

    /// The order's own sales channel, else that of the consent.
    pub(super) fn channel<'a>(&'a self, conn: &'a Conn) -> Option<&'a str> {
        self.channel.as_deref().or_else(|| conn.config(portfolio::CHANNEL_ID))
    }

    /// [`Sale::channel`], to write to.
    ///
    /// # Errors
    /// [`UpstreamKind::Protocol`] where it is told nowhere.
    pub(super) fn channel_to_write<'a>(&'a self, conn: &'a Conn) -> Result<&'a str, ConnectorError> {
        self.channel(conn).ok_or_else(|| {
            let detail = "neither the order nor the account names its sales channel";
            ConnectorError::new(UpstreamKind::Protocol, Advice::Never, detail)
        })
    }
}

impl Delivery {
    fn of(sent: &shape::Delivery<'_>) -> Self {
        let id = sent.id.as_str().unwrap_or_default();
        let ways = || [&sent.shipping].into_iter().chain(&sent.shippings.list).map(|Object(way)| way);
        Self {
            key: some::is_key(id).then(|| id.to_owned()),
            status: word(&sent.status),
            lines: lines(id, &sent.items),
            by_channel: ways().any(shape::Shipping::is_by_channel),
            told: ways().map(shape::Shipping::told).filter(|told| !told.is_empty()).collect(),
            invoices: sent.invoices.list.iter().filter_map(|Object(sent)| Invoice::of(sent)).collect(),
        }
    }

    /// Whether the platform was told that it left, shown or not by the delivery's status yet.
    pub(super) fn was_told(&self) -> bool {
        !self.told.is_empty()
    }
}

/// A status as it is compared.
pub(super) fn word(text: &Text<'_>) -> String {
    text.capped(limits::CHANNEL_STATUS).unwrap_or_default().to_ascii_lowercase()
}

/// Known by the keys that the order's lines have.
fn lines(delivery: &str, items: &Items<Object<shape::Item<'_>>>) -> Vec<ParcelLine> {
    let line = |(at, Object(item)): (usize, &Object<shape::Item<'_>>)| {
        let sequence = item.sequencial.capped(64).unwrap_or_else(|| format!("#{}", at + 1));
        let quantity = item.quantity.get("quantity").ok().flatten().unwrap_or(Decimal::ONE);
        let info = &item.info.0;
        ParcelLine {
            key: format!("{delivery}:{sequence}"),
            title: info.name.capped(limits::TITLE).unwrap_or_default(),
            sku: info.sku.capped(limits::SKU),
            quantity: quantity.trunc().to_u32().unwrap_or(1).max(1),
        }
    };
    items.list.iter().enumerate().map(line).collect()
}

/// The order with this key; `None` where the seller has no such order.
pub(super) async fn sale(conn: &Conn, order: &str) -> Result<Option<Sale>, ConnectorError> {
    if !some::is_key(order) {
        return Ok(None);
    }
    let reply = session::get(conn, &format!("/orders/{order}"), &[]).await?;
    if some::is_gone(&reply) {
        return Ok(None);
    }
    Sale::read(&reply, order, conn.now())
}

/// The order with this key and the place of one of its deliveries in it, to write of.
///
/// # Errors
/// [`UpstreamKind::NotFound`] where the seller has no such order, or the order no such delivery.
pub(super) async fn to_write(
    conn: &Conn,
    order: &str,
    delivery: &str,
) -> Result<(Sale, usize), ConnectorError> {
    let gone = |what: &str| ConnectorError::new(UpstreamKind::NotFound, Advice::Never, what);
    let sale = sale(conn, order).await?.ok_or_else(|| gone("the seller has no such order"))?;
    let place = sale.deliveries.iter().position(|one| one.key.as_deref() == Some(delivery));
    let place = place.ok_or_else(|| gone("the order has no such delivery"))?;
    Ok((sale, place))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use connector_kit::header::HeaderMap;

    pub(in super::super) const ORDER: &str = "7b2d8b0c-1111-4222-8333-9f0e1d2c3b4a";
    pub(in super::super) const DELIVERY: &str = "0e1d2c3b-2222-4333-8444-5a6b7c8d9e0f";

    fn read(body: &str) -> Result<Option<Sale>, ConnectorError> {
        let reply = Reply { status: 200, headers: HeaderMap::new(), body: body.into() };
        Sale::read(&reply, ORDER, Utc::now())
    }

    /// An order of one delivery with these members.
    pub(in super::super) fn sale_of(order: &str, delivery: &str, more: &str) -> Sale {
        let body = format!(
            r#"{{"id":"{ORDER}","status":"{order}","channel":{{"id":"c1"}},
                "deliveries":[{{"id":"{DELIVERY}","status":"{delivery}"{more}}}]}}"#
        );
        read(&body).unwrap().unwrap()
    }

    #[test]
    fn the_order_and_its_delivery_together_say_how_far_it_is() {
        use Obstacle::{Cancelled, NotPaid, OnHold, UnknownState};
        for (order, delivery, stage) in [
            ("approved", "approved", Stage::Approved),
            ("APPROVED", "Approved", Stage::Approved),
            ("finished", "invoiced", Stage::Invoiced),
            ("approved", "shipped", Stage::Left),
            ("cancelled", "delivered", Stage::Left),
            ("new", "new", Stage::Closed(NotPaid)),
            ("new", "approved", Stage::Closed(NotPaid)),
            ("approved", "new", Stage::Closed(NotPaid)),
            ("approved", "cancelled", Stage::Closed(Cancelled)),
            ("cancelled", "approved", Stage::Closed(Cancelled)),
            ("approved", "frozen", Stage::Closed(OnHold)),
            ("approved", "returning", Stage::Closed(UnknownState)),
            ("approved", "", Stage::Closed(UnknownState)),
            ("suspended", "approved", Stage::Closed(UnknownState)),
            ("", "invoiced", Stage::Closed(UnknownState)),
        ] {
            let sale = sale_of(order, delivery, "");
            assert_eq!(sale.stage(&sale.deliveries[0]), stage, "{order} {delivery}");
        }
    }

    #[test]
    fn an_order_comes_alone_or_in_a_list_and_any_other_is_not_taken_for_it() {
        assert!(read(&format!(r#"{{"id":"{ORDER}"}}"#)).unwrap().is_some());
        assert!(read(&format!(r#"{{"results":[null,7,{{"id":"{ORDER}"}}]}}"#)).unwrap().is_some());
        assert!(read(r#"{"results":[{"id":"other"}]}"#).unwrap().is_none());
        for body in [r#"{"id":"other"}"#, "{}", r#"{"message":"Internal server error"}"#, "[]", "<html>"] {
            assert_eq!(read(body).unwrap_err().advice, Advice::Retry, "{body}");
        }
    }

    #[test]
    fn lines_have_the_orders_keys_and_at_least_one_piece() {
        let items = r#","items":[{"sequencial":1,"quantity":2,"info":{"sku":"CAM-M","name":"Camiseta"}},
            {"sequencial":"2","quantity":"3"},{"quantity":"none","info":7},{"sequencial":4,"quantity":-1}]"#;
        let sale = sale_of("approved", "approved", items);
        let lines = &sale.deliveries[0].lines;
        let found: Vec<(&str, u32)> = lines.iter().map(|line| (line.key.as_str(), line.quantity)).collect();
        let keys = ["1", "2", "#3", "4"].map(|sequence| format!("{DELIVERY}:{sequence}"));
        assert_eq!(found, keys.iter().map(String::as_str).zip([2, 3, 1, 1]).collect::<Vec<_>>());
        assert_eq!((lines[0].title.as_str(), lines[0].sku.as_deref()), ("Camiseta", Some("CAM-M")));
    }

    #[test]
    fn a_delivery_whose_id_is_none_is_not_open() {
        let body = format!(
            r#"{{"id":"{ORDER}","status":"approved","deliveries":[{{"id":"../x","status":"approved"}},
                {{"status":"invoiced"}},null,{{"id":7,"status":["approved"],"items":"","shipping":3,"invoices":4}}]}}"#
        );
        let sale = read(&body).unwrap().unwrap();
        assert_eq!(sale.deliveries.len(), 4);
        let is_closed = |one| sale.stage(one) == Stage::Closed(Obstacle::UnknownState);
        assert!(sale.deliveries.iter().all(is_closed), "{sale:?}");
    }
}
