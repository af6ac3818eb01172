//! One order, as far as it says what can be done with it.

use super::{
    answer,
    session::{self, Ask},
};
use connector_kit::{
    Advice, Conn, ConnectorError,
    lenient::{Flag, Items, Object, Text, is_id},
};
use domain::{Obstacle, UpstreamKind};
use serde::Deserialize;

/// Markets in which a merchant's own package is what was told to be shipped; there is none before.
const PACKED_WHEN_SHIPPED: &[&str] = &["US", "GB", "UK", "JP", "DE", "ES", "FR", "IE", "IT"];

/// Where the order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Unpaid,
    OnHold,
    ToShip,
    /// Some of its packages are on their way.
    PartlyShipped,
    /// Arranged: the carrier has not come yet.
    Arranged,
    /// With the carrier or the buyer.
    Gone,
    Cancelled,
    Unknown,
}

/// How its goods travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transport {
    /// With the platform's carriers, whose labels it prints.
    Platform,
    /// The merchant sends them.
    Merchant,
    /// From the platform's own warehouse.
    Warehouse,
    Unknown,
}

/// Whether its fiscal document is asked for; in Brazil only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Document {
    Needed,
    Uploaded,
    NotNeeded,
    /// Another word, or none.
    Unknown,
}

#[derive(Debug)]
pub(super) struct Order {
    pub id: String,
    pub stage: Stage,
    pub transport: Transport,
    pub document: Document,
    pub is_cash: bool,
    /// The buyer asked for the cancellation and waits for an answer.
    pub is_buyer_cancelling: bool,
    /// Its package holds other orders too.
    pub is_combined: bool,
    /// Of the shop, or of the recipient.
    pub region: Option<String>,
    pub delivery_option: Option<String>,
    pub warehouse: Option<String>,
    /// Each is one piece.
    pub pieces: Vec<Piece>,
    /// Ids, in the platform's order.
    pub packages: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Piece {
    pub id: String,
    pub sku_id: Option<String>,
    pub seller_sku: Option<String>,
    pub title: String,
    /// As it is shown.
    is_cancelled: bool,
    pub package: Option<String>,
    pub package_status: Option<String>,
    pub tracking: Option<String>,
    pub carrier: Option<String>,
}

impl Piece {
    /// Whether it is not to be sent any more.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled || self.package_status.as_deref().is_some_and(super::status::is_cancelled)
    }
}

impl Order {
    pub fn is_brazilian(&self) -> bool {
        match &self.region {
            Some(region) => region == "BR",
            // Nowhere else is it asked for.
            None => matches!(self.document, Document::Needed | Document::Uploaded),
        }
    }

    /// Whether packages come to be by shipping alone. It holds where the market is not known: what was shipped
    /// must not be offered again.
    pub fn is_packed_when_shipped(&self) -> bool {
        self.region.as_deref().is_none_or(|region| PACKED_WHEN_SHIPPED.contains(&region))
    }

    /// Whether that a package is there says that the merchant told of it.
    pub fn is_made_by_shipping(&self) -> bool {
        self.transport == Transport::Merchant && self.is_packed_when_shipped()
    }

    pub fn is_south_east_asian(&self) -> bool {
        self.region.as_deref().is_some_and(is_south_east_asian)
    }

    /// What keeps the whole order from being sent; `None` where its packages say how they stand.
    pub fn obstacle(&self) -> Option<Obstacle> {
        match self.stage {
            Stage::Unpaid => Some(Obstacle::NotPaid),
            Stage::OnHold => Some(Obstacle::OnHold),
            Stage::Cancelled => Some(Obstacle::Cancelled),
            Stage::Unknown => Some(Obstacle::UnknownState),
            _ if self.transport == Transport::Warehouse => Some(Obstacle::ByChannel),
            Stage::ToShip | Stage::PartlyShipped | Stage::Arranged | Stage::Gone => None,
        }
    }

    /// Whether pieces say which package they are in.
    pub fn names_packages(&self) -> bool {
        self.pieces.iter().any(|piece| piece.package.is_some())
    }

    /// The pieces of a package. Where none says which one it is in, those of a single one are clear.
    pub fn pieces_of<'o>(&'o self, package: &'o str) -> impl Iterator<Item = &'o Piece> {
        let is_only = self.packages.len() == 1 && !self.names_packages();
        self.pieces.iter().filter(move |piece| match &piece.package {
            Some(found) => found == package,
            None => is_only,
        })
    }
}

pub(super) fn is_south_east_asian(region: &str) -> bool {
    matches!(region, "ID" | "MY" | "PH" | "SG" | "TH" | "VN")
}

/// The order with this key; `None` where the shop has none.
pub(super) async fn read(conn: &Conn, key: &str) -> Result<Option<Order>, ConnectorError> {
    if !is_id(key) {
        return Ok(None);
    }
    let reply = session::send(conn, &Ask::get("/order/202507/orders").param("ids", key)).await?;
    if answer::code(&reply) == Some(answer::NOT_OURS) {
        return Ok(None);
    }
    let data: Data<'_> = answer::data_for_act(conn, &reply)?;
    // Without a list nobody knows whether the order is there: it must not be taken for gone.
    let orders = data.orders.ok_or_else(|| {
        ConnectorError::new(UpstreamKind::Protocol, Advice::Retry, "the answer holds no orders")
    })?;
    let found = orders.list.iter().find(|Object(sent)| sent.id.as_str() == Some(key));
    Ok(found.map(|Object(sent)| order(sent, key, conn.config("region"))))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data<'a> {
    #[serde(borrow)]
    orders: Option<Items<Object<Sent<'a>>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    status: Text<'a>,
    #[serde(borrow)]
    shipping_type: Text<'a>,
    #[serde(borrow)]
    fulfillment_type: Text<'a>,
    #[serde(borrow)]
    need_upload_invoice: Text<'a>,
    #[serde(borrow)]
    split_or_combine_tag: Text<'a>,
    is_cod: Flag,
    is_buyer_request_cancel: Flag,
    #[serde(borrow)]
    delivery_option_id: Text<'a>,
    #[serde(borrow)]
    warehouse_id: Text<'a>,
    #[serde(borrow)]
    recipient_address: Object<Recipient<'a>>,
    #[serde(borrow)]
    packages: Items<Object<SentPackage<'a>>>,
    #[serde(borrow)]
    line_items: Items<Object<SentPiece<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Recipient<'a> {
    #[serde(borrow)]
    region_code: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SentPackage<'a> {
    #[serde(borrow)]
    id: Text<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SentPiece<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    sku_id: Text<'a>,
    #[serde(borrow)]
    seller_sku: Text<'a>,
    #[serde(borrow)]
    product_name: Text<'a>,
    #[serde(borrow)]
    sku_name: Text<'a>,
    #[serde(borrow)]
    display_status: Text<'a>,
    #[serde(borrow)]
    package_id: Text<'a>,
    #[serde(borrow)]
    package_status: Text<'a>,
    #[serde(borrow)]
    tracking_number: Text<'a>,
    #[serde(borrow)]
    shipping_provider_name: Text<'a>,
}

fn order(sent: &Sent<'_>, key: &str, region: Option<&str>) -> Order {
    let id = |text: &Text<'_>| text.as_str().filter(|text| is_id(text)).map(str::to_owned);
    let pieces: Vec<Piece> = sent.line_items.list.iter().map(|Object(sent)| piece(sent, &id)).collect();
    let named = sent.packages.list.iter().filter_map(|Object(package)| id(&package.id));
    let mut packages: Vec<String> = Vec::new();
    for package in named.chain(pieces.iter().filter_map(|piece| piece.package.clone())) {
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    let recipient = || sent.recipient_address.0.region_code.capped(8);
    Order {
        id: key.to_owned(),
        stage: stage(sent.status.as_str().unwrap_or_default()),
        transport: transport(sent.fulfillment_type.as_str(), sent.shipping_type.as_str()),
        document: match sent.need_upload_invoice.as_str() {
            Some("NEED_INVOICE") => Document::Needed,
            Some("INVOICE_UPLOADED") => Document::Uploaded,
            Some("NO_NEED") => Document::NotNeeded,
            _ => Document::Unknown,
        },
        is_cash: sent.is_cod.0,
        is_buyer_cancelling: sent.is_buyer_request_cancel.0,
        is_combined: sent.split_or_combine_tag.as_str() == Some("COMBINED"),
        region: region.map(str::to_owned).or_else(recipient).map(|region| region.to_ascii_uppercase()),
        delivery_option: id(&sent.delivery_option_id),
        warehouse: id(&sent.warehouse_id),
        pieces,
        packages,
    }
}

fn piece(sent: &SentPiece<'_>, id: &dyn Fn(&Text<'_>) -> Option<String>) -> Piece {
    let name = sent.product_name.capped(300).unwrap_or_default();
    // The word for a product without variants.
    let variant = sent.sku_name.capped(200).filter(|name| !name.eq_ignore_ascii_case("default"));
    Piece {
        id: id(&sent.id).unwrap_or_default(),
        sku_id: sent.sku_id.capped(64),
        seller_sku: sent.seller_sku.capped(100),
        title: variant.map_or_else(|| name.clone(), |variant| format!("{name} ({variant})")),
        is_cancelled: sent.display_status.as_str().is_some_and(super::status::is_cancelled),
        package: id(&sent.package_id),
        package_status: sent.package_status.capped(40),
        tracking: sent.tracking_number.capped(100),
        carrier: sent.shipping_provider_name.capped(100),
    }
}

fn stage(word: &str) -> Stage {
    match word {
        "UNPAID" => Stage::Unpaid,
        "ON_HOLD" => Stage::OnHold,
        "AWAITING_SHIPMENT" => Stage::ToShip,
        "PARTIALLY_SHIPPING" => Stage::PartlyShipped,
        "AWAITING_COLLECTION" => Stage::Arranged,
        "IN_TRANSIT" | "DELIVERED" | "COMPLETED" => Stage::Gone,
        word if super::status::is_cancelled(word) => Stage::Cancelled,
        _ => Stage::Unknown,
    }
}

fn transport(by: Option<&str>, shipping: Option<&str>) -> Transport {
    match (by, shipping) {
        (by, _) if super::status::is_of_warehouse(by) => Transport::Warehouse,
        (_, Some("TIKTOK")) => Transport::Platform,
        (_, Some("SELLER")) => Transport::Merchant,
        _ => Transport::Unknown,
    }
}

/// An order as it is sent; for tests.
#[cfg(test)]
pub(super) fn composed(sent: &serde_json::Value, region: Option<&str>) -> Order {
    let text = sent.to_string();
    let Object(sent) = serde_json::from_str::<Object<Sent<'_>>>(&text).unwrap();
    order(&sent, "577400000000000001", region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn packages_are_those_named_and_those_of_pieces_once() {
        let order = composed(
            &json!({
                "packages": [{ "id": "1153" }, { "id": "../x" }, 7, null, { "id": 1154 }],
                "line_items": [{ "id": 1, "package_id": "1154" }, { "id": "2", "package_id": "1155" }, { "id": "3" }],
            }),
            None,
        );
        assert_eq!(order.packages, ["1153", "1154", "1155"]);
        assert_eq!(order.pieces_of("1154").map(|piece| piece.id.as_str()).collect::<Vec<_>>(), ["1"]);
        assert_eq!(order.stage, Stage::Unknown, "no word is no state");
        let single = composed(&json!({ "packages": [{ "id": "1" }], "line_items": [{ "id": "2" }] }), None);
        assert_eq!(single.pieces_of("1").count(), 1);
    }

    #[test]
    fn what_is_not_known_is_taken_for_nothing() {
        for odd in [json!({}), json!({ "status": [], "packages": "?", "line_items": 1 }), json!(null)] {
            let order = composed(&odd, None);
            assert_eq!((order.stage, order.transport), (Stage::Unknown, Transport::Unknown));
            assert!(order.packages.is_empty() && !order.is_brazilian());
            assert_eq!(order.obstacle(), Some(Obstacle::UnknownState));
        }
        let stored = json!({ "status": "AWAITING_SHIPMENT", "fulfillment_type": "FULFILLMENT_BY_TIKTOK", "shipping_type": "TIKTOK" });
        assert_eq!(composed(&stored, None).obstacle(), Some(Obstacle::ByChannel));
    }

    #[test]
    fn the_region_is_the_shops_or_the_recipients() {
        let sent = json!({ "recipient_address": { "region_code": "br" } });
        assert!(composed(&sent, None).is_brazilian());
        assert!(!composed(&sent, Some("MX")).is_brazilian());
        assert!(composed(&json!({ "need_upload_invoice": "NEED_INVOICE" }), None).is_brazilian());
    }
}
